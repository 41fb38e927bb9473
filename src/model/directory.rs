//! The support directory (Annex A): organisations with their state, and where what is said of them comes from.
//!
//! A name, number or address here is data: no house word ever reaches it.

use std::collections::BTreeMap;

use super::email::Email;
use super::fact::{Fact, Known, SourceRecord};
use super::language::Language;
use super::link::Link;
use super::phone::Phone;
use super::prose::Prose;
use super::record::{Cost, vocabulary};
use super::slug::Slug;
use crate::source::Located;

vocabulary! {
    /// Whether an organisation can still help.
    State {
        /// It can.
        Open = "open",
        /// It has closed.
        Closed = "closed",
        /// Another organisation has taken its work on.
        Merged = "merged",
        /// Nobody has checked.
        Unknown = "unknown",
    }

    /// Whom an organisation is for.
    Audience {
        /// Families.
        Families = "families",
        /// Children.
        Children = "children",
        /// Young people.
        YoungPeople = "young-people",
        /// Partners.
        Partners = "partners",
        /// Parents.
        Parents = "parents",
        /// Professionals.
        Professionals = "professionals",
        /// Victims of crime.
        Victims = "victims",
        /// Women.
        Women = "women",
        /// Everyone.
        Everyone = "everyone",
    }

    /// What an organisation helps with, in the order in which families are told.
    Topic {
        /// Danger now.
        Urgent = "urgent",
        /// Someone to talk to.
        Talk = "talk",
        /// Visiting.
        Visiting = "visiting",
        /// Costs.
        Costs = "costs",
        /// Children.
        Children = "children",
        /// Others who have been there.
        PeerSupport = "peer-support",
        /// Being safe.
        Safety = "safety",
        /// Rights.
        Rights = "rights",
        /// The law.
        Legal = "legal",
        /// Money.
        Money = "money",
        /// Housing.
        Housing = "housing",
        /// Health.
        Health = "health",
        /// Drugs and alcohol.
        DrugsAlcohol = "drugs-alcohol",
        /// Faith.
        Faith = "faith",
        /// Coming home.
        Release = "release",
        /// Complaints.
        Complaints = "complaints",
        /// For professionals.
        Professionals = "professionals",
    }
}

impl Audience {
    /// Tells whether what is for `self` helps a reader who asks for `asked`. What is for everyone helps all; what is for
    /// families helps partners and parents; and a family looks for what helps its children, partners or parents, too. Rather one
    /// organisation too many than help that is not found.
    #[must_use]
    pub fn helps(self, asked: Self) -> bool {
        match (self, asked) {
            (Self::Everyone, _)
            | (Self::Families, Self::Partners | Self::Parents)
            | (Self::Partners | Self::Parents | Self::Children | Self::YoungPeople, Self::Families) => true,
            (own, asked) => own == asked,
        }
    }
}

/// A phone number of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPhone {
    /// The number, and what other sources say.
    pub number: Fact<Phone>,
    /// What it is for, where there are several.
    pub label: Option<Prose>,
    /// What a call costs, where it is said.
    pub cost: Option<Cost>,
    /// When it is answered.
    pub hours: Fact<Prose>,
    /// It takes texts.
    pub text: bool,
    /// Anything else about it.
    pub note: Option<Prose>,
}

/// What a printed list once said of an entry, to the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedAs {
    /// The name.
    pub name: Option<String>,
    /// The number.
    pub phone: Option<String>,
    /// The web address.
    pub web: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
}

/// A directory entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Unique in the directory.
    pub id: Slug,
    /// The name, exactly as the organisation writes it.
    pub name: String,
    /// A shorter name.
    pub short_name: Option<String>,
    /// What it was called before.
    pub formerly: Vec<String>,
    /// Whether it can still help.
    pub state: State,
    /// When it became so, as far as is known: "2012".
    pub state_on: Option<String>,
    /// Who helps now, where it has closed or merged.
    pub successor: Option<Located<Slug>>,
    /// What is known of its state.
    pub state_note: Option<Prose>,
    /// The id of the source that says so.
    pub state_source: Option<Located<Slug>>,
    /// What it does, in at most 25 words.
    pub does: Prose,
    /// For whom.
    pub for_whom: Vec<Audience>,
    /// With what.
    pub topics: Vec<Topic>,
    /// Where.
    pub area: Option<String>,
    /// Its numbers.
    pub phones: Vec<EntryPhone>,
    /// Its e-mail address.
    pub email: Fact<Email>,
    /// Its site.
    pub web: Fact<Link>,
    /// What a printed list once said.
    pub printed_as: Option<PrintedAs>,
    /// What it does not do.
    pub not_for: Option<Prose>,
    /// What stands there is written by its users.
    pub user_generated: bool,
    /// Its place among the urgent lines; `None` where it is not one.
    pub urgent: Option<u32>,
    /// The language it helps in.
    pub language: Option<Language>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// What an establishment adds to an entry of the national directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalEntry {
    /// The entry.
    pub entry: Located<Slug>,
    /// Its local numbers.
    pub phones: Vec<EntryPhone>,
    /// Anything else about it here.
    pub note: Option<Prose>,
}

/// A directory: entries in the order written, and the sources of what they say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// The entries.
    pub entries: Vec<Entry>,
    /// The sources, by id.
    pub sources: BTreeMap<Slug, SourceRecord>,
}

impl Directory {
    /// Returns the entry of that id.
    #[must_use]
    pub fn get(&self, id: &Slug) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }
}
