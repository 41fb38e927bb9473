//! `familypack due` and `familypack next-change`: what to do next, and when something will be different.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;

use super::args::{Due as DueArgs, DueFormat, NextChangeArgs, PlainFormat};
use super::build::{day, known, workspace_at};
use super::report::{complain, counted, problems, warn};
use super::{CONTENT, FINE, USE};
use crate::check::{self, Due};
use crate::diagnostic::Diagnostics;
use crate::model::Pack;
use crate::options::Options;
use crate::parse;
use crate::plan::{NextChange, next_change};
use crate::read;
use crate::render::{self, safe_cell};
use crate::source::{Sources, line_and_column};
use crate::view::{Calendar, Occasion};

/// How far ahead `due` looks where nothing is said.
const DAYS: i64 = 30;

/// What was read, with what is wrong with it.
struct Read {
    sources: Sources,
    pack: Pack,
    problems: Diagnostics,
}

fn workspace(root: &Path, only: &[String], today: Date) -> Result<(Read, Options), String> {
    workspace_at(root)?;
    let (sources, unreadable) = read::folder(root).map_err(|error| error.to_string())?;
    let only: BTreeSet<String> = only.iter().cloned().collect();
    let options = Options {
        today,
        base_url: None,
        only: (!only.is_empty()).then_some(only),
        leaflets: false,
        remove: BTreeSet::new(),
    };
    known(&options, &sources)?;
    let (pack, _, mut problems) = parse::workspace(&sources, &mut parse::Memory::default());
    problems.extend(unreadable);
    problems.sort();
    Ok((Read { sources, pack, problems }, options))
}

/// Prints a text, and before it what could not be read; returns the exit code.
fn tell(read: &Read, text: &str) -> u8 {
    let code = if read.problems.has_errors() { CONTENT } else { FINE };
    if code == CONTENT {
        warn(&problems(&read.problems, &read.sources));
        warn("What is wrong above is missing in this list.\n");
    }
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
    code
}

/// Lists what is to be checked; returns the exit code.
pub(super) fn run(args: &DueArgs) -> u8 {
    let listed = (|| {
        let today = day(args.which.today.as_deref())?;
        let by = match &args.by {
            Some(typed) => day(Some(typed)).map_err(|error| error.replace("--today", "--by"))?,
            None => today.saturating_add(DAYS.days()),
        };
        let (read, options) = workspace(&args.which.root, &args.which.only, today)?;
        let all = check::due(&read.pack, by, options.only.as_ref());
        let text = match args.format {
            DueFormat::Text => text(&all, &read.sources, by),
            DueFormat::Csv => csv(&all, &read.sources).map_err(|error| format!("cannot write the table: {error}"))?,
            DueFormat::Ics => calendar(&all, &read.pack, today),
        };
        Ok::<_, String>(tell(&read, &text))
    })();
    listed.unwrap_or_else(|message| {
        complain(&message);
        USE
    })
}

