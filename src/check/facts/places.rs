//! Links between pages as they are written, and where they can lead.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Pack;
use crate::model::page::Page;
use crate::model::prose::{Block, Inline, LinkTarget};
use crate::model::slug::Slug;
use crate::source::Span;

/// Pages by their names, and where on them links can lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(pub BTreeMap<String, Place>);

/// Where links can lead on the versions of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The headings by their ids.
    pub ids: BTreeSet<String>,
    /// Facts bring more of them, which only the finished page shows.
    pub has_blocks: bool,
}

impl Places {
    /// Notes pages.
    #[must_use]
    pub fn of(pages: &[Page]) -> Self {
        let mut places = Self::default();
        for page in pages {
            let there = OnPage::of(page);
            let place = places.0.entry(page.name.to_string()).or_default();
            place.ids.extend(there.ids.into_iter().map(str::to_owned));
            place.has_blocks |= there.has_blocks;
        }
        places
    }

    /// Adds the pages of others.
    pub fn add(&mut self, others: &Self) {
        for (name, other) in &others.0 {
            let place = self.0.entry(name.clone()).or_default();
            place.ids.extend(other.ids.iter().cloned());
            place.has_blocks |= other.has_blocks;
        }
    }
}

/// One link to a page or to a place on one.
pub(super) struct Link<'a> {
    /// The page it leads to.
    pub(super) page: &'a Slug,
    /// The place on it.
    pub(super) anchor: Option<&'a str>,
    /// Where it is written.
    pub(super) at: &'a Span,
}

/// The links of some pages, as the rules look at them.
pub(super) struct Linked<'a> {
    pub(super) pack: &'a Pack,
    /// Everywhere they can lead.
    pub(super) all: &'a Places,
    pub(super) links: Vec<Link<'a>>,
}

impl<'a> Linked<'a> {
    /// Gathers the links of pages.
    pub(super) fn new(pack: &'a Pack, pages: &'a [Page], all: &'a Places) -> Self {
        let link = |from: &'a Page, (target, at): (&'a LinkTarget, &'a Span)| match target {
            LinkTarget::Web(_) => None,
            LinkTarget::Page { page, anchor } => Some(Link { page, anchor: anchor.as_deref(), at }),
            LinkTarget::Anchor(anchor) => Some(Link { page: &from.name, anchor: Some(anchor), at }),
        };
        let of_page = |page| OnPage::of(page).targets.into_iter().filter_map(move |found| link(page, found));
        Self { pack, all, links: pages.iter().flat_map(of_page).collect() }
    }

    /// Returns where a link can lead on its page; `None` where there is no such page.
    pub(super) fn place(&self, link: &Link<'_>) -> Option<&Place> {
        self.all.0.get(link.page.as_str())
    }
}

/// What a page links to, and what links can lead to on it.
#[derive(Default)]
struct OnPage<'a> {
    targets: Vec<(&'a LinkTarget, &'a Span)>,
    ids: BTreeSet<&'a str>,
    has_blocks: bool,
}

impl<'a> OnPage<'a> {
    fn of(page: &'a Page) -> Self {
        let mut there = Self::default();
        there.blocks(&page.body);
        there
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, content, .. } => {
                    self.ids.insert(id);
                    self.inlines(content);
                }
                Block::Paragraph(content) => self.inlines(content),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Table { caption, head, rows } => {
                    self.inlines(caption);
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.inlines(cell));
                }
                Block::Quote(content) | Block::Callout { content, .. } => self.blocks(content),
                Block::Slot(_) => self.has_blocks = true,
                Block::When { then, otherwise, .. } => {
                    self.blocks(then);
                    self.blocks(otherwise);
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Link { target, content, at } => {
                    self.targets.push((target, at));
                    self.inlines(content);
                }
                Inline::Strong(content) | Inline::Emphasis(content) => self.inlines(content),
                Inline::Text(_) | Inline::Slot(_) | Inline::Break => {}
            }
        }
    }
}
