//! The contacts of an establishment for a phone: a card for each, found by what it is for.
//!
//! One card for each rather than one for the place: whoever is afraid types "safer custody" and finds one number, and a phone
//! that rings shows who calls.

use super::blocks::{cost_line, hours_bank_holidays};
use super::downloads::Source;
use super::freshness::{Kind, Rests};
use crate::model::establishment::NamedHours;
use crate::model::fact::Fact;
use crate::model::phone::Phone;
use crate::model::prose::Prose;
use crate::model::record::{Contact, ContactRole, PlaceRole};
use crate::model::words::capitalised;
use crate::view::{self, Address, AddressBook, AddressCard};

/// Returns the cards of all contacts that can be reached; `None` where there is none.
pub(super) fn address_book(source: &Source<'_, '_>) -> Option<AddressBook> {
    let cards: Vec<AddressCard> =
        source.establishment.contacts.iter().filter_map(|contact| card(source, contact)).collect();
    (!cards.is_empty()).then_some(AddressBook { cards })
}

fn card(source: &Source<'_, '_>, contact: &Contact) -> Option<AddressCard> {
    let facts = &contact.facts;
    let phone = facts.phone.known().map(Phone::tel);
    let text_number = facts.text_number.known().map(Phone::tel);
    let email = facts.email.known().map(|email| email.as_str().to_owned());
    let web = facts.web.known().map(|web| web.as_str().to_owned());
    if phone.is_none() && text_number.is_none() && email.is_none() && web.is_none() {
        return None;
    }
    let mut rests = Rests::default();
    for written in [facts.phone.written(), facts.text_number.written(), facts.email.written()] {
        rests.on(written);
    }
    rests.on(Some(contact.known.written()));
    let hours = contact.hours.as_ref().and_then(|id| source.establishment.hours.get(&id.value));
    rests.on(hours.map(|hours| hours.known.written()));
    let (_, checked) = source.checked(Kind::Contacts, &rests);
    let note = source.state().into_iter().chain(notes(source, contact, hours)).chain(checked);
    Some(AddressCard {
        id: source.id(&format!("contact-{}", contact.id)),
        name: source.marked(&name(source, contact), None),
        organisation: source.establishment.identity.full_name(),
        phone,
        text_number,
        email,
        web,
        address: address(source, contact.role),
        note: note.collect(),
        checked: contact.known.provenance.checked.map(crate::model::date::CheckedOn::earliest),
    })
}

/// Returns what the card is found by: the establishment's short name, and what the contact is for.
fn name(source: &Source<'_, '_>, contact: &Contact) -> String {
    let edition = source.edition;
    let own = contact.label.as_ref().map(|label| view::plain(&edition.prose(label)));
    let what = own.unwrap_or_else(|| edition.say(&format!("card-role-{}", contact.role.as_str()), &[]));
    let place = &source.establishment.identity.name;
    if what.contains(place.as_str()) { what } else { edition.say("card-name", &[("place", place), ("what", &what)]) }
}

/// Returns all that is to be known of a contact, a line each.
fn notes(source: &Source<'_, '_>, contact: &Contact, hours: Option<&NamedHours>) -> Vec<String> {
    let edition = source.edition;
    let facts = &contact.facts;
    let words = |fact: &Fact<Prose>| fact.known().map(|text| view::plain(&edition.prose(text)));
    let named = |key: &str, value: String| format!("{}: {value}", capitalised(&edition.say(key, &[])));
    let mut lines: Vec<String> = Vec::new();
    lines.extend(words(&facts.phone_note));
    lines.extend(words(&facts.note));
    lines.extend(
        facts
            .phone
            .others()
            .iter()
            .map(|other| format!("{} {}.", edition.say("fact-other", &[]), other.value.display())),
    );
    lines.extend(cost_line(edition, contact));
    if facts.relay.is_known() {
        lines.push(edition.say("contact-relay-how", &[]));
    }
    lines.extend(words(&facts.checked_every).map(|value| named("contact-checked-every", value)));
    lines.extend(words(&facts.reply_within).map(|value| named("contact-reply-within", value)));
    if let Some(hours) = hours {
        lines.push(named("contact-hours", String::new()).trim_end().to_owned());
        for (days, day) in hours.hours.grouped() {
            let (days, open) = (edition.weekdays(&days), edition.day_hours(&day));
            lines.push(edition.say("hours-line", &[("days", &days), ("hours", &open)]));
        }
        lines.push(hours_bank_holidays(edition, hours));
        lines.extend(words(&hours.note));
    }
    lines
}

/// Returns where a contact is that people go to.
fn address(source: &Source<'_, '_>, role: ContactRole) -> Option<Address> {
    let wanted = match role {
        ContactRole::Switchboard => PlaceRole::Prison,
        ContactRole::VisitorsCentre => PlaceRole::VisitorsCentre,
        _ => return None,
    };
    let place = source.establishment.places.iter().find(|place| place.role == wanted)?;
    Some(Address {
        street: place.lines.join(", "),
        town: place.town.clone().unwrap_or_default(),
        county: place.county.clone().unwrap_or_default(),
        postcode: place.postcode.known().map(ToString::to_string).unwrap_or_default(),
    })
}
