//! "Worried about someone in prison?": two tiers, in the same words and the same place everywhere.

use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::resolve::{email, phone, web};
use super::super::sheet::Sheet;
use crate::model::establishment::Establishment;
use crate::model::phone::Phone;
use crate::model::record::{Contact, ContactRole};
use crate::model::words::capitalised;
use crate::view::{self, Block, Group, GroupKind, Inline};

/// The two tiers, large, with what is known of the safer custody team.
pub(super) fn safety(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut blocks = vec![tier(edition, GroupKind::Danger, danger(edition, Some(establishment)))];
    let mut content = urgent(edition, Some(establishment));
    let contact = establishment.contact(ContactRole::SaferCustody);
    if let Some(contact) = contact {
        content.extend(about_line(edition, contact));
    }
    blocks.push(tier(edition, GroupKind::Urgent, content));
    blocks
}

/// The same two tiers for the foot of every page, as short as they can be said. The fleet's own pages have no prison to call.
pub(in crate::plan) fn safety_block(edition: &Edition<'_>) -> Vec<Block> {
    let establishment = edition.establishment;
    let mut content = urgent(edition, establishment);
    // On paper nobody follows a link, unless the page is in the same leaflet.
    let page = crate::model::slug::Slug::parse("worried").ok();
    let page = page.filter(|page| !edition.is_paper() || edition.chapters.contains(page));
    if let Some(href) = page.and_then(|page| edition.href(&page, None)) {
        content.push(Block::Paragraph(vec![Inline::Link { href, content: edition.line("safety-more") }]));
    }
    let title = vec![Inline::Text(edition.say("page-safety-label", &[]))];
    vec![
        Block::Heading { level: 2, id: "safety-block".to_owned(), content: title },
        tier(edition, GroupKind::Danger, danger(edition, establishment)),
        tier(edition, GroupKind::Urgent, content),
    ]
}

/// The two tiers in two lines, for the top of every page: the numbers, and the way to the whole block.
pub(in crate::plan) fn safety_strip(edition: &Edition<'_>) -> Vec<Block> {
    let space = || Inline::Text(" ".to_owned());
    let mut danger = vec![Inline::Strong(edition.line("strip-danger")), space()];
    let prison = edition.establishment.and_then(emergency_line);
    if let Some((_, number)) = prison {
        danger.extend([phone(number), space(), Inline::Text(edition.say("strip-or", &[])), space()]);
    }
    danger.push(national_number(edition, "emergency-services").unwrap_or_else(|| {
        let title = edition.line("strip-more");
        Inline::Link { href: "#worried-help".to_owned(), content: title }
    }));
    let worried = Inline::Link { href: "#worried-help".to_owned(), content: edition.line("strip-urgent") };
    let mut urgent = vec![Inline::Strong(vec![worried])];
    let team = edition.establishment.and_then(|establishment| establishment.contact(ContactRole::SaferCustody));
    let number = team.and_then(|contact| contact.facts.phone.known());
    // A booking line is no help to somebody in fear: whoever talks with families is asked, or the prison.
    let others = edition.whom_to_ask().filter(|(contact, _)| contact.role != ContactRole::BookingLine);
    let number = number.or_else(|| others.or(prison).map(|(_, number)| number));
    urgent.push(space());
    match number {
        Some(number) => urgent.push(phone(number)),
        // Not the prison's, so it says whose it is.
        None => urgent.extend(national_line(edition, "samaritans").into_iter().flatten()),
    }
    vec![Block::Paragraph(danger), Block::Paragraph(urgent)]
}

fn tier(edition: &Edition<'_>, kind: GroupKind, mut content: Vec<Block>) -> Block {
    let key = if kind == GroupKind::Danger { "safety-danger-title" } else { "safety-urgent-title" };
    content.insert(0, Block::Paragraph(vec![Inline::Strong(edition.line(key))]));
    Block::Group(Group { kind, id: None, label: None, content })
}

/// A life is at risk now: the prison's own line, and 999.
fn danger(edition: &Edition<'_>, establishment: Option<&Establishment>) -> Vec<Block> {
    let mut blocks = Vec::new();
    match establishment.and_then(emergency_line) {
        Some((contact, number)) => {
            let mut words = vec![Inline::Text(edition.say("safety-danger-call", &[])), Inline::Text(" ".to_owned())];
            words.push(phone(number));
            words.push(Inline::Text(". ".to_owned()));
            match contact.facts.phone_note.known() {
                Some(note) => words.extend(sentence(edition.prose(note))),
                None => words.extend(edition.line("safety-danger-ask-for")),
            }
            blocks.push(Block::Paragraph(words));
            blocks.push(Block::Paragraph(national(edition, "emergency-services", "safety-danger-999")));
        }
        // Nobody in fear is sent to look for a number: the one that is always answered comes first.
        None => {
            blocks.push(Block::Paragraph(national(edition, "emergency-services", "safety-danger-only-999")));
            blocks.push(edition.paragraph("safety-danger-say"));
        }
    }
    blocks
}

