//! From the bytes of a file to its text.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span, line_and_column, with_line_feeds, without_mark};

/// The most bytes a file of text may have: some hundred times what a long one has.
const MOST: usize = 1_000_000;

/// How files of other programs begin, and what they are.
const FORMATS: [(&[u8], &str); 7] = [
    (b"PK\x03\x04", "a Word document, a spreadsheet or a zip folder"),
    (b"\xd0\xcf\x11\xe0", "an old Word document or spreadsheet"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a document in rich text"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
];

/// Returns the text of a file, in which every byte has the place it has in the file after a byte-order mark.
///
/// The mark itself is left out; the line end of old Macs, a carriage return alone, becomes a line feed.
///
/// # Errors
///
/// `file-size` for more than a million bytes, `file-format` for a document of another program, `file-encoding` for anything that is
/// not UTF-8, or holds the character NUL, with the place of the first such byte.
pub fn decode(file: &FileId, bytes: &[u8]) -> Result<String, Diagnostics> {
    let bytes = without_mark(bytes);
    if let Some(problem) = unreadable(file, bytes) {
        return Err(std::iter::once(problem).collect());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(with_line_feeds(text.to_owned())),
        Err(error) => Err(std::iter::once(not_utf8(file, bytes, error.valid_up_to())).collect()),
    }
}

/// Finds what makes a file no text at all.
fn unreadable(file: &FileId, bytes: &[u8]) -> Option<Diagnostic> {
    if bytes.len() > MOST {
        let problem = Diagnostic::error("file-size", Span::whole(file), "this file is far too large for a text");
        return Some(
            problem.help("look at what is in it: a text may have 1000 kB, and the facts of one prison need some 20 kB"),
        );
    }
    if let Some((_, what)) = FORMATS.iter().find(|(start, _)| bytes.starts_with(start)) {
        let problem =
            Diagnostic::error("file-format", Span::whole(file), format!("this file is {what}, not plain text"));
        return Some(
            problem.help("open it, copy the words into a plain text editor such as Notepad, and save them as UTF-8"),
        );
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || is_utf16_without_mark(bytes) {
        let problem = Diagnostic::error("file-encoding", Span::whole(file), "this file is saved as UTF-16");
        return Some(problem.help("open it in a text editor, choose \"Save as\", and under \"Encoding\" choose UTF-8"));
    }
    let nul = bytes.iter().position(|byte| *byte == 0)?;
    let problem = Diagnostic::error(
        "file-encoding",
        Span::new(file, nul..nul + 1),
        "there is a character here that cannot be seen (NUL)",
    );
    Some(problem.help("the file may be damaged: take the character out, or write the line again"))
}

/// Tells whether every second byte of the beginning is 0, as in English words in UTF-16.
fn is_utf16_without_mark(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64) & !1];
    let zero_at =
        |place: usize| start.len() >= 4 && start.chunks(2).all(|pair| pair[place] == 0 && pair[1 - place] != 0);
    zero_at(0) || zero_at(1)
}

fn not_utf8(file: &FileId, bytes: &[u8], at: usize) -> Diagnostic {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let (line, column) = line_and_column(&before, before.len());
    let place: Range<usize> = at..at + 1;
    let what = windows_character(bytes[at]).map_or(String::new(), |what| format!("; it is probably {what}"));
    let message = format!("this file is not saved as UTF-8: line {line}, character {column} cannot be read{what}");
    Diagnostic::error("file-encoding", Span::new(file, place), message)
        .help("open it in a text editor, choose \"Save as\", and under \"Encoding\" choose UTF-8; then look at this place again")
}

/// Names what a byte stands for in Windows-1252, which older Windows programs save.
fn windows_character(byte: u8) -> Option<&'static str> {
    match byte {
        0x91 | 0x92 => Some("a curly apostrophe"),
        0x93 | 0x94 => Some("a curly quotation mark"),
        0x96 | 0x97 => Some("a long dash"),
        0x85 => Some("three dots in one"),
        0x80 => Some("a euro sign"),
        0xa3 => Some("a pound sign"),
        0xa0 => Some("a space that does not break"),
        0x95 | 0xb7 => Some("the dot of a list"),
        0xc0..=0xff => Some("a letter with an accent"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::source::FileId;

    fn read(bytes: &[u8]) -> Result<String, String> {
        decode(&FileId::new("x.toml"), bytes).map_err(|problems| {
            let problem = problems.iter().next().expect("a problem");
            assert!(problem.help.is_some(), "{}", problem.message);
            format!("{} {}: {}", problem.code, problem.span().map_or(0, |span| span.start), problem.message)
        })
    }

    #[test]
    fn text_keeps_its_places() {
        for text in ["", "a = 1\n", "a = 1\r\n", "a = \"é£’\"\n", "\ta = 1"] {
            assert_eq!(read(text.as_bytes()).as_deref(), Ok(text));
        }
        assert_eq!(read("\u{feff}a = 1\r\n".as_bytes()).as_deref(), Ok("a = 1\r\n"));
        assert_eq!(read(b"a = 1\rb = 2\r\nc = 3\r").as_deref(), Ok("a = 1\nb = 2\r\nc = 3\n"));
    }

    #[test]
    fn what_is_no_text_is_named() {
        let table: [(&[u8], &str); 13] = [
            (b"\xff\xfea\0", "file-encoding 0: this file is saved as UTF-16"),
            (b"\xfe\xff\0a", "file-encoding 0: this file is saved as UTF-16"),
            (b"a\0 \0=\0 \x001\0", "file-encoding 0: this file is saved as UTF-16"),
            (
                b"a = \"\x93x\x94\"",
                "file-encoding 5: this file is not saved as UTF-8: line 1, character 6 cannot be read; it is probably a curly quotation mark",
            ),
            (
                b"a = 1\nb = \"\xa35\"",
                "file-encoding 11: this file is not saved as UTF-8: line 2, character 6 cannot be read; it is probably a pound sign",
            ),
            (
                b"caf\xe9",
                "file-encoding 3: this file is not saved as UTF-8: line 1, character 4 cannot be read; it is probably a letter with an accent",
            ),
            (b"\x81", "file-encoding 0: this file is not saved as UTF-8: line 1, character 1 cannot be read"),
            (b"a = \"\0\"", "file-encoding 5: there is a character here that cannot be seen (NUL)"),
            (
                b"PK\x03\x04....",
                "file-format 0: this file is a Word document, a spreadsheet or a zip folder, not plain text",
            ),
            (b"%PDF-1.7", "file-format 0: this file is a PDF, not plain text"),
            (b"{\\rtf1", "file-format 0: this file is a document in rich text, not plain text"),
            (
                b"\xd0\xcf\x11\xe0\xa1",
                "file-format 0: this file is an old Word document or spreadsheet, not plain text",
            ),
            (b"\x89PNG\r\n", "file-format 0: this file is a picture, not plain text"),
        ];
        for (bytes, want) in table {
            assert_eq!(read(bytes), Err(want.to_owned()), "{bytes:?}");
        }
        assert!(read(&vec![b'#'; 1_000_001]).is_err_and(|message| message.starts_with("file-size")));
    }
}
