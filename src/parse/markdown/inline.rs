//! Runs of text: emphasis, links, and the slots between `{{` and `}}`.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::super::slot::{Marker, marker, stand_in};
use super::fold::Piece;
use super::{Builder, Stream};
use crate::diagnostic::Diagnostic;
use crate::model::link::Link;
use crate::model::prose::{Block, Inline, LinkTarget};
use crate::model::slug::Slug;
use crate::source::{Located, Span};

/// A run of text, or a marker that must stand alone.
enum Run {
    Inline(Inline),
    Marker(Marker, Span),
}

/// Tells whether an event is, or begins, part of a run of text.
pub(super) fn begins_text(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }),
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => true,
        _ => false,
    }
}

impl<'e> Builder<'_, 'e> {
    /// Reads a paragraph: text, or one marker that stands alone.
    pub(super) fn paragraph(&mut self, events: &mut Stream<'e>, end: TagEnd) -> Vec<Piece> {
        let runs = self.runs(events, end);
        self.as_pieces(runs)
    }

    /// Reads text that stands in a tight list item, up to the next block or the item's end.
    pub(super) fn loose_text(&mut self, events: &mut Stream<'e>, first: (Event<'e>, Range<usize>)) -> Vec<Piece> {
        let mut runs = self.run(events, first);
        while let Some(event) = events.next_if(|(event, _)| begins_text(event)) {
            runs.extend(self.run(events, event));
        }
        self.as_pieces(runs)
    }

    /// Reads text in which no marker can stand alone: a heading, a cell, a link's words.
    pub(super) fn inlines(&mut self, events: &mut Stream<'e>, end: TagEnd) -> Vec<Inline> {
        let runs = self.runs(events, end);
        runs.into_iter().filter_map(|run| self.only_inline(run)).collect()
    }

    fn runs(&mut self, events: &mut Stream<'e>, end: TagEnd) -> Vec<Run> {
        let mut runs = Vec::new();
        while let Some(event) = events.next() {
            if event.0 == Event::End(end) {
                break;
            }
            runs.extend(self.run(events, event));
        }
        runs
    }

    fn as_pieces(&self, mut runs: Vec<Run>) -> Vec<Piece> {
        runs.retain(
            |run| !matches!(run, Run::Inline(Inline::Text(text)) if text.trim().is_empty() && text.contains('\n')),
        );
        if runs.iter().all(|run| matches!(run, Run::Marker(..))) {
            let pieces = runs.into_iter().filter_map(|run| match run {
                Run::Marker(Marker::Block(slot), at) => Some(Piece::Block(Block::Slot(Located::new(slot, at)))),
                Run::Marker(Marker::If(condition), at) => Some(Piece::If(condition, at)),
                Run::Marker(Marker::Else, at) => Some(Piece::Else(at)),
                Run::Marker(Marker::End, at) => Some(Piece::End(at)),
                Run::Marker(Marker::Inline(_), _) | Run::Inline(_) => None,
            });
            return pieces.collect();
        }
        let content: Vec<Inline> = runs.into_iter().filter_map(|run| self.only_inline(run)).collect();
        if content.is_empty() { Vec::new() } else { vec![Piece::Block(Block::Paragraph(content))] }
    }

    fn only_inline(&self, run: Run) -> Option<Inline> {
        match run {
            Run::Inline(inline) => Some(inline),
            Run::Marker(_, at) => {
                self.context.report(
                    Diagnostic::error("marker-not-alone", at, "this must stand on a line of its own")
                        .help("put it on its own line, with an empty line before and after it"),
                );
                None
            }
        }
    }

    fn run(&mut self, events: &mut Stream<'e>, (event, range): (Event<'e>, Range<usize>)) -> Vec<Run> {
        match event {
            Event::Text(text) => self.text_with_slots(&text, range),
            Event::Code(text) => vec![Run::Inline(Inline::Text(text.into_string()))],
            Event::SoftBreak => vec![Run::Inline(Inline::Text("\n".to_owned()))],
            Event::HardBreak => vec![Run::Inline(Inline::Break)],
            Event::Start(Tag::Strong) => vec![Run::Inline(Inline::Strong(self.inlines(events, TagEnd::Strong)))],
            Event::Start(Tag::Emphasis) => vec![Run::Inline(Inline::Emphasis(self.inlines(events, TagEnd::Emphasis)))],
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let content = self.inlines(events, TagEnd::Link);
                let at = self.at(range);
                if content.is_empty() {
                    let problem =
                        Diagnostic::error("link-words", at, "this link has no words, so nobody can see or hear it");
                    self.context.report(problem.help("write between [ and ] what it leads to"));
                    return Vec::new();
                }
                let target = self.target(link_type, &dest_url, &at);
                target.map(|target| Run::Inline(Inline::Link { target, content, at })).into_iter().collect()
            }
            Event::Start(Tag::Image { .. }) => {
                Self::skip(events, TagEnd::Image);
                self.refuse(
                    "text-picture",
                    range,
                    "pictures cannot stand in a text",
                    "say in words what the picture shows",
                );
                Vec::new()
            }
            Event::InlineHtml(tag) | Event::Html(tag) => {
                // The end of a tag that was told is part of the same mistake.
                if tag.starts_with("</") && self.n_tags > 0 {
                    self.n_tags -= 1;
                } else {
                    self.n_tags += 1;
                    self.refuse_html(range);
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Splits text at its slots. The places of the slots are found again in the source, where they stand in the same order.
    fn text_with_slots(&self, text: &str, range: Range<usize>) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut rest = text;
        let mut from = range.start;
        while let Some((before, after)) = rest.split_once("{{") {
            let start = self.text[from..range.end].find("{{").map_or(from, |found| from + found);
            let end = self.text[start..range.end].find("}}").map_or(range.end, |found| start + found + 2);
            let at = self.at(start..end);
            self.loose_marks(before, from..start);
            from = end;
            if !before.is_empty() {
                runs.push(Run::Inline(Inline::Text(before.to_owned())));
            }
            let Some((inside, after)) = after.split_once("}}") else {
                let problem = Diagnostic::error("slot-open", at, "there is no }} after this {{");
                self.context.report(problem.help("write }} after the name"));
                return runs;
            };
            match marker(inside, &at) {
                Ok(Marker::Inline(slot)) => runs.push(Run::Inline(Inline::Slot(Located::new(slot, at)))),
                Ok(other) => runs.push(Run::Marker(other, at)),
                Err(problem) => {
                    self.context.report(*problem);
                    runs.extend(stand_in(inside, &at).map(|marker| Run::Marker(marker, at)));
                }
            }
            rest = after;
        }
        self.loose_marks(rest, from..range.end);
        if !rest.is_empty() {
            runs.push(Run::Inline(Inline::Text(rest.to_owned())));
        }
        runs
    }

    /// Tells of marks that were to do something and stand in the text as they are: families would read them.
    fn loose_marks(&self, text: &str, range: Range<usize>) {
        let marks: [(&str, &str, &str, &str); 5] = [
            ("}}", "slot-open", "there is no {{ before this }}", "write {{ before the name, or take the }} out"),
            ("{", "slot-open", "one { alone does nothing", "write two: `{{ name }}`"),
            ("}", "slot-open", "one } alone does nothing", "write two: `{{ name }}`"),
            (
                "](",
                "link-invalid",
                "this was to be a link, and cannot be read as one",
                "write [words](https://...) or [words](visiting.md): no space between ] and (, and none in the address",
            ),
            ("**", "text-stars", "these ** make nothing bold", "write **words**, with no space inside the stars"),
        ];
        // `{#id}` at the end of a heading names the place for links.
        let found = marks.into_iter().find(|(mark, ..)| text.contains(mark) && !text.contains("{#"));
        let Some((mark, code, message, help)) = found else { return };
        let place = self.text[range.clone()].find(mark).map(|at| range.start + at..range.start + at + mark.len());
        self.refuse(code, place.unwrap_or(range), message, help);
    }

    fn target(&self, kind: LinkType, dest: &str, at: &Span) -> Option<LinkTarget> {
        if kind == LinkType::Email {
            return Some(LinkTarget::Web(format!("mailto:{dest}")));
        }
        if let Some(anchor) = dest.strip_prefix('#') {
            return Some(LinkTarget::Anchor(anchor.to_owned()));
        }
        let (path, anchor) = dest.split_once('#').map_or((dest, None), |(path, anchor)| (path, Some(anchor)));
        if let Some(name) = path.strip_suffix(".md") {
            return match Slug::parse(name) {
                Ok(page) => Some(LinkTarget::Page { page, anchor: anchor.map(str::to_owned) }),
                Err(error) => {
                    let problem =
                        Diagnostic::error("link-unknown", at.clone(), format!("no page can have the name `{path}`"));
                    let name = error.instead.unwrap_or_else(|| "visiting".to_owned());
                    self.context.report(problem.help(format!("write the name of its file, such as `{name}.md`")));
                    None
                }
            };
        }
        if dest.starts_with("https://") || dest.starts_with("http://") {
            return match Link::parse(dest) {
                Ok(_) => Some(LinkTarget::Web(dest.to_owned())),
                Err(error) => {
                    // What is suggested is a text of TOML, with quotation marks.
                    let problem = super::super::context::value_error(error, at);
                    self.context.report(Diagnostic { suggestion: None, ..problem });
                    None
                }
            };
        }
        self.context.report(no_target(path, dest, at));
        None
    }
}

/// Says what to write instead of what is neither a web address nor a page.
fn no_target(path: &str, dest: &str, at: &Span) -> Diagnostic {
    let error = |message: String| Diagnostic::error("link-unknown", at.clone(), message);
    if dest.is_empty() {
        return error("this link leads nowhere".to_owned())
            .help("write between ( and ) where it leads: https://... for a site, visiting.md for a page of this pack");
    }
    let page = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    if Slug::parse(page).is_ok() {
        return error(format!("`{dest}` is not the name of a page's file"))
            .help(format!("write `{page}.md` for a page of this pack"));
    }
    if dest.contains('\\') || dest.starts_with("file:") {
        return error(format!("`{dest}` is a file on one computer: nobody else can open it"))
            .help("write the address of a site that holds it, https://..., or say here what is in it");
    }
    let whole = format!("https://{dest}");
    if dest.starts_with("www.") && Link::parse(&whole).is_ok() {
        return error(format!("`{dest}` does not begin with `https://`")).help(format!("write `{whole}`"));
    }
    error(format!("`{dest}` is neither a web address nor a page"))
        .help("write https://... for a site, or visiting.md for a page of this pack")
}
