//! Times of day, spans of time and days of the week, as an opening hour is written.
//!
//! In: text such as `14:15`, `12:00-16:15`, `mon-thu`. Out: [`Time`], [`TimeSpan`], [`Weekday`], [`DayRange`].
//! Never prints a time for readers (how `14:15` is said depends on the language), and never knows a date or a time zone.

mod loose;
mod span;
mod weekday;

pub use span::TimeSpan;
pub use weekday::{DayRange, Weekday};

use std::fmt;

use crate::model::value::{ValueError, is_curly_quote, is_dash, plain, sentinel, shown};

/// The code of every message about a time, sentinels excepted.
const CODE: &str = "time-invalid";

/// A time of day: minutes after local midnight, 0..=1440. 1440 is `24:00`, the end of the day, and only ever ends a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(u16);

impl Time {
    /// Reads a time as it must be written, `HH:MM` on the 24-hour clock, `00:00` to `23:59`.
    ///
    /// # Errors
    ///
    /// `time-invalid` for any other form (`9am`, `13.30`, `midday`), for minutes past 59 and hours past 23; `value-sentinel` for
    /// `TBC` and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        if sentinel(typed) {
            return Err(ValueError::sentinel(typed, "a time"));
        }
        match Self::exact(&plain(typed)) {
            Some(Self(1440)) => {
                let error = ValueError::new(CODE, format!("`{}` can only be the end of a span", shown(typed)));
                Err(error.help("for midnight at the start of a day, write `00:00`"))
            }
            Some(time) => Ok(time),
            None => Err(explain(&plain(typed))),
        }
    }

    /// Returns the minutes after local midnight, 0..=1440.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// Returns the hour on the 24-hour clock, 0..=24.
    #[must_use]
    pub fn hour(self) -> u16 {
        self.0 / 60
    }

    /// Returns the minute of the hour, 0..=59.
    #[must_use]
    pub fn minute(self) -> u16 {
        self.0 % 60
    }

    /// Returns the time `minutes` before this one, or `None` where that is on the day before.
    #[must_use]
    pub fn before(self, minutes: u16) -> Option<Self> {
        self.0.checked_sub(minutes).map(Self)
    }

    /// Reads `HH:MM`, `24:00` included; `None` for every other form.
    pub(super) fn exact(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !two_digits(hour) || !two_digits(minute) {
            return None;
        }
        Self::of(hour.parse().ok()?, minute.parse().ok()?)
    }

    /// Makes a time from an hour and a minute; `None` past `24:00` or past 59 minutes.
    fn of(hour: u16, minute: u16) -> Option<Self> {
        (minute < 60 && hour * 60 + minute <= 1440).then_some(Self(hour * 60 + minute))
    }
}

impl fmt::Display for Time {
    /// Writes the time as it is typed, `09:15`: for messages and machines, not for readers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

/// Says why `text`, which is no exact time, is none, and which time was probably meant.
fn explain(text: &str) -> ValueError {
    let error = |message: String| ValueError::new(CODE, message);
    let bare = text.trim_matches(|c| is_curly_quote(c) || c == '"' || c == '\'' || c == ' ');
    if bare != text {
        let plain = Time::parse(bare).map_or_else(|error| error.instead, |time| Some(time.to_string()));
        let error = error(format!("`{}` has quotation marks inside it", shown(text)))
            .help("write `14:15`, with straight marks round it");
        return ValueError { instead: plain, ..error };
    }
    if TimeSpan::parse(text).is_ok() {
        return error(format!("`{}` is a span, and one time is wanted here", shown(text)))
            .help("write one time, such as `14:15`");
    }
    if let Some(reason) = impossible(text) {
        return error(format!("`{}` is not a time: {reason}", shown(text)))
            .help("write hours and minutes, such as `14:15`");
    }
    let Some(loose) = loose::read(text) else {
        let error = error(format!("`{}` is not a time", shown(text)));
        return error.help("write hours and minutes on the 24-hour clock, such as `09:00` or `14:15`");
    };
    let error = error(format!("`{}` is not written as a time: {}", shown(text), loose.form.reason()));
    if let Some(time) = loose.certain() {
        return error.help(format!("write `{time}`")).instead(time.to_string());
    }
    let (morning, afternoon) = loose.either();
    error.help(format!("write `{morning}` if it is in the morning, `{afternoon}` if it is in the afternoon"))
}

/// Finds hours past 24 and minutes past 59 in `HH:MM` and its relatives.
fn impossible(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once([':', '.'])?;
    let hour: u16 = hour.trim().parse().ok().filter(|hour| *hour < 100)?;
    let digits: String = minute.chars().take_while(char::is_ascii_digit).collect();
    let minute: u16 = digits.parse().ok()?;
    if minute > 59 {
        return Some(format!("an hour has no minute {minute}"));
    }
    (hour * 60 + minute > 1440).then(|| format!("a day has no hour {hour}"))
}

/// Tells whether `c` may stand between the two ends of a span or a range of days.
fn is_range_mark(c: char) -> bool {
    is_dash(c) || c == '~'
}

#[cfg(test)]
mod tests {
    use super::Time;

