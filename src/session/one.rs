//! One leaflet, for whoever asks for it by name.

use super::{Host, Quiet, broken_by, fleet_is_broken, paper};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::model::Pack;
use crate::model::slug::Slug;
use crate::options::Options;
use crate::output::{Bytes, OutputPath};
use crate::parse;
use crate::plan::{Copy, Desk, NoCopy, OnPaper};
use crate::render::pdf::picture;
use crate::source::{Sources, ThemeFiles};
use crate::view::Printed;

/// Which leaflet somebody asks for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The establishment's id; `None` asks for every establishment's.
    pub establishment: Option<&'a str>,
    /// The leaflet's name, as [`crate::plan::leaflet_names`] lists it.
    pub leaflet: &'a str,
    /// In large print.
    pub large: bool,
    /// In discreet form.
    pub discreet: bool,
}

/// What became of a leaflet that was asked for.
pub struct Made {
    /// All that was read, to say what could have been asked for.
    pub pack: Pack,
    /// The copies that were printed, by establishment.
    pub printed: Vec<OnPaper>,
    /// Why there is none at all, where that is not a problem of the content.
    pub refused: Option<NoCopy>,
    /// What is wrong with the establishments asked for, or with what all share.
    pub problems: Diagnostics,
}

/// Prints one leaflet, from facts that have been checked as for a build; for every establishment, those without mistakes get it.
pub fn leaflet(sources: &Sources, options: &Options, asked: &Asked<'_>, host: &dyn Host) -> Made {
    host.stage("read facts");
    let mut counter = Counter::default();
    let (pack, theme, mut problems) = counter.facts(sources, options, asked.establishment);
    let is_asked = |id: &Slug| asked.establishment.is_none_or(|asked| asked == id.as_str());
    let broken = broken_by(&problems);
    let mut made = (Vec::new(), None);
    if !fleet_is_broken(&problems) {
        let (desk, found) = Desk::new(&pack, &theme, options);
        problems.extend(found);
        let wanted: Vec<_> = pack.establishments.iter().filter(|(id, _)| is_asked(id)).collect();
        let whole = wanted.iter().filter(|(id, _)| !broken.contains(id.as_str()));
        let named = whole.map(|(_, one)| desk.named(one, asked.leaflet, asked.large, asked.discreet));
        let (copies, refused): (Vec<_>, Vec<_>) = named.partition(Result::is_ok);
        let copies: Vec<Copy> = copies.into_iter().filter_map(Result::ok).collect();
        if copies.is_empty() {
            let refused = refused.into_iter().find_map(Result::err);
            made.1 = if wanted.is_empty() { Some(NoCopy::NoEstablishment) } else { refused };
        } else {
            let (printed, found) = paper::these(&desk, (&theme, &pack.fleet.theme), &copies, host);
            made.0 = printed;
            problems.extend(found);
        }
    }
    problems.sort();
    Made { pack, printed: made.0, refused: made.1, problems }
}

/// Where leaflets are asked for one after the other. Remembers what was read.
#[derive(Default)]
pub struct Counter {
    read: parse::Memory,
}

impl Counter {
    /// Reads and checks the facts of an establishment, or of all.
    fn facts(
        &mut self,
        sources: &Sources,
        options: &Options,
        establishment: Option<&str>,
    ) -> (Pack, ThemeFiles, Diagnostics) {
        let (pack, theme, mut problems) = parse::workspace(sources, &mut self.read);
        problems.extend(check::pack(&pack, options));
        let is_asked = |id: &str| establishment.is_none_or(|asked| asked == id);
        let asked = problems.iter().filter(|problem| problem.establishment().is_none_or(is_asked));
        let problems = asked.cloned().collect();
        (pack, theme, problems)
    }

    /// Returns the leaflets that an establishment has; none where it is not there.
    pub fn copies(&mut self, sources: &Sources, options: &Options, establishment: &str) -> Vec<Copy> {
        let (pack, theme, _) = self.facts(sources, options, Some(establishment));
        let (desk, _) = Desk::new(&pack, &theme, options);
        let found = pack.establishments.iter().find(|(id, _)| id.as_str() == establishment);
        found.map(|(_, one)| desk.copies(one)).unwrap_or_default()
    }

    /// Prints the leaflet of that path, or of which that is the path of the sheets; `None` where there is none.
    ///
    /// # Errors
    /// What is wrong with the facts or with the leaflet.
    pub fn print(
        &mut self,
        sources: &Sources,
        options: &Options,
        path: &OutputPath,
    ) -> Option<Result<Printed, Diagnostics>> {
        let id = path.folder()?;
        let (pack, theme, mut problems) = self.facts(sources, options, Some(id));
        if problems.has_errors() {
            return Some(Err(problems));
        }
        let (desk, _) = Desk::new(&pack, &theme, options);
        let (_, establishment) = pack.establishments.iter().find(|(known, _)| known.as_str() == id)?;
        let copies = desk.copies(establishment).into_iter();
        let copies: Vec<Copy> =
            copies.filter(|copy| copy.path == *path || copy.sheets_path() == *path).take(1).collect();
        if copies.is_empty() {
            return None;
        }
        let (printed, found) = paper::these(&desk, (&theme, &pack.fleet.theme), &copies, &Quiet);
        problems.extend(found);
        Some(printed.into_iter().next().map(|one| one.printed).ok_or(problems))
    }

    /// Returns how many pages a PDF has.
    #[must_use]
    pub fn pages(pdf: &Bytes) -> usize {
        picture::pages(pdf)
    }

    /// Returns a picture of a page of a PDF, as PNG; pages count from 0. `None` where there is no such page.
    #[must_use]
    pub fn picture(pdf: &Bytes, page: usize, width: u16) -> Option<Vec<u8>> {
        picture::of(pdf, page, width)
    }
}
