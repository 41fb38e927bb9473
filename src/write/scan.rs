//! Looks at what is in a folder, without ever following a link.

use std::cell::RefCell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::error::WriteError;
use super::hash::FileHash;
use crate::io_error::IoError;

/// Up to how many bytes of a file are read at once: nearly all files of a site are far smaller, and somebody may have put a film
/// in the place of one.
const AT_ONCE: u64 = 1 << 20;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Folder,
    File,
    /// A symbolic link, a pipe, a socket, a device.
    Other,
}

/// Something in a folder, at whatever depth.
#[derive(Debug)]
pub(super) struct Entry {
    /// Relative to the folder.
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
}

/// Returns everything in `folder`, sorted, each folder before what is in it; `shown` is its name in messages.
pub(super) fn entries(folder: &Path, shown: &Path) -> Result<Vec<Entry>, WriteError> {
    let disk = fs::symlink_metadata(folder).map_err(IoError::cannot("look at", shown))?.dev();
    let mut entries = Vec::new();
    let mut to_visit = vec![PathBuf::new()];
    while let Some(inside) = to_visit.pop() {
        let shown = if inside.as_os_str().is_empty() { shown.to_owned() } else { shown.join(&inside) };
        for entry in fs::read_dir(folder.join(&inside)).map_err(IoError::cannot("read the folder", &shown))? {
            let entry = entry.map_err(IoError::cannot("read the folder", &shown))?;
            let path = inside.join(entry.file_name());
            let cannot = || IoError::cannot("look at", shown.join(entry.file_name()));
            let kind = entry.file_type().map_err(cannot())?;
            let kind = if kind.is_dir() {
                if entry.metadata().map_err(cannot())?.dev() != disk {
                    // Another disk's files would not move with the folder.
                    return Err(WriteError::MountPoint { folder: shown.join(entry.file_name()) });
                }
                to_visit.push(path.clone());
                Kind::Folder
            } else if kind.is_file() {
                Kind::File
            } else {
                Kind::Other
            };
            entries.push(Entry { path, kind });
        }
    }
    entries.sort_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
    Ok(entries)
}

/// Opens a plain file to read; a link, or anything else, is an error. Never waits for a pipe.
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    open(path).map(|(file, _)| file)
}

/// Opens a plain file, and says how many bytes it has.
fn open(path: &Path) -> io::Result<(File, u64)> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata.len())) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// Reads a plain file.
pub(super) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_file(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Hashes a plain file.
pub(super) fn hash(path: &Path) -> io::Result<FileHash> {
    thread_local! {
        /// What a file was read into: one after the other, in the same place.
        static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    let (mut file, length) = open(path)?;
    if length > AT_ONCE {
        return FileHash::of_reader(file);
    }
    BYTES.with_borrow_mut(|bytes| {
        let mut filled = 0;
        loop {
            if filled == bytes.len() {
                // It is as long as it was said to be, or has become longer since.
                let least = usize::try_from(length).unwrap_or_default() + 1;
                bytes.resize(least.max(filled * 2), 0);
            }
            match file.read(&mut bytes[filled..]) {
                Ok(0) => return Ok(FileHash::of(&bytes[..filled])),
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    })
}

/// Tells whether the plain file at `path` holds exactly `bytes`. One that cannot be read does not, as far as we know.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    let is_as_long = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.len() == bytes.len() as u64);
    is_as_long && read_file(path).is_ok_and(|found| found == bytes)
}
