//! The finished packs put together to a site, with what stays of the last one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::folder::{FinishedPack, Folder, Look};
use super::record::Record;
use super::round::Round;
use super::{Host, LastSite, Site};
use crate::model::Pack;
use crate::model::slug::Slug;
use crate::options::Options;
use crate::output::OutputPath;
use crate::plan::{Desk, NextChange};
use crate::source::ThemeFiles;
use crate::view::Card;

/// The packs of one site.
pub(super) type Packs = BTreeMap<Slug, Arc<FinishedPack>>;

/// What does not change while a site is put together.
pub(super) struct Work<'a> {
    pub pack: &'a Pack,
    #[cfg_attr(
        not(feature = "paper"),
        expect(dead_code, reason = "only leaflets are made from the theme's files themselves")
    )]
    pub theme: &'a ThemeFiles,
    pub desk: &'a Desk<'a>,
    pub look: &'a Look,
    pub options: &'a Options,
    #[cfg_attr(not(feature = "paper"), expect(dead_code, reason = "only leaflets are taken from the last site"))]
    pub last: &'a LastSite,
    pub host: &'a dyn Host,
}

impl Work<'_> {
    /// Tells whether an establishment is to be built.
    pub(super) fn is_built(&self, id: &Slug, broken: &BTreeSet<String>) -> bool {
        !broken.contains(id.as_str()) && self.options.only.as_ref().is_none_or(|only| only.contains(id.as_str()))
    }
}

/// What stays of the last good site.
pub(super) struct Kept {
    pub cards: BTreeMap<String, Card>,
    pub files: BTreeMap<String, Arc<BTreeSet<OutputPath>>>,
}

impl Kept {
    /// Keeps the folders of broken establishments, of those that were not asked for, and of those that stay as they are.
    pub(super) fn new(round: &Round<'_>, broken: &BTreeSet<String>) -> Self {
        let there: BTreeSet<&str> = round.sources.iter().filter_map(|(file, _)| file.establishment()).collect();
        let not_asked = |id: &String| {
            round.options.only.as_ref().is_some_and(|only| !only.contains(id)) && there.contains(id.as_str())
        };
        let last = round.last;
        let stays = |id: &String| (broken.contains(id) || not_asked(id)) && !round.same.contains_key(id);
        let kept = last.cards.iter().filter(|(id, _)| stays(id));
        let mut cards: BTreeMap<String, Card> = kept.map(|(id, card)| (id.clone(), card.clone())).collect();
        let mut files: BTreeMap<String, Arc<BTreeSet<OutputPath>>> =
            cards.keys().filter_map(|id| Some((id.clone(), Arc::clone(last.files.get(id)?)))).collect();
        for (id, record) in &round.same {
            cards.insert(id.clone(), record.card.clone());
            files.insert(id.clone(), Arc::clone(&record.paths));
        }
        Self { cards, files }
    }
}

/// Returns the cards of all packs of a site, in the order of its front page.
pub(super) fn cards(packs: &Packs, kept: &Kept) -> Vec<Card> {
    let mut cards: Vec<Card> = kept.cards.values().chain(packs.values().map(|pack| &pack.card)).cloned().collect();
    cards.sort_by(|a, b| (&a.short_name, &a.home).cmp(&(&b.short_name, &b.home)));
    cards
}

/// Puts the finished site together.
pub(super) fn site(work: &Work<'_>, fleet: Arc<Folder>, kept: Kept, round: &Round<'_>) -> Site {
    let same: BTreeSet<String> = round.same.keys().cloned().collect();
    let built: BTreeSet<String> = round.packs.keys().map(Slug::to_string).chain(same.iter().cloned()).collect();
    let keep = kept.cards.keys().filter(|id| !same.contains(*id)).cloned().collect();
    let mut folders = BTreeMap::from([(String::new(), fleet)]);
    let mut cards = kept.cards;
    let next_of_same = |(id, record): (&String, &Record)| Some((id.clone(), record.next_change.clone()?));
    let mut next_changes: BTreeMap<String, NextChange> = round.same.iter().filter_map(next_of_same).collect();
    let unchanged_of_same: usize = same.iter().filter_map(|id| cards.get(id)).map(|card| card.printed.len()).sum();
    let (mut printed, mut unchanged) = (0, unchanged_of_same);
    for (id, pack) in &round.packs {
        let id = id.to_string();
        folders.insert(id.clone(), Arc::clone(&pack.folder));
        next_changes.extend(pack.next_change.clone().map(|next| (id.clone(), next)));
        let (new, old) = round.printed.get(&id).copied().unwrap_or_default();
        (printed, unchanged) = (printed + new, unchanged + old);
        let card = round.card(&id, pack);
        cards.insert(id, card);
    }
    let languages = work.pack.fleet.languages.iter().map(ToString::to_string).collect();
    let broken = round.broken_of_asked();
    let pages_of_same = round.same.values().map(|record| record.pages).sum();
    Site { folders, keep, same, pages_of_same, cards, next_changes, printed, unchanged, languages, built, broken }
}
