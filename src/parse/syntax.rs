//! Files as text and TOML, and plain words for what keeps them from being read.
//!
//! In: the bytes of one file. Out: its text, or its table with the place of every key and value, and [`Diagnostics`].
//! Never stops at the first mistake, and never knows what a key means: that is the work of the readers above.
//!
//! A TOML parser that goes on after a mistake reports its shadows too. So the text is read again and again: the first mistake is
//! told in words, what it spoils is blanked out byte for byte, and the next reading finds the next mistake in its true place.

mod decode;
mod duplicate;
mod foreign;
mod header;
mod items;
mod line;
mod list;
mod place;
mod quote;
mod scan;
mod value;

pub use decode::decode;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use self::place::{Finding, Place, Repair};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// The most mistakes that are told of one file in one run; the cost of each is a reading of the whole file.
const MOST: usize = 60;

/// Reads TOML. The table holds all that can be read, with byte ranges of `text`; what a mistake spoils is left out of it.
///
/// A byte-order mark at the start, Windows line ends and tabs are accepted.
#[must_use]
pub fn toml_table<'t>(file: &FileId, text: &'t str) -> (Spanned<DeTable<'t>>, Diagnostics) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return (table, Diagnostics::default());
    }
    if let Some(problem) = foreign::whole_file(file, text) {
        return (Spanned::new(0..0, DeTable::new()), std::iter::once(problem).collect());
    }
    let repaired = repair(file, text);
    let (table, _) = DeTable::parse_recoverable(&repaired.clean);
    (Spanned::new(table.span(), relocated_table(table.get_ref(), text, &repaired.stand_ins)), repaired.problems)
}

/// A text without its mistakes.
struct Repaired {
    /// As long as the text it comes from; what was wrong is blank.
    clean: String,
    /// Where headers stand that only keep the keys below a broken header together.
    stand_ins: Vec<Range<usize>>,
    /// What was wrong.
    problems: Diagnostics,
}

fn repair(file: &FileId, text: &str) -> Repaired {
    let mut repaired = Repaired { clean: text.to_owned(), stand_ins: Vec::new(), problems: Diagnostics::default() };
    for _ in 0..MOST {
        let (_, errors) = DeTable::parse_recoverable(&repaired.clean);
        let first = errors.iter().min_by_key(|error| error.span().map_or(text.len(), |span| span.start));
        let Some(first) = first else { return repaired };
        let offset = text.floor_char_boundary(first.span().map_or(text.len(), |span| span.start));
        let place = Place { file, text, clean: &repaired.clean, offset, message: first.message() };
        let finding = explain(&place);
        repaired.problems.push(finding.diagnostic);
        if !apply(&mut repaired, &finding.repair) && !apply(&mut repaired, &Repair::Blank(scan::line_at(text, offset)))
        {
            apply(&mut repaired, &Repair::Blank(offset..text.len()));
        }
    }
    let more = Diagnostic::error("toml-line", Span::whole(file), format!("this file has more than {MOST} mistakes"));
    repaired.problems.push(more.help("mend those that are shown, and look again: others may go away with them"));
    repaired
}

/// Changes the text so that the mistake is gone; tells whether anything changed.
fn apply(repaired: &mut Repaired, repair: &Repair) -> bool {
    let mut bytes = repaired.clean.clone().into_bytes();
    match repair {
        Repair::Blank(range) => {
            let spoilt = bytes.get_mut(range.clone()).unwrap_or_default();
            spoilt.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
        }
        Repair::Comma(at) => {
            if let Some(byte) = bytes.get_mut(*at).filter(|byte| byte.is_ascii_whitespace()) {
                *byte = b',';
            }
        }
        Repair::StandIn(range) => {
            let name =
                format!("{:x>width$}", format!("-{}", repaired.stand_ins.len()), width = range.len().saturating_sub(2));
            let header = format!("[{name}]");
            if header.len() == range.len() {
                bytes.splice(range.clone(), header.into_bytes());
                repaired.stand_ins.push(range.clone());
            } else {
                return apply(repaired, &Repair::Blank(scan::section(&repaired.clean, range.start)));
            }
        }
    }
    let Ok(clean) = String::from_utf8(bytes) else { return false };
    let changed = clean != repaired.clean;
    repaired.clean = clean;
    changed
}

/// Says what is wrong at the first mistake.
fn explain(place: &Place<'_>) -> Finding {
    if place.message.contains("duplicate key") || place.message.contains("cannot extend") {
        return duplicate::explain(place);
    }
    if let Some(finding) = list::across_lines(place) {
        return finding;
    }
    line::explain(place)
}

/// Copies a table that borrows from the repaired text, so that it borrows from the text itself.
fn relocated_table<'t>(table: &DeTable<'_>, text: &'t str, stand_ins: &[Range<usize>]) -> DeTable<'t> {
    let mut copy = DeTable::new();
    for (key, value) in table {
        let stand_in = stand_ins.iter().any(|range| range.start <= key.span().start && key.span().end <= range.end);
        if !stand_in {
            let key = Spanned::new(key.span(), key.get_ref().clone().into_owned().into());
            copy.insert(key, relocated(value, text));
        }
    }
    copy
}

fn relocated<'t>(value: &Spanned<DeValue<'_>>, text: &'t str) -> Spanned<DeValue<'t>> {
    let copy = match value.get_ref() {
        DeValue::Table(table) => DeValue::Table(relocated_table(table, text, &[])),
        DeValue::Array(items) => {
            let mut copy = DeArray::new();
            items.iter().for_each(|item| copy.push(relocated(item, text)));
            DeValue::Array(copy)
        }
        DeValue::String(words) => DeValue::String(words.clone().into_owned().into()),
        DeValue::Boolean(yes) => DeValue::Boolean(*yes),
        DeValue::Datetime(when) => DeValue::Datetime(*when),
        // Numbers can be made by the parser only; they stand in the text as they do in the repaired one.
        DeValue::Integer(_) | DeValue::Float(_) => {
            DeValue::parse_recoverable(text.get(value.span()).unwrap_or_default()).0.into_inner()
        }
    };
    Spanned::new(value.span(), copy)
}

#[cfg(test)]
mod tests;
