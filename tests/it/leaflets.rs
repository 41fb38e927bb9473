//! Leaflets on the way from facts to paper: which are made, when they are printed anew, and what a mistake in one stops.
//!
//! What is on the paper is looked at in `tests/paper`.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Files, Project, Run, TODAY, finish};

/// The facts that cases change.
const FACTS: &str = "establishments/northmoor/establishment.toml";

/// Builds with leaflets and returns how many were printed, and how many stay as they were.
#[track_caller]
fn print(project: &Project) -> (u64, u64) {
    let run = project.builder().with_leaflets().with(&["--format", "json"]).run().fine();
    let report: Value = serde_json::from_str(&run.stdout).expect("a report");
    let count = |name: &str| report["leaflets"][name].as_u64().expect("a number");
    (count("printed"), count("unchanged"))
}

/// Asks for one leaflet of the small workspace.
fn leaflet(project: &Project, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
    command.arg("leaflet").args(arguments).arg("--root").arg(project.root()).args(["--today", TODAY]);
    command.env("NO_COLOR", "1").current_dir(project.beside()).stdin(Stdio::null());
    finish(&mut command)
}

fn pdfs(site: &Files) -> Vec<&str> {
    site.keys().filter(|path| path.ends_with(".pdf")).map(String::as_str).collect()
}

#[test]
fn every_form_is_printed_as_it_is_and_discreet_and_every_leaflet_in_large_print() {
    let project = Project::small();
    project.builder().with_leaflets().run().fine();
    let wanted = |id: &str| {
        [
            "guide-a5.pdf",
            "guide-large-print.pdf",
            "guide.pdf",
            "notes-for-the-day-a5.pdf",
            "notes-for-the-day.pdf",
            "times-large-print.pdf",
            "times.pdf",
            "useful-times.pdf",
        ]
        .map(|file| format!("{id}/leaflets/{file}"))
    };
    let wanted: Vec<String> = ["northmoor", "southbay"].into_iter().flat_map(wanted).collect();
    assert_eq!(pdfs(&project.site()), wanted);
}

#[test]
fn only_what_changed_is_printed_again() {
    let project = Project::small();
    assert_eq!(print(&project), (16, 0));
    let times = project.times();
    assert_eq!(print(&project), (0, 16));
    assert_eq!(project.times(), times);
    // The words of one leaflet: its 3 copies, for both.
    project.replace("content/en/leaflets/times.md", "Are you worried?", "Are you worried about somebody?");
    assert_eq!(print(&project), (6, 10));
    let site = project.site();
    project.builder().with_leaflets().into(&project.path("fresh")).run().fine();
    let fresh = crate::support::files(&project.path("fresh"));
    assert_eq!(pdfs(&site), pdfs(&fresh));
    for path in pdfs(&site) {
        assert!(site[path] == fresh[path], "{path} is not what a fresh build prints");
    }
}

#[test]
fn a_leaflet_that_somebody_changed_or_took_away_is_printed_again() {
    let project = Project::small();
    print(&project);
    let good = project.site();
    fs::write(project.output().join("northmoor/leaflets/guide.pdf"), "%PDF-1.7 something else").expect("written");
    fs::remove_file(project.output().join("southbay/leaflets/times.pdf")).expect("removed");
    assert_eq!(print(&project), (2, 14));
    assert!(project.site() == good);
}

#[test]
fn a_template_or_a_font_prints_all_anew() {
    let project = Project::small();
    print(&project);
    let template = "themes/plain/leaflets/sheets.typ";
    project.write(template, &format!("{}\n// Another version.\n", project.read(template)));
    assert_eq!(print(&project), (16, 0));
}

#[test]
fn without_leaflets_there_is_none_and_the_page_about_printing_says_so() {
    let project = Project::with_only(&["exampleford"]);
    project.build().fine();
    assert_eq!(pdfs(&project.site()), Vec::<&str>::new());
    assert!(project.page("exampleford/print.html").contains("The leaflets are not on this copy of the site."));
}

