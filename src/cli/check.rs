//! `familypack check`: every problem of every pack at once, the worst for a family first.

#[cfg(feature = "links")]
mod external;
mod fix;
mod machines;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;

use super::args::{Check, CheckFormat, Level};
use super::build::{day, known, site_address, workspace_at};
use super::memory;
use super::report::{Progress, complain, counted, timings};
use super::{CONTENT, FINE, USE};
use crate::check::{self, Reading};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, draw};
use crate::model::Pack;
use crate::options::Options;
use crate::parse;
use crate::read;
use crate::rules;
use crate::session::{Checked, Session, count};
use crate::source::{FileId, Sources};

/// Checks, and reports; returns the exit code.
pub(super) fn run(args: &Check) -> u8 {
    let progress = Progress::new();
    let checked = check(args, &progress);
    progress.finish();
    match checked {
        Ok((sources, checked, options)) if args.reading => {
            say(&ranking(&check::reading(&checked.pack, &sources, options.today)));
            FINE
        }
        Ok((sources, _, options)) if args.fix => mend(args, &sources, &options),
        Ok((sources, checked, _)) => {
            let problems = wanted(args, &checked.outcome.problems);
            let text = match args.format {
                CheckFormat::Text => Report { sources: &sources, pack: &checked.pack, problems: &problems }.text(),
                CheckFormat::Json => machines::json(&problems, &sources),
                CheckFormat::Sarif => machines::sarif(&problems, &sources),
                CheckFormat::Github => machines::github(&problems, &sources),
            };
            say(&text);
            if args.timings {
                super::report::warn(&timings(&checked.outcome));
            }
            let is_bad = problems.has_errors() || (args.deny_warnings && !problems.is_empty());
            if is_bad { CONTENT } else { FINE }
        }
        Err(message) => {
            complain(&message);
            USE
        }
    }
}

fn check(args: &Check, progress: &Progress) -> Result<(Sources, Checked, Options), String> {
    if let Some(unknown) = args.rule.iter().find(|name| rules::named(name).is_none()) {
        return Err(no_rule(unknown));
    }
    let only: BTreeSet<String> = args.which.only.iter().cloned().collect();
    let options = Options {
        today: day(args.which.today.as_deref())?,
        base_url: site_address(args.base_url.as_deref())?,
        only: (!only.is_empty()).then_some(only),
        leaflets: args.leaflets,
        remove: BTreeSet::new(),
    };
    progress.stage("read");
    workspace_at(&args.which.root)?;
    let (sources, unreadable) = read::folder(&args.which.root).map_err(|error| error.to_string())?;
    known(&options, &sources)?;
    let sources = if args.external { asked(args, sources, options.today, progress)? } else { sources };
    let records = memory::recall(&args.which.root, memory::CHECK);
    let mut checked = Session::default().check(&sources, &options, &records, progress);
    if checked.outcome.records != records {
        // Where nothing can be kept, the next check takes longer, and that is all.
        memory::remember(&args.which.root, memory::CHECK, &checked.outcome.records).unwrap_or(());
    }
    checked.outcome.problems.extend(unreadable);
    checked.outcome.problems.sort();
    Ok((sources, checked, options))
}

/// Returns a table of texts, the hardest first.
fn ranking(texts: &[(FileId, Reading)]) -> String {
    let mut table = "index  words a sentence  letters a word  text\n".to_owned();
    for (file, text) in texts {
        let (index, sentence, word) = (text.index(), text.sentence_length(), text.word_length());
        table.push_str(&format!("{index:>5.1}  {sentence:>16.1}  {word:>14.1}  {file}\n"));
    }
    table
        + "\nThe index is about a school year in the United States (automated readability index). Only a reader can say whether a text is clear.\n"
}

/// Asks for links to other sites; returns the sources with what is remembered of them.
#[cfg(feature = "links")]
fn asked(args: &Check, sources: Sources, today: jiff::civil::Date, progress: &Progress) -> Result<Sources, String> {
    let (pack, _, _) = parse::workspace(&sources, &mut parse::Memory::default());
    let manners = external::Manners {
        pause: std::time::Duration::from_millis(args.pause),
        patience: std::time::Duration::from_secs(args.timeout),
    };
    let (said, sources) = external::run(&args.which.root, sources, &pack, today, &manners, progress)?;
    super::report::warn(&said);
    Ok(sources)
}

/// Without an HTTP client nobody is asked.
#[cfg(not(feature = "links"))]
fn asked(_: &Check, _: Sources, _: jiff::civil::Date, _: &Progress) -> Result<Sources, String> {
    Err("this program was built without links; build it with `cargo build --release`, which has them".to_owned())
}

