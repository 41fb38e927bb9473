//! Whom to tell of a mistake: on every page, and at every group of facts, without a script.

use crate::html::{Element, Html};
use crate::support::{Project, built};

/// Where the links of a page open a message, decoded.
fn messages(page: &Html) -> Vec<String> {
    let address = |link: &Element| link.attribute("href").filter(|href| href.contains("?subject=")).map(str::to_owned);
    page.all("a")
        .filter_map(address)
        .map(|href| href.replace("%20", " ").replace("%3A", ":").replace("%3F", "?"))
        .collect()
}

/// The link at the foot of a page.
fn foot(page: &Html) -> &Element {
    page.all("a")
        .find(|link| page.text_of(link).contains("Is something wrong on this page?"))
        .expect("a link at the foot")
}

#[test]
fn every_page_of_a_pack_says_whom_to_tell() {
    for (path, page) in built().pages.iter().filter(|(path, _)| path.contains('/')) {
        let href = foot(page).attribute("href").expect("a way");
        assert!(
            href.starts_with("mailto:corrections@families.example?subject=Mistake") || href.ends_with("#corrections"),
            "{path}: {href}"
        );
    }
}

#[test]
fn a_message_names_the_pack_the_page_and_the_facts() {
    let page = built().page("exampleford", "visiting").expect("a page");
    let found = messages(page);
    let subject = "mailto:corrections@families.example?subject=Mistake: Exampleford: Visiting: When are the visits?";
    assert!(found.iter().any(|message| message == subject), "{found:#?}");
    let foot = found.last().expect("the foot");
    assert!(foot.contains("Mistake: Exampleford: Visiting&body=") && foot.contains("visiting.html"), "{foot}");
    // All but those of the two blocks that only repeat what stands in full elsewhere.
    let lines = page.all(".checked").count() + page.all(".not-checked").count();
    let repeated = page.all(".safety").chain(page.all(".glance")).flat_map(|block| page.inside(block));
    let without = repeated.filter(|element| element.has_class("checked") || element.has_class("not-checked")).count();
    assert!(lines > without && found.len() == lines - without + 1, "{lines} lines, {without} without: {found:#?}");
}

#[test]
fn without_an_address_every_page_leads_to_the_place_that_says_whom_to_tell() {
    let project = Project::with_only(&["exampleford"]);
    let fleet = project.read("familypack.toml");
    let without: Vec<&str> = fleet.lines().filter(|line| !line.starts_with("corrections")).collect();
    project.write("familypack.toml", &without.join("\n"));
    project.build().fine();
    let page = Html::read(&project.page("exampleford/visiting.html"));
    assert_eq!(messages(&page), Vec::<String>::new());
    assert_eq!(foot(&page).attribute("href"), Some("about.html#corrections"));
    let about = Html::read(&project.page("exampleford/about.html"));
    let place = about.elements.iter().find(|e| e.attribute("id") == Some("corrections")).expect("the place");
    assert!(about.text_of(place).contains("Tell the staff"), "{}", about.text_of(place));
}

#[test]
fn paper_says_which_pack_which_day_and_where() {
    let page = built().page("exampleford", "visiting").expect("a page");
    let line = page.all(".printed").next().map(|line| page.text_of(line)).expect("a line for paper");
    for part in ["Exampleford", "22 November 2026", "https://packs.example/exampleford/visiting.html"] {
        assert!(line.contains(part), "{line}");
    }
}
