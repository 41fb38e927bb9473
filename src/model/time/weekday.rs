//! Days of the week and ranges of them.
//!
//! In: text such as `mon` or `mon-thu`. Out: [`Weekday`] and [`DayRange`], Monday first.
//! Never names a day for readers, whose language it does not know; [`Weekday::name`] is for messages.

use super::is_range_mark;
use crate::model::value::{ValueError, plain, sentinel, shown};

/// The code of every message about days, sentinels excepted.
const CODE: &str = "day-invalid";

/// A day of the week, Monday first (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Monday, `mon`.
    Mon,
    /// Tuesday, `tue`.
    Tue,
    /// Wednesday, `wed`.
    Wed,
    /// Thursday, `thu`.
    Thu,
    /// Friday, `fri`.
    Fri,
    /// Saturday, `sat`.
    Sat,
    /// Sunday, `sun`.
    Sun,
}

impl Weekday {
    /// The seven days, Monday first.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// Reads one of `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`.
    ///
    /// # Errors
    ///
    /// `day-invalid` for every other form, with the right one where a day can be told; `value-sentinel` for `TBC` and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        if sentinel(typed) {
            return Err(ValueError::sentinel(typed, "a day"));
        }
        let text = plain(typed);
        if let Some(day) = Self::exact(&text) {
            return Ok(day);
        }
        let error = ValueError::new(CODE, format!("`{}` is not written as a day", shown(typed)));
        Err(match Self::loose(&text) {
            Some(day) => error.help(format!("write `{}`", day.as_str())).instead(day.as_str()),
            None => ValueError::new(CODE, format!("`{}` is not a day of the week", shown(typed)))
                .help("write `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`"),
        })
    }

    /// Returns the three letters it is typed with: `mon`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        }
    }

    /// Returns its English name, for messages to the people who write the files: `Monday`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mon => "Monday",
            Self::Tue => "Tuesday",
            Self::Wed => "Wednesday",
            Self::Thu => "Thursday",
            Self::Fri => "Friday",
            Self::Sat => "Saturday",
            Self::Sun => "Sunday",
        }
    }

    /// Returns its place in the week, Monday 0 to Sunday 6.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Returns the day of the week of a date.
    #[must_use]
    pub fn of(date: jiff::civil::Date) -> Self {
        match date.weekday() {
            jiff::civil::Weekday::Monday => Self::Mon,
            jiff::civil::Weekday::Tuesday => Self::Tue,
            jiff::civil::Weekday::Wednesday => Self::Wed,
            jiff::civil::Weekday::Thursday => Self::Thu,
            jiff::civil::Weekday::Friday => Self::Fri,
            jiff::civil::Weekday::Saturday => Self::Sat,
            jiff::civil::Weekday::Sunday => Self::Sun,
        }
    }

    fn exact(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.as_str() == text)
    }

    /// Reads `Monday`, `Mondays`, `Mon.`, `Thurs`, `Tues`, `MON`, `weds`.
    pub(crate) fn loose(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let text = text.trim_end_matches('.');
        let names = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
        let of_name = Self::ALL.into_iter().zip(names).find(|(_, name)| text.len() >= 3 && name.starts_with(text));
        of_name.map(|(day, _)| day).or_else(|| (text == "weds").then_some(Self::Wed))
    }
}

/// One day, or consecutive days within one week from Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayRange {
    first: Weekday,
    last: Weekday,
}

impl DayRange {
    /// Reads `mon` or `mon-thu`, with a dash of any length; the first day comes before the last.
    ///
    /// # Errors
    ///
    /// `day-invalid` for every other form, for a range that goes past Sunday and for several days in one text; `value-sentinel`
    /// for `TBC` and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        if sentinel(typed) {
            return Err(ValueError::sentinel(typed, "a day"));
        }
        let text = plain(typed);
        if let Some(error) = several(&text).or_else(|| named(&text)) {
            return Err(error);
        }
        let Some((first, last)) = ends(&text) else {
            return Weekday::parse(&text).map(|day| Self { first: day, last: day });
        };
        match (Weekday::exact(first), Weekday::exact(last)) {
            (Some(first), Some(last)) if first < last => Ok(Self { first, last }),
            (Some(first), Some(last)) => Err(past_sunday(&text, first, last)),
            _ => Err(misspelt(&text, first, last)),
        }
    }

    /// Returns the first day.
    #[must_use]
    pub fn first(self) -> Weekday {
        self.first
    }

    /// Returns the last day, the same as the first for one day.
    #[must_use]
    pub fn last(self) -> Weekday {
        self.last
    }

    /// Returns its days in order; never empty.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        Weekday::ALL.into_iter().filter(move |day| self.first <= *day && *day <= self.last)
    }
}

fn ends(text: &str) -> Option<(&str, &str)> {
    let split = text.split_once(" to ").or_else(|| text.split_once(is_range_mark))?;
    Some((split.0.trim(), split.1.trim()))
}

