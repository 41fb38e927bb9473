//! `familypack check --fix`: what can be mended without knowing anything, shown before it is written.

use std::collections::BTreeMap;
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::ops::Range;
use std::path::Path;

use similar::TextDiff;

use super::super::report::counted;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Sources, without_mark};
use crate::write;

/// The rules of which a suggestion says the same as what was typed, only written rightly: nothing is guessed about the world.
const SAFE: &[&str] = &[
    "base-url",
    "date-invalid",
    "day-invalid",
    "email-invalid",
    "heading-space",
    "id-invalid",
    "key-unknown",
    "link-invalid",
    "number-invalid",
    "phone-grouping",
    "phone-invalid",
    "postcode-form",
    "postcode-invalid",
    "time-invalid",
    "toml-comment",
    "toml-foreign",
    "toml-header",
    "toml-key",
    "toml-line",
    "toml-list",
    "toml-quote",
    "toml-space",
    "toml-value",
    "word-unknown",
    "words-joined-up",
    "yes-no-invalid",
];

/// What is mended.
pub(super) struct Mended {
    /// The files that are others now, by name.
    pub files: BTreeMap<FileId, Vec<u8>>,
    /// All files, as they are then.
    pub sources: Sources,
}

/// Mends everything that is safe to mend. `problems` tells what is wrong with sources.
pub(super) fn mended(sources: &Sources, mut problems: impl FnMut(&Sources) -> Diagnostics) -> Mended {
    let mut now = sources.clone();
    let mut mended = BTreeMap::new();
    // A mistake may hide the next one; each round mends at least one.
    for _ in 0..50 {
        let edits = edits(&problems(&now));
        let mut changed = false;
        for (file, edits) in edits {
            let Some(bytes) = now.get(&file).and_then(|bytes| apply(bytes, edits)) else { continue };
            now.insert(file.as_str(), bytes.clone());
            mended.insert(file, bytes);
            changed = true;
        }
        if !changed {
            break;
        }
    }
    Mended { files: mended, sources: now }
}

/// Returns what to write where, by file, from the end of each file to its beginning; none reaches into another.
fn edits(problems: &Diagnostics) -> BTreeMap<FileId, Vec<(Range<usize>, String)>> {
    let mut edits: BTreeMap<FileId, Vec<(Range<usize>, String)>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| SAFE.contains(&problem.code)) {
        if let Some(suggestion) = &problem.suggestion {
            let span = &suggestion.span;
            edits.entry(span.file.clone()).or_default().push((span.start..span.end, suggestion.text.clone()));
        }
    }
    for edits in edits.values_mut() {
        edits.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
        let mut free = usize::MAX;
        edits.retain(|(range, _)| {
            let fits = range.end <= free;
            if fits {
                free = range.start;
            }
            fits
        });
    }
    edits
}

/// Writes edits into a text, and keeps every other byte; `None` where nothing changes.
fn apply(bytes: &[u8], edits: Vec<(Range<usize>, String)>) -> Option<Vec<u8>> {
    let text = without_mark(bytes);
    let mark = &bytes[..bytes.len() - text.len()];
    // Places in a text that is not UTF-8 are places in another text.
    let mut text = std::str::from_utf8(text).ok()?.to_owned();
    for (range, new) in edits {
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &new);
        }
    }
    let new = [mark, text.as_bytes()].concat();
    (new != bytes).then_some(new)
}

/// Returns the changes, line by line.
pub(super) fn diff(sources: &Sources, mended: &BTreeMap<FileId, Vec<u8>>) -> String {
    let one = |(file, new): (&FileId, &Vec<u8>)| {
        let old = sources.get(file).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        let new = String::from_utf8_lossy(new);
        TextDiff::from_lines(old.as_str(), &new)
            .unified_diff()
            .context_radius(1)
            .header(file.as_str(), file.as_str())
            .to_string()
    };
    mended.iter().map(one).collect()
}

/// Asks whether to write, where somebody can be asked.
pub(super) fn agreed(yes: bool) -> bool {
    if yes || !std::io::stdin().is_terminal() {
        return yes;
    }
    let mut out = anstream::stdout().lock();
    let _ = out.write_all(b"Write these changes? [y/N] ").and_then(|()| out.flush());
    let mut answer = String::new();
    let _ = std::io::stdin().lock().read_line(&mut answer);
    ["y", "yes"].contains(&answer.trim().to_lowercase().as_str())
}

/// Writes the files; returns what to say.
///
/// # Errors
/// The first file that the disk refuses; each file is whole, old or new.
pub(super) fn write(root: &Path, mended: &BTreeMap<FileId, Vec<u8>>) -> Result<String, String> {
    for (file, bytes) in mended {
        write::file(&root.join(file.as_str()), b"", bytes).map_err(|error| error.to_string())?;
    }
    Ok(format!("{} mended.\n", counted(mended.len(), "file")))
}
