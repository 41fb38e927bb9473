//! Tables in which facts are due to be checked: each is told once, at its oldest fact.

use std::collections::BTreeMap;

use super::One;
use crate::diagnostic::Diagnostic;
use crate::model::date::CheckedOn;
use crate::model::establishment::PackState;
use crate::model::fact::Provenance;
use crate::model::freshness::{Freshness, freshness};
use crate::model::walk::kind_of;
use crate::source::Span;

/// The tables that a family relies on when it travels or fears for someone: in a live pack they must be fresh.
const RELIED_ON: [&str; 6] = ["contact", "hours", "session", "booking", "visits", "safety"];

/// A table with facts that are due.
pub(super) struct Unchecked {
    part: &'static str,
    /// When its oldest fact was checked; `None` is never.
    pub(super) since: Option<CheckedOn>,
    /// Where that fact stands.
    at: Span,
    number: usize,
}

impl One<'_> {
    /// Returns every fact and table that can say where it comes from, with the name of its table.
    pub(super) fn provenances(&self) -> impl Iterator<Item = (&'static str, &Provenance, &Span)> {
        let facts = self.facts.iter();
        let facts = facts.filter_map(|named| Some((named.part, &**named.fact.provenance()?, named.fact.at()?)));
        facts.chain(self.records.iter().map(|(part, known)| (*part, &*known.provenance, &known.at)))
    }

    /// Returns the tables that are due. None of a file with mistakes: one in a source or date would be told again at everything that
    /// rests on it.
    pub(super) fn unchecked(&self) -> &[Unchecked] {
        self.unchecked.get_or_init(|| self.look_for_unchecked())
    }

    fn look_for_unchecked(&self) -> Vec<Unchecked> {
        let mut tables: BTreeMap<&str, Unchecked> = BTreeMap::new();
        for (part, provenance, at) in self.provenances().filter(|_| !self.of.spoilt) {
            let since = match freshness(provenance, kind_of(part), &self.pack.fleet.review, self.today) {
                Freshness::Fresh(_) => continue,
                Freshness::Stale(checked) => Some(checked),
                Freshness::Never => None,
            };
            let table = tables.entry(part).or_insert_with(|| Unchecked { part, since, at: at.clone(), number: 0 });
            table.number += 1;
            if since < table.since {
                (table.since, table.at) = (since, at.clone());
            }
        }
        tables.into_values().collect()
    }

    /// Tells of such a table: an error where a family relies on it in a live pack. `how` says what is to be done, and since when.
    pub(super) fn to_check(&self, code: &'static str, table: &Unchecked, how: &str) -> Diagnostic {
        let facts = if table.number == 1 { "1 fact".to_owned() } else { format!("{} facts", table.number) };
        let message = format!("{facts} in `{}` to be checked{how}", table.part);
        let is_severe = self.of.state == PackState::Live && RELIED_ON.contains(&table.part);
        let make = if is_severe { Diagnostic::error } else { Diagnostic::warning };
        let owner = self.of.owner.as_deref().unwrap_or("nobody named");
        make(code, table.at.clone(), message)
            .help(format!("ask the prison, then write checked = {} ({owner})", self.today))
    }
}
