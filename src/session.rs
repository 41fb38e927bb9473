//! Runs the stages in order, and decides what a broken establishment means for the others.
//!
//! In: [`Sources`], [`Options`] and what is known of the last good site. Out: [`Outcome`]: the finished site in memory, which
//! folders of the last one stay, and every problem. Never touches the disk: whoever calls reads before and writes after.

#[cfg(feature = "paper")]
mod paper;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::Pack;
use crate::model::link::Link;
use crate::model::slug::Slug;
use crate::options::Options;
use crate::output::{Bytes, OutputPath, Tree};
use crate::parse;
use crate::plan::{self, NextChange, OnPaper};
use crate::render::{self, Engine};
use crate::source::{Sources, ThemeFiles};
use crate::view::{Card, PaperNote};

/// What is known of the last good site.
#[derive(Clone, Debug, Default)]
pub struct LastSite {
    /// The cards of its establishments, by id.
    pub cards: BTreeMap<String, Card>,
    /// Its files.
    pub files: BTreeSet<OutputPath>,
}

/// What whoever asks for a build does for it while it runs.
pub trait Host: Sync {
    /// A stage begins.
    fn stage(&self, name: &'static str);
    /// So many of all leaflets are printed.
    fn printed(&self, done: usize, all: usize);
    /// Returns a file of the last good site, unless somebody changed it since.
    fn last_file(&self, path: &OutputPath) -> Option<Bytes>;
}

/// What a build came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The finished site; `None` where something shared by the whole fleet is wrong, so that nothing may change.
    pub site: Option<Site>,
    /// Everything that is wrong, in order.
    pub problems: Diagnostics,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// A finished site.
#[derive(Debug)]
pub struct Site {
    /// The files to write.
    pub tree: Tree,
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
    /// The ids of the establishments that were built.
    pub built: BTreeSet<String>,
    /// The ids of the establishments that have an error.
    pub broken: BTreeSet<String>,
}

/// Builds the site in memory.
///
/// A problem in an establishment's own folder breaks that establishment: its last good version stays, and the others go out.
/// A problem anywhere else breaks the fleet: nothing goes out.
pub fn build(sources: &Sources, options: &Options, last: &LastSite, host: &dyn Host) -> Outcome {
    let mut clock = Clock { host, timings: Vec::new() };
    let (pack, theme, mut problems) = clock.time("parse", || parse::workspace(sources));
    problems.extend(clock.time("check facts", || check::pack(&pack, options)));
    problems.extend(gone(sources, options, last));
    let mut broken = broken_by(&problems);
    let engine = Engine::new(&theme, &pack.fleet.theme);
    let site = match engine {
        _ if fleet_is_broken(&problems) => None,
        Ok(engine) => {
            let work = Work { pack: &pack, theme: &theme, engine: &engine, options, last };
            assemble(&work, &mut broken, &mut problems, &mut clock)
        }
        Err(found) => {
            problems.extend(found);
            None
        }
    };
    if let Some(only) = &options.only {
        problems = problems
            .iter()
            .filter(|problem| problem.establishment().is_none_or(|id| only.contains(id)))
            .cloned()
            .collect();
    }
    problems.sort();
    Outcome { site, problems, timings: clock.timings }
}

/// What does not change while a site is put together.
struct Work<'a> {
    pack: &'a Pack,
    theme: &'a ThemeFiles,
    engine: &'a Engine,
    options: &'a Options,
    last: &'a LastSite,
}

