//! What has changed at an establishment, and what is about to, for those who follow it: notices, sessions that begin or end,
//! single days that are different, events, and facts that were checked.
//!
//! The day of each entry comes from what the files say, never from the day of the build: a follower is told once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::blocks::{by_time, event_note, exception_line, session_days, session_note};
use super::downloads::Source;
use super::edition::Edition;
use crate::model::date::CheckedOn;
use crate::model::fact::Known;
use crate::model::hours::Exception;
use crate::model::record::{ContactRole, FamilyDay, Notice};
use crate::model::session::Session;
use crate::model::slug::Slug;
use crate::model::walk::provenances;
use crate::view::{self, Feed, FeedEntry, FeedLink};

/// How many days before a change it is news.
const NEWS_BEFORE: i64 = 92;
/// How many days after it a change is still told.
const NEWS_AFTER: i64 = 31;

/// Returns the way to the feed, for the head of the page being made.
pub(super) fn link(edition: &Edition<'_>) -> Option<FeedLink> {
    let href = edition.link_to(edition.downloads.feed.as_ref()?);
    Some(FeedLink { href, title: title(edition)? })
}

fn title(edition: &Edition<'_>) -> Option<String> {
    Some(edition.say("feed-title", &[("name", &edition.establishment?.identity.full_name())]))
}

/// Returns the feed; `None` where there is nothing to tell.
pub(super) fn feed(source: &Source<'_, '_>) -> Option<Feed> {
    let establishment = source.establishment;
    let mut entries: Vec<FeedEntry> = Vec::new();
    entries.extend(establishment.notices.iter().filter_map(|notice| of_notice(source, notice)));
    for session in by_time(establishment) {
        entries.extend(of_session(source, session));
    }
    for (id, hours) in &establishment.hours {
        let exceptions = hours.hours.exceptions.iter();
        entries.extend(exceptions.filter_map(|exception| of_exception(source, id, &hours.known, exception)));
    }
    entries.extend(establishment.family_days.iter().filter_map(|day| of_family_day(source, day)));
    entries.extend(of_checks(source));
    if entries.is_empty() {
        return None;
    }
    entries.sort_by(|a, b| (b.updated, &a.id).cmp(&(a.updated, &b.id)));
    // A day that is written twice is told once.
    let mut told = BTreeSet::new();
    entries.retain(|entry| told.insert(entry.id.clone()));
    let own = format!("{}changes.atom", source.folder);
    let about = source.edition.say("feed-subtitle", &[("name", &establishment.identity.full_name())]);
    Some(Feed {
        id: id(source, "changes"),
        title: source.marked(&title(source.edition)?, None),
        subtitle: source.state().into_iter().chain([about]).collect::<Vec<_>>().join(" "),
        author: source.edition.pack.fleet.name.clone(),
        language: source.edition.language.to_string(),
        own: source.base_url.map(|base| format!("{base}{own}")),
        home: page(source, super::HOME),
        entries,
    })
}

/// Returns an id (RFC 4151): of the machine's name, the establishment, the language and what it is about. The year is that in
/// which these ids were first given; it never changes.
fn id(source: &Source<'_, '_>, what: &str) -> String {
    format!("tag:{},2026:{}{what}", source.host(), source.folder)
}

/// Returns the way to a page: whole where the fleet has an address, else as seen from the feed.
fn page(source: &Source<'_, '_>, name: &str) -> String {
    let listing = source.edition.page_named(name).or_else(|| source.edition.page_named(super::HOME));
    let inside = || listing.and_then(|listing| listing.path.as_str().strip_prefix(&source.folder));
    source.page(name).or_else(|| inside().map(str::to_owned)).unwrap_or_default()
}

fn entry(source: &Source<'_, '_>, what: &str, title: String, text: String, when: (Date, &str)) -> FeedEntry {
    FeedEntry { id: id(source, what), title, text, updated: when.0, page: page(source, when.1) }
}

/// Returns since when a change on a day is news, where it is: not long before it, and not before anybody knew.
fn news(source: &Source<'_, '_>, known: &Known<()>, from: Date, to: Date) -> Option<Date> {
    let today = source.edition.today;
    let since = from.saturating_sub(NEWS_BEFORE.days());
    let checked = known.provenance.checked.map(CheckedOn::earliest).filter(|checked| *checked <= today);
    (since <= today && to >= today.saturating_sub(NEWS_AFTER.days()))
        .then(|| checked.map_or(since, |day| day.max(since)))
}

/// A notice, from its first day; when it is over, that.
fn of_notice(source: &Source<'_, '_>, notice: &Notice) -> Option<FeedEntry> {
    let edition = source.edition;
    let title = view::plain(&edition.prose(&notice.title));
    let what = format!("notice/{}", notice.id);
    let home = super::HOME;
    if edition.today < notice.starts {
        return None;
    }
    if edition.today > notice.ends {
        let over = edition.say("feed-notice-over", &[("title", &title)]);
        let text = edition.say("feed-notice-over-text", &[("date", &edition.date(notice.ends))]);
        return Some(entry(source, &what, over, text, (notice.ends.saturating_add(1.day()), home)));
    }
    let until = edition.say("notice-until", &[("date", &edition.date(notice.ends))]);
    let text = format!("{} {until}", view::plain(&edition.prose(&notice.text)));
    Some(entry(source, &what, title, text, (notice.starts, home)))
}

