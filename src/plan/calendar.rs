//! The visits and the family days of an establishment as calendars.
//!
//! [`Session::on`] alone says on which days a session is held, here as in the table of the next days: a weekly rhythm is only
//! a short way to write those days down. A day on which nobody has said whether a session is held is left out, and no day is
//! told that the list of bank holidays does not reach.

use jiff::ToSpan;
use jiff::civil::Date;

use super::blocks::{by_time, event_note, main_address, session_note};
use super::downloads::Source;
use super::freshness::{Kind, Rests};
use crate::model::fact::Fact;
use crate::model::holidays::HolidayOn;
use crate::model::record::FamilyDay;
use crate::model::session::{Held, Session, SessionKind};
use crate::model::time::{TimeSpan, Weekday};
use crate::view::{self, Block, Calendar, Occasion, Repeats};

/// Returns the calendar of visits; `None` where no visit is sure.
pub(super) fn visits(source: &Source<'_, '_>) -> Option<Calendar> {
    let until = known_until(source)?;
    let sessions = by_time(source.establishment);
    let occasions: Vec<Occasion> = sessions.iter().flat_map(|session| of_session(source, session, until)).collect();
    finished(source, "visits", "visiting", occasions, until)
}

/// Returns the calendar of dated events that are still to come; `None` where there is none.
pub(super) fn family_days(source: &Source<'_, '_>) -> Option<Calendar> {
    let today = source.edition.today;
    let mut days: Vec<&FamilyDay> =
        source.establishment.family_days.iter().filter(|day| day.date.value >= today).collect();
    days.sort_by_key(|day| day.date.value);
    let mut occasions: Vec<Occasion> = Vec::new();
    for day in days {
        for mut occasion in of_family_day(source, day) {
            let same =
                |other: &&Occasion| other.id == occasion.id || other.id.starts_with(&format!("{}-", occasion.id));
            let before = occasions.iter().filter(same).count();
            if before > 0 {
                occasion.id = format!("{}-{}", occasion.id, before + 1);
            }
            occasions.push(occasion);
        }
    }
    for occasion in &mut occasions {
        occasion.id = source.id(&occasion.id);
    }
    let last = occasions.iter().map(|occasion| occasion.first).max()?;
    finished(source, "family-days", "family-days", occasions, last)
}

/// Puts a calendar together under the texts `calendar-<kind>`.
fn finished(
    source: &Source<'_, '_>,
    kind: &str,
    page: &str,
    occasions: Vec<Occasion>,
    until: Date,
) -> Option<Calendar> {
    if occasions.is_empty() {
        return None;
    }
    let edition = source.edition;
    let name = source.establishment.identity.full_name();
    let (made, until) = (edition.date(edition.today), edition.date(until));
    let about = edition.say(&format!("calendar-{kind}-about"), &[("name", &name), ("until", &until), ("date", &made)]);
    let words: Vec<String> = source.state().into_iter().chain([about]).collect();
    Some(Calendar {
        name: source.marked(&edition.say(&format!("calendar-{kind}"), &[("name", &name)]), None),
        description: words.join(" "),
        language: edition.language.to_string(),
        page: source.page(page),
        made: edition.today,
        occasions,
    })
}

/// Returns the last day of which it is known whether it is a bank holiday.
fn known_until(source: &Source<'_, '_>) -> Option<Date> {
    let table = source.edition.pack.holidays.as_ref()?;
    table.covers(source.establishment.division, source.edition.today).then_some(table.until)
}

/// Returns a session as one occasion that comes back, and one for each day besides. None where its time is not known.
fn of_session(source: &Source<'_, '_>, session: &Session, until: Date) -> Vec<Occasion> {
    let Some(span) = session.time.known() else { return Vec::new() };
    let (rhythm, besides) = days(source, session, until);
    let held: Vec<Date> = rhythm.iter().filter(|(_, held)| *held).map(|(date, _)| *date).collect();
    let template = |id: String, first: Date, repeats: Option<Repeats>| Occasion {
        id: source.id(&id),
        summary: String::new(),
        description: Vec::new(),
        location: location(source, session.kind),
        first,
        time: Some(minutes(*span)),
        repeats,
    };
    let mut occasions = Vec::new();
    if let (Some(first), Some(last)) = (held.first().copied(), held.last().copied()) {
        let without = rhythm.iter().filter(|(date, held)| !held && first < *date && *date < last);
        let repeats = (first < last).then(|| Repeats {
            every_weeks: session.every_weeks.max(1),
            days: Weekday::ALL.into_iter().filter(|day| session.days.contains(day)).map(civil).collect(),
            last,
            without: without.map(|(date, _)| *date).collect(),
        });
        occasions.push(template(format!("visits-{}", session.id), first, repeats));
    }
    occasions.extend(besides.iter().map(|date| template(format!("visits-{}-{date}", session.id), *date, None)));
    let (summary, description) = session_words(source, session);
    for occasion in &mut occasions {
        (occasion.summary, occasion.description) = (summary.clone(), description.clone());
    }
    occasions
}

