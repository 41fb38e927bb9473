//! Builds the new folder beside the output, whole or as far as it differs, and makes sure that it is safely on the disk.

use std::collections::BTreeSet;
use std::fs::{self, File, FileTimes, OpenOptions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustix::io::Errno;

use super::MARKER;
use super::compare::Plan;
use super::error::WriteError;
use super::leftovers;
use super::manifest::MANIFEST;
use super::place::Place;
use super::scan::{self, Entry, Kind};
use crate::io_error::IoError;
use crate::output::OutputPath;

/// From how many new files and folders on the whole disk is synced at once instead of each of them.
///
/// One by one costs about half a millisecond each on a solid-state disk, and nothing else: right for a corrected opening
/// time. For a whole fleet one `syncfs` is far cheaper, though it also waits for what other programs have written; it is as
/// safe, as it covers everything written before it, folders included, and reports their errors (Linux 5.8).
const SYNC_WHOLE_FROM: usize = 256;

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

    /// Ends the watch over the folder: what is in it, or was, is the site now.
    pub(super) fn done(mut self) -> PathBuf {
        self.is_done = true;
        self.path.clone()
    }
}

impl Drop for HalfMade {
    fn drop(&mut self) {
        if !self.is_done {
            // An error led here and is being reported; what cannot be removed keeps its marker or its manifest for the next build.
            leftovers::remove_half_made(&self.path).unwrap_or(());
        }
    }
}

/// Returns 16 hexadecimal digits that differ from call to call.
pub(super) fn random_name() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// Fills the folder with what stays, what is new, and the manifest last: all of it, or one top-level folder. Then takes the marker
/// away.
pub(super) fn fill(filling: &Filling, place: &Place, plan: &Plan<'_>, only: Option<&str>) -> Result<(), WriteError> {
    let belongs = |path: &Path| only.is_none_or(|only| path.starts_with(only));
    for folder in plan.folders.iter().filter(|folder| belongs(folder)) {
        filling.make_folder(folder)?;
    }
    plan.links.par_iter().filter(|entry| belongs(&entry.path)).try_for_each(|entry| filling.carry_over(entry))?;
    plan.writes.par_iter().try_for_each(|(path, bytes)| filling.write(Path::new(path.as_str()), bytes))?;
    filling.write(Path::new(MANIFEST), &plan.manifest)?;
    filling.sync()?;
    fs::remove_file(filling.path().join(MARKER)).map_err(IoError::cannot("finish", &place.shown))?;
    sync_folder(&filling.half_made.folder).map_err(IoError::cannot("finish", &place.shown))?;
    Ok(())
}

/// A half-made folder, being filled from several threads.
#[derive(Debug)]
pub(super) struct Filling {
    half_made: HalfMade,
    place: Place,
    /// Folders made, relative.
    folders: Mutex<BTreeSet<PathBuf>>,
    written: Mutex<Written>,
}

/// What was written and may not be on the disk yet.
#[derive(Debug)]
enum Written {
    /// Few files. They stay open, as only then a late error is sure to be seen.
    Few(Vec<(PathBuf, File)>),
    /// So many that the whole disk is synced.
    Many,
}

impl Filling {
    /// Makes the folder.
    pub(super) fn new(place: &Place) -> Result<Self, WriteError> {
        Ok(Self {
            half_made: HalfMade::create(place)?,
            place: place.clone(),
            folders: Mutex::new(BTreeSet::from([PathBuf::new()])),
            written: Mutex::new(Written::Few(Vec::new())),
        })
    }

    /// Returns where it is.
    pub(super) fn path(&self) -> &Path {
        self.half_made.path()
    }

    /// Gives the folder out of hand.
    pub(super) fn done(self) -> HalfMade {
        self.half_made
    }

    fn cannot(&self, action: &str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
        let cannot = IoError::cannot(action, self.place.shown_inside(path));
        |error| cannot(error).into()
    }

    fn make_folder_of(&self, file: &Path) -> Result<(), WriteError> {
        file.parent().map_or(Ok(()), |folder| self.make_folder(folder))
    }

    fn make_folder(&self, folder: &Path) -> Result<(), WriteError> {
        let mut made = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !made.contains(*folder)).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(self.path().join(folder)).map_err(self.cannot("make the folder", folder))?;
            made.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Links to the old file, or copies it where the disk or its rules refuse a link.
    fn carry_over(&self, entry: &Entry) -> Result<(), WriteError> {
        self.make_folder_of(&entry.path)?;
        let (old, new) = (self.place.path.join(&entry.path), self.path().join(&entry.path));
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

    /// Writes a new file.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        self.make_folder_of(path)?;
        let written = File::create_new(self.path().join(path)).and_then(|mut file| {
            file.write_all(bytes)?;
            Ok(file)
        });
        let file = written.map_err(self.cannot("write", path))?;
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let full = match &mut *written {
            Written::Few(files) => {
                files.push((path.to_owned(), file));
                files.len() == SYNC_WHOLE_FROM
            }
            Written::Many => false,
        };
        if full {
            if cfg!(target_os = "linux") {
                *written = Written::Many;
            } else {
                self.sync_files(&mut written)?;
            }
        }
        Ok(())
    }

    /// Removes files that were written, and folders that held nothing else.
    pub(super) fn take_back(&self, paths: &[OutputPath]) -> Result<(), WriteError> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        for path in paths.iter().map(|path| Path::new(path.as_str())) {
            fs::remove_file(self.path().join(path)).map_err(self.cannot("take back", path))?;
            for folder in path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
                if fs::remove_dir(self.path().join(folder)).is_err() {
                    break;
                }
                folders.remove(folder);
            }
        }
        Ok(())
    }

    fn sync_files(&self, written: &mut Written) -> Result<(), WriteError> {
        if let Written::Few(files) = written {
            for (path, file) in files.drain(..) {
                file.sync_all().map_err(self.cannot("write", &path))?;
            }
        }
        Ok(())
    }

    /// Waits until everything is on the disk, so that the swap can never be there before what is swapped in. Modes last: a
    /// folder that may only be read could not be filled.
    fn sync(&self) -> Result<(), WriteError> {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        for folder in folders.iter().rev() {
            let Ok(old) = fs::symlink_metadata(self.place.path.join(folder)) else { continue };
            if old.is_dir() {
                let new = self.path().join(folder);
                fs::set_permissions(new, old.permissions()).map_err(self.cannot("set the rights of", folder))?;
            }
        }
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let many_folders = cfg!(target_os = "linux") && folders.len() >= SYNC_WHOLE_FROM;
        if many_folders || matches!(*written, Written::Many) {
            return sync_disk(&self.half_made.folder).map_err(self.cannot("write", Path::new("")));
        }
        self.sync_files(&mut written)?;
        for folder in folders.iter().rev() {
            let synced = File::open(self.path().join(folder)).and_then(|folder| sync_folder(&folder));
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
