//! What is found on finished pages, and what must not be.

use std::collections::hash_map::{DefaultHasher, HashMap};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use familypack::check::tree::{Anchors, MOST_INDEX_BYTES, MOST_PAGE_BYTES, Site, alone, links};
use familypack::diagnostic::Diagnostics;
use familypack::output::{OutputPath, Page, Tree};
use familypack::render::read;

const BASE: &str = "https://families.example/packs";

fn html(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Plan a visit</title></head><body><h1>Plan</h1>{body}</body></html>"
    )
}

/// Checks a site of three files, of which `bure/visit.html` is the given one.
fn check(page: &str) -> Diagnostics {
    let mut files = Tree::new();
    for (path, text) in
        [("index.html", html("")), ("bure/index.html", html("<h2 id=times>T</h2>")), ("bure/map.png", String::new())]
    {
        files.insert(OutputPath::new(path), text.as_bytes().into());
    }
    files.insert(OutputPath::new("bure/visit.html"), page.as_bytes().into());
    tree(&files, &BTreeSet::from([OutputPath::new("kept/index.html")]), BASE)
}

/// Checks a site in one go.
fn tree(tree: &Tree, kept: &BTreeSet<OutputPath>, base_url: &str) -> Diagnostics {
    type Folder = (BTreeSet<OutputPath>, BTreeMap<OutputPath, Arc<Page>>);
    let mut folders: BTreeMap<&str, Folder> = BTreeMap::new();
    for path in tree.keys().chain(kept) {
        let (files, pages) = folders.entry(path.folder().unwrap_or_default()).or_default();
        files.insert(path.clone());
        if let Some(bytes) = tree.get(path).filter(|_| path.has_ending("html")) {
            pages.insert(path.clone(), Arc::new(read(path, bytes)));
        }
    }
    let anchors: BTreeMap<&str, BTreeMap<OutputPath, Anchors>> = folders
        .iter()
        .map(|(name, (_, pages))| (*name, pages.iter().map(|(path, page)| (path.clone(), Anchors::of(page))).collect()))
        .collect();
    let site = Site::new(folders.iter().map(|(name, (files, _))| (*name, (files, anchors.get(name)))));
    let mut found = Diagnostics::default();
    for (name, (files, pages)) in &folders {
        found.extend(alone(pages.values().map(|page| &**page), &Tree::new()));
        found.extend(links(name, files, pages, &anchors[name], base_url).all(&site));
    }
    found.extend(alone(&[], tree));
    found.sort();
    found
}

fn codes(page: &str) -> Vec<&'static str> {
    check(page).iter().map(|diagnostic| diagnostic.code).collect()
}

fn only(body: &str) -> (&'static str, String, String) {
    let found = check(&html(body));
    assert_eq!(found.len(), 1, "{body}: {found:?}");
    let diagnostic = found.iter().next().expect("there is one");
    assert!(familypack::rules::named(diagnostic.code).is_some());
    assert_eq!(diagnostic.output.as_deref(), Some("bure/visit.html"));
    assert!(diagnostic.message.contains("`bure/visit.html`"), "{}", diagnostic.message);
    (diagnostic.code, diagnostic.message.clone(), diagnostic.help.clone().expect("every finding has help"))
}

#[test]
fn a_sound_page_has_no_findings() {
    let body = r##"
        <a href="#here">Here</a> <p id=here>text &#123; a } <a href="../index.html?x=1">Fleet</a>
        <a href="index.html#times">Times</a> <a href="https://families.example/packs/bure/#times">Times</a>
        <a href="../kept/index.html#any">Kept</a> <a href="tel:+441603">Ring</a> <a href="https://www.gov.uk/x">Gov</a>
        <a href="#top">Top</a> <a id=placeholder></a> <a href="index.html"><img src="map.png" alt="The map"></a>
        <a href="index.html" aria-label="Home"><svg aria-hidden=true><title>x</title><path d=""/></svg></a>
        <h2>A</h2><h3>B</h3><h2>C <img src="data:image/png;base64,AA" alt=""></h2>
        <table><caption>Times</caption><tr><th scope=col>Day<tr><td>Mon</table>
        <table role=presentation><tr><td>x</td></tr></table>
        <svg><defs><g id=i></g></defs><use href="#i"/><a href="index.html"><text>Go</text></a></svg>
        <script>var a = {b: {c: 1}}; if (a) { '{{' }</script><style>@media print{a{b:c}}</style>
        <link rel=canonical href="https://families.example/packs/bure/visit.html">"##;
    assert_eq!(check(&html(body)), Diagnostics::default());
}

