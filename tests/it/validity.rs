//! Every page of the real site is whole: titled, in one language, with one main heading, and every link leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::html::{Element, Html, plain};
use crate::support::{BASE_URL, assert_none, built, establishments};

/// Applies a rule to every page and lists what it finds.
fn every_page(what: &str, rule: impl Fn(&str, &Html) -> Vec<String>) {
    let pages = &built().pages;
    assert!(pages.len() > 40, "only {} pages", pages.len());
    let problems: Vec<String> = pages
        .iter()
        .flat_map(|(path, page)| rule(path, page).into_iter().map(move |p| format!("{path}: {p}")))
        .collect();
    assert_none(&problems, what);
}

/// A problem where something does not hold.
fn unless(holds: bool, problem: &str) -> Vec<String> {
    if holds { Vec::new() } else { vec![problem.to_owned()] }
}

#[test]
fn every_page_has_a_doctype_and_a_language() {
    every_page("pages without doctype or language", |_, page| {
        let language = page.all("html").next().and_then(|html| html.attribute("lang")).unwrap_or_default();
        [unless(page.has_doctype, "no doctype"), unless(!language.is_empty(), "no language")].concat()
    });
}

#[test]
fn every_page_has_one_main_heading() {
    every_page("pages without one h1", |_, page| {
        let headings: Vec<String> = page.all("h1").map(|h1| page.text_of(h1)).collect();
        unless(headings.len() == 1 && !headings[0].is_empty(), &format!("its h1: {headings:?}"))
    });
}

