//! One establishment: everything its file says.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::directory::{Directory, LocalEntry};
use super::fact::Known;
use super::fact::SourceRecord;
use super::groups::{
    Access, Booking, Centre, ChildContact, Children, Complaints, Entry, Family, Hall, IdentityFacts, KeepInTouch,
    Pathway, Safety, Strategy, Travel, Visits,
};
use super::holidays::Division;
use super::hours::Hours;
use super::language::Language;
use super::page::Page;
use super::prose::Prose;
use super::record::{
    Commitment, Contact, ContactLevel, ContactRole, Facility, FamilyDay, Notice, Partner, Place, SearchRule, Service,
    Support, vocabulary,
};
use super::session::Session;
use super::slug::Slug;
use super::words::Words;
use crate::source::{FileId, Located};

vocabulary! {
    /// Whether a pack may be published.
    PackState {
        /// Its facts are not all checked: a banner says so.
        Draft = "draft",
        /// It is fictional: a banner says so.
        Sample = "sample",
        /// Families may rely on it.
        Live = "live",
    }

    /// What stands before an establishment's name.
    Prefix {
        /// His Majesty's Prison.
        Hmp = "HMP",
        /// A young offender institution.
        Hmyoi = "HMYOI",
        /// Both.
        HmpYoi = "HMP/YOI",
        /// An immigration removal centre.
        Irc = "IRC",
        /// A secure training centre.
        Stc = "STC",
    }

    /// What kind of establishment it is.
    Kind {
        /// Takes people from the courts.
        Local = "local",
        /// For most of a sentence.
        Training = "training",
        /// Without a secure wall.
        Open = "open",
        /// For young adults or boys.
        YoungOffenders = "young-offenders",
        /// For women.
        Women = "women",
        /// Of the highest security.
        HighSecurity = "high-security",
        /// For people held under immigration law.
        Immigration = "immigration",
    }

    /// Whom it holds.
    Holds {
        /// Men.
        Men = "men",
        /// Women.
        Women = "women",
        /// Young adult men.
        YoungMen = "young-men",
        /// Young adult women.
        YoungWomen = "young-women",
        /// Boys.
        Boys = "boys",
        /// Girls.
        Girls = "girls",
    }

    /// Whether it is in use.
    Status {
        /// It is.
        Open = "open",
        /// Not for now.
        TemporarilyClosed = "temporarily-closed",
        /// No longer.
        Closed = "closed",
    }
}

/// Who and what an establishment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// "Chelmsford".
    pub name: String,
    /// "HMP/YOI".
    pub prefix: Option<Prefix>,
    /// The prison service's code, three capital letters: "CDI".
    pub code: Option<String>,
    /// What it was called before.
    pub former_names: Vec<String>,
    /// What kind it is.
    pub kind: Option<Kind>,
    /// Whom it holds.
    pub holds: Vec<Holds>,
    /// Whether it is in use.
    pub status: Status,
    /// What else is known.
    pub facts: IdentityFacts,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

impl Identity {
    /// Returns the name with its prefix: "HMP/YOI Chelmsford".
    #[must_use]
    pub fn full_name(&self) -> String {
        match self.prefix {
            Some(prefix) => format!("{} {}", prefix.as_str(), self.name),
            None => self.name.clone(),
        }
    }
}

