//! The finished packs put together to a site, with what stays of the last one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::folder::{FinishedPack, Folder, Look};
use super::keys::Keys;
use super::{Host, LastSite, Paper, Site};
use crate::model::Pack;
use crate::model::slug::Slug;
use crate::options::Options;
use crate::output::OutputPath;
use crate::plan::Desk;
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
    pub keys: &'a Keys,
    pub options: &'a Options,
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
    pub folders: BTreeSet<String>,
    pub cards: BTreeMap<String, Card>,
    pub files: BTreeMap<String, Arc<BTreeSet<OutputPath>>>,
}

impl Kept {
    /// Keeps the folders of broken establishments, and of those that were not asked for.
    pub(super) fn new(work: &Work<'_>, broken: &BTreeSet<String>) -> Self {
        let not_asked = |id: &String| {
            work.options.only.as_ref().is_some_and(|only| !only.contains(id))
                && work.pack.establishments.keys().any(|known| known.as_str() == id)
        };
        let last = work.last;
        let kept = last.cards.iter().filter(|(id, _)| broken.contains(*id) || not_asked(id));
        let cards: BTreeMap<String, Card> = kept.map(|(id, card)| (id.clone(), card.clone())).collect();
        let files = cards.keys().filter_map(|id| Some((id.clone(), Arc::clone(last.files.get(id)?)))).collect();
        Self { folders: cards.keys().cloned().collect(), cards, files }
    }
}

/// Returns the cards of all packs of a site, in the order of its front page.
pub(super) fn cards(packs: &Packs, kept: &Kept) -> Vec<Card> {
    let mut cards: Vec<Card> = kept.cards.values().chain(packs.values().map(|pack| &pack.card)).cloned().collect();
    cards.sort_by(|a, b| (&a.short_name, &a.home).cmp(&(&b.short_name, &b.home)));
    cards
}

/// Puts the finished site together.
pub(super) fn site(
    work: &Work<'_>,
    fleet: Arc<Folder>,
    packs: Packs,
    kept: Kept,
    broken: &BTreeSet<String>,
    paper: &mut Paper,
) -> Site {
    let built: BTreeSet<String> = packs.keys().map(Slug::to_string).collect();
    let mut folders = BTreeMap::from([(String::new(), fleet)]);
    let mut cards = kept.cards;
    let mut next_changes = BTreeMap::new();
    for (id, pack) in packs {
        let id = id.to_string();
        folders.insert(id.clone(), Arc::clone(&pack.folder));
        next_changes.extend(pack.next_change.clone().map(|next| (id.clone(), next)));
        let printed = paper.notes.remove(&id).unwrap_or_default();
        cards.insert(id, Card { printed, ..pack.card.clone() });
    }
    let asked = |id: &&String| work.options.only.as_ref().is_none_or(|only| only.contains(*id));
    let broken = broken.iter().filter(asked).cloned().collect();
    let of_built = paper.printed.iter().filter(|(id, _)| built.contains(id.as_str()));
    let (mut printed, mut unchanged) = (0, 0);
    for one in of_built.flat_map(|(_, all)| all) {
        *(if one.is_unchanged { &mut unchanged } else { &mut printed }) += 1;
    }
    let languages = work.pack.fleet.languages.iter().map(ToString::to_string).collect();
    Site { folders, keep: kept.folders, cards, next_changes, printed, unchanged, languages, built, broken }
}
