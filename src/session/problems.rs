//! Whose a problem is: what it stops.

use std::collections::BTreeSet;

use super::LastSite;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::options::Options;
use crate::source::Sources;
use crate::view::Card;

/// Tells of establishments that have pages on the site and no folder any more: one slip of the hand must not take a prison
/// off the web.
pub(super) fn gone(sources: &Sources, options: &Options, last: &LastSite) -> Diagnostics {
    let there: BTreeSet<&str> = sources.iter().filter_map(|(file, _)| file.establishment()).collect();
    let gone = last.cards.iter().filter(|(id, _)| !there.contains(id.as_str()) && !options.remove.contains(*id));
    let problem = |(id, card): (&String, &Card)| {
        Diagnostic::of_output(
            "establishment-gone",
            &card.home,
            format!("the folder establishments/{id} is gone, and {} has pages on the site", card.name),
        )
        .help(format!("put the folder back; or build with --remove {id} to take its pages off the site"))
    };
    gone.map(problem).collect()
}

/// Returns the problems of what all share and of the establishments that were asked for.
pub(super) fn asked_for(problems: Diagnostics, options: &Options) -> Diagnostics {
    let Some(only) = &options.only else { return problems };
    let is_asked = |problem: &Diagnostic| problem.establishment().is_none_or(|id| only.contains(id));
    problems.into_vec().into_iter().filter(is_asked).collect()
}

/// Returns the establishments that have an error.
pub(super) fn broken_by(problems: &Diagnostics) -> BTreeSet<String> {
    problems.errors().filter_map(Diagnostic::establishment).map(str::to_owned).collect()
}

/// Tells whether there is an error that is not one establishment's own.
pub(super) fn fleet_is_broken(problems: &Diagnostics) -> bool {
    problems.errors().any(|problem| problem.establishment().is_none())
}
