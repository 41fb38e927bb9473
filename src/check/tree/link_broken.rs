//! Links that lead to nothing.

use super::links::{Place, Wrong};

/// Tells of an address that is empty.
pub(super) fn of_nothing() -> Wrong {
    let help = "write the address, or take the link away";
    Wrong::new("link-broken", "leads nowhere: its address is empty", help)
}

/// Tells of an address that cannot be understood.
pub(super) fn of_malformed(address: &str) -> Wrong {
    let message = format!("leads to `{address}`, which is not a web address");
    Wrong::new("link-broken", message, "write it as `https://www.example.org/page`")
}

/// Tells of an address in the site at which there is no file.
pub(super) fn of_path(place: &dyn Place, path: &str) -> Wrong {
    let message = format!("leads to `{path}`, and there is no such file in the site");
    let help = match place.meant_file(path) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "mend the address, take the link away, or add the page".to_owned(),
    };
    Wrong::new("link-broken", message, help)
}
