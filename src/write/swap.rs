//! The moment the new site takes the old one's place.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::Access;
use rustix::io::Errno;

use super::MARKER;
use super::error::WriteError;
use super::fill::{self, HalfMade};
use super::manifest::MANIFEST;
use super::place::{Identity, Place};
use crate::io_error::IoError;

/// How one folder takes a path.
#[derive(Clone, Copy, Debug)]
enum Rename {
    /// The two change places: at every moment there is one at each path.
    Exchange,
    /// Only where nothing is.
    IntoNothing,
}

/// Puts the finished folder in place of the one that was found, and returns where the old one is now.
///
/// Where the disk cannot exchange two folders (some network disks and very old systems), the old one steps aside first.
/// For an instant there is no site then, and a kill at that instant leaves it aside: [`super::leftovers::put_back`]
/// sets that right.
pub(super) fn put_in_place(
    place: &Place,
    new: HalfMade,
    found: Option<Identity>,
) -> Result<Option<PathBuf>, WriteError> {
    let there = place.refuse_unusable()?;
    if there.is_some() && there != found {
        return Err(WriteError::Changed { output: place.shown.clone() });
    }
    let swapped = match there {
        None => rename(new.path(), &place.path, Rename::IntoNothing).map(|()| None),
        Some(_) => match rename(new.path(), &place.path, Rename::Exchange) {
            Ok(()) => Ok(Some(new.path().to_owned())),
            Err(error) if is_unknown(error) => step_aside(new.path(), place).map(Some),
            Err(error) => Err(error),
        },
    };
    match swapped {
        Ok(old) => {
            new.done();
            Ok(old)
        }
        Err(error) => Err(explain(error, place)),
    }
}

/// Puts one finished top-level folder in place of the one that was there, and then the manifest, which lists the same paths as
/// before. Returns where the old ones are now. To be called only where it [can](can_exchange_folder) be done.
///
/// A kill between the two leaves a whole site: what the old manifest says of that folder's bytes is no longer true, and the next
/// build, which looks at the bytes themselves, makes the folder again.
pub(super) fn put_folder_in_place(
    place: &Place,
    new: HalfMade,
    found: Option<Identity>,
    folder: &str,
) -> Result<PathBuf, WriteError> {
    if place.refuse_unusable()? != found {
        return Err(WriteError::Changed { output: place.shown.clone() });
    }
    let exchange = |name: &str| rename(&new.path().join(name), &place.path.join(name), Rename::Exchange);
    exchange(folder).map_err(|error| explain(error, place))?;
    match exchange(MANIFEST) {
        Ok(()) => Ok(new.done()),
        Err(error) => {
            exchange(folder).unwrap_or(());
            // What is beside the site now was in it for a moment, or still was just before: others may have put a file there. The
            // next build tidies up, and rescues it.
            new.done();
            Err(explain(error, place))
        }
    }
}

/// Tells whether a top-level folder of the output can change places with one of a half-made folder: the disk can exchange two things,
/// as is tried with the marker and another empty file, and the folder may be written in, as it gets another one above it.
pub(super) fn can_exchange_folder(place: &Place, half_made: &Path, folder: &str) -> bool {
    let (marker, other) = (half_made.join(MARKER), half_made.join(MANIFEST));
    let can = File::create_new(&other).is_ok() && rename(&marker, &other, Rename::Exchange).is_ok();
    let is_gone = fs::remove_file(&other).is_ok();
    can && is_gone && rustix::fs::access(place.path.join(folder), Access::WRITE_OK).is_ok()
}

/// Tells whether a swap of what is in `folder` is safely on the disk: only then what was swapped out may go.
pub(super) fn is_durable(folder: &Path) -> bool {
    File::open(folder).and_then(|folder| fill::sync_folder(&folder)).is_ok()
}

/// Moves something to where nothing is; an error where something is.
pub(super) fn move_into_nothing(from: &Path, to: &Path) -> io::Result<()> {
    rename(from, to, Rename::IntoNothing).map_err(io::Error::from)
}

