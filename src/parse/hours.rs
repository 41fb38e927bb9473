//! Opening hours and visits sessions, as people write them: `mon-thu = "12:00-16:15"`, `fri = "closed"`.

use toml::de::DeValue;

use super::context::{Context, Value, value_error};
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::establishment::NamedHours;
use crate::model::fact::Fact;
use crate::model::hours::{BankHolidayRule, Day, Exception, Hours, Season, Week, overlaps};
use crate::model::session::{OnBankHolidays, Session, SessionKind};
use crate::model::slug::Slug;
use crate::model::time::{DayRange, TimeSpan, Weekday};
use crate::source::Located;

/// Reads `[hours.x]`.
pub(super) fn named_hours(mut reader: Reader<'_, '_, '_>) -> NamedHours {
    let bank_holidays = reader.word("bank_holidays", BankHolidayRule::parse, BankHolidayRule::ALL);
    let note = reader.fact("note", Context::prose);
    let exceptions: Vec<Exception> = reader.tables("exception").into_iter().filter_map(exception).collect();
    let seasons = reader.tables("season").into_iter().filter_map(season).collect();
    let known = reader.known();
    let weekly = week(&mut reader);
    one_rule_a_day(&reader, &exceptions);
    reader.finish();
    NamedHours { hours: Hours { weekly, bank_holidays, exceptions, seasons }, note, known }
}

/// Tells of two exceptions that hold on the same day: a reader would be told both.
fn one_rule_a_day(reader: &Reader<'_, '_, '_>, exceptions: &[Exception]) {
    for (index, exception) in exceptions.iter().enumerate() {
        let other = exceptions[..index].iter().find(|other| other.from <= exception.to && exception.from <= other.to);
        if other.is_some() {
            let day = exception.from;
            reader.context.report(
                Diagnostic::error(
                    "exception-twice",
                    reader.at.clone(),
                    format!("two exceptions hold on the same day, about {day}"),
                )
                .help("keep one of them for each day"),
            );
        }
    }
}

/// Tells of a session that is held and left out on the same day, or that has no time at all.
fn contradictions(reader: &Reader<'_, '_, '_>, session: &Session) {
    if let Some(day) = session.not_on.iter().find(|day| session.also_on.contains(day)) {
        reader.context.report(
            Diagnostic::error("date-both", reader.at.clone(), format!("{day} stands in not_on and in also_on"))
                .help("keep it in one of the two"),
        );
    }
    if let Fact::No(no) = &session.time {
        reader.context.report(
            Diagnostic::error("session-no-time", no.at.clone(), "a session that is held has a time").help(
                "write its time, or take the line out where it is not known; take the session out where it is not held",
            ),
        );
    }
}

/// Reads the days of a table: every key that is left is a day or a range of days.
fn week(reader: &mut Reader<'_, '_, '_>) -> Week {
    let context = reader.context;
    let mut week = Week::default();
    let mut written: [Option<crate::source::Span>; 7] = Default::default();
    for (key, value) in reader.entries() {
        let days = match DayRange::parse(key.value) {
            Ok(days) => days,
            Err(error) => {
                let near = did_you_mean(key.value, ["bank_holidays", "exception", "season", "note"]);
                context.report(match near {
                    Some(near) => Diagnostic::error(
                        "key-unknown",
                        key.span.clone(),
                        format!("`{}` is not a name that can stand in opening hours", key.value),
                    )
                    .help(format!("did you mean `{near}`?"))
                    .suggest(key.span, near),
                    None => {
                        let instead = error.instead.clone();
                        let mut problem = value_error(error, &key.span);
                        problem.suggestion = None;
                        match instead {
                            Some(instead) => problem.suggest(key.span, instead),
                            None => problem,
                        }
                    }
                });
                continue;
            }
        };
        let Some(day) = day(context, value) else { continue };
        for weekday in days.days() {
            let slot = &mut written[weekday as usize];
            if let Some(first) = slot {
                context.report(
                    Diagnostic::error("day-twice", key.span.clone(), format!("{} has hours twice", weekday.name()))
                        .also(first.clone(), "the first time")
                        .help(
                            "write each day once; several times a day go in a list: [\"09:00-11:00\", \"14:00-16:00\"]",
                        ),
                );
            }
            *slot = Some(key.span.clone());
            week[weekday] = day.clone();
        }
    }
    week
}

