//! The shape of the code: who may import whom, who may touch the disk, and what a module looks like.
//!
//! Nouns, verbs, runners. A noun imports only nouns above it; a verb imports nouns, never another verb; runners import
//! anything; a runner is imported only along `main`, `cli`, `preview`, `session`.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;

use crate::support::{assert_none, repository};

/// What is true and what a reader gets, in reading order.
const NOUNS: [&str; 9] = ["source", "io_error", "diagnostic", "rules", "options", "model", "keys", "view", "output"];
/// What happens, in order.
const VERBS: [&str; 6] = ["read", "parse", "check", "plan", "render", "write"];
/// Who makes it happen, each imported by the ones after it in this list only.
const RUNNERS: [&str; 4] = ["session", "preview", "cli", "main"];
/// Imports that the order would allow.
const NEVER: [(&str, &str); 3] = [
    // Pages hold what a template can see, and nothing else: equal views give equal bytes.
    ("view", "model"),
    ("render", "model"),
    ("output", "model"),
];
/// Modules that may touch the disk.
const DISK: [&str; 3] = ["read", "write", "cli"];
/// Modules that may print, read the environment and the clock.
const WORLD: [&str; 2] = ["cli", "main"];
/// Code lines at which a file is too long.
const LINES: usize = 500;

/// A file of the program.
struct File {
    /// `parse/hours.rs`
    path: String,
    /// `parse`
    module: String,
    /// As it is.
    text: String,
    /// Without comments, texts and tests; as many lines as the file has up to its tests.
    code: String,
}

/// Applies a rule to every file and lists what it finds.
fn every_file(what: &str, rule: impl Fn(&File) -> Vec<String>) {
    let files = sources();
    assert!(!files.is_empty());
    let problems: Vec<String> =
        files.iter().flat_map(|file| rule(file).into_iter().map(|p| format!("src/{}: {p}", file.path))).collect();
    assert_none(&problems, what);
}

#[test]
fn nouns_verbs_and_runners_import_only_what_they_may() {
    every_file("imports against the order", |file| {
        imports(file)
            .iter()
            .filter(|other| **other != file.module)
            .filter_map(|other| forbidden(&file.module, other))
            .collect()
    });
}

#[test]
fn only_some_modules_touch_the_disk() {
    let disk = Regex::new(
        r"\b(?:std::)?fs::|\bFile::(?:open|create|options)\b|\bOpenOptions\b|\bwalkdir::|\.(?:canonicalize|read_dir)\(",
    )
    .expect("a pattern");
    every_file("modules that touch the disk", |file| {
        if DISK.contains(&file.module.as_str()) { Vec::new() } else { found(file, &disk, "must not touch the disk") }
    });
}

#[test]
fn only_some_modules_meet_the_world() {
    let world = Regex::new(
        r"\be?print(?:ln)?!|\bstd::env\b|\benv::(?:var|vars|args|current_dir)|\bprocess::(?:exit|Command)|\b(?:SystemTime|Zoned|Timestamp)::now\b|\bstd(?:in|out|err)\(\)",
    )
    .expect("a pattern");
    every_file("modules that print, or read the clock or the environment", |file| {
        if WORLD.contains(&file.module.as_str()) { Vec::new() } else { found(file, &world, "must not be used here") }
    });
}

#[test]
fn only_the_command_line_goes_to_the_network() {
    let network = Regex::new(r"\bureq::|\bstd::net::TcpStream\b").expect("a pattern");
    every_file("modules that go to the network", |file| {
        if file.module == "cli" { Vec::new() } else { found(file, &network, "must not go to the network") }
    });
}

#[test]
fn what_is_true_knows_no_format() {
    let derive = Regex::new(r"\b(?:Des|S)erialize\b|\bserde(?:_json)?::|\btoml::").expect("a pattern");
    every_file("types that outsiders can fill or read", |file| {
        let inner = ["source", "options", "model", "plan", "check"].contains(&file.module.as_str());
        if inner { found(file, &derive, "belongs into `parse` or `view`") } else { Vec::new() }
    });
}

#[test]
fn every_module_says_what_it_is() {
    every_file("modules without a word about themselves", |file| {
        if file.text.starts_with("//! ") { Vec::new() } else { vec!["does not begin with `//!`".to_owned()] }
    });
}

#[test]
fn no_file_is_too_long() {
    every_file("files that are too long", |file| {
        let n_lines = file.code.lines().filter(|line| !line.trim().is_empty()).count();
        if n_lines <= LINES { Vec::new() } else { vec![format!("{n_lines} code lines, {LINES} at most: split it")] }
    });
}

#[test]
fn nothing_is_left_to_do() {
    let marks = Regex::new(&["TO", "DO|FIX", "ME|XX", r"X\b|\bdbg!|\btodo!|\bunimplemented!|\.unwrap\(\)"].concat())
        .expect("a pattern");
    let globs = Regex::new(r"\buse (?:super|crate)::(?:\w+::)*\*").expect("a pattern");
    let locks = Regex::new(r"\bstatic mut\b|\bRwLock<").expect("a pattern");
    every_file("things left to do", |file| {
        let comments = Regex::new(&["\\bTO", "DO\\b|\\bFIX", "ME\\b"].concat()).expect("a pattern");
        let in_comments = comments.find_iter(&file.text).map(|m| format!("`{}`", m.as_str()));
        [
            in_comments.collect(),
            found(file, &marks, "must not stay"),
            found(file, &globs, "hides what is imported"),
            found(file, &locks, "is state between stages"),
        ]
        .concat()
    });
}

