//! Pictures, styles and scripts from other sites.

use super::links::Wrong;

/// Tells of an address that a browser loads from another host.
pub(super) fn check(host: &str, address: &str) -> Wrong {
    let help = "put a copy of the file into the theme: the pack must work without the internet, and nobody else should learn who reads it";
    Wrong::new("resource-foreign", format!("is loaded from `{host}`: `{address}`"), help)
}
