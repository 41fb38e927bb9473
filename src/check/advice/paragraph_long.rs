//! Paragraphs that are too long to be read on a phone.

use super::Looked;
use super::words::{Kind, Passage, sentences};
use crate::diagnostic::Diagnostic;
use crate::model::page::Reader;

/// The most sentences of a paragraph.
const MOST: usize = 3;
/// With fewer words than this, more sentences are no burden: they are short.
const FEW_WORDS: usize = 45;

/// Tells of each longer paragraph that families read.
pub(super) fn check(passage: &Passage, looked: &Looked<'_>) -> Vec<Diagnostic> {
    let sentences = sentences(&passage.words);
    let (n_sentences, n_words) = (sentences.len(), sentences.iter().map(|(_, n_words)| n_words).sum::<usize>());
    if passage.kind != Kind::Paragraph
        || passage.reader != Reader::Families
        || n_sentences <= MOST
        || n_words <= FEW_WORDS
    {
        return Vec::new();
    }
    let message = format!("this paragraph has {n_sentences} sentences, {n_words} words in all");
    let problem = Diagnostic::warning("paragraph-long", passage.place(&passage.words, looked), message)
        .help(format!("leave an empty line after at most {MOST}; steps and lists are easier still"));
    vec![problem]
}
