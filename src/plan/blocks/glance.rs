//! What a family needs before anything else, seen on a small phone without scrolling: is there a change, when are the next
//! visits, which number to ring, and how far that can be relied on.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::resolve::phone;
use super::notices::pressing;
use super::visiting::by_time;
use crate::model::establishment::Establishment;
use crate::model::record::{ContactRole, Notice};
use crate::model::session::Held;
use crate::view::{Block, Group, GroupKind, Inline, SummaryRow};

/// How many days with visits are named.
const DAYS_NAMED: usize = 2;
/// How many days ahead are looked through.
const DAYS_AHEAD: i64 = 35;

/// The next visits and the number to ring, with the way to the changes of today first.
pub(super) fn glance(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut rests = Rests::default();
    let mut content: Vec<Block> =
        pressing(edition, establishment).next().map(|first| change(edition, first)).into_iter().collect();
    let rows = vec![
        number(edition, establishment, &mut rests),
        SummaryRow { name: edition.line("glance-visits"), value: next(edition, establishment, &mut rests) },
    ];
    content.push(Block::Summary(rows));
    content.extend(edition.checked_line(Kind::Times, &rests));
    vec![Block::Group(Group { kind: GroupKind::Glance, id: None, label: None, content })]
}

/// A line that leads to the most urgent notice of today: its words would push the times off a small screen.
fn change(edition: &Edition<'_>, notice: &Notice) -> Block {
    let content = edition.line(&format!("glance-notice-{}", notice.severity.as_str()));
    Block::Paragraph(vec![Inline::Strong(vec![Inline::Link { href: format!("#notice-{}", notice.id), content }])])
}

/// The next days on which a visit is sure to be held, each a paragraph.
fn next(edition: &Edition<'_>, establishment: &Establishment, rests: &mut Rests) -> Vec<Block> {
    let sessions = by_time(establishment);
    let on = |date: Date| {
        let holiday = edition.bank_holiday(date);
        let held = sessions.iter().filter(|session| session.on(date, holiday) == Held::Yes);
        let times: Vec<String> = held.filter_map(|session| Some(edition.time_span(*session.time.known()?))).collect();
        (!times.is_empty()).then(|| {
            let (day, times) = (edition.short_date(date), edition.list_of(&times));
            Block::Paragraph(vec![Inline::Text(edition.say("glance-day", &[("day", &day), ("times", &times)]))])
        })
    };
    let days = (0..DAYS_AHEAD).filter_map(|ahead| edition.today.checked_add(ahead.days()).ok());
    let named: Vec<Block> = days.filter_map(on).take(DAYS_NAMED).collect();
    for session in &sessions {
        rests.on(Some(session.known.written()));
        rests.on(session.time.written());
    }
    if named.is_empty() { vec![edition.paragraph("glance-visits-unknown")] } else { named }
}

/// The number to book on; where it is not known, whom to ask.
fn number(edition: &Edition<'_>, establishment: &Establishment, rests: &mut Rests) -> SummaryRow {
    let booking = establishment.contact(ContactRole::BookingLine);
    let known = booking.and_then(|contact| Some((contact, contact.facts.phone.known()?)));
    let (name, line) = match known.or_else(|| edition.whom_to_ask()) {
        Some((contact, number)) => {
            rests.on(contact.facts.phone.written());
            let name = if known.is_some() { edition.say("glance-book", &[]) } else { edition.contact_name(contact) };
            (name, vec![phone(number)])
        }
        None => (edition.say("glance-book", &[]), edition.line("ask-prison")),
    };
    SummaryRow { name: vec![Inline::Text(name)], value: vec![Block::Paragraph(line)] }
}
