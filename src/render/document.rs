//! The document of blocks and inlines, written as HTML.
//!
//! Everything is escaped here, once. Kinds of groups are drawn by the theme's templates.

use serde::Serialize;

use super::filter;
use super::template::Engine;
use crate::diagnostic::Diagnostic;
use crate::view::{Block, Diagram, Drawing, FindBox, Group, Inline, SearchBox, Table, plain};

type Written = Result<(), Box<Diagnostic>>;

/// What a group's template gets.
#[derive(Serialize)]
struct GroupView<'a> {
    kind: &'a str,
    id: Option<&'a str>,
    label: Option<&'a str>,
    content: String,
}

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
pub(super) fn blocks(engine: &Engine, blocks: &[Block], html: &mut String) -> Written {
    blocks.iter().try_for_each(|one| block(engine, one, html))
}

/// Writes one block.
pub(super) fn block(engine: &Engine, block: &Block, html: &mut String) -> Written {
    match block {
        Block::Heading { level, id, content } => {
            html.push_str(&format!("<h{level}"));
            if !id.is_empty() {
                attribute("id", id, html);
            }
            html.push('>');
            inlines(content, html);
            html.push_str(&format!("</h{level}>\n"));
        }
        Block::Paragraph(content) => element("p", content, html),
        Block::List { start, checklist, items } => list(engine, *start, *checklist, items, html)?,
        Block::Table(one) => table(one, html),
        Block::Summary(rows) => {
            html.push_str("<dl class=\"summary\">\n");
            for row in rows {
                html.push_str("<div>");
                element("dt", &row.name, html);
                html.push_str("<dd>");
                blocks_or_line(engine, &row.value, html)?;
                html.push_str("</dd></div>\n");
            }
            html.push_str("</dl>\n");
        }
        Block::Terms(terms) => {
            html.push_str("<dl class=\"summary\">\n");
            for term in terms {
                html.push_str("<div><dt");
                attribute("id", &term.id, html);
                html.push('>');
                inlines(&term.term, html);
                html.push_str("</dt>");
                element("dd", &term.means, html);
                html.push_str("</div>\n");
            }
            html.push_str("</dl>\n");
        }
        Block::Quote(content) => {
            html.push_str("<blockquote>\n");
            blocks(engine, content, html)?;
            html.push_str("</blockquote>\n");
        }
        Block::Group(one) => group(engine, one, &[], html)?,
        Block::Filter(one) => html.push_str(&filter::html(engine, one)?),
        Block::Find(find) => html.push_str(&engine.render("find.html", &FindView { find })?),
        Block::Search(search) => html.push_str(&engine.render("search.html", &SearchView { search })?),
        Block::Drawing(drawing) => picture(drawing, html),
        Block::Diagram(diagram) => html.push_str(&engine.render("diagram.html", &DiagramView { diagram })?),
    }
    Ok(())
}

/// Writes a group with more classes than that of its kind.
pub(super) fn group(engine: &Engine, group: &Group, classes: &[String], html: &mut String) -> Written {
    let mut content = String::new();
    blocks(engine, &group.content, &mut content)?;
    let kind = group.kind.as_str();
    let own = format!("blocks/{kind}.html");
    let template = if engine.has(&own) { own.as_str() } else { "blocks/group.html" };
    let kind = &[&[kind.to_owned()], classes].concat().join(" ");
    let view = GroupView { kind, id: group.id.as_deref(), label: group.label.as_deref(), content };
    html.push_str(&engine.render(template, &view)?);
    html.push('\n');
    Ok(())
}

/// Writes a picture. Its size is known before it is there, so nothing moves when it comes. It does not wait to be scrolled to:
/// it is small, and must be there on paper and where there is no signal.
fn picture(drawing: &Drawing, html: &mut String) {
    html.push_str("<p class=\"drawing\"><img");
    attribute("src", &drawing.src, html);
    attribute("alt", &drawing.alt, html);
    if let Some(language) = &drawing.language {
        attribute("lang", language, html);
    }
    attribute("width", &drawing.width.to_string(), html);
    attribute("height", &drawing.height.to_string(), html);
    html.push_str("></p>\n");
}

