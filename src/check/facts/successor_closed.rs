//! Successors that cannot help any more either.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::directory::State;
use crate::model::slug::Slug;
use crate::source::Located;

/// Tells of each successor that has closed: families are sent to it, so it must be one that can help.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let successors = pack.directory.entries.iter().filter_map(|entry| entry.successor.as_ref());
    let problem = |id: &Located<Slug>| {
        let entry =
            pack.directory.get(&id.value).filter(|entry| matches!(entry.state, State::Closed | State::Merged))?;
        let message = format!("{} cannot help any more either", entry.name);
        let problem = Diagnostic::error("successor-closed", id.span.clone(), message);
        Some(match &entry.successor {
            Some(next) if next.value != id.value => problem
                .help(format!("name the one that helps now: `{}`", next.value))
                .suggest(id.span.clone(), format!("\"{}\"", next.value)),
            _ => problem.help("name an entry that is open, or write no_successor = true instead"),
        })
    };
    successors.filter_map(problem).collect()
}
