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
    /// What stands before each mark, and which it is; what stands after the last.
    parts: Vec<(Box<str>, usize)>,
    last: Box<str>,
    /// What stands on it, and whether a mark is in that.
    contents: Vec<(Arc<Contents>, bool)>,
    hole: Option<usize>,
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
        let mut parts = Vec::new();
        let mut rest = &*part.markup;
        while let Some((before, after)) = rest.split_once(EDGE) {
            if in_single_quotes(before) {
                return None;
            }
            let (number, after) = after.split_once(EDGE)?;
            let number = number.strip_prefix(START)?.strip_suffix(' ')?.parse().ok()?;
            parts.push((before.into(), number));
            rest = after;
        }
        let is_marked = |contents: &Contents| contents.clone().texts_mut().any(|text| text.contains(EDGE));
        let contents = part.contents.iter().map(|contents| (Arc::clone(contents), is_marked(contents))).collect();
        Some(Self { parts, last: rest.into(), contents, hole: part.hole })
    }

    fn with(&self, texts: &[&str]) -> Part {
        let mut markup = String::new();
        for (before, number) in &self.parts {
            markup.push_str(before);
            markup.push_str(&escaped(texts.get(*number).copied().unwrap_or_default()));
        }
        markup.push_str(&self.last);
        let filled = |(contents, is_marked): &(Arc<Contents>, bool)| {
            if *is_marked { Arc::new(filled(contents, texts)) } else { Arc::clone(contents) }
        };
        Part { markup: markup.into(), contents: self.contents.iter().map(filled).collect(), hole: self.hole }
    }
}

/// Tells whether what comes next stands in an attribute in single quotes: texts are written for double ones.
fn in_single_quotes(before: &str) -> bool {
    let tag = before.rfind('<').map_or("", |start| &before[start..]);
    !tag.contains('>') && tag.contains("='")
}

/// Returns what stands on a part, with texts in the place of their marks.
fn filled(contents: &Contents, texts: &[&str]) -> Contents {
    let mut contents = contents.clone();
    for text in contents.texts_mut().filter(|text| text.contains(EDGE)) {
        for (number, value) in texts.iter().enumerate() {
            *text = text.replace(&mark(number), value);
        }
        *text = tidy(text);
    }
    contents
}
