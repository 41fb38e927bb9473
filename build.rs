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
    // Of a program that may lie anywhere in memory, the system sets twelve megabytes of addresses right at each start: 10 ms of a
    // build in which nothing changed, and 15 MB that are never read. The price: its own code has the same addresses in every run.
    let is = |what: &str, wanted: &str| std::env::var(format!("CARGO_CFG_TARGET_{what}")).is_ok_and(|is| is == wanted);
    if is("OS", "linux") && is("ENV", "gnu") && is("ARCH", "x86_64") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
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
