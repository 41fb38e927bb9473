//! A page as written in Markdown: shared by the fleet, or an establishment's own.

use super::date::CheckedOn;
use super::language::Language;
use super::path::Condition;
use super::prose::{Block, Inline};
use super::record::vocabulary;
use super::slug::Slug;
use crate::source::{FileId, Located, Span};

vocabulary! {
    /// The part of the menu a page stands in.
    Section {
        /// In no menu.
        None = "none",
        /// Visiting.
        Visit = "visit",
        /// For children and young people themselves.
        Children = "children",
        /// Keeping in touch.
        Touch = "touch",
        /// Help and support.
        Help = "help",
        /// About this pack.
        About = "about",
        /// For professionals.
        Professionals = "professionals",
    }

    /// Whom a page is written for.
    Reader {
        /// Families.
        Families = "families",
        /// Professionals.
        Professionals = "professionals",
    }

    /// What an establishment's own page does.
    PageMode {
        /// Is put at the end of the shared page of the same name.
        Add = "add",
        /// Stands instead of the shared page of the same name.
        Replace = "replace",
        /// Is a page of its own.
        New = "new",
    }
}

/// How a page keeps from others that it was read: from whoever looks over a shoulder, or through a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discreet {
    /// It carries a way to leave it at once.
    pub exit: bool,
    /// What the window and the history call it, instead of its title and the pack's name.
    pub title: Option<String>,
    /// What its file is called on the site, instead of the page's own name.
    pub name: Option<Located<Slug>>,
}

/// One page in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The file's name without its ending; the same in every language.
    pub name: Slug,
    /// The language of its text.
    pub language: Language,
    /// The file.
    pub file: FileId,
    /// The title: the page's only heading of level 1.
    pub title: Vec<Inline>,
    /// The short title of menus.
    pub nav: Vec<Inline>,
    /// One sentence on what the page holds.
    pub summary: Vec<Inline>,
    /// Other words that readers look for it by: "kids", "car park". For the search and the A to Z.
    pub words: Vec<String>,
    /// Its place in the menu.
    pub section: Section,
    /// Its order in the menu; lower first.
    pub order: i64,
    /// Whom it is for.
    pub reader: Reader,
    /// Shown only where this holds.
    pub shown_if: Option<Condition>,
    /// How it keeps from others that it was read.
    pub discreet: Discreet,
    /// Where national facts on it come from, and when they were checked.
    pub source: Option<(String, Option<CheckedOn>)>,
    /// The text.
    pub body: Vec<Block>,
    /// What it does to a shared page; `None` for a shared page itself.
    pub mode: Option<PageMode>,
    /// The title's place, for messages.
    pub at: Span,
}
