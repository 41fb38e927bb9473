//! Facts that nobody has checked yet.

use super::One;
use crate::diagnostic::Diagnostics;

/// Tells of each table in which a fact was never checked.
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    let never = one.unchecked().iter().filter(|table| table.since.is_none());
    never.map(|table| one.to_check("fact-never-checked", table, ": never checked so far")).collect()
}
