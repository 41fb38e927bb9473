//! Headers that cannot be read: `[contact`, `[[contact]`, `contact]`.

use std::ops::Range;

use super::place::{Finding, Place, Repair, Said};
use crate::model::value::{is_curly_quote, is_dash, shown};

/// The rule's name.
const CODE: &str = "toml-header";

/// Tells whether a line without `=` is meant as a header.
pub(super) fn is_meant(typed: &str) -> bool {
    typed.starts_with('[') || (typed.ends_with(']') && !typed.contains([' ', '"', ',']))
}

/// Says what is wrong with a header.
pub(super) fn explain(place: &Place<'_>, line: &Range<usize>) -> Finding {
    let typed = &place.text[line.clone()];
    let said = brackets(typed, line).or_else(|| after_it(typed, line)).unwrap_or_else(|| name(typed, line));
    Finding { diagnostic: said.diagnostic(place, line), repair: Repair::StandIn(line.clone()) }
}

/// Splits a header into its opening brackets, name, closing brackets and what follows them.
fn parts(typed: &str) -> (usize, &str, usize, &str) {
    let inner = typed.trim_start_matches(['[', ' ']);
    let open = typed[..typed.len() - inner.len()].matches('[').count();
    let name = inner.split([']', '#']).next().unwrap_or_default();
    let rest = inner[name.len()..].trim_start_matches([']', ' ']);
    let closing = inner[name.len()..inner.len() - rest.len()].matches(']').count();
    (open, name.trim(), closing, rest.trim())
}

/// Finds brackets that do not match.
fn brackets(typed: &str, line: &Range<usize>) -> Option<Said> {
    let (open, name, closing, rest) = parts(typed);
    if open == closing && (1..=2).contains(&open) {
        return None;
    }
    let width = open.max(closing).clamp(1, 2);
    let header = format!("{}{name}{}", "[".repeat(width), "]".repeat(width));
    let header = if rest.is_empty() { header } else { format!("{header} {rest}") };
    let message = match (open, closing) {
        (_, 0) => format!("`{}` has no `]` at its end", shown(typed)),
        (0, _) => format!("`{}` has no `[` at its start", shown(typed)),
        _ => format!("`{}` does not have as many `[` as `]`", shown(typed)),
    };
    let help =
        "write one of each for a single thing, `[visits]`, and two of each where there can be several, `[[contact]]`";
    Some(Said::new(CODE, line.clone(), message, help).corrected(header))
}

fn after_it(typed: &str, line: &Range<usize>) -> Option<Said> {
    let (open, name, _, rest) = parts(typed);
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let header = format!("{}{name}{}", "[".repeat(open), "]".repeat(open));
    let at = line.end - typed.len() + typed.rfind(rest).unwrap_or_default();
    let help = "write it on the next line, or put `#` in front of it if it is a note";
    let said = Said::new(CODE, at..line.end, format!("`{}` cannot stand after a header", shown(rest)), help);
    let note = rest.trim_start_matches('/').trim_start();
    Some(if rest.contains('=') { said } else { said.corrected(format!("{header} # {note}")) })
}

/// Finds what no name of a table has.
fn name(typed: &str, line: &Range<usize>) -> Said {
    let (open, name, _, _) = parts(typed);
    if name.is_empty() {
        return Said::new(
            CODE,
            line.clone(),
            format!("`{}` has no name between its brackets", shown(typed)),
            "write one, such as `[visits]`",
        );
    }
    let straight: String =
        name.chars().filter(|c| !is_curly_quote(*c)).map(|c| if is_dash(c) { '-' } else { c }).collect();
    let tidy: Vec<String> = straight
        .split('.')
        .enumerate()
        .map(|(depth, part)| part.trim().replace(' ', if depth == 0 { "_" } else { "-" }))
        .collect();
    let header = format!("{}{}{}", "[".repeat(open), tidy.join("."), "]".repeat(open));
    Said::new(
        CODE,
        line.clone(),
        format!("`{}` cannot be the name of a table", shown(name)),
        "write small letters, digits, `_` and `-` only, such as `[keep_in_touch]`",
    )
    .corrected(header)
}
