//! What an establishment does to the shared pages: leaves out, replaces, adds to.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::page::PageMode;
use crate::model::slug::Slug;
use crate::source::Span;

/// Tells of pages that an establishment leaves out, replaces or adds to, and that do not exist.
pub(super) fn problems(pack: &Pack, establishment: &Establishment) -> Diagnostics {
    let names: BTreeSet<&str> = pack.pages.iter().map(|page| page.name.as_str()).collect();
    let mut problems = Diagnostics::default();
    let mut unknown = |name: &Slug, at: &Span, what: &str| {
        if names.contains(name.as_str()) {
            return;
        }
        let mut problem =
            Diagnostic::error("page-unknown", at.clone(), format!("there is no shared page `{name}` to {what}"));
        problem = problem.help(match did_you_mean(name.as_str(), names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the shared pages are the files in content/en".to_owned(),
        });
        problems.push(problem);
    };
    for slug in &establishment.leave_out {
        unknown(&slug.value, &slug.span, "leave out");
    }
    for page in &establishment.pages {
        match page.mode {
            Some(PageMode::Add) => unknown(&page.name, &page.at, "add to"),
            Some(PageMode::Replace) => unknown(&page.name, &page.at, "replace"),
            Some(PageMode::New) | None => {}
        }
    }
    problems.extend(unseen(pack, establishment, &names));
    for page in establishment.pages.iter().filter(|page| page.mode == Some(PageMode::New)) {
        if names.contains(page.name.as_str()) {
            problems.push(
                Diagnostic::error(
                    "page-twice",
                    page.at.clone(),
                    format!("there is a shared page `{}` already", page.name),
                )
                .help("write mode = \"replace\" or mode = \"add\", or give the file another name"),
            );
        }
    }
    problems
}

/// Tells of own text that no page would show: its shared page is left out, or is not there in its language.
fn unseen(pack: &Pack, establishment: &Establishment, names: &BTreeSet<&str>) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let own = establishment.pages.iter().filter(|page| matches!(page.mode, Some(PageMode::Add | PageMode::Replace)));
    for page in own.filter(|page| names.contains(page.name.as_str())) {
        let left_out = establishment.leave_out.iter().any(|slug| slug.value == page.name);
        let translated = pack.pages.iter().any(|shared| shared.name == page.name && shared.language == page.language);
        let message = match (left_out, translated) {
            (true, _) => format!("nobody would see this text: the page `{}` is left out", page.name),
            (false, false) => {
                format!("nobody would see this text: the page `{}` is not there in `{}`", page.name, page.language)
            }
            (false, true) => continue,
        };
        problems
            .push(Diagnostic::error("page-unseen", page.at.clone(), message).help(
                "take the file away; or take the page out of leave_out, or add the shared page in this language",
            ));
    }
    problems
}
