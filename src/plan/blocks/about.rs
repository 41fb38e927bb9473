//! The way through the pack, the evidence, and what the pack itself rests on.

use super::super::data;
use super::super::edition::{Edition, Listing};
use super::super::freshness::Kind;
use super::super::resolve::web;
use super::super::sheet::Sheet;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::establishment::{Establishment, Status};
use crate::model::fact::{Fact, Known};
use crate::model::group::Said;
use crate::model::page::Section;
use crate::model::prose::plain;
use crate::model::slug::Slug;
use crate::model::walk::{every_fact, provenances};
use crate::model::words::capitalised;
use crate::source::Span;
use crate::view::{self, Block, Diagram, DiagramPart, Drawing, Group, GroupKind, Inline, Table};

/// What most families come for, in the order in which they need it.
const TASKS: [&str; 8] = [
    "visiting",
    "first-visit",
    "bringing-a-child",
    "keeping-in-touch",
    "worried",
    "help-with-costs",
    "for-children",
    "for-young-people",
];

/// Cards to the pages that most families come for.
pub(super) fn tasks(edition: &Edition<'_>) -> Vec<Block> {
    let listed = TASKS.iter().filter_map(|name| edition.pages.get(&Slug::parse(name).ok()?));
    vec![cards(edition, listed)]
}

/// Cards to the pages of one part of the menu; without one, links to all pages for families, by the parts of the menu.
pub(super) fn pages(edition: &Edition<'_>, section: Option<&str>) -> Vec<Block> {
    if let Some(section) = section.and_then(Section::parse) {
        return vec![cards(edition, in_section(edition, section).into_iter())];
    }
    let part = |section: Section| {
        let listed = in_section(edition, section);
        if listed.is_empty() {
            return None;
        }
        let items = listed.iter().map(|listing| vec![Block::Paragraph(vec![page_link(edition, listing)])]).collect();
        let heading = edition.heading(3, &format!("menu-{}", section.as_str()));
        Some([heading, Block::List { start: None, checklist: false, items }])
    };
    [Section::Visit, Section::Children, Section::Touch, Section::Help, Section::About]
        .into_iter()
        .filter_map(part)
        .flatten()
        .collect()
}

/// The pages of a part of the menu but the one being made, in the menu's order.
fn in_section<'e, 'a>(edition: &'e Edition<'a>, section: Section) -> Vec<&'e Listing<'a>> {
    let other = |listing: &&Listing<'_>| listing.page.section == section && listing.path != edition.here;
    let mut listed: Vec<_> = edition.pages.values().filter(other).collect();
    listed.sort_by_key(|listing| (listing.page.order, &listing.page.name));
    listed
}

fn page_link(edition: &Edition<'_>, listing: &Listing<'_>) -> Inline {
    Inline::Link { href: edition.link_to(&listing.path), content: edition.inlines(&listing.page.nav) }
}

fn cards<'e, 'a: 'e>(edition: &'e Edition<'a>, listed: impl Iterator<Item = &'e Listing<'a>>) -> Block {
    let cards = listed.map(|listing| {
        let content = vec![
            Block::Paragraph(vec![Inline::Strong(vec![page_link(edition, listing)])]),
            Block::Paragraph(edition.inlines(&listing.page.summary)),
        ];
        Block::Group(Group { kind: GroupKind::Card, id: None, label: None, content })
    });
    Block::Group(Group { kind: GroupKind::Cards, id: None, label: None, content: cards.collect() })
}

/// What can be printed: every page of the pack prints on its own.
pub(super) fn print_list(edition: &Edition<'_>) -> Vec<Block> {
    let mut listed: Vec<_> = edition.pages.values().filter(|listing| listing.page.section != Section::None).collect();
    listed.sort_by_key(|listing| (listing.page.section, listing.page.order, &listing.page.name));
    let items = listed.into_iter().map(|listing| {
        let href = edition.link_to(&listing.path);
        vec![Block::Paragraph(vec![Inline::Link { href, content: edition.inlines(&listing.page.nav) }])]
    });
    vec![Block::List { start: None, checklist: false, items: items.collect() }]
}

