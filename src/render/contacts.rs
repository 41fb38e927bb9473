//! Contacts into vCard 3.0 (RFC 2426).
//!
//! Not 4.0 (RFC 6350): the contacts app of many Android phones refuses it as a whole ("the format isn't supported"), while
//! those of Apple and Android take 3.0. None of the crates for cards writes 3.0 without time zones and mail parsers, so the
//! lines are those of the calendars.

use super::lines::Lines;
use crate::output::Bytes;
use crate::view::{AddressBook, AddressCard};

/// Writes the cards of an establishment.
pub(super) fn address_book(book: &AddressBook) -> Bytes {
    let mut lines = Lines::default();
    for one in &book.cards {
        card(&mut lines, one);
    }
    lines.finish()
}

fn card(lines: &mut Lines, card: &AddressCard) {
    lines.plain("BEGIN", "VCARD");
    lines.plain("VERSION", "3.0");
    lines.plain("PRODID", "-//familypack//familypack//EN");
    lines.text("UID", &card.id);
    lines.text("FN", &card.name);
    // Apple's phones show and sort by the parts of a name; without them the card has none.
    lines.parts("N", &[&card.name, "", "", "", ""]);
    lines.parts("ORG", &[&card.organisation]);
    if let Some(number) = &card.phone {
        lines.plain("TEL;TYPE=WORK,VOICE,PREF", number);
    }
    if let Some(number) = &card.text_number {
        lines.plain("TEL;TYPE=CELL,MSG", number);
    }
    if let Some(email) = &card.email {
        lines.text("EMAIL;TYPE=INTERNET,PREF", email);
    }
    if let Some(web) = &card.web {
        lines.plain("URL", web);
    }
    if let Some(address) = &card.address {
        let parts = ["", "", &*address.street, &address.town, &address.county, &address.postcode, "United Kingdom"];
        lines.parts("ADR;TYPE=WORK,POSTAL", &parts);
    }
    if !card.note.is_empty() {
        lines.text("NOTE", &card.note.join("\n"));
    }
    if let Some(checked) = card.checked {
        lines.plain("REV", &format!("{checked}T00:00:00Z"));
    }
    lines.plain("END", "VCARD");
}
