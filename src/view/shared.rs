//! Blocks that stand the same on the pages of many packs.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Block;

/// Something with a number that nothing else has as long as the process runs, so that what was made of it is found at once. Two are
/// the same where what they hold is, whatever their numbers.
#[derive(Debug)]
pub struct Numbered<T> {
    number: u64,
    value: T,
}

impl<T> Numbered<T> {
    /// Gives something its number.
    #[must_use]
    pub fn new(value: T) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self { number: NEXT.fetch_add(1, Ordering::Relaxed), value }
    }

    /// Returns its number.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }
}

impl<T> Deref for Numbered<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Numbered<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number || self.value == other.value
    }
}

impl<T: Eq> Eq for Numbered<T> {}

impl<T: Hash> Hash for Numbered<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

/// Blocks that stand the same on the pages of many packs, and are rendered once for all of them.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Shared {
    content: Numbered<Vec<Block>>,
    ids: Option<BTreeSet<String>>,
}

impl Shared {
    /// Makes blocks one piece.
    #[must_use]
    pub fn new(content: Vec<Block>) -> Self {
        let mut ids = BTreeSet::new();
        let is_clear = collect_ids(&content, &mut ids);
        Self { content: Numbered::new(content), ids: is_clear.then_some(ids) }
    }

    /// Returns its number.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.content.number()
    }

    /// Returns its blocks.
    #[must_use]
    pub fn content(&self) -> &[Block] {
        &self.content
    }

    /// Returns what links name its parts by; `None` where two have the same name.
    #[must_use]
    pub fn ids(&self) -> Option<&BTreeSet<String>> {
        self.ids.as_ref()
    }

    /// Returns another piece, with changed blocks.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut Vec<Block>)) -> Self {
        let mut content = self.content.to_vec();
        change(&mut content);
        Self::new(content)
    }
}

/// Collects what links name blocks by, and tells whether each name was new.
fn collect_ids(blocks: &[Block], ids: &mut BTreeSet<String>) -> bool {
    let add = |id: &String, ids: &mut BTreeSet<String>| id.is_empty() || ids.insert(id.clone());
    blocks.iter().all(|block| match block {
        Block::Heading { id, .. } => add(id, ids),
        Block::Diagram(diagram) => add(&diagram.id, ids),
        Block::Group(group) => group.id.iter().all(|id| add(id, ids)) && collect_ids(&group.content, ids),
        Block::List { items, .. } => items.iter().all(|item| collect_ids(item, ids)),
        Block::Summary(rows) => rows.iter().all(|row| collect_ids(&row.value, ids)),
        Block::Quote(content) => collect_ids(content, ids),
        Block::Filter(filter) => filter.parts.iter().all(|part| {
            collect_ids(std::slice::from_ref(&part.heading), ids)
                && part.entries.iter().all(|entry| collect_ids(&entry.group.content, ids))
        }),
        Block::Terms(terms) => terms.iter().all(|term| add(&term.id, ids)),
        Block::Shared(shared) => shared.ids().is_some_and(|inner| inner.iter().all(|id| add(id, ids))),
        Block::Paragraph(_) | Block::Table(_) | Block::Search(_) | Block::Find(_) | Block::Drawing(_) => true,
    })
}

/// Returns blocks one after the other, those of a piece each by itself.
pub fn flat(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    let mut here = blocks.iter();
    let mut above = Vec::new();
    std::iter::from_fn(move || {
        loop {
            match here.next() {
                Some(Block::Shared(shared)) => above.push(std::mem::replace(&mut here, shared.content().iter())),
                Some(block) => return Some(block),
                None => here = above.pop()?,
            }
        }
    })
}
