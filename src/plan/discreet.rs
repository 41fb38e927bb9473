//! Pages that keep from others that they were read: a way to leave at once, a window's title and a file's name that tell
//! nothing.
//!
//! What the shared page of the first language says holds for its translations and for an establishment's own version of it, so
//! that nobody loses the way out by a line forgotten in one file.

use super::edition::Edition;
use super::shell::page_link;
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::language::Language;
use crate::model::page::{Page, PageMode};
use crate::model::slug::Slug;
use crate::view::{Block, Exit, Group, GroupKind, Inline};

/// The page that tells what a phone keeps, and how to clear it.
const NO_TRACE: &str = "leave-no-trace";

/// How one page of a pack keeps from others that it was read.
#[derive(Debug, Default)]
pub(super) struct Discreet<'a> {
    /// It carries a way to leave it at once.
    pub exit: bool,
    /// Its window's title tells nothing.
    pub neutral: bool,
    /// The words of that title; the theme's own where this language has none.
    pub title: Option<&'a str>,
    /// What its file is called.
    pub name: Option<&'a Slug>,
}

/// Returns how the page of that name keeps from others that it was read.
pub(super) fn of<'a>(
    pack: &'a Pack,
    establishment: Option<&'a Establishment>,
    language: &Language,
    name: &Slug,
) -> Discreet<'a> {
    let first = pack.fleet.first_language();
    let own = establishment.into_iter().flat_map(|establishment| &establishment.pages);
    // What is added to a page is a part of it, but does not name it.
    let versions: Vec<&Page> = own
        .chain(&pack.pages)
        .filter(|page| page.name == *name && (page.language == *language || page.language == *first))
        .collect();
    let naming = || versions.iter().filter(|page| page.mode != Some(PageMode::Add));
    let mut same_language = naming().filter(|page| page.language == *language);
    Discreet {
        exit: versions.iter().any(|page| page.discreet.exit),
        neutral: naming().any(|page| page.discreet.title.is_some()),
        title: same_language.find_map(|page| page.discreet.title.as_deref()),
        name: naming().find_map(|page| page.discreet.name.as_ref()).map(|name| &name.value),
    }
}

/// Returns the neutral title of a window, where the page or its pack asks for one.
pub(super) fn title(edition: &Edition<'_>, discreet: &Discreet<'_>, nav: &str) -> Option<String> {
    if discreet.neutral {
        return Some(discreet.title.map_or_else(|| edition.say("neutral-title", &[]), str::to_owned));
    }
    let establishment = edition.establishment.filter(|establishment| establishment.neutral_titles)?;
    let names_it = nav.contains(&establishment.identity.name);
    Some(if names_it { edition.say("neutral-title", &[]) } else { nav.to_owned() })
}

/// Returns the way to leave a page at once.
pub(super) fn exit(edition: &Edition<'_>) -> Exit {
    let say = |key: &str| edition.say(key, &[]);
    Exit {
        href: edition.pack.fleet.exit_url.as_str().to_owned(),
        text: say("exit"),
        label: say("exit-label"),
        keys: say("exit-keys"),
        two_more: say("exit-two-more"),
        one_more: say("exit-one-more"),
        stays: say("exit-stays"),
    }
}

/// Returns what the exit cannot do, and the way to the page that tells how to do it.
pub(super) fn note(edition: &Edition<'_>) -> Block {
    let mut words = edition.line("exit-note");
    let more = page_link(edition, NO_TRACE).filter(|href| !href.is_empty());
    let here = Slug::parse(NO_TRACE).ok().and_then(|name| edition.pages.get(&name));
    if let Some(href) = more.filter(|_| here.is_none_or(|listing| listing.path != edition.here)) {
        words.push(Inline::Text(" ".to_owned()));
        words.push(Inline::Link { href, content: edition.line("exit-note-link") });
    }
    Block::Group(Group { kind: GroupKind::Important, id: None, label: None, content: vec![Block::Paragraph(words)] })
}
