//! Files as nobody would write them: whatever is in them, there is an answer, and soon.
//!
//! Files of the gallery's workspace are broken at random (bytes, words, lines, marks; TOML, Markdown with slots, hours), and everything that
//! reads and checks them looks at the result. In the suite it runs for some seconds; `FUZZ_SECONDS=3600 cargo test --release fuzz` runs it
//! for an hour. What once made it fail is kept in `tests/fuzz`, each file named after its place with `--` for `/`, and is tried first.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use familypack::options::Options;
use familypack::session::{LastSite, Quiet, Session};
use familypack::source::Sources;
use familypack::{check, parse};

use crate::support::{files, repository};

/// No answer may take longer, in a build without optimisation and on a busy machine.
const SOON: Duration = Duration::from_secs(5);

fn options() -> Options {
    Options {
        today: jiff::civil::date(2026, 11, 22),
        base_url: Some("https://packs.example/".to_owned()),
        only: None,
        leaflets: false,
        remove: std::collections::BTreeSet::new(),
    }
}

/// Reads and checks everything; with `pages`, makes the pages too.
fn look(sources: &Sources, pages: bool) {
    let options = options();
    if pages {
        let _ = Session::default().build(sources, &options, &LastSite::default(), &Quiet);
    }
    let (pack, _, mut problems) = parse::workspace(sources, &mut parse::Memory::default());
    problems.extend(check::pack(&pack, &options));
    problems.extend(check::advice(&pack, sources, options.today, None));
    let problems = check::allow(problems, sources, &options, true);
    for problem in &problems {
        let drawn = familypack::diagnostic::draw::full(problem, sources, false);
        assert!(!problem.message.is_empty() && drawn.contains(problem.code), "{drawn}");
    }
    let _ = check::due(&pack, options.today, None);
}

/// What people and programs put where it does not belong.
const SCRAPS: &[&str] = &[
    "\"",
    "'",
    "\u{201c}",
    "\u{201d}",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "{{",
    "}}",
    "{{ if ",
    "{{ end }}",
    "{{ block hours centre }}",
    "=",
    "==",
    "#",
    "\\",
    "\\u",
    "\0",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{1f600}",
    "é",
    "0",
    "-1",
    "99999999999999999999",
    "1e999",
    "nan",
    "inf",
    "24:00",
    "13.30",
    "25:61",
    "noon",
    "2pm",
    "–",
    "to",
    "closed",
    "mon-fri",
    "fri-mon",
    "2026-02-30",
    "0000-00-00",
    "31st April",
    "true",
    "false",
    "TBC",
    "+++",
    "---",
    "***",
    "| a | b |",
    "> ",
    "- [ ] ",
    "1. ",
    "## ",
    "#### ",
    "<b>",
    "<!--",
    "&amp;",
    "](",
    "![",
    "http://",
    "javascript:",
    "# allow adult-age until ",
    "01632 960 123",
    "116 123",
    "+44",
    "\"\"\"",
    "'''",
    "source = \"\"",
    "also = [{}]",
    "value = ",
    "inherit",
    "= {",
    ". = 1",
    "a.b.c = 1",
    "[a.b]",
];

fn mutate(random: &mut fastrand::Rng, bytes: &mut Vec<u8>) {
    for _ in 0..random.usize(1..6) {
        let at = random.usize(0..=bytes.len());
        let end = (at + random.usize(0..40)).min(bytes.len());
        match random.u8(0..8) {
            0 => bytes.insert(at, random.u8(..)),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..end, random.choice(SCRAPS).copied().unwrap_or_default().bytes())),
            3 => drop(bytes.splice(at..at, random.choice(SCRAPS).copied().unwrap_or_default().bytes())),
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = random.usize(0..=bytes.len());
                drop(bytes.splice(to..to, copy));
            }
            5 if at < bytes.len() => bytes[at] ^= 1 << random.u8(0..8),
            6 => bytes.truncate(at),
            _ => {
                // A line somewhere else.
                let lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                let line = random.choice(&lines).cloned().unwrap_or_default();
                let to = random.usize(0..=bytes.len());
                drop(bytes.splice(to..to, [b"\n", line.as_slice(), b"\n"].concat()));
            }
        }
    }
}

#[test]
fn whatever_is_in_a_file_there_is_an_answer_and_soon() {
    let mut there = Sources::default();
    let workspace = files(&repository().join("tests/gallery/workspace"));
    for (path, bytes) in &workspace {
        there.insert(path, bytes.clone());
    }
    for (path, bytes) in files(&repository().join("themes/plain")) {
        there.insert(&format!("themes/plain/{path}"), bytes);
    }
    // Richer files make richer mistakes.
    let rich = [
        "establishments/exampleford/establishment.toml",
        "content/glossary.toml",
        "content/directory.toml",
        "content/en/visiting.md",
        "content/en/worried.md",
    ];
    let mut seeds: Vec<(String, Vec<u8>)> = workspace
        .into_iter()
        .filter(|(path, _)| path.ends_with(".toml") || path.ends_with(".md") || path.ends_with(".svg"))
        .collect();
    seeds.extend(rich.map(|path| (path.to_owned(), fs::read(repository().join(path)).expect("a real file"))));

    let fail = |path: &str, bytes: &[u8], why: &str| -> ! {
        let kept = repository().join("tests/fuzz").join(path.replace('/', "--"));
        fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder");
        fs::write(&kept, bytes).expect("written");
        panic!("{path}: {why}; it is kept as {}", kept.display());
    };
    let attempt = |path: &str, bytes: &[u8], pages: bool| {
        let mut sources = there.clone();
        sources.insert(path, bytes.to_vec());
        let began = Instant::now();
        if catch_unwind(AssertUnwindSafe(|| look(&sources, pages))).is_err() {
            fail(path, bytes, "it panicked");
        }
        if began.elapsed() > SOON {
            fail(path, bytes, "it took too long");
        }
    };
    for (name, bytes) in files(&repository().join("tests/fuzz")).into_iter().filter(|(name, _)| name != "README.md") {
        attempt(&name.replace("--", "/"), &bytes, true);
    }
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut random = fastrand::Rng::new();
    let mut n_tried = 0_usize;
    while Instant::now() < end {
        let (path, bytes) = random.choice(&seeds).expect("there are seeds").clone();
        let mut bytes = bytes;
        mutate(&mut random, &mut bytes);
        attempt(&path, &bytes, n_tried.is_multiple_of(25));
        n_tried += 1;
    }
    assert!(n_tried > 50, "only {n_tried} were tried");
}
