//! An establishment's own words stand in prose, and nowhere else: no name, link, address, quotation or citation changes with them.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;

use crate::facts;
use crate::html::{Element, Html, folded, plain};
use crate::support::{Project, Site, TODAY, assert_none, assert_same, built, repository};

/// What house words never touch.
const UNTOUCHED: [&str; 5] = [".name", "blockquote", "q", "cite", ".source"];
/// Keys of the shared content that hold names and citations.
const CITED: [&str; 6] = ["name", "short_name", "formerly", "title", "publisher", "source"];

#[test]
fn bure_says_resident() {
    let resident = Regex::new(r"\bresidents?\b").expect("a pattern");
    let prisoner = Regex::new(r"\bprisoners?\b").expect("a pattern");
    let names = names_and_citations();
    let mut pages = 0;
    let mut problems = Vec::new();
    for (path, page) in built().pack("bure") {
        let prose = prose(page, &names);
        pages += usize::from(resident.is_match(&prose));
        problems.extend(
            prisoner
                .find_iter(&prose)
                .map(|m| format!("{path}: `{}{}`", up_to(&prose, m.start(), 40), on_from(&prose, m.start(), 40))),
        );
    }
    assert!(pages >= 5, "only {pages} pages say `resident`");
    assert_none(&problems, "places where the prose of Bure says `prisoner`");
}

/// What the list in Bure's strategy was meant to say, to the letter: names, web and email addresses, phone numbers.
const ANNEX_A: [&str; 24] = [
    "Action for Prisoners' Families",
    "www.prisonersfamilies.org.uk",
    "AFFECT",
    "www.affect.org.uk",
    "Inside Time",
    "www.insidetime.org.uk",
    "Pact (Prison Advice and Care Trust)",
    "www.prisonadvice.org.uk",
    "Prisoners' Family Voices",
    "prisonersfamiliesvoices.blogspot.com",
    "Offenders' Families Helpline",
    "0808 808 2003",
    "www.prisonersfamilieshelpline.org.uk",
    "info@prisonersfamilieshelpline.org.uk",
    "Prisoners' Families and Friends Service",
    "0808 808 3444",
    "www.pffs.org.uk",
    "info@pffs.org.uk",
    "SHARP",
    "Relatives of Prisoners",
    "01743 245365",
    "i-HOP",
    "Barnardo's",
    "www.i-hop.org.uk",
];

#[test]
fn bures_directory_holds_annex_a_to_the_letter() {
    let page = built().page("bure", "directory").expect("a directory");
    let text = plain(page.lines());
    let missing = ANNEX_A.iter().filter(|words| !text.contains(&plain(words)));
    assert_none(&missing.map(|words| (*words).to_owned()).collect::<Vec<_>>(), "words of Annex A that are not there");
}

#[test]
fn bures_directory_prints_names_links_and_addresses_exactly() {
    let facts = facts::all();
    let page = built().page("bure", "directory").expect("a directory");
    let text = plain(page.lines());
    let links: Vec<&str> = page.all("a").filter_map(|a| a.attribute("href")).collect();
    let mut problems = Vec::new();
    for fact in facts["annex-a"].fact.iter().filter(|fact| fact.page == "directory") {
        for says in &fact.says {
            // Names begin with a capital. What is in small letters is prose, or an address.
            let is_address = says.contains(['.', '@']) && !says.contains(' ');
            let is_name = says.starts_with(char::is_uppercase) || says.starts_with("i-");
            if (is_address || is_name) && !text.contains(&plain(says)) {
                problems.push(format!("`{says}` ({}) is not there", fact.id));
            }
            let scheme = if says.contains('@') { "mailto:" } else { "http" };
            if is_address && !links.iter().any(|link| link.starts_with(scheme) && link.contains(says.as_str())) {
                problems.push(format!("no link leads to `{says}` ({})", fact.id));
            }
        }
    }
    assert_none(&problems, "names and addresses of the directory");
}

#[test]
fn no_broken_name_stands_in_any_pack() {
    let facts = facts::all();
    let broken: BTreeSet<String> = facts.values().flat_map(|f| &f.never.text).map(|text| folded(text)).collect();
    assert!(broken.iter().any(|text| text == "residentsfamilies"), "the forms that Bure's list of 2018 had");
    for (path, page) in &built().pages {
        let links = page.elements.iter().flat_map(|e| e.attributes.values()).map(|value| folded(value));
        let all: Vec<String> = links.chain([folded(page.lines())]).collect();
        for text in &broken {
            assert!(!all.iter().any(|part| part.contains(text)), "{path}: `{text}`");
        }
    }
}

#[test]
fn another_word_for_bures_residents_changes_prose_only() {
    another_word_changes_prose_only("bure", "resident", "detainee");
}

#[test]
fn another_word_for_chelmsfords_prisoners_changes_prose_only() {
    another_word_changes_prose_only("chelmsford", "prisoner", "resident");
}

