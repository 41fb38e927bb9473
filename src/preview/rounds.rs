//! Builds whenever something changed: first the packs that somebody looks at, then all the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use serde_json::json;

use super::{Hub, State, Wake};
use crate::diagnostic::Diagnostics;
use crate::options::Options;
use crate::output::{Bytes, OutputPath};
use crate::read;
use crate::session::{self, Folder, LastSite, Outcome, Session};
use crate::source::Sources;

/// How long nothing may change before a round begins: programs save in several steps.
const QUIET: Duration = Duration::from_millis(6);
/// How long changes may go on before a round begins all the same.
const MOST: Duration = Duration::from_millis(150);
/// After how long files are looked at again, once the system has told of something: it tells of a new folder before it watches it,
/// and never of what is written there meanwhile. A busy system takes long.
const LOOKS: [Duration; 3] = [Duration::from_millis(400), Duration::from_secs(2), Duration::from_secs(10)];
/// How many packs are made in less time than a browser takes to show one page.
const FEW: usize = 8;
/// How long nothing may change before the packs that nobody looks at are made: whoever saves again and again has the machine, and the
/// browser too.
const REST: Duration = Duration::from_secs(1);
/// How many changed pages browsers are told of.
const MOST_TOLD: usize = 200;

/// Builds whenever something changed.
pub struct Rounds {
    hub: Arc<Hub>,
    files: read::Memory,
    session: Session,
    state: State,
    today: Option<Date>,
    /// What could not be read in the last round.
    unread: Diagnostics,
    /// Browsers were told which page to follow in this round.
    followed: bool,
}

/// What a build asks of the preview while it runs.
struct Building<'a> {
    hub: &'a Hub,
    /// How often something had changed when it began; `None` for a build that is wanted whatever changes.
    began: Option<u64>,
    /// The pages that browsers have open, where only these are waited for.
    open: Option<BTreeSet<String>>,
}

impl session::Host for Building<'_> {
    fn stage(&self, _: &'static str) {}

    fn printed(&self, _: usize, _: usize) {}

    fn last_file(&self, _: &OutputPath) -> Option<Bytes> {
        None
    }

    fn waits_for(&self, path: &OutputPath) -> bool {
        self.open.as_ref().is_none_or(|open| open.contains(path.as_str()))
    }

    fn goes_on(&self) -> bool {
        self.began.is_none_or(|began| self.hub.wakes() == began)
    }
}

impl Rounds {
    /// Makes ready for the first round.
    #[must_use]
    pub fn new(hub: Arc<Hub>) -> Self {
        let today = hub.settings.today;
        let options = Options {
            today: today.unwrap_or_else(|| hub.host.today()),
            base_url: hub.settings.base_url.clone(),
            only: None,
            leaflets: false,
            remove: BTreeSet::new(),
        };
        let state = State {
            round: 0,
            settled: false,
            folders: BTreeMap::new(),
            cards: BTreeMap::new(),
            languages: Vec::new(),
            problems: Diagnostics::default(),
            sources: Arc::new(Sources::default()),
            made_from: BTreeMap::new(),
            options,
            trouble: None,
        };
        Self {
            hub,
            files: read::Memory::default(),
            session: Session::default(),
            state,
            today,
            unread: Diagnostics::default(),
            followed: false,
        }
    }