/// Reads `"closed"`, one time span or a list of them.
fn day(context: &Context<'_>, value: &Value<'_>) -> Option<Day> {
    let is_closed = value.get_ref().as_str().is_some_and(|text| text.trim().eq_ignore_ascii_case("closed"));
    if is_closed || value.get_ref().as_bool() == Some(false) {
        return Some(Day::Closed);
    }
    if matches!(value.get_ref(), DeValue::Array(items) if items.is_empty()) {
        context.report(
            Diagnostic::error("list-empty", context.at(value), "there is no time in this list")
                .help("write \"closed\" for a day without opening; take the line out where it is not known"),
        );
        return None;
    }
    let mut spans = Vec::new();
    for item in Context::items(value) {
        spans.push(time_span(context, item)?);
    }
    spans.sort_unstable();
    if let Some((first, second)) = overlaps(&spans) {
        context.report(
            Diagnostic::error(
                "hours-overlap",
                context.at(value),
                format!("{} and {} overlap", spans[first], spans[second]),
            )
            .help("write times that follow each other, or one time from the first start to the last end"),
        );
        return None;
    }
    Some(Day::Open(spans))
}

/// Reads `"12:00-16:15"`.
pub(super) fn time_span(context: &Context<'_>, value: &Value<'_>) -> Option<TimeSpan> {
    match value.get_ref() {
        DeValue::String(_) => context.parsed(value, TimeSpan::parse),
        _ => {
            let typed = context.text.get(value.span()).unwrap_or_default();
            context.report(
                Diagnostic::error("time-invalid", context.at(value), format!("`{typed}` is not a time from and to"))
                    .help("write it in quotes, in the 24-hour clock, for example \"12:00-16:15\""),
            );
            None
        }
    }
}

fn exception(mut reader: Reader<'_, '_, '_>) -> Option<Exception> {
    let written = [reader.has("on"), reader.has("from"), reader.has("to")];
    let on = reader.date("on");
    let from = reader.date("from");
    let to = reader.date("to");
    let hours = reader.needed("hours", "\"closed\"").and_then(|value| day(reader.context, value));
    let why = reader.string("why");
    let at = reader.at.clone();
    let dates = match (on, from, to) {
        (Some(on), None, None) => Some((on, on)),
        (None, Some(from), Some(to)) if from <= to => Some((from, to)),
        // A date that cannot be read was told where it stands.
        _ if written != [on.is_some(), from.is_some(), to.is_some()] => None,
        _ => {
            reader.context.report(
                Diagnostic::error("exception-dates", at, "this exception does not say on which days it holds")
                    .help("write on = 2026-12-25 for one day, or from = and to = for several, the earlier one first"),
            );
            None
        }
    };
    reader.finish();
    let (from, to) = dates?;
    Some(Exception { from, to, hours: hours?, why })
}

fn season(mut reader: Reader<'_, '_, '_>) -> Option<Season> {
    let context = reader.context;
    let from = reader.needed_date("from");
    let to = reader.needed_date("to");
    let weekly = week(&mut reader);
    reader.finish();
    let (from, to) = (from?, to?);
    if from.value > to.value {
        context.report(
            Diagnostic::error(
                "dates-reversed",
                to.span,
                format!("this season ends ({}) before it begins ({})", to.value, from.value),
            )
            .also(from.span, "it begins here")
            .help("write the earlier date in from = and the later one in to ="),
        );
        return None;
    }
    Some(Season { from: from.value, to: to.value, weekly })
}

