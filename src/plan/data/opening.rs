//! Opening hours for search engines: only where every day is known, and only as long as they count as checked.
//!
//! A search engine takes a day that is not named for a closed one, and knows no "not known". So hours of which one day, or the
//! rule for bank holidays, is not known are not told at all; and each part says until when it holds.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::establishment::NamedHours;
use crate::model::freshness::{Freshness, Kind, due, freshness};
use crate::model::holidays::HolidayOn;
use crate::model::hours::{Day, OnDay, Week};
use crate::model::time::{Time, TimeSpan, Weekday};
use crate::plan::edition::Edition;
use crate::view::data::office::Hours;

/// Hours as a search engine reads them.
#[derive(Debug, Default)]
pub(super) struct Opening {
    /// The usual weeks, one after the other in time.
    pub usual: Vec<Hours>,
    /// Days that are not as usual, in order; no two speak of the same day.
    pub special: Vec<Hours>,
}

/// Returns what can be told of the hours of a place from today on; nothing where a day is not known or the hours are not fresh.
pub(super) fn opening(edition: &Edition<'_>, named: &NamedHours) -> Option<Opening> {
    let days = known_days(edition, named)?;
    let special = days.chunk_by(|a, b| a.special == b.special).filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        Some(rules(&[], first.special.as_ref()?, (first.date, last.date)))
    });
    let special = special.flatten().map(hours).collect();
    let usual = usual(&days);
    (!usual.is_empty()).then_some(Opening { usual, special })
}

/// Returns when a line is answered, up to the first day that is not as usual: schema.org has no place for such days here.
pub(super) fn answered(edition: &Edition<'_>, named: &NamedHours) -> Vec<Hours> {
    let days = known_days(edition, named).unwrap_or_default();
    usual(days.split(|day| day.special.is_some()).next().unwrap_or_default())
}

/// Hours of some days of the week for a while.
#[derive(Debug, PartialEq, Eq)]
struct Rule {
    /// Empty is every day.
    weekdays: Vec<&'static str>,
    /// `None` is closed.
    span: Option<TimeSpan>,
    from: Date,
    /// Included.
    through: Date,
}

/// Returns the usual weeks of some days. Hours that stay the same from one part of the year to the next are told once.
fn usual(days: &[KnownDay]) -> Vec<Hours> {
    let mut told: Vec<Rule> = Vec::new();
    for period in days.chunk_by(|a, b| a.week == b.week) {
        let (Some(first), Some(last)) = (period.first(), period.last()) else { continue };
        for rule in week_rules(&first.week, (first.date, last.date)) {
            let before = told.iter_mut().find(|before| {
                (&before.weekdays, before.span) == (&rule.weekdays, rule.span)
                    && before.through.saturating_add(1.day()) == rule.from
            });
            match before {
                Some(before) => before.through = rule.through,
                None => told.push(rule),
            }
        }
    }
    told.into_iter().map(hours).collect()
}

/// Returns the days from today on of which everything is known, up to the first of which something is not, or on which the
/// hours are due to be checked again; `None` where they cannot be told.
fn known_days(edition: &Edition<'_>, named: &NamedHours) -> Option<Vec<KnownDay>> {
    let provenance = &named.known.provenance;
    let review = &edition.pack.fleet.review;
    let fresh = freshness(provenance, Kind::Times, review, edition.today);
    let (Freshness::Fresh(_), Some(last)) = (fresh, due(provenance, Kind::Times, review)) else { return None };
    named.hours.bank_holidays?;
    let days = edition.today.series(1.day()).take_while(|date| *date <= last);
    Some(days.map_while(|date| known_day(edition, named, date)).collect())
}

/// A day of which everything is known.
struct KnownDay {
    date: Date,
    /// The week at this time of the year.
    week: Week,
    /// What holds where that is not what the week says; no span is closed.
    special: Option<Vec<TimeSpan>>,
}

/// Returns what is known of a day, if that is everything.
fn known_day(edition: &Edition<'_>, named: &NamedHours, date: Date) -> Option<KnownDay> {
    let holiday = match edition.bank_holiday(date) {
        HolidayOn::Yes(_) => true,
        HolidayOn::No => false,
        HolidayOn::NotKnown => return None,
    };
    let week = named.hours.week_on(date);
    if week.iter().any(|(_, day)| *day == Day::NotKnown) {
        return None;
    }
    let spans = match named.hours.on(date, holiday) {
        OnDay::Open(spans) => spans,
        OnDay::Closed { .. } => Vec::new(),
        OnDay::NotKnown => return None,
    };
    let special = (spans != spans_of(&week, Weekday::of(date))).then_some(spans);
    Some(KnownDay { date, week, special })
}

fn spans_of(week: &Week, weekday: Weekday) -> Vec<TimeSpan> {
    match &week[weekday] {
        Day::Open(spans) => spans.clone(),
        Day::Closed | Day::NotKnown => Vec::new(),
    }
}

/// Returns a week, days with equal hours together.
fn week_rules(week: &Week, valid: (Date, Date)) -> Vec<Rule> {
    let mut groups: Vec<(Vec<TimeSpan>, Vec<&'static str>)> = Vec::new();
    for weekday in Weekday::ALL {
        let spans = spans_of(week, weekday);
        match groups.iter_mut().find(|(same, _)| *same == spans) {
            Some((_, days)) => days.push(weekday.name()),
            None => groups.push((spans, vec![weekday.name()])),
        }
    }
    groups.iter().flat_map(|(spans, days)| rules(days, spans, valid)).collect()
}

/// Returns a rule for each span, or one without a span where it is closed.
fn rules(weekdays: &[&'static str], spans: &[TimeSpan], (from, through): (Date, Date)) -> Vec<Rule> {
    let rule = |span| Rule { weekdays: weekdays.to_vec(), span, from, through };
    if spans.is_empty() { vec![rule(None)] } else { spans.iter().map(|span| rule(Some(*span))).collect() }
}

fn hours(rule: Rule) -> Hours {
    Hours {
        kind: "OpeningHoursSpecification",
        day_of_week: rule.weekdays,
        opens: rule.span.map(|span| clock(span.start())),
        closes: rule.span.map(|span| clock(span.end())),
        valid_from: rule.from.to_string(),
        valid_through: rule.through.to_string(),
    }
}

/// Returns a time as schema.org has it: one that closes before it opens runs to the next day, so midnight is `00:00`.
fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour() % 24, time.minute())
}