fn list(engine: &Engine, start: Option<u64>, checklist: bool, items: &[Vec<Block>], html: &mut String) -> Written {
    let tag = if start.is_some() { "ol" } else { "ul" };
    html.push('<');
    html.push_str(tag);
    if let Some(start) = start.filter(|start| *start != 1) {
        attribute("start", &start.to_string(), html);
    }
    if checklist {
        attribute("class", "checklist", html);
    }
    html.push_str(">\n");
    for item in items {
        html.push_str("<li>");
        blocks_or_line(engine, item, html)?;
        html.push_str("</li>\n");
    }
    html.push_str(&format!("</{tag}>\n"));
    Ok(())
}

/// Writes a single paragraph without its element, where the parent is one already; else blocks.
fn blocks_or_line(engine: &Engine, content: &[Block], html: &mut String) -> Written {
    match content {
        [Block::Paragraph(line)] => inlines(line, html),
        _ => blocks(engine, content, html)?,
    }
    Ok(())
}

/// Writes a table: heads of columns and rows are header cells (WCAG 2.2, 1.3.1), and cells carry the name of their column for
/// small screens.
fn table(table: &Table, html: &mut String) {
    html.push_str("<div class=\"table\"><table>\n");
    element("caption", &table.caption, html);
    html.push_str("<thead><tr>");
    for cell in &table.head {
        html.push_str("<th scope=\"col\">");
        inlines(cell, html);
        html.push_str("</th>");
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    let labels: Vec<String> = table.head.iter().map(|cell| plain(cell)).collect();
    for row in &table.rows {
        html.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            if index == 0 {
                html.push_str("<th scope=\"row\">");
            } else {
                html.push_str("<td");
                attribute("data-label", labels.get(index).map_or("", String::as_str), html);
                html.push('>');
            }
            inlines(cell, html);
            html.push_str(if index == 0 { "</th>" } else { "</td>" });
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table></div>\n");
}

fn element(tag: &str, content: &[Inline], html: &mut String) {
    html.push_str(&format!("<{tag}>"));
    inlines(content, html);
    html.push_str(&format!("</{tag}>\n"));
}

/// Writes a run of text.
fn inlines(content: &[Inline], html: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => escape(text, html),
            Inline::Strong(content) => wrapped("strong", content, html),
            Inline::Emphasis(content) => wrapped("em", content, html),
            Inline::Link { href, content } => {
                html.push_str("<a");
                attribute("href", href, html);
                html.push('>');
                inlines(content, html);
                html.push_str("</a>");
            }
            Inline::Phone { shown, href } => {
                html.push_str("<a class=\"phone\"");
                attribute("href", href, html);
                html.push('>');
                escape(shown, html);
                html.push_str("</a>");
            }
            Inline::Name(name) => {
                html.push_str("<span class=\"name\">");
                escape(name, html);
                html.push_str("</span>");
            }
            Inline::Foreign { language, direction, content } => {
                html.push_str("<span");
                attribute("lang", language, html);
                attribute("dir", direction, html);
                html.push('>');
                inlines(content, html);
                html.push_str("</span>");
            }
            Inline::Hidden(text) => {
                html.push_str("<span class=\"hidden\">");
                escape(text, html);
                html.push_str("</span>");
            }
            Inline::Break => html.push_str("<br>"),
        }
    }
}

fn wrapped(tag: &str, content: &[Inline], html: &mut String) {
    html.push_str(&format!("<{tag}>"));
    inlines(content, html);
    html.push_str(&format!("</{tag}>"));
}

fn attribute(name: &str, value: &str, html: &mut String) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    escape(value, html);
    html.push('"');
}

/// Writes text with the characters that mean something in HTML as entities.
fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            letter => html.push(letter),
        }
    }
}
