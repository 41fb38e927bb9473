//! Problems for machines: JSON, SARIF 2.1.0 (OASIS), and the annotations of GitHub's workflow commands.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, json as problems_json};
use crate::rules;
use crate::session::count;
use crate::source::{Sources, line_and_column};

/// Returns one JSON object.
pub(super) fn json(problems: &Diagnostics, sources: &Sources) -> String {
    let mut all = problems_json::all(problems, sources);
    if let Some(all) = all.as_array_mut() {
        for (value, problem) in all.iter_mut().zip(problems) {
            value["harm"] = json!(rules::harm_of(problem.code).as_str());
        }
    }
    let value = json!({
        "errors": count(problems, Severity::Error),
        "warnings": count(problems, Severity::Warning),
        "problems": all,
    });
    format!("{value:#}\n")
}

/// Returns a SARIF log, which code hosts show beside the lines of a file.
pub(super) fn sarif(problems: &Diagnostics, sources: &Sources) -> String {
    let used: BTreeSet<&str> = problems.iter().map(|problem| problem.code).collect();
    let rules: Vec<Value> = used.iter().map(|name| rule(name)).collect();
    let results: Vec<Value> = problems.iter().map(|problem| result(problem, sources)).collect();
    let value = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "familypack", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{value:#}\n")
}

fn rule(name: &str) -> Value {
    let part = |heading| rules::named(name).and_then(|rule| rule.part(heading)).unwrap_or(name);
    json!({
        "id": name,
        "shortDescription": {"text": part("What is wrong")},
        "fullDescription": {"text": part("Why it matters")},
        "help": {"text": part("What to write")},
        "properties": {"harm": rules::harm_of(name).as_str()},
    })
}

fn result(problem: &Diagnostic, sources: &Sources) -> Value {
    let help = problem.help.as_ref().map(|help| format!(": {help}")).unwrap_or_default();
    let mut locations = Vec::new();
    if let Some(span) = problem.span() {
        let text = sources.display_text(&span.file).unwrap_or_default();
        let (line, column) = line_and_column(&text, span.start);
        let (end_line, end_column) = line_and_column(&text, span.end.max(span.start));
        locations.push(json!({"physicalLocation": {
            "artifactLocation": {"uri": span.file.as_str()},
            "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
        }}));
    } else if let Some(output) = &problem.output {
        locations.push(json!({"logicalLocations": [{"fullyQualifiedName": output, "kind": "page"}]}));
    }
    json!({
        "ruleId": problem.code,
        "level": problem.severity.as_str(),
        "message": {"text": format!("{}{help}", problem.message)},
        "locations": locations,
    })
}

/// Returns a workflow command a line, which GitHub turns into notes beside the lines of a change.
pub(super) fn github(problems: &Diagnostics, sources: &Sources) -> String {
    let line = |problem: &Diagnostic| {
        let place = problem.span().map(|span| {
            let text = sources.display_text(&span.file).unwrap_or_default();
            let (line, column) = line_and_column(&text, span.start);
            format!("file={},line={line},col={column},", property(span.file.as_str()))
        });
        let help = problem.help.as_ref().map(|help| format!(": {help}")).unwrap_or_default();
        format!(
            "::{} {}title={}::{}\n",
            problem.severity.as_str(),
            place.unwrap_or_default(),
            property(problem.code),
            message(&format!("{}{help}", problem.message))
        )
    };
    problems.iter().map(line).collect()
}

/// Writes a message as the command wants it: no line ends, and `%` only where it begins a code.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
