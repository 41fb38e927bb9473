//! The outline of a TOML text: lines, headers, keys and values, and what is still open at a place.
//!
//! Coarser than the parser and never surprised: every text has an outline.

use std::ops::Range;

/// A line or several that belong together.
pub(super) struct Statement {
    /// From the start of its first line to the end of its last, line ends at both ends left out.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a statement is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Begins with `[`.
    Header,
    /// Has a `=`, whose place this is.
    Pair(usize),
    /// Anything else.
    Other,
}

/// Something begun and not yet ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// `[` or `{`.
    Bracket(u8),
    /// Three quotation marks.
    Text,
}

/// How far a value was followed.
pub(super) struct Walk {
    /// Where it ends, or where the walk had to stop.
    pub(super) end: usize,
    /// What is open there, the outermost first, with its place.
    pub(super) open: Vec<(usize, Open)>,
    /// Where the last thing that is neither space nor comment ends.
    pub(super) content_end: usize,
}

/// Returns the bytes of the line that holds `offset`, without its line end.
pub(super) fn line_at(text: &str, offset: usize) -> Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    start..end.max(start)
}

/// Returns a range without the spaces at its ends; a byte-order mark counts as a space.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let space = |c: char| c.is_whitespace() || c == '\u{feff}';
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start_matches(space).len());
    let length = part.trim_matches(space).len();
    start..start + length
}

/// Returns the outline of a text, without its empty lines.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let line = line_at(text, start);
        let inner = trimmed(text, line.clone());
        let mut range = line.clone();
        if !inner.is_empty() {
            let kind = kind(text, &inner);
            if let Kind::Pair(equals) = kind {
                range.end = walk(text, equals + 1, text.len()).end.max(range.end);
            }
            found.push(Statement { range: range.clone(), kind });
        }
        start = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
    }
    found
}

/// Returns the statement that holds `offset`.
pub(super) fn statement_at(text: &str, offset: usize) -> Option<Statement> {
    statements(text).into_iter().find(|statement| statement.range.start <= offset && offset <= statement.range.end)
}

/// Returns from the header at `start` to the end of the line before the next header.
pub(super) fn section(text: &str, start: usize) -> Range<usize> {
    let next =
        statements(text).into_iter().find(|statement| statement.kind == Kind::Header && statement.range.start > start);
    start..next.map_or(text.len(), |statement| statement.range.start)
}

fn kind(text: &str, line: &Range<usize>) -> Kind {
    if text[line.clone()].starts_with('[') {
        return Kind::Header;
    }
    equals(&text[line.clone()]).map_or(Kind::Other, |at| Kind::Pair(line.start + at))
}

/// Returns the place of the first `=` of a line that stands neither in quotation marks nor in a comment.
pub(super) fn equals(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'=' => return Some(at),
            b'#' => return None,
            b'"' | b'\'' => at = quoted_end(line, at),
            _ => at += 1,
        }
    }
    None
}

/// Returns where the text in quotation marks that begins at `at` ends: after its closing mark, or at the end of the line.
pub(super) fn quoted_end(text: &str, at: usize) -> usize {
    closed_end(text, at).unwrap_or_else(|| text[at..].find('\n').map_or(text.len(), |end| at + end))
}

/// Returns the place after the closing mark of the text in quotation marks that begins at `at`; `None` where its line has none.
pub(super) fn closed_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(at)?;
    let mut next = at + 1;
    while let Some(byte) = bytes.get(next) {
        match byte {
            b'\n' => return None,
            // What follows a backslash does not end the text, unless it is the line's end.
            b'\\' if quote == b'"' && bytes.get(next + 1).is_some_and(|after| *after != b'\n') => next += 2,
            byte if *byte == quote => return Some(next + 1),
            _ => next += 1,
        }
    }
    None
}

/// Follows a value from `start` to its end, but not past `limit`.
///
/// Brackets count only where the value begins with one: elsewhere they are part of words that lack their quotation marks.
pub(super) fn walk(text: &str, start: usize, limit: usize) -> Walk {
    let bytes = text.as_bytes();
    let mut open: Vec<(usize, Open)> = Vec::new();
    let (mut at, mut content_end) = (start, start);
    let brackets = text[start..].trim_start_matches([' ', '\t']).starts_with(['[', '{']);
    while at < limit {
        match bytes[at] {
            b'\n' if open.is_empty() => return Walk { end: line_at(text, at).end, open, content_end },
            b'#' => {
                at = text[at..].find('\n').map_or(bytes.len(), |end| at + end);
                continue;
            }
            b'"' | b'\'' => {
                let tripled = is_tripled(bytes, at);
                let end = if tripled { tripled_end(text, at) } else { Some(quoted_end(text, at)) };
                let Some(end) = end.filter(|end| *end <= limit || !tripled) else {
                    open.push((at, Open::Text));
                    return Walk { end: limit, open, content_end: limit };
                };
                at = end;
                content_end = at.min(bytes.len());
                continue;
            }
            byte @ (b'[' | b'{') if brackets => open.push((at, Open::Bracket(byte))),
            b']' | b'}' => drop(open.pop()),
            _ => {}
        }
        if !bytes[at].is_ascii_whitespace() {
            content_end = at + 1;
        }
        at += 1;
    }
    Walk { end: limit, open, content_end }
}

fn is_tripled(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..at + 3).is_some_and(|marks| marks.iter().all(|mark| *mark == bytes[at]))
}

/// Returns where the text in three quotation marks that begins at `at` ends, or `None` where it does not.
pub(super) fn tripled_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut next = at + 3;
    while next < bytes.len() {
        if bytes[next] == b'\\' && bytes[at] == b'"' {
            next += 2;
        } else if bytes[next] == bytes[at] && is_tripled(bytes, next) {
            let more = bytes[next + 3..].iter().take(2).take_while(|byte| **byte == bytes[at]).count();
            return Some(next + 3 + more);
        } else {
            next += 1;
        }
    }
    None
}

/// Tells whether a line begins something new: `key = ...`, `[table]`, `[[table]]`.
pub(super) fn begins_anew(line: &str) -> bool {
    let line = line.trim();
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if let Some(inner) = line.strip_prefix('[') {
        let name = inner.trim_start_matches('[').split(']').next().unwrap_or_default().trim();
        return name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(bare) && !line.ends_with(',');
    }
    equals(line).is_some_and(|at| {
        let key = line[..at].trim();
        !key.is_empty() && key.chars().all(bare)
    })
}
