//! A page: front matter in TOML between `+++` lines, then Markdown.

use super::markdown::{Base, blocks, line};
use super::reader::{Context, Reader};
use super::syntax;
use crate::diagnostic::Diagnostic;
use crate::model::language::Language;
use crate::model::page::{Page, PageMode, Reader as Audience, Section};
use crate::model::prose::Inline;
use crate::model::slug::Slug;

const FENCE: &str = "+++";

/// Reads a page named after its file, in the language of its folder. `own` is true for a page of one establishment.
///
/// `None` where it lacks what a page cannot do without; the problems say what.
pub(super) fn page(context: &Context<'_>, name: &Slug, language: &Language, own: bool) -> Option<Page> {
    let Some((front, body_start)) = split(context.text) else {
        context.report(
            Diagnostic::error("front-matter-missing", context.span(0..0), "this page does not begin with its title")
                .help(
                    "write +++ on the first line, then title = \"...\", then +++ on a line of its own, then the text",
                ),
        );
        return None;
    };
    let (table, problems) = syntax::toml_table(context.file, &front);
    let broken = problems.has_errors();
    context.report_all(problems);
    let mut reader = Reader::root(context, &table);
    let mode = if own { reader.needed_word("mode", PageMode::parse, PageMode::ALL) } else { None };
    let adds = mode == Some(PageMode::Add);
    let shared = !own || mode == Some(PageMode::New);
    let title = front_line(&mut reader, "title", !adds);
    let page = Page {
        name: name.clone(),
        language: language.clone(),
        file: context.file.clone(),
        nav: front_line(&mut reader, "nav", false).unwrap_or_else(|| title.clone().unwrap_or_default()),
        summary: front_line(&mut reader, "summary", shared && !broken).unwrap_or_default(),
        section: reader.word("section", Section::parse, Section::ALL).unwrap_or(Section::None),
        order: reader.plain_number("order").map_or(1000, i64::from),
        reader: reader.word("audience", Audience::parse, Audience::ALL).unwrap_or(Audience::Families),
        shown_if: shown_if(&mut reader),
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

/// Splits the text at its `+++` lines. The front matter keeps its place: what stands before it becomes spaces.
fn split(text: &str) -> Option<(String, usize)> {
    // A byte-order mark may stand before it.
    let after = text.trim_start_matches('\u{feff}').strip_prefix(FENCE)?;
    let first_line = text.len() - after.len() + after.find('\n')? + 1;
    let mut end = first_line;
    for line in text[first_line..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            let front = format!("{}{}", " ".repeat(first_line), &text[first_line..end]);
            return Some((front, end + line.len()));
        }
        end += line.len();
    }
    None
}

fn front_line(reader: &mut Reader<'_, '_, '_>, key: &str, needed: bool) -> Option<Vec<Inline>> {
    let value = if needed { reader.needed(key, "\"...\"") } else { reader.get(key) }?;
    let text = reader.context.text_of(value, "\"...\"")?;
    let span = value.span();
    let written = reader.context.text.get(span.clone()).unwrap_or_default();
    let base = written.find(text).map_or(Base::Whole(span.start, span.end), |offset| Base::Exact(span.start + offset));
    Some(line(reader.context, text, base))
}

fn shown_if(reader: &mut Reader<'_, '_, '_>) -> Option<crate::model::path::Condition> {
    let value = reader.get("shown_if")?;
    let text = reader.context.text_of(value, "\"child_contact.levels\"")?;
    let (subject, negated) = text.strip_prefix("not ").map_or((text, false), |rest| (rest, true));
    super::slot::condition(subject.trim(), negated, &reader.context.at(value))
        .map_err(|problem| reader.context.report(*problem))
        .ok()
}

fn source(reader: &mut Reader<'_, '_, '_>) -> Option<(String, Option<crate::model::date::CheckedOn>)> {
    let source = reader.string("source");
    let checked = reader.get("checked").and_then(|value| reader.context.checked_on(value));
    source.map(|source| (source, checked))
}
