//! The words that prisons use, explained where they first stand on a page: in brackets, after the term.
//!
//! Brackets need no script, no pointer and no screen: whoever reads or listens gets the meaning in the sentence itself. Only the
//! running text is touched. Nothing is put into headings, links, names, tables, quotations, what stands in quotation marks, and
//! the boxes that must be short. Where the page itself explains a term, its author writes the term in bold.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use aho_corasick::AhoCorasick;

use super::edition::Edition;
use super::shared::{Commons, lock};
use crate::model::prose;
use crate::view::{self, Block, GroupKind, Inline, Shared, flat};

/// Explains each term of the glossary where it first stands in these blocks.
pub(super) fn explain(edition: &Edition<'_>, main: &mut [Block]) {
    // The list of terms explains them itself.
    if flat(main).any(|block| matches!(block, Block::Terms(_))) {
        return;
    }
    let terms = edition.terms.get_or_init(|| Terms::of(edition));
    Glossary::new(terms, edition.commons).blocks(main);
}

/// A shared piece with its terms explained.
pub(super) struct Explained {
    /// The terms that stand in it: all are said after it.
    said: Arc<[usize]>,
    /// The piece for each set of those that nobody said before.
    pieces: HashMap<Vec<usize>, Arc<Shared>>,
}

/// A form of a term.
#[derive(PartialEq, Eq)]
struct Form {
    /// Its letters; small ones where it is found in any case.
    letters: Vec<char>,
    /// It is found only as it is written.
    exact: bool,
    /// The index of its term.
    term: usize,
}

/// The terms of an edition: the same on all its pages.
pub(super) struct Terms {
    /// The forms by their first letter as a small one, the longest first.
    forms: BTreeMap<char, Vec<Form>>,
    /// Those of ASCII letters once more: most texts are looked through by these.
    ascii: Vec<Option<char>>,
    /// Finds texts in which a term may stand, at once; `None` where a term begins with a letter that cannot be looked for so.
    quick: OnceLock<Option<AhoCorasick>>,
    /// What is put in brackets after each term.
    meanings: Vec<Vec<Inline>>,
}

/// Terms are the same where their forms and meanings are.
impl PartialEq for Terms {
    fn eq(&self, other: &Self) -> bool {
        self.forms == other.forms && self.meanings == other.meanings
    }
}

/// The terms on one page.
struct Glossary<'a> {
    terms: Arc<Terms>,
    commons: &'a Commons,
    /// What is put in brackets after each term; `None` once it was said.
    meanings: Vec<Option<Vec<Inline>>>,
    /// The text being read stands in quotation marks.
    quoted: bool,
    /// A sentence begins here: elsewhere, a capital makes a name of a word.
    begins: bool,
}

impl Terms {
    /// Returns the terms of an edition, those of another where they are the same.
    fn of(edition: &Edition<'_>) -> Arc<Self> {
        let terms = Self::new(edition);
        let mut known = lock(&edition.commons.terms);
        if let Some(same) = known.iter().find(|known| ***known == terms) {
            return Arc::clone(same);
        }
        let terms = Arc::new(terms);
        known.push(Arc::clone(&terms));
        terms
    }

