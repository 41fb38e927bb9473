//! The pack into the complete site as data: every path, every link, every word a reader gets.
//!
//! In: a checked [`Pack`], the theme's files, [`Options`], and the cards of packs that stay as they were. Out: a [`Plan`] for each
//! pack and one for the fleet's own pages, and the problems that only show when a page is put together. Never renders and never
//! touches the disk.

mod assets;
mod blocks;
mod data;
mod calendar;
mod contacts;
mod discreet;
mod downloads;
mod edition;
mod feed;
mod fleet;
mod freshness;
mod leaflet;
mod leaflets;
mod next_change;
mod offline;
mod own_pages;
mod page;
mod report;
mod resolve;
mod search;
mod shared;
mod sheet;
mod shown;
mod shell;
mod terms;
pub mod texts;
mod when;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::assets::Assets;
use self::downloads::Downloads;
use self::edition::{Edition, Listing};
pub use self::leaflet::paper_form;
pub use self::leaflets::{Copy, NoCopy, OnPaper, leaflet_names};
pub use self::next_change::{NextChange, next_change};
use self::shared::Commons;
pub use self::shown::{Shown, ShownFact, ShownPart};
use self::texts::Texts;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::language::Language;
use crate::model::link::Link;
use crate::model::page::PageMode;
use crate::model::slug::Slug;
use crate::options::Options;
use crate::output::{OutputPath, Plan};
use crate::source::{Span, ThemeFiles};
pub use crate::view::Card;
use crate::view::{self, View};

/// The name of the page that becomes `index.html`.
const HOME: &str = "home";
/// The name of the page that becomes `404.html`.
const NOT_FOUND: &str = "not-found";
/// The name of the fleet's front page.
const FRONT: &str = "front";

/// A part of the site as data: one pack, or the fleet's own pages.
#[derive(Debug, Default)]
pub struct Planned {
    /// Every file of it.
    pub plan: Plan,
    /// What stands on each of its pages, and where it is written, where that is noted: [`Desk::noting_shown`].
    pub shown: BTreeMap<OutputPath, Shown>,
    /// What went wrong.
    pub problems: Diagnostics,
}

/// One establishment's pack as data.
#[derive(Debug)]
pub struct PlannedPack {
    /// Its files.
    pub planned: Planned,
    /// By what the fleet's pages name it.
    pub card: Card,
    /// The next day on which it shows something else.
    pub next_change: Option<NextChange>,
    /// The pages that no browser may keep, by their paths below the pack's folder.
    pub not_kept: BTreeSet<String>,
}

/// Where pages and leaflets are planned: what the making of each needs.
pub struct Desk<'a> {
    pack: &'a Pack,
    options: &'a Options,
    base_url: Option<&'a str>,
    texts: Texts,
    /// What of the theme goes out.
    assets: Assets,
    /// What packs share.
    commons: Commons,
    /// Somebody wants to know where what stands on a page is written.
    notes_shown: bool,
}

impl<'a> Desk<'a> {
    /// Makes ready what all pages and leaflets share, and tells what is wrong with the words of the theme.
    #[must_use]
    pub fn new(pack: &'a Pack, theme: &ThemeFiles, options: &'a Options) -> (Self, Diagnostics) {
        let (texts, problems) = Texts::load(theme, &pack.fleet.theme, &pack.fleet.languages);
        let base_url = options.base_url.as_deref().or(pack.fleet.base_url.as_ref().map(Link::as_str));
        let (assets, commons) = (Assets::of(theme), Commons::default());
        (Self { pack, options, base_url, texts, assets, commons, notes_shown: false }, problems)
    }

    /// Notes what stands on each page and where it is written, for whoever edits it: [`Planned::shown`].
    #[must_use]
    pub fn noting_shown(self, notes_shown: bool) -> Self {
        Self { notes_shown, ..self }
    }