/// Plans, renders and checks, again without each establishment that turns out to be broken on the way.
fn assemble(
    work: &Work<'_>,
    broken: &mut BTreeSet<String>,
    problems: &mut Diagnostics,
    clock: &mut Clock<'_>,
) -> Option<Site> {
    let Work { pack, theme, engine, options, last } = work;
    let mut paper = paper(work, broken, clock);
    broken.extend(broken_by(&paper.problems));
    problems.extend(std::mem::take(&mut paper.problems));
    if fleet_is_broken(problems) {
        return None;
    }
    let base_url = options.base_url.as_deref().or(pack.fleet.base_url.as_ref().map(Link::as_str)).unwrap_or_default();
    loop {
        let keep = kept(pack, options, last, broken);
        let kept_cards: BTreeMap<String, Card> = last
            .cards
            .iter()
            .filter(|(id, _)| keep.contains(*id))
            .map(|(id, card)| (id.clone(), card.clone()))
            .collect();
        let kept_files: BTreeSet<OutputPath> = last
            .files
            .iter()
            .filter(|path| path.folder().is_some_and(|folder| keep.contains(folder)))
            .cloned()
            .collect();
        let planned = clock.time("plan", || plan::site(pack, theme, options, broken, &kept_cards, &paper.printed));
        if fleet_is_broken(&planned.problems) {
            problems.extend(planned.problems);
            return None;
        }
        let (tree, unrendered) = clock.time("render", || render::site(engine, &planned.plan));
        let mut found = planned.problems;
        found.extend(unrendered);
        if !found.has_errors() {
            found.extend(clock.time("check pages", || check::tree(&tree, &kept_files, base_url)));
        }
        problems.extend(found.clone());
        if fleet_is_broken(&found) {
            return None;
        }
        let newly_broken: Vec<String> = broken_by(&found).into_iter().filter(|id| !broken.contains(id)).collect();
        if newly_broken.is_empty() {
            let built: BTreeSet<String> = planned.cards.keys().cloned().collect();
            let mut made = planned.cards;
            for (id, card) in &mut made {
                card.printed = paper.notes.remove(id).unwrap_or_default();
            }
            let cards = kept_cards.into_iter().chain(made).collect();
            let asked = |id: &&String| options.only.as_ref().is_none_or(|only| only.contains(*id));
            let broken = broken.iter().filter(asked).cloned().collect();
            let next_changes = planned.next_changes;
            let of_built = paper.printed.iter().filter(|(id, _)| built.contains(id.as_str()));
            let (mut printed, mut unchanged) = (0, 0);
            for one in of_built.flat_map(|(_, all)| all) {
                *(if one.is_unchanged { &mut unchanged } else { &mut printed }) += 1;
            }
            return Some(Site { tree, keep, cards, next_changes, printed, unchanged, built, broken });
        }
        broken.extend(newly_broken);
    }
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
    let is_built = |id: &&Slug| {
        !broken.contains(id.as_str()) && options.only.as_ref().is_none_or(|only| only.contains(id.as_str()))
    };
    let wanted: Vec<&Slug> = pack.establishments.keys().filter(is_built).collect();
    let host = clock.host;
    clock.time("print", || paper::print(work, &wanted, host))
}

/// Without the engine there are no leaflets.
#[cfg(not(feature = "paper"))]
fn paper(_: &Work<'_>, _: &BTreeSet<String>, _: &mut Clock<'_>) -> Paper {
    Paper::default()
}

/// Returns the folders of the last good site that stay: those of broken establishments, and of those that were not asked for.
fn kept(pack: &Pack, options: &Options, last: &LastSite, broken: &BTreeSet<String>) -> BTreeSet<String> {
    let not_asked = |id: &String| {
        options.only.as_ref().is_some_and(|only| !only.contains(id))
            && pack.establishments.keys().any(|known| known.as_str() == id)
    };
    last.cards.keys().filter(|id| broken.contains(*id) || not_asked(id)).cloned().collect()
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

/// Which leaflet somebody asks for.
#[cfg(feature = "paper")]
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The establishment's id; `None` asks for every establishment's.
    pub establishment: Option<&'a str>,
    /// The leaflet's name, as [`plan::leaflet_names`] lists it.
    pub leaflet: &'a str,
    /// In large print.
    pub large: bool,
    /// In discreet form.
    pub discreet: bool,
}

/// What became of a leaflet that was asked for.
#[cfg(feature = "paper")]
pub struct Made {
    /// All that was read, to say what could have been asked for.
    pub pack: Pack,
    /// The copies that were printed, by establishment.
    pub printed: Vec<OnPaper>,
    /// Why there is none at all, where that is not a problem of the content.
    pub refused: Option<plan::NoCopy>,
    /// What is wrong with the establishments asked for, or with what all share.
    pub problems: Diagnostics,
}

/// Prints one leaflet, from facts that have been checked as for a build; for every establishment, those without mistakes get it.
#[cfg(feature = "paper")]
pub fn leaflet(sources: &Sources, options: &Options, asked: &Asked<'_>, host: &dyn Host) -> Made {
    host.stage("read facts");
    let (pack, theme, mut problems) = parse::workspace(sources);
    problems.extend(check::pack(&pack, options));
    let is_asked = |id: &str| asked.establishment.is_none_or(|asked| asked == id);
    let mut problems: Diagnostics =
        problems.iter().filter(|problem| problem.establishment().is_none_or(is_asked)).cloned().collect();
    let broken = broken_by(&problems);
    let mut made = (Vec::new(), None);
    if !fleet_is_broken(&problems) {
        let wanted: Vec<_> = pack.establishments.values().filter(|one| is_asked(one.id.as_str())).collect();
        let whole: Vec<_> = wanted.iter().copied().filter(|one| !broken.contains(one.id.as_str())).collect();
        if wanted.is_empty() {
            made.1 = Some(plan::NoCopy::NoEstablishment);
        } else {
            let (printed, refused, found) = paper::named(&pack, &theme, options, asked, &whole, host);
            made = (printed, refused);
            problems.extend(found);
        }
    }
    problems.sort();
    Made { pack, printed: made.0, refused: made.1, problems }
}
