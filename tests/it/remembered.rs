//! What a build remembers makes the next one quicker, and never another.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::support::{Files, Project, Run, TODAY, assert_same, differences, finish};

/// Two days with different pages.
const DAYS: [&str; 2] = [TODAY, "2026-12-10"];

fn memory(project: &Project) -> PathBuf {
    project.root().join(".familypack-cache.json")
}

/// What somebody does to a workspace.
type Edit = Box<dyn Fn(&Project)>;

/// Builds beside everything that is remembered.
fn anew(project: &Project) -> (Run, Files) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("site");
    let kept = fs::read(memory(project)).ok();
    let run = project.builder().into(&output).with(&["--fresh"]).run();
    if let Some(kept) = kept {
        fs::write(memory(project), kept).expect("put back");
    }
    (run, crate::support::files(&output))
}

/// Returns the pages of a report, without how long it took and how much was written.
fn words(run: &Run) -> Vec<&str> {
    run.stdout.lines().filter(|line| !line.starts_with("Built ") && !line.starts_with("Files: ")).collect()
}

#[test]
fn after_any_edits_a_build_that_remembers_says_and_writes_what_a_clean_one_does() {
    let project = Project::real();
    project.build().fine();
    let facts = "establishments/exampleford/establishment.toml";
    let bure = "establishments/bure/establishment.toml";
    let edits: Vec<Edit> = vec![
        Box::new(|_| {}),
        Box::new(move |project| project.replace(facts, "1 Sample Road", "3 Sample Road")),
        Box::new(move |project| project.replace(facts, "name = \"Exampleford\"", "name = \"Exampleham\"")),
        Box::new(|project| {
            project.write("content/en/visiting.md", &(project.read("content/en/visiting.md") + "\nA line.\n"));
        }),
        Box::new(move |project| project.replace(facts, "[hours.centre]", "[hours.centre]\n# a note\n")),
        Box::new(|project| {
            project.write(
                "establishments/exampleford/en/new-page.md",
                "+++\nmode = \"new\"\ntitle = \"New\"\nsummary = \"New.\"\nsection = \"visit\"\n+++\n\nNew words.\n",
            );
        }),
        Box::new(|project| project.remove("establishments/exampleford/en/new-page.md")),
        Box::new(|project| project.replace("themes/plain/foot.html", "class=\"printed\"", "class=\"printed now\"")),
        Box::new(|project| fs::remove_file(project.output().join("exampleford/visiting.html")).expect("removed")),
        Box::new(|project| fs::write(project.output().join("bure/visiting.html"), "spoilt").expect("written")),
        Box::new(move |project| project.replace(bure, "state = \"draft\"", "state = \"live\"")),
        Box::new(move |project| project.replace(bure, "state = \"live\"", "state = \"draft\"")),
    ];
    for (number, edit) in edits.iter().enumerate() {
        edit(&project);
        let run = project.build();
        let (clean, files) = anew(&project);
        assert_eq!((run.code, &run.stderr), (clean.code, &clean.stderr), "edit {number}");
        if clean.code == 0 {
            assert_eq!(words(&run), words(&clean), "edit {number}");
            assert_same(&files, &project.site(), &format!("edit {number}"));
        }
    }
}

#[test]
fn what_is_the_same_is_not_made_again_and_keeps_its_time() {
    let project = Project::real();
    project.build().fine();
    let times = project.times();
    project.replace("establishments/bure/establishment.toml", "state = \"draft\"", "state = \"draft\" # a note");
    let run = project.build().fine();
    assert!(run.stdout.contains("0 written"), "{}", run.stdout);
    assert_eq!(times, project.times());
    // Nothing to do: no page is made at all.
    let run = project.builder().with(&["--format", "json"]).run().fine();
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report");
    assert_eq!(report["same"], report["built"], "packs were made again: {}", run.stdout);
    assert_eq!(report["built"].as_array().map(Vec::len), Some(3), "what stays counts as built");
}

#[test]
fn time_stamps_do_not_matter() {
    let project = Project::real();
    project.build().fine();
    let file = project.root().join("establishments/bure/establishment.toml");
    let before = fs::metadata(&file).and_then(|data| data.modified()).expect("a time");
    // The same length and the same time: only the words are others.
    project.replace("establishments/bure/establishment.toml", "Norwich", "Norwhich");
    project.replace("establishments/bure/establishment.toml", "Norwhich", "Narwich");
    File::options().write(true).open(&file).and_then(|file| file.set_modified(before)).expect("a time");
    project.build().fine();
    assert_same(&anew(&project).1, &project.site(), "a file that was changed and kept its time");
    // Another time and the same words, before the first computer and long after today.
    let times = project.times();
    for time in [SystemTime::UNIX_EPOCH, SystemTime::now() + Duration::from_secs(1 << 32)] {
        File::options().write(true).open(&file).and_then(|file| file.set_modified(time)).expect("a time");
        project.build().fine();
        assert_eq!(times, project.times(), "a time stamp changed the site");
    }
}

