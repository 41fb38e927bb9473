//! One leaflet for one establishment: its own text, the pages it holds, and what the templates add to every leaflet.

use std::sync::Arc;

use jiff::civil::Date;

use super::Desk;
use super::blocks::safety_block;
use super::edition::Edition;
use super::leaflets::Copy;
use super::shell::banner;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::date::CheckedOn;
use crate::model::establishment::Establishment;
use crate::model::fact::Provenance;
use crate::model::freshness::{Kind, due};
use crate::model::leaflet::{Leaflet, LeafletForm, LeafletText};
use crate::model::walk::{every_fact, kind_of, provenances};
use crate::source::Span;
use crate::view::{self, Block, Chapter, Cover, Form, Panel, PaperFoot, View, WebAddress};

/// The theme's words that templates for paper need, with what stands in the place of numbers.
const TEXTS: [(&str, &[&str]); 6] = [
    ("paper-version", &["version"]),
    ("paper-page", &["page", "pages"]),
    ("paper-contents", &[]),
    ("paper-see-page", &["page"]),
    ("paper-card-how", &[]),
    ("paper-more-on-web", &[]),
];

/// Plans one copy; `None` where something is wrong, which `problems` tells.
pub(super) fn planned<'a>(
    desk: &'a Desk<'a>,
    establishment: &'a Establishment,
    leaflet: &Leaflet,
    copy: &Copy,
    problems: &mut Diagnostics,
) -> Option<view::Leaflet> {
    let Desk { pack, base_url, .. } = desk;
    let text = pack.leaflet_texts.iter().find(|text| text.name == leaflet.name && text.language == copy.language)?;
    let mut edition =
        desk.edition(Some(establishment), &text.language, desk.listings(establishment, &text.language), &[]);
    edition.here = copy.path.clone();
    edition.whole = *base_url;
    edition.chapters = leaflet.pages.iter().map(|page| page.value.clone()).collect();
    edition.notice = copy.notice.as_ref().and_then(|id| establishment.notices.iter().find(|notice| notice.id == *id));
    let composing = Composing { edition: &edition, leaflet, text, copy, establishment };
    let made = composing.leaflet(desk);
    problems.extend(edition.problems.into_inner());
    made.map_err(|problem| problems.push(*problem)).ok()
}

/// One leaflet being put together.
struct Composing<'e, 'a> {
    edition: &'e Edition<'a>,
    leaflet: &'e Leaflet,
    text: &'a LeafletText,
    copy: &'e Copy,
    establishment: &'a Establishment,
}

