//! Checks the rendered site: what a browser, a screen reader and a family will get.
//!
//! In: what stands on the finished pages, as [`Page`]s. Out: [`Diagnostics`] that name the page and what on it is wrong. What
//! [`alone`] finds rests on the pages of one folder, and so does what [`links()`] finds: folders are checked side by side, each as
//! soon as it is finished, and then need not be held any longer. Only where links lead out of their folder, [`Links::all`] looks
//! at the whole [`Site`], of which it needs the names of the files and of the places on them.
//!
//! Never changes a byte, never touches the disk or the network, and never looks inside a kept page: it was checked when it was
//! made. Whether the HTML is valid in every detail is the validator's business in the tests, not done here.

mod address;
mod links;
mod markup;
mod weight;

use crate::diagnostic::Diagnostics;
use crate::output::{Page, Tree};

pub use self::links::{Anchors, Files, Links, Site, links};
pub use self::weight::{MOST_INDEX_BYTES, MOST_PAGE_BYTES};

/// The codes of everything found here, sorted.
pub const CODES: [&str; 20] = [
    "anchor-missing",
    "caption-missing",
    "h1-count",
    "heading-empty",
    "heading-skipped",
    "id-repeated",
    "image-without-alt",
    "index-heavy",
    "lang-missing",
    "link-broken",
    "link-empty",
    "link-javascript",
    "link-outside",
    "link-to-folder",
    "page-heavy",
    "page-unreadable",
    "resource-foreign",
    "scope-missing",
    "slot-leaked",
    "title-missing",
];

/// Checks pages that have been read, each by itself, and the weight of the files beside them.
#[must_use]
pub fn alone<'a>(pages: impl IntoIterator<Item = &'a Page>, tree: &Tree) -> Diagnostics {
    let mut found = weight::indexes(tree);
    found.extend(weight::pages(tree));
    for page in pages {
        markup::check(page, &mut found);
    }
    found
}
