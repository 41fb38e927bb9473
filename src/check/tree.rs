//! Checks the rendered site: what a browser, a screen reader and a family will get; each rule in a file of its own.
//!
//! In: what stands on the finished pages, as [`Page`]s. Out: [`Diagnostics`] that name the page and what on it is wrong. What
//! [`alone`] finds rests on the pages of one folder, and so does what [`links()`] finds: folders are checked side by side, each as
//! soon as it is finished, and then need not be held any longer. Only where links lead out of their folder, [`Links::all`] looks
//! at the whole [`Site`], of which it needs the names of the files and of the places on them.
//!
//! Never changes a byte, never touches the disk or the network, and never looks inside a kept page: it was checked when it was
//! made. Whether the HTML is valid in every detail is the validator's business in the tests, not done here.

mod address;
mod anchor_missing;
mod caption_missing;
mod h1_count;
mod heading_empty;
mod heading_skipped;
mod id_repeated;
mod image_without_alt;
mod index_heavy;
mod lang_missing;
mod link_broken;
mod link_empty;
mod link_javascript;
mod link_outside;
mod link_to_folder;
mod links;
mod page_heavy;
mod page_unreadable;
mod resource_foreign;
mod scope_missing;
mod slot_leaked;
mod title_missing;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Page, Tree};

pub use self::index_heavy::MOST_INDEX_BYTES;
pub use self::links::{Anchors, Files, Links, Site, links};
pub use self::page_heavy::MOST_PAGE_BYTES;

/// The rules about one page by itself: does it say what it is, to eyes and to screen readers?
const OF_PAGE: &[fn(&Page) -> Vec<Diagnostic>] = &[
    caption_missing::check,
    h1_count::check,
    heading_empty::check,
    heading_skipped::check,
    id_repeated::check,
    image_without_alt::check,
    lang_missing::check,
    scope_missing::check,
    slot_leaked::check,
    title_missing::check,
];

/// The rules about the files of a pack: what is a phone made to load?
const OF_FILES: &[fn(&Tree) -> Vec<Diagnostic>] = &[index_heavy::check, page_heavy::check];

/// Checks pages that have been read, each by itself, and the weight of the files beside them.
#[must_use]
pub fn alone<'a>(pages: impl IntoIterator<Item = &'a Page>, tree: &Tree) -> Diagnostics {
    let mut found: Diagnostics = OF_FILES.iter().flat_map(|rule| rule(tree)).collect();
    for page in pages {
        match page_unreadable::check(page) {
            Some(problem) => found.push(problem),
            None => found.extend(OF_PAGE.iter().flat_map(|rule| rule(page)).collect()),
        }
    }
    found
}
