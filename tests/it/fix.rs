//! `familypack check --fix`: what can be mended without knowing anything, shown first, and with every other byte kept.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::{Project, Run, TODAY, finish};

const FACTS: &str = "establishments/northmoor/establishment.toml";

fn fix(project: &Project, more: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
    command.args(["check", "--fix", "--today", TODAY]).args(more).arg("--root").arg(project.root());
    finish(command.env("NO_COLOR", "1").stdin(Stdio::null()))
}

/// Makes six mistakes of the keyboard and one of the world.
fn broken() -> Project {
    let project = Project::small();
    for (right, wrong) in [
        ("phone = \"01743 245365\"", "phone = \"0174 324 5365\" # asked on the phone"),
        ("postcode = \"CM2 6LQ\"", "postcode = \"cm26lq\""),
        ("time = \"14:15-15:45\"", "time = \"14.15–15.45\"  # as on the door"),
        ("max_visitors = 6", "max_vistors = 6"),
        ("have = true", "have = \"yes\""),
        ("topic = \"housing\"", "topic = \"Housing\""),
        ("contact = \"centre\"", "contact = \"center\""),
    ] {
        project.replace(FACTS, right, wrong);
    }
    project
}

#[test]
fn the_changes_are_shown_and_nothing_is_written_without_a_yes() {
    let project = broken();
    let before = project.sources();
    let run = fix(&project, &[]);
    assert_eq!(run.code, 1, "mistakes are left: {}", run.stderr);
    for line in ["-postcode = \"cm26lq\"", "+postcode = \"CM2 6LQ\"", "-max_vistors = 6", "+max_visitors = 6"] {
        assert!(run.stdout.contains(line), "{line} is not there:\n{}", run.stdout);
    }
    assert!(run.stdout.contains("Nothing was written. To write it, say --fix --yes."), "{}", run.stdout);
    assert!(project.sources() == before, "something was written");
}

#[test]
fn what_is_mended_is_right_and_everything_else_is_as_it_was() {
    let project = broken();
    let right = Project::small().read(FACTS);
    assert_eq!(fix(&project, &["--yes"]).code, 1, "one mistake is left");
    let mended = project.read(FACTS);
    let wanted = right
        .replace("phone = \"01743 245365\"", "phone = \"01743 245 365\" # asked on the phone")
        .replace("time = \"14:15-15:45\"", "time = \"14:15-15:45\"  # as on the door")
        // Which contact is meant, only a person knows.
        .replace("contact = \"centre\"", "contact = \"center\"");
    assert_eq!(mended, wanted);
    let again = fix(&project, &["--yes"]);
    assert!(again.code == 1 && again.stdout.contains("nothing that can be mended without asking"), "{}", again.stdout);
    // With that one mended by a person, all is well.
    project.replace(FACTS, "contact = \"center\"", "contact = \"centre\"");
    project.replace(FACTS, "postcode = \"CM2 6LQ\"", "postcode = \"cm2 6lq\"");
    assert_eq!(fix(&project, &["--yes"]).code, 0);
    assert_eq!(project.read(FACTS), wanted.replace("\"center\"", "\"centre\""));
}

#[test]
fn line_ends_and_marks_of_windows_stay() {
    let project = broken();
    let path = project.root().join(FACTS);
    let windows = [b"\xef\xbb\xbf".as_slice(), project.read(FACTS).replace('\n', "\r\n").as_bytes()].concat();
    fs::write(&path, &windows).expect("written");
    fix(&project, &["--yes"]);
    let mended = fs::read(&path).expect("read");
    assert!(mended.starts_with(b"\xef\xbb\xbf"));
    let text = String::from_utf8(mended).expect("UTF-8");
    assert!(text.contains("postcode = \"CM2 6LQ\"\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn a_mistake_that_hides_another_is_mended_first() {
    let project = broken();
    project.replace(FACTS, "owner = \"Family services lead\"", "owner = “Family services lead”");
    fix(&project, &["--yes"]);
    let text = project.read(FACTS);
    assert!(text.contains("owner = \"Family services lead\"") && text.contains("max_visitors = 6"), "{text}");
}

#[test]
fn only_the_rules_that_are_asked_for_are_mended() {
    let project = broken();
    fix(&project, &["--yes", "--rule", "postcode-form"]);
    let text = project.read(FACTS);
    assert!(text.contains("postcode = \"CM2 6LQ\"") && text.contains("max_vistors = 6"), "{text}");
}
