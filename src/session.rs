//! Runs the stages in order, and decides what a broken establishment means for the others.
//!
//! In: [`Sources`], [`Options`] and what is known of the last good site. Out: [`Outcome`]: the finished site in memory, which
//! folders of the last one stay, and every problem. Never touches the disk: whoever calls reads before and writes after.

mod checked;
mod clock;
mod folder;
mod keys;
mod make;
#[cfg(feature = "paper")]
mod one;
#[cfg(feature = "paper")]
mod paper;
mod printed;
mod problems;
mod record;
mod round;
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use blake3::Hash;

pub use self::checked::Checked;
pub use self::folder::Folder;
use self::folder::{FinishedPack, Look};
use self::keys::Hashes;
#[cfg(feature = "paper")]
pub use self::one::{Asked, Counter, Made, leaflet};
#[cfg(feature = "paper")]
use self::problems::{broken_by, fleet_is_broken};
pub use self::record::Record;
use crate::check;
use crate::diagnostic::{Diagnostics, Severity};
use crate::model::slug::Slug;
use crate::options::Options;
use crate::output::{Bytes, OutputPath, Tree};
use crate::parse;
use crate::plan::NextChange;
use crate::source::Sources;
use crate::view::Card;

/// What is known of the last good site.
#[derive(Clone, Debug, Default)]
pub struct LastSite {
    /// The cards of its establishments, by id.
    pub cards: BTreeMap<String, Card>,
    /// Its files, by folder; the site's own have none.
    pub files: BTreeMap<String, Arc<BTreeSet<OutputPath>>>,
    /// What is remembered of its packs, by id.
    pub records: BTreeMap<String, Record>,
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
    /// Tells whether the files are only checked, and nobody will have them: those in which nothing can be wrong are left empty.
    fn only_checks(&self) -> bool {
        false
    }
    /// Takes the files of a finished pack, where nothing is built again: they are not held in memory any longer, and nothing else of
    /// the pack is but what the fleet's pages need. Returns a hash of them. Called from several threads.
    fn take(&self, _: &Tree) -> String {
        String::new()
    }
    /// Tells whether the files of a pack of the last good site are there and have that hash.
    fn still_holds(&self, _: &str, _: &str) -> bool {
        false
    }
    /// Tells whether all establishments go through at once: somebody wants to look at all of them afterwards.
    fn all_at_once(&self) -> bool {
        self.builds_again()
    }
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

/// Nobody watches, and everything stays in memory.
#[derive(Clone, Copy, Debug)]
pub struct Quiet;

impl Host for Quiet {
    fn stage(&self, _: &'static str) {}

    fn printed(&self, _: usize, _: usize) {}

    fn last_file(&self, _: &OutputPath) -> Option<Bytes> {
        None
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
    /// What to remember of the packs that have no error, by establishment.
    pub records: BTreeMap<String, Record>,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// A finished site.
#[derive(Debug)]
pub struct Site {
    /// What was made: the packs by their id, and the fleet's own files under no name.
    pub folders: BTreeMap<String, Arc<Folder>>,
    /// Folders of the last good site that stay as they are, though they may be old.
    pub keep: BTreeSet<String>,
    /// Packs of the last good site that stay because nothing that they rest on has changed.
    pub same: BTreeSet<String>,
    /// How many pages those have.
    pub pages_of_same: usize,
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
    /// The ids of the establishments whose packs are as they should be now: those that were made, and the same.
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
        self.folders.values().map(|folder| folder.n_pages).sum::<usize>() + self.pages_of_same
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
}

/// Counts the problems of a severity.
#[must_use]
pub fn count(problems: &Diagnostics, severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.severity == severity).count()
}
