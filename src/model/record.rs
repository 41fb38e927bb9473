//! The repeated things of an establishment's file: places, contacts, facilities, help, dated events, notices.

use jiff::civil::Date;

use super::fact::{Fact, Known};
use super::group::Yes;
use super::groups::ContactFacts;
use super::postcode::Postcode;
use super::prose::Prose;
use super::slug::Slug;
use super::time::TimeSpan;
use crate::source::{Located, Span};

/// Declares a closed set of words as they are written in TOML.
macro_rules! vocabulary {
    ($( $(#[doc = $about:literal])+ $name:ident { $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal, )+ } )+) => { $(
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl $name {
            /// Every word, in the order of the list.
            pub const ALL: &'static [&'static str] = &[ $($word),+ ];

            /// Returns the variant written as `word`.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $( $word => Some(Self::$variant), )+
                    _ => None,
                }
            }

            /// Returns the word as it is written.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )+
                }
            }
        }
    )+ };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What an address is for.
    PlaceRole {
        /// Where the prison is.
        Prison = "prison",
        /// Where letters go.
        Postal = "postal",
        /// The visitors' centre.
        VisitorsCentre = "visitors-centre",
        /// The visitors' entrance.
        Entrance = "entrance",
        /// The car park.
        Parking = "parking",
        /// What to type into a sat-nav.
        SatNav = "sat-nav",
    }

    /// What a contact is for.
    ContactRole {
        /// The prison's main number.
        Switchboard = "switchboard",
        /// Where visits are booked.
        BookingLine = "booking-line",
        /// The visitors' centre.
        VisitorsCentre = "visitors-centre",
        /// The team that looks after people who may be at risk.
        SaferCustody = "safer-custody",
        /// When a life is at risk now.
        Emergency = "emergency",
        /// The family engagement worker.
        FamilyWorker = "family-worker",
        /// The organisation that helps families here.
        FamilyServices = "family-services",
        /// The chaplaincy.
        Chaplaincy = "chaplaincy",
        /// The offender management unit.
        OffenderManagement = "offender-management",
        /// Where video calls are booked.
        VideoBooking = "video-booking",
        /// Belongings.
        Property = "property",
        /// Legal and professional visits.
        LegalVisits = "legal-visits",
        /// When someone is pressed to bring things in.
        ReportPressure = "report-pressure",
        /// Complaints.
        Complaints = "complaints",
    }

    /// What a call costs.
    Cost {
        /// Nothing.
        Free = "free",
        /// As much as any call to a home phone.
        Standard = "standard",
        /// More.
        Premium = "premium",
    }

    /// What a facility is.
    FacilityKind {
        /// Toilets.
        Toilets = "toilets",
        /// A toilet for disabled people.
        AccessibleToilet = "accessible-toilet",
        /// A place to change a baby.
        BabyChange = "baby-change",
        /// A Changing Places toilet.
        ChangingPlace = "changing-place",
        /// A place to breastfeed.
        Breastfeeding = "breastfeeding",
        /// A play area.
        PlayArea = "play-area",
        /// Food and drink.
        Refreshments = "refreshments",
        /// Machines with food and drink.
        Vending = "vending",
        /// A place to pray.
        Prayer = "prayer",
        /// Drinking water.
        Water = "water",
        /// A hearing loop.
        HearingLoop = "hearing-loop",
        /// Lockers.
        Lockers = "lockers",
        /// A place to wait indoors.
        WaitingIndoors = "waiting-indoors",
        /// Wi-fi.
        Wifi = "wifi",
        /// A quiet room.
        QuietRoom = "quiet-room",
        /// Toys.
        Toys = "toys",
        /// Books.
        Books = "books",
    }

    /// Where a facility is.
    FacilityPlace {
        /// In the visitors' centre.
        Centre = "centre",
        /// In the visits hall.
        Hall = "hall",
    }

    /// Staff who may search a visitor.
    Searcher {
        /// Male staff.
        MaleStaff = "male-staff",
        /// Female staff.
        FemaleStaff = "female-staff",
    }

    /// What help inside is about.
    SupportTopic {
        /// Arriving.
        FirstNight = "first-night",
        /// Safer custody.
        SaferCustody = "safer-custody",
        /// Health and mental health.
        Health = "health",
        /// Drugs and alcohol.
        DrugsAlcohol = "drugs-alcohol",
        /// Chaplaincy and faith.
        Chaplaincy = "chaplaincy",
        /// When someone has died.
        Bereavement = "bereavement",
        /// The key worker.
        KeyWorker = "key-worker",
        /// Housing.
        Housing = "housing",
        /// Money and benefits.
        Money = "money",
        /// Debt.
        Debt = "debt",
        /// Education and work.
        Education = "education",
        /// The library.
        Library = "library",
        /// Probation and planning the sentence.
        Probation = "probation",
        /// Care leavers.
        CareLeavers = "care-leavers",
        /// Being treated fairly.
        Equality = "equality",
        /// Getting ready to leave.
        Release = "release",
    }

    /// How much a notice matters.
    NoticeSeverity {
        /// Read this before anything else.
        Urgent = "urgent",
        /// Something is different.
        Change = "change",
        /// Good to know.
        Info = "info",
    }
}

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is for.
    pub role: PlaceRole,
    /// The lines before the town.
    pub lines: Vec<String>,
    /// The postal town.
    pub town: Option<String>,
    /// The county.
    pub county: Option<String>,
    /// The postcode.
    pub postcode: Fact<Postcode>,
    /// Anything else about it.
    pub note: Fact<Prose>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// A way to reach someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Unique in its file.
    pub id: Slug,
    /// What it is for.
    pub role: ContactRole,
    /// What it is called here; `None` uses the role's usual name.
    pub label: Option<Prose>,
    /// The ways to reach it.
    pub facts: ContactFacts,
    /// The id of the hours when it answers.
    pub hours: Option<Located<Slug>>,
    /// What a call costs, where it is said.
    pub cost: Option<Cost>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// Something to be found in the centre or the hall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    /// What.
    pub kind: FacilityKind,
    /// Where.
    pub place: FacilityPlace,
    /// Whether it is there.
    pub have: Fact<Yes>,
    /// For which ages.
    pub ages: Fact<Prose>,
    /// Who looks after it.
    pub staffed_by: Fact<Prose>,
    /// Anything else about it.
    pub note: Fact<Prose>,
}

