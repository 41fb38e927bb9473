//! On which day something that a pack shows will be different, if nobody touches its files: when it is to be built again, and
//! what to expect then.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::blocks::{DAYS_AHEAD, WEEKS_AHEAD};
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::freshness::due;
use crate::model::prose::{Prose, plain};
use crate::model::record::FamilyDay;
use crate::model::session::Session;
use crate::model::walk::{every_fact, every_record, kind_of};

/// The next day on which a pack shows something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextChange {
    /// The day, after the one the pack was made for.
    pub date: Date,
    /// What is different, in English, for whoever builds the pack; never empty.
    pub what: Vec<String>,
}

/// Returns the next day after `today` on which a pack shows something else, but for the days that move with the calendar: the
/// table of the next visits is another one each day. `None` where nothing is ahead.
#[must_use]
pub fn next_change(pack: &Pack, establishment: &Establishment, today: Date) -> Option<NextChange> {
    let mut days = Days { today, all: BTreeMap::new() };
    let says =
        |prose: &Prose| prose.best(pack.fleet.first_language()).map_or_else(String::new, |(_, words)| plain(words));
    for notice in &establishment.notices {
        let title = says(&notice.title);
        days.on(notice.starts, || format!("the notice “{title}” begins"));
        days.after(notice.ends, || format!("the notice “{title}” is over"));
    }
    for session in &establishment.sessions {
        sessions(&mut days, session, &says(&session.name));
    }
    hours(&mut days, establishment);
    for event in &establishment.family_days {
        events(&mut days, event, &says(&event.name));
    }
    reviews(&mut days, pack, establishment);
    if let Some(table) = &pack.holidays {
        // From this day on, the table of the next visits reaches a day of which nothing is known.
        let reached = table.until.saturating_sub((DAYS_AHEAD - 2).days());
        days.on(reached, || format!("the list of bank holidays ends on {}", table.until));
    }
    let (date, what) = days.all.pop_first()?;
    Some(NextChange { date, what })
}

/// What happens on the days after today.
struct Days {
    today: Date,
    all: BTreeMap<Date, Vec<String>>,
}

impl Days {
    fn on(&mut self, date: Date, what: impl FnOnce() -> String) {
        if date > self.today {
            self.all.entry(date).or_default().push(what());
        }
    }

    fn after(&mut self, last: Date, what: impl FnOnce() -> String) {
        self.on(last.saturating_add(1.day()), what);
    }
}

fn sessions(days: &mut Days, session: &Session, name: &str) {
    if let Some(from) = session.from {
        days.on(from, || format!("the session “{name}” begins"));
    }
    if let Some(to) = session.to {
        days.after(to, || format!("the session “{name}” has ended"));
    }
    for (dates, how) in [(&session.not_on, "without"), (&session.also_on, "of another")] {
        for date in dates {
            days.after(*date, || format!("the day {how} “{name}” is over: {date}"));
        }
    }
}

fn hours(days: &mut Days, establishment: &Establishment) {
    for (id, named) in &establishment.hours {
        let exceptions = named.hours.exceptions.iter().map(|exception| (exception.from, exception.to));
        let seasons = named.hours.seasons.iter().map(|season| (season.from, season.to));
        for (from, to) in exceptions.chain(seasons) {
            let span = if from == to { from.to_string() } else { format!("{from} to {to}") };
            days.on(from.saturating_sub(WEEKS_AHEAD.weeks()), || {
                format!("other hours of “{id}” come into view: {span}")
            });
            days.after(to, || format!("other hours of “{id}” are over: {span}"));
        }
    }
}

fn events(days: &mut Days, event: &FamilyDay, name: &str) {
    days.after(event.date.value, || format!("“{name}” is over"));
    if let Some(last) = event.apply_by {
        days.after(last, || format!("nobody can ask for a place at “{name}” any more"));
    }
}

/// The days on which facts no longer count as fresh, each with the parts they stand in.
fn reviews(days: &mut Days, pack: &Pack, establishment: &Establishment) {
    let mut parts: BTreeMap<Date, BTreeSet<&str>> = BTreeMap::new();
    let facts = every_fact(establishment);
    let facts = facts.iter().filter_map(|named| Some((named.part, named.fact.provenance()?)));
    let records = every_record(establishment);
    let records = records.iter().map(|(part, known)| (*part, &known.provenance));
    for (part, provenance) in facts.chain(records) {
        if let Some(last) = due(provenance, kind_of(part), &pack.fleet.review) {
            parts.entry(last).or_default().insert(part);
        }
    }
    for (last, parts) in parts {
        let names: Vec<String> = parts.into_iter().map(|part| format!("`{part}`")).collect();
        days.after(last, || format!("facts are due to be checked: {}", names.join(", ")));
    }
}