/// Everything one establishment's folder says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Establishment {
    /// The folder's name: the id in web addresses.
    pub id: Slug,
    /// The file.
    pub file: FileId,
    /// Something in the file could not be read: a fact that seems to be missing may be there.
    pub spoilt: bool,
    /// Whether the pack may be published.
    pub state: PackState,
    /// The role of the person who keeps the file.
    pub owner: Option<String>,
    /// Whose bank holidays count.
    pub division: Division,
    /// The sources of its facts, by id.
    pub sources: BTreeMap<Slug, SourceRecord>,
    /// Its words for the people it holds, by language.
    pub words: BTreeMap<Language, Words>,
    /// Who and what it is.
    pub identity: Identity,
    /// Its addresses.
    pub places: Vec<Place>,
    /// How to reach it, in the order written.
    pub contacts: Vec<Contact>,
    /// Opening hours by id, each with its freshness.
    pub hours: BTreeMap<Slug, NamedHours>,
    /// Its visits sessions.
    pub sessions: Vec<Session>,
    /// Who can visit.
    pub visits: Visits,
    /// How to book.
    pub booking: Booking,
    /// What happens at the gate.
    pub entry: Entry,
    /// Who may search whom.
    pub searches: Vec<SearchRule>,
    /// Children on a visit.
    pub children: Children,
    /// The visitors' centre.
    pub centre: Centre,
    /// The contact of the visitors' centre.
    pub centre_contact: Option<Located<Slug>>,
    /// The hours of the visitors' centre.
    pub centre_hours: Option<Located<Slug>>,
    /// The visits hall.
    pub hall: Hall,
    /// What is to be found there.
    pub facilities: Vec<Facility>,
    /// Access needs.
    pub access: Access,
    /// The journey.
    pub travel: Travel,
    /// What is on in a year.
    pub services: Vec<Service>,
    /// Dated events.
    pub family_days: Vec<FamilyDay>,
    /// Help for families.
    pub family: Family,
    /// Keeping in touch.
    pub keep_in_touch: KeepInTouch,
    /// When you are worried.
    pub safety: Safety,
    /// Help inside.
    pub supports: Vec<Support>,
    /// Who works with it.
    pub partners: Vec<Partner>,
    /// Complaints.
    pub complaints: Complaints,
    /// Notices, in the order written.
    pub notices: Vec<Notice>,
    /// Contact with children.
    pub child_contact: ChildContact,
    /// The levels of contact with children.
    pub contact_levels: Vec<ContactLevel>,
    /// Work with families.
    pub pathway: Pathway,
    /// Its promises.
    pub commitments: Vec<Commitment>,
    /// Its strategy.
    pub strategy: Strategy,
    /// Shared pages it leaves out.
    pub leave_out: Vec<Located<Slug>>,
    /// No window's title, and so no history, names the establishment.
    pub neutral_titles: bool,
    /// Directory entries of its own.
    pub directory: Directory,
    /// What it adds to national entries.
    pub local_entries: Vec<LocalEntry>,
    /// National entries it does not want.
    pub without_entries: Vec<Located<Slug>>,
    /// Its own pages.
    pub pages: OwnPages,
}

/// Opening hours with their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedHours {
    /// The hours.
    pub hours: Hours,
    /// Anything else about them.
    pub note: super::fact::Fact<Prose>,
    /// Where they are written, and how fresh they are.
    pub known: Known<()>,
}

impl Establishment {
    /// Returns the notices that are shown on a day, the most urgent first.
    #[must_use]
    pub fn notices_on(&self, today: Date) -> Vec<&Notice> {
        let mut shown: Vec<&Notice> = self.notices.iter().filter(|notice| notice.is_shown(today)).collect();
        shown.sort_by_key(|notice| notice.severity);
        shown
    }

    /// Returns the contact of a role that can best be reached: the first with a phone number, else with an email address or a
    /// web page, else the first.
    #[must_use]
    pub fn contact(&self, role: ContactRole) -> Option<&Contact> {
        let all = || self.contacts.iter().filter(|contact| contact.role == role);
        let to_call = all().find(|contact| contact.facts.phone.is_known());
        let to_write = || all().find(|contact| contact.facts.email.is_known() || contact.facts.web.is_known());
        to_call.or_else(to_write).or_else(|| all().next())
    }
}

/// The own pages of an establishment, which are put to its facts once all of them are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPages(OnceLock<Vec<Page>>);

impl OwnPages {
    /// Puts the pages there; tells whether these are there now: others may have been put there before.
    #[must_use]
    pub fn put(&self, pages: Vec<Page>) -> bool {
        match self.0.get() {
            Some(known) => *known == pages,
            None => self.0.set(pages).is_ok(),
        }
    }
}

impl Deref for OwnPages {
    type Target = [Page];

    fn deref(&self) -> &[Page] {
        self.0.get().map_or(&[], Vec::as_slice)
    }
}

impl<'p> IntoIterator for &'p OwnPages {
    type Item = &'p Page;
    type IntoIter = std::slice::Iter<'p, Page>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
