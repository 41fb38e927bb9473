//! The groups of facts of an establishment: what families ask, in the order they ask it.

use super::email::Email;
use super::group::{Methods, Yes, groups};
use super::link::Link;
use super::phone::Phone;
use super::prose::Prose;
use super::slug::Slug;

groups! {
    /// What kind of place it is.
    IdentityFacts = "identity" {
        /// The security category of a prison for men: A to D.
        category: Prose,
        /// Who runs it.
        operator: Prose,
        /// The county or city it is in.
        area: Prose,
        /// Its page on GOV.UK.
        web: Link,
        /// One or two sentences about it.
        about: Prose,
    }

    /// Who can visit.
    Visits = "visits" {
        /// The most visitors at one visit.
        max_visitors: u32,
        /// How many of them may be adults.
        max_adults: u32,
        /// The age from which a visitor counts as an adult.
        adult_from_age: u32,
        /// The age the person who leads the visit must be.
        lead_visitor_age: u32,
        /// Visits before trial or sentence.
        remand: Prose,
        /// Visits after sentence.
        convicted: Prose,
        /// How visitors get on the visitor list.
        visitor_list: Prose,
        /// Whether a visiting order is needed, and how to get one.
        visiting_order: Prose,
        /// The first visit soon after someone arrives.
        first_visit: Prose,
        /// Visits behind a screen.
        closed_visits: Prose,
    }

    /// How to book a visit.
    Booking = "booking" {
        /// The ways to book, best first.
        methods: Methods,
        /// The page to book on.
        online: Link,
        /// How many days ahead a visit can be booked.
        opens_days_ahead: u32,
        /// How many working days before the visit booking closes.
        notice_working_days: u32,
        /// How many hours before the visit booking closes.
        notice_hours: u32,
        /// What to have at hand.
        needs: Vec<Prose>,
        /// How to change or cancel a visit.
        change: Prose,
        /// When the answer comes.
        reply: Prose,
        /// Anything else about booking.
        note: Prose,
    }

    /// What happens at the gate, and what to bring.
    Entry = "entry" {
        /// The age from which a visitor must prove who they are.
        id_from_age: u32,
        /// What proves who you are.
        id: Vec<Prose>,
        /// What not to wear.
        dress: Vec<Prose>,
        /// Religious clothes and head wear.
        religious_dress: Prose,
        /// Where to leave your things.
        lockers: Prose,
        /// What you may take in.
        bring: Vec<Prose>,
        /// What you may take in for a baby.
        baby_items: Vec<Prose>,
        /// What must stay outside.
        not_allowed: Vec<Prose>,
        /// Medicine.
        medicine: Prose,
        /// Wheelchairs, sticks and frames.
        mobility_aids: Prose,
        /// Pushchairs.
        pushchairs: Prose,
        /// Smoking and vaping.
        smoking: Prose,
        /// Hugs, holding hands, a child on a lap.
        touching: Prose,
        /// Photos and fingerprints taken of visitors.
        photo_and_fingerprint: Prose,
        /// Search dogs.
        dogs: Prose,
        /// What happens if you are late.
        late: Prose,
        /// What to do if you are turned away.
        refused: Prose,
    }

    /// Children on a visit.
    Children = "children" {
        /// How a child is searched.
        search: Vec<Prose>,
        /// How a baby is searched.
        babies: Vec<Prose>,
        /// How staff keep children safe.
        looking_after: Vec<Prose>,
        /// First aid.
        first_aid: Prose,
    }

    /// The visitors' centre.
    Centre = "centre" {
        /// The organisation that runs it.
        run_by: Slug,
        /// What it is like.
        about: Prose,
        /// What it offers.
        offers: Vec<Prose>,
        /// How many minutes it takes to walk to the gate.
        minutes_to_gate: u32,
    }

    /// The visits hall.
    Hall = "hall" {
        /// Who runs it.
        run_by: Prose,
        /// What it is like.
        about: Prose,
        /// What it offers.
        offers: Vec<Prose>,
    }

    /// Access for disabled visitors, and other needs.
    Access = "access" {
        /// Ways without steps.
        step_free: Prose,
        /// Lifts.
        lift: Prose,
        /// Blue Badge parking.
        blue_badge: Prose,
        /// Hearing loops.
        hearing_loop: Prose,
        /// Assistance dogs.
        assistance_dogs: Prose,
        /// Noise, light and quiet places.
        sensory: Prose,
        /// Interpreters.
        interpreter: Prose,
        /// Sign language.
        sign_language: Prose,
        /// Wheelchairs to borrow.
        wheelchair: Prose,
        /// Information in other formats.
        formats: Prose,
        /// How and when to tell staff what you need.
        tell_us: Prose,
        /// Anything else about access.
        note: Prose,
    }

    /// The journey.
    Travel = "travel" {
        /// By train.
        train: Prose,
        /// By bus.
        bus: Prose,
        /// A bus laid on for visitors.
        shuttle: Prose,
        /// By taxi.
        taxi: Prose,
        /// By car.
        car: Prose,
        /// Parking.
        parking: Prose,
        /// By bike.
        cycle: Prose,
        /// A place to stay the night.
        overnight: Prose,
        /// Anything else about the journey.
        note: Prose,
    }

    /// Help for families.
    Family = "family" {
        /// The family engagement worker.
        worker: Prose,
        /// What the family services provider does.
        provider_help: Vec<Prose>,
        /// Who else helps with family days and visits.
        support: Vec<Prose>,
        /// Who counts as family here.
        who_counts: Prose,
    }

    /// Keeping in touch.
    KeepInTouch = "keep_in_touch" {
        /// Phones.
        phone: Prose,
        /// How phone numbers are allowed.
        pin_setup: Prose,
        /// When calls can be made.
        phone_hours: Prose,
        /// What calls cost.
        phone_cost: Prose,
        /// Voicemail.
        voicemail: Prose,
        /// E-mail.
        email: Prose,
        /// What an e-mail costs.
        email_cost: Prose,
        /// Video calls.
        video: Prose,
        /// Letters.
        letters: Prose,
        /// Photos.
        photos: Prose,
        /// Parcels.
        parcels: Prose,
        /// Clothes.
        clothes: Prose,
        /// Books.
        books: Prose,
        /// Money.
        money: Prose,
        /// Gifts.
        gifts: Prose,
        /// Newspapers and magazines.
        newspapers: Prose,
        /// Social media.
        social_media: Prose,
        /// Who may listen or read.
        monitored: Prose,
        /// Help with it for the person inside.
        help: Prose,
    }

    /// When you are worried about someone.
    Safety = "safety" {
        /// What to do when a life is at risk now.
        emergency: Prose,
        /// How to reach the safer custody team.
        safer_custody: Prose,
        /// What to say.
        what_to_say: Prose,
        /// Whether it stays between you and the team.
        in_confidence: Prose,
        /// What happens next, and by when.
        reply: Prose,
        /// What to do when someone is pressed to bring things in.
        pressure: Prose,
        /// How families can take part in the plan that keeps someone safe.
        plan: Prose,
    }

    /// Complaints and having a say.
    Complaints = "complaints" {
        /// The steps, in order.
        steps: Vec<Prose>,
        /// Whom to write to.
        contact: Prose,
        /// The Independent Monitoring Board.
        imb: Prose,
        /// The Prisons and Probation Ombudsman.
        ombudsman: Prose,
        /// Meetings of visitors.
        visitors_forum: Prose,
        /// Meetings with the Governor.
        governors_surgery: Prose,
        /// Surveys.
        survey: Prose,
    }

    /// Work with families, for professionals.
    Pathway = "pathway" {
        /// What it aims at.
        aims: Vec<Prose>,
        /// Where it is watched.
        watched_through: Vec<Prose>,
        /// How it is measured.
        measured_by: Vec<Prose>,
        /// Anything else about it.
        note: Prose,
    }

    /// The establishment's strategy for families.
    Strategy = "strategy" {
        /// What the strategy is.
        about: Prose,
        /// The years it is for.
        years: Prose,
    }

    /// Which children a person may be in contact with.
    ChildContact = "child_contact" {
        /// Whether there are levels of contact.
        levels: Yes,
        /// What families should know of it.
        note: Prose,
    }

    /// How a contact is reached.
    ContactFacts = "contact" {
        /// The number to call.
        phone: Phone,
        /// What to press or whom to ask for.
        phone_note: Prose,
        /// The number for texts.
        text_number: Phone,
        /// Relay UK can be used.
        relay: Yes,
        /// The e-mail address.
        email: Email,
        /// The web page or form.
        web: Link,
        /// There is an answerphone.
        answerphone: Yes,
        /// How often messages are heard.
        checked_every: Prose,
        /// When an answer comes.
        reply_within: Prose,
        /// Anything else about this contact.
        note: Prose,
    }
}
