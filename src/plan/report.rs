//! "Is something wrong?": whom to tell of a mistake, naming the page and the facts, without a script.

use std::sync::Arc;

use super::edition::{Edition, Listing};
use crate::model::email::Email;
use crate::model::path::BlockName;
use crate::view::{self, Block, Foot, Group, GroupKind, Inline, MenuLink};

/// The page that says whom to tell, where no e-mail address is set.
const ABOUT: &str = "about";
/// What links name that part of the page by.
pub(super) const CORRECTIONS: &str = "corrections";

/// Adds to every line that says how fresh facts are a link that reports them by their heading. Nothing where no address is
/// set: the foot of the page says whom to tell.
pub(super) fn mark(edition: &Edition<'_>, listing: &Listing<'_>, main: &mut [Block]) {
    let Some(address) = &edition.pack.fleet.corrections else { return };
    let nav = view::plain(&edition.inlines(&listing.page.nav));
    let link = |heading: &str| {
        let subject = subject(edition, &[&nav, heading]);
        Inline::Link { href: mailto(address, &subject, None), content: edition.line("report-facts") }
    };
    marked(main, &mut String::new(), &link);
}

fn marked(blocks: &mut [Block], heading: &mut String, link: &dyn Fn(&str) -> Inline) {
    for block in blocks {
        match block {
            Block::Heading { level, content, .. } if *level > 1 => *heading = view::plain(content),
            Block::Group(Group { kind: GroupKind::Checked | GroupKind::NotChecked, content, .. }) => {
                if let Some(Block::Paragraph(line)) = content.last_mut() {
                    line.push(Inline::Text(" ".to_owned()));
                    line.push(link(heading));
                }
            }
            // What is needed first stays short; the same facts stand in full below.
            Block::Group(Group { kind: GroupKind::Glance, .. }) => {}
            Block::Group(group) => marked(&mut group.content, heading, link),
            Block::Filter(filter) => {
                let entries = filter.parts.iter_mut().flat_map(|part| &mut part.entries);
                entries.for_each(|entry| marked(&mut entry.group.content, heading, link));
            }
            Block::Shared(shared) => {
                let mut last = heading.clone();
                if says_how_fresh(shared.content(), &mut last) {
                    *shared = Arc::new(shared.changed(|content| marked(content, heading, link)));
                } else {
                    *heading = last;
                }
            }
            _ => {}
        }
    }
}

/// Tells whether a line in blocks says how fresh facts are; if not, `heading` is the last one in them.
fn says_how_fresh(blocks: &[Block], heading: &mut String) -> bool {
    blocks.iter().any(|block| match block {
        Block::Heading { level, content, .. } if *level > 1 => {
            *heading = view::plain(content);
            false
        }
        Block::Group(group) => match group.kind {
            GroupKind::Checked | GroupKind::NotChecked => true,
            GroupKind::Glance => false,
            _ => says_how_fresh(&group.content, heading),
        },
        Block::Filter(filter) => {
            let mut entries = filter.parts.iter().flat_map(|part| &part.entries);
            entries.any(|entry| says_how_fresh(&entry.group.content, heading))
        }
        Block::Shared(shared) => says_how_fresh(shared.content(), heading),
        _ => false,
    })
}

/// Returns the foot of a page. `named` is the page's short title; `None` where a message about it would be a trace, and the
/// page about the pack says whom to tell.
pub(super) fn foot(edition: &Edition<'_>, named: Option<&str>, address: Option<&str>) -> Foot {
    let date = edition.date(edition.today);
    let report = match (&edition.pack.fleet.corrections, named) {
        (Some(email), Some(page)) => {
            let body = edition.say("report-body", &[("page", address.unwrap_or(page)), ("date", &date)]);
            Some(mailto(email, &subject(edition, &[page]), Some(&body)))
        }
        _ => edition.page_named(ABOUT).map(|about| {
            let link = edition.link_to(&about.path);
            if about.has_block(BlockName::Corrections) { format!("{link}#{CORRECTIONS}") } else { link }
        }),
    };
    let text = edition.say("report-page", &[]);
    let name = edition.establishment.map_or(&edition.pack.fleet.name, |establishment| &establishment.identity.name);
    let printed = match address {
        Some(address) => edition.say("printed", &[("name", name), ("date", &date), ("address", address)]),
        None => edition.say("printed-anywhere", &[("name", name), ("date", &date)]),
    };
    Foot { report: report.map(|href| MenuLink { href, text, current: false }), printed }
}

/// Whom to tell of a mistake by e-mail, in words.
pub(super) fn corrections(edition: &Edition<'_>) -> Vec<Block> {
    let text = match &edition.pack.fleet.corrections {
        Some(address) => {
            let link = Inline::Link {
                href: mailto(address, &subject(edition, &[]), None),
                content: vec![Inline::Name(address.as_str().to_owned())],
            };
            vec![
                Inline::Text(format!("{} ", edition.say("corrections-write", &[]))),
                link,
                Inline::Text(".".to_owned()),
            ]
        }
        None => edition.line("corrections-tell"),
    };
    let content = vec![Block::Paragraph(text)];
    vec![Block::Group(Group { kind: GroupKind::Note, id: Some(CORRECTIONS.to_owned()), label: None, content })]
}

/// Returns the subject of a message: the pack, the page and the facts.
fn subject(edition: &Edition<'_>, parts: &[&str]) -> String {
    let name = edition.establishment.map_or(&edition.pack.fleet.name, |establishment| &establishment.identity.name);
    let parts: Vec<&str> = std::iter::once(name.as_str()).chain(parts.iter().copied()).collect();
    let what = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    edition.say("report-subject", &[("what", &what)])
}

/// Returns an address that opens a message (RFC 6068, 2: everything else than letters, digits and `-._~` is encoded).
fn mailto(address: &Email, subject: &str, body: Option<&str>) -> String {
    let body = body.map(|body| format!("&body={}", encoded(body))).unwrap_or_default();
    format!("mailto:{}?subject={}{body}", address.as_str(), encoded(subject))
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
