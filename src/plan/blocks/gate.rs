//! What happens at the gate: who you are, what to wear, what to bring, how you are searched.

use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::sheet::Sheet;
use super::journey::list;
use crate::model::establishment::Establishment;
use crate::model::group::Said;
use crate::view::{Block, Inline, Table};

/// What proves who you are.
pub(super) fn id(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let entry = &establishment.entry;
    let mut sheet = Sheet::new(edition, Kind::Other);
    sheet.fact("entry-id-from-age", &entry.id_from_age.map(|age| Said::Number(*age)));
    sheet.fact("entry-id", &entry.id.map(|texts| Said::List(texts)));
    sheet.finish()
}

/// What not to wear.
pub(super) fn dress(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Other).some(&establishment.entry, &["dress", "religious_dress"]).finish()
}

/// What you may take in.
pub(super) fn bring(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    list(edition, Kind::Other, &establishment.entry.bring, "entry-bring")
}

/// What must stay outside.
pub(super) fn not_allowed(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    list(edition, Kind::Other, &establishment.entry.not_allowed, "entry-not-allowed")
}

/// What you may take in for a baby.
pub(super) fn baby_items(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    list(edition, Kind::Other, &establishment.entry.baby_items, "entry-baby-items")
}

/// The other rules at the gate.
pub(super) fn entry(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let elsewhere = ["id_from_age", "id", "dress", "religious_dress", "bring", "baby_items", "not_allowed"];
    Sheet::new(edition, Kind::Other).group(&establishment.entry, &elsewhere).finish()
}

/// Who may search whom.
pub(super) fn search(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if establishment.searches.is_empty() {
        return vec![edition.missing("search-unknown")];
    }
    let mut rests = Rests::default();
    let rows = establishment.searches.iter().map(|rule| {
        rests.on(Some(rule.known.written()));
        let mut by = match rule.by.as_slice() {
            [] => edition.line("hours-not-known"),
            [only] => edition.line(&format!("search-by-{}", only.as_str())),
            _ => edition.line("search-by-any-staff"),
        };
        if let Some(note) = rule.note.known() {
            by.push(Inline::Text(" ".to_owned()));
            by.extend(edition.prose(note));
        }
        vec![edition.prose(&rule.who), by]
    });
    let rows = rows.collect();
    let table = Table {
        caption: edition.line("search-caption"),
        head: vec![edition.line("search-who"), edition.line("search-by")],
        rows,
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(edition.checked_line(Kind::Other, &rests));
    blocks
}

/// How a child is searched.
pub(super) fn children_search(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    list(edition, Kind::Other, &establishment.children.search, "children-search")
}

/// How a baby is searched.
pub(super) fn babies(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    list(edition, Kind::Other, &establishment.children.babies, "children-babies")
}

/// How staff keep children safe.
pub(super) fn looking_after(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut blocks = list(edition, Kind::Other, &establishment.children.looking_after, "children-looking-after");
    let mut sheet = Sheet::new(edition, Kind::Other);
    sheet.fact("children-first-aid", &establishment.children.first_aid.map(Said::Prose));
    blocks.extend(sheet.finish());
    blocks
}
