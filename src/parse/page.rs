//! A page: front matter in TOML between `+++` lines, then Markdown.

use super::context::Context;
use super::markdown::{Base, blocks, line};
use super::reader::Reader;
use super::syntax;
use crate::diagnostic::Diagnostic;
use crate::model::language::Language;
use crate::model::leaflet::LeafletText;
use crate::model::page::{Discreet, Page, PageMode, Reader as Audience, Section};
use crate::model::prose::Inline;
use crate::model::slug::Slug;

const FENCE: &str = "+++";

/// Reads a page named after its file, in the language of its folder. `own` is true for a page of one establishment.
///
/// `None` where it lacks what a page cannot do without; the problems say what.
pub(super) fn page(context: &Context<'_>, name: &Slug, language: &Language, own: bool) -> Option<Page> {
    let (front, body_start) = front_matter(context)?;
    let (table, problems) = syntax::toml_table(context.file, &front);
    let broken = problems.has_errors();
    context.report_all(problems);
    let mut reader = Reader::root(context, &table).named("the lines between +++");
    let mode = if own { own_mode(&mut reader, broken) } else { None };
    // Without its mode, nobody knows what a page needs; and what is missing in broken lines may be there.
    let titled = !own || matches!(mode, Some(PageMode::Replace | PageMode::New));
    let shared = !own || mode == Some(PageMode::New);
    let title = front_line(&mut reader, "title", titled && !broken);
    let page = Page {
        name: name.clone(),
        language: language.clone(),
        file: context.file.clone(),
        nav: front_line(&mut reader, "nav", false).unwrap_or_else(|| title.clone().unwrap_or_default()),
        summary: front_line(&mut reader, "summary", shared && !broken).unwrap_or_default(),
        words: search_words(&mut reader),
        section: section(&mut reader, shared && !broken),
        order: reader.plain_number("order").map_or(1000, i64::from),
        reader: reader.word("audience", Audience::parse, Audience::ALL).unwrap_or(Audience::Families),
        shown_if: shown_if(&mut reader),
        discreet: discreet(&mut reader),
        source: source(&mut reader),
        body: blocks(context, &context.text[body_start..], Base::Exact(body_start)),
        mode,
        title: title.unwrap_or_default(),
        at: context.span(0..FENCE.len()),
    };
    if !broken {
        reader.finish();
    }
    (!broken && (!own || mode.is_some())).then_some(page)
}

/// Returns the lines between +++ and where the text begins; says so where there are none.
fn front_matter(context: &Context<'_>) -> Option<(String, usize)> {
    let found =
        split(context.text).map_err(|message| {
            let at = context.span(0..context.text.lines().next().unwrap_or_default().len());
            context.report(Diagnostic::error("front-matter-missing", at, message).help(
                "write +++ on the first line, then title = \"...\", then +++ on a line of its own, then the text",
            ));
        });
    found.ok()
}

/// Reads the words of a leaflet: a title, a sentence on it, and its text.
pub(super) fn leaflet_text(context: &Context<'_>, name: &Slug, language: &Language) -> Option<LeafletText> {
    let (table, body_start) = front_matter(context)?;
    let (table, problems) = syntax::toml_table(context.file, &table);
    let broken = problems.has_errors();
    context.report_all(problems);
    let mut reader = Reader::root(context, &table).named("the lines between +++");
    let text = LeafletText {
        name: name.clone(),
        language: language.clone(),
        file: context.file.clone(),
        title: front_line(&mut reader, "title", !broken).unwrap_or_default(),
        summary: front_line(&mut reader, "summary", !broken).unwrap_or_default(),
        body: blocks(context, &context.text[body_start..], Base::Exact(body_start)),
    };
    if !broken {
        reader.finish();
    }
    (!broken).then_some(text)
}

/// Reads what an establishment's own page is to the shared one of its name.
fn own_mode(reader: &mut Reader<'_, '_, '_>, broken: bool) -> Option<PageMode> {
    if !reader.has("mode") && !broken {
        let problem = Diagnostic::error(
            "key-missing",
            reader.at.clone(),
            "this page does not say what it is for: `mode` is missing",
        );
        reader.context.report(problem.help(
            "write mode = \"add\" to put it after the shared page of its name, \"replace\" to put it in its place, \"new\" for a page of its own",
        ));
    }
    reader.word("mode", PageMode::parse, PageMode::ALL)
}

