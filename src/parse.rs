//! Input files into the pack: every mistake of every file is told in one run.
//!
//! In: [`Sources`]. Out: a [`Pack`] of what could be read, the theme's files, and [`Diagnostics`]. Never touches the disk and
//! never fails: a file that cannot be read leaves a problem and the rest goes on.

mod context;
mod directory;
mod drawing;
mod establishment;
mod fact;
mod glossary;
mod hours;
mod leaflet;
mod markdown;
mod page;
mod prose;
mod reader;
mod shared;
mod slot;
pub mod syntax;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::DeTable;

use self::context::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
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
use crate::model::page::Page;
use crate::model::slug::Slug;
use crate::model::value::ValueError;
use crate::source::{FileId, Sources, Span, ThemeFiles};

/// What one file says.
enum Parsed {
    Page(Page),
    OwnPage(Slug, Page),
    Directory(Directory),
    Claims(BTreeMap<Slug, Claim>),
    Diagrams(BTreeMap<Slug, Diagram>),
    Drawing(Slug, Option<Picture>),
    DrawingTexts(drawing::Texts),
    Glossary(Vec<Term>),
    Holidays(HolidayTable),
    Establishment(Box<Establishment>),
    Leaflet(Box<Leaflet>),
    LeafletText(LeafletText),
}

/// Reads every file of a workspace.
#[must_use]
pub fn workspace(sources: &Sources) -> (Pack, ThemeFiles, Diagnostics) {
    let mut problems = Diagnostics::default();
    let fleet = fleet(sources, &mut problems);
    let files: Vec<(&FileId, &Arc<[u8]>)> = sources.iter().collect();
    let parsed: Vec<(Option<Parsed>, Diagnostics)> =
        files.par_iter().map(|(file, bytes)| file_of(file, bytes, &fleet)).collect();
    let spoilt = files.iter().zip(&parsed).filter(|(_, (_, problems))| problems.has_errors());
    let spoilt = spoilt.map(|((file, _), _)| (*file).clone()).collect();
    let mut pack = Pack { fleet, spoilt, ..Pack::default() };
    let mut own_pages: Vec<(Slug, Page)> = Vec::new();
    let mut pictures = BTreeMap::new();
    let mut drawing_texts = drawing::Texts::new();
    let mut strange_folders = BTreeSet::new();
    for ((file, _), (parsed, diagnostics)) in files.iter().zip(parsed) {
        problems.extend(once_a_folder(&diagnostics, &mut strange_folders));
        match parsed {
            Some(Parsed::Page(page)) => pack.pages.push(page),
            Some(Parsed::OwnPage(id, page)) => own_pages.push((id, page)),
            Some(Parsed::Directory(directory)) => pack.directory = directory,
            Some(Parsed::Leaflet(leaflet)) => pack.leaflets.push(*leaflet),
            Some(Parsed::LeafletText(text)) => pack.leaflet_texts.push(text),
            Some(Parsed::Claims(claims)) => pack.claims = claims,
            Some(Parsed::Diagrams(diagrams)) => pack.diagrams = diagrams,
            Some(Parsed::Drawing(name, picture)) => {
                pictures.insert(name, ((*file).clone(), picture));
            }
            Some(Parsed::DrawingTexts(texts)) => drawing_texts = texts,
            Some(Parsed::Glossary(glossary)) => pack.glossary = glossary,
            Some(Parsed::Holidays(holidays)) => pack.holidays = Some(holidays),
            Some(Parsed::Establishment(establishment)) => {
                pack.establishments.insert(establishment.id.clone(), *establishment);
            }
            None => {}
        }
    }
    pack.drawings = drawing::joined(pictures, drawing_texts, &pack.spoilt, &mut problems);
    assign(&mut pack, own_pages, sources, &mut problems);
    let theme = theme_files(sources, &pack.fleet);
    problems.sort();
    (pack, theme, problems)
}

