//! Words of a template that were never replaced.

use super::Looked;
use super::words::{Lower, Passage};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;
use crate::model::fact::Fact;
use crate::model::group::Said;
use crate::model::prose;
use crate::model::walk::every_fact;

/// What a new file begins with, and what people write to remember something.
const LEFT: [&str; 7] = [
    "write it here",
    "write one thing here",
    "and another here",
    "write a few words here",
    "write here what",
    "lorem ipsum",
    "xxx",
];

/// Tells of each in a page or leaflet.
pub(super) fn check(passage: &Passage, looked: &Looked<'_>) -> Vec<Diagnostic> {
    let lower = Lower::of(&passage.words);
    let found = LEFT.iter().find_map(|words| lower.find(words));
    let found = found.map(|at| passage.place(&passage.words[at], looked));
    found.map(problem).into_iter().collect()
}

/// Tells of each in the facts of an establishment.
pub(super) fn of_facts(establishment: &Establishment, _: &Looked<'_>) -> Diagnostics {
    let facts = every_fact(establishment);
    let left = |text: &prose::Prose| text.iter().any(|(_, words)| Lower::of(&prose::plain(words)).has(&LEFT));
    let of_fact = facts.iter().filter_map(|named| match &named.fact {
        Fact::Known { main, .. } => match &main.value {
            Said::Prose(text) => left(text).then(|| problem(main.at.clone())),
            Said::List(texts) => texts.iter().any(left).then(|| problem(main.at.clone())),
            _ => None,
        },
        Fact::No(_) | Fact::Unknown => None,
    });
    of_fact.collect()
}

fn problem(at: crate::source::Span) -> Diagnostic {
    Diagnostic::warning("placeholder-left", at, "these are the words of the template, and families would read them")
        .help("write what is true; where nobody knows it, take the line out")
}
