//! Web addresses that begin with http:.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::Entry;
use crate::model::establishment::Establishment;
use crate::model::fact::Fact;
use crate::model::group::Said;
use crate::model::link::Link;
use crate::model::walk::every_fact;
use crate::source::Span;

/// Tells of each address of an establishment.
pub(super) fn check(establishment: &Establishment, _: &Looked<'_>) -> Diagnostics {
    let facts = every_fact(establishment);
    let links = facts.iter().filter_map(|named| match &named.fact {
        Fact::Known { main, .. } => match main.value {
            Said::Link(link) => problem(link, &main.at),
            _ => None,
        },
        Fact::No(_) | Fact::Unknown => None,
    });
    links.chain(establishment.directory.entries.iter().filter_map(of_entry)).collect()
}

/// Tells of each address of the directory.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    looked.pack.directory.entries.iter().filter_map(of_entry).collect()
}

fn of_entry(entry: &Entry) -> Option<Diagnostic> {
    problem(entry.web.known()?, entry.web.at()?)
}

fn problem(link: &Link, at: &Span) -> Option<Diagnostic> {
    link.is_insecure().then(|| {
        Diagnostic::warning("link-insecure", at.clone(), "this address is not a secure one")
            .help("try it with https:, and write it so where it works")
    })
}
