//! Sources that disagree: both are kept, and a person must find out which is right.

use jiff::civil::Date;

use super::One;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::fact::{Fact, Known};

/// Tells of every fact of an establishment on which sources disagree.
pub(super) fn of_establishment(one: &One<'_>) -> Diagnostics {
    one.facts.iter().filter_map(|named| conflict(&named.fact)).collect()
}

/// Tells of every number of the directory on which sources disagree.
pub(super) fn of_directory(pack: &Pack, _: Date) -> Diagnostics {
    let lines = pack.directory.entries.iter().flat_map(|entry| &entry.phones);
    lines.filter_map(|line| conflict(&line.number)).collect()
}

fn conflict<T: PartialEq>(fact: &Fact<T>) -> Option<Diagnostic> {
    let Fact::Known { main, others } = fact else { return None };
    let others: Vec<&Known<T>> = others.iter().filter(|other| other.value != main.value).collect();
    if others.is_empty() {
        return None;
    }
    let names: Vec<String> = std::iter::once(main).chain(others.iter().copied()).map(name_of_source).collect();
    let message = format!("the sources {} disagree on this", names.join(" and "));
    let mut problem = Diagnostic::warning("sources-in-conflict", main.at.clone(), message)
        .label(said_by(main))
        .help("find out which is right; then keep that one, with its source and the date");
    for other in others {
        problem = problem.also(other.at.clone(), said_by(other));
    }
    Some(problem)
}

fn name_of_source<T>(known: &Known<T>) -> String {
    known.provenance.source.as_ref().map_or_else(|| "(none named)".to_owned(), |source| format!("`{source}`"))
}

fn said_by<T>(known: &Known<T>) -> String {
    match &known.provenance.source {
        Some(source) => format!("by the source `{source}`"),
        None => "by no source".to_owned(),
    }
}
