//! Runs the stages in order, and decides what a broken establishment means for the others.
//!
//! In: [`Sources`], [`Options`] and what is known of the last good site. Out: [`Outcome`]: the finished site in memory, which
//! folders of the last one stay, and every problem. Never touches the disk: whoever calls reads before and writes after.

mod checked;
mod folder;
mod keys;
#[cfg(feature = "paper")]
mod one;
#[cfg(feature = "paper")]
mod paper;
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use blake3::Hash;
use rayon::prelude::*;

pub use self::checked::Checked;
pub use self::folder::Folder;
use self::folder::{FinishedPack, Look};
use self::keys::{Hashes, Keys};
#[cfg(feature = "paper")]
pub use self::one::{Asked, Counter, Made, leaflet};
use self::site::{Kept, Packs, Work, cards, site};
use crate::check;
use crate::check::tree;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::slug::Slug;
use crate::options::Options;
use crate::output::{Bytes, OutputPath, Tree};
use crate::parse;
use crate::plan::{Desk, NextChange, OnPaper};
use crate::render::Engine;
use crate::source::{Sources, ThemeFiles};
use crate::view::{Card, PaperNote};

/// What is known of the last good site.
#[derive(Clone, Debug, Default)]
pub struct LastSite {
    /// The cards of its establishments, by id.
    pub cards: BTreeMap<String, Card>,
    /// Its files, by folder; the site's own have none.
    pub files: BTreeMap<String, Arc<BTreeSet<OutputPath>>>,
}

/// What whoever asks for a build does for it while it runs.
pub trait Host: Sync {
    /// A stage begins.
    fn stage(&self, name: &'static str);
    /// So many of all leaflets are printed.
    fn printed(&self, done: usize, all: usize);
    /// Tells whether there will be another build, for which it is worth to remember what is finished.
    fn builds_again(&self) -> bool {
        true
    }
    /// Takes the files of a finished pack, where nothing is built again: they are not held in memory any longer, and nothing else of
    /// the pack is but what the fleet's pages need. Called from several threads.
    fn take(&self, _: &Tree) {}
    /// Returns a file of the last good site, unless somebody changed it since.
    fn last_file(&self, path: &OutputPath) -> Option<Bytes>;
    /// Tells whether somebody waits for a page. Of the others, what was made before stays for the moment, whatever changed: such a
    /// site is for a first look, and nothing of it is remembered.
    fn waits_for(&self, _: &OutputPath) -> bool {
        true
    }
    /// Tells whether the build is still wanted. Where it is not, there is no site; what is finished is remembered.
    fn goes_on(&self) -> bool {
        true
    }
}

/// What a build came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The finished site; `None` where something shared by the whole fleet is wrong, so that nothing may change.
    pub site: Option<Site>,
    /// Everything that is wrong, in order.
    pub problems: Diagnostics,
    /// Whoever asked had given up before it was finished.
    pub stopped: bool,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// A finished site.
#[derive(Debug)]
pub struct Site {
    /// What was made: the packs by their id, and the fleet's own files under no name.
    pub folders: BTreeMap<String, Arc<Folder>>,
    /// Folders of the last good site that stay as they are.
    pub keep: BTreeSet<String>,
    /// The cards to keep with the site, by folder.
    pub cards: BTreeMap<String, Card>,
    /// The next day on which each establishment that was built shows something else, by id.
    pub next_changes: BTreeMap<String, NextChange>,
    /// How many leaflets were printed for it.
    pub printed: usize,
    /// How many stay as they were on the last site.
    pub unchanged: usize,
    /// The languages of the fleet, the first one first.
    pub languages: Vec<String>,
    /// The ids of the establishments that were built.
    pub built: BTreeSet<String>,
    /// The ids of the establishments that have an error.
    pub broken: BTreeSet<String>,
}

impl Site {
    /// Returns the files to write.
    #[must_use]
    pub fn tree(&self) -> Tree {
        let files = self.folders.values().flat_map(|folder| &folder.tree);
        files.map(|(path, bytes)| (path.clone(), Arc::clone(bytes))).collect()
    }

