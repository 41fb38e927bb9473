//! What stands between `{{` and `}}`: read, checked, and answered with "did you mean" where nothing has that name.

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::directory::Topic;
use crate::model::glossary::TermTopic;
use crate::model::page::Section;
use crate::model::path::{
    BlockName, BlockSlot, Condition, ContactPart, EntryPart, FactPath, GROUPS, Listed, Slot, Subject,
};
use crate::model::record::ContactRole;
use crate::model::slug::Slug;
use crate::model::words::WordForm;
use crate::source::Span;

/// One `{{ ... }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Stands within a text.
    Inline(Slot),
    /// Stands alone: facts fill it.
    Block(BlockSlot),
    /// Opens a part that is shown under a condition.
    If(Condition),
    /// What is shown otherwise.
    Else,
    /// Closes the part.
    End,
}

/// Reads the text between `{{` and `}}`, which stands at `at`.
///
/// # Errors
/// `slot-unknown` where nothing has that name, with the nearest name that exists.
pub(super) fn marker(text: &str, at: &Span) -> Result<Marker, Box<Diagnostic>> {
    let text = text.trim().replace('’', "'");
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["else"] => Ok(Marker::Else),
        ["end"] => Ok(Marker::End),
        ["if", "not", subject] => condition(subject, true, at).map(Marker::If),
        ["if", subject] => condition(subject, false, at).map(Marker::If),
        ["block", name, argument @ ..] => block(name, argument, at).map(Marker::Block),
        ["claim", id] => slug(id, at).map(|id| Marker::Inline(Slot::Claim(id))),
        ["name"] => Ok(Marker::Inline(Slot::Name)),
        ["short_name"] => Ok(Marker::Inline(Slot::ShortName)),
        _ => inline(&text, at).map(Marker::Inline),
    }
}

/// Reads a condition: `visits.remand`, `booking_line.phone`, `session`.
///
/// # Errors
/// `slot-unknown` where nothing has that name.
pub(super) fn condition(subject: &str, negated: bool, at: &Span) -> Result<Condition, Box<Diagnostic>> {
    let found = Listed::parse(subject)
        .map(Subject::Listed)
        .or_else(|| FactPath::parse(subject).map(Subject::Fact))
        .or_else(|| contact(subject).map(|(role, part)| Subject::Contact(role, part)));
    match found {
        Some(subject) => Ok(Condition { negated, subject, at: at.clone() }),
        None => Err(unknown_fact("fact or list", subject, at, &condition_names())),
    }
}

fn inline(text: &str, at: &Span) -> Result<Slot, Box<Diagnostic>> {
    if let Some(form) = word_form(text) {
        return Ok(Slot::Words(form));
    }
    if let Some(rest) = text.strip_prefix("directory.") {
        let (id, part) = rest.split_once('.').unwrap_or((rest, "name"));
        let Some(part) = EntryPart::parse(part) else {
            let message = format!("a directory entry has no `{part}` that can be put here");
            return Err(unknown(message, part, at, EntryPart::ALL));
        };
        return slug(id, at).map(|id| Slot::Entry(id, part));
    }
    if let Some(path) = FactPath::parse(text) {
        return Ok(Slot::Fact(path));
    }
    match contact(text) {
        Some((role, part)) => Ok(Slot::Contact(role, part)),
        None => Err(unknown_slot(text, at)),
    }
}

/// Returns what a marker that cannot be read would have opened or closed, so that its partner is not told as a second mistake.
/// The condition stands for none: a page with an error is never made.
pub(super) fn stand_in(text: &str, at: &Span) -> Option<Marker> {
    match text.split_whitespace().next()? {
        "if" => {
            Some(Marker::If(Condition { negated: false, subject: Subject::Listed(Listed::Session), at: at.clone() }))
        }
        "endif" | "/if" | "end" => Some(Marker::End),
        "elseif" | "elif" | "else" => Some(Marker::Else),
        _ => None,
    }
}

