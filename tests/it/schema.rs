//! The schemas for editors: there for every TOML file, and in the repository as the program writes them.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::{assert_none, files, finish, repository};

fn schema(arguments: &[&str]) -> crate::support::Run {
    finish(Command::new(env!("CARGO_BIN_EXE_familypack")).arg("schema").args(arguments))
}

#[test]
fn the_schemas_of_this_workspace_are_those_that_the_program_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = schema(&["--root", &folder.path().to_string_lossy()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = files(folder.path());
    assert_eq!(written.len(), 11, "{:?}", written.keys());
    let old: Vec<&String> = written
        .iter()
        .filter(|(path, bytes)| fs::read(repository().join(path)).ok().as_ref() != Some(*bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(old.is_empty(), "run `familypack schema` and look at what has changed in {old:?}");
}

#[test]
fn every_key_is_described_with_an_example() {
    let run = schema(&["establishment"]);
    let establishment: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let properties = establishment["properties"].as_object().expect("properties");
    assert!(properties.len() > 30, "{}", properties.len());
    let bare: Vec<String> = properties
        .iter()
        .filter(|(_, value)| value["description"].as_str().is_none_or(str::is_empty))
        .map(|(name, _)| name.clone())
        .collect();
    assert_none(&bare, "keys without a description");
    assert!(establishment["properties"]["state"]["enum"].as_array().is_some_and(|words| words.len() == 3));
}

#[test]
fn a_schema_that_is_not_there_is_told_and_what_others_wrote_stays() {
    let run = schema(&["establishments"]);
    assert!(run.code == 2 && run.stderr.contains("did you mean `establishment`?"), "{}", run.stderr);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(".taplo.toml"), "# mine\n").expect("written");
    let run = schema(&["--root", &folder.path().to_string_lossy()]);
    assert!(run.code == 2 && run.stderr.contains(".taplo.toml"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.path().join(".taplo.toml")).expect("read"), "# mine\n");
}
