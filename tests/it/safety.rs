//! What must hold for a frightened reader: a number that is answered stands first, and no pack is lost by a slip.

use crate::html::Html;
use crate::support::{Project, built};

#[test]
fn without_a_main_number_999_stands_alone_in_the_block_on_every_page() {
    for id in ["bure", "chelmsford"] {
        for (path, page) in built().pack(id) {
            let block = page.all(".safety").next().unwrap_or_else(|| panic!("{id}/{path} has no safety block"));
            let danger = page.inside(block).iter().find(|part| part.has_class("danger")).expect("the first tier");
            let text = page.text_of(danger);
            assert!(text.contains("Call now: 999"), "{id}/{path}: {text}");
            assert!(!text.contains("To ask"), "{id}/{path}: {text}");
        }
    }
}

#[test]
fn the_contact_that_can_be_called_is_the_one_that_is_named() {
    let project = Project::with_only(&["exampleford"]);
    let file = "establishments/exampleford/establishment.toml";
    let first = "[[contact]]\nid = \"note-only\"\nrole = \"safer-custody\"\nnote = \"Write to the team.\"\n\n[[contact]]\nid = \"switchboard\"";
    project.replace(file, "[[contact]]\nid = \"switchboard\"", first);
    project.build().fine();
    let page = Html::read(&project.page("exampleford/worried.html"));
    let tier = page.all(".urgent").next().expect("the second tier");
    assert!(page.text_of(tier).contains("0808 157 0123"), "{}", page.text_of(tier));
}

#[test]
fn a_card_that_cannot_be_read_takes_no_pack_off_the_site() {
    let project = Project::with_only(&["bure", "exampleford"]);
    project.build().fine();
    let manifest = project.output().join(".familypack.json");
    let text = std::fs::read_to_string(&manifest).expect("the manifest");
    std::fs::write(&manifest, text.replace("short_name", "kurz")).expect("written");
    project.builder().with(&["--only", "exampleford"]).run().fine();
    assert!(project.site().contains_key("bure/index.html"), "the pack that was not asked for stays");
}

#[test]
fn a_helpline_of_which_two_numbers_are_in_use_is_never_given_with_one() {
    for (path, page) in &built().pages {
        // In the directory each stands on a line of its own.
        for line in page.without(&[".entry", ".closed-entry"]).text.lines() {
            let numbers = ["0808 808 3444", "0808 808 2003"].map(|number| line.contains(number));
            assert!(numbers[0] == numbers[1], "{path}: {line}");
        }
    }
}

#[test]
fn beside_worried_stands_a_number_that_helps_and_never_a_booking_line() {
    let strip = |html: &str| {
        let page = Html::read(html);
        page.all(".safety-strip").next().map(|strip| page.text_of(strip)).expect("the strip of help")
    };
    let real = built();
    let of = |id: &str| {
        real.page(id, "visiting").map(|page| page.text_of(page.all(".safety-strip").next().expect("the strip")))
    };
    // The team's own number; that of those who talk with families; and where only a booking line is known, Samaritans, by name.
    assert!(of("exampleford").is_some_and(|text| text.contains("0808 157 0123")), "{:?}", of("exampleford"));
    assert!(of("chelmsford").is_some_and(|text| text.contains("01245 552 452")), "{:?}", of("chelmsford"));
    assert!(
        of("bure").is_some_and(|text| text.contains("Samaritans 116 123") && !text.contains("01603")),
        "{:?}",
        of("bure")
    );
    let project = Project::small();
    project.build().fine();
    let text = strip(&project.page("northmoor/visiting.html"));
    assert!(text.contains("01743 245 365"), "the prison's own number, where that is all there is: {text}");
}

#[test]
fn a_card_without_an_address_says_so_in_a_sentence() {
    let project = Project::small();
    project.write("content/en/about.md", &(project.read("content/en/about.md") + "\n{{ block address-in-short }}\n"));
    project.build().fine();
    assert!(project.page("northmoor/about.html").contains("1 Moor Road"));
    let facts = "establishments/northmoor/establishment.toml";
    project.replace(
        facts,
        "[[place]]\nrole = \"prison\"\nlines = [\"1 Moor Road\"]\ntown = \"Northmoor\"\npostcode = \"CM2 6LQ\"\n",
        "",
    );
    project.build().fine();
    let page = project.page("northmoor/about.html");
    assert!(page.contains("We do not know the address yet. Ask when you book."), "{page}");
}
