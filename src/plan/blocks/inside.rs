//! Help for the person inside, who gives it, complaints, and the establishment's work with families.

use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::sheet::Sheet;
use crate::model::establishment::Establishment;
use crate::model::fact::Fact;
use crate::model::group::Said;
use crate::model::record::{Organisation, Support, SupportTopic};
use crate::view::{Block, Inline, Table};

/// Help inside, a heading a topic.
pub(super) fn support(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if establishment.supports.is_empty() {
        return vec![edition.missing("support-unknown")];
    }
    let mut blocks = Vec::new();
    let mut rests = Rests::default();
    let topics = SupportTopic::ALL.iter().filter_map(|word| SupportTopic::parse(word));
    for topic in topics {
        let about: Vec<&Support> = establishment.supports.iter().filter(|support| support.topic == topic).collect();
        if about.is_empty() {
            continue;
        }
        let key = format!("support-{}", topic.as_str());
        blocks.push(edition.heading(3, &key));
        for support in about {
            let (sheet, on) = one_support(edition, support);
            blocks.extend(sheet);
            rests.also(on);
        }
    }
    blocks.extend(edition.checked_line(Kind::Other, &rests));
    blocks
}

fn one_support(edition: &Edition<'_>, support: &Support) -> (Vec<Block>, Rests) {
    let mut sheet = Sheet::new(edition, Kind::Other);
    sheet.rests.on(Some(support.known.written()));
    sheet.fact("support-who", &support.who.map(|who| Said::List(who)));
    for (name, fact) in [("support-about", &support.about), ("support-when", &support.when)] {
        if !matches!(fact, Fact::Unknown) {
            sheet.fact(name, &fact.map(Said::Prose));
        }
    }
    sheet.without_checked()
}

/// Who works with the establishment.
pub(super) fn partners(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if establishment.partners.is_empty() {
        return vec![edition.missing("partners-unknown")];
    }
    let mut rests = Rests::default();
    let rows = establishment.partners.iter().map(|partner| {
        rests.on(Some(partner.known.written()));
        let name = match &partner.organisation {
            Organisation::Entry(id) => match edition.entry(&id.value) {
                Some(entry) => edition.entry_name(entry),
                None => Inline::Name(id.value.to_string()),
            },
            Organisation::Name(name) => Inline::Name(name.clone()),
        };
        let mut role =
            partner.role.as_ref().map_or_else(|| edition.line("hours-not-known"), |role| edition.prose(role));
        for (key, date) in [("partner-from", partner.from), ("partner-to", partner.to)] {
            if let Some(date) = date {
                let text = edition.say(key, &[("date", &edition.date(date))]);
                role.push(Inline::Text(format!(" {text}")));
            }
        }
        vec![vec![name], role]
    });
    let rows = rows.collect();
    let table = Table {
        caption: edition.line("partners-caption"),
        head: vec![edition.line("partners-who"), edition.line("partners-role")],
        rows,
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(edition.checked_line(Kind::Other, &rests));
    blocks
}

/// Complaints.
pub(super) fn complaints(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let complaints = &establishment.complaints;
    let mut blocks = Vec::new();
    if let Some(steps) = complaints.steps.known() {
        let items = steps.iter().map(|step| vec![Block::Paragraph(edition.prose(step))]).collect();
        blocks.push(Block::List { start: Some(1), checklist: false, items });
    }
    let left_out: &[&str] = if complaints.steps.is_known() { &["steps"] } else { &[] };
    let mut sheet = Sheet::new(edition, Kind::Other);
    sheet.rests.on(complaints.steps.written());
    blocks.extend(sheet.group(complaints, left_out).finish());
    blocks
}

/// What the work with families aims at.
pub(super) fn pathway(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Other).some(&establishment.pathway, &["aims", "note"]).finish()
}

/// How it is watched and measured.
pub(super) fn measures(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Other).some(&establishment.pathway, &["watched_through", "measured_by"]).finish()
}

/// The establishment's promises.
pub(super) fn commitments(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    if establishment.commitments.is_empty() {
        return vec![edition.missing("commitments-unknown")];
    }
    let mut rests = Rests::default();
    let rows = establishment.commitments.iter().map(|commitment| {
        rests.on(Some(commitment.known.written()));
        let could_help = match commitment.could_help.known() {
            Some(text) => edition.prose(text),
            None => edition.line("cell-empty"),
        };
        vec![edition.prose(&commitment.question), could_help, edition.prose(&commitment.commitment)]
    });
    let rows = rows.collect();
    let head = ["commitments-question", "commitments-could-help", "commitments-commitment"];
    let table = Table {
        caption: edition.line("commitments-caption"),
        head: head.iter().map(|key| edition.line(key)).collect(),
        rows,
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(edition.checked_line(Kind::Other, &rests));
    blocks
}

/// The strategy.
pub(super) fn strategy(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    Sheet::new(edition, Kind::Other).group(&establishment.strategy, &[]).finish()
}
