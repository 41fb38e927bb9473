//! How to reach someone, and when they answer.

use jiff::ToSpan;

use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::sheet::{Sheet, lower_first};
use crate::model::establishment::{Establishment, NamedHours};
use crate::model::group::Said;
use crate::model::hours::Exception;
use crate::model::record::{Contact, ContactRole};
use crate::model::slug::Slug;
use crate::view::{self, Block, Group, GroupKind, Inline, Table};

/// How far ahead other hours are told.
pub(in crate::plan) const WEEKS_AHEAD: i64 = 6;

impl Edition<'_> {
    /// Returns what a contact is called.
    pub(in crate::plan) fn contact_name(&self, contact: &Contact) -> String {
        let own = contact.label.as_ref().map(|label| view::plain(&self.prose(label)));
        own.unwrap_or_else(|| self.say(&format!("contact-role-{}", contact.role.as_str()), &[]))
    }
}

/// Every contact, in the order written.
pub(super) fn all(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if establishment.contacts.is_empty() {
        return vec![edition.missing("contacts-unknown")];
    }
    let offer = edition.download(edition.downloads.contacts.as_ref(), "download-contacts", "download-contacts-warning");
    let cards = establishment.contacts.iter().map(|contact| card(edition, establishment, contact));
    offer.into_iter().chain(cards).collect()
}

/// The contacts of one role.
pub(super) fn of_role(edition: &Edition<'_>, establishment: &Establishment, role: &str) -> Vec<Block> {
    let Some(role) = ContactRole::parse(role) else { return Vec::new() };
    let found = establishment.contacts.iter().filter(|contact| contact.role == role);
    let cards: Vec<Block> = found.map(|contact| card(edition, establishment, contact)).collect();
    if !cards.is_empty() {
        return cards;
    }
    let name = lower_first(&edition.say(&format!("contact-role-{}", role.as_str()), &[]));
    vec![edition.missing_of(&[edition.say("contact-unknown", &[("name", &name)])])]
}

/// One contact as a card.
pub(super) fn card(edition: &Edition<'_>, establishment: &Establishment, contact: &Contact) -> Block {
    let facts = &contact.facts;
    let mut sheet = Sheet::new(edition, Kind::Contacts);
    sheet.fact("contact-phone", &facts.phone.map(Said::Phone));
    if let Some(cost) = cost_line(edition, contact) {
        sheet.row("contact-cost", vec![Block::Paragraph(vec![Inline::Text(cost)])]);
    }
    let more = [
        ("contact-phone-note", facts.phone_note.map(Said::Prose)),
        ("contact-text-number", facts.text_number.map(Said::Phone)),
        ("contact-email", facts.email.map(Said::Email)),
        ("contact-web", facts.web.map(Said::Link)),
        ("contact-answerphone", facts.answerphone.map(|_| Said::Yes)),
        ("contact-checked-every", facts.checked_every.map(Said::Prose)),
        ("contact-reply-within", facts.reply_within.map(Said::Prose)),
    ];
    for (name, fact) in more {
        if !matches!(fact, crate::model::fact::Fact::Unknown) {
            sheet.fact(name, &fact);
        }
    }
    if facts.relay.is_known() {
        sheet.row("contact-relay", vec![edition.paragraph("contact-relay-how")]);
    }
    if let Some(hours) = contact.hours.as_ref().and_then(|id| establishment.hours.get(&id.value)) {
        sheet.rests.on(Some(hours.known.written()));
        sheet.row("contact-hours", hours_lines(edition, hours));
    }
    let name = edition.contact_name(contact);
    let mut content =
        vec![Block::Heading { level: 3, id: format!("contact-{}", contact.id), content: vec![Inline::Text(name)] }];
    content.extend(super::visiting::note(edition, &facts.note.map(Said::Prose)));
    content.extend(sheet.finish());
    Block::Group(Group { kind: GroupKind::Contact, id: None, label: None, content })
}

/// Says what a call costs, where that is known.
pub(in crate::plan) fn cost_line(edition: &Edition<'_>, contact: &Contact) -> Option<String> {
    let number = contact.facts.phone.known()?;
    if number.is_free() {
        return Some(edition.say("cost-free", &[]));
    }
    if number.is_premium() {
        return Some(edition.say("cost-premium", &[]));
    }
    contact.cost.map(|cost| edition.say(&format!("cost-{}", cost.as_str()), &[]))
}

