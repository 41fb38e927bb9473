//! What to do next, and when something will be different: lists for people, tables and calendars for their programs.

use std::process::Command;

use crate::support::{Project, Run, TODAY, files, finish};

fn run(project: &Project, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
    finish(command.args(arguments).args(["--today", TODAY, "--root"]).arg(project.root()).env("NO_COLOR", "1"))
}

#[test]
fn what_is_due_is_listed_for_whoever_looks_after_it() {
    let project = Project::real();
    let before = files(&project.root());
    let all = run(&project, &["due"]);
    assert_eq!(all.code, 0, "{}", all.stderr);
    assert!(all.stdout.starts_with("To be checked by 22 December 2026: "), "{}", &all.stdout[..200]);
    for words in [
        "HMP/YOI Chelmsford",
        "HMP Bure",
        "What all establishments share",
        "[ ] Ask: ",
        "last checked 2018",
        "never checked",
    ] {
        assert!(all.stdout.contains(words), "{words} is not there:\n{}", all.stdout);
    }
    assert!(all.stdout.contains("establishments/chelmsford/establishment.toml:"), "{}", all.stdout);
    assert!(files(&project.root()) == before, "something was written");
}

#[test]
fn nothing_is_due_before_its_day_and_everything_after() {
    let project = Project::small();
    // Its one source was checked on 20 November 2026: times are good for 92 days, most else for a year.
    let number = |by: &str| {
        let due = run(&project, &["due", "--by", by, "--only", "northmoor", "--format", "csv"]);
        let rows: Vec<String> =
            due.stdout.lines().skip(1).filter(|row| row.starts_with("northmoor,")).map(str::to_owned).collect();
        rows
    };
    assert!(number("2027-02-19").is_empty(), "{:?}", number("2027-02-19"));
    let times = number("2027-02-20");
    assert_eq!(times.len(), 1, "{times:?}");
    assert!(
        times[0].contains("Visits office") && times[0].contains("2027-02-20") && times[0].contains("session"),
        "{times:?}"
    );
    assert!(!times[0].contains("entry"), "{times:?}");
    assert!(number("2028-01-01")[0].contains("entry"));
}

#[test]
fn a_calendar_reminds_on_the_last_good_day_or_today() {
    let project = Project::small();
    let calendar = run(&project, &["due", "--by", "2028-01-01", "--format", "ics"]).stdout.replace("\r\n ", "");
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.trim_end().ends_with("END:VCALENDAR"),
        "{calendar}"
    );
    assert!(calendar.contains("DTSTART;VALUE=DATE:20270220"), "{calendar}");
    assert!(calendar.contains("SUMMARY:Check with Visits office: HMP Northmoor"), "{calendar}");
}

#[test]
fn the_next_change_says_when_to_build_again() {
    let project = Project::small();
    let text = run(&project, &["next-change"]);
    assert_eq!(text.code, 0, "{}", text.stderr);
    assert!(text.stdout.lines().next().is_some_and(|line| line.contains("2026: HMP ")), "{}", text.stdout);
    let json: serde_json::Value =
        serde_json::from_str(&run(&project, &["next-change", "--format", "json", "--only", "northmoor"]).stdout)
            .expect("JSON");
    assert_eq!(json["next"], json["changes"][0]["date"]);
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_cannot_be_read_is_told_before_the_list() {
    let project = Project::small();
    project.replace("establishments/northmoor/establishment.toml", "\"14:15-15:45\"", "\"14.15-15:45\"");
    let due = run(&project, &["due"]);
    assert_eq!(due.code, 1);
    assert!(due.stderr.contains("[time-invalid]") && due.stderr.contains("missing in this list"), "{}", due.stderr);
    std::fs::remove_file(project.root().join("familypack.toml")).expect("removed");
    for command in ["due", "next-change", "check"] {
        let nowhere = run(&project, &[command]);
        assert!(
            nowhere.code == 2 && nowhere.stdout.is_empty(),
            "{command} says something of no workspace: {}",
            nowhere.stdout
        );
        assert!(nowhere.stderr.contains("there is no file familypack.toml"), "{command}: {}", nowhere.stderr);
    }
    let project = Project::small();
    for (arguments, told) in [
        (["due", "--by", "soon"], "--by: `soon` is not a date"),
        (["due", "--only", "northmore"], "did you mean `northmoor`?"),
    ] {
        let wrong = run(&project, &arguments);
        assert!(wrong.code == 2 && wrong.stderr.contains(told), "{arguments:?}: {}", wrong.stderr);
    }
}
