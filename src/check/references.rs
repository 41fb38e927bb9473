//! Ids that name something: entries, hours, contacts.

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::directory::{Entry, State};
use crate::model::establishment::Establishment;
use crate::model::fact::Fact;
use crate::model::record::Organisation;
use crate::model::slug::Slug;
use crate::source::{FileId, Located, Span};

/// Checks the ids that an establishment's file names.
pub(super) fn establishment(pack: &Pack, establishment: &Establishment) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let contacts: Vec<&Slug> = establishment.contacts.iter().map(|contact| &contact.id).collect();
    let hours: Vec<&Slug> = establishment.hours.keys().collect();
    let national = pack.directory.entries.iter().map(|entry| &entry.id);
    let entries: Vec<&Slug> = national.chain(establishment.directory.entries.iter().map(|entry| &entry.id)).collect();
    let directory_spoilt = is_directory_spoilt(pack);
    let mut known = |id: &Slug, at: &Span, what: Named, ids: &[&Slug]| {
        let problem = unknown(id, at, what, ids);
        // In a file with mistakes, the one that is named may be the one that could not be read.
        let spoilt = if what == Named::Entry { directory_spoilt } else { establishment.spoilt };
        let is_shadow = spoilt && did_you_mean(id.as_str(), as_words(ids)).is_none();
        problems.extend(problem.into_iter().filter(|_| !is_shadow).collect());
    };
    if let Some(id) = &establishment.centre_contact {
        known(&id.value, &id.span, Named::Contact, &contacts);
    }
    let named_hours = establishment.contacts.iter().filter_map(|contact| contact.hours.as_ref());
    for id in named_hours.chain(&establishment.centre_hours) {
        known(&id.value, &id.span, Named::Hours, &hours);
    }
    if let Fact::Known { main, others } = &establishment.centre.run_by {
        for id in std::iter::once(main).chain(others) {
            known(&id.value, &id.at, Named::Entry, &entries);
        }
    }
    for partner in &establishment.partners {
        if let Organisation::Entry(id) = &partner.organisation {
            known(&id.value, &id.span, Named::Entry, &entries);
        }
    }
    let added = establishment.local_entries.iter().map(|local| &local.entry);
    for id in added.chain(&establishment.without_entries) {
        known(&id.value, &id.span, Named::Entry, &entries);
    }
    for entry in &establishment.directory.entries {
        if let Some(national) = pack.directory.get(&entry.id) {
            problems.push(
                Diagnostic::error(
                    "id-twice",
                    entry.known.at.clone(),
                    format!("the national directory has an entry `{}` too", entry.id),
                )
                .also(national.known.at.clone(), "the national one")
                .help("give it another id; to add a local number to the national entry, write entry = instead of id ="),
            );
        }
    }
    problems.extend(left_out(establishment));
    let languages = pack.fleet.languages.iter().map(ToString::to_string);
    if languages.into_iter().any(|language| language == establishment.id.as_str()) {
        let at = Span::whole(&establishment.file);
        problems.push(
            Diagnostic::error(
                "id-language",
                at,
                format!("`{}` is the folder of a language on the site", establishment.id),
            )
            .help("rename the establishment's folder"),
        );
    }
    problems
}

/// The pages that no pack can do without: how to visit, whom to ask, and what to do in fear.
pub(super) const ESSENTIAL: [&str; 7] =
    ["home", "visiting", "worried", "directory", "accessibility", "about", "not-found"];

/// Checks that the shared pages no pack can do without are there, in the fleet's first language.
pub(super) fn pages(pack: &Pack) -> Diagnostics {
    let first = pack.fleet.first_language();
    let there = |name: &str| {
        let is_read = pack.pages.iter().any(|page| page.name.as_str() == name && page.language == *first);
        is_read || is_spoilt_page(pack, name)
    };
    let missing = ESSENTIAL.iter().chain(&["front"]).filter(|name| !there(name));
    let problem = |name: &&str| {
        let file = FileId::new(&format!("content/{first}/{name}.md"));
        Diagnostic::error("page-missing", Span::whole(&file), format!("the shared page `{name}` is missing"))
            .help("put the file back: no pack can do without it")
    };
    missing.map(problem).collect()
}