    /// Returns how many pages were made.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.folders.values().map(|folder| folder.n_pages).sum()
    }
}

/// Builds the site in memory, once.
pub fn build(sources: &Sources, options: &Options, last: &LastSite, host: &dyn Host) -> Outcome {
    Session::default().build(sources, options, last, host)
}

/// Builds again and again, and makes only what is not the same as before: a file whose bytes are equal is not read again, a pack
/// that rests on equal files is not planned again, and a page whose view is equal is not rendered again. Equality decides, so a
/// file that is renamed, a theme that changes or another day are no special cases.
#[derive(Default)]
pub struct Session {
    read: parse::Memory,
    hashes: Hashes,
    look: Option<Arc<Look>>,
    /// What is wrong with the facts of each establishment, and what that rests on.
    facts: BTreeMap<Slug, (Hash, Diagnostics)>,
    packs: BTreeMap<Slug, Arc<FinishedPack>>,
    /// The fleet's own pages.
    fleet: Arc<Folder>,
}

impl Session {
    /// Builds the site in memory.
    ///
    /// A problem in an establishment's own folder breaks that establishment: its last good version stays, and the others go out.
    /// A problem anywhere else breaks the fleet: nothing goes out.
    pub fn build(&mut self, sources: &Sources, options: &Options, last: &LastSite, host: &dyn Host) -> Outcome {
        let mut outcome = self.make(sources, options, last, host);
        outcome.problems = check::allow(outcome.problems, sources, options, false);
        outcome.problems.sort();
        outcome
    }

    fn make(&mut self, sources: &Sources, options: &Options, last: &LastSite, host: &dyn Host) -> Outcome {
        let mut clock = Clock { host, timings: Vec::new(), stopped: false };
        let (pack, theme, mut problems) = clock.time("parse", || parse::workspace(sources, &mut self.read));
        if !host.goes_on() {
            return Outcome { stopped: true, ..Outcome::default() };
        }
        let keys = Keys::new(sources, &pack, &theme, options, &mut self.hashes);
        problems.extend(clock.time("check facts", || self.check_facts(&pack, options, &keys)));
        problems.extend(gone(sources, options, last));
        let mut broken = broken_by(&problems);
        let look = clock.time("read theme", || self.look(&theme, &pack, &keys));
        let (desk, found) = clock.time("read words", || Desk::new(&pack, &theme, options));
        if !fleet_is_broken(&problems) {
            problems.extend(found);
        }
        let mut site = None;
        match look {
            _ if fleet_is_broken(&problems) => {}
            Ok(look) => {
                let work =
                    Work { pack: &pack, theme: &theme, desk: &desk, look: &look, keys: &keys, options, last, host };
                site = self.assemble(&work, &mut broken, &mut problems, &mut clock);
            }
            Err(found) => problems.extend(found),
        }
        problems = asked_for(problems, options);
        Outcome { site, problems, stopped: clock.stopped, timings: clock.timings }
    }

    /// Checks what all share, and the facts of each establishment that does not rest on the same as before.
    fn check_facts(&mut self, pack: &Pack, options: &Options, keys: &Keys) -> Diagnostics {
        let facts: Vec<(Slug, (Hash, Diagnostics))> = pack
            .establishments
            .par_iter()
            .filter(|(id, _)| options.only.as_ref().is_none_or(|only| only.contains(id.as_str())))
            .map(|(id, establishment)| {
                let key = keys.facts(id.as_str());
                let known = self.facts.get(id).filter(|(before, _)| *before == key);
                let found = known.map(|(_, found)| found.clone());
                (id.clone(), (key, found.unwrap_or_else(|| check::establishment(pack, establishment, options))))
            })
            .collect();
        let mut problems = check::shared(pack, options);
        for (_, (_, found)) in &facts {
            problems.extend(found.clone());
        }
        self.facts.retain(|id, _| pack.establishments.contains_key(id));
        self.facts.extend(facts);
        problems
    }

