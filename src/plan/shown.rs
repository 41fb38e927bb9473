//! What stands on a page and where it is written: for whoever edits it.

use super::edition::{Edition, Listing};
use super::freshness::{Kind, freshness};
use crate::model::fact::Written;
use crate::source::{FileId, Span};
use crate::view::{self, GroupKind, Inline};

/// What stands on a page and where it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The files of its text: the page itself, and what an establishment adds to it.
    pub files: Vec<FileId>,
    /// Its parts, in their order; the first is what stands before any heading.
    pub parts: Vec<ShownPart>,
}

/// A heading of a page, and the facts below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownPart {
    /// The heading's id on the page; empty before any heading.
    pub anchor: String,
    /// Its words.
    pub title: String,
    /// Where it is written; `None` before any heading.
    pub at: Option<Span>,
    /// The facts below it, each once, in the order of the page.
    pub facts: Vec<ShownFact>,
}

/// A fact that stands on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownFact {
    /// Where it is written.
    pub at: Span,
    /// How fresh it is, in the page's own words: "Checked on 9 November 2026".
    pub checked: String,
    /// It was checked, and is not due to be checked again.
    pub is_fresh: bool,
}

impl Shown {
    /// Begins with what stands before any heading.
    pub(super) fn begun() -> Self {
        Self { files: Vec::new(), parts: vec![ShownPart::default()] }
    }
}

impl Edition<'_> {
    /// Begins a page.
    pub(super) fn begin(&self, listing: &Listing<'_>) {
        if !self.notes_shown {
            return;
        }
        let pages = std::iter::once(listing.page).chain(listing.addition);
        let files = pages.map(|page| page.at.file.clone()).collect();
        *self.shown.borrow_mut() = Shown { files, ..Shown::begun() };
    }

    /// Remembers a heading of the page being made.
    pub(super) fn show_heading(&self, anchor: &str, title: &[Inline], at: &Span) {
        if self.notes_shown {
            let (anchor, title) = (anchor.to_owned(), view::plain(title));
            self.shown.borrow_mut().parts.push(ShownPart { anchor, title, at: Some(at.clone()), facts: Vec::new() });
        }
    }

    /// Remembers that a fact stands on the page being made.
    pub(super) fn show(&self, kind: Kind, (at, provenance): Written<'_>) {
        if !self.notes_shown {
            return;
        }
        let mut shown = self.shown.borrow_mut();
        let Some(part) = shown.parts.last_mut().filter(|part| part.facts.iter().all(|fact| fact.at != *at)) else {
            return;
        };
        let freshness = freshness(provenance, kind, &self.pack.fleet.review, self.today);
        let (group, checked) = self.freshness_words(kind, freshness);
        part.facts.push(ShownFact { at: at.clone(), checked, is_fresh: group == GroupKind::Checked });
    }

    /// Remembers what stands in a part of the page being made that was resolved by itself.
    pub(super) fn show_again(&self, part: &Shown) {
        if !self.notes_shown {
            return;
        }
        let mut shown = self.shown.borrow_mut();
        let [first, more @ ..] = part.parts.as_slice() else { return };
        if let Some(last) = shown.parts.last_mut() {
            for fact in &first.facts {
                if last.facts.iter().all(|known| known.at != fact.at) {
                    last.facts.push(fact.clone());
                }
            }
        }
        shown.parts.extend_from_slice(more);
    }
}
