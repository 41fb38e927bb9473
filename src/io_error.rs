//! What the machine would not do, as a sentence a person can act on.
//!
//! In: what was being done, to which path, and what the system said. Out: [`IoError`], which [`crate::read`] and
//! [`crate::write`] share. Never touches the disk, and never speaks of content: that is [`crate::diagnostic`]'s work.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rustix::io::Errno;

/// A file or folder that could not be read, written, or moved.
#[derive(Debug)]
pub struct IoError {
    /// What was being done, as a verb that fits between "cannot" and the path: `read`, `write`, `create the folder`.
    pub action: String,
    /// The path it was done to, as the reader knows it: never the name of a half-made folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl IoError {
    /// Returns what turns a system error into an [`IoError`], for `map_err`.
    pub fn cannot(action: &str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let (action, path) = (action.to_owned(), path.into());
        move |source| Self { action, path, source }
    }

    /// Returns the reason in plain words and, where there is something to do, what to do.
    #[must_use]
    pub fn reason(&self) -> String {
        let words = match self.source.kind() {
            io::ErrorKind::NotFound => "it is not there; check how the path is written",
            io::ErrorKind::PermissionDenied => {
                "this user is not allowed to; ask for the right to write there, or choose a folder of your own"
            }
            io::ErrorKind::StorageFull => "the disk is full; make some room and try again",
            io::ErrorKind::QuotaExceeded => "your share of the disk is used up; make some room and try again",
            io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read; choose a folder on another disk",
            io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder; check how the path is written",
            io::ErrorKind::IsADirectory => "it is a folder, not a file; move the folder away",
            io::ErrorKind::AlreadyExists => "something of that name is there already; move it away",
            io::ErrorKind::InvalidFilename => "the name is too long or not allowed here; choose a shorter one",
            io::ErrorKind::FileTooLarge => "the file is too large for this disk; choose a folder on another disk",
            io::ErrorKind::ResourceBusy => "something else is using it; close what uses it and try again",
            io::ErrorKind::StaleNetworkFileHandle => "the network disk has lost it; connect the disk and try again",
            io::ErrorKind::Unsupported => "this disk does not support it; choose a folder on another disk",
            _ => return self.rarer_reason(),
        };
        words.to_owned()
    }

    /// The standard library has no name of its own for these.
    fn rarer_reason(&self) -> String {
        match Errno::from_io_error(&self.source) {
            Some(Errno::IO) => "the disk reported a fault; check the disk before trying again".to_owned(),
            Some(Errno::LOOP) => "it is a symbolic link; put the folder or file itself there".to_owned(),
            Some(Errno::MFILE | Errno::NFILE) => {
                "too many files are open; close other programs and try again".to_owned()
            }
            _ => format!("the system says: {}", self.source),
        }
    }
}

impl fmt::Display for IoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.action, self.path.display(), self.reason())
    }
}

impl std::error::Error for IoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::{Errno, IoError};

    fn sentence(errno: Errno) -> String {
        IoError::cannot("write", "site/index.html")(errno.into()).to_string()
    }

    #[test]
    fn common_reasons_are_plain_words() {
        assert_eq!(
            sentence(Errno::NOSPC),
            "cannot write `site/index.html`: the disk is full; make some room and try again"
        );
        assert!(sentence(Errno::ACCESS).contains("not allowed"));
        assert!(sentence(Errno::ROFS).contains("can only be read"));
        assert!(sentence(Errno::NOENT).contains("not there"));
        assert!(sentence(Errno::IO).contains("fault"));
    }
}
