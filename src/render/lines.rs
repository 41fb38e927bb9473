//! Content lines, of which calendars and contacts are made: a name, a colon, a value; long ones folded.
//!
//! Calendars (RFC 5545, 3.1) and cards (RFC 2425, 5.8.1) have the same lines and escape the same letters (RFC 5545, 3.3.11;
//! RFC 2426, 5), so they share these. The `icalendar` crate was tried: it folds the last part of a long line at 76 octets, does
//! not escape a calendar's name, knows no `VTIMEZONE`, and leaves `RRULE`, `EXDATE` and cards to be written by hand all the same.

use crate::output::Bytes;

/// The most octets of a line, without its end.
const OCTETS: usize = 75;

/// A file of content lines, being written.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a line whose value holds nothing to escape: a date, an address of the web, a word of the format. `name` has its
    /// parameters with it: `DTSTART;TZID=Europe/London`.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", without_controls(value).replace(['\n', '\t'], "")));
    }

    /// Adds a line whose value is somebody's text.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// Adds a line whose value has several parts, each somebody's text.
    pub(super) fn parts(&mut self, name: &str, parts: &[&str]) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
        self.line(&format!("{name}:{}", parts.join(";")));
    }

    /// Adds lines that are whole and short as they are, each with a line feed at its end.
    pub(super) fn block(&mut self, lines: &str) {
        self.0.push_str(&lines.replace('\n', "\r\n"));
    }

    /// Returns the file.
    pub(super) fn finish(self) -> Bytes {
        self.0.into_bytes().into()
    }

    /// Adds a line, folded where it is too long, never within a letter.
    fn line(&mut self, line: &str) {
        let mut room = OCTETS;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space counts.
                room = OCTETS - 1;
            }
            room -= letter.len_utf8();
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }
}

/// Escapes what has a meaning in a value.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in without_controls(text).chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Returns a text with one kind of line end and without the control characters that no line may hold.
fn without_controls(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    text.chars().filter(|letter| matches!(letter, '\n' | '\t') || !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Lines, OCTETS};

    fn written(value: &str) -> String {
        let mut lines = Lines::default();
        lines.text("NOTE", value);
        String::from_utf8(lines.finish().to_vec()).expect("text")
    }

    #[test]
    fn hostile_text_stays_in_its_value() {
        assert_eq!(written("a,b;c\\d\r\nEND:VCARD\re"), "NOTE:a\\,b\\;c\\\\d\\nEND:VCARD\\ne\r\n");
        assert_eq!(written("bell\u{7} nul\u{0}"), "NOTE:bell nul\r\n");
    }

    #[test]
    fn no_line_is_too_long_and_no_letter_is_cut() {
        for length in 60..260 {
            for letter in ["a", "é", "老", "👨‍👩‍👧"] {
                let value = letter.repeat(length);
                let file = written(&value);
                for line in file.strip_suffix("\r\n").expect("an end").split("\r\n") {
                    assert!(line.len() <= OCTETS, "{} octets of {letter}", line.len());
                }
                assert_eq!(file.replace("\r\n ", ""), format!("NOTE:{value}\r\n"));
            }
        }
    }
}
