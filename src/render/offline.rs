//! The script by which a pack opens without a network, its manifest and its index.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::output::{Bytes, Tree};
use crate::view::{SearchIndex, WebManifest, Worker, WorkerPack};

/// How many letters of a hash name a release.
const VERSION_LETTERS: usize = 16;

/// What stands in the worker's first line.
#[derive(Serialize)]
struct Release<'a> {
    version: &'a str,
    #[serde(flatten)]
    pack: &'a WorkerPack,
}

/// Writes the worker of a pack whose other files are in `tree`. Its version changes with any of them, and with nothing else.
pub(super) fn worker(worker: &Worker, tree: &Tree) -> Bytes {
    let mut hash = blake3::Hasher::new();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.as_str().starts_with(&worker.folder)) {
        // The path in the pack's folder only: a pack that moves as a whole stays the same release.
        hash.update(&path.as_str().as_bytes()[worker.folder.len()..]);
        hash.update(&[0]);
        hash.update(blake3::hash(bytes).as_bytes());
    }
    hash.update(&worker.script);
    let version = &hash.finalize().to_hex()[..VERSION_LETTERS];
    let release = json(&Release { version, pack: &worker.pack });
    let mut script = b"const PACK = ".to_vec();
    script.extend_from_slice(&release);
    script.extend_from_slice(b";\n");
    script.extend_from_slice(&worker.script);
    script.into()
}

/// Writes a manifest: what the theme says, and what the pack says.
///
/// # Errors
/// `theme-manifest` where the theme's part is not a JSON object.
pub(super) fn manifest(manifest: &WebManifest) -> Result<Bytes, Box<Diagnostic>> {
    let theme = serde_json::from_slice::<Map<String, Value>>(&manifest.theme).map_err(|error| {
        Box::new(
            Diagnostic::of_output("theme-manifest", "", format!("the theme's manifest.json cannot be read: {error}"))
                .help("write one JSON object in curly brackets, with the colours and the icons"),
        )
    })?;
    let mut all = theme;
    if let Value::Object(pack) = serde_json::to_value(&manifest.pack).expect("plain texts are JSON") {
        all.extend(pack);
    }
    Ok(json(&all).into())
}

/// Writes an index.
pub(super) fn index(index: &SearchIndex) -> Bytes {
    json(index).into()
}

fn json<V: Serialize>(value: &V) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain texts are JSON")
}