/// The pack as open data: a line for each file.
pub(super) fn data_files(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let link = |file: &str, text: &str| {
        let path = crate::output::OutputPath::new(&format!("{}/{file}", establishment.id));
        Inline::Link { href: edition.link_to(&path), content: edition.line(text) }
    };
    let item = |(file, name): &(&str, &str)| {
        let mut words = vec![link(file, &format!("data-{name}")), Inline::Text(" ".to_owned())];
        words.extend(edition.line(&format!("data-{name}-about")));
        vec![Block::Paragraph(words)]
    };
    let described = [(data::SCHEMA.0, "schema"), (data::PACKAGE, "package")];
    let items = data::FILES.iter().chain(&described).map(item).collect();
    vec![Block::List { start: None, checklist: false, items }]
}

/// About the establishment.
pub(super) fn identity(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let identity = &establishment.identity;
    let mut sheet = Sheet::new(edition, Kind::Other);
    sheet.rests.on(Some(identity.known.written()));
    sheet.row("identity-name", vec![Block::Paragraph(vec![Inline::Name(identity.full_name())])]);
    if let Some(code) = &identity.code {
        sheet.row("identity-code", vec![Block::Paragraph(vec![Inline::Name(code.clone())])]);
    }
    if !identity.former_names.is_empty() {
        let names = edition.list_of(&identity.former_names);
        sheet.row("identity-former-names", vec![Block::Paragraph(vec![Inline::Name(names)])]);
    }
    match identity.kind {
        Some(kind) => sheet.row("identity-kind", vec![edition.paragraph(&format!("kind-{}", kind.as_str()))]),
        None => sheet.unknown("identity-kind"),
    }
    if identity.holds.is_empty() {
        sheet.unknown("identity-holds");
    } else {
        let words: Vec<String> =
            identity.holds.iter().map(|holds| edition.say(&format!("holds-{}", holds.as_str()), &[])).collect();
        let words = capitalised(&edition.list_of(&words));
        sheet.row("identity-holds", vec![Block::Paragraph(vec![Inline::Text(words)])]);
    }
    if identity.status != Status::Open {
        sheet.row("identity-status", vec![edition.paragraph(&format!("status-{}", identity.status.as_str()))]);
    }
    sheet.group(&identity.facts, &[]).finish()
}

/// The claims register: every figure with its source and what is known of it.
pub(super) fn claims(edition: &Edition<'_>) -> Vec<Block> {
    let rows = edition.pack.claims.values().map(|claim| {
        let source = match (&claim.source, claim.year) {
            (Some(source), Some(year)) => format!("{source}, {year}"),
            (Some(source), None) => source.clone(),
            (None, _) => edition.say("claim-no-source", &[]),
        };
        let mut known = vec![
            Inline::Strong(edition.line(&format!("claim-{}", claim.state.as_str()))),
            Inline::Text(" ".to_owned()),
        ];
        known.extend(edition.prose(&claim.known));
        if let Some(newer) = &claim.newer {
            known.push(Inline::Text(format!(" {} ", edition.say("claim-newer", &[]))));
            known.extend(edition.prose(newer));
            known.push(Inline::Text(".".to_owned()));
        }
        vec![edition.prose(&claim.says), vec![Inline::Name(source)], known]
    });
    vec![Block::Table(Table {
        caption: edition.line("claims-caption"),
        head: vec![edition.line("claims-figure"), edition.line("claims-source"), edition.line("claims-known")],
        rows: rows.collect(),
    })]
}

/// How many letters fit on a line of a diagram.
const DIAGRAM_LINE: usize = 24;

/// A drawn diagram with its text.
pub(super) fn diagram(edition: &Edition<'_>, id: Option<&str>, at: &Span) -> Vec<Block> {
    let id = id.unwrap_or_default();
    let Some(diagram) = Slug::parse(id).ok().and_then(|slug| edition.pack.diagrams.get(&slug)) else {
        let ids = edition.pack.diagrams.keys().map(Slug::as_str);
        let mut problem = Diagnostic::error("diagram-unknown", at.clone(), format!("there is no diagram `{id}`"));
        problem = problem.help(match did_you_mean(id, ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add it to content/diagrams.toml".to_owned(),
        });
        edition.report(problem);
        return Vec::new();
    };
    let text = |prose: &crate::model::prose::Prose| {
        prose.best(edition.language).map_or_else(String::new, |(_, words)| plain(words))
    };
    let lines = |prose: &crate::model::prose::Prose| wrapped(&text(prose), DIAGRAM_LINE);
    let parts = diagram
        .parts
        .iter()
        .map(|part| DiagramPart { who: lines(&part.who), gains: part.gains.iter().map(lines).collect() });
    let drawn = || {
        Block::Diagram(Box::new(Diagram {
            id: format!("diagram-{id}"),
            title: text(&diagram.title),
            centre: lines(&diagram.centre),
            parts: parts.collect(),
        }))
    };
    edition.shared(diagram, || vec![drawn()])
}

