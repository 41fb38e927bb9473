//! What each part of a build rests on, as hashes: where they are equal, so is the part.

use std::collections::BTreeMap;
use std::sync::Arc;

use blake3::{Hash, Hasher};
use rayon::prelude::*;

use crate::options::Options;
use crate::output::Bytes;
use crate::source::{FileId, Sources, ThemeFiles};
use crate::view::PaperNote;

/// What each part of one build rests on.
pub(super) struct Keys {
    /// What every pack rests on: the shared text, the theme, the settings, the day.
    shared: Hash,
    /// The files of each establishment, by id.
    own: BTreeMap<String, Hash>,
    /// Each file.
    files: BTreeMap<FileId, Hash>,
}

impl Keys {
    /// Computes them from the files themselves, never from a time stamp.
    pub(super) fn new(sources: &Sources, options: &Options, hashes: &mut Hashes) -> Self {
        hashes.renew(sources);
        let mut shared = Sum::default();
        let mut own: BTreeMap<String, Sum> = BTreeMap::new();
        for (file, (_, hash)) in &hashes.0 {
            let sum = match file.establishment() {
                Some(id) => own.entry(id.to_owned()).or_default(),
                None => &mut shared,
            };
            sum.add(file.as_str().as_bytes());
            sum.add(hash.as_bytes());
        }
        shared.add(options.today.to_string().as_bytes());
        shared.add(options.base_url.as_deref().unwrap_or_default().as_bytes());
        shared.add(&[u8::from(options.leaflets)]);
        let own = own.into_iter().map(|(id, sum)| (id, sum.hash())).collect();
        let files = hashes.0.iter().map(|(file, (_, hash))| (file.clone(), *hash)).collect();
        Self { shared: shared.hash(), own, files }
    }

    /// Returns what the look of every page rests on: the theme's files.
    pub(super) fn look(&self, theme: &ThemeFiles) -> Hash {
        let mut look = Sum::default();
        for (path, (file, _)) in theme {
            look.add(path.as_bytes());
            look.add(self.files.get(file).map_or(&[][..], |hash| hash.as_bytes()));
        }
        look.hash()
    }

    /// Returns what the facts of an establishment rest on.
    pub(super) fn facts(&self, id: &str) -> Hash {
        let mut sum = Sum::default();
        sum.add(self.shared.as_bytes());
        sum.add(self.own.get(id).map_or(&[][..], |hash| hash.as_bytes()));
        sum.hash()
    }

    /// Returns what a pack rests on: its facts, and its leaflets.
    pub(super) fn pack(&self, id: &str, printed: Option<&BTreeMap<String, PaperNote>>) -> Hash {
        let mut sum = Sum::default();
        sum.add(self.facts(id).as_bytes());
        for (path, note) in printed.into_iter().flatten() {
            sum.add(path.as_bytes());
            sum.add(note.key.as_bytes());
        }
        sum.hash()
    }
}

/// The hash of each file: one whose bytes are the same is not hashed again.
#[derive(Default)]
pub(super) struct Hashes(BTreeMap<FileId, (Bytes, Hash)>);

impl Hashes {
    fn renew(&mut self, sources: &Sources) {
        let files: Vec<(&FileId, &Bytes)> = sources.iter().collect();
        let hash = |file: &FileId, bytes: &Bytes| match self.0.get(file) {
            Some((before, hash)) if before == bytes => *hash,
            _ => blake3::hash(bytes),
        };
        self.0 = files
            .par_iter()
            .map(|(file, bytes)| ((*file).clone(), (Arc::clone(bytes), hash(file, bytes))))
            .collect::<Vec<_>>()
            .into_iter()
            .collect();
    }
}

/// Adds parts up so that no two lists of parts look the same.
#[derive(Default)]
pub(super) struct Sum(Hasher);

impl Sum {
    /// Adds a part.
    pub(super) fn add(&mut self, part: &[u8]) {
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// Returns the sum.
    pub(super) fn hash(&self) -> Hash {
        self.0.finalize()
    }
}

/// Hashes whatever says of itself what it is made of: a view that is equal has an equal hash.
impl std::hash::Hasher for Sum {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let hash = self.hash();
        u64::from_le_bytes(std::array::from_fn(|at| hash.as_bytes()[at]))
    }
}

/// Returns what the bytes of a view rest on, beside the theme.
pub(super) fn of_view(view: &impl std::hash::Hash) -> Hash {
    let mut sum = Sum::default();
    view.hash(&mut sum);
    sum.hash()
}