    /// Makes the theme ready, unless it is.
    fn look(&mut self, theme: &ThemeFiles, pack: &Pack, keys: &Keys) -> Result<Arc<Look>, Diagnostics> {
        if let Some(look) = self.look.as_ref().filter(|look| look.key == keys.theme) {
            return Ok(Arc::clone(look));
        }
        let engine = Engine::new(theme, &pack.fleet.theme, self.look.as_ref().map(|look| &look.engine))?;
        let look = Arc::new(Look { engine, key: keys.theme });
        self.look = Some(Arc::clone(&look));
        Ok(look)
    }

    /// Plans, renders and checks, the fleet's pages again without each establishment that turns out to be broken on the way.
    fn assemble(
        &mut self,
        work: &Work<'_>,
        broken: &mut BTreeSet<String>,
        problems: &mut Diagnostics,
        clock: &mut Clock<'_>,
    ) -> Option<Site> {
        let mut paper = paper(work, broken, clock);
        broken.extend(broken_by(&paper.problems));
        problems.extend(std::mem::take(&mut paper.problems));
        if fleet_is_broken(problems) {
            return None;
        }
        let Some(mut packs) = clock.time("make pages", || self.packs(work, broken, &paper)) else {
            clock.stopped = true;
            return None;
        };
        for pack in packs.values() {
            problems.extend(pack.folder.problems.clone());
        }
        let missing = work.desk.missing();
        if !missing.is_empty() {
            // A pack that stays would not ask for them again.
            self.packs.clear();
        }
        problems.extend(missing);
        loop {
            broken.extend(broken_by(problems));
            packs.retain(|id, _| !broken.contains(id.as_str()));
            if fleet_is_broken(problems) {
                return None;
            }
            let kept = Kept::new(work, broken);
            let cards = cards(&packs, &kept);
            let not_kept = packs.values().flat_map(|pack| pack.not_kept.iter().cloned()).collect();
            let fleet = clock.time("make the front page", || {
                Folder::new("", work.desk.fleet(&cards, &not_kept), work, Some(&self.fleet))
            });
            let Some(fleet) = fleet else {
                clock.stopped = true;
                return None;
            };
            let mut found = fleet.problems.clone();
            found.extend(work.desk.missing());
            let fleet = Arc::new(fleet);
            if fleet.is_whole {
                self.fleet = Arc::clone(&fleet);
            }
            if !found.has_errors() {
                found.extend(clock.time("check links", || check_links(&packs, &fleet, &kept)));
            }
            let fine = !found.has_errors();
            problems.extend(found);
            if fine {
                return Some(site(work, fleet, packs, kept, broken, &mut paper));
            }
        }
    }

    /// Finishes every pack that is asked for and not broken; `None` where whoever asked has given up.
    fn packs(&mut self, work: &Work<'_>, broken: &BTreeSet<String>, paper: &Paper) -> Option<Packs> {
        let wanted: Vec<(&Slug, &Arc<Establishment>)> =
            work.pack.establishments.iter().filter(|(id, _)| work.is_built(id, broken)).collect();
        let finished: Vec<Option<(Slug, Arc<FinishedPack>)>> = wanted
            .into_par_iter()
            .map(|(id, establishment)| {
                let key = work.keys.pack(id.as_str(), paper.notes.get(id.as_str()));
                let before = self.packs.get(id);
                if let Some(same) = before.filter(|before| before.key == key) {
                    return Some((id.clone(), Arc::clone(same)));
                }
                if !work.host.goes_on() {
                    return None;
                }
                let printed = paper.printed.get(id).map_or(&[][..], Vec::as_slice);
                let planned = work.desk.pack(establishment, printed);
                let before = before.map(|before| &**before);
                Some((id.clone(), Arc::new(FinishedPack::new(id.as_str(), key, planned, work, before)?)))
            })
            .collect();
        self.packs.retain(|id, _| work.pack.establishments.contains_key(id));
        self.packs.extend(finished.iter().flatten().filter(|(_, pack)| pack.folder.is_whole).cloned());
        finished.into_iter().collect()
    }
}

