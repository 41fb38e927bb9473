//! What many packs say in the same words: resolved once for all whose words, links and conditions are the same where it asks
//! for them.
//!
//! Nobody says beforehand what a text rests on. While it is resolved, everything it asks for is noted with the answer. For
//! another pack the same is asked again; where every answer is the same, so is the result.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::edition::Edition;
use super::shell::Menu;
use super::shown::Shown;
use super::terms::{Explained, Terms};
use crate::model::path::{BlockName, Condition, EntryPart, Slot};
use crate::model::prose::{Block as Written, Inline as Run};
use crate::model::slug::Slug;
use crate::model::words::WordForm;
use crate::view::{Block, Inline, Shared};

/// How many results of one text are kept: more do not come of a text that is much the same everywhere.
const MOST: usize = 40;

/// A text and the language it is resolved in, by their places in memory, where the pack keeps them as long as the desk is there.
type Place = (usize, usize);

/// What is shared between the packs of a desk.
#[derive(Default)]
pub(super) struct Commons {
    /// Bodies of pages, cut where what can be shared begins and ends.
    bodies: Mutex<HashMap<Place, Arc<[Cut]>>>,
    /// Other texts.
    texts: Mutex<HashMap<Place, Arc<Results>>>,
    /// What is shared, with its terms explained, by the terms' place and its number.
    pub(super) explained: Mutex<HashMap<(usize, u64), Explained>>,
    /// The terms of editions, each once.
    pub(super) terms: Mutex<Vec<Arc<Terms>>>,
    /// The menus of editions, each once.
    pub(super) menus: Mutex<Vec<Arc<Menu>>>,
}

/// Blocks of a body that can all be shared, or none of them.
struct Cut {
    blocks: Range<usize>,
    results: Option<Arc<Results>>,
}

/// What a text came to, for each set of answers.
#[derive(Default)]
struct Results(Mutex<Vec<Resolved>>);

#[derive(Clone)]
struct Resolved {
    asked: Arc<[(Ask, Answer)]>,
    /// What stands in it, and where it is written.
    shown: Arc<Shown>,
    blocks: Arc<Shared>,
}

/// What a text asks an edition for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// The establishment's word for the people it holds.
    Words(WordForm),
    /// A part of a directory entry.
    Entry(Slug, EntryPart),
    /// Where a page is, and a place on it.
    Page(Slug, Option<String>),
    /// Whether a condition holds.
    Holds(Condition),
}

/// What an edition answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Words.
    Words(Vec<Inline>),
    /// An address; `None` for a page that the pack leaves out.
    Address(Option<String>),
    /// Yes or no.
    Holds(bool),
}

/// What a text has asked for so far.
#[derive(Default)]
pub(super) struct Asked {
    asked: Vec<(Ask, Answer)>,
    /// It rests on what no other pack has.
    own: bool,
}

impl<'a> Edition<'a> {
    /// Returns the body of a page that all packs share.
    pub(super) fn shared_body(&self, body: &'a [Written]) -> Vec<Block> {
        let place = (body.as_ptr() as usize, self.place_of_language());
        let cuts = Arc::clone(lock(&self.commons.bodies).entry(place).or_insert_with(|| cut(body)));
        let mut filled = Vec::with_capacity(cuts.len());
        for Cut { blocks, results } in &*cuts {
            let blocks = &body[blocks.clone()];
            match results {
                Some(results) => filled.extend(self.one_of(results, || self.blocks(blocks))),
                None => filled.extend(self.blocks(blocks)),
            }
        }
        filled
    }

    /// Returns what is made of something that the pack holds in that place, shared with the packs for which it is the same.
    pub(super) fn shared<T>(&self, of: &'a T, make: impl FnOnce() -> Vec<Block>) -> Vec<Block> {
        let place = (std::ptr::from_ref(of) as usize, self.place_of_language());
        let results = Arc::clone(lock(&self.commons.texts).entry(place).or_default());
        self.one_of(&results, make)
    }

    fn place_of_language(&self) -> usize {
        std::ptr::from_ref(self.language) as usize
    }

