//! What is written for families, passage by passage: the words, and where they stand.
//!
//! A passage keeps the words of its source; a slot is one word, [`SLOT`], as nobody can say what will stand there.

use memchr::memmem;

use super::Looked;
use crate::model::page::Reader;
use crate::model::prose::{Block, Inline, LinkTarget};
use crate::source::{FileId, Span};

/// What stands in a passage for a slot: a letter that nobody types, and large, as at the beginning of a sentence.
pub(super) const SLOT: &str = "\u{2169}";

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A title or heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A point of a list, or a cell.
    Item,
    /// Somebody else's words.
    Quote,
}

/// A run of words that is read in one go.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// The file it is written in.
    pub file: FileId,
    /// What it is.
    pub kind: Kind,
    /// Who reads it.
    pub reader: Reader,
    /// Its words.
    pub words: String,
    /// The words of each link in it, with where they are written; none of those that only show an address or number.
    pub links: Vec<(String, Span)>,
    /// Where it begins in its file, in bytes.
    start: usize,
}

impl Passage {
    /// Returns the place of some of its words in the file.
    pub(super) fn place(&self, words: &str, looked: &Looked<'_>) -> Span {
        let text = looked.text(&self.file);
        let at = find(text, self.start, words).unwrap_or(self.start..self.start);
        Span::new(&self.file, at)
    }
}

/// Returns every passage of the shared pages, the establishments' own pages, and the leaflets, in the fleet's first language.
pub(super) fn passages(looked: &Looked<'_>) -> Vec<Passage> {
    let pack = looked.pack;
    let first = pack.fleet.first_language();
    let mut reading = Reading { looked, all: Vec::new(), file: FileId::new(""), reader: Reader::Families, from: 0 };
    let own = pack.establishments.values().flat_map(|establishment| &establishment.pages);
    for page in pack.pages.iter().chain(own).filter(|page| page.language == *first) {
        reading.begin(&page.file, page.reader);
        reading.passage(Kind::Heading, &page.title);
        reading.passage(Kind::Item, &page.summary);
        reading.blocks(&page.body, None);
    }
    for text in pack.leaflet_texts.iter().filter(|text| text.language == *first) {
        reading.begin(&text.file, Reader::Families);
        reading.passage(Kind::Heading, &text.title);
        reading.blocks(&text.body, None);
    }
    reading.all
}

struct Reading<'a, 'p> {
    looked: &'a Looked<'p>,
    all: Vec<Passage>,
    file: FileId,
    reader: Reader,
    from: usize,
}

impl Reading<'_, '_> {
    fn begin(&mut self, file: &FileId, reader: Reader) {
        (self.file, self.reader, self.from) = (file.clone(), reader, 0);
    }

    fn blocks(&mut self, blocks: &[Block], inside: Option<Kind>) {
        for block in blocks {
            match block {
                Block::Heading { content, at, .. } => {
                    self.from = at.start;
                    self.passage(inside.unwrap_or(Kind::Heading), content);
                }
                Block::Paragraph(content) => self.passage(inside.unwrap_or(Kind::Paragraph), content),
                Block::List { items, .. } => {
                    for item in items {
                        self.blocks(item, inside.or(Some(Kind::Item)));
                    }
                }
                Block::Table { caption, head, rows } => {
                    self.passage(Kind::Heading, caption);
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.passage(Kind::Item, cell));
                }
                Block::Quote(content) => self.blocks(content, Some(Kind::Quote)),
                Block::Callout { content, .. } => self.blocks(content, inside),
                Block::Slot(_) => {}
                Block::When { then, otherwise, .. } => {
                    self.blocks(then, inside);
                    self.blocks(otherwise, inside);
                }
            }
        }
    }

    fn passage(&mut self, kind: Kind, content: &[Inline]) {
        let mut words = String::new();
        let mut links = Vec::new();
        gather(content, &mut words, &mut links);
        // The first words that stand together in the file say where it is.
        let first = content.iter().find_map(first_text);
        let text = self.looked.text(&self.file);
        let found = first.and_then(|first| find(text, self.from, first));
        let start = found.map_or(self.from, |found| found.start);
        self.from = start;
        if !words.trim().is_empty() {
            self.all.push(Passage { file: self.file.clone(), kind, reader: self.reader, words, links, start });
        }
    }
}

