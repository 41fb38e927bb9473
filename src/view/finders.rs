//! What readers find their way by: a list they choose from without a script, and a box to type into over the list of all prisons.

use serde::Serialize;

use super::{Block, Group};

/// Entries among which a reader chooses by two groups of radio buttons. The page's own style sheet leaves out what does not
/// fit; without one, everything is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    /// The two groups. An entry is shown where it fits what is chosen in both.
    pub choices: [Choice; 2],
    /// What is said of each number of entries that some choice leaves, by number, each once.
    pub counts: Vec<Count>,
    /// The words of the button that shows everything again.
    pub reset: String,
    /// The entries, in parts.
    pub parts: Vec<FilterPart>,
}

/// One group of radio buttons.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Choice {
    /// Its name on the page, of small letters: `topic`.
    pub name: &'static str,
    /// What it does.
    pub legend: String,
    /// The words of the button that leaves nothing out.
    pub all: String,
    /// The others, in order.
    pub options: Vec<ChoiceOption>,
}

/// One radio button.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChoiceOption {
    /// The mark of the entries that fit: the group's name and a word, `topic-visiting`.
    pub mark: String,
    /// Its words.
    pub label: String,
}

/// What is said of a number of entries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Count {
    /// The number.
    pub number: usize,
    /// "5 of 29 fit."
    pub text: String,
}

/// Entries below a heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FilterPart {
    /// The heading. It is left out where something is chosen: what is left may fit for another reason.
    pub heading: Block,
    /// The entries.
    pub entries: Vec<FilterEntry>,
    /// Where else to look, for a browser that cannot choose, and for paper.
    pub also: Option<Block>,
}

/// An entry with what it fits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FilterEntry {
    /// The marks of every button that it fits, sorted.
    pub marks: Vec<String>,
    /// The entry.
    pub group: Group,
}

impl Choice {
    /// Returns the mark of the button that leaves nothing out. No entry carries it.
    #[must_use]
    pub fn all_mark(&self) -> String {
        format!("{}-all", self.name)
    }
}

impl Filter {
    /// Returns how many entries fit what is chosen in both groups; `None` is the button that leaves nothing out.
    #[must_use]
    pub fn fitting(&self, first: Option<&str>, second: Option<&str>) -> usize {
        let has =
            |entry: &FilterEntry, mark: Option<&str>| mark.is_none_or(|mark| entry.marks.iter().any(|m| m == mark));
        let entries = self.parts.iter().flat_map(|part| &part.entries);
        entries.filter(|entry| has(entry, first) && has(entry, second)).count()
    }

    /// Returns how many entries there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.parts.iter().map(|part| part.entries.len()).sum()
    }
}

/// The box to type into over a list. It is there for scripts only.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FindBox {
    /// Its label.
    pub label: String,
    /// What is said of what fits, with `{n}` in the place of the number.
    pub found: String,
    /// What is said where nothing fits.
    pub none: String,
}

/// Where an establishment is, on its card.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(default)]
pub struct CardPlace {
    /// The town; empty where it is not known.
    pub town: String,
    /// The county; empty where it is not known.
    pub county: String,
    /// Its postcodes; several where sources differ.
    pub postcodes: Vec<String>,
}
