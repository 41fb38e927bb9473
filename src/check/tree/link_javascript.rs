//! Links that run a script.

use super::links::Wrong;

/// Tells of an address that is a script.
pub(super) fn check(address: &str) -> Wrong {
    let message = format!("runs a script instead of leading to a page: `{address}`");
    Wrong::new("link-javascript", message, "link to a page; pages must work without scripts")
}