#[test]
fn one_leaflet_is_the_same_bytes_as_in_the_site() {
    let project = Project::small();
    print(&project);
    let site = project.site();
    for (arguments, file, built) in [
        (&["times"][..], "northmoor-times.pdf", "times.pdf"),
        (&["guide-a5"], "northmoor-guide-a5.pdf", "guide-a5.pdf"),
        (&["guide", "--large-print"], "northmoor-guide-large-print.pdf", "guide-large-print.pdf"),
        (&["guide", "--discreet"], "notes-for-the-day.pdf", "notes-for-the-day.pdf"),
    ] {
        let run = leaflet(&project, &[&["northmoor"], arguments].concat()).fine();
        assert!(run.stdout.starts_with(file), "{}", run.stdout);
        let bytes = fs::read(project.beside().join(file)).expect("the leaflet");
        assert!(bytes == site[&format!("northmoor/leaflets/{built}")], "{built}");
    }
}

#[test]
fn a_leaflet_goes_where_it_is_told_and_never_over_something_else() {
    let project = Project::small();
    leaflet(&project, &["northmoor", "times", "-o", "fridge.pdf"]).fine();
    let first = fs::read(project.beside().join("fridge.pdf")).expect("the leaflet");
    assert!(first.starts_with(b"%PDF-"));
    // Its own older copy is replaced.
    leaflet(&project, &["southbay", "times", "-o", "fridge.pdf"]).fine();
    assert!(fs::read(project.beside().join("fridge.pdf")).expect("the leaflet") != first);
    fs::write(project.beside().join("letter.odt"), "Dear all").expect("written");
    let run = leaflet(&project, &["northmoor", "times", "-o", "letter.odt"]).ended(2);
    assert!(run.stderr.contains("cannot replace `letter.odt`"), "{}", run.stderr);
    assert_eq!(fs::read(project.beside().join("letter.odt")).expect("the letter"), b"Dear all");
    let run = leaflet(&project, &["northmoor", "times", "-o", "no/such/folder/times.pdf"]).ended(2);
    assert!(run.stderr.contains("no/such/folder"), "{}", run.stderr);
    let left: Vec<_> = crate::support::files(&project.beside()).into_keys().collect();
    assert_eq!(left, ["fridge.pdf", "letter.odt"]);
}

#[test]
fn what_nobody_knows_is_told_with_what_was_meant() {
    let project = Project::small();
    for (arguments, told) in [
        (["northmoor", "tims"], "there is no leaflet `tims`; did you mean `times`?"),
        (["northmoor", "guide-a6"], "there is no leaflet `guide-a6`; did you mean `guide-a5`?"),
        (["northmoor", "zzzzzz"], "there is no leaflet `zzzzzz`; there are times, guide, guide-a5"),
        (["northmor", "times"], "there is no establishment `northmor`; did you mean `northmoor`?"),
    ] {
        let run = leaflet(&project, &arguments).ended(2);
        assert_eq!(run.stderr, format!("error: {told}\n"));
    }
}

#[test]
fn all_gives_one_to_each_and_a_mistake_in_one_stops_no_other() {
    let project = Project::small();
    fs::create_dir(project.beside().join("cards")).expect("a folder");
    leaflet(&project, &["all", "times", "-o", "cards"]).fine();
    let there = || crate::support::files(&project.beside().join("cards")).into_keys().collect::<Vec<_>>();
    assert_eq!(there(), ["northmoor-times.pdf", "southbay-times.pdf"]);
    fs::remove_dir_all(project.beside().join("cards")).expect("removed");
    let run = leaflet(&project, &["all", "times", "-o", "cards"]).ended(2);
    assert!(run.stderr.contains("give a folder that is there"), "{}", run.stderr);
    fs::create_dir(project.beside().join("cards")).expect("a folder");
    project.replace(FACTS, "12:00-16:15", "12.00-16:15");
    let run = leaflet(&project, &["all", "times", "-o", "cards"]).ended(1);
    assert!(run.stderr.contains(FACTS), "{}", run.stderr);
    assert_eq!(there(), ["southbay-times.pdf"]);
}

