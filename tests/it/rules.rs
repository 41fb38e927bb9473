//! Every rule has its page, and every page its rule; the example on it is a mistake that is really made, and told in these words.
//!
//! `UPDATE_RULES=1 cargo test --release rules` writes the examples anew from the gallery: read what has changed before you keep it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use familypack::rules;
use regex::Regex;

use crate::support::{assert_none, files, finish, repository};

/// A rule that nothing breaks yet: it keeps the parts of Markdown out that the parser may learn one day.
const OF_ONE_DAY: &[&str] = &["text-unsupported"];

/// How many messages an example may have before all but the first are left out.
const ALIKE: usize = 5;

/// Returns the names of rules that the program can tell of, as they stand in its code.
fn told() -> BTreeSet<String> {
    let call = Regex::new(
        r#"(?s)(?:Diagnostic::(?:error|warning|of_output)|ValueError::new|\.(?:refuse|problem|error|warning))\(\s*"([a-z0-9]+(?:-[a-z0-9]+)+|template)""#,
    )
    .expect("a pattern");
    let code = files(&repository().join("src"));
    let texts = code.iter().filter(|(path, _)| path.ends_with(".rs") && !path.ends_with("tests.rs"));
    let names = texts.flat_map(|(_, bytes)| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
        call.captures_iter(&text).map(|found| found[1].to_owned()).collect::<Vec<_>>()
    });
    let messages = messages();
    let in_messages = messages.values().flat_map(|message| codes(message));
    names.chain(in_messages).collect()
}

fn messages() -> BTreeMap<String, String> {
    let all = files(&repository().join("tests/gallery/messages"));
    all.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).expect("messages in UTF-8"))).collect()
}

/// Tells whether a line begins a message.
fn is_head(line: &str) -> bool {
    line.starts_with("error") || line.contains("warning: ")
}

