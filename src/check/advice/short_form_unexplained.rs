//! Short forms that nobody has explained.

use std::collections::BTreeSet;

use super::Looked;
use super::words::{Kind, Passage};
use crate::diagnostic::Diagnostic;
use crate::model::page::Reader;

/// What everybody knows, or what is a name.
const KNOWN: &[&str] = &[
    "AA", "AAA", "HMP", "HMYOI", "YOI", "UK", "GOV", "ID", "TV", "PDF", "NHS", "BBC", "USB", "PIN", "SMS", "QR", "AM",
    "PM", "OK", "MP", "GP", "CD", "DVD",
];

/// Tells of each short form that is in no glossary, is no organisation's name, and is not explained in brackets where it stands.
pub(super) fn check(passage: &Passage, looked: &Looked<'_>) -> Vec<Diagnostic> {
    if passage.kind == Kind::Quote || passage.reader != Reader::Families {
        return Vec::new();
    }
    let mut told = BTreeSet::new();
    let words = passage.words.split(|letter: char| !letter.is_alphanumeric());
    let is_short_form = |word: &str| {
        let bare = word.strip_suffix('s').unwrap_or(word);
        (2..=6).contains(&bare.len()) && bare.chars().all(|letter| letter.is_ascii_uppercase())
    };
    let unexplained = words.filter(|word| is_short_form(word)).filter(|word| {
        let bare = word.strip_suffix('s').unwrap_or(word);
        !KNOWN.contains(&bare)
            && !looked.explains(bare)
            && !passage.words.contains(&format!("({word})"))
            && !passage.words.contains(&format!("{word} ("))
    });
    let problem = |word: &str| {
        Diagnostic::warning(
            "short-form-unexplained",
            passage.place(word, looked),
            format!("`{word}` is explained nowhere"),
        )
        .help("write the whole words; or add them to content/glossary.toml, and every page explains them")
    };
    unexplained.filter(|word| told.insert((*word).to_owned())).map(problem).collect()
}
