//! When can I visit, who can come, how do I book.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::resolve::phone;
use super::super::sheet::Sheet;
use crate::model::establishment::Establishment;
use crate::model::fact::Fact;
use crate::model::group::Said;
use crate::model::holidays::HolidayOn;
use crate::model::record::ContactRole;
use crate::model::session::{Held, Session, SessionKind};
use crate::view::{self, Block, Inline, Table};

/// How many days ahead the next visits are shown.
pub(in crate::plan) const DAYS_AHEAD: i64 = 14;

/// Returns the sessions that family and friends come to.
fn for_families(establishment: &Establishment) -> impl Iterator<Item = &Session> {
    let shown = |kind| match kind {
        SessionKind::Social
        | SessionKind::FamilyDay
        | SessionKind::Children
        | SessionKind::Homework
        | SessionKind::Baby
        | SessionKind::Video
        | SessionKind::Faith => true,
        SessionKind::Legal | SessionKind::Official => false,
    };
    establishment.sessions.iter().filter(move |session| shown(session.kind))
}

/// Returns the same sessions by the time at which they begin.
pub(in crate::plan) fn by_time(establishment: &Establishment) -> Vec<&Session> {
    let mut sessions: Vec<&Session> = for_families(establishment).collect();
    sessions.sort_by_key(|session| session.time.known().copied());
    sessions
}