fn codes(message: &str) -> BTreeSet<String> {
    let code = Regex::new(r"(?m)^(?:error|warning|[^ ]+: (?:error|warning)): .* \[([a-z0-9-]+)\]$").expect("a pattern");
    code.captures_iter(message).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let told = told();
    assert!(told.len() > 150, "only {} rules were found in the code", told.len());
    let pages: BTreeSet<String> = rules::all().map(|rule| rule.name.to_owned()).collect();
    let without: Vec<String> =
        told.difference(&pages).map(|name| format!("{name} has no page in docs/rules")).collect();
    assert_none(&without, "rules without a page");
    let text: String = files(&repository().join("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let unused: Vec<String> = pages
        .iter()
        .filter(|name| !text.contains(&format!("\"{name}\"")))
        .map(|name| format!("docs/rules/{name}.md"))
        .collect();
    assert_none(&unused, "pages without a rule");
}

/// Every rule that a check tells has a file there, named like it. What is wrong in one value alone is told where it is read.
#[test]
fn every_rule_of_a_check_has_a_file_of_its_own() {
    let mut problems = Vec::new();
    let mut n_rules = 0;
    for (path, bytes) in files(&repository().join("src/check")).into_iter().filter(|(path, _)| path.ends_with(".rs")) {
        let text = String::from_utf8(bytes).expect("code in UTF-8");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs").replace('_', "-");
        let names = |rule: &rules::Rule| code.contains(&format!("\"{}\"", rule.name));
        let told: BTreeSet<&str> = rules::all().filter(|rule| names(rule)).map(|rule| rule.name).collect();
        let own: BTreeSet<&str> = rules::named(&name).map(|rule| rule.name).into_iter().collect();
        n_rules += own.len();
        if told != own {
            problems.push(format!("src/check/{path} tells {told:?}"));
        }
    }
    assert!(n_rules > 80, "only {n_rules} files are named like a rule");
    assert_none(&problems, "rules outside the file of their name");
}

#[test]
fn every_page_says_what_is_wrong_why_it_matters_and_what_to_write() {
    let problems: Vec<String> = rules::all()
        .flat_map(|rule| {
            let mut wrong = Vec::new();
            if !rule.page.starts_with(&format!("# {}\n", rule.name)) {
                wrong.push(format!("{}: its first line is not its name", rule.name));
            }
            if !rules::Harm::ALL.iter().any(|harm| rule.page.contains(&format!("Harm: {}.\n", harm.as_str()))) {
                wrong.push(format!("{}: it does not say whom it harms", rule.name));
            }
            for heading in ["What is wrong", "Why it matters", "What to write"] {
                if rule.part(heading).is_none_or(str::is_empty) {
                    wrong.push(format!("{}: nothing under {heading}", rule.name));
                }
            }
            wrong
        })
        .collect();
    assert_none(&problems, "pages that are not complete");
}

#[test]
fn every_example_is_what_the_program_says() {
    let messages = messages();
    let update = std::env::var_os("UPDATE_RULES").is_some_and(|value| value == "1");
    let mut problems = Vec::new();
    for rule in rules::all() {
        // The shortest message shows the rule best.
        let examples = messages.values().filter(|message| codes(message).contains(rule.name));
        let Some(example) = examples.min_by_key(|message| (codes(message).len(), message.len())) else {
            if !OF_ONE_DAY.contains(&rule.name) {
                problems.push(format!("{}: no mistake of the gallery shows it", rule.name));
            }
            continue;
        };
        let drawn: Vec<&str> = example
            .lines()
            .skip_while(|line| !is_head(line))
            .take_while(|line| !line.contains(" errors, ") && !line.contains(" error, "))
            .collect();
        let heads: Vec<usize> = (0..drawn.len()).filter(|number| is_head(drawn[*number])).collect();
        // Of many messages that are alike, one shows the rule.
        let drawn = heads.get(1).filter(|_| heads.len() > ALIKE).map_or(&drawn[..], |second| &drawn[..*second]);
        let name = format!("[{}]", rule.name);
        let told = drawn.iter().find(|line| is_head(line) && line.ends_with(&name)).expect("the rule is told");
        let kind = if told.starts_with("error") { "error" } else { "warning" };
        let says = rule.page.lines().find(|line| line.contains("Harm: ")).unwrap_or_default();
        if !says.contains(kind) {
            problems.push(format!("{}: the program tells of it otherwise: `{told}`", rule.name));
        }
        let part = format!("\n## An example\n\n```text\n{}\n```\n", drawn.join("\n").trim_end());
        let page = rule.page.split("\n## An example\n").next().unwrap_or_default();
        let wanted = format!("{page}{part}");
        if update {
            fs::write(repository().join(format!("docs/rules/{}.md", rule.name)), wanted).expect("written");
        } else if rule.page != wanted {
            problems.push(format!("{}: the example is not what the program says:\n{part}", rule.name));
        }
    }
    assert_none(&problems, "examples that do not hold");
}

#[test]
fn a_rule_is_explained_by_its_name_and_a_misspelt_one_by_the_nearest() {
    let run = finish(std::process::Command::new(env!("CARGO_BIN_EXE_familypack")).args(["explain", "phone-not-free"]));
    assert!(run.code == 0 && run.stdout.starts_with("# phone-not-free\n"), "{}", run.stdout);
    let list = finish(std::process::Command::new(env!("CARGO_BIN_EXE_familypack")).args(["explain"]));
    assert!(list.stdout.contains("Harm: safety") && list.stdout.contains("no-safer-custody"), "{}", list.stdout);
    assert!(rules::all().all(|rule| list.stdout.contains(rule.name)));
    let wrong = finish(std::process::Command::new(env!("CARGO_BIN_EXE_familypack")).args(["explain", "phone-not-fre"]));
    assert!(wrong.code == 2 && wrong.stderr.contains("did you mean `phone-not-free`?"), "{}", wrong.stderr);
}
