//! Days and times in words, as the language says them: "Saturday 14 November 2026", "2:15pm to 3:45pm".
//!
//! English follows the GOV.UK style guide (times: "5pm", "midday", "to" in ranges; dates: "6 August 2018").

use jiff::civil::Date;

use super::edition::Edition;
use crate::model::date::CheckedOn;
use crate::model::hours::Day;
use crate::model::time::{Time, TimeSpan, Weekday};

impl Edition<'_> {
    /// Returns "6 August 2018".
    pub(super) fn date(&self, date: Date) -> String {
        if date == self.today {
            return self.today_words.get_or_init(|| self.any_date(date)).clone();
        }
        self.any_date(date)
    }

    fn any_date(&self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let month = self.month(date);
        self.say("date", &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// Returns "Monday 6 August".
    pub(super) fn weekday_and_date(&self, date: Date) -> String {
        let weekday = self.weekday(Weekday::of(date));
        let month = self.month(date);
        self.say("date-weekday", &[("weekday", &weekday), ("day", &date.day().to_string()), ("month", &month)])
    }

    /// Returns "Monday 6 August", with the year where it is not this one.
    pub(super) fn weekday_and_whole_date(&self, date: Date) -> String {
        if date.year() == self.today.year() {
            return self.weekday_and_date(date);
        }
        let (weekday, month) = (self.weekday(Weekday::of(date)), self.month(date));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.say("date-weekday-year", &[("weekday", &weekday), ("day", &day), ("month", &month), ("year", &year)])
    }

    /// Returns "Mon 6 Aug", for where every letter counts.
    pub(super) fn short_date(&self, date: Date) -> String {
        let weekday = self.say(&format!("weekday-short-{}", Weekday::of(date).as_str()), &[]);
        let month = self.say(&format!("month-short-{}", date.month()), &[]);
        self.say("date-weekday", &[("weekday", &weekday), ("day", &date.day().to_string()), ("month", &month)])
    }

    fn month(&self, date: Date) -> String {
        self.say(&format!("month-{}", date.month()), &[])
    }

    /// Returns the date or the year.
    pub(super) fn checked_on(&self, checked: CheckedOn) -> String {
        match checked {
            CheckedOn::Day(date) => self.date(date),
            CheckedOn::Year(year) => year.to_string(),
        }
    }

    /// Returns "Monday".
    pub(super) fn weekday(&self, weekday: Weekday) -> String {
        self.say(&format!("weekday-{}", weekday.as_str()), &[])
    }

    /// Returns "Monday to Thursday", "Saturday and Sunday", "Monday, Wednesday and Friday".
    pub(super) fn weekdays(&self, days: &[Weekday]) -> String {
        let runs = runs(days);
        let words: Vec<String> = runs
            .iter()
            .flat_map(|run| match run {
                (first, last) if *last as usize - *first as usize >= 2 => {
                    let (from, to) = (self.weekday(*first), self.weekday(*last));
                    vec![self.say("days-range", &[("from", &from), ("to", &to)])]
                }
                (first, last) if first == last => vec![self.weekday(*first)],
                (first, last) => vec![self.weekday(*first), self.weekday(*last)],
            })
            .collect();
        self.list_of(&words)
    }

    /// Returns "2:15pm", "midday", "9am".
    pub(super) fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match (hour, minute) {
            (12, 0) => return self.say("time-midday", &[]),
            (0 | 24, 0) => return self.say("time-midnight", &[]),
            _ => {}
        }
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        let key = match (hour < 12, minute) {
            (true, 0) => "time-am",
            (true, _) => "time-am-minutes",
            (false, 0) => "time-pm",
            (false, _) => "time-pm-minutes",
        };
        self.say(key, &[("hour", &twelve.to_string()), ("minutes", &format!("{minute:02}"))])
    }

    /// Returns "2:15pm to 3:45pm".
    pub(super) fn time_span(&self, span: TimeSpan) -> String {
        let (from, to) = (self.time(span.start()), self.time(span.end()));
        self.say("time-range", &[("from", &from), ("to", &to)])
    }

    /// Returns the opening hours of one day in words.
    pub(super) fn day_hours(&self, day: &Day) -> String {
        match day {
            Day::Open(spans) => {
                let spans: Vec<String> = spans.iter().map(|span| self.time_span(*span)).collect();
                self.list_of(&spans)
            }
            Day::Closed => self.say("hours-closed", &[]),
            Day::NotKnown => self.say("hours-not-known", &[]),
        }
    }

    /// Joins words as a sentence does: "a, b and c".
    pub(super) fn list_of(&self, words: &[String]) -> String {
        match words.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, others)) => self.say("list-and", &[("others", &others.join(", ")), ("last", last)]),
        }
    }
}

/// Returns runs of days that follow each other: first and last.
fn runs(days: &[Weekday]) -> Vec<(Weekday, Weekday)> {
    let mut runs: Vec<(Weekday, Weekday)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last as usize + 1 == *day as usize => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    runs
}
