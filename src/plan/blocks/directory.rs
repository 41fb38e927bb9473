//! The support directory: who can help, who cannot any more, and the urgent lines.

mod filter;

use self::filter::{filter, topic_mark, topics};
use super::super::edition::Edition;
use super::super::freshness::{Kind, Rests};
use super::super::resolve::{email, phone, web};
use super::super::sheet::{Sheet, lower_first};
use crate::model::directory::{Directory, Entry, EntryPhone, PrintedAs, State, Topic};
use crate::model::establishment::Establishment;
use crate::model::fact::Fact;
use crate::model::group::Said;
use crate::model::link::Link;
use crate::model::phone::Phone;
use crate::model::words::capitalised;
use crate::view::{Block, Group, GroupKind, Inline, SummaryRow};

impl Edition<'_> {
    /// Returns an entry's name, linked to where the directory page has it.
    pub(in crate::plan) fn entry_name(&self, entry: &Entry) -> Inline {
        let name = Inline::Name(entry.name.clone());
        let known = [&self.pages, &self.untranslated].into_iter().find_map(|pages| pages.get_key_value("directory"));
        let page = known.map(|(page, _)| *page).or_else(|| self.chapters.get("directory"));
        let here = page.and_then(|page| self.href(page, Some(&anchor(entry)))).filter(|_| self.lists(entry));
        match here.or_else(|| Some(entry.web.known().filter(|_| helps(entry))?.as_str().to_owned())) {
            Some(href) => Inline::Link { href, content: vec![name] },
            None => name,
        }
    }

    /// Tells whether the directory page of this pack holds the entry.
    fn lists(&self, entry: &Entry) -> bool {
        self.establishment.is_some_and(|establishment| {
            let left_out = || establishment.without_entries.iter().any(|slug| slug.value == entry.id);
            establishment.directory.get(&entry.id).is_some()
                || self.pack.directory.get(&entry.id).is_some() && !left_out()
        })
    }
}

fn anchor(entry: &Entry) -> String {
    format!("entry-{}", entry.id)
}

/// Tells whether an entry may stand as help. One that nobody has checked may, and says so.
fn helps(entry: &Entry) -> bool {
    match entry.state {
        State::Open => true,
        State::Unknown => !entry.phones.is_empty() || entry.web.is_known() || entry.email.is_known(),
        State::Closed | State::Merged => false,
    }
}

/// The directory to choose from, or one topic of it in lines.
pub(super) fn directory(edition: &Edition<'_>, topic: Option<&str>) -> Vec<Block> {
    let entries: Vec<(&Entry, &Directory)> = edition.entries().collect();
    if let Some(topic) = topic.and_then(Topic::parse) {
        let named = entries.iter().filter(|(entry, _)| helps(entry) && entry.topics.contains(&topic));
        let items: Vec<Vec<Block>> =
            named.map(|(entry, _)| vec![Block::Paragraph(short_line(edition, entry))]).collect();
        if items.is_empty() {
            return vec![edition.missing("directory-none")];
        }
        return vec![Block::List { start: None, checklist: false, items }];
    }
    let is_national = |establishment: &Establishment| {
        establishment.directory.entries.is_empty()
            && establishment.local_entries.is_empty()
            && establishment.without_entries.is_empty()
    };
    let whole = || vec![Block::Filter(Box::new(filter(edition, &entries)))];
    if edition.establishment.is_some_and(is_national) {
        edition.shared(&edition.pack.directory, whole)
    } else {
        whole()
    }
}

/// Returns an entry in a line: name, number, what it does.
fn short_line(edition: &Edition<'_>, entry: &Entry) -> Vec<Inline> {
    let mut words = vec![edition.entry_name(entry)];
    if let Some((line, number)) = entry.phones.iter().find_map(|line| Some((line, line.number.known()?))) {
        words.push(Inline::Text(", ".to_owned()));
        words.push(phone(number));
        words.extend(or_others(edition, &line.number));
    }
    words.push(Inline::Text(". ".to_owned()));
    words.extend(edition.prose(&entry.does));
    words
}

/// Returns the other numbers that are in use for a line: nobody knows which of them is answered.
pub(in crate::plan) fn or_others(edition: &Edition<'_>, number: &Fact<Phone>) -> Vec<Inline> {
    let others = number.others().iter();
    others
        .flat_map(|other| [Inline::Text(format!(" {} ", edition.say("entry-or", &[]))), phone(&other.value)])
        .collect()
}

/// Returns an entry in full: its name, what it does, and its numbers before all else.
fn full(edition: &Edition<'_>, entry: &Entry, directory: &Directory) -> Group {
    let is_local = |establishment: &Establishment| {
        establishment.directory.get(&entry.id).is_some()
            || establishment.local_entries.iter().any(|local| local.entry.value == entry.id)
    };
    let content = if edition.establishment.is_some_and(is_local) {
        full_content(edition, entry, directory)
    } else {
        edition.shared(entry, || full_content(edition, entry, directory))
    };
    Group { kind: GroupKind::Entry, id: None, label: None, content }
}

