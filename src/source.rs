//! Input files as one immutable snapshot, and places in them.
//!
//! In: nothing. Out: [`Sources`], the files of a workspace as they were read, and [`Span`], a place in one of them.
//! Never touches the disk: [`crate::read`] fills a snapshot from a folder, tests fill one from pairs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The path of an input file below the workspace root, with `/` between its parts.
///
/// The same in every round of a session, so a place in a file stays valid when other files come and go.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(Arc<str>);

impl FileId {
    /// Names a file by its path relative to the workspace root.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// Returns the relative path, parts separated by `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the establishment whose folder holds this file, or `None` for a file of the whole fleet.
    #[must_use]
    pub fn establishment(&self) -> Option<&str> {
        self.0.strip_prefix("establishments/")?.split_once('/').map(|(id, _)| id)
    }

    /// Returns the file's name without folder and ending: `visiting` for `content/en/visiting.md`.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or(&self.0);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Every input file of a workspace, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: BTreeMap<FileId, Arc<[u8]>>,
}

impl Sources {
    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(FileId::new(path), bytes.into());
    }

    /// Removes a file; nothing happens where there is none.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(&FileId::new(path));
    }

    /// Returns the bytes of a file.
    #[must_use]
    pub fn get(&self, file: &FileId) -> Option<&Arc<[u8]>> {
        self.files.get(file)
    }

    /// Returns the text of a file for drawing messages, in which [`Span`]s mark the same places as in the text that was read:
    /// without byte-order mark, line ends of old Macs as line feeds, and bytes that are not UTF-8 replaced.
    #[must_use]
    pub fn display_text(&self, file: &FileId) -> Option<String> {
        let text = self.files.get(file).map(|bytes| String::from_utf8_lossy(without_mark(bytes)).into_owned())?;
        Some(with_line_feeds(text))
    }

    /// Returns every file, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&FileId, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// Returns what all establishments share, and the files of those for which `is_wanted` says so.
    #[must_use]
    pub fn of(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        let files = self.files.iter().filter(|(file, _)| file.establishment().is_none_or(&is_wanted));
        Self { files: files.map(|(file, bytes)| (file.clone(), Arc::clone(bytes))).collect() }
    }

    /// Shares the bytes of every file that is the same in `before`: to compare the two is then to compare places in memory.
    pub fn share(&mut self, before: &Self) {
        for (file, bytes) in &mut self.files {
            if let Some(same) = before.files.get(file).filter(|same| *same == bytes) {
                *bytes = Arc::clone(same);
            }
        }
    }

    /// Returns a hash of all files, with their names: two snapshots with the same hash are the same.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (file, bytes) in &self.files {
            for part in [file.as_str().as_bytes(), bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
            }
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }

    /// Returns how many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Tells whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The files of a theme, by their path below the theme's folder.
pub type ThemeFiles = BTreeMap<String, (FileId, Arc<[u8]>)>;

/// A place in an input file: UTF-8 **byte** offsets, the end exclusive. A byte-order mark at the start is not counted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte; equal to `start` for a point.
    pub end: usize,
}

impl Span {
    /// Marks the bytes `range` of `file`.
    #[must_use]
    pub fn new(file: &FileId, range: std::ops::Range<usize>) -> Self {
        Self { file: file.clone(), start: range.start, end: range.end.max(range.start) }
    }

    /// Marks the start of `file`, for a problem of the file as a whole.
    #[must_use]
    pub fn whole(file: &FileId) -> Self {
        Self::new(file, 0..0)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.file, self.start, self.end)
    }
}

/// Returns the bytes of a text without the byte-order mark (U+FEFF) that some Windows programs put before it.
#[must_use]
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Returns the text with a line feed for each carriage return that stands alone, the line end of old Macs; no place changes.
#[must_use]
pub fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') || !text.replace("\r\n", "\n").contains('\r') {
        return text;
    }
    let mut characters = text.chars().peekable();
    let mut feeds = String::with_capacity(text.len());
    while let Some(c) = characters.next() {
        feeds.push(if c == '\r' && characters.peek() != Some(&'\n') { '\n' } else { c });
    }
    feeds
}

/// A value together with the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Located<T> {
    /// Joins a value and its place.
    #[must_use]
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Returns the line and column of byte `offset` in `text`: both count from 1, the column in characters.
///
/// An offset past the end, or inside a character, counts as the nearest place before it.
#[must_use]
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.matches('\n').count() + 1;
    // A byte-order mark takes no column.
    let line_start = before.rsplit('\n').next().unwrap_or(before).trim_start_matches('\u{feff}');
    let column = line_start.chars().count() + 1;
    (line, column)
}
