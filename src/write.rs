//! Puts a finished site in place: whole, or not at all. The only code that writes files.
//!
//! In: a [`Tree`] and the folder it belongs in. Out: that folder, and [`Changes`]. Between [`open()`] and
//! [`Output::swap_in`] the output is locked, so that two builds never meet.
//!
//! **How.** The complete new folder is built beside the output. Files whose bytes have not changed are hard links to the old
//! ones, so that they keep their time stamps. New files may be given early, as soon as each is finished. Only when everything is there
//! and safely on the disk do the two folders change places, in one step that either happens or does not. Where all that changes are
//! the bytes of files in one folder of the site, as after a corrected opening time, that folder alone is built and changes places, and
//! then the manifest; the rest of a large fleet is not touched. So whatever goes wrong (bad input, full disk, a kill, a power cut),
//! what is published is the last good site or the new one, byte for byte, and never a mixture.
//!
//! **What lies beside an output called `site`**, all of it gone after a build that was not killed:
//! - `.site.lock`: held by a running build; worthless afterwards.
//! - `.site.new-…`: while it holds the marker [`MARKER`], a folder that is being built, and nothing in it is missed.
//!   Without the marker and with a manifest, the site before or a folder of it, on its way out; or a finished one that a kill kept
//!   from its place.
//! - `.site.old-…`: the site before, where the disk cannot exchange two folders and the old one had to step aside.
//!
//! The next build removes what a killed one left, and puts a site that had stepped aside back.
//!
//! **What it never does.** It never deletes a file that its manifest does not list: other files in the output are carried over.
//! It never follows a symbolic link in the output, never writes into an old file, and never trusts the manifest about what
//! the bytes are. It never looks inside a page. Owners, and attributes beyond the mode, are not carried over to
//! folders that are built anew; files keep theirs by being links.

#![expect(clippy::disallowed_methods, reason = "the one module that writes files")]

mod compare;
mod early;
mod error;
mod fill;
mod fresh;
mod hash;
mod leftovers;
mod lock;
mod manifest;
mod place;
mod scan;
mod single;
mod swap;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::io_error::IoError;
use crate::output::{Bytes, OutputPath, Tree};

pub use self::error::WriteError;
pub use self::fresh::{fresh, fresh_folder};
pub use self::hash::FileHash;
pub use self::manifest::{MANIFEST, Manifest};
pub use self::single::{file, make_folder};

use self::early::Early;
use self::fill::Filling;
use self::lock::Lock;
use self::place::{Identity, Place};

/// The file that marks a folder as half-made. It is the first to be written there, and goes just before the swap.
pub const MARKER: &str = ".familypack-unfinished";

/// What is to become the site.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// The files. Those in a folder of `keep` are left out.
    pub tree: &'a Tree,
    /// Top-level folders of the last good site that stay as they are; may name folders that are not there.
    pub keep: &'a BTreeSet<String>,
    /// What the caller wants to find again in [`Manifest::notes`]. A kept folder without a note here keeps its old one.
    pub notes: &'a BTreeMap<String, String>,
}

/// What a release changed, in files; the manifest and files of others do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or whose bytes changed.
    pub written: usize,
    /// Files whose bytes were in place already.
    pub unchanged: usize,
    /// Files of kept folders.
    pub kept: usize,
    /// Files of the last good site that are gone.
    pub removed: usize,
    /// Bytes of the files counted in `written`.
    pub bytes: u64,
    /// Folders beside the output that should be gone but could not be removed; the next build tries again. The site is
    /// whole all the same.
    pub leftover: Vec<PathBuf>,
}

/// An output folder that is locked, usable, and tidied of what a killed build left. Dropping it releases the lock.
#[derive(Debug)]
pub struct Output {
    place: Place,
    lock: Lock,
    /// The folder as it was found, `None` where there was none.
    found: Option<Identity>,
    previous: Option<Manifest>,
    /// A hash of the manifest's bytes as they were found.
    previous_hash: Option<FileHash>,
    leftover: Vec<PathBuf>,
    early: Early,
}

/// Locks the output folder, checks that it is usable, tidies up after a killed build, and reads what the last one wrote.
///
/// `inputs` are the folders the site is made from, which lie in the workspace root; they need not exist. The parent of the
/// output is created where it is missing; the output itself is not touched.
///
/// # Errors
/// When the output is, holds, or lies inside an input folder, or is or holds the workspace root; when it is a file, a symbolic link,
/// or a folder with files but without a manifest; when another build holds it; when the disk refuses.
pub fn open(out: &Path, inputs: &[&Path]) -> Result<Output, WriteError> {
    let place = Place::resolve(out)?;
    place.refuse_inputs(inputs)?;
    place.refuse_unusable()?;
    fs::create_dir_all(&place.parent).map_err(IoError::cannot("create the folder", place.shown_parent()))?;
    let lock = Lock::take(&place)?;
    leftovers::put_back(&place)?;
    // Again, now that nobody else builds here.
    let found = place.refuse_unusable()?;
    let (previous, previous_hash) = match manifest::read(&place)? {
        Some((manifest, bytes)) => (Some(manifest::without_missing(manifest, &place)?), Some(FileHash::of(&bytes))),
        None => (None, None),
    };
    if found.is_some() {
        place.refuse_read_only()?;
        if previous.is_some() {
            leftovers::remove_marker(&place)?;
        } else {
            place.refuse_files_of_others()?;
        }
    }
    let leftover = leftovers::remove_all(&place)?;
    Ok(Output { place, lock, found, previous, previous_hash, leftover, early: Early::default() })
}

