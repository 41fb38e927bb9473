//! The glossary: each term is explained where a page first uses it, once, and never where brackets would spoil something.

use crate::html::Html;
use crate::support::{Project, built, establishments};

const GLOSSARY: &str = r#"
[[term]]
id = "key-worker"
term = "key worker"
also = ["KW"]
forms = ["key workers"]
topic = "sentence"
means = "The member of staff who sees someone most."
in_line = "staff who see someone most"

[[term]]
id = "wing"
term = "wing"
topic = "sentence"
means = "A part of the prison."
"#;

/// The text of the main part of a page with this content, between `BEGIN` and `END`.
fn read(content: &str) -> String {
    let project = Project::with_only(&["exampleford"]);
    project.write("content/glossary.toml", GLOSSARY);
    project.write(
        "content/en/sample.md",
        &format!(
            "+++\ntitle = \"A key worker\"\nsummary = \"Short.\"\nsection = \"help\"\n+++\n\nBEGIN\n\n{content}\n\nEND\n"
        ),
    );
    project.build().fine();
    let page = Html::read(&project.page("exampleford/sample.html"));
    let main = page.all("main").next().expect("a main part");
    let text = page.text_of(main);
    let text = &text[text.find("BEGIN").expect("the begin") + 5..text.find("END").expect("the end")];
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn only_the_first_one_on_a_page_is_explained() {
    assert_eq!(
        read("Ask your key worker. A key worker can help.\n\n- Key workers know."),
        "Ask your key worker (staff who see someone most). A key worker can help. Key workers know."
    );
}

#[test]
fn any_form_counts_in_any_case_at_the_start_of_a_sentence() {
    assert_eq!(read("Key workers help."), "Key workers (staff who see someone most) help.");
    assert_eq!(read("*Some* key workers help."), "Some key workers (staff who see someone most) help.");
}

#[test]
fn short_forms_are_found_only_as_they_are_written() {
    assert_eq!(read("The kw is here. The KW is here."), "The kw is here. The KW (staff who see someone most) is here.");
}

#[test]
fn parts_of_words_names_and_what_belongs_to_someone_are_left_alone() {
    assert_eq!(
        read("The monkey workers, the Key Worker Trust and the key worker's desk: ask a key worker."),
        "The monkey workers, the Key Worker Trust and the key worker’s desk: ask a key worker (staff who see someone most)."
            .replace('’', if read("It's.").contains('’') { "’" } else { "'" })
    );
}

#[test]
fn headings_links_quotations_tables_and_words_to_say_are_left_alone() {
    let text = read(
        "## What is a key worker?\n\nSee [the key worker](visiting.md). Say: \"Who is the key worker?\"\n\n> My key worker said so.\n\nTable: Staff\n\n| Who | What |\n| --- | --- |\n| a key worker | helps |\n\nAsk a key worker.",
    );
    assert_eq!(text.matches("staff who see").count(), 1, "{text}");
    assert!(text.ends_with("Ask a key worker (staff who see someone most)."), "{text}");
}

#[test]
fn what_the_page_explains_itself_is_not_explained_again() {
    assert_eq!(read("**Key workers** are staff. Ask a key worker."), "Key workers are staff. Ask a key worker.");
    assert_eq!(
        read("A key worker (someone kind) helps. A key worker helps."),
        "A key worker (someone kind) helps. A key worker helps."
    );
}

#[test]
fn a_term_without_a_short_meaning_is_only_in_the_list() {
    assert_eq!(read("The wing is quiet."), "The wing is quiet.");
}

#[test]
fn every_term_stands_once_in_the_list_with_an_address_of_its_own() {
    let glossary: toml::Table = std::fs::read_to_string(crate::support::repository().join("content/glossary.toml"))
        .expect("read")
        .parse()
        .expect("TOML");
    let terms = glossary["term"].as_array().expect("terms");
    assert!(terms.len() >= 30, "only {} terms", terms.len());
    for id in establishments() {
        let page = built().page(&id, "words").expect("the list");
        for term in terms {
            let name = term["id"].as_str().expect("an id");
            let found: Vec<_> = page.all("dt").filter(|dt| dt.attribute("id") == Some(name)).collect();
            assert_eq!(found.len(), 1, "{id}: {name}");
        }
        assert!(!page.lines().contains("(the permission for a visit)"), "the list itself needs no brackets");
    }
}

#[test]
fn no_page_explains_a_term_twice() {
    for (path, page) in &built().pages {
        let text = page.lines();
        for meaning in
            ["(the permission for a visit)", "(for people of any faith or none)", "(found guilty by a court)"]
        {
            assert!(text.matches(meaning).count() <= 1, "{path}: {meaning}");
        }
    }
}

#[test]
fn pages_for_professionals_are_not_explained() {
    let page = built().page("chelmsford", "for-professionals").expect("a page");
    assert!(!page.lines().contains("(getting ready for life after prison)"));
}

#[test]
fn a_letter_that_only_becomes_a_plain_one_when_it_is_small_counts_as_that() {
    // The sign of the kelvin, which some typefaces and programs put in the place of a K.
    assert_eq!(read("\u{212a}ey workers help."), "\u{212a}ey workers (staff who see someone most) help.");
}
