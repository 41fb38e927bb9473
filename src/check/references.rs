//! Ids that name something: entries, hours, contacts.

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::fact::Fact;
use crate::model::record::Organisation;
use crate::model::slug::Slug;
use crate::source::Span;

/// Checks the ids that an establishment's file names.
pub(super) fn establishment(pack: &Pack, establishment: &Establishment) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let contacts: Vec<&Slug> = establishment.contacts.iter().map(|contact| &contact.id).collect();
    let hours: Vec<&Slug> = establishment.hours.keys().collect();
    let national = pack.directory.entries.iter().map(|entry| &entry.id);
    let entries: Vec<&Slug> = national.chain(establishment.directory.entries.iter().map(|entry| &entry.id)).collect();
    let mut known = |id: &Slug, at: &Span, what: &str, ids: &[&Slug]| {
        problems.extend(unknown(id, at, what, ids).into_iter().collect());
    };
    if let Some(id) = &establishment.centre_contact {
        known(&id.value, &id.span, "contact", &contacts);
    }
    let named_hours = establishment.contacts.iter().filter_map(|contact| contact.hours.as_ref());
    for id in named_hours.chain(&establishment.centre_hours) {
        known(&id.value, &id.span, "hours", &hours);
    }
    if let Fact::Known { main, others } = &establishment.centre.run_by {
        for id in std::iter::once(main).chain(others) {
            known(&id.value, &id.at, "directory entry", &entries);
        }
    }
    for partner in &establishment.partners {
        if let Organisation::Entry(id) = &partner.organisation {
            known(&id.value, &id.span, "directory entry", &entries);
        }
    }
    let added = establishment.local_entries.iter().map(|local| &local.entry);
    for id in added.chain(&establishment.without_entries) {
        known(&id.value, &id.span, "directory entry", &entries);
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

/// Checks the ids that the directory names.
pub(super) fn directory(pack: &Pack) -> Diagnostics {
    let ids: Vec<&Slug> = pack.directory.entries.iter().map(|entry| &entry.id).collect();
    let successors = pack.directory.entries.iter().filter_map(|entry| entry.successor.as_ref());
    successors.filter_map(|id| unknown(&id.value, &id.span, "directory entry", &ids)).collect()
}

fn unknown(id: &Slug, at: &Span, what: &str, ids: &[&Slug]) -> Option<Diagnostic> {
    if ids.contains(&id) {
        return None;
    }
    let problem = Diagnostic::error("id-unknown", at.clone(), format!("there is no {what} with the id `{id}`"));
    Some(match did_you_mean(id.as_str(), ids.iter().map(|id| id.as_str())) {
        Some(near) => problem.help(format!("did you mean `{near}`?")).suggest(at.clone(), format!("\"{near}\"")),
        None => problem.help(format!("add a {what} with this id, or name one that is there")),
    })
}
