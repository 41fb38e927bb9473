//! Where the parser stumbled, and what is made of it.

use std::ops::Range;

use toml::de::DeTable;

use super::scan;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// The first thing the parser could not read.
pub(super) struct Place<'a> {
    /// The file.
    pub(super) file: &'a FileId,
    /// Its text, for lines and words.
    pub(super) text: &'a str,
    /// The same without the mistakes before this one; of the same length.
    pub(super) clean: &'a str,
    /// Where the parser stumbled, in bytes, at the start of a character.
    pub(super) offset: usize,
    /// What it said.
    pub(super) message: &'a str,
}

impl Place<'_> {
    /// Marks a byte range of the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Returns the line without its end and without spaces around it.
    pub(super) fn line(&self) -> Range<usize> {
        let line = scan::trimmed(self.text, scan::line_at(self.text, self.offset));
        if !line.is_empty() {
            return line;
        }
        // At the end of a file the parser points after the last line.
        let before = self.text[..self.offset].trim_end().len();
        scan::trimmed(self.text, scan::line_at(self.text, before))
    }
}

/// What is wrong, and how to read on.
pub(super) struct Finding {
    /// For people.
    pub(super) diagnostic: Diagnostic,
    /// For the next reading.
    pub(super) repair: Repair,
}

/// How the text is changed so that the rest can be read; it keeps its length.
pub(super) enum Repair {
    /// What stands here becomes spaces; line ends stay.
    Blank(Range<usize>),
    /// The space or line end here becomes a comma.
    Comma(usize),
    /// The header here becomes one of a name of its own, so that the keys below it do not fall into the table before.
    StandIn(Range<usize>),
}

/// What is to be said of one line: a part of a [`Finding`].
pub(super) struct Said {
    /// The rule's name.
    pub(super) code: &'static str,
    /// The bytes of the file that are wrong.
    pub(super) at: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
    /// The whole line as it should be, where that is certain.
    pub(super) line: Option<String>,
}

impl Said {
    /// Says something of the bytes `at`.
    pub(super) fn new(
        code: &'static str,
        at: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { code, at, message: message.into(), help: help.into(), line: None }
    }

    /// Names the line as it should be, if it can then be read.
    pub(super) fn corrected(mut self, line: String) -> Self {
        self.line = Some(line).filter(|line| reads(line));
        self
    }

    /// Makes the problem, with the suggestion in place of `line`.
    pub(super) fn diagnostic(self, place: &Place<'_>, line: &Range<usize>) -> Diagnostic {
        let problem = Diagnostic::error(self.code, place.span(self.at), self.message).help(self.help);
        match self.line {
            Some(text) => problem.suggest(place.span(line.clone()), text),
            None => problem,
        }
    }
}

/// Tells whether a text is TOML without mistakes and says something.
pub(super) fn reads(text: &str) -> bool {
    let (table, errors) = DeTable::parse_recoverable(text);
    errors.is_empty() && (!table.get_ref().is_empty() || text.starts_with('#'))
}

/// Tells whether a text may stand between the brackets of a list, a comma at its end included.
pub(super) fn reads_in_list(text: &str) -> bool {
    reads(&format!("x = [\n{text}\n]"))
}
