//! What is right and still bad for a family: every rule that never stops a build, each in a file of its own.
//!
//! In: a [`Pack`], its sources for the places of words, and the day. Out: warnings. A rule looks at one establishment, at what all share,
//! or at one passage of text; it never rests on another rule. What each means, and to whom, stands in [`crate::rules`].

mod admission_too_late;
mod adult_age;
mod bank_holidays_unknown;
mod centre_without_session;
mod christmas_unknown;
mod colour_contrast;
mod email_elsewhere;
mod entry_closed;
mod entry_state_unknown;
mod entry_unchecked;
mod event_past;
mod exceptions_past;
mod figure_unsound;
mod figure_without_source;
mod help_twice;
mod house_word_in_name;
mod house_word_typed;
mod link_dead;
mod link_insecure;
mod link_moved;
mod link_words_vague;
mod notice_over;
mod paragraph_long;
mod phone_twice;
mod placeholder_left;
mod postcodes_differ;
mod reading;
mod seasons_overlap;
mod sentence_long;
mod session_outside_hours;
mod session_over;
mod short_form_unexplained;
mod translation_old;
mod word_to_avoid;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;

pub use self::reading::Reading;
use super::external::external;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::establishment::{Establishment, NamedHours};
use crate::model::ledger::Remembered;
use crate::model::prose;
use crate::model::session::{Session, SessionKind};
use crate::model::slug::Slug;
use crate::source::{FileId, Sources, Span};