impl Composing<'_, '_> {
    fn leaflet(&self, desk: &Desk<'_>) -> Result<view::Leaflet, Box<Diagnostic>> {
        let Self { edition, leaflet, text, copy, .. } = self;
        let discreet = copy.discreet;
        let form = paper_form(copy.form);
        let mut own = edition.blocks(&text.body);
        if copy.large && leaflet.always_discreet && form == Form::Card {
            // What stands on a front to hide the rest has nothing to say on a page of its own.
            let begins = |block: &Block| matches!(block, Block::Heading { level: 2, .. });
            own.drain(..own.iter().position(begins).unwrap_or(0));
        }
        let names = form.panels();
        let (mut panels, own) =
            if names.is_empty() || copy.large { (Vec::new(), own) } else { (self.panels(names, own)?, Vec::new()) };
        if discreet && !leaflet.always_discreet && !panels.is_empty() {
            // The words of a front that was written to be seen go inside.
            panels.insert(0, Panel { name: Form::OUTSIDE, blocks: Vec::new() });
        }
        let chapters = if panels.is_empty() { self.chapters(own) } else { Vec::new() };
        let is_first = *edition.language == *edition.pack.fleet.first_language();
        let neutral = if is_first { leaflet.neutral_title.value.clone() } else { edition.say("neutral-title", &[]) };
        let heading =
            edition.notice.map_or_else(|| edition.inlines(&text.title), |notice| edition.prose(&notice.title));
        let title = view::plain(&heading);
        let name = self.establishment.identity.full_name();
        let full = if title.contains(&name) { title.clone() } else { format!("{title} – {name}") };
        let safety = safety_block(edition);
        let drawings = edition.drawings.borrow();
        let drawings = drawings.iter().filter_map(|(path, view)| match view {
            View::Asset(bytes) => Some((path.to_string(), Arc::clone(bytes))),
            _ => None,
        });
        Ok(view::Leaflet {
            large: copy.large,
            language: edition.language.to_string(),
            direction: edition.language.direction(),
            title: if discreet { neutral.clone() } else { full },
            heading,
            summary: if discreet { String::new() } else { view::plain(&edition.inlines(&text.summary)) },
            publisher: if discreet { String::new() } else { desk.pack.fleet.name.clone() },
            name: (!discreet).then_some(name),
            cover: discreet.then(|| Cover { title: neutral.clone(), line: edition.say("paper-cover", &[]) }),
            banner: banner(edition),
            panels,
            chapters,
            contents: leaflet.contents,
            safety,
            site: desk.base_url.unwrap_or_default().to_owned(),
            web: self.web(desk.base_url),
            foot: self.foot(if discreet { neutral } else { title }),
            most_pages: self.most_pages(),
            dated: self.dated(),
            drawings: drawings.collect(),
            texts: Arc::new(TEXTS.iter().map(|(key, marks)| ((*key).to_owned(), self.pattern(key, marks))).collect()),
            form,
        })
    }

    /// Returns a text with `{name}` in the place of what only the template knows.
    fn pattern(&self, key: &str, marks: &[&str]) -> String {
        let filled: Vec<(&str, String)> = marks.iter().map(|mark| (*mark, format!("{{{mark}}}"))).collect();
        let filled: Vec<(&str, &str)> = filled.iter().map(|(mark, text)| (*mark, text.as_str())).collect();
        self.edition.say(key, &filled)
    }

    /// Puts a text on panels: a new one begins at each heading of level 2.
    fn panels(&self, names: &[&'static str], blocks: Vec<Block>) -> Result<Vec<Panel>, Box<Diagnostic>> {
        let mut parts: Vec<Vec<Block>> = vec![Vec::new()];
        for block in blocks {
            if matches!(block, Block::Heading { level: 2, .. }) {
                parts.push(Vec::new());
            }
            parts.last_mut().expect("there is a first part").push(block);
        }
        if parts.len() != names.len() {
            let (found, wanted) = (parts.len() - 1, names.len() - 1);
            let message = format!(
                "a leaflet in the form `{}` has {wanted} parts that begin with ##, and this text has {found}",
                self.copy.form.as_str()
            );
            let problem = Diagnostic::error("leaflet-panels", Span::whole(&self.text.file), message);
            return Err(Box::new(problem.help("give each panel a line that begins with ##, in the order in which people read them; what stands before the first is the front")));
        }
        Ok(names.iter().zip(parts).map(|(name, blocks)| Panel { name, blocks }).collect())
    }

    fn chapters(&self, own: Vec<Block>) -> Vec<Chapter> {
        let edition = self.edition;
        let mut chapters = vec![Chapter { id: String::new(), title: Vec::new(), blocks: own }];
        for page in &self.leaflet.pages {
            // A page that this establishment does not have is left out of its pack too.
            let Some(listing) = edition.pages.get(&page.value) else { continue };
            edition.asked.set(false);
            let mut blocks = edition.blocks(&listing.page.body);
            if let Some(addition) = listing.addition {
                blocks.extend(edition.blocks(&addition.body));
            }
            let title = edition.inlines(&listing.page.title);
            chapters.push(Chapter { id: page.value.to_string(), title, blocks });
        }
        chapters
    }

    /// Returns where the website says the same.
    fn web(&self, base_url: Option<&str>) -> Option<WebAddress> {
        let page = self.leaflet.page.as_ref()?;
        let listing = self.edition.pages.get(&page.value)?;
        let address = format!("{}{}", base_url?, listing.path);
        let shown =
            address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).trim_end_matches('/').to_owned();
        let alt = self.edition.say("paper-code", &[("address", &shown)]);
        Some(WebAddress { address, shown, alt })
    }

