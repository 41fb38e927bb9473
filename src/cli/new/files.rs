//! New files: read before they are written.

use std::collections::BTreeMap;
use std::io::ErrorKind;

use super::super::build::today;
use super::Refused;
use crate::check;
use crate::diagnostic::draw;
use crate::io_error::IoError;
use crate::options::Options;
use crate::parse;
use crate::read::FOLDERS;
use crate::source::Sources;

/// Tells whether a build reads a file.
fn is_source(path: &str) -> bool {
    path == "familypack.toml"
        || FOLDERS.iter().any(|folder| path.split_once('/').is_some_and(|(top, _)| top == *folder))
}

/// Files that are to be, by their path in the workspace.
#[derive(Default)]
pub(super) struct New(BTreeMap<String, Vec<u8>>);

impl New {
    /// Adds a text.
    pub(super) fn add(&mut self, path: &str, text: String) {
        self.0.insert(path.to_owned(), text.into_bytes());
    }

    /// Adds a file as it is.
    pub(super) fn add_bytes(&mut self, path: &str, bytes: &[u8]) {
        self.0.insert(path.to_owned(), bytes.to_vec());
    }

    /// Adds all of `others`.
    pub(super) fn add_all(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Reads the new files as a build would, with those that are there.
    ///
    /// # Errors
    /// What is wrong with them, drawn.
    pub(super) fn check(&self, there: &Sources) -> Result<(), Refused> {
        let mut sources = there.clone();
        for (path, bytes) in &self.0 {
            if is_source(path) {
                sources.insert(path, bytes.clone());
            }
        }
        let (pack, _, mut problems) = parse::workspace(&sources, &mut parse::Memory::default());
        let options = Options {
            today: today(),
            base_url: None,
            only: None,
            leaflets: false,
            remove: std::collections::BTreeSet::new(),
        };
        problems.extend(check::pack(&pack, &options));
        let is_ours = |file: &str| self.0.contains_key(file);
        let wrong: Vec<String> = problems
            .errors()
            .filter(|problem| problem.span().is_some_and(|span| is_ours(span.file.as_str())))
            .map(|problem| draw::full(problem, &sources, true))
            .collect();
        if wrong.is_empty() { Ok(()) } else { Err(Refused::Content(wrong.join("\n\n"))) }
    }

    /// Puts the files in place.
    ///
    /// # Errors
    /// One is there already, or the disk refuses; then all is as it was.
    pub(super) fn write(
        &self,
        put: impl FnOnce(&BTreeMap<String, Vec<u8>>) -> Result<(), IoError>,
    ) -> Result<(), Refused> {
        put(&self.0).map_err(|error| {
            Refused::Use(if error.source.kind() == ErrorKind::AlreadyExists {
                format!("`{}` is there already: choose another name, or open it", error.path.display())
            } else {
                error.to_string()
            })
        })
    }
}