    /// Returns where the site will stand.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.base_url
    }

    /// Returns a problem for each text of the theme that was asked for so far and is not there.
    #[must_use]
    pub fn missing(&self) -> Diagnostics {
        self.texts.missing()
    }

    /// Plans one pack: every page in every language, its data, and its own copy of the theme's assets. `paper` are its leaflets
    /// that have been printed. Rests on the establishment's facts and on what all share, never on another establishment.
    #[must_use]
    pub fn pack(&'a self, establishment: &'a Establishment, paper: &'a [OnPaper]) -> PlannedPack {
        let mut planned = Planned::default();
        let id = establishment.id.as_str();
        let versions: Vec<(&Language, BTreeMap<&Slug, Listing<'a>>)> = self
            .pack
            .fleet
            .languages
            .iter()
            .map(|language| (language, self.listings(establishment, language)))
            .collect();
        let mut worker_editions = Vec::new();
        for (index, (language, pages)) in versions.iter().enumerate() {
            let mut edition = self.edition(Some(establishment), language, pages.clone(), &[]);
            edition.paper = paper;
            edition.untranslated = versions.first().map(|(_, pages)| pages.clone()).unwrap_or_default();
            let (downloads, files) = downloads::plan(&edition, self.base_url);
            planned.plan.extend(files);
            edition.downloads = downloads;
            self.pages(&mut edition, &versions, &mut planned);
            if index == 0 {
                planned.plan.extend(offline::manifest(self.assets.manifest.as_ref(), id, &edition));
            }
            worker_editions.extend(offline::worker_edition(&edition, id));
            planned.plan.extend(edition.drawings.into_inner());
            planned.problems.extend(edition.problems.into_inner());
        }
        planned.plan.extend(offline::worker(self.assets.worker.as_ref(), id, worker_editions, &planned.plan));
        planned.plan.extend(self.data(establishment));
        for one in paper {
            planned.plan.insert(one.copy.path.clone(), View::Asset(Arc::clone(&one.printed.pdf)));
            let sheets = one.printed.sheets.iter();
            planned.plan.extend(sheets.map(|bytes| (one.copy.sheets_path(), View::Asset(Arc::clone(bytes)))));
        }
        planned.problems.extend(own_pages::problems(self.pack, establishment));
        planned.plan.extend(self.assets.plan(&format!("{id}/")));
        planned.problems.sort();
        PlannedPack {
            card: fleet::card(establishment, &planned.plan),
            next_change: next_change(self.pack, establishment, self.options.today),
            not_kept: fleet::not_kept(&planned.plan),
            planned,
        }
    }

    /// Plans the fleet's own pages: the front page in every language, 404, sitemap and robots, and what web servers are told.
    /// `cards` are those of all packs of the site, `not_kept` the pages of them that no browser may keep.
    #[must_use]
    pub fn fleet(&'a self, cards: &'a [Card], not_kept: &BTreeSet<String>) -> Planned {
        let mut planned = Planned::default();
        fleet::pages(self, cards, not_kept, &mut planned);
        planned.problems.sort();
        planned
    }

    /// Plans the pages of one edition, those that show what is on the others last, and its index.
    fn pages(
        &self,
        edition: &mut Edition<'a>,
        versions: &[(&Language, BTreeMap<&Slug, Listing<'a>>)],
        planned: &mut Planned,
    ) {
        let mut listings: Vec<(&Slug, Listing<'a>)> =
            edition.pages.iter().map(|(name, listing)| (*name, listing.clone())).collect();
        let order =
            |listing: &Listing<'_>| (search::shows_the_others(listing), listing.page.section, listing.page.order);
        listings.sort_by(|(a_name, a), (b_name, b)| (order(a), a_name).cmp(&(order(b), b_name)));
        let mut shells = BTreeMap::new();
        for (name, listing) in &listings {
            edition.here = listing.path.clone();
            edition.asked.set(false);
            edition.whole = (name.as_str() == NOT_FOUND).then_some(self.base_url).flatten();
            let (shell, menu) = shells
                .entry(edition.whole)
                .or_insert_with(|| (Arc::new(shell::shell(edition)), shell::Menu::of(edition)));
            let page = self.page(edition, listing, (Arc::clone(shell), menu), versions);
            if self.notes_shown {
                planned.shown.insert(listing.path.clone(), edition.shown.take());
            }
            edition.found.extend(search::found(edition, listing, &page));
            planned.plan.insert(listing.path.clone(), View::Page(page));
        }
        if edition.page_named(search::A_TO_Z).is_some() {
            let index = view::SearchIndex { pages: edition.found.clone() };
            planned.plan.insert(search::index_path(edition), View::Search(index));
        }
    }

    fn edition(
        &'a self,
        establishment: Option<&'a Establishment>,
        language: &'a Language,
        pages: BTreeMap<&'a Slug, Listing<'a>>,
        cards: &'a [Card],
    ) -> Edition<'a> {
        Edition {
            pack: self.pack,
            establishment,
            language,
            texts: &self.texts,
            commons: &self.commons,
            asking: RefCell::default(),
            terms: OnceCell::new(),
            today: self.options.today,
            pages,
            untranslated: BTreeMap::new(),
            here: OutputPath::new("index.html"),
            whole: None,
            asked: Cell::new(false),
            cards,
            found: Vec::new(),
            drawings: RefCell::default(),
            downloads: Downloads::default(),
            paper: &[],
            chapters: BTreeSet::new(),
            notice: None,
            notes_shown: self.notes_shown,
            shown: RefCell::default(),
            today_words: OnceCell::new(),
            freshness: RefCell::default(),
            problems: RefCell::default(),
        }
    }

    /// Plans the pack as open data.
    fn data(&'a self, establishment: &'a Establishment) -> Plan {
        let languages = self.pack.fleet.languages.iter();
        let editions: Vec<Edition<'a>> =
            languages.map(|language| self.edition(Some(establishment), language, BTreeMap::new(), &[])).collect();
        data::files(&editions, establishment)
    }

    /// Returns the theme's scripts of those names, as the page being made loads them.
    fn scripts(&self, edition: &Edition<'a>, names: &[&str]) -> Vec<view::Script> {
        let folder = edition.establishment.map_or_else(String::new, |establishment| format!("{}/", establishment.id));
        self.assets.scripts(names, &folder, |path| edition.link_to(path))
    }

    /// Returns the pages a pack holds in a language: shared ones, unless left out or not shown; its own; its versions of both.
    fn listings(&'a self, establishment: &'a Establishment, language: &'a Language) -> BTreeMap<&'a Slug, Listing<'a>> {
        let own = |name: &Slug, wanted: PageMode| {
            establishment
                .pages
                .iter()
                .find(|page| page.name == *name && page.language == *language && page.mode == Some(wanted))
        };
        let mut pages = BTreeMap::new();
        let shared = self.pack.pages.iter().filter(|page| page.language == *language && page.name.as_str() != FRONT);
        let new =
            establishment.pages.iter().filter(|page| page.language == *language && page.mode == Some(PageMode::New));
        for page in shared.chain(new) {
            let left_out = establishment.leave_out.iter().any(|slug| slug.value == page.name);
            let page = own(&page.name, PageMode::Replace).unwrap_or(page);
            let listing = Listing {
                page,
                addition: own(&page.name, PageMode::Add),
                path: self.path(establishment, language, &page.name),
            };
            if !left_out {
                pages.insert(&page.name, listing);
            }
        }
        let edition = self.edition(Some(establishment), language, BTreeMap::new(), &[]);
        pages.retain(|_, listing| listing.page.shown_if.as_ref().is_none_or(|condition| edition.holds(condition)));
        pages
    }

    fn path(&self, establishment: &Establishment, language: &Language, page: &Slug) -> OutputPath {
        let id = &establishment.id;
        let file = match page.as_str() {
            HOME => "index",
            NOT_FOUND => "404",
            name => discreet::of(self.pack, Some(establishment), language, page).name.map_or(name, Slug::as_str),
        };
        if language == self.pack.fleet.first_language() {
            OutputPath::new(&format!("{id}/{file}.html"))
        } else {
            OutputPath::new(&format!("{id}/{language}/{file}.html"))
        }
    }
}

/// Returns the problem of naming an entry that no directory has.
fn unknown_entry(pack: &Pack, id: &Slug, at: &Span) -> Diagnostic {
    let ids = pack.directory.entries.iter().map(|entry| entry.id.as_str());
    let problem = Diagnostic::error("entry-unknown", at.clone(), format!("the directory has no entry `{id}`"));
    problem.help(match did_you_mean(id.as_str(), ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add it to content/directory.toml".to_owned(),
    })
}
