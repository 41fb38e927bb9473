//! A fact: known, "no", or not known; and how fresh it is.

use std::sync::Arc;

use jiff::civil::Date;

use super::date::CheckedOn;
use super::link::Link;
use super::slug::Slug;
use crate::source::Span;

/// Where a fact comes from and how fresh it is, as inherited from file, group and fact (the nearest wins).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The id of a source of the same file.
    pub source: Option<Slug>,
    /// When it was last known to be true; `None` is never checked.
    pub checked: Option<CheckedOn>,
    /// When it is to be looked at again; `None` leaves it to the fleet's default.
    pub review_by: Option<Date>,
}

/// A source that facts are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRecord {
    /// What it is called.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When what it says was true.
    pub checked: Option<CheckedOn>,
    /// Where it can be read.
    pub web: Option<Link>,
}

/// A value with its place and its provenance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub at: Span,
    /// Where it comes from.
    pub provenance: Arc<Provenance>,
}

/// Where something known is written, and where it comes from.
pub type Written<'a> = (&'a Span, &'a Arc<Provenance>);

impl<T> Known<T> {
    /// Returns where it is written, and where it comes from.
    #[must_use]
    pub fn written(&self) -> Written<'_> {
        (&self.at, &self.provenance)
    }
}

/// One thing about an establishment.
///
/// Known, "no" and not known are three things: a reader is told which, and nobody can print a fact without its freshness.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fact<T> {
    /// It is known, and `others` is what other sources say where they disagree.
    Known {
        /// What the pack prints.
        main: Known<T>,
        /// What other sources say instead, in the order written.
        others: Vec<Known<T>>,
    },
    /// It is known that there is none, or that it is not so.
    No(Known<()>),
    /// Nobody has said.
    #[default]
    Unknown,
}

impl<T> Fact<T> {
    /// Returns the value where it is known.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known { main, .. } => Some(&main.value),
            Self::No(_) | Self::Unknown => None,
        }
    }

    /// Tells whether there is a value to print.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.known().is_some()
    }

    /// Returns what other sources say, where they disagree.
    #[must_use]
    pub fn others(&self) -> &[Known<T>] {
        match self {
            Self::Known { others, .. } => others,
            Self::No(_) | Self::Unknown => &[],
        }
    }

    /// Returns what every source says, the one that families are told first.
    pub fn all(&self) -> impl Iterator<Item = &Known<T>> {
        let main = match self {
            Self::Known { main, .. } => Some(main),
            Self::No(_) | Self::Unknown => None,
        };
        main.into_iter().chain(self.others())
    }

    /// Returns the provenance of a known value or of a "no".
    #[must_use]
    pub fn provenance(&self) -> Option<&Arc<Provenance>> {
        self.written().map(|(_, provenance)| provenance)
    }

    /// Returns where a known value or a "no" is written, and where it comes from.
    #[must_use]
    pub fn written(&self) -> Option<Written<'_>> {
        match self {
            Self::Known { main, .. } => Some(main.written()),
            Self::No(no) => Some(no.written()),
            Self::Unknown => None,
        }
    }

    /// Returns where it is written; `None` where nobody has said.
    #[must_use]
    pub fn at(&self) -> Option<&Span> {
        self.written().map(|(at, _)| at)
    }

    /// Returns the same fact about a part or another form of the value.
    pub fn map<'a, U>(&'a self, mut form: impl FnMut(&'a T) -> U) -> Fact<U> {
        let mut again = |known: &'a Known<T>| Known {
            value: form(&known.value),
            at: known.at.clone(),
            provenance: Arc::clone(&known.provenance),
        };
        match self {
            Self::Known { main, others } => {
                Fact::Known { main: again(main), others: others.iter().map(again).collect() }
            }
            Self::No(no) => Fact::No(no.clone()),
            Self::Unknown => Fact::Unknown,
        }
    }
}
