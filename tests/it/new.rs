//! `familypack new`: what it writes builds at once, and nothing is ever written over.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{self, Run, files, finish, repository};

fn run(arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
    finish(command.args(arguments).env("NO_COLOR", "1").stdin(Stdio::null()))
}

fn new(root: &Path, arguments: &[&str]) -> Run {
    let root = root.to_string_lossy().into_owned();
    run(&[&["new"], arguments, &["--root", &root]].concat())
}

fn build(root: &Path) -> Run {
    run(&["build", "--no-leaflets", "--today", support::TODAY, "--root", &root.to_string_lossy()])
}

/// Makes a workspace with one establishment.
fn workspace(folder: &Path) -> Run {
    run(&["new", "workspace", &folder.to_string_lossy(), "--establishment", "st-mary"])
}

#[test]
fn a_new_workspace_builds_at_once_as_a_draft_that_says_whom_to_ask() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("families");
    let made = workspace(&root);
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert!(made.stdout.contains("establishments/st-mary/establishment.toml"), "{}", made.stdout);
    assert!(made.stdout.contains("familypack serve"), "{}", made.stdout);
    let built = build(&root);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let visiting = fs::read_to_string(root.join("site/st-mary/visiting.html")).expect("a page");
    assert!(visiting.contains("HMP St Mary") && visiting.contains("Draft"), "{visiting}");
    assert!(visiting.contains("Ask the prison"), "nobody is told whom to ask");
    let facts = fs::read_to_string(root.join("establishments/st-mary/establishment.toml")).expect("the facts");
    for part in ["[visits]", "#[[session]]", "#[[contact]]", "[entry]", "#adult_from_age = ", "state = \"draft\""] {
        assert!(facts.contains(part), "{part} is not there to fill in");
    }
    assert!(root.join("README.md").is_file());
}

#[test]
fn the_sample_comes_along_where_it_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("families");
    let made = run(&["new", "workspace", &root.to_string_lossy(), "--sample", "--name", "Ann’s “packs” \\ \"x\""]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let built = build(&root);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let front = fs::read_to_string(root.join("site/index.html")).expect("a page");
    assert!(front.contains("Ann’s “packs”"), "the name is not as it was typed");
    assert!(root.join("site/exampleford/index.html").is_file());
}

#[test]
fn a_made_up_fleet_is_varied_and_without_a_mistake_and_the_same_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let fleet = |name: &str, number: &str, seed: &str| {
        let root = folder.path().join(name);
        let path = root.to_str().expect("a plain name").to_owned();
        run(&["new", "fleet", &path, "--establishments", number, "--seed", seed]).fine();
        root
    };
    let one = fleet("one", "30", "7");
    build(&one).fine();
    let facts = |root: &Path| {
        let all = files(&root.join("establishments"));
        all.into_iter().filter(|(path, _)| path.ends_with(".toml")).collect::<support::Files>()
    };
    let few = facts(&fleet("few", "10", "7"));
    assert_eq!(few.len(), 10);
    for (path, bytes) in &few {
        assert_eq!(facts(&one).get(path), Some(bytes), "{path} depends on how many there are");
    }
    let other = facts(&fleet("other", "10", "8"));
    assert!(
        other.values().skip(1).all(|bytes| !few.values().any(|known| known == bytes)),
        "another seed, the same facts"
    );
    // No number of a real place: all are those that are kept for stories.
    for (path, bytes) in &few {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let numbers = text.lines().filter(|line| line.starts_with("phone = \"") || line.starts_with("number = \""));
        let kept = ["01632 960", "0808 157 0", "07700 900", "020 7946 0"];
        let numbers = numbers.filter(|line| line.contains(|letter: char| letter.is_ascii_digit()));
        let real: Vec<&str> = numbers.filter(|line| !kept.iter().any(|kept| line.contains(kept))).collect();
        assert!(real.is_empty(), "{path}: {real:?}");
    }
    let run = run(&["new", "fleet", one.to_str().expect("a plain name")]);
    assert!(run.code == 2 && run.stderr.contains("is there already"), "{}", run.stderr);
}

