//! `directory.toml`: the support directory (Annex A), and what establishments add to it.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeTable;

use super::context::Context;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::directory::{Audience, Directory, Entry, EntryPhone, LocalEntry, PrintedAs, State, Topic};
use crate::model::email::Email;
use crate::model::language::Language;
use crate::model::link::Link;
use crate::model::record::Cost;
use crate::model::slug::Slug;
use crate::source::Span;

/// Reads the file.
pub(super) fn directory(context: &Context<'_>, table: &Spanned<DeTable<'_>>) -> Directory {
    let mut root = Reader::root(context, table).with_provenance();
    let _ = root.get("sources");
    let entries = entries(root.tables("entry"));
    root.finish();
    Directory { entries, sources: context.sources.clone() }
}

/// Reads entries, keeping the first of each id.
pub(super) fn entries(tables: Vec<Reader<'_, '_, '_>>) -> Vec<Entry> {
    let mut seen: BTreeMap<Slug, Span> = BTreeMap::new();
    let mut entries = Vec::new();
    for table in tables {
        let context = table.context;
        let Some(entry) = entry(table) else { continue };
        match seen.get(&entry.id) {
            Some(first) => context.report(
                Diagnostic::error("id-twice", entry.known.at.clone(), format!("the id `{}` is used twice", entry.id))
                    .also(first.clone(), "the first time")
                    .help("give each its own id"),
            ),
            None => {
                seen.insert(entry.id.clone(), entry.known.at.clone());
                entries.push(entry);
            }
        }
    }
    entries
}

/// Reads what an establishment adds to national entries.
pub(super) fn local_entries(tables: Vec<Reader<'_, '_, '_>>) -> Vec<LocalEntry> {
    let local = |mut reader: Reader<'_, '_, '_>| {
        let entry = reader.needed_slug("entry", "samaritans");
        let phones = phones(&mut reader);
        let note = reader.text("note");
        reader.finish();
        Some(LocalEntry { entry: entry?, phones, note })
    };
    tables.into_iter().filter_map(local).collect()
}

fn entry(mut reader: Reader<'_, '_, '_>) -> Option<Entry> {
    let id = reader.needed_slug("id", "samaritans");
    let name = reader.needed("name", "\"Samaritans\"").and_then(|value| reader.context.text_of(value, "\"...\""));
    let state = reader.needed_word("state", State::parse, State::ALL);
    let does = reader.needed_text("does");
    let no_successor = reader.flag("no_successor");
    let urgent = reader.flag("urgent");
    let order = reader.plain_number("order");
    let successor = reader.slug("successor");
    if matches!(state, Some(State::Closed | State::Merged)) && successor.is_none() && !no_successor {
        let name = name.unwrap_or("this organisation");
        reader.context.report(
            Diagnostic::error(
                "successor-missing",
                reader.at.clone(),
                format!("{name} cannot help any more, and nothing says who helps now"),
            )
            .help("write successor = with the id of the entry that helps now, or no_successor = true"),
        );
    }
    let entry = Entry {
        id: id?.value,
        name: name?.trim().to_owned(),
        short_name: reader.string("short_name"),
        formerly: reader.strings("formerly"),
        state: state?,
        state_on: reader.string("state_on"),
        successor,
        state_note: reader.text("state_note"),
        state_source: reader.slug("state_source"),
        does: does?,
        for_whom: reader.words("for_whom", Audience::parse, Audience::ALL),
        topics: reader.words("topics", Topic::parse, Topic::ALL),
        area: reader.string("area"),
        phones: phones(&mut reader),
        email: reader.fact("email", |context, value| context.parsed(value, Email::parse)),
        web: reader.fact("web", |context, value| context.parsed(value, Link::parse)),
        printed_as: reader.table("printed_as").map(printed_as),
        not_for: reader.text("not_for"),
        user_generated: reader.flag("user_generated"),
        urgent: urgent.then_some(order.unwrap_or(99)),
        language: language(&mut reader),
        known: reader.known(),
    };
    known_source(&reader, &entry);
    reader.finish();
    Some(entry)
}

fn known_source(reader: &Reader<'_, '_, '_>, entry: &Entry) {
    if let Some(source) = &entry.state_source
        && !reader.context.sources.contains_key(&source.value)
    {
        reader.context.report(
            Diagnostic::error(
                "source-unknown",
                source.span.clone(),
                format!("this file has no source `{}`", source.value),
            )
            .help(format!("add a table [sources.{}] with its title, or name one that is there", source.value)),
        );
    }
}

fn language(reader: &mut Reader<'_, '_, '_>) -> Option<Language> {
    let value = reader.get("language")?;
    let text = reader.context.text_of(value, "\"en\"")?;
    let language = Language::parse(text);
    if language.is_none() {
        reader.context.report(
            Diagnostic::error(
                "language-unknown",
                reader.context.at(value),
                format!("`{text}` is not a language's short name"),
            )
            .help("write en for English, cy for Welsh, and so on (BCP 47)"),
        );
    }
    language
}

fn phones(reader: &mut Reader<'_, '_, '_>) -> Vec<EntryPhone> {
    let phone = |mut reader: Reader<'_, '_, '_>| {
        let phone = EntryPhone {
            number: reader.fact("number", Context::phone),
            label: reader.text("label"),
            cost: reader.word("cost", Cost::parse, Cost::ALL),
            hours: reader.fact("hours", Context::prose),
            text: reader.flag("text"),
            note: reader.text("note"),
        };
        if !reader.has("number") {
            let _ = reader.needed("number", "\"116 123\"");
        }
        reader.finish();
        phone
    };
    reader.tables("phone").into_iter().map(phone).collect()
}

fn printed_as(mut reader: Reader<'_, '_, '_>) -> PrintedAs {
    let printed = PrintedAs {
        name: reader.string("name"),
        phone: reader.string("phone"),
        web: reader.string("web"),
        email: reader.string("email"),
    };
    reader.finish();
    printed
}
