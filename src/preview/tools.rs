//! What editors need beside the page: what is wrong, where each fact is written and how fresh it is, leaflets, another day.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::state::lock;
use super::{Hub, State, Wake, page};
use crate::diagnostic::{Diagnostic, Severity, draw};
use crate::model::date::parse_date;
use crate::output::OutputPath;
use crate::plan::{Shown, ShownFact, ShownPart};
use crate::session::{Counter, count};
use crate::source::{FileId, Sources, Span, line_and_column};
use crate::view::Printed;

/// The frame around a page.
pub(super) const FRAME: &str = include_str!("tools/frame.html");
/// The files of the tools, with their types.
const ASSETS: [(&str, &str, &[u8]); 5] = [
    ("frame.js", "text/javascript; charset=utf-8", include_bytes!("tools/frame.js")),
    ("frame.css", "text/css; charset=utf-8", include_bytes!("tools/frame.css")),
    ("live.js", "text/javascript; charset=utf-8", include_bytes!("tools/live.js")),
    ("idiomorph.js", "text/javascript; charset=utf-8", include_bytes!("tools/idiomorph.min.js")),
    ("axe.js", "text/javascript; charset=utf-8", include_bytes!("tools/axe.min.js")),
];
/// How many problems a browser is given.
const MOST_PROBLEMS: usize = 100;
/// How wide a picture of a page may be, in pixels.
const MOST_WIDTH: u16 = 1_600;
/// How long a line of a file is shown, in characters.
const MOST_LINE: usize = 160;

/// Answers with a file of the tools.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|(asset, _, _)| *asset == name) {
        Some((_, kind, bytes)) => ([(header::CONTENT_TYPE, *kind)], *bytes).into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such tool.\n").into_response(),
    }
}

/// Which page is asked about.
#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    page: String,
}

/// Answers with all that is known of a page and of what is wrong.
pub(super) async fn state(Shared(hub): Shared<Arc<Hub>>, Query(about): Query<About>) -> Response {
    let Some(state) = hub.ready().await else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let path = page::path(&format!("/{}", about.page.trim_start_matches('/')));
    Json(told(&hub, &state, path.as_ref())).into_response()
}

fn told(hub: &Hub, state: &State, path: Option<&OutputPath>) -> Value {
    let establishment = path.and_then(OutputPath::folder).filter(|id| state.cards.contains_key(*id));
    let folder = path.and_then(|path| state.folder(path));
    let read = path.zip(folder).and_then(|(path, folder)| folder.pages.get(path));
    let shown = path.zip(folder).and_then(|(path, folder)| folder.shown.get(path));
    let mut establishments: Vec<Value> = state
        .cards
        .iter()
        .map(|(id, card)| json!({"id": id, "name": card.name, "home": card.home, "state": card.state}))
        .collect();
    establishments.sort_by_cached_key(|one| one["name"].as_str().unwrap_or_default().to_lowercase());
    json!({
        "round": state.round,
        "settled": state.settled,
        "trouble": state.trouble,
        "fingerprint": state.sources.fingerprint(),
        "today": state.options.today.to_string(),
        "follow": hub.settings.follow,
        "errors": count(&state.problems, Severity::Error),
        "warnings": count(&state.problems, Severity::Warning),
        "problems": problems(state, establishment),
        "establishments": establishments,
        "establishment": establishment,
        "languages": languages(state, path, establishment),
        "pages": pages(state, path),
        "exists": path.is_some_and(|path| state.file(path).is_some()),
        "title": read.and_then(|page| page.title()),
        "files": shown.map(|shown| shown.files.iter().map(ToString::to_string).collect::<Vec<_>>()),
        "parts": path.zip(shown).map(|(path, shown)| parts(state.made_from(path), shown)),
    })
}

/// Returns what is wrong, in the words of the terminal: errors first, and of the warnings those of what is looked at.
fn problems(state: &State, establishment: Option<&str>) -> Vec<Value> {
    let matters = |problem: &&Diagnostic| {
        problem.severity == Severity::Error || problem.establishment().is_none_or(|id| Some(id) == establishment)
    };
    let mut all: Vec<&Diagnostic> = state.problems.iter().filter(matters).collect();
    all.sort_by_key(|problem| {
        let elsewhere = problem.establishment().is_some_and(|id| Some(id) != establishment);
        (problem.severity != Severity::Error, elsewhere)
    });
    let one = |problem: &Diagnostic| {
        let place = problem.span().map(|span| place(&state.sources, span));
        json!({
            "severity": problem.severity.as_str(),
            "code": problem.code,
            "message": problem.message,
            "establishment": problem.establishment(),
            "page": problem.output,
            "place": place,
            "drawn": draw::full(problem, &state.sources, false),
        })
    };
    all.into_iter().take(MOST_PROBLEMS).map(one).collect()
}

