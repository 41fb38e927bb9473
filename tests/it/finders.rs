//! What readers find their way by: the directory to choose from, and the prisons of the fleet.

use std::collections::BTreeSet;

use crate::html::{Element, Html};
use crate::support::{Project, assert_none, built, establishments};

/// The place of the first element of a kind, counted in elements.
fn place(page: &Html, wanted: impl Fn(&Element) -> bool) -> Option<usize> {
    page.elements.iter().position(wanted)
}

fn directory(id: &str) -> &'static Html {
    built().page(id, "directory").expect("the directory")
}

/// The entries of a directory page in a list to choose from, in order.
fn entries(page: &Html) -> Vec<&Element> {
    let finder = page.all(".finder").next().expect("a list to choose from");
    page.inside(finder).iter().filter(|element| element.has_class("entry")).collect()
}

fn anchor(page: &Html, entry: &Element) -> String {
    let heading = page.inside(entry).iter().find(|element| element.name == "h4").expect("a name");
    heading.attribute("id").expect("an anchor").to_owned()
}

#[test]
fn every_organisation_that_helps_stands_once_and_no_closed_one_among_them() {
    for id in establishments() {
        let page = directory(&id);
        let listed: Vec<String> = entries(page).into_iter().map(|entry| anchor(page, entry)).collect();
        let unique: BTreeSet<&String> = listed.iter().collect();
        assert_eq!(unique.len(), listed.len(), "{id}: an organisation stands twice: {listed:?}");
        let has = |name: &str| listed.contains(&format!("entry-{name}"));
        assert!(has("samaritans") && has("pact") && !has("sharp") && !has("i-hop"), "{id}: {listed:?}");
        let last_open = page.elements.iter().rposition(|element| element.has_class("entry"));
        let first_closed = place(page, |element| element.has_class("closed-entry"));
        assert!(first_closed.is_some() && first_closed > last_open, "{id}: a closed one stands among the others");
    }
}

#[test]
fn an_organisation_is_found_by_each_of_its_topics_and_audiences() {
    let page = directory("exampleford");
    let entry = |name: &str| {
        let all = entries(page);
        all.into_iter().find(|entry| anchor(page, entry) == format!("entry-{name}")).expect("the entry")
    };
    let helpline = entry("prisoners-families-helpline");
    for mark in ["topic-talk", "topic-urgent", "topic-visiting", "topic-rights", "topic-release"] {
        assert!(helpline.has_class(mark), "{mark}");
    }
    // A partner looks for help for families; a child may call whoever helps everyone.
    assert!(helpline.has_class("audience-partners") && !helpline.has_class("audience-children"));
    assert!(entry("samaritans").has_class("audience-children"));
    assert!(entry("children-heard-and-seen").has_class("audience-families"));
    assert!(!entry("nicco").has_class("audience-families"));
}

#[test]
fn the_choice_is_of_native_buttons_in_named_groups_that_send_nothing() {
    let page = directory("chelmsford");
    let form = page.all("form").find(|form| form.has_class("filter")).expect("a form");
    assert_eq!((form.attribute("method"), form.attribute("action")), (Some("dialog"), None));
    let inside = page.inside(form);
    let groups: Vec<&Element> = inside.iter().filter(|element| element.name == "fieldset").collect();
    let legends: Vec<String> =
        inside.iter().filter(|element| element.name == "legend").map(|legend| page.text_of(legend)).collect();
    assert_eq!(legends, ["Show help with", "Show help for"]);
    let carried: BTreeSet<&str> =
        entries(page).iter().flat_map(|entry| entry.attribute("class").unwrap_or_default().split(' ')).collect();
    for group in groups {
        let radios: Vec<&Element> = page.inside(group).iter().filter(|element| element.name == "input").collect();
        assert!(radios.len() > 5 && radios.iter().all(|radio| radio.attribute("type") == Some("radio")));
        let checked: Vec<_> = radios.iter().filter(|radio| radio.attribute("checked").is_some()).collect();
        assert!(checked.len() == 1 && checked[0].attribute("value") == Some("all"), "nothing is left out at first");
        let idle: Vec<String> = radios
            .iter()
            .filter_map(|radio| radio.attribute("class"))
            .filter(|mark| !mark.ends_with("-all") && !carried.contains(mark))
            .map(str::to_owned)
            .collect();
        assert_none(&idle, "buttons that no entry fits");
    }
}

