//! Facts that were not checked for too long.

use super::One;
use crate::diagnostic::Diagnostics;

/// Tells of each table in which facts are due again.
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    let since = one.unchecked().iter().filter_map(|table| Some((table, table.since?)));
    since
        .map(|(table, date)| one.to_check("fact-overdue", table, &format!(" again: not checked since {date}")))
        .collect()
}
