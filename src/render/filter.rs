//! A list that readers choose from without a script: its form and entries, and the rules that leave out what does not fit.
//!
//! The rules are made from what the list holds, so that they can say how many entries each pair of choices leaves, in words of
//! the page that a screen reader is told.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use serde::Serialize;

use super::document;
use super::html::{Html, Written};
use super::sheet::Sheet;
use super::template::Engine;
use crate::diagnostic::Diagnostic;
use crate::view::{Block, Choice, Count, Filter, FilterPart};

/// The places of a part in what `filter.html` gives.
const HOLES: [&str; 3] = ["heading of", "entries of", "also of"];

/// What `filter.html` gets.
#[derive(Serialize)]
struct FilterView<'a> {
    choices: &'a [Choice; 2],
    counts: &'a [Count],
    reset: &'a str,
    parts: Vec<PartView>,
}

#[derive(Serialize)]
struct PartView {
    heading: String,
    entries: String,
    also: String,
}

/// Renders the form and the entries.
pub(super) fn html(engine: &Engine, filter: &Filter, html: &mut Html) -> Written {
    let holes: Vec<String> =
        (0..filter.parts.len()).flat_map(|part| HOLES.map(|hole| format!("{hole} {part}"))).collect();
    let comment = |part: usize, hole: usize| format!("<!--{}-->", holes[part * HOLES.len() + hole]);
    let part = |(number, part): (usize, &FilterPart)| PartView {
        heading: comment(number, 0),
        entries: comment(number, 1),
        also: part.also.as_ref().map(|_| comment(number, 2)).unwrap_or_default(),
    };
    let parts = filter.parts.iter().enumerate().map(part).collect();
    let view = FilterView { choices: &filter.choices, counts: &filter.counts, reset: &filter.reset, parts };
    let holes: Vec<&str> = holes.iter().map(String::as_str).collect();
    html.frame(&*engine.frame("filter.html", &view, &holes)?, |hole, html| {
        let part = &filter.parts[hole / HOLES.len()];
        match hole % HOLES.len() {
            0 => document::block(engine, &part.heading, html),
            1 => part.entries.iter().try_for_each(|entry| document::group(engine, &entry.group, &entry.marks, html)),
            _ => part.also.iter().try_for_each(|also| document::block(engine, also, html)),
        }
    })
}

/// Returns the rules of all lists to choose from among blocks.
pub(super) fn sheets(engine: &Engine, blocks: &[Block]) -> Result<Vec<Arc<Sheet>>, Box<Diagnostic>> {
    let mut sheets = Vec::new();
    for block in blocks {
        match block {
            Block::Filter(filter) => sheets.push(Arc::new(sheet(filter))),
            Block::Shared(shared) => match shared.content() {
                [Block::Filter(filter)] => sheets.push(engine.filter(shared.number(), || sheet(filter))?),
                content => sheets.extend(self::sheets(engine, content)?),
            },
            _ => {}
        }
    }
    Ok(sheets)
}

/// Returns the rules of a list to choose from.
///
/// Where a browser does not know `:has()` (Selectors Level 4, 4.5), the form is not shown and everything stands there. An entry
/// that a link leads to is shown whatever is chosen. On paper stands what is chosen.
fn sheet(filter: &Filter) -> Sheet {
    let [first, second] = &filter.choices;
    let mut css = String::from(
        ".filter{display:none}@supports selector(:has(*)){.filter{display:block}.count span{display:none}",
    );
    let nothing_chosen = format!(":has(.{}:checked):has(.{}:checked)", first.all_mark(), second.all_mark());
    let _ = write!(
        css,
        "@media screen{{.also{{display:none}}}}.finder:not({nothing_chosen})>:is(h3,.also){{display:none}}"
    );
    for option in first.options.iter().chain(&second.options) {
        let mark = &option.mark;
        let _ = write!(css, ".finder:has(input.{mark}:checked)>.entry:not(.{mark},:has(:target)){{display:none}}");
    }
    for one in marks(first) {
        for (number, marks) in by_number(filter, one.as_deref()) {
            let one = one.clone().unwrap_or_else(|| first.all_mark());
            let marks = marks.join(",.");
            let _ = write!(css, ".filter:has(.{one}:checked):has(:is(.{marks}):checked) .n{number}{{display:inline}}");
        }
    }
    css.push('}');
    Sheet::of(&css)
}

/// Returns the marks of a group's buttons, `None` for the one that leaves nothing out.
fn marks(choice: &Choice) -> impl Iterator<Item = Option<String>> {
    std::iter::once(None).chain(choice.options.iter().map(|option| Some(option.mark.clone())))
}

/// Returns the marks of the second group's buttons by how many entries each leaves, beside `first`.
fn by_number(filter: &Filter, first: Option<&str>) -> BTreeMap<usize, Vec<String>> {
    let second = &filter.choices[1];
    let mut numbers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for mark in marks(second) {
        let number = filter.fitting(first, mark.as_deref());
        numbers.entry(number).or_default().push(mark.unwrap_or_else(|| second.all_mark()));
    }
    numbers
}
