//! Quotation marks that cannot be read, and what stands between them.

use std::ops::Range;

use super::place::{Said, reads, reads_in_list};
use super::scan;
use super::value::{LIST, QUOTE, STRAIGHT, VALUE, Value};
use crate::model::value::{is_curly_quote, shown};

/// Finds curly quotation marks.
pub(super) fn curly(value: &Value<'_>) -> Option<Said> {
    let first = value.typed.find(is_curly_quote)?;
    let width = value.typed[first..].chars().next().map_or(1, char::len_utf8);
    let doubles = value.typed.replace(|c| matches!(c, '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»'), "\"");
    let all = value.typed.replace(is_curly_quote, "\"");
    let listed = format!("[{doubles}]");
    let (closed, opened) = (format!("{doubles}\""), format!("\"{doubles}"));
    let fixed = [doubles, all, closed, opened, listed].iter().find_map(|text| value.with(text));
    if fixed.is_none() && !value.typed.starts_with(is_curly_quote) {
        return None;
    }
    let at = value.at.start + first..value.at.start + first + width;
    let help = "write straight quotation marks, `\"`; a plain text editor makes no others";
    Some(Said { line: fixed, ..Said::new(QUOTE, at, "these are curly quotation marks, from a word processor", help) })
}

/// Returns a text with straight quotation marks for curly ones, if it can then be read; apostrophes inside words stay.
pub(super) fn straightened(text: &str) -> Option<String> {
    let double = |c: char| matches!(c, '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»');
    if !text.contains(is_curly_quote) {
        return None;
    }
    let doubles = text.replace(double, "\"");
    let all = text.replace(is_curly_quote, "\"");
    [doubles, all].into_iter().find(|text| reads(text) || reads_in_list(text))
}

/// Finds what is wrong with a text that begins with a quotation mark.
pub(super) fn quoted(value: &Value<'_>) -> Option<Said> {
    let typed = value.typed;
    let mark = typed.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let Some(end) = scan::closed_end(typed, 0) else { return Some(open_quote(value, mark)) };
    let rest = typed[end..].trim();
    if rest.is_empty() || rest.starts_with('#') {
        return Some(inside_text(value.place.message, value.at.clone(), &typed[..end])).map(|said| match fixed_inside(
            value, end,
        ) {
            Some(line) => Said { line: Some(line), ..said },
            None => said,
        });
    }
    let note = rest.trim_start_matches([',', ';', ' ']);
    if note.starts_with('#') {
        let fixed = value.with(&format!("{} {note}", &typed[..end]));
        return Some(value.said(
            VALUE,
            "there is a mark after the end of the text",
            "take it out: a line ends with its value",
            fixed,
        ));
    }
    if rest.starts_with(mark) && scan::closed_end(rest, 0) == Some(rest.len()) {
        let fixed = value.with(&format!("[{}, {rest}]", &typed[..end]));
        return Some(value.said(
            LIST,
            "two texts stand here without brackets",
            "write a list: `[\"one\", \"two\"]`",
            fixed,
        ));
    }
    if rest.starts_with(',') {
        let fixed = value.with(&format!("[{typed}]"));
        return Some(value.said(
            LIST,
            "several texts stand here without brackets",
            "write a list: `[\"one\", \"two\"]`",
            fixed,
        ));
    }
    if scan::begins_anew(rest) {
        return Some(value.said(
            VALUE,
            format!("`{}` begins on the same line", shown(rest)),
            "write each fact on a line of its own",
            None,
        ));
    }
    let inner = typed.strip_prefix(mark).and_then(|inner| inner.strip_suffix(mark));
    if let Some(inner) = inner.filter(|_| typed.len() > end) {
        let other = if mark == '"' { '\'' } else { '"' };
        let fixed = if inner.contains(other) {
            format!("\"{}\"", inner.replace('"', "\\\""))
        } else {
            format!("{other}{inner}{other}")
        };
        let message = format!("there is a `{mark}` inside the text, which ends it too early");
        let help = "write `'` round a text that has `\"` in it, and `\"` round one that has `'` in it";
        return Some(value.said(QUOTE, message, help, value.with(&fixed)));
    }
    let note = rest.trim_start_matches(['/', '-', ' ']);
    let message = format!("`{}` stands after the end of the text", shown(rest));
    let help = "write it inside the quotation marks, or put `#` in front of it if it is a note";
    let fixed = value.with(&format!("{} # {note}", &typed[..end])).filter(|_| rest.starts_with("//"));
    Some(value.said(VALUE, message, help, fixed))
}

