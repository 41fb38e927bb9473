//! The site by its paths: as a plan of views, and as the bytes that belong there.
//!
//! In: what [`crate::plan`] decides and [`crate::render`] makes. Out: [`Tree`], which [`crate::write`] puts on disk whole.
//! Never touches the disk.

mod contents;

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use base64_simd::STANDARD;
use sha2::{Digest, Sha256};

use crate::view::View;

pub use self::contents::{Contents, Heading, Image, Link, Page, Table};

/// The path of a file of the site, relative to its root, with `/` between the parts: `chelmsford/visiting.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Names a file of the site. The caller gives a clean relative path: no empty part, no `..`, no leading `/`.
    #[must_use]
    pub fn new(path: &str) -> Self {
        debug_assert!(!path.split('/').any(|part| part.is_empty() || part == ".."), "`{path}` is not a clean path");
        Self(Arc::from(path))
    }

    /// Returns the path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the first part where there are several: the establishment's folder.
    #[must_use]
    pub fn folder(&self) -> Option<&str> {
        self.0.split_once('/').map(|(folder, _)| folder)
    }

    /// Tells whether the path ends in `.ending`.
    #[must_use]
    pub fn has_ending(&self, ending: &str) -> bool {
        self.0.rsplit_once('.').is_some_and(|(_, e)| e == ending)
    }

    /// Returns the link from this file to `target`, relative, as a page opened from a USB stick needs it.
    #[must_use]
    pub fn link_to(&self, target: &Self) -> String {
        let here: Vec<&str> = self.0.split('/').collect();
        let there: Vec<&str> = target.0.split('/').collect();
        let folders = here.len() - 1;
        let shared = here[..folders].iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
        let up = "../".repeat(folders - shared);
        format!("{up}{}", there[shared..].join("/"))
    }
}

/// Maps by paths can be asked by their text.
impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the hash by which a browser knows bytes: `sha256-` and 44 letters of base64, as pages and policies write it
/// (Subresource Integrity, section 3.5; Content Security Policy Level 3, 2.3.1 `hash-source`).
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode_to_string(Sha256::digest(bytes)))
}

/// The complete site as data, before rendering, sorted by path.
pub type Plan = BTreeMap<OutputPath, View>;

/// The bytes of one file.
pub type Bytes = Arc<[u8]>;

/// The finished site in memory, sorted by path.
pub type Tree = BTreeMap<OutputPath, Bytes>;