fn first_text(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Text(words) => Some(words.trim()).filter(|words| !words.is_empty()),
        Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
            content.iter().find_map(first_text)
        }
        Inline::Break | Inline::Slot(_) => None,
    }
}

fn gather(content: &[Inline], words: &mut String, links: &mut Vec<(String, Span)>) {
    for inline in content {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Strong(content) | Inline::Emphasis(content) => gather(content, words, links),
            Inline::Link { target, content, at } => {
                let begin = words.len();
                gather(content, words, &mut Vec::new());
                if matches!(target, LinkTarget::Web(_) | LinkTarget::Page { .. } | LinkTarget::Anchor(_)) {
                    links.push((words[begin..].to_owned(), at.clone()));
                }
            }
            Inline::Break => words.push(' '),
            Inline::Slot(_) => words.push_str(SLOT),
        }
    }
}

/// Returns where `words` stand in a text, from a place on; white space is as good as any other.
fn find(text: &str, from: usize, words: &str) -> Option<std::ops::Range<usize>> {
    // The first line of a long text is enough to know it by.
    let tokens: Vec<&str> = words.split_whitespace().take(12).collect();
    let (first, rest) = tokens.split_first()?;
    let mut begin = from;
    while let Some(at) = text.get(begin..)?.find(first).map(|at| begin + at) {
        let mut end = at + first.len();
        let all = rest.iter().all(|token| {
            let after = text[end..].trim_start();
            let gap = text.len() - end - after.len();
            let fits = gap > 0 && after.starts_with(token);
            end += gap + token.len();
            fits
        });
        if all {
            return Some(at..end);
        }
        begin = at + first.len();
    }
    None
}

/// A text in small letters, to look for several words in it.
pub(super) struct Lower(String);

impl Lower {
    /// Makes the letters of a text small; what is found in it stands in the same place in the text.
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        // A letter that is longer in small letters would move every place after it.
        Self(if lower.len() == text.len() { lower } else { text.to_ascii_lowercase() })
    }

    /// Returns where a word or several stand as whole words: from the first letter to after the last.
    pub(super) fn find(&self, word: &str) -> Option<std::ops::Range<usize>> {
        let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '-');
        let mut from = 0;
        while let Some(at) = memmem::find(&self.0.as_bytes()[from..], word.as_bytes()).map(|at| from + at) {
            let end = at + word.len();
            if !is_letter(self.0[..at].chars().next_back()) && !is_letter(self.0[end..].chars().next()) {
                return Some(at..end);
            }
            from = end;
        }
        None
    }

    /// Tells whether one of the words stands there.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.find(word).is_some())
    }
}

/// Returns the sentences of a passage, each with its number of words.
pub(super) fn sentences(words: &str) -> Vec<(&str, usize)> {
    use unicode_segmentation::UnicodeSegmentation as _;
    let trimmed = words.unicode_sentences().map(str::trim).filter(|sentence| !sentence.is_empty());
    trimmed
        .map(|sentence| {
            (sentence, sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Lower, find, sentences};

    #[test]
    fn words_are_found_whole_and_across_lines() {
        assert_eq!(find("a line\nof  words", 0, "line of words"), Some(2..16));
        assert_eq!(find("lines, line of", 0, "line of"), Some(7..14));
        assert_eq!(Lower::of("The Inmate.").find("inmate"), Some(4..10));
        assert_eq!(Lower::of("inmates").find("inmate"), None);
        assert_eq!(Lower::of("ex-offender").find("offender"), None);
        assert_eq!(sentences("One. Two three! Four?").iter().map(|(_, n)| *n).collect::<Vec<_>>(), [1, 2, 1]);
    }
}
