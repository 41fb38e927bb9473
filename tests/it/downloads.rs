//! What families' own apps take over: calendars, contacts, a feed. And the day on which a pack is next different.
//!
//! Calendars are read by a small reader of this test, which knows no more than the standard (RFC 5545), and their days are
//! compared with the table of the next visits that families read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use crate::html::Html;
use crate::support::{BASE_URL, Files, Project, assert_none, repository};
use crate::times::{day, table};

/// The sample's file.
const SAMPLE: &str = "establishments/exampleford/establishment.toml";

/// One `VEVENT` or `VCARD`: each line's value by its name, without parameters and as it is written.
type Lines = Vec<(String, String, String)>;

/// Reads the components of a name: for each line its name, its parameters, its value.
fn components(bytes: &[u8], wanted: &str) -> Vec<Lines> {
    let text = std::str::from_utf8(bytes).expect("text in UTF-8").replace("\r\n ", "");
    let mut found: Vec<Lines> = Vec::new();
    let mut inside = false;
    for line in text.split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("a line without a colon: {line}"));
        let (name, parameters) = name.split_once(';').unwrap_or((name, ""));
        match (name, value) {
            ("BEGIN", value) if value == wanted => {
                inside = true;
                found.push(Lines::new());
            }
            ("END", value) if value == wanted => inside = false,
            _ if inside => found.last_mut().expect("begun").push((name.into(), parameters.into(), value.into())),
            _ => {}
        }
    }
    found
}

fn value<'a>(lines: &'a Lines, name: &str) -> Option<&'a str> {
    lines.iter().find(|(known, _, _)| known == name).map(|(_, _, value)| value.as_str())
}

fn must<'a>(lines: &'a Lines, name: &str) -> &'a str {
    value(lines, name).unwrap_or_else(|| panic!("no {name} in {lines:?}"))
}

/// Undoes what is escaped in a text (RFC 5545, 3.3.11).
fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

fn moment(text: &str) -> DateTime {
    DateTime::strptime("%Y%m%dT%H%M%S", text.trim_end_matches('Z')).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// One time at which something happens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Time {
    from: DateTime,
    to: DateTime,
    name: String,
}

/// Every time of a calendar: its rules written out, in London's time.
fn times(calendar: &[u8]) -> BTreeSet<Time> {
    components(calendar, "VEVENT").iter().flat_map(times_of).collect()
}

fn times_of(event: &Lines) -> Vec<Time> {
    let (from, to) = (must(event, "DTSTART"), must(event, "DTEND"));
    if from.len() == 8 {
        return Vec::new();
    }
    let (from, to) = (moment(from), moment(to));
    let name = unescaped(must(event, "SUMMARY")).replace("Sample: ", "").replace('’', "'");
    let days = match value(event, "RRULE") {
        None => vec![from.date()],
        Some(rule) => by_rule(rule, from),
    };
    let without: BTreeSet<DateTime> =
        value(event, "EXDATE").into_iter().flat_map(|dates| dates.split(',')).map(moment).collect();
    let at =
        |day: Date| Time { from: day.to_datetime(from.time()), to: day.to_datetime(to.time()), name: name.clone() };
    days.into_iter().map(at).filter(|time| !without.contains(&time.from)).collect()
}

/// The days of a weekly rule. Its end is in UTC: in summer an hour before London's time.
fn by_rule(rule: &str, from: DateTime) -> Vec<Date> {
    let parts: BTreeMap<&str, &str> = rule.split(';').map(|part| part.split_once('=').expect("a part")).collect();
    assert_eq!((parts["FREQ"], parts["WKST"]), ("WEEKLY", "MO"));
    let every: i64 = parts.get("INTERVAL").map_or(1, |every| every.parse().expect("a number"));
    let letters = |weekday: Weekday| {
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::try_from(weekday.to_monday_zero_offset()).expect("0 to 6")]
    };
    let days: BTreeSet<&str> = parts["BYDAY"].split(',').collect();
    assert!(parts["UNTIL"].ends_with('Z'), "an end in UTC: {rule}");
    let until = moment(parts["UNTIL"]).in_tz("UTC").expect("a moment").timestamp();
    let monday = |day: Date| day - i64::from(day.weekday().to_monday_zero_offset()).days();
    let first = monday(from.date());
    let instant = |day: &Date| day.to_datetime(from.time()).in_tz("Europe/London").expect("a moment").timestamp();
    from.date()
        .series(1.day())
        .take_while(|day| instant(day) <= until)
        .filter(|day| days.contains(letters(day.weekday())))
        .filter(|day| i64::from(first.until(monday(*day)).expect("a span").get_days()) / 7 % every == 0)
        .collect()
}

