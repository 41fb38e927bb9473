//! One file by its place in the workspace: what it is called, and which reader it gets.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::context::Context;
use super::{directory, drawing, establishment, glossary, leaflet, ledger, page, reader, shared, slot, syntax};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::claim::Claim;
use crate::model::diagram::Diagram;
use crate::model::directory::Directory;
use crate::model::drawing::Picture;
use crate::model::establishment::Establishment;
use crate::model::fleet::Fleet;
use crate::model::glossary::Term;
use crate::model::holidays::HolidayTable;
use crate::model::language::Language;
use crate::model::leaflet::{Leaflet, LeafletText};
use crate::model::ledger::Remembered;
use crate::model::page::Page;
use crate::model::slug::Slug;
use crate::model::value::ValueError;
use crate::source::{FileId, Span};

/// What one file says.
#[derive(Clone)]
pub(super) enum Parsed {
    Page(Page),
    OwnPage(Slug, Page),
    Directory(Directory),
    Claims(BTreeMap<Slug, Claim>),
    Diagrams(BTreeMap<Slug, Diagram>),
    Drawing(Slug, Option<Picture>),
    DrawingTexts(drawing::Texts),
    Glossary(Vec<Term>),
    Holidays(HolidayTable),
    Establishment(Arc<Establishment>),
    Leaflet(Box<Leaflet>),
    LeafletText(LeafletText),
    Links(BTreeMap<String, Remembered>),
}

/// Reads one file by its place in the workspace.
pub(super) fn file_of(file: &FileId, bytes: &[u8], fleet: &Fleet) -> (Option<Parsed>, Diagnostics) {
    let parts: Vec<&str> = file.as_str().split('/').collect();
    let languages = fleet.languages.as_slice();
    match parts.as_slice() {
        ["familypack.toml"] | ["themes", _, ..] => (None, Diagnostics::default()),
        ["content", "directory.toml"] => toml_file(file, bytes, languages, |context, table| {
            Some(Parsed::Directory(directory::directory(context, table)))
        }),
        ["content", "claims.toml"] => {
            toml_file(file, bytes, languages, |context, table| Some(Parsed::Claims(shared::claims(context, table))))
        }
        ["content", "diagrams.toml"] => {
            toml_file(file, bytes, languages, |context, table| Some(Parsed::Diagrams(shared::diagrams(context, table))))
        }
        ["content", "drawings.toml"] => toml_file(file, bytes, languages, |context, table| {
            Some(Parsed::DrawingTexts(drawing::texts(context, table)))
        }),
        ["content", "drawings", name] if name.ends_with(".svg") => drawing_file(file, bytes, languages),
        ["content", "glossary.toml"] => toml_file(file, bytes, languages, |context, table| {
            Some(Parsed::Glossary(glossary::glossary(context, table)))
        }),
        ["content", "bank-holidays.toml"] => {
            toml_file(file, bytes, languages, |context, table| shared::holidays(context, table).map(Parsed::Holidays))
        }
        ["content", "links.toml"] => {
            toml_file(file, bytes, languages, |context, table| Some(Parsed::Links(ledger::ledger(context, table))))
        }
        ["content", "leaflets", name] if name.ends_with(".toml") => leaflet_file(file, bytes, languages),
        ["content", language, "leaflets", name] if name.ends_with(".md") => {
            leaflet_text_file(file, bytes, fleet, language)
        }
        ["content", language, name] if name.ends_with(".md") => page_file(file, bytes, fleet, language, None),
        ["establishments", id, "establishment.toml"] => establishment_file(file, bytes, languages, id),
        ["establishments", id, language, name] if name.ends_with(".md") => {
            page_file(file, bytes, fleet, language, Some(id))
        }
        _ => (None, stray(file)),
    }
}

