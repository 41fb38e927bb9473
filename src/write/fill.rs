//! Builds the complete new folder beside the output, and makes sure that it is safely on the disk.

use std::collections::BTreeSet;
use std::fs::{self, File, FileTimes, OpenOptions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::MARKER;
use super::compare::Plan;
use super::error::WriteError;
use super::leftovers;
use super::manifest::MANIFEST;
use super::place::Place;
use super::scan::{self, Entry, Kind};
use crate::io_error::IoError;

/// From how many new files and folders on the whole disk is synced at once instead of each of them.
///
/// One by one costs about half a millisecond each on a solid-state disk, and nothing else: right for a corrected opening
/// time. For a whole fleet one `syncfs` is far cheaper, though it also waits for what other programs have written; it is as
/// safe, as it covers everything written before it, folders included, and reports their errors (Linux 5.8).
const SYNC_WHOLE_FROM: usize = 256;

/// How many files are kept open to be synced together: the first sync then writes the others' places too.
const OPEN_AT_MOST: usize = 128;

/// A folder that is being built. Dropping it removes it.
#[derive(Debug)]
pub(super) struct HalfMade {
    path: PathBuf,
    /// Open since before the first file, so that a sync of the disk reports every error since then.
    folder: File,
    is_done: bool,
}

impl HalfMade {
    /// Makes the folder, with the marker in it.
    pub(super) fn create(place: &Place) -> Result<Self, WriteError> {
        let cannot = || IoError::cannot("make a folder in", place.shown_parent());
        let path = loop {
            let path = place.beside(&format!("new-{}", random_name()));
            match fs::create_dir(&path) {
                Ok(()) => break path,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(cannot()(error).into()),
            }
        };
        let opened = File::create_new(path.join(MARKER)).and_then(|_| File::open(&path));
        match opened {
            Ok(folder) => Ok(Self { path, folder, is_done: false }),
            Err(error) => {
                leftovers::remove_half_made(&path).unwrap_or(());
                Err(cannot()(error).into())
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Ends the watch over the folder: it is the site now.
    pub(super) fn done(mut self) -> PathBuf {
        self.is_done = true;
        self.path.clone()
    }
}

impl Drop for HalfMade {
    fn drop(&mut self) {
        if !self.is_done {
            // An error led here and is being reported; what cannot be removed keeps its marker for the next build.
            leftovers::remove_half_made(&self.path).unwrap_or(());
        }
    }
}

/// Returns 16 hexadecimal digits that differ from call to call.
pub(super) fn random_name() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// Fills the folder: what stays, what is new, and the manifest last. Then takes the marker away.
pub(super) fn fill(half_made: &HalfMade, place: &Place, plan: &Plan<'_>) -> Result<(), WriteError> {
    let mut filling = Filling {
        new: &half_made.path,
        place,
        folders: BTreeSet::from([PathBuf::new()]),
        unsynced: Vec::new(),
        syncs_whole: false,
    };
    for folder in &plan.folders {
        filling.make_folder(folder)?;
    }
    for entry in &plan.links {
        filling.make_folder_of(&entry.path)?;
        filling.carry_over(entry)?;
    }
    for (path, _) in &plan.writes {
        filling.make_folder_of(Path::new(path.as_str()))?;
    }
    filling.syncs_whole = cfg!(target_os = "linux") && plan.writes.len() + filling.folders.len() >= SYNC_WHOLE_FROM;
    for (path, bytes) in &plan.writes {
        filling.write(Path::new(path.as_str()), bytes)?;
    }
    filling.write(Path::new(MANIFEST), &plan.manifest)?;
    filling.sync(&half_made.folder)?;
    fs::remove_file(half_made.path.join(MARKER)).map_err(IoError::cannot("finish", &place.shown))?;
    sync_folder(&half_made.folder).map_err(IoError::cannot("finish", &place.shown))?;
    Ok(())
}

struct Filling<'a> {
    new: &'a Path,
    place: &'a Place,
    /// Folders made, relative.
    folders: BTreeSet<PathBuf>,
    /// Files written but perhaps not yet on the disk. They stay open, as only then a late error is sure to be seen.
    unsynced: Vec<(PathBuf, File)>,
    syncs_whole: bool,
}

impl Filling<'_> {
    fn cannot(&self, action: &str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
        let cannot = IoError::cannot(action, self.place.shown_inside(path));
        |error| cannot(error).into()
    }

    fn make_folder_of(&mut self, file: &Path) -> Result<(), WriteError> {
        file.parent().map_or(Ok(()), |folder| self.make_folder(folder))
    }

    fn make_folder(&mut self, folder: &Path) -> Result<(), WriteError> {
        if self.folders.contains(folder) {
            return Ok(());
        }
        self.make_folder_of(folder)?;
        fs::create_dir(self.new.join(folder)).map_err(self.cannot("make the folder", folder))?;
        self.folders.insert(folder.to_owned());
        Ok(())
    }

    /// Links to the old file, or copies it where the disk or its rules refuse a link.
    fn carry_over(&self, entry: &Entry) -> Result<(), WriteError> {
        let (old, new) = (self.place.path.join(&entry.path), self.new.join(&entry.path));
        // A hard link to a symbolic link is that link once more: it is not followed.
        let carried = fs::hard_link(&old, &new).or_else(|refused| match entry.kind {
            Kind::File => copy(&old, &new),
            Kind::Folder | Kind::Other => fs::read_link(&old).map_err(|_| refused).and_then(|to| symlink(to, &new)),
        });
        match carried {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(WriteError::Changed { output: self.place.shown.clone() })
            }
            Err(error) => Err(self.cannot("carry over", &entry.path)(error)),
        }
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        let written = File::create_new(self.new.join(path)).and_then(|mut file| {
            file.write_all(bytes)?;
            Ok(file)
        });
        let file = written.map_err(self.cannot("write", path))?;
        if !self.syncs_whole {
            self.unsynced.push((path.to_owned(), file));
            if self.unsynced.len() == OPEN_AT_MOST {
                self.sync_files()?;
            }
        }
        Ok(())
    }

    fn sync_files(&mut self) -> Result<(), WriteError> {
        for (path, file) in std::mem::take(&mut self.unsynced) {
            file.sync_all().map_err(self.cannot("write", &path))?;
        }
        Ok(())
    }

    /// Waits until everything is on the disk, so that the swap can never be there before what is swapped in. Modes last: a
    /// folder that may only be read could not be filled.
    fn sync(&mut self, root: &File) -> Result<(), WriteError> {
        for folder in self.folders.iter().rev() {
            let Ok(old) = fs::symlink_metadata(self.place.path.join(folder)) else { continue };
            if old.is_dir() {
                let new = self.new.join(folder);
                fs::set_permissions(new, old.permissions()).map_err(self.cannot("set the rights of", folder))?;
            }
        }
        if self.syncs_whole {
            return sync_disk(root).map_err(self.cannot("write", Path::new("")));
        }
        self.sync_files()?;
        for folder in self.folders.iter().rev() {
            let synced = File::open(self.new.join(folder)).and_then(|folder| sync_folder(&folder));
            synced.map_err(self.cannot("write", folder))?;
        }
        Ok(())
    }
}

/// Copies a plain file with its mode and time stamp.
fn copy(old: &Path, new: &Path) -> io::Result<()> {
    let mut old = scan::open_file(old)?;
    let metadata = old.metadata()?;
    let mut new = OpenOptions::new().write(true).create_new(true).open(new)?;
    io::copy(&mut old, &mut new)?;
    new.set_permissions(metadata.permissions())?;
    new.set_times(FileTimes::new().set_modified(metadata.modified()?))?;
    new.sync_all()
}

/// Waits until the folder's list of names is on the disk. Some network disks cannot, and do so on their own.
pub(super) fn sync_folder(folder: &File) -> io::Result<()> {
    match folder.sync_all() {
        Err(error) if matches!(Errno::from_io_error(&error), Some(Errno::INVAL | Errno::NOTSUP)) => Ok(()),
        result => result,
    }
}

#[cfg(target_os = "linux")]
fn sync_disk(folder: &File) -> io::Result<()> {
    rustix::fs::syncfs(folder).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn sync_disk(_: &File) -> io::Result<()> {
    unreachable!("only Linux syncs the whole disk")
}
