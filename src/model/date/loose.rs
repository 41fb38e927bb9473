//! Dates as people write them outside this tool: `25/12/2026`, `Saturday 25th April 2026`.
//!
//! In: text. Out: [`Loose`], the numbers that were probably meant, day before month as the UK writes them.
//! Never accepted as a value, and never checked here for whether the day exists: it only serves to say what to write instead.

use crate::model::time::Weekday;
use crate::model::value::is_dash;

/// The months' English names, January first, for messages.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date read leniently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loose {
    /// The weekday that was written before it.
    pub(super) weekday: Option<Weekday>,
    /// The year; `None` where none was written. Two digits are taken for 2000 to 2099.
    pub(super) year: Option<i16>,
    /// 0..=99; 1 is January.
    pub(super) month: i8,
    /// 0..=99.
    pub(super) day: i8,
}

/// Returns the most days a month has in any year; 31 for a number that is no month.
pub(super) fn longest(month: i8) -> i8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Reads a date in any common form; `None` where it is none.
pub(super) fn read(text: &str) -> Option<Loose> {
    let without_time =
        text.split(['T', ' ']).next().filter(|date| date.len() >= 8 && date.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(loose) = without_time.filter(|date| date.contains('-')).and_then(numeric) {
        return Some(loose);
    }
    numeric(text).or_else(|| worded(text))
}

fn small(part: &str) -> Option<i8> {
    if part.len() <= 2 { part.parse().ok() } else { None }
}

fn year(part: &str) -> Option<i16> {
    match part.len() {
        2 => Some(2000 + part.parse::<i16>().ok()?),
        4 => part.parse().ok(),
        _ => None,
    }
}

/// Reads digits with slashes, points or dashes between them, or eight digits in a row.
fn numeric(text: &str) -> Option<Loose> {
    if !text.chars().all(|c| c.is_ascii_digit() || is_dash(c) || "/. ".contains(c)) {
        return None;
    }
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let of = |year: Option<i16>, month: &str, day: &str| -> Option<Loose> {
        Some(Loose { weekday: None, year, month: small(month)?, day: small(day)? })
    };
    match parts[..] {
        [all]
            if all.len() == 8
                && (all.starts_with("19") || all.starts_with("20"))
                && small(&all[4..6]).is_some_and(|month| month <= 12) =>
        {
            of(Some(year(&all[..4])?), &all[4..6], &all[6..])
        }
        [all] if all.len() == 8 => of(Some(year(&all[4..])?), &all[2..4], &all[..2]),
        [first, month, day] if first.len() == 4 => of(Some(year(first)?), month, day),
        [day, month, last] => of(Some(year(last)?), month, day),
        [day, month] if text.contains('/') => of(None, month, day),
        _ => None,
    }
}

/// Reads a date with the month's name: day and month in either order, weekday and year where they are written.
fn worded(text: &str) -> Option<Loose> {
    let mut loose = Loose { weekday: None, year: None, month: 0, day: 0 };
    for part in
        text.split(|c: char| c == ' ' || c == ',' || c == '/' || c == '.' || is_dash(c)).filter(|part| !part.is_empty())
    {
        let lower = part.to_lowercase();
        if matches!(lower.as_str(), "of" | "the") {
            continue;
        }
        if let Some(number) = ordinal(&lower) {
            if loose.day == 0 && number.len() <= 2 {
                loose.day = small(number)?;
            } else if loose.year.is_none() {
                loose.year = Some(year(number)?);
            } else {
                return None;
            }
        } else if let Some(month) = month(&lower).filter(|_| loose.month == 0) {
            loose.month = month;
        } else if let Some(day) = Weekday::loose(&lower).filter(|_| loose.weekday.is_none()) {
            loose.weekday = Some(day);
        } else {
            return None;
        }
    }
    (loose.day > 0 && loose.month > 0).then_some(loose)
}

/// Returns the digits of `25` or `25th`.
fn ordinal(part: &str) -> Option<&str> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part);
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

fn month(part: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|name| part.len() >= 3 && name.to_lowercase().starts_with(part));
    let index = index.or_else(|| (part == "sept").then_some(8))?;
    i8::try_from(index + 1).ok()
}
