//! Where the output is, and whether a site may be put there.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::Access;

use super::error::WriteError;
use crate::io_error::IoError;

/// Which folder it is, whatever it is called: the disk's number and the folder's on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) disk: u64,
    pub(super) number: u64,
}

impl Identity {
    pub(super) fn of(metadata: &fs::Metadata) -> Self {
        Self { disk: metadata.dev(), number: metadata.ino() }
    }
}

/// The output's place on the disk.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// As the caller named it: for messages.
    pub(super) shown: PathBuf,
    /// Absolute; no part but the last can be a symbolic link.
    pub(super) path: PathBuf,
    /// The folder that holds it; it may not exist yet.
    pub(super) parent: PathBuf,
    name: OsString,
}

impl Place {
    /// Finds out where `out` is. Links on the way to it are followed, a link at its end is not.
    pub(super) fn resolve(out: &Path) -> Result<Self, WriteError> {
        let not_a_folder = || WriteError::NotAFolder { output: out.to_owned() };
        let absolute = std::path::absolute(out).map_err(IoError::cannot("find", out))?;
        let path = match (absolute.parent(), absolute.file_name()) {
            (Some(parent), Some(name)) => real_path(parent).join(name),
            // It ends in `..`, or is the root.
            _ => real_path(&absolute),
        };
        let parent = path.parent().ok_or_else(not_a_folder)?.to_owned();
        let name = path.file_name().ok_or_else(not_a_folder)?.to_owned();
        Ok(Self { shown: out.to_owned(), path, parent, name })
    }

    /// Returns the path beside the output for `.<name>.<what>`.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        self.parent.join(self.hidden_name(what))
    }

    /// Returns what follows `.<name>.<kind>-` in the name of something beside the output, where it is a name we give.
    pub(super) fn is_our_neighbour(&self, name: &OsStr, kind: &str) -> bool {
        let prefix = self.hidden_name(&format!("{kind}-"));
        let Some(rest) = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes()) else { return false };
        rest.len() == 16 && rest.iter().all(u8::is_ascii_hexdigit)
    }

    fn hidden_name(&self, what: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".");
        name.push(what);
        name
    }

    /// Returns what is at `path` in the output as the caller would name it; an empty path is the output itself.
    pub(super) fn shown_inside(&self, path: &Path) -> PathBuf {
        if path.as_os_str().is_empty() { self.shown.clone() } else { self.shown.join(path) }
    }

    /// Returns the parent as the caller would name it.
    pub(super) fn shown_parent(&self) -> PathBuf {
        match self.shown.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => self.parent.clone(),
        }
    }

    /// Refuses an output that would swallow, or be swallowed by, what the site is made from.
    pub(super) fn refuse_inputs(&self, inputs: &[&Path]) -> Result<(), WriteError> {
        let refuse = |relation, input: &Path| {
            Err(WriteError::Input { output: self.shown.clone(), relation, input: input.to_owned() })
        };
        for input in inputs {
            let real = real_path(input);
            if is_same(&self.path, &real) {
                return refuse("is", input);
            }
            if real.ancestors().skip(1).any(|folder| is_same(folder, &self.path)) {
                return refuse("holds", input);
            }
            if self.path.ancestors().skip(1).any(|folder| is_same(folder, &real)) {
                return refuse("lies inside", input);
            }
            // The input itself may be a link to elsewhere: the workspace is where the link stands.
            let Ok(absolute) = std::path::absolute(input) else { continue };
            let root = absolute.parent().map(real_path);
            if root.is_some_and(|root| root.ancestors().any(|folder| is_same(folder, &self.path))) {
                return refuse("holds", input);
            }
        }
        Ok(())
    }

    /// Refuses what is not a folder, and returns which folder it is, or `None` where nothing is there.
    pub(super) fn refuse_unusable(&self) -> Result<Option<Identity>, WriteError> {
        let metadata = match fs::symlink_metadata(&self.path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(IoError::cannot("look at", &self.shown)(error).into()),
        };
        if metadata.is_symlink() {
            return Err(WriteError::Link { output: self.shown.clone() });
        }
        if !metadata.is_dir() {
            return Err(WriteError::NotAFolder { output: self.shown.clone() });
        }
        let identity = Identity::of(&metadata);
        let parent = fs::metadata(&self.parent).map_err(IoError::cannot("look at", self.shown_parent()))?;
        if parent.dev() != identity.disk {
            return Err(WriteError::MountPoint { folder: self.shown.clone() });
        }
        Ok(Some(identity))
    }

    /// Refuses a folder that may only be read: replacing it would be possible, but is not what its owner wants.
    pub(super) fn refuse_read_only(&self) -> Result<(), WriteError> {
        let access = rustix::fs::access(&self.path, Access::WRITE_OK | Access::EXEC_OK);
        access.map_err(|error| IoError::cannot("write in the folder", &self.shown)(error.into()))?;
        Ok(())
    }

    /// Refuses a folder with anything in it, called where there is no manifest.
    pub(super) fn refuse_files_of_others(&self) -> Result<(), WriteError> {
        let mut entries = fs::read_dir(&self.path).map_err(IoError::cannot("read the folder", &self.shown))?;
        let Some(first) = entries.next() else { return Ok(()) };
        let name = first.map_err(IoError::cannot("read the folder", &self.shown))?.file_name();
        Err(WriteError::NotOurs { output: self.shown.clone(), example: name.to_string_lossy().into_owned() })
    }
}

/// Returns the path without links, `.` and `..`, as far as it exists; the rest is taken as it is written.
fn real_path(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                real.push(part);
                if let Ok(found) = fs::canonicalize(&real) {
                    real = found;
                }
            }
        }
    }
    real
}

/// Tells whether two paths name one folder. Asking the disk as well sees through disks that ignore case, and folders
/// attached in two places.
fn is_same(a: &Path, b: &Path) -> bool {
    if a == b {
        return true;
    }
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => Identity::of(&a) == Identity::of(&b),
        _ => false,
    }
}