/// Says what to write instead of a marker that nothing knows.
fn unknown_slot(text: &str, at: &Span) -> Box<Diagnostic> {
    let error =
        |message: String, help: String| Box::new(Diagnostic::error("slot-unknown", at.clone(), message).help(help));
    let first = text.split_whitespace().next().unwrap_or_default();
    match first {
        "" => error("there is nothing between {{ and }}".to_owned(), EXAMPLES.to_owned()),
        "if" => error(
            "this condition cannot be read".to_owned(),
            "write `{{ if visits.adult_from_age }}` or `{{ if not visits.adult_from_age }}`: one fact, nothing else"
                .to_owned(),
        ),
        "endif" | "/if" | "end" => error(format!("`{text}` does not end a condition"), "write `{{ end }}`".to_owned()),
        "elseif" | "elif" | "else" => error(
            format!("`{text}` cannot be read"),
            "write `{{ else }}`, with an `{{ if ... }}` and its `{{ end }}` inside where there are several cases"
                .to_owned(),
        ),
        "claim" => error(
            "this does not say which claim".to_owned(),
            "write `{{ claim ID }}`, with an id of content/claims.toml".to_owned(),
        ),
        _ if BlockName::parse(first).is_some() => error(
            format!("`{text}` is the name of a block"),
            format!("write `{{{{ block {text} }}}}` on a line of its own"),
        ),
        _ => match house_word(text) {
            Some(word) => error(
                format!("`{text}` is the word of some establishments only"),
                format!("write `{{{{ {word} }}}}`: each establishment's own word is put there"),
            ),
            None => unknown_fact("fact or word", text, at, &slot_names()),
        },
    }
}

/// What can stand between `{{` and `}}`.
const EXAMPLES: &str =
    "write for example `{{ name }}`, `{{ prisoners }}`, or a fact with its group: `{{ visits.adult_from_age }}`";

/// Returns the base word for a word that some establishments use for the people they hold.
fn house_word(text: &str) -> Option<&'static str> {
    let word = text.to_lowercase();
    let (word, possessive) = match word.strip_suffix("'s") {
        Some(word) => (word, true),
        None => (word.trim_end_matches('\''), word.ends_with('\'')),
    };
    let singular = word.strip_suffix('s').unwrap_or(word);
    let known = ["resident", "offender", "inmate", "detainee", "convict", "trainee"];
    known.contains(&singular).then_some(match (word == singular, possessive) {
        (true, false) => "prisoner",
        (true, true) => "prisoner's",
        (false, false) => "prisoners",
        (false, true) => "prisoners'",
    })
}

/// Says that there is no fact of a name: with the nearest name, or with the names of its group.
fn unknown_fact(what: &str, typed: &str, at: &Span, names: &[String]) -> Box<Diagnostic> {
    let problem = Diagnostic::error("slot-unknown", at.clone(), format!("there is no {what} `{typed}` to use here"));
    let group = typed.split_once('.').and_then(|(group, _)| GROUPS.iter().find(|(name, _)| *name == group));
    Box::new(match (did_you_mean(typed, names.iter().map(String::as_str)), group) {
        (Some(near), _) => problem.help(format!("did you mean `{near}`?")),
        (None, Some((group, fields))) => {
            let fields: Vec<String> = fields.iter().map(|field| format!("{group}.{}", field.key)).collect();
            problem.help(format!("the facts of [{group}] are {}", listed_all(&fields)))
        }
        (None, None) => problem.help(EXAMPLES),
    })
}

