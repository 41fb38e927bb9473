//! What the threads of a preview share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use tokio::sync::{broadcast, watch};

use super::{Host, Settings};
use crate::diagnostic::Diagnostics;
use crate::options::Options;
use crate::output::{Bytes, OutputPath};
use crate::session::Folder;
use crate::source::Sources;
use crate::view::Card;

/// What is served, and what is known of it. Replaced whole, never changed.
#[derive(Clone, Debug)]
pub struct State {
    /// Counts the publications, from 1.
    pub round: u64,
    /// Every pack is as its files say; otherwise only those that somebody looks at.
    pub settled: bool,
    /// What is served: the last good version of every pack, by id, and of the fleet's own files, under no name.
    pub folders: BTreeMap<String, Arc<Folder>>,
    /// The cards of the packs that are served, by id.
    pub cards: BTreeMap<String, Card>,
    /// The languages of the fleet, the first one first.
    pub languages: Vec<String>,
    /// What is wrong with the files as they are now.
    pub problems: Diagnostics,
    /// The files as they are now.
    pub sources: Arc<Sources>,
    /// The files that each folder of `folders` was made from: those of before, where what they say now is wrong.
    pub made_from: BTreeMap<String, Arc<Sources>>,
    /// What the pages were made with.
    pub options: Options,
    /// Why the files cannot be read.
    pub trouble: Option<String>,
}

impl State {
    /// Returns the folder that holds a file, or would hold it.
    #[must_use]
    pub fn folder(&self, path: &OutputPath) -> Option<&Folder> {
        self.folders.get(path.folder().unwrap_or_default()).or_else(|| self.folders.get("")).map(|folder| &**folder)
    }

    /// Returns a file that is served.
    #[must_use]
    pub fn file(&self, path: &OutputPath) -> Option<&Bytes> {
        self.folder(path)?.tree.get(path)
    }

    /// Returns the files that a page was made from.
    #[must_use]
    pub fn made_from(&self, path: &OutputPath) -> &Sources {
        self.made_from.get(path.folder().unwrap_or_default()).unwrap_or(&self.sources)
    }

    /// Returns how many pages are served.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.folders.values().map(|folder| folder.pages.len()).sum()
    }
}

/// Why a round begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Files changed, or may have.
    Changed,
    /// Pages are to be made for this day; `None` is whatever day it is.
    Today(Option<Date>),
    /// The preview ends.
    End,
}

/// What the threads of a preview share.
pub struct Hub {
    /// What was asked for.
    pub settings: Settings,
    /// Who asked.
    pub(super) host: Arc<dyn Host>,
    /// The newest state; `None` until the first round is over.
    state: watch::Sender<Option<Arc<State>>>,
    /// Tells browsers what changed, as JSON.
    pub(super) events: broadcast::Sender<Arc<str>>,
    /// Counts the wakes.
    woken: AtomicU64,
    wakes: Sender<Wake>,
    waking: Mutex<Option<Receiver<Wake>>>,
    /// The pages that browsers have open, by connection.
    open: Mutex<(u64, BTreeMap<u64, String>)>,
    /// The leaflets printed for this state.
    pub(super) press: Mutex<super::tools::Press>,
}

impl Hub {
    /// Makes a hub before the first round.
    #[must_use]
    pub fn new(settings: Settings, host: Arc<dyn Host>) -> Self {
        let (wakes, waking) = channel();
        Self {
            settings,
            host,
            state: watch::Sender::new(None),
            events: broadcast::Sender::new(64),
            woken: AtomicU64::new(0),
            wakes,
            waking: Mutex::new(Some(waking)),
            open: Mutex::default(),
            press: Mutex::default(),
        }
    }

    /// Asks for a round.
    pub fn wake(&self, wake: Wake) {
        self.woken.fetch_add(1, Ordering::SeqCst);
        // Nobody waits any more where the preview ends.
        let _ = self.wakes.send(wake);
    }

    /// Returns how often a round was asked for.
    pub(super) fn wakes(&self) -> u64 {
        self.woken.load(Ordering::SeqCst)
    }

    /// Returns the one end where wakes arrive; `None` where somebody has it.
    pub(super) fn waking(&self) -> Option<Receiver<Wake>> {
        lock(&self.waking).take()
    }

    /// Returns the newest state; `None` until the first round is over.
    #[must_use]
    pub fn state(&self) -> Option<Arc<State>> {
        self.state.borrow().clone()
    }

    /// Returns the newest state, as soon as there is one; `None` where the preview ends.
    pub(super) async fn ready(&self) -> Option<Arc<State>> {
        let mut states = self.state.subscribe();
        let state = states.wait_for(Option::is_some).await.ok()?;
        state.clone()
    }

    /// Replaces the state.
    pub(super) fn publish(&self, state: State) -> Arc<State> {
        let state = Arc::new(state);
        self.state.send_replace(Some(Arc::clone(&state)));
        state
    }

    /// Remembers that a browser has a page open, until [`Self::closes`].
    pub(super) fn opens(&self, page: &str) -> u64 {
        let mut open = lock(&self.open);
        open.0 += 1;
        let connection = open.0;
        open.1.insert(connection, page.to_owned());
        drop(open);
        // What somebody looks at is made before the rest.
        if self.state().is_some_and(|state| !state.settled) {
            self.wake(Wake::Changed);
        }
        connection
    }

    /// Forgets a page that was open.
    pub(super) fn closes(&self, connection: u64) {
        lock(&self.open).1.remove(&connection);
    }

    /// Returns the pages that browsers have open.
    pub(super) fn open_pages(&self) -> BTreeSet<String> {
        lock(&self.open).1.values().cloned().collect()
    }
}

/// Locks what no thread leaves half done.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
