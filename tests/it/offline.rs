//! What opens a pack without a network: what a phone may save, when a release is a new one, and the pack on a first screen.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::html::Html;
use crate::support::{Files, Project, built, establishments};

/// The facts that the tests change.
const FACTS: &str = "establishments/exampleford/establishment.toml";

/// What the worker of a pack is told.
fn worker(files: &Files, id: &str) -> Value {
    let script = files.get(&format!("{id}/sw.js")).unwrap_or_else(|| panic!("{id} has no worker"));
    let first = std::str::from_utf8(script).expect("a script in UTF-8").lines().next().expect("a line").to_owned();
    let told = first.strip_prefix("const PACK = ").and_then(|rest| rest.strip_suffix(';')).expect("what it is told");
    serde_json::from_str(told).expect("JSON")
}

fn texts_of(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|one| one.as_str().expect("a text")).collect()
}

fn version(files: &Files) -> String {
    worker(files, "exampleford")["version"].as_str().expect("a version").to_owned()
}

/// The day that a page says it was made on.
fn made_on(page: &Html) -> Option<&str> {
    page.all("meta").find(|meta| meta.attribute("name") == Some("built"))?.attribute("content")
}

#[test]
fn all_a_phone_may_save_is_there_and_says_its_day() {
    for id in establishments() {
        let told = worker(&built().files, &id);
        for page in texts_of(&told["pages"]) {
            let html = built().pages.get(&format!("{id}/{page}")).unwrap_or_else(|| panic!("{id} has no {page}"));
            assert_eq!(made_on(html), Some("22 November 2026"), "{id}/{page}");
        }
        for script in texts_of(&told["scripts"]) {
            assert!(built().files.contains_key(&format!("{id}/{script}")), "{id} has no {script}");
        }
        for page in ["index.html", "visiting.html", "worried.html", "directory.html"] {
            assert!(texts_of(&told["editions"][0]["first"]).contains(&page), "{id}: {page} is not saved first");
        }
        assert_eq!(told["editions"][0]["offline"], "offline.html", "{id}");
    }
}

#[test]
fn what_must_leave_no_trace_is_never_saved() {
    for id in establishments() {
        let told = worker(&built().files, &id);
        let saved: BTreeSet<&str> = texts_of(&told["pages"]).into_iter().collect();
        for (path, page) in built().pack(&id) {
            assert_eq!(saved.contains(path), made_on(page).is_some(), "{id}/{path}");
            let exit = page.elements.iter().any(|element| element.has_class("exit"));
            assert!(!(exit && saved.contains(path)), "{id}/{path} can be left at once, and would be saved");
            let message = page.all("a").any(|a| a.attribute("href").is_some_and(|href| href.contains("subject=")));
            assert!(!(exit && message), "{id}/{path} can be left at once, and would stand in a message");
        }
        assert!(!saved.contains("404.html"), "{id}: it stands for any address");
    }
}

#[test]
fn the_page_in_place_of_others_has_the_numbers_to_call_and_is_found_by_no_search_engine() {
    for id in establishments() {
        let page = built().page(&id, "offline").expect("a page");
        let main = page.text_of(page.all("main").next().expect("a main part"));
        assert!(main.contains("116 123") && main.contains("999"), "{id}: {main}");
        let robots = page.all("meta").find(|meta| meta.attribute("name") == Some("robots"));
        assert_eq!(robots.and_then(|meta| meta.attribute("content")), Some("noindex"), "{id}");
    }
}

#[test]
fn a_release_is_new_when_a_fact_changes_and_only_then() {
    let project = Project::with_only(&["bure", "exampleford"]);
    project.build().fine();
    let first = project.site();
    project.build().fine();
    assert_eq!(version(&project.site()), version(&first), "nothing changed");
    project.replace(FACTS, "value = \"14:00-16:00\"", "value = \"14:10-16:00\"");
    project.build().fine();
    let second = project.site();
    assert_ne!(version(&second), version(&first), "a time changed");
    assert_eq!(worker(&second, "bure"), worker(&first, "bure"), "another prison's time changed");
}