impl Output {
    /// Returns what the last good site consists of, `None` where there is no site yet.
    ///
    /// Files that somebody has deleted since are not in it.
    #[must_use]
    pub fn previous(&self) -> Option<&Manifest> {
        self.previous.as_ref()
    }

    /// Returns a file of the last good site; `None` where somebody has changed it since it was written.
    #[must_use]
    pub fn last_file(&self, path: &OutputPath) -> Option<Bytes> {
        let hash = self.previous.as_ref()?.files.get(path)?;
        let bytes = scan::read_file(&self.place.path.join(path.as_str())).ok()?;
        (FileHash::of(&bytes) == *hash).then(|| Bytes::from(bytes))
    }

    /// Returns a hash of the files of a top-level folder of the last good site; `None` where there is none, or somebody has changed
    /// one since it was written.
    #[must_use]
    pub fn last_folder(&self, folder: &str) -> Option<String> {
        let files = &self.previous.as_ref()?.files;
        let first = format!("{folder}/");
        let from_there = files.range::<str, _>((Bound::Included(first.as_str()), Bound::Unbounded));
        let of_folder: Vec<(&OutputPath, &FileHash)> =
            from_there.take_while(|(path, _)| path.folder() == Some(folder)).collect();
        let is_whole = |(path, hash): &(&OutputPath, &FileHash)| {
            let now = scan::hash(&self.place.path.join(path.as_str()));
            now.is_ok_and(|now| now == **hash)
        };
        let whole = !of_folder.is_empty() && of_folder.par_iter().all(is_whole);
        whole.then(|| early::hash_of(of_folder.into_iter().map(|(path, hash)| (path, *hash))))
    }

    /// Takes files before the site is finished: they belong to the release, and need not be held any longer. What is new is written
    /// beside the output at once; can be called from several threads. Returns a hash of the files, as [`Self::last_folder`] does.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn take_early(&self, files: &Tree) -> Result<String, WriteError> {
        self.early.take(files, &self.place, self.previous.as_ref())
    }

    /// Forgets what was taken early of folders for which `stays` says no.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn keep_early(&self, stays: impl Fn(&str) -> bool) -> Result<(), WriteError> {
        self.early.retain(stays)
    }

    /// Puts the release in place, with what was taken early, and releases the lock.
    ///
    /// A release identical to the last good site touches nothing at all.
    ///
    /// # Errors
    /// When two paths differ only in their case, or are file and folder at once; when a file of somebody else is where one of
    /// the release belongs; when somebody changed the output meanwhile; when the disk refuses. The last good site is then as it was,
    /// byte for byte, and what was half made is removed.
    pub fn swap_in(self, release: &Release<'_>) -> Result<Changes, WriteError> {
        let found = self.place.refuse_unusable()?;
        if found.is_some() && found != self.found {
            return Err(WriteError::Changed { output: self.place.shown.clone() });
        }
        let (early, filling) = self.early.finish();
        let mut plan = compare::plan(&self.place, self.previous.as_ref(), release, &early, found.is_some())?;
        plan.changes.leftover.clone_from(&self.leftover);
        if found.is_some() && plan.changes_nothing(self.previous_hash) {
            return Ok(plan.changes);
        }
        let filling = match filling {
            Some(filling) => filling,
            None => Filling::new(&self.place)?,
        };
        let only = plan
            .only_in
            .filter(|folder| found.is_some() && swap::can_exchange_folder(&self.place, filling.path(), folder));
        fill::fill(&filling, &self.place, &plan, only)?;
        let (old, swapped_in) = match only {
            Some(folder) => {
                let old = swap::put_folder_in_place(&self.place, filling.done(), found, folder)?;
                (Some(old), &self.place.path)
            }
            None => (swap::put_in_place(&self.place, filling.done(), found)?, &self.place.parent),
        };
        // The site is in place. From here on nothing is an error: what cannot be tidied is left to the next build.
        let mut changes = plan.changes;
        if let Some(old) = old
            && !(swap::is_durable(swapped_in) && leftovers::retire(&old, &self.place.path).is_ok_and(|gone| gone))
        {
            changes.leftover.push(old);
        }
        self.lock.release();
        Ok(changes)
    }
}
