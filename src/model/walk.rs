//! Every fact of an establishment in one list: for what must look at them all.

use std::sync::Arc;

use super::establishment::Establishment;
use super::fact::{Fact, Known, Provenance};
use super::freshness::Kind;
use super::group::{Group, Said};
use super::path::GROUPS;
use super::prose::Prose;

/// One fact with its names.
#[derive(Clone, Debug)]
pub struct NamedFact<'a> {
    /// The table it stands in: `contact`.
    pub part: &'static str,
    /// Of what the name of its interface text is made: see [`Self::label`].
    label: [&'static str; 2],
    /// What it is a fact of, where there are several: the session's name.
    pub of: Option<&'a Prose>,
    /// The fact.
    pub fact: Fact<Said<'a>>,
}

impl NamedFact<'_> {
    /// Returns the name of its interface text: `contact-phone`.
    #[must_use]
    pub fn label(&self) -> String {
        let [part, key] = self.label;
        if part.is_empty() { key.to_owned() } else { format!("{part}-{key}").replace('_', "-") }
    }
}

/// Returns how fast the facts of a table age.
#[must_use]
pub fn kind_of(part: &str) -> Kind {
    match part {
        "hours" | "session" | "visits" | "booking" | "family_day" => Kind::Times,
        "contact" | "place" => Kind::Contacts,
        _ => Kind::Other,
    }
}

/// Returns every single fact, in the order of the tables.
#[must_use]
pub fn every_fact(establishment: &Establishment) -> Vec<NamedFact<'_>> {
    let mut all = Vec::new();
    for (part, _) in GROUPS {
        for (key, fact) in establishment.group(part) {
            all.push(NamedFact { part, label: [part, key], of: None, fact });
        }
    }
    for place in &establishment.places {
        let label = ["place", place.role.as_str()];
        all.push(NamedFact { part: "place", label, of: None, fact: place.postcode.map(Said::Postcode) });
    }
    for contact in &establishment.contacts {
        for (key, fact) in contact.facts.facts() {
            all.push(NamedFact { part: "contact", label: ["contact", key], of: contact.label.as_ref(), fact });
        }
    }
    for session in &establishment.sessions {
        let fact = session.time.map(|span| Said::Span(*span));
        all.push(NamedFact { part: "session", label: ["", "sessions-time"], of: Some(&session.name), fact });
    }
    for session in &establishment.sessions {
        let more = [
            ("sessions-last-admission-name", session.last_admission.map(|time| Said::Time(*time))),
            ("sessions-arrive-name", session.arrive_before.map(|minutes| Said::Number(*minutes))),
            ("sessions-who-name", session.who.map(Said::Prose)),
            ("sessions-how-name", session.how.map(Said::Prose)),
        ];
        for (label, fact) in more {
            all.push(NamedFact { part: "session", label: ["", label], of: Some(&session.name), fact });
        }
    }
    for service in &establishment.services {
        let fact = service.per_year.map(|number| Said::Number(*number));
        all.push(NamedFact { part: "service", label: ["", "services-per-year"], of: Some(&service.name), fact });
    }
    for support in &establishment.supports {
        all.push(NamedFact {
            part: "support",
            label: ["", "support-about"],
            of: None,
            fact: support.about.map(Said::Prose),
        });
    }
    all
}

/// Returns every table that is written as a whole, with its freshness.
#[must_use]
pub fn every_record(establishment: &Establishment) -> Vec<(&'static str, &Known<()>)> {
    let mut all: Vec<(&'static str, &Known<()>)> = vec![("identity", &establishment.identity.known)];
    all.extend(establishment.places.iter().map(|place| ("place", &place.known)));
    all.extend(establishment.contacts.iter().map(|contact| ("contact", &contact.known)));
    all.extend(establishment.hours.values().map(|hours| ("hours", &hours.known)));
    all.extend(establishment.sessions.iter().map(|session| ("session", &session.known)));
    all.extend(establishment.searches.iter().map(|rule| ("search", &rule.known)));
    all.extend(establishment.services.iter().map(|service| ("service", &service.known)));
    all.extend(establishment.family_days.iter().map(|day| ("family_day", &day.known)));
    all.extend(establishment.supports.iter().map(|support| ("support", &support.known)));
    all.extend(establishment.partners.iter().map(|partner| ("partner", &partner.known)));
    all.extend(establishment.contact_levels.iter().map(|level| ("child_contact", &level.known)));
    all.extend(establishment.commitments.iter().map(|commitment| ("commitment", &commitment.known)));
    all
}

/// Returns the tables of an establishment in their order, each with the provenances of what stands in it.
#[must_use]
pub fn provenances(establishment: &Establishment) -> Vec<(&'static str, Vec<Arc<Provenance>>)> {
    let mut parts: Vec<(&'static str, Vec<Arc<Provenance>>)> = Vec::new();
    let mut add = |part: &'static str, provenance| match parts.iter_mut().find(|(name, _)| *name == part) {
        Some((_, all)) => all.push(provenance),
        None => parts.push((part, vec![provenance])),
    };
    for (part, known) in every_record(establishment) {
        add(part, Arc::clone(&known.provenance));
    }
    for (part, _) in GROUPS {
        for (_, fact) in establishment.group(part) {
            if let Some(provenance) = fact.provenance() {
                add(part, Arc::clone(provenance));
            }
        }
    }
    parts
}