    /// Goes round until the preview ends.
    pub fn run(&mut self) {
        let Some(waking) = self.hub.waking() else { return };
        // How often files were looked at since the system told of something, or something had changed.
        let mut looks = 0;
        let mut look_again = self.round().or(Some(LOOKS[0]));
        loop {
            match wait(&waking, look_again) {
                Ok(first) => {
                    looks = 0;
                    for wake in collect(&waking, first) {
                        match wake {
                            Wake::Changed => {}
                            Wake::Today(today) => self.today = today,
                            Wake::End => return,
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => looks += 1,
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let news = self.round();
            if news.is_some() {
                looks = 0;
            }
            look_again = news.or_else(|| LOOKS.get(looks).copied());
        }
    }

    /// Reads everything; and where something changed, builds: first what somebody looks at, and the rest in a later round, in which
    /// nothing has changed since. Returns after how long to look again without being woken.
    fn round(&mut self) -> Option<Duration> {
        let began = self.hub.wakes();
        let (mut sources, unread) =
            match read::folder_again(&self.hub.settings.root, &mut self.files, self.hub.host.now()) {
                Ok(read) => read,
                Err(error) => {
                    // The folder may be away for a moment: what is served stays.
                    let trouble = format!("The files cannot be read: {error}");
                    if self.state.trouble.as_ref() != Some(&trouble) {
                        self.state.trouble = Some(trouble);
                        self.publish(true, &[]);
                    }
                    return Some(LOOKS[0]);
                }
            };
        sources.share(&self.state.sources);
        let options =
            Options { today: self.today.unwrap_or_else(|| self.hub.host.today()), ..self.state.options.clone() };
        let is_same = self.state.round > 0
            && self.state.trouble.is_none()
            && *self.state.sources == sources
            && self.unread == unread
            && self.state.options == options;
        if is_same && self.state.settled {
            return None;
        }
        self.state.trouble = None;
        self.state.options = options;
        self.unread.clone_from(&unread);
        let before = std::mem::replace(&mut self.state.sources, Arc::new(sources));
        // Whatever comes between now and a whole build, that build is still to be made.
        self.state.settled = false;
        let edited = edited(&before, &self.state.sources);
        if self.those_looked_at(&unread, &edited) && !is_same {
            return Some(REST);
        }
        if self.hub.wakes() != began {
            return Some(Duration::ZERO);
        }
        let outcome = self.build(None, Some(began), &unread);
        // Whatever changed meanwhile has sent a wake, and the next round is about to begin.
        if outcome.stopped {
            self.state.settled = false;
        } else {
            self.take(outcome, true, &edited);
        }
        Some(LOOKS[0])
    }

    /// Builds the packs that somebody looks at, so that nobody waits for the others. Tells whether those take long.
    fn those_looked_at(&mut self, unread: &Diagnostics, edited: &[String]) -> bool {
        let pages = self.hub.open_pages();
        let folders = pages.iter().filter_map(|page| Some(page.split_once('/')?.0.to_owned()));
        let open: BTreeSet<String> = folders.filter(|id| self.state.cards.contains_key(id)).collect();
        if self.state.round == 0 || self.state.cards.len() <= open.len() {
            return false;
        }
        let is_long = !pages.is_empty() && self.state.cards.len() > FEW;
        let outcome = self.build(Some((open, pages)), None, unread);
        self.take(outcome, false, edited);
        is_long
    }

    fn build(
        &mut self,
        looked_at: Option<(BTreeSet<String>, BTreeSet<String>)>,
        began: Option<u64>,
        unread: &Diagnostics,
    ) -> Outcome {
        let (only, open) = looked_at.unzip();
        let options = Options { only, ..self.state.options.clone() };
        // A pack whose folder is gone is gone from the preview: nobody's web site depends on it.
        let there: BTreeSet<&str> = self.state.sources.iter().filter_map(|(file, _)| file.establishment()).collect();
        let cards = self.state.cards.iter().filter(|(id, _)| there.contains(id.as_str()));
        let last = LastSite {
            records: BTreeMap::new(),
            cards: cards.map(|(id, card)| (id.clone(), card.clone())).collect(),
            files: self.state.folders.iter().map(|(id, folder)| (id.clone(), folder.files())).collect(),
        };
        let mut outcome =
            self.session.build(&self.state.sources, &options, &last, &Building { hub: &self.hub, began, open });
        outcome.problems.extend(unread.clone());
        outcome.problems.sort();
        outcome
    }

    /// Takes over what a build came to, and tells browsers of it.
    fn take(&mut self, outcome: Outcome, settled: bool, edited: &[String]) {
        let built = outcome.site.as_ref().map(|site| site.built.clone()).unwrap_or_default();
        let of_others = |id: Option<&str>| id.is_some_and(|id| !built.contains(id));
        if settled {
            self.state.problems = outcome.problems;
        } else {
            let others = self.state.problems.iter().filter(|problem| of_others(problem.establishment()));
            let mut problems: Diagnostics = others.cloned().collect();
            problems.extend(outcome.problems);
            problems.sort();
            self.state.problems = problems;
        }
        let mut changed = Vec::new();
        if let Some(site) = outcome.site {
            let mut folders = site.folders;
            let mut made_from: BTreeMap<String, Arc<Sources>> =
                folders.keys().map(|id| (id.clone(), Arc::clone(&self.state.sources))).collect();
            for id in &site.keep {
                folders.extend(self.state.folders.get(id).map(|folder| (id.clone(), Arc::clone(folder))));
                made_from.extend(self.state.made_from.get(id).map(|sources| (id.clone(), Arc::clone(sources))));
            }
            self.state.made_from = made_from;
            let before = std::mem::replace(&mut self.state.folders, folders);
            changed = changed_pages(&before, &self.state.folders);
            self.state.cards = site.cards;
            self.state.languages = site.languages;
        }
        self.state.settled = settled;
        self.publish(settled, &self.in_order(changed, edited));
    }

    /// Returns changed pages with that first which somebody is most likely editing: its own text, else one with its facts.
    fn in_order(&self, mut changed: Vec<OutputPath>, edited: &[String]) -> Vec<OutputPath> {
        let open = self.hub.open_pages();
        let open: BTreeSet<&str> = open.iter().filter_map(|page| Some(page.split_once('/')?.0)).collect();
        changed.sort_by_cached_key(|path| {
            let shown = self.state.folder(path).and_then(|folder| folder.shown.get(path));
            let is_edited = |file: &str| edited.iter().any(|one| one == file);
            let text = shown.is_some_and(|shown| shown.files.iter().any(|file| is_edited(file.as_str())));
            let facts = shown.map_or(0, |shown| {
                let facts = shown.parts.iter().flat_map(|part| &part.facts);
                facts.filter(|fact| is_edited(fact.at.file.as_str())).count()
            });
            let is_open = path.folder().is_some_and(|folder| open.contains(folder));
            (!text, !is_open, std::cmp::Reverse(facts), path.clone())
        });
        changed
    }

    fn publish(&mut self, settled: bool, changed: &[OutputPath]) {
        // Where the pack that is looked at has changed, the others are nothing to follow.
        let follow = changed.first().filter(|_| !self.followed);
        self.followed = !settled && follow.is_some();
        self.state.round += 1;
        self.state.settled = settled;
        let state = self.hub.publish(self.state.clone());
        let told: Vec<&str> = changed.iter().take(MOST_TOLD).map(OutputPath::as_str).collect();
        let event = json!({
            "round": state.round,
            "settled": settled,
            "changed": told,
            "follow": follow.map(OutputPath::as_str),
            "more": changed.len() > MOST_TOLD,
        });
        // Nobody may be looking.
        let _ = self.hub.events.send(Arc::from(event.to_string()));
        self.hub.host.round(&state);
    }
}

/// Waits for a wake, or for the time of the next look.
fn wait(waking: &Receiver<Wake>, look_again: Option<Duration>) -> Result<Wake, RecvTimeoutError> {
    match look_again {
        Some(after) => waking.recv_timeout(after),
        None => waking.recv().map_err(|_| RecvTimeoutError::Disconnected),
    }
}

/// Collects wakes until nothing changes for a moment.
fn collect(waking: &Receiver<Wake>, first: Wake) -> Vec<Wake> {
    let mut wakes = vec![first];
    let until = Instant::now() + MOST;
    while Instant::now() < until {
        match waking.recv_timeout(QUIET) {
            Ok(wake) => wakes.push(wake),
            Err(_) => break,
        }
    }
    wakes.extend(waking.try_iter());
    wakes
}

/// Returns the pages that are not as they were, and those that are gone.
fn changed_pages(before: &BTreeMap<String, Arc<Folder>>, after: &BTreeMap<String, Arc<Folder>>) -> Vec<OutputPath> {
    let mut changed = Vec::new();
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (old, new) = (before.get(name), after.get(name));
        if old.zip(new).is_some_and(|(old, new)| Arc::ptr_eq(old, new)) {
            continue;
        }
        let bytes =
            |folder: Option<&Arc<Folder>>, path: &OutputPath| folder.and_then(|folder| folder.tree.get(path).cloned());
        let pages =
            |folder: Option<&Arc<Folder>>| folder.map(|folder| folder.pages.keys().cloned().collect::<Vec<_>>());
        let all: BTreeSet<OutputPath> = [pages(old), pages(new)].into_iter().flatten().flatten().collect();
        changed.extend(all.into_iter().filter(|path| bytes(old, path) != bytes(new, path)));
    }
    changed
}

/// Returns the files that are not as they were, by name.
fn edited(before: &Sources, after: &Sources) -> Vec<String> {
    let changed = after.iter().filter(|(file, bytes)| before.get(file) != Some(*bytes));
    let gone = before.iter().filter(|(file, _)| after.get(file).is_none());
    changed.chain(gone).map(|(file, _)| file.to_string()).collect()
}
