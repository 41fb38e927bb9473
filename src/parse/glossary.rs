//! `glossary.toml`: the words that prisons use.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeTable;

use super::context::Context;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::glossary::{LONGEST, Term, TermTopic};
use crate::model::prose::{Prose, plain};
use crate::source::Span;

/// Reads the glossary, in the order written.
pub(super) fn glossary(context: &Context<'_>, table: &Spanned<DeTable<'_>>) -> Vec<Term> {
    let mut root = Reader::root(context, table);
    let mut terms: Vec<Term> = Vec::new();
    for mut reader in root.tables("term") {
        let term = term(&mut reader);
        reader.finish();
        let Some(term) = term else { continue };
        match terms.iter().find(|first| first.id == term.id) {
            Some(first) => context.report(
                Diagnostic::error("id-twice", term.at.clone(), format!("the id `{}` is used twice", term.id))
                    .also(first.at.clone(), "the first time")
                    .help("give each its own id"),
            ),
            None => terms.push(term),
        }
    }
    root.finish();
    twice(context, &terms);
    terms
}

fn term(reader: &mut Reader<'_, '_, '_>) -> Option<Term> {
    let id = reader.needed_slug("id", "visiting-order");
    let term = reader.needed_text("term");
    let also = texts(reader, "also");
    let forms = texts(reader, "forms");
    let topic = reader.needed_word("topic", TermTopic::parse, TermTopic::ALL);
    let means = reader.needed_text("means");
    let in_line = in_line(reader);
    Some(Term { id: id?.value, term: term?, also, forms, topic: topic?, means: means?, in_line, at: reader.at.clone() })
}

fn texts(reader: &mut Reader<'_, '_, '_>, key: &str) -> Vec<Prose> {
    reader.get(key).and_then(|value| reader.context.prose_list(value)).unwrap_or_default()
}

/// Reads the explanation that stands in brackets within a sentence.
fn in_line(reader: &mut Reader<'_, '_, '_>) -> Option<Prose> {
    let context = reader.context;
    let value = reader.get("in_line")?;
    let prose = context.prose(value)?;
    for words in prose.iter().map(|(_, text)| plain(text)) {
        let count = words.split_whitespace().count();
        let message = if count > LONGEST {
            format!("these are {count} words, and at most {LONGEST} can be read within a sentence")
        } else if words.ends_with('.') || words.contains(['(', ')']) {
            "this stands in brackets within a sentence, so it has no full stop and no brackets of its own".to_owned()
        } else {
            continue;
        };
        context.report(
            Diagnostic::error("term-in-line", context.at(value), message)
                .help("say it shorter, for example \"the permission for a visit\"; `means` can say more"),
        );
    }
    Some(prose)
}

/// Tells of words that are those of two terms: nobody could say which one is meant.
fn twice(context: &Context<'_>, terms: &[Term]) {
    let mut taken: BTreeMap<(String, String), &Span> = BTreeMap::new();
    for term in terms {
        let mut told = false;
        for (language, inlines) in term.all_forms().flat_map(Prose::iter) {
            let words = plain(inlines);
            let first = *taken.entry((language.to_string(), words.to_lowercase())).or_insert(&term.at);
            if *first != term.at && !told {
                told = true;
                context.report(
                    Diagnostic::error("term-twice", term.at.clone(), format!("`{words}` stands for two terms"))
                        .also(first.clone(), "the other one")
                        .help("take it out of one of them"),
                );
            }
        }
    }
}
