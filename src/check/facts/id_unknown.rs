//! Ids that name nothing: of contacts, of opening hours, of entries.

use jiff::civil::Date;

use super::{One, spoilt};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::record::Organisation;
use crate::model::slug::Slug;
use crate::source::Span;

/// Tells of each id in an establishment's file that names nothing.
pub(super) fn of_establishment(one: &One<'_>) -> Diagnostics {
    let of = one.of;
    let contacts: Vec<&Slug> = of.contacts.iter().map(|contact| &contact.id).collect();
    let hours: Vec<&Slug> = of.hours.keys().collect();
    let mut entries = of_entries(one.pack);
    entries.extend(of.directory.entries.iter().map(|entry| &entry.id));
    let named_hours = of.contacts.iter().filter_map(|contact| contact.hours.as_ref()).chain(&of.centre_hours);
    let partners = of.partners.iter().filter_map(|partner| match &partner.organisation {
        Organisation::Entry(id) => Some(id),
        Organisation::Name(_) => None,
    });
    let added = of.local_entries.iter().map(|local| &local.entry);
    let named_entries = of
        .centre
        .run_by
        .all()
        .map(|id| (&id.value, &id.at))
        .chain(partners.chain(added).chain(&of.without_entries).map(|id| (&id.value, &id.span)));
    let of_contacts = of.centre_contact.iter().filter_map(|id| unknown(&id.value, &id.span, Named::Contact, &contacts));
    let of_hours = named_hours.filter_map(|id| unknown(&id.value, &id.span, Named::Hours, &hours));
    let own = of_contacts.chain(of_hours).filter(|problem| !is_shadow(of.spoilt, problem));
    let of_entries = named_entries.filter_map(|(id, at)| unknown(id, at, Named::Entry, &entries));
    let is_spoilt = spoilt::is_directory(one.pack);
    own.chain(of_entries.filter(|problem| !is_shadow(is_spoilt, problem))).collect()
}

/// Tells of each successor in the national directory that names nothing.
pub(super) fn of_directory(pack: &Pack, _: Date) -> Diagnostics {
    let ids = of_entries(pack);
    let successors = pack.directory.entries.iter().filter_map(|entry| entry.successor.as_ref());
    let unknown = successors.filter_map(|id| unknown(&id.value, &id.span, Named::Entry, &ids));
    let is_spoilt = spoilt::is_directory(pack);
    unknown.filter(|problem| !is_shadow(is_spoilt, problem)).collect()
}

/// Tells whether the one that is named may be one that could not be read, as it should stand in a file with mistakes.
fn is_shadow(is_spoilt: bool, problem: &Diagnostic) -> bool {
    is_spoilt && problem.suggestion.is_none()
}

fn of_entries(pack: &Pack) -> Vec<&Slug> {
    pack.directory.entries.iter().map(|entry| &entry.id).collect()
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
