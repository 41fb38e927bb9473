//! One file that somebody asked for, put in place whole or not at all.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::fill;
use crate::io_error::IoError;

/// Makes a folder, with those above it; one may be there.
///
/// # Errors
/// When the disk refuses.
pub fn make_folder(folder: &Path) -> Result<(), IoError> {
    fs::create_dir_all(folder).map_err(IoError::cannot("create the folder", folder))
}

/// Writes a file; where one is there already it is replaced, if it begins as the new one does: with `start`.
///
/// # Errors
/// When something else is there, which a slip of the hand must not destroy; when the disk refuses. What was there is then as it
/// was.
pub fn file(path: &Path, start: &[u8], bytes: &[u8]) -> Result<(), IoError> {
    let other =
        || IoError { action: "replace".to_owned(), path: path.to_owned(), source: ErrorKind::AlreadyExists.into() };
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => {
            let found = fs::read(path).map_err(IoError::cannot("read", path))?;
            if !found.starts_with(start) {
                return Err(other());
            }
        }
        Ok(_) => return Err(other()),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(IoError::cannot("look at", path)(error)),
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let half_made = path.with_file_name(format!(".{name}.{}", fill::random_name()));
    let written = fs::write(&half_made, bytes).and_then(|()| fs::rename(&half_made, path));
    if written.is_err() {
        // Where even this fails, a hidden file is left, and nothing is lost.
        fs::remove_file(&half_made).unwrap_or(());
    }
    written.map_err(IoError::cannot("write", path))
}
