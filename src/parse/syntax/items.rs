//! Lists and inline tables on one line.

use super::place::{Repair, Said, reads};
use super::value::{LIST, VALUE, Value, time_meant};
use crate::model::value::is_curly_quote;

/// Finds what is wrong with a list on one line.
pub(super) fn list(value: &Value<'_>) -> Option<Said> {
    let typed = value.typed;
    let inner = typed.strip_prefix('[')?;
    let help = "write the items between `[` and `]` with a comma between them: `[\"one\", \"two\"]`";
    if let Some(fixed) = with_comma(value) {
        return Some(value.said(LIST, "there is no comma between two items", help, Some(fixed)));
    }
    if let Some(fixed) = value.with(&single_commas(typed)) {
        return Some(value.said(LIST, "there is a comma too many in the list", help, Some(fixed)));
    }
    if let Some(fixed) = value.with(&format!("{typed}]")) {
        return Some(value.said(LIST, "the list is not closed: there is no `]`", help, Some(fixed)));
    }
    if let Some(fixed) = typed.strip_suffix(']').and_then(|shorter| value.with(shorter)) {
        return Some(value.said(LIST, "there is a `]` too many", help, Some(fixed)));
    }
    let items: Vec<String> = inner
        .trim_end_matches(']')
        .split([',', ';'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(item)
        .collect();
    let fixed = value.with(&format!("[{}]", items.join(", ")));
    let message = if !typed.matches('"').count().is_multiple_of(2) {
        "a text in the list lacks one of its quotation marks"
    } else if typed.contains(';') {
        "there is a `;` in the list"
    } else {
        "an item of the list has no quotation marks"
    };
    Some(value.said(LIST, message, help, fixed))
}

/// Writes an item with its quotation marks.
fn item(words: &str) -> String {
    let bare = words.trim_matches(|c| is_curly_quote(c) || c == '"' || c == '\'');
    if words.starts_with(['"', '\'']) && reads(&format!("x = {words}")) {
        return words.to_owned();
    }
    format!("\"{}\"", time_meant(bare).as_deref().unwrap_or(bare))
}

/// Returns the line with a comma where the parser missed one.
fn with_comma(value: &Value<'_>) -> Option<String> {
    let at =
        value.place.offset.checked_sub(value.at.start).filter(|_| value.place.message.starts_with("missing comma"))?;
    let (before, after) = value.typed.split_at_checked(at)?;
    let mut text = format!("{}, {after}", before.trim_end());
    // Where one comma is missing, others often are.
    for _ in 0..20 {
        if let Some(line) = value.with(&text) {
            return Some(line);
        }
        text =
            ["\" \"", "\"\""].into_iter().find(|gap| text.contains(gap)).map(|gap| text.replacen(gap, "\", \"", 1))?;
    }
    None
}

fn single_commas(text: &str) -> String {
    let mut text = text.replace("[,", "[");
    for gap in [",,", ", ,", ",  ,"] {
        while text.contains(gap) {
            text = text.replace(gap, ",");
        }
    }
    text
}

/// Returns how a comma missing on one line is put in its place, so that the next one is found.
pub(super) fn missing_comma(value: &Value<'_>) -> Option<Repair> {
    if !value.typed.starts_with('[') || !value.place.message.starts_with("missing comma between array") {
        return None;
    }
    // One message for the line is enough where all its commas can be put right at once.
    with_comma(value)
        .map_or_else(|| Some(Repair::Comma(value.place.clean[..value.place.offset].trim_end().len())), |_| None)
}

/// Finds what is wrong with an inline table on one line.
pub(super) fn table(value: &Value<'_>) -> Option<Said> {
    let typed = value.typed;
    typed.strip_prefix('{')?;
    let help = "write `{ value = \"...\", checked = 2026-01-31 }` on one line";
    if let Some(fixed) = value.with(&format!("{typed} }}")) {
        return Some(value.said(LIST, "the braces are not closed: there is no `}`", help, Some(fixed)));
    }
    let fixed = value.with(&typed.replace(": ", " = ")).or_else(|| value.with(&typed.replace(';', ",")));
    Some(value.said(VALUE, "what stands between the braces cannot be read", help, fixed))
}
