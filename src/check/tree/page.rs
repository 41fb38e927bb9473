//! What is worth knowing of one rendered page.

use std::collections::BTreeMap;

use super::read;
use crate::output::OutputPath;

/// A heading, `h1` to `h6`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1..=6.
    pub level: u8,
    /// Its words, with the text of its pictures; empty where there are none.
    pub text: String,
}

/// A link that can be followed: an `a` or `area` with an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The address as written, entities resolved.
    pub address: String,
    /// Its name as a screen reader says it: its words, or else its label; empty where there is neither.
    pub text: String,
}

/// A picture without an `alt` attribute. An empty one says that the picture is decoration, and is fine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Image {
    /// Its address as written.
    pub address: String,
}

/// A table, unless it says that it is not one by `role="presentation"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The words of its caption; empty where there is none.
    pub caption: String,
    /// The words of its header cells without a `scope`.
    pub unscoped: Vec<String>,
}

/// What is worth knowing of one rendered page. All text has its entities resolved, and one space where there was any run of
/// spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it is.
    pub path: OutputPath,
    /// Why the rest is empty or incomplete; `None` for every sound page.
    pub problem: Option<String>,
    /// The `lang` of the whole page; `None` where there is none or an empty one.
    pub lang: Option<String>,
    /// The words of its first `title`; `None` where there is no title at all.
    pub title: Option<String>,
    /// How often each `id` is there; a `name` of an `a` that is not its `id` counts as one.
    pub ids: BTreeMap<String, usize>,
    /// In the order of the page.
    pub headings: Vec<Heading>,
    /// In the order of the page.
    pub links: Vec<Link>,
    /// Addresses named but neither followed nor loaded by a browser on its own: of forms, of other forms of the page.
    pub mentions: Vec<String>,
    /// Addresses a browser loads by itself: pictures, styles, scripts, frames, sounds.
    pub resources: Vec<String>,
    /// In the order of the page.
    pub images_without_alt: Vec<Image>,
    /// In the order of the page; an inner table comes before the one that holds it.
    pub tables: Vec<Table>,
    /// Text around each piece of template syntax that was left.
    pub slots: Vec<String>,
}

impl Page {
    /// Makes a page without anything on it.
    pub(super) fn blank(path: &OutputPath) -> Self {
        Self {
            path: path.clone(),
            problem: None,
            lang: None,
            title: None,
            ids: BTreeMap::new(),
            headings: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            resources: Vec::new(),
            images_without_alt: Vec::new(),
            tables: Vec::new(),
            slots: Vec::new(),
        }
    }

    /// Reads a rendered page, in one pass. Pure: the same bytes give the same page.
    #[must_use]
    pub fn read(path: &OutputPath, bytes: &[u8]) -> Self {
        read::page(path, bytes)
    }
}
