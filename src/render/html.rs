//! HTML being written, as small as it can be, with what stands on it noted on the way.
//!
//! Nothing here is made small afterwards, and no page is read again: what is written by [`super::document`] is noted as it is
//! written, and what templates give is a [`Frame`], made small and read once.

use std::sync::Arc;

use super::frame::Frame;
use super::read::{slots, tidy};
use crate::diagnostic::Diagnostic;
use crate::output::{Contents, Heading, Link};

/// What comes of writing.
pub(super) type Written = Result<(), Box<Diagnostic>>;

/// HTML, being written.
#[derive(Default)]
pub(super) struct Html {
    text: String,
    done: Vec<Arc<Contents>>,
    contents: Contents,
}

impl Html {
    /// Begins a text of about so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Writes markup without anything to be noted.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Writes a style sheet.
    pub(super) fn style(&mut self, css: &str) {
        self.text.push_str("<style>");
        self.text.push_str(css);
        self.text.push_str("</style>");
    }

    /// Writes text with the characters that mean something in HTML as entities.
    pub(super) fn text(&mut self, text: &str) {
        self.note_slots(text);
        escape(text, |letter| matches!(letter, b'&' | b'<'), &mut self.text);
    }

    /// Writes an attribute, without quotes where they may be left out (HTML, 13.1.2.3).
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        if value.is_empty() {
            return self.text.push_str("=\"\"");
        }
        let needs_quotes = |byte: u8| byte <= b' ' || matches!(byte, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`');
        let quotes = value.bytes().any(needs_quotes) || value.ends_with('/');
        self.text.push_str(if quotes { "=\"" } else { "=" });
        escape(value, |letter| matches!(letter, b'&' | b'"'), &mut self.text);
        if quotes {
            self.text.push('"');
        }
    }

    /// Writes an id.
    pub(super) fn id(&mut self, id: &str) {
        self.attribute("id", id);
        self.contents.ids.push(id.to_owned());
    }

    /// Writes the address of a picture or the like.
    pub(super) fn source(&mut self, src: &str) {
        self.note_slots(src);
        self.attribute("src", src);
        self.contents.resources.push(src.to_owned());
    }

    /// Writes a text that is shown where the thing itself cannot be.
    pub(super) fn shown_attribute(&mut self, name: &str, text: &str) {
        self.note_slots(text);
        self.attribute(name, text);
    }

    /// Writes the address of a link with those words.
    pub(super) fn href(&mut self, href: &str, words: &str) {
        self.note_slots(href);
        self.attribute("href", href);
        self.contents.links.push(Link { address: href.to_owned(), text: tidy(words) });
    }

    /// Notes a heading with those words.
    pub(super) fn heading(&mut self, level: u8, words: &str) {
        self.contents.headings.push(Heading { level, text: tidy(words) });
    }

    /// Notes a table with that caption; it goes before the tables that follow.
    pub(super) fn table(&mut self, caption: &str) {
        self.contents.tables.push(crate::output::Table { caption: tidy(caption), unscoped: Vec::new() });
    }

    /// Writes a piece of which everything is known.
    pub(super) fn piece(&mut self, markup: &str, contents: &[Arc<Contents>]) {
        self.text.push_str(markup);
        if !contents.is_empty() {
            self.close_piece();
            self.done.extend_from_slice(contents);
        }
    }

    /// Writes what a template gave, and into its holes what `fill` writes for each.
    pub(super) fn frame(&mut self, frame: &Frame, mut fill: impl FnMut(usize, &mut Self) -> Written) -> Written {
        for part in frame.parts() {
            self.piece(&part.markup, &part.contents);
            if let Some(hole) = part.hole {
                fill(hole, self)?;
            }
        }
        Ok(())
    }

    /// Returns the text, and what stands on it.
    pub(super) fn finish(mut self) -> (String, Vec<Arc<Contents>>) {
        self.close_piece();
        (self.text, self.done)
    }

    fn close_piece(&mut self) {
        if !self.contents.is_empty() {
            self.done.push(Arc::new(std::mem::take(&mut self.contents)));
        }
    }

    fn note_slots(&mut self, text: &str) {
        self.contents.slots.extend(slots(text));
    }
}

/// Returns a text as it can stand between elements and in quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, |letter| matches!(letter, b'&' | b'<' | b'"'), &mut html);
    html
}

/// Writes a text, with an entity for each letter that `means` something.
fn escape(text: &str, means: impl Fn(u8) -> bool, html: &mut String) {
    let mut written = 0;
    for (place, byte) in text.bytes().enumerate().filter(|(_, byte)| means(*byte)) {
        html.push_str(&text[written..place]);
        html.push_str(match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&quot;",
        });
        written = place + 1;
    }
    html.push_str(&text[written..]);
}
