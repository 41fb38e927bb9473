//! Days and times as families read them: opening hours, the next 14 days, and how old they are.

use crate::html::Html;
use crate::support::{Project, built};

/// The rows of the table whose caption begins with some words, each cell's text.
pub(crate) fn table(page: &Html, caption: &str) -> Vec<Vec<String>> {
    let is_it = |table: &&crate::html::Element| {
        page.inside(table).iter().any(|part| part.is("caption") && page.text_of(part).starts_with(caption))
    };
    let table = page.all("table").find(is_it).unwrap_or_else(|| panic!("no table `{caption}`"));
    let rows = page.inside(table).iter().filter(|part| part.is("tr"));
    let cells =
        |row| page.inside(row).iter().filter(|part| part.is("th") || part.is("td")).map(|cell| page.text_of(cell));
    rows.map(|row| cells(row).collect()).collect()
}

/// What the sample pack says of one of the next days, when its pages are made on `today`.
fn sample_on(today: &str) -> Vec<Vec<String>> {
    let project = Project::with_only(&["exampleford"]);
    project.site_on(today);
    table(&Html::read(&project.page("exampleford/visiting.html")), "Visits in the 14 days")
}

pub(crate) fn day<'a>(rows: &'a [Vec<String>], day: &str) -> &'a str {
    rows.iter().find(|row| row[0] == day).map_or_else(|| panic!("no {day} in {rows:?}"), |row| row[1].as_str())
}

#[test]
fn opening_hours_read_as_a_person_would_say_them_and_friday_is_not_known() {
    let page = built().page("chelmsford", "at-the-gate").expect("the page");
    let rows = table(page, "When the visitors' centre is open");
    let said: Vec<String> = rows[1..].iter().map(|row| row.join(": ")).collect();
    assert_eq!(
        said,
        [
            "Monday to Thursday: midday to 4:15pm",
            "Friday: not known",
            "Saturday: 8am to 11:15am and midday to 4:15pm",
            "Sunday: midday to 4:15pm",
        ]
    );
}

#[test]
fn the_next_days_follow_the_week() {
    let page = built().page("bure", "visiting").expect("the page");
    let rows = table(page, "Visits in the 14 days from 22 November 2026");
    assert_eq!(rows.len(), 15, "a head and 14 days");
    let weekend =
        "9:15am to 11:15am (Morning visit) and 2:15pm to 4:15pm (another list says 2pm to 4pm: ask) (Afternoon visit)";
    assert_eq!(day(&rows, "Sunday 22 November"), weekend);
    assert_eq!(day(&rows, "Monday 23 November"), "No visit time is listed");
    assert_eq!(day(&rows, "Saturday 28 November"), weekend);
}

#[test]
fn christmas_has_its_bank_holidays_exceptions_and_fortnights() {
    let rows = sample_on("2026-12-20");
    let monday = day(&rows, "Monday 21 December");
    assert!(monday.contains("10am to 3pm (Family day)"), "every 8 weeks from this day: {monday}");
    assert_eq!(day(&rows, "Thursday 24 December"), "No visits", "left out on this day");
    let christmas = day(&rows, "Friday 25 December");
    assert!(christmas.contains("Christmas Day") && christmas.contains("Ask the prison"), "{christmas}");
    assert_eq!(day(&rows, "Saturday 26 December"), "No visits (Boxing Day)", "the day itself, not only its substitute");
    let monday = day(&rows, "Monday 28 December");
    assert!(monday.contains("5:30pm to 6:30pm (Video call)") && monday.contains("Boxing Day"), "{monday}");
    let saturday = day(&rows, "Saturday 2 January");
    assert!(saturday.contains("Children's visit"), "every 4 weeks, over New Year: {saturday}");
}

#[test]
fn a_new_timetable_begins_on_its_day() {
    let rows = sample_on("2027-01-02");
    assert!(day(&rows, "Sunday 3 January").contains("9:30am to 11am (Sunday morning visit)"));
    assert!(day(&rows, "Sunday 10 January").contains("10am to 11:30am (Sunday morning visit)"));
    assert!(day(&rows, "Monday 4 January").contains("(Afternoon visit)"), "a day added to the week");
}

#[test]
fn facts_grow_old_and_say_so() {
    let project = Project::with_only(&["exampleford"]);
    let visiting = |today: &str| {
        project.site_on(today);
        project.page("exampleford/visiting.html")
    };
    let fresh = visiting("2026-11-22");
    assert!(fresh.contains("Checked on"), "a fresh pack says when it was checked");
    let stale = visiting("2028-06-01");
    assert!(stale.contains("call before you travel"), "an old one says to call first");
    assert!(
        !stale.contains("class=checked") && !stale.contains("class=\"group checked\""),
        "and nothing on the page counts as checked"
    );
}

#[test]
fn notices_come_and_go_with_their_dates() {
    let project = Project::with_only(&["exampleford"]);
    let file = "establishments/exampleford/establishment.toml";
    let text = project.read(file);
    let notice = "\n[[notice]]\nid = \"test-notice\"\nseverity = \"urgent\"\ntitle = \"The lift is broken\"\ntext = \"Ask staff.\"\nstarts = 2026-12-01\nends = 2026-12-03\n";
    project.write(file, &format!("{text}{notice}"));
    for (today, shown) in [("2026-11-30", false), ("2026-12-01", true), ("2026-12-03", true), ("2026-12-04", false)] {
        project.site_on(today);
        let home = project.page("exampleford/index.html");
        assert_eq!(home.contains("The lift is broken"), shown, "on {today}");
    }
}
