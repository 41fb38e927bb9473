//! The glossary as a list of terms.

use super::super::edition::Edition;
use crate::model::glossary::TermTopic;
use crate::model::words::capitalised;
use crate::view::{self, Block, Inline, Term};

/// The terms of one topic, or all of them, in the order written.
pub(super) fn glossary(edition: &Edition<'_>, topic: Option<&str>) -> Vec<Block> {
    let topic = topic.and_then(TermTopic::parse);
    let terms = edition.pack.glossary.iter().filter(|term| topic.is_none_or(|topic| term.topic == topic));
    let shown = |term: &crate::model::glossary::Term| {
        let mut words = edition.prose(&term.term);
        let also: Vec<String> = term.also.iter().map(|also| view::plain(&edition.prose(also))).collect();
        if !also.is_empty() {
            words.push(Inline::Text(format!(" ({})", also.join(", "))));
        }
        Term { id: term.id.to_string(), term: with_capital(words), means: with_capital(edition.prose(&term.means)) }
    };
    let terms: Vec<Term> = terms.map(shown).collect();
    if terms.is_empty() { Vec::new() } else { vec![Block::Terms(terms)] }
}

fn with_capital(mut words: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = words.first_mut() {
        *first = capitalised(first);
    }
    words
}