#[test]
fn each_is_made_once_and_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("families");
    assert_eq!(workspace(&root).code, 0);
    let commands: [&[&str]; 4] = [
        &["establishment", "other", "--name", "Ôther “Q” O'Neill", "--singular", "resident"],
        &["page", "video-calls", "--summary", "How to call."],
        &["page", "only-here", "--summary", "Only here.", "--establishment", "other", "--section", "visit"],
        &["leaflet", "parking", "--summary", "Where to park."],
    ];
    for command in commands {
        let made = new(&root, command);
        assert_eq!(made.code, 0, "{command:?}: {}", made.stderr);
    }
    let before = files(&root);
    for command in commands {
        let again = new(&root, command);
        assert_eq!(again.code, 2, "{command:?}");
        assert!(
            again.stderr.contains("is there already") && again.stderr.contains("nothing was written"),
            "{}",
            again.stderr
        );
    }
    let again = workspace(&root);
    assert!(again.code == 2 && again.stderr.contains("is there already"), "{}", again.stderr);
    assert_eq!(before, files(&root), "something was written over");
    let built = build(&root);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let page = fs::read_to_string(root.join("site/other/only-here.html")).expect("the page");
    assert!(page.contains("HMP Ôther “Q” O'Neill"), "{page}");
}

#[cfg(feature = "paper")]
#[test]
fn a_new_leaflet_prints_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("families");
    assert_eq!(workspace(&root).code, 0);
    for form in ["a4", "a5", "a4-poster", "card", "tri-fold", "a5-booklet"] {
        let made = new(&root, &["leaflet", &format!("parking-{form}"), "--summary", "Where to park.", "--form", form]);
        assert_eq!(made.code, 0, "{form}: {}", made.stderr);
        let output = folder.path().join(format!("{form}.pdf"));
        let leaflet = format!("parking-{form}");
        let arguments = ["leaflet", "st-mary", &leaflet, "--today", support::TODAY];
        let printed =
            run(&[&arguments[..], &["--root", &root.to_string_lossy(), "-o", &output.to_string_lossy()]].concat());
        assert_eq!(printed.code, 0, "{form}: {}", printed.stderr);
        assert!(fs::read(&output).expect("a file").starts_with(b"%PDF-"));
    }
}

#[test]
fn what_cannot_be_is_told_with_what_to_write_instead() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("families");
    assert_eq!(workspace(&root).code, 0);
    let before = files(&root);
    let cases: [(&[&str], &str); 9] = [
        (&["establishment", "St Mary's"], "write st-marys"),
        (&["establishment"], "ID is missing"),
        (
            &["establishment", "x-1", "--division", "wales"],
            "write one of england-and-wales, scotland, northern-ireland",
        ),
        (&["establishment", "x-1", "--prefix", "Prison"], "write one of HMP"),
        (&["establishment", "x-1", "--name", " "], "--name: write a few words"),
        (&["page", "x-1"], "--summary is missing"),
        (&["page", "index", "--summary", "Words."], "a page cannot be named `index`"),
        (&["page", "x-1", "--summary", "{{ nothing.here }}"], "nothing.here"),
        (&["leaflet", "x-1", "--summary", "Words.", "--neutral-title", "{{ name }}"], "cannot have a slot"),
    ];
    for (arguments, told) in cases {
        let run = new(&root, arguments);
        assert!(run.code == 1 || run.code == 2, "{arguments:?}: {}", run.code);
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.to_lowercase().contains("nothing was written"), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(before, files(&root), "something was written");
    let nowhere = new(folder.path(), &["page", "x-1", "--summary", "Words."]);
    assert!(nowhere.stderr.contains("familypack new workspace"), "{}", nowhere.stderr);
}

#[test]
fn at_a_terminal_it_asks_in_plain_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("families");
    let mut command = Command::new("python3");
    // Nothing is an answer too, and a wrong one is asked for again.
    command.arg(repository().join("tests/terminal.py"));
    command.args(["|Long Marsh|long-marsh|||||", env!("CARGO_BIN_EXE_familypack"), "new", "workspace"]);
    let run = finish(command.arg(&root).env("NO_COLOR", "1"));
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    for words in [
        "What is this collection of packs called?",
        "Which establishment do you begin with?",
        "That will not do",
        "Its name, without HMP before it?",
    ] {
        assert!(run.stdout.contains(words), "it did not say {words}:\n{}", run.stdout);
    }
    let facts = fs::read_to_string(root.join("establishments/long-marsh/establishment.toml")).expect("the facts");
    assert!(facts.contains("name = \"Long Marsh\""), "{facts}");
}