/// "2pm", "9:30am", "midday".
fn said(time: DateTime) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let minutes = if minute == 0 { String::new() } else { format!(":{minute:02}") };
    match (hour, minute) {
        (12, 0) => "midday".to_owned(),
        _ => format!("{twelve}{minutes}{}", if hour < 12 { "am" } else { "pm" }),
    }
}

fn sample() -> Project {
    Project::with_only(&["exampleford"])
}

/// Builds the sample for a day, as it would stand on the web.
fn on_web(project: &Project, today: &str) -> Files {
    project.builder().today(today).with(&["--base-url", BASE_URL]).run().fine();
    project.site()
}

fn calendar(today: &str) -> Vec<u8> {
    on_web(&sample(), today)["exampleford/visits.ics"].clone()
}

#[test]
fn the_calendar_has_every_visit_of_the_table_and_no_other() {
    let project = sample();
    let calendar = times(&on_web(&project, "2026-11-25")["exampleford/visits.ics"]);
    let names: BTreeSet<&str> = calendar.iter().map(|time| time.name.as_str()).collect();
    let mut problems = Vec::new();
    let mut seen = 0;
    // New Year, both changes of the clocks, Easter, every other bank holiday, the end of a timetable.
    let starts = [
        "2026-11-25",
        "2026-12-09",
        "2026-12-23",
        "2027-01-06",
        "2027-03-20",
        "2027-04-28",
        "2027-05-25",
        "2027-08-20",
        "2027-10-24",
        "2027-12-20",
    ];
    for start in starts {
        project.site_on(start);
        let rows = table(&Html::read(&project.page("exampleford/visiting.html")), "Visits in the 14 days");
        let first: Date = start.parse().expect("a date");
        for date in first.series(1.day()).take(14) {
            let row = day(&rows, &date.strftime("%A %-d %B").to_string());
            let there: Vec<&Time> = calendar.iter().filter(|time| time.from.date() == date).collect();
            seen += there.len();
            if row.starts_with("Ask") {
                if there.iter().any(|time| time.name == "Faith visit") {
                    problems.push(format!("{date}: nobody has said, and the calendar has a visit"));
                }
                continue;
            }
            for time in &there {
                let words = format!("{} to {}", said(time.from), said(time.to));
                if !row.contains(&words) || !row.contains(&format!("({})", time.name)) {
                    problems.push(format!("{date}: {words} {} is in the calendar only; the table: {row}", time.name));
                }
            }
            let held: usize = names.iter().map(|name| row.matches(&format!("({name})")).count()).sum();
            if held != there.len() {
                problems.push(format!("{date}: {held} visits in the table, {} in the calendar: {row}", there.len()));
            }
        }
    }
    assert!(seen > 150, "only {seen} visits");
    assert_none(&problems, "days on which calendar and table differ");
}

