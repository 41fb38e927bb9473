//! `familypack check`: everything at once, the worst first, for people and machines; and what it finds in the real packs.

use std::process::Command;

use serde_json::Value;

use crate::support::{Project, Run, TODAY, finish};

fn check(workspace: &Project, more: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
    let root = workspace.root();
    let today: &[&str] = if more.contains(&"--today") { &[] } else { &["--today", TODAY] };
    command.arg("check").args(today).args(more).arg("--root").arg(root).env("NO_COLOR", "1");
    finish(&mut command)
}

fn json(workspace: &Project, more: &[&str]) -> Value {
    let run = check(workspace, &[&["--format", "json"], more].concat());
    serde_json::from_str(&run.stdout).expect("JSON")
}

/// The problems with this rule's name, each with its message.
fn messages(found: &Value, rule: &str) -> Vec<String> {
    let all = found["problems"].as_array().expect("a list");
    let of_rule = all.iter().filter(|problem| problem["code"] == rule);
    of_rule.map(|problem| problem["message"].as_str().expect("a sentence").to_owned()).collect()
}

#[test]
fn the_real_packs_are_told_what_the_strategies_got_wrong() {
    let workspace = Project::real();
    let found = json(&workspace, &[]);
    assert_eq!(found["errors"], 0, "the packs themselves have mistakes");
    let all = found["problems"].as_array().expect("a list");
    let words = serde_json::to_string(all).expect("text");
    // An organisation of which nobody knows, one that has closed, and the two numbers of one helpline that circulate.
    assert!(messages(&found, "entry-state-unknown").iter().any(|message| message.contains("SHARP")));
    assert!(messages(&found, "entry-closed").iter().any(|message| message.contains("Action for Prisoners' Families")));
    let helpline = all.iter().find(|problem| {
        problem["code"] == "sources-in-conflict" && problem["places"][0]["file"] == "content/directory.toml"
    });
    assert!(helpline.is_some(), "the helpline's two numbers are not told");
    // Both postcodes of Chelmsford.
    let postcode = all.iter().any(|problem| {
        problem["code"] == "sources-in-conflict" && problem["establishment"] == "chelmsford" && {
            let line = problem["places"][0]["line"].as_u64().expect("a line");
            let line = usize::try_from(line).expect("a small number");
            let facts = workspace.read("establishments/chelmsford/establishment.toml");
            facts.lines().nth(line - 1).is_some_and(|line| line.contains("CM2 6LQ") && line.contains("CM2 6JT"))
        }
    });
    assert!(postcode, "the two postcodes of Chelmsford are not told");
    // Nobody can be rung by a worried family of either prison.
    for id in ["chelmsford", "bure"] {
        let missing = all.iter().any(|problem| problem["code"] == "no-safer-custody" && problem["establishment"] == id);
        assert!(missing, "{id}: the missing safer custody number is not told");
        let old = all.iter().any(|problem| {
            problem["code"] == "fact-overdue" && problem["establishment"] == id && words.contains("2018")
        });
        assert!(old, "{id}: facts of long ago are not told");
    }
    // Every figure that is not sound, with its state.
    let register = workspace.read("content/claims.toml");
    let unsound = register.lines().filter(|line| line.starts_with("state = ") && *line != "state = \"sound\"").count();
    let told = messages(&found, "figure-unsound");
    assert_eq!(told.len(), unsound, "{told:#?}");
    // The sample is what a pack should be: nothing is wrong with it but what it shows on purpose.
    let of_sample: Vec<&str> = all
        .iter()
        .filter(|problem| problem["establishment"] == "exampleford")
        .map(|problem| problem["code"].as_str().expect("a name"))
        .filter(|code| {
            !["sources-in-conflict", "fact-overdue", "fact-never-checked", "bank-holidays-unknown"].contains(code)
        })
        .collect();
    assert!(of_sample.is_empty(), "{of_sample:?}");
}

