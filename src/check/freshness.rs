//! Facts that were never checked, or not for too long; and bank holidays that run out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::date::CheckedOn;
use crate::model::establishment::{Establishment, PackState};
use crate::model::freshness::{Freshness, freshness};
use crate::model::walk::{every_fact, every_record, kind_of};
use crate::source::{FileId, Span};

/// The tables that a family relies on when it travels or fears for someone: in a live pack they must be fresh.
const RELIED_ON: [&str; 6] = ["contact", "hours", "session", "booking", "visits", "safety"];

/// Tells of each table of an establishment that holds facts which are due to be checked: once a table, at its oldest fact.
/// Not in a file with mistakes: one in a source or date would be told again at everything that rests on it.
pub(super) fn establishment(pack: &Pack, establishment: &Establishment, today: Date) -> Diagnostics {
    if establishment.spoilt {
        return Diagnostics::default();
    }
    let mut oldest: BTreeMap<&str, (Option<CheckedOn>, Span, usize)> = BTreeMap::new();
    let facts = every_fact(establishment);
    let facts = facts.iter().filter_map(|named| Some((named.part, named.fact.provenance()?, named.fact.at()?)));
    let records = every_record(establishment);
    let records = records.iter().map(|(part, known)| (*part, &known.provenance, &known.at));
    for (part, provenance, at) in facts.chain(records) {
        let since = match freshness(provenance, kind_of(part), &pack.fleet.review, today) {
            Freshness::Fresh(_) => continue,
            Freshness::Stale(checked) => Some(checked),
            Freshness::Never => None,
        };
        let entry = oldest.entry(part).or_insert_with(|| (since, at.clone(), 0));
        entry.2 += 1;
        if since < entry.0 {
            (entry.0, entry.1) = (since, at.clone());
        }
    }
    let owner = establishment.owner.as_deref().unwrap_or("nobody named");
    let live = establishment.state == PackState::Live;
    let problem = |(part, (since, at, number)): (&str, (Option<CheckedOn>, Span, usize))| {
        let facts = if number == 1 { "1 fact".to_owned() } else { format!("{number} facts") };
        let message = match since {
            Some(date) => format!("{facts} in `{part}` to be checked again: not checked since {date}"),
            None => format!("{facts} in `{part}` to be checked: never checked so far"),
        };
        let code = if since.is_some() { "fact-overdue" } else { "fact-never-checked" };
        let severe = live && RELIED_ON.contains(&part);
        let problem =
            if severe { Diagnostic::error(code, at, message) } else { Diagnostic::warning(code, at, message) };
        problem.help(format!("ask the prison, then write checked = {today} ({owner})"))
    };
    let mut problems: Diagnostics = oldest.into_iter().map(problem).collect();
    problems.extend(in_the_future(establishment, today));
    problems
}

/// Tells of facts that were checked on a day that has not come yet.
fn in_the_future(establishment: &Establishment, today: Date) -> Diagnostics {
    let facts = every_fact(establishment);
    let facts = facts.iter().filter_map(|named| Some((named.fact.provenance()?, named.fact.at()?)));
    let records = every_record(establishment);
    let records = records.iter().map(|(_, known)| (&known.provenance, &known.at));
    let mut told = BTreeSet::new();
    let mut problems = Diagnostics::default();
    for (provenance, at) in facts.chain(records) {
        let Some(checked) = provenance.checked.filter(|checked| checked.earliest() > today) else { continue };
        if told.insert(checked) {
            problems.push(
                Diagnostic::error(
                    "checked-in-future",
                    at.clone(),
                    format!("this is said to be checked on {checked}, and that day has not come yet"),
                )
                .help("write the day on which you asked in checked ="),
            );
        }
    }
    problems
}

/// Warns when the bank holidays run out within six months, or are not there.
pub(super) fn holidays(pack: &Pack, today: Date) -> Diagnostics {
    let at = Span::whole(&FileId::new("content/bank-holidays.toml"));
    let problem = match &pack.holidays {
        // A list that cannot be read is told, and is there.
        None if pack.spoilt.contains(&at.file) => return Diagnostics::default(),
        None => Diagnostic::error("holidays-missing", at, "there is no list of bank holidays")
            .help("add content/bank-holidays.toml: without it no page can say what is different on a bank holiday"),
        Some(table) if table.until < today.saturating_add(6.months()) => {
            Diagnostic::warning("holidays-end", at, format!("the list of bank holidays ends on {}", table.until))
                .help("add the next year from https://www.gov.uk/bank-holidays, and set until and checked")
        }
        Some(_) => return Diagnostics::default(),
    };
    std::iter::once(problem).collect()
}
