//! Problems as people read them: the place, the line itself, what is wrong, what to write instead.
//!
//! In: a [`Diagnostic`] and the [`Sources`]. Out: text, with or without colour. The only code that knows annotate-snippets.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::{Sources, Span, line_and_column};

/// Draws a problem in full.
#[must_use]
pub fn full(problem: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = format!("{} [{}]", problem.message, problem.code);
    let title = level.primary_title(title);
    let texts: Vec<(&Span, &str, String)> = problem
        .labels
        .iter()
        .map(|label| (&label.span, label.text.as_str(), sources.display_text(&label.span.file).unwrap_or_default()))
        .collect();
    let mut group = Group::with_title(title);
    for (index, (span, words, text)) in texts.iter().enumerate() {
        if is_of_the_file(span) && !has_readable_start(text) {
            group = group.element(Origin::path(span.file.as_str()));
            continue;
        }
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut mark = kind.span(clamped(span, text));
        if !words.is_empty() {
            mark = mark.label(*words);
        }
        group = group.element(Snippet::source(text.as_str()).path(span.file.as_str()).annotation(mark));
    }
    if let Some(output) = &problem.output {
        group = group.element(Level::NOTE.message(format!("on the page {output}")));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let mut report = vec![group];
    let suggestion = problem
        .suggestion
        .as_ref()
        .and_then(|suggestion| Some((suggestion, sources.display_text(&suggestion.span.file)?)));
    if let Some((suggestion, text)) = &suggestion {
        let patch = Patch::new(clamped(&suggestion.span, text), suggestion.text.as_str());
        report.push(
            Level::HELP
                .secondary_title("write instead")
                .element(Snippet::source(text.as_str()).path(suggestion.span.file.as_str()).patch(patch)),
        );
    }
    renderer.render(&report)
}

/// Draws a problem in one line: place, severity, message, rule.
#[must_use]
pub fn line(problem: &Diagnostic, sources: &Sources) -> String {
    let place = match (problem.span(), &problem.output) {
        (Some(span), _) => {
            let text = sources.display_text(&span.file).unwrap_or_default();
            let (line, column) = line_and_column(&text, span.start);
            format!("{}:{line}:{column}", span.file)
        }
        (None, Some(output)) => output.clone(),
        (None, None) => "familypack".to_owned(),
    };
    format!("{place}: {}: {} [{}]", problem.severity.as_str(), problem.message, problem.code)
}

/// Tells whether a problem is one of the file as a whole.
fn is_of_the_file(span: &Span) -> bool {
    span.start == 0 && span.end == 0
}

/// Tells whether a first line is worth showing: there is one, and it is text.
fn has_readable_start(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    !line.trim().is_empty()
        && !line.contains(|c: char| (c.is_control() && c != '\t') || c == char::REPLACEMENT_CHARACTER)
}

/// Returns the byte range of a place, kept within the text and on the edges of characters.
fn clamped(span: &Span, text: &str) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.floor_char_boundary(span.end.min(text.len()));
    start..end.max(start)
}
