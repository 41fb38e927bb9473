//! Dates as they are typed, and how far back a check of facts goes.
//!
//! In: text such as `2026-12-25`. Out: [`jiff::civil::Date`], or a message that names the right form; [`CheckedOn`].
//! Never knows what day it is today: that comes with the options of a build.

mod loose;

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;

use self::loose::Loose;
use crate::model::time::Weekday;
use crate::model::value::{ValueError, plain, sentinel, shown};

/// The code of every message about a date, sentinels excepted.
const CODE: &str = "date-invalid";

/// The years a date of a pack may be in; others are slips of the keyboard.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Reads a date as it must be written: year, month and day, `2026-04-25` (ISO 8601, extended calendar date).
///
/// # Errors
///
/// `date-invalid` for any other form, for a day that does not exist (`31 April`), a weekday that is not that date's, a year
/// before 1900 or after 2199; `value-sentinel` for `TBC` and the like.
pub fn parse_date(typed: &str) -> Result<Date, ValueError> {
    if sentinel(typed) {
        return Err(ValueError::sentinel(typed, "a date"));
    }
    let text = plain(typed);
    if let Some((year, month, day)) = exact(&text) {
        return existing(&text, year, month, day);
    }
    Err(match loose::read(&text) {
        Some(loose) => explain(&text, loose),
        None => ValueError::new(CODE, format!("`{}` is not a date", shown(typed)))
            .help("write year, month and day, such as `2026-12-25`"),
    })
}

/// When facts were last known to be true: a day, or only a year, where the source gives no more.
///
/// Ordered by [`CheckedOn::earliest`]; of a year and its first day, the year comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckedOn {
    /// The day.
    Day(Date),
    /// Some day of this year, 1900 to 2199.
    Year(i16),
}

impl CheckedOn {
    /// Reads a date, `2025-07-25`, or a year alone, `2018`.
    ///
    /// # Errors
    ///
    /// As [`parse_date`].
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        let text = plain(typed);
        let year = (text.len() == 4).then(|| text.parse::<i16>().ok()).flatten();
        match year {
            Some(year) if YEARS.contains(&year) => Ok(Self::Year(year)),
            Some(year) => Err(strange_year(&text, year)),
            None => parse_date(typed).map(Self::Day),
        }
    }

    /// Returns the first day it may have been: 1 January for a year, so that nothing passes for fresher than it is.
    #[must_use]
    pub fn earliest(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
        }
    }
}

impl Ord for CheckedOn {
    fn cmp(&self, other: &Self) -> Ordering {
        let rank = |checked: &Self| match checked {
            Self::Year(_) => 0,
            Self::Day(_) => 1,
        };
        self.earliest().cmp(&other.earliest()).then(rank(self).cmp(&rank(other)))
    }
}

impl PartialOrd for CheckedOn {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for CheckedOn {
    /// Writes it as it is typed, `2025-07-25` or `2018`: for messages and machines, not for readers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Year(year) => write!(f, "{year}"),
        }
    }
}

/// Reads `YYYY-MM-DD` as three numbers, whether or not there is such a day.
fn exact(text: &str) -> Option<(i16, i8, i8)> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(i, b)| matches!(i, 4 | 7) == (*b == b'-') && (*b == b'-' || b.is_ascii_digit()));
    if !shape {
        return None;
    }
    Some((text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?))
}

/// Makes the date, or says why there is no such day.
fn existing(text: &str, year: i16, month: i8, day: i8) -> Result<Date, ValueError> {
    if !YEARS.contains(&year) {
        return Err(strange_year(text, year));
    }
    if !(1..=12).contains(&month) {
        let swapped = Date::new(year, day, month).ok();
        let error = ValueError::new(CODE, format!("`{}` does not exist: a year has 12 months", shown(text)));
        return Err(match swapped {
            Some(date) => {
                error.help(format!("the order is year, month, day: write `{date}`")).instead(date.to_string())
            }
            None => error.help("write year, month and day, such as `2026-12-25`"),
        });
    }
    Date::new(year, month, day).map_err(|_| {
        let name = loose::MONTHS[usize::from(month.unsigned_abs()) - 1];
        let last = Date::new(year, month, 1).map_or(31, Date::days_in_month);
        let when = if month == 2 { format!("{name} {year}") } else { name.to_owned() };
        ValueError::new(CODE, format!("`{}` does not exist: {when} has {last} days", shown(text)))
            .help("look at where you have the date from, and write it again")
    })
}

fn strange_year(text: &str, year: i16) -> ValueError {
    ValueError::new(CODE, format!("`{}` is in the year {year}, which cannot be right", shown(text)))
        .help("write the year with four digits, such as `2026`")
}

