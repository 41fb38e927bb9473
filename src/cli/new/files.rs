//! New files: read before they are written, and written whole or not at all.

use std::collections::BTreeMap;

use super::super::build::today;
use super::Refused;
use crate::check;
use crate::diagnostic::draw;
use crate::options::Options;
use crate::parse;
use crate::source::Sources;

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
            if path != "README.md" {
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
}

/// Puts them in place.
pub(super) mod write {
    use std::fs;
    use std::io::Write as _;
    use std::path::{Path, PathBuf};

    use super::{New, Refused};

    /// Makes a new folder of them.
    ///
    /// # Errors
    /// Something is there already, or the disk refuses; then nothing is there that was not before.
    pub(in super::super) fn folder(folder: &Path, new: &New) -> Result<(), Refused> {
        let is_free = match fs::read_dir(folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        };
        if !is_free {
            return Err(Refused::Use(format!(
                "`{}` is there already, and not an empty folder: name another",
                folder.display()
            )));
        }
        let made = fs::create_dir_all(folder)
            .map_err(|error| cannot("make", folder, &error))
            .and_then(|()| beside(folder, new));
        if made.is_err() {
            // Empty folders that stay behind hold nothing that anybody could miss.
            let _ = fs::remove_dir(folder);
        }
        made
    }

    /// Adds them to a folder.
    ///
    /// # Errors
    /// One of them is there already, or the disk refuses; then none of them is written.
    pub(in super::super) fn beside(root: &Path, new: &New) -> Result<(), Refused> {
        if let Some(path) = new.0.keys().map(|path| root.join(path)).find(|path| fs::symlink_metadata(path).is_ok()) {
            return Err(Refused::Use(format!(
                "`{}` is there already: choose another name, or open it",
                path.display()
            )));
        }
        let mut written: Vec<PathBuf> = Vec::new();
        let mut folders: Vec<PathBuf> = Vec::new();
        for (path, bytes) in &new.0 {
            let path = root.join(path);
            if let Err(error) = one(&path, bytes, &mut folders) {
                written.iter().for_each(|path| drop(fs::remove_file(path)));
                folders.iter().rev().for_each(|path| drop(fs::remove_dir(path)));
                return Err(cannot("write", &path, &error));
            }
            written.push(path);
        }
        Ok(())
    }

    fn one(path: &Path, bytes: &[u8], made: &mut Vec<PathBuf>) -> std::io::Result<()> {
        let above: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        for folder in above.into_iter().rev() {
            fs::create_dir(folder)?;
            made.push(folder.to_owned());
        }
        let written = fs::File::create_new(path).and_then(|mut file| file.write_all(bytes));
        if written.as_ref().is_err_and(|error| error.kind() != std::io::ErrorKind::AlreadyExists) {
            drop(fs::remove_file(path));
        }
        written
    }

    fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Refused {
        Refused::Use(format!("cannot {what} {}: {error}", path.display()))
    }
}
