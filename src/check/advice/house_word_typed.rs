//! A word for the people that an establishment holds, typed into a text that all share.

use super::Looked;
use super::words::{Kind, Lower, Passage};
use crate::diagnostic::Diagnostic;

/// Each with the slot that takes the establishment's own word.
const WORDS: [(&str, &str); 6] = [
    ("prisoner", "{{ prisoner }}"),
    ("prisoners", "{{ prisoners }}"),
    ("resident", "{{ prisoner }}"),
    ("residents", "{{ prisoners }}"),
    ("detainee", "{{ prisoner }}"),
    ("detainees", "{{ prisoners }}"),
];

/// Tells of each in shared text, where it is not part of a name, a quotation or a prison's own page.
pub(super) fn check(passage: &Passage, looked: &Looked<'_>) -> Vec<Diagnostic> {
    if passage.kind == Kind::Quote || passage.file.establishment().is_some() {
        return Vec::new();
    }
    // Most passages have none of them, whatever the names.
    if !Lower::of(&passage.words).has(&WORDS.map(|(word, _)| word)) {
        return Vec::new();
    }
    let mut words = passage.words.clone();
    for name in looked.names() {
        words = words.replace(name.as_str(), "");
    }
    let lower = Lower::of(&words);
    let problem = |(word, slot): &(&str, &str)| {
        let at = lower.find(word)?;
        // "Prisoner number" is what the form calls it; a capital within a sentence is a name.
        let is_name = words[at.clone()].starts_with(char::is_uppercase) && at.start > 0;
        let after = words[at.end..].trim_start();
        (!is_name && !after.starts_with("number")).then(|| {
            Diagnostic::warning(
                "house-word-typed",
                passage.place(&words[at.clone()], looked),
                format!("`{word}` is not what every prison calls the people it holds"),
            )
            .help(format!(
                "write {slot}, and each prison's own word stands there; or say it without: the person in prison"
            ))
        })
    };
    WORDS.iter().filter_map(problem).collect()
}
