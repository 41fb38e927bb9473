//! A sheet of facts: what is known as rows, what is not known in one line with whom to ask, and how fresh it is.

use super::edition::Edition;
use super::freshness::{Kind, Rests};
use super::resolve::phone;
use crate::model::fact::Fact;
use crate::model::group::{Group as Facts, Said};
use crate::model::phone::Phone;
use crate::model::record::{Contact, ContactRole};
use crate::model::words::capitalised;
use crate::view::{self, Block, Group, GroupKind, Inline, SummaryRow};

/// What nobody misses where it is not said.
const OPTIONAL: [&str; 2] = ["-note", "-about"];

/// How many things are named in a sentence; more make a list.
const IN_A_SENTENCE: usize = 3;

/// A sheet being filled.
pub(super) struct Sheet<'e, 'a> {
    edition: &'e Edition<'a>,
    kind: Kind,
    rows: Vec<SummaryRow>,
    unknown: Vec<String>,
    /// What it rests on.
    pub rests: Rests,
}

impl<'e, 'a> Sheet<'e, 'a> {
    /// Starts an empty sheet.
    pub(super) fn new(edition: &'e Edition<'a>, kind: Kind) -> Self {
        Self { edition, kind, rows: Vec::new(), unknown: Vec::new(), rests: Rests::default() }
    }

    /// Adds every fact of a group but those `left_out`, under the texts `<group>-<key>`.
    pub(super) fn group<G: Facts>(mut self, group: &G, left_out: &[&str]) -> Self {
        for (key, fact) in group.facts() {
            if !left_out.contains(&key) {
                self.fact(&format!("{}-{key}", G::NAME).replace('_', "-"), &fact);
            }
        }
        self
    }

    /// Adds some facts of a group, in the order named.
    pub(super) fn some<G: Facts>(mut self, group: &G, keys: &[&str]) -> Self {
        let facts = group.facts();
        for wanted in keys {
            if let Some((key, fact)) = facts.iter().find(|(key, _)| key == wanted) {
                self.fact(&format!("{}-{key}", G::NAME).replace('_', "-"), fact);
            }
        }
        self
    }

    /// Adds a fact under the text `name`.
    pub(super) fn fact(&mut self, name: &str, fact: &Fact<Said<'_>>) {
        self.rests.on(fact.written());
        let value = match fact {
            Fact::Unknown if OPTIONAL.iter().any(|optional| name.ends_with(optional)) => return,
            Fact::Unknown => return self.unknown.push(self.edition.say(name, &[])),
            Fact::Known { main, .. } => match main.value {
                Said::List(texts) if texts.len() > 1 => vec![Block::List {
                    start: None,
                    checklist: false,
                    items: texts.iter().map(|text| vec![Block::Paragraph(self.edition.prose(text))]).collect(),
                }],
                Said::Number(number) => vec![Block::Paragraph(vec![Inline::Text(self.edition.number(name, number))])],
                Said::Choices(_) => {
                    let words = view::plain(&self.edition.said(main.value));
                    vec![Block::Paragraph(vec![Inline::Text(capitalised(&words))])]
                }
                said => vec![Block::Paragraph(self.edition.said(said))],
            },
            Fact::No(_) => vec![Block::Paragraph(self.edition.no(name))],
        };
        let mut value = value;
        value.extend(self.others(fact));
        self.row(name, value);
    }