#[test]
fn link_to_a_missing_file() {
    let (code, message, help) = only("<a href='Index.html'>Home</a><a href='Index.html'>Home</a>");
    assert_eq!(code, "link-broken");
    assert_eq!(
        message,
        "the link `Home` on `bure/visit.html` leads to `bure/Index.html`, and there is no such file in the site"
    );
    assert_eq!(help, "did you mean `bure/index.html`?");
    assert_eq!(only("<a href='https://families.example/packs/gone.html'>x</a>").0, "link-broken");
    assert_eq!(only("<a href=''>x</a>").0, "link-broken");
    assert_eq!(only("<a href='https://'>x</a>").0, "link-broken");
    assert_eq!(only("<img src=mop.png alt=x>").0, "link-broken");
    assert_eq!(only("<img src=map.png srcset='map.png 1x, big.png 2x' alt=x>").0, "link-broken");
    assert_eq!(only("<form action=send.html></form>").0, "link-broken");
    assert_eq!(only("<link rel=canonical href=gone.html>").0, "link-broken");
}

#[test]
fn link_to_a_missing_place() {
    let (code, message, help) = only("<a href='index.html#time'>Times</a>");
    assert_eq!((code, help.as_str()), ("anchor-missing", "did you mean `#times`?"));
    assert!(message.contains("`#time` on `bure/index.html`"), "{message}");
    assert_eq!(only("<a href='#x'>x</a>").0, "anchor-missing");
    assert_eq!(only("<svg><use href='#x'/></svg>").0, "anchor-missing");
}

#[test]
fn links_that_leave_the_site_or_open_a_folder() {
    assert_eq!(only("<a href='../../x.html'>x</a>").0, "link-outside");
    assert_eq!(only("<a href='../bure/'>x</a>").0, "link-to-folder");
    assert_eq!(only("<a href='../bure#times'>x</a>").0, "link-to-folder");
    assert_eq!(only("<a href='..'>x</a>").0, "link-to-folder");
}

#[test]
fn link_without_words_or_with_a_script() {
    assert_eq!(only("<a href=index.html>&nbsp;<img src=map.png alt=''></a>").0, "link-empty");
    assert_eq!(only("<a href=index.html><span aria-hidden=true>→</span></a>").0, "link-empty");
    assert_eq!(only("<a href=' JavaScript:x()'>x</a>").0, "link-javascript");
}

#[test]
fn resource_of_another_host() {
    for body in [
        "<link rel=stylesheet href='https://cdn.example/a.css'>",
        "<link rel='preconnect' href='//cdn.example'>",
        "<script src='//cdn.example/a.js'></script>",
        "<img alt=x src='https://cdn.example/a.png'>",
        "<iframe src='https://cdn.example/map'></iframe>",
    ] {
        let (code, message, _) = only(body);
        assert!(code == "resource-foreign" && message.contains("`cdn.example`"), "{message}");
    }
}

#[test]
fn repeated_ids() {
    let (code, message, _) = only("<p id=a></p><p id=a></p><a name=a></a><a id=b name=b></a>");
    assert_eq!((code, message.contains("3 places")), ("id-repeated", true));
}

#[test]
fn leaked_slots() {
    assert_eq!(
        only("<p>Ask {{ prisoners }} first").1,
        "`bure/visit.html` shows `{{ prisoners }}` to the reader, where words should be"
    );
    assert_eq!(only("<p>a }} b").0, "slot-leaked");
    assert_eq!(only("<p>{&#123; x").0, "slot-leaked");
    assert_eq!(only("<img src=map.png alt='{% if x %}'>").0, "slot-leaked");
    assert_eq!(codes(&html("").replace("Plan a visit", "{{ title }}")), ["slot-leaked"]);
}