    fn one_of(&self, results: &Results, make: impl FnOnce() -> Vec<Block>) -> Vec<Block> {
        if self.establishment.is_none() || self.is_paper() {
            return make();
        }
        let known = lock(&results.0).iter().find(|result| self.answers_as(&result.asked)).cloned();
        if let Some(Resolved { asked, shown, blocks }) = known {
            self.note_asked(&asked, false);
            self.show_again(&shown);
            return piece(blocks);
        }
        let problems = self.problems.borrow().len();
        let before = self.asking.replace(Some(Asked::default()));
        let shown = self.shown.replace(Shown::begun());
        let blocks = make();
        let shown = self.shown.replace(shown);
        let Asked { asked, own } = self.asking.replace(before).unwrap_or_default();
        self.note_asked(&asked, own);
        self.show_again(&shown);
        if own || self.problems.borrow().len() > problems {
            return blocks;
        }
        let blocks = Arc::new(Shared::new(blocks));
        let mut results = lock(&results.0);
        if results.len() < MOST {
            results.push(Resolved { asked: asked.into(), shown: Arc::new(shown), blocks: Arc::clone(&blocks) });
        }
        piece(blocks)
    }

    /// Tells whether the answers are the same here.
    fn answers_as(&self, asked: &[(Ask, Answer)]) -> bool {
        asked.iter().all(|(ask, answer)| match (ask, answer) {
            (Ask::Words(form), Answer::Words(words)) => self.house_words(*form) == *words,
            (Ask::Entry(id, part), Answer::Words(words)) => self.entry_words(id, *part).as_ref() == Some(words),
            (Ask::Page(page, anchor), Answer::Address(address)) => self.href(page, anchor.as_deref()) == *address,
            (Ask::Holds(condition), Answer::Holds(holds)) => self.decide(condition) == *holds,
            _ => false,
        })
    }

    /// Notes what a text asked for.
    pub(super) fn note_ask(&self, ask: impl FnOnce() -> (Ask, Answer)) {
        if let Some(asking) = &mut *self.asking.borrow_mut() {
            asking.asked.push(ask());
        }
    }

    /// Notes for a text what a part of it has asked for.
    fn note_asked(&self, asked: &[(Ask, Answer)], own: bool) {
        if let Some(asking) = &mut *self.asking.borrow_mut() {
            asking.asked.extend_from_slice(asked);
            asking.own |= own;
        }
    }

    /// Notes that a text rests on what no other pack has.
    pub(super) fn note_own(&self) {
        if let Some(asking) = &mut *self.asking.borrow_mut() {
            asking.own = true;
        }
    }
}

/// Returns a piece as blocks; what came to nothing leaves none.
fn piece(shared: Arc<Shared>) -> Vec<Block> {
    if shared.content().is_empty() { Vec::new() } else { vec![Block::Shared(shared)] }
}

/// Cuts a body where what can be shared begins and ends.
fn cut(body: &[Written]) -> Arc<[Cut]> {
    let mut from = 0;
    let runs = body.chunk_by(|one, next| is_own(one) == is_own(next));
    let cuts = runs.map(|run| {
        let blocks = from..from + run.len();
        from = blocks.end;
        Cut { blocks, results: (!run.first().is_some_and(is_own)).then(Arc::default) }
    });
    cuts.collect()
}

/// Tells whether a block rests on what no other establishment has: its name and facts.
fn is_own(block: &Written) -> bool {
    match block {
        Written::Heading { content, .. } | Written::Paragraph(content) => line_is_own(content),
        Written::List { items, .. } => items.iter().flatten().any(is_own),
        Written::Table { caption, head, rows } => {
            line_is_own(caption) || head.iter().chain(rows.iter().flatten()).any(|cell| line_is_own(cell))
        }
        Written::Quote(content) | Written::Callout { content, .. } => content.iter().any(is_own),
        Written::Slot(slot) => !matches!(slot.value.name, BlockName::WriteLine | BlockName::DrawBox),
        Written::When { then, otherwise, .. } => then.iter().chain(otherwise).any(is_own),
    }
}

fn line_is_own(line: &[Run]) -> bool {
    line.iter().any(|run| match run {
        Run::Text(_) | Run::Break => false,
        Run::Strong(content) | Run::Emphasis(content) | Run::Link { content, .. } => line_is_own(content),
        Run::Slot(slot) => !matches!(slot.value, Slot::Words(_) | Slot::Entry(..) | Slot::Claim(_)),
    })
}

/// Locks what no thread leaves half done.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
