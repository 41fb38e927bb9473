//! Reads a workspace into memory. The only code that reads input files.
//!
//! In: a folder. Out: [`Sources`]. Only what can be content is read: `familypack.toml`, `content/`, `establishments/` and
//! `themes/`, without what editors and systems leave behind. Never follows a symbolic link out of the workspace.

#![expect(clippy::disallowed_methods, reason = "the one module that reads input files")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::io_error::IoError;
use crate::source::{FileId, Sources, Span};

/// The folders of a workspace that are read.
pub const FOLDERS: [&str; 3] = ["content", "establishments", "themes"];

/// How large a file may be, in bytes. The largest real one is a hundredth of it.
const MOST_BYTES: u64 = 2_000_000;

/// What was read before, by path: a file that nobody touched since is not read again.
#[derive(Default)]
pub struct Memory(BTreeMap<PathBuf, (Stamp, Arc<[u8]>)>);

/// What changes when a file is touched: its length, when it was written, and on Unix which file it is and when anything of it
/// changed, which no program can set.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    written: SystemTime,
    #[cfg(unix)]
    changed: (u64, i64, i64),
}

/// A file written so short a time before it is read may be written again within the same tick of the system's clock.
const TICK: Duration = Duration::from_secs(2);

impl Stamp {
    /// Returns the stamp of a file, if it was left alone long enough for its stamp to mean anything.
    fn of(data: &fs::Metadata, now: SystemTime) -> Option<Self> {
        let written = data.modified().ok()?;
        if now.duration_since(written).ok()? < TICK {
            return None;
        }
        Some(Self {
            length: data.len(),
            written,
            #[cfg(unix)]
            changed: {
                use std::os::unix::fs::MetadataExt as _;
                (data.ino(), data.ctime(), data.ctime_nsec())
            },
        })
    }
}

/// Reads every input file below `root`.
///
/// What is there but is no file that could be read as one (a device, a link out of the workspace, a name that is not UTF-8) is
/// told, not read.
///
/// # Errors
/// A folder or file that the system will not give.
pub fn folder(root: &Path) -> Result<(Sources, Diagnostics), IoError> {
    folder_again(root, &mut Memory::default(), SystemTime::UNIX_EPOCH)
}

/// Reads every input file below `root` that was touched since the last time, and takes the others from `memory`. `now` is the time
/// on the clock: a file that was written just before is read again the next time.
///
/// # Errors
/// A folder or file that the system will not give.
pub fn folder_again(root: &Path, memory: &mut Memory, now: SystemTime) -> Result<(Sources, Diagnostics), IoError> {
    let mut kept = Memory::default();
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
        let read: Vec<Read> = below(&start)
            .map_err(walk_error)?
            .par_iter()
            .filter(|entry| !entry.file_type().is_dir())
            .map(|entry| source(root, entry, memory, now))
            .collect::<Result<_, _>>()?;
        for one in read {
            match one {
                Read::File(name, bytes, stamp) => {
                    kept.0.extend(stamp.map(|stamp| (root.join(&name), (stamp, Arc::clone(&bytes)))));
                    sources.insert(&name, bytes);
                }
                Read::Refused(problem) => problems.push(*problem),
            }
        }
    }
    *memory = kept;
    Ok((sources, problems))
}

/// Reads one file of a program's own, whole.
///
/// # Errors
/// It is not there, or the system will not give it.
pub fn file(path: &Path) -> Result<Vec<u8>, IoError> {
    fs::read(path).map_err(IoError::cannot("read", path))
}

/// Returns everything below a folder that can be content; the folders in it are walked side by side.
fn below(folder: &Path) -> Result<Vec<DirEntry>, walkdir::Error> {
    let walk = |walk: WalkDir| -> Result<Vec<DirEntry>, walkdir::Error> {
        walk.sort_by_file_name().into_iter().filter_entry(|entry| !is_left_behind(entry)).collect()
    };
    let all: Vec<Vec<DirEntry>> = walk(WalkDir::new(folder).min_depth(1).max_depth(1))?
        .into_par_iter()
        .map(|entry| if entry.file_type().is_dir() { walk(WalkDir::new(entry.path())) } else { Ok(vec![entry]) })
        .collect::<Result<_, _>>()?;
    Ok(all.into_iter().flatten().collect())
}

/// What became of one file.
enum Read {
    File(String, Arc<[u8]>, Option<Stamp>),
    Refused(Box<Diagnostic>),
}

fn source(root: &Path, entry: &DirEntry, memory: &Memory, now: SystemTime) -> Result<Read, IoError> {
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
    let data = entry.metadata().map_err(walk_error)?;
    let (size, stamp) = (data.len(), Stamp::of(&data, now));
    if size > MOST_BYTES && (name.ends_with(".toml") || name.ends_with(".md")) {
        // Its beginning is enough: it is too much for a text already, and the parser says so.
        let mut start = Vec::new();
        let file = fs::File::open(path).map_err(IoError::cannot("read", path))?;
        file.take(MOST_BYTES).read_to_end(&mut start).map_err(IoError::cannot("read", path))?;
        return Ok(Read::File(name, Arc::from(start), None));
    }
    if size > MOST_BYTES {
        return refuse("this file is far too large for a text", "take it out of the folder; texts are small");
    }
    let known = memory.0.get(path).filter(|(before, _)| Some(*before) == stamp);
    let bytes = match known {
        Some((_, bytes)) => Arc::clone(bytes),
        None => Arc::from(fs::read(path).map_err(IoError::cannot("read", path))?),
    };
    Ok(Read::File(name, bytes, stamp))
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
