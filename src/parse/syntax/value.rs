//! One value that cannot be read: what stands after `=`, or an item of a list.

use std::ops::Range;

use super::place::{Place, Said, reads, reads_in_list};
use super::{items, quote};
use crate::model::date::parse_date;
use crate::model::time::{Time, TimeSpan};
use crate::model::value::{ValueError, sentinel, shown};

/// The rule about quotation marks.
pub(super) const QUOTE: &str = "toml-quote";
/// The rule about values of every kind.
pub(super) const VALUE: &str = "toml-value";
/// The rule about lists and inline tables.
pub(super) const LIST: &str = "toml-list";

/// What every text needs.
pub(super) const STRAIGHT: &str = "texts stand between straight quotation marks, such as `\"Chelmsford\"`";

/// A value as typed, spaces at its ends left out.
pub(super) struct Value<'a> {
    /// The value, with what follows it on the line.
    pub(super) typed: &'a str,
    /// Where it stands.
    pub(super) at: Range<usize>,
    /// The key and `=` before it; `None` for an item of a list.
    pub(super) head: Option<&'a str>,
    /// Where the parser stumbled.
    pub(super) place: &'a Place<'a>,
}

impl Value<'_> {
    /// Returns the whole line with another value in place of this one, if it can then be read.
    pub(super) fn with(&self, other: &str) -> Option<String> {
        match self.head {
            Some(head) => Some(format!("{head} {other}")).filter(|line| reads(line)),
            None => Some(other.to_owned()).filter(|item| reads_in_list(item)),
        }
    }

    /// Says something of the value, with the line as it should be.
    pub(super) fn said(
        &self,
        code: &'static str,
        message: impl Into<String>,
        help: &str,
        fixed: Option<String>,
    ) -> Said {
        let at = if self.at.is_empty() { self.at.start.saturating_sub(1)..self.at.end } else { self.at.clone() };
        Said { line: fixed, ..Said::new(code, at, message, help) }
    }
}

/// Says what is wrong with a value; the first reason that fits is given.
pub(super) fn explain(value: &Value<'_>) -> Said {
    let reasons: [fn(&Value<'_>) -> Option<Said>; 11] = [
        nothing,
        quote::curly,
        end_mark,
        quote::quoted,
        items::list,
        items::table,
        quote::opening_quote,
        yes_or_no,
        no_value,
        day_or_time,
        slashes,
    ];
    reasons.into_iter().find_map(|reason| reason(value)).unwrap_or_else(|| words(value))
}

/// Writes words as a value: as they are where they can be read, else between straight quotation marks.
pub(super) fn literal(words: &str) -> String {
    if reads(&format!("x = {words}")) {
        return words.to_owned();
    }
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

fn nothing(value: &Value<'_>) -> Option<Said> {
    if value.typed.is_empty() || value.typed.starts_with('#') {
        let help = "write a value after it; if it is not known, take the whole line out: the page then says so";
        return Some(value.said(VALUE, "there is nothing after `=`", help, None));
    }
    let after = value.typed.strip_prefix('=')?.trim_start_matches(['=', ' ']);
    Some(value.said(VALUE, "there is one `=` too many", "write one `=` between name and value", value.with(after)))
}

fn end_mark(value: &Value<'_>) -> Option<Said> {
    let mark = value.typed.chars().next_back().filter(|c| matches!(c, ',' | ';' | '.' | '\\'))?;
    let fixed = value.with(value.typed[..value.typed.len() - 1].trim_end())?;
    value.head?;
    let at = value.at.end - 1..value.at.end;
    let message = format!("there is a `{mark}` at the end of the line");
    Some(Said { line: Some(fixed), ..Said::new(VALUE, at, message, "take it out: a line ends with its value") })
}

fn yes_or_no(value: &Value<'_>) -> Option<Said> {
    let word = match value.typed.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => "true",
        "false" | "no" | "off" => "false",
        _ => return None,
    };
    let message = format!("`{}` is not written as yes or no", value.typed);
    Some(value.said(
        VALUE,
        message,
        "write `true` for yes and `false` for no, in small letters and without quotation marks",
        value.with(word),
    ))
}

/// A word that stands for no value: `TBC`, `none`, `null`.
fn no_value(value: &Value<'_>) -> Option<Said> {
    let typed = without_note(value);
    let error = sentinel(typed).then(|| ValueError::sentinel(typed, "a value"))?;
    Some(value.said(VALUE, error.message, &error.help.unwrap_or_default(), None))
}

/// Returns a value without a note after it.
fn without_note<'a>(value: &Value<'a>) -> &'a str {
    value.typed.split(" #").next().unwrap_or(value.typed).trim_end()
}

/// Returns the time or the span that is meant, as it is to be written; digits alone are a number.
pub(super) fn time_meant(typed: &str) -> Option<String> {
    if typed.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let span = TimeSpan::parse(typed).map_or_else(|error| error.instead, |span| Some(span.to_string()));
    span.or_else(|| Time::parse(typed).map_or_else(|error| error.instead, |time| Some(time.to_string())))
}

/// Dates and times without quotation marks, or that do not exist.
fn day_or_time(value: &Value<'_>) -> Option<Said> {
    let typed = without_note(value);
    if let Some(time) = time_meant(typed) {
        let message = format!("the time `{}` has no quotation marks", shown(typed));
        let help = "write times between quotation marks, on the 24-hour clock: `\"12:00-16:15\"`";
        return Some(value.said(QUOTE, message, help, value.with(&format!("\"{time}\""))));
    }
    let error =
        parse_date(typed).err().filter(|error| error.instead.is_some() || error.message.contains("does not exist"))?;
    let fixed = error.instead.as_deref().and_then(|date| value.with(date));
    Some(Said { line: fixed, ..Said::new(error.code, value.at.clone(), error.message, error.help.unwrap_or_default()) })
}

/// A note that begins with `//` after a value without quotation marks.
fn slashes(value: &Value<'_>) -> Option<Said> {
    let (words, note) = value.typed.split_once(" //")?;
    let fixed = value.with(&format!("{} # {}", words.trim_end(), note.trim()))?;
    Some(value.said("toml-comment", "a note begins with `#`, not with `//`", "write `#` in front of it", Some(fixed)))
}

/// Words, numbers and anything else without quotation marks.
fn words(value: &Value<'_>) -> Said {
    let typed = without_note(value);
    let note = value.typed[typed.len()..].trim_start();
    let listed = typed.strip_prefix("- ").or_else(|| typed.strip_prefix("• ")).filter(|_| value.head.is_none());
    if let Some(words) = listed {
        let help = "write the items between `[` and `]` with a comma between them: `[\"one\", \"two\"]`";
        return value.said(
            LIST,
            format!("`{}` is not written as an item", shown(typed)),
            help,
            value.with(&format!("{},", literal(words.trim_start()))),
        );
    }
    let fixed = value.with(format!("{} {note}", literal(typed)).trim_end());
    value.said(QUOTE, format!("`{}` has no quotation marks", shown(typed)), STRAIGHT, fixed)
}
