//! Headings: their level, their id, and the slips that make a heading something else.

use std::ops::Range;

use super::Builder;
use crate::model::prose::{Block, Inline, plain};

impl Builder<'_, '_> {
    pub(super) fn heading(&mut self, level: u8, content: Vec<Inline>, range: Range<usize>) -> Block {
        let (content, given) = split_id(content);
        let at = self.at(range.clone());
        self.heading_level(level, range.clone());
        if content.is_empty() {
            self.refuse("heading-empty", range, "this heading has no words", "write them after the #, or take it out");
        }
        let wanted = given.unwrap_or_else(|| slugified(&plain(&content)));
        let wanted = if wanted.is_empty() { "part".to_owned() } else { wanted };
        let mut id = wanted.clone();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        Block::Heading { level: level.clamp(2, 4), id, content, at }
    }

    fn heading_level(&mut self, level: u8, range: Range<usize>) {
        let words = self.text[range.clone()].trim_end().trim_start_matches('#').trim_start();
        let as_level = |level: u8| format!("write `{} {words}`", "#".repeat(level.into()));
        let after = self.level;
        self.level = level.clamp(2, 4);
        match level {
            1 => self.refuse(
                "heading-level",
                range,
                "a heading with one # cannot stand in the text: that is the page's title, from the lines between +++",
                &as_level(2),
            ),
            5.. => self.refuse("heading-level", range, "a heading has two, three or four #, not more", &as_level(4)),
            _ if level > after + 1 => {
                let before =
                    if after == 1 { "title".to_owned() } else { format!("heading with {}", "#".repeat(after.into())) };
                let message = format!("a heading with {} cannot follow a {before}", "#".repeat(level.into()));
                let help = format!("{}: people who listen find their way by these levels", as_level(after + 1));
                self.refuse("heading-skipped", range, &message, &help);
            }
            _ => {}
        }
    }

    /// Tells of a paragraph that was to be a heading: `##When can I come?`.
    pub(super) fn heading_without_space(&self, range: &Range<usize>) {
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        let words = line.trim_start_matches('#');
        let n_marks = line.len() - words.len();
        if (1..=6).contains(&n_marks) && words.starts_with(char::is_alphabetic) {
            let marks = "#".repeat(n_marks.max(2));
            self.refuse(
                "heading-space",
                range.start..range.start + line.len(),
                "there is no space after the # of this heading",
                &format!("write `{marks} {words}`"),
            );
        }
    }
}

/// Splits `{#id}` off the end of a heading.
fn split_id(mut content: Vec<Inline>) -> (Vec<Inline>, Option<String>) {
    let Some(Inline::Text(last)) = content.last_mut() else { return (content, None) };
    let Some((words, id)) = last.strip_suffix('}').and_then(|rest| rest.rsplit_once("{#")) else {
        return (content, None);
    };
    let id = id.to_owned();
    *last = words.trim_end().to_owned();
    (content, Some(id))
}

/// Returns words as an id: lower-case letters and digits, joined by dashes.
pub(crate) fn slugified(words: &str) -> String {
    let mut id = String::new();
    for letter in words.chars().flat_map(char::to_lowercase) {
        match letter {
            '\'' | '’' => {}
            letter if letter.is_alphanumeric() => id.push(letter),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.trim_end_matches('-').to_owned()
}
