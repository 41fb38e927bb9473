//! Opening hours: the usual week, and what changes it.
//!
//! In: typed hours of one place. Out: [`Hours`], which tells what holds on a date, and how the week is grouped for printing.
//! Never knows which days are bank holidays ([`crate::model::holidays`] does), nor what day it is.

use std::ops::{Index, IndexMut};

use jiff::civil::Date;

use crate::model::time::{TimeSpan, Weekday};

/// What is known of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Day {
    /// Open in these spans: at least one, sorted, none overlapping another.
    Open(Vec<TimeSpan>),
    /// Closed all day.
    Closed,
    /// Nobody said: readers are told so, and whom to ask.
    #[default]
    NotKnown,
}

/// What is known of each day of a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week([Day; 7]);

impl Week {
    /// Returns every day with what is known of it, Monday first.
    pub fn iter(&self) -> impl Iterator<Item = (Weekday, &Day)> {
        Weekday::ALL.into_iter().zip(&self.0)
    }

    /// Tells whether nothing at all is known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.0.iter().all(|day| *day == Day::NotKnown)
    }

    /// Returns the week in groups of consecutive days that have the same hours, Monday first: at least one group, each with at
    /// least one day.
    #[must_use]
    pub fn grouped(&self) -> Vec<(Vec<Weekday>, Day)> {
        let mut groups: Vec<(Vec<Weekday>, Day)> = Vec::new();
        for (weekday, day) in self.iter() {
            match groups.last_mut() {
                Some((days, same)) if same == day => days.push(weekday),
                _ => groups.push((vec![weekday], day.clone())),
            }
        }
        groups
    }
}

impl Index<Weekday> for Week {
    type Output = Day;

    fn index(&self, weekday: Weekday) -> &Day {
        &self.0[weekday.index()]
    }
}

impl IndexMut<Weekday> for Week {
    fn index_mut(&mut self, weekday: Weekday) -> &mut Day {
        &mut self.0[weekday.index()]
    }
}

/// What happens on bank holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BankHolidayRule {
    /// Closed.
    Closed,
    /// As on that day of the week.
    AsUsual,
    /// As on a Sunday.
    AsSunday,
}

impl BankHolidayRule {
    /// The words it is typed with.
    pub const ALL: &'static [&'static str] = &["closed", "as-usual", "as-sunday"];

    /// Returns what a word of [`Self::ALL`] means; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "closed" => Some(Self::Closed),
            "as-usual" => Some(Self::AsUsual),
            "as-sunday" => Some(Self::AsSunday),
            _ => None,
        }
    }

    /// Returns the word it is typed with.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::AsUsual => "as-usual",
            Self::AsSunday => "as-sunday",
        }
    }
}

/// Days with hours of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// First day.
    pub from: Date,
    /// Last day, included; the same as the first for one day.
    pub to: Date,
    /// What holds on each of them.
    pub hours: Day,
    /// The reason in a few words, where one is given.
    pub why: Option<String>,
}

impl Exception {
    /// Tells whether it holds on a date.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}

/// Part of a year with other weekly hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// The days it changes; a day it does not name ([`Day::NotKnown`]) keeps the hours of the usual week.
    pub weekly: Week,
}

impl Season {
    /// Tells whether it holds on a date.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}

/// The opening hours of one place or line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// The usual week.
    pub weekly: Week,
    /// What happens on bank holidays; `None` is not known, and then nothing is known of any bank holiday.
    pub bank_holidays: Option<BankHolidayRule>,
    /// Single days and runs of days, in the order written.
    pub exceptions: Vec<Exception>,
    /// Parts of the year, in the order written.
    pub seasons: Vec<Season>,
}

/// What holds on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnDay {
    /// Open in these spans: at least one, sorted, none overlapping another.
    Open(Vec<TimeSpan>),
    /// Closed all day.
    Closed {
        /// The reason, where the file gives one.
        why: Option<String>,
    },
    /// Not known: to be said so.
    NotKnown,
}

