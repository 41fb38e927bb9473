//! What [`crate::keys`] declares is what the readers ask for, both ways; and every example is right.

use std::collections::{BTreeMap, BTreeSet};

use super::file::file_of;
use super::reader::ASKED;
use crate::keys::{
    CLAIMS, DIAGRAMS, DIRECTORY, DRAWINGS, ESTABLISHMENT, FLEET, File, Filled, GLOSSARY, HOLIDAYS, LEAFLET,
    LEAFLET_TEXT, LINKS, OWN_PAGE, PAGE, PROVENANCE, Shape, Table, template,
};
use crate::model::fleet::Fleet;
use crate::source::FileId;

/// Takes the `#` from every line that is not prose.
fn all_used(text: &str) -> String {
    let used = text.lines().map(|line| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') && !rest.is_empty() => rest,
        _ => line,
    });
    used.collect::<Vec<_>>().join("\n")
}

/// Returns the names that a table is declared with, by what messages call the table.
fn declared(table: &Table, all: &mut BTreeMap<String, BTreeSet<String>>) {
    let name = match table.shape {
        Shape::Once => format!("[{}]", table.name),
        Shape::Often => format!("[[{}]]", table.name),
        Shape::Named(name) if table.name == "sources" => format!("[sources.{name}]"),
        Shape::Named(name) => format!("[{name}]"),
    };
    let keys = table.keys.iter().map(|key| key.name);
    let keys = keys.chain(table.facts.iter().map(|field| field.key)).chain(table.tables.iter().map(|inner| inner.name));
    all.entry(name).or_default().extend(keys.map(str::to_owned));
    table.tables.iter().for_each(|inner| declared(inner, all));
}

/// Reads a file with every example in it; returns what was asked for.
fn asked(path: &str, text: &str) -> BTreeMap<String, BTreeSet<String>> {
    ASKED.with_borrow_mut(BTreeMap::clear);
    let (parsed, problems) = file_of(&FileId::new(path), text.as_bytes(), &Fleet::default());
    assert!(problems.is_empty(), "{path} has problems: {problems:#?}\n{text}");
    assert!(parsed.is_some(), "{path} is not read");
    ASKED.take()
}

fn compare(file: &File, path: &str, text: &str, top: &str) {
    let asked = asked(path, text);
    let mut all = BTreeMap::new();
    let mut at_the_top: BTreeSet<String> = file.keys.iter().map(|key| key.name.to_owned()).collect();
    at_the_top.extend(file.tables.iter().map(|table| match table.shape {
        Shape::Named(name) if table.name.is_empty() => name.to_owned(),
        _ => table.name.to_owned(),
    }));
    all.insert(top.to_owned(), at_the_top);
    file.tables.iter().for_each(|table| declared(table, &mut all));
    let everywhere: BTreeSet<&str> = PROVENANCE.iter().map(|key| key.name).collect();
    for (table, keys) in &all {
        let read = asked.get(table).unwrap_or_else(|| panic!("{path}: nothing asks for {table}: {:?}", asked.keys()));
        let known = |key: &&String| file.sourced && everywhere.contains(key.as_str());
        let undeclared: Vec<_> = read.difference(keys).filter(|key| !known(key)).collect();
        let unread: Vec<_> = keys.difference(read).filter(|key| !known(key)).collect();
        assert!(undeclared.is_empty(), "{path}: {table} is asked for what is not declared: {undeclared:?}");
        assert!(unread.is_empty(), "{path}: nothing asks {table} for what is declared: {unread:?}");
    }
}

#[test]
fn the_facts_of_an_establishment_are_declared_as_they_are_read() {
    let text = all_used(&template(&ESTABLISHMENT, &Filled::new()));
    compare(&ESTABLISHMENT, "establishments/bure/establishment.toml", &text, "this file");
}

#[test]
fn pages_and_leaflets_are_declared_as_they_are_read() {
    let front = |file: &File| format!("+++\n{}\n+++\n\nWords.\n", all_used(&template(file, &Filled::new())));
    compare(&PAGE, "content/en/visiting.md", &front(&PAGE), "the lines between +++");
    compare(&OWN_PAGE, "establishments/bure/en/own.md", &front(&OWN_PAGE), "the lines between +++");
    compare(&LEAFLET_TEXT, "content/en/leaflets/own.md", &front(&LEAFLET_TEXT), "the lines between +++");
    let leaflet = all_used(&template(&LEAFLET, &Filled::new()));
    compare(&LEAFLET, "content/leaflets/own.toml", &leaflet, "this file");
}

#[test]
fn what_all_establishments_share_is_declared_as_it_is_read() {
    for file in [&DIRECTORY, &CLAIMS, &GLOSSARY, &DIAGRAMS, &DRAWINGS, &HOLIDAYS, &LINKS] {
        compare(file, file.place, &all_used(&template(file, &Filled::new())), "this file");
    }
}

#[test]
fn the_settings_are_declared_as_they_are_read() {
    ASKED.with_borrow_mut(BTreeMap::clear);
    let mut sources = crate::source::Sources::default();
    sources.insert("familypack.toml", all_used(&template(&FLEET, &Filled::new())).into_bytes());
    let (pack, _, problems) = super::workspace(&sources, &mut super::Memory::default());
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(pack.fleet.review, crate::model::fleet::ReviewDays::default(), "the examples are what is usual");
    let asked = ASKED.take();
    let keys: BTreeSet<String> = FLEET.keys.iter().map(|key| key.name).chain(["review"]).map(str::to_owned).collect();
    assert_eq!(asked["this file"], keys);
}
