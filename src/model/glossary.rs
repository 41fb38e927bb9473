//! The glossary: words that prisons use, said in plain words.

use super::prose::Prose;
use super::record::vocabulary;
use super::slug::Slug;
use crate::source::Span;

vocabulary! {
    /// What a term is about.
    TermTopic {
        /// Visits.
        Visits = "visits",
        /// Keeping people safe.
        Safety = "safety",
        /// Someone's time in prison, and what comes after it.
        Sentence = "sentence",
        /// Keeping in touch.
        Contact = "contact",
        /// Those who run or check a prison.
        Checks = "checks",
    }
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Unique in the glossary; what links name it by.
    pub id: Slug,
    /// The term as it stands in a sentence. Found in any case where it is written in small letters, else only as written.
    pub term: Prose,
    /// Other words and short forms for it, shown beside it: `VO`.
    pub also: Vec<Prose>,
    /// Forms that are found in a text but not shown: plurals.
    pub forms: Vec<Prose>,
    /// What it is about.
    pub topic: TermTopic,
    /// What it means, in whole sentences or parts of them.
    pub means: Prose,
    /// What it means in at most [`LONGEST`] words, for the brackets after it where it first stands on a page; `None` where it is
    /// plain enough, or means other things too.
    pub in_line: Option<Prose>,
    /// Where it is written.
    pub at: Span,
}

/// How many words an explanation within a sentence may have.
pub const LONGEST: usize = 10;

impl Term {
    /// Returns every form of the term.
    pub fn all_forms(&self) -> impl Iterator<Item = &Prose> {
        std::iter::once(&self.term).chain(&self.also).chain(&self.forms)
    }
}