fn fleet(sources: &Sources, problems: &mut Diagnostics) -> Fleet {
    let file = FileId::new("familypack.toml");
    let Some(bytes) = sources.get(&file) else {
        problems.push(
            Diagnostic::error(
                "workspace-missing",
                Span::whole(&file),
                "there is no file familypack.toml in this folder",
            )
            .help("run familypack in the folder that holds it, or name that folder with --root"),
        );
        return Fleet::default();
    };
    let languages = [Language::english()];
    let themes = sources.iter().filter_map(|(file, _)| file.as_str().strip_prefix("themes/")?.split_once('/'));
    let themes: BTreeSet<&str> = themes.map(|(theme, _)| theme).collect();
    let (fleet, diagnostics) =
        toml_file(&file, bytes, &languages, |context, table| Some(shared::fleet(context, table, &themes)));
    problems.extend(diagnostics);
    fleet.unwrap_or_default()
}

/// Reads one file by its place in the workspace.
fn file_of(file: &FileId, bytes: &[u8], fleet: &Fleet) -> (Option<Parsed>, Diagnostics) {
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
            (found.map(|found| Parsed::Establishment(Box::new(found))), problems)
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
    let text = match syntax::decode(file, bytes) {
        Ok(text) if text.trim().is_empty() => return (None, std::iter::once(nothing_in(file)).collect()),
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
    let text = match syntax::decode(file, bytes) {
        Ok(text) if text.trim().is_empty() => return (None, std::iter::once(nothing_in(file)).collect()),
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

fn toml_file<T>(
    file: &FileId,
    bytes: &[u8],
    languages: &[Language],
    lower: impl FnOnce(&Context<'_>, &Spanned<DeTable<'_>>) -> Option<T>,
) -> (Option<T>, Diagnostics) {
    let text = match syntax::decode(file, bytes) {
        Ok(text) => text,
        Err(problems) => return (None, problems),
    };
    if text.trim().is_empty() {
        return (None, std::iter::once(nothing_in(file)).collect());
    }
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

fn nothing_in(file: &FileId) -> Diagnostic {
    Diagnostic::error("file-empty", Span::whole(file), "there is nothing in this file")
        .help("write what belongs in it, copy an older version back, or take the file away")
}

/// Leaves out what was said of the same folder before: many files in a folder of the wrong name are one mistake.
fn once_a_folder(problems: &Diagnostics, told: &mut BTreeSet<String>) -> Diagnostics {
    let mut is_new = |problem: &&Diagnostic| match problem.span() {
        Some(span) if problem.code == "language-unknown" && span.end == 0 => {
            told.insert(span.file.as_str().rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned()))
        }
        _ => true,
    };
    problems.iter().filter(|problem| is_new(problem)).cloned().collect()
}

/// Gives establishments their own pages, and tells of folders without an establishment.
fn assign(pack: &mut Pack, own_pages: Vec<(Slug, Page)>, sources: &Sources, problems: &mut Diagnostics) {
    for (id, page) in own_pages {
        if let Some(establishment) = pack.establishments.get_mut(&id) {
            establishment.pages.push(page);
        }
    }
    let mut told = BTreeSet::new();
    for (file, _) in sources.iter() {
        let Some(id) = file.establishment() else { continue };
        let facts = FileId::new(&format!("establishments/{id}/establishment.toml"));
        if sources.get(&facts).is_none() && told.insert(id.to_owned()) {
            problems.push(
                Diagnostic::error(
                    "establishment-missing",
                    Span::whole(file),
                    format!("the folder establishments/{id} has no establishment.toml"),
                )
                .help("add it, or take the folder away"),
            );
        }
    }
}

fn theme_files(sources: &Sources, fleet: &Fleet) -> ThemeFiles {
    let folder = format!("themes/{}/", fleet.theme);
    let files = sources.iter().filter_map(|(file, bytes)| {
        let path = file.as_str().strip_prefix(&folder)?;
        Some((path.to_owned(), (file.clone(), Arc::clone(bytes))))
    });
    files.collect()
}
