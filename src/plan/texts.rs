//! The interface's own words, one file a language in the theme: labels, headings, dates and times.
//!
//! In: the theme's `texts/<language>.ftl` (Project Fluent). Out: [`Texts`]. A word that is asked for and not there is kept and
//! told: nothing falls silently back to another language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::language::Language;
use crate::source::{FileId, Span, ThemeFiles};

/// The interface's words in every language of the fleet.
pub struct Texts {
    bundles: BTreeMap<Language, Words>,
    missing: Mutex<BTreeSet<(FileId, String)>>,
}

struct Words {
    file: FileId,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Reads the words of `languages`, and tells what is wrong with their files.
    #[must_use]
    pub fn load(theme: &ThemeFiles, theme_name: &str, languages: &[Language]) -> (Self, Diagnostics) {
        let mut problems = Diagnostics::default();
        let mut bundles = BTreeMap::new();
        for language in languages {
            let path = format!("texts/{language}.ftl");
            let Some((file, bytes)) = theme.get(&path) else {
                let file = FileId::new(&format!("themes/{theme_name}/{path}"));
                problems.push(
                    Diagnostic::error(
                        "texts-missing",
                        Span::whole(&file),
                        format!("the theme has no words in the language `{language}`"),
                    )
                    .help(format!("add the file {file}, or take `{language}` out of languages in familypack.toml")),
                );
                continue;
            };
            let (words, found) = words(language, file, &String::from_utf8_lossy(bytes));
            problems.extend(found);
            bundles.insert(language.clone(), words);
        }
        (Self { bundles, missing: Mutex::default() }, problems)
    }

    /// Returns a text with its arguments filled in.
    pub fn say(&self, language: &Language, key: &str, arguments: &[(&str, &str)]) -> String {
        let Some(words) = self.bundles.get(language) else { return String::new() };
        let Some(pattern) = words.bundle.get_message(key).and_then(|message| message.value()) else {
            self.note_missing(words, key);
            return String::new();
        };
        if let Some(text) = filled(pattern, arguments) {
            return text;
        }
        let arguments: FluentArgs<'_> = arguments.iter().copied().collect();
        let mut errors = Vec::new();
        let text = words.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        if !errors.is_empty() {
            self.note_missing(words, &format!("{key} (an argument of it)"));
        }
        text
    }

    /// Tells whether there is a text of that name.
    #[must_use]
    pub fn has(&self, language: &Language, key: &str) -> bool {
        self.bundles.get(language).is_some_and(|words| words.bundle.has_message(key))
    }

    /// Returns a text that depends on a number, in the plural form the language wants (CLDR plural rules).
    pub fn count(&self, language: &Language, key: &str, number: u32) -> String {
        let Some(words) = self.bundles.get(language) else { return String::new() };
        let Some(pattern) = words.bundle.get_message(key).and_then(|message| message.value()) else {
            self.note_missing(words, key);
            return String::new();
        };
        let mut arguments = FluentArgs::new();
        arguments.set("number", number);
        words.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }

    /// Returns a problem for each text that was asked for and is not there.
    #[must_use]
    pub fn missing(&self) -> Diagnostics {
        let missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        let problem = |(file, key): &(FileId, String)| {
            Diagnostic::error("text-missing", Span::whole(file), format!("the theme's words have no `{key}`"))
                .help(format!("add a line {key} = ... to {file}"))
        };
        missing.iter().map(problem).collect()
    }

    fn note_missing(&self, words: &Words, key: &str) {
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        missing.insert((words.file.clone(), key.to_owned()));
    }
}

fn words(language: &Language, file: &FileId, text: &str) -> (Words, Diagnostics) {
    let mut problems = Diagnostics::default();
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            problems.push(
                Diagnostic::error(
                    "texts-syntax",
                    Span::new(file, error.pos.clone()),
                    format!("this is not a text of the theme: {error}"),
                )
                .help("write name = words; more lines of the same text begin with spaces"),
            );
        }
        resource
    });
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier().clone()]);
    // Names are wrapped in elements of their own where direction matters: no invisible marks in texts.
    bundle.set_use_isolating(false);
    if let Err(errors) = bundle.add_resource(resource) {
        for error in errors {
            problems.push(
                Diagnostic::error("texts-twice", Span::whole(file), format!("a text is there twice: {error}"))
                    .help("take one of the two out"),
            );
        }
    }
    (Words { file: file.clone(), bundle }, problems)
}

/// Returns a text with its arguments in their places where nothing in it depends on them, as in most; `None` for any other. Project
/// Fluent would give the same, and take longer.
fn filled(pattern: &Pattern<&str>, arguments: &[(&str, &str)]) -> Option<String> {
    let mut text = String::new();
    for element in &pattern.elements {
        text.push_str(match element {
            PatternElement::TextElement { value } => value,
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => arguments.iter().find(|(name, _)| *name == id.name)?.1,
            PatternElement::Placeable { .. } => return None,
        });
    }
    Some(text)
}
