//! What a build and a check remember for the next one: a file in the workspace that can be deleted at any time, and copied to another machine.
//!
//! It holds hashes, never time stamps, and is not looked at where another version of the program wrote it. A record counts only where
//! what a pack rests on has the same hash now, and the pack's files on the site still have theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::check::{Place, Places};
use crate::diagnostic::{Diagnostic, Diagnostics, Label, Severity, Suggestion};
use crate::io_error::IoError;
use crate::output::OutputPath;
use crate::plan::NextChange;
use crate::read;
use crate::rules;
use crate::session::Record;
use crate::source::{FileId, Span};
use crate::view::Card;
use crate::write;

/// The file's name, in the workspace.
const NAME: &str = ".familypack-cache.json";
/// What every version of the program writes at its beginning: what has another beginning is somebody else's, and stays.
const START: &str = "{\"about\":\"What familypack remembers";
const ABOUT: &str = "What familypack remembers of its last build and check, to be quicker. It can be deleted.";
/// What a build remembers.
pub(super) const BUILD: &str = "build";
/// What a check remembers: it makes no leaflets, so its pages are others.
pub(super) const CHECK: &str = "check";
/// What this program is made of. Without the PDF engine it makes other pages.
const PROGRAM: &str = if cfg!(feature = "paper") {
    concat!(env!("FAMILYPACK_MADE_OF"), " with paper")
} else {
    concat!(env!("FAMILYPACK_MADE_OF"), " without paper")
};

#[derive(Deserialize, Serialize)]
struct Raw {
    about: String,
    program: String,
    /// By what was done: [`BUILD`], [`CHECK`].
    packs: BTreeMap<String, BTreeMap<String, RawRecord>>,
}

#[derive(Deserialize, Serialize)]
struct RawRecord {
    key: String,
    files: String,
    /// Below the pack's folder.
    paths: Vec<String>,
    card: Card,
    pages: usize,
    problems: Vec<RawProblem>,
    next_change: Option<(String, Vec<String>)>,
    not_kept: BTreeSet<String>,
    hours: BTreeSet<String>,
    /// Own pages: the ids of their headings, and whether facts bring more.
    places: BTreeMap<String, (BTreeSet<String>, bool)>,
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

/// Reads the file; `None` where there is none, or one that cannot be used.
fn read_again(root: &Path) -> Option<Raw> {
    let raw = serde_json::from_slice::<Raw>(&read::file(&path(root)).ok()?).ok()?;
    (raw.program == PROGRAM).then_some(raw)
}

/// Returns what is remembered of what was done, by establishment.
pub(super) fn recall(root: &Path, done: &str) -> BTreeMap<String, Record> {
    let packs = read_again(root).and_then(|mut raw| raw.packs.remove(done)).unwrap_or_default();
    let record = |(id, record): (String, RawRecord)| {
        let record = record.record(&id)?;
        Some((id, record))
    };
    packs.into_iter().filter_map(record).collect()
}

/// Remembers records of what was done, in the place of those that were remembered before.
///
/// # Errors
/// The disk refuses, or something else is there. The site is in place all the same.
pub(super) fn remember(root: &Path, done: &str, records: &BTreeMap<String, Record>) -> Result<(), IoError> {
    let mut packs = read_again(root).map(|raw| raw.packs).unwrap_or_default();
    let records = records.iter().map(|(id, record)| (id.clone(), RawRecord::of(id, record))).collect();
    packs.insert(done.to_owned(), records);
    let raw = Raw { about: ABOUT.to_owned(), program: PROGRAM.to_owned(), packs };
    let bytes = serde_json::to_vec(&raw).expect("plain values are JSON");
    write::file(&path(root), START.as_bytes(), &bytes)
}

impl RawRecord {
    fn of(id: &str, record: &Record) -> Self {
        let below = |path: &OutputPath| path.as_str().strip_prefix(id).map(|path| path[1..].to_owned());
        let next = record.next_change.as_ref();
        let places = record.places.0.iter();
        Self {
            key: record.key.clone(),
            files: record.files.clone(),
            paths: record.paths.iter().filter_map(below).collect(),
            card: record.card.clone(),
            pages: record.pages,
            problems: record.problems.iter().map(RawProblem::of).collect(),
            next_change: next.map(|next| (next.date.to_string(), next.what.clone())),
            not_kept: record.not_kept.clone(),
            hours: record.hours.clone(),
            places: places.map(|(name, place)| (name.clone(), (place.ids.clone(), place.has_blocks))).collect(),
        }
    }

    fn record(self, id: &str) -> Option<Record> {
        let next_change = match self.next_change {
            Some((date, what)) => Some(NextChange { date: date.parse().ok()?, what }),
            None => None,
        };
        let place = |(name, (ids, has_blocks)): (String, (BTreeSet<String>, bool))| (name, Place { ids, has_blocks });
        let problems: Option<Diagnostics> = self.problems.into_iter().map(RawProblem::problem).collect();
        Some(Record {
            key: self.key,
            files: self.files,
            paths: Arc::new(self.paths.iter().map(|path| OutputPath::new(&format!("{id}/{path}"))).collect()),
            card: self.card,
            pages: self.pages,
            problems: problems?,
            next_change,
            not_kept: self.not_kept,
            hours: self.hours,
            places: Places(self.places.into_iter().map(place).collect()),
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
