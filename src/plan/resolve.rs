//! Prose into what a reader gets: slots filled, conditions decided, links made relative.
//!
//! Only slots are filled: a name, an address, a quotation or a citation goes through as it is written.

use super::blocks::{block_slot, or_others};
use super::edition::Edition;
use super::freshness::Kind;
use super::shared::{Answer, Ask};
use crate::diagnostic::Diagnostic;
use crate::model::email::Email;
use crate::model::fact::Fact;
use crate::model::group::Said;
use crate::model::link::Link;
use crate::model::path::{Condition, ContactPart, EntryPart, Listed, Slot, Subject};
use crate::model::phone::Phone;
use crate::model::prose::{self, LinkTarget, ListLook, Prose, Tone};
use crate::model::slug::Slug;
use crate::model::walk::kind_of;
use crate::model::words::WordForm;
use crate::source::{Located, Span};
use crate::view::{Block, Foreign, Group, GroupKind, Inline, Table};

/// Wraps a phone number.
pub(super) fn phone(phone: &Phone) -> Inline {
    Inline::Phone { shown: phone.display(), href: format!("tel:{}", phone.tel()) }
}

/// Wraps an e-mail address.
pub(super) fn email(email: &Email) -> Inline {
    Inline::Link { href: format!("mailto:{}", email.as_str()), content: vec![Inline::Name(email.as_str().to_owned())] }
}

/// Wraps a web address, shown without its scheme.
pub(super) fn web(link: &Link) -> Inline {
    Inline::Link { href: link.as_str().to_owned(), content: vec![Inline::Name(link.display())] }
}

