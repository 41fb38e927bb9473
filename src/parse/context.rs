//! Values of a TOML file, read one by one: every value keeps its place, and every mistake is told, not only the first.
//!
//! In: one value as it is typed. Out: what it means, or a problem in [`Context`]. Never knows the key it stands under: that is
//! [`super::reader`]'s work.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::slot::listed;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::date::{CheckedOn, parse_date};
use crate::model::fact::SourceRecord;
use crate::model::language::Language;
use crate::model::slug::Slug;
use crate::model::value::{ValueError, sentinel};
use crate::source::{FileId, Span};

/// A value of TOML with its place.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// What reading one file needs and gathers.
pub(crate) struct Context<'a> {
    /// The file.
    pub file: &'a FileId,
    /// Its text.
    pub text: &'a str,
    /// The fleet's languages, the first being that of unmarked texts.
    pub languages: &'a [Language],
    /// The sources of the file, by id.
    pub sources: BTreeMap<Slug, SourceRecord>,
    problems: RefCell<Diagnostics>,
}

impl<'a> Context<'a> {
    /// Starts reading a file.
    pub(crate) fn new(file: &'a FileId, text: &'a str, languages: &'a [Language]) -> Self {
        Self { file, text, languages, sources: BTreeMap::new(), problems: RefCell::default() }
    }