fn place(sources: &Sources, span: &Span) -> Value {
    let text = sources.display_text(&span.file).unwrap_or_default();
    let (line, column) = line_and_column(&text, span.start);
    json!({"file": span.file.as_str(), "line": line, "column": column})
}

/// Returns the same page in every language that has it.
fn languages(state: &State, path: Option<&OutputPath>, establishment: Option<&str>) -> Vec<Value> {
    let Some(path) = path else { return Vec::new() };
    let folder = establishment.map(|id| format!("{id}/")).unwrap_or_default();
    let rest = path.as_str().strip_prefix(&folder).unwrap_or(path.as_str());
    let others = || state.languages.iter().skip(1);
    let here = others().find(|language| rest.starts_with(&format!("{language}/")));
    let name = here.map_or(rest, |language| &rest[language.len() + 1..]);
    let one = |(index, language): (usize, &String)| {
        let path = if index == 0 { format!("{folder}{name}") } else { format!("{folder}{language}/{name}") };
        let is_here = here.map_or(index == 0, |here| here == language);
        state
            .file(&OutputPath::new(&path))
            .is_some()
            .then(|| json!({"language": language, "path": path, "here": is_here}))
    };
    state.languages.iter().enumerate().filter_map(one).collect()
}

/// Returns the pages beside this one, by their titles.
fn pages(state: &State, path: Option<&OutputPath>) -> Vec<Value> {
    let parent = |path: &OutputPath| path.as_str().rsplit_once('/').map(|(parent, _)| parent.to_owned());
    let Some((path, folder)) = path.and_then(|path| Some((path, state.folder(path)?))) else { return Vec::new() };
    let beside = folder.pages.iter().filter(|(other, _)| parent(other) == parent(path));
    let mut pages: Vec<Value> =
        beside.map(|(path, page)| json!({"path": path.as_str(), "title": page.title()})).collect();
    pages.sort_by_cached_key(|page| page["title"].as_str().unwrap_or_default().to_lowercase());
    pages
}

/// Returns the parts of a page, each with where its facts are written.
fn parts(sources: &Sources, shown: &Shown) -> Vec<Value> {
    let part = |part: &ShownPart| {
        json!({
            "anchor": part.anchor,
            "title": part.title,
            "place": part.at.as_ref().map(|at| place(sources, at)),
            "facts": part.facts.iter().map(|fact| fact_of(sources, fact)).collect::<Vec<_>>(),
        })
    };
    shown.parts.iter().map(part).collect()
}

fn fact_of(sources: &Sources, fact: &ShownFact) -> Value {
    let mut place = place(sources, &fact.at);
    let text = sources.display_text(&fact.at.file).unwrap_or_default();
    let line = text.get(..fact.at.start).map_or(0, |before| before.matches('\n').count());
    let mut lines = text.lines().skip(line).map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    // The head of a table says little without what follows.
    let words =
        if first.starts_with('[') { format!("{first} {}", lines.next().unwrap_or_default()) } else { first.to_owned() };
    place["text"] = json!(words.chars().take(MOST_LINE).collect::<String>());
    place["checked"] = json!(fact.checked);
    place["fresh"] = json!(fact.is_fresh);
    place
}

/// Which day the pages are to be made for.
#[derive(Deserialize)]
pub(super) struct Day {
    /// As `2026-12-25`; empty for whatever day it is.
    date: String,
}

/// Makes the pages for another day.
pub(super) async fn today(Shared(hub): Shared<Arc<Hub>>, Json(day): Json<Day>) -> Response {
    let date: Option<Date> = match day.date.trim() {
        "" => None,
        typed => match parse_date(typed) {
            Ok(date) => Some(date),
            Err(error) => {
                let help = error.help.map(|help| format!("; {help}")).unwrap_or_default();
                return (StatusCode::BAD_REQUEST, format!("{}{help}\n", error.message)).into_response();
            }
        },
    };
    hub.wake(Wake::Today(date));
    StatusCode::NO_CONTENT.into_response()
}

/// Which place is to be opened.
#[derive(Deserialize)]
pub(super) struct Edit {
    file: String,
    #[serde(default = "first_line")]
    line: usize,
}

fn first_line() -> usize {
    1
}

/// Opens a file of the workspace where editors edit: one that was read, and no other.
pub(super) async fn edit(Shared(hub): Shared<Arc<Hub>>, Json(edit): Json<Edit>) -> Response {
    let known = hub.state().is_some_and(|state| state.sources.get(&FileId::new(&edit.file)).is_some());
    if !known {
        return (StatusCode::NOT_FOUND, "There is no such file in this workspace.\n").into_response();
    }
    let opened = hub.host.edit(&hub.settings.root.join(&edit.file), edit.line);
    match opened {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let why = format!(
                "{} cannot be opened from here ({error}). Open it yourself, and go to line {}.\n",
                edit.file, edit.line
            );
            (StatusCode::INTERNAL_SERVER_ERROR, why).into_response()
        }
    }
}

