//! The links that lead to other sites, each once, with every place it is written.

use std::collections::BTreeMap;

use crate::model::Pack;
use crate::model::directory::{Entry, State};
use crate::model::establishment::Establishment;
use crate::model::fact::{Fact, SourceRecord};
use crate::model::group::Said;
use crate::model::link::Link;
use crate::model::prose::{Block, Inline, LinkTarget, Prose};
use crate::model::walk::every_fact;
use crate::source::{FileId, Span};

/// Returns every address that families or editors can follow, without the place on its page; none of those that are made up.
#[must_use]
pub fn external(pack: &Pack) -> BTreeMap<String, Vec<Span>> {
    let mut links = Links::default();
    links.sources(pack.directory.sources.values(), &FileId::new("content/directory.toml"));
    pack.directory.entries.iter().for_each(|entry| links.entry(entry));
    for establishment in pack.establishments.values() {
        links.establishment(establishment);
    }
    let own = pack.establishments.values().flat_map(|establishment| &establishment.pages);
    for page in pack.pages.iter().chain(own) {
        links.blocks(&page.body);
    }
    for text in &pack.leaflet_texts {
        links.blocks(&text.body);
    }
    links.0
}

#[derive(Default)]
struct Links(BTreeMap<String, Vec<Span>>);

impl Links {
    fn add(&mut self, link: &Link, at: &Span) {
        if !link.is_example() {
            let address = link.as_str().split('#').next().unwrap_or_default().to_owned();
            self.0.entry(address).or_default().push(at.clone());
        }
    }

    fn sources<'r>(&mut self, records: impl Iterator<Item = &'r SourceRecord>, file: &FileId) {
        for link in records.filter_map(|record| record.web.as_ref()) {
            self.add(link, &Span::whole(file));
        }
    }

    fn entry(&mut self, entry: &Entry) {
        // Nobody is sent to an organisation that has closed.
        let helps = !matches!(entry.state, State::Closed | State::Merged);
        if let (true, Some(link), Some(at)) = (helps, entry.web.known(), entry.web.at()) {
            self.add(link, at);
        }
    }

    fn establishment(&mut self, establishment: &Establishment) {
        self.sources(establishment.sources.values(), &establishment.file);
        establishment.directory.entries.iter().for_each(|entry| self.entry(entry));
        for named in every_fact(establishment) {
            let Fact::Known { main, .. } = &named.fact else { continue };
            match &main.value {
                Said::Link(link) => self.add(link, &main.at),
                Said::Prose(prose) => self.prose(prose),
                Said::List(all) => all.iter().for_each(|prose| self.prose(prose)),
                _ => {}
            }
        }
    }

    fn prose(&mut self, prose: &Prose) {
        prose.iter().for_each(|(_, text)| self.inlines(text));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) => self.inlines(content),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Table { caption, head, rows } => {
                    self.inlines(caption);
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.inlines(cell));
                }
                Block::Quote(content) | Block::Callout { content, .. } => self.blocks(content),
                Block::Slot(_) => {}
                Block::When { then, otherwise, .. } => {
                    self.blocks(then);
                    self.blocks(otherwise);
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Link { target: LinkTarget::Web(address), at, .. } => {
                    if let Ok(link) = Link::parse(address) {
                        self.add(&link, at);
                    }
                }
                Inline::Link { content, .. } | Inline::Strong(content) | Inline::Emphasis(content) => {
                    self.inlines(content);
                }
                Inline::Text(_) | Inline::Slot(_) | Inline::Break => {}
            }
        }
    }
}
