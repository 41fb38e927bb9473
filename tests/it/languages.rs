//! A fleet in two languages: what is translated is whole in its language, and what is not is never passed off as translated.

use crate::html::Html;
use crate::support::Project;

/// The sample pack with Welsh as a second language, of which one page is translated.
fn welsh() -> Project {
    let project = Project::with_only(&["exampleford"]);
    project.replace("familypack.toml", "languages = [\"en\"]", "languages = [\"en\", \"cy\"]");
    let texts = project.read("themes/plain/texts/en.ftl");
    let texts = texts.replace("language-name = English", "language-name = Cymraeg");
    project.write("themes/plain/texts/cy.ftl", &texts.replace("weekday-sat = Saturday", "weekday-sat = Dydd Sadwrn"));
    project.write(
        "content/cy/visiting.md",
        "+++\ntitle = \"Ymweld â {{ name }}\"\nnav = \"Ymweld\"\nsummary = \"Sut i ymweld.\"\nsection = \"visit\"\norder = 10\n+++\n\n\
         ## Pryd?\n\n{{ block session-times }}\n\n[Cyrraedd](getting-there.md)\n",
    );
    project
}

#[test]
fn a_translated_page_is_in_its_language_and_both_link_to_each_other() {
    let project = welsh();
    project.build().fine();
    let page = Html::read(&project.page("exampleford/cy/visiting.html"));
    assert_eq!(page.all("html").next().and_then(|html| html.attribute("lang")), Some("cy"));
    assert!(page.lines().contains("Ymweld â HMP Exampleford"));
    assert!(page.lines().contains("Dydd Sadwrn"), "days are in Welsh");
    let english = project.page("exampleford/visiting.html");
    let links = |page: &str, href: &str| {
        Html::read(page)
            .all("a")
            .any(|link| link.attribute("href") == Some(href) && link.attribute("hreflang").is_some())
    };
    assert!(links(&english, "cy/visiting.html"), "the English page links to the Welsh one");
    assert!(links(&project.page("exampleford/cy/visiting.html"), "../visiting.html"), "and the other way round");
}

#[test]
fn facts_in_another_language_say_so() {
    let project = welsh();
    project.build().fine();
    let page = Html::read(&project.page("exampleford/cy/visiting.html"));
    let foreign: Vec<_> = page.all("span").filter(|span| span.attribute("lang") == Some("en")).collect();
    assert!(!foreign.is_empty(), "English texts on a Welsh page are marked as English (WCAG 2.2, 3.1.2)");
}

#[test]
fn a_page_without_translation_is_not_made_and_is_told() {
    let project = welsh();
    let run = project.build().fine();
    assert!(!project.site().contains_key("exampleford/cy/getting-there.html"));
    assert!(run.stderr.contains("content/en/getting-there.md:1:1: warning: this page is not there in `cy`"));
    let page = Html::read(&project.page("exampleford/cy/visiting.html"));
    let mut links = page.all("a").filter_map(|link| link.attribute("href"));
    assert!(links.any(|href| href == "../getting-there.html"), "the link leads to the English page");
}

#[test]
fn what_packs_share_is_in_the_language_of_each_page() {
    let project = welsh();
    let texts = project.read("themes/plain/texts/cy.ftl");
    let free =
        texts.lines().find(|line| line.starts_with("cost-free = ")).expect("the words for a free call").to_owned();
    project.write("themes/plain/texts/cy.ftl", &texts.replace(&free, "cost-free = Am ddim"));
    let page = project.read("content/en/directory.md").replace("title = \"", "title = \"Cyfeiriadur: ");
    project.write("content/cy/directory.md", &page);
    project.build().fine();
    let english = free.trim_start_matches("cost-free = ");
    let (here, there) = (project.page("exampleford/directory.html"), project.page("exampleford/cy/directory.html"));
    assert!(here.contains(english) && !here.contains("Am ddim"), "the English directory is in English");
    assert!(there.contains("Am ddim") && !there.contains(english), "the Welsh directory is in Welsh");
}