#[test]
fn no_heading_is_empty_and_no_level_is_left_out() {
    every_page("bad headings", |_, page| {
        let mut problems = Vec::new();
        let mut last = 0;
        for heading in page.elements.iter().filter(|e| matches!(&*e.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")) {
            let level: u8 = heading.name[1..].parse().expect("a level");
            let text = page.text_of(heading);
            problems.extend(unless(!text.is_empty(), "an empty heading"));
            // The safety block begins a new part of the page.
            problems
                .extend(unless(level <= last + 1 || level == 2, &format!("`{text}` is of level {level} after {last}")));
            last = level;
        }
        problems
    });
}

#[test]
fn every_page_has_a_title_of_its_own() {
    // A drawing may have a title as well.
    let title = |page: &Html| {
        let titles = page.without(&["svg"]).elements.into_iter().filter(|e| e.name == "title");
        titles.map(|title| plain(&title.inner)).collect::<Vec<_>>()
    };
    every_page("bad titles", |_, page| {
        let titles = title(page);
        unless(titles.len() == 1 && !titles[0].is_empty(), &format!("its titles: {titles:?}"))
    });
    let mut seen = BTreeMap::new();
    for (path, page) in &built().pages {
        // A neutral title does not name the prison: it is a page's own among those of its pack.
        let pack = page.all(".exit").next().and_then(|_| path.split('/').next());
        if let Some(other) = seen.insert((title(page), pack), path) {
            panic!("`{path}` and `{other}` have the same title: {:?}", title(page));
        }
    }
}

#[test]
fn every_page_knows_its_address() {
    every_page("pages with a bad canonical address", |path, page| {
        let link = page.all("link").find(|link| link.attribute("rel") == Some("canonical"));
        let address = link.and_then(|link| link.attribute("href"));
        let file = format!("{BASE_URL}{path}");
        let folder = file.strip_suffix("index.html");
        // What is shown in the place of a missing page has no address.
        let excused = stands_anywhere(path) && address.is_none();
        unless(
            excused || address == Some(file.as_str()) || address.is_some() && address == folder,
            &format!("it says {address:?}"),
        )
    });
}

#[test]
fn no_slot_is_left_open() {
    every_page("pages with marks of the sources", |path, page| {
        let mut source = std::str::from_utf8(&built().files[path]).expect("a page in UTF-8").to_owned();
        // Rules end in brackets of their own.
        for sheet in page.all("style") {
            source = source.replace(&sheet.inner, "");
        }
        let braces = ["{{", "}}", "{%", "%}", "{#"].into_iter().filter(|&mark| source.contains(mark));
        let left = ["TODO", "TBC", "[!NOTE]", "[!IMPORTANT]", "[!WARNING]", "Table:"];
        let left = left.into_iter().filter(|&mark| page.lines().contains(mark));
        braces.chain(left).map(|mark| format!("`{mark}`")).collect()
    });
}

#[test]
fn ids_are_unique() {
    every_page("ids twice on a page", |_, page| {
        let mut seen = BTreeSet::new();
        let ids = page.elements.iter().filter_map(|e| e.attribute("id"));
        ids.filter(|id| !seen.insert(*id)).map(str::to_owned).collect()
    });
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    every_page("things from another host", |path, page| {
        let own = |link: &str| stands_anywhere(path) && link.starts_with(BASE_URL);
        let foreign = |link: &&str| (link.contains("://") || link.starts_with("//")) && !own(link);
        let mut problems = Vec::new();
        for element in &page.elements {
            let address = matches!(element.attribute("rel"), Some("canonical" | "alternate"));
            let loads = match &*element.name {
                "a" | "area" => None,
                _ if address => None,
                _ => ["href", "src", "srcset", "poster", "data", "action"].iter().find_map(|n| element.attribute(n)),
            };
            problems.extend(loads.filter(foreign).map(|link| format!("`{}` loads {link}", element.name)));
            problems.extend(unless(
                element.name != "base" && element.name != "iframe",
                &format!("an element `{}`", element.name),
            ));
            let data = element.attribute("type") == Some("application/ld+json");
            let in_the_page = element.name == "script" && !data && element.attribute("src").is_none();
            problems.extend(unless(!in_the_page, "a script in the page"));
            let handlers = element.attributes.keys().filter(|name| name.starts_with("on"));
            problems.extend(handlers.map(|name| format!("a script in `{name}`")));
        }
        problems
    });
}

#[test]
fn links_are_relative_and_lead_to_what_is_there() {
    let ids: BTreeMap<&str, BTreeSet<&str>> = built()
        .pages
        .iter()
        .map(|(path, page)| (path.as_str(), page.elements.iter().filter_map(|e| e.attribute("id")).collect()))
        .collect();
    every_page("links that lead nowhere", |path, page| {
        let mut problems = Vec::new();
        for element in page.elements.iter().filter(|e| e.attribute("rel") != Some("canonical")) {
            for link in ["href", "src"].iter().filter_map(|name| element.attribute(name)) {
                let whole = link.strip_prefix(BASE_URL).filter(|_| stands_anywhere(path));
                let (from, link) = whole.map_or((path, link), |below| ("404.html", below));
                let elsewhere =
                    ["https:", "http:", "tel:", "sms:", "mailto:"].iter().any(|scheme| link.starts_with(scheme));
                if elsewhere {
                    problems.extend(unless(!link.starts_with(BASE_URL), &format!("`{link}` is not relative")));
                    continue;
                }
                let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
                let Some(target) = resolve(from, file) else {
                    problems.push(format!("`{link}` leads out of the site"));
                    continue;
                };
                let there = built().files.contains_key(&target);
                problems.extend(unless(there, &format!("`{link}`: there is no `{target}`")));
                if let Some(anchor) = anchor.filter(|_| there) {
                    let known = ids.get(target.as_str()).is_some_and(|ids| ids.contains(anchor));
                    problems.extend(unless(known, &format!("`{link}`: `{target}` has no `{anchor}`")));
                }
            }
        }
        problems
    });
}

/// A page that a server shows in the place of a missing one, at any address, needs whole addresses.
fn stands_anywhere(path: &str) -> bool {
    path == "404.html" || path.ends_with("/404.html")
}

/// The file that a relative link names; nothing where it leads out of the site.
fn resolve(from: &str, link: &str) -> Option<String> {
    if link.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            "" => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn every_table_says_what_it_shows() {
    every_page("tables without caption or headers", |_, page| {
        page.all("table").flat_map(|table| table_problems(page, table)).collect()
    });
}

fn table_problems(page: &Html, table: &Element) -> Vec<String> {
    let caption = page.inside(table).iter().find(|e| e.name == "caption").map(|caption| page.text_of(caption));
    let headers: Vec<&Element> = page.inside(table).iter().filter(|e| e.name == "th").collect();
    let scoped =
        headers.iter().all(|th| matches!(th.attribute("scope"), Some("col" | "row" | "colgroup" | "rowgroup")));
    [
        unless(caption.is_some_and(|text| !text.is_empty()), "a table without a caption"),
        unless(!headers.is_empty(), "a table without headers"),
        unless(scoped, "a header without scope"),
    ]
    .concat()
}

#[test]
fn help_stands_in_the_same_place_on_every_page() {
    every_page("pages without the safety block in its place", |_, page| {
        let blocks: Vec<usize> = (0..page.elements.len()).filter(|&idx| page.elements[idx].is(".safety")).collect();
        let main = page.elements.iter().position(|e| e.name == "main");
        let text = blocks.first().map(|&idx| page.text_of(&page.elements[idx])).unwrap_or_default();
        unless(
            blocks.len() == 1 && main.is_some_and(|main| main < blocks[0]) && text.contains("999"),
            &format!("{} blocks", blocks.len()),
        )
    });
}

#[test]
fn packs_that_are_not_live_say_so_and_are_not_found_by_search_engines() {
    let mut problems = Vec::new();
    for id in establishments() {
        assert!(built().pack(&id).count() > 10, "{id}");
        for (path, page) in built().pack(&id) {
            let noindex = page.all("meta").any(|meta| {
                meta.attribute("name") == Some("robots")
                    && meta.attribute("content").is_some_and(|c| c.contains("noindex"))
            });
            problems.extend(unless(noindex, &format!("{id}/{path}: no `noindex`")));
            let banner = page.all(".banner").next().map(|banner| page.text_of(banner)).unwrap_or_default();
            problems.extend(unless(!banner.is_empty(), &format!("{id}/{path}: no banner")));
        }
    }
    assert_none(&problems, "pages of packs that are not live");
}

#[test]
fn machines_find_their_files() {
    let file = |path: &str| {
        let bytes = built().files.get(path).unwrap_or_else(|| panic!("there is no `{path}`"));
        String::from_utf8(bytes.clone()).expect("UTF-8")
    };
    assert!(file("robots.txt").contains(&format!("Sitemap: {BASE_URL}sitemap.xml")));
    let sitemap = file("sitemap.xml");
    let addresses: Vec<&str> = sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    for address in addresses {
        let path = address.strip_prefix(BASE_URL).unwrap_or_else(|| panic!("`{address}` is not of this site"));
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let page = built().pages.get(&path).unwrap_or_else(|| panic!("`{address}` names no page"));
        let hidden = page.all("meta").any(|meta| meta.attribute("content").is_some_and(|c| c.contains("noindex")));
        assert!(!hidden, "`{address}` is not for search engines");
    }
    assert!(built().pages.contains_key("404.html"), "no page for addresses that do not exist");
}
