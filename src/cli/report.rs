//! What a build tells: problems on the standard error, the summary on the standard output, progress on a terminal.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value, json};

use super::args::{Build, Format};
use crate::diagnostic::{Diagnostics, Severity, draw, json as problems_json};
use crate::output::{Bytes, OutputPath};
use crate::plan::NextChange;
use crate::session::{self, Outcome, Site, count};
use crate::source::Sources;
use crate::write::Changes;

/// A spinner that names the stage, on a terminal only, and only for what takes more than half a second.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Starts it.
    pub(super) fn new() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self::hidden();
        }
        let bar = ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner());
        bar.enable_steady_tick(Duration::from_millis(500));
        Self(bar)
    }

    /// Shows nothing.
    pub(super) fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// Names the stage.
    pub(super) fn stage(&self, name: &'static str) {
        self.0.set_message(name);
    }

    /// Says how many leaflets are printed, with a bar.
    pub(super) fn printed(&self, done: usize, all: usize) {
        if self.0.length().is_none() {
            let style = ProgressStyle::with_template("{spinner} {msg} {bar:40} {pos} of {len} leaflets");
            self.0.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.0.set_length(all as u64);
        }
        self.0.set_position(done as u64);
        if done == all {
            self.0.set_style(ProgressStyle::default_spinner());
            self.0.unset_length();
        }
    }

    /// Takes it away.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// What the terminal does while something is made of which no part was there before.
impl session::Host for Progress {
    fn stage(&self, name: &'static str) {
        Self::stage(self, name);
    }

    fn printed(&self, done: usize, all: usize) {
        Self::printed(self, done, all);
    }

    fn builds_again(&self) -> bool {
        false
    }

    fn only_checks(&self) -> bool {
        true
    }

    fn all_at_once(&self) -> bool {
        true
    }

    fn still_holds(&self, _: &str, _: &str) -> bool {
        // Nothing is written: what is remembered needs no site.
        true
    }

    fn last_file(&self, _: &OutputPath) -> Option<Bytes> {
        None
    }
}

/// Says on the standard error why nothing could be done.
pub(super) fn complain(message: &str) {
    warn(&format!("error: {message}\n"));
}

/// Writes to the standard error.
pub(super) fn warn(text: &str) {
    // A standard error that is closed leaves nobody to tell; the exit code still does.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Returns errors in full, or where there is none, warnings in a line each: nobody finds one error among fifty warnings.
pub(super) fn problems(problems: &Diagnostics, sources: &Sources) -> String {
    let mut text = String::new();
    let worst = if problems.has_errors() { Severity::Error } else { Severity::Warning };
    for problem in problems.iter().filter(|problem| problem.severity == worst) {
        match problem.severity {
            Severity::Error => text.push_str(&format!("{}\n\n", draw::full(problem, sources, true))),
            Severity::Warning => text.push_str(&format!("{}\n", draw::line(problem, sources))),
        }
    }
    text
}

/// What there is to tell of a build.
pub(super) struct Report<'a> {
    /// What was asked.
    pub args: &'a Build,
    /// The input files, for the lines of problems.
    pub sources: &'a Sources,
    /// What the build came to.
    pub outcome: &'a Outcome,
    /// What was written; `None` where nothing was.
    pub changes: Option<&'a Changes>,
    /// Where the site is.
    pub output: &'a Path,
}

