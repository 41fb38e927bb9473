//! The leaflets of a pack, as the page about printing lists them.

use crate::model::leaflet::{LeafletForm, LeafletReader};
use crate::model::record::Notice;
use crate::model::slug::Slug;
use crate::plan::edition::Edition;
use crate::plan::leaflets::{OnPaper, in_order};
use crate::view::{self, Block, Inline};

/// The leaflets: a part for each kind of reader, and in it a heading for each leaflet with its copies below.
pub(super) fn leaflets(edition: &Edition<'_>) -> Vec<Block> {
    let here: Vec<&OnPaper> = edition.paper.iter().filter(|one| one.copy.language == *edition.language).collect();
    if here.is_empty() {
        return vec![edition.paragraph("paper-none")];
    }
    let mut blocks = Vec::new();
    for (reader, title) in [
        (LeafletReader::Families, None),
        (LeafletReader::Professionals, Some("paper-for-professionals")),
        (LeafletReader::Staff, Some("paper-for-staff")),
    ] {
        let listed: Vec<Block> = in_order(edition.pack)
            .into_iter()
            .filter(|leaflet| leaflet.reader == reader)
            .flat_map(|leaflet| {
                let copies: Vec<&OnPaper> =
                    here.iter().copied().filter(|one| one.copy.leaflet == leaflet.name).collect();
                // One leaflet of notices is as many as there are notices.
                let mut notices: Vec<_> = copies.iter().map(|one| &one.copy.notice).collect();
                notices.dedup();
                let of = |notice: &Option<Slug>| -> Vec<&OnPaper> {
                    copies.iter().copied().filter(|one| one.copy.notice == *notice).collect()
                };
                notices.into_iter().flat_map(|notice| one(edition, &of(notice))).collect::<Vec<Block>>()
            })
            .collect();
        if listed.is_empty() {
            continue;
        }
        if let Some(title) = title {
            blocks.push(Block::Heading { level: 2, id: title.to_owned(), content: edition.line(title) });
        }
        blocks.extend(listed);
    }
    blocks
}

/// One leaflet: what it is called and holds, and a link for each copy.
fn one(edition: &Edition<'_>, copies: &[&OnPaper]) -> Vec<Block> {
    let Some(first) = copies.first() else { return Vec::new() };
    let text = edition
        .pack
        .leaflet_texts
        .iter()
        .find(|text| text.name == first.copy.leaflet && text.language == first.copy.language);
    let Some(text) = text else { return Vec::new() };
    let about = |notice: &&Notice| Some(&notice.id) == first.copy.notice.as_ref();
    let notice = edition.establishment.and_then(|establishment| establishment.notices.iter().find(about));
    let title = notice.map_or_else(|| edition.inlines(&text.title), |notice| edition.prose(&notice.title));
    let name = view::plain(&title);
    let items = copies.iter().flat_map(|one| {
        let sheets = one.printed.sheets.as_ref().map(|bytes| {
            let words = edition.say("paper-sheets", &[]);
            link(edition, &one.copy.sheets_path(), &name, &words, one.printed.pages.div_ceil(4) * 2, bytes.len())
        });
        let words = what(edition, one);
        let copy = link(edition, &one.copy.path, &name, &words, one.printed.pages, one.printed.pdf.len());
        std::iter::once(copy).chain(sheets)
    });
    let id = first.copy.file_name().trim_end_matches(".pdf").to_owned();
    let list = Block::List { start: None, checklist: false, items: items.collect() };
    vec![
        Block::Heading { level: 3, id: format!("leaflet-{id}"), content: title },
        Block::Paragraph(edition.inlines(&text.summary)),
        list,
    ]
}

/// Returns what a copy is, in a few words: "A5, discreet".
fn what(edition: &Edition<'_>, one: &OnPaper) -> String {
    let form = match one.copy.form {
        _ if one.copy.large => "paper-large",
        LeafletForm::Card => "paper-card",
        LeafletForm::TriFold => "paper-tri-fold",
        LeafletForm::A4 => "paper-a4",
        LeafletForm::A5 => "paper-a5",
        LeafletForm::A4Poster => "paper-a4-poster",
        LeafletForm::A5Booklet => "paper-a5-booklet",
    };
    let form = edition.say(form, &[]);
    if one.copy.discreet { format!("{form}, {}", edition.say("paper-discreet", &[])) } else { form }
}

/// Returns a link that says what it leads to, how long it is and how much data it takes.
fn link(
    edition: &Edition<'_>,
    path: &crate::output::OutputPath,
    name: &str,
    what: &str,
    pages: usize,
    bytes: usize,
) -> Vec<Block> {
    let words = edition.say("paper-link", &[("name", name), ("what", what)]);
    let pages = edition.number("paper-pages", u32::try_from(pages).unwrap_or(u32::MAX));
    let size = format!(" (PDF, {pages}, {} kB)", bytes.div_ceil(1000));
    let link = Inline::Link { href: edition.link_to(path), content: vec![Inline::Text(words)] };
    vec![Block::Paragraph(vec![link, Inline::Text(size)])]
}
