//! The lines between `+++` at the top of a page.

use super::{File, Key, Kind, key, needed};
use crate::model::page::{PageMode, Reader, Section};

/// A page that all establishments share.
pub const PAGE: File = File {
    place: "content/<language>/<name>.md",
    about: &["These lines say what the page is called and where it stands. Families do not see the notes after a #."],
    keys: KEYS.split_at(1).1,
    tables: &[],
    sourced: false,
};

/// A page of one establishment.
pub const OWN_PAGE: File = File {
    place: "establishments/<id>/<language>/<name>.md",
    about: &["These lines say what the page is called and where it stands. Families do not see the notes after a #."],
    keys: KEYS,
    tables: &[],
    sourced: false,
};

/// Those of a page of one establishment; all but the first are those of a shared page too.
const KEYS: &[Key] = &[
    MODE,
    TITLE,
    NAV,
    SUMMARY,
    WORDS,
    SECTION,
    ORDER,
    AUDIENCE,
    SHOWN_IF,
    NEUTRAL_TITLE,
    NEUTRAL_NAME,
    EXIT,
    SOURCE,
    CHECKED,
];

const MODE: Key = needed(
    "mode",
    Kind::Word(PageMode::ALL),
    "A page of its own: new. After the shared page of its name: add. In its place: replace.",
    "\"new\"",
);
const TITLE: Key = needed("title", Kind::Text, "The heading of the page.", "\"Visiting\"");
const NAV: Key = key("nav", Kind::Text, "A shorter name, for the menu.", "\"Visiting\"");
const SUMMARY: Key =
    needed("summary", Kind::Text, "What the page tells, in a sentence.", "\"When to come, and what to bring.\"");
const WORDS: Key = key("words", Kind::Names, "Words that people look for this page by.", "[\"times\", \"booking\"]");
const SECTION: Key = needed("section", Kind::Word(Section::ALL), "The part of the menu.", "\"visit\"");
const ORDER: Key = key("order", Kind::Number, "Where in that part: a smaller number stands higher.", "500");
const AUDIENCE: Key = key("audience", Kind::Word(Reader::ALL), "Who reads it.", "\"families\"");
const SHOWN_IF: Key =
    key("shown_if", Kind::Name, "Show the page only where this fact is known.", "\"child_contact.levels\"");
const NEUTRAL_TITLE: Key =
    key("neutral_title", Kind::Name, "What the browser's tab says instead, where others may look.", "\"Information\"");
const NEUTRAL_NAME: Key = key("neutral_name", Kind::Id, "What the address says instead.", "\"help-9\"");
const EXIT: Key = key("exit", Kind::YesNo, "There is a quick way out of this page, and nothing of it is kept.", "true");
const SOURCE: Key = key("source", Kind::Name, "Where the words come from.", "\"GOV.UK: Visiting someone in prison\"");
const CHECKED: Key = key("checked", Kind::Checked, "When somebody last checked them.", "2026-11-09");