#[test]
fn a_theme_without_a_worker_and_a_pack_without_its_page_have_none() {
    let project = Project::with_only(&["bure", "exampleford"]);
    project.replace(
        "establishments/bure/establishment.toml",
        "[identity]",
        "[pages]\nleave_out = [\"offline\"]\n\n[identity]",
    );
    project.build().fine();
    let site = project.site();
    assert!(!site.contains_key("bure/sw.js") && site.contains_key("exampleford/sw.js"));
    project.remove("themes/plain/sw.js");
    project.build().fine();
    assert!(!project.site().contains_key("exampleford/sw.js"));
}

#[test]
fn a_pack_stands_on_a_first_screen_without_shaming_anyone() {
    for id in establishments() {
        let bytes = &built().files[&format!("{id}/manifest.webmanifest")];
        let manifest: Value = serde_json::from_slice(bytes).expect("JSON");
        for name in ["name", "short_name", "description"] {
            let text = manifest[name].as_str().expect("a text");
            assert!(
                !text.is_empty() && !text.to_lowercase().contains("prison") && !text.contains("HMP"),
                "{id}: {text}"
            );
        }
        assert!(manifest["short_name"].as_str().is_some_and(|name| name.len() <= 12), "{id}: launchers cut it off");
        let start = manifest["start_url"].as_str().expect("a page");
        assert!(built().files.contains_key(&format!("{id}/{start}")), "{id}: {start}");
        assert_eq!(
            (&manifest["scope"], &manifest["lang"], &manifest["dir"]),
            (&"./".into(), &"en".into(), &"ltr".into())
        );
        let mut sizes = BTreeSet::new();
        for icon in manifest["icons"].as_array().expect("icons") {
            let path = format!("{id}/{}", icon["src"].as_str().expect("a path"));
            let bytes = built().files.get(&path).unwrap_or_else(|| panic!("there is no {path}"));
            let size = icon["sizes"].as_str().expect("a size");
            if icon["type"] == "image/png" {
                // PNG, third edition, 11.2.1: the header chunk begins with width and height.
                let pixels = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
                assert_eq!(format!("{}x{}", pixels(16), pixels(20)), size, "{path}");
            }
            sizes.insert((size, icon["purpose"].as_str().unwrap_or("any")));
        }
        for wanted in [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")] {
            assert!(sizes.contains(&wanted), "{id}: no icon {wanted:?}");
        }
    }
    assert!(built().files.contains_key("favicon.ico"));
}

#[test]
fn every_page_names_its_icon() {
    for (path, page) in &built().pages {
        let icon = page.all("link").find(|link| link.attribute("rel") == Some("icon"));
        assert!(icon.and_then(|link| link.attribute("href")).is_some_and(|href| href.ends_with("icon.svg")), "{path}");
    }
}

#[test]
fn each_language_has_its_own_line_and_its_own_page_in_place_of_others() {
    let project = Project::with_only(&["exampleford"]);
    project.replace("familypack.toml", "languages = [\"en\"]", "languages = [\"en\", \"cy\"]");
    let texts = project.read("themes/plain/texts/en.ftl");
    project.write("themes/plain/texts/cy.ftl", &texts.replace("saved = Saved on", "saved = Cadwyd ar"));
    for (name, section) in [("offline", "none"), ("visiting", "visit")] {
        let front =
            format!("+++\ntitle = \"{name}\"\nsummary = \"Tudalen.\"\nsection = \"{section}\"\n+++\n\nTestun.\n");
        project.write(&format!("content/cy/{name}.md"), &front);
    }
    project.build().fine();
    let told = worker(&project.site(), "exampleford");
    assert_eq!(told["editions"][0]["saved"], "Saved on {date}. Times may have changed since: call before you travel.");
    let welsh = &told["editions"][1];
    assert_eq!((&welsh["folder"], &welsh["offline"]), (&"cy/".into(), &"cy/offline.html".into()));
    assert_eq!(texts_of(&welsh["first"]), ["cy/visiting.html"], "pages that are not translated are not named");
    assert!(welsh["saved"].as_str().is_some_and(|line| line.starts_with("Cadwyd ar {date}")), "{welsh}");
    assert!(texts_of(&told["pages"]).contains(&"cy/visiting.html"));
    assert!(texts_of(&told["scripts"]).iter().all(|script| script.starts_with("assets/")), "{told}");
}