/// The press of the preview, and what it printed last.
#[derive(Default)]
pub(super) struct Press {
    counter: Counter,
    /// What was printed for a state: by path, the round and what became of it.
    printed: std::collections::BTreeMap<OutputPath, (u64, Result<Printed, String>)>,
}

/// How many leaflets are kept.
const MOST_PRINTED: usize = 24;

/// Prints a leaflet, unless it is printed.
async fn print(hub: Arc<Hub>, path: OutputPath) -> Option<Result<Printed, String>> {
    let state = hub.ready().await?;
    let printing = tokio::task::spawn_blocking(move || {
        let mut press = lock(&hub.press);
        if let Some((_, printed)) = press.printed.get(&path).filter(|(round, _)| *round == state.round) {
            return Some(printed.clone());
        }
        let printed = match press.counter.print(&state.sources, &state.options, &path)? {
            Ok(printed) => Ok(printed),
            Err(problems) => {
                let drawn: Vec<String> =
                    problems.errors().map(|problem| draw::full(problem, &state.sources, false)).collect();
                Err(drawn.join("\n\n"))
            }
        };
        if press.printed.len() >= MOST_PRINTED {
            press.printed.clear();
        }
        press.printed.insert(path, (state.round, printed.clone()));
        Some(printed)
    });
    printing.await.ok().flatten()
}

/// Which leaflet, which of its pages, and how wide.
#[derive(Deserialize)]
pub(super) struct Sheet {
    path: String,
    #[serde(default)]
    page: usize,
    #[serde(default = "usual_width")]
    width: u16,
}

fn usual_width() -> u16 {
    800
}

/// Returns the file that is asked for below a leaflet's path: the leaflet, or its sheets for the printer.
fn of_path(printed: &Printed, path: &OutputPath) -> Option<crate::output::Bytes> {
    if path.as_str().ends_with("-sheets.pdf") { printed.sheets.clone() } else { Some(Arc::clone(&printed.pdf)) }
}

/// Answers with a leaflet, printed when it is asked for.
pub(super) async fn printed(hub: Arc<Hub>, path: OutputPath) -> Response {
    match print(hub, path.clone()).await {
        Some(Ok(printed)) => match of_path(&printed, &path) {
            Some(bytes) => page::file(&path, bytes.to_vec()),
            None => no_leaflet(),
        },
        Some(Err(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems).into_response(),
        None => no_leaflet(),
    }
}

fn no_leaflet() -> Response {
    (StatusCode::NOT_FOUND, "There is no such leaflet.\n").into_response()
}

/// Answers with the leaflets of an establishment, or with how one of them came out.
pub(super) async fn leaflet(Shared(hub): Shared<Arc<Hub>>, Query(sheet): Query<Sheet>) -> Response {
    if std::path::Path::new(&sheet.path).extension().is_some_and(|ending| ending == "pdf") {
        let Some(path) = page::path(&format!("/{}", sheet.path)) else { return no_leaflet() };
        return match print(hub, path.clone()).await {
            Some(Ok(printed)) => {
                let pages = of_path(&printed, &path).map_or(0, |bytes| Counter::pages(&bytes));
                Json(json!({"pages": pages, "kilobytes": printed.pdf.len().div_ceil(1000), "sheets": printed.sheets.is_some()})).into_response()
            }
            Some(Err(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems).into_response(),
            None => no_leaflet(),
        };
    }
    let Some(state) = hub.ready().await else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let listing = tokio::task::spawn_blocking(move || {
        lock(&hub.press).counter.copies(&state.sources, &state.options, &sheet.path)
    });
    let copies = listing.await.unwrap_or_default();
    let one = |copy: &crate::plan::Copy| {
        json!({
            "path": copy.path.as_str(),
            "leaflet": copy.leaflet.as_str(),
            "form": copy.form.as_str(),
            "language": copy.language.to_string(),
            "notice": copy.notice.as_ref().map(crate::model::slug::Slug::as_str),
            "large": copy.large,
            "discreet": copy.discreet,
        })
    };
    Json(copies.iter().map(one).collect::<Vec<_>>()).into_response()
}

/// Answers with a picture of a page of a leaflet.
pub(super) async fn picture(Shared(hub): Shared<Arc<Hub>>, Query(sheet): Query<Sheet>) -> Response {
    let Some(path) = page::path(&format!("/{}", sheet.path)) else { return no_leaflet() };
    let Some(Ok(printed)) = print(hub, path.clone()).await else { return no_leaflet() };
    let Some(bytes) = of_path(&printed, &path) else { return no_leaflet() };
    let width = sheet.width.clamp(50, MOST_WIDTH);
    let drawing = tokio::task::spawn_blocking(move || Counter::picture(&bytes, sheet.page, width));
    match drawing.await.ok().flatten() {
        Some(png) => ([(header::CONTENT_TYPE, "image/png")], png).into_response(),
        None => no_leaflet(),
    }
}
