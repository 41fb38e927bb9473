//! The small shared files: `familypack.toml`, the claims register, the diagrams and the bank holidays.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::DeTable;

use super::context::{Context, Value, value_error};
use super::reader::Reader;
use super::slot::listed;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::claim::{Claim, ClaimState};
use crate::model::date::parse_date;
use crate::model::diagram::{Diagram, Part};
use crate::model::email::Email;
use crate::model::fleet::{Fleet, ReviewDays, is_site_address};
use crate::model::holidays::{Division, HolidayTable};
use crate::model::language::Language;
use crate::model::link::Link;
use crate::model::slug::Slug;

/// Reads `familypack.toml`.
///
/// `themes` are the names of the themes that are there.
pub(super) fn fleet(context: &Context<'_>, table: &Spanned<DeTable<'_>>, themes: &BTreeSet<&str>) -> Fleet {
    let mut root = Reader::root(context, table);
    let usual = Fleet::default();
    let name = root.needed("name", "\"Family information packs\"").and_then(|value| context.text_of(value, "\"...\""));
    let base_url = root.get("base_url").and_then(|value| {
        let link = context.parsed(value, Link::parse)?;
        if is_site_address(link.as_str()) {
            return Some(link);
        }
        context.report(
            Diagnostic::error("base-url", context.at(value), "the site's address must end with /")
                .suggest(context.at(value), format!("\"{link}/\""))
                .help(format!("write \"{link}/\"")),
        );
        None
    });
    let exit_url = root.get("exit_url").and_then(|value| exit_url(context, value)).unwrap_or(usual.exit_url);
    let languages = languages(&mut root);
    let theme = theme(&mut root, themes).unwrap_or(usual.theme);
    let corrections = root.get("corrections").and_then(|value| context.parsed(value, Email::parse));
    let mut review = ReviewDays::default();
    if let Some(mut reader) = root.table("review") {
        review.times = reader.plain_number("times_days").unwrap_or(review.times);
        review.contacts = reader.plain_number("contacts_days").unwrap_or(review.contacts);
        review.other = reader.plain_number("other_days").unwrap_or(review.other);
        reader.finish();
    }
    root.finish();
    Fleet { name: name.map_or(usual.name, str::to_owned), base_url, languages, theme, corrections, review, exit_url }
}

/// Reads where the quick exit leads. Without `https`, anyone on the way could read where somebody came from.
fn exit_url(context: &Context<'_>, value: &Value<'_>) -> Option<Link> {
    let link = context.parsed(value, Link::parse)?;
    if !link.is_insecure() {
        return Some(link);
    }
    let instead = link.as_str().replacen("http", "https", 1);
    context.report(
        Diagnostic::error("exit-url", context.at(value), "the address that the exit leads to must begin with https://")
            .suggest(context.at(value), format!("\"{instead}\""))
            .help(format!("write \"{instead}\"")),
    );
    None
}

fn theme(root: &mut Reader<'_, '_, '_>, themes: &BTreeSet<&str>) -> Option<String> {
    let context = root.context;
    let value = root.get("theme")?;
    let theme = context.text_of(value, "\"plain\"")?.trim();
    // Where there is no theme at all, the renderer says so.
    if !themes.is_empty() && !themes.contains(theme) {
        let at = context.at(value);
        let problem = Diagnostic::error("theme-unknown", at.clone(), format!("there is no theme `{theme}`"));
        context.report(match did_you_mean(theme, themes.iter().copied()) {
            Some(near) => problem.help(format!("did you mean `{near}`?")).suggest(at, format!("\"{near}\"")),
            None => problem.help(format!("a theme is a folder in themes: write {}", listed(&Vec::from_iter(themes)))),
        });
    }
    Some(theme.to_owned())
}

fn languages(root: &mut Reader<'_, '_, '_>) -> Vec<Language> {
    let context = root.context;
    let Some(value) = root.get("languages") else { return vec![Language::english()] };
    let mut languages: Vec<Language> = Vec::new();
    for item in Context::items(value) {
        let Some(text) = context.text_of(item, "\"en\"") else { continue };
        match Language::parse(text) {
            Some(language) if !languages.contains(&language) => languages.push(language),
            Some(_) => {}
            None => context.report(
                Diagnostic::error(
                    "language-unknown",
                    context.at(item),
                    format!("`{text}` is not a language's short name"),
                )
                .help("write en for English, cy for Welsh, and so on (BCP 47)"),
            ),
        }
    }
    if languages.is_empty() { vec![Language::english()] } else { languages }
}