/// A drawing of the fleet's.
pub(super) fn drawing(edition: &Edition<'_>, name: Option<&str>, at: &Span) -> Vec<Block> {
    let name = name.unwrap_or_default();
    let Some(drawing) = Slug::parse(name).ok().and_then(|slug| edition.pack.drawings.get(&slug)) else {
        let names = edition.pack.drawings.keys().map(Slug::as_str);
        let problem = Diagnostic::error("drawing-unknown", at.clone(), format!("there is no drawing `{name}`"));
        edition.report(match did_you_mean(name, names) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help("put it into content/drawings, and say in content/drawings.toml what it shows"),
        });
        return Vec::new();
    };
    let Some((language, shows)) = drawing.shows.best(edition.language) else { return Vec::new() };
    let path = edition.keep_drawing(name, &drawing.picture);
    vec![Block::Drawing(Box::new(Drawing {
        src: edition.link_to(&path),
        alt: view::plain(&edition.inlines(shows)),
        language: (language != edition.language).then(|| language.to_string()),
        width: drawing.picture.width,
        height: drawing.picture.height,
    }))]
}

/// Breaks a text into lines of at most `width` letters, where words allow it.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// What was checked when, by what source: a row for each table and each source of it.
pub(super) fn checked(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
    for (part, provenances) in provenances(establishment) {
        let mut seen: Vec<(Option<&Slug>, Option<crate::model::date::CheckedOn>)> = Vec::new();
        for provenance in &provenances {
            let key = (provenance.source.as_ref(), provenance.checked);
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let source = key.0.and_then(|id| establishment.sources.get(id));
            let source = match source {
                Some(source) => {
                    let mut words = vec![Inline::Name(source.title.clone())];
                    if let Some(link) = &source.web {
                        words.push(Inline::Text(", ".to_owned()));
                        words.push(web(link));
                    }
                    words
                }
                None => edition.line("checked-no-source"),
            };
            let date = key.1.map_or_else(|| edition.say("checked-never", &[]), |checked| edition.checked_on(checked));
            let name = capitalised(&edition.say(&format!("part-{}", part.replace('_', "-")), &[]));
            rows.push(vec![vec![Inline::Text(name)], source, vec![Inline::Text(date)]]);
        }
    }
    vec![Block::Table(Table {
        caption: edition.line("checked-caption"),
        head: vec![edition.line("checked-part"), edition.line("checked-source"), edition.line("checked-date")],
        rows,
    })]
}

/// Where sources disagree: what each of them says.
pub(super) fn conflicts(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let mut items = Vec::new();
    for named in every_fact(establishment) {
        let Fact::Known { main, others } = &named.fact else { continue };
        if others.is_empty() {
            continue;
        }
        let part = capitalised(&edition.say(&format!("part-{}", named.part.replace('_', "-")), &[]));
        let label = edition.say(&named.label(), &[]);
        let of = named.of.and_then(|of| of.best(edition.language)).map(|(_, of)| format!(" ({})", plain(of)));
        let name = format!("{part}, {label}{}:", of.unwrap_or_default());
        let mut words = vec![Inline::Strong(vec![Inline::Text(name)])];
        for (index, known) in std::iter::once(main).chain(others).enumerate() {
            words.push(Inline::Text(if index == 0 { " " } else { "; " }.to_owned()));
            words.extend(edition.said(known.value));
            words.push(Inline::Text(format!(" ({})", source_words(edition, establishment, known))));
        }
        words.push(Inline::Text(".".to_owned()));
        items.push(vec![Block::Paragraph(words)]);
    }
    if items.is_empty() {
        return vec![edition.paragraph("conflicts-none")];
    }
    vec![edition.paragraph("conflicts-intro"), Block::List { start: None, checklist: false, items }]
}

fn source_words(edition: &Edition<'_>, establishment: &Establishment, known: &Known<Said<'_>>) -> String {
    let source = known.provenance.source.as_ref().and_then(|id| establishment.sources.get(id));
    let title = source.map_or_else(|| edition.say("checked-no-source", &[]), |source| source.title.clone());
    match known.provenance.checked {
        Some(checked) => format!("{title}, {}", edition.checked_on(checked)),
        None => title,
    }
}