/// A text whose closing quotation mark is missing.
fn open_quote(value: &Value<'_>, mark: char) -> Said {
    let typed = value.typed;
    if typed.ends_with(&format!("\\{mark}")) {
        let fixed = value.with(&format!("'{}'", &typed[1..typed.len() - 1]));
        return value.said(
            QUOTE,
            "the `\\` before the last quotation mark makes it part of the text",
            "write `'` round a text with `\\` in it",
            fixed,
        );
    }
    let other = typed.ends_with(['"', '\'']).then(|| format!("{}{mark}", &typed[..typed.len() - 1]));
    let (words, note) = typed.split_once(" #").map_or((typed, None), |(words, note)| (words.trim_end(), Some(note)));
    let whole = match note {
        Some(note) => format!("{words}{mark} #{note}"),
        None => format!("{typed}{mark}"),
    };
    let fixed =
        other.filter(|other| other.len() > 2).and_then(|other| value.with(&other)).or_else(|| value.with(&whole));
    value.said(QUOTE, format!("there is no `{mark}` at the end of the text"), STRAIGHT, fixed)
}

/// Says what is wrong inside a text that is properly begun and ended.
pub(super) fn inside_text(message: &str, at: Range<usize>, text: &str) -> Said {
    if message.contains("escape") || message.contains("unicode") || text.contains('\\') {
        let help = "write `/` instead, or `\\\\` for each `\\`, or `'` round the text instead of `\"`";
        return Said::new(VALUE, at, "there is a `\\` in the text, which has a meaning of its own", help);
    }
    Said::new(VALUE, at, "there is a character in the text that cannot be seen", "take it out, or write the text again")
}

/// Returns the line with a text that has no `\` with a meaning and nothing that cannot be seen.
fn fixed_inside(value: &Value<'_>, end: usize) -> Option<String> {
    let (text, rest) = value.typed.split_at(end);
    let inner = text.get(1..text.len().saturating_sub(1))?;
    let visible: String = inner.chars().filter(|c| !c.is_control() || *c == '\t').collect();
    let literal = format!("'{visible}'{rest}");
    let doubled = format!("\"{}\"{rest}", visible.replace('\\', "\\\\"));
    let unchanged = format!("\"{visible}\"{rest}");
    [unchanged, literal, doubled].iter().find_map(|text| value.with(text))
}

/// Text that ends with a quotation mark and does not begin with one.
pub(super) fn opening_quote(value: &Value<'_>) -> Option<Said> {
    let mark = value.typed.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let fixed = value.with(&format!("{mark}{}", value.typed));
    Some(value.said(QUOTE, format!("there is no `{mark}` at the start of the text"), STRAIGHT, fixed))
}

/// Finds a text in single quotation marks that goes on over the next lines, and the bytes of all its lines.
pub(super) fn over_lines(value: &Value<'_>) -> Option<(Said, Range<usize>)> {
    let mark = value.typed.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if scan::closed_end(value.typed, 0).is_some() {
        return None;
    }
    let text = value.place.text;
    let line = scan::line_at(text, value.at.start);
    let mut end = line.end;
    while let Some(next) = text[end..].find('\n') {
        let next = scan::line_at(text, end + next + 1);
        let typed = text[next.clone()].trim();
        if typed.is_empty() || scan::begins_anew(typed) || typed.starts_with('#') {
            return None;
        }
        end = next.end;
        if typed.ends_with(mark) && typed.matches(mark).count() == 1 {
            let marks = mark.to_string().repeat(3);
            let message = "the text goes on over more than one line";
            let help = format!("write `{marks}` at its start and its end, or put it all on one line");
            return Some((Said::new(QUOTE, value.at.clone(), message, help), line.start..end));
        }
    }
    None
}