impl Hours {
    /// Returns what holds on a date. The first that speaks decides: an exception, then the bank holiday rule, then a season,
    /// then the usual week.
    ///
    /// The order follows the prison visits booking data of the Ministry of Justice, where `unbookable` dates go before `anomalous`
    /// dates, and these before the `recurring` week (`ministryofjustice/prison-visits-public`, the `schedule` of a prison).
    #[must_use]
    pub fn on(&self, date: Date, is_bank_holiday: bool) -> OnDay {
        if let Some(exception) = self.exception_on(date) {
            return on_day(&exception.hours, exception.why.as_ref());
        }
        let usual = Weekday::of(date);
        match (is_bank_holiday, self.bank_holidays) {
            (true, None) => OnDay::NotKnown,
            (true, Some(BankHolidayRule::Closed)) => OnDay::Closed { why: None },
            (true, Some(BankHolidayRule::AsSunday)) => on_day(self.week_day(date, Weekday::Sun), None),
            (true, Some(BankHolidayRule::AsUsual)) | (false, _) => on_day(self.week_day(date, usual), None),
        }
    }

    /// Returns the exception that decides a date: of several the one with the fewest days, then the one written last.
    #[must_use]
    pub fn exception_on(&self, date: Date) -> Option<&Exception> {
        let covering = self.exceptions.iter().rev().filter(|exception| exception.covers(date));
        covering.min_by_key(|exception| exception.to.since(exception.from).map_or(i32::MAX, |length| length.get_days()))
    }

    /// Returns the usual week in groups of consecutive days that have the same hours; see [`Week::grouped`].
    #[must_use]
    pub fn grouped(&self) -> Vec<(Vec<Weekday>, Day)> {
        self.weekly.grouped()
    }

    /// Returns the week as it is at the time of year of `date`, without exceptions and bank holidays.
    #[must_use]
    pub fn week_on(&self, date: Date) -> Week {
        let mut week = Week::default();
        for weekday in Weekday::ALL {
            week[weekday] = self.week_day(date, weekday).clone();
        }
        week
    }

    /// Returns what a day of the week has, at the time of year of `date`: the season written last goes before the others.
    fn week_day(&self, date: Date, weekday: Weekday) -> &Day {
        let seasons = self.seasons.iter().rev().filter(|season| season.covers(date));
        let mut named = seasons.map(|season| &season.weekly[weekday]).filter(|day| **day != Day::NotKnown);
        named.next().unwrap_or(&self.weekly[weekday])
    }
}

fn on_day(day: &Day, why: Option<&String>) -> OnDay {
    match day {
        Day::Open(spans) => OnDay::Open(spans.clone()),
        Day::Closed => OnDay::Closed { why: why.cloned() },
        Day::NotKnown => OnDay::NotKnown,
    }
}

