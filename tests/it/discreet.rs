//! Pages that may put a reader at risk: the way out stands first, and nothing outside the page tells what it is about.

use crate::html::Html;
use crate::support::{Project, built, establishments};

/// The shared pages with a way out, and what their files are called on the site.
const PAGES: [(&str, &str); 3] =
    [("unwanted-contact", "help-1"), ("domestic-abuse", "help-2"), ("leave-no-trace", "help-3")];
const FACTS: &str = "establishments/exampleford/establishment.toml";

fn title(page: &Html) -> &str {
    &page.all("title").next().expect("a title").inner
}

#[test]
fn the_way_out_is_the_first_thing_the_keyboard_reaches_and_tells_the_next_site_nothing() {
    for id in establishments() {
        for (name, file) in PAGES {
            let page = &built().pages[&format!("{id}/{file}.html")];
            let first = page.all("a").next().expect("a link");
            assert_eq!(first.attribute("href"), Some("https://www.bbc.co.uk/weather"), "{id}/{name}");
            assert_eq!(first.attribute("rel"), Some("noreferrer nofollow noopener"), "{id}/{name}");
            assert!(page.text_of(first).starts_with("Exit this page"), "{id}/{name}");
            let second = page.all("a").nth(1).expect("a second link");
            assert_eq!(second.attribute("href"), Some("#main"), "{id}/{name}: the content comes next");
            let referrer = page.all("meta").find(|meta| meta.attribute("name") == Some("referrer"));
            assert_eq!(referrer.and_then(|meta| meta.attribute("content")), Some("no-referrer"));
            assert!(page.lines().contains("Your phone still keeps a list"), "{id}/{name} says what it cannot do");
        }
    }
}

#[test]
fn other_pages_have_no_way_out_and_do_not_load_its_script() {
    let with_exit = |path: &str| PAGES.iter().any(|(_, file)| path.ends_with(&format!("/{file}.html")));
    for (path, page) in &built().pages {
        let scripts = page.all("script").filter_map(|script| script.attribute("src"));
        let loads = scripts.filter(|src| src.contains("/exit-")).count();
        assert_eq!(page.all(".exit").count(), usize::from(with_exit(path)), "{path}");
        assert_eq!(loads, usize::from(with_exit(path)), "{path}");
    }
}

#[test]
fn window_and_address_name_neither_the_subject_nor_the_prison() {
    for id in establishments() {
        for (name, file) in PAGES {
            assert!(built().page(&id, name).is_none(), "{id}/{name}.html tells what it is about");
            let page = &built().pages[&format!("{id}/{file}.html")];
            let outside = [title(page), description(page)].join(" ").to_lowercase();
            for word in ["prison", "hmp", "abuse", "contact", "hurt", &id] {
                assert!(!outside.contains(word), "{id}/{name}: `{outside}` holds `{word}`");
            }
        }
        // The heading of the page itself still says it.
        let page = &built().pages[&format!("{id}/help-1.html")];
        assert_eq!(page.text_of(page.all("h1").next().expect("a heading")), "If you do not want contact");
    }
}

fn description(page: &Html) -> &str {
    let meta = page.all("meta").find(|meta| meta.attribute("name") == Some("description"));
    meta.and_then(|meta| meta.attribute("content")).expect("a description")
}

#[test]
fn links_lead_to_the_neutral_address() {
    for id in establishments() {
        let page = built().page(&id, "worried").expect("a page");
        let links: Vec<&str> = page.all("a").filter_map(|link| link.attribute("href")).collect();
        for (_, file) in PAGES {
            assert!(links.contains(&format!("{file}.html").as_str()), "{id}: {file}");
        }
    }
}

#[test]
fn a_pack_can_keep_its_name_out_of_every_window() {
    let project = Project::with_only(&["exampleford"]);
    let table = project.read(FACTS).contains("\n[pages]\n");
    if table {
        project.replace(FACTS, "\n[pages]\n", "\n[pages]\nneutral_titles = true\n");
    } else {
        project.write(FACTS, &format!("{}\n[pages]\nneutral_titles = true\n", project.read(FACTS)));
    }
    project.build().fine();
    let mut pages = 0;
    for (path, bytes) in project.site().iter().filter(|(path, _)| path.starts_with("exampleford/")) {
        let Ok(html) = std::str::from_utf8(bytes) else { continue };
        if !html.starts_with("<!doctype") {
            continue;
        }
        let page = Html::read(html);
        let outside = format!("{} {}", title(&page), description(&page));
        assert!(!outside.contains("Exampleford") && !outside.contains("HMP"), "{path}: {outside}");
        pages += 1;
    }
    assert!(pages > 20, "only {pages} pages");
    assert_eq!(title(&Html::read(&project.page("exampleford/visiting.html"))), "Visiting");
}

#[test]
fn without_that_wish_a_window_names_page_and_prison() {
    let page = built().page("chelmsford", "getting-there").expect("a page");
    assert!(title(page).contains("Chelmsford"), "{}", title(page));
}

#[test]
fn a_packs_own_version_and_a_translation_keep_the_way_out_and_the_address() {
    let project = Project::with_only(&["exampleford"]);
    project.write(
        "establishments/exampleford/en/domestic-abuse.md",
        "+++\nmode = \"replace\"\ntitle = \"Are you scared?\"\nsection = \"help\"\n+++\n\nCall us.\n",
    );
    project.replace("familypack.toml", "languages = [\"en\"]", "languages = [\"en\", \"cy\"]");
    project.write("themes/plain/texts/cy.ftl", &project.read("themes/plain/texts/en.ftl"));
    project.write(
        "content/cy/unwanted-contact.md",
        "+++\ntitle = \"Dim cyswllt\"\nsummary = \"Sut i'w atal.\"\nsection = \"help\"\n+++\n\nGofynnwch.\n",
    );
    project.build().fine();
    for (path, heading) in
        [("exampleford/help-2.html", "Are you scared?"), ("exampleford/cy/help-1.html", "Dim cyswllt")]
    {
        let page = Html::read(&project.page(path));
        assert_eq!(page.text_of(page.all("h1").next().expect("a heading")), heading);
        assert_eq!(page.all(".exit").count(), 1, "{path}");
        assert!(!title(&page).contains("Exampleford") && !title(&page).contains(heading), "{path}: {}", title(&page));
    }
}

#[test]
fn the_fleet_says_where_the_way_out_leads() {
    let project = Project::with_only(&["exampleford"]);
    project.replace("familypack.toml", "https://www.bbc.co.uk/weather", "https://news.example/");
    project.build().fine();
    let page = Html::read(&project.page("exampleford/help-1.html"));
    assert_eq!(page.all("a").next().and_then(|link| link.attribute("href")), Some("https://news.example/"));
}

#[test]
fn servers_are_told_that_nobody_may_keep_these_pages() {
    let headers = String::from_utf8(built().files["_headers"].clone()).expect("text");
    for (_, file) in PAGES {
        let rule = format!("/*/{file}.html\n  ! Cache-Control\n  Cache-Control: no-store\n");
        assert!(headers.contains(&rule), "{headers}");
    }
    assert!(!headers.contains("/*/visiting.html"));
}