#[test]
fn the_number_comes_before_everything_but_what_an_organisation_does() {
    let page = directory("bure");
    let all = entries(page);
    let texts: Vec<String> = all.iter().map(|entry| page.text_of(entry)).collect();
    assert!(texts[0].starts_with("Emergency services") && texts[0].contains("999 It is free to call. Day and night"));
    assert!(texts[1].starts_with("Samaritans") && texts[2].starts_with("Prisoners' Families Helpline"), "{texts:?}");
    for (entry, text) in all.iter().zip(&texts) {
        let inside = page.inside(entry);
        let phone = inside.iter().position(|element| element.has_class("phone"));
        let facts = inside.iter().position(|element| element.has_class("summary"));
        assert!(phone.is_none() || facts.is_none() || phone < facts, "{text}");
        assert!(text.contains("hecked"), "it does not say how fresh it is: {text}");
    }
}

#[test]
fn the_rules_of_the_choice_burden_no_other_page() {
    for (path, page) in &built().pages {
        let chooses = page.all("style").any(|sheet| sheet.inner.contains("topic-"));
        assert_eq!(chooses, page.all(".finder").next().is_some(), "{path}");
        let finds = page.all("script").any(|script| script.attribute("src").is_some_and(|src| src.contains("/find-")));
        assert_eq!(finds, path == "index.html", "{path}");
    }
}

#[test]
fn a_prison_is_found_by_name_former_name_place_and_postcode_without_a_script() {
    let page = &built().pages["index.html"];
    let list = page.all(".find-list").next().expect("the list by name");
    let lines: Vec<String> =
        page.inside(list).iter().filter(|element| element.name == "li").map(|line| page.text_of(line)).collect();
    let wanted = [
        "HMP Bure Norwich, Norfolk, NR10 5GB, NR10 5JL (Draft: not checked yet)",
        "HMP/YOI Chelmsford Chelmsford, Essex, CM2 6LQ, CM2 6JT (Draft: not checked yet)",
        "HMP Example Marsh: now HMP Exampleford (Sample: not a real prison)",
        "HMP Exampleford Exampleford, Exampleshire, ZZ99 9ZZ (Sample: not a real prison)",
    ];
    assert_eq!(lines, wanted);
    let indexes: Vec<String> = page.all(".find-index").map(|index| page.text_of(index)).collect();
    assert!(indexes[0].contains("Essex Chelmsford: HMP/YOI Chelmsford"), "{indexes:?}");
    assert!(indexes[1].contains("CM HMP/YOI Chelmsford, CM2 6LQ, CM2 6JT"), "{indexes:?}");
    assert!(indexes[1].contains("NR HMP Bure, NR10 5GB, NR10 5JL"), "{indexes:?}");
}

#[test]
fn a_closed_prison_and_one_with_two_places_are_told_apart() {
    let project = Project::with_only(&["bure", "exampleford"]);
    let file = "establishments/exampleford/establishment.toml";
    project.replace(file, "status = \"open\"", "status = \"closed\"");
    project.replace(
        file,
        "[[place]]\nrole = \"postal\"",
        "[[place]]\nrole = \"prison\"\ntown = \"Otherford\"\ncounty = \"Norfolk\"\npostcode = \"ZZ99 9AA\"\n\n[[place]]\nrole = \"postal\"",
    );
    project.build().fine();
    let page = Html::read(&project.page("index.html"));
    let text = page.lines().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Otherford, Norfolk, ZZ99 9AA (Closed)"), "{text}");
    assert!(text.contains("Norfolk Norwich: HMP Bure (Draft: not checked yet) Otherford: HMP Exampleford (Closed)"));
}

#[test]
fn a_prison_kept_from_before_former_names_were_listed_is_still_found_by_place() {
    let project = Project::with_only(&["bure", "exampleford"]);
    project.build().fine();
    let manifest = project.output().join(".familypack.json");
    let text = std::fs::read_to_string(&manifest).expect("the manifest");
    let mut kept: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let note = kept["notes"]["bure"].as_str().expect("a card").to_owned();
    let mut card: serde_json::Value = serde_json::from_str(&note).expect("a card");
    for new in ["former_names", "places", "status"] {
        assert!(card.as_object_mut().expect("a card").remove(new).is_some(), "{new}");
    }
    kept["notes"]["bure"] = card.to_string().into();
    std::fs::write(&manifest, kept.to_string()).expect("written");
    project.replace("establishments/bure/establishment.toml", "state = \"draft\"", "state = \"drift\"");
    project.build().ended(1);
    let page = Html::read(&project.page("index.html"));
    let text = page.lines().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("HMP Bure Norwich, Norfolk"), "{text}");
    assert!(text.contains("Norfolk Norwich: HMP Bure"), "{text}");
}