/// Returns a day as people say it.
fn said(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn place(due: &Due, sources: &Sources) -> String {
    let text = sources.display_text(&due.at.file).unwrap_or_default();
    format!("{}:{}", due.at.file, line_and_column(&text, due.at.start).0)
}

/// Returns the facts of a table in words.
fn what(due: &Due) -> String {
    if due.parts.contains("directory") {
        return "its entry in the directory".to_owned();
    }
    let parts: Vec<String> = due.parts.iter().map(|part| part.replace('_', " ")).collect();
    format!("{} ({})", counted(due.facts, "fact"), parts.join(", "))
}

fn text(all: &[Due], sources: &Sources, by: Date) -> String {
    if all.is_empty() {
        return format!("Nothing is due by {}.\n", said(by));
    }
    let mut groups: BTreeMap<(Option<&str>, Option<&str>), Vec<&Due>> = BTreeMap::new();
    for due in all {
        let name = due.establishment.as_ref().map(|(_, name)| name.as_str());
        groups.entry((due.owner.as_deref(), name)).or_default().push(due);
    }
    let mut text = format!("To be checked by {}: {}\n", said(by), counted(all.len(), "question"));
    for ((owner, name), dues) in groups {
        let name = name.unwrap_or("What all establishments share");
        let owner = owner.map(|owner| format!(" ({owner})")).unwrap_or_default();
        let title = format!("{name}{owner}");
        text.push_str(&format!("\n{title}\n{}\n", "-".repeat(title.chars().count())));
        for due in dues {
            let when = match (due.since, due.by) {
                (None, _) | (_, None) => "never checked".to_owned(),
                (Some(since), Some(last)) => format!("due {}, last checked {since}", said(last)),
            };
            text.push_str(&format!("[ ] Ask: {}\n    {}: {}\n    {}\n", due.ask, when, what(due), place(due, sources)));
            if let Some(web) = &due.web {
                text.push_str(&format!("    {web}\n", web = web.as_str()));
            }
        }
    }
    text
}

fn csv(all: &[Due], sources: &Sources) -> Result<String, Box<dyn std::error::Error>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["establishment", "owner", "ask", "due", "last_checked", "facts", "parts", "web", "place"])?;
    for due in all {
        let parts: Vec<&str> = due.parts.iter().copied().collect();
        table.write_record([
            due.establishment.as_ref().map_or("", |(id, _)| id.as_str()),
            &safe_cell(due.owner.as_deref().unwrap_or_default()),
            &safe_cell(&due.ask),
            &due.by.map(|by| by.to_string()).unwrap_or_default(),
            &due.since.map(|since| since.to_string()).unwrap_or_default(),
            &due.facts.to_string(),
            &parts.join(" "),
            due.web.as_ref().map_or("", |web| web.as_str()),
            &place(due, sources),
        ])?;
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}

/// Returns a calendar with one entry a source: on the last day on which it is fresh, or today where that is over.
fn calendar(all: &[Due], pack: &Pack, today: Date) -> String {
    let occasion = |due: &Due| {
        let (id, name) = due.establishment.as_ref().map_or(("all", "The directory"), |(id, name)| (id.as_str(), name));
        let source: String =
            due.ask.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        Occasion {
            id: format!("due-{id}-{source}@familypack"),
            summary: format!("Check with {}: {name}", due.ask),
            description: vec![what(due)],
            location: None,
            first: due.by.unwrap_or(today).max(today),
            time: None,
            repeats: None,
        }
    };
    let calendar = Calendar {
        name: format!("{}: what to check", pack.fleet.name),
        description: "Facts that are due to be checked.".to_owned(),
        language: pack.fleet.first_language().to_string(),
        page: None,
        made: today,
        occasions: all.iter().map(occasion).collect(),
    };
    String::from_utf8_lossy(&render::calendar(&calendar)).into_owned()
}

/// Says on which day each pack shows something else; returns the exit code.
pub(super) fn run_next_change(args: &NextChangeArgs) -> u8 {
    let listed = (|| {
        let today = day(args.which.today.as_deref())?;
        let (read, options) = workspace(&args.which.root, &args.which.only, today)?;
        let wanted = read
            .pack
            .establishments
            .values()
            .filter(|one| options.only.as_ref().is_none_or(|only| only.contains(one.id.as_str())));
        let mut changes: Vec<_> = wanted
            .filter_map(|one| {
                Some((one.id.to_string(), one.identity.full_name(), next_change(&read.pack, one, today)?))
            })
            .collect();
        changes.sort_by(|one, other| (one.2.date, &one.0).cmp(&(other.2.date, &other.0)));
        let text = match args.format {
            PlainFormat::Text if changes.is_empty() => "Nothing will be different.\n".to_owned(),
            PlainFormat::Text => {
                let line = |(_, name, change): &(String, String, NextChange)| {
                    format!("{}: {name}: {}", said(change.date), change.what.join("; "))
                };
                changes.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
            }
            PlainFormat::Json => {
                let all: Vec<_> = changes
                    .iter()
                    .map(|(id, _, change)| json!({"establishment": id, "date": change.date.to_string(), "what": change.what}))
                    .collect();
                format!(
                    "{:#}\n",
                    json!({"next": changes.first().map(|first| first.2.date.to_string()), "changes": all})
                )
            }
        };
        Ok::<_, String>(tell(&read, &text))
    })();
    listed.unwrap_or_else(|message| {
        complain(&message);
        USE
    })
}
