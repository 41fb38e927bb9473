//! The document of blocks and inlines, written as HTML.
//!
//! Everything is escaped here, once. Kinds of groups are drawn by the theme's templates.

use serde::Serialize;

use super::filter;
use super::frame::Frame;
use super::html::{Html, Written};
use super::template::{Engine, GroupKey};
use crate::view::{Block, Diagram, Drawing, FindBox, Group, Inline, SearchBox, Table, plain, spoken};

/// What the diagram's template gets.
#[derive(Serialize)]
struct DiagramView<'a> {
    diagram: &'a Diagram,
}

/// What the search box's template gets.
#[derive(Serialize)]
struct SearchView<'a> {
    search: &'a SearchBox,
}

/// What the template of the box to type into gets.
#[derive(Serialize)]
struct FindView<'a> {
    find: &'a FindBox,
}

/// Writes blocks.
pub(super) fn blocks(engine: &Engine, blocks: &[Block], html: &mut Html) -> Written {
    blocks.iter().try_for_each(|one| block(engine, one, html))
}

/// Writes one block.
pub(super) fn block(engine: &Engine, block: &Block, html: &mut Html) -> Written {
    match block {
        Block::Heading { level, id, content } => {
            let tag = HEADINGS[usize::from(*level).clamp(1, HEADINGS.len()) - 1];
            html.raw("<");
            html.raw(tag);
            if !id.is_empty() {
                html.id(id);
            }
            html.raw(">");
            html.heading(*level, &spoken(content));
            inlines(content, html);
            close(tag, html);
        }
        Block::Paragraph(content) => element("p", content, html),
        Block::List { start, checklist, items } => list(engine, *start, *checklist, items, html)?,
        Block::Table(one) => table(one, html),
        Block::Summary(rows) => {
            html.raw("<dl class=summary>");
            for row in rows {
                html.raw("<div>");
                element("dt", &row.name, html);
                html.raw("<dd>");
                blocks_or_line(engine, &row.value, html)?;
                html.raw("</dd></div>");
            }
            html.raw("</dl>");
        }
        Block::Terms(terms) => {
            html.raw("<dl class=summary>");
            for term in terms {
                html.raw("<div><dt");
                html.id(&term.id);
                html.raw(">");
                inlines(&term.term, html);
                html.raw("</dt>");
                element("dd", &term.means, html);
                html.raw("</div>");
            }
            html.raw("</dl>");
        }
        Block::Quote(content) => {
            html.raw("<blockquote>");
            blocks(engine, content, html)?;
            html.raw("</blockquote>");
        }
        Block::Group(one) => group(engine, one, &[], html)?,
        Block::Filter(one) => filter::html(engine, one, html)?,
        Block::Find(find) => template(engine, "find.html", &FindView { find }, html)?,
        Block::Search(search) => template(engine, "search.html", &SearchView { search }, html)?,
        Block::Drawing(drawing) => picture(drawing, html),
        Block::Diagram(diagram) => template(engine, "diagram.html", &DiagramView { diagram }, html)?,
        Block::Shared(shared) => {
            let piece = engine.shared(shared.number(), || Frame::of(|html| blocks(engine, shared.content(), html)))?;
            html.frame(&piece, |_, _| Ok(()))?;
        }
    }
    Ok(())
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Writes what a template without holes gives.
fn template<V: Serialize>(engine: &Engine, name: &str, view: &V, html: &mut Html) -> Written {
    html.frame(&*engine.frame(name, view, &[])?, |_, _| Ok(()))
}

/// Writes a group with more classes than that of its kind.
pub(super) fn group(engine: &Engine, group: &Group, classes: &[String], html: &mut Html) -> Written {
    let key = GroupKey {
        kind: group.kind.as_str(),
        classes: classes.to_vec(),
        id: group.id.clone(),
        label: group.label.clone(),
    };
    html.frame(&*engine.group(&key)?, |_, html| blocks(engine, &group.content, html))
}

/// Writes a picture. Its size is known before it is there, so nothing moves when it comes. It does not wait to be scrolled to:
/// it is small, and must be there on paper and where there is no signal.
fn picture(drawing: &Drawing, html: &mut Html) {
    html.raw("<p class=drawing><img");
    html.source(&drawing.src);
    html.shown_attribute("alt", &drawing.alt);
    if let Some(language) = &drawing.language {
        html.attribute("lang", language);
    }
    html.attribute("width", &drawing.width.to_string());
    html.attribute("height", &drawing.height.to_string());
    html.raw("></p>");
}

fn list(engine: &Engine, start: Option<u64>, checklist: bool, items: &[Vec<Block>], html: &mut Html) -> Written {
    let tag = if start.is_some() { "ol" } else { "ul" };
    html.raw("<");
    html.raw(tag);
    if let Some(start) = start.filter(|start| *start != 1) {
        html.attribute("start", &start.to_string());
    }
    html.raw(if checklist { " class=checklist>" } else { ">" });
    for item in items {
        html.raw("<li>");
        blocks_or_line(engine, item, html)?;
        html.raw("</li>");
    }
    close(tag, html);
    Ok(())
}

/// Writes a single paragraph without its element, where the parent is one already; else blocks.
fn blocks_or_line(engine: &Engine, content: &[Block], html: &mut Html) -> Written {
    match content {
        [Block::Paragraph(line)] => inlines(line, html),
        _ => blocks(engine, content, html)?,
    }
    Ok(())
}

/// Writes a table: heads of columns and rows are header cells (WCAG 2.2, 1.3.1), and cells carry the name of their column for
/// small screens.
fn table(table: &Table, html: &mut Html) {
    html.raw("<div class=table><table>");
    html.table(&spoken(&table.caption));
    element("caption", &table.caption, html);
    html.raw("<thead><tr>");
    for cell in &table.head {
        html.raw("<th scope=col>");
        inlines(cell, html);
        html.raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    let labels: Vec<String> = table.head.iter().map(|cell| plain(cell)).collect();
    for row in &table.rows {
        html.raw("<tr>");
        for (index, cell) in row.iter().enumerate() {
            if index == 0 {
                html.raw("<th scope=row>");
            } else {
                html.raw("<td");
                html.attribute("data-label", labels.get(index).map_or("", String::as_str));
                html.raw(">");
            }
            inlines(cell, html);
            html.raw(if index == 0 { "</th>" } else { "</td>" });
        }
        html.raw("</tr>");
    }
    html.raw("</tbody></table></div>");
}

fn element(tag: &str, content: &[Inline], html: &mut Html) {
    html.raw("<");
    html.raw(tag);
    html.raw(">");
    inlines(content, html);
    close(tag, html);
}

fn close(tag: &str, html: &mut Html) {
    html.raw("</");
    html.raw(tag);
    html.raw(">");
}

/// Writes a run of text.
fn inlines(content: &[Inline], html: &mut Html) {
    for inline in content {
        match inline {
            Inline::Text(text) => html.text(text),
            Inline::Strong(content) => element("strong", content, html),
            Inline::Emphasis(content) => element("em", content, html),
            Inline::Link { href, content } => {
                html.raw("<a");
                html.href(href, &spoken(content));
                html.raw(">");
                inlines(content, html);
                html.raw("</a>");
            }
            Inline::Phone { shown, href } => {
                html.raw("<a class=phone");
                html.href(href, shown);
                html.raw(">");
                html.text(shown);
                html.raw("</a>");
            }
            Inline::Name(name) => {
                html.raw("<span class=name>");
                html.text(name);
                html.raw("</span>");
            }
            Inline::Foreign(foreign) => {
                html.raw("<span");
                html.attribute("lang", &foreign.language);
                html.attribute("dir", foreign.direction);
                html.raw(">");
                inlines(&foreign.content, html);
                html.raw("</span>");
            }
            Inline::Hidden(text) => {
                html.raw("<span class=hidden>");
                html.text(text);
                html.raw("</span>");
            }
            Inline::Break => html.raw("<br>"),
        }
    }
}