fn stray(file: &FileId) -> Diagnostics {
    let known = [
        "establishment.toml",
        "directory.toml",
        "claims.toml",
        "diagrams.toml",
        "drawings.toml",
        "glossary.toml",
        "bank-holidays.toml",
        "links.toml",
    ];
    let name = file.as_str().rsplit('/').next().unwrap_or_default();
    let problem = Diagnostic::error("file-stray", Span::whole(file), "no page is made from this file");
    let problem = match did_you_mean(name, known) {
        Some(near) => problem.help(format!("did you mean {near}? Rename it, or take it out of the folder")),
        None if file.as_str().starts_with("content/drawings/") => {
            problem.help("drawings are content/drawings/<name>.svg; save it as plain SVG, or take it out of the folder")
        }
        None => problem.help(
            "pages are content/<language>/<name>.md, facts are establishments/<id>/establishment.toml; rename it, or take it out of the folder",
        ),
    };
    std::iter::once(problem).collect()
}

fn establishment_file(file: &FileId, bytes: &[u8], languages: &[Language], id: &str) -> (Option<Parsed>, Diagnostics) {
    match Slug::parse(id) {
        Ok(id) => {
            let (found, problems) =
                toml_file(file, bytes, languages, |context, table| establishment::establishment(context, table, &id));
            let found = found.map(|found| Establishment { spoilt: problems.has_errors(), ..found });
            (found.map(|found| Parsed::Establishment(Arc::new(found))), problems)
        }
        Err(error) => (None, std::iter::once(bad_name(file, "an establishment's folder", "", error)).collect()),
    }
}

/// Says why a file or folder cannot have its name, and which it can have: `what` is named so, with `ending`.
fn bad_name(file: &FileId, what: &str, ending: &str, error: ValueError) -> Diagnostic {
    let message = error.message.replace("an id", &format!("the name of {what}"));
    let problem = Diagnostic::error("name-invalid", Span::whole(file), message);
    let it = if ending.is_empty() { "the folder" } else { "the file" };
    problem.help(match error.instead {
        Some(name) => format!("rename {it} to {name}{ending}: small letters, digits and dashes only"),
        None => {
            format!("rename {it}: small letters, digits and dashes only, with a letter first, such as visiting{ending}")
        }
    })
}

fn page_file(
    file: &FileId,
    bytes: &[u8],
    fleet: &Fleet,
    language: &str,
    own: Option<&str>,
) -> (Option<Parsed>, Diagnostics) {
    let language = match language_folder(file, fleet, language) {
        Ok(language) => language,
        Err(problem) => return (None, std::iter::once(*problem).collect()),
    };
    // A folder that cannot be an establishment's is told once, not at each of its pages.
    let Ok(own) = own.map(Slug::parse).transpose() else { return (None, Diagnostics::default()) };
    let name = match Slug::parse(file.stem()) {
        Ok(name) if name.as_str() == "index" => {
            let message = "a page cannot be named `index`: home.md has that address on the site";
            let problem = Diagnostic::error("name-invalid", Span::whole(file), message);
            return (None, std::iter::once(problem.help("rename the file after what is on the page")).collect());
        }
        Ok(name) => name,
        Err(error) => return (None, std::iter::once(bad_name(file, "a page", ".md", error)).collect()),
    };
    let text = match words_of(file, bytes) {
        Ok(text) => text,
        Err(problems) => return (None, problems),
    };
    let context = Context::new(file, &text, &fleet.languages);
    let page = page::page(&context, &name, language, own.is_some());
    let parsed = page.map(|page| match own {
        Some(id) => Parsed::OwnPage(id, page),
        None => Parsed::Page(page),
    });
    (parsed, context.into_problems())
}

fn leaflet_file(file: &FileId, bytes: &[u8], languages: &[Language]) -> (Option<Parsed>, Diagnostics) {
    let name = match Slug::parse(file.stem()) {
        Ok(name) => name,
        Err(error) => return (None, std::iter::once(bad_name(file, "a leaflet", ".toml", error)).collect()),
    };
    toml_file(file, bytes, languages, |context, table| {
        leaflet::leaflet(context, table, &name).map(|leaflet| Parsed::Leaflet(Box::new(leaflet)))
    })
}