fn full_content(edition: &Edition<'_>, entry: &Entry, directory: &Directory) -> Vec<Block> {
    let mut content =
        vec![Block::Heading { level: 4, id: anchor(entry), content: vec![Inline::Name(entry.name.clone())] }];
    content.push(Block::Paragraph(edition.prose(&entry.does)));
    let mut rests = Rests::default();
    rests.on(Some(entry.known.written()));
    for line in &entry.phones {
        content.extend(phone_lines(edition, line, directory));
        rests.on(line.number.written());
    }
    let mut sheet = Sheet::new(edition, Kind::Contacts);
    if let Some(establishment) = edition.establishment {
        for local in establishment.local_entries.iter().filter(|local| local.entry.value == entry.id) {
            for line in &local.phones {
                content.extend(phone_lines(edition, line, &establishment.directory));
                rests.on(line.number.written());
            }
            if let Some(note) = &local.note {
                sheet.row("entry-here", vec![Block::Paragraph(edition.prose(note))]);
            }
        }
    }
    if entry.web.is_known() {
        sheet.fact("contact-web", &entry.web.map(Said::Link));
    }
    if entry.email.is_known() {
        sheet.fact("contact-email", &entry.email.map(Said::Email));
    }
    more_rows(edition, &mut sheet, entry);
    sheet.rests = Rests::default();
    if entry.phones.is_empty() && !entry.web.is_known() && !entry.email.is_known() {
        content.push(edition.paragraph("entry-no-contact"));
    }
    content.extend(sheet.finish());
    content.extend(formerly(edition, entry));
    if let Some(note) = &entry.state_note {
        content.push(Block::Paragraph(edition.prose(note)));
    }
    content.extend(entry.printed_as.as_ref().and_then(|printed| differently_printed(edition, entry, printed)));
    content.extend(edition.checked_line(Kind::Contacts, &rests));
    content
}

fn more_rows(edition: &Edition<'_>, sheet: &mut Sheet<'_, '_>, entry: &Entry) {
    let audiences: Vec<String> =
        entry.for_whom.iter().map(|audience| edition.say(&format!("audience-{}", audience.as_str()), &[])).collect();
    if !audiences.is_empty() {
        let words = capitalised(&edition.list_of(&audiences));
        sheet.row("entry-for-whom", vec![Block::Paragraph(vec![Inline::Text(words)])]);
    }
    let topics: Vec<String> = topics()
        .filter(|topic| entry.topics.contains(topic))
        .map(|topic| lower_first(&edition.say(&topic_mark(topic), &[])))
        .collect();
    if !topics.is_empty() {
        let words = capitalised(&topics.join(", "));
        sheet.row("entry-topics", vec![Block::Paragraph(vec![Inline::Text(words)])]);
    }
    if let Some(area) = &entry.area {
        sheet.row("entry-area", vec![Block::Paragraph(vec![Inline::Name(area.clone())])]);
    }
    if let Some(limits) = &entry.not_for {
        sheet.row("entry-not-for", vec![Block::Paragraph(edition.prose(limits))]);
    }
    if entry.user_generated {
        sheet.row("entry-written-by", vec![edition.paragraph("entry-user-generated")]);
    }
}

fn formerly(edition: &Edition<'_>, entry: &Entry) -> Option<Block> {
    if entry.formerly.is_empty() {
        return None;
    }
    let mut words = vec![Inline::Text(format!("{} ", edition.say("entry-formerly", &[])))];
    for (index, name) in entry.formerly.iter().enumerate() {
        if index > 0 {
            words.push(Inline::Text(", ".to_owned()));
        }
        words.push(Inline::Name(name.clone()));
    }
    words.push(Inline::Text(".".to_owned()));
    Some(Block::Paragraph(words))
}

/// A number, and below it what is to be known of it and the other numbers that are in use for it.
fn phone_lines(edition: &Edition<'_>, line: &EntryPhone, directory: &Directory) -> Vec<Block> {
    let Fact::Known { main, others } = &line.number else { return Vec::new() };
    let mut words = Vec::new();
    if let Some((_, label)) = line.label.as_ref().and_then(|label| label.best(edition.language)) {
        words.push(Inline::Text(format!("{}: ", crate::model::prose::plain(label))));
    }
    words.push(phone(&main.value));
    let cost = if main.value.is_free() {
        Some("cost-free".to_owned())
    } else if main.value.is_premium() {
        Some("cost-premium".to_owned())
    } else {
        line.cost.map(|cost| format!("cost-{}", cost.as_str()))
    };
    let mut about: Vec<Vec<Inline>> = cost.map(|key| edition.line(&key)).into_iter().collect();
    about.extend(line.hours.known().map(|hours| edition.prose(hours)));
    about.extend(line.text.then(|| edition.line("entry-texts")));
    for part in about {
        // Each on a line of its own: a frightened reader sees the number, then whether it is free, then when it is answered.
        words.push(Inline::Break);
        words.extend(part);
    }
    let mut blocks = vec![Block::Paragraph(words)];
    for other in others {
        let source = other.provenance.source.as_ref().and_then(|id| directory.sources.get(id));
        let mut words = vec![Inline::Text(format!("{} ", edition.say("entry-other-number", &[]))), phone(&other.value)];
        if let Some(source) = source {
            words.push(Inline::Text(format!(" ({}).", source.title)));
        }
        blocks.push(Block::Paragraph(words));
    }
    blocks.extend(line.note.as_ref().map(|note| Block::Paragraph(edition.prose(note))));
    blocks
}

