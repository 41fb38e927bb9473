//! A span of time within one day, such as a visit or an opening.
//!
//! In: text such as `12:00-16:15`. Out: [`TimeSpan`].
//! Never passes midnight: an opening that does is two spans on two days.

use std::fmt;

use super::loose::{self, Form, Half, Loose};
use super::{CODE, Time, is_range_mark};
use crate::model::value::{ValueError, is_curly_quote, plain, sentinel, shown};

/// From `start` up to but not including `end`, on the same day; `end` is after `start`, and may be `24:00`.
///
/// Ordered by start, then end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan {
    start: Time,
    end: Time,
}

impl TimeSpan {
    /// Reads two times with a dash of any length, or the word `to`, between them: `12:00-16:15`, `12:00 to 16:15`.
    ///
    /// # Errors
    ///
    /// `time-invalid` for times in another form, for an end that is not after the start, and for more than one span in one text;
    /// `value-sentinel` for `TBC` and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        if sentinel(typed) {
            return Err(ValueError::sentinel(typed, "a time"));
        }
        let text = plain(typed);
        if let Some(error) = quoted(&text).or_else(|| joined(&text)) {
            return Err(error);
        }
        let Some((start, end)) = ends(&text) else { return Err(no_range(&text)) };
        match (start_time(start), Time::exact(end)) {
            (Some(start), Some(end)) if start < end => Ok(Self { start, end }),
            (Some(start), Some(end)) => Err(reversed(&text, start, end)),
            _ => Err(explain(&text, start, end)),
        }
    }

    /// Returns when it begins.
    #[must_use]
    pub fn start(self) -> Time {
        self.start
    }

    /// Returns when it is over.
    #[must_use]
    pub fn end(self) -> Time {
        self.end
    }

    /// Returns how long it lasts, in minutes, 1..=1440.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.end.minutes() - self.start.minutes()
    }

    /// Tells whether the two share any minute; one that begins when the other ends does not.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Tells whether `other` lies wholly within this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Display for TimeSpan {
    /// Writes the span as it is typed, `12:00-16:15`: for messages and machines, not for readers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

/// A start is any time but `24:00`.
fn start_time(text: &str) -> Option<Time> {
    Time::exact(text).filter(|time| time.minutes() < 1440)
}

/// Returns the texts on both sides of the one dash or `to`; `None` where there is none, or more than one.
fn ends(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_ascii_lowercase();
    for word in [" to ", " until ", " till "] {
        if let Some(at) = lower.find(word) {
            return Some((text[..at].trim(), text[at + word.len()..].trim()));
        }
    }
    let (start, end) = text.split_once(is_range_mark)?;
    let end = end.trim_start_matches(is_range_mark);
    (!end.contains(is_range_mark)).then(|| (start.trim(), end.trim()))
}

fn quoted(text: &str) -> Option<ValueError> {
    let is_quote = |c: char| is_curly_quote(c) || c == '"' || c == '\'';
    if !text.contains(is_quote) {
        return None;
    }
    let bare = text.replace(is_quote, "");
    let meant = TimeSpan::parse(&bare).map_or_else(|error| error.instead, |span| Some(span.to_string()));
    let error = ValueError::new(CODE, format!("`{}` has quotation marks inside it", shown(text)));
    Some(ValueError { instead: meant, ..error.help("write `12:00-16:15`, with straight marks round the whole") })
}