#[test]
fn the_worst_for_a_family_comes_first_and_each_group_says_whose_it_is() {
    let workspace = Project::real();
    let run = check(&workspace, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let at = |words: &str| run.stdout.find(words).unwrap_or_else(|| panic!("{words} is not there"));
    assert!(
        at("What all establishments share\n===") < at("HMP Bure (") && at("HMP Bure (") < at("HMP/YOI Chelmsford (")
    );
    let bure = &run.stdout[at("HMP Bure (")..at("HMP/YOI Chelmsford (")];
    let rule = |name: &str| bure.find(&format!("[{name}]")).unwrap_or_else(|| panic!("{name} is not there"));
    assert!(rule("no-safer-custody") < rule("christmas-unknown"));
    assert!(
        rule("christmas-unknown") < rule("sources-in-conflict") || rule("fact-overdue") < rule("sources-in-conflict")
    );
    assert!(run.stdout.contains("familypack explain "), "{}", &run.stdout[run.stdout.len() - 300..]);
}

#[test]
fn only_what_is_asked_for_is_told() {
    let workspace = Project::real();
    let bure = json(&workspace, &["--only", "bure"]);
    let others: Vec<&Value> = bure["problems"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|problem| problem["establishment"] == "chelmsford" || problem["establishment"] == "exampleford")
        .collect();
    assert!(others.is_empty(), "{others:?}");
    let one = json(&workspace, &["--rule", "christmas-unknown", "--rule", "adult-age"]);
    assert!(one["problems"].as_array().expect("a list").iter().all(|problem| problem["harm"] == "journey"));
    assert_eq!(json(&workspace, &["--severity", "error"])["warnings"], 0);
    let christmas_is_far = json(&workspace, &["--rule", "christmas-unknown", "--today", "2026-03-01"]);
    assert_eq!(christmas_is_far["warnings"], 0);
    for (arguments, told) in [
        (["--rule", "christmas"], "there is no rule `christmas`; did you mean `christmas-unknown`?"),
        (["--only", "burre"], "there is no establishment `burre`; did you mean `bure`?"),
        (["--today", "soon"], "`soon` is not a date"),
    ] {
        let run = check(&workspace, &arguments);
        assert!(run.code == 2 && run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn the_exit_code_is_a_gate_and_nothing_is_written() {
    let workspace = Project::small();
    let before = workspace.sources();
    assert_eq!(check(&workspace, &[]).code, 0);
    assert_eq!(check(&workspace, &["--deny-warnings"]).code, 1);
    assert_eq!(check(&workspace, &["--deny-warnings", "--rule", "allow-ended"]).code, 0);
    let quiet = check(&workspace, &["--rule", "allow-ended"]);
    assert!(quiet.stdout.starts_with("Nothing to mend"), "{}", quiet.stdout);
    assert!(workspace.sources() == before, "something was written");
}

#[test]
fn texts_are_ranked_by_how_hard_they_are_and_never_judged() {
    let project = Project::small();
    project.write("content/en/about.md", &(project.read("content/en/about.md") + "\nNotwithstanding the aforementioned organisational circumstances, representatives responsible for accommodation arrangements communicate correspondingly.\n"));
    let run = check(&project, &["--reading"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let first = run.stdout.lines().nth(1).unwrap_or_default();
    assert!(first.ends_with("content/en/about.md"), "{}", run.stdout);
    assert!(!run.stdout.contains("warning"), "{}", run.stdout);
}

#[test]
fn a_translation_that_is_older_than_its_original_is_told() {
    let project = Project::small();
    project.replace("familypack.toml", "languages = [\"en\"]", "languages = [\"en\", \"cy\"]");
    let page = project.read("content/en/about.md");
    let with =
        |day: &str| page.replacen("section = ", &format!("source = \"The editors\"\nchecked = {day}\nsection = "), 1);
    project.write("content/en/about.md", &with("2026-11-20"));
    project.write("content/cy/about.md", &with("2026-05-01"));
    let old = messages(&json(&project, &[]), "translation-old");
    assert_eq!(old, ["this translation was checked on 2026-05-01, and the original on 2026-11-20"]);
    project.write("content/cy/about.md", &with("2026-11-21"));
    assert!(messages(&json(&project, &[]), "translation-old").is_empty());
}

#[test]
fn machines_get_the_same_places() {
    let workspace = Project::small();
    let found = json(&workspace, &[]);
    let all = found["problems"].as_array().expect("a list");
    let sarif: Value = serde_json::from_str(&check(&workspace, &["--format", "sarif"]).stdout).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("a list");
    assert_eq!(results.len(), all.len());
    for (result, problem) in results.iter().zip(all) {
        assert_eq!(result["ruleId"], problem["code"]);
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"] && rule["help"]["text"].is_string()));
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], problem["places"][0]["line"], "{problem}");
    }
    let github = check(&workspace, &["--format", "github"]).stdout;
    assert_eq!(github.lines().count(), all.len());
    let first = format!(
        "::warning file={},line={},col={},title={}::",
        all[0]["places"][0]["file"].as_str().expect("a file"),
        all[0]["places"][0]["line"],
        all[0]["places"][0]["column"],
        all[0]["code"].as_str().expect("a name")
    );
    assert!(github.starts_with(&first), "{first}\n{github}");
}
