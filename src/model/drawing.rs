//! A drawing: a picture of simple shapes, with the words that say what it shows.

use std::sync::Arc;

use super::prose::Prose;

/// A drawing of `content/drawings`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// What it shows, for someone who cannot see it (WCAG 2.2, 1.1.1).
    pub shows: Prose,
    /// The picture.
    pub picture: Picture,
}

/// A picture that was found to be safe: shapes and colours, no script, no style, nothing loaded from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The SVG, without comments and spaces that nobody sees.
    pub svg: Arc<str>,
    /// What changes with the SVG: the first ten digits of its BLAKE3 hash.
    pub mark: Box<str>,
    /// Its width in CSS pixels, before the page makes it fit.
    pub width: u32,
    /// Its height in CSS pixels.
    pub height: u32,
}
