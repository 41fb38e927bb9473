//! One pack in one language on one day: where its words, facts and links come from.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::downloads::Downloads;
use super::freshness::{Freshness, Kind};
use super::leaflets::OnPaper;
use super::shared::{Asked, Commons};
use super::shown::Shown;
use super::terms::Terms;
use super::texts::Texts;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::directory::{Directory, Entry};
use crate::model::drawing::Picture;
use crate::model::establishment::Establishment;
use crate::model::holidays::HolidayOn;
use crate::model::language::Language;
use crate::model::page::Page;
use crate::model::path::BlockName;
use crate::model::prose;
use crate::model::record::Notice;
use crate::model::slug::Slug;
use crate::model::words::Words;
use crate::output::{OutputPath, Plan};
use crate::view::{Block, GroupKind, Inline, SearchPage, View};

/// How fresh facts of a kind are, in words, and whether they are.
pub(super) type FreshnessWords = ((Kind, Freshness), (GroupKind, String));

/// A page that an edition holds.
#[derive(Clone, Debug)]
pub(super) struct Listing<'a> {
    /// The page as written, or the establishment's own version of it.
    pub page: &'a Page,
    /// What the establishment puts at its end.
    pub addition: Option<&'a Page>,
    /// Where it is.
    pub path: OutputPath,
}

impl Listing<'_> {
    /// Tells whether the page shows a block wherever it is shown itself.
    pub(super) fn has_block(&self, name: BlockName) -> bool {
        let bodies = std::iter::once(&self.page.body).chain(self.addition.map(|addition| &addition.body));
        bodies.flatten().any(|block| matches!(block, prose::Block::Slot(slot) if slot.value.name == name))
    }
}

/// One pack in one language on one day.
pub(super) struct Edition<'a> {
    /// Everything.
    pub pack: &'a Pack,
    /// The establishment; `None` for the fleet's own pages.
    pub establishment: Option<&'a Establishment>,
    /// The language.
    pub language: &'a Language,
    /// The interface's words.
    pub texts: &'a Texts,
    /// What it shares with others.
    pub commons: &'a Commons,
    /// What the text being resolved has asked for, where somebody wants to know.
    pub asking: RefCell<Option<Asked>>,
    /// The words that its pages explain.
    pub terms: OnceCell<Arc<Terms>>,
    /// The day.
    pub today: Date,
    /// The pages, by name.
    pub pages: BTreeMap<&'a Slug, Listing<'a>>,
    /// The pages in the fleet's first language: links lead there where this language has no page yet.
    pub untranslated: BTreeMap<&'a Slug, Listing<'a>>,
    /// The page being made.
    pub here: OutputPath,
    /// Where the site will stand, for a page whose links must hold from anywhere: the 404 page.
    pub whole: Option<&'a str>,
    /// The fleet's establishments, for its front page.
    pub cards: &'a [super::Card],
    /// The page being made has named whom to ask.
    pub asked: Cell<bool>,
    /// What can be found on the pages made so far, for those that show it.
    pub found: Vec<SearchPage>,
    /// The drawings that the pages made so far show, as they go out.
    pub drawings: RefCell<Plan>,
    /// Where its calendars, contacts and feed are.
    pub downloads: Downloads,
    /// The leaflets that go out with its pages.
    pub paper: &'a [OnPaper],
    /// The pages that a leaflet holds: a link to one leads to it on paper.
    pub chapters: BTreeSet<Slug>,
    /// The notice that a leaflet is about.
    pub notice: Option<&'a Notice>,
    /// What stands on the page being made is noted.
    pub notes_shown: bool,
    /// What stands on the page being made, and where it is written.
    pub shown: RefCell<Shown>,
    /// The day in words, as soon as somebody has asked.
    pub today_words: OnceCell<String>,
    /// How fresh facts are, in words, as far as somebody has asked.
    pub freshness: RefCell<Vec<FreshnessWords>>,
    /// What went wrong on the way.
    pub problems: RefCell<Diagnostics>,
}

