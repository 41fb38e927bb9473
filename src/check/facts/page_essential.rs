//! Pages that a prison may not leave out.

use super::One;
use super::required::ESSENTIAL;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::slug::Slug;
use crate::source::Located;

/// Tells of each page without which no pack can go out, and that an establishment leaves out.
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    let essential = one.of.leave_out.iter().filter(|slug| ESSENTIAL.contains(&slug.value.as_str()));
    let problem = |slug: &Located<Slug>| {
        Diagnostic::error("page-essential", slug.span.clone(), format!("the page `{}` cannot be left out", slug.value))
            .help("every family needs it; write your own version of it with mode = \"replace\"")
    };
    essential.map(problem).collect()
}
