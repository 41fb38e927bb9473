//! The program: one call, and its exit code.

use familypack::cli::Starter;
use include_dir::{Dir, include_dir};

/// A build makes and frees millions of small texts, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a new workspace begins with. It stands in the program itself, so that the program is all that anybody needs; and here, not
/// in the library, so that a text that changes does not compile everything again.
const CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");
const THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");
const SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/establishments/exampleford");

fn main() -> std::process::ExitCode {
    let folders = [("content", &CONTENT), ("themes/plain", &THEME)];
    let files = folders.into_iter().flat_map(|(folder, files)| below(folder, files)).collect();
    familypack::cli::run(&Starter { files, sample: below("establishments/exampleford", &SAMPLE) })
}

/// Returns every file of a folder, by its path in a workspace.
fn below(folder: &str, files: &Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut found: Vec<(String, &'static [u8])> =
        files.files().map(|file| (format!("{folder}/{}", slashes(file.path())), file.contents())).collect();
    for inner in files.dirs() {
        found.extend(below(folder, inner));
    }
    found
}

/// Returns a path with `/` between its parts, whatever the system writes.
fn slashes(path: &std::path::Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
