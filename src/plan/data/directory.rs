//! The directory of a pack as Open Referral UK services.
//!
//! A number, an address or a site is told only of an organisation that may still help. One that has closed or is no longer on its
//! own is `defunct`, with who helps now; one of which nobody knows, or that is made up, is `inactive`: a program shows the
//! `active` ones, and so shows nobody as help who is not known to be there.

mod lines;

use std::sync::LazyLock;

use jiff::civil::Date;
use uuid::Uuid;

use crate::model::date::CheckedOn;
use crate::model::directory::{Directory, Entry, State};
use crate::model::establishment::{Establishment, PackState};
use crate::model::fact::Written;
use crate::model::slug::Slug;
use crate::plan::edition::Edition;
use crate::plan::freshness::{Kind, Rests};
use crate::view::data::referral::{Language, Organization, Service, ServiceArea, ServicePage};
use crate::view::{Block, Group, GroupKind, plain};

/// The name under which all ids are made (RFC 9562, 5.5). It must never change: the ids of every directory would.
const NAMESPACE: &str = "urn:familypack:open-referral:1";

/// Returns every entry that the pack lists, its own first.
pub(super) fn services(edition: &Edition<'_>, establishment: &Establishment) -> ServicePage {
    let contents: Vec<Service> = edition
        .entries()
        .map(|(entry, directory)| {
            let own = std::ptr::eq(directory, &raw const establishment.directory);
            One { edition, establishment, entry, directory, own }.service()
        })
        .collect();
    ServicePage {
        total_items: contents.len(),
        total_pages: 1,
        page_number: 1,
        size: contents.len(),
        first_page: true,
        last_page: true,
        empty: contents.is_empty(),
        contents,
    }
}

/// Returns the id of something: the same for the same name, in every build and on every machine.
fn id(name: &str) -> String {
    static SPACE: LazyLock<Uuid> = LazyLock::new(|| Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes()));
    Uuid::new_v5(&SPACE, name.as_bytes()).to_string()
}

/// Returns sentences as one text. A few words without a full stop get one where more follows.
fn joined(sentences: &[String]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '!', '?']) { " " } else { ". " });
        }
        text.push_str(sentence);
    }
    text
}

/// Returns what the ids of an entry are made from: a national entry has the same ids in every pack.
fn entry_name(establishment: &Establishment, entry: &Slug) -> String {
    match establishment.directory.get(entry) {
        Some(_) => format!("{}/{entry}", establishment.id),
        None => entry.to_string(),
    }
}

/// Returns the id of the service that an entry becomes in this pack's directory.
pub(super) fn service_id(establishment: &Establishment, entry: &Slug) -> String {
    id(&format!("service/{}", entry_name(establishment, entry)))
}

/// An entry on its way into a service.
struct One<'e, 'a> {
    edition: &'e Edition<'a>,
    establishment: &'e Establishment,
    entry: &'e Entry,
    directory: &'e Directory,
    /// It is the establishment's own.
    own: bool,
}

impl One<'_, '_> {
    fn service(&self) -> Service {
        let entry = self.entry;
        let name = self.name();
        let service_id = service_id(self.establishment, &entry.id);
        let helps = self.helps();
        let description = plain(&self.edition.prose(&entry.does));
        let url = entry.web.known().filter(|_| helps).map(|web| web.as_str().to_owned());
        let email = entry.email.known().filter(|_| helps).map(|email| email.as_str().to_owned());
        let organization = Organization {
            id: id(&format!("organization/{name}")),
            name: entry.name.clone(),
            description: description.clone(),
            email: email.clone(),
            website: url.clone(),
        };
        let assured = self.assured();
        Service {
            organization_id: organization.id.clone(),
            name: entry.name.clone(),
            alternate_name: entry.short_name.clone(),
            description,
            url,
            email,
            status: self.status(),
            eligibility_description: self.eligibility(),
            assured_date: assured.map(|date| date.to_string()),
            last_modified: assured.map(|date| format!("{date}T00:00:00.000Z")),
            alert: self.alert(),
            schedules: if helps { self.schedules(&service_id) } else { Vec::new() },
            service_areas: self.areas(&service_id),
            languages: self.languages(&service_id),
            organization,
            contacts: if helps { self.contacts(&service_id) } else { Vec::new() },
            id: service_id,
        }
    }