/// Says why a module may not import another; nothing where it may.
fn forbidden(from: &str, to: &str) -> Option<String> {
    let place = |of: &[&str], name: &str| of.iter().position(|&n| n == name);
    let refused = || Some(format!("`{from}` must not import `{to}`"));
    if from == "lib" {
        return None;
    }
    let known = |name: &str| [&NOUNS[..], &VERBS, &RUNNERS].iter().any(|kind| kind.contains(&name));
    for name in [from, to] {
        if !known(name) {
            return Some(format!("`{name}` is no noun, verb or runner of this test"));
        }
    }
    if NEVER.contains(&(from, to)) {
        return refused();
    }
    if let Some(importer) = place(&RUNNERS, from) {
        return if place(&RUNNERS, to).is_some_and(|runner| runner > importer) { refused() } else { None };
    }
    match (place(&NOUNS, from), place(&NOUNS, to)) {
        (Some(importer), Some(noun)) if noun < importer => None,
        // A verb imports nouns.
        (None, Some(_)) => None,
        _ => refused(),
    }
}

/// The modules at the top that a file names.
fn imports(file: &File) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    let single = Regex::new(r"\b(?:crate|familypack)::(\w+)").expect("a pattern");
    modules.extend(single.captures_iter(&file.code).map(|found| found[1].to_owned()));
    let group = Regex::new(r"\b(?:crate|familypack)::\{").expect("a pattern");
    for found in group.find_iter(&file.code) {
        modules.extend(first_names(&file.code[found.end()..]));
    }
    // `super` can climb to the top as well.
    let climbs = Regex::new(r"\b((?:super::)+)(\w+)").expect("a pattern");
    let depth = file.path.matches('/').count() + 1;
    for found in climbs.captures_iter(&file.code) {
        if found[1].matches("super").count() >= depth {
            modules.insert(found[2].to_owned());
        }
    }
    // Something re-exported at the top is no module.
    modules.retain(|name| name.starts_with(char::is_lowercase) && name != "self");
    modules
}

/// The first names in a group of imports, whose opening brace has just been read.
fn first_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut name = String::new();
    let mut first = true;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(std::mem::take(&mut name));
                first = true;
            }
            ':' => first = false,
            c if first && depth == 0 && !c.is_whitespace() => name.push(c),
            _ => {}
        }
    }
    names.push(name);
    names.retain(|name| !name.is_empty());
    names
}

/// Places where a pattern stands in the code of a file.
fn found(file: &File, pattern: &Regex, why: &str) -> Vec<String> {
    let line = |at: usize| file.code[..at].matches('\n').count() + 1;
    pattern.find_iter(&file.code).map(|m| format!("line {}: `{}` {why}", line(m.start()), m.as_str())).collect()
}

/// Every Rust file of the program.
fn sources() -> Vec<File> {
    let folder = repository().join("src");
    walkdir::WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a source file").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            let below = path.strip_prefix(&folder).expect("below `src`").to_string_lossy().replace('\\', "/");
            let module = below.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
            let code = code(&text);
            File { path: below, module, text, code }
        })
        .collect()
}

/// A file without comments, texts, and the tests at its end. Lines keep their places.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    let raw = Regex::new(r#"^b?r(#*)""#).expect("a pattern");
    while let Some(c) = rest.chars().next() {
        let word_before = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(found) = (!word_before).then(|| raw.captures(rest)).flatten() {
            let close = format!("\"{}", &found[1]);
            rest[found[0].len()..].find(&close).map_or(rest.len(), |at| found[0].len() + at + close.len())
        } else if c == '"' {
            string_length(rest)
        } else if c == '\'' {
            char_length(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().filter(|&c| c == '\n'));
            rest = &rest[skipped..];
        }
    }
    let tests = code.find("#[cfg(test)]\nmod ").unwrap_or(code.len());
    code.truncate(tests);
    code
}

/// The length of the text that begins with a quotation mark here.
fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of the character that begins with an apostrophe here; 1 for a lifetime.
fn char_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(1, |at| at + 4),
        Some(_) => chars.next().filter(|&(_, c)| c == '\'').map_or(1, |(at, _)| at + 1),
        None => 1,
    }
}

#[test]
fn the_order_is_kept() {
    for (from, to) in
        [("output", "view"), ("parse", "model"), ("cli", "session"), ("session", "render"), ("main", "cli")]
    {
        assert_eq!(forbidden(from, to), None, "{from}, {to}");
    }
    for (from, to) in
        [("render", "model"), ("parse", "check"), ("model", "view"), ("session", "cli"), ("read", "session")]
    {
        assert_eq!(forbidden(from, to), Some(format!("`{from}` must not import `{to}`")));
    }
    assert!(forbidden("helpers", "model").is_some());
}

#[test]
fn imports_are_found() {
    let text = "//! See crate::check.\nuse crate::{model::{Pack, plan}, view, output::Tree};\nfn f() { crate::source::g(\"crate::write\", 'c', '\\'', r#\"crate::read\"#) }\n\
                #[cfg(test)]\nmod tests { use crate::session; }\n";
    let file = File { path: "parse/hours.rs".into(), module: "parse".into(), text: text.into(), code: code(text) };
    let expected = ["model", "output", "source", "view"].map(str::to_owned);
    assert_eq!(imports(&file), BTreeSet::from(expected));
    let climbing = File { code: "use super::super::check::X; use super::time;".into(), ..file };
    assert_eq!(imports(&climbing), BTreeSet::from(["check".to_owned()]));
}
