//! The gallery: what people type by mistake, and what the program answers.
//!
//! Each case of `tests/gallery/*.toml` changes one file of the small workspace in `tests/gallery/workspace`, of which a good site
//! is there already. The build must end as the case says, with as many messages as the case says, word for word those of
//! `tests/gallery/messages/<case>.txt`; and the site must be as it was, byte for byte. A case with a `rule` is one of
//! `familypack check`, which tells of what a build goes on with.
//!
//! `UPDATE_GALLERY=1 cargo test --release gallery` writes the messages anew: read what has changed before you keep it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use serde::Deserialize;
use tempfile::TempDir;

use crate::support::{self, Files, Run, TODAY, differences, files, finish, repository};

/// The file that most cases change.
const FACTS: &str = "establishments/northmoor/establishment.toml";

/// One mistake. The first of `text`, `hex`, `find`, `before`, `after`, `rename`, `remove` and `link` that is given says how it is made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The file with the mistake; it need not be there yet.
    #[serde(default = "facts")]
    file: String,
    /// The whole file.
    text: Option<String>,
    /// How often `text` or `after` is written.
    #[serde(default = "one")]
    times: usize,
    /// What is changed; it must stand in the file exactly once.
    find: Option<String>,
    /// What is written there.
    #[serde(default)]
    write: String,
    /// Bytes, two digits each: what is written there, or the whole file where nothing is to be found.
    hex: Option<String>,
    /// What is put in front of the file.
    before: Option<String>,
    /// What is put after the file.
    after: Option<String>,
    /// What every line end becomes.
    line_end: Option<String>,
    /// The file's new path.
    rename: Option<String>,
    /// The file is taken away.
    #[serde(default)]
    remove: bool,
    /// Where the file leads: it is a symbolic link.
    link: Option<String>,
    /// What is changed before.
    #[serde(default)]
    with: Vec<Case>,
    /// The rule that `familypack check` is asked about: it tells of it, and a build goes on.
    rule: Option<String>,
    /// More arguments.
    #[serde(default)]
    arguments: Vec<String>,
    /// The day that is asked for.
    #[serde(default = "today")]
    today: String,
    /// The exit code: of a build 1 where nothing is said, of a check 0.
    code: Option<i32>,
    /// How many problems are told: one mistake, one message.
    #[serde(default = "one")]
    messages: usize,
}

fn facts() -> String {
    FACTS.to_owned()
}

fn today() -> String {
    TODAY.to_owned()
}

fn one() -> usize {
    1
}

