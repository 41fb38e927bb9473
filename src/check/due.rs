//! What is to be checked, with whom, and by when.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::Pack;
use crate::model::date::CheckedOn;
use crate::model::directory::State;
use crate::model::establishment::Establishment;
use crate::model::fact::Provenance;
use crate::model::freshness::{Kind, due as due_on};
use crate::model::link::Link;
use crate::model::slug::Slug;
use crate::model::walk::{every_fact, every_record, kind_of};
use crate::source::Span;

/// Facts of one source that are to be checked: one call, or one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The establishment and its name; `None` is what all share.
    pub establishment: Option<(Slug, String)>,
    /// Who looks after its file.
    pub owner: Option<String>,
    /// Whom or what to ask, in words.
    pub ask: String,
    /// Where it can be read, where there is such a place.
    pub web: Option<Link>,
    /// The tables that the facts stand in.
    pub parts: BTreeSet<&'static str>,
    /// How many facts.
    pub facts: usize,
    /// When the one that was checked longest ago was checked; `None` is never.
    pub since: Option<CheckedOn>,
    /// The last day on which all of them are fresh; `None` where one was never checked.
    pub by: Option<Date>,
    /// Where the first of them is written.
    pub at: Span,
}

/// Returns what is due on a day, the longest overdue first; of each establishment, or of some with what all share.
#[must_use]
pub fn due(pack: &Pack, by: Date, only: Option<&BTreeSet<String>>) -> Vec<Due> {
    let is_wanted = |id: &Slug| only.is_none_or(|only| only.contains(id.as_str()));
    let mut all: Vec<Due> = pack
        .establishments
        .values()
        .filter(|establishment| is_wanted(&establishment.id))
        .flat_map(|establishment| of_establishment(pack, establishment, by))
        .chain(of_directory(pack, by))
        .collect();
    all.sort_by(|one, other| {
        let key = |due: &Due| (due.by, due.establishment.clone(), due.at.start);
        key(one).cmp(&key(other))
    });
    all
}

fn of_establishment(pack: &Pack, establishment: &Establishment, by: Date) -> Vec<Due> {
    let facts = every_fact(establishment);
    let facts = facts.iter().filter_map(|named| Some((named.part, named.fact.provenance()?, named.fact.at()?)));
    let records = every_record(establishment);
    let records = records.iter().map(|(part, known)| (*part, &known.provenance, &known.at));
    let mut by_source: BTreeMap<Option<&Slug>, Due> = BTreeMap::new();
    for (part, provenance, at) in facts.chain(records) {
        let last = due_on(provenance, kind_of(part), &pack.fleet.review);
        if last.is_some_and(|last| last > by) {
            continue;
        }
        let source = provenance.source.as_ref();
        let record = source.and_then(|source| establishment.sources.get(source));
        let entry = by_source.entry(source).or_insert_with(|| Due {
            establishment: Some((establishment.id.clone(), establishment.identity.full_name())),
            owner: establishment.owner.clone(),
            ask: record.map_or_else(|| "the prison (no source is named)".to_owned(), |record| record.title.clone()),
            web: record.and_then(|record| record.web.clone()),
            parts: BTreeSet::new(),
            facts: 0,
            since: provenance.checked,
            by: last,
            at: at.clone(),
        });
        entry.parts.insert(part);
        entry.facts += 1;
        entry.since = entry.since.min(provenance.checked);
        entry.by = entry.by.min(last);
        if at.start < entry.at.start {
            entry.at = at.clone();
        }
    }
    by_source.into_values().collect()
}

fn of_directory(pack: &Pack, by: Date) -> Vec<Due> {
    let entries = pack.directory.entries.iter().filter(|entry| !matches!(entry.state, State::Closed | State::Merged));
    let one = |entry: &crate::model::directory::Entry| {
        let provenance: &Provenance = &entry.known.provenance;
        let last = due_on(provenance, Kind::Contacts, &pack.fleet.review);
        (last.is_none_or(|last| last <= by)).then(|| Due {
            establishment: None,
            owner: None,
            ask: entry.name.clone(),
            web: entry.web.known().cloned(),
            parts: BTreeSet::from(["directory"]),
            facts: 1,
            since: provenance.checked,
            by: last,
            at: entry.known.at.clone(),
        })
    };
    entries.filter_map(one).collect()
}
