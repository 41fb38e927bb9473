//! What may lie in folders by mistake or by bad luck: it is told or left alone, and never stops a build for ever.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{Project, Run, TODAY, assert_same};

/// No build waits for anything that long.
const LONG: Duration = Duration::from_mins(1);

/// Builds, and stops a build that hangs.
fn build(project: &Project) -> Run {
    let mut child = project.builder().start();
    let began = Instant::now();
    while child.try_wait().expect("a state").is_none() {
        if began.elapsed() > LONG {
            child.kill().expect("stopped");
            panic!("the build hangs");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    project.build()
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo runs");
    assert!(made.success());
}

#[test]
fn a_pipe_or_a_device_among_the_sources_is_told_and_not_waited_for() {
    let project = Project::real();
    let old = project.site_on(TODAY);
    for name in ["content/en/pipe.md", "establishments/bure/pipe.toml", "themes/plain/pipe.html"] {
        pipe(&project.root().join(name));
        let run = build(&project).ended(1);
        assert!(run.stderr.contains("pipe") && run.stderr.contains("not a file"), "{}", run.stderr);
        fs::remove_file(project.root().join(name)).expect("removed");
    }
    symlink("/dev/zero", project.root().join("content/en/zero.md")).expect("a link");
    let run = build(&project).ended(1);
    assert!(run.stderr.contains("zero.md"), "{}", run.stderr);
    fs::remove_file(project.root().join("content/en/zero.md")).expect("removed");
    assert_same(&old, &project.site_on(TODAY), "when they are gone");
}

#[test]
fn links_in_circles_among_the_sources_are_told() {
    let project = Project::real();
    let old = project.site_on(TODAY);
    symlink("..", project.root().join("content/en/up")).expect("a link");
    symlink("self", project.root().join("establishments/self")).expect("a link");
    let run = build(&project).ended(1);
    assert!(run.stderr.contains("content/en/up") && run.stderr.contains("establishments/self"), "{}", run.stderr);
    assert_same(&old, &project.site(), "links in circles");
}

#[test]
fn a_workspace_can_have_any_name() {
    let long = "l".repeat(255);
    for name in ["with spaces", "accents-éü-ŵŷ", "emoji-🦉", "quote'\"s", long.as_str()] {
        let project = Project::real();
        let root = project.path(name);
        fs::rename(project.root(), &root).expect("renamed");
        let output = project.path(&format!("{}-site", &name[..name.len().min(5)]));
        let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
        command.args(["build", "--no-leaflets", "--today", TODAY, "--root"]).arg(&root).arg("--output").arg(&output);
        crate::support::finish(&mut command).fine();
        assert!(output.join("bure/index.html").is_file(), "{name}");
    }
}

#[test]
fn names_of_files_that_cannot_be_pages_are_told() {
    let project = Project::real();
    let old = project.site_on(TODAY);
    let long = format!("{}.md", "l".repeat(252));
    for name in ["a page.md", "é.md", "🦉.md", "VISITING.md", long.as_str()] {
        let path = format!("content/en/{name}");
        project.write(&path, &project.read("content/en/visiting.md"));
        let run = build(&project).ended(1);
        assert!(run.stderr.contains("content/en/"), "{name}: {}", run.stderr);
        fs::remove_file(project.root().join(&path)).expect("removed");
    }
    assert_same(&old, &project.site_on(TODAY), "when they are gone");
}

#[test]
fn a_hundred_thousand_files_of_others_stay_where_they_are() {
    let project = Project::with_only(&["bure"]);
    project.site_on(TODAY);
    let folder = project.output().join("photos");
    for number in 0..1000 {
        let folder = folder.join(number.to_string());
        fs::create_dir_all(&folder).expect("a folder");
        for file in 0..100 {
            fs::write(folder.join(file.to_string()), "").expect("a file");
        }
    }
    let before = project.site();
    let run = project.builder().today("2026-12-10").run().fine();
    assert!(run.stdout.contains("Built 1 establishment"), "{}", run.stdout);
    let after = project.site();
    assert_eq!(after.keys().filter(|path| path.starts_with("photos/")).count(), 100_000);
    assert_ne!(before, after, "the pages are those of the other day");
}

#[test]
fn a_file_that_changes_while_it_is_read_gives_one_site_or_the_other() {
    let project = Project::real();
    let path = "content/en/visiting.md";
    let (one, two) = (project.read(path), project.read(path) + "\nOne more line.\n");
    let first = project.site_on(TODAY);
    project.write(path, &two);
    let second = project.site_on(TODAY);
    for round in 0..20 {
        let child = project.builder().start();
        std::thread::sleep(Duration::from_millis(round));
        // As editors save: beside it, and then in its place.
        project.write("content/en/.visiting.new", if round % 2 == 0 { &one } else { &two });
        fs::rename(project.root().join("content/en/.visiting.new"), project.root().join(path)).expect("saved");
        assert_eq!(child.wait_with_output().expect("it ends").status.code(), Some(0));
        let site = project.site();
        assert!(site == first || site == second, "round {round}: neither the one nor the other");
    }
}
