//! One build: from the sources to the finished site.
//!
//! Where nothing is built again, the establishments of a large fleet go through in parts: what was read of one part is forgotten before
//! the next, and what was made of it is taken by the host. So the memory that a build needs hardly depends on how many there are. Packs of which the
//! host has a [`Record`](super::Record) that still holds are not even read.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use blake3::Hash;
use rayon::prelude::*;

use super::folder::{FinishedPack, Folder, Look};
use super::keys::Keys;
use super::printed::{Paper, paper};
use super::problems::{asked_for, fleet_is_broken, gone};
use super::round::Round;
use super::site::{Kept, Packs, Work, cards, site};
use super::{Host, LastSite, Outcome, Session, Site};
use crate::check::{self, tree};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::slug::Slug;
use crate::options::Options;
use crate::parse;
use crate::plan::Desk;
use crate::render::Engine;
use crate::source::{Sources, ThemeFiles};

/// How many establishments go through at once, where nothing is built again: more share hardly more, and take more memory.
const PART: usize = 128;

impl Session {
    /// Makes everything, and tells what is wrong before exceptions are allowed.
    pub(super) fn make(&mut self, sources: &Sources, options: &Options, last: &LastSite, host: &dyn Host) -> Outcome {
        let ids: BTreeSet<&str> = sources.iter().filter_map(|(file, _)| file.establishment()).collect();
        let mut round = Round::new(Keys::new(sources, options, &mut self.hashes), sources, options, last, host);
        round.tell(gone(sources, options, last));
        round.stay(&ids);
        let others: Vec<&str> = ids.into_iter().filter(|id| !round.same.contains_key(*id)).collect();
        let at_once = if host.all_at_once() { others.len() } else { PART };
        let mut all_parts: Vec<&[&str]> = others.chunks(at_once.max(1)).collect();
        if all_parts.is_empty() {
            all_parts.push(&[]);
        }
        let mut site = None;
        for (number, part) in all_parts.iter().enumerate() {
            site = self.part(part, number == 0, number + 1 == all_parts.len(), &mut round);
            if round.clock.stopped {
                break;
            }
        }
        let records = round.records();
        let Round { problems, clock, same, .. } = round;
        let mut problems = asked_for(problems, options);
        for record in same.into_values() {
            problems.extend(record.problems);
        }
        Outcome { site, problems, stopped: clock.stopped, records, timings: clock.timings }
    }