/// Replaces an establishment's word in its file, and compares the two packs. Both words take the same article.
fn another_word_changes_prose_only(id: &str, old: &str, new: &str) {
    let project = Project::real();
    let before = Site::new(project.site_on(TODAY));
    let file = format!("establishments/{id}/establishment.toml");
    project.replace(&file, &format!("\nsingular = \"{old}\"\n"), &format!("\nsingular = \"{new}\"\n"));
    project.replace(&file, &format!("\nplural = \"{old}s\"\n"), &format!("\nplural = \"{new}s\"\n"));
    let after = Site::new(project.site_on(TODAY));

    let paths = |site: &Site| site.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&before), paths(&after), "the same pages");
    let others = |site: &Site| {
        let own = format!("{id}/");
        let manifest = |path: &str| path == ".familypack.json";
        site.files
            .iter()
            .filter(|(path, _)| !path.starts_with(&own) && !manifest(path))
            .map(|(p, b)| (p.clone(), b.clone()))
            .collect()
    };
    assert_same(&others(&before), &others(&after), "other packs");

    let own_file = folded(&project.read(&file));
    let left = Regex::new(&format!(r"\b{old}s?\b")).expect("a pattern");
    let names = names_and_citations();
    let mut problems = Vec::new();
    let mut changed = 0;
    for ((path, old_page), (_, new_page)) in before.pack(id).zip(after.pack(id)) {
        let mut compare = |what: &str, kept: Vec<String>, now: Vec<String>| {
            for (kept, now) in kept.iter().zip(&now).filter(|(kept, now)| kept != now) {
                problems.push(format!("{path}: the {what} `{kept}` has become `{now}`"));
            }
            if kept.len() != now.len() {
                problems.push(format!("{path}: {} of {what} have become {}", kept.len(), now.len()));
            }
        };
        compare("link", links(old_page), links(new_page));
        for kind in UNTOUCHED {
            compare(kind, texts(old_page, kind), texts(new_page, kind));
        }
        // Put the words back in prose: then nothing at all may be different.
        let words = |page: &Html| page.lines().lines().map(plain).filter(|line| !line.is_empty()).collect::<Vec<_>>();
        let blank = |lines: Vec<String>| {
            let either = Regex::new(&format!("(?i)(?:{old}|{new})")).expect("a pattern");
            lines.iter().map(|line| either.replace_all(line, "~").into_owned()).collect::<Vec<_>>()
        };
        let (old_words, new_words) = (words(old_page), words(new_page));
        changed += old_words.iter().zip(&new_words).filter(|(old, new)| old != new).count();
        compare("line", blank(old_words), blank(new_words));
        let prose = prose(new_page, &names);
        for found in left.find_iter(&prose) {
            // What an establishment writes out in its own file is its own affair.
            let (head, tail) = (up_to(&prose, found.end(), 16), on_from(&prose, found.start(), 16));
            if !own_file.contains(head) && !own_file.contains(tail) {
                problems.push(format!("{path}: still says `{head}`, `{tail}`"));
            }
        }
    }
    assert_none(&problems, &format!("changes beyond prose when `{old}` becomes `{new}`"));
    assert!(changed >= 3, "only {changed} lines of prose changed");
}

/// Where the links of a page lead. Places inside the fleet lose their anchors, which are made from headings.
fn links(page: &Html) -> Vec<String> {
    let of = |element: &Element| {
        ["href", "src", "cite"].iter().filter_map(|name| element.attribute(name).map(str::to_owned)).collect::<Vec<_>>()
    };
    let outside = |link: &str| link.contains("://") || link.starts_with("tel:") || link.starts_with("mailto:");
    let without_anchor =
        |link: String| if outside(&link) { link } else { link.split('#').next().unwrap_or_default().to_owned() };
    page.elements.iter().flat_map(of).map(without_anchor).collect()
}

/// The texts of a kind of element.
fn texts(page: &Html, kind: &str) -> Vec<String> {
    page.all(kind).map(|element| page.text_of(element)).collect()
}

/// A page's text, folded, without names, quotations and citations: those that the page marks, and those that stand in a sentence.
fn prose(page: &Html, names: &[String]) -> String {
    let text = folded(&page.without(&UNTOUCHED).text);
    names.iter().fold(text, |text, name| text.replace(name.as_str(), "~"))
}

/// The names of organisations, titles of sources and sources of figures in the shared content, folded, longest first.
fn names_and_citations() -> Vec<String> {
    let mut names = BTreeSet::new();
    for entry in walkdir::WalkDir::new(repository().join("content")) {
        let path = entry.expect("an entry").into_path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        if ending != "toml" && ending != "md" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file of the content");
        let text = if ending == "md" { text.split("+++").nth(1).unwrap_or_default() } else { &text };
        let table: toml::Table = toml::from_str(text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        // A page's own title is prose.
        let keys: &[&str] = if ending == "md" { &["source"] } else { &CITED };
        cited(&toml::Value::Table(table), keys, &mut names);
    }
    let mut names: Vec<String> = names.into_iter().filter(|name| name.len() > 3).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// Collects the texts of some keys.
fn cited(value: &toml::Value, keys: &[&str], names: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match value {
                    toml::Value::String(text) if keys.contains(&key.as_str()) => {
                        names.insert(folded(text));
                    }
                    toml::Value::Array(texts) if keys.contains(&key.as_str()) => {
                        names.extend(texts.iter().filter_map(toml::Value::as_str).map(folded));
                    }
                    value => cited(value, keys, names),
                }
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| cited(value, keys, names)),
        _ => {}
    }
}

/// The few characters that end at a place.
fn up_to(text: &str, end: usize, n_chars: usize) -> &str {
    &text[text[..end].char_indices().rev().nth(n_chars).map_or(0, |(idx, _)| idx)..end]
}

/// The few characters that begin at a place.
fn on_from(text: &str, start: usize, n_chars: usize) -> &str {
    &text[start..text[start..].char_indices().nth(n_chars).map_or(text.len(), |(idx, _)| start + idx)]
}
