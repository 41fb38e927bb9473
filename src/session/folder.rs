//! One folder of the site, finished: a pack, or the fleet's own pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use blake3::Hash;
use rayon::prelude::*;

use super::keys;
use super::site::Work;
use crate::check::tree::{Anchors, Links, alone, links};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Bytes, OutputPath, Page, Tree};
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
    /// What stands on its pages.
    pub pages: BTreeMap<OutputPath, Arc<Page>>,
    /// How many pages it has.
    pub(super) n_pages: usize,
    /// The names on them.
    pub(super) anchors: BTreeMap<OutputPath, Anchors>,
    /// What their links came to.
    pub(super) links: Links,
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
    /// The hash of its files, where they were taken.
    pub taken: String,
}

impl FinishedPack {
    /// Finishes a pack. What `before` has of the same stays. `None` where it is no longer wanted.
    pub(super) fn new(
        id: &str,
        key: Hash,
        planned: PlannedPack,
        work: &Work<'_>,
        before: Option<&Self>,
    ) -> Option<Self> {
        let PlannedPack { planned, card, next_change, not_kept } = planned;
        let mut folder = Folder::new(id, planned, work, before.map(|before| &*before.folder))?;
        let mut taken = String::new();
        if !folder.problems.has_errors() && !work.host.builds_again() {
            taken = work.host.take(&folder.tree);
            folder.let_go();
        }
        Some(Self { key, folder: Arc::new(folder), card, next_change, not_kept, taken })
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
    /// Renders what was planned, on as many threads as there are, keeps every problem, and looks at every page. Of `before`, a
    /// page stays whose view and theme are the same.
    ///
    /// A pack's worker comes last: it says which release of its pack it stands for. `None` where it is no longer wanted.
    pub(super) fn new(id: &str, planned: Planned, work: &Work<'_>, before: Option<&Self>) -> Option<Self> {
        let host = work.host;
        let Planned { plan, shown, problems } = planned;
        let mut folder = Self { shown, problems, is_whole: true, ..Self::default() };
        let (last, first): (Vec<_>, Vec<_>) = plan.into_iter().partition(|(_, view)| matches!(view, View::Worker(_)));
        for wave in [first, last] {
            let done = &folder.tree;
            let made: Option<Vec<_>> = wave
                .into_par_iter()
                .map(|(path, view)| {
                    if let Some(old) = before.filter(|_| !host.waits_for(&path)).and_then(|before| before.file(&path)) {
                        return Some(Ok(old));
                    }
                    // A view goes as soon as its file is there: what is made next finds its place still warm.
                    host.goes_on().then(|| File::new(path, &view, work, before, done))
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
        folder.files = Arc::new(folder.tree.keys().cloned().collect());
        folder.n_pages = folder.pages.len();
        folder.anchors = folder.pages.iter().map(|(path, page)| (path.clone(), Anchors::of(page))).collect();
        if !folder.problems.has_errors() {
            let base_url = work.desk.base_url().unwrap_or_default();
            folder.links = links(id, &folder.files, &folder.pages, &folder.anchors, base_url);
        }
        folder.problems.sort();
        Some(folder)
    }

    /// Forgets all that is needed no more once its files are taken.
    fn let_go(&mut self) {
        self.tree.clear();
        self.pages.clear();
        self.shown.clear();
        self.views.clear();
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
        work: &Work<'_>,
        before: Option<&Folder>,
        done: &Tree,
    ) -> Result<Self, Box<Diagnostic>> {
        let is_worth = work.host.builds_again() && matches!(view, View::Page(_));
        let rests_on = is_worth.then(|| keys::of_view(&(work.look.key.as_bytes(), view)));
        let same = before.filter(|before| rests_on.is_some() && before.views.get(&path) == rests_on.as_ref());
        if let Some(same) = same.and_then(|before| before.file(&path)) {
            return Ok(Self { rests_on, is_old: false, ..same });
        }
        if work.host.only_checks() && render::is_always_fine(view) {
            return Ok(Self { path, rests_on, bytes: Bytes::default(), page: None, is_old: false });
        }
        let (bytes, page) = render::view(&work.look.engine, &path, view, done).map_err(|mut problem| {
            if problem.labels.is_empty() {
                problem.output = Some(path.to_string());
            }
            problem
        })?;
        Ok(Self { path, rests_on, bytes, page: page.map(Arc::new), is_old: false })
    }
}
