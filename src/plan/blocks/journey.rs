//! Where it is, how to get there, what is to be found there, and access for everyone.

use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::sheet::Sheet;
use super::points;
use crate::model::establishment::Establishment;
use crate::model::fact::Fact;
use crate::model::group::Said;
use crate::model::record::{ContactRole, Facility, FacilityKind, FacilityPlace, Place, PlaceRole};
use crate::view::{Block, Group, GroupKind, Inline};

/// Returns the prison's address in one line with what is doubtful of it, and how fresh it is.
pub(in crate::plan) fn main_address(
    edition: &Edition<'_>,
    establishment: &Establishment,
) -> Option<(Vec<Block>, Rests)> {
    let place = establishment.places.iter().find(|place| place.role == PlaceRole::Prison)?;
    let mut rests = Rests::default();
    rests.on(Some(place.known.written()));
    rests.on(place.postcode.written());
    let mut blocks = vec![Block::Paragraph(address(edition, place, ", "))];
    blocks.extend(other_postcodes(edition, place));
    Some((blocks, rests))
}

/// Where letters go: to the prison itself, unless there is an address for them.
pub(super) fn letters_address(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let of = |role| establishment.places.iter().find(|place| place.role == role);
    let Some(place) = of(PlaceRole::Postal).or_else(|| of(PlaceRole::Prison)) else {
        return vec![edition.paragraph("hours-not-known")];
    };
    let other = (place.role == PlaceRole::Prison).then(|| other_postcodes(edition, place)).flatten();
    std::iter::once(Block::Paragraph(address(edition, place, "\n"))).chain(other).collect()
}

/// The prison's address in one line.
pub(super) fn address_in_short(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let known = main_address(edition, establishment).map(|(blocks, _)| blocks);
    known.unwrap_or_else(|| vec![edition.paragraph("address-not-known")])
}

/// Returns an address: a line each, or joined by `between`.
fn address(edition: &Edition<'_>, place: &Place, between: &str) -> Vec<Inline> {
    let mut lines: Vec<String> = place.lines.clone();
    lines.extend(place.town.clone());
    lines.extend(place.county.clone());
    lines.extend(place.postcode.known().map(ToString::to_string));
    if lines.is_empty() {
        return edition.line("hours-not-known");
    }
    let mut words = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            words.push(if between == "\n" { Inline::Break } else { Inline::Text(between.to_owned()) });
        }
        words.push(Inline::Name(line));
    }
    words
}

/// Addresses.
pub(super) fn places(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if establishment.places.is_empty() {
        return vec![edition.missing("places-unknown")];
    }
    let mut sheet = Sheet::new(edition, Kind::Contacts);
    for place in &establishment.places {
        sheet.rests.on(Some(place.known.written()));
        sheet.rests.on(place.postcode.written());
        let mut content = vec![Block::Paragraph(address(edition, place, "\n"))];
        content.extend(super::visiting::note(edition, &place.note.map(Said::Prose)));
        content.extend(other_postcodes(edition, place));
        sheet.row(&format!("place-{}", place.role.as_str()), content);
    }
    sheet.finish()
}

/// On paper a postcode is never cut by the end of a line.
fn whole_line(edition: &Edition<'_>, postcode: &str) -> String {
    if edition.is_paper() { postcode.replace(' ', "\u{a0}") } else { postcode.to_owned() }
}

/// Says that another source gives another postcode.
fn other_postcodes(edition: &Edition<'_>, place: &Place) -> Option<Block> {
    let others: Vec<String> =
        place.postcode.others().iter().map(|other| whole_line(edition, &other.value.to_string())).collect();
    if others.is_empty() {
        return None;
    }
    let text = edition.say("place-other-postcode", &[("postcodes", &edition.list_of(&others))]);
    Some(Block::Paragraph(vec![Inline::Text(text)]))
}

/// The journey.
pub(super) fn travel(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut blocks = Sheet::new(edition, Kind::Other).group(&establishment.travel, &["note"]).finish();
    blocks.extend(super::visiting::note(edition, &establishment.travel.note.map(Said::Prose)));
    blocks
}

/// Access needs.
pub(super) fn access(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut blocks = Sheet::new(edition, Kind::Other).group(&establishment.access, &["note"]).finish();
    blocks.extend(super::visiting::note(edition, &establishment.access.note.map(Said::Prose)));
    blocks
}