/// The rules about one establishment.
const OF_ESTABLISHMENT: &[fn(&Establishment, &Looked<'_>) -> Diagnostics] = &[
    admission_too_late::check,
    adult_age::check,
    bank_holidays_unknown::check,
    centre_without_session::check,
    christmas_unknown::check,
    event_past::check,
    exceptions_past::check,
    link_insecure::check,
    notice_over::check,
    placeholder_left::of_facts,
    postcodes_differ::check,
    seasons_overlap::check,
    session_outside_hours::check,
    session_over::check,
];

/// The rules about what all share.
const OF_FLEET: &[fn(&Looked<'_>) -> Diagnostics] = &[
    colour_contrast::of_fleet,
    email_elsewhere::of_fleet,
    entry_closed::of_fleet,
    entry_state_unknown::of_fleet,
    entry_unchecked::of_fleet,
    figure_unsound::of_fleet,
    help_twice::of_fleet,
    house_word_in_name::of_fleet,
    link_dead::of_fleet,
    link_insecure::of_fleet,
    link_moved::of_fleet,
    phone_twice::of_fleet,
    translation_old::of_fleet,
];

/// The rules about one passage of text.
const OF_TEXT: &[fn(&words::Passage, &Looked<'_>) -> Vec<Diagnostic>] = &[
    figure_without_source::check,
    house_word_typed::check,
    link_words_vague::check,
    paragraph_long::check,
    placeholder_left::check,
    sentence_long::check,
    short_form_unexplained::check,
    word_to_avoid::check,
];

/// What the rules look at.
pub(super) struct Looked<'a> {
    pack: &'a Pack,
    today: Date,
    texts: BTreeMap<FileId, String>,
    names: OnceLock<Vec<String>>,
    explained: OnceLock<BTreeSet<String>>,
    addresses: OnceLock<BTreeMap<String, Vec<Span>>>,
}

impl<'a> Looked<'a> {
    fn new(pack: &'a Pack, sources: &Sources, today: Date) -> Self {
        let style = format!("themes/{}/style.css", pack.fleet.theme);
        let is_text = |file: &FileId| file.as_str().ends_with(".md") || file.as_str() == style;
        let texts: Vec<&FileId> = sources.iter().map(|(file, _)| file).filter(|file| is_text(file)).collect();
        let texts =
            texts.into_par_iter().filter_map(|file| Some((file.clone(), sources.display_text(file)?))).collect();
        Self { pack, today, texts, names: OnceLock::new(), explained: OnceLock::new(), addresses: OnceLock::new() }
    }

    /// Returns the text of a file, as the places in it count.
    fn text(&self, file: &FileId) -> &str {
        self.texts.get(file).map_or("", String::as_str)
    }

    /// Returns each place that leads to another site, with what the ledger remembers of that address.
    fn remembered(&self) -> impl Iterator<Item = (&Remembered, Span)> {
        let is_empty = self.pack.links.is_empty();
        let addresses = self.addresses.get_or_init(|| if is_empty { BTreeMap::new() } else { external(self.pack) });
        let known = addresses.iter().filter_map(|(address, places)| Some((self.pack.links.get(address)?, places)));
        known.flat_map(|(known, places)| places.iter().map(move |at| (known, at.clone())))
    }

    /// Returns the names of the organisations in the directory, the longest first: they are written as they are.
    fn names(&self) -> &[String] {
        self.names.get_or_init(|| {
            let own = self.pack.establishments.values().flat_map(|establishment| &establishment.directory.entries);
            let entries = self.pack.directory.entries.iter().chain(own);
            let names = entries.flat_map(|entry| {
                std::iter::once(entry.name.clone()).chain(entry.short_name.clone()).chain(entry.formerly.clone())
            });
            let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            names
        })
    }

    /// Tells whether a short form is in the glossary, or part of a name.
    fn explains(&self, short: &str) -> bool {
        let words = |text: &str| -> Vec<String> {
            text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect()
        };
        let known = self.explained.get_or_init(|| {
            let terms = self.pack.glossary.iter().flat_map(crate::model::glossary::Term::all_forms);
            let terms = terms.flat_map(|form| form.iter().map(|(_, text)| prose::plain(text)));
            let codes =
                self.pack.establishments.values().filter_map(|establishment| establishment.identity.code.clone());
            terms
                .flat_map(|form| words(&form))
                .chain(self.names().iter().flat_map(|name| words(name)))
                .chain(codes)
                .collect()
        });
        known.contains(short)
    }
}

/// Returns how hard each text is to read, the hardest first.
#[must_use]
pub fn reading(pack: &Pack, sources: &Sources, today: Date) -> Vec<(FileId, Reading)> {
    reading::reading(&Looked::new(pack, sources, today))
}

/// Looks at everything; the warnings in the order of files and places.
#[must_use]
pub fn advice(pack: &Pack, sources: &Sources, today: Date, only: Option<&BTreeSet<String>>) -> Diagnostics {
    let looked = Looked::new(pack, sources, today);
    let is_wanted = |id: &Slug| only.is_none_or(|only| only.contains(id.as_str()));
    let mut problems: Diagnostics = OF_FLEET.iter().flat_map(|rule| rule(&looked).into_vec()).collect();
    let establishments: Vec<Vec<Diagnostic>> = pack
        .establishments
        .par_iter()
        // What seems to be wrong in a file with mistakes may only be misspelt.
        .filter(|(id, establishment)| is_wanted(id) && !establishment.spoilt)
        .map(|(_, establishment)| {
            OF_ESTABLISHMENT.iter().flat_map(|rule| rule(establishment, &looked).into_vec()).collect()
        })
        .collect();
    problems.extend(establishments.into_iter().flatten().collect());
    let passages = words::passages(&looked);
    let texts: Vec<Vec<Diagnostic>> = passages
        .par_iter()
        .filter(|passage| passage.file.establishment().is_none_or(|id| only.is_none_or(|only| only.contains(id))))
        .map(|passage| OF_TEXT.iter().flat_map(|rule| rule(passage, &looked)).collect())
        .collect();
    problems.extend(texts.into_iter().flatten().collect());
    problems.sort();
    problems
}

/// Returns the opening hours of the visitors' centre.
fn centre_hours(establishment: &Establishment) -> Option<(&Slug, &NamedHours)> {
    establishment.hours.get_key_value(&establishment.centre_hours.as_ref()?.value)
}

/// Tells whether families come to a visit of this kind.
fn is_in_person(session: &Session) -> bool {
    !matches!(session.kind, SessionKind::Video | SessionKind::Legal | SessionKind::Official)
}