/// Organisations that have closed, merged or are not known to be there, with who helps now.
pub(super) fn closed(edition: &Edition<'_>) -> Vec<Block> {
    let gone = edition.entries().filter(|(entry, _)| !helps(entry));
    gone.map(|(entry, directory)| gone_entry(edition, entry, directory)).collect()
}

fn gone_entry(edition: &Edition<'_>, entry: &Entry, directory: &Directory) -> Block {
    let mut content =
        vec![Block::Heading { level: 3, id: anchor(entry), content: vec![Inline::Name(entry.name.clone())] }];
    let state = match &entry.state_on {
        Some(when) => edition.say(&format!("state-{}-on", entry.state.as_str()), &[("when", when)]),
        None => edition.say(&format!("state-{}", entry.state.as_str()), &[]),
    };
    content.push(Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(state)])]));
    content.push(Block::Paragraph(edition.prose(&entry.does)));
    content.extend(entry.state_note.as_ref().map(|note| Block::Paragraph(edition.prose(note))));
    if let Some(successor) = entry.successor.as_ref().and_then(|id| edition.entry(&id.value)) {
        let mut words =
            vec![Inline::Text(format!("{} ", edition.say("entry-successor", &[]))), edition.entry_name(successor)];
        words.push(Inline::Text(".".to_owned()));
        content.push(Block::Paragraph(words));
    }
    content.extend(entry.printed_as.as_ref().map(|printed| Block::Summary(printed_rows(edition, printed))));
    let source = entry.state_source.as_ref().and_then(|id| directory.sources.get(&id.value));
    if let Some(source) = source {
        let words = vec![
            Inline::Text(format!("{} ", edition.say("entry-state-source", &[]))),
            Inline::Name(source.title.clone()),
        ];
        content.push(Block::Paragraph(words));
    }
    let mut rests = Rests::default();
    rests.on(Some(entry.known.written()));
    content.extend(edition.checked_line(Kind::Other, &rests));
    Block::Group(Group { kind: GroupKind::ClosedEntry, id: None, label: None, content })
}

/// What old lists print of an organisation that still helps, where it is not what holds today.
fn differently_printed(edition: &Edition<'_>, entry: &Entry, printed: &PrintedAs) -> Option<Block> {
    let today = |text: &str| {
        let numbers = entry.phones.iter().filter_map(|line| line.number.known()).map(Phone::display);
        let web = entry.web.known().map(Link::display);
        let email = entry.email.known().map(|email| email.as_str().to_owned());
        let mut all = numbers.chain(web).chain(email).chain([entry.name.clone()]);
        all.any(|known| known == text)
    };
    let differs = |text: &Option<String>| text.clone().filter(|text| !today(text));
    let printed = PrintedAs {
        name: differs(&printed.name),
        phone: differs(&printed.phone),
        web: differs(&printed.web),
        email: differs(&printed.email),
    };
    let rows = printed_rows(edition, &printed);
    (!rows.is_empty()).then_some(Block::Summary(rows))
}

/// What old lists print, as plain text: nobody is to call or click it.
fn printed_rows(edition: &Edition<'_>, printed: &PrintedAs) -> Vec<SummaryRow> {
    let rows = [
        ("printed-name", &printed.name),
        ("printed-phone", &printed.phone),
        ("printed-web", &printed.web),
        ("printed-email", &printed.email),
    ];
    let rows = rows.into_iter().filter_map(|(name, text)| {
        let value = vec![Block::Paragraph(vec![Inline::Name(text.clone()?)])];
        Some(SummaryRow { name: edition.line(name), value })
    });
    rows.collect()
}

/// The urgent lines, in their order.
pub(super) fn urgent_help(edition: &Edition<'_>) -> Vec<Block> {
    let mut urgent: Vec<&Entry> =
        edition.entries().map(|(entry, _)| entry).filter(|entry| entry.urgent.is_some() && helps(entry)).collect();
    urgent.sort_by_key(|entry| entry.urgent);
    let items = urgent.iter().map(|entry| {
        let mut words = vec![Inline::Strong(vec![Inline::Name(entry.name.clone())])];
        for line in &entry.phones {
            if let Some(number) = line.number.known() {
                words.push(Inline::Text(": ".to_owned()));
                words.push(phone(number));
                words.extend(or_others(edition, &line.number));
            }
        }
        words.push(Inline::Text(". ".to_owned()));
        words.extend(edition.prose(&entry.does));
        if entry.phones.is_empty() {
            words.extend(entry.email.known().map(email));
            words.extend(entry.web.known().map(web));
        }
        vec![Block::Paragraph(words)]
    });
    vec![Block::List { start: None, checklist: false, items: items.collect() }]
}
