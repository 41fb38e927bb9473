//! One build at a time: a lock file beside the output.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::error::WriteError;
use super::place::{Identity, Place};
use crate::io_error::IoError;

/// The lock, held until dropped. The system releases it when the process ends in any way, so a file left by a killed build
/// stops nobody.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Holds the lock by being open.
    file: File,
}

impl Lock {
    /// Takes the lock, or says that somebody else has it. Never waits.
    pub(super) fn take(place: &Place) -> Result<Self, WriteError> {
        let path = place.beside("lock");
        let shown = place.shown_parent();
        loop {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
                .open(&path)
                .map_err(IoError::cannot("write in the folder", &shown))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(WriteError::Busy { output: place.shown.clone() }),
                Err(TryLockError::Error(error)) => {
                    return Err(IoError::cannot("take a lock in the folder", &shown)(error).into());
                }
            }
            // The build before removed the file between our opening it and locking it: what we hold guards nothing.
            if is_still(&path, &file) {
                return Ok(Self { path, file });
            }
        }
    }

    /// Releases the lock; the same as dropping it, but seen by the reader.
    pub(super) fn release(self) {
        drop(self);
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is locked nobody else can hold it, so removing it is safe; where it cannot be removed it does no harm.
        if is_still(&self.path, &self.file) {
            fs::remove_file(&self.path).unwrap_or(());
        }
    }
}

fn is_still(path: &Path, file: &File) -> bool {
    match (fs::symlink_metadata(path), file.metadata()) {
        (Ok(path), Ok(file)) => Identity::of(&path) == Identity::of(&file),
        _ => false,
    }
}