/// Says what is wrong with a date in another form: first whether the day exists, then its weekday, then its form.
fn explain(text: &str, loose: Loose) -> ValueError {
    let Some(year) = loose.year else {
        let days = loose::longest(loose.month);
        if loose.day > days {
            let month = loose::MONTHS[usize::from(loose.month.unsigned_abs()).saturating_sub(1).min(11)];
            return ValueError::new(CODE, format!("`{}` does not exist: {month} has {days} days", shown(text)))
                .help("look at where you have the date from, and write it with its year, such as `2026-12-25`");
        }
        return ValueError::new(CODE, format!("`{}` has no year", shown(text)))
            .help("write year, month and day, such as `2026-12-25`");
    };
    let date = match existing(text, year, loose.month, loose.day) {
        Ok(date) => date,
        Err(error) => return error,
    };
    let real = Weekday::of(date);
    if let Some(said) = loose.weekday.filter(|said| *said != real) {
        return ValueError::new(
            CODE,
            format!("`{}` does not exist: that day is a {}, not a {}", shown(text), real.name(), said.name()),
        )
        .help(format!("find out which is right; if the date is, write `{date}`"));
    }
    ValueError::new(CODE, format!("`{}` is not written as a date", shown(text)))
        .help(format!("write year, month and day: `{date}`"))
        .instead(date.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{CheckedOn, parse_date};

    #[test]
    fn dates_are_year_month_day() {
        assert_eq!(parse_date("2026-04-25"), Ok(date(2026, 4, 25)));
        assert_eq!(parse_date(" 2024-02-29\u{a0}"), Ok(date(2024, 2, 29)));
    }

    #[test]
    fn every_other_form_names_the_right_one() {
        let table = [
            ("2026-04-31", "April has 30 days", None),
            ("2026-02-29", "February 2026 has 28 days", None),
            ("2026-13-25", "12 months", None),
            ("2026-25-12", "12 months", Some("2026-12-25")),
            ("2026-00-10", "12 months", None),
            ("2026-04-00", "April has 30 days", None),
            ("31 April", "April has 30 days", None),
            ("Saturday 31st April", "April has 30 days", None),
            ("30 February", "February has 29 days", None),
            ("31/04/2026", "April has 30 days", None),
            ("25 April", "no year", None),
            ("25/4", "no year", None),
            ("25/12/2026", "not written", Some("2026-12-25")),
            ("25.12.2026", "not written", Some("2026-12-25")),
            ("25-12-2026", "not written", Some("2026-12-25")),
            ("1/2/2026", "not written", Some("2026-02-01")),
            ("12/25/2026", "12 months", Some("2026-12-25")),
            ("25/12/26", "not written", Some("2026-12-25")),
            ("25 Dec 26", "not written", Some("2026-12-25")),
            ("2026/12/25", "not written", Some("2026-12-25")),
            ("2026.12.25", "not written", Some("2026-12-25")),
            ("2026-4-5", "not written", Some("2026-04-05")),
            ("2026–12–25", "not written", Some("2026-12-25")),
            ("20261225", "not written", Some("2026-12-25")),
            ("25122026", "not written", Some("2026-12-25")),
            ("2026-12-25T10:00:00Z", "not written", Some("2026-12-25")),
            ("2026-12-25 10:00", "not written", Some("2026-12-25")),
            ("Saturday 25 April 2026", "not written", Some("2026-04-25")),
            ("Sat, 25th of April 2026", "not written", Some("2026-04-25")),
            ("April 25, 2026", "not written", Some("2026-04-25")),
            ("25 apr 2026", "not written", Some("2026-04-25")),
            ("Sunday 25 April 2026", "that day is a Saturday, not a Sunday", None),
            ("25-Dec-2026", "not written", Some("2026-12-25")),
            ("April 2026", "not a date", None),
            ("2026", "not a date", None),
            ("Christmas", "not a date", None),
            ("2026-12", "not a date", None),
            ("0026-12-25", "year 26", None),
            ("2926-12-25", "year 2926", None),
            ("TBC", "not a date", None),
            ("", "nothing", None),
            ("99/99/9999", "year 9999", None),
            ("25/12/99999999999", "not a date", None),
            ("é/é/é", "not a date", None),
        ];
        for (typed, part, instead) in table {
            let error = parse_date(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}: {}", error.message);
            assert!(error.help.is_some(), "{typed:?}");
        }
    }

    #[test]
    fn a_check_is_a_day_or_a_year() {
        assert_eq!(CheckedOn::parse("2018"), Ok(CheckedOn::Year(2018)));
        assert_eq!(CheckedOn::parse("2018-03-01"), Ok(CheckedOn::Day(date(2018, 3, 1))));
        assert!(
            CheckedOn::parse("0018").is_err() && CheckedOn::parse("March").is_err() && CheckedOn::parse("").is_err()
        );
        assert_eq!(CheckedOn::Year(2018).earliest(), date(2018, 1, 1));
        let mut checks = [CheckedOn::Day(date(2018, 1, 1)), CheckedOn::Year(2019), CheckedOn::Year(2018)];
        checks.sort();
        assert_eq!(checks.map(|check| check.to_string()).join(" "), "2018 2018-01-01 2019");
    }
}
