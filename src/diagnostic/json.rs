//! Problems as machines read them.
//!
//! In: [`Diagnostics`] and the [`Sources`]. Out: JSON values. Lines and columns count from 1, columns in characters; byte
//! offsets from 0, the end exclusive, a byte-order mark at the start of the file not counted.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics};
use crate::source::{Sources, Span, line_and_column};

/// Returns a list with one object a problem.
#[must_use]
pub fn all(problems: &Diagnostics, sources: &Sources) -> Value {
    problems.iter().map(|problem| one(problem, sources)).collect()
}

fn one(problem: &Diagnostic, sources: &Sources) -> Value {
    let labels: Vec<Value> = problem
        .labels
        .iter()
        .map(|label| {
            let mut place = place(&label.span, sources);
            place["text"] = json!(label.text);
            place
        })
        .collect();
    let suggestion = problem.suggestion.as_ref().map(|suggestion| {
        let mut place = place(&suggestion.span, sources);
        place["text"] = json!(suggestion.text);
        place
    });
    json!({
        "code": problem.code,
        "severity": problem.severity.as_str(),
        "message": problem.message,
        "help": problem.help,
        "establishment": problem.establishment(),
        "page": problem.output,
        "places": labels,
        "write_instead": suggestion,
    })
}

fn place(span: &Span, sources: &Sources) -> Value {
    let text = sources.display_text(&span.file).unwrap_or_default();
    let (line, column) = line_and_column(&text, span.start);
    let (end_line, end_column) = line_and_column(&text, span.end);
    json!({
        "file": span.file.as_str(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": span.start,
        "end": span.end,
    })
}
