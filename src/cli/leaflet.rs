//! `familypack leaflet`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::Leaflet;
use super::build::{day, site_address};
use super::report::{Progress, complain, problems};
use super::{CONTENT, FINE, USE};
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::options::Options;
use crate::plan::{Copy, NoCopy, OnPaper, leaflet_names};
use crate::session::{self, Asked};
use crate::source::Sources;
use crate::view::Printed;
use crate::{read, write};

/// How every PDF begins (ISO 32000-1, 7.5.2).
const PDF: &[u8] = b"%PDF-";

/// What asks for every establishment.
const EVERY: &str = "all";

/// Prints the leaflet; returns the exit code.
pub(super) fn run(args: &Leaflet) -> u8 {
    match leaflet(args) {
        Ok(code) => code,
        Err(message) => {
            complain(&message);
            USE
        }
    }
}

fn leaflet(args: &Leaflet) -> Result<u8, String> {
    let options = Options {
        today: day(args.today.as_deref())?,
        base_url: site_address(args.base_url.as_deref())?,
        only: None,
        leaflets: true,
        remove: std::collections::BTreeSet::new(),
    };
    if !args.root.is_dir() {
        return Err(format!("--root: there is no folder `{}`", args.root.display()));
    }
    let (sources, unreadable) = read::folder(&args.root).map_err(|error| error.to_string())?;
    let every = args.establishment == EVERY && !sources.iter().any(|(file, _)| file.establishment() == Some(EVERY));
    let asked = Asked {
        establishment: (!every).then_some(&args.establishment),
        leaflet: &args.name,
        large: args.large_print,
        discreet: args.discreet,
    };
    if every && !args.output.as_deref().is_some_and(Path::is_dir) {
        return Err("for all establishments, give a folder that is there: --output FOLDER".to_owned());
    }
    let progress = Progress::new();
    let mut made = session::leaflet(&sources, &options, &asked, &progress);
    progress.finish();
    made.problems.extend(unreadable);
    made.problems.sort();
    for OnPaper { copy, printed, .. } in &made.printed {
        for (path, bytes) in files(args.output.as_deref(), copy, printed, every) {
            write::file(&path, PDF, bytes).map_err(|error| error.to_string())?;
            // A pipe that was closed early leaves nobody to tell.
            let _ = writeln!(anstream::stdout(), "{}: {} kB", path.display(), bytes.len().div_ceil(1000));
        }
    }
    if made.problems.has_errors() {
        tell(&made.problems, &sources);
        return Ok(CONTENT);
    }
    match made.refused {
        None => Ok(FINE),
        Some(NoCopy::NotHere) => Err(format!(
            "the leaflet `{}` is not made for `{}` on this day: nothing there that it could say",
            args.name, args.establishment
        )),
        Some(NoCopy::Unknown) => Err(unknown("leaflet", &args.name, &leaflet_names(&made.pack))),
        Some(NoCopy::NoEstablishment) => {
            let ids: Vec<String> = made.pack.establishments.keys().map(ToString::to_string).collect();
            Err(unknown("establishment", &args.establishment, &ids))
        }
    }
}

fn tell(found: &Diagnostics, sources: &Sources) {
    // A standard error that is closed leaves nobody to tell; the exit code still does.
    let _ = anstream::stderr().lock().write_all(problems(found, sources).as_bytes());
}

/// Says that there is none of that name, and what was meant or can be meant.
fn unknown(what: &str, typed: &str, known: &[String]) -> String {
    let near = did_you_mean(typed, known.iter().map(String::as_str));
    let help = near.map_or_else(|| format!("there are {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    format!("there is no {what} `{typed}`; {help}")
}

/// Returns where the leaflet goes, and its sheets for the printer beside it.
fn files<'p>(output: Option<&Path>, copy: &Copy, printed: &'p Printed, every: bool) -> Vec<(PathBuf, &'p [u8])> {
    // The name of a discreet file says nothing, unless there is one for each prison; of any other, from which prison it is.
    let own = if copy.discreet && !every { String::new() } else { format!("{}-", copy.establishment) };
    let name = format!("{own}{}", copy.file_name());
    let path = match output {
        None => PathBuf::from(name),
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(path) => path.to_owned(),
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let sheets = path.with_file_name(format!("{stem}-sheets.pdf"));
    let mut files = vec![(path, &*printed.pdf)];
    files.extend(printed.sheets.as_ref().map(|bytes| (sheets, &**bytes)));
    files
}
