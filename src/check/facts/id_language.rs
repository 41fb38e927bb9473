//! An establishment with the name of a language.

use super::One;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// Tells of an establishment whose folder on the site is that of a language.
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    let id = one.of.id.as_str();
    let mut languages = one.pack.fleet.languages.iter();
    if !languages.any(|language| language.to_string() == id) {
        return Diagnostics::default();
    }
    let message = format!("`{id}` is the folder of a language on the site");
    let problem =
        Diagnostic::error("id-language", Span::whole(&one.of.file), message).help("rename the establishment's folder");
    std::iter::once(problem).collect()
}