/// The table of visits sessions.
pub(super) fn session_times(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let current = |session: &&Session| session.to.is_none_or(|to| to >= edition.today);
    let sessions: Vec<&Session> = establishment.sessions.iter().filter(current).collect();
    if sessions.is_empty() {
        return vec![edition.missing("sessions-unknown")];
    }
    let mut rests = Rests::default();
    let mut rows = Vec::new();
    for session in sessions {
        rests.on(Some(session.known.written()));
        rests.on(session.time.written());
        rests.on(session.arrive_before.written());
        rests.on(session.last_admission.written());
        rests.on(session.who.written());
        rests.on(session.how.written());
        rows.push(vec![
            edition.prose(&session.name),
            vec![Inline::Text(session_days(edition, session))],
            time_cell(edition, session),
            session_note(edition, session),
        ]);
    }
    let head = ["sessions-visit", "sessions-days", "sessions-time", "sessions-note"];
    let table = Table {
        caption: edition.line("sessions-caption"),
        head: head.iter().map(|key| edition.line(key)).collect(),
        rows,
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(edition.checked_line(Kind::Times, &rests));
    blocks
}

/// The visits sessions that most families come to, as small as they can be said.
pub(super) fn times_in_short(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let social = |session: &&Session| {
        session.kind == SessionKind::Social
            && session.to.is_none_or(|to| to >= edition.today)
            && session.from.is_none_or(|from| from <= edition.today)
    };
    let line = |session: &Session| {
        let days = Inline::Strong(vec![Inline::Text(session_days(edition, session))]);
        let mut words = vec![days, Inline::Text(": ".to_owned())];
        words.extend(time_cell(edition, session));
        Block::Paragraph(words)
    };
    let lines: Vec<Block> = establishment.sessions.iter().filter(social).map(line).collect();
    if lines.is_empty() { vec![edition.missing("sessions-unknown")] } else { lines }
}

/// Returns the days of a session: "Tuesday to Thursday, every 2 weeks".
pub(in crate::plan) fn session_days(edition: &Edition<'_>, session: &Session) -> String {
    let days = edition.weekdays(&session.days);
    match session.every_weeks {
        0 | 1 => days,
        weeks => {
            let every = edition.texts.count(edition.language, "sessions-every-weeks", weeks);
            format!("{days}, {every}")
        }
    }
}

fn time_cell(edition: &Edition<'_>, session: &Session) -> Vec<Inline> {
    let Some(span) = session.time.known() else { return edition.line("hours-not-known") };
    let mut words = edition.time_span(*span);
    let others: Vec<String> = session.time.others().iter().map(|other| edition.time_span(other.value)).collect();
    if !others.is_empty() {
        words = edition.say("sessions-other-time", &[("time", &words), ("others", &edition.list_of(&others))]);
    }
    vec![Inline::Text(words)]
}

/// Says what else is to be known of a session, in sentences.
pub(in crate::plan) fn session_note(edition: &Edition<'_>, session: &Session) -> Vec<Inline> {
    let mut notes: Vec<Vec<Inline>> = Vec::new();
    let mut say = |key: &str, arguments: &[(&str, &str)]| notes.push(vec![Inline::Text(edition.say(key, arguments))]);
    if let Some(from) = session.from.filter(|from| *from > edition.today) {
        say("sessions-from", &[("date", &edition.date(from))]);
    }
    if let Some(to) = session.to {
        say("sessions-until", &[("date", &edition.date(to))]);
    }
    if let Some(minutes) = session.arrive_before.known() {
        say("sessions-arrive", &[("minutes", &minutes.to_string())]);
    }
    if let Some(time) = session.last_admission.known() {
        say("sessions-last-admission", &[("time", &edition.time(*time))]);
    }
    let coming = |dates: &[Date]| -> Vec<String> {
        dates.iter().filter(|date| **date >= edition.today).map(|date| edition.weekday_and_date(*date)).collect()
    };
    let (not_on, also_on) = (coming(&session.not_on), coming(&session.also_on));
    if !not_on.is_empty() {
        say("sessions-not-on", &[("dates", &edition.list_of(&not_on))]);
    }
    if !also_on.is_empty() {
        say("sessions-also-on", &[("dates", &edition.list_of(&also_on))]);
    }
    match session.bank_holidays {
        Some(rule) => say(&format!("sessions-bank-holidays-{}", rule.as_str()), &[]),
        None => say("sessions-bank-holidays-unknown", &[]),
    }
    for text in [&session.who, &session.how] {
        notes.extend(text.known().map(|text| edition.prose(text)));
    }
    notes.join(&Inline::Text(" ".to_owned()))
}

/// The next 14 days, day by day.
pub(super) fn next_visits(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if for_families(establishment).next().is_none() {
        return vec![edition.missing("sessions-unknown")];
    }
    let mut rests = Rests::default();
    for session in for_families(establishment) {
        rests.on(Some(session.known.written()));
        rests.on(session.time.written());
    }
    let days = (0..DAYS_AHEAD).filter_map(|ahead| edition.today.checked_add(ahead.days()).ok());
    let rows = days.map(|date| {
        let name = vec![Inline::Text(edition.weekday_and_date(date))];
        vec![name, vec![Inline::Text(visits_on(edition, establishment, date))]]
    });
    let today = edition.date(edition.today);
    let table = Table {
        caption: vec![Inline::Text(edition.say("next-visits-caption", &[("date", &today)]))],
        head: vec![edition.line("next-visits-day"), edition.line("next-visits-visits")],
        rows: rows.collect(),
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(edition.checked_line(Kind::Times, &rests));
    blocks.extend(edition.download(edition.downloads.visits.as_ref(), "download-visits", "download-visits-warning"));
    blocks
}

/// Says which visits are held on a day.
fn visits_on(edition: &Edition<'_>, establishment: &Establishment, date: Date) -> String {
    let holiday = edition.bank_holiday(date);
    let mut held = Vec::new();
    let (mut ask, mut left_out) = (false, false);
    for session in by_time(establishment) {
        match session.on(date, holiday) {
            Held::Yes => {
                let time = view::plain(&time_cell(edition, session));
                let name = view::plain(&edition.prose(&session.name));
                held.push(edition.say("next-visits-session", &[("time", &time), ("name", &name)]));
            }
            Held::LeftOut => left_out = true,
            Held::AskBankHoliday => ask = true,
            Held::No => {}
        }
    }
    let words = match (held.is_empty(), ask, left_out) {
        (_, true, _) => edition.say("next-visits-ask", &[]),
        (false, false, _) => edition.list_of(&held),
        (true, false, true) => edition.say("next-visits-left-out", &[]),
        (true, false, false) => edition.say("next-visits-none", &[]),
    };
    match holiday {
        HolidayOn::Yes(name) => edition.say("next-visits-holiday", &[("name", name), ("visits", &words)]),
        HolidayOn::No | HolidayOn::NotKnown => words,
    }
}

/// The number to call, the days of visits and the address, on one small sheet.
pub(super) fn key_facts(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut sheet = Sheet::new(edition, Kind::Times);
    let booking = establishment.contact(ContactRole::BookingLine);
    match booking.and_then(|contact| Some((contact, contact.facts.phone.known()?))) {
        Some((contact, number)) => {
            sheet.rests.on(contact.facts.phone.written());
            sheet.row("key-facts-book", vec![Block::Paragraph(vec![phone(number)])]);
        }
        None => sheet.unknown("key-facts-book"),
    }
    let social: Vec<&Session> = by_time(establishment)
        .into_iter()
        .filter(|session| session.kind == SessionKind::Social && session.to.is_none_or(|to| to >= edition.today))
        .collect();
    if social.is_empty() {
        sheet.unknown("key-facts-visits");
    } else {
        let lines = social.iter().map(|session| {
            sheet.rests.on(session.time.written());
            let mut line = vec![Inline::Text(format!("{}: ", session_days(edition, session)))];
            line.extend(time_cell(edition, session));
            if let Some(from) = session.from.filter(|from| *from > edition.today) {
                line.push(Inline::Text(format!(
                    ". {}",
                    edition.say("sessions-from", &[("date", &edition.date(from))])
                )));
            }
            vec![Block::Paragraph(line)]
        });
        let items = lines.collect();
        sheet.row("key-facts-visits", vec![Block::List { start: None, checklist: false, items }]);
    }
    match super::journey::main_address(edition, establishment) {
        Some((address, rests)) => {
            sheet.rests.also(rests);
            sheet.row("key-facts-address", address);
        }
        None => sheet.unknown("key-facts-address"),
    }
    sheet.finish()
}

/// How to book.
pub(super) fn booking(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut sheet = Sheet::new(edition, Kind::Times);
    let line = establishment.contact(ContactRole::BookingLine);
    if let Some(contact) = line {
        sheet.fact("booking-phone", &contact.facts.phone.map(Said::Phone));
        if contact.facts.email.is_known() {
            sheet.fact("booking-email", &contact.facts.email.map(Said::Email));
        }
    } else {
        sheet.unknown("booking-phone");
    }
    let notice_known =
        establishment.booking.notice_hours.is_known() || establishment.booking.notice_working_days.is_known();
    let without: &[&str] = match (notice_known, establishment.booking.notice_hours.is_known()) {
        (true, true) => &["notice_working_days", "note"],
        _ => &["notice_hours", "note"],
    };
    let mut blocks = sheet.group(&establishment.booking, without).finish();
    blocks.extend(note(edition, &establishment.booking.note.map(Said::Prose)));
    blocks
}

/// Returns a note as a paragraph, where there is one.
pub(super) fn note(edition: &Edition<'_>, note: &Fact<Said<'_>>) -> Option<Block> {
    match note {
        Fact::Known { main, .. } => Some(Block::Paragraph(edition.said(main.value))),
        Fact::No(_) | Fact::Unknown => None,
    }
}

/// Who can come, and how many.
pub(super) fn who_can_come(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Times).group(&establishment.visits, &[]).finish()
}
