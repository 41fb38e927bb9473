//! Finding a page by the word that a family has for it: by the index, and by the A to Z without a script.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{built, establishments};

fn index(id: &str) -> Value {
    serde_json::from_slice(&built().files[&format!("{id}/search.json")]).expect("JSON")
}

/// The pages that a pack names by a word of their own or by their title.
fn pages_for(id: &str, word: &str) -> BTreeSet<String> {
    let index = index(id);
    let pages = index["pages"].as_array().expect("pages");
    let has = |page: &&Value| {
        let own = page["words"].as_array().expect("words").iter().chain([&page["title"]]);
        own.filter_map(Value::as_str)
            .any(|text| text.to_lowercase().split(' ').any(|one| one == word) || text.to_lowercase() == word)
    };
    pages.iter().filter(has).map(|page| page["url"].as_str().expect("a page").to_owned()).collect()
}

#[test]
fn a_family_finds_a_page_by_its_own_word() {
    let words = [
        ("kids", "bringing-a-child.html"),
        ("car park", "getting-there.html"),
        ("jail", "visiting.html"),
        ("suicide", "worried.html"),
        ("nappies", "bringing-a-child.html"),
        ("fares", "help-with-costs.html"),
        ("letters", "keeping-in-touch.html"),
    ];
    for id in establishments() {
        for (word, page) in words {
            assert!(pages_for(&id, word).contains(page), "{id}: `{word}` does not find {page}");
        }
    }
}

#[test]
fn an_establishments_own_version_is_found_by_the_shared_words_too() {
    // Exampleford has its own page on getting there, without words.
    assert!(pages_for("exampleford", "sat nav").contains("getting-there.html"));
}

#[test]
fn every_place_in_the_index_is_there() {
    for id in establishments() {
        for page in index(&id)["pages"].as_array().expect("pages") {
            let url = page["url"].as_str().expect("a page");
            let html = built().pages.get(&format!("{id}/{url}")).unwrap_or_else(|| panic!("{id} has no {url}"));
            let ids: BTreeSet<&str> = html.elements.iter().filter_map(|element| element.attribute("id")).collect();
            for heading in page["headings"].as_array().expect("headings") {
                assert!(ids.contains(heading[0].as_str().expect("an id")), "{id}/{url}: {heading}");
            }
        }
    }
}

#[test]
fn the_a_to_z_has_every_page_every_word_and_every_organisation() {
    for id in establishments() {
        let list = built().page(&id, "a-to-z").expect("a page");
        let main = list.all("main").next().expect("a main part");
        let links: BTreeSet<(String, String)> = list
            .inside(main)
            .iter()
            .filter(|element| element.name == "a")
            .map(|link| {
                (list.text_of(link).trim().to_lowercase(), link.attribute("href").unwrap_or_default().to_owned())
            })
            .collect();
        for page in index(&id)["pages"].as_array().expect("pages") {
            let url = page["url"].as_str().expect("a page").to_owned();
            let own = page["words"].as_array().expect("words").iter().chain([&page["title"]]);
            for word in own.filter_map(Value::as_str) {
                assert!(links.contains(&(word.to_lowercase(), url.clone())), "{id}: `{word}` for {url}");
            }
        }
        let directory = built().page(&id, "directory").expect("a page");
        let entries: Vec<_> = directory
            .elements
            .iter()
            .filter(|e| e.name == "h4" && e.attribute("id").is_some_and(|i| i.starts_with("entry-")))
            .collect();
        assert!(entries.len() > 20, "{id}");
        for entry in entries {
            let name = directory.text_of(entry).trim().to_lowercase();
            let href = format!("directory.html#{}", entry.attribute("id").unwrap_or_default());
            // A name that is as long as a sentence is found by the search alone.
            assert!(name.chars().count() > 45 || links.contains(&(name.clone(), href)), "{id}: `{name}`");
        }
    }
}

#[test]
fn letters_follow_each_other_and_every_page_leads_to_the_search() {
    for id in establishments() {
        let list = built().page(&id, "a-to-z").expect("a page");
        let letters: Vec<String> = list
            .all("h2")
            .map(|h| list.text_of(h).trim().to_owned())
            .filter(|text| text.chars().count() == 1)
            .collect();
        assert!(letters.is_sorted() && letters.len() > 15, "{id}: {letters:?}");
        for (path, page) in built().pack(&id) {
            let leads =
                page.all("a").any(|link| link.attribute("href").is_some_and(|href| href.ends_with("a-to-z.html")));
            assert!(leads, "{id}/{path} has no way to the search");
        }
    }
}

#[test]
fn what_is_typed_is_never_sent() {
    for (path, page) in &built().pages {
        // Radio buttons are one group by their name; their form is never sent (HTML, 4.10.21.3: `dialog` outside of one).
        let unsent: Vec<_> = page.all("form").filter(|form| form.attribute("method") == Some("dialog")).collect();
        let chosen: usize = unsent
            .iter()
            .map(|form| page.inside(form).iter().filter(|field| field.attribute("type") == Some("radio")).count())
            .sum();
        let named = page.all("input").filter(|input| input.attribute("name").is_some()).count();
        assert_eq!(named, chosen, "{path}: a button to choose by stands outside of its form, or a field has a name");
        for input in page.all("input").filter(|input| input.attribute("type") != Some("radio")) {
            assert_eq!(input.attribute("name"), None, "{path}: a field with a name is sent with its form");
        }
        for form in page.all("form") {
            assert_ne!(form.attribute("method").map(str::to_lowercase).as_deref(), Some("post"), "{path}");
        }
    }
}
