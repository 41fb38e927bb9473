//! Links to places that are not on their page.
//!
//! What a block brings to a page, such as the headings of the directory, is known only when the page is made; a place that may be
//! such a one is left to [`mod@super::super::tree`], which looks at the finished pages.

use super::places::{Link, Linked};
use crate::diagnostic::{Diagnostic, did_you_mean, slip_of};

/// Tells of each link to a heading that its page has not. A page that is not there is told by itself.
pub(super) fn check(linked: &Linked<'_>) -> Vec<Diagnostic> {
    linked.links.iter().filter_map(|link| missing(linked, link)).collect()
}

fn missing(linked: &Linked<'_>, link: &Link<'_>) -> Option<Diagnostic> {
    let (there, anchor) = (linked.place(link)?, link.anchor?);
    if there.ids.contains(anchor) {
        return None;
    }
    let near = slip_of(anchor, there.ids.iter().map(String::as_str));
    if there.has_blocks && near.is_none() {
        return None;
    }
    let message = format!("{}.md has no heading for `#{anchor}`", link.page);
    let problem = Diagnostic::error("anchor-missing", link.at.clone(), message);
    Some(match near.or_else(|| did_you_mean(anchor, there.ids.iter().map(String::as_str))) {
        Some(near) => problem.help(format!("did you mean `#{near}`?")),
        None => problem.help(format!(
            "write a heading's words in small letters with dashes, or {}.md for the whole page",
            link.page
        )),
    })
}