/// Reads `claims.toml`.
pub(super) fn claims(context: &Context<'_>, table: &Spanned<DeTable<'_>>) -> BTreeMap<Slug, Claim> {
    let mut root = Reader::root(context, table);
    let mut claims: BTreeMap<Slug, Claim> = BTreeMap::new();
    for mut reader in root.tables("claim") {
        let at = reader.at.clone();
        let Some(claim) = claim(&mut reader) else { continue };
        reader.finish();
        if let Some(first) = claims.get(&claim.id) {
            context.report(
                Diagnostic::error("id-twice", at, format!("the id `{}` is used twice", claim.id))
                    .also(first.at.clone(), "the first time")
                    .help("give each its own id"),
            );
            continue;
        }
        claims.insert(claim.id.clone(), claim);
    }
    root.finish();
    claims
}

fn claim(reader: &mut Reader<'_, '_, '_>) -> Option<Claim> {
    let context = reader.context;
    let id = reader.needed_slug("id", "children-each-year");
    let says = reader.needed_text("says");
    let source = reader.needed("source", "false, where none was given").map(|value| match value.get_ref().as_bool() {
        Some(false) => None,
        _ => context.text_of(value, "\"...\"").map(str::to_owned),
    });
    let year = reader.get("year").and_then(|value| context.number(value)).and_then(|year| i16::try_from(year).ok());
    let state = reader.needed_word("state", ClaimState::parse, ClaimState::ALL);
    let known = reader.needed_text("known");
    Some(Claim {
        newer: reader.text("newer"),
        families: reader.flag("families"),
        at: reader.at.clone(),
        id: id?.value,
        says: says?,
        source: source?,
        year,
        state: state?,
        known: known?,
    })
}

/// Reads `diagrams.toml`: one table a diagram.
pub(super) fn diagrams(context: &Context<'_>, table: &Spanned<DeTable<'_>>) -> BTreeMap<Slug, Diagram> {
    let mut root = Reader::root(context, table);
    let mut diagrams = BTreeMap::new();
    for (key, _) in root.entries() {
        let id = Slug::parse(key.value).map_err(|error| context.report(value_error(error, &key.span)));
        let (Ok(id), Some(mut reader)) = (id, root.table(key.value)) else { continue };
        let title = reader.needed_text("title");
        let centre = reader.needed_text("centre");
        let part = |mut reader: Reader<'_, '_, '_>| {
            let who = reader.needed_text("who");
            let gains = reader.needed("gains", "[\"...\"]").and_then(|value| context.prose_list(value));
            reader.finish();
            Some(Part { who: who?, gains: gains? })
        };
        let parts = reader.tables("part").into_iter().filter_map(part).collect();
        reader.finish();
        if let (Some(title), Some(centre)) = (title, centre) {
            diagrams.insert(id, Diagram { title, centre, parts });
        }
    }
    root.finish();
    diagrams
}

/// Reads `bank-holidays.toml`: one table a division, dates with their names.
pub(super) fn holidays(context: &Context<'_>, table: &Spanned<DeTable<'_>>) -> Option<HolidayTable> {
    let mut root = Reader::root(context, table);
    let checked = root.needed("checked", "2026-11-22").and_then(|value| context.checked_on(value));
    let source = root.needed("source", "\"...\"").and_then(|value| context.text_of(value, "\"...\""));
    let until = root.needed_date("until");
    let mut days = BTreeMap::new();
    for (word, division) in Division::ALL.iter().filter_map(|word| Some((*word, Division::parse(word)?))) {
        let Some(mut reader) = root.table(word) else { continue };
        for (key, value) in reader.entries() {
            let date = parse_date(key.value).map_err(|error| context.report(value_error(error, &key.span)));
            let name = context.text_of(value, "\"Christmas Day\"");
            if let (Ok(date), Some(name)) = (date, name) {
                days.entry(division).or_insert_with(BTreeMap::new).insert(date, name.to_owned());
            }
        }
        reader.finish();
    }
    root.finish();
    Some(HolidayTable { checked: checked?, source: source?.to_owned(), until: until?.value, days })
}
