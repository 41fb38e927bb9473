//! `establishment.toml`: every group of facts of one establishment.

mod records;

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeTable;

use self::records::{
    commitment, contact, facility, family_day, level, notice, partner, place, search_rule, service, support,
};
use super::context::Context;
use super::directory::{entries, local_entries};
use super::hours::{all_hours, session};
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::directory::Directory;
use crate::model::establishment::{Establishment, Holds, Identity, Kind, OwnPages, PackState, Prefix, Status};
use crate::model::groups::{
    Access, Booking, Centre, ChildContact, Children, Complaints, Entry, Family, Hall, IdentityFacts, KeepInTouch,
    Pathway, Safety, Strategy, Travel, Visits,
};
use crate::model::holidays::Division;
use crate::model::language::Language;
use crate::model::slug::Slug;
use crate::model::words::Words;
use crate::source::Located;

/// Reads the file of the establishment `id`. `None` where it lacks what a pack cannot do without; the problems say what.
pub(super) fn establishment(context: &Context<'_>, table: &Spanned<DeTable<'_>>, id: &Slug) -> Option<Establishment> {
    let mut root = Reader::root(context, table).with_provenance();
    let _ = root.get("sources");
    let state = root.needed_word("state", PackState::parse, PackState::ALL);
    let owner = root.string("owner");
    let division = root.needed_word("division", Division::parse, Division::ALL);
    let words = words(&mut root);
    let identity = root.table("identity").and_then(identity);
    if identity.is_none() {
        root.needed_group("identity", "name = \"Chelmsford\"");
    }
    let mut centre_links = (None, None);
    let centre = group(&mut root, "centre", |reader| {
        centre_links = (reader.slug("contact"), reader.slug("hours"));
        Centre::read(reader)
    });
    let mut contact_levels = Vec::new();
    let child_contact = group(&mut root, "child_contact", |reader| {
        contact_levels = reader.tables("level").into_iter().filter_map(level).collect();
        ChildContact::read(reader)
    });
    let (directory, local_entries) = own_directory(&mut root);
    let mut neutral_titles = false;
    let leave_out = group(&mut root, "pages", |reader| {
        neutral_titles = reader.flag("neutral_titles");
        slugs(reader, "leave_out")
    });
    let establishment = Establishment {
        id: id.clone(),
        file: context.file.clone(),
        spoilt: false,
        state: state?,
        owner,
        division: division?,
        sources: context.sources.clone(),
        words: words?,
        identity: identity?,
        places: root.tables("place").into_iter().filter_map(place).collect(),
        contacts: unique(context, root.tables("contact").into_iter().filter_map(contact), |contact| {
            (&contact.id, &contact.known.at)
        }),
        hours: all_hours(&mut root),
        sessions: unique(context, root.tables("session").into_iter().filter_map(session), |session| {
            (&session.id, &session.known.at)
        }),
        visits: group(&mut root, "visits", |reader| Visits::read(reader)),
        booking: group(&mut root, "booking", |reader| Booking::read(reader)),
        entry: group(&mut root, "entry", |reader| Entry::read(reader)),
        searches: root.tables("search").into_iter().filter_map(search_rule).collect(),
        children: group(&mut root, "children", |reader| Children::read(reader)),
        centre,
        centre_contact: centre_links.0,
        centre_hours: centre_links.1,
        hall: group(&mut root, "hall", |reader| Hall::read(reader)),
        facilities: root.tables("facility").into_iter().filter_map(facility).collect(),
        access: group(&mut root, "access", |reader| Access::read(reader)),
        travel: group(&mut root, "travel", |reader| Travel::read(reader)),
        services: root.tables("service").into_iter().filter_map(service).collect(),
        family_days: root.tables("family_day").into_iter().filter_map(family_day).collect(),
        family: group(&mut root, "family", |reader| Family::read(reader)),
        keep_in_touch: group(&mut root, "keep_in_touch", |reader| KeepInTouch::read(reader)),
        safety: group(&mut root, "safety", |reader| Safety::read(reader)),
        supports: root.tables("support").into_iter().filter_map(support).collect(),
        partners: root.tables("partner").into_iter().filter_map(partner).collect(),
        complaints: group(&mut root, "complaints", |reader| Complaints::read(reader)),
        notices: unique(context, root.tables("notice").into_iter().filter_map(notice), |notice| {
            (&notice.id, &notice.at)
        }),
        child_contact,
        contact_levels,
        pathway: group(&mut root, "pathway", |reader| Pathway::read(reader)),
        commitments: root.tables("commitment").into_iter().filter_map(commitment).collect(),
        strategy: group(&mut root, "strategy", |reader| Strategy::read(reader)),
        leave_out,
        neutral_titles,
        directory,
        local_entries,
        without_entries: group(&mut root, "directory_list", |reader| slugs(reader, "without")),
        pages: OwnPages::default(),
    };
    root.finish();
    Some(establishment)
}

