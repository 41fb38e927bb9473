//! Facts as data: each with what is known, where from, and how fresh it is on the day.

use super::directory::service_id;
use crate::model::date::CheckedOn;
use crate::model::directory::State;
use crate::model::establishment::Establishment;
use crate::model::fact::{Fact, Known, Provenance};
use crate::model::freshness::{Freshness, Kind, freshness};
use crate::model::group::Said;
use crate::model::phone::Phone;
use crate::model::prose::Prose;
use crate::model::slug::Slug;
use crate::model::time::{Time, TimeSpan};
use crate::plan::edition::Edition;
use crate::view::data::{Datum, Record};
use crate::view::plain;

/// Makes data of one establishment's facts.
pub(super) struct Maker<'e, 'a> {
    editions: &'e [Edition<'a>],
    /// The establishment.
    pub establishment: &'e Establishment,
}

impl<'e, 'a> Maker<'e, 'a> {
    /// Takes an edition of each language, for texts; there is at least one.
    pub(super) fn new(editions: &'e [Edition<'a>], establishment: &'e Establishment) -> Self {
        Self { editions, establishment }
    }

    /// Returns the edition in the fleet's first language.
    pub(super) fn first(&self) -> &'e Edition<'a> {
        &self.editions[0]
    }

    /// Returns a text in each language it is written in: `{"en": "..."}`.
    pub(super) fn text(&self, prose: &Prose) -> Datum {
        let mut texts = Record::default();
        for edition in self.editions {
            if let Some(inlines) = prose.get(edition.language) {
                texts = texts.with(edition.language.to_string(), plain(&edition.inlines(inlines)));
            }
        }
        texts.into()
    }

    /// Returns several texts.
    pub(super) fn texts(&self, texts: &[Prose]) -> Datum {
        Datum::List(texts.iter().map(|text| self.text(text)).collect())
    }

    /// Returns what a known fact says.
    pub(super) fn said(&self, said: Said<'_>) -> Datum {
        match said {
            Said::Prose(text) => self.text(text),
            Said::List(texts) => self.texts(texts),
            Said::Number(number) => number.into(),
            Said::Yes => true.into(),
            Said::Phone(number) => phone(number).into(),
            Said::Email(email) => email.as_str().into(),
            Said::Link(link) => link.as_str().into(),
            Said::Time(time) => clock(time).into(),
            Said::Span(time) => span(time).into(),
            Said::Postcode(postcode) => postcode.as_str().into(),
            Said::Entry(id) => self.organisation(id).into(),
            Said::Choices(words) => words.iter().copied().collect(),
        }
    }

    /// Returns an organisation of the directory, with the id of its service in `directory.json`.
    pub(super) fn organisation(&self, entry: &Slug) -> Record {
        let listed = self.first().entries().any(|(other, _)| other.id == *entry);
        let known = self.first().entry(entry);
        let closed = known.is_some_and(|entry| matches!(entry.state, State::Closed | State::Merged));
        Record::default()
            .with("name", known.map_or_else(|| entry.to_string(), |entry| entry.name.clone()))
            .with_some("directory_service", listed.then(|| service_id(self.establishment, entry)))
            .with_some("closed", closed.then_some(true))
    }

    /// Returns a fact: known, known to be none, or unknown.
    pub(super) fn fact(&self, fact: &Fact<Said<'_>>, kind: Kind) -> Datum {
        let record = match fact {
            Fact::Unknown => Record::default().with("is", "unknown"),
            Fact::No(no) => Record::default().with("is", "none").and(self.rests(&no.provenance, kind)),
            Fact::Known { main, others } => {
                let known = Record::default()
                    .with("is", "known")
                    .with("value", self.said(main.value))
                    .and(self.rests(&main.provenance, kind));
                let others: Vec<Record> = others.iter().map(|other| self.other(other)).collect();
                known.with_some("others", (!others.is_empty()).then(|| others.into_iter().collect::<Datum>()))
            }
        };
        record.into()
    }

    /// Returns what another source says instead. It is not due to be checked again: it is to be decided.
    fn other(&self, other: &Known<Said<'_>>) -> Record {
        Record::default().with("value", self.said(other.value)).and(origin(&other.provenance))
    }

    /// Returns where something comes from, and how fresh it is.
    pub(super) fn rests(&self, provenance: &Provenance, kind: Kind) -> Record {
        let edition = self.first();
        let fresh = match freshness(provenance, kind, &edition.pack.fleet.review, edition.today) {
            Freshness::Fresh(_) => "fresh",
            Freshness::Stale(_) => "overdue",
            Freshness::Never => "never-checked",
        };
        origin(provenance)
            .with_some("review_by", provenance.review_by.map(|date| date.to_string()))
            .with("freshness", fresh)
    }
}

/// Returns where something comes from.
fn origin(provenance: &Provenance) -> Record {
    Record::default()
        .with_some("source", provenance.source.as_ref().map(Slug::as_str))
        .with_some("checked", provenance.checked.map(checked))
}

/// Returns a day or a year (ISO 8601).
pub(super) fn checked(checked: CheckedOn) -> String {
    match checked {
        CheckedOn::Day(date) => date.to_string(),
        CheckedOn::Year(year) => year.to_string(),
    }
}

/// Returns a number as it is dialled and as it is read.
pub(super) fn phone(number: &Phone) -> Record {
    let dialled = if number.is_short_code() { "short_code" } else { "e164" };
    Record::default().with(dialled, number.tel()).with("shown", number.display())
}

/// Returns a time of day: `14:15`; `24:00` is midnight at the end of the day (ISO 8601).
pub(super) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Returns from when to when.
pub(super) fn span(span: TimeSpan) -> Record {
    Record::default().with("from", clock(span.start())).with("to", clock(span.end()))
}