    /// Returns what other sources say of a fact, each a paragraph. Long texts are told on the page about the pack.
    fn others(&self, fact: &Fact<Said<'_>>) -> Vec<Block> {
        let short = |said: &Said<'_>| !matches!(said, Said::Prose(_) | Said::List(_) | Said::Choices(_) | Said::Yes);
        let others = fact.others().iter().filter(|other| short(&other.value));
        let paragraph = |other: &crate::model::fact::Known<Said<'_>>| {
            let mut words = vec![Inline::Text(format!("{} ", self.edition.say("fact-other", &[])))];
            words.extend(self.edition.said(other.value));
            words.push(Inline::Text(".".to_owned()));
            Block::Paragraph(words)
        };
        others.map(paragraph).collect()
    }

    /// Adds a row whose facts are told to [`Self::rests`] by the caller.
    pub(super) fn row(&mut self, name: &str, value: Vec<Block>) {
        let name = self.edition.say(name, &[]);
        self.named_row(&name, value);
    }

    /// Adds a row under words of its own.
    pub(super) fn named_row(&mut self, name: &str, value: Vec<Block>) {
        self.rows.push(SummaryRow { name: vec![Inline::Text(capitalised(name))], value });
    }

    /// Adds something that is not known, under the text `name`.
    pub(super) fn unknown(&mut self, name: &str) {
        self.unknown.push(self.edition.say(name, &[]));
    }

    /// Forgets what is not known: the text around it answers for every establishment.
    pub(super) fn known_only(mut self) -> Self {
        self.unknown.clear();
        self
    }

    /// Returns the rows, what is not known, and how fresh it is.
    pub(super) fn finish(self) -> Vec<Block> {
        let (edition, kind) = (self.edition, self.kind);
        let (mut blocks, rests) = self.without_checked();
        blocks.extend(edition.checked_line(kind, &rests));
        blocks
    }

    /// Returns the rows and what is not known, and what they rest on: for several sheets under one line.
    pub(super) fn without_checked(self) -> (Vec<Block>, Rests) {
        let mut blocks = Vec::new();
        if !self.rows.is_empty() {
            blocks.push(Block::Summary(self.rows));
        }
        if !self.unknown.is_empty() {
            blocks.push(self.edition.missing_of(&self.unknown));
        }
        (blocks, self.rests)
    }
}

impl Edition<'_> {
    /// Returns the box that says what is not known, and whom to ask.
    pub(super) fn missing_of(&self, names: &[String]) -> Block {
        if names.len() <= IN_A_SENTENCE {
            let text = self.say("missing", &[("names", &self.list_of(names))]);
            return self.missing_box(&text);
        }
        let items = names.iter().map(|name| vec![Block::Paragraph(vec![Inline::Text(capitalised(name))])]).collect();
        let content = vec![
            self.paragraph("missing-list"),
            Block::List { start: None, checklist: false, items },
            Block::Paragraph(self.ask()),
        ];
        Block::Group(Group { kind: GroupKind::Missing, id: None, label: None, content })
    }

    /// Returns the box of an interface text that says that something is not known, and whom to ask.
    pub(super) fn missing(&self, key: &str) -> Block {
        self.missing_box(&self.say(key, &[]))
    }

    fn missing_box(&self, text: &str) -> Block {
        let mut words = vec![Inline::Text(format!("{text} "))];
        words.extend(self.ask());
        let content = vec![Block::Paragraph(words)];
        Block::Group(Group { kind: GroupKind::Missing, id: None, label: None, content })
    }

    /// Returns whom to ask: the first contact that has a number, of those who answer families' questions. The first time on
    /// a page with the contact's name, then with the number alone.
    pub(super) fn ask(&self) -> Vec<Inline> {
        self.note_own();
        let Some((contact, number)) = self.whom_to_ask() else { return self.line("ask-prison") };
        if self.asked.replace(true) {
            let ask = Inline::Text(format!("{} ", self.say("ask-again", &[])));
            return vec![ask, phone(number), Inline::Text(".".to_owned())];
        }
        // A role's usual name begins small within a sentence; a name of its own stays as it is written.
        let name = self.contact_name(contact);
        let name = if contact.label.is_none() { lower_first(&name) } else { name };
        vec![
            Inline::Text(self.say("ask-before", &[("name", &name)])),
            Inline::Text(" ".to_owned()),
            phone(number),
            Inline::Text(".".to_owned()),
        ]
    }

    /// Returns the first contact that has a number, of those who answer families' questions.
    pub(super) fn whom_to_ask(&self) -> Option<(&Contact, &Phone)> {
        const ROLES: [ContactRole; 4] = [
            ContactRole::VisitorsCentre,
            ContactRole::FamilyWorker,
            ContactRole::BookingLine,
            ContactRole::Switchboard,
        ];
        ROLES.iter().find_map(|role| {
            let contact = self.establishment?.contact(*role)?;
            Some((contact, contact.facts.phone.known()?))
        })
    }
}

/// Returns `text` with its first letter small, unless it begins a name in capitals.
pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