/// Finds two spans in one text: `08:00-11:15 & 12:00-16:15`.
fn joined(text: &str) -> Option<ValueError> {
    let spaced = text.replace(" and ", " & ").replace(" then ", " & ");
    let parts: Vec<&str> =
        spaced.split(['&', ',', ';', '/', '+', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 || !parts.iter().all(|part| part.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let spans: Vec<String> = parts.iter().filter_map(|part| meant(part)).map(|part| format!("\"{part}\"")).collect();
    let error = ValueError::new(CODE, format!("`{}` holds more than one span", shown(text)));
    let list = if spans.len() == parts.len() { spans.join(", ") } else { r#""08:00-11:15", "12:00-16:15""#.to_owned() };
    Some(error.help(format!("write a list: `[{list}]`")))
}

/// Returns the span as it should have been typed, where that is certain.
fn meant(text: &str) -> Option<String> {
    TimeSpan::parse(text).map_or_else(|error| error.instead, |span| Some(span.to_string()))
}

fn no_range(text: &str) -> ValueError {
    let lower = text.to_lowercase();
    let example = "write start and end, such as `12:00-16:15`";
    if matches!(lower.as_str(), "closed" | "shut") {
        return ValueError::new(CODE, format!("`{}` is not a time", shown(text)))
            .help("write `\"closed\"` alone for the whole day, not in a list");
    }
    if matches!(lower.as_str(), "all day" | "24 hours" | "24/7" | "always" | "open") {
        return ValueError::new(CODE, format!("`{}` is not written as a span", shown(text)))
            .help("write start and end; a whole day is `00:00-24:00`");
    }
    if text.chars().filter(|c| is_range_mark(*c)).count() > 1 {
        return ValueError::new(CODE, format!("`{}` has more than one dash", shown(text))).help(
            "write one span, such as `12:00-16:15`; two are a list, such as `[\"08:00-11:15\", \"12:00-16:15\"]`",
        );
    }
    match loose::read(text) {
        Some(_) => {
            ValueError::new(CODE, format!("`{}` is one time, and a start and an end are wanted here", shown(text)))
                .help(example)
        }
        None => ValueError::new(CODE, format!("`{}` is not a span of time", shown(text))).help(example),
    }
}

fn reversed(text: &str, start: Time, end: Time) -> ValueError {
    let error = ValueError::new(CODE, format!("`{}` ends before it starts", shown(text)));
    if start == end {
        let error = ValueError::new(CODE, format!("`{}` ends when it starts", shown(text)));
        return error.help("write the time it ends after the dash; a whole day is `00:00-24:00`");
    }
    let afternoon = Time::of(end.hour() + 12, end.minute()).filter(|_| (1..=11).contains(&end.hour()));
    match afternoon.filter(|end| start < *end) {
        Some(end) if start.hour() < 18 => {
            let span = TimeSpan { start, end };
            error.help(format!("times are on the 24-hour clock: write `{span}` if it ends in the afternoon")).instead(span.to_string())
        }
        _ => error.help(format!(
            "write the earlier time first, `{end}-{start}`; hours past midnight are two spans: `{start}-24:00`, and the rest on the next day"
        )),
    }
}

/// Says which of the two times is not written as one, and what the span should be.
fn explain(text: &str, start: &str, end: &str) -> ValueError {
    let bad = [start, end].into_iter().find(|side| Time::parse(side).is_err() && (*side != "24:00" || *side == start));
    let bad = bad.unwrap_or(end);
    if let Some(error) = midnight_or_midday(start, end) {
        return error;
    }
    if bad.is_empty() {
        let side = if start.is_empty() { "start" } else { "end" };
        let error = ValueError::new(CODE, format!("`{}` has no {side}", shown(text)));
        return error.help("write start and end, such as `12:00-16:15`");
    }
    let side = match Time::parse(bad) {
        Err(error) => error,
        Ok(_) => ValueError::new(CODE, format!("`{}` is not a span of time", shown(text))),
    };
    let error = ValueError { instead: None, ..side };
    match certain(start, end) {
        Some(span) => error.help(format!("write `{span}`")).instead(span.to_string()),
        None => error,
    }
}

/// Says that `12am` at the end of a span is midnight by the clock, and midday for many who type it.
fn midnight_or_midday(start: &str, end: &str) -> Option<ValueError> {
    let (from, to) = (loose::read(start)?.certain()?, loose::read(end)?);
    let is_twelve_am = to.half == Some(Half::Morning) && to.certain()?.minutes() == 0;
    let error = ValueError::new(CODE, format!("`{}` may be midnight or midday", shown(end)));
    let help = format!("write `{from}-24:00` if it is midnight, `{from}-12:00` if it is midday");
    (is_twelve_am && from.hour() < 12).then(|| error.help(help))
}

/// Returns the span that was meant: a side without am or pm takes that of the other (`2-4pm`), or starts in the morning (`10-4pm`).
fn certain(start: &str, end: &str) -> Option<TimeSpan> {
    let (start, end) = (loose::read(start)?, loose::read(end)?);
    let closing = match (end.certain(), start.half) {
        (Some(end), _) => end,
        (None, Some(_)) => end.in_half(Half::Afternoon)?,
        (None, None) => return None,
    };
    let closing = if closing.minutes() == 0 && end.form == Form::Word { Time::of(24, 0)? } else { closing };
    let opening = opening(start, end, closing)?;
    (opening < closing).then_some(TimeSpan { start: opening, end: closing })
}

fn opening(start: Loose, end: Loose, closing: Time) -> Option<Time> {
    match (start.half, end.half) {
        (None, Some(Half::Afternoon)) => {
            let afternoon = start.in_half(Half::Afternoon).filter(|time| *time < closing);
            afternoon.or_else(|| start.in_half(Half::Morning))
        }
        (None, Some(Half::Morning)) => start.in_half(Half::Morning),
        (Some(_), _) | (None, None) => start.certain(),
    }
}

#[cfg(test)]
mod tests {
    use super::TimeSpan;

    #[test]
    fn spans_are_read_with_any_dash() {
        let table = [
            ("12:00-16:15", "12:00-16:15"),
            ("12:00 - 16:15", "12:00-16:15"),
            ("12:00–16:15", "12:00-16:15"),
            ("12:00 — 16:15", "12:00-16:15"),
            ("12:00\u{a0}–\u{a0}16:15", "12:00-16:15"),
            ("12:00\u{2011}16:15", "12:00-16:15"),
            ("12:00 to 16:15", "12:00-16:15"),
            ("12:00 until 16:15", "12:00-16:15"),
            ("00:00-24:00", "00:00-24:00"),
            ("22:00-24:00", "22:00-24:00"),
        ];
        for (typed, want) in table {
            assert_eq!(TimeSpan::parse(typed).map(|span| span.to_string()).as_deref(), Ok(want), "{typed:?}");
        }
    }

    #[test]
    fn every_mistake_names_the_right_form() {
        let table = [
            ("08:00am-11:15", "24-hour clock", Some("08:00-11:15")),
            ("9am-12pm", "24-hour clock", Some("09:00-12:00")),
            ("9am - 5pm", "24-hour clock", Some("09:00-17:00")),
            ("2-4pm", "minutes", Some("14:00-16:00")),
            ("2pm-4", "24-hour clock", Some("14:00-16:00")),
            ("10-4pm", "minutes", Some("10:00-16:00")),
            ("8-11am", "minutes", Some("08:00-11:00")),
            ("11.30am-1.30pm", "24-hour clock", Some("11:30-13:30")),
            ("12.00-16.15", "colon", Some("12:00-16:15")),
            ("1200-1615", "colon", Some("12:00-16:15")),
            ("9:00-12:00", "two digits", Some("09:00-12:00")),
            ("2:00-4:00", "two digits", None),
            ("12:00-noon", "digits", None),
            ("9am-noon", "24-hour clock", Some("09:00-12:00")),
            ("8pm-midnight", "24-hour clock", Some("20:00-24:00")),
            ("16:15-12:00", "ends before", None),
            ("12:00-04:15", "ends before", Some("12:00-16:15")),
            ("22:00-02:00", "ends before", None),
            ("12:00-12:00", "ends when it starts", None),
            ("24:00-24:00", "end of a span", None),
            ("12:60-13:00", "no minute 60", None),
            ("12:00-25:00", "no hour 25", None),
            ("08:00-11:15 & 12:00-16:15", "more than one span", None),
            ("08:00-11:15 and 12:00-16:15", "more than one span", None),
            ("08:00-11:15, 12:00-16:15", "more than one span", None),
            ("12:00-13:00-14:00", "more than one dash", None),
            ("“12:00-16:15”", "quotation marks", Some("12:00-16:15")),
            ("‘9am–5pm’", "quotation marks", Some("09:00-17:00")),
            ("12:00", "one time", None),
            ("12:00-", "no end", None),
            ("-16:15", "no start", None),
            ("closed", "not a time", None),
            ("all day", "not written as a span", None),
            ("afternoons", "not a span", None),
            ("TBC", "not a time", None),
            ("", "nothing", None),
        ];
        for (typed, part, instead) in table {
            let error = TimeSpan::parse(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}: {}", error.message);
            assert!(error.help.is_some(), "{typed:?}: {}", error.message);
        }
    }

    #[test]
    fn two_spans_become_a_list() {
        let error = TimeSpan::parse("8am-11.15am & 12:00-16:15").expect_err("two spans");
        assert_eq!(error.help.as_deref(), Some(r#"write a list: `["08:00-11:15", "12:00-16:15"]`"#));
    }

    #[test]
    fn overlap_is_by_shared_minutes() {
        let span = |typed| TimeSpan::parse(typed).expect("a span");
        assert!(span("09:00-12:00").overlaps(span("11:59-13:00")) && span("09:00-12:00").contains(span("09:00-10:00")));
        assert!(
            !span("09:00-12:00").overlaps(span("12:00-13:00")) && !span("09:00-12:00").contains(span("08:59-10:00"))
        );
        assert_eq!(span("09:00-12:30").minutes(), 210);
    }
}
