//! Removes folders that are no longer, or not yet, the site, and nothing of anybody else's.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::MARKER;
use super::error::WriteError;
use super::manifest::{self, MANIFEST};
use super::place::{Identity, Place};
use super::scan::{self, Entry, Kind};
use super::swap;
use crate::io_error::IoError;

/// Puts back a site that had stepped aside when the build was killed.
pub(super) fn put_back(place: &Place) -> Result<(), WriteError> {
    if fs::symlink_metadata(&place.path).is_ok() {
        return Ok(());
    }
    let aside = neighbours(place)?
        .into_iter()
        .find(|(path, kind)| *kind == "old" && !is_half_made(path) && manifest::read_leniently(path).is_some());
    if let Some((path, _)) = aside {
        swap::move_into_nothing(&path, &place.path).map_err(IoError::cannot("put back", &place.shown))?;
    }
    Ok(())
}

/// Removes what killed builds left beside the output, and returns what could not be removed.
///
/// A folder with neither marker nor manifest, unless it is empty, is somebody else's, whatever its name.
pub(super) fn remove_all(place: &Place) -> Result<Vec<PathBuf>, WriteError> {
    let mut left = Vec::new();
    for (path, _) in neighbours(place)? {
        let is_gone = if is_half_made(&path) {
            remove_half_made(&path).is_ok()
        } else if manifest::read_leniently(&path).is_some() {
            retire(&path, &place.path).is_ok_and(|gone| gone)
        } else {
            // Nothing happens to a folder that is not empty.
            fs::remove_dir(&path).unwrap_or(());
            true
        };
        if !is_gone {
            left.push(path);
        }
    }
    Ok(left)
}

/// Takes away a marker that a power cut kept in a finished site; no folder with a marker may ever hold a file of others.
pub(super) fn remove_marker(place: &Place) -> Result<(), WriteError> {
    let removed = remove_file_if_there(&place.path.join(MARKER));
    removed.map_err(IoError::cannot("write in the folder", &place.shown))?;
    Ok(())
}

/// Returns the folders beside the output with a name we give, and which one, sorted.
fn neighbours(place: &Place) -> Result<Vec<(PathBuf, &'static str)>, WriteError> {
    let cannot = || IoError::cannot("read the folder", place.shown_parent());
    let mut found = Vec::new();
    for entry in fs::read_dir(&place.parent).map_err(cannot())? {
        let entry = entry.map_err(cannot())?;
        let kind = ["new", "old"].into_iter().find(|kind| place.is_our_neighbour(&entry.file_name(), kind));
        if let Some(kind) = kind
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
        {
            found.push((entry.path(), kind));
        }
    }
    found.sort();
    Ok(found)
}

fn is_half_made(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(MARKER)).is_ok_and(|metadata| metadata.is_file())
}

/// Removes a folder that never was the site, the manifest and the marker last, so that a kill on the way leaves it recognisable.
///
/// What others own in it are only links to files of the output, or copies.
pub(super) fn remove_half_made(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != MARKER && entry.file_name() != MANIFEST {
            fs::remove_file(entry.path())?;
        }
    }
    remove_file_if_there(&folder.join(MANIFEST))?;
    remove_file_if_there(&folder.join(MARKER))?;
    fs::remove_dir(folder)
}

fn remove_file_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Removes the folder of a site that is no longer in place at `out`, and tells whether it is gone.
///
/// Files that its manifest lists are deleted, and files of others that `out` has as well. A file that somebody put there
/// at the last moment moves to `out`; where that cannot be, it stays, and the folder with it. The manifest goes last, so
/// that a kill on the way leaves it recognisable.
pub(super) fn retire(old: &Path, out: &Path) -> Result<bool, WriteError> {
    let manifest = manifest::read_leniently(old);
    if manifest.is_none() && fs::symlink_metadata(old.join(MANIFEST)).is_ok() {
        // Without the list, files of ours would pass for those of others.
        return Ok(false);
    }
    let listed = manifest.map(|manifest| manifest.files).unwrap_or_default();
    let is_ours = |path: &Path| path.to_str().is_some_and(|path| listed.contains_key(path));
    let entries = scan::entries(old, old)?;
    let (folders, files): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| entry.kind == Kind::Folder);
    let remove = |entry: &&Entry| {
        let path = old.join(&entry.path);
        if is_ours(&entry.path) || is_same_file(&path, &out.join(&entry.path)) {
            fs::remove_file(&path).is_ok()
        } else {
            rescue(old, out, &entry.path).is_ok()
        }
    };
    let files = files.into_par_iter().filter(|entry| entry.path != Path::new(MANIFEST));
    // Every file is tried, and every folder, though one has failed.
    let left = files.filter(|entry| !remove(entry)).count();
    let kept = folders.iter().rev().filter(|entry| fs::remove_dir(old.join(&entry.path)).is_err()).count();
    let is_empty = left + kept == 0;
    if is_empty {
        let cannot = || IoError::cannot("remove", old);
        remove_file_if_there(&old.join(MANIFEST)).map_err(cannot())?;
        fs::remove_dir(old).map_err(cannot())?;
    }
    Ok(is_empty)
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    let (Ok(found), Ok(other)) = (fs::symlink_metadata(a), fs::symlink_metadata(b)) else { return false };
    if Identity::of(&found) == Identity::of(&other) {
        return true;
    }
    if found.is_symlink() && other.is_symlink() {
        return fs::read_link(a).is_ok_and(|to| fs::read_link(b).is_ok_and(|other| other == to));
    }
    found.is_file() && scan::read_file(a).is_ok_and(|bytes| scan::holds(b, &bytes))
}

/// Moves a file from the old folder into the site, with the folders it needs, through no link. The site must be there.
fn rescue(old: &Path, out: &Path, file: &Path) -> io::Result<()> {
    let mut folder = out.to_owned();
    for part in file.parent().into_iter().flat_map(Path::components) {
        if !fs::symlink_metadata(&folder)?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        folder.push(part);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    if !fs::symlink_metadata(&folder)?.is_dir() {
        return Err(ErrorKind::NotADirectory.into());
    }
    swap::move_into_nothing(&old.join(file), &out.join(file))
}