/// What is new about a session: its first day, its last, and single days.
fn of_session(source: &Source<'_, '_>, session: &Session) -> Vec<FeedEntry> {
    let edition = source.edition;
    let name = view::plain(&edition.prose(&session.name));
    let checked = session.known.provenance.checked.map(CheckedOn::earliest);
    let time =
        session.time.known().map_or_else(|| edition.say("hours-not-known", &[]), |span| edition.time_span(*span));
    let text = format!(
        "{} {}",
        edition.say("feed-session", &[("days", &session_days(edition, session)), ("time", &time)]),
        view::plain(&session_note(edition, session))
    );
    // What had begun when it was checked is no change.
    let from = session.from.filter(|from| checked.is_none_or(|checked| *from > checked));
    let ends = from.map(|date| ("from", date)).into_iter().chain(session.to.map(|date| ("until", date)));
    let single = session.not_on.iter().map(|date| ("not-on", *date));
    let single = single.chain(session.also_on.iter().map(|date| ("also-on", *date)));
    let told = ends.chain(single).filter_map(|(key, date)| {
        let since = news(source, &session.known, date, date)?;
        let day = edition.weekday_and_date(date);
        let title = edition.say(&format!("feed-session-{key}"), &[("name", &name), ("date", &day)]);
        let what = format!("session/{}/{key}/{date}", session.id);
        Some(entry(source, &what, title, text.clone(), (since, "visiting")))
    });
    told.collect()
}

/// Days with other opening hours.
fn of_exception(source: &Source<'_, '_>, id: &Slug, known: &Known<()>, exception: &Exception) -> Option<FeedEntry> {
    let edition = source.edition;
    let establishment = source.establishment;
    let since = news(source, known, exception.from, exception.to)?;
    let centre = establishment.centre_hours.as_ref().is_some_and(|hours| hours.value == *id);
    let contact = || {
        let uses = |hours: &crate::source::Located<Slug>| hours.value == *id;
        establishment.contacts.iter().find(|contact| contact.hours.as_ref().is_some_and(uses))
    };
    let name = if centre {
        edition.say(&format!("contact-role-{}", ContactRole::VisitorsCentre.as_str()), &[])
    } else {
        edition.contact_name(contact()?)
    };
    let title = edition.say("feed-hours", &[("name", &name), ("hours", &exception_line(edition, exception))]);
    let what = format!("hours/{id}/{}", exception.from);
    let place = if centre { "at-the-gate" } else { "directory" };
    Some(entry(source, &what, title, String::new(), (since, place)))
}

/// A dated event.
fn of_family_day(source: &Source<'_, '_>, day: &FamilyDay) -> Option<FeedEntry> {
    let edition = source.edition;
    let date = day.date.value;
    let checked = day.known.provenance.checked.map(CheckedOn::earliest).filter(|checked| *checked <= edition.today);
    let since = checked.or_else(|| news(source, &day.known, date, date))?;
    if date < edition.today.saturating_sub(NEWS_AFTER.days()) {
        return None;
    }
    let name = view::plain(&edition.prose(&day.name));
    let time = day.time.known().map_or_else(|| edition.say("hours-not-known", &[]), |span| edition.time_span(*span));
    let on = edition.weekday_and_date(date);
    let title = edition.say("feed-family-day", &[("name", &name), ("date", &on), ("time", &time)]);
    let text = view::plain(&event_note(edition, day));
    let index =
        source.establishment.family_days.iter().filter(|other| other.date.value == date).position(|other| other == day);
    let what = match index {
        Some(index @ 1..) => format!("family-day/{date}/{}", index + 1),
        _ => format!("family-day/{date}"),
    };
    Some(entry(source, &what, title, text, (since, "family-days")))
}

/// The last check of each part of the facts, a day each.
fn of_checks(source: &Source<'_, '_>) -> Vec<FeedEntry> {
    let edition = source.edition;
    let mut by_day: BTreeMap<CheckedOn, Vec<String>> = BTreeMap::new();
    for (part, all) in provenances(source.establishment) {
        let last = all.iter().filter_map(|provenance| provenance.checked).max();
        if let Some(day) = last.filter(|day| day.earliest() <= edition.today) {
            by_day.entry(day).or_default().push(edition.say(&format!("part-{}", part.replace('_', "-")), &[]));
        }
    }
    let told = by_day.into_iter().map(|(day, parts)| {
        let words = edition.checked_on(day);
        let title = edition.say(
            if matches!(day, CheckedOn::Year(_)) { "feed-checked-year" } else { "feed-checked" },
            &[("date", &words)],
        );
        let text = edition.say("feed-checked-text", &[("parts", &edition.list_of(&parts))]);
        entry(source, &format!("checked/{day}"), title, text, (day.earliest(), "about"))
    });
    told.collect()
}