impl Report<'_> {
    /// Writes it.
    pub(super) fn write(&self, took: Duration) {
        let (to_stdout, to_stderr) = match self.args.format {
            Format::Json => (self.json(took), String::new()),
            Format::Text => (self.summary(took), problems(&self.outcome.problems, self.sources)),
        };
        // A pipe that was closed early leaves nobody to tell.
        let _ = anstream::stderr().lock().write_all(to_stderr.as_bytes());
        let _ = anstream::stdout().lock().write_all(to_stdout.as_bytes());
    }

    fn summary(&self, took: Duration) -> String {
        let mut text = String::new();
        let (errors, warnings) = self.counts();
        let mut say = |line: std::fmt::Arguments<'_>| {
            text.write_fmt(line).expect("writing to a string does not fail");
            text.push('\n');
        };
        match (&self.outcome.site, self.changes) {
            (Some(site), Some(changes)) => {
                let pages = site.pages();
                say(format_args!(
                    "Built {} and {} in {:.2} s into {}",
                    counted(site.built.len(), "establishment"),
                    counted(pages, "page"),
                    took.as_secs_f64(),
                    self.output.display()
                ));
                say(format_args!(
                    "Files: {} written ({} kB), {} unchanged, {} kept, {} removed",
                    changes.written,
                    changes.bytes.div_ceil(1000),
                    changes.unchanged,
                    changes.kept,
                    changes.removed
                ));
                if site.printed + site.unchanged > 0 {
                    say(format_args!("Leaflets: {} printed, {} unchanged", site.printed, site.unchanged));
                }
                if let Some(line) = next_change(site) {
                    say(format_args!("{line}"));
                }
                for id in &site.broken {
                    let what = if site.keep.contains(id) {
                        "its last good version stays"
                    } else {
                        "it has no last good version and is left out"
                    };
                    say(format_args!("Not built: {id}, because of the errors above; {what}"));
                }
                for folder in &changes.leftover {
                    say(format_args!("Could not remove {}: the next build tries again", folder.display()));
                }
            }
            _ => say(format_args!("Nothing was changed: mend the errors above, then build again")),
        }
        let later = if errors > 0 && warnings > 0 { " (listed when there are no errors)" } else { "" };
        say(format_args!("{}, {}{later}", counted(errors, "error"), counted(warnings, "warning")));
        if self.args.timings {
            text.push_str(&timings(self.outcome));
        }
        text
    }

    fn counts(&self) -> (usize, usize) {
        let problems = &self.outcome.problems;
        (count(problems, Severity::Error), count(problems, Severity::Warning))
    }

    fn json(&self, took: Duration) -> String {
        let (errors, warnings) = self.counts();
        let timings: Vec<_> = self
            .outcome
            .timings
            .iter()
            .map(|(stage, time)| json!({"stage": stage, "milliseconds": time.as_secs_f64() * 1000.0}))
            .collect();
        let site = self.outcome.site.as_ref().filter(|_| self.changes.is_some());
        let value = json!({
            "built": site.map(|site| &site.built),
            "same": site.map(|site| &site.same),
            "broken": site.map(|site| &site.broken),
            "kept": site.map(|site| &site.keep),
            "pages": site.map(Site::pages),
            "leaflets": site.map(|site| json!({"printed": site.printed, "unchanged": site.unchanged})),
            "next_changes": site.map(next_changes),
            "changes": self.changes.map(|changes| json!({
                "written": changes.written,
                "unchanged": changes.unchanged,
                "kept": changes.kept,
                "removed": changes.removed,
                "bytes": changes.bytes,
            })),
            "errors": errors,
            "warnings": warnings,
            "problems": problems_json::all(&self.outcome.problems, self.sources),
            "timings": self.args.timings.then_some(timings),
            "seconds": took.as_secs_f64(),
        });
        format!("{value:#}\n")
    }
}

/// Returns how long each stage took, a line each.
pub(super) fn timings(outcome: &Outcome) -> String {
    let line = |(stage, time): &(&str, Duration)| format!("{stage:>14} {:8.1} ms\n", time.as_secs_f64() * 1000.0);
    outcome.timings.iter().map(line).collect::<Vec<_>>().concat()
}

/// Returns a number with what it counts.
pub(super) fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// How many establishments the line about the next change names.
const NAMED: usize = 3;

/// Says on which day the site is next to be built again, of which establishments, and why.
fn next_change(site: &Site) -> Option<String> {
    let date = site.next_changes.values().map(|next| next.date).min()?;
    let on_it: Vec<_> = site.next_changes.iter().filter(|(_, next)| next.date == date).collect();
    let name = |id: &str| site.cards.get(id).map_or_else(|| id.to_owned(), |card| card.name.clone());
    let mut what: Vec<String> =
        on_it.iter().take(NAMED).map(|(id, next)| format!("{}: {}", name(id), next.what.join("; "))).collect();
    if on_it.len() > NAMED {
        what.push(format!("and {} more", on_it.len() - NAMED));
    }
    Some(format!("Next change: {} ({})", date.strftime("%-d %B %Y"), what.join("; ")))
}

/// Returns the next change of each establishment that was built, by id.
fn next_changes(site: &Site) -> Value {
    let one =
        |(id, next): (&String, &NextChange)| (id.clone(), json!({"date": next.date.to_string(), "what": next.what}));
    site.next_changes.iter().map(one).collect::<Map<String, Value>>().into()
}