/// Returns the days of a session's weekly rhythm from this week on, each with whether it is held, and the days besides on
/// which it is held.
fn days(source: &Source<'_, '_>, session: &Session, until: Date) -> (Vec<(Date, bool)>, Vec<Date>) {
    let today = source.edition.today;
    // The whole week: a phone that takes the calendar over again keeps what was on Monday.
    let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
    let (mut rhythm, mut besides) = (Vec::new(), Vec::new());
    let mut weekdays = Weekday::ALL.into_iter().cycle();
    for date in monday.series(1.day()).take_while(|date| *date <= until) {
        // On most days of the week there is nothing to be asked.
        let is_its_day = weekdays.next().is_some_and(|weekday| session.days.contains(&weekday));
        if !is_its_day && !session.also_on.contains(&date) {
            continue;
        }
        let is_usual = session.usual(date);
        // Elsewhere it does not matter.
        let holiday = if is_usual { source.edition.bank_holiday(date) } else { HolidayOn::No };
        let held = session.on(date, holiday) == Held::Yes;
        if is_usual {
            rhythm.push((date, held));
        } else if held {
            besides.push(date);
        }
    }
    (rhythm, besides)
}

/// Returns what a phone shows of a session: its name, and all that is to be known.
fn session_words(source: &Source<'_, '_>, session: &Session) -> (String, Vec<String>) {
    let edition = source.edition;
    let mut rests = Rests::default();
    for written in [Some(session.known.written()), session.time.written(), session.arrive_before.written()] {
        rests.on(written);
    }
    let first = if session.kind == SessionKind::Video { "calendar-first-video" } else { "calendar-first" };
    let mut lines = vec![edition.say(first, &[]), view::plain(&session_note(edition, session))];
    lines.extend(other_times(source, &session.time));
    if session.bank_holidays.is_none() {
        lines.push(edition.say("calendar-bank-holidays-unknown", &[]));
    }
    described(source, &view::plain(&edition.prose(&session.name)), lines, &rests)
}

/// Returns an event, and the last day to ask for a place where that is still to come. Their ids are not yet whole.
fn of_family_day(source: &Source<'_, '_>, day: &FamilyDay) -> Vec<Occasion> {
    let edition = source.edition;
    let mut rests = Rests::default();
    rests.on(Some(day.known.written()));
    rests.on(day.time.written());
    let name = view::plain(&edition.prose(&day.name));
    let date = day.date.value;
    let mut lines = vec![edition.say("calendar-first-family-day", &[]), view::plain(&event_note(edition, day))];
    if !day.time.is_known() {
        lines.push(edition.say("calendar-time-unknown", &[]));
    }
    lines.extend(other_times(source, &day.time));
    let (summary, description) = described(source, &name, lines, &rests);
    let held = Occasion {
        id: format!("family-day-{date}"),
        summary,
        description,
        location: location(source, SessionKind::FamilyDay),
        first: date,
        time: day.time.known().map(|span| minutes(*span)),
        repeats: None,
    };
    let ask = day.apply_by.filter(|last| *last >= edition.today).map(|last| {
        let title = edition.say("calendar-apply-by", &[("name", &name)]);
        let (summary, description) = described(source, &title, vec![view::plain(&event_note(edition, day))], &rests);
        let id = format!("family-day-apply-{date}");
        Occasion { id, summary, description, location: None, first: last, time: None, repeats: None }
    });
    ask.into_iter().chain([held]).collect()
}

/// Adds what every occasion says: what the pack is worth before, whom to ring and how fresh it is after.
fn described(source: &Source<'_, '_>, name: &str, lines: Vec<String>, rests: &Rests) -> (String, Vec<String>) {
    let (freshness, checked) = source.checked(Kind::Times, rests);
    let description = source.state().into_iter().chain(lines).chain([source.ask()]).chain(checked);
    (source.marked(name, freshness), description.filter(|line| !line.is_empty()).collect())
}

/// Returns that another source gives another time, where one does.
fn other_times(source: &Source<'_, '_>, time: &Fact<TimeSpan>) -> Option<String> {
    let edition = source.edition;
    let others: Vec<String> = time.others().iter().map(|other| edition.time_span(other.value)).collect();
    (!others.is_empty()).then(|| edition.say("calendar-other-time", &[("others", &edition.list_of(&others))]))
}

/// Returns where to go, in one line; nowhere for a call.
fn location(source: &Source<'_, '_>, kind: SessionKind) -> Option<String> {
    if kind == SessionKind::Video {
        return None;
    }
    let (blocks, _) = main_address(source.edition, source.establishment)?;
    match blocks.first() {
        Some(Block::Paragraph(words)) => Some(view::plain(words)),
        _ => None,
    }
}

fn minutes(span: TimeSpan) -> (u16, u16) {
    (span.start().minutes(), span.end().minutes())
}

fn civil(weekday: Weekday) -> jiff::civil::Weekday {
    use jiff::civil::Weekday as Civil;
    match weekday {
        Weekday::Mon => Civil::Monday,
        Weekday::Tue => Civil::Tuesday,
        Weekday::Wed => Civil::Wednesday,
        Weekday::Thu => Civil::Thursday,
        Weekday::Fri => Civil::Friday,
        Weekday::Sat => Civil::Saturday,
        Weekday::Sun => Civil::Sunday,
    }
}