/// Splits the text at its `+++` lines. The front matter keeps its place: what stands before it becomes spaces. Empty lines may
/// stand before the first.
///
/// # Errors
/// What is wrong with those lines.
fn split(text: &str) -> Result<(String, usize), &'static str> {
    let start = text.trim_start();
    let Some(after) = start.strip_prefix(FENCE) else {
        return Err(if start.starts_with("---") {
            "the lines with the title stand between --- here, and must stand between +++"
        } else {
            "this page does not begin with the lines that hold its title"
        });
    };
    let open = "the lines with the title have no end: there is no second +++";
    let first_line = text.len() - after.len() + after.find('\n').ok_or(open)? + 1;
    let mut end = first_line;
    for line in text[first_line..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            let front = format!("{}{}", " ".repeat(first_line), &text[first_line..end]);
            return Ok((front, end + line.len()));
        }
        end += line.len();
    }
    Err(open)
}

fn front_line(reader: &mut Reader<'_, '_, '_>, key: &str, needed: bool) -> Option<Vec<Inline>> {
    let value = if needed { reader.needed(key, "\"...\"") } else { reader.get(key) }?;
    let text = reader.context.text_of(value, "\"...\"")?;
    let span = value.span();
    let written = reader.context.text.get(span.clone()).unwrap_or_default();
    let base = written.find(text).map_or(Base::Whole(span.start, span.end), |offset| Base::Exact(span.start + offset));
    Some(line(reader.context, text, base))
}

/// Reads the words that readers look for the page by. Each stands alone in the A to Z.
fn search_words(reader: &mut Reader<'_, '_, '_>) -> Vec<String> {
    let context = reader.context;
    let Some(value) = reader.get("words") else { return Vec::new() };
    let mut words: Vec<String> = Vec::new();
    for item in Context::items(value) {
        let Some(word) = context.text_of(item, "[\"kids\", \"children\"]").map(str::trim) else { continue };
        let at = context.at(item);
        if word.contains([',', ';']) {
            let each: Vec<String> = word.split([',', ';']).map(|one| format!("\"{}\"", one.trim())).collect();
            let problem = Diagnostic::error("words-joined-up", at.clone(), format!("`{word}` is several words in one"));
            let alone = std::ptr::eq(item, value);
            let list = if alone { format!("[{}]", each.join(", ")) } else { each.join(", ") };
            context.report(problem.help(format!("give each its own quotes: {list}")).suggest(at, list));
        } else if words.iter().any(|other| other.to_lowercase() == word.to_lowercase()) {
            let problem = Diagnostic::error("word-twice", at, format!("the word `{word}` is there twice"));
            context.report(problem.help("take one of the two out"));
        } else {
            words.push(word.to_owned());
        }
    }
    words
}

/// Reads the part of the menu: a page that says none would be found by nobody.
fn section(reader: &mut Reader<'_, '_, '_>, needed: bool) -> Section {
    let found = if needed {
        let value = reader.needed("section", "\"visit\", or \"none\" for a page that stands in no menu");
        value.and_then(|value| reader.context.word(value, Section::parse, Section::ALL))
    } else {
        reader.word("section", Section::parse, Section::ALL)
    };
    found.unwrap_or(Section::None)
}

/// Reads a condition on which something is left out.
pub(super) fn shown_if(reader: &mut Reader<'_, '_, '_>) -> Option<crate::model::path::Condition> {
    let value = reader.get("shown_if")?;
    let text = reader.context.text_of(value, "\"child_contact.levels\"")?;
    let (subject, negated) = text.strip_prefix("not ").map_or((text, false), |rest| (rest, true));
    super::slot::condition(subject.trim(), negated, &reader.context.at(value))
        .map_err(|problem| reader.context.report(*problem))
        .ok()
}

fn discreet(reader: &mut Reader<'_, '_, '_>) -> Discreet {
    let context = reader.context;
    let title = reader.get("neutral_title").and_then(|value| {
        let title = context.text_of(value, "\"Information\"")?;
        if title.contains("{{") {
            let message = "a neutral title is the same for every prison, so it cannot have a slot";
            context.report(
                Diagnostic::error("neutral-title", context.at(value), message)
                    .help("write plain words that tell nobody what the page is about, for example \"Information\""),
            );
            return None;
        }
        Some(title.trim().to_owned())
    });
    let name = reader.slug("neutral_name").filter(|name| {
        let taken = name.value.as_str() == "index";
        if taken {
            let message = "a page cannot be named `index`: home.md has that address on the site";
            context.report(
                Diagnostic::error("name-invalid", name.span.clone(), message)
                    .help("write a name that tells nobody what the page is about, for example \"help-1\""),
            );
        }
        !taken
    });
    Discreet { exit: reader.flag("exit"), title, name }
}

fn source(reader: &mut Reader<'_, '_, '_>) -> Option<(String, Option<crate::model::date::CheckedOn>)> {
    let source = reader.string("source");
    let checked = reader.get("checked").and_then(|value| reader.context.checked_on(value));
    source.map(|source| (source, checked))
}
