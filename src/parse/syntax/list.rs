//! Values that go over several lines: lists, inline tables, texts in three quotation marks.

use std::ops::Range;

use super::place::{Finding, Place, Repair, Said, reads};
use super::scan::{self, Kind, Open};
use super::value::{self, Value};
use super::{line, quote};
use crate::diagnostic::Diagnostic;
use crate::model::value::shown;

/// Says what is wrong where a value that began on an earlier line is still open.
pub(super) fn across_lines(place: &Place<'_>) -> Option<Finding> {
    let statement = scan::statement_at(place.clean, place.offset)?;
    let Kind::Pair(equals) = statement.kind else { return None };
    let walk = scan::walk(place.clean, equals + 1, place.offset);
    let (at, open) = *walk.open.first()?;
    match open {
        Open::Text => Some(long_text(place, at, &statement.range)),
        Open::Bracket(bracket) => {
            let first_line = scan::line_at(place.text, at);
            if place.offset <= first_line.end && !place.message.starts_with("unclosed") {
                return None;
            }
            let line = place.line();
            let anew = scan::begins_anew(&place.text[line.clone()]) && line.start > first_line.end;
            let ends = place.message.starts_with("unclosed");
            let closed = scan::walk(place.clean, equals + 1, statement.range.end).open.is_empty();
            let pair_in_braces = bracket == b'{' && closed && !place.text[line.clone()].starts_with('[');
            if (anew && !pair_in_braces) || ends {
                return Some(unclosed(place, at, bracket, &statement.range));
            }
            Some(item(place, &line, equals, bracket))
        }
    }
}

/// Returns the bytes from the start of the line of `at` to the end of the line before the next fact, or of the statement.
fn region(place: &Place<'_>, at: usize, statement: &Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let first = scan::line_at(place.text, at);
    let mut start = first.end;
    while let Some(next) = place.text[start..statement.end].find('\n') {
        let line = scan::line_at(place.text, start + next + 1);
        if scan::begins_anew(&place.text[line.clone()]) {
            return (first.start..start, Some(scan::trimmed(place.text, line)));
        }
        start = line.end;
    }
    (first.start..statement.end, None)
}

fn unclosed(place: &Place<'_>, at: usize, bracket: u8, statement: &Range<usize>) -> Finding {
    let (spoilt, next) = region(place, at, statement);
    let (what, mark) = if bracket == b'[' { ("list", "]") } else { ("inline table", "}") };
    let content_end = scan::walk(place.clean, at, spoilt.end).content_end;
    let key = place.text[spoilt.start..at].trim_end_matches(['=', ' ', '\t']).trim();
    let message = format!("the {what} of `{}` is not closed: there is no `{mark}`", shown(key));
    let mut problem = Diagnostic::error("toml-list", place.span(at..at + 1), message)
        .label("it begins here")
        .help(format!("write `{mark}` after the last item"));
    if let Some(next) = next {
        problem = problem.also(place.span(next), "the next fact begins here");
    }
    if reads(&format!("{}{mark}", &place.clean[spoilt.start..content_end])) {
        problem = problem.suggest(place.span(content_end..content_end), mark);
    }
    Finding { diagnostic: problem, repair: Repair::Blank(spoilt) }
}

/// A text in three quotation marks: not ended, or with a mistake inside.
fn long_text(place: &Place<'_>, at: usize, statement: &Range<usize>) -> Finding {
    let marks = &place.text[at..at + 3];
    if let Some(end) = scan::tripled_end(place.clean, at) {
        let line = place.line();
        let said = quote::inside_text(place.message, place.offset.max(line.start)..line.end, &place.text[at..end]);
        return Finding { diagnostic: said.diagnostic(place, &line), repair: Repair::Blank(statement.clone()) };
    }
    let (spoilt, next) = region(place, at, statement);
    let problem = Diagnostic::error(
        "toml-quote",
        place.span(at..at + 3),
        format!("the text that begins with `{marks}` does not end"),
    )
    .label("it begins here")
    .help(format!("write `{marks}` on a line of its own after its last line"));
    let problem = match next {
        Some(next) => problem.also(place.span(next), "the next fact begins here"),
        None => problem,
    };
    Finding { diagnostic: problem, repair: Repair::Blank(spoilt) }
}

/// A line of a list, or of an inline table, that began on an earlier line.
fn item(place: &Place<'_>, line: &Range<usize>, equals: usize, bracket: u8) -> Finding {
    let before = scan::walk(place.clean, equals + 1, place.offset).content_end;
    let typed = &place.text[line.clone()];
    if place.message.starts_with("missing comma") && quote::straightened(typed).is_none() {
        let problem =
            Diagnostic::error("toml-list", place.span(place.offset..line.end), "there is no comma before this item")
                .help("write a comma between the items of a list")
                .suggest(place.span(before..before), ",");
        return Finding { diagnostic: problem, repair: Repair::Comma(before) };
    }
    if let Some(said) = line::invisible(typed, line) {
        return Finding { diagnostic: said.diagnostic(place, line), repair: Repair::Blank(line.clone()) };
    }
    let whole = line.start..line.start + typed.trim_end_matches([',', ' ']).len();
    let inner_equals = scan::equals(typed).filter(|_| bracket == b'{').map(|at| line.start + at);
    let at = inner_equals.map_or(whole.clone(), |at| scan::trimmed(place.text, at + 1..whole.end.max(at + 1)));
    let head = inner_equals.map(|at| &place.text[line.start..=at]);
    let said: Said = value::explain(&Value { typed: &place.text[at.clone()], at, head, place });
    Finding { diagnostic: said.diagnostic(place, &whole), repair: Repair::Blank(line.clone()) }
}