impl Edition<'_> {
    /// Returns a short text; in its own language where this one lacks it.
    pub(super) fn prose(&self, prose: &Prose) -> Vec<Inline> {
        let Some((language, inlines)) = prose.best(self.language) else { return Vec::new() };
        let content = self.inlines(inlines);
        if language == self.language {
            return content;
        }
        let foreign = Foreign { language: language.to_string(), direction: language.direction(), content };
        vec![Inline::Foreign(Box::new(foreign))]
    }

    /// Returns a run of text with its slots filled.
    pub(super) fn inlines(&self, inlines: &[prose::Inline]) -> Vec<Inline> {
        let mut filled = Vec::new();
        for inline in inlines {
            match inline {
                prose::Inline::Text(text) => filled.push(Inline::Text(text.clone())),
                prose::Inline::Strong(content) => filled.push(Inline::Strong(self.inlines(content))),
                prose::Inline::Emphasis(content) => filled.push(Inline::Emphasis(self.inlines(content))),
                prose::Inline::Break => filled.push(Inline::Break),
                prose::Inline::Slot(slot) => filled.extend(self.slot(slot)),
                prose::Inline::Link { target, content, at } => match self.link(target, at) {
                    Some(href) => filled.push(Inline::Link { href, content: self.inlines(content) }),
                    None => filled.extend(self.inlines(content)),
                },
            }
        }
        filled
    }

    /// Returns where a link leads; `None` for a page that this pack leaves out, whose words then stand without a link.
    fn link(&self, target: &LinkTarget, at: &Span) -> Option<String> {
        match target {
            LinkTarget::Web(address) => Some(address.clone()),
            LinkTarget::Anchor(anchor) => Some(format!("#{anchor}")),
            LinkTarget::Page { page, anchor } => {
                let href = self.href(page, anchor.as_deref());
                self.note_ask(|| (Ask::Page(page.clone(), anchor.clone()), Answer::Address(href.clone())));
                if href.is_none() && !self.exists_elsewhere(page) {
                    self.report(
                        Diagnostic::error("link-page", at.clone(), format!("there is no page `{page}`"))
                            .help("write the name of a page's file, for example visiting.md"),
                    );
                }
                href
            }
        }
    }

    /// Tells whether a shared page of that name exists, though this pack does not hold it.
    fn exists_elsewhere(&self, page: &Slug) -> bool {
        self.pack.pages.iter().any(|shared| shared.name == *page)
    }

    fn slot(&self, slot: &Located<Slot>) -> Vec<Inline> {
        if !matches!(slot.value, Slot::Entry(..) | Slot::Claim(_) | Slot::Words(_)) {
            self.note_own();
        }
        match (&slot.value, self.establishment) {
            (Slot::Entry(id, part), _) => self.entry_slot(id, *part, &slot.span),
            (Slot::Claim(id), _) => self.claim_slot(id, &slot.span),
            (_, None) => {
                self.report(
                    Diagnostic::error(
                        "slot-fleet",
                        slot.span.clone(),
                        "a page of the whole fleet cannot use an establishment's words or facts",
                    )
                    .help("take this slot out, or write it for all establishments"),
                );
                Vec::new()
            }
            (Slot::Words(form), Some(_)) => {
                let words = self.house_words(*form);
                self.note_ask(|| (Ask::Words(*form), Answer::Words(words.clone())));
                words
            }
            (Slot::Name, Some(establishment)) => vec![Inline::Name(establishment.identity.full_name())],
            (Slot::ShortName, Some(establishment)) => vec![Inline::Name(establishment.identity.name.clone())],
            (Slot::Fact(path), Some(establishment)) => {
                let fact = establishment.fact(*path);
                self.shown_fact(kind_of(path.group), &fact)
            }
            (Slot::Contact(role, part), Some(establishment)) => {
                let contact = establishment.contact(*role).map(|contact| &contact.facts);
                let fact = match (part, contact) {
                    (_, None) => Fact::Unknown,
                    (ContactPart::Phone, Some(facts)) => facts.phone.map(Said::Phone),
                    (ContactPart::TextNumber, Some(facts)) => facts.text_number.map(Said::Phone),
                    (ContactPart::Email, Some(facts)) => facts.email.map(Said::Email),
                    (ContactPart::Web, Some(facts)) => facts.web.map(Said::Link),
                };
                self.shown_fact(Kind::Contacts, &fact)
            }
        }
    }

    fn shown_fact(&self, kind: Kind, fact: &Fact<Said<'_>>) -> Vec<Inline> {
        if let Some(written) = fact.written() {
            self.show(kind, written);
        }
        self.fact(fact)
    }

    /// Returns a fact as a run of text: what is known, "no", or that it is not known and whom to ask.
    pub(super) fn fact(&self, fact: &Fact<Said<'_>>) -> Vec<Inline> {
        match fact {
            Fact::Known { main, .. } => self.said(main.value),
            Fact::No(_) => self.line("fact-no"),
            Fact::Unknown => {
                let mut words = self.line("fact-unknown");
                words.extend(self.ask());
                words
            }
        }
    }

    /// Returns what a known fact says as a run of text.
    pub(super) fn said(&self, said: Said<'_>) -> Vec<Inline> {
        match said {
            Said::Prose(text) => self.prose(text),
            Said::List(texts) => {
                let mut words = Vec::new();
                for (index, text) in texts.iter().enumerate() {
                    if index > 0 {
                        words.push(Inline::Text("; ".to_owned()));
                    }
                    words.extend(self.prose(text));
                }
                words
            }
            Said::Number(number) => vec![Inline::Text(number.to_string())],
            Said::Yes => self.line("fact-yes"),
            Said::Phone(number) => vec![phone(number)],
            Said::Email(address) => vec![email(address)],
            Said::Link(link) => vec![web(link)],
            Said::Time(time) => vec![Inline::Text(self.time(time))],
            Said::Span(span) => vec![Inline::Text(self.time_span(span))],
            Said::Postcode(postcode) => vec![Inline::Name(postcode.to_string())],
            Said::Entry(id) => match self.entry(id) {
                Some(entry) => vec![self.entry_name(entry)],
                None => vec![Inline::Name(id.to_string())],
            },
            Said::Choices(words) => {
                let words: Vec<String> = words.iter().map(|word| self.say(&format!("choice-{word}"), &[])).collect();
                vec![Inline::Text(self.list_of(&words))]
            }
        }
    }

    fn entry_slot(&self, id: &Slug, part: EntryPart, at: &Span) -> Vec<Inline> {
        let Some(words) = self.entry_words(id, part) else {
            self.report(super::unknown_entry(self.pack, id, at));
            return Vec::new();
        };
        self.note_ask(|| (Ask::Entry(id.clone(), part), Answer::Words(words.clone())));
        words
    }

    /// Returns the establishment's word for the people it holds.
    pub(super) fn house_words(&self, form: WordForm) -> Vec<Inline> {
        self.words().map(|words| Inline::Text(words.form(form))).into_iter().collect()
    }

    /// Returns a part of a directory entry; `None` where there is no such entry.
    pub(super) fn entry_words(&self, id: &Slug, part: EntryPart) -> Option<Vec<Inline>> {
        let entry = self.entry(id)?;
        Some(match part {
            EntryPart::Name => vec![self.entry_name(entry)],
            EntryPart::Phone => match entry.phones.iter().find_map(|line| Some((&line.number, line.number.known()?))) {
                Some((fact, number)) => std::iter::once(phone(number)).chain(or_others(self, fact)).collect(),
                None => self.line("entry-no-phone"),
            },
            EntryPart::Email => entry.email.known().map(email).into_iter().collect(),
            EntryPart::Web => entry.web.known().map(web).into_iter().collect(),
        })
    }

    fn claim_slot(&self, id: &Slug, at: &Span) -> Vec<Inline> {
        let Some(claim) = self.pack.claims.get(id) else {
            let ids = self.pack.claims.keys().map(Slug::as_str);
            let mut problem =
                Diagnostic::error("claim-unknown", at.clone(), format!("the claims register has no `{id}`"));
            problem = problem.help(match crate::diagnostic::did_you_mean(id.as_str(), ids) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add it to content/claims.toml with its source".to_owned(),
            });
            self.report(problem);
            return Vec::new();
        };
        let mut words = self.prose(&claim.says);
        let source = match (&claim.source, claim.year) {
            (Some(source), Some(year)) => {
                self.say("claim-source-year", &[("source", source), ("year", &year.to_string())])
            }
            (Some(source), None) => self.say("claim-source", &[("source", source)]),
            (None, _) => self.say("claim-no-source", &[]),
        };
        words.push(Inline::Text(format!(" ({source})")));
        words
    }

    /// Returns blocks with their slots filled and their conditions decided.
    pub(super) fn blocks(&self, blocks: &[prose::Block]) -> Vec<Block> {
        let mut filled = Vec::new();
        for block in blocks {
            match block {
                prose::Block::Heading { level, id, content, at } => {
                    let content = self.inlines(content);
                    self.show_heading(id, &content, at);
                    filled.push(Block::Heading { level: *level, id: id.clone(), content });
                }
                prose::Block::Paragraph(content) => filled.push(Block::Paragraph(self.inlines(content))),
                prose::Block::List { start, items, look } => filled.push(self.list(*start, items, *look)),
                prose::Block::Table { caption, head, rows } => filled.push(Block::Table(Table {
                    caption: self.inlines(caption),
                    head: head.iter().map(|cell| self.inlines(cell)).collect(),
                    rows: rows.iter().map(|row| row.iter().map(|cell| self.inlines(cell)).collect()).collect(),
                })),
                prose::Block::Quote(content) => filled.push(Block::Quote(self.blocks(content))),
                prose::Block::Callout { tone, content } => filled.push(Block::Group(Group {
                    kind: match tone {
                        Tone::Note => GroupKind::Note,
                        Tone::Important => GroupKind::Important,
                        Tone::Warning => GroupKind::Warning,
                    },
                    id: None,
                    label: Some(self.say(&format!("tone-{}", tone.as_str()), &[])),
                    content: self.blocks(content),
                })),
                prose::Block::Slot(slot) => filled.extend(block_slot(self, slot)),
                prose::Block::When { condition, then, otherwise } => {
                    let part = if self.holds(condition) { then } else { otherwise };
                    filled.extend(self.blocks(part));
                }
            }
        }
        filled
    }

    fn list(&self, start: Option<u64>, items: &[Vec<prose::Block>], look: ListLook) -> Block {
        let items = items.iter().map(|item| self.blocks(item)).collect();
        let list = Block::List { start, checklist: look == ListLook::Checklist, items };
        match look {
            ListLook::Steps => {
                Block::Group(Group { kind: GroupKind::Steps, id: None, label: None, content: vec![list] })
            }
            ListLook::Plain | ListLook::Checklist => list,
        }
    }

    /// Tells whether a condition holds. On a page of the whole fleet nothing is known of an establishment.
    pub(super) fn holds(&self, condition: &Condition) -> bool {
        let holds = self.decide(condition);
        self.note_ask(|| (Ask::Holds(condition.clone()), Answer::Holds(holds)));
        holds
    }

    /// Decides a condition.
    pub(super) fn decide(&self, condition: &Condition) -> bool {
        let Some(establishment) = self.establishment else { return condition.negated };
        let holds = match &condition.subject {
            Subject::Fact(path) => establishment.fact(*path).is_known(),
            Subject::Contact(role, part) => establishment.contact(*role).is_some_and(|contact| match part {
                ContactPart::Phone => contact.facts.phone.is_known(),
                ContactPart::TextNumber => contact.facts.text_number.is_known(),
                ContactPart::Email => contact.facts.email.is_known(),
                ContactPart::Web => contact.facts.web.is_known(),
            }),
            Subject::Listed(list) => match list {
                Listed::Session => !establishment.sessions.is_empty(),
                Listed::Support => !establishment.supports.is_empty(),
                Listed::Service => !establishment.services.is_empty(),
                Listed::FamilyDay => establishment.family_days.iter().any(|day| day.date.value >= self.today),
                Listed::Notice => establishment.notices.iter().any(|notice| notice.is_shown(self.today)),
                Listed::Search => !establishment.searches.is_empty(),
                Listed::Facility => !establishment.facilities.is_empty(),
                Listed::Partner => !establishment.partners.is_empty(),
                Listed::Commitment => !establishment.commitments.is_empty(),
                Listed::Place => !establishment.places.is_empty(),
            },
        };
        holds != condition.negated
    }
}
