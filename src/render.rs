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

pub use self::template::Engine;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Bytes, OutputPath, Plan, Tree};
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
        View::Calendar(one) => Ok(calendar::calendar(one)),
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

/// Renders the whole site, on as many threads as there are, and keeps every problem. The packs' workers come last: each says
/// which release of its pack it stands for.
#[must_use]
pub fn site(engine: &Engine, plan: &Plan) -> (Tree, Diagnostics) {
    let mut tree = Tree::new();
    let mut problems = Diagnostics::default();
    for last in [false, true] {
        let wave = plan.iter().filter(|(_, view)| matches!(view, View::Worker(_)) == last).collect();
        let rendered = wave_of(engine, wave, &tree);
        for (path, result) in rendered {
            match result {
                Ok(bytes) => {
                    tree.insert(path.clone(), bytes);
                }
                Err(mut problem) => {
                    if problem.labels.is_empty() {
                        problem.output = Some(path.to_string());
                    }
                    problems.push(*problem);
                }
            }
        }
    }
    problems.sort();
    (tree, problems)
}

/// What each file of a wave came to.
type Rendered<'p> = Vec<(&'p OutputPath, Result<Bytes, Box<Diagnostic>>)>;

fn wave_of<'p>(engine: &Engine, wave: Vec<(&'p OutputPath, &View)>, done: &Tree) -> Rendered<'p> {
    use rayon::prelude::*;
    wave.into_par_iter().map(|(path, one)| (path, view(engine, one, done))).collect()
}
