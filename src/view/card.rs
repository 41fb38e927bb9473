//! An establishment as the fleet knows it from one build to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CardPlace;

/// An establishment on the fleet's front page.
///
/// Kept with the last good version of its pack, so that the front page still names one whose files are broken today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// Its full name.
    pub name: String,
    /// Its short name, by which it is sorted.
    pub short_name: String,
    /// Town and county.
    pub place: String,
    /// What it was called before.
    pub former_names: Vec<String>,
    /// Where it is, each place once; empty where nobody knows, or the card is older than this.
    pub places: Vec<CardPlace>,
    /// Whether it is in use: `open`, `temporarily-closed` or `closed`; empty where the card is older than this.
    pub status: String,
    /// `draft`, `sample` or `live`.
    pub state: String,
    /// Its home page, as an output path.
    pub home: String,
    /// The addresses of its pages that search engines may list, as output paths.
    pub listed: Vec<String>,
    /// What is known of its leaflets, by path; empty where the card is older than this.
    pub printed: BTreeMap<String, PaperNote>,
}

/// What the next build needs to know of a leaflet, to see that nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PaperNote {
    /// What its bytes depend on, as a hash.
    pub key: String,
    /// How many pages it has.
    pub pages: usize,
    /// It has sheets for the printer.
    pub has_sheets: bool,
}

impl Card {
    /// Returns where it is; of an old card, what it says of its town and county.
    #[must_use]
    pub fn where_it_is(&self) -> Vec<CardPlace> {
        if !self.places.is_empty() || self.place.is_empty() {
            return self.places.clone();
        }
        let (town, county) = self.place.split_once(", ").unwrap_or((&self.place, ""));
        vec![CardPlace { town: town.to_owned(), county: county.to_owned(), postcodes: Vec::new() }]
    }
}