#[test]
fn a_visit_keeps_its_hour_in_summer_and_in_winter() {
    let project = sample();
    project.replace(SAMPLE, "to = 2027-12-31", "to = 2027-06-30");
    let site = on_web(&project, "2026-11-25");
    let file = String::from_utf8(site["exampleford/visits.ics"].clone()).expect("text");
    let afternoon = components(file.as_bytes(), "VEVENT");
    let afternoon =
        afternoon.iter().find(|event| must(event, "UID").starts_with("visits-afternoon@")).expect("the visit");
    let start = afternoon.iter().find(|(name, _, _)| name == "DTSTART").expect("a start");
    assert_eq!((start.1.as_str(), start.2.as_str()), ("TZID=Europe/London", "20261125T140000"));
    assert!(must(afternoon, "RRULE").ends_with("UNTIL=20270630T130000Z"), "2pm in summer is 1pm in UTC");
    assert!(file.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"), "phones without the zone find its rule");
    for date in ["2027-03-27", "2027-03-28", "2027-03-30"] {
        let date: Date = date.parse().expect("a date");
        let on =
            times(file.as_bytes()).into_iter().find(|time| time.from.date() == date && time.name == "Afternoon visit");
        assert_eq!(on.map(|time| said(time.from)), Some("2pm".to_owned()), "{date}");
    }
}

#[test]
fn days_without_and_days_besides_are_in_the_calendar() {
    let file = calendar("2026-11-25");
    let events = components(&file, "VEVENT");
    let find = |id: &str| events.iter().find(|event| must(event, "UID") == format!("{id}@exampleford.packs.example"));
    let afternoon = find("visits-afternoon").expect("the visit");
    let without = must(afternoon, "EXDATE");
    for day in ["20261224T140000", "20261226T140000"] {
        assert!(without.contains(day), "{without}");
    }
    assert!(!without.contains("20261124"), "a day before the first one is not named: {without}");
    let besides = find("visits-afternoon-2027-01-04").expect("the day besides");
    assert_eq!(must(besides, "DTSTART"), "20270104T140000");
    assert!(value(besides, "RRULE").is_none());
    assert!(find("visits-legal").is_none() && find("visits-official").is_none(), "no visit of professionals");
}

#[test]
fn what_nobody_knows_of_a_bank_holiday_is_left_out_and_said() {
    let file = calendar("2026-11-25");
    let events = components(&file, "VEVENT");
    let faith = events.iter().find(|event| must(event, "UID").starts_with("visits-faith@")).expect("the visit");
    for day in ["20261225T130000", "20270101T130000", "20270326T130000"] {
        assert!(must(faith, "EXDATE").contains(day), "{day}");
    }
    assert!(unescaped(must(faith, "DESCRIPTION")).contains("We do not know about bank holidays, so they are left out"));
    let last = times(&file).into_iter().map(|time| time.from.date()).max().expect("a visit");
    assert!(last <= "2028-12-31".parse().expect("a date"), "past the end of the list of bank holidays: {last}");
    let project = sample();
    project.replace("content/bank-holidays.toml", "until = 2028-12-31", "until = 2027-02-10");
    let short = times(&on_web(&project, "2026-11-25")["exampleford/visits.ics"]);
    let last = short.into_iter().map(|time| time.from.date()).max().expect("a visit");
    assert_eq!(last.to_string(), "2027-02-10", "the last day of which it is known whether it is a bank holiday");
}

#[test]
fn ids_stay_and_are_unique() {
    let project = sample();
    let ids = |today: &str, file: &str, component: &str| -> Vec<String> {
        let site = on_web(&project, today);
        components(&site[&format!("exampleford/{file}")], component)
            .iter()
            .map(|one| must(one, "UID").to_owned())
            .collect()
    };
    for (file, component) in [("visits.ics", "VEVENT"), ("family-days.ics", "VEVENT"), ("contacts.vcf", "VCARD")] {
        let first = ids("2026-11-25", file, component);
        assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), first.len(), "an id twice in {file}: {first:?}");
        let later = ids("2026-11-30", file, component);
        assert_eq!(first, later, "{file}");
        assert!(first.iter().all(|id| id.ends_with("@exampleford.packs.example")), "{first:?}");
    }
    let address = "base_url = \"https://families.example/\"";
    project.replace("familypack.toml", address, "");
    project.site_on("2026-11-25");
    let nowhere = String::from_utf8(project.site()["exampleford/visits.ics"].clone()).expect("text");
    assert!(nowhere.contains("@exampleford.familypack.invalid"), "a site without an address has ids, too");
    assert!(!nowhere.contains("\r\nURL:"), "and no address");
}

#[test]
fn every_occasion_says_what_it_is_worth() {
    let site = on_web(&sample(), "2026-11-25");
    for file in ["visits.ics", "family-days.ics"] {
        let text = String::from_utf8(site[&format!("exampleford/{file}")].clone()).expect("text").replace("\r\n ", "");
        assert!(text.contains("X-WR-CALNAME:Sample: "), "a sample says so: {file}");
        for event in components(text.as_bytes(), "VEVENT") {
            let words = unescaped(must(&event, "DESCRIPTION"));
            let apply = must(&event, "UID").starts_with("family-day-apply");
            assert!(words.starts_with("Sample: not a real prison."), "{words}");
            assert!(words.contains("Checked on 9 November 2026."), "{words}");
            assert!(words.contains("01632 960 160"), "whom to ring: {words}");
            assert!(apply || words.contains("does not know when"), "{words}");
            assert_eq!(must(&event, "TRANSP"), "TRANSPARENT");
        }
    }
    let old = on_web(&sample(), "2027-07-01");
    let old = components(&old["exampleford/visits.ics"], "VEVENT");
    assert!(must(&old[0], "DESCRIPTION").contains("Not checked since 9 November 2026: call before you travel."));
}

/// The made-up live pack, with one event that was checked long ago.
fn live() -> Project {
    let project = Project::with_only(&[]);
    let facts = std::fs::read_to_string(repository().join("tests/data/live/northmoor/establishment.toml"));
    let event = "[[family_day]]\nname = \"Winter day\"\ndate = 2026-12-21\nsource = \"old-leaflet\"\n";
    project
        .write("establishments/northmoor/establishment.toml", &format!("{}\n{event}", facts.expect("the live pack")));
    project
}

