//! Links that a USB stick cannot follow.

use super::links::Wrong;

/// Tells of a relative address of the folder `path`, where only a server would send its `index`.
pub(super) fn check(path: &str, index: &str) -> Wrong {
    let message = format!("leads to the folder `{path}/`, not to a page");
    let help = format!("link to `{index}` itself: opened from a USB stick, a folder shows as a list of files");
    Wrong::new("link-to-folder", message, help)
}
