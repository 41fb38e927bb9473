//! What pages name and only the whole fleet can have, gathered part by part: opening hours by their id, and pages by their names.
//!
//! Any establishment may have the hours that a page names, and the others say that they are not known: an id that none has is a slip
//! of the pen. And a shared page may lead to a page that only some establishments have.

use std::collections::BTreeSet;

use super::facts::{self, Places};
use crate::diagnostic::Diagnostics;
use crate::model::Pack;
use crate::model::path::BlockName;
use crate::model::prose::Block;
use crate::source::Span;

/// What is named, and what is there.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    named: BTreeSet<(String, Span)>,
    hours: BTreeSet<String>,
    places: Places,
}

impl Gathered {
    /// Adds what pages and leaflets name, and what establishments have.
    pub fn add(&mut self, pack: &Pack) {
        let own = pack.establishments.values().flat_map(|establishment| &establishment.pages);
        let leaflets = pack.leaflet_texts.iter().map(|text| &text.body);
        for body in pack.pages.iter().chain(own).map(|page| &page.body).chain(leaflets) {
            self.blocks(body);
        }
        for establishment in pack.establishments.values() {
            self.hours.extend(establishment.hours.keys().map(ToString::to_string));
            self.places.add(&Places::of(&establishment.pages));
        }
    }

    /// Adds what an establishment has that is not looked at.
    pub fn add_remembered(&mut self, hours: &BTreeSet<String>, places: &Places) {
        self.hours.extend(hours.iter().cloned());
        self.places.add(places);
    }

    /// Tells of what nobody has, once all is gathered.
    #[must_use]
    pub fn missing(&self, pack: &Pack) -> Diagnostics {
        let mut missing = facts::hours_unknown(&self.named, &self.hours);
        missing.extend(facts::links_of_shared(pack, &self.places));
        missing
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Slot(slot) if slot.value.name == BlockName::Hours => {
                    let id = slot.value.argument.clone().unwrap_or_default();
                    self.named.insert((id, slot.span.clone()));
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(content) | Block::Callout { content, .. } => self.blocks(content),
                Block::When { then, otherwise, .. } => {
                    self.blocks(then);
                    self.blocks(otherwise);
                }
                Block::Slot(_) | Block::Heading { .. } | Block::Paragraph(_) | Block::Table { .. } => {}
            }
        }
    }
}
