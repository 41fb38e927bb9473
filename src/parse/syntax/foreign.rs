//! Lines of other languages: YAML, JSON, HTML, and comments as programs have them.

use std::ops::Range;

use super::place::{Place, Said};
use super::{scan, value};
use crate::diagnostic::Diagnostic;
use crate::model::value::shown;
use crate::source::{FileId, Span};

/// A language whose lines are pasted in by mistake.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Yaml,
    Json,
    Html,
}

impl Language {
    /// Recognises a line, spaces at its ends left out.
    fn of(line: &str) -> Option<Self> {
        let json_key = line.starts_with('"')
            && scan::closed_end(line, 0).is_some_and(|end| line[end..].trim_start().starts_with(':'));
        if json_key || line.starts_with(['{', '}']) {
            return Some(Self::Json);
        }
        if line.starts_with('<') && line.contains('>') {
            return Some(Self::Html);
        }
        (line == "---" || line.starts_with("- ") || yaml_pair(line).is_some()).then_some(Self::Yaml)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Json => "JSON",
            Self::Html => "HTML",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Yaml => {
                "write `=` between name and value, and texts in straight quotation marks: `name = \"Chelmsford\"`; a list is `[\"one\", \"two\"]`"
            }
            Self::Json => {
                "write one fact to a line, without braces and without a comma at its end: `name = \"Chelmsford\"`"
            }
            Self::Html => {
                "take the tags out: texts are plain words, with `**bold**` and `[text](https://...)` where they are needed"
            }
        }
    }
}

/// Finds a file that is of another language as a whole.
pub(super) fn whole_file(file: &FileId, text: &str) -> Option<Diagnostic> {
    let body = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let what = match body.chars().next()? {
        '<' => "HTML or XML",
        '{' => "JSON",
        _ => return None,
    };
    let at = text.len() - body.len();
    let message = format!("this file is written as {what}, not as TOML");
    let problem = Diagnostic::error("toml-foreign", Span::new(file, at..at + 1), message);
    Some(problem.help("write one fact to a line, such as `name = \"Chelmsford\"`"))
}

/// Says what is wrong with a line that is not TOML at all, and which bytes are wrong in the same way: all of the lines that follow
/// it in the same language, where they are three or more.
pub(super) fn explain(place: &Place<'_>, line: &Range<usize>) -> Option<(Said, Range<usize>)> {
    let typed = &place.text[line.clone()];
    if let Some(said) = comment(typed, line) {
        return Some((said, line.clone()));
    }
    let language = Language::of(typed)?;
    let run = run(place.text, line, language);
    let count = place.text[run.clone()].lines().filter(|line| !line.trim().is_empty()).count();
    if count > 2 {
        let message =
            format!("this line and the {} after it are written as {}, not as TOML", count - 1, language.name());
        return Some((Said::new("toml-foreign", line.clone(), message, language.help()), run));
    }
    let message = format!("`{}` is written as {}, not as TOML", shown(typed), language.name());
    let said = match yaml_pair(typed).filter(|(_, written)| language == Language::Yaml && !written.is_empty()) {
        Some((key, written)) => {
            let at = line.start + key.len()..line.start + key.len() + 1;
            let message = format!("there is a `:` after `{}`, and `=` is wanted", shown(key));
            Said::new(
                "toml-foreign",
                at,
                message,
                "write `=` between name and value, and texts between straight quotation marks",
            )
            .corrected(format!("{key} = {}", value::literal(written)))
        }
        None => Said::new("toml-foreign", line.clone(), message, language.help()),
    };
    Some((said, line.clone()))
}

/// Splits `name: Chelmsford` into its key and value.
fn yaml_pair(line: &str) -> Option<(&str, &str)> {
    let (key, written) = line.split_once(':')?;
    let bare = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let apart = (written.is_empty() || written.starts_with([' ', '\t'])) && !written.trim_start().starts_with('=');
    (bare && apart && key.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((key, written.trim()))
}

/// Returns the bytes from `line` to the last line after it that is of the same language; empty lines count as such in between.
fn run(text: &str, line: &Range<usize>, language: Language) -> Range<usize> {
    let mut end = line.end;
    let mut start = line.end;
    while let Some(at) = text[start..].find('\n') {
        let next = scan::line_at(text, start + at + 1);
        let inner = text[next.clone()].trim();
        let closing = language == Language::Json && matches!(inner, "]" | "],");
        if !inner.is_empty() && Language::of(inner) != Some(language) && !closing {
            break;
        }
        if !inner.is_empty() {
            end = next.end;
        }
        start = next.end;
    }
    line.start..end
}

/// Finds a comment that begins as in another language.
fn comment(typed: &str, line: &Range<usize>) -> Option<Said> {
    let mark = ["//", "/*", ";", "%", "--"].into_iter().find(|mark| typed.starts_with(mark))?;
    if typed.starts_with("---") {
        return None;
    }
    let words = typed[mark.len()..].trim().trim_end_matches("*/").trim_end();
    let message = format!("a note begins with `#`, not with `{mark}`");
    Some(
        Said::new("toml-comment", line.start..line.start + mark.len(), message, "write `#` in front of it")
            .corrected(format!("# {words}")),
    )
}