    fn new(edition: &Edition<'_>) -> Self {
        let mut forms: BTreeMap<char, Vec<Form>> = BTreeMap::new();
        let mut meanings = Vec::new();
        for term in &edition.pack.glossary {
            let Some(in_line) = term.in_line.as_ref().and_then(|text| text.get(edition.language)) else {
                continue;
            };
            for inlines in term.all_forms().filter_map(|form| form.get(edition.language)) {
                let text = prose::plain(inlines);
                let exact = text.chars().any(char::is_uppercase);
                let letters: Vec<char> = text.chars().collect();
                let Some(first) = letters.first().map(|letter| small(*letter)) else { continue };
                forms.entry(first).or_default().push(Form { letters, exact, term: meanings.len() });
            }
            meanings.push(edition.inlines(in_line));
        }
        for forms in forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.letters.len()));
        }
        let first = |letter: u8| Some(small(char::from(letter))).filter(|letter| forms.contains_key(letter));
        let ascii = (0..128).map(first).collect();
        Self { forms, ascii, quick: OnceLock::new(), meanings }
    }

    /// Tells whether a term may stand in a run of text.
    fn may_stand_in(&self, content: &[Inline]) -> bool {
        let Some(quick) = self.quick.get_or_init(|| quick(self.forms.values().flatten())) else { return true };
        // These two, and no others, become letters of ASCII when they are made small.
        let may_stand = |text: &str| quick.is_match(text) || text.contains(['\u{130}', '\u{212a}']);
        content.iter().any(|inline| match inline {
            Inline::Text(text) => may_stand(text),
            Inline::Strong(content) => may_stand(&view::plain(content)),
            Inline::Emphasis(content) => self.may_stand_in(content),
            _ => false,
        })
    }

    /// Returns the forms that begin with a letter.
    fn beginning_with(&self, letter: char) -> &[Form] {
        let first = match self.ascii.get(letter as usize) {
            Some(None) => return &[],
            Some(Some(first)) => *first,
            None => small(letter),
        };
        self.forms.get(&first).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Glossary<'a> {
    fn new(terms: &Arc<Terms>, commons: &'a Commons) -> Self {
        let meanings = terms.meanings.iter().cloned().map(Some).collect();
        Self { terms: Arc::clone(terms), commons, meanings, quoted: false, begins: true }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(content) if self.terms.may_stand_in(content) => {
                    (self.quoted, self.begins) = (false, true);
                    self.line(content);
                }
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                Block::Summary(rows) => rows.iter_mut().for_each(|row| self.blocks(&mut row.value)),
                Block::Group(group) => match group.kind {
                    GroupKind::Note | GroupKind::Important | GroupKind::Warning => self.blocks(&mut group.content),
                    _ => {}
                },
                Block::Shared(shared) => *shared = self.piece(shared),
                Block::Heading { .. }
                | Block::Paragraph(_)
                | Block::Table(_)
                | Block::Quote(_)
                | Block::Diagram(_)
                | Block::Drawing(_)
                | Block::Filter(_)
                | Block::Find(_)
                | Block::Search(_)
                | Block::Terms(_) => {}
            }
        }
    }

    /// Returns a shared piece with what was not said yet explained.
    fn piece(&mut self, shared: &Arc<Shared>) -> Arc<Shared> {
        // The terms stay where they are as long as what they explained is known.
        let key = (Arc::as_ptr(&self.terms) as usize, shared.number());
        let known = lock(&self.commons.explained).get(&key).map(|known| Arc::clone(&known.said));
        let said = known.unwrap_or_else(|| {
            let mut alone = Glossary::new(&self.terms, self.commons);
            alone.blocks(&mut shared.content().to_vec());
            let said: Arc<[usize]> = (0..alone.meanings.len()).filter(|term| alone.meanings[*term].is_none()).collect();
            let known = Explained { said: Arc::clone(&said), pieces: HashMap::new() };
            lock(&self.commons.explained).insert(key, known);
            said
        });
        let news: Vec<usize> = said.iter().copied().filter(|term| self.meanings[*term].is_some()).collect();
        if news.is_empty() {
            return Arc::clone(shared);
        }
        let known = lock(&self.commons.explained).get(&key).and_then(|known| known.pieces.get(&news).cloned());
        let piece = known.unwrap_or_else(|| {
            let mut alone = Glossary::new(&self.terms, self.commons);
            alone.meanings.clone_from(&self.meanings);
            let piece = Arc::new(shared.changed(|content| alone.blocks(content)));
            if let Some(known) = lock(&self.commons.explained).get_mut(&key) {
                known.pieces.insert(news, Arc::clone(&piece));
            }
            piece
        });
        said.iter().for_each(|term| self.meanings[*term] = None);
        piece
    }

    fn line(&mut self, content: &mut Vec<Inline>) {
        let mut explained = Vec::with_capacity(content.len());
        let mut rest = std::mem::take(content).into_iter().peekable();
        while let Some(inline) = rest.next() {
            match inline {
                Inline::Text(text) => self.text(text, &mut explained),
                Inline::Emphasis(mut content) => {
                    self.line(&mut content);
                    explained.push(Inline::Emphasis(content));
                }
                // Bold, and something said of it: the page explains the term itself.
                Inline::Strong(content) => {
                    if rest.peek().is_some() {
                        self.said_in(&content);
                    }
                    explained.push(Inline::Strong(content));
                }
                other => {
                    self.begins = matches!(other, Inline::Break);
                    explained.push(other);
                }
            }
        }
        *content = explained;
    }

    /// Puts the meaning after each term of a text that was not said yet.
    fn text(&mut self, text: String, explained: &mut Vec<Inline>) {
        let mut written = 0;
        for (place, end, term) in self.found(&text) {
            let after = text[end..].trim_start();
            let Some(meaning) = self.meanings[term].take() else { continue };
            // What follows explains it already.
            if after.starts_with(['(', ':']) || place < written {
                continue;
            }
            explained.push(Inline::Text(format!("{} (", &text[written..end])));
            explained.extend(meaning);
            explained.push(Inline::Text(")".to_owned()));
            written = end;
        }
        if written == 0 && !text.is_empty() {
            explained.push(Inline::Text(text));
        } else if written < text.len() {
            explained.push(Inline::Text(text[written..].to_owned()));
        }
    }

    /// Marks the terms in a bold text as said.
    fn said_in(&mut self, content: &[Inline]) {
        for (_, _, term) in self.found(&view::plain(content)) {
            self.meanings[term] = None;
        }
    }

    /// Returns where terms begin and end in a text, and which they are; not those in quotation marks.
    fn found(&mut self, text: &str) -> Vec<(usize, usize, usize)> {
        let terms = Arc::clone(&self.terms);
        let mut found = Vec::new();
        let mut before = ' ';
        let mut skip_to = 0;
        let mut place = 0;
        while let Some(letter) = text[place..].chars().next() {
            let here = place;
            place += letter.len_utf8();
            match letter {
                '"' => self.quoted = !self.quoted,
                '“' => self.quoted = true,
                '”' => self.quoted = false,
                _ => {}
            }
            let is_word = !before.is_alphanumeric() && before != '-' && here >= skip_to && !self.quoted;
            let begins = self.begins;
            self.begins = matches!(letter, '.' | '!' | '?' | ':') || self.begins && !letter.is_alphanumeric();
            before = letter;
            if letter.is_ascii_alphanumeric() {
                // Nothing begins within a word.
                place += text.as_bytes()[place..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            }
            if !is_word {
                continue;
            }
            let forms = terms.beginning_with(letter).iter();
            let mut ends = forms.filter_map(|form| Some((form.end(text, here, begins)?, form.term)));
            let Some((end, term)) = ends.next() else { continue };
            skip_to = end;
            found.push((here, end, term));
        }
        found
    }
}

