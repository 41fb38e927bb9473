//! One folder of the site, finished: a pack, or the fleet's own pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use blake3::Hash;
use rayon::prelude::*;

use super::{Host, keys};
use crate::check::tree::{Page, alone};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Bytes, OutputPath, Tree};
use crate::plan::{NextChange, Planned, PlannedPack, Shown};
use crate::render::{self, Engine};
use crate::view::{Card, View};

/// One folder of the site, finished, with what it was made from.
#[derive(Debug, Default)]
pub struct Folder {
    /// Its files.
    pub tree: Tree,
    /// Their paths.
    pub(super) files: Arc<BTreeSet<OutputPath>>,
    /// Its pages, read again.
    pub pages: BTreeMap<OutputPath, Arc<Page>>,
    /// What stands on each page, and where it is written.
    pub shown: BTreeMap<OutputPath, Shown>,
    /// What went wrong while it was made, and what is wrong on its pages, each by itself.
    pub(super) problems: Diagnostics,
    /// Nothing in it is older than what it rests on.
    pub(super) is_whole: bool,
    /// What the bytes of each of its pages rest on.
    views: BTreeMap<OutputPath, Hash>,
}

/// The theme, ready to render, and what it rests on.
pub(super) struct Look {
    pub engine: Engine,
    pub key: Hash,
}

/// A pack, finished.
pub(super) struct FinishedPack {
    /// What it rests on.
    pub key: Hash,
    pub folder: Arc<Folder>,
    pub card: Card,
    pub next_change: Option<NextChange>,
    /// The pages that no browser may keep.
    pub not_kept: BTreeSet<String>,
}

impl FinishedPack {
    /// Finishes a pack. What `before` has of the same stays. `None` where it is no longer wanted.
    pub(super) fn new(
        key: Hash,
        planned: PlannedPack,
        look: &Look,
        before: Option<&Self>,
        host: &dyn Host,
    ) -> Option<Self> {
        let PlannedPack { planned, card, next_change, not_kept } = planned;
        let folder = Arc::new(Folder::new(planned, look, before.map(|before| &*before.folder), host)?);
        Some(Self { key, folder, card, next_change, not_kept })
    }
}

/// What became of one file.
struct File {
    path: OutputPath,
    rests_on: Option<Hash>,
    bytes: Bytes,
    page: Option<Arc<Page>>,
    /// It may be older than what it rests on.
    is_old: bool,
}

impl Folder {
    /// Renders what was planned, on as many threads as there are, keeps every problem, and reads every page again. Of `before`, a
    /// page stays whose view and theme are the same.
    ///
    /// A pack's worker comes last: it says which release of its pack it stands for. `None` where it is no longer wanted.
    pub(super) fn new(planned: Planned, look: &Look, before: Option<&Self>, host: &dyn Host) -> Option<Self> {
        let Planned { plan, shown, problems } = planned;
        let mut folder = Self { shown, problems, is_whole: true, ..Self::default() };
        for last in [false, true] {
            let wave: Vec<(OutputPath, &View)> = plan
                .iter()
                .filter(|(_, view)| matches!(view, View::Worker(_)) == last)
                .map(|(path, view)| (path.clone(), view))
                .collect();
            let done = &folder.tree;
            let made: Option<Vec<_>> = wave
                .into_par_iter()
                .map(|(path, view)| {
                    if let Some(old) = before.filter(|_| !host.waits_for(&path)).and_then(|before| before.file(&path)) {
                        return Some(Ok(old));
                    }
                    host.goes_on().then(|| File::new(path, view, look, before, done))
                })
                .collect();
            for file in made? {
                match file {
                    Ok(file) => folder.add(file),
                    Err(problem) => folder.problems.push(*problem),
                }
            }
        }
        if !folder.problems.has_errors() {
            let found = alone(folder.pages.values().map(|page| &**page), &folder.tree);
            folder.problems.extend(found);
        }
        folder.problems.sort();
        folder.files = Arc::new(folder.tree.keys().cloned().collect());
        Some(folder)
    }

    /// Returns the paths of its files.
    #[must_use]
    pub fn files(&self) -> Arc<BTreeSet<OutputPath>> {
        Arc::clone(&self.files)
    }

    /// Returns a file as it is, whatever it rests on now.
    fn file(&self, path: &OutputPath) -> Option<File> {
        let bytes = Arc::clone(self.tree.get(path)?);
        Some(File {
            path: path.clone(),
            rests_on: None,
            bytes,
            page: self.pages.get(path).map(Arc::clone),
            is_old: true,
        })
    }

    fn add(&mut self, file: File) {
        self.is_whole &= !file.is_old;
        self.views.extend(file.rests_on.map(|hash| (file.path.clone(), hash)));
        self.pages.extend(file.page.map(|page| (file.path.clone(), page)));
        self.tree.insert(file.path, file.bytes);
    }
}

impl File {
    fn new(
        path: OutputPath,
        view: &View,
        look: &Look,
        before: Option<&Folder>,
        done: &Tree,
    ) -> Result<Self, Box<Diagnostic>> {
        let rests_on = matches!(view, View::Page(_)).then(|| keys::of_view(&(look.key.as_bytes(), view)));
        let same = before.filter(|before| rests_on.is_some() && before.views.get(&path) == rests_on.as_ref());
        if let Some(same) = same.and_then(|before| before.file(&path)) {
            return Ok(Self { rests_on, is_old: false, ..same });
        }
        let bytes = render::view(&look.engine, view, done).map_err(|mut problem| {
            if problem.labels.is_empty() {
                problem.output = Some(path.to_string());
            }
            problem
        })?;
        let page = path.has_ending("html").then(|| Arc::new(Page::read(&path, &bytes)));
        Ok(Self { path, rests_on, bytes, page, is_old: false })
    }
}
