//! Dated notices: on the home page, on every page about visiting, and as a leaflet of their own.

use super::super::edition::Edition;
use crate::model::establishment::Establishment;
use crate::model::record::{Notice, NoticeSeverity};
use crate::view::{Block, Group, GroupKind, Inline};

/// The notices of today, the most urgent first.
pub(super) fn notices(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    establishment.notices_on(edition.today).into_iter().map(|notice| one_notice(edition, notice)).collect()
}

/// The notice that a leaflet is about, below its title.
pub(super) fn this_notice(edition: &Edition<'_>) -> Vec<Block> {
    let Some(notice) = edition.notice else { return Vec::new() };
    let until = until(edition, notice);
    vec![
        Block::Paragraph(edition.prose(&notice.text)),
        Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(until)])]),
    ]
}

/// The notices of today that change a visit: they stand on every page about visiting.
pub(in crate::plan) fn pressing_notices(edition: &Edition<'_>) -> Vec<Block> {
    let Some(establishment) = edition.establishment else { return Vec::new() };
    pressing(edition, establishment).map(|notice| one_notice(edition, notice)).collect()
}

/// Returns the notices of today that change a visit, the most urgent first.
pub(super) fn pressing<'a>(
    edition: &Edition<'_>,
    establishment: &'a Establishment,
) -> impl Iterator<Item = &'a Notice> {
    let shown = establishment.notices_on(edition.today).into_iter();
    shown.filter(|notice| notice.severity != NoticeSeverity::Info)
}

fn one_notice(edition: &Edition<'_>, notice: &Notice) -> Block {
    let kind = match notice.severity {
        NoticeSeverity::Urgent => GroupKind::UrgentNotice,
        NoticeSeverity::Change | NoticeSeverity::Info => GroupKind::Notice,
    };
    let until = until(edition, notice);
    let content = vec![
        Block::Heading { level: 2, id: format!("notice-{}", notice.id), content: edition.prose(&notice.title) },
        Block::Paragraph(edition.prose(&notice.text)),
        Block::Paragraph(vec![Inline::Text(until)]),
    ];
    let label = Some(edition.say(&format!("notice-{}", notice.severity.as_str()), &[]));
    Block::Group(Group { kind, id: None, label, content })
}

/// Returns the last day of a notice: "This holds until 24 November 2026."
fn until(edition: &Edition<'_>, notice: &Notice) -> String {
    edition.say("notice-until", &[("date", &edition.date(notice.ends))])
}
