//! What can be found in a pack: its pages by their titles, headings and words, for the search and the A to Z.

use std::borrow::Cow;

use super::edition::{Edition, Listing};
use crate::model::page::{self as model, Section};
use crate::model::path::BlockName;
use crate::model::words::capitalised;
use crate::output::OutputPath;
use crate::view::{self, Block, Group, GroupKind, Inline, MenuLink, MenuSection, SearchBox, SearchPage};

/// The page with the search box and the list of all words.
pub(super) const A_TO_Z: &str = "a-to-z";
/// The page whose lists begin with the words that they explain.
const WORDS: &str = "words";
/// The page that lists whom to call.
const DIRECTORY: &str = "directory";
/// How many letters a heading may have that stands in the list of all words; a longer one is a sentence.
const LONGEST: usize = 45;
/// What links name the letters by.
pub(super) const LETTERS: &str = "letters";
/// The index of an edition, in its folder.
const INDEX: &str = "search.json";

/// Tells whether a page shows what is on the others, so that it is made last.
pub(super) fn shows_the_others(listing: &Listing<'_>) -> bool {
    listing.has_block(BlockName::AToZ)
}

/// Returns a page as it can be found; `None` for one that only stands in for others.
pub(super) fn found(edition: &Edition<'_>, listing: &Listing<'_>, page: &view::Page) -> Option<SearchPage> {
    if listing.page.section == Section::None {
        return None;
    }
    let name = listing.page.name.as_str();
    let mut collector = Collector {
        words: name == WORDS,
        // Whom to call stands on many pages: the directory is the one to look in.
        contacts: name == DIRECTORY || edition.page_named(DIRECTORY).is_none(),
        section: String::new(),
        found: Vec::new(),
    };
    collector.collect(&page.main);
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
        headings: collector.found,
    })
}

/// Collects the places of a page that can be found, each text once.
struct Collector {
    /// What its lists explain, too.
    words: bool,
    /// The contacts, too.
    contacts: bool,
    /// The heading that stands over what is read.
    section: String,
    /// The id of each place, and its text.
    found: Vec<(String, String)>,
}

impl Collector {
    /// Collects headings below the title, and what lists explain. What stands in a dated notice is left out: it is gone before
    /// anyone looks for it.
    fn collect(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, id, content } if *level > 1 => {
                    self.section.clone_from(id);
                    self.add(view::plain(content));
                }
                Block::Group(Group { kind: GroupKind::Notice | GroupKind::UrgentNotice, .. }) => {}
                Block::Group(Group { kind: GroupKind::Contact, .. }) if !self.contacts => {}
                Block::Group(group) => self.collect(&group.content),
                Block::Shared(shared) => self.collect(shared.content()),
                Block::Filter(filter) => {
                    for part in &filter.parts {
                        self.collect(std::slice::from_ref(&part.heading));
                        part.entries.iter().for_each(|entry| self.collect(&entry.group.content));
                    }
                }
                Block::List { items, .. } if self.words => {
                    for item in items {
                        if let Some(Block::Paragraph(line)) = item.first()
                            && let Some(Inline::Strong(word)) = line.first()
                        {
                            self.add(view::plain(word).trim_end_matches(':').to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, text: String) {
        if !self.section.is_empty() && !self.found.iter().any(|(_, other)| *other == text) {
            self.found.push((self.section.clone(), text));
        }
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
        current: false,
    };
    Some(MenuSection { title: String::new(), links: vec![link] })
}

/// The search box.
pub(super) fn search_box(edition: &Edition<'_>) -> Vec<Block> {
    let list = edition.page_named(A_TO_Z).map(|listing| edition.link_to(&listing.path)).unwrap_or_default();
    let say = |key: &str| edition.say(key, &[]);
    vec![Block::Search(Box::new(SearchBox {
        action: format!("{list}#{LETTERS}"),
        index: edition.link_to(&index_path(edition)),
        label: say("search-label"),
        button: say("search-button"),
        hint: say("search-hint"),
        some: edition.say("search-some", &[("number", "{n}")]),
        none: say("search-none"),
        failed: say("search-failed"),
    }))]
}

/// One line of the list of all words.
struct Term<'a> {
    /// What it is sorted by: small letters, without the article before it.
    key: String,
    text: Cow<'a, str>,
    page: &'a str,
    href: Cow<'a, str>,
}

/// The list of all words, by letter: pages, the words that readers look for, organisations, and explained words. Headings that
/// ask a question are left out: nobody looks for them under W for "what".
pub(super) fn a_to_z(edition: &Edition<'_>) -> Vec<Block> {
    let articles = edition.say("a-to-z-articles", &[]);
    let articles: Vec<&str> = articles.split_whitespace().collect();
    let mut terms: Vec<Term<'_>> = edition.found.iter().flat_map(|page| terms(page, &articles)).collect();
    terms.sort_by(|a, b| (&a.key, &a.page, &a.href).cmp(&(&b.key, &b.page, &b.href)));
    terms.dedup_by(|a, b| a.key == b.key && a.page == b.page);
    let mut letters: Vec<Vec<Block>> = Vec::new();
    let mut lists = Vec::new();
    for of_letter in terms.chunk_by(|a, b| letter(&a.key) == letter(&b.key)) {
        let letter = of_letter.first().and_then(|term| letter(&term.key));
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

fn terms<'a>(page: &'a SearchPage, articles: &[&str]) -> Vec<Term<'a>> {
    let term = |text: Cow<'a, str>, href| Term { key: key(&text, articles), text, page: &page.title, href };
    let here = Cow::Borrowed(page.url.as_str());
    let own = std::iter::once(term(Cow::Borrowed(&page.title), here.clone()));
    let words = page.words.iter().map(|word| term(Cow::Owned(capitalised(word)), here.clone()));
    let is_name = |text: &str| text.chars().count() <= LONGEST && !text.ends_with(['?', '؟', '？']);
    let headings = page.headings.iter().filter(|(_, text)| is_name(text));
    let headings = headings.map(|(id, text)| term(Cow::Borrowed(text), Cow::Owned(format!("{}#{id}", page.url))));
    own.chain(words).chain(headings).collect()
}

fn line(term: &Term<'_>) -> Vec<Inline> {
    let content = vec![Inline::Text(term.text.as_ref().to_owned())];
    let link = Inline::Link { href: term.href.as_ref().to_owned(), content };
    if term.text == term.page {
        return vec![link];
    }
    vec![link, Inline::Text(format!(" ({})", term.page))]
}

/// Returns what a word is sorted by.
pub(super) fn key(text: &str, articles: &[&str]) -> String {
    let is_kept = |letter: &char| letter.is_alphanumeric() || *letter == ' ';
    // Most are plain ASCII, of which small letters are made one by one.
    let mut plain: String = if text.is_ascii() {
        text.chars().filter(is_kept).map(|letter| letter.to_ascii_lowercase()).collect()
    } else {
        text.chars().filter(is_kept).collect::<String>().to_lowercase()
    };
    if let Some((first, _)) = plain.split_once(' ')
        && articles.contains(&first)
    {
        plain.drain(..=first.len());
    }
    plain
}

/// Returns the letter that a word stands under; `None` for a digit.
pub(super) fn letter(text: &str) -> Option<char> {
    let first = text.chars().find(|letter| letter.is_alphanumeric())?;
    if first.is_numeric() { None } else { first.to_uppercase().next() }
}
