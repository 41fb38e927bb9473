//! Opening hours that pages name by their id: any establishment may have them, and the others say that they are not known. An id that
//! none has is a slip of the pen.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::path::BlockName;
use crate::model::prose::Block;
use crate::source::Span;

/// Opening hours that are named, and those that are there. To be gathered from the whole fleet, part by part.
#[derive(Clone, Debug, Default)]
pub struct NamedHours {
    named: BTreeSet<(String, Span)>,
    there: BTreeSet<String>,
}

impl NamedHours {
    /// Adds what pages and leaflets name, and what establishments have.
    pub fn add(&mut self, pack: &Pack) {
        let own = pack.establishments.values().flat_map(|establishment| &establishment.pages);
        let leaflets = pack.leaflet_texts.iter().map(|text| &text.body);
        for body in pack.pages.iter().chain(own).map(|page| &page.body).chain(leaflets) {
            self.blocks(body);
        }
        let hours = pack.establishments.values().flat_map(|establishment| establishment.hours.keys());
        self.add_there(hours.map(ToString::to_string));
    }

    /// Adds opening hours of establishments that are not looked at.
    pub fn add_there(&mut self, names: impl IntoIterator<Item = String>) {
        self.there.extend(names);
    }

    /// Tells of each name that no establishment has.
    #[must_use]
    pub fn unknown(&self) -> Diagnostics {
        let unknown = self.named.iter().filter(|(id, _)| !self.there.contains(id));
        let problem = |(id, at): &(String, Span)| {
            let message = format!("no establishment has opening hours `{id}`");
            Diagnostic::error("hours-unknown", at.clone(), message).help(
                match did_you_mean(id, self.there.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("add a table [hours.{id}] to an establishment"),
                },
            )
        };
        unknown.map(problem).collect()
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