#[test]
fn headings_that_mislead() {
    assert_eq!(only("<h2> <br> </h2>").0, "heading-empty");
    assert_eq!(only("<h3>Deep</h3>").0, "heading-skipped");
    assert_eq!(only("<h1>Again</h1>").0, "h1-count");
    assert_eq!(codes(&html("").replace("h1>", "h2>")), ["h1-count"]);
    assert_eq!(only("<div aria-hidden=true><h4>Hidden</h4></div><h1>Again</h1>").0, "h1-count");
}

#[test]
fn title_and_language() {
    assert_eq!(codes(&html("").replace("Plan a visit", " ")), ["title-missing"]);
    let no_title = html("<svg><title>no page title</title></svg>").replace("<title>Plan a visit</title>", "");
    assert_eq!(codes(&no_title), ["title-missing"]);
    assert_eq!(codes(&html("").replace(" lang=en", "")), ["lang-missing"]);
    assert_eq!(codes(&html("").replace("lang=en", "lang=''")), ["lang-missing"]);
}

#[test]
fn pictures_and_tables() {
    assert_eq!(only("<img src=map.png>").0, "image-without-alt");
    assert_eq!(only("<table><tr><td>x</table>").0, "caption-missing");
    assert_eq!(only("<table><caption> </caption><tr><td>x</table>").0, "caption-missing");
    let (code, message, _) = only("<table><caption>Times<tr><th>Day<th scope=col>Hour<tr><td>x</table>");
    assert_eq!(code, "scope-missing");
    assert!(message.contains("the table `Times`") && message.contains("`Day`"), "{message}");
}

#[test]
fn a_place_is_missing_whatever_its_hash() {
    // Names are looked for by half a hash first: here are two with the same.
    let hash = |name: &str| {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        hasher.finish() >> 32
    };
    let mut known = HashMap::new();
    let names = (0..).map(|number| format!("n{number}"));
    let (one, other) = names
        .map(|name| (known.insert(hash(&name), name.clone()), name))
        .find_map(|(one, other)| Some((one?, other)))
        .expect("two names");
    assert_eq!(only(&format!("<p id={one}>x</p><a href='#{other}'>Times</a>")).0, "anchor-missing");
    assert_eq!(check(&html(&format!("<p id={one}>x</p><a href='#{one}'>Times</a>"))), Diagnostics::default());
}

#[test]
fn page_that_is_not_text() {
    let path = OutputPath::new("x.html");
    let files = Tree::from([(path.clone(), b"<html>\xff".as_slice().into())]);
    let found = tree(&files, &BTreeSet::new(), "");
    assert_eq!(found.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), ["page-unreadable"]);
    assert_eq!(read(&path, b"<h1>a").headings().count(), 1, "what is left open ends with the page");
}

#[test]
fn an_index_too_long_for_a_poor_phone_is_told_and_goes_out() {
    let site = |length: usize| Tree::from([(OutputPath::new("bure/search.json"), vec![b' '; length].into())]);
    let most = MOST_INDEX_BYTES;
    assert_eq!(tree(&site(most), &BTreeSet::new(), BASE), Diagnostics::default());
    let found = tree(&site(most + 1), &BTreeSet::new(), BASE);
    let told: Vec<_> = found.iter().map(|one| (one.code, one.output.as_deref())).collect();
    assert_eq!(told, [("index-heavy", Some("bure/search.json"))]);
    assert!(!found.has_errors());
}

#[test]
fn a_page_too_long_for_a_poor_phone_is_told_and_goes_out() {
    let words = "<p>Words.</p>".repeat(MOST_PAGE_BYTES / 13);
    let found = codes(&html(&words));
    assert_eq!(found, ["page-heavy"]);
    assert!(codes(&html("<p>Words.</p>")).is_empty());
}