#[test]
fn a_live_pack_marks_only_what_is_old() {
    let project = live();
    project.site_on("2026-11-25");
    let site = project.site();
    let visits = components(&site["northmoor/visits.ics"], "VEVENT");
    assert_eq!(must(&visits[0], "SUMMARY"), "Afternoon visit");
    assert!(must(&visits[0], "DESCRIPTION").starts_with("Book first."));
    let days = components(&site["northmoor/family-days.ics"], "VEVENT");
    assert_eq!(must(&days[0], "SUMMARY"), "Winter day (not checked: call first)");
    assert_eq!(must(&days[0], "DTSTART"), "20261221", "all day, as its time is not known");
    assert!(must(&days[0], "DESCRIPTION").contains("We do not know the time yet."));
    let draft = Project::with_only(&["bure"]);
    draft.site_on("2026-11-25");
    let draft = components(&draft.site()["bure/visits.ics"], "VEVENT");
    assert!(draft.iter().all(|event| must(event, "SUMMARY").starts_with("Draft: ")), "{draft:?}");
}

#[test]
fn nothing_to_take_over_makes_no_file_and_no_link() {
    let project = Project::with_only(&["bure"]);
    project.site_on("2026-11-25");
    let site = project.site();
    assert!(!site.contains_key("bure/family-days.ics"), "no date of a family day is known");
    assert!(!project.page("bure/family-days.html").contains("href=family-days.ics"));
    assert!(project.page("bure/visiting.html").contains("href=visits.ics"));
}

#[test]
fn hostile_names_stay_in_their_line() {
    let project = sample();
    let long = "é".repeat(100);
    let name = format!("Visit, with; 2 \\\\ marks: BEGIN:VEVENT 👨‍👩‍👧‍👦 {long}");
    project.replace(SAMPLE, "name = \"Afternoon visit\"", &format!("name = \"{name}\""));
    project.replace(SAMPLE, "label = \"If a life is at risk now\"", &format!("label = \"{name}\""));
    project.replace(SAMPLE, "title = \"Visits at Christmas\"", &format!("title = \"{name} & < b\""));
    let site = on_web(&project, "2026-11-25");
    for file in ["visits.ics", "contacts.vcf"] {
        let text = std::str::from_utf8(&site[&format!("exampleford/{file}")]).expect("text");
        for line in text.strip_suffix("\r\n").expect("an end").split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.contains(['\n', '\r']), "{line}");
        }
    }
    let events = components(&site["exampleford/visits.ics"], "VEVENT");
    let afternoon = events.iter().find(|event| must(event, "UID").starts_with("visits-afternoon@")).expect("the visit");
    let shown = unescaped(must(afternoon, "SUMMARY"));
    assert!(shown.starts_with("Sample: Visit, with; 2 \\ marks: BEGIN:VEVENT 👨‍👩‍👧‍👦 é"), "{shown}");
    assert!(shown.ends_with(&long), "{shown}");
    let feed = std::str::from_utf8(&site["exampleford/changes.atom"]).expect("text");
    assert!(feed.contains("&amp; &lt; b"), "{feed}");
}