/// Who may search whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRule {
    /// Whom the rule is about.
    pub who: Prose,
    /// The youngest age, where it has one.
    pub from_age: Option<u32>,
    /// The oldest age, where it has one.
    pub to_age: Option<u32>,
    /// Who may search them.
    pub by: Vec<Searcher>,
    /// Anything else.
    pub note: Fact<Prose>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// Something for families that happens in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// What.
    pub name: Prose,
    /// How often in a year.
    pub per_year: Fact<u32>,
    /// What it is like.
    pub about: Fact<Prose>,
    /// For whom.
    pub who: Fact<Prose>,
    /// How to take part.
    pub how: Fact<Prose>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// A dated event for families.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyDay {
    /// What.
    pub name: Prose,
    /// When.
    pub date: Located<Date>,
    /// At what time.
    pub time: Fact<TimeSpan>,
    /// For whom.
    pub who: Fact<Prose>,
    /// How to take part.
    pub how: Fact<Prose>,
    /// The last day to ask.
    pub apply_by: Option<Date>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// Help for the person inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// What it is about.
    pub topic: SupportTopic,
    /// Who gives it.
    pub who: Fact<Vec<Prose>>,
    /// What it is.
    pub about: Fact<Prose>,
    /// When it starts.
    pub when: Fact<Prose>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// An organisation that works with the establishment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its directory entry, or its name.
    pub organisation: Organisation,
    /// What it does here.
    pub role: Option<Prose>,
    /// Since when.
    pub from: Option<Date>,
    /// Until when.
    pub to: Option<Date>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// An organisation, by its directory entry or by name alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Organisation {
    /// In the directory.
    Entry(Located<Slug>),
    /// Not in the directory.
    Name(String),
}

/// Something families must be told for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Unique in its file.
    pub id: Slug,
    /// How much it matters.
    pub severity: NoticeSeverity,
    /// The heading.
    pub title: Prose,
    /// The text.
    pub text: Prose,
    /// First day it is shown.
    pub starts: Date,
    /// Last day it is shown.
    pub ends: Date,
    /// Where it is written.
    pub at: Span,
}

impl Notice {
    /// Tells whether it is shown on a day.
    #[must_use]
    pub fn is_shown(&self, today: Date) -> bool {
        self.starts <= today && today <= self.ends
    }
}

/// A level of contact with children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactLevel {
    /// "One".
    pub name: Prose,
    /// What contact is allowed.
    pub contact: Prose,
    /// More about it.
    pub detail: Fact<Prose>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// A promise the establishment made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// What it asked itself.
    pub question: Prose,
    /// What could help.
    pub could_help: Fact<Prose>,
    /// What it promised.
    pub commitment: Prose,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}
