//! Shared pages without which no pack can go out.

use jiff::civil::Date;

use super::required::ESSENTIAL;
use super::spoilt;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::source::{FileId, Span};

/// Tells of each that is not there in the fleet's first language, and of the front page.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let first = pack.fleet.first_language();
    let is_there = |name: &str| {
        let is_read = pack.pages.iter().any(|page| page.name.as_str() == name && page.language == *first);
        is_read || spoilt::is_page(pack, name)
    };
    let missing = ESSENTIAL.iter().chain(&["front"]).filter(|name| !is_there(name));
    let problem = |name: &&str| {
        let file = FileId::new(&format!("content/{first}/{name}.md"));
        Diagnostic::error("page-missing", Span::whole(&file), format!("the shared page `{name}` is missing"))
            .help("put the file back: no pack can do without it")
    };
    missing.map(problem).collect()
}
