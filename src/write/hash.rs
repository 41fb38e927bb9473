//! The hash by which a build knows its files again.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use twox_hash::XxHash3_128;

/// A hash of the bytes of a file: 128 bits of XXH3 (xxHash specification, 0.2.0).
///
/// It tells files apart that changed by themselves or by hand. It is no seal against somebody who makes two files with the same
/// hash: whoever can write into the site can write into its manifest, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileHash(u128);

impl FileHash {
    /// Hashes the bytes of a file.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes))
    }

    /// Hashes a file piece by piece.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn of_reader(file: impl Read) -> io::Result<Self> {
        let mut file = BufReader::new(file);
        let mut hasher = XxHash3_128::new();
        loop {
            let piece = match file.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                piece => piece?,
            };
            if piece.is_empty() {
                return Ok(Self(hasher.finish_128()));
            }
            hasher.write(piece);
            let length = piece.len();
            file.consume(length);
        }
    }

    /// Reads 32 hexadecimal digits; `None` for anything else.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let is_hash = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u128::from_str_radix(digits, 16).ok().filter(|_| is_hash).map(Self)
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::FileHash;

    #[test]
    fn a_file_has_the_same_hash_in_pieces_and_at_once() {
        for length in [0, 1, 240, 241, 8192, 8193, 300_000] {
            let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
            let hash = FileHash::of(&bytes);
            assert_eq!(FileHash::of_reader(&bytes[..]).unwrap(), hash, "{length}");
            assert_eq!(FileHash::parse(&hash.to_string()), Some(hash), "{length}");
        }
        // The value that the specification's own program gives for no bytes.
        assert_eq!(FileHash::of(b"").to_string(), "99aa06d3014798d86001c324468d497f");
        for digits in ["", "99aa", "+9aa06d3014798d86001c324468d497f", "x9aa06d3014798d86001c324468d497f"] {
            assert_eq!(FileHash::parse(digits), None, "{digits}");
        }
    }
}
