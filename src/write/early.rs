//! Files that are given before the whole site is finished, so that they need not be held in memory.
//!
//! What is new goes into the half-made folder at once, beside the output; what the old site holds already is only remembered.
//! Nothing of it counts before the swap.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::error::WriteError;
use super::fill::Filling;
use super::hash::FileHash;
use super::manifest::Manifest;
use super::place::Place;
use super::scan;
use crate::output::{Bytes, OutputPath, Tree};

/// What was given early.
#[derive(Debug, Default)]
pub(super) struct Early {
    filling: OnceLock<Filling>,
    /// Held while the folder is made.
    making: Mutex<()>,
    files: Mutex<BTreeMap<OutputPath, Given>>,
}

/// A file that was given early.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// The hash of its bytes.
    pub(super) hash: FileHash,
    pub(super) bytes: u64,
    /// The old site does not hold it.
    pub(super) is_new: bool,
}

impl Early {
    /// Takes files; those that are new are written.
    pub(super) fn take(&self, tree: &Tree, place: &Place, previous: Option<&Manifest>) -> Result<String, WriteError> {
        let mut given = Vec::with_capacity(tree.len());
        for (path, bytes) in tree {
            let hash = FileHash::of(bytes);
            let is_new = !is_there(path, bytes, hash, place, previous);
            if is_new {
                self.filling(place)?.write(Path::new(path.as_str()), bytes)?;
            }
            given.push((path.clone(), Given { hash, bytes: bytes.len() as u64, is_new }));
        }
        let hash = hash_of(given.iter().map(|(path, given)| (path, given.hash)));
        self.files().extend(given);
        Ok(hash)
    }

    /// Forgets the files of folders for which `stays` says no.
    pub(super) fn retain(&self, stays: impl Fn(&str) -> bool) -> Result<(), WriteError> {
        let mut gone = Vec::new();
        self.files().retain(|path, given| {
            let stays = stays(path.folder().unwrap_or_default());
            if !stays && given.is_new {
                gone.push(path.clone());
            }
            stays
        });
        self.filling.get().map_or(Ok(()), |filling| filling.take_back(&gone))
    }

    /// Returns what is left, and the folder that it is in, where there is one.
    pub(super) fn finish(self) -> (BTreeMap<OutputPath, Given>, Option<Filling>) {
        (self.files.into_inner().unwrap_or_else(PoisonError::into_inner), self.filling.into_inner())
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<OutputPath, Given>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn filling(&self, place: &Place) -> Result<&Filling, WriteError> {
        if let Some(filling) = self.filling.get() {
            return Ok(filling);
        }
        let _one_at_a_time = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if self.filling.get().is_none() {
            self.filling.set(Filling::new(place)?).unwrap_or(());
        }
        Ok(self.filling.get().expect("it was set just now"))
    }
}

/// Returns a hash of files by their paths and hashes, in order.
pub(super) fn hash_of<'a>(files: impl Iterator<Item = (&'a OutputPath, FileHash)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, hash) in files {
        hasher.update(path.as_str().as_bytes()).update(b"\0").update(hash.to_string().as_bytes()).update(b"\n");
    }
    hasher.finalize().to_string()
}

/// Tells whether the old site holds a file as it is. What its manifest says spares a look at most of those that changed.
fn is_there(path: &OutputPath, bytes: &Bytes, hash: FileHash, place: &Place, previous: Option<&Manifest>) -> bool {
    let was = previous.and_then(|manifest| manifest.files.get(path));
    was.is_some_and(|was| *was == hash) && scan::holds(&place.path.join(path.as_str()), bytes)
}
