//! Views into bytes.
//!
//! In: [`View`]s and the theme's templates, compiled once into an [`Engine`]. Out: bytes, or a [`Diagnostic`]. Pure: a view that
//! is equal gives equal bytes, on one thread or eight. Never knows the pack, and templates get one view and nothing that fetches.

mod document;
mod feed;
mod hosting;
mod page;
mod piece;
mod sheet;
mod template;

pub use self::template::Engine;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Bytes, Plan, Tree};
use crate::view::View;

/// Renders one file of the site.
///
/// # Errors
/// A template that cannot be rendered, with its place; or a page whose words changed when it was made small.
pub fn view(engine: &Engine, view: &View) -> Result<Bytes, Box<Diagnostic>> {
    match view {
        View::Page(page) => page::page(engine, page),
        View::Asset(bytes) => Ok(Arc::clone(bytes)),
        View::Sitemap(entries) => Ok(feed::sitemap(entries)),
        View::Hosting(one) => Ok(hosting::hosting(one)),
        View::Text(text) => Ok(Arc::from(text.as_bytes())),
    }
}

/// Renders the whole site, on as many threads as there are, and keeps every problem.
#[must_use]
pub fn site(engine: &Engine, plan: &Plan) -> (Tree, Diagnostics) {
    use rayon::prelude::*;
    let rendered: Vec<_> = plan.par_iter().map(|(path, one)| (path, view(engine, one))).collect();
    let mut tree = Tree::new();
    let mut problems = Diagnostics::default();
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
    problems.sort();
    (tree, problems)
}