fn leaflet_text_file(file: &FileId, bytes: &[u8], fleet: &Fleet, language: &str) -> (Option<Parsed>, Diagnostics) {
    let language = match language_folder(file, fleet, language) {
        Ok(language) => language,
        Err(problem) => return (None, std::iter::once(*problem).collect()),
    };
    let name = match Slug::parse(file.stem()) {
        Ok(name) => name,
        Err(error) => return (None, std::iter::once(bad_name(file, "a leaflet", ".md", error)).collect()),
    };
    let text = match words_of(file, bytes) {
        Ok(text) => text,
        Err(problems) => return (None, problems),
    };
    let context = Context::new(file, &text, &fleet.languages);
    let text = page::leaflet_text(&context, &name, language);
    (text.map(Parsed::LeafletText), context.into_problems())
}

/// Returns the language that a folder is named after.
fn language_folder<'f>(file: &FileId, fleet: &'f Fleet, language: &str) -> Result<&'f Language, Box<Diagnostic>> {
    fleet.languages.iter().find(|known| known.to_string() == language).ok_or_else(|| {
        let names: Vec<String> = fleet.languages.iter().map(Language::to_string).collect();
        let message =
            format!("this folder is named `{language}`, which is not one of the languages in familypack.toml");
        let problem = Diagnostic::error("language-unknown", Span::whole(file), message);
        let help = format!("use the folder {}, or add the language in familypack.toml", slot::listed(&names));
        Box::new(problem.help(help))
    })
}

fn drawing_file(file: &FileId, bytes: &[u8], languages: &[Language]) -> (Option<Parsed>, Diagnostics) {
    let name = match Slug::parse(file.stem()) {
        Ok(name) => name,
        Err(error) => return (None, std::iter::once(bad_name(file, "a drawing", ".svg", error)).collect()),
    };
    let Ok(text) = syntax::decode(file, bytes) else {
        let problem = Diagnostic::error("drawing-broken", Span::whole(file), "this file is no SVG drawing");
        let problem = problem.help("save the drawing as plain SVG; a photo cannot be used");
        return (Some(Parsed::Drawing(name, None)), std::iter::once(problem).collect());
    };
    let context = Context::new(file, &text, languages);
    let picture = drawing::picture(&context);
    (Some(Parsed::Drawing(name, picture)), context.into_problems())
}

pub(super) fn toml_file<T>(
    file: &FileId,
    bytes: &[u8],
    languages: &[Language],
    lower: impl FnOnce(&Context<'_>, &Spanned<DeTable<'_>>) -> Option<T>,
) -> (Option<T>, Diagnostics) {
    let text = match words_of(file, bytes) {
        Ok(text) => text,
        Err(problems) => return (None, problems),
    };
    let (table, mut problems) = syntax::toml_table(file, &text);
    let mut context = Context::new(file, &text, languages);
    context.sources = reader::sources(&context, &table);
    let broken = problems.has_errors();
    let lowered = lower(&context, &table);
    // What is missing or unknown in a file that could not be read whole may only be the mistake's shadow.
    let shadows = [
        "exception-dates",
        "key-missing",
        "key-unknown",
        "list-empty",
        "source-unknown",
        "table-shape",
        "successor-missing",
    ];
    let found = context.into_problems();
    problems.extend(found.iter().filter(|problem| !broken || !shadows.contains(&problem.code)).cloned().collect());
    (lowered, problems)
}

/// Returns what is written in a file, which must be something.
fn words_of(file: &FileId, bytes: &[u8]) -> Result<String, Diagnostics> {
    let text = syntax::decode(file, bytes)?;
    if !text.trim().is_empty() {
        return Ok(text);
    }
    let problem = Diagnostic::error("file-empty", Span::whole(file), "there is nothing in this file");
    let problem = problem.help("write what belongs in it, copy an older version back, or take the file away");
    Err(std::iter::once(problem).collect())
}
