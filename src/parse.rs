//! Input files into the pack: every mistake of every file is told in one run.
//!
//! In: [`Sources`]. Out: a [`Pack`] of what could be read, the theme's files, and [`Diagnostics`]. Never touches the disk and
//! never fails: a file that cannot be read leaves a problem and the rest goes on.

mod context;
#[cfg(test)]
mod described;
mod directory;
mod drawing;
mod establishment;
mod fact;
mod file;
mod glossary;
mod hours;
mod leaflet;
mod ledger;
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

use self::file::{Parsed, file_of, toml_file};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::establishment::{Establishment, OwnPages};
use crate::model::fleet::Fleet;
use crate::model::language::Language;
use crate::model::slug::Slug;
use crate::source::{FileId, Sources, Span, ThemeFiles};

/// What was read before, by file: one whose bytes are the same is not read again.
#[derive(Default)]
pub struct Memory {
    /// The settings that every file is read with.
    fleet: Option<Fleet>,
    files: BTreeMap<FileId, (Arc<[u8]>, Arc<Read>)>,
    /// Each establishment with its own pages, and what they were read from.
    establishments: BTreeMap<Slug, (Vec<Arc<Read>>, Arc<Establishment>)>,
}

/// What a file says, and what is wrong with it.
type Read = (Option<Parsed>, Diagnostics);

impl Memory {
    /// Reads every file, in their order, and forgets those that are gone.
    fn read(&mut self, sources: &Sources, fleet: &Fleet) -> Vec<Arc<Read>> {
        if self.fleet.as_ref() != Some(fleet) {
            *self = Self { fleet: Some(fleet.clone()), ..Self::default() };
        }
        let files: Vec<(&FileId, &Arc<[u8]>)> = sources.iter().collect();
        let known = |file: &FileId, bytes: &Arc<[u8]>| {
            self.files.get(file).filter(|(before, _)| before == bytes).map(|(_, read)| Arc::clone(read))
        };
        let read: Vec<Arc<Read>> = files
            .par_iter()
            .map(|(file, bytes)| known(file, bytes).unwrap_or_else(|| Arc::new(file_of(file, bytes, fleet))))
            .collect();
        let pairs = files.iter().zip(&read);
        self.files =
            pairs.map(|((file, bytes), read)| ((*file).clone(), (Arc::clone(bytes), Arc::clone(read)))).collect();
        read
    }
}

impl Memory {
    /// Forgets everything of establishments.
    pub fn forget_establishments(&mut self) {
        self.establishments.clear();
        self.files.retain(|file, _| file.establishment().is_none());
    }

    /// Puts the facts of each establishment and its own pages together, unless they are as they were.
    fn establishments(&mut self, own: BTreeMap<Slug, Vec<Arc<Read>>>) -> BTreeMap<Slug, Arc<Establishment>> {
        let before = std::mem::take(&mut self.establishments);
        let put_together = |(id, read): (Slug, Vec<Arc<Read>>)| {
            let is_same = |known: &[Arc<Read>]| {
                known.len() == read.len() && known.iter().zip(&read).all(|(known, read)| Arc::ptr_eq(known, read))
            };
            let known = before.get(&id).filter(|(known, _)| is_same(known)).map(|(_, whole)| Arc::clone(whole));
            let whole = known.or_else(|| whole(&read))?;
            Some((id, (read, whole)))
        };
        self.establishments = own.into_par_iter().filter_map(put_together).collect();
        self.establishments.iter().map(|(id, (_, whole))| (id.clone(), Arc::clone(whole))).collect()
    }
}

/// Returns an establishment with its own pages; `None` where its facts are not there.
fn whole(read: &[Arc<Read>]) -> Option<Arc<Establishment>> {
    let facts = read.iter().find_map(|read| match &read.0 {
        Some(Parsed::Establishment(facts)) => Some(facts),
        _ => None,
    });
    let facts = facts?;
    let pages = || {
        let own = read.iter().filter_map(|read| match &read.0 {
            Some(Parsed::OwnPage(_, page)) => Some(page.clone()),
            _ => None,
        });
        own.collect::<Vec<_>>()
    };
    if facts.pages.put(pages()) {
        return Some(Arc::clone(facts));
    }
    // The facts are those of before, and the pages are not: whoever has both still keeps them.
    let whole = Establishment { pages: OwnPages::default(), ..(**facts).clone() };
    whole.pages.put(pages()).then(|| Arc::new(whole))
}

/// Reads every file of a workspace.
#[must_use]
pub fn workspace(sources: &Sources, memory: &mut Memory) -> (Pack, ThemeFiles, Diagnostics) {
    let mut problems = Diagnostics::default();
    let fleet = fleet(sources, &mut problems);
    let read = memory.read(sources, &fleet);
    let spoilt = sources.iter().zip(&read).filter(|(_, read)| read.1.has_errors());
    let spoilt = spoilt.map(|((file, _), _)| file.clone()).collect();
    let mut pack = Pack { fleet, spoilt, ..Pack::default() };
    let mut own: BTreeMap<Slug, Vec<Arc<Read>>> = BTreeMap::new();
    let mut pictures = BTreeMap::new();
    let mut drawing_texts = drawing::Texts::new();
    let mut strange_folders = BTreeSet::new();
    for ((file, _), read) in sources.iter().zip(read) {
        let (parsed, diagnostics) = &*read;
        problems.extend(once_a_folder(diagnostics, &mut strange_folders));
        match parsed {
            Some(Parsed::Establishment(one)) => own.entry(one.id.clone()).or_default().push(Arc::clone(&read)),
            Some(Parsed::OwnPage(id, _)) => own.entry(id.clone()).or_default().push(Arc::clone(&read)),
            _ => {}
        }
        match parsed
            .as_ref()
            .filter(|parsed| !matches!(parsed, Parsed::Establishment(_) | Parsed::OwnPage(..)))
            .cloned()
        {
            Some(Parsed::Page(page)) => pack.pages.push(page),
            Some(Parsed::Directory(directory)) => pack.directory = directory,
            Some(Parsed::Leaflet(leaflet)) => pack.leaflets.push(*leaflet),
            Some(Parsed::LeafletText(text)) => pack.leaflet_texts.push(text),
            Some(Parsed::Claims(claims)) => pack.claims = claims,
            Some(Parsed::Diagrams(diagrams)) => pack.diagrams = diagrams,
            Some(Parsed::Drawing(name, picture)) => {
                pictures.insert(name, (file.clone(), picture));
            }
            Some(Parsed::DrawingTexts(texts)) => drawing_texts = texts,
            Some(Parsed::Glossary(glossary)) => pack.glossary = glossary,
            Some(Parsed::Holidays(holidays)) => pack.holidays = Some(holidays),
            Some(Parsed::Links(links)) => pack.links = links,
            // Of these, nothing is copied.
            Some(Parsed::Establishment(_) | Parsed::OwnPage(..)) | None => {}
        }
    }
    pack.drawings = drawing::joined(pictures, drawing_texts, &pack.spoilt, &mut problems);
    pack.establishments = memory.establishments(own);
    without_facts(sources, &mut problems);
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

/// Tells of folders without an establishment.
fn without_facts(sources: &Sources, problems: &mut Diagnostics) {
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
