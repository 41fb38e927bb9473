//! One leaflet, for whoever asks for it by name.

use super::{Host, broken_by, fleet_is_broken, paper};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::model::Pack;
use crate::options::Options;
use crate::parse;
use crate::plan::{Desk, NoCopy, OnPaper};
use crate::source::Sources;

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
    let (pack, theme, mut problems) = parse::workspace(sources, &mut parse::Memory::default());
    problems.extend(check::pack(&pack, options));
    let is_asked = |id: &str| asked.establishment.is_none_or(|asked| asked == id);
    let mut problems: Diagnostics =
        problems.iter().filter(|problem| problem.establishment().is_none_or(is_asked)).cloned().collect();
    let broken = broken_by(&problems);
    let mut made = (Vec::new(), None);
    if !fleet_is_broken(&problems) {
        let wanted: Vec<_> =
            pack.establishments.values().map(|one| &**one).filter(|one| is_asked(one.id.as_str())).collect();
        let whole: Vec<_> = wanted.iter().copied().filter(|one| !broken.contains(one.id.as_str())).collect();
        if wanted.is_empty() {
            made.1 = Some(NoCopy::NoEstablishment);
        } else {
            let (desk, found) = Desk::new(&pack, &theme, options);
            problems.extend(found);
            let (printed, refused, found) = paper::named(&desk, (&theme, &pack.fleet.theme), asked, &whole, host);
            made = (printed, refused);
            problems.extend(found);
        }
    }
    problems.sort();
    Made { pack, printed: made.0, refused: made.1, problems }
}
