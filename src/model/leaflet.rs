//! A leaflet as it is ordered: on which paper, for whom, and which pages it holds besides its own text.

use super::language::Language;
use super::path::Condition;
use super::prose::{Block, Inline};
use super::record::vocabulary;
use super::slug::Slug;
use crate::source::{FileId, Located, Span};

vocabulary! {
    /// How a leaflet is made of paper.
    LeafletForm {
        /// A card for the wallet.
        Card = "card",
        /// A sheet of A4 folded twice.
        TriFold = "tri-fold",
        /// Sheets of A4.
        A4 = "a4",
        /// Sheets of A5.
        A5 = "a5",
        /// One side of A4, to be read from where one stands.
        A4Poster = "a4-poster",
        /// Pages of A5, imposed on sheets of A4.
        A5Booklet = "a5-booklet",
    }

    /// Whom a leaflet is for.
    LeafletReader {
        /// Families.
        Families = "families",
        /// Professionals.
        Professionals = "professionals",
        /// Those who work at the centre.
        Staff = "staff",
    }

    /// What a leaflet is made for each of.
    LeafletEach {
        /// Each notice that is shown today.
        Notice = "notice",
    }
}

/// A leaflet, in all its languages and forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaflet {
    /// The file's name without its ending.
    pub name: Slug,
    /// The file.
    pub file: FileId,
    /// The forms it is made in; the first is the main one. Never empty.
    pub forms: Vec<LeafletForm>,
    /// Its place in the list of leaflets; lower first.
    pub order: i64,
    /// The page of the website that says the same.
    pub page: Option<Located<Slug>>,
    /// Whom it is for.
    pub reader: LeafletReader,
    /// Whole pages that follow its own text, each as a chapter.
    pub pages: Vec<Located<Slug>>,
    /// It has a list of contents.
    pub contents: bool,
    /// How many pages its main form may take.
    pub most_pages: Option<u32>,
    /// Made only where this holds.
    pub shown_if: Option<Condition>,
    /// Made once for each of these.
    pub each: Option<LeafletEach>,
    /// It is only made in discreet form.
    pub always_discreet: bool,
    /// What its discreet form is called: it tells nobody what the leaflet is about.
    pub neutral_title: Located<String>,
    /// The same as the name of a file.
    pub neutral_name: Slug,
    /// Where it is written.
    pub at: Span,
}

/// The words of a leaflet in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeafletText {
    /// The leaflet's name.
    pub name: Slug,
    /// The language.
    pub language: Language,
    /// The file.
    pub file: FileId,
    /// The heading.
    pub title: Vec<Inline>,
    /// One sentence on what it holds.
    pub summary: Vec<Inline>,
    /// The text.
    pub body: Vec<Block>,
}
