//! Gives the program a name for what it is made of: what another version remembered of its work is never used.

#![expect(clippy::disallowed_methods, reason = "a build script reads what it is made of")]

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let mut files = BTreeMap::new();
    for path in ["Cargo.lock", "Cargo.toml", "src"] {
        println!("cargo::rerun-if-changed={path}");
        read(Path::new(path), &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    for (path, bytes) in &files {
        hasher.write(path.to_string_lossy().as_bytes());
        hasher.write(bytes);
    }
    println!("cargo::rustc-env=FAMILYPACK_MADE_OF={:016x}", hasher.finish());
    Ok(())
}

fn read(path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            read(&entry?.path(), files)?;
        }
    } else {
        files.insert(path.to_owned(), std::fs::read(path)?);
    }
    Ok(())
}
