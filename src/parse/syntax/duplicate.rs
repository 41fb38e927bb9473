//! Keys and tables that are written twice.

use std::ops::Range;

use super::place::{Finding, Place, Repair};
use super::scan::{self, Kind};
use crate::diagnostic::Diagnostic;
use crate::model::value::shown;

/// The rule's name.
const CODE: &str = "toml-twice";

/// Says what is written twice, and where the first is.
pub(super) fn explain(place: &Place<'_>) -> Finding {
    let line = place.line();
    if place.text[line.clone()].starts_with('[') { header(place, &line) } else { key(place, &line) }
}

fn key(place: &Place<'_>, line: &Range<usize>) -> Finding {
    let length = place.text[place.offset..line.end]
        .find(|c: char| c == '=' || c == '.' || c.is_whitespace())
        .unwrap_or_default();
    let at = place.offset..place.offset + length.max(1);
    let typed = place.text.get(at.clone()).unwrap_or_default();
    let problem = Diagnostic::error(CODE, place.span(at.clone()), format!("`{}` is written twice", shown(typed)));
    let problem = match first_key(place, typed, at.start) {
        Some(first) => problem.label("the second time").also(place.span(first), "the first time"),
        None => problem,
    };
    let spoilt = scan::statement_at(place.clean, place.offset).map_or(line.clone(), |statement| statement.range);
    let problem =
        problem.help("take out the line that is not right; two values of one fact go in a list, or in `also`");
    Finding { diagnostic: problem, repair: Repair::Blank(spoilt) }
}

/// Finds the same key before it: in the same table, or earlier in the same line.
fn first_key(place: &Place<'_>, key: &str, before: usize) -> Option<Range<usize>> {
    let statements = scan::statements(place.clean);
    let earlier = statements.iter().rev().skip_while(|statement| statement.range.start > before);
    let same_table = earlier.take_while(|statement| statement.kind != Kind::Header);
    let mut found = same_table.filter_map(|statement| {
        let inner = scan::trimmed(place.clean, statement.range.clone());
        let first_word = inner.start..inner.start + key.len();
        let end = inner.start..place.clean[inner.clone()].find('=').map_or(inner.end, |at| inner.start + at);
        let whole = place.clean.get(end)?.split('.').next()?.trim().trim_matches('"') == key.trim_matches('"');
        (whole && inner.start < before).then_some(first_word)
    });
    let same_line = || {
        let start = scan::statement_at(place.clean, before)?.range.start;
        let at = place.text[start..before].match_indices(key).map(|(at, _)| start + at);
        at.filter(|at| place.text[at + key.len()..].trim_start().starts_with('=')).last().map(|at| at..at + key.len())
    };
    found.next().or_else(same_line)
}

fn header(place: &Place<'_>, line: &Range<usize>) -> Finding {
    let typed = &place.text[line.clone()];
    let name = name_of(typed);
    let (first, double) = first_header(place, name, line.start);
    let problem = Diagnostic::error(CODE, place.span(line.clone()), message(typed, name, double));
    let problem = match (&first, double, typed.starts_with("[[")) {
        (Some(_), Some(true), false) => problem
            .help(format!("write `[[{name}]]` each time: there can be several"))
            .suggest(place.span(line.clone()), format!("[[{name}]]")),
        (Some(first), Some(false), true) => problem
            .help(format!("write `[[{name}]]` the first time as well, if there can be several"))
            .suggest(place.span(first.clone()), format!("[[{name}]]")),
        (_, Some(_), _) => problem.help("put the lines of both together under one of them"),
        (_, None, _) => problem.help(format!("`{name}` can be a line or a table, not both: take one of the two out")),
    };
    let problem = match first {
        Some(first) => problem.label("the second time").also(place.span(first), "the first time"),
        None => problem,
    };
    Finding { diagnostic: problem, repair: Repair::StandIn(line.clone()) }
}

fn message(typed: &str, name: &str, first_is_double: Option<bool>) -> String {
    match (first_is_double, typed.starts_with("[[")) {
        (Some(true), false) => format!("`[{name}]` has one pair of brackets here and two before"),
        (Some(false), true) => format!("`[[{name}]]` has two pairs of brackets here and one before"),
        (Some(_), _) => format!("`[{name}]` is written twice"),
        (None, _) => format!("`{name}` is there already"),
    }
}

fn name_of(header: &str) -> &str {
    header.trim_start_matches(['[', ' ']).split(']').next().unwrap_or_default().trim()
}

/// Finds what has the same name before it, and whether that has two pairs of brackets; `None` where it is no header.
fn first_header(place: &Place<'_>, name: &str, before: usize) -> (Option<Range<usize>>, Option<bool>) {
    let statements = scan::statements(place.clean);
    let earlier = statements.iter().take_while(|statement| statement.range.start < before);
    let mut other = None;
    for statement in earlier {
        let inner = scan::trimmed(place.clean, statement.range.clone());
        let typed = &place.clean[inner.clone()];
        match statement.kind {
            Kind::Header if name_of(typed) == name => return (Some(inner), Some(typed.starts_with("[["))),
            Kind::Header | Kind::Other => {}
            Kind::Pair(equals) => {
                let key = place.clean[inner.start..equals].trim();
                if key == name || name.starts_with(&format!("{key}.")) || key.starts_with(&format!("{name}.")) {
                    other = Some(scan::trimmed(place.clean, inner.start..equals));
                }
            }
        }
    }
    (other, None)
}
