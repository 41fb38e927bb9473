//! What search engines are told of an establishment (JSON-LD, schema.org), on the home page of its pack.
//!
//! Only a live pack of an open establishment speaks to them. A search engine shows a time or a number as the truth, without the
//! banner of a draft or sample; so those packs say nothing. In a live pack everything that is unknown, disputed, or due to be
//! checked again is left out.

use super::opening::{answered, opening};
use crate::model::establishment::{Establishment, NamedHours, PackState, Status};
use crate::model::fact::{Fact, Provenance};
use crate::model::freshness::{Freshness, Kind, freshness};
use crate::model::record::{Contact, ContactRole, Place, PlaceRole};
use crate::model::slug::Slug;
use crate::plan::edition::Edition;
use crate::source::Located;
use crate::view::data::office::{Address, ContactPoint, Department, Office};

/// The contacts that are told, which families ask for first; all others are in `establishment.json`.
const ROLES: [ContactRole; 4] =
    [ContactRole::BookingLine, ContactRole::SaferCustody, ContactRole::Emergency, ContactRole::Switchboard];

/// Returns what search engines are told; `None` where that is nothing.
pub(in crate::plan) fn office(edition: &Edition<'_>, url: Option<String>) -> Option<Office> {
    let establishment = edition.establishment?;
    if establishment.state != PackState::Live || establishment.identity.status != Status::Open {
        return None;
    }
    let identity = &establishment.identity;
    let switchboard = establishment.contact(ContactRole::Switchboard);
    Some(Office {
        context: "https://schema.org",
        kind: "GovernmentOffice",
        name: identity.full_name(),
        identifier: identity.code.clone(),
        url,
        same_as: edition.sure(&identity.facts.web, Kind::Other).map(|web| web.as_str().to_owned()),
        telephone: switchboard.and_then(|contact| telephone(edition, contact)),
        address: place(establishment, PlaceRole::Prison).and_then(|place| address(edition, place)),
        contact_point: contact_points(edition, establishment),
        department: department(edition, establishment),
    })
}

impl Edition<'_> {
    /// Returns a value that is known, fresh and not disputed.
    fn sure<'f, T>(&self, fact: &'f Fact<T>, kind: Kind) -> Option<&'f T> {
        match fact {
            Fact::Known { main, others } if others.is_empty() && self.is_fresh(&main.provenance, kind) => {
                Some(&main.value)
            }
            Fact::Known { .. } | Fact::No(_) | Fact::Unknown => None,
        }
    }

    fn is_fresh(&self, provenance: &Provenance, kind: Kind) -> bool {
        matches!(freshness(provenance, kind, &self.pack.fleet.review, self.today), Freshness::Fresh(_))
    }
}

fn telephone(edition: &Edition<'_>, contact: &Contact) -> Option<String> {
    edition.sure(&contact.facts.phone, Kind::Contacts).map(crate::model::phone::Phone::tel)
}

fn email(edition: &Edition<'_>, contact: &Contact) -> Option<String> {
    edition.sure(&contact.facts.email, Kind::Contacts).map(|email| email.as_str().to_owned())
}

fn place(establishment: &Establishment, role: PlaceRole) -> Option<&Place> {
    establishment.places.iter().find(|place| place.role == role)
}

fn address(edition: &Edition<'_>, place: &Place) -> Option<Address> {
    if !edition.is_fresh(&place.known.provenance, Kind::Contacts) {
        return None;
    }
    Some(Address {
        kind: "PostalAddress",
        street_address: (!place.lines.is_empty()).then(|| place.lines.join(", ")),
        address_locality: place.town.clone(),
        address_region: place.county.clone(),
        postal_code: edition.sure(&place.postcode, Kind::Contacts).map(|code| code.as_str().to_owned()),
        address_country: "GB",
    })
}

fn contact_points(edition: &Edition<'_>, establishment: &Establishment) -> Vec<ContactPoint> {
    let point = |role: ContactRole| {
        let contact = establishment.contact(role)?;
        let telephone = telephone(edition, contact);
        let email = email(edition, contact);
        let reached = telephone.is_some() || email.is_some();
        reached.then(|| ContactPoint {
            kind: "ContactPoint",
            contact_type: edition.contact_name(contact),
            telephone,
            email,
            hours_available: hours(establishment, contact.hours.as_ref())
                .map_or_else(Vec::new, |named| answered(edition, named)),
        })
    };
    ROLES.into_iter().filter_map(point).collect()
}

fn hours<'e>(establishment: &'e Establishment, id: Option<&Located<Slug>>) -> Option<&'e NamedHours> {
    establishment.hours.get(&id?.value)
}

fn department(edition: &Edition<'_>, establishment: &Establishment) -> Option<Department> {
    let contact = establishment.centre_contact.as_ref();
    let contact = contact.and_then(|id| establishment.contacts.iter().find(|contact| contact.id == id.value));
    let hours = hours(establishment, establishment.centre_hours.as_ref());
    let opening = hours.and_then(|named| opening(edition, named)).unwrap_or_default();
    let telephone = contact.and_then(|contact| telephone(edition, contact));
    let address = place(establishment, PlaceRole::VisitorsCentre).and_then(|place| address(edition, place));
    let email = contact.and_then(|contact| email(edition, contact));
    if telephone.is_none() && email.is_none() && address.is_none() && opening.usual.is_empty() {
        return None;
    }
    let name = establishment.identity.full_name();
    Some(Department {
        kind: ["Organization", "Place"],
        name: edition.say("data-centre", &[("name", &name)]),
        telephone,
        email,
        address,
        opening_hours_specification: opening.usual,
        special_opening_hours_specification: opening.special,
    })
}
