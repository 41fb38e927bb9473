//! Links to places that are not on their page.

use super::links::{Place, Wrong};

/// Tells of a place that the page `target` has not.
pub(super) fn check(place: &dyn Place, target: &str, anchor: &str) -> Option<Wrong> {
    if place.has_anchor(target, anchor) {
        return None;
    }
    let message = format!("leads to the place `#{anchor}` on `{target}`, and there is no such place");
    let help = match place.meant_anchor(target, anchor) {
        Some(meant) => format!("did you mean `#{meant}`?"),
        None => "link to the page without `#`, or to one of its headings".to_owned(),
    };
    Some(Wrong::new("anchor-missing", message, help))
}
