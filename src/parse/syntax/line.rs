//! One line that cannot be read.

use std::ops::Range;

use super::place::{Finding, Place, Repair, Said, reads};
use super::scan;
use super::value::{self, Value};
use super::{foreign, header, items, quote};
use crate::model::value::{is_curly_quote, is_dash, plain, shown};

/// Says what is wrong with the line of the place.
pub(super) fn explain(place: &Place<'_>) -> Finding {
    let line = place.line();
    let typed = &place.text[line.clone()];
    let spoilt = spoilt(place, &line);
    let finding =
        |said: Said| Finding { diagnostic: said.diagnostic(place, &line), repair: Repair::Blank(spoilt.clone()) };
    if let Some(said) = invisible(typed, &line) {
        return finding(said);
    }
    if let Some((said, run)) = foreign::explain(place, &line) {
        return Finding { diagnostic: said.diagnostic(place, &line), repair: Repair::Blank(run) };
    }
    let equals = scan::equals(typed);
    if header::is_meant(typed) && (equals.is_none() || typed.starts_with('[')) {
        return header::explain(place, &line);
    }
    let Some(equals) = equals else { return finding(no_equals(typed, &line)) };
    if let Some(said) = key(typed, equals, &line) {
        return finding(said);
    }
    let at = scan::trimmed(place.text, line.start + equals + 1..line.end);
    let head = typed[..=equals].trim_end();
    let found = Value { typed: &place.text[at.clone()], at, head: Some(head), place };
    if let Some((said, run)) = quote::over_lines(&found) {
        return Finding { diagnostic: said.diagnostic(place, &line), repair: Repair::Blank(run) };
    }
    if let Some(gap) = items::missing_comma(&found) {
        return Finding { diagnostic: value::explain(&found).diagnostic(place, &line), repair: gap };
    }
    finding(value::explain(&found))
}

/// Returns what cannot be read because of this line: its whole value, where that goes on, but never the next fact.
fn spoilt(place: &Place<'_>, line: &Range<usize>) -> Range<usize> {
    let Some(statement) = scan::statement_at(place.clean, line.start) else { return line.clone() };
    let mut end = line.end;
    while let Some(next) = place.text[end..statement.range.end.max(end)].find('\n') {
        let next = scan::line_at(place.text, end + next + 1);
        if scan::begins_anew(&place.text[next.clone()]) {
            break;
        }
        end = next.end;
    }
    statement.range.start.min(line.start)..end
}

/// Finds spaces and marks that cannot be seen, where the line could be read without them.
pub(super) fn invisible(typed: &str, line: &Range<usize>) -> Option<Said> {
    let at = typed.find(|c: char| !c.is_ascii() && plain(c.encode_utf8(&mut [0; 4])).is_empty())?;
    let visible: String = typed.chars().filter_map(|c| if c.is_ascii() { Some(c) } else { seen(c) }).collect();
    if !reads(&visible) {
        return None;
    }
    let place = line.start + at..line.start + at + typed[at..].chars().next().map_or(1, char::len_utf8);
    let help = "delete the space here and type it again; it comes from a web page or a word processor";
    Some(Said::new("toml-space", place, "there is a space or mark here that looks like none", help).corrected(visible))
}

/// Returns a character as a plain one: a space for every kind of space, nothing for what cannot be seen.
fn seen(c: char) -> Option<char> {
    if c.is_whitespace() {
        return Some(' ');
    }
    (!plain(c.encode_utf8(&mut [0; 4])).is_empty()).then_some(c)
}

fn no_equals(typed: &str, line: &Range<usize>) -> Said {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if let Some((key, written)) = typed.split_once([' ', '\t']) {
        let whole = format!("{key} = {}", written.trim_start());
        let fixed = quote::straightened(&whole).unwrap_or(whole);
        if key.chars().all(bare) && reads(&fixed) {
            let at = line.start + key.len();
            let message = format!("there is no `=` between `{}` and its value", shown(key));
            return Said::new("toml-line", at..at + 1, message, "write `=` between name and value").corrected(fixed);
        }
    }
    if typed.starts_with("```") || typed.starts_with("+++") || typed.starts_with("===") {
        let message = format!("`{}` does not belong here", shown(typed));
        return Said::new("toml-line", line.clone(), message, "take the line out");
    }
    if typed.chars().all(bare) {
        let message = format!("`{}` says nothing: there is no `=` and no value after it", shown(typed));
        return Said::new(
            "toml-line",
            line.clone(),
            message,
            "write its value, such as `name = \"Chelmsford\"`, or take the line out",
        );
    }
    let message = format!("`{}` is not a fact: there is no `=` in it", shown(typed));
    Said::new(
        "toml-line",
        line.clone(),
        message,
        "write `#` in front of it if it is a note; a fact is written as `name = \"Chelmsford\"`",
    )
}

/// Finds what no key has.
fn key(typed: &str, equals: usize, line: &Range<usize>) -> Option<Said> {
    let key = typed[..equals].trim_end();
    let at = line.start..line.start + key.len();
    if key.is_empty() {
        let help = "write the fact's name first, such as `name = \"Chelmsford\"`";
        return Some(Said::new("toml-key", line.start..line.start + 1, "there is no name in front of `=`", help));
    }
    if reads(&format!("{key} = 1")) {
        return None;
    }
    let message = if key.contains(is_curly_quote) {
        format!("the name `{}` has curly quotation marks", shown(key))
    } else if key.contains(|c| is_dash(c) && c != '-') {
        format!("the name `{}` has a long dash in it", shown(key))
    } else if key.contains([' ', '\t']) {
        format!("the name `{}` has a space in it", shown(key))
    } else {
        format!("`{}` cannot be the name of a fact", shown(key))
    };
    let tidy: String = key
        .trim_end_matches(':')
        .chars()
        .filter(|c| !is_curly_quote(*c))
        .map(|c| {
            if is_dash(c) {
                '-'
            } else if c.is_whitespace() {
                '_'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    let fixed = format!("{tidy} {}", &typed[equals..]);
    let fixed = quote::straightened(&fixed).unwrap_or(fixed);
    let help = "write small letters, digits, `_` and `-` only, such as `bank_holidays` or `mon-thu`";
    Some(Said::new("toml-key", at, message, help).corrected(fixed))
}