#[test]
fn it_can_be_deleted_damaged_and_of_another_version() {
    let project = Project::real();
    let whole = project.site_on(TODAY);
    let remembered = fs::read_to_string(memory(&project)).expect("something is remembered");
    let other_program = {
        let (before, after) = remembered.split_once("\"program\":\"").expect("the program's name");
        format!("{before}\"program\":\"0123456789abcdef\"{}", &after[16..])
    };
    let half = &remembered[..remembered.len() / 2];
    for (what, text) in
        [("gone", None), ("another version's", Some(other_program.as_str())), ("half", Some(half)), ("", Some(""))]
    {
        match text {
            Some(text) => fs::write(memory(&project), text).expect("written"),
            None => fs::remove_file(memory(&project)).expect("removed"),
        }
        assert_same(&whole, &project.site_on(TODAY), &format!("what is remembered is {what}"));
    }
    // A file of somebody else with this name stays as it is.
    fs::write(memory(&project), "mine").expect("written");
    assert_same(&whole, &project.site_on(TODAY), "somebody else's file");
    assert_eq!(fs::read_to_string(memory(&project)).expect("there"), "mine");
}

#[test]
fn it_can_be_taken_to_another_machine_with_the_site() {
    let project = Project::real();
    let whole = project.site_on(TODAY);
    let elsewhere = Project::real();
    fs::copy(memory(&project), memory(&elsewhere)).expect("copied");
    // Without the site nothing stays; with it, everything.
    assert_same(&whole, &elsewhere.site_on(TODAY), "another folder");
    let other = Project::real();
    fs::copy(memory(&project), memory(&other)).expect("copied");
    let copied = Command::new("cp").arg("-r").arg(project.output()).arg(other.output()).status().expect("cp runs");
    assert!(copied.success());
    let run = finish(&mut other.builder().command()).fine();
    assert!(run.stdout.contains("0 written"), "{}", run.stdout);
    assert_same(&whole, &other.site(), "a copy of the site");
}

#[test]
fn another_day_makes_everything_again() {
    let project = Project::real();
    let first = project.site_on(DAYS[0]);
    let second = project.site_on(DAYS[1]);
    assert!(!differences(&first, &second).is_empty());
    assert_same(&first, &project.site_on(DAYS[0]), "back on the first day");
}

#[test]
fn a_shared_page_may_lead_to_a_page_of_an_establishment_that_is_not_read_again() {
    let project = Project::with_only(&["exampleford"]);
    project.replace("content/en/visiting.md", "## ", "See [the garden](marsh-garden.md).\n\n## ");
    project.build().fine();
    // Nothing that the establishment rests on has changed: only its files are looked at.
    let run = project.builder().with(&["--format", "json"]).run().fine();
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report");
    assert_eq!(report["changes"]["written"], 0, "{}", run.stdout);
    assert!(project.page("exampleford/visiting.html").contains("marsh-garden.html"));
}

/// A large fleet goes through in parts, of which none is a whole one: nothing of it may show.
#[test]
fn a_fleet_that_goes_through_in_parts_is_the_same_as_one_that_goes_through_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("fleet");
    let program = || Command::new(env!("CARGO_BIN_EXE_familypack"));
    let made = finish(program().args(["new", "fleet", "--establishments", "130", "--seed", "3"]).arg(&root)).fine();
    assert!(made.stdout.contains("130 made-up establishments"), "{}", made.stdout);
    let shared = root.join("content/en/visiting.md");
    let text = fs::read_to_string(&shared).expect("a shared page");
    let build = || finish(program().args(["build", "--no-leaflets", "--today", TODAY, "--root"]).arg(&root));
    build().fine();
    let (sources, _) = familypack::read::folder(&root).expect("the fleet");
    let options = familypack::options::Options {
        today: jiff::civil::date(2026, 11, 22),
        base_url: None,
        only: None,
        leaflets: false,
        remove: std::collections::BTreeSet::new(),
    };
    let at_once = familypack::session::build(
        &sources,
        &options,
        &familypack::session::LastSite::default(),
        &familypack::session::Quiet,
    );
    let tree = at_once.site.expect("a fleet without mistakes").tree();
    let at_once: Files = tree.into_iter().map(|(path, bytes)| (path.to_string(), bytes.to_vec())).collect();
    let mut parts = crate::support::files(&root.join("site"));
    parts.remove(".familypack.json");
    assert_same(&at_once, &parts, "two parts instead of one");

    // A mistake in a shared page is told once, not once a part; nobody's hours are asked for after all are read.
    fs::write(&shared, format!("{text}\n{{{{ block hours nobody }}}}\n\nSee [a page](lost-page.md).\n"))
        .expect("written");
    let run = build().ended(1);
    for rule in ["[hours-unknown]", "[link-page]"] {
        assert_eq!(run.stderr.matches(rule).count(), 1, "{rule}: {}", run.stderr);
    }
    fs::write(&shared, text).expect("written");
    // One in an establishment of the last part leaves all others alone.
    let last = root.join("establishments/wicker-mistake/establishment.toml");
    fs::create_dir_all(last.parent().expect("a folder")).expect("made");
    fs::write(&last, "state = \"sample\"\n").expect("written");
    let run = build().ended(1);
    assert!(run.stdout.starts_with("Built 130 establishments"), "{}{}", run.stdout, run.stderr);
}
