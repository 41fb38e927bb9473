//! Links that lead above the site.

use super::links::Wrong;

/// Tells of an address that leads above the root of the site.
pub(super) fn check(address: &str) -> Wrong {
    let message = format!("leads to `{address}`, which is outside the site");
    Wrong::new("link-outside", message, "take one `../` away from the address")
}