/// Shows what can be mended, and mends it where that is agreed; returns the exit code: 1 where an error is left.
fn mend(args: &Check, sources: &Sources, options: &Options) -> u8 {
    let mut memory = parse::Memory::default();
    // What can be mended is seen when it is read: no page is made for it.
    let mut problems = |sources: &Sources| {
        let (pack, _, mut problems) = parse::workspace(sources, &mut memory);
        problems.extend(check::pack(&pack, options));
        problems
    };
    let mended = fix::mended(sources, |sources| wanted(args, &problems(sources)));
    let code = |found: &Diagnostics| if found.has_errors() { CONTENT } else { FINE };
    if mended.files.is_empty() {
        say("There is nothing that can be mended without asking somebody.\n");
        return code(&problems(sources));
    }
    say(&fix::diff(sources, &mended.files));
    if !fix::agreed(args.yes) {
        say("Nothing was written. To write it, say --fix --yes.\n");
        return code(&problems(sources));
    }
    match fix::write(&args.which.root, &mended.files) {
        Ok(done) => {
            say(&done);
            code(&problems(&mended.sources))
        }
        Err(message) => {
            complain(&message);
            USE
        }
    }
}

/// Says something; a pipe that was closed early leaves nobody to tell.
fn say(text: &str) {
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}

/// Says that there is no such rule.
pub(super) fn no_rule(name: &str) -> String {
    let near = rules::like(name).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("there is no rule `{name}`{near}")
}

/// Returns the problems that were asked for, the worst for a family first, and of those errors first.
fn wanted(args: &Check, problems: &Diagnostics) -> Diagnostics {
    let mut wanted: Vec<Diagnostic> = problems
        .iter()
        .filter(|problem| args.severity != Some(Level::Error) || problem.severity == Severity::Error)
        .filter(|problem| args.rule.is_empty() || args.rule.iter().any(|rule| rule == problem.code))
        .cloned()
        .collect();
    wanted.sort_by_key(|problem| (rules::harm_of(problem.code), problem.severity));
    wanted.into_iter().collect()
}

/// What there is to tell people.
struct Report<'a> {
    sources: &'a Sources,
    pack: &'a Pack,
    problems: &'a Diagnostics,
}

impl Report<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        for (id, problems) in self.groups() {
            let title = self.title(id);
            let line = "=".repeat(title.chars().count());
            text.push_str(&format!("{title}\n{line}\n\n"));
            for problem in problems {
                text.push_str(&draw::full(problem, self.sources, true));
                text.push_str("\n\n");
            }
        }
        text.push_str(&self.summary());
        text
    }

    /// Returns the problems by whose they are: first what all share, then each establishment.
    fn groups(&self) -> Vec<(Option<&str>, Vec<&Diagnostic>)> {
        let mut groups: BTreeMap<Option<&str>, Vec<&Diagnostic>> = BTreeMap::new();
        for problem in self.problems {
            groups.entry(problem.establishment()).or_default().push(problem);
        }
        groups.into_iter().collect()
    }

    /// Returns the name of a group, and who looks after it.
    fn title(&self, id: Option<&str>) -> String {
        let Some(id) = id else { return "What all establishments share".to_owned() };
        let Some(establishment) = self.pack.establishments.values().find(|one| one.id.as_str() == id) else {
            return id.to_owned();
        };
        let owner = establishment
            .owner
            .as_ref()
            .map_or("nobody is named to look after it".to_owned(), |owner| format!("looked after by: {owner}"));
        format!("{} ({owner})", establishment.identity.full_name())
    }

    fn summary(&self) -> String {
        let (errors, warnings) = (count(self.problems, Severity::Error), count(self.problems, Severity::Warning));
        if errors + warnings == 0 {
            return format!("Nothing to mend in {}.\n", counted(self.pack.establishments.len(), "establishment"));
        }
        let mut by_harm: BTreeMap<rules::Harm, usize> = BTreeMap::new();
        for problem in self.problems {
            *by_harm.entry(rules::harm_of(problem.code)).or_default() += 1;
        }
        let harms: Vec<String> = by_harm.iter().map(|(harm, number)| format!("{} {number}", harm.as_str())).collect();
        let mut text =
            format!("{}, {} ({})\n", counted(errors, "error"), counted(warnings, "warning"), harms.join(", "));
        if let Some(first) = self.problems.iter().next() {
            text.write_fmt(format_args!("What a rule is for: familypack explain {}\n", first.code))
                .expect("writing to a string does not fail");
        }
        text
    }
}