#[test]
fn each_contact_of_the_page_is_a_card_that_is_found_by_its_use() {
    let site = on_web(&sample(), "2026-11-25");
    let cards = components(&site["exampleford/contacts.vcf"], "VCARD");
    let page = std::str::from_utf8(&site["exampleford/directory.html"]).expect("a page");
    let names: Vec<String> = cards.iter().map(|card| unescaped(must(card, "FN"))).collect();
    for name in ["Sample: Exampleford: safer custody", "Sample: Exampleford: If a life is at risk now"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
    assert!(page.contains("contacts.vcf"), "the page offers them");
    for card in &cards {
        assert_eq!(must(card, "VERSION"), "3.0", "which phones take");
        for (name, _, number) in card.iter().filter(|(name, _, _)| name == "TEL") {
            assert!(number.starts_with("+44"), "{name} {number}");
            assert!(page.contains(number.as_str()), "{number} is on the page");
        }
        assert!(must(card, "NOTE").contains("Checked on"), "{card:?}");
    }
    assert_eq!(cards.len(), page.matches("id=contact-").count(), "as many as on the page");
}

#[test]
fn the_feed_tells_each_thing_once_and_dates_it_by_the_files() {
    let project = sample();
    let feed =
        |today: &str| String::from_utf8(on_web(&project, today)["exampleford/changes.atom"].clone()).expect("text");
    let entries = |feed: &str| -> BTreeMap<String, (String, String)> {
        let part = |entry: &str, name: &str| {
            let (_, rest) = entry.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("no {name} in {entry}"));
            rest.split_once('<').expect("an end").0.to_owned()
        };
        let one = |entry: &str| (part(entry, "id"), (part(entry, "updated"), part(entry, "title")));
        feed.split("<entry>").skip(1).map(one).collect()
    };
    let first = feed("2026-11-25");
    let told = entries(&first);
    assert_eq!(told.len(), first.matches("<entry>").count(), "an id is there twice");
    assert!(told.values().all(|(updated, _)| updated.as_str() <= "2026-11-25T00:00:00Z"), "{told:?}");
    let newest = told.values().map(|(updated, _)| updated.clone()).max().expect("an entry");
    assert!(first.split("<entry>").next().expect("a head").contains(&format!("<updated>{newest}</updated>")));
    let heating = &told["tag:packs.example,2026:exampleford/notice/heating"];
    assert_eq!(heating.1, "Over: No visits on Tuesday 24 November 2026");
    assert_eq!(heating.0, "2026-11-25T00:00:00Z", "it is news when it is over");
    assert!(told.values().any(|(_, title)| title == "Afternoon visit: not on Thursday 24 December"), "{told:?}");
    assert!(!told.values().any(|(_, title)| title.contains("Legal visit")), "for families");
    // Five days on nothing is new: not a byte differs.
    assert_eq!(first, feed("2026-11-30"));
    let page = project.page("exampleford/index.html");
    assert!(page.contains("type=application/atom+xml") && page.contains("changes.atom"), "readers find it by any page");
}

/// What a build says of the next change, in text and as JSON.
fn next_change(project: &Project, today: &str) -> (String, serde_json::Value) {
    let text = project.builder().today(today).run().fine().stdout;
    let line = text.lines().find(|line| line.starts_with("Next change: ")).unwrap_or_else(|| panic!("{text}"));
    let json = project.builder().today(today).with(&["--format", "json"]).run().fine().stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    (line.to_owned(), json["next_changes"]["exampleford"].clone())
}

#[test]
fn a_build_says_when_it_is_next_needed() {
    let project = sample();
    for (today, date, what) in [
        ("2026-11-18", "2026-11-20", "the notice “Visits at Christmas” begins"),
        ("2026-11-22", "2026-11-25", "the notice “No visits on Tuesday 24 November 2026” is over"),
        ("2026-11-25", "2026-12-05", "nobody can ask for a place at “Winter family day” any more"),
        ("2026-12-05", "2026-12-22", "“Winter family day” is over"),
        ("2026-12-31", "2027-01-04", "the session “Sunday morning visit” has ended"),
        ("2027-01-03", "2027-01-04", "the session “Sunday morning visit” begins"),
        ("2027-01-04", "2027-01-05", "the day of another “Afternoon visit” is over: 2027-01-04"),
        ("2027-02-08", "2027-02-10", "facts are due to be checked: `contact`"),
        ("2027-05-08", "2027-05-10", "facts are due to be checked"),
        ("2027-06-07", "2027-06-08", "other hours of “centre” come into view: 2027-07-20 to 2027-08-31"),
        ("2028-06-01", "2028-12-19", "the list of bank holidays ends on 2028-12-31"),
    ] {
        let (line, json) = next_change(&project, today);
        let date: Date = date.parse().expect("a date");
        assert!(
            line.starts_with(&format!("Next change: {} (HMP Exampleford: ", date.strftime("%-d %B %Y"))),
            "{today}: {line}"
        );
        assert!(line.contains(what), "{today}: {line}");
        assert_eq!(json["date"], date.to_string(), "{today}");
        let all = json["what"].as_array().expect("a list");
        assert!(all.iter().any(|one| one.as_str().is_some_and(|one| one.contains(what))), "{today}: {json}");
    }
}

#[test]
fn until_the_next_change_only_what_moves_with_the_days_is_different() {
    let project = sample();
    let page = |today: &str| {
        project.site_on(today);
        project.page("exampleford/family-days.html")
    };
    let quiet = |html: &str, date: &str| html.replace(date, "").replace(&date.replace(' ', "%20"), "");
    let first = page("2026-11-25");
    let same = page("2026-12-03");
    let other = page("2026-12-05");
    let first = quiet(&first, "25 November 2026");
    assert!(first == quiet(&same, "3 December 2026"), "something changes before the next change");
    assert!(first != quiet(&other, "5 December 2026"), "nothing changes on the day of the next change");
}
