//! `familypack check --external`, against a real site on this machine that does all that sites do.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::{Project, Run, finish, repository};

/// The site, which ends with the test.
struct Site {
    child: Child,
    port: u16,
}

impl Site {
    fn start() -> Self {
        let mut command = Command::new("python3");
        command.arg(repository().join("tests/links/server.py")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("Python is there");
        let mut line = String::new();
        BufReader::with_capacity(1, child.stdout.as_mut().expect("piped")).read_line(&mut line).expect("its ports");
        Self { child, port: line.trim().parse().expect("a port") }
    }

    /// Ends the site; returns how often each page was asked for.
    fn asked(mut self) -> BTreeMap<String, usize> {
        drop(self.child.stdin.take());
        let mut said = String::new();
        self.child.stdout.as_mut().expect("piped").read_to_string(&mut said).expect("its lines");
        self.child.wait().expect("it ends");
        let mut counts = BTreeMap::new();
        for line in said.lines() {
            assert!(line.starts_with("GET ") && line.contains("familypack/"), "not a polite request: {line}");
            *counts.entry(line.split(' ').nth(1).expect("a path").to_owned()).or_insert(0) += 1;
        }
        counts
    }
}

/// Every page of the site that is linked to, with what is to be remembered of it.
const PAGES: [(&str, &str, &str); 14] = [
    ("/fine", "fine", ""),
    ("/moved", "moved", ""),
    ("/for-now", "fine", ""),
    ("/gone", "failed", "no such page any more (404)"),
    ("/gone-for-good", "failed", "no such page any more (410)"),
    ("/fault", "failed", "has a fault (500)"),
    ("/circle", "failed", "in a circle"),
    ("/endless", "failed", "without end"),
    ("/nowhere", "failed", "an address that is none"),
    ("/forbidden", "could-not-check", "does not let programs look (403)"),
    ("/busy", "could-not-check", "too busy (429)"),
    ("/wall", "could-not-check", "does not let programs look"),
    ("/slow", "could-not-check", "took too long"),
    ("/broken", "could-not-check", ""),
];

/// A workspace with a page that links to all of the site, to a bad certificate, to a closed port and to a site that is not there.
fn project() -> Project {
    let project = Project::small();
    // The only real address of the workspace is not asked for.
    project.replace("content/directory.toml", "web = \"https://www.samaritans.org/\"\n", "");
    project.replace(
        "establishments/northmoor/establishment.toml",
        "online = \"https://www.gov.uk/prison-visits\"\n",
        "",
    );
    project.replace("establishments/northmoor/establishment.toml", "methods = [\"online\"]\n", "");
    let mut page = project.read("content/en/about.md");
    for (path, _, _) in PAGES {
        page.push_str(&format!("\nSee [the page {}]({}).\n", path.trim_start_matches('/'), address(path)));
    }
    page.push_str("\nSee [the certificate](https://site-of-the-tests.uk/fine).\n");
    page.push_str("\nSee [nobody](http://no-such-site-0c5f.uk/page#place) and [nobody again](http://no-such-site-0c5f.uk/page).\n");
    project.write("content/en/about.md", &page);
    project
}

fn check(site: &Site, project: &Project, today: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
    command.args(["check", "--external", "--pause", "10", "--timeout", "3", "--today", today, "--format", "json"]);
    let proxy = format!("http://127.0.0.1:{}", site.port);
    command
        .env("HTTP_PROXY", &proxy)
        .env("HTTPS_PROXY", &proxy)
        .env("ALL_PROXY", &proxy)
        .env("NO_PROXY", "no-such-site-0c5f.uk");
    finish(command.arg("--root").arg(project.root()))
}

/// What the ledger says of an address: its state, its note and on how many days it failed.
fn ledger(project: &Project) -> BTreeMap<String, (String, String, usize)> {
    let ledger: toml::Table = toml::from_str(&project.read("content/links.toml")).expect("TOML");
    let links = ledger["link"].as_array().expect("a list");
    let of = |link: &toml::Value| {
        let text = |key: &str| link.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let failures = link.get("failures").and_then(toml::Value::as_array).map_or(0, Vec::len);
        (text("address"), (text("state"), text("note"), failures))
    };
    links.iter().map(of).collect()
}

/// An address of the site.
fn address(path: &str) -> String {
    format!("http://site-of-the-tests.uk{path}")
}

/// The lines of a page from which a rule says that something is wrong.
fn lines(run: &Run, rule: &str) -> Vec<u64> {
    let found: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let all = found["problems"].as_array().expect("a list").clone();
    all.iter().filter(|one| one["code"] == rule).map(|one| one["places"][0]["line"].as_u64().expect("a line")).collect()
}

#[test]
fn a_link_is_dead_when_it_has_failed_on_three_days_and_never_because_a_site_is_shy() {
    let site = Site::start();
    let project = project();
    let line_of = |words: &str| {
        let page = project.read("content/en/about.md");
        page.lines().position(|line| line.contains(words)).expect("the line") as u64 + 1
    };
    let first = check(&site, &project, "2026-11-20");
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stderr.contains("Asked for 16 links of 16: 2 fine, 1 moved, "), "{}", first.stderr);
    let known = ledger(&project);
    for (path, state, note) in PAGES {
        let (found, why, _) = &known[&address(path)];
        assert!(found == state && why.contains(note), "{path}: {found}: {why}");
    }
    let (state, note, _) = &known["https://site-of-the-tests.uk/fine"];
    assert!(state == "failed" && note.contains("certificate"), "{state}: {note}");
    // A machine that can ask nobody for names cannot say that there is no such name.
    let (state, note, _) = &known["http://no-such-site-0c5f.uk/page"];
    let is_told = (state == "failed" && note.contains("no such site")) || state == "could-not-check";
    assert!(is_told, "{state}: {note}");
    assert!(lines(&first, "link-dead").is_empty(), "one bad day is no death");
    assert_eq!(lines(&first, "link-moved"), [line_of("/moved")]);

