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
mod hosting;
mod lines;
mod offline;
mod page;
#[cfg(feature = "paper")]
pub mod pdf;
mod piece;
mod sheet;
mod template;

pub use self::calendar::calendar;
pub use self::template::Engine;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::output::{Bytes, Tree};
use crate::view::View;

/// Renders one file of the site. `done` holds the files that a pack's worker stands for; no other view looks at them.
///
/// # Errors
/// A template that cannot be rendered, with its place; or a page whose words changed when it was made small.
pub fn view(engine: &Engine, view: &View, done: &Tree) -> Result<Bytes, Box<Diagnostic>> {
    match view {
        View::Page(page) => page::page(engine, page),
        View::Asset(bytes) => Ok(Arc::clone(bytes)),
        View::Sitemap(entries) => Ok(feed::sitemap(entries)),
        View::Calendar(one) => Ok(calendar(one)),
        View::AddressBook(one) => Ok(contacts::address_book(one)),
        View::Feed(one) => Ok(feed::atom(one)),
        View::Hosting(one) => Ok(hosting::hosting(one)),
        View::Search(one) => Ok(offline::index(one)),
        View::WebManifest(one) => offline::manifest(one),
        View::Worker(one) => Ok(offline::worker(one, done)),
        View::Data(one) => Ok(data::data(one)),
        View::Text(text) => Ok(Arc::from(text.as_bytes())),
    }
}
