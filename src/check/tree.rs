//! Checks the rendered site: what a browser, a screen reader and a family will get.
//!
//! In: finished pages, each read once into a [`Page`], and the [`Site`] they stand in. Out: [`Diagnostics`] that name the page and
//! what on it is wrong. A [`Page`] rests on its own bytes, what [`alone`] finds on the pages of one folder, and what [`links()`] finds
//! on them and on the few places outside that they lead to: so folders can be checked side by side, and again only when one of
//! these changed.
//!
//! Never changes a byte, never touches the disk or the network, and never looks inside a kept page: it was checked when it was
//! made. Whether the HTML is valid in every detail is the validator's business in the tests, not done here.

mod address;
mod links;
mod markup;
mod page;
mod read;
mod weight;

use crate::diagnostic::Diagnostics;
use crate::output::Tree;

pub use self::links::{Files, Links, Site};
pub use self::page::{Heading, Image, Link, Page, Table};

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

/// Checks the links of pages that have been read, all of one `folder` (empty for the site's own).
#[must_use]
pub fn links<'a>(pages: impl IntoIterator<Item = &'a Page>, folder: &str, site: &Site<'_>) -> Links {
    let mut links = Links::new(folder);
    for page in pages {
        links::check(page, site, &mut links);
    }
    links
}

#[cfg(test)]
mod tests;
