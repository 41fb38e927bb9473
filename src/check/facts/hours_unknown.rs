//! Opening hours that no establishment has.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::Span;

/// Tells of each id that a page names and that is not among `hours`, the ids of all establishments. An establishment that lacks hours
/// which another has says that they are not known.
pub(in crate::check) fn check(named: &BTreeSet<(String, Span)>, hours: &BTreeSet<String>) -> Diagnostics {
    let unknown = named.iter().filter(|(id, _)| !hours.contains(id));
    let problem = |(id, at): &(String, Span)| {
        let message = format!("no establishment has opening hours `{id}`");
        Diagnostic::error("hours-unknown", at.clone(), message).help(
            match did_you_mean(id, hours.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add a table [hours.{id}] to an establishment"),
            },
        )
    };
    unknown.map(problem).collect()
}