    // The same day again: what is fine is left alone, and a failure of the same day counts once.
    let again = check(&site, &project, "2026-11-20");
    assert!(again.stderr.contains("Asked for 14 links of 16"), "{}", again.stderr);
    assert_eq!(ledger(&project)[&address("/gone")].2, 1);

    check(&site, &project, "2026-11-21");
    let third = check(&site, &project, "2026-11-24");
    let dead = lines(&third, "link-dead");
    for path in ["/gone)", "/gone-for-good", "/fault", "/circle", "/endless", "/nowhere", "https://site"] {
        assert!(dead.contains(&line_of(path)), "{path} is dead: {dead:?}");
    }
    for path in ["/forbidden", "/busy", "/wall", "/slow", "/broken", "/for-now", "/fine)"] {
        assert!(!dead.contains(&line_of(path)), "{path} is not dead: {dead:?}");
    }
    // Without asking again, the ledger is enough.
    let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
    command.args(["check", "--today", "2026-11-25", "--format", "json", "--root"]).arg(project.root());
    assert_eq!(lines(&finish(&mut command), "link-dead"), dead);

    let counts = site.asked();
    assert_eq!(counts["/gone"], 4, "one request a run: {counts:?}");
    assert_eq!(counts["/forbidden"], 4, "{counts:?}");
}

#[test]
fn a_ledger_that_somebody_else_wrote_is_not_replaced() {
    let site = Site::start();
    let project = project();
    project.write("content/links.toml", "# mine\n");
    let run = check(&site, &project, "2026-11-20");
    assert!(run.code == 2 && run.stderr.contains("links.toml"), "{}: {}", run.code, run.stderr);
    assert_eq!(project.read("content/links.toml"), "# mine\n");
    site.asked();
}
