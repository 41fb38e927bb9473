//! The names that prose may use for facts: slots, conditions and blocks, each checked when it is read.

use super::establishment::Establishment;
use super::fact::Fact;
use super::group::{FieldDescription, Group, Said};
use super::groups::{
    Access, Booking, Centre, ChildContact, Children, Complaints, Entry, Family, Hall, IdentityFacts, KeepInTouch,
    Pathway, Safety, Strategy, Travel, Visits,
};
use super::record::{ContactRole, vocabulary};
use super::slug::Slug;
use super::words::WordForm;
use crate::source::Span;

/// A field of a group of facts: `visits.adult_from_age`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactPath {
    /// The group's name.
    pub group: &'static str,
    /// The field's key.
    pub field: &'static str,
}

/// Lists every group that slots can name, with its fields.
pub const GROUPS: &[(&str, &[FieldDescription])] = &[
    (IdentityFacts::NAME, IdentityFacts::FIELDS),
    (Visits::NAME, Visits::FIELDS),
    (Booking::NAME, Booking::FIELDS),
    (Entry::NAME, Entry::FIELDS),
    (Children::NAME, Children::FIELDS),
    (Centre::NAME, Centre::FIELDS),
    (Hall::NAME, Hall::FIELDS),
    (Access::NAME, Access::FIELDS),
    (Travel::NAME, Travel::FIELDS),
    (Family::NAME, Family::FIELDS),
    (KeepInTouch::NAME, KeepInTouch::FIELDS),
    (Safety::NAME, Safety::FIELDS),
    (Complaints::NAME, Complaints::FIELDS),
    (Pathway::NAME, Pathway::FIELDS),
    (Strategy::NAME, Strategy::FIELDS),
    (ChildContact::NAME, ChildContact::FIELDS),
];

impl FactPath {
    /// Returns the path written as `group.field`, if there is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (group, field) = text.split_once('.')?;
        let (group, fields) = GROUPS.iter().find(|(name, _)| *name == group)?;
        let field = fields.iter().find(|description| description.key == field)?;
        Some(Self { group, field: field.key })
    }
}

impl Establishment {
    /// Returns the facts of a group by its name; empty where there is no such group.
    #[must_use]
    pub fn group(&self, name: &str) -> Vec<(&'static str, Fact<Said<'_>>)> {
        match name {
            IdentityFacts::NAME => self.identity.facts.facts(),
            Visits::NAME => self.visits.facts(),
            Booking::NAME => self.booking.facts(),
            Entry::NAME => self.entry.facts(),
            Children::NAME => self.children.facts(),
            Centre::NAME => self.centre.facts(),
            Hall::NAME => self.hall.facts(),
            Access::NAME => self.access.facts(),
            Travel::NAME => self.travel.facts(),
            Family::NAME => self.family.facts(),
            KeepInTouch::NAME => self.keep_in_touch.facts(),
            Safety::NAME => self.safety.facts(),
            Complaints::NAME => self.complaints.facts(),
            Pathway::NAME => self.pathway.facts(),
            Strategy::NAME => self.strategy.facts(),
            ChildContact::NAME => self.child_contact.facts(),
            _ => Vec::new(),
        }
    }

    /// Returns one fact by its path.
    #[must_use]
    pub fn fact(&self, path: FactPath) -> Fact<Said<'_>> {
        let fact = self.group(path.group).into_iter().find(|(key, _)| *key == path.field);
        fact.map_or(Fact::Unknown, |(_, fact)| fact)
    }
}

