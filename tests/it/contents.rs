//! What is noted of a page while it is written is what stands on it.

use std::collections::BTreeSet;

use familypack::options::Options;
use familypack::session::{self, LastSite, Quiet};
use familypack::{read, render};
use jiff::civil::date;

use crate::support::{Project, assert_none, repository};

/// The checks look at the notes alone: they must be those of the bytes that families get.
#[test]
fn what_was_noted_while_a_page_was_written_is_what_a_browser_reads() {
    let (sources, _) = read::folder(repository()).expect("the real packs");
    let options = Options {
        today: date(2026, 11, 22),
        base_url: Some("https://packs.example/".to_owned()),
        only: None,
        leaflets: false,
        remove: BTreeSet::new(),
    };
    let outcome = session::build(&sources, &options, &LastSite::default(), &Quiet);
    let site = outcome.site.expect("the real packs have no mistake");
    let mut n_links = 0;
    let problems: Vec<String> = site
        .folders
        .values()
        .flat_map(|folder| &folder.pages)
        .filter_map(|(path, page)| {
            let (noted, read) = (page.whole(), render::read(path, &site.tree()[path]).whole());
            n_links += read.links.len();
            (noted != read).then(|| format!("{path}:\nnoted {noted:#?}\nread  {read:#?}"))
        })
        .collect();
    assert!(n_links > 5000, "only {n_links} links were read");
    assert_none(&problems, "pages that are not as was noted");
}

/// Heads that differ in a few texts alone share the rest: a theme may do with those texts what it wants all the same.
#[test]
fn a_theme_may_change_the_letters_of_a_title() {
    let project = Project::with_only(&["bure"]);
    project.replace("themes/plain/head.html", "<title>{{ title }}</title>", "<title>{{ title | upper }}</title>");
    project.replace("themes/plain/foot.html", "{{ foot.printed }}", "{{ foot.printed | truncate(length=8) }}");
    project.build().fine();
    let page = project.page("bure/visiting.html");
    assert!(page.contains("<title>VISITING HMP BURE"), "{page}");
    assert!(!page.contains('\u{e0f0}') && !page.contains("Text 0"), "a mark is left: {page}");
}

/// So do packs that differ in their name: a theme may cut it, quote it, and put it where nobody else does.
#[test]
fn a_theme_may_do_what_it_wants_with_the_name_of_a_pack() {
    let project = Project::with_only(&["bure"]);
    project.replace(
        "establishments/bure/establishment.toml",
        "name = \"Bure\"",
        "name = \"Bure's \\\"new\\\" <wing>\"",
    );
    let name = "<a href=\"{{ shell.home }}\">{{ shell.name }}</a>";
    let page = |other: &str| {
        project.replace("themes/plain/page.html", name, &format!("{name}{other}"));
        project.build().fine();
        project.replace("themes/plain/page.html", &format!("{name}{other}"), name);
        project.page("bure/visiting.html")
    };
    let shown = page(" <b>{{ shell.name | truncate(length=6) }}</b>");
    assert!(shown.contains("<b>HMP Bu"), "{shown}");
    assert!(!shown.contains("<b>HMP Bure"), "{shown}");
    let quoted = page(" <b title='{{ shell.name }} \"home\"'>x</b>");
    let start = quoted.find("<b title=").expect("the title is there");
    assert!(!quoted[start..].starts_with("<b title='HMP Bure's"), "{quoted}");
    for page in [shown, quoted] {
        assert!(
            page.contains("HMP Bure's &quot;new&quot; &lt;wing>") || page.contains("HMP Bure's \"new\" &lt;wing>"),
            "{page}"
        );
        assert!(!page.contains('\u{e0f0}') && !page.contains("Text 0"), "a mark is left: {page}");
    }
}
