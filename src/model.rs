//! What is true: facts with their freshness, prose with its slots, and the pack that holds them.
//!
//! In: [`crate::source`] for places. Out: the types that [`crate::parse`] fills and [`crate::check`] and [`crate::plan`] read.
//! Never knows how it was written down (TOML, Markdown) nor how it will be shown (HTML, paper): no type here derives a
//! (de)serialiser.

pub mod claim;
pub mod date;
pub mod diagram;
pub mod directory;
pub mod drawing;
pub mod email;
pub mod establishment;
pub mod fact;
pub mod fleet;
pub mod freshness;
pub mod glossary;
pub mod group;
pub mod groups;
pub mod holidays;
pub mod hours;
pub mod language;
pub mod ledger;
pub mod leaflet;
pub mod link;
pub mod page;
pub mod path;
pub mod phone;
pub mod postcode;
pub mod prose;
pub mod record;
pub mod session;
pub mod slug;
pub mod time;
pub mod value;
pub mod walk;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::claim::Claim;
use self::diagram::Diagram;
use self::directory::Directory;
use self::drawing::Drawing;
use self::establishment::Establishment;
use self::fleet::Fleet;
use self::glossary::Term;
use self::holidays::HolidayTable;
use self::leaflet::{Leaflet, LeafletText};
use self::ledger::Remembered;
use self::page::Page;
use self::slug::Slug;
use crate::source::FileId;

/// Everything a workspace says: the only "whole world" type, and it has no behaviour.
#[derive(Debug, Default)]
pub struct Pack {
    /// The fleet's own settings.
    pub fleet: Fleet,
    /// The shared pages, in every language, by name and then language.
    pub pages: Vec<Page>,
    /// The files in which something could not be read: what seems to be missing from them may be there.
    pub spoilt: BTreeSet<FileId>,
    /// The support directory (Annex A), national entries.
    pub directory: Directory,
    /// The claims register, by id.
    pub claims: BTreeMap<Slug, Claim>,
    /// The words that prisons use, in the order written.
    pub glossary: Vec<Term>,
    /// The diagrams, by id.
    pub diagrams: BTreeMap<Slug, Diagram>,
    /// The drawings, by name.
    pub drawings: BTreeMap<Slug, Drawing>,
    /// The leaflets, by name.
    pub leaflets: Vec<Leaflet>,
    /// Their words, in every language.
    pub leaflet_texts: Vec<LeafletText>,
    /// The bank holidays of the three divisions, or `None` where the file is missing.
    pub holidays: Option<HolidayTable>,
    /// What is remembered of links to other sites, by address.
    pub links: BTreeMap<String, Remembered>,
    /// The establishments, by id.
    pub establishments: BTreeMap<Slug, Arc<Establishment>>,
}
