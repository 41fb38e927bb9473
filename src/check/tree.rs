//! Checks the rendered site: what a browser, a screen reader and a family will get.
//!
//! In: the finished [`Tree`], the files that stay from the site before, and the address the site will have. Out:
//! [`Diagnostics`] that name the page and what on it is wrong. Each page is read once into a [`Page`], which looks at nothing
//! else, so pages can be read side by side and kept while their bytes stay the same; [`pages`] then compares them.
//!
//! Never changes a byte, never touches the disk or the network, and never looks inside a kept page: it was checked when it was
//! made. Whether the HTML is valid in every detail is the validator's business in the tests, not done here.

mod address;
mod links;
mod markup;
mod page;
mod read;
mod weight;

use std::collections::{BTreeMap, BTreeSet};

use self::address::Base;
use self::links::Site;
use crate::diagnostic::Diagnostics;
use crate::output::{OutputPath, Tree};

pub use self::page::{Heading, Image, Link, Page, Table};

/// The codes of everything found here, sorted.
pub const CODES: [&str; 19] = [
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
    "page-unreadable",
    "resource-foreign",
    "scope-missing",
    "slot-leaked",
    "title-missing",
];

/// Checks every page of a rendered site: [`Page::read`] for each, then [`pages`].
///
/// `kept` are files that will be there although they are not in `tree`; `base_url` is the address of the site's root, empty
/// where it is not known.
#[must_use]
pub fn tree(tree: &Tree, kept: &BTreeSet<OutputPath>, base_url: &str) -> Diagnostics {
    let read: BTreeMap<OutputPath, Page> = tree
        .iter()
        .filter(|(path, _)| path.has_ending("html"))
        .map(|(path, bytes)| (path.clone(), Page::read(path, bytes)))
        .collect();
    let files: BTreeSet<&OutputPath> = tree.keys().chain(kept).collect();
    let mut found = pages(&read, &files, base_url);
    found.extend(weight::indexes(tree));
    found.sort();
    found
}

/// Checks pages that have been read, each by itself and their links among each other, sorted by page.
///
/// `files` is every file that will be there, pages or not. An anchor of a file that is not among `pages` is taken to exist.
#[must_use]
pub fn pages(pages: &BTreeMap<OutputPath, Page>, files: &BTreeSet<&OutputPath>, base_url: &str) -> Diagnostics {
    let site = Site::new(pages, files, Base::new(base_url));
    let mut found = Diagnostics::default();
    for page in pages.values() {
        markup::check(page, &mut found);
        links::check(page, &site, &mut found);
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests;
