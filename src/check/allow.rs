//! Exceptions: a warning that somebody has looked at, and allows for a while.
//!
//! They are notes in the files, beside what they are about: `# allow adult-age until 2027-06-30: the visits office said so`. At the end of a
//! line it holds for that line; on a line of its own for the next line, and above the head of a table for the whole table; above
//! everything else, for the whole file. An error can never be allowed.

mod allow_ended;
mod allow_invalid;
mod allow_unknown;
mod allow_unused;

use std::ops::Range;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::options::Options;
use crate::source::{FileId, Sources, Span};

/// One exception.
struct Allowed {
    rule: String,
    until: jiff::civil::Date,
    file: FileId,
    /// Where the note stands.
    at: Range<usize>,
    /// What it holds for.
    holds: Range<usize>,
}

/// Takes out what is allowed, and tells of exceptions that are not right; where every rule has looked, also of those that nothing needs.
#[must_use]
pub fn allow(problems: Diagnostics, sources: &Sources, options: &Options, every_rule: bool) -> Diagnostics {
    let today = options.today;
    let is_asked =
        |file: &FileId| options.only.as_ref().zip(file.establishment()).is_none_or(|(only, id)| only.contains(id));
    // Most files have none, and need not be read for it.
    let may_have =
        |file: &FileId, bytes: &[u8]| !file.as_str().starts_with("themes/") && is_asked(file) && may_allow(bytes);
    let files: Vec<&FileId> =
        sources.iter().filter(|(file, bytes)| may_have(file, bytes)).map(|(file, _)| file).collect();
    let found = files.into_par_iter().flat_map_iter(|file| {
        let text = sources.display_text(file).unwrap_or_default();
        notes(&text).into_iter().map(|note| read(file, &text, note)).collect::<Vec<_>>()
    });
    let (allowed, wrong): (Vec<Allowed>, Vec<Diagnostic>) = found.partition_map(|found| match found {
        Ok(exception) => Either::Left(exception),
        Err(problem) => Either::Right(*problem),
    });
    if allowed.is_empty() && wrong.is_empty() {
        return problems;
    }
    let mut used = vec![false; allowed.len()];
    let mut left: Vec<Diagnostic> = Vec::new();
    for problem in problems.into_vec() {
        let by = allowed
            .iter()
            .position(|one| problem.severity == Severity::Warning && one.until >= today && one.covers(&problem));
        match by {
            Some(place) => used[place] = true,
            None => left.push(problem),
        }
    }
    for (one, used) in allowed.iter().zip(used) {
        if one.until < today {
            left.push(allow_ended::check(one));
        } else if every_rule && !used {
            left.push(allow_unused::check(one));
        }
    }
    left.extend(wrong);
    left.into_iter().collect()
}

/// Tells whether a note that allows something may stand in a file: the word behind a `#`, with nothing but space between. Letters
/// outside ASCII pass for space: some are.
fn may_allow(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'#', bytes).any(|place| {
        let rest = &bytes[place + 1..];
        let is_word = |byte: &u8| byte.is_ascii() && !byte.is_ascii_whitespace() && *byte != b'\x0b';
        let word = rest.iter().position(is_word).and_then(|begin| rest.get(begin..begin + b"allow ".len()));
        word.is_some_and(|word| word.eq_ignore_ascii_case(b"allow "))
    })
}

impl Allowed {
    fn span(&self) -> Span {
        Span::new(&self.file, self.at.clone())
    }

    fn covers(&self, problem: &Diagnostic) -> bool {
        problem.code == self.rule
            && problem.span().is_some_and(|span| {
                span.file == self.file && self.holds.start <= span.start && span.start < self.holds.end
            })
    }
}

/// Returns where notes stand that allow something: from the `#` to the end of the line.
fn notes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = line.match_indices('#').map(|(at, _)| at).find(|at| allowed(&line[*at..]).is_some()) {
            found.push(begin + at..begin + line.trim_end().len());
        }
        begin += line.len();
    }
    found
}

/// Returns what is allowed by a note that begins with its `#`, however it is spaced and spelt; `None` for a sentence that begins so.
fn allowed(note: &str) -> Option<&str> {
    let (word, rest) = note.trim_start_matches('#').trim_start().split_once(' ')?;
    let rule = rest.split_whitespace().next()?;
    (word.eq_ignore_ascii_case("allow") && rule.contains('-')).then_some(rest.trim())
}

