//! The frame around every page: what it lets a browser do, and what stands at its top.

use std::collections::BTreeMap;

use familypack::output::integrity;

use crate::html::{Element, Html};
use crate::support::{Project, assert_none, built};

/// The directives of a page's policy.
fn policy(page: &Html) -> BTreeMap<String, String> {
    let meta = page.all("meta").find(|meta| meta.attribute("http-equiv") == Some("Content-Security-Policy"));
    let policy = meta.and_then(|meta| meta.attribute("content")).expect("a page without a policy");
    let directives = policy.split(';').filter_map(|directive| directive.trim().split_once(' '));
    directives.map(|(name, sources)| (name.to_owned(), sources.to_owned())).collect()
}

/// Applies a rule to every page of the real site.
fn every_page(what: &str, rule: impl Fn(&str, &Html) -> Vec<String>) {
    let pages = &built().pages;
    let found = pages.iter().flat_map(|(path, page)| rule(path, page).into_iter().map(move |p| format!("{path}: {p}")));
    assert_none(&found.collect::<Vec<_>>(), what);
}

#[test]
fn a_page_allows_its_own_style_and_nothing_written_into_it() {
    every_page("pages with a policy that does not hold", |_, page| {
        let policy = policy(page);
        let hashes: Vec<String> =
            page.all("style").map(|sheet| format!("'{}'", integrity(sheet.inner.as_bytes()))).collect();
        let mut problems = Vec::new();
        if policy.get("default-src").map(String::as_str) != Some("'none'") {
            problems.push("default-src is open".to_owned());
        }
        if hashes.is_empty() || policy.get("style-src") != Some(&hashes.join(" ")) {
            problems.push(format!("style-src {:?} is not {hashes:?}", policy.get("style-src")));
        }
        if policy
            .values()
            .any(|sources| sources.contains("unsafe") || sources.contains('*') || sources.contains("http"))
        {
            problems.push(format!("the policy is loose: {policy:?}"));
        }
        problems
    });
}

#[test]
fn no_page_carries_code_or_style_in_its_attributes() {
    every_page("pages with code in attributes", |_, page| {
        let bad = |element: &Element| {
            let names = element.attributes.keys().filter(|name| *name == "style" || name.starts_with("on"));
            names.map(|name| format!("<{} {name}>", element.name)).collect::<Vec<_>>()
        };
        page.elements.iter().flat_map(bad).collect()
    });
}

#[test]
fn every_script_is_a_file_of_the_site_known_by_its_hash() {
    every_page("scripts that anyone could change", |path, page| {
        let code = page.all("script").filter(|script| script.attribute("type") != Some("application/ld+json"));
        let problem = |script: &Element| {
            let Some(href) = script.attribute("src") else { return Some("a script in the page".to_owned()) };
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let name = href.rsplit('/').next().unwrap_or_default();
            let file = built().files.iter().find(|(file, _)| file.starts_with(&folder) && file.ends_with(name));
            let want = file.map(|(_, bytes)| integrity(bytes));
            (want.is_none() || script.attribute("integrity") != want.as_deref()).then(|| format!("{href}: {want:?}"))
        };
        code.filter_map(problem).collect()
    });
}

#[test]
fn both_tiers_of_help_stand_before_everything_else() {
    every_page("pages that let a frightened reader look for help", |path, page| {
        let Some(strip) = page.all(".safety-strip").next() else { return vec!["no strip".to_owned()] };
        let text = page.text_of(strip);
        let before_title =
            page.lines().find("999") < page.lines().find(&page.text_of(page.all("h1").next().expect("h1")));
        let mut problems = Vec::new();
        if !before_title || !text.contains("Life at risk?") || !text.contains("Worried?") {
            problems.push(text.clone());
        }
        if path.starts_with("exampleford/") && !(text.contains("01632 960 100") && text.contains("0808 157 0123")) {
            problems.push(format!("the prison's own numbers are not there: {text}"));
        }
        problems
    });
}

#[test]
fn home_and_visiting_begin_with_the_number_and_the_next_visits() {
    let facts = [
        ("bure", ["01603 326 252", "Sat 28 Nov: 9:15am to 11:15am and 2:15pm to 4:15pm"]),
        ("chelmsford", ["0808 168 8248", "Mon 23 Nov: 2:15pm to 3:45pm"]),
        ("exampleford", ["01632 960 150", "Mon 23 Nov:"]),
    ];
    for (id, facts) in facts {
        for name in ["index.html", "visiting.html"] {
            let page = built().pack(id).find(|(path, _)| *path == name).map(|(_, page)| page).expect("the page");
            let glance = page.all(".glance").next().unwrap_or_else(|| panic!("{id}/{name} has no first facts"));
            let text = page.text_of(glance);
            assert!(facts.iter().all(|fact| text.contains(fact)), "{id}/{name}: {text}");
            assert!(text.contains("hecked"), "{id}/{name} does not say how fresh it is: {text}");
            let place = |class: &str| page.elements.iter().position(|element| element.has_class(class));
            assert!(place("notice").is_none_or(|notice| Some(notice) > place("glance")), "{id}/{name}");
        }
    }
}

#[test]
fn a_notice_of_today_is_named_first_and_leads_to_its_words() {
    let project = Project::with_only(&["exampleford"]);
    let named = |today: &str| {
        project.site_on(today);
        let page = Html::read(&project.page("exampleford/visiting.html"));
        let glance = page.all(".glance").next().expect("the first facts");
        let link =
            page.inside(glance).iter().find_map(|part| part.attribute("href").filter(|href| href.starts_with('#')));
        let target = link.map(|link| page.elements.iter().any(|part| part.attribute("id") == Some(&link[1..])));
        (page.text_of(glance).contains("read this"), target)
    };
    assert_eq!(named("2026-11-22"), (true, Some(true)));
    assert_eq!(named("2027-06-01"), (false, None));
}

#[test]
fn a_visit_whose_day_is_in_doubt_is_not_promised() {
    let project = Project::with_only(&["chelmsford"]);
    let next = |today: &str| {
        project.site_on(today);
        let page = Html::read(&project.page("chelmsford/index.html"));
        let glance = page.all(".glance").next().expect("the first facts");
        page.text_of(glance)
    };
    let text = next("2026-12-24");
    assert!(text.contains("Thu 24 Dec") && !text.contains("26 Dec") && !text.contains("28 Dec"), "{text}");
}

#[test]
fn servers_are_told_what_a_page_cannot_say() {
    let files = &built().files;
    for path in ["_headers", "hosting/nginx-server.conf", "hosting/apache.conf", "hosting/caddy.conf"] {
        let text = std::str::from_utf8(&files[path]).expect("a text");
        for wanted in ["frame-ancestors 'none'", "no-referrer", "nosniff", "no-cache"] {
            assert!(text.contains(wanted) || path.contains("nginx") && wanted == "no-cache", "{path} lacks {wanted}");
        }
        // A pack that stays while others go on has the style sheet of its day, and only its own pages know it.
        assert!(
            !text.contains("style-src") && !text.contains("default-src"),
            "{path} would take old pages' style away"
        );
    }
}
