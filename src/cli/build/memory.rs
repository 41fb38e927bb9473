//! What a build remembers for the next one: a file in the workspace that can be deleted at any time, and copied to another machine.
//!
//! It holds hashes, never time stamps, and is not looked at where another version of the program wrote it. A record counts only where
//! what a pack rests on has the same hash now, and the pack's files on the site still have theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Diagnostics, Label, Severity, Suggestion};
use crate::io_error::IoError;
use crate::plan::NextChange;
use crate::read;
use crate::rules;
use crate::session::Record;
use crate::source::{FileId, Span};
use crate::write;

/// The file's name, in the workspace.
const NAME: &str = ".familypack-cache.json";
/// What stands at its beginning: what has another beginning is not written over.
const ABOUT: &str = "What familypack remembers of its last build, to be quicker. It can be deleted.";
/// What this program is made of.
const PROGRAM: &str = env!("FAMILYPACK_MADE_OF");

#[derive(Deserialize, Serialize)]
struct Raw {
    about: String,
    program: String,
    packs: BTreeMap<String, RawRecord>,
}

#[derive(Deserialize, Serialize)]
struct RawRecord {
    key: String,
    files: String,
    pages: usize,
    problems: Vec<RawProblem>,
    next_change: Option<(String, Vec<String>)>,
    not_kept: BTreeSet<String>,
    hours: BTreeSet<String>,
}

#[derive(Deserialize, Serialize)]
struct RawProblem {
    code: String,
    warning: bool,
    message: String,
    labels: Vec<RawText>,
    output: Option<String>,
    help: Option<String>,
    suggestion: Option<RawText>,
}

/// A text at a place.
#[derive(Deserialize, Serialize)]
struct RawText {
    file: String,
    start: usize,
    end: usize,
    text: String,
}

fn path(root: &Path) -> PathBuf {
    root.join(NAME)
}

/// Returns what is remembered, by establishment; nothing where there is no file, or one that cannot be used.
pub(super) fn recall(root: &Path) -> BTreeMap<String, Record> {
    let raw = read::file(&path(root)).ok().and_then(|bytes| serde_json::from_slice::<Raw>(&bytes).ok());
    let raw = raw.filter(|raw| raw.program == PROGRAM);
    let record = |(id, record): (String, RawRecord)| Some((id, record.record()?));
    raw.map(|raw| raw.packs.into_iter().filter_map(record).collect()).unwrap_or_default()
}

/// Remembers records, in the place of what was remembered before.
///
/// # Errors
/// The disk refuses, or something else is there. The site is in place all the same.
pub(super) fn remember(root: &Path, records: &BTreeMap<String, Record>) -> Result<(), IoError> {
    let packs = records.iter().map(|(id, record)| (id.clone(), RawRecord::of(record))).collect();
    let raw = Raw { about: ABOUT.to_owned(), program: PROGRAM.to_owned(), packs };
    let bytes = serde_json::to_vec(&raw).expect("plain values are JSON");
    write::file(&path(root), format!("{{\"about\":\"{ABOUT}\"").as_bytes(), &bytes)
}

impl RawRecord {
    fn of(record: &Record) -> Self {
        let next = record.next_change.as_ref();
        Self {
            key: record.key.clone(),
            files: record.files.clone(),
            pages: record.pages,
            problems: record.problems.iter().map(RawProblem::of).collect(),
            next_change: next.map(|next| (next.date.to_string(), next.what.clone())),
            not_kept: record.not_kept.clone(),
            hours: record.hours.clone(),
        }
    }

    fn record(self) -> Option<Record> {
        let next_change = match self.next_change {
            Some((date, what)) => Some(NextChange { date: date.parse().ok()?, what }),
            None => None,
        };
        let problems: Option<Diagnostics> = self.problems.into_iter().map(RawProblem::problem).collect();
        Some(Record {
            key: self.key,
            files: self.files,
            pages: self.pages,
            problems: problems?,
            next_change,
            not_kept: self.not_kept,
            hours: self.hours,
        })
    }
}

impl RawProblem {
    fn of(problem: &Diagnostic) -> Self {
        Self {
            code: problem.code.to_owned(),
            warning: problem.severity == Severity::Warning,
            message: problem.message.clone(),
            labels: problem.labels.iter().map(|label| RawText::of(&label.span, &label.text)).collect(),
            output: problem.output.clone(),
            help: problem.help.clone(),
            suggestion: problem.suggestion.as_ref().map(|one| RawText::of(&one.span, &one.text)),
        }
    }

    fn problem(self) -> Option<Diagnostic> {
        let label = |raw: RawText| Label { span: raw.span(), text: raw.text };
        Some(Diagnostic {
            code: rules::named(&self.code)?.name,
            severity: if self.warning { Severity::Warning } else { Severity::Error },
            message: self.message,
            labels: self.labels.into_iter().map(label).collect(),
            output: self.output,
            help: self.help,
            suggestion: self.suggestion.map(|raw| Suggestion { span: raw.span(), text: raw.text }),
        })
    }
}

impl RawText {
    fn of(span: &Span, text: &str) -> Self {
        Self { file: span.file.as_str().to_owned(), start: span.start, end: span.end, text: text.to_owned() }
    }

    fn span(&self) -> Span {
        Span::new(&FileId::new(&self.file), self.start..self.end)
    }
}
