//! Reads a workspace into memory. The only code that reads input files.
//!
//! In: a folder. Out: [`Sources`]. Only what can be content is read: `familypack.toml`, `content/`, `establishments/` and
//! `themes/`, without what editors and systems leave behind. Never follows a symbolic link out of the workspace.

#![expect(clippy::disallowed_methods, reason = "the one module that reads input files")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::io_error::IoError;
use crate::source::{FileId, Sources, Span};

/// The folders of a workspace that are read.
pub const FOLDERS: [&str; 3] = ["content", "establishments", "themes"];

/// How large a file may be, in bytes. The largest real one is a hundredth of it.
const MOST_BYTES: u64 = 2_000_000;

/// Reads every input file below `root`.
///
/// What is there but is no file that could be read as one (a device, a link out of the workspace, a name that is not UTF-8) is
/// told, not read.
///
/// # Errors
/// A folder or file that the system will not give.
pub fn folder(root: &Path) -> Result<(Sources, Diagnostics), IoError> {
    let mut sources = Sources::default();
    let mut problems = Diagnostics::default();
    let settings = root.join("familypack.toml");
    if settings.exists() {
        sources.insert("familypack.toml", fs::read(&settings).map_err(IoError::cannot("read", &settings))?);
    }
    for folder in FOLDERS {
        let start = root.join(folder);
        if !start.exists() {
            continue;
        }
        let walk = WalkDir::new(&start).sort_by_file_name().into_iter().filter_entry(|entry| !is_left_behind(entry));
        let entries: Vec<DirEntry> = walk.collect::<Result<_, _>>().map_err(walk_error)?;
        let read: Vec<Read> = entries
            .par_iter()
            .filter(|entry| !entry.file_type().is_dir())
            .map(|entry| file(root, entry))
            .collect::<Result<_, _>>()?;
        for one in read {
            match one {
                Read::File(name, bytes) => sources.insert(&name, bytes),
                Read::Refused(problem) => problems.push(*problem),
            }
        }
    }
    Ok((sources, problems))
}

/// What became of one file.
enum Read {
    File(String, Vec<u8>),
    Refused(Box<Diagnostic>),
}

fn file(root: &Path, entry: &DirEntry) -> Result<Read, IoError> {
    let path = entry.path();
    let relative = path.strip_prefix(root).unwrap_or(path);
    let name = relative.to_string_lossy().replace('\\', "/");
    let refuse = |message: &str, help: &str| {
        let problem = Diagnostic::error("file-unreadable", Span::whole(&FileId::new(&name)), message).help(help);
        Ok(Read::Refused(Box::new(problem)))
    };
    if relative.to_str().is_none() {
        return refuse("the name of this file is not readable text", "rename it: small letters, digits and dashes");
    }
    if !entry.file_type().is_file() {
        return refuse("this is a link or a device, not a file", "put the file itself here, or take this away");
    }
    let size = entry.metadata().map_err(walk_error)?.len();
    if size > MOST_BYTES && (name.ends_with(".toml") || name.ends_with(".md")) {
        // Its beginning is enough: it is too much for a text already, and the parser says so.
        let mut start = Vec::new();
        let file = fs::File::open(path).map_err(IoError::cannot("read", path))?;
        file.take(MOST_BYTES).read_to_end(&mut start).map_err(IoError::cannot("read", path))?;
        return Ok(Read::File(name, start));
    }
    if size > MOST_BYTES {
        return refuse("this file is far too large for a text", "take it out of the folder; texts are small");
    }
    let bytes = fs::read(path).map_err(IoError::cannot("read", path))?;
    Ok(Read::File(name, bytes))
}

fn walk_error(error: walkdir::Error) -> IoError {
    let path = error.path().map_or_else(PathBuf::new, Path::to_path_buf);
    IoError { action: "read".to_owned(), path, source: error.into() }
}

/// Tells whether editors or systems left a file behind: hidden files, backups, locks.
fn is_left_behind(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0
        && (name.starts_with('.')
            || name.starts_with("~$")
            || name.starts_with('#')
            || name.ends_with('~')
            || name.ends_with(".swp")
            || name.ends_with(".tmp")
            || name.ends_with(".bak")
            || ["Thumbs.db", "desktop.ini"].contains(&&*name))
}