    /// Returns how fresh each fact and each table of the establishment is.
    fn provenances(&self) -> Vec<(Kind, Arc<Provenance>)> {
        let tables = provenances(self.establishment)
            .into_iter()
            .flat_map(|(part, all)| all.into_iter().map(move |one| (kind_of(part), one)));
        let facts = every_fact(self.establishment).into_iter().filter_map(|named| {
            let provenance = named.fact.provenance()?;
            Some((kind_of(named.part), Arc::clone(provenance)))
        });
        tables.chain(facts).collect()
    }

    /// Returns the last days of what may be on the paper: of sessions that end, the days before others begin, and of the notice.
    fn ends(&self) -> impl Iterator<Item = Date> {
        let sessions = &self.establishment.sessions;
        let begins = sessions.iter().filter_map(|session| session.from?.yesterday().ok());
        let ends = sessions.iter().filter_map(|session| session.to);
        let today = self.edition.today;
        begins.chain(ends).chain(self.edition.notice.map(|notice| notice.ends)).filter(move |end| *end >= today)
    }

    /// Returns the foot: the facts' freshness is that of the oldest, and of the one that is due or ends first.
    fn foot(&self, name: String) -> PaperFoot {
        let edition = self.edition;
        let review = &edition.pack.fleet.review;
        let all = self.provenances();
        let oldest = all.iter().filter_map(|(_, one)| one.checked).min_by_key(|checked| checked.earliest());
        let never = all.iter().any(|(_, one)| one.checked.is_none());
        let due = all.iter().filter_map(|(kind, one)| due(one, *kind, review)).chain(self.ends()).min();
        let checked = match oldest {
            Some(date @ CheckedOn::Day(_)) if !never => {
                edition.say("paper-checked", &[("date", &edition.checked_on(date))])
            }
            Some(year) if !never => edition.say("paper-checked-year", &[("date", &edition.checked_on(year))]),
            _ => edition.say("paper-not-checked", &[]),
        };
        let due = match due.filter(|due| *due >= edition.today) {
            // That is said already, and a foot has little room.
            _ if never => String::new(),
            Some(date) => edition.say("paper-due", &[("date", &edition.date(date))]),
            None => edition.say("paper-overdue", &[]),
        };
        PaperFoot { name, checked, due, formats: edition.say("paper-formats", &[]) }
    }

    /// Returns how many pages this form may take: a poster is one unless it says otherwise.
    fn most_pages(&self) -> Option<u32> {
        if self.copy.large || self.copy.discreet {
            return None;
        }
        let is_main = self.leaflet.forms.first() == Some(&self.copy.form);
        let said = self.leaflet.most_pages.filter(|_| is_main);
        said.or((self.copy.form == LeafletForm::A4Poster).then_some(1))
    }

    /// Returns the day of the newest fact; where none was ever checked, the day of the build.
    fn dated(&self) -> (i16, i8, i8) {
        let newest = self.provenances().into_iter().filter_map(|(_, one)| one.checked).map(CheckedOn::earliest).max();
        let date = newest.unwrap_or(self.edition.today);
        (date.year(), date.month(), date.day())
    }
}

/// Returns how a form is made of paper.
#[must_use]
pub fn paper_form(form: LeafletForm) -> Form {
    match form {
        LeafletForm::Card => Form::Card,
        LeafletForm::TriFold => Form::TriFold,
        LeafletForm::A4 => Form::A4,
        LeafletForm::A5 => Form::A5,
        LeafletForm::A4Poster => Form::A4Poster,
        LeafletForm::A5Booklet => Form::A5Booklet,
    }
}
