//! Shared pages that are not there in every language of the fleet.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;

/// Tells of each shared page of the first language that another language lacks. Its readers get the first language's page.
pub(super) fn missing(pack: &Pack) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let first = pack.fleet.first_language();
    for language in &pack.fleet.languages[1..] {
        for page in pack.pages.iter().filter(|page| page.language == *first) {
            let translated = pack.pages.iter().any(|other| other.name == page.name && other.language == *language);
            if !translated {
                problems.push(
                    Diagnostic::warning(
                        "translation-missing",
                        page.at.clone(),
                        format!("this page is not there in `{language}`"),
                    )
                    .help(format!("translate it as content/{language}/{}.md", page.name)),
                );
            }
        }
    }
    problems
}