fn block(name: &str, argument: &[&str], at: &Span) -> Result<BlockSlot, Box<Diagnostic>> {
    let Some(found) = BlockName::parse(name) else {
        return Err(unknown(format!("there is no block `{name}`"), name, at, BlockName::ALL));
    };
    let argument = (!argument.is_empty()).then(|| argument.join(" "));
    let (allowed, needed): (&[&str], bool) = match found {
        BlockName::Contact => (ContactRole::ALL, true),
        BlockName::Pages => (Section::ALL, false),
        BlockName::Directory => (Topic::ALL, false),
        BlockName::Glossary => (TermTopic::ALL, false),
        BlockName::Hours | BlockName::Diagram | BlockName::Drawing => (&[], true),
        _ if argument.is_some() => {
            let message = format!("the block `{name}` takes nothing after its name");
            return Err(Box::new(
                Diagnostic::error("block-argument", at.clone(), message)
                    .help(format!("write `{{{{ block {name} }}}}`")),
            ));
        }
        _ => (&[], false),
    };
    match &argument {
        None if needed => {
            let message = format!("the block `{name}` needs one more word");
            let example = match found {
                BlockName::Hours => "centre",
                BlockName::Diagram => "who-gains",
                BlockName::Drawing => "visits-hall",
                _ => allowed.first().copied().unwrap_or("id"),
            };
            Err(Box::new(
                Diagnostic::error("block-argument", at.clone(), message)
                    .help(format!("for example `{{{{ block {name} {example} }}}}`")),
            ))
        }
        Some(given) if !allowed.is_empty() && !allowed.contains(&given.as_str()) => {
            Err(unknown(format!("`{given}` cannot stand after `{name}`"), given, at, allowed))
        }
        _ => Ok(BlockSlot { name: found, argument }),
    }
}

/// Reads the forms of the word for people: `prisoner`, `Prisoners'`, `a prisoner's`.
fn word_form(text: &str) -> Option<WordForm> {
    let (article, word) = match text.split_once(' ') {
        Some(("a" | "A", word)) => (true, word),
        Some(_) => return None,
        None => (false, text),
    };
    let (plural, possessive) = match word.to_lowercase().as_str() {
        "prisoner" => (false, false),
        "prisoners" => (true, false),
        "prisoner's" => (false, true),
        "prisoners'" => (true, true),
        _ => return None,
    };
    if article && plural {
        return None;
    }
    Some(WordForm { plural, possessive, article, capital: text.starts_with(char::is_uppercase) })
}

fn contact(text: &str) -> Option<(ContactRole, ContactPart)> {
    let (role, part) = text.split_once('.')?;
    Some((ContactRole::parse(&role.replace('_', "-"))?, ContactPart::parse(part)?))
}

fn slug(text: &str, at: &Span) -> Result<Slug, Box<Diagnostic>> {
    // What is suggested is a text of TOML, with quotation marks.
    Slug::parse(text)
        .map_err(|error| Box::new(Diagnostic { suggestion: None, ..super::context::value_error(error, at) }))
}

fn unknown(message: String, typed: &str, at: &Span, names: &[&str]) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::error("slot-unknown", at.clone(), message);
    Box::new(match did_you_mean(typed, names.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("write one of {}", listed(names))),
    })
}

/// Returns names as a sentence lists them: "`a`, `b` or `c`".
#[must_use]
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Returns names as a sentence lists all of them: "`a`, `b` and `c`".
pub(super) fn listed_all<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn slot_names() -> Vec<String> {
    let mut names = owned(&["prisoner", "prisoners", "prisoner's", "prisoners'", "a prisoner", "name", "short_name"]);
    names.extend(fact_names());
    names.extend(contact_names());
    names
}

fn condition_names() -> Vec<String> {
    let mut names = owned(Listed::ALL);
    names.extend(fact_names());
    names.extend(contact_names());
    names
}

fn fact_names() -> impl Iterator<Item = String> {
    GROUPS.iter().flat_map(|(group, fields)| fields.iter().map(move |field| format!("{group}.{}", field.key)))
}

fn contact_names() -> impl Iterator<Item = String> {
    ContactRole::ALL
        .iter()
        .flat_map(|role| ContactPart::ALL.iter().map(move |part| format!("{}.{part}", role.replace('-', "_"))))
}
