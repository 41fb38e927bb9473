//! What a template gives, but for a few texts: a mark stands for each, so that pages and packs that differ in these alone share the
//! rest.
//!
//! The mould, the head and the foot of a page are made so. Each has its own name, title and address, and all have the same elements.

use std::sync::Arc;

use super::frame::{Frame, Part};
use super::html::escaped;
use super::read::{slots, tidy};
use crate::output::Contents;

/// Begins and ends a mark. Nobody writes it: it is for private use (The Unicode Standard, 23.5), and texts of packs have none.
const EDGE: char = '\u{e0f0}';

/// Stands in every mark: a filter that changes letters spoils it.
const START: &str = "Text ";

/// Returns what stands for a text. It holds a space, so that as an attribute it is put in quotes, whatever the text will be; and it is
/// long, so that a filter that cuts long texts spoils it.
pub(super) fn mark(number: usize) -> String {
    format!("{EDGE}{START}{number:0300} {EDGE}")
}

/// What a template gave, each of its parts cut at its marks.
pub(super) struct Shape(Vec<Cut>);

/// A part of a frame.
struct Cut {
    markup: Marked,
    contents: Vec<CutContents>,
    hole: Option<usize>,
}

/// What stands on a part.
struct CutContents {
    /// With the marks in it.
    whole: Arc<Contents>,
    /// Its texts that have marks, by their numbers in the order of [`Contents::texts_mut`].
    marked: Vec<(usize, Marked)>,
}

/// A text cut at its marks.
struct Marked {
    /// What stands before each mark, and which it is.
    parts: Vec<(Box<str>, usize)>,
    /// What stands after the last.
    last: Box<str>,
}

impl Shape {
    /// Makes HTML with marks small and cuts it at them and at its holes; `None` where a template did more with a text than to show
    /// it, so that its mark is spoilt, and where something is wrong with it: that is told with the texts themselves.
    pub(super) fn new(html: &str, holes: &[&str]) -> Option<Self> {
        let frame = Frame::new(html, holes).ok()?;
        frame.parts().iter().map(Cut::new).collect::<Option<_>>().map(Self)
    }

    /// Returns it with its texts.
    pub(super) fn with(&self, texts: &[&str]) -> Frame {
        let mut parts: Vec<Part> = self.0.iter().map(|cut| cut.with(texts)).collect();
        let slots: Vec<String> = texts.iter().flat_map(|text| slots(text)).collect();
        if let Some(last) = parts.last_mut().filter(|_| !slots.is_empty()) {
            last.contents.push(Arc::new(Contents { slots, ..Contents::default() }));
        }
        Frame::of_parts(parts)
    }
}

impl Cut {
    fn new(part: &Part) -> Option<Self> {
        let markup = Marked::new(&part.markup)?;
        if markup.parts.iter().any(|(before, _)| in_single_quotes(before)) {
            return None;
        }
        let contents = part.contents.iter().map(CutContents::new).collect::<Option<_>>()?;
        Some(Self { markup, contents, hole: part.hole })
    }

    fn with(&self, texts: &[&str]) -> Part {
        let markup = self.markup.with(texts, |text, all| all.push_str(&escaped(text)));
        Part {
            markup: markup.into(),
            contents: self.contents.iter().map(|cut| cut.with(texts)).collect(),
            hole: self.hole,
        }
    }
}

impl CutContents {
    fn new(whole: &Arc<Contents>) -> Option<Self> {
        let mut copy = Contents::clone(whole);
        let marked = copy.texts_mut().enumerate().filter(|(_, text)| text.contains(EDGE));
        let marked = marked.map(|(number, text)| Some((number, Marked::new(text)?))).collect::<Option<_>>()?;
        Some(Self { whole: Arc::clone(whole), marked })
    }

    fn with(&self, texts: &[&str]) -> Arc<Contents> {
        if self.marked.is_empty() {
            return Arc::clone(&self.whole);
        }
        let mut contents = Contents::clone(&self.whole);
        let mut marked = self.marked.iter().peekable();
        for (number, text) in contents.texts_mut().enumerate() {
            if let Some((_, with_marks)) = marked.next_if(|(place, _)| *place == number) {
                *text = tidy(&with_marks.with(texts, |text, all| all.push_str(text)));
            }
        }
        Arc::new(contents)
    }
}

impl Marked {
    /// Cuts a text at its marks; `None` where one is spoilt.
    fn new(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(EDGE) {
            let (number, after) = after.split_once(EDGE)?;
            let number = number.strip_prefix(START)?.strip_suffix(' ')?.parse().ok()?;
            parts.push((before.into(), number));
            rest = after;
        }
        Some(Self { parts, last: rest.into() })
    }

    /// Returns the text, with `write` writing one of the texts in the place of each mark.
    fn with(&self, texts: &[&str], write: impl Fn(&str, &mut String)) -> String {
        let mut all = String::new();
        for (before, number) in &self.parts {
            all.push_str(before);
            write(texts.get(*number).copied().unwrap_or_default(), &mut all);
        }
        all.push_str(&self.last);
        all
    }
}

/// Tells whether what comes next stands in an attribute in single quotes: texts are written for double ones.
fn in_single_quotes(before: &str) -> bool {
    let tag = before.rfind('<').map_or("", |start| &before[start..]);
    !tag.contains('>') && tag.contains("='")
}
