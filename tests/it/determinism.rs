//! The same sources and day give the same bytes: on any number of threads, in any folder, in any time zone and language.

use crate::support::{Project, TODAY, assert_same, differences};

#[test]
fn one_thread_and_two_and_eight_give_the_same_bytes() {
    let project = Project::real();
    project.builder().with(&["--threads", "1"]).run().fine();
    let one = project.site();
    for threads in ["2", "8"] {
        let project = Project::real();
        project.builder().with(&["--threads", threads]).run().fine();
        assert_same(&one, &project.site(), &format!("{threads} threads instead of one, in another folder"));
    }
}

#[test]
fn the_machines_time_zone_and_language_do_not_matter() {
    let project = Project::real();
    let here = project.site_on(TODAY);
    let elsewhere = project.path("elsewhere/deeper/site");
    let build = project.builder().into(&elsewhere);
    build.env("TZ", "Pacific/Kiritimati").env("LANG", "cy_GB.UTF-8").env("LC_ALL", "tr_TR.UTF-8").run().fine();
    assert_same(&here, &crate::support::files(&elsewhere), "another folder, time zone and language");
}

#[test]
fn a_second_build_touches_nothing() {
    let project = Project::real();
    let first = project.site_on(TODAY);
    let times = project.times();
    let second = project.site_on(TODAY);
    assert_same(&first, &second, "a second build");
    assert_eq!(times, project.times(), "files were written again");
}

#[test]
fn a_small_change_touches_only_the_files_it_changes() {
    let project = Project::real();
    let before = project.site_on(TODAY);
    let times = project.times();
    project.replace("establishments/chelmsford/establishment.toml", "200 Springfield Road", "202 Springfield Road");
    let after = project.site_on(TODAY);
    let changed = differences(&before, &after);
    assert!(changed.iter().any(|line| line.starts_with("chelmsford/")), "no page of Chelmsford has changed");
    for (path, time) in project.times() {
        if before.get(&path) == after.get(&path) {
            assert_eq!(times.get(&path), Some(&time), "{path} was written again");
        }
    }
}

#[test]
fn another_day_gives_other_pages() {
    let project = Project::real();
    let sunday = project.site_on(TODAY);
    let later = project.site_on("2026-12-10");
    assert!(!differences(&sunday, &later).is_empty(), "the day the pages are made for shows nowhere");
    assert_same(&sunday, &project.site_on(TODAY), "back on the first day");
}