#[test]
fn a_leaflet_that_would_say_nothing_is_not_made() {
    let project = Project::small();
    let guide = "content/leaflets/guide.toml";
    project.write(guide, &format!("{}shown_if = \"visits.adult_from_age\"\n", project.read(guide)));
    let run = leaflet(&project, &["southbay", "guide"]).ended(2);
    assert!(run.stderr.contains("`guide` is not made for `southbay`"), "{}", run.stderr);
}

#[test]
fn a_text_that_does_not_fit_stops_its_own_establishment_only() {
    let project = Project::small();
    print(&project);
    let good = project.site();
    project.write("content/en/leaflets/times.md", &project.read("content/en/leaflets/times.md").replace(
        "## How do I book?",
        "{{ if visits.adult_from_age }}\n\nA word. Another word. One more word. And one more. And again one more. So many words for one small card.\n\nAnd then there is still more to say, and still more, until the card is full and the table too. There is no end to it. It goes on and on and on, and nobody can carry such a card in a wallet, nor read it.\n\n{{ end }}\n\n## How do I book?",
    ));
    // Only one of the two knows this fact, so only its card is too full.
    let has_fact =
        |id: &str| project.read(&format!("establishments/{id}/establishment.toml")).contains("adult_from_age");
    assert!(has_fact("northmoor") && !has_fact("southbay"), "mend the test: northmoor alone must know this fact");
    let run = project.builder().with_leaflets().run().ended(1);
    assert!(run.stderr.contains("the text on the front"), "{}", run.stderr);
    assert!(run.stderr.contains("mm too long"), "{}", run.stderr);
    assert!(run.stderr.contains("content/en/leaflets/times.md"), "{}", run.stderr);
    let site = project.site();
    assert!(site["northmoor/index.html"] == good["northmoor/index.html"]);
    assert!(site["northmoor/leaflets/times.pdf"] == good["northmoor/leaflets/times.pdf"]);
    assert!(run.stdout.contains("Not built: northmoor"), "{}", run.stdout);
}

#[test]
fn a_folded_leaflet_needs_a_part_for_each_panel() {
    let project = Project::small();
    project.replace("content/en/leaflets/times.md", "## Are you worried?\n", "");
    let run = leaflet(&project, &["northmoor", "times"]).ended(1);
    assert!(
        run.stderr.contains("a leaflet in the form `card` has 2 parts that begin with ##, and this text has 1"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("content/en/leaflets/times.md"), "{}", run.stderr);
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_line_and_changes_nothing() {
    let project = Project::small();
    print(&project);
    let good = project.site();
    let template = "themes/plain/leaflets/sheets.typ";
    project.write(template, &format!("{}\n#no-such-word\n", project.read(template)));
    let run = project.builder().with_leaflets().run().ended(1);
    assert!(run.stderr.contains("unknown variable: no-such-word"), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("{template}:{}", project.read(template).lines().count())), "{}", run.stderr);
    assert!(project.site() == good);
    project.remove(template);
    let run = project.builder().with_leaflets().run().ended(1);
    assert!(run.stderr.contains("add the file, or build with --no-leaflets"), "{}", run.stderr);
    assert!(project.site() == good);
}

#[test]
fn a_word_of_the_theme_that_is_missing_is_told() {
    let project = Project::small();
    project.replace("themes/plain/texts/en.ftl", "paper-version = ", "paper-edition = ");
    let run = leaflet(&project, &["northmoor", "guide"]).ended(1);
    assert!(run.stderr.contains("the theme's words have no `paper-version`"), "{}", run.stderr);
}

#[test]
fn a_letter_that_no_font_has_is_told_not_left_out() {
    let project = Project::small();
    project.replace(FACTS, "name = \"Northmoor\"", "name = \"North\u{a000}moor\"");
    let run = leaflet(&project, &["northmoor", "times"]).ended(1);
    assert!(run.stderr.contains("U+A000"), "{}", run.stderr);
}
