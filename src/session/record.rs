//! What is remembered of a finished pack from one run of the program to the next.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::folder::FinishedPack;
use crate::check::Places;
use crate::diagnostic::Diagnostics;
use crate::output::OutputPath;
use crate::plan::NextChange;
use crate::view::Card;

/// What is remembered of a finished pack, so that it need not be made again where nothing that it rests on has changed. It says nothing
/// of where the site is or when it was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// A hash of what the pack rests on: its own files, what all share, the day, the settings.
    pub key: String,
    /// A hash of its files.
    pub files: String,
    /// Their paths.
    pub paths: Arc<BTreeSet<OutputPath>>,
    /// By what the fleet's pages name it, with what was printed.
    pub card: Card,
    /// How many pages it has.
    pub pages: usize,
    /// What was told of it, before exceptions were allowed.
    pub problems: Diagnostics,
    /// The next day on which it shows something else.
    pub next_change: Option<NextChange>,
    /// The pages that no browser may keep.
    pub not_kept: BTreeSet<String>,
    /// The ids of its opening hours.
    pub hours: BTreeSet<String>,
    /// Its own pages.
    pub places: Places,
}

impl Record {
    /// Notes what a pack came to.
    pub(super) fn of(
        pack: &FinishedPack,
        card: Card,
        key: String,
        (hours, places): (BTreeSet<String>, Places),
        problems: Diagnostics,
    ) -> Self {
        Self {
            key,
            files: pack.taken.clone(),
            paths: pack.folder.files(),
            card,
            pages: pack.folder.n_pages,
            problems,
            next_change: pack.next_change.clone(),
            not_kept: pack.not_kept.clone(),
            hours,
            places,
        }
    }
}
