//! What is wrong with the content, as data: a code, a sentence, places, and what to write instead.
//!
//! In: spans. Out: [`Diagnostics`], ordered by file and place. Drawing them for people is [`draw`]'s work, for machines [`json`]'s.
//! Never decides what to do about a problem: [`crate::session`] does.

pub mod draw;
pub mod json;

use crate::source::{FileId, Span};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing may be published that rests on this.
    Error,
    /// To be looked at; the pages can still be made.
    Warning,
}

impl Severity {
    /// Returns the word that stands before a message.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words; may be empty.
    pub text: String,
}

/// Text to write instead of what stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is to be replaced.
    pub span: Span,
    /// What to write there.
    pub text: String,
}

/// One problem.
///
/// The message is lower case, without full stop, with backticks around what was typed; the help says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name, in kebab-case: `phone-invalid`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where: the first is the place itself, the others explain it. Empty for a problem of a rendered page.
    pub labels: Vec<Label>,
    /// The rendered file it was found in, where it has no place in an input file.
    pub output: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// What to type instead, where that is known.
    pub suggestion: Option<Suggestion>,
}

impl Diagnostic {
    /// Makes an error at a place.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::at(Severity::Error, code, span, message.into())
    }

    /// Makes a warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::at(Severity::Warning, code, span, message.into())
    }

    /// Makes an error of a rendered file, named by its output path.
    #[must_use]
    pub fn of_output(code: &'static str, output: &str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            labels: Vec::new(),
            output: Some(output.to_owned()),
            help: None,
            suggestion: None,
        }
    }

    fn at(severity: Severity, code: &'static str, span: Span, message: String) -> Self {
        let labels = vec![Label { span, text: String::new() }];
        Self { code, severity, message, labels, output: None, help: None, suggestion: None }
    }

    /// Says what the marked text is, beside the mark.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Marks a second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to type instead of the text at `span`.
    #[must_use]
    pub fn suggest(mut self, span: Span, text: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion { span, text: text.into() });
        self
    }

    /// Returns the place of the problem.
    #[must_use]
    pub fn span(&self) -> Option<&Span> {
        self.labels.first().map(|label| &label.span)
    }

    /// Returns the establishment whose folder, in the sources or in the output, holds the problem; `None` is the whole fleet.
    #[must_use]
    pub fn establishment(&self) -> Option<&str> {
        match (self.span(), &self.output) {
            (Some(span), _) => span.file.establishment(),
            (None, Some(output)) => output.split_once('/').map(|(id, _)| id),
            (None, None) => None,
        }
    }

    fn order(&self) -> (Option<&FileId>, usize, Option<&str>, Severity, &str) {
        let span = self.span();
        (
            span.map(|span| &span.file),
            span.map_or(0, |span| span.start),
            self.output.as_deref(),
            self.severity,
            &self.message,
        )
    }
}

/// Problems found, in any order until [`Diagnostics::sort`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of `others`.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Orders by file, place, severity and message, and drops exact repetitions.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| a.order().cmp(&b.order()));
        self.0.dedup();
    }

    /// Returns them as they stand.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Returns them all.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }

    /// Returns the errors only.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Tells whether any is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Returns the candidate most like `typed`, if one is like enough to be meant.
#[must_use]
pub fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(typed, candidates, 0.6)
}

/// Returns the candidate of which `typed` is a slip of the keyboard: more like it than [`did_you_mean`] asks for, where a wrong
/// guess would hide another mistake.
#[must_use]
pub fn slip_of<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(typed, candidates, 0.7)
}

fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>, at_least: f64) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(&typed, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= at_least)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
