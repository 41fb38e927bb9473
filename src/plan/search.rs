//! What can be found in a pack: its pages by their titles, headings and words, for the search and the A to Z.

use super::edition::{Edition, Listing};
use crate::model::page::{self as model, Section};
use crate::model::path::BlockName;
use crate::model::prose;
use crate::output::OutputPath;
use crate::view::{self, Block, Group, GroupKind, Inline, MenuLink, MenuSection, SearchBox, SearchPage};

/// The page with the search box and the list of all words.
pub(super) const A_TO_Z: &str = "a-to-z";
/// The page whose lists begin with the words that they explain.
const WORDS: &str = "words";
/// What links name the letters by.
pub(super) const LETTERS: &str = "letters";
/// The index of an edition, in its folder.
const INDEX: &str = "search.json";

/// Tells whether a page shows what is on the others, so that it is made last.
pub(super) fn shows_the_others(listing: &Listing<'_>) -> bool {
    let bodies = std::iter::once(&listing.page.body).chain(listing.addition.map(|addition| &addition.body));
    bodies.flatten().any(|block| matches!(block, prose::Block::Slot(slot) if slot.value.name == BlockName::AToZ))
}

/// Returns a page as it can be found; `None` for one that only stands in for others.
pub(super) fn found(edition: &Edition<'_>, listing: &Listing<'_>, page: &view::Page) -> Option<SearchPage> {
    if listing.page.section == Section::None {
        return None;
    }
    let mut headings = Vec::new();
    collect(&page.main, listing.page.name.as_str() == WORDS, &mut String::new(), &mut headings);
    // An establishment's own version of a page is found by the words of the shared one, too.
    let of_the_name = |page: &&model::Page| page.name == listing.page.name && page.language == *edition.language;
    let shared = edition.pack.pages.iter().filter(of_the_name);
    let versions = [Some(listing.page), listing.addition].into_iter().flatten().chain(shared);
    let mut words: Vec<String> = Vec::new();
    for word in versions.flat_map(|page| &page.words) {
        if !words.contains(word) {
            words.push(word.clone());
        }
    }
    Some(SearchPage {
        url: index_path(edition).link_to(&listing.path),
        title: view::plain(&edition.inlines(&listing.page.nav)),
        summary: page.description.clone(),
        words,
        headings,
    })
}