/// Moves the old folder aside and the new one in its place, and back again if that fails.
fn step_aside(new: &Path, place: &Place) -> Result<PathBuf, Errno> {
    let aside = place.beside(&format!("old-{}", fill::random_name()));
    rename(&place.path, &aside, Rename::IntoNothing)?;
    match rename(new, &place.path, Rename::IntoNothing) {
        Ok(()) => Ok(aside),
        Err(error) => {
            // Where even this fails, the next build puts it back.
            rename(&aside, &place.path, Rename::IntoNothing).unwrap_or(());
            Err(error)
        }
    }
}

fn explain(error: Errno, place: &Place) -> WriteError {
    match error {
        Errno::BUSY | Errno::XDEV => WriteError::MountPoint { folder: place.shown.clone() },
        Errno::EXIST | Errno::NOTEMPTY | Errno::NOENT | Errno::NOTDIR => {
            WriteError::Changed { output: place.shown.clone() }
        }
        _ => IoError::cannot("replace", &place.shown)(error.into()).into(),
    }
}

/// Tells whether the disk or the system does not know this way of renaming.
fn is_unknown(error: Errno) -> bool {
    [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP].contains(&error)
}

fn rename(from: &Path, to: &Path, how: Rename) -> Result<(), Errno> {
    match (rename_in_one_step(from, to, how), how) {
        (Err(error), Rename::IntoNothing) if is_unknown(error) => {
            // Looking first is all that is left to do; the lock keeps other builds away.
            if fs::symlink_metadata(to).is_ok() {
                return Err(Errno::EXIST);
            }
            rustix::fs::rename(from, to)
        }
        (result, _) => result,
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_in_one_step(from: &Path, to: &Path, how: Rename) -> Result<(), Errno> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let flags = match how {
        Rename::Exchange => RenameFlags::EXCHANGE,
        Rename::IntoNothing => RenameFlags::NOREPLACE,
    };
    renameat_with(CWD, from, CWD, to, flags)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_in_one_step(_: &Path, _: &Path, _: Rename) -> Result<(), Errno> {
    Err(Errno::NOSYS)
}

#[cfg(test)]
mod tests {
    use super::{Errno, HalfMade, Identity, MANIFEST, MARKER, Place, fs, put_folder_in_place, step_aside};

    #[test]
    fn without_exchange_the_old_folder_steps_aside() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::resolve(&folder.path().join("site")).unwrap();
        let new = place.beside("new-0");
        fs::create_dir(&place.path).unwrap();
        fs::create_dir(&new).unwrap();
        fs::write(place.path.join("a"), "old").unwrap();
        fs::write(new.join("a"), "new").unwrap();
        let aside = step_aside(&new, &place).unwrap();
        assert_eq!(fs::read(place.path.join("a")).unwrap(), b"new");
        assert_eq!(fs::read(aside.join("a")).unwrap(), b"old");
        assert!(!new.exists());
    }

    #[test]
    fn a_failed_step_aside_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::resolve(&folder.path().join("site")).unwrap();
        fs::create_dir(&place.path).unwrap();
        fs::write(place.path.join("a"), "old").unwrap();
        assert_eq!(step_aside(&place.beside("new-0"), &place), Err(Errno::NOENT));
        assert_eq!(fs::read(place.path.join("a")).unwrap(), b"old");
    }

    #[test]
    fn a_folder_whose_manifest_cannot_follow_goes_back_and_nothing_beside_the_site_is_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::resolve(&folder.path().join("site")).unwrap();
        fs::create_dir_all(place.path.join("bure")).unwrap();
        fs::write(place.path.join("bure/a"), "old").unwrap();
        let found = fs::symlink_metadata(&place.path).map(|site| Identity::of(&site)).ok();
        let new = HalfMade::create(&place).unwrap();
        let beside = new.path().to_owned();
        fs::create_dir(beside.join("bure")).unwrap();
        fs::write(beside.join("bure/a"), "new").unwrap();
        fs::write(beside.join(MANIFEST), "{}").unwrap();
        fs::remove_file(beside.join(MARKER)).unwrap();
        // Somebody took the manifest out of the site.
        put_folder_in_place(&place, new, found, "bure").unwrap_err();
        assert_eq!(fs::read(place.path.join("bure/a")).unwrap(), b"old");
        assert_eq!(fs::read(beside.join("bure/a")).unwrap(), b"new", "others may have put a file there");
    }
}
