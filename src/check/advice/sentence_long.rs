//! Sentences that are too long for somebody who is afraid, or reads little.

use super::Looked;
use super::words::{Kind, Passage, sentences};
use crate::diagnostic::Diagnostic;
use crate::model::page::Reader;

/// The most words a sentence should have (GOV.UK content design: writing for GOV.UK, short sentences).
const MOST: usize = 25;

/// Tells of each longer sentence that families read.
pub(super) fn check(passage: &Passage, looked: &Looked<'_>) -> Vec<Diagnostic> {
    if passage.kind == Kind::Quote || passage.reader != Reader::Families {
        return Vec::new();
    }
    let long = sentences(&passage.words).into_iter().filter(|(_, n_words)| *n_words > MOST);
    let problem = |(sentence, n_words): (&str, usize)| {
        let first: String = sentence.split(super::words::SLOT).next().unwrap_or_default().to_owned();
        Diagnostic::warning(
            "sentence-long",
            passage.place(&first, looked),
            format!("this sentence has {n_words} words"),
        )
        .help(format!("say it in two: at most {MOST} words each"))
    };
    long.map(problem).collect()
}
