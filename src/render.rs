//! Views into bytes.
//!
//! In: [`View`]s and the theme's templates, compiled once into an [`Engine`]. Out: bytes, or a [`Diagnostic`]. Pure: a view that
//! is equal gives equal bytes, on one thread or eight. Never knows the pack, and templates get one view and nothing that fetches.

mod data;
mod calendar;
mod contacts;
mod document;
mod feed;
mod filter;
mod frame;
mod hosting;
mod html;
mod lines;
mod offline;
mod page;
mod read;
#[cfg(feature = "paper")]
pub mod pdf;
mod shape;
mod sheet;
mod template;

pub use self::calendar::calendar;
pub use self::data::safe_cell;
pub use self::read::read;
pub use self::template::Engine;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::output::{Bytes, OutputPath, Page, Tree};
use crate::view::View;

/// Renders one file of the site; of a page, tells what stands on it. `done` holds the files that a pack's worker stands for; no
/// other view looks at them.
///
/// # Errors
/// A template that cannot be rendered, with its place; or a page whose words changed when it was made small.
pub fn view(
    engine: &Engine,
    path: &OutputPath,
    view: &View,
    done: &Tree,
) -> Result<(Bytes, Option<Page>), Box<Diagnostic>> {
    let bytes = match view {
        View::Page(page) => {
            let (bytes, page) = page::page(engine, path, page)?;
            return Ok((bytes, Some(page)));
        }
        View::Asset(bytes) => Arc::clone(bytes),
        View::Sitemap(entries) => feed::sitemap(entries),
        View::Calendar(one) => calendar(one),
        View::AddressBook(one) => contacts::address_book(one),
        View::Feed(one) => feed::atom(one),
        View::Hosting(one) => hosting::hosting(one),
        View::Search(one) => offline::index(one),
        View::WebManifest(one) => offline::manifest(one)?,
        View::Worker(one) => offline::worker(one, done),
        View::Data(one) => data::data(one),
        View::Text(text) => Arc::from(text.as_bytes()),
    };
    Ok((bytes, None))
}

/// Tells whether nothing can be wrong with what comes of a view: no template writes it, no page is made of it, and it has no limit.
#[must_use]
pub fn is_always_fine(view: &View) -> bool {
    match view {
        View::Calendar(_)
        | View::AddressBook(_)
        | View::Feed(_)
        | View::Hosting(_)
        | View::Sitemap(_)
        | View::Text(_)
        | View::Worker(_)
        | View::Data(_) => true,
        View::Page(_) | View::Asset(_) | View::Search(_) | View::WebManifest(_) => false,
    }
}