fn read(file: &FileId, text: &str, at: Range<usize>) -> Result<Allowed, Box<Diagnostic>> {
    let span = Span::new(file, at.clone());
    let (rule, until) = allow_invalid::read(allowed(&text[at.clone()]).unwrap_or_default(), &span)?;
    if let Some(problem) = allow_unknown::check(rule, span) {
        return Err(Box::new(problem));
    }
    let holds = held(text, &at);
    Ok(Allowed { rule: rule.to_owned(), until, file: file.clone(), at, holds })
}

/// Returns what a note holds for.
fn held(text: &str, at: &Range<usize>) -> Range<usize> {
    let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let is_note = |line: &str| line.trim_start().starts_with('#') || line.trim().is_empty() || line.trim() == "+++";
    if !text[line..at.start].trim().is_empty() {
        return line..at.end;
    }
    if text[..line].lines().all(is_note) {
        return 0..usize::MAX;
    }
    let mut begin = at.end;
    for line in text[at.end..].split_inclusive('\n') {
        let end = begin + line.len();
        if !is_note(line) {
            let next_table = || text[end..].find("\n[").map_or(text.len(), |next| end + next + 1);
            return begin..if line.trim_start().starts_with('[') { next_table() } else { end };
        }
        begin = end;
    }
    begin..begin
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::date::parse_date;

    const FILE: &str = "a.toml";

    fn warnings(text: &str, places: &[&str], today: &str) -> Vec<String> {
        let mut sources = Sources::default();
        sources.insert(FILE, text.as_bytes().to_vec());
        let place = |words: &&str| {
            let start = text.find(words).expect("the words are there");
            Diagnostic::warning("adult-age", Span::new(&FileId::new(FILE), start..start + words.len()), *words)
        };
        let options = Options {
            today: parse_date(today).expect("a day"),
            base_url: None,
            only: None,
            leaflets: false,
            remove: BTreeSet::new(),
        };
        let left = allow(places.iter().map(place).collect(), &sources, &options, true);
        left.iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect()
    }

    #[test]
    fn a_note_is_seen_however_it_is_spelt() {
        for note in ["#allow", "##  Allow", "# ALLOW", "#\u{a0}allow", "#\u{b}allow", "# x # allow"] {
            let text = format!("a = 1 {note} adult-age until 2027-06-30: asked\n");
            assert!(warnings(&text, &["a = 1"], "2026-11-22").is_empty(), "{note}");
        }
        assert_eq!(warnings("a = 1 # allowed\n", &["a = 1"], "2026-11-22").len(), 1);
    }

    #[test]
    fn a_note_holds_for_its_line_the_next_line_a_table_or_the_file() {
        let note = "# allow adult-age until 2027-06-30: asked";
        let text = format!("a = 1\nb = 2 {note}\n{note}\nc = 3\nd = 4\n{note}\n[e]\nf = 5\n[g]\nh = 6\n");
        let left = warnings(&text, &["a = 1", "b = 2", "c = 3", "d = 4", "f = 5", "h = 6"], "2026-11-22");
        assert_eq!(left, ["adult-age: a = 1", "adult-age: d = 4", "adult-age: h = 6"]);
        let text = "a = 1\n#Allow adult-age until 2027-06-30: asked\nb = 2\n# Allow people time.\nc = 3\n";
        assert_eq!(warnings(text, &["b = 2", "c = 3"], "2026-11-22"), ["adult-age: c = 3"]);
        let text = format!("# A file.\n{note}\n\na = 1\n[e]\nf = 5\n");
        assert!(warnings(&text, &["a = 1", "f = 5"], "2026-11-22").is_empty());
    }

    #[test]
    fn a_note_that_is_over_or_not_needed_or_not_complete_is_told() {
        let over = "a = 1 # allow adult-age until 2026-06-30: asked\n";
        assert_eq!(
            warnings(over, &["a = 1"], "2026-11-22"),
            ["adult-age: a = 1", "allow-ended: `adult-age` was allowed until 2026-06-30"]
        );
        let unused = "a = 1 # allow adult-age until 2027-06-30: asked\n";
        assert_eq!(
            warnings(unused, &[], "2026-11-22"),
            ["allow-unused: `adult-age` is allowed here, and there is nothing to allow"]
        );
        for (text, told) in [
            ("# allow adult-age: asked", "allow-invalid: this exception says not until when"),
            ("# allow adult-age until 2027-06-30", "allow-invalid: this exception has no reason"),
            ("# allow adult-age until 2027-06-30: ", "allow-invalid: this exception has no reason"),
            ("# allow adult-age until June: asked", "allow-invalid: `June` is not a date"),
            ("# allow adult-ages until 2027-06-30: asked", "allow-unknown: there is no rule `adult-ages`"),
        ] {
            assert_eq!(warnings(text, &[], "2026-11-22"), [told], "{text}");
        }
    }
}