#[test]
fn every_mistake_is_told_in_plain_words_and_leaves_the_site_as_it_was() {
    let cases = cases();
    assert!(cases.len() >= 150, "there are only {} cases", cases.len());
    let failures = Mutex::new(Vec::new());
    let waiting = Mutex::new(cases.iter());
    let workers = std::thread::available_parallelism().map_or(2, |n| n.get().min(8));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let stage = Stage::set();
                while let Some((name, case)) = next(&waiting) {
                    let wrong = stage.play(name, case);
                    failures.lock().expect("no worker has failed").extend(wrong);
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("no worker has failed");
    failures.extend(strays(&cases));
    assert!(failures.is_empty(), "{} wrong:\n\n{}", failures.len(), failures.join("\n\n"));
}

fn next<T>(waiting: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    waiting.lock().expect("no worker has failed").next()
}

/// A workspace without mistakes, with its site.
struct Stage {
    folder: TempDir,
    sources: Files,
    site: Files,
}

impl Stage {
    fn set() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut sources = files(&gallery().join("workspace"));
        let theme = files(&repository().join("themes/plain"));
        sources.extend(theme.into_iter().map(|(path, bytes)| (format!("themes/plain/{path}"), bytes)));
        let mut stage = Self { folder, sources, site: Files::new() };
        for (path, bytes) in &stage.sources {
            support::write(&stage.path(path), bytes);
        }
        let run = stage.build(TODAY, &[]);
        assert!(run.code == 0 && run.stderr.is_empty(), "the workspace itself has a mistake:\n{}", run.stderr);
        stage.site = files(&stage.output());
        stage
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("workspace").join(path)
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn build(&self, today: &str, arguments: &[String]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
        command.arg("build").arg("--root").arg(self.path("")).arg("--output").arg(self.output());
        command.arg("--today").arg(today).arg("--no-leaflets").args(arguments).env("NO_COLOR", "1");
        finish(&mut command)
    }

    /// Makes the mistake, builds, and puts everything back; returns what is not as it must be.
    fn play(&self, name: &str, case: &Case) -> Vec<String> {
        if let Some(rule) = &case.rule {
            return self.check(name, case, rule);
        }
        let touched = self.make_all(name, case);
        let run = self.build(&case.today, &case.arguments);
        for path in touched {
            self.put_back(&path);
        }
        let mut wrong = Vec::new();
        let code = case.code.unwrap_or(1);
        if run.code != code {
            wrong.push(format!("exit code {}, not {code}", run.code));
        }
        if code == 0 && !run.stdout.starts_with("Built 2 establishments") {
            wrong.push(format!("the build did not go on:\n{}", run.stdout));
        }
        let told = run.stderr.lines().filter(|line| line.starts_with("error") || line.contains(": warning: ")).count();
        if told != case.messages {
            wrong.push(format!("{told} messages, not {}:\n{}", case.messages, run.stderr));
        }
        if code == 0 {
            // The build went on: what the file said may stand on the site, until the next build.
            self.build(TODAY, &[]).fine();
        }
        wrong.extend(differences(&self.site, &files(&self.output())));
        wrong.extend(compare(name, &run.stderr));
        wrong.into_iter().map(|what| format!("{name}: {what}")).collect()
    }

    /// Makes what is to be told by a check, asks, and puts everything back; returns what is not as it must be.
    fn check(&self, name: &str, case: &Case, rule: &str) -> Vec<String> {
        let touched = self.make_all(name, case);
        let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
        command
            .args(["check", "--rule", rule, "--today", &case.today])
            .args(&case.arguments)
            .arg("--root")
            .arg(self.path(""))
            .env("NO_COLOR", "1");
        let run = finish(&mut command);
        for path in touched {
            self.put_back(&path);
        }
        let mut wrong = Vec::new();
        if run.code != case.code.unwrap_or(0) || !run.stdout.contains(&format!("[{rule}]")) {
            wrong.push(format!("exit code {}, without [{rule}]:\n{}{}", run.code, run.stdout, run.stderr));
        }
        wrong.extend(compare(name, &run.stdout));
        wrong.into_iter().map(|what| format!("{name}: {what}")).collect()
    }

    /// Makes what is changed before, then the mistake; returns the paths of the files that were changed.
    fn make_all(&self, name: &str, case: &Case) -> BTreeSet<String> {
        case.with.iter().chain([case]).flat_map(|one| self.make(name, one)).collect()
    }

    fn make(&self, name: &str, case: &Case) -> Vec<String> {
        let old_text = || {
            let bytes = fs::read(self.path(&case.file)).unwrap_or_else(|e| panic!("{name}: {}: {e}", case.file));
            String::from_utf8(bytes).expect("a workspace in UTF-8")
        };
        let hex = case.hex.as_ref().map(|digits| bytes_of(name, digits));
        let new = if let Some(text) = &case.text {
            text.repeat(case.times).into_bytes()
        } else if let Some(find) = &case.find {
            let text = old_text();
            let (before, after) =
                text.split_once(find.as_str()).unwrap_or_else(|| panic!("{name}: `{find}` is not there"));
            assert!(!after.contains(find.as_str()), "{name}: `{find}` is there more than once");
            let middle = hex.unwrap_or_else(|| case.write.clone().into_bytes());
            [before.as_bytes(), &middle, after.as_bytes()].concat()
        } else if let Some(bytes) = hex {
            bytes
        } else if let Some(before) = &case.before {
            format!("{before}{}", old_text()).into_bytes()
        } else if let Some(after) = &case.after {
            format!("{}{}", old_text(), after.repeat(case.times)).into_bytes()
        } else if let Some(line_end) = &case.line_end {
            old_text().replace('\n', line_end).into_bytes()
        } else if let Some(path) = &case.rename {
            support::write(&self.path(path), old_text().as_bytes());
            fs::remove_file(self.path(&case.file)).expect("removed");
            return vec![path.clone(), case.file.clone()];
        } else if let Some(to) = &case.link {
            std::os::unix::fs::symlink(to, self.path(&case.file)).expect("a link");
            return vec![case.file.clone()];
        } else if case.remove {
            fs::remove_file(self.path(&case.file)).expect("removed");
            return vec![case.file.clone()];
        } else {
            return Vec::new();
        };
        support::write(&self.path(&case.file), &new);
        vec![case.file.clone()]
    }

    fn put_back(&self, path: &str) {
        let file = self.path(path);
        if let Some(bytes) = self.sources.get(path) {
            return support::write(&file, bytes);
        }
        fs::remove_file(&file).expect("removed");
        // Folders that were made for it go too; the first that holds something else stops this.
        file.ancestors().skip(1).take_while(|folder| fs::remove_dir(folder).is_ok()).for_each(drop);
    }
}

fn bytes_of(name: &str, digits: &str) -> Vec<u8> {
    let byte = |pair: &str| u8::from_str_radix(pair, 16).unwrap_or_else(|e| panic!("{name}: {pair}: {e}"));
    digits.split_whitespace().map(byte).collect()
}

fn gallery() -> PathBuf {
    repository().join("tests/gallery")
}

/// Every case by its name.
fn cases() -> BTreeMap<String, Case> {
    let mut cases = BTreeMap::new();
    for (path, bytes) in files(&gallery()) {
        if path.contains('/') || !path.ends_with(".toml") {
            continue;
        }
        let group: BTreeMap<String, Case> = toml::from_slice(&bytes).unwrap_or_else(|e| panic!("{path}: {e}"));
        for (name, case) in group {
            assert!(cases.insert(name.clone(), case).is_none(), "{path}: there are two cases `{name}`");
        }
    }
    cases
}

fn is_update() -> bool {
    std::env::var_os("UPDATE_GALLERY").is_some_and(|value| value == "1")
}

fn message_file(name: &str) -> PathBuf {
    gallery().join(format!("messages/{name}.txt"))
}

/// Compares what was said with what is to be said; a build that says nothing has no file.
fn compare(name: &str, said: &str) -> Option<String> {
    let file = message_file(name);
    let lines: Vec<&str> = said.trim_end().lines().map(str::trim_end).collect();
    let said = if lines.is_empty() { String::new() } else { format!("{}\n", lines.join("\n")) };
    let expected = read(&file);
    if said == expected {
        return None;
    }
    if is_update() {
        if said.is_empty() {
            fs::remove_file(&file).expect("removed");
        } else {
            support::write(&file, said.as_bytes());
        }
        return None;
    }
    Some(format!("other words\n--- expected\n{expected}--- said\n{said}---"))
}

fn read(file: &Path) -> String {
    if file.exists() { fs::read_to_string(file).expect("messages in UTF-8") } else { String::new() }
}

/// Finds expected messages without a case.
fn strays(cases: &BTreeMap<String, Case>) -> Vec<String> {
    let known: BTreeSet<PathBuf> = cases.keys().map(|name| message_file(name)).collect();
    let stray = files(&gallery().join("messages")).into_keys().map(|path| gallery().join("messages").join(path));
    stray.filter(|path| !known.contains(path)).map(|path| format!("{} belongs to no case", path.display())).collect()
}
