//! The leaflets of a build; without the engine there are none.

use std::collections::{BTreeMap, BTreeSet};

use super::clock::Clock;
#[cfg(feature = "paper")]
use super::paper;
use super::site::Work;
use crate::diagnostic::Diagnostics;
use crate::model::slug::Slug;
use crate::plan::OnPaper;
use crate::view::PaperNote;

/// What the press came to.
#[derive(Default)]
pub(super) struct Paper {
    /// The leaflets of each establishment, in the order of the list.
    pub printed: BTreeMap<Slug, Vec<OnPaper>>,
    /// What the next build is to know of each, by establishment and path.
    pub notes: BTreeMap<String, BTreeMap<String, PaperNote>>,
    /// What went wrong.
    pub problems: Diagnostics,
}

/// Prints the leaflets of every establishment that is built.
#[cfg(feature = "paper")]
pub(super) fn paper(work: &Work<'_>, broken: &BTreeSet<String>, clock: &mut Clock<'_>) -> Paper {
    let Work { pack, options, .. } = work;
    if !options.leaflets || pack.leaflets.is_empty() {
        return Paper::default();
    }
    let wanted: Vec<&Slug> = pack.establishments.keys().filter(|id| work.is_built(id, broken)).collect();
    let host = clock.host;
    clock.time("print", || paper::print(work, &wanted, host))
}

/// Without the engine there are no leaflets.
#[cfg(not(feature = "paper"))]
pub(super) fn paper(_: &Work<'_>, _: &BTreeSet<String>, _: &mut Clock<'_>) -> Paper {
    Paper::default()
}
