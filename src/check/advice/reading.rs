//! How hard each text is to read, beside the others: a ranking, never a verdict. No formula knows whether words are kind or true.

use std::collections::BTreeMap;

use super::Looked;
use super::words::{Kind, passages, sentences};
use crate::model::page::Reader;
use crate::source::FileId;

/// What can be counted of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its sentences.
    pub sentences: usize,
    /// Their words.
    pub words: usize,
    /// The letters and digits of these.
    pub letters: usize,
}

impl Reading {
    /// Returns words a sentence.
    #[must_use]
    pub fn sentence_length(&self) -> f64 {
        ratio(self.words, self.sentences)
    }

    /// Returns letters a word.
    #[must_use]
    pub fn word_length(&self) -> f64 {
        ratio(self.letters, self.words)
    }

    /// Returns the automated readability index, about the school year in the United States that can read it (Senter and Smith, 1967).
    #[must_use]
    pub fn index(&self) -> f64 {
        4.71 * self.word_length() + 0.5 * self.sentence_length() - 21.43
    }
}

#[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
fn ratio(many: usize, few: usize) -> f64 {
    many as f64 / few.max(1) as f64
}

/// Returns every text that families read, the hardest first.
pub(super) fn reading(looked: &Looked<'_>) -> Vec<(FileId, Reading)> {
    let mut texts: BTreeMap<FileId, Reading> = BTreeMap::new();
    let read = passages(looked);
    let read = read.iter().filter(|passage| passage.reader == Reader::Families && passage.kind != Kind::Heading);
    for passage in read {
        let text = texts.entry(passage.file.clone()).or_default();
        for (sentence, n_words) in sentences(&passage.words) {
            text.sentences += 1;
            text.words += n_words;
            text.letters += sentence.chars().filter(|letter| letter.is_alphanumeric()).count();
        }
    }
    let mut ranking: Vec<(FileId, Reading)> = texts.into_iter().filter(|(_, text)| text.words > 0).collect();
    ranking.sort_by(|one, other| other.1.index().total_cmp(&one.1.index()).then_with(|| one.0.cmp(&other.0)));
    ranking
}