/// Returns the places in `spans`, in any order, of the first two that share a minute; the smaller place first.
#[must_use]
pub fn overlaps(spans: &[TimeSpan]) -> Option<(usize, usize)> {
    for (place, span) in spans.iter().enumerate() {
        if let Some(other) = spans[place + 1..].iter().position(|other| span.overlaps(*other)) {
            return Some((place, place + 1 + other));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{BankHolidayRule, Day, Exception, Hours, OnDay, Season, Week, overlaps};
    use crate::model::time::{TimeSpan, Weekday};

    fn open(typed: &str) -> Day {
        Day::Open(typed.split(' ').map(|span| TimeSpan::parse(span).expect("a span")).collect())
    }

    fn said(day: &OnDay) -> String {
        match day {
            OnDay::Open(spans) => spans.iter().map(TimeSpan::to_string).collect::<Vec<_>>().join(" "),
            OnDay::Closed { why } => format!("closed {}", why.as_deref().unwrap_or("-")),
            OnDay::NotKnown => "not known".to_owned(),
        }
    }

    fn exception(from: Date, to: Date, hours: Day) -> Exception {
        Exception { from, to, hours, why: Some("Christmas".to_owned()) }
    }

    fn centre() -> Hours {
        let mut weekly = Week::default();
        for day in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu] {
            weekly[day] = open("12:00-16:15");
        }
        weekly[Weekday::Sat] = open("08:00-11:15 12:00-16:15");
        weekly[Weekday::Sun] = Day::Closed;
        let mut summer = Week::default();
        summer[Weekday::Fri] = open("10:00-12:00");
        summer[Weekday::Sun] = open("14:00-15:00");
        Hours {
            weekly,
            bank_holidays: None,
            exceptions: vec![
                exception(date(2026, 12, 21), date(2027, 1, 3), Day::Closed),
                exception(date(2026, 12, 24), date(2026, 12, 24), open("10:00-12:00")),
            ],
            seasons: vec![Season { from: date(2026, 7, 1), to: date(2026, 8, 31), weekly: summer }],
        }
    }

    #[test]
    fn the_most_special_rule_decides() {
        let hours = centre();
        let table = [
            (date(2026, 6, 1), false, "12:00-16:15"),
            (date(2026, 6, 5), false, "not known"),
            (date(2026, 6, 6), false, "08:00-11:15 12:00-16:15"),
            (date(2026, 6, 7), false, "closed -"),
            (date(2026, 7, 3), false, "10:00-12:00"),
            (date(2026, 7, 6), false, "12:00-16:15"),
            (date(2026, 8, 31), true, "not known"),
            (date(2026, 12, 20), false, "closed -"),
            (date(2026, 12, 21), false, "closed Christmas"),
            (date(2026, 12, 24), false, "10:00-12:00"),
            (date(2026, 12, 25), true, "closed Christmas"),
            (date(2027, 1, 3), false, "closed Christmas"),
            (date(2027, 1, 4), false, "12:00-16:15"),
        ];
        for (date, is_bank_holiday, want) in table {
            assert_eq!(said(&hours.on(date, is_bank_holiday)), want, "{date}");
        }
    }

    #[test]
    fn bank_holidays_follow_their_rule() {
        let august = date(2026, 8, 31);
        for (rule, want) in [
            (BankHolidayRule::Closed, "closed -"),
            (BankHolidayRule::AsUsual, "12:00-16:15"),
            (BankHolidayRule::AsSunday, "14:00-15:00"),
        ] {
            let hours = Hours { bank_holidays: Some(rule), ..centre() };
            assert_eq!(said(&hours.on(august, true)), want, "{rule:?}");
            assert_eq!(BankHolidayRule::parse(rule.as_str()), Some(rule));
        }
        assert_eq!(BankHolidayRule::parse("closed "), None);
        assert!(BankHolidayRule::ALL.iter().all(|word| BankHolidayRule::parse(word).is_some()));
    }

    #[test]
    fn equal_neighbours_are_grouped() {
        let groups = centre().grouped();
        let days: Vec<usize> = groups.iter().map(|(days, _)| days.len()).collect();
        assert_eq!(days, [4, 1, 1, 1]);
        assert_eq!(groups[1], (vec![Weekday::Fri], Day::NotKnown));
        assert_eq!(Week::default().grouped(), [(Weekday::ALL.to_vec(), Day::NotKnown)]);
        assert!(Week::default().is_unknown() && !centre().weekly.is_unknown());
    }

    #[test]
    fn overlaps_are_found_in_any_order() {
        let spans =
            |typed: &str| typed.split(' ').map(|span| TimeSpan::parse(span).expect("a span")).collect::<Vec<_>>();
        assert_eq!(overlaps(&spans("12:00-13:00 09:00-10:00 12:30-14:00")), Some((0, 2)));
        assert_eq!(overlaps(&spans("12:00-13:00 13:00-14:00")), None);
        assert_eq!(overlaps(&[]), None);
    }
}