impl Form {
    /// Returns where the form ends, if it stands at `place` as a word or words of its own and not as a part of a name. `begins`
    /// tells that a sentence begins there.
    fn end(&self, text: &str, place: usize, begins: bool) -> Option<usize> {
        let mut rest = text[place..].chars();
        let capital = !self.exact && text[place..].starts_with(char::is_uppercase);
        if capital && !begins {
            return None;
        }
        for wanted in &self.letters {
            let letter = rest.next()?;
            let same = letter == *wanted || !self.exact && small(letter) == *wanted || *wanted == '\'' && letter == '’';
            if !same {
                return None;
            }
        }
        let after = rest.as_str();
        let mut following = after.chars();
        let is_open = match (following.next(), following.next()) {
            // `key worker's`, `care leavers'`: brackets would part the word from what is theirs.
            (Some('\'' | '’'), _) => true,
            // `Probation Service`.
            (Some(' '), Some(letter)) => capital && letter.is_uppercase(),
            (Some('-'), Some(letter)) | (Some(letter), _) => letter.is_alphanumeric(),
            (None, _) => false,
        };
        (!is_open).then_some(text.len() - after.len())
    }
}

/// Makes what finds the beginnings of forms in any case: their letters up to the first that may be written otherwise.
fn quick<'f>(forms: impl Iterator<Item = &'f Form>) -> Option<AhoCorasick> {
    let is_same_everywhere = |letter: &&char| letter.is_ascii_alphanumeric() || **letter == ' ';
    let beginnings: Vec<String> =
        forms.map(|form| form.letters.iter().take_while(is_same_everywhere).collect()).collect();
    if beginnings.iter().any(String::is_empty) {
        return None;
    }
    AhoCorasick::builder().ascii_case_insensitive(true).build(beginnings).ok()
}

/// Returns a letter as a small one; the first of several, where one becomes several.
fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}