    #[test]
    fn exact_times_are_read() {
        for (typed, minutes) in [("00:00", 0), ("09:05", 545), ("23:59", 1439), (" 14:15 ", 855), ("14:15\u{a0}", 855)]
        {
            assert_eq!(Time::parse(typed).map(Time::minutes), Ok(minutes), "{typed:?}");
        }
        let time = Time::parse("14:15").expect("a time");
        assert_eq!((time.hour(), time.minute(), time.to_string().as_str()), (14, 15, "14:15"));
        assert_eq!((time.before(45).map(|t| t.to_string()), time.before(900)), (Some("13:30".to_owned()), None));
    }

    #[test]
    fn every_other_form_names_the_right_one() {
        let table = [
            ("13.30", "colon", Some("13:30")),
            ("9am", "24-hour clock", Some("09:00")),
            ("9 am", "24-hour clock", Some("09:00")),
            ("9a.m.", "24-hour clock", Some("09:00")),
            ("09:00am", "24-hour clock", Some("09:00")),
            ("9:15", "two digits", Some("09:15")),
            ("4:15", "two digits", None),
            ("4.15", "colon", None),
            ("1330", "colon", Some("13:30")),
            ("0930", "colon", Some("09:30")),
            ("0930hrs", "colon", Some("09:30")),
            ("13h30", "colon", Some("13:30")),
            ("4.15pm", "24-hour clock", Some("16:15")),
            ("4:15 p.m.", "24-hour clock", Some("16:15")),
            ("12pm", "24-hour clock", Some("12:00")),
            ("12am", "24-hour clock", Some("00:00")),
            ("12:30am", "24-hour clock", Some("00:30")),
            ("13:30pm", "24-hour clock", Some("13:30")),
            ("noon", "digits", Some("12:00")),
            ("12 noon", "digits", Some("12:00")),
            ("Midday", "digits", Some("12:00")),
            ("midnight", "digits", Some("00:00")),
            ("13:30:00", "seconds", Some("13:30")),
            ("13;30", "colon", Some("13:30")),
            ("14", "minutes", Some("14:00")),
            ("9", "minutes", Some("09:00")),
            ("13:60", "no minute 60", None),
            ("25:00", "no hour 25", None),
            ("24:01", "no hour 24", None),
            ("24:00", "end of a span", None),
            ("“13:30”", "quotation marks", Some("13:30")),
            ("‘9am’", "quotation marks", Some("09:00")),
            ("12:00-16:15", "one time is wanted", None),
            ("closed", "not a time", None),
            ("TBC", "not a time", None),
            ("", "nothing", None),
            ("9999:00", "not a time", None),
            ("1000.99999", "not a time", None),
            ("99999999999", "not a time", None),
            ("é", "not a time", None),
        ];
        for (typed, part, instead) in table {
            let error = Time::parse(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}: {}", error.message);
            assert!(error.help.is_some(), "{typed:?}");
        }
    }
}
