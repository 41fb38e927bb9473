//! What a reader gets: plain owned data, computed for one establishment, one language and one day.
//!
//! In: nothing. Out: [`Page`] and its [`Block`]s, which HTML and paper are both made from, so the two cannot disagree.
//! Never holds a span, an id of the model or a reference to the pack: a view that is equal renders to equal bytes.

pub mod data;
mod calendar;
mod card;
mod contacts;
mod feed;
mod finders;
mod hosting;
mod leaflet;
mod offline;
mod shared;
mod shell;

use std::sync::Arc;

use serde::Serialize;

pub use self::calendar::{Calendar, Occasion, Repeats};
pub use self::card::{Card, PaperNote};
pub use self::contacts::{Address, AddressBook, AddressCard};
pub use self::feed::{Feed, FeedEntry};
pub use self::finders::{CardPlace, Choice, ChoiceOption, Count, Filter, FilterEntry, FilterPart, FindBox};
pub use self::hosting::{Hosting, Server};
pub use self::leaflet::{Chapter, Cover, Foot as PaperFoot, Form, Leaflet, Panel, Printed, WebAddress};
pub use self::offline::{
    Foot, ManifestPack, SearchBox, SearchIndex, SearchPage, WebManifest, Worker, WorkerEdition, WorkerPack,
};
pub use self::shared::{Numbered, Shared, flat};
pub use self::shell::{Banner, Exit, FeedLink, LanguageLink, MenuLink, MenuSection, Script, Shell};

/// Words, links and dates in a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Text that matters.
    Strong(Vec<Inline>),
    /// Text said with stress.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads, as it stands in the page.
        href: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A phone number, grouped for reading.
    Phone {
        /// As it is read: `01603 326 252`.
        shown: String,
        /// As it is dialled: `tel:+441603326252`.
        href: String,
    },
    /// A name or address that is never broken over lines nor changed.
    Name(String),
    /// Text in another language than the page's.
    Foreign(Box<Foreign>),
    /// Text that is for screen readers only.
    Hidden(String),
    /// A new line.
    Break,
}

/// Text in another language than the page's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Foreign {
    /// The language (BCP 47).
    pub language: String,
    /// Its direction: `ltr` or `rtl`.
    pub direction: &'static str,
    /// The text.
    pub content: Vec<Inline>,
}

/// Returns the words of a run of text.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    add_words(inlines, false, &mut words);
    words
}

/// Returns the words that a screen reader says for a run of text.
#[must_use]
pub fn spoken(inlines: &[Inline]) -> String {
    let mut words = String::new();
    add_words(inlines, true, &mut words);
    words
}

fn add_words(inlines: &[Inline], with_hidden: bool, words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Name(text) => words.push_str(text),
            Inline::Hidden(text) if with_hidden => words.push_str(text),
            Inline::Hidden(_) => {}
            Inline::Phone { shown, .. } => words.push_str(shown),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                add_words(content, with_hidden, words);
            }
            Inline::Foreign(foreign) => add_words(&foreign.content, with_hidden, words),
            Inline::Break => words.push(' '),
        }
    }
}

/// A part of a page. What is large and rare is in a box: a pack has thousands of the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 to 6; 1 only once on a page, first.
        level: u8,
        /// Unique on the page; empty for the title.
        id: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number, for steps.
        start: Option<u64>,
        /// With boxes to tick on paper.
        checklist: bool,
        /// Each item's content.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// Facts with their names.
    Summary(Vec<SummaryRow>),
    /// Words with their meanings.
    Terms(Vec<Term>),
    /// Somebody's own words.
    Quote(Vec<Block>),
    /// Blocks that belong together and have a meaning of their own; the theme draws each kind.
    Group(Group),
    /// A drawn diagram with its text.
    Diagram(Box<Diagram>),
    /// The search box.
    Search(Box<SearchBox>),
    /// A picture.
    Drawing(Box<Drawing>),
    /// Entries that a reader leaves out by choosing.
    Filter(Box<Filter>),
    /// The box to type into over a list.
    Find(Box<FindBox>),
    /// Blocks that stand the same on other pages.
    Shared(Arc<Shared>),
}

/// Returns the drawings among blocks and in them, in order.
#[must_use]
pub fn drawings(blocks: &[Block]) -> Vec<&Drawing> {
    let mut found: Vec<&Drawing> = Vec::new();
    for block in blocks {
        match block {
            Block::Drawing(drawing) => found.push(drawing),
            Block::Group(group) => found.extend(drawings(&group.content)),
            Block::List { items, .. } => found.extend(items.iter().flat_map(|item| drawings(item))),
            Block::Quote(content) => found.extend(drawings(content)),
            Block::Shared(shared) => found.extend(drawings(shared.content())),
            Block::Summary(rows) => found.extend(rows.iter().flat_map(|row| drawings(&row.value))),
            Block::Filter(filter) => {
                let entries = filter.parts.iter().flat_map(|part| &part.entries);
                found.extend(entries.flat_map(|entry| drawings(&entry.group.content)));
            }
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Table(_)
            | Block::Diagram(_)
            | Block::Terms(_)
            | Block::Search(_)
            | Block::Find(_) => {}
        }
    }
    found
}

/// A word with its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// What links name it by; unique on the page.
    pub id: String,
    /// The word.
    pub term: Vec<Inline>,
    /// What it means.
    pub means: Vec<Inline>,
}

/// One fact with its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SummaryRow {
    /// The name.
    pub name: Vec<Inline>,
    /// What is known.
    pub value: Vec<Block>,
}