/// Opening hours as lines of text: days with the same hours together.
fn hours_lines(edition: &Edition<'_>, hours: &NamedHours) -> Vec<Block> {
    let items = hours.hours.grouped().into_iter().map(|(days, day)| {
        let days = edition.weekdays(&days);
        let text = edition.say("hours-line", &[("days", &days), ("hours", &edition.day_hours(&day))]);
        vec![Block::Paragraph(vec![Inline::Text(text)])]
    });
    let mut blocks = vec![Block::List { start: None, checklist: false, items: items.collect() }];
    blocks.push(Block::Paragraph(vec![Inline::Text(hours_bank_holidays(edition, hours))]));
    blocks.extend(exceptions(edition, hours));
    blocks.extend(super::visiting::note(edition, &hours.note.map(Said::Prose)));
    blocks
}

/// Opening hours by their id, as a table. An establishment without them says that they are not known.
pub(super) fn hours(edition: &Edition<'_>, establishment: &Establishment, id: &str) -> Vec<Block> {
    let slug = Slug::parse(id).ok();
    if let Some(hours) = slug.as_ref().and_then(|id| establishment.hours.get(id)) {
        return hours_table(edition, hours, "hours-caption");
    }
    vec![edition.missing("hours-unknown")]
}

/// Opening hours as a table with a caption.
pub(super) fn hours_table(edition: &Edition<'_>, hours: &NamedHours, caption: &str) -> Vec<Block> {
    let rows = hours.hours.grouped().into_iter().map(|(days, day)| {
        vec![vec![Inline::Text(edition.weekdays(&days))], vec![Inline::Text(edition.day_hours(&day))]]
    });
    let table = Table {
        caption: edition.line(caption),
        head: vec![edition.line("hours-days"), edition.line("hours-open")],
        rows: rows.collect(),
    };
    let mut blocks =
        vec![Block::Table(table), Block::Paragraph(vec![Inline::Text(hours_bank_holidays(edition, hours))])];
    blocks.extend(exceptions(edition, hours));
    blocks.extend(super::visiting::note(edition, &hours.note.map(Said::Prose)));
    let mut rests = Rests::default();
    rests.on(Some(hours.known.written()));
    blocks.extend(edition.checked_line(Kind::Times, &rests));
    blocks
}

/// Says what happens on bank holidays.
pub(in crate::plan) fn hours_bank_holidays(edition: &Edition<'_>, hours: &NamedHours) -> String {
    match hours.hours.bank_holidays {
        Some(rule) => edition.say(&format!("hours-bank-holidays-{}", rule.as_str()), &[]),
        None => edition.say("hours-bank-holidays-unknown", &[]),
    }
}

/// The exceptions and seasons of the next weeks.
fn exceptions(edition: &Edition<'_>, hours: &NamedHours) -> Option<Block> {
    let mut lines: Vec<String> = Vec::new();
    let soon = edition.today.saturating_add(WEEKS_AHEAD.weeks());
    let coming = |from, to| to >= edition.today && from <= soon;
    for exception in hours.hours.exceptions.iter().filter(|exception| coming(exception.from, exception.to)) {
        lines.push(exception_line(edition, exception));
    }
    for season in hours.hours.seasons.iter().filter(|season| coming(season.from, season.to)) {
        let dates = dates(edition, season.from, season.to);
        for (days, day) in season.weekly.grouped() {
            if day == crate::model::hours::Day::NotKnown {
                continue;
            }
            let days = edition.weekdays(&days);
            let open = edition.day_hours(&day);
            lines.push(edition.say("hours-season", &[("dates", &dates), ("days", &days), ("hours", &open)]));
        }
    }
    let items = lines.into_iter().map(|line| vec![Block::Paragraph(vec![Inline::Text(line)])]).collect::<Vec<_>>();
    (!items.is_empty()).then_some(Block::List { start: None, checklist: false, items })
}

/// Says which hours some days have: "Thursday 24 December: closed (Christmas)".
pub(in crate::plan) fn exception_line(edition: &Edition<'_>, exception: &Exception) -> String {
    let dates = dates(edition, exception.from, exception.to);
    let open = edition.day_hours(&exception.hours);
    match &exception.why {
        Some(why) => edition.say("hours-exception-why", &[("dates", &dates), ("hours", &open), ("why", why)]),
        None => edition.say("hours-line", &[("days", &dates), ("hours", &open)]),
    }
}

fn dates(edition: &Edition<'_>, from: jiff::civil::Date, to: jiff::civil::Date) -> String {
    if from == to {
        return edition.weekday_and_date(from);
    }
    edition.say("days-range", &[("from", &edition.date(from)), ("to", &edition.date(to))])
}
