//! What a template gives, but for a few texts: a mark stands for each, so that pages and packs that differ in these alone share the
//! rest.
//!
//! The mould, the head and the foot of a page are made so. Each has its own name, title and address, and all have the same elements.

use std::sync::Arc;

use super::frame::{Frame, Part};
use super::html::escaped;
use super::read::{slots, tidy};
use crate::diagnostic::Diagnostic;
use crate::output::Contents;

/// Begins and ends a mark. Nobody writes it: it is for private use (The Unicode Standard, 23.5), and texts of packs have none.
const EDGE: char = '\u{e0f0}';

/// Stands in every mark: a filter that changes letters spoils it.
const START: &str = "Text ";

/// Returns what stands for a text. It holds a space, so that as an attribute it is put in quotes, whatever the text will be.
pub(super) fn mark(number: usize) -> String {
    format!("{EDGE}{START}{number} {EDGE}")
}

/// What a template gave, each of its parts cut at its marks.
pub(super) struct Shape(Vec<Cut>);

/// A part of a frame.
struct Cut {
    /// What stands before each mark, and which it is; what stands after the last.
    parts: Vec<(Box<str>, usize)>,
    last: Box<str>,
    /// What stands on it, whatever the texts are.
    fixed: Vec<Arc<Contents>>,
    /// What has a mark in it.
    marked: Contents,
    hole: Option<usize>,
}

impl Shape {
    /// Makes HTML with marks small and cuts it at them and at its holes; `None` where a template did more with a text than to show
    /// it, so that its mark is spoilt.
    ///
    /// # Errors
    /// As [`Frame::new`].
    pub(super) fn new(html: &str, holes: &[&str]) -> Result<Option<Self>, Box<Diagnostic>> {
        let frame = Frame::new(html, holes)?;
        Ok(frame.parts().iter().map(Cut::new).collect::<Option<_>>().map(Self))
    }

    /// Returns it with its texts.
    pub(super) fn with(&self, texts: &[&str]) -> Frame {
        let slots = texts.iter().flat_map(|text| slots(text)).collect();
        let mut own = Some(Contents { slots, ..Contents::default() });
        Frame::of_parts(self.0.iter().map(|cut| cut.with(texts, own.take().unwrap_or_default())).collect())
    }
}

impl Cut {
    fn new(part: &Part) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = &*part.markup;
        while let Some((before, after)) = rest.split_once(EDGE) {
            let (number, after) = after.split_once(EDGE)?;
            let number = number.strip_prefix(START)?.strip_suffix(' ')?.parse().ok()?;
            parts.push((before.into(), number));
            rest = after;
        }
        let mut fixed = Vec::new();
        let mut marked = Contents::default();
        for contents in &part.contents {
            let mut contents = (**contents).clone();
            marked.title = contents.title.take_if(|title| title.contains(EDGE)).or(marked.title);
            marked.links.extend(
                contents.links.extract_if(.., |link| link.address.contains(EDGE) || link.text.contains(EDGE)),
            );
            marked.mentions.extend(contents.mentions.extract_if(.., |address| address.contains(EDGE)));
            marked.resources.extend(contents.resources.extract_if(.., |address| address.contains(EDGE)));
            if !contents.is_empty() {
                fixed.push(Arc::new(contents));
            }
        }
        Some(Self { parts, last: rest.into(), fixed, marked, hole: part.hole })
    }

    /// Returns the part with its texts. `own` is what else stands on it.
    fn with(&self, texts: &[&str], mut own: Contents) -> Part {
        let mut markup = String::with_capacity(self.last.len() + self.parts.iter().map(|part| part.0.len() + 100).sum::<usize>());
        for (before, number) in &self.parts {
            markup.push_str(before);
            markup.push_str(&escaped(texts.get(*number).copied().unwrap_or_default()));
        }
        markup.push_str(&self.last);
        let fill = |text: &mut String| {
            for (number, value) in texts.iter().enumerate() {
                if text.contains(EDGE) {
                    *text = tidy(&text.replace(&mark(number), value));
                }
            }
        };
        let Contents { title, links, mentions, resources, .. } = self.marked.clone();
        (own.title, own.links, own.mentions, own.resources) = (title, links, mentions, resources);
        own.title.iter_mut().for_each(fill);
        own.mentions.iter_mut().for_each(fill);
        own.resources.iter_mut().for_each(fill);
        for link in &mut own.links {
            fill(&mut link.address);
            fill(&mut link.text);
        }
        let mut contents = self.fixed.clone();
        if !own.is_empty() {
            contents.push(Arc::new(own));
        }
        Part { markup: markup.into(), contents, hole: self.hole }
    }
}
