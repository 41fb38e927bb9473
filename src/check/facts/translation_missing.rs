//! Shared pages that are not there in every language of the fleet. Their readers get the first language's page.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::slug::Slug;

/// Tells of each shared page of the first language that another language lacks.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let first = pack.fleet.first_language();
    for language in &pack.fleet.languages[1..] {
        let is_there = |name: &Slug| pack.pages.iter().any(|other| other.name == *name && other.language == *language);
        for page in pack.pages.iter().filter(|page| page.language == *first && !is_there(&page.name)) {
            let message = format!("this page is not there in `{language}`");
            problems.push(
                Diagnostic::warning("translation-missing", page.at.clone(), message)
                    .help(format!("translate it as content/{language}/{}.md", page.name)),
            );
        }
    }
    problems
}