impl<'a> Edition<'a> {
    /// Returns where a drawing goes out, under a name that changes with its content, and remembers that it does.
    pub(super) fn keep_drawing(&self, name: &str, picture: &Picture) -> OutputPath {
        let folder = self.establishment.map_or_else(String::new, |establishment| format!("{}/", establishment.id));
        let path = OutputPath::new(&format!("{folder}assets/{name}-{}.svg", picture.mark));
        self.drawings.borrow_mut().insert(path.clone(), View::Asset(Arc::clone(&picture.svg).into()));
        path
    }

    /// Returns an interface text.
    pub(super) fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.texts.say(self.language, key, arguments)
    }

    /// Returns a number with what it counts, where the texts have a form for it: "28 days".
    pub(super) fn number(&self, name: &str, number: u32) -> String {
        let form = format!("{name}-value");
        if self.texts.has(self.language, &form) {
            self.texts.count(self.language, &form, number)
        } else {
            number.to_string()
        }
    }

    /// Returns that there is none, in words of the fact's own where the texts have them.
    pub(super) fn no(&self, name: &str) -> Vec<Inline> {
        let own = format!("{name}-no");
        self.line(if self.texts.has(self.language, &own) { &own } else { "fact-no" })
    }

    /// Returns an interface text as a run of text.
    pub(super) fn line(&self, key: &str) -> Vec<Inline> {
        vec![Inline::Text(self.say(key, &[]))]
    }

    /// Returns an interface text as a paragraph.
    pub(super) fn paragraph(&self, key: &str) -> Block {
        Block::Paragraph(self.line(key))
    }

    /// Returns a heading of an interface text, with the text's name as its id.
    pub(super) fn heading(&self, level: u8, key: &str) -> Block {
        Block::Heading { level, id: key.to_owned(), content: self.line(key) }
    }

    /// Keeps a problem.
    pub(super) fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// Returns the establishment's words in this language, else in the language it has.
    pub(super) fn words(&self) -> Option<&'a Words> {
        let words = &self.establishment?.words;
        words.get(self.language).or_else(|| words.values().next())
    }

    /// Returns an entry of the national directory or of the establishment's own.
    pub(super) fn entry(&self, id: &Slug) -> Option<&'a Entry> {
        let own = self.establishment.and_then(|establishment| establishment.directory.get(id));
        own.or_else(|| self.pack.directory.get(id))
    }

    /// Returns every entry that this pack lists with the directory it stands in: its own first.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a Entry, &'a Directory)> + use<'a> {
        let establishment = self.establishment;
        let of = |directory: &'a Directory| directory.entries.iter().map(move |entry| (entry, directory));
        let own = establishment.into_iter().flat_map(move |establishment| of(&establishment.directory));
        let left_out = move |entry: &Entry| {
            let without = establishment.into_iter().flat_map(|establishment| &establishment.without_entries);
            without.into_iter().any(|slug| slug.value == entry.id)
        };
        own.chain(of(&self.pack.directory).filter(move |(entry, _)| !left_out(entry)))
    }

    /// Returns the link from the page being made to a file of the site.
    pub(super) fn link_to(&self, path: &OutputPath) -> String {
        self.whole.map_or_else(|| self.here.link_to(path), |base| format!("{base}{path}"))
    }

    /// Returns the page of that name.
    pub(super) fn page_named(&self, name: &str) -> Option<&Listing<'a>> {
        self.pages.get(name)
    }

    /// Tells whether a leaflet is being made, not a page.
    pub(super) fn is_paper(&self) -> bool {
        self.here.has_ending("pdf")
    }

    /// Returns the link from the page being made to another page, with a place on it.
    pub(super) fn href(&self, page: &Slug, anchor: Option<&str>) -> Option<String> {
        if self.chapters.contains(page) {
            return Some(format!("#{page}"));
        }
        let listing = self.pages.get(page).or_else(|| self.untranslated.get(page))?;
        let link = self.link_to(&listing.path);
        Some(match anchor {
            Some(anchor) => format!("{link}#{anchor}"),
            None => link,
        })
    }

    /// Tells whether a day is a bank holiday where the establishment is.
    pub(super) fn bank_holiday(&self, date: Date) -> HolidayOn<'a> {
        let table = self.pack.holidays.as_ref();
        let on = table.zip(self.establishment).map(|(table, establishment)| table.on(establishment.division, date));
        on.unwrap_or(HolidayOn::NotKnown)
    }
}
