//! Decides what becomes of every file: written, linked to the old one, or gone. Changes nothing.

use std::collections::hash_map::Entry as MapEntry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use foldhash::{HashMap, HashMapExt, HashSet};

use super::early::Given;
use super::error::WriteError;
use super::hash::FileHash;
use super::manifest::{MANIFEST, Manifest};
use super::place::Place;
use super::scan::{self, Entry, Kind};
use super::{Changes, MARKER, Release};
use crate::output::{Bytes, OutputPath};

/// What the new folder is made of.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// Folders of others, each before what is in it.
    pub(super) folders: Vec<PathBuf>,
    /// What stays as it is, relative to the old folder.
    pub(super) links: Vec<Entry>,
    /// What is new and not there yet, sorted by path.
    pub(super) writes: Vec<(&'a OutputPath, &'a Bytes)>,
    /// The manifest file.
    pub(super) manifest: Vec<u8>,
    pub(super) changes: Changes,
    /// The only top-level folder in which anything is new, where no path comes or goes: all that changes are the bytes of its files.
    pub(super) only_in: Option<&'a str>,
}

impl Plan<'_> {
    /// Tells whether the site in place is this one already.
    pub(super) fn changes_nothing(&self, manifest: Option<FileHash>) -> bool {
        let is_same = manifest.is_some_and(|hash| FileHash::of(&self.manifest) == hash);
        self.changes.written == 0 && self.changes.removed == 0 && is_same
    }
}

/// A file of the release.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    Here(&'a OutputPath, &'a Bytes),
    Early(&'a OutputPath, &'a Given),
}

impl Wanted<'_> {
    fn path(&self) -> &OutputPath {
        match self {
            Self::Here(path, _) | Self::Early(path, _) => path,
        }
    }

    fn hash(&self) -> FileHash {
        match self {
            Self::Here(_, bytes) => FileHash::of(bytes),
            Self::Early(_, given) => given.hash,
        }
    }

    /// Tells whether the file at `place` is this one.
    fn is_at(&self, place: &Path) -> bool {
        match self {
            Self::Here(_, bytes) => scan::holds(place, bytes),
            Self::Early(_, given) => !given.is_new,
        }
    }
}

/// Everything by path: what was, what stays, what is wanted.
struct Paths<'a> {
    /// Files of the last good site.
    listed: HashSet<&'a str>,
    /// Folders that held them.
    listed_folders: HashSet<&'a str>,
    /// Those of them that stay, whatever is in them.
    kept: HashSet<&'a str>,
    /// Files of the release without those of kept folders.
    wanted: BTreeMap<&'a str, Wanted<'a>>,
    /// Folders that will hold `kept` and `wanted`.
    wanted_folders: HashSet<&'a str>,
    /// The paths of `kept`, sorted, and then those of `wanted`.
    all: Vec<&'a str>,
}

impl<'a> Paths<'a> {
    fn new(previous: Option<&'a Manifest>, release: &Release<'a>, early: &'a BTreeMap<OutputPath, Given>) -> Self {
        let is_kept = |path: &OutputPath| path.folder().is_some_and(|folder| release.keep.contains(folder));
        let listed: Vec<&OutputPath> = previous.iter().flat_map(|manifest| manifest.files.keys()).collect();
        let kept: Vec<&str> = listed.iter().filter(|path| is_kept(path)).map(|path| path.as_str()).collect();
        let here = release.tree.iter().map(|(path, bytes)| Wanted::Here(path, bytes));
        let wanted: BTreeMap<&str, Wanted<'_>> = here
            .chain(early.iter().map(|(path, given)| Wanted::Early(path, given)))
            .filter(|wanted| !is_kept(wanted.path()))
            .map(|wanted| match wanted {
                Wanted::Here(path, _) | Wanted::Early(path, _) => (path.as_str(), wanted),
            })
            .collect();
        Self {
            listed_folders: listed.iter().flat_map(|path| folders_above(path.as_str())).collect(),
            listed: listed.iter().map(|path| path.as_str()).collect(),
            wanted_folders: kept.iter().chain(wanted.keys()).flat_map(|path| folders_above(path)).collect(),
            kept: kept.iter().copied().collect(),
            all: kept.into_iter().chain(wanted.keys().copied()).collect(),
            wanted,
        }
    }