    /// Takes a part of the establishments through; after the last, puts the site together.
    fn part(&mut self, ids: &[&str], is_first: bool, is_last: bool, round: &mut Round<'_>) -> Option<Site> {
        let is_whole = is_first && is_last && round.same.is_empty();
        let sources =
            if is_whole { Cow::Borrowed(round.sources) } else { Cow::Owned(round.sources.of(|id| ids.contains(&id))) };
        let (pack, theme, mut problems) = round.clock.time("parse", || parse::workspace(&sources, &mut self.read));
        if !round.host.goes_on() {
            round.clock.stopped = true;
            return None;
        }
        if !round.host.all_at_once() {
            // What was read stands in the pack; nobody will ask for it again but for what all share.
            self.read.forget_establishments();
        }
        let facts = round.clock.time("check facts", || self.check_facts(&pack, round.options, &round.keys));
        problems.extend(facts);
        round.read(&pack, problems, is_first);
        let key = round.keys.look(&theme);
        let look = round.clock.time("read theme", || self.look(&theme, &pack, key));
        let (desk, found) = round.clock.time("read words", || Desk::new(&pack, &theme, round.options));
        let desk = desk.noting_shown(round.host.builds_again());
        if is_first && !fleet_is_broken(&round.problems) {
            round.problems.extend(found);
        }
        if is_last {
            let missing = round.gathered.missing(&pack);
            // Parts that were made before may have met the same and said less of it.
            let is_told = |problem: &Diagnostic| {
                missing.iter().any(|other| other.code == problem.code && other.span() == problem.span())
            };
            let told = std::mem::take(&mut round.problems);
            round.problems = told.into_vec().into_iter().filter(|problem| !is_told(problem)).collect();
            round.tell(missing);
        }
        if fleet_is_broken(&round.problems) {
            return None;
        }
        let look = match look {
            Ok(look) => look,
            Err(found) => {
                round.problems.extend(found);
                return None;
            }
        };
        let (options, last, host) = (round.options, round.last, round.host);
        let work = Work { pack: &pack, theme: &theme, desk: &desk, look: &look, options, last, host };
        self.finish(&work, round)?;
        look.engine.forget_shared();
        if is_last { self.assemble(&work, round) } else { None }
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
    fn look(&mut self, theme: &ThemeFiles, pack: &Pack, key: Hash) -> Result<Arc<Look>, Diagnostics> {
        if let Some(look) = self.look.as_ref().filter(|look| look.key == key) {
            return Ok(Arc::clone(look));
        }
        let engine = Engine::new(theme, &pack.fleet.theme, self.look.as_ref().map(|look| &look.engine))?;
        let look = Arc::new(Look { engine, key });
        self.look = Some(Arc::clone(&look));
        Ok(look)
    }

    /// Prints, plans, renders and checks the packs of a part; `None` where the fleet is broken or whoever asked has given up.
    fn finish(&mut self, work: &Work<'_>, round: &mut Round<'_>) -> Option<()> {
        let mut paper = paper(work, &round.broken, &mut round.clock);
        round.tell(std::mem::take(&mut paper.problems));
        if fleet_is_broken(&round.problems) {
            return None;
        }
        let keys = &round.keys;
        let broken = &round.broken;
        let Some(packs) = round.clock.time("make pages", || self.packs(work, broken, &paper, keys)) else {
            round.clock.stopped = true;
            return None;
        };
        for (id, printed) in &paper.printed {
            let unchanged = printed.iter().filter(|one| one.is_unchanged).count();
            round.printed.insert(id.to_string(), (printed.len() - unchanged, unchanged));
        }
        round.notes.extend(paper.notes);
        for pack in packs.values() {
            round.tell(pack.folder.problems.clone());
        }
        round.packs.extend(packs);
        let missing = work.desk.missing();
        if !missing.is_empty() {
            // A pack that stays would not ask for them again.
            self.packs.clear();
        }
        round.tell(missing);
        Some(())
    }

    /// Puts the site together, the fleet's pages again without each establishment that turns out to be broken on the way.
    fn assemble(&mut self, work: &Work<'_>, round: &mut Round<'_>) -> Option<Site> {
        loop {
            let broken = &round.broken;
            round.packs.retain(|id, _| !broken.contains(id.as_str()));
            if fleet_is_broken(&round.problems) {
                return None;
            }
            let kept = Kept::new(round, broken);
            let cards = cards(&round.packs, &kept);
            let not_kept = round.packs.values().map(|pack| &pack.not_kept);
            let not_kept = not_kept.chain(round.same.values().map(|record| &record.not_kept)).flatten().cloned();
            let not_kept = not_kept.collect();
            let fleet = round.clock.time("make the front page", || {
                Folder::new("", work.desk.fleet(&cards, &not_kept), work, Some(&self.fleet))
            });
            let Some(fleet) = fleet else {
                round.clock.stopped = true;
                return None;
            };
            let mut found = fleet.problems.clone();
            found.extend(work.desk.missing());
            let fleet = Arc::new(fleet);
            if fleet.is_whole {
                self.fleet = Arc::clone(&fleet);
            }
            if !found.has_errors() {
                found.extend(round.clock.time("check links", || check_links(&round.packs, &fleet, &kept)));
            }
            let fine = !found.has_errors();
            round.tell(found);
            if fine {
                return Some(site(work, fleet, kept, round));
            }
        }
    }

    /// Finishes every pack that is asked for and not broken; `None` where whoever asked has given up.
    fn packs(&mut self, work: &Work<'_>, broken: &BTreeSet<String>, paper: &Paper, keys: &Keys) -> Option<Packs> {
        let wanted: Vec<(&Slug, &Arc<Establishment>)> =
            work.pack.establishments.iter().filter(|(id, _)| work.is_built(id, broken)).collect();
        let finished: Vec<Option<(Slug, Arc<FinishedPack>)>> = wanted
            .into_par_iter()
            .map(|(id, establishment)| {
                let key = keys.pack(id.as_str(), paper.notes.get(id.as_str()));
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