/// Collects headings below the title, and on the page of words what its lists explain. What stands in a dated notice is left
/// out: it is gone before anyone looks for it.
fn collect(blocks: &[Block], words: bool, section: &mut String, found: &mut Vec<(String, String)>) {
    for block in blocks {
        match block {
            Block::Heading { level, id, content } if *level > 1 => {
                section.clone_from(id);
                add(id, view::plain(content), found);
            }
            Block::Group(group) if !matches!(group.kind, GroupKind::Notice | GroupKind::UrgentNotice) => {
                collect(&group.content, words, section, found);
            }
            Block::List { items, .. } if words => {
                for item in items {
                    if let Some(Block::Paragraph(line)) = item.first()
                        && let Some(Inline::Strong(word)) = line.first()
                    {
                        add(section, view::plain(word).trim_end_matches(':').to_owned(), found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Adds what can be found at a place, once.
fn add(id: &str, text: String, found: &mut Vec<(String, String)>) {
    if !id.is_empty() && !found.iter().any(|(_, other)| *other == text) {
        found.push((id.to_owned(), text));
    }
}

/// Returns where the index of an edition is.
pub(super) fn index_path(edition: &Edition<'_>) -> OutputPath {
    let here = edition.here.as_str();
    let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
    OutputPath::new(&if folder.is_empty() { INDEX.to_owned() } else { format!("{folder}/{INDEX}") })
}

/// Returns the first part of the menu: the way to the search.
pub(super) fn menu(edition: &Edition<'_>) -> Option<MenuSection> {
    let listing = edition.page_named(A_TO_Z).filter(|listing| listing.page.section == Section::None)?;
    let link = MenuLink {
        href: edition.link_to(&listing.path),
        text: view::plain(&edition.inlines(&listing.page.nav)),
        current: listing.path == edition.here,
    };
    Some(MenuSection { title: String::new(), links: vec![link] })
}

/// The search box.
pub(super) fn search_box(edition: &Edition<'_>) -> Vec<Block> {
    let list = edition.page_named(A_TO_Z).map(|listing| edition.link_to(&listing.path)).unwrap_or_default();
    let say = |key: &str| edition.say(key, &[]);
    vec![Block::Search(SearchBox {
        action: format!("{list}#{LETTERS}"),
        index: edition.link_to(&index_path(edition)),
        label: say("search-label"),
        button: say("search-button"),
        hint: say("search-hint"),
        some: edition.say("search-some", &[("number", "{n}")]),
        none: say("search-none"),
        failed: say("search-failed"),
    })]
}

/// One line of the list of all words.
struct Term {
    text: String,
    page: String,
    href: String,
}

/// The list of all words, by letter: pages, the words that readers look for, organisations, and explained words. Headings that
/// ask a question are left out: nobody looks for them under W for "what".
pub(super) fn a_to_z(edition: &Edition<'_>) -> Vec<Block> {
    let mut terms: Vec<Term> = edition.found.iter().flat_map(terms).collect();
    terms.sort_by(|a, b| (key(&a.text), &a.page, &a.href).cmp(&(key(&b.text), &b.page, &b.href)));
    terms.dedup_by(|a, b| key(&a.text) == key(&b.text) && a.page == b.page);
    let mut letters: Vec<Vec<Block>> = Vec::new();
    let mut lists = Vec::new();
    for of_letter in terms.chunk_by(|a, b| letter(&a.text) == letter(&b.text)) {
        let letter = of_letter.first().and_then(|term| letter(&term.text));
        let name = letter.map_or_else(|| edition.say("a-to-z-digits", &[]), |letter| letter.to_string());
        let id =
            format!("letter-{}", letter.map_or_else(|| "0".to_owned(), |letter| letter.to_lowercase().to_string()));
        letters.push(vec![Block::Paragraph(vec![Inline::Link {
            href: format!("#{id}"),
            content: vec![Inline::Text(name.clone())],
        }])]);
        lists.push(Block::Heading { level: 2, id, content: vec![Inline::Text(name)] });
        let items = of_letter.iter().map(|term| vec![Block::Paragraph(line(term))]).collect();
        lists.push(Block::List { start: None, checklist: false, items });
    }
    let list = Block::List { start: None, checklist: false, items: letters };
    let label = Some(edition.say("a-to-z-letters", &[]));
    let group = Group { kind: GroupKind::Letters, id: Some(LETTERS.to_owned()), label, content: vec![list] };
    std::iter::once(Block::Group(group)).chain(lists).collect()
}

fn terms(page: &SearchPage) -> Vec<Term> {
    let term = |text: &str, href: String| Term { text: text.to_owned(), page: page.title.clone(), href };
    let own = std::iter::once(term(&page.title, page.url.clone()));
    let words = page.words.iter().map(|word| term(&crate::model::words::capitalised(word), page.url.clone()));
    let headings = page.headings.iter().filter(|(_, text)| !text.ends_with(['?', '؟', '？']));
    let headings = headings.map(|(id, text)| term(text, format!("{}#{id}", page.url)));
    own.chain(words).chain(headings).collect()
}

fn line(term: &Term) -> Vec<Inline> {
    let link = Inline::Link { href: term.href.clone(), content: vec![Inline::Text(term.text.clone())] };
    if term.text == term.page {
        return vec![link];
    }
    vec![link, Inline::Text(format!(" ({})", term.page))]
}

/// Returns what a word is sorted by.
fn key(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric() || *letter == ' ').collect::<String>().to_lowercase()
}

/// Returns the letter that a word stands under; `None` for a digit.
fn letter(text: &str) -> Option<char> {
    let first = text.chars().find(|letter| letter.is_alphanumeric())?;
    if first.is_numeric() { None } else { first.to_uppercase().next() }
}
