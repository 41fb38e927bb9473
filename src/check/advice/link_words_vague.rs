//! Links that do not say where they lead.

use super::Looked;
use super::words::Passage;
use crate::diagnostic::Diagnostic;

/// What says nothing (WCAG 2.2, 2.4.9 link purpose, link only).
const VAGUE: [&str; 14] = [
    "click here",
    "here",
    "click",
    "this",
    "this page",
    "this link",
    "link",
    "more",
    "read more",
    "find out more",
    "learn more",
    "see more",
    "website",
    "this website",
];

/// Tells of each: whoever hears the links of a page read one after another hears nothing else.
pub(super) fn check(passage: &Passage, _: &Looked<'_>) -> Vec<Diagnostic> {
    let vague = passage
        .links
        .iter()
        .filter(|(words, _)| VAGUE.contains(&words.trim().trim_end_matches(['.', '…']).to_lowercase().as_str()));
    let problem = |(words, at): &(String, crate::source::Span)| {
        Diagnostic::warning(
            "link-words-vague",
            at.clone(),
            format!("the words `{}` do not say where this leads", words.trim()),
        )
        .help("write what is there, for example: how to book a visit")
    };
    vague.map(problem).collect()
}