/// Returns the line of the prison that is answered when a life is at risk.
fn emergency_line(establishment: &Establishment) -> Option<(&Contact, &Phone)> {
    [ContactRole::Emergency, ContactRole::Switchboard].iter().find_map(|role| {
        let contact = establishment.contact(*role)?;
        Some((contact, contact.facts.phone.known()?))
    })
}

/// Returns words as a sentence: with a capital, and a full stop where there is none.
fn sentence(mut words: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = words.first_mut() {
        *first = capitalised(first);
    }
    if !view::plain(&words).ends_with(['.', '!', '?']) {
        words.push(Inline::Text(".".to_owned()));
    }
    words
}

/// It cannot wait: the safer custody team, else whoever answers; then someone to talk to.
fn urgent(edition: &Edition<'_>, establishment: Option<&Establishment>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rests = Rests::default();
    if let Some(establishment) = establishment {
        let team = establishment.contact(ContactRole::SaferCustody);
        let words = team.and_then(|contact| reach(edition, contact));
        if let (Some(words), Some(contact)) = (words, team) {
            rests.on(Some(contact.known.written()));
            rests.on(contact.facts.phone.written());
            let mut line = vec![Inline::Text(edition.say("safety-urgent-call", &[])), Inline::Text(" ".to_owned())];
            line.extend(words);
            line.push(Inline::Text(".".to_owned()));
            blocks.push(Block::Paragraph(line));
        } else {
            let mut line = edition.line("safety-urgent-unknown");
            line.push(Inline::Text(" ".to_owned()));
            line.extend(edition.ask());
            blocks.push(Block::Paragraph(line));
        }
    }
    blocks.push(Block::Paragraph(national(edition, "samaritans", "safety-urgent-talk")));
    blocks.extend(edition.checked_line(Kind::Contacts, &rests));
    blocks
}

/// Returns how to reach a contact: number, else e-mail, else form.
fn reach(edition: &Edition<'_>, contact: &Contact) -> Option<Vec<Inline>> {
    let facts = &contact.facts;
    if let Some(number) = facts.phone.known() {
        let mut words = vec![phone(number)];
        if let Some(note) = facts.phone_note.known() {
            words.push(Inline::Text(", ".to_owned()));
            words.extend(edition.prose(note));
        }
        return Some(words);
    }
    if let Some(address) = facts.email.known() {
        return Some(vec![email(address)]);
    }
    facts.web.known().map(|link| vec![web(link)])
}

fn about_line(edition: &Edition<'_>, contact: &Contact) -> Vec<Block> {
    let mut sheet = Sheet::new(edition, Kind::Contacts);
    let facts = [
        ("contact-email", contact.facts.email.map(crate::model::group::Said::Email)),
        ("contact-web", contact.facts.web.map(crate::model::group::Said::Link)),
        ("contact-checked-every", contact.facts.checked_every.map(crate::model::group::Said::Prose)),
        ("contact-reply-within", contact.facts.reply_within.map(crate::model::group::Said::Prose)),
        ("contact-note", contact.facts.note.map(crate::model::group::Said::Prose)),
    ];
    for (name, fact) in facts {
        if fact.is_known() {
            sheet.fact(name, &fact);
        }
    }
    sheet.finish()
}

/// Returns a national line's number, where the directory holds it.
fn national_number(edition: &Edition<'_>, id: &str) -> Option<Inline> {
    let entry = crate::model::slug::Slug::parse(id).ok().and_then(|id| edition.entry(&id))?;
    Some(phone(entry.phones.first()?.number.known()?))
}

/// Returns the name of a national line with its number.
fn national_line(edition: &Edition<'_>, id: &str) -> Option<[Inline; 3]> {
    let entry = crate::model::slug::Slug::parse(id).ok().and_then(|id| edition.entry(&id))?;
    let number = phone(entry.phones.first()?.number.known()?);
    Some([Inline::Name(entry.name.clone()), Inline::Text(" ".to_owned()), number])
}

/// Returns a sentence with a national line's number, which the directory holds.
fn national(edition: &Edition<'_>, id: &str, key: &str) -> Vec<Inline> {
    let entry = crate::model::slug::Slug::parse(id).ok().and_then(|id| edition.entry(&id));
    let Some((entry, number)) = entry.and_then(|entry| Some((entry, entry.phones.first()?.number.known()?))) else {
        return edition.line(&format!("{key}-unknown"));
    };
    let text = edition.say(key, &[("name", &entry.name)]);
    vec![Inline::Text(text), Inline::Text(" ".to_owned()), phone(number), Inline::Text(".".to_owned())]
}

/// What is known of the establishment's own ways.
pub(super) fn safety_facts(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Other).group(&establishment.safety, &[]).known_only().finish()
}