    /// Marks a byte range of the file.
    pub(crate) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Keeps a problem.
    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        self.problems.borrow_mut().push(diagnostic);
    }

    /// Keeps problems.
    pub(crate) fn report_all(&self, diagnostics: Diagnostics) {
        self.problems.borrow_mut().extend(diagnostics);
    }

    /// Returns all that was kept.
    pub(crate) fn into_problems(self) -> Diagnostics {
        self.problems.into_inner()
    }

    /// Marks a value.
    pub(crate) fn at(&self, value: &Value<'_>) -> Span {
        self.span(value.span())
    }

    /// Returns the text of a value, or tells that it is not one.
    pub(crate) fn text_of<'v>(&self, value: &'v Value<'_>, example: &str) -> Option<&'v str> {
        let at = self.at(value);
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                self.report(
                    Diagnostic::error("value-empty", at, "there is nothing between the quotes")
                        .help("write what is known, or take the whole line out: the page then says whom to ask"),
                );
                None
            }
            DeValue::String(text) if sentinel(text) => {
                self.report(Diagnostic::error("value-sentinel", at, format!("`{text}` is not a fact")).help(
                    "take the whole line out: the page then says that it is not known, and whom to ask; \
                             where there is none, write false without quotes",
                ));
                None
            }
            DeValue::String(text) => Some(text),
            other => {
                self.report(self.no_text(other, &at, example));
                None
            }
        }
    }

    /// Says that a value is no text, and how to write it as one.
    fn no_text(&self, value: &DeValue<'_>, at: &Span, example: &str) -> Diagnostic {
        let typed = self.text.get(at.start..at.end).unwrap_or_default();
        let example = if example == "\"...\"" { "\"Ring the booking line first.\"" } else { example };
        let error = |message: String| Diagnostic::error("value-type", at.clone(), message);
        match value {
            DeValue::Array(_) => error("a list stands here, and one text is wanted".to_owned())
                .help(format!("write one text between straight quotes, for example {example}")),
            DeValue::Table(_) => error("what stands between these braces is not a text".to_owned())
                .help(format!("write a text between straight quotes, for example {example}")),
            DeValue::Boolean(_) => error(format!("`{typed}` is not a text"))
                .help(format!("say it in words between straight quotes, for example {example}")),
            DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                let quoted = format!("\"{typed}\"");
                error(format!("`{typed}` is not a text"))
                    .help(format!("put it in straight quotes: {quoted}"))
                    .suggest(at.clone(), quoted)
            }
        }
    }

    /// Reads a value that is written as a text.
    pub(crate) fn parsed<T>(&self, value: &Value<'_>, parse: fn(&str) -> Result<T, ValueError>) -> Option<T> {
        let text = self.text_of(value, "\"...\"")?;
        parse(text).map_err(|error| self.report(value_error(error, &self.at(value)))).ok()
    }

    /// Reads one of a fixed set of words.
    pub(crate) fn word<T>(
        &self,
        value: &Value<'_>,
        parse: fn(&str) -> Option<T>,
        allowed: &'static [&'static str],
    ) -> Option<T> {
        let example = format!("\"{}\"", allowed.first().copied().unwrap_or("..."));
        let text = match value.get_ref() {
            DeValue::String(text) => text,
            _ => self.text_of(value, &example)?,
        };
        let found = parse(text);
        if found.is_none() {
            let at = self.at(value);
            let mut problem = Diagnostic::error(
                "word-unknown",
                at.clone(),
                format!("`{text}` is not one of the words that can stand here"),
            )
            .help(format!("write {}", listed(allowed)));
            if let Some(near) = did_you_mean(text, allowed.iter().copied()) {
                problem = problem.suggest(at, format!("\"{near}\""));
            }
            self.report(problem);
        }
        found
    }

    /// Reads a whole number from 0 to 9999.
    pub(crate) fn number(&self, value: &Value<'_>) -> Option<u32> {
        let number = value.get_ref().as_integer().and_then(|integer| integer.as_str().parse().ok());
        match number {
            Some(number @ 0..=9999) => Some(number),
            _ => {
                let typed = self.text.get(value.span()).unwrap_or_default();
                let message = format!("`{typed}` is not a whole number from 0 to 9999");
                let problem = Diagnostic::error("number-invalid", self.at(value), message)
                    .help("write digits only, without quotes, for example 12");
                let quoted = value.get_ref().as_str().and_then(|text| text.trim().parse::<u16>().ok());
                self.report(match quoted.filter(|number| *number <= 9999) {
                    Some(number) => problem.suggest(self.at(value), number.to_string()),
                    None => problem,
                });
                None
            }
        }
    }

    /// Reads `true` or `false`.
    pub(crate) fn yes_or_no(&self, value: &Value<'_>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            let typed = self.text.get(value.span()).unwrap_or_default();
            let mut problem =
                Diagnostic::error("yes-no-invalid", self.at(value), format!("`{typed}` is neither true nor false"))
                    .help("write true or false, without quotes; where it is not known, take the line out");
            let word = value.get_ref().as_str().map(|text| text.trim().to_lowercase()).unwrap_or_default();
            if let "true" | "yes" = word.as_str() {
                problem = problem.suggest(self.at(value), "true");
            } else if let "false" | "no" = word.as_str() {
                problem = problem.suggest(self.at(value), "false");
            }
            self.report(problem);
        }
        found
    }

    /// Reads a date, written bare or in quotes.
    pub(crate) fn date(&self, value: &Value<'_>) -> Option<Date> {
        match value.get_ref() {
            DeValue::Datetime(_) => {
                let typed = self.text.get(value.span()).unwrap_or_default();
                parse_date(typed).map_err(|error| self.report(value_error(error, &self.at(value)))).ok()
            }
            DeValue::String(_) => self.parsed(value, parse_date),
            _ => {
                let typed = self.text.get(value.span()).unwrap_or_default();
                self.report(
                    Diagnostic::error("date-invalid", self.at(value), format!("`{typed}` is not a date"))
                        .help("write year, month and day, for example 2026-12-25"),
                );
                None
            }
        }
    }

    /// Reads a date, or a year alone.
    pub(crate) fn checked_on(&self, value: &Value<'_>) -> Option<CheckedOn> {
        match value.get_ref() {
            DeValue::Integer(year) => match year.as_str().parse() {
                Ok(year @ 1900..=2199) => Some(CheckedOn::Year(year)),
                _ => {
                    self.report(
                        Diagnostic::error("date-invalid", self.at(value), format!("`{}` is not a year", year.as_str()))
                            .help("write a year such as 2018, or a date such as 2026-12-25"),
                    );
                    None
                }
            },
            _ => self.date(value).map(CheckedOn::Day),
        }
    }

    /// Reads a list, or one value alone as a list of one.
    pub(crate) fn items<'v, 'i>(value: &'v Value<'i>) -> Vec<&'v Value<'i>> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        }
    }
}

/// Turns what is wrong with a value into a problem at its place.
pub(crate) fn value_error(error: ValueError, at: &Span) -> Diagnostic {
    let mut problem = Diagnostic::error(error.code, at.clone(), error.message);
    if let Some(help) = error.help {
        problem = problem.help(help);
    }
    match error.instead {
        Some(instead) => problem.suggest(at.clone(), format!("\"{instead}\"")),
        None => problem,
    }
}
