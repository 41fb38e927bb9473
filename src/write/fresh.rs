//! Source files that somebody begins with: all of them or none, and never over something that is there.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::io_error::IoError;

/// Puts new files into a folder, each by its path there; the folders between are made as needed.
///
/// # Errors
/// One of the files is there already, or the disk refuses. Then none of them is there, and no folder that was not before.
pub fn fresh(root: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), IoError> {
    let there = files.keys().map(|path| root.join(path)).find(|path| fs::symlink_metadata(path).is_ok());
    if let Some(path) = there {
        return Err(IoError::cannot("make", path)(ErrorKind::AlreadyExists.into()));
    }
    let mut made = Made::default();
    for (path, bytes) in files {
        let path = root.join(path);
        if let Err(error) = made.file(&path, bytes) {
            made.undo();
            return Err(IoError::cannot("write", path)(error));
        }
    }
    Ok(())
}

/// Makes a new folder, as [`fresh()`] does; an empty one may be there.
///
/// # Errors
/// Something is there already, or the disk refuses. Then all is as it was.
pub fn fresh_folder(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), IoError> {
    let refused = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().map(|_| ErrorKind::AlreadyExists.into()),
        Err(error) => (error.kind() != ErrorKind::NotFound).then_some(error),
    };
    match refused {
        Some(error) => Err(IoError::cannot("make", folder)(error)),
        None => fresh(folder, files),
    }
}

/// What was made so far.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    fn file(&mut self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let missing: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        let mut file = fs::File::create_new(path)?;
        self.files.push(path.to_owned());
        file.write_all(bytes)
    }

    /// Removes it again; what cannot be removed is left, and nothing else was touched.
    fn undo(self) {
        for path in &self.files {
            fs::remove_file(path).unwrap_or(());
        }
        for path in self.folders.iter().rev() {
            fs::remove_dir(path).unwrap_or(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_finished_leaves_nothing_behind() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join("b"), "mine").expect("a file");
        let files = ["a/deep/x", "b/y"].map(|path| (path.to_owned(), b"new".to_vec()));
        let error = fresh(root.path(), &BTreeMap::from(files)).expect_err("a file is where a folder belongs");
        assert_eq!(error.path, root.path().join("b/y"));
        let left: Vec<_> = fs::read_dir(root.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
        assert_eq!(left, ["b"]);
        assert_eq!(fs::read(root.path().join("b")).expect("a file"), b"mine");
    }
}