/// A table: the heads of columns are column headers, the first cell of a row is its header.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// What it says.
    pub caption: Vec<Inline>,
    /// The heads of the columns.
    pub head: Vec<Vec<Inline>>,
    /// The rows, each as long as `head`.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// What a group of blocks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// Good to know.
    Note,
    /// Must be known.
    Important,
    /// Harm may follow.
    Warning,
    /// What is needed before anything else.
    Glance,
    /// A dated notice.
    Notice,
    /// A dated notice to be read before anything else.
    UrgentNotice,
    /// When facts were checked, and they are fresh.
    Checked,
    /// When facts were checked, and that is too long ago, or never.
    NotChecked,
    /// What is not known, and whom to ask.
    Missing,
    /// A way to reach someone.
    Contact,
    /// An organisation of the directory.
    Entry,
    /// An organisation that cannot help any more.
    ClosedEntry,
    /// A life is at risk now.
    Danger,
    /// It cannot wait, though no life is at risk.
    Urgent,
    /// A link to a page, with a line about it.
    Card,
    /// Cards beside each other.
    Cards,
    /// Links to the letters of a list; the label names them.
    Letters,
    /// A line to write on, on paper: empty.
    WriteLine,
    /// A box to draw in, on paper: empty.
    DrawBox,
    /// One list: steps to be taken one after the other.
    Steps,
    /// A list over which there is a box to type into.
    FindList,
    /// Another order of the same list, closed at first; the label names it.
    FindIndex,
}

impl GroupKind {
    /// Returns the name of the theme's template, below `blocks/`, and of the class.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Glance => "glance",
            Self::Notice => "notice",
            Self::UrgentNotice => "urgent-notice",
            Self::Checked => "checked",
            Self::NotChecked => "not-checked",
            Self::Missing => "missing",
            Self::Contact => "contact",
            Self::Entry => "entry",
            Self::ClosedEntry => "closed-entry",
            Self::Danger => "danger",
            Self::Urgent => "urgent",
            Self::Card => "card",
            Self::Cards => "cards",
            Self::Letters => "letters",
            Self::WriteLine => "write-line",
            Self::DrawBox => "draw-box",
            Self::Steps => "steps",
            Self::FindList => "find-list",
            Self::FindIndex => "find-index",
        }
    }
}

/// Blocks that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// What links name it by, where they do.
    pub id: Option<String>,
    /// The words that tell its kind to someone who cannot see it: "Warning".
    pub label: Option<String>,
    /// Its content.
    pub content: Vec<Block>,
}

/// A picture that is a file of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// The way to it.
    pub src: String,
    /// What it shows, for someone who cannot see it.
    pub alt: String,
    /// The language of `alt` (BCP 47), where it is not the page's.
    pub language: Option<String>,
    /// Its width in CSS pixels; the style sheet makes it fit.
    pub width: u32,
    /// Its height in CSS pixels.
    pub height: u32,
}

/// A diagram: a middle, and who stands around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Diagram {
    /// What links name it by.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What stands in the middle, in lines.
    pub centre: Vec<String>,
    /// Who stands around it, in reading order.
    pub parts: Vec<DiagramPart>,
}

/// One party of a diagram.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DiagramPart {
    /// Who, in lines.
    pub who: Vec<String>,
    /// What they gain, each in lines.
    pub gains: Vec<Vec<String>>,
}

/// One page of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// What it shares with the others.
    pub shell: Arc<Shell>,
    /// The title of the window: page, then pack.
    pub title: String,
    /// One sentence for search engines.
    pub description: String,
    /// Its whole address, where the fleet has one.
    pub canonical: Option<String>,
    /// Search engines are to leave it out.
    pub hidden: bool,
    /// What search engines are told of the establishment, in the head of its home page.
    pub data: Option<Arc<data::office::Office>>,
    /// The way to leave it at once, on pages that may put a reader at risk. No browser and no proxy is to keep such a page.
    pub exit: Option<Box<Exit>>,
    /// The scripts it loads. It works without any of them.
    pub scripts: Vec<Script>,
    /// The name of the theme's style sheet that only this page needs: `directory` is `styles/directory.css`.
    pub style: Option<&'static str>,
    /// The day it was made, in words, for a page that a phone may save; `None` for one that must leave no trace.
    pub built: Option<String>,
    /// The menu, with the page itself marked in it.
    pub menu: Arc<Numbered<Vec<MenuSection>>>,
    /// The same page in every language, where there are several.
    pub languages: Vec<LanguageLink>,
    /// The feed of the pack.
    pub feed: Option<FeedLink>,
    /// The content, beginning with the heading of level 1.
    pub main: Vec<Block>,
    /// Its foot.
    pub foot: Foot,
}

/// What is to be made of a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// A web page.
    Page(Page),
    /// Bytes as they are: a style sheet, a picture.
    Asset(Arc<[u8]>),
    /// The list of addresses for search engines.
    Sitemap(Vec<SitemapEntry>),
    /// Dates for a family's calendar.
    Calendar(Calendar),
    /// Numbers for a phone's contacts.
    AddressBook(AddressBook),
    /// What has changed, for a feed reader.
    Feed(Feed),
    /// A plain text, for machines.
    Text(String),
    /// What a web server is to be told.
    Hosting(Hosting),
    /// What can be found in a pack.
    Search(SearchIndex),
    /// How a pack stands on a phone's first screen.
    WebManifest(WebManifest),
    /// The script by which a pack opens without a network; made when all other files are.
    Worker(Worker),
    /// A pack as open data.
    Data(data::Data),
}

/// An address for search engines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SitemapEntry {
    /// The whole address.
    pub address: String,
}
