//! Links between pages, as they are written: the page and the place must be there.
//!
//! What a block brings to a page, such as the headings of the directory, is known only when the page is made; a place that may be
//! such a one is left to [`mod@super::tree`], which looks at the finished pages.

use std::collections::{BTreeMap, BTreeSet};

use super::references::{ESSENTIAL, is_spoilt_page};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean, slip_of};
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
            let mut there = Links::default();
            there.blocks(&page.body);
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

/// Tells of each link of a shared page that leads to a page or place that is not there. `own` are the pages of all establishments.
pub(super) fn links_of_shared(pack: &Pack, own: &Places) -> Diagnostics {
    links(pack, &pack.pages, own)
}

/// Tells of each link of an establishment's own page that leads to a page or place that is not there.
pub(super) fn links_of_own(pack: &Pack) -> Diagnostics {
    let own = pack.establishments.values().filter(|establishment| !establishment.pages.is_empty());
    let found = own.map(|establishment| links(pack, &establishment.pages, &Places::of(&establishment.pages)));
    found.flat_map(Diagnostics::into_vec).collect()
}

fn links(pack: &Pack, pages: &[Page], own: &Places) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let mut all = Places::of(&pack.pages);
    all.add(own);
    for page in pages {
        let mut found = Links::default();
        found.blocks(&page.body);
        for (target, at) in found.targets {
            let is_told = |page: &Slug| is_spoilt_page(pack, page.as_str()) || ESSENTIAL.contains(&page.as_str());
            // A page that cannot be read, or that no pack can do without, is told itself.
            let is_shadow = |problem: &Diagnostic| {
                problem.code == "link-page" && matches!(target, LinkTarget::Page { page, .. } if is_told(page))
            };
            let problem = problem(&all, page, target, at).filter(|problem| !is_shadow(problem));
            problems.extend(problem.into_iter().collect());
        }
    }
    problems
}

/// Tells of each page whose neutral name is that of another page's file.
pub(super) fn addresses(pack: &Pack) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let own: Vec<&Page> = pack.establishments.values().flat_map(|establishment| &establishment.pages).collect();
    let all: Vec<&Page> = pack.pages.iter().chain(own).collect();
    for page in &all {
        let Some(name) = &page.discreet.name else { continue };
        let takes_it = |other: &&&Page| {
            let neutral = other.discreet.name.as_ref().map(|name| &name.value);
            other.name != page.name && (other.name == name.value || neutral == Some(&name.value))
        };
        let all = beside(page, &all);
        let Some(other) = all.iter().find(takes_it) else { continue };
        problems.push(
            Diagnostic::error(
                "address-twice",
                name.span.clone(),
                format!("the page `{}` has this address", other.name),
            )
            .also(other.at.clone(), "that page")
            .help("write a name that no other page has, for example \"help-1\""),
        );
    }
    problems
}

/// Returns the pages that can stand in a pack with a page: not those of another establishment.
fn beside<'a>(page: &Page, all: &[&'a Page]) -> Vec<&'a Page> {
    let whose = |page: &Page| page.at.file.establishment().map(str::to_owned);
    let own = whose(page);
    all.iter().filter(|other| own.is_none() || whose(other).is_none_or(|other| Some(other) == own)).copied().collect()
}

fn problem(all: &Places, from: &Page, target: &LinkTarget, at: &Span) -> Option<Diagnostic> {
    let (name, anchor) = match target {
        LinkTarget::Web(_) => return None,
        LinkTarget::Page { page, anchor } => (page, anchor.as_deref()),
        LinkTarget::Anchor(anchor) => (&from.name, Some(anchor.as_str())),
    };
    let Some(there) = all.0.get(name.as_str()) else { return Some(no_page(all, name, at)) };
    let anchor = anchor?;
    if there.ids.contains(anchor) {
        return None;
    }
    let near = slip_of(anchor, there.ids.iter().map(String::as_str));
    if there.has_blocks && near.is_none() {
        return None;
    }
    let problem = Diagnostic::error("anchor-missing", at.clone(), format!("{name}.md has no heading for `#{anchor}`"));
    Some(match near.or_else(|| did_you_mean(anchor, there.ids.iter().map(String::as_str))) {
        Some(near) => problem.help(format!("did you mean `#{near}`?")),
        None => problem
            .help(format!("write a heading's words in small letters with dashes, or {name}.md for the whole page")),
    })
}

fn no_page(all: &Places, name: &Slug, at: &Span) -> Diagnostic {
    let problem = Diagnostic::error("link-page", at.clone(), format!("there is no page `{name}.md`"));
    problem.help(match did_you_mean(name.as_str(), all.0.keys().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}.md`?"),
        None => "write the name of a page's file, for example visiting.md".to_owned(),
    })
}

/// What a page links to, and what links can lead to on it.
#[derive(Default)]
struct Links<'a> {
    targets: Vec<(&'a LinkTarget, &'a Span)>,
    ids: BTreeSet<&'a str>,
    has_blocks: bool,
}

impl<'a> Links<'a> {
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