/// Finds days joined by anything but a dash: `mon, wed`, `mon & wed`.
fn several(text: &str) -> Option<ValueError> {
    let spaced = text.replace(" and ", ",");
    let parts: Vec<&str> = spaced.split([',', '&', '/', ';', '+']).map(str::trim).collect();
    if parts.len() < 2 {
        return None;
    }
    let days: Vec<String> = parts.iter().filter_map(|part| meant(part)).map(|part| format!("\"{part}\"")).collect();
    let list = if days.len() == parts.len() { days.join(", ") } else { r#""mon", "wed""#.to_owned() };
    let error = ValueError::new(CODE, format!("`{}` holds more than one day", shown(text)));
    Some(error.help(format!("write a range with a dash, such as `mon-thu`; in `days` write a list, `[{list}]`; among hours give each its own line")))
}

fn meant(text: &str) -> Option<String> {
    DayRange::parse(text).map_or_else(|error| error.instead, |range| Some(spelt(range)))
}

fn spelt(range: DayRange) -> String {
    if range.first == range.last {
        range.first.as_str().to_owned()
    } else {
        format!("{}-{}", range.first.as_str(), range.last.as_str())
    }
}

/// Finds words for several days: `weekdays`, `weekend`, `daily`.
fn named(text: &str) -> Option<ValueError> {
    let range = match text.to_lowercase().as_str() {
        "weekday" | "weekdays" => "mon-fri",
        "weekend" | "weekends" => "sat-sun",
        "daily" | "every day" | "everyday" | "all week" | "all" | "7 days" => "mon-sun",
        _ => return None,
    };
    let error = ValueError::new(CODE, format!("`{}` is not written as days", shown(text)));
    Some(error.help(format!("write `{range}`")).instead(range))
}

fn past_sunday(text: &str, first: Weekday, last: Weekday) -> ValueError {
    if first == last {
        let day = first.as_str();
        let error = ValueError::new(CODE, format!("`{}` starts and ends on the same day", shown(text)));
        return error.help(format!("write `{day}`")).instead(day);
    }
    let [before, after] = [DayRange { first, last: Weekday::Sun }, DayRange { first: Weekday::Mon, last }].map(spelt);
    let error = ValueError::new(CODE, format!("`{}` goes past Sunday, and a week starts on Monday here", shown(text)));
    error.help(format!("write two: `{before}` and `{after}`"))
}

fn misspelt(text: &str, first: &str, last: &str) -> ValueError {
    match (Weekday::loose(first), Weekday::loose(last)) {
        (Some(first), Some(last)) if first < last => {
            let range = spelt(DayRange { first, last });
            let error = ValueError::new(CODE, format!("`{}` is not written as days", shown(text)));
            error.help(format!("write `{range}`")).instead(range)
        }
        (Some(first), Some(last)) => past_sunday(text, first, last),
        _ => ValueError::new(CODE, format!("`{}` is not a range of days", shown(text)))
            .help("write one day, such as `mon`, or a range, such as `mon-thu`"),
    }
}

#[cfg(test)]
mod tests {
    use super::{DayRange, Weekday};

    #[test]
    fn days_are_three_letters() {
        for day in Weekday::ALL {
            assert_eq!(Weekday::parse(day.as_str()), Ok(day));
        }
        let table = [
            ("Mon", Some("mon")),
            ("MON", Some("mon")),
            ("monday", Some("mon")),
            ("Mondays", Some("mon")),
            ("thurs", Some("thu")),
            ("thur", Some("thu")),
            ("Tues.", Some("tue")),
            ("weds", Some("wed")),
            ("m", None),
            ("mo", None),
            ("someday", None),
            ("", None),
            ("TBC", None),
            ("montag", None),
            ("ŷ", None),
        ];
        for (typed, instead) in table {
            let error = Weekday::parse(typed).expect_err(typed);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}");
            assert!(error.help.is_some(), "{typed:?}");
        }
        assert_eq!(Weekday::of(jiff::civil::date(2026, 4, 25)), Weekday::Sat);
    }

    #[test]
    fn ranges_stay_within_the_week() {
        let days =
            |typed: &str| DayRange::parse(typed).map(|range| range.days().map(Weekday::as_str).collect::<Vec<_>>());
        assert_eq!(days("mon-thu"), Ok(vec!["mon", "tue", "wed", "thu"]));
        assert_eq!(days("mon – tue"), Ok(vec!["mon", "tue"]));
        assert_eq!(days("sat"), Ok(vec!["sat"]));
        let table = [
            ("fri-mon", "past Sunday", None),
            ("Fri-Mon", "past Sunday", None),
            ("mon-mon", "same day", Some("mon")),
            ("Mon-Thurs", "not written", Some("mon-thu")),
            ("Monday to Thursday", "not written", Some("mon-thu")),
            ("weekdays", "not written", Some("mon-fri")),
            ("weekend", "not written", Some("sat-sun")),
            ("every day", "not written", Some("mon-sun")),
            ("mon, wed", "more than one day", None),
            ("mon & wed", "more than one day", None),
            ("mon-wed-fri", "not a range", None),
            ("mon-", "not a range", None),
            ("Sunday", "not written", Some("sun")),
            ("xyz", "not a day", None),
            ("TBC", "not a day", None),
        ];
        for (typed, part, instead) in table {
            let error = DayRange::parse(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}");
        }
        let list = DayRange::parse("Monday and Wed-Fri").expect_err("several").help.unwrap_or_default();
        assert!(list.contains(r#"["mon", "wed-fri"]"#), "{list}");
    }
}