/// Tells whether the file of a shared page is there, though it could not be read.
pub(super) fn is_spoilt_page(pack: &Pack, name: &str) -> bool {
    let mut pages =
        pack.spoilt.iter().filter(|file| file.as_str().starts_with("content/") && file.as_str().ends_with(".md"));
    pages.any(|file| file.stem().eq_ignore_ascii_case(name))
}

/// Tells whether the national directory has mistakes in it.
fn is_directory_spoilt(pack: &Pack) -> bool {
    pack.spoilt.contains(&FileId::new("content/directory.toml"))
}

/// Checks that an establishment leaves no essential page out.
fn left_out(establishment: &Establishment) -> Diagnostics {
    let essential = establishment.leave_out.iter().filter(|slug| ESSENTIAL.contains(&slug.value.as_str()));
    let problem = |slug: &Located<Slug>| {
        Diagnostic::error("page-essential", slug.span.clone(), format!("the page `{}` cannot be left out", slug.value))
            .help("every family needs it; write your own version of it with mode = \"replace\"")
    };
    essential.map(problem).collect()
}

/// Checks the ids that the directory names.
pub(super) fn directory(pack: &Pack) -> Diagnostics {
    let ids: Vec<&Slug> = pack.directory.entries.iter().map(|entry| &entry.id).collect();
    let successors = pack.directory.entries.iter().filter_map(|entry| entry.successor.as_ref());
    let problem = |id: &Located<Slug>| {
        unknown(&id.value, &id.span, Named::Entry, &ids).or_else(|| no_successor(pack.directory.get(&id.value)?, id))
    };
    // In a file with mistakes, the successor may be the entry that could not be read.
    let is_shadow = |problem: &Diagnostic| {
        is_directory_spoilt(pack) && problem.code == "id-unknown" && problem.suggestion.is_none()
    };
    successors.filter_map(problem).filter(|problem| !is_shadow(problem)).collect()
}

/// Families are sent to a successor: it must be one that can help.
fn no_successor(entry: &Entry, id: &Located<Slug>) -> Option<Diagnostic> {
    if !matches!(entry.state, State::Closed | State::Merged) {
        return None;
    }
    let message = format!("{} cannot help any more either", entry.name);
    let problem = Diagnostic::error("successor-closed", id.span.clone(), message);
    Some(match &entry.successor {
        Some(next) if next.value != id.value => problem
            .help(format!("name the one that helps now: `{}`", next.value))
            .suggest(id.span.clone(), format!("\"{}\"", next.value)),
        _ => problem.help("name an entry that is open, or write no_successor = true instead"),
    })
}

/// What an id names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Contact,
    Hours,
    Entry,
}

fn as_words<'a>(ids: &[&'a Slug]) -> impl Iterator<Item = &'a str> {
    ids.iter().map(|id| id.as_str())
}

fn unknown(id: &Slug, at: &Span, what: Named, ids: &[&Slug]) -> Option<Diagnostic> {
    if ids.contains(&id) {
        return None;
    }
    let (message, add) = match what {
        Named::Contact => {
            (format!("there is no contact with the id `{id}`"), format!("add a [[contact]] with id = \"{id}\""))
        }
        Named::Hours => (format!("there are no opening hours with the id `{id}`"), format!("add them as [hours.{id}]")),
        Named::Entry => {
            (format!("there is no directory entry with the id `{id}`"), "add it to content/directory.toml".to_owned())
        }
    };
    let problem = Diagnostic::error("id-unknown", at.clone(), message);
    let there: Vec<String> = as_words(ids).map(|id| format!("`{id}`")).collect();
    Some(match did_you_mean(id.as_str(), as_words(ids)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")).suggest(at.clone(), format!("\"{near}\"")),
        None if (1..=8).contains(&there.len()) => {
            problem.help(format!("{add}, or write one that is there: {}", there.join(", ")))
        }
        None => problem.help(format!("{add}, or write one that is there")),
    })
}
