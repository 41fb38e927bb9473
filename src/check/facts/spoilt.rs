//! What is there and could not be read: its mistakes are told, and nothing that follows from them.

use crate::model::Pack;
use crate::source::FileId;

/// Tells whether the file of a shared page is there, though it could not be read.
pub(super) fn is_page(pack: &Pack, name: &str) -> bool {
    let mut pages =
        pack.spoilt.iter().filter(|file| file.as_str().starts_with("content/") && file.as_str().ends_with(".md"));
    pages.any(|file| file.stem().eq_ignore_ascii_case(name))
}

/// The list of bank holidays.
pub(super) const HOLIDAYS: &str = "content/bank-holidays.toml";

/// Tells whether the national directory has mistakes in it.
pub(super) fn is_directory(pack: &Pack) -> bool {
    is_file(pack, "content/directory.toml")
}

/// Tells whether a file is there, though it could not be read.
pub(super) fn is_file(pack: &Pack, path: &str) -> bool {
    pack.spoilt.contains(&FileId::new(path))
}