    /// Refuses paths that differ only in case, or are both file and folder: a disk that ignores case, as on Windows and
    /// macOS, would put one in the place of the other.
    fn refuse_clashes(&self) -> Result<(), WriteError> {
        let mut seen: HashMap<String, (&str, &str)> = HashMap::new();
        let files = [MANIFEST, MARKER].into_iter().chain(self.all.iter().copied());
        for path in files {
            for name in folders_above(path).chain([path]) {
                match seen.entry(name.to_lowercase()) {
                    MapEntry::Vacant(vacant) => {
                        vacant.insert((name, path));
                    }
                    MapEntry::Occupied(occupied) => {
                        let (other, whole) = *occupied.get();
                        let both_are_folders = name != path && other != whole;
                        if other != name || !both_are_folders {
                            return Err(WriteError::Clash { first: whole.to_owned(), second: path.to_owned() });
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Returns the only top-level folder that `wanted` is in, where the last good site had every path of it.
    fn only_in(&self) -> Option<&'a str> {
        let mut folders =
            self.wanted.keys().map(|path| Some(path.split_once('/')?.0).filter(|_| self.listed.contains(path)));
        let first = folders.next()??;
        folders.all(|folder| folder == Some(first)).then_some(first)
    }

    /// Tells whether an entry that no build wrote stands where something of the release belongs.
    fn is_blocked_by(&self, entry: &Entry, name: &str) -> bool {
        self.wanted.contains_key(name)
            || entry.kind != Kind::Folder && self.wanted_folders.contains(name)
            || folders_above(name).any(|folder| self.wanted.contains_key(folder))
    }
}

/// Compares the release with what is in the output now.
pub(super) fn plan<'a>(
    place: &Place,
    previous: Option<&'a Manifest>,
    release: &Release<'a>,
    early: &'a BTreeMap<OutputPath, Given>,
    is_there: bool,
) -> Result<Plan<'a>, WriteError> {
    let mut paths = Paths::new(previous, release, early);
    paths.refuse_clashes()?;
    let manifest = manifest(previous, release, &paths).to_bytes();
    let mut plan =
        Plan { folders: vec![], links: vec![], writes: vec![], manifest, changes: Changes::default(), only_in: None };
    let entries = if is_there { scan::entries(&place.path, &place.shown)? } else { Vec::new() };
    let mut in_place = BTreeSet::new();
    for entry in entries {
        // A name that is not UTF-8 is none of ours.
        let name = entry.path.to_str().unwrap_or_default();
        let is_ours = match entry.kind {
            Kind::Folder => paths.listed_folders.contains(name),
            Kind::File | Kind::Other => paths.listed.contains(name) || name == MANIFEST || name == MARKER,
        };
        let wanted = paths.wanted.get_key_value(name).filter(|_| entry.kind == Kind::File);
        let equal = wanted.filter(|(_, wanted)| wanted.is_at(&place.path.join(name))).map(|(name, _)| *name);
        if let Some(name) = equal {
            in_place.insert(name);
            plan.links.push(entry);
        } else if is_ours {
            if paths.kept.contains(name) {
                plan.changes.kept += 1;
                plan.links.push(entry);
            } else if paths.listed.contains(name) && !paths.wanted.contains_key(name) {
                plan.changes.removed += 1;
            }
        } else if paths.is_blocked_by(&entry, name) {
            return Err(WriteError::InTheWay { path: place.shown.join(&entry.path) });
        } else if entry.kind == Kind::Folder {
            plan.folders.push(entry.path);
        } else {
            plan.links.push(entry);
        }
    }
    if plan.changes.kept != paths.kept.len() {
        // Somebody took a file that was to stay, after the last good site was looked at.
        return Err(WriteError::Changed { output: place.shown.clone() });
    }
    paths.wanted.retain(|path, _| !in_place.contains(path));
    plan.only_in = paths.only_in().filter(|_| plan.changes.removed == 0);
    plan.changes.unchanged = in_place.len();
    plan.changes.written = paths.wanted.len();
    for wanted in paths.wanted.into_values() {
        match wanted {
            Wanted::Here(path, bytes) => {
                plan.changes.bytes += bytes.len() as u64;
                plan.writes.push((path, bytes));
            }
            // It is in the new folder already, unless somebody took it from the old one since.
            Wanted::Early(_, given) if given.is_new => plan.changes.bytes += given.bytes,
            Wanted::Early(..) => return Err(WriteError::Changed { output: place.shown.clone() }),
        }
    }
    Ok(plan)
}

/// Lists what the new site consists of.
fn manifest(previous: Option<&Manifest>, release: &Release<'_>, paths: &Paths<'_>) -> Manifest {
    let mut files: BTreeMap<OutputPath, FileHash> =
        paths.wanted.values().map(|wanted| (wanted.path().clone(), wanted.hash())).collect();
    let mut notes = release.notes.clone();
    if let Some(previous) = previous {
        let kept = previous.files.iter().filter(|(path, _)| paths.kept.contains(path.as_str()));
        files.extend(kept.map(|(path, hash)| (path.clone(), *hash)));
        let is_kept = |folder: &String| files.keys().any(|path| path.folder() == Some(folder.as_str()));
        for (folder, note) in previous.notes.iter().filter(|(folder, _)| release.keep.contains(*folder)) {
            if is_kept(folder) {
                notes.entry(folder.clone()).or_insert_with(|| note.clone());
            }
        }
    }
    Manifest::new(files, notes)
}

/// Returns the folders a path goes through, the outermost first.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}