vocabulary! {
    /// A part of a contact that a slot can name.
    ContactPart {
        /// The number.
        Phone = "phone",
        /// The number for texts.
        TextNumber = "text_number",
        /// The e-mail address.
        Email = "email",
        /// The web page.
        Web = "web",
    }

    /// A part of a directory entry that a slot can name.
    EntryPart {
        /// Its name, linked to its entry.
        Name = "name",
        /// Its first number.
        Phone = "phone",
        /// Its e-mail address.
        Email = "email",
        /// Its site.
        Web = "web",
    }

    /// A list of an establishment that a condition can name.
    Listed {
        /// Visits sessions.
        Session = "session",
        /// Help inside.
        Support = "support",
        /// What is on in a year.
        Service = "service",
        /// Dated events still to come.
        FamilyDay = "family_day",
        /// Notices shown today.
        Notice = "notice",
        /// Who may search whom.
        Search = "search",
        /// Facilities.
        Facility = "facility",
        /// Partners.
        Partner = "partner",
        /// Promises.
        Commitment = "commitment",
        /// Addresses.
        Place = "place",
    }

    /// A block that facts fill.
    BlockName {
        /// Notices shown today.
        Notices = "notices",
        /// Cards to the main pages.
        Tasks = "tasks",
        /// The next visits and the number to ring, for the top of a page.
        Glance = "glance",
        /// The number to call, the next visits, the address.
        KeyFacts = "key-facts",
        /// The next 14 days.
        NextVisits = "next-visits",
        /// The table of visits sessions.
        SessionTimes = "session-times",
        /// How to book.
        Booking = "booking",
        /// The booking line.
        BookingLine = "booking-line",
        /// Numbers and ages of visitors.
        WhoCanCome = "who-can-come",
        /// Every contact.
        Contacts = "contacts",
        /// The contact of one role.
        Contact = "contact",
        /// Opening hours by their id.
        Hours = "hours",
        /// Addresses.
        Places = "places",
        /// The journey.
        Travel = "travel",
        /// Access needs.
        Access = "access",
        /// The visitors' centre.
        Centre = "centre",
        /// The visits hall.
        Hall = "hall",
        /// What a child finds there.
        ChildrenHere = "children-here",
        /// What is to be found in both.
        Facilities = "facilities",
        /// About the establishment.
        Identity = "identity",
        /// What proves who you are.
        Id = "id",
        /// What not to wear.
        Dress = "dress",
        /// What you may take in.
        Bring = "bring",
        /// What must stay outside.
        NotAllowed = "not-allowed",
        /// Other rules at the gate.
        Entry = "entry",
        /// Who may search whom.
        Search = "search",
        /// How a child is searched.
        ChildrenSearch = "children-search",
        /// How a baby is searched.
        Babies = "babies",
        /// How staff keep children safe.
        LookingAfter = "looking-after",
        /// What you may take in for a baby.
        BabyItems = "baby-items",
        /// What is on in a year.
        Services = "services",
        /// Dated events.
        FamilyDays = "family-days",
        /// Help for families.
        Family = "family",
        /// Keeping in touch.
        KeepInTouch = "keep-in-touch",
        /// The two tiers of safety.
        Safety = "safety",
        /// The facts of safety.
        SafetyFacts = "safety-facts",
        /// Help inside, by topic.
        Support = "support",
        /// Who works with the establishment.
        Partners = "partners",
        /// Complaints.
        Complaints = "complaints",
        /// Levels of contact with children.
        ChildLevels = "child-levels",
        /// The pathway's aims.
        Pathway = "pathway",
        /// How the pathway is watched and measured.
        Measures = "measures",
        /// The establishment's promises.
        Commitments = "commitments",
        /// The strategy.
        Strategy = "strategy",
        /// The claims register.
        Claims = "claims",
        /// A diagram.
        Diagram = "diagram",
        /// A drawing.
        Drawing = "drawing",
        /// The glossary, or one topic of it.
        Glossary = "glossary",
        /// The directory, or one topic of it.
        Directory = "directory",
        /// Organisations that have closed or changed.
        DirectoryClosed = "directory-closed",
        /// The urgent lines.
        UrgentHelp = "urgent-help",
        /// What was checked when, by what source.
        Checked = "checked",
        /// Where sources disagree.
        Conflicts = "conflicts",
        /// The pack as open data: its files.
        DataFiles = "data-files",
        /// What can be printed.
        PrintList = "print-list",
        /// The leaflets, with their forms, sizes and pages.
        Leaflets = "leaflets",
        /// The pages of a part of the menu, or of all of it.
        Pages = "pages",
        /// The list of all words.
        AToZ = "a-to-z",
        /// The search box.
        SearchBox = "search-box",
        /// Whom to tell of a mistake.
        Corrections = "corrections",
        /// How to hear of changes.
        Follow = "follow",
        /// Every establishment of the fleet.
        Establishments = "establishments",
        /// A line to write on, on paper.
        WriteLine = "write-line",
        /// A box to draw in, on paper.
        DrawBox = "draw-box",
        /// Makes the next list a checklist.
        Checklist = "checklist",
        /// Makes the next list large numbered steps.
        Steps = "steps",
        /// The visits sessions in few words, for a card.
        TimesInShort = "times-in-short",
        /// Where letters go.
        LettersAddress = "letters-address",
        /// The address in one line, for a card.
        AddressInShort = "address-in-short",
        /// The notice that a leaflet is about.
        ThisNotice = "this-notice",
        /// Every fact, for those who answer the phone at the centre.
        AllFacts = "all-facts",
    }
}

/// What stands between `{{` and `}}` within a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The establishment's word for the people it holds.
    Words(WordForm),
    /// Its full name.
    Name,
    /// Its short name.
    ShortName,
    /// A fact.
    Fact(FactPath),
    /// A part of a contact.
    Contact(ContactRole, ContactPart),
    /// A part of a directory entry.
    Entry(Slug, EntryPart),
    /// A figure of the claims register.
    Claim(Slug),
}

/// A block that facts fill, with what follows its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockSlot {
    /// Which block.
    pub name: BlockName,
    /// What follows the name: a role, a topic, an id.
    pub argument: Option<String>,
}

/// What a condition is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A fact is known.
    Fact(FactPath),
    /// A part of a contact is known.
    Contact(ContactRole, ContactPart),
    /// A list holds something.
    Listed(Listed),
}

/// When a part of a page is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Shown where it does not hold.
    pub negated: bool,
    /// What it is about.
    pub subject: Subject,
    /// Where it is written.
    pub at: Span,
}
