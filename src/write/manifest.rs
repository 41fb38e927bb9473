//! The list of the files a build wrote, kept in the output: what the next build may replace and remove.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use foldhash::HashSet;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::error::WriteError;
use super::hash::FileHash;
use super::place::Place;
use super::scan::{self, Kind};
use crate::io_error::IoError;
use crate::output::OutputPath;

/// The name of the manifest in the output. The site itself has no such file.
pub const MANIFEST: &str = ".familypack.json";

/// The version of its form.
const VERSION: u32 = 2;

/// The version before. It had hashes of 64 digits, of another kind: each of its files counts as changed, and is written anew.
const BEFORE: u32 = 1;

const ABOUT: &str =
    "The files here that were built. Each build replaces or removes these, and leaves all others alone.";

/// What a finished site consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The version of the manifest's form: 2, or 1 of a site that was built before.
    pub version: u32,
    /// The files, sorted by path, each with the hash of its bytes.
    ///
    /// The hash is of the bytes that were written; somebody may have changed the file since.
    pub files: BTreeMap<OutputPath, FileHash>,
    /// What the caller keeps with the site, by top-level folder: a JSON text each, not looked into here.
    pub notes: BTreeMap<String, String>,
}

/// The manifest as it is read.
#[derive(Deserialize)]
struct Raw {
    version: u32,
    #[serde(deserialize_with = "files")]
    files: BTreeMap<OutputPath, FileHash>,
    #[serde(default)]
    notes: BTreeMap<String, String>,
}

/// All that is looked for in a manifest that cannot be read.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// The manifest as it is written.
#[derive(Serialize)]
struct Written<'a> {
    about: &'a str,
    version: u32,
    #[serde(serialize_with = "hashes")]
    files: &'a BTreeMap<OutputPath, FileHash>,
    notes: &'a BTreeMap<String, String>,
}

fn hashes<S: Serializer>(files: &BTreeMap<OutputPath, FileHash>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(files.len()))?;
    for (path, hash) in files {
        map.serialize_entry(path.as_str(), &hash.to_string())?;
    }
    map.end()
}

/// Reads paths and hashes as they come: a large fleet has a hundred thousand, and nothing of each is kept twice.
fn files<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<OutputPath, FileHash>, D::Error> {
    struct Files;

    impl<'de> Visitor<'de> for Files {
        type Value = BTreeMap<OutputPath, FileHash>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("paths with the hashes of their files")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut files = BTreeMap::new();
            while let Some((path, digits)) = map.next_entry::<String, String>()? {
                // What is listed will be deleted: nothing may lead out of the folder.
                if !is_clean(&path) {
                    return Err(de::Error::custom(format!("`{path}` is not a path of a site")));
                }
                let digits = digits.get(..32).filter(|_| digits.len() == 64).unwrap_or(&digits);
                let hash = FileHash::parse(digits)
                    .ok_or_else(|| de::Error::custom(format!("`{path}` has no hash of 32 digits")))?;
                files.insert(OutputPath::new(&path), hash);
            }
            Ok(files)
        }
    }

    deserializer.deserialize_map(Files)
}

impl Manifest {
    /// Makes the manifest of a site.
    pub(super) fn new(files: BTreeMap<OutputPath, FileHash>, notes: BTreeMap<String, String>) -> Self {
        Self { version: VERSION, files, notes }
    }

    /// Returns the bytes of the manifest file: the same for the same manifest.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let raw = Written { about: ABOUT, version: self.version, files: &self.files, notes: &self.notes };
        let mut bytes = serde_json::to_vec_pretty(&raw).expect("maps of strings can always be written as JSON");
        bytes.push(b'\n');
        bytes
    }

    /// Reads the bytes of a manifest file; the error completes the sentence "should list the files, but ...".
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let raw = serde_json::from_slice::<Raw>(bytes);
        // Files of another version may be listed in another way.
        let version = raw
            .as_ref()
            .map(|raw| raw.version)
            .or_else(|_| serde_json::from_slice(bytes).map(|Version { version }| version));
        if let Some(version) = version.ok().filter(|version| ![VERSION, BEFORE].contains(version)) {
            return Err(format!("it is of version {version}, which this program does not know"));
        }
        let raw = raw.map_err(|error| format!("it is damaged ({error})"))?;
        Ok(Self { version: raw.version, files: raw.files, notes: raw.notes })
    }
}

fn is_clean(path: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']);
    path.split('/').all(is_part) && path != MANIFEST
}

/// Reads the manifest of the output and its bytes; `None` where there is none.
pub(super) fn read(place: &Place) -> Result<Option<(Manifest, Vec<u8>)>, WriteError> {
    let path = place.path.join(MANIFEST);
    let shown = place.shown.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Err(WriteError::Manifest { path: shown, reason: "it is not a file".to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(IoError::cannot("look at", shown)(error).into()),
    }
    let bytes = scan::read_file(&path).map_err(IoError::cannot("read", &shown))?;
    match Manifest::from_bytes(&bytes) {
        Ok(manifest) => Ok(Some((manifest, bytes))),
        Err(reason) => Err(WriteError::Manifest { path: shown, reason }),
    }
}

/// Reads the manifest of any folder, as far as it can be understood.
pub(super) fn read_leniently(folder: &Path) -> Option<Manifest> {
    let bytes = scan::read_file(&folder.join(MANIFEST)).ok()?;
    Manifest::from_bytes(&bytes).ok()
}

/// Leaves out the files that somebody has deleted, or moved and put a link in their place: they cannot be kept.
pub(super) fn without_missing(mut manifest: Manifest, place: &Place) -> Result<Manifest, WriteError> {
    let entries = scan::entries(&place.path, &place.shown)?;
    let files = entries.iter().filter(|entry| entry.kind != Kind::Folder);
    let there: HashSet<&str> = files.filter_map(|entry| entry.path.to_str()).collect();
    manifest.files.retain(|path, _| there.contains(path.as_str()));
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    use super::{FileHash, Manifest, OutputPath};
    use std::collections::BTreeMap;

    #[test]
    fn comes_back_as_it_was_written() {
        let files = BTreeMap::from([(OutputPath::new("a/b.html"), FileHash::of(b"b"))]);
        let manifest = Manifest::new(files, BTreeMap::from([("a".to_owned(), "{\"title\":\"A\"}".to_owned())]));
        assert_eq!(Manifest::from_bytes(&manifest.to_bytes()), Ok(manifest));
    }

    #[test]
    fn a_path_that_leads_out_is_refused() {
        for path in ["../x", "/etc/passwd", "a/../../x", "a//b", "", ".", ".familypack.json"] {
            let text = format!("{{\"version\":2,\"files\":{{\"{path}\":\"{}\"}}}}", FileHash::of(b"b"));
            assert!(Manifest::from_bytes(text.as_bytes()).unwrap_err().contains(&format!("`{path}`")), "{path}");
        }
        let text = b"{\"version\":2,\"files\":{\"a.html\":\"12ab\"}}";
        assert!(Manifest::from_bytes(text).unwrap_err().contains("`a.html` has no hash of 32 digits"));
        for files in ["{}", "{\"a.html\":\"12ab\"}", "[]"] {
            let text = format!("{{\"version\":3,\"files\":{files}}}");
            assert!(Manifest::from_bytes(text.as_bytes()).unwrap_err().contains("version 3"), "{text}");
        }
    }
}
