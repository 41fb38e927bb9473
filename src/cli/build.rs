//! `familypack build`.

#![expect(clippy::disallowed_methods, reason = "the clock is read here, once")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::args::Build;
use super::memory;
use super::report::{Progress, Report, complain};
use super::{CONTENT, FINE, USE};
use crate::diagnostic::did_you_mean;
use crate::model::date::parse_date;
use crate::model::fleet::is_site_address;
use crate::model::link::Link;
use crate::options::Options;
use crate::output::{Bytes, OutputPath, Tree};
use crate::read;
use crate::session::{self, LastSite, Outcome, Site};
use crate::source::Sources;
use crate::view::Card;
use crate::write::{self, Changes, Manifest, Release, WriteError};

/// Builds, writes and reports; returns the exit code.
pub(super) fn run(args: &Build) -> u8 {
    let options = match options(args) {
        Ok(options) => options,
        Err(message) => {
            complain(&message);
            return USE;
        }
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads.map_or(0, usize::from)).build();
    match pool {
        Ok(pool) => pool.install(|| build(args, &options)),
        Err(error) => {
            complain(&format!("cannot start the threads: {error}"));
            USE
        }
    }
}

fn build(args: &Build, options: &Options) -> u8 {
    let start = Instant::now();
    let progress = Progress::new();
    let built = (|| {
        progress.stage("read");
        if !args.root.is_dir() {
            return Err(format!("--root: there is no folder `{}`", args.root.display()));
        }
        let (sources, unreadable) = read::folder(&args.root).map_err(|error| error.to_string())?;
        known(options, &sources)?;
        let read_time = start.elapsed();
        let output_path = args.output.clone().unwrap_or_else(|| args.root.join("site"));
        let inputs: Vec<PathBuf> = read::FOLDERS.iter().map(|folder| args.root.join(folder)).collect();
        let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
        let output = write::open(&output_path, &inputs).map_err(|error| error.to_string())?;
        let mut last = last_site(output.previous());
        if !args.fresh {
            last.records = memory::recall(&args.root, memory::BUILD);
        }
        let host = Host { progress: &progress, output: &output, refused: OnceLock::new() };
        let mut outcome = session::build(&sources, options, &last, &host);
        if let Some(error) = host.refused.into_inner() {
            return Err(error.to_string());
        }
        outcome.timings.insert(0, ("read", read_time));
        outcome.problems.extend(unreadable);
        outcome.problems.sort();
        let fleet_wide = outcome.problems.errors().any(|problem| problem.establishment().is_none());
        let changes = match &outcome.site {
            Some(site) if !fleet_wide => {
                progress.stage("write");
                let writing = Instant::now();
                let changes = put_in_place(output, site)?;
                if outcome.records != last.records {
                    // Where nothing can be kept, the next build takes longer, and that is all.
                    memory::remember(&args.root, memory::BUILD, &outcome.records).unwrap_or(());
                }
                outcome.timings.push(("write", writing.elapsed()));
                Some(changes)
            }
            _ => None,
        };
        Ok::<_, String>((sources, outcome, changes, output_path))
    })();
    progress.finish();
    match built {
        Ok((sources, outcome, changes, output)) => {
            let code = code(&outcome);
            let report =
                Report { args, sources: &sources, outcome: &outcome, changes: changes.as_ref(), output: &output };
            report.write(start.elapsed());
            code
        }
        Err(message) => {
            complain(&message);
            USE
        }
    }
}

/// What the terminal and the disk do for a build.
struct Host<'a> {
    progress: &'a Progress,
    output: &'a write::Output,
    /// What the disk said, where it refused.
    refused: OnceLock<WriteError>,
}

impl session::Host for Host<'_> {
    fn stage(&self, name: &'static str) {
        self.progress.stage(name);
    }

    fn printed(&self, done: usize, all: usize) {
        self.progress.printed(done, all);
    }

    fn builds_again(&self) -> bool {
        false
    }

    fn take(&self, files: &Tree) -> String {
        self.output.take_early(files).unwrap_or_else(|error| {
            // The first says enough.
            self.refused.set(error).unwrap_or(());
            String::new()
        })
    }

    fn still_holds(&self, folder: &str, files: &str) -> bool {
        self.output.last_folder(folder).is_some_and(|now| now == files)
    }

    fn goes_on(&self) -> bool {
        self.refused.get().is_none()
    }

    fn last_file(&self, path: &OutputPath) -> Option<Bytes> {
        self.output.last_file(path)
    }
}

/// Tells of a folder that is no workspace: nothing that could be said of it would be true.
pub(super) fn workspace_at(root: &Path) -> Result<(), String> {
    if root.join("familypack.toml").is_file() {
        return Ok(());
    }
    Err(format!(
        "there is no file familypack.toml in `{}`: go to the folder that holds it, name it with --root, or begin with `familypack new workspace`",
        root.display()
    ))
}