/// The visitors' centre: who runs it, when it is open, how to reach it, what it offers.
pub(super) fn centre(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let centre = &establishment.centre;
    if let Fact::No(no) = &centre.run_by {
        let mut rests = Rests::default();
        rests.on(Some(no.written()));
        let mut blocks = vec![edition.paragraph("centre-none")];
        blocks.extend(edition.checked_line(Kind::Other, &rests));
        return blocks;
    }
    let mut blocks = Vec::new();
    blocks.extend(super::visiting::note(edition, &centre.about.map(Said::Prose)));
    let mut sheet = Sheet::new(edition, Kind::Other);
    sheet.fact("centre-run-by", &centre.run_by.map(Said::Entry));
    sheet.fact("centre-minutes-to-gate", &centre.minutes_to_gate.map(|minutes| Said::Number(*minutes)));
    sheet.fact("centre-offers", &centre.offers.map(|offers| Said::List(offers)));
    sheet.rests.on(centre.about.written());
    blocks.extend(sheet.finish());
    let hours = establishment.centre_hours.as_ref().and_then(|id| establishment.hours.get(&id.value));
    match hours {
        Some(hours) => blocks.extend(super::contact::hours_table(edition, hours, "centre-hours-caption")),
        None => blocks.push(edition.missing("centre-hours-unknown")),
    }
    let contact = match &establishment.centre_contact {
        Some(id) => establishment.contacts.iter().find(|contact| contact.id == id.value),
        None => establishment.contact(ContactRole::VisitorsCentre),
    };
    blocks.extend(contact.map(|contact| super::contact::card(edition, establishment, contact)));
    blocks
}

/// The visits hall.
pub(super) fn hall(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Other).group(&establishment.hall, &[]).finish()
}

/// What is to be found in the centre and in the hall.
pub(super) fn facilities(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if establishment.facilities.is_empty() {
        return vec![edition.missing("facilities-unknown")];
    }
    let mut blocks = Vec::new();
    let mut rests = Rests::default();
    for (place, heading) in [(FacilityPlace::Centre, "facilities-centre"), (FacilityPlace::Hall, "facilities-hall")] {
        let there: Vec<&Facility> =
            establishment.facilities.iter().filter(|facility| facility.place == place).collect();
        if there.is_empty() {
            continue;
        }
        let items = there.iter().map(|facility| {
            for fact in [&facility.ages, &facility.staffed_by, &facility.note] {
                rests.on(fact.written());
            }
            rests.on(facility.have.written());
            vec![Block::Paragraph(facility_line(edition, facility))]
        });
        let items = items.collect();
        let content = vec![
            Block::Paragraph(vec![Inline::Strong(edition.line(heading))]),
            Block::List { start: None, checklist: false, items },
        ];
        blocks.push(Block::Group(Group { kind: GroupKind::Note, id: None, label: None, content }));
    }
    blocks.extend(edition.checked_line(Kind::Other, &rests));
    blocks
}

/// What a child looks for, in the order in which they ask.
const FOR_CHILDREN: [FacilityKind; 6] = [
    FacilityKind::PlayArea,
    FacilityKind::Toys,
    FacilityKind::Books,
    FacilityKind::Refreshments,
    FacilityKind::Vending,
    FacilityKind::Toilets,
];

/// What a child finds here, in words for a child; nothing where none of it is known.
pub(super) fn children_here(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut rests = Rests::default();
    let mut items = Vec::new();
    for kind in FOR_CHILDREN {
        let there =
            establishment.facilities.iter().filter(|facility| facility.kind == kind && facility.have.is_known());
        let mut places: Vec<&'static str> = there
            .map(|facility| {
                rests.on(facility.have.written());
                facility.place.as_str()
            })
            .collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            continue;
        }
        let place = edition.say(&format!("child-where-{}", places.join("-and-")), &[]);
        let text = edition.say(&format!("child-{}", kind.as_str()), &[("where", &place)]);
        items.push(vec![Block::Paragraph(vec![Inline::Text(text)])]);
    }
    if items.is_empty() {
        return vec![edition.paragraph("child-nothing-known")];
    }
    let mut blocks = vec![edition.paragraph("child-here"), Block::List { start: None, checklist: false, items }];
    blocks.extend(edition.checked_line(Kind::Other, &rests));
    blocks
}

fn facility_line(edition: &Edition<'_>, facility: &Facility) -> Vec<Inline> {
    let name = edition.say(&format!("facility-{}", facility.kind.as_str()), &[]);
    let key = match facility.have {
        Fact::No(_) => "facility-no",
        Fact::Known { .. } => "facility-yes",
        Fact::Unknown => "facility-unknown",
    };
    let mut words = vec![Inline::Text(edition.say(key, &[("name", &name)]))];
    for (key, fact) in [("facility-ages", &facility.ages), ("facility-staffed-by", &facility.staffed_by)] {
        if let Some(text) = fact.known() {
            words.push(Inline::Text(format!(" {} ", edition.say(key, &[]))));
            words.extend(edition.prose(text));
            words.push(Inline::Text(".".to_owned()));
        }
    }
    if let Some(note) = facility.note.known() {
        words.push(Inline::Text(" ".to_owned()));
        words.extend(edition.prose(note));
    }
    words
}

/// A list of texts with its freshness, or that it is not known.
pub(super) fn list(
    edition: &Edition<'_>,
    kind: Kind,
    fact: &Fact<Vec<crate::model::prose::Prose>>,
    name: &str,
) -> Vec<Block> {
    let mut rests = Rests::default();
    rests.on(fact.written());
    let mut blocks = match fact {
        Fact::Known { main, .. } => vec![points(edition, &main.value)],
        Fact::No(_) => vec![edition.paragraph(&format!("{name}-none"))],
        Fact::Unknown => return vec![edition.missing_of(&[edition.say(name, &[])])],
    };
    blocks.extend(edition.checked_line(kind, &rests));
    blocks
}
