//! Tells that something changed in the workspace, never what: a round finds that out by itself.
//!
//! Watched are the workspace's own folder, for its settings and for folders that come and go, and all that is below the folders that
//! a build reads. Never the finished site.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Host, Hub, Settings, Wake};
use crate::read::FOLDERS;

/// How often files are looked at where the system cannot tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// Begins to watch, for as long as the process runs. Where the system will not tell of changes (network drives, containers, too
/// many folders), files are looked at every half second, and the host is told so.
///
/// # Errors
/// A folder that cannot be watched either way.
pub(super) fn start(settings: &Settings, hub: Arc<Hub>, host: &dyn Host) -> Result<(), String> {
    let (events, arriving) = channel();
    let mut native = None;
    if settings.poll.is_none() {
        let events = events.clone();
        let watcher = RecommendedWatcher::new(move |event| drop(events.send(event)), Config::default());
        match watcher.and_then(|watcher| Watch::new(watcher, &settings.root)) {
            Ok(watch) => native = Some(watch),
            Err(error) => host.says(&format!(
                "This system cannot tell of changes ({error}): files are looked at every half second instead."
            )),
        }
    }
    let watch = match native {
        Some(watch) => watch,
        None => {
            let interval = settings.poll.map_or(POLL, Duration::from_millis);
            // Time stamps of network drives are coarse, so contents are compared.
            let config = Config::default().with_poll_interval(interval).with_compare_contents(true);
            PollWatcher::new(move |event| drop(events.send(event)), config)
                .and_then(|watcher| Watch::new(watcher, &settings.root))
                .map_err(|error| format!("cannot watch {}: {error}", settings.root.display()))?
        }
    };
    let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || watch.run(&arriving, &hub));
    thread.map(drop).map_err(|error| format!("cannot start a thread: {error}"))
}

/// What is watched.
struct Watch {
    watcher: Box<dyn Watcher + Send>,
    settings: PathBuf,
    folders: Vec<PathBuf>,
}

impl Watch {
    fn new<W: Watcher + Send + 'static>(mut watcher: W, root: &Path) -> notify::Result<Self> {
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        let folders = FOLDERS.map(|folder| root.join(folder)).to_vec();
        let mut watch = Self { watcher: Box::new(watcher), settings: root.join("familypack.toml"), folders };
        for folder in watch.folders.clone().iter().filter(|folder| folder.is_dir()) {
            watch.watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(watch)
    }

    fn run(mut self, arriving: &Receiver<notify::Result<Event>>, hub: &Hub) {
        for event in arriving {
            match event {
                Ok(event) => {
                    let is_ours = |path: &PathBuf| {
                        *path == self.settings || self.folders.iter().any(|folder| path.starts_with(folder))
                    };
                    let is_news = !matches!(event.kind, EventKind::Access(_)) || event.need_rescan();
                    if is_news && (event.paths.is_empty() || event.paths.iter().any(is_ours)) {
                        self.watch_again(&event.paths);
                        hub.wake(Wake::Changed);
                    }
                }
                // What was missed may be anything.
                Err(_) => hub.wake(Wake::Changed),
            }
        }
    }

    /// Watches a folder that came back, or came for the first time.
    fn watch_again(&mut self, paths: &[PathBuf]) {
        for folder in self.folders.iter().filter(|folder| paths.contains(folder) && folder.is_dir()) {
            // A folder that is gone again a moment later tells of itself when it comes back.
            let _ = self.watcher.watch(folder, RecursiveMode::Recursive);
        }
    }
}