/// Tells of an establishment that was asked for and is not there, or is to go and is still there: wrong use, not wrong content.
pub(super) fn known(options: &Options, sources: &Sources) -> Result<(), String> {
    let ids: BTreeSet<&str> = sources.iter().filter_map(|(file, _)| file.establishment()).collect();
    if let Some(id) = options.remove.iter().find(|id| ids.contains(id.as_str())) {
        return Err(format!("--remove: the folder establishments/{id} is still there; take it away first"));
    }
    let Some(id) = options.only.iter().flatten().find(|id| !ids.contains(id.as_str())) else { return Ok(()) };
    let near = did_you_mean(id, ids).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Err(format!("--only: there is no establishment `{id}`{near}"))
}

fn code(outcome: &Outcome) -> u8 {
    if outcome.problems.has_errors() { CONTENT } else { FINE }
}

fn put_in_place(output: write::Output, site: &Site) -> Result<Changes, String> {
    let note = |(id, card): (&String, &Card)| Some((id.clone(), serde_json::to_string(card).ok()?));
    let notes: BTreeMap<String, String> = site.cards.iter().filter_map(note).collect();
    output.keep_early(|folder| site.folders.contains_key(folder)).map_err(|error| error.to_string())?;
    let keep = site.keep.union(&site.same).cloned().collect();
    let of_same = |path: &&OutputPath| path.folder().is_some_and(|folder| site.same.contains(folder));
    let same = output.previous().map_or(0, |manifest| manifest.files.keys().filter(of_same).count());
    let release = Release { tree: &site.tree(), keep: &keep, notes: &notes };
    let changes = output.swap_in(&release).map_err(|error| error.to_string())?;
    Ok(Changes { unchanged: changes.unchanged + same, kept: changes.kept - same, ..changes })
}

/// Returns what the last good site's manifest says: a card for every folder with a home page. A card that cannot be read, of
/// another version perhaps, is made anew from the folder's name, so that no pack is lost with it.
fn last_site(manifest: Option<&Manifest>) -> LastSite {
    let Some(manifest) = manifest else { return LastSite::default() };
    let homes = manifest.files.keys().filter_map(|path| Some((path.as_str().strip_suffix("/index.html")?, path)));
    let card = |(id, home): (&str, &OutputPath)| {
        let note = manifest.notes.get(id)?;
        let mut card = serde_json::from_str::<Card>(note).unwrap_or_default();
        card.home = home.to_string();
        if card.name.is_empty() {
            (card.name, card.short_name) = (id.to_owned(), id.to_owned());
        }
        Some((id.to_owned(), card))
    };
    let mut files: BTreeMap<String, BTreeSet<OutputPath>> = BTreeMap::new();
    for path in manifest.files.keys() {
        files.entry(path.folder().unwrap_or_default().to_owned()).or_default().insert(path.clone());
    }
    let files = files.into_iter().map(|(folder, files)| (folder, Arc::new(files))).collect();
    LastSite { cards: homes.filter_map(card).collect(), files, records: BTreeMap::new() }
}

fn options(args: &Build) -> Result<Options, String> {
    let today = day(args.today.as_deref())?;
    let base_url = site_address(args.base_url.as_deref())?;
    let only: BTreeSet<String> = args.only.iter().cloned().collect();
    Ok(Options {
        today,
        base_url,
        only: (!only.is_empty()).then_some(only),
        leaflets: !args.no_leaflets,
        remove: args.remove.iter().cloned().collect(),
    })
}

/// Reads `--today`; without it, the day is today.
pub(super) fn day(typed: Option<&str>) -> Result<Date, String> {
    let Some(text) = typed else { return Ok(today()) };
    parse_date(text).map_err(|error| {
        let help = error.help.map(|help| format!("; {help}")).unwrap_or_default();
        format!("--today: {}{help}", error.message)
    })
}

/// Reads `--base-url`.
pub(super) fn site_address(typed: Option<&str>) -> Result<Option<String>, String> {
    let Some(address) = typed else { return Ok(None) };
    Link::parse(address).map_err(|error| format!("--base-url: {}", error.message))?;
    if !is_site_address(address) {
        return Err(format!("--base-url must end with /: write {address}/"));
    }
    Ok(Some(address.to_owned()))
}

/// Returns the day in the United Kingdom, wherever the machine thinks it is.
pub(super) fn today() -> Date {
    let now = Timestamp::now();
    TimeZone::get("Europe/London").map_or_else(|_| Zoned::now().date(), |zone| now.to_zoned(zone).date())
}