/// Reads a table in which every key is a fact. A table that is not there is a table of unknown facts.
fn group<T: Default>(
    root: &mut Reader<'_, '_, '_>,
    key: &'static str,
    read: impl FnOnce(&mut Reader<'_, '_, '_>) -> T,
) -> T {
    let Some(mut reader) = root.table(key) else { return T::default() };
    let group = read(&mut reader);
    reader.finish();
    group
}

fn identity(mut reader: Reader<'_, '_, '_>) -> Option<Identity> {
    let context = reader.context;
    let name = reader.needed("name", "\"Chelmsford\"").and_then(|value| context.text_of(value, "\"Chelmsford\""));
    let code = reader.get("code").and_then(|value| {
        let code = context.text_of(value, "\"CDI\"")?;
        if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Some(code.to_owned());
        }
        context.report(
            Diagnostic::error("code-invalid", context.at(value), format!("`{code}` is not a prison's code"))
                .help("write its three capital letters, for example \"CDI\""),
        );
        None
    });
    let identity = Identity {
        name: name?.trim().to_owned(),
        prefix: reader.word("prefix", Prefix::parse, Prefix::ALL),
        code,
        former_names: reader.strings("former_names"),
        kind: reader.word("kind", Kind::parse, Kind::ALL),
        holds: reader.words("holds", Holds::parse, Holds::ALL),
        status: reader.word("status", Status::parse, Status::ALL).unwrap_or(Status::Open),
        facts: IdentityFacts::read(&mut reader),
        known: reader.known(),
    };
    reader.finish();
    Some(identity)
}

/// Reads `[words]`: the keys themselves for the fleet's first language, a table a language for the others.
fn words(root: &mut Reader<'_, '_, '_>) -> Option<BTreeMap<Language, Words>> {
    let Some(mut reader) = root.table("words") else {
        root.needed_group("words", "singular = \"prisoner\" and plural = \"prisoners\"");
        return None;
    };
    let languages = reader.context.languages;
    let mut all = BTreeMap::new();
    for language in &languages[1..] {
        if let Some(mut table) = reader.table(&language.to_string()) {
            all.extend(words_of(&mut table).map(|words| (language.clone(), words)));
            table.finish();
        }
    }
    let first = words_of(&mut reader);
    reader.finish();
    all.insert(languages[0].clone(), first?);
    Some(all)
}

fn words_of(reader: &mut Reader<'_, '_, '_>) -> Option<Words> {
    let context = reader.context;
    let singular = reader.needed("singular", "\"prisoner\"").and_then(|value| context.text_of(value, "\"prisoner\""));
    let plural = reader.needed("plural", "\"prisoners\"").and_then(|value| context.text_of(value, "\"prisoners\""));
    Some(Words {
        article: reader.string("article"),
        singular_possessive: reader.string("singular_possessive"),
        plural_possessive: reader.string("plural_possessive"),
        singular: singular?.to_owned(),
        plural: plural?.to_owned(),
    })
}

fn own_directory(root: &mut Reader<'_, '_, '_>) -> (Directory, Vec<crate::model::directory::LocalEntry>) {
    let (local, own): (Vec<_>, Vec<_>) = root.tables("directory").into_iter().partition(Reader::names_an_entry);
    let directory = Directory { entries: entries(own), sources: root.context.sources.clone() };
    (directory, local_entries(local))
}

/// Reads a list of names.
pub(super) fn slugs(reader: &mut Reader<'_, '_, '_>, key: &str) -> Vec<Located<Slug>> {
    let context = reader.context;
    let values = reader.get(key).map(Context::items).unwrap_or_default();
    let slugs = values.into_iter().filter_map(|item| {
        let slug = context.parsed(item, Slug::parse)?;
        Some(Located::new(slug, context.at(item)))
    });
    slugs.collect()
}

/// Keeps the first of each id, and tells of the others.
fn unique<T>(
    context: &Context<'_>,
    all: impl Iterator<Item = T>,
    id: impl Fn(&T) -> (&Slug, &crate::source::Span),
) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in all {
        let first = kept.iter().find(|other| id(other).0 == id(&item).0).map(|other| id(other).1.clone());
        match first {
            Some(first) => context.report(
                Diagnostic::error("id-twice", id(&item).1.clone(), format!("the id `{}` is used twice", id(&item).0))
                    .also(first, "the first time")
                    .help("give each its own id"),
            ),
            None => kept.push(item),
        }
    }
    kept
}