    fn name(&self) -> String {
        entry_name(self.establishment, &self.entry.id)
    }

    /// Tells whether it is one of a made-up pack's own.
    fn made_up(&self) -> bool {
        self.own && self.establishment.state == PackState::Sample
    }

    fn helps(&self) -> bool {
        matches!(self.entry.state, State::Open | State::Unknown)
    }

    fn status(&self) -> &'static str {
        match self.entry.state {
            State::Closed | State::Merged => "defunct",
            State::Open if !self.made_up() => "active",
            State::Open | State::Unknown => "inactive",
        }
    }

    /// Returns what the entry rests on: itself and its numbers.
    fn rests(&self) -> Vec<Written<'_>> {
        let numbers = self.lines().into_iter().filter_map(|line| line.phone.number.written());
        std::iter::once(self.entry.known.written()).chain(numbers).collect()
    }

    /// Returns the day on which all of it was last known to be true; `None` where a day is not known of each part.
    fn assured(&self) -> Option<Date> {
        let days = self.rests().into_iter().map(|(_, provenance)| match provenance.checked {
            Some(CheckedOn::Day(date)) => Some(date),
            Some(CheckedOn::Year(_)) | None => None,
        });
        days.collect::<Option<Vec<Date>>>()?.into_iter().min()
    }

    /// Returns "Not checked since ...", where that is so.
    fn overdue(&self) -> Option<String> {
        let mut rests = Rests::default();
        self.rests().into_iter().for_each(|written| rests.on(Some(written)));
        match self.edition.checked_line(Kind::Contacts, &rests)? {
            Block::Group(Group { kind: GroupKind::NotChecked, content, .. }) => {
                content.into_iter().find_map(|block| match block {
                    Block::Paragraph(words) => Some(plain(&words)),
                    _ => None,
                })
            }
            _ => None,
        }
    }

    /// Returns what must be known before anybody calls.
    fn alert(&self) -> Option<String> {
        let (edition, entry) = (self.edition, self.entry);
        let mut sentences = Vec::new();
        if self.made_up() {
            sentences.push(edition.say("banner-sample-title", &[]));
            sentences.push(edition.say("banner-sample", &[]));
        }
        if entry.state != State::Open {
            let state = format!("state-{}", entry.state.as_str());
            sentences.push(match &entry.state_on {
                Some(when) => edition.say(&format!("{state}-on"), &[("when", when)]),
                None => edition.say(&state, &[]),
            });
        }
        sentences.extend(entry.state_note.as_ref().map(|note| plain(&edition.prose(note))));
        if let Some(successor) = entry.successor.as_ref().and_then(|id| edition.entry(&id.value)) {
            sentences.push(format!("{} {}.", edition.say("entry-successor", &[]), successor.name));
        }
        if entry.user_generated {
            sentences.push(edition.say("entry-user-generated", &[]));
        }
        if self.helps() {
            sentences.extend(self.overdue());
        }
        (!sentences.is_empty()).then(|| joined(&sentences))
    }

    fn eligibility(&self) -> Option<String> {
        let (edition, entry) = (self.edition, self.entry);
        let who: Vec<String> = entry
            .for_whom
            .iter()
            .map(|audience| edition.say(&format!("audience-{}", audience.as_str()), &[]))
            .collect();
        let mut sentences = Vec::new();
        if !who.is_empty() {
            sentences.push(edition.say("data-for", &[("who", &edition.list_of(&who))]));
        }
        sentences.extend(entry.not_for.as_ref().map(|limits| plain(&edition.prose(limits))));
        (!sentences.is_empty()).then(|| joined(&sentences))
    }

    fn areas(&self, service_id: &str) -> Vec<ServiceArea> {
        let area = |area: &String| ServiceArea {
            id: id(&format!("service_area/{}", self.name())),
            service_id: service_id.to_owned(),
            name: area.clone(),
        };
        self.entry.area.iter().map(area).collect()
    }

    fn languages(&self, service_id: &str) -> Vec<Language> {
        let language = |language: &crate::model::language::Language| Language {
            id: id(&format!("language/{}/{language}", self.name())),
            service_id: service_id.to_owned(),
            code: language.to_string(),
        };
        self.entry.language.iter().map(language).collect()
    }
}
