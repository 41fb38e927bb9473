//! Input files into the pack: every mistake of every file is told in one run.
//!
//! In: [`Sources`]. Out: a [`Pack`] of what could be read, the theme's files, and [`Diagnostics`]. Never touches the disk and
//! never fails: a file that cannot be read leaves a problem and the rest goes on.

mod directory;
mod establishment;
mod hours;
mod markdown;
mod page;
mod prose;
mod reader;
mod shared;
mod slot;
pub mod syntax;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::DeTable;

use self::reader::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::claim::Claim;
use crate::model::diagram::Diagram;
use crate::model::directory::Directory;
use crate::model::establishment::Establishment;
use crate::model::fleet::Fleet;
use crate::model::holidays::HolidayTable;
use crate::model::language::Language;
use crate::model::page::Page;
use crate::model::slug::Slug;
use crate::source::{FileId, Sources, Span, ThemeFiles};

/// What one file says.
enum Parsed {
    Page(Page),
    OwnPage(Slug, Page),
    Directory(Directory),
    Claims(BTreeMap<Slug, Claim>),
    Diagrams(BTreeMap<Slug, Diagram>),
    Holidays(HolidayTable),
    Establishment(Box<Establishment>),
}

/// Reads every file of a workspace.
#[must_use]
pub fn workspace(sources: &Sources) -> (Pack, ThemeFiles, Diagnostics) {
    let mut problems = Diagnostics::default();
    let fleet = fleet(sources, &mut problems);
    let files: Vec<(&FileId, &Arc<[u8]>)> = sources.iter().collect();
    let parsed: Vec<(Option<Parsed>, Diagnostics)> =
        files.par_iter().map(|(file, bytes)| file_of(file, bytes, &fleet)).collect();
    let mut pack = Pack { fleet, ..Pack::default() };
    let mut own_pages: Vec<(Slug, Page)> = Vec::new();
    for (parsed, diagnostics) in parsed {
        problems.extend(diagnostics);
        match parsed {
            Some(Parsed::Page(page)) => pack.pages.push(page),
            Some(Parsed::OwnPage(id, page)) => own_pages.push((id, page)),
            Some(Parsed::Directory(directory)) => pack.directory = directory,
            Some(Parsed::Claims(claims)) => pack.claims = claims,
            Some(Parsed::Diagrams(diagrams)) => pack.diagrams = diagrams,
            Some(Parsed::Holidays(holidays)) => pack.holidays = Some(holidays),
            Some(Parsed::Establishment(establishment)) => {
                pack.establishments.insert(establishment.id.clone(), *establishment);
            }
            None => {}
        }
    }
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
    let (fleet, diagnostics) =
        toml_file(&file, bytes, &languages, |context, table| Some(shared::fleet(context, table)));
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
        ["content", "bank-holidays.toml"] => {
            toml_file(file, bytes, languages, |context, table| shared::holidays(context, table).map(Parsed::Holidays))
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
    let known = ["establishment.toml", "directory.toml", "claims.toml", "diagrams.toml", "bank-holidays.toml"];
    let name = file.as_str().rsplit('/').next().unwrap_or_default();
    let problem = Diagnostic::error("file-stray", Span::whole(file), "no page is made from this file");
    let problem = match did_you_mean(name, known) {
        Some(near) => problem.help(format!("did you mean {near}? Rename it, or take it out of the folder")),
        None => problem.help(
            "pages are content/<language>/<name>.md, facts are establishments/<id>/establishment.toml; rename it, or take it out of the folder",
        ),
    };
    std::iter::once(problem).collect()
}

fn establishment_file(file: &FileId, bytes: &[u8], languages: &[Language], id: &str) -> (Option<Parsed>, Diagnostics) {
    match Slug::parse(id) {
        Ok(id) => toml_file(file, bytes, languages, |context, table| {
            establishment::establishment(context, table, &id).map(|found| Parsed::Establishment(Box::new(found)))
        }),
        Err(error) => (None, std::iter::once(folder_name(file, error)).collect()),
    }
}

fn folder_name(file: &FileId, error: crate::model::value::ValueError) -> Diagnostic {
    let mut problem = reader::value_error(error, &Span::whole(file));
    if let Some(suggestion) = problem.suggestion.take() {
        problem = problem.help(format!("rename it to {}", suggestion.text.trim_matches('"')));
    }
    problem
}

fn page_file(
    file: &FileId,
    bytes: &[u8],
    fleet: &Fleet,
    language: &str,
    own: Option<&str>,
) -> (Option<Parsed>, Diagnostics) {
    let Some(language) = fleet.languages.iter().find(|known| known.to_string() == language) else {
        let names: Vec<String> = fleet.languages.iter().map(Language::to_string).collect();
        let problem = Diagnostic::error(
            "language-unknown",
            Span::whole(file),
            format!("`{language}` is not a language of this fleet"),
        )
        .help(format!("add it to languages in familypack.toml, or use a folder {}", slot::listed(&names)));
        return (None, std::iter::once(problem).collect());
    };
    let (name, own) = match (Slug::parse(file.stem()), own.map(Slug::parse).transpose()) {
        (Ok(name), Ok(own)) => (name, own),
        (Err(error), _) | (_, Err(error)) => return (None, std::iter::once(folder_name(file, error)).collect()),
    };
    let text = match syntax::decode(file, bytes) {
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
    let (table, mut problems) = syntax::toml_table(file, &text);
    let mut context = Context::new(file, &text, languages);
    context.sources = reader::sources(&context, &table);
    let broken = problems.has_errors();
    let lowered = lower(&context, &table);
    // What is missing or unknown in a file that could not be read whole may only be the mistake's shadow.
    let shadows = ["key-missing", "key-unknown", "source-unknown", "table-shape", "successor-missing"];
    let found = context.into_problems();
    problems.extend(found.iter().filter(|problem| !broken || !shadows.contains(&problem.code)).cloned().collect());
    (lowered, problems)
}

/// Gives establishments their own pages, and tells of folders without an establishment.
fn assign(pack: &mut Pack, own_pages: Vec<(Slug, Page)>, sources: &Sources, problems: &mut Diagnostics) {
    for (id, page) in own_pages {
        if let Some(establishment) = pack.establishments.get_mut(&id) {
            establishment.pages.push(page);
        }
    }
    let mut told = std::collections::BTreeSet::new();
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
