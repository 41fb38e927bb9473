//! A calendar into iCalendar (RFC 5545, with the names and refresh time of RFC 7986).
//!
//! Times are London's, with its rule in the file: a visit at 2pm is at 2pm in summer and in winter. Nothing is taken from the
//! clock, and no id from chance, so that a phone knows an occasion again in the next build.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, ToSpan};

use super::lines::Lines;
use crate::output::Bytes;
use crate::view::{Calendar, Occasion, Repeats};

/// The time zone of every establishment of the United Kingdom.
const ZONE: &str = "Europe/London";

/// Its rule since 1996 (Summer Time Order 2002; before it the Eighth Directive 97/44/EC).
const ZONE_RULE: &str = "\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
";

/// Writes a calendar (RFC 5545).
#[must_use]
pub fn calendar(calendar: &Calendar) -> Bytes {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", &format!("-//familypack//familypack//{}", calendar.language.to_uppercase()));
    lines.plain("CALSCALE", "GREGORIAN");
    // Once for the standard, once for the phones and programs that came before it.
    for name in ["NAME", "X-WR-CALNAME"] {
        lines.text(name, &calendar.name);
    }
    for name in ["DESCRIPTION", "X-WR-CALDESC"] {
        lines.text(name, &calendar.description);
    }
    lines.plain("X-WR-TIMEZONE", ZONE);
    // Whoever follows the calendar asks for it again each day.
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    lines.plain("X-PUBLISHED-TTL", "P1D");
    if let Some(page) = &calendar.page {
        lines.plain("URL", page);
    }
    lines.block(ZONE_RULE);
    for occasion in &calendar.occasions {
        event(&mut lines, calendar, occasion);
    }
    lines.plain("END", "VCALENDAR");
    lines.finish()
}

fn event(lines: &mut Lines, calendar: &Calendar, occasion: &Occasion) {
    let made = format!("{}T000000Z", day(calendar.made));
    lines.plain("BEGIN", "VEVENT");
    lines.text("UID", &occasion.id);
    lines.plain("DTSTAMP", &made);
    lines.plain("LAST-MODIFIED", &made);
    match occasion.time {
        Some((from, to)) => {
            let zoned = |name: &str| format!("{name};TZID={ZONE}");
            lines.plain(&zoned("DTSTART"), &moment(at(occasion.first, from)));
            lines.plain(&zoned("DTEND"), &moment(at(occasion.first, to)));
            if let Some(repeats) = &occasion.repeats {
                lines.plain("RRULE", &rule(repeats, from));
                if !repeats.without.is_empty() {
                    let without: Vec<String> = repeats.without.iter().map(|date| moment(at(*date, from))).collect();
                    lines.plain(&zoned("EXDATE"), &without.join(","));
                }
            }
        }
        None => {
            lines.plain("DTSTART;VALUE=DATE", &day(occasion.first));
            lines.plain("DTEND;VALUE=DATE", &day(occasion.first.saturating_add(1.day())));
        }
    }
    lines.text("SUMMARY", &occasion.summary);
    lines.text("DESCRIPTION", &occasion.description.join("\n"));
    if let Some(location) = &occasion.location {
        lines.text("LOCATION", location);
    }
    if let Some(page) = &calendar.page {
        lines.plain("URL", page);
    }
    // It can be booked; nobody is busy because of that.
    lines.plain("TRANSP", "TRANSPARENT");
    lines.plain("END", "VEVENT");
}

/// Returns the rule of a weekly rhythm. Its end is in UTC, as a start with a time zone asks for (RFC 5545, 3.3.10).
fn rule(repeats: &Repeats, from: u16) -> String {
    let end = at(repeats.last, from).to_zoned(london()).expect("a year of four digits").with_time_zone(TimeZone::UTC);
    let days: Vec<&str> = repeats.days.iter().map(|weekday| letters(*weekday)).collect();
    let every = if repeats.every_weeks > 1 { format!("INTERVAL={};", repeats.every_weeks) } else { String::new() };
    format!("FREQ=WEEKLY;{every}WKST=MO;BYDAY={};UNTIL={}Z", days.join(","), moment(end.datetime()))
}

/// Returns London's time zone as it is in the program: that of the machine may be of another year.
fn london() -> TimeZone {
    TimeZoneDatabase::bundled().get(ZONE).expect("the program carries the time zones")
}

fn letters(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// Returns a moment by the minutes after midnight; 1440 is the midnight after it.
fn at(date: Date, minutes: u16) -> DateTime {
    date.to_datetime(jiff::civil::Time::midnight()).saturating_add(SignedDuration::from_mins(i64::from(minutes)))
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn moment(moment: DateTime) -> String {
    moment.strftime("%Y%m%dT%H%M%S").to_string()
}