/// Tells what the links of all folders came to.
fn check_links(packs: &Packs, fleet: &Folder, kept: &Kept) -> Diagnostics {
    let made = packs.iter().map(|(id, pack)| (id.as_str(), &*pack.folder)).chain([("", fleet)]);
    let made: Vec<(&str, &Folder)> = made.collect();
    let files = made.iter().map(|(id, folder)| (*id, (&*folder.files, Some(&folder.anchors))));
    let stay = kept.files.iter().map(|(id, files)| (id.as_str(), (&**files, None)));
    let site = tree::Site::new(files.chain(stay));
    let found: Vec<Diagnostics> = made.par_iter().map(|(_, folder)| folder.links.all(&site)).collect();
    found.into_iter().flat_map(Diagnostics::into_vec).collect()
}

/// What the press came to.
#[derive(Default)]
struct Paper {
    /// The leaflets of each establishment, in the order of the list.
    printed: BTreeMap<Slug, Vec<OnPaper>>,
    /// What the next build is to know of each, by establishment and path.
    notes: BTreeMap<String, BTreeMap<String, PaperNote>>,
    /// What went wrong.
    problems: Diagnostics,
}

/// Prints the leaflets of every establishment that is built.
#[cfg(feature = "paper")]
fn paper(work: &Work<'_>, broken: &BTreeSet<String>, clock: &mut Clock<'_>) -> Paper {
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
fn paper(_: &Work<'_>, _: &BTreeSet<String>, _: &mut Clock<'_>) -> Paper {
    Paper::default()
}

/// Tells of establishments that have pages on the site and no folder any more: one slip of the hand must not take a prison
/// off the web.
fn gone(sources: &Sources, options: &Options, last: &LastSite) -> Diagnostics {
    let there: BTreeSet<&str> = sources.iter().filter_map(|(file, _)| file.establishment()).collect();
    let gone = last.cards.iter().filter(|(id, _)| !there.contains(id.as_str()) && !options.remove.contains(*id));
    let problem = |(id, card): (&String, &Card)| {
        Diagnostic::of_output(
            "establishment-gone",
            &card.home,
            format!("the folder establishments/{id} is gone, and {} has pages on the site", card.name),
        )
        .help(format!("put the folder back; or build with --remove {id} to take its pages off the site"))
    };
    gone.map(problem).collect()
}

/// Returns the problems of what all share and of the establishments that were asked for.
fn asked_for(problems: Diagnostics, options: &Options) -> Diagnostics {
    let Some(only) = &options.only else { return problems };
    let is_asked = |problem: &Diagnostic| problem.establishment().is_none_or(|id| only.contains(id));
    problems.into_vec().into_iter().filter(is_asked).collect()
}

/// Returns the establishments that have an error.
fn broken_by(problems: &Diagnostics) -> BTreeSet<String> {
    problems.errors().filter_map(Diagnostic::establishment).map(str::to_owned).collect()
}

/// Tells whether there is an error that is not one establishment's own.
fn fleet_is_broken(problems: &Diagnostics) -> bool {
    problems.errors().any(|problem| problem.establishment().is_none())
}

/// Times the stages and tells of each as it begins.
struct Clock<'a> {
    host: &'a dyn Host,
    stopped: bool,
    timings: Vec<(&'static str, Duration)>,
}

impl Clock<'_> {
    fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.host.stage(name);
        let start = Instant::now();
        let result = work();
        self.timings.push((name, start.elapsed()));
        result
    }
}

/// Counts the problems of a severity.
#[must_use]
pub fn count(problems: &Diagnostics, severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.severity == severity).count()
}
