//! What a build came to so far: the packs that are finished or stay as they are, and what was told.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::clock::Clock;
use super::folder::FinishedPack;
use super::keys::Keys;
use super::problems::broken_by;
use super::record::Record;
use super::site::Packs;
use super::{Host, LastSite};
use crate::check::{Gathered, Places};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::slug::Slug;
use crate::options::Options;
use crate::source::Sources;
use crate::view::{Card, PaperNote};

/// What a build came to so far.
pub(super) struct Round<'a> {
    pub sources: &'a Sources,
    pub options: &'a Options,
    pub last: &'a LastSite,
    pub host: &'a dyn Host,
    pub keys: Keys,
    pub clock: Clock<'a>,
    pub problems: Diagnostics,
    /// The establishments that have an error.
    pub broken: BTreeSet<String>,
    pub packs: Packs,
    /// What is remembered of the packs that stay as they are.
    pub same: BTreeMap<String, Record>,
    /// The ids of the opening hours of each establishment that was read, and its own pages.
    has: BTreeMap<String, (BTreeSet<String>, Places)>,
    pub gathered: Gathered,
    /// What was printed, by establishment and path.
    pub notes: BTreeMap<String, BTreeMap<String, PaperNote>>,
    /// How many leaflets of each establishment were printed, and how many stay as they were.
    pub printed: BTreeMap<String, (usize, usize)>,
}

impl<'a> Round<'a> {
    /// Begins a build.
    pub(super) fn new(
        keys: Keys,
        sources: &'a Sources,
        options: &'a Options,
        last: &'a LastSite,
        host: &'a dyn Host,
    ) -> Self {
        Self {
            sources,
            options,
            last,
            host,
            keys,
            clock: Clock { host, timings: Vec::new(), stopped: false },
            problems: Diagnostics::default(),
            broken: BTreeSet::new(),
            packs: Packs::new(),
            same: BTreeMap::new(),
            has: BTreeMap::new(),
            gathered: Gathered::default(),
            notes: BTreeMap::new(),
            printed: BTreeMap::new(),
        }
    }

    /// Finds out which packs stay as they are: nothing that they rest on has changed, and their files are still there.
    pub(super) fn stay(&mut self, ids: &BTreeSet<&str>) {
        let asked = |id: &&String| self.options.only.as_ref().is_none_or(|only| only.contains(*id));
        let known: Vec<(&String, &Record)> = self.last.records.iter().collect();
        let same = known.into_par_iter().filter(|(id, record)| {
            ids.contains(id.as_str())
                && asked(id)
                && self.keys.facts(id).to_hex().as_str() == record.key
                && self.host.still_holds(id, &record.files)
        });
        self.same = same.map(|(id, record)| (id.clone(), record.clone())).collect();
        for record in self.same.values() {
            self.gathered.add_remembered(&record.hours, &record.places);
        }
    }

    /// Notes what a part says. What all share is told once.
    pub(super) fn read(&mut self, pack: &Pack, problems: Diagnostics, is_first: bool) {
        let is_new = |problem: &Diagnostic| is_first || problem.establishment().is_some();
        self.tell(problems.into_vec().into_iter().filter(is_new).collect());
        self.gathered.add(pack);
        for (id, establishment) in &pack.establishments {
            let hours = establishment.hours.keys().map(ToString::to_string).collect();
            self.has.insert(id.to_string(), (hours, Places::of(&establishment.pages)));
        }
    }

    /// Keeps problems, and whose they are.
    pub(super) fn tell(&mut self, problems: Diagnostics) {
        self.broken.extend(broken_by(&problems));
        self.problems.extend(problems);
    }

    /// Returns the establishments that have an error and were asked for.
    pub(super) fn broken_of_asked(&self) -> BTreeSet<String> {
        let asked = |id: &&String| self.options.only.as_ref().is_none_or(|only| only.contains(*id));
        self.broken.iter().filter(asked).cloned().collect()
    }

    /// Returns the card of a finished pack, with what was printed for it.
    pub(super) fn card(&self, id: &str, pack: &FinishedPack) -> Card {
        Card { printed: self.notes.get(id).cloned().unwrap_or_default(), ..pack.card.clone() }
    }

    /// Returns what to remember of the packs that have no error.
    pub(super) fn records(&self) -> BTreeMap<String, Record> {
        let there: BTreeSet<&str> = self.sources.iter().filter_map(|(file, _)| file.establishment()).collect();
        let made: BTreeSet<&str> = self.packs.keys().map(Slug::as_str).collect();
        let stays = |id: &str| there.contains(id) && !made.contains(id);
        let known = self.last.records.iter().filter(|(id, _)| stays(id));
        let mut records: BTreeMap<String, Record> = known.map(|(id, one)| (id.clone(), one.clone())).collect();
        if !self.host.builds_again() {
            let mut own: BTreeMap<&str, Diagnostics> = BTreeMap::new();
            for problem in &self.problems {
                if let Some(id) = problem.establishment() {
                    own.entry(id).or_default().push(problem.clone());
                }
            }
            for (id, pack) in self.packs.iter().filter(|(id, _)| !self.broken.contains(id.as_str())) {
                let has = self.has.get(id.as_str()).cloned().unwrap_or_default();
                let key = self.keys.facts(id.as_str()).to_hex().to_string();
                let card = self.card(id.as_str(), pack);
                let problems = own.remove(id.as_str()).unwrap_or_default();
                records.insert(id.to_string(), Record::of(pack, card, key, has, problems));
            }
        }
        records
    }
}
