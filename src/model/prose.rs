//! Text that families read, as a typed document: it serves the website and paper alike.
//!
//! Only prose has slots. What is in a slot takes the establishment's words and facts; everything else is printed as written.

use std::collections::BTreeMap;

use super::language::Language;
use super::path::{Condition, Slot};
use super::slug::Slug;
use crate::source::{Located, Span};

/// A run of text and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Text that matters.
    Strong(Vec<Inline>),
    /// Text said with stress.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// What is shown.
        content: Vec<Inline>,
        /// Where it is written.
        at: Span,
    },
    /// A word or fact filled in for each establishment.
    Slot(Located<Slot>),
    /// A new line within a paragraph.
    Break,
}

/// Where a link in prose leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkTarget {
    /// Another site, a mail or phone link, as written.
    Web(String),
    /// A page of the same pack, and a place in it.
    Page {
        /// The page's name: `visiting`.
        page: Slug,
        /// The id of a heading on it.
        anchor: Option<String>,
    },
    /// A place on the same page.
    Anchor(String),
}

/// The tone of a block that is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Good to know.
    Note,
    /// Must be known.
    Important,
    /// Harm or a broken law may follow.
    Warning,
}

impl Tone {
    /// Returns the tone's name, as classes and texts use it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Important => "important",
            Self::Warning => "warning",
        }
    }
}

/// What a list looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListLook {
    /// Points or numbers.
    #[default]
    Plain,
    /// With boxes to tick on paper.
    Checklist,
    /// Large numbers, one step after the other.
    Steps,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading. Levels run from 2 to 4: the page's title is the only 1.
    Heading {
        /// 2 to 4.
        level: u8,
        /// What links name it by; unique on the page as written.
        id: String,
        /// The words.
        content: Vec<Inline>,
        /// Where it is written.
        at: Span,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number, for steps; `None` for points.
        start: Option<u64>,
        /// Each item's content.
        items: Vec<Vec<Block>>,
        /// What it looks like.
        look: ListLook,
    },
    /// A table: every column and the first cell of every row is a header.
    Table {
        /// What the table says.
        caption: Vec<Inline>,
        /// The heads of the columns.
        head: Vec<Vec<Inline>>,
        /// The rows, each as long as `head`.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Somebody's own words: never changed.
    Quote(Vec<Block>),
    /// Text set apart.
    Callout {
        /// How it is said.
        tone: Tone,
        /// What is said.
        content: Vec<Block>,
    },
    /// A block that facts fill.
    Slot(Located<super::path::BlockSlot>),
    /// Text shown only where a condition holds.
    When {
        /// The condition.
        condition: Condition,
        /// Shown where it holds.
        then: Vec<Block>,
        /// Shown where it does not.
        otherwise: Vec<Block>,
    },
}

/// A short text about one establishment, in one language or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The text by language, sorted. A fleet has hundreds of thousands of them, nearly all in one language: no map.
    by_language: Box<[(Language, Box<[Inline]>)]>,
}

impl Prose {
    /// Takes a text by language; `None` where there is none.
    #[must_use]
    pub fn new(by_language: BTreeMap<Language, Vec<Inline>>) -> Option<Self> {
        let by_language = by_language.into_iter().map(|(language, text)| (language, text.into())).collect();
        Some(Self { by_language }).filter(|prose| !prose.by_language.is_empty())
    }

    /// Returns the text in a language; `None` where it has none in it.
    #[must_use]
    pub fn get(&self, wanted: &Language) -> Option<&[Inline]> {
        self.iter().find(|(language, _)| *language == wanted).map(|(_, text)| text)
    }

    /// Returns the text in each language that it has, sorted by language.
    pub fn iter(&self) -> impl Iterator<Item = (&Language, &[Inline])> {
        self.by_language.iter().map(|(language, text)| (language, &**text))
    }

    /// Returns the text in `wanted`, else in the language it has, with that language.
    #[must_use]
    pub fn best(&self, wanted: &Language) -> Option<(&Language, &[Inline])> {
        self.iter().find(|(language, _)| *language == wanted).or_else(|| self.iter().next())
    }
}

/// Returns the plain words of a run of text; slots leave nothing.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                text.push_str(&plain(content));
            }
            Inline::Break => text.push(' '),
            Inline::Slot(_) => {}
        }
    }
    text
}