/// Reads `[[session]]`.
pub(super) fn session(mut reader: Reader<'_, '_, '_>) -> Option<Session> {
    let context = reader.context;
    let id = reader.needed_slug("id", "afternoon");
    let name = reader.needed("name", "\"Afternoon visit\"").and_then(|value| context.prose(value));
    let kind = reader.needed_word("kind", SessionKind::parse, SessionKind::ALL);
    let days = reader.needed("days", "[\"mon-fri\"]").map(|value| days(context, value)).unwrap_or_default();
    let time = reader.fact("time", time_span);
    let every_weeks = every_weeks(&mut reader);
    let starting = reader.get("starting").and_then(|value| Some(Located::new(context.date(value)?, context.at(value))));
    if every_weeks > 1 && starting.is_none() {
        context.report(
            Diagnostic::error("session-starting", reader.at.clone(), "every few weeks, but counted from which one?")
                .help("add starting = with the date of one that is held, for example starting = 2026-09-05"),
        );
    }
    let session = Session {
        id: id?.value,
        name: name?,
        kind: kind?,
        days,
        time,
        every_weeks,
        starting: starting.as_ref().map(|starting| starting.value),
        from: reader.date("from"),
        to: reader.date("to"),
        not_on: reader.dates("not_on"),
        also_on: reader.dates("also_on"),
        arrive_before: reader.fact("arrive_before", Context::number),
        last_admission: reader.fact("last_admission", Context::time),
        bank_holidays: reader.word("bank_holidays", OnBankHolidays::parse, OnBankHolidays::ALL),
        who: reader.fact("who", Context::prose),
        how: reader.fact("how", Context::prose),
        known: reader.known(),
    };
    if let (Some(from), Some(to)) = (session.from, session.to)
        && from > to
    {
        context.report(
            Diagnostic::error(
                "dates-reversed",
                reader.at.clone(),
                format!("this timetable ends ({to}) before it begins ({from})"),
            )
            .help("write the earlier date in from = and the later one in to ="),
        );
    }
    weekday_of_starting(context, &session, starting.as_ref());
    contradictions(&reader, &session);
    reader.finish();
    Some(session)
}

/// Reads every how many weeks a session is held.
fn every_weeks(reader: &mut Reader<'_, '_, '_>) -> u32 {
    let Some(value) = reader.get("every_weeks") else { return 1 };
    let weeks = reader.context.number(value);
    if weeks == Some(0) {
        reader.context.report(
            Diagnostic::error("weeks-none", reader.context.at(value), "every 0 weeks is never")
                .help("write 1 for every week, 2 for every second week, and so on"),
        );
    }
    weeks.unwrap_or(1).max(1)
}

fn weekday_of_starting(context: &Context<'_>, session: &Session, starting: Option<&Located<jiff::civil::Date>>) {
    let Some(starting) = starting else { return };
    let weekday = Weekday::of(starting.value);
    if !session.days.is_empty() && !session.days.contains(&weekday) {
        context.report(
            Diagnostic::error(
                "date-weekday",
                starting.span.clone(),
                format!("{} is a {}, and this session is not held on that day", starting.value, weekday.name()),
            )
            .help("write a date on which one is held, or mend the days"),
        );
    }
}

fn days(context: &Context<'_>, value: &Value<'_>) -> Vec<Weekday> {
    let mut days = Vec::new();
    for item in Context::items(value) {
        if let Some(range) = context.parsed(item, DayRange::parse) {
            days.extend(range.days());
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// Reads every `[hours.x]`.
pub(super) fn all_hours(root: &mut Reader<'_, '_, '_>) -> std::collections::BTreeMap<Slug, NamedHours> {
    let mut all = std::collections::BTreeMap::new();
    let Some(mut tables) = root.table("hours") else { return all };
    let keys: Vec<_> = tables.entries();
    for (key, _) in keys {
        match Slug::parse(key.value) {
            Ok(id) => {
                if let Some(table) = tables.table(key.value) {
                    all.insert(id, named_hours(table));
                }
            }
            Err(error) => {
                let mut problem = value_error(error, &key.span);
                problem.suggestion = None;
                tables.context.report(problem);
            }
        }
    }
    tables.finish();
    all
}

/// Reads a fact of one time span.
pub(super) fn span_fact(reader: &mut Reader<'_, '_, '_>, key: &str) -> Fact<TimeSpan> {
    reader.fact(key, time_span)
}
