//! Family days, help for families, keeping in touch, contact with children.

use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::sheet::Sheet;
use crate::model::establishment::Establishment;
use crate::model::record::FamilyDay;
use crate::view::{Block, Inline, Table};

/// What is on in a year.
pub(super) fn services(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if establishment.services.is_empty() {
        return vec![edition.missing("services-unknown")];
    }
    let mut rests = Rests::default();
    let rows = establishment.services.iter().map(|service| {
        rests.on(Some(service.known.written()));
        rests.on(service.per_year.written());
        let per_year = match service.per_year.known() {
            Some(number) => vec![Inline::Text(number.to_string())],
            None => edition.line("hours-not-known"),
        };
        let more = [&service.about, &service.who, &service.how].into_iter().filter_map(|text| text.known());
        let more: Vec<Vec<Inline>> = more.map(|text| edition.prose(text)).collect();
        let more = if more.is_empty() { edition.line("cell-empty") } else { more.join(&Inline::Text(" ".to_owned())) };
        vec![edition.prose(&service.name), per_year, more]
    });
    let rows = rows.collect();
    let table = Table {
        caption: edition.line("services-caption"),
        head: vec![edition.line("services-what"), edition.line("services-per-year"), edition.line("services-more")],
        rows,
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(edition.checked_line(Kind::Other, &rests));
    blocks
}

/// Dated events that are still to come.
pub(super) fn family_days(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut days: Vec<&FamilyDay> =
        establishment.family_days.iter().filter(|day| day.date.value >= edition.today).collect();
    if days.is_empty() {
        return vec![edition.missing("family-days-unknown")];
    }
    days.sort_by_key(|day| day.date.value);
    let mut rests = Rests::default();
    let rows = days.iter().map(|day| {
        rests.on(Some(day.known.written()));
        let time = match day.time.known() {
            Some(span) => vec![Inline::Text(edition.time_span(*span))],
            None => edition.line("hours-not-known"),
        };
        vec![
            vec![Inline::Text(edition.weekday_and_whole_date(day.date.value))],
            edition.prose(&day.name),
            time,
            event_cell(edition, day),
        ]
    });
    let rows = rows.collect();
    let head = ["family-days-date", "family-days-what", "sessions-time", "family-days-how"];
    let table = Table {
        caption: edition.line("family-days-caption"),
        head: head.iter().map(|key| edition.line(key)).collect(),
        rows,
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(edition.checked_line(Kind::Times, &rests));
    let calendar = edition.downloads.family_days.as_ref();
    blocks.extend(edition.download(calendar, "download-family-days", "download-family-days-warning"));
    blocks
}

fn event_cell(edition: &Edition<'_>, day: &FamilyDay) -> Vec<Inline> {
    let words = event_note(edition, day);
    if words.is_empty() { edition.line("hours-not-known") } else { words }
}

/// Says for whom an event is, how to ask for a place, and until when.
pub(in crate::plan) fn event_note(edition: &Edition<'_>, day: &FamilyDay) -> Vec<Inline> {
    let texts = [&day.who, &day.how].into_iter().filter_map(|text| text.known());
    let mut words: Vec<Vec<Inline>> = texts.map(|text| edition.prose(text)).collect();
    if let Some(date) = day.apply_by {
        let key = if date < edition.today { "family-days-closed" } else { "family-days-apply-by" };
        words.push(vec![Inline::Text(edition.say(key, &[("date", &edition.date(date))]))]);
    }
    words.join(&Inline::Text(" ".to_owned()))
}

/// Who helps families here.
pub(super) fn family(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Other).group(&establishment.family, &[]).finish()
}

/// Keeping in touch.
pub(super) fn keep_in_touch(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Other).group(&establishment.keep_in_touch, &[]).finish()
}

/// The levels of contact with children.
pub(super) fn child_levels(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut rests = Rests::default();
    let mut blocks = Vec::new();
    if !establishment.contact_levels.is_empty() {
        let rows = establishment.contact_levels.iter().map(|level| {
            rests.on(Some(level.known.written()));
            let mut words = edition.prose(&level.contact);
            if let Some(detail) = level.detail.known() {
                words.push(Inline::Text(" ".to_owned()));
                words.extend(edition.prose(detail));
            }
            let name = edition.prose(&level.name);
            vec![name, words]
        });
        let rows = rows.collect();
        blocks.push(Block::Table(Table {
            caption: edition.line("levels-caption"),
            head: vec![edition.line("levels-level"), edition.line("levels-contact")],
            rows,
        }));
    }
    if let Some(note) = establishment.child_contact.note.known() {
        blocks.push(Block::Paragraph(edition.prose(note)));
    }
    blocks.extend(edition.checked_line(Kind::Other, &rests));
    blocks
}
