//! What a template gives, but for a few texts: a mark stands for each, so that pages that differ in these alone share the rest.
//!
//! The head and the foot of a page are made so. Each has its own title and address, and all have the same elements.

use super::frame::Frame;
use super::html::{Html, escaped};
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

/// What a template gave, cut at its marks.
pub(super) struct Shape {
    /// What stands before each mark, and which it is; what stands after the last.
    parts: Vec<(Box<str>, usize)>,
    last: Box<str>,
    contents: Contents,
}

impl Shape {
    /// Makes HTML with marks small and cuts it at them; `None` where a template did more with a text than to show it, so that its mark
    /// is spoilt.
    ///
    /// # Errors
    /// As [`Frame::new`].
    pub(super) fn new(html: &str) -> Result<Option<Self>, Box<Diagnostic>> {
        let frame = Frame::new(html, &[])?;
        let mut parts = Vec::new();
        let markup: String = frame.parts().iter().map(|part| &*part.markup).collect();
        let mut rest = markup.as_str();
        while let Some((before, after)) = rest.split_once(EDGE) {
            let Some((number, after)) = after.split_once(EDGE) else { return Ok(None) };
            let number = number.strip_prefix(START).and_then(|number| number.strip_suffix(' '));
            let Some(number) = number.and_then(|number| number.parse().ok()) else { return Ok(None) };
            parts.push((before.into(), number));
            rest = after;
        }
        let mut contents = frame.parts().iter().flat_map(|part| &part.contents);
        let contents = contents.next().map(|one| (**one).clone()).unwrap_or_default();
        Ok(Some(Self { parts, last: rest.into(), contents }))
    }

    /// Writes it with its texts.
    pub(super) fn write(&self, texts: &[&str], html: &mut Html) {
        for (before, number) in &self.parts {
            html.raw(before);
            html.raw(&escaped(texts.get(*number).copied().unwrap_or_default()));
        }
        html.raw(&self.last);
        let mut contents = self.contents.clone();
        let fill = |text: &mut String| {
            for (number, value) in texts.iter().enumerate() {
                if text.contains(EDGE) {
                    *text = tidy(&text.replace(&mark(number), value));
                }
            }
        };
        contents.title.iter_mut().for_each(fill);
        contents.mentions.iter_mut().for_each(fill);
        contents.resources.iter_mut().for_each(fill);
        for link in &mut contents.links {
            fill(&mut link.address);
            fill(&mut link.text);
        }
        contents.slots.extend(texts.iter().flat_map(|text| slots(text)));
        html.note(contents);
    }
}
