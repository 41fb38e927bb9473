//! Reads finished HTML in one pass, as a browser would.
//!
//! The reader sees tags, not a tree, so whatever gathers text ends at its own end tag, or, where HTML lets that be left
//! out (captions and cells), at the next tag that ends it.

mod text;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use lol_html::html_content::{Element, TextChunk, TextType};
use lol_html::{HtmlRewriter, Settings, doc_comments, doc_text, element, end_tag};

use self::text::plain;
pub(super) use self::text::{slots, tidy};
use crate::output::{Contents, Heading, Image, Link, OutputPath, Page, Table};

/// Elements whose end tag is never left out, so that what `aria-hidden` hides ends where it should.
const CLOSED: [&str; 8] = ["b", "div", "em", "i", "p", "span", "strong", "svg"];

/// Attributes whose value a reader, or their screen reader, gets to see or follows.
const SHOWN: [&str; 12] = [
    "action",
    "alt",
    "aria-description",
    "aria-label",
    "content",
    "data",
    "href",
    "placeholder",
    "src",
    "srcset",
    "title",
    "value",
];

/// Something that gathers the text inside it.
enum Open {
    Title,
    Heading(u8),
    Link {
        address: String,
        label: String,
    },
    Table(Table),
    Caption,
    HeaderCell {
        has_scope: bool,
    },
    /// An `svg`, whose `title` is its own and not the page's.
    Drawing,
}

#[derive(Default)]
struct Reading {
    /// What was found so far, up to each hole.
    done: Vec<Contents>,
    page: Contents,
    /// What is open, the innermost last, each with a number of its own and its text so far.
    open: Vec<(usize, Open, String)>,
    n_opened: usize,
    /// How many open elements hide their text from screen readers.
    n_hidden: usize,
    /// The text node that is being read.
    text: String,
}

/// Reads a whole page, whoever made it.
#[must_use]
pub fn read(path: &OutputPath, bytes: &[u8]) -> Page {
    let contents = match std::str::from_utf8(bytes) {
        Ok(html) => contents(html, |_| false).into_iter().map(Arc::new).collect(),
        Err(error) => {
            let problem = Some(format!("byte {} is not UTF-8 text", error.valid_up_to()));
            vec![Arc::new(Contents { problem, ..Contents::default() })]
        }
    };
    Page::new(path.clone(), contents)
}

/// Reads a piece of HTML that may have holes: comments for which `is_hole` says so. Returns what stands before each hole, and after
/// the last. Whatever comes into a hole counts as words to what is open around it.
pub(super) fn contents(html: &str, is_hole: impl Fn(&str) -> bool) -> Vec<Contents> {
    let reading = Rc::new(RefCell::new(Reading::default()));
    let settings = Settings::new()
        .append_element_content_handler(element!("*", |element: &mut Element<'_, '_>| {
            start(&reading, element);
            Ok(())
        }))
        .append_document_content_handler(doc_text!(|chunk| {
            reading.borrow_mut().text(chunk);
            Ok(())
        }))
        .append_document_content_handler(doc_comments!(|comment| {
            if is_hole(&comment.text()) {
                reading.borrow_mut().hole();
            }
            Ok(())
        }))
        .with_strict(false);
    let mut reader = HtmlRewriter::new(settings, |_: &[u8]| {});
    let problem = reader.write(html.as_bytes()).and_then(|()| reader.end()).err();
    let mut reading = reading.borrow_mut();
    reading.close_from(0);
    reading.page.problem = problem.map(|error| error.to_string());
    let last = std::mem::take(&mut reading.page);
    let mut done = std::mem::take(&mut reading.done);
    done.push(last);
    done
}

/// Takes in a start tag, and watches for its end where that matters.
fn start(reading: &Rc<RefCell<Reading>>, element: &mut Element<'_, '_>) {
    let tag = element.tag_name();
    let is_hidden = element.get_attribute("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let opened = reading.borrow_mut().start(&tag, element, is_hidden);
    let hides = is_hidden && CLOSED.contains(&tag.as_str());
    // An element without content, such as `<svg/>`, has no end to wait for.
    let Some(handlers) = element.end_tag_handlers() else { return };
    if hides {
        reading.borrow_mut().n_hidden += 1;
        let reading = Rc::clone(reading);
        handlers.push(end_tag!(move |_| {
            reading.borrow_mut().n_hidden -= 1;
            Ok(())
        }));
    }
    if let Some(number) = opened {
        let reading = Rc::clone(reading);
        handlers.push(end_tag!(move |_| {
            reading.borrow_mut().close(number);
            Ok(())
        }));
    }
}

impl Reading {
    /// Notes what a start tag says, and returns the number of what it opened.
    fn start(&mut self, tag: &str, element: &Element<'_, '_>, is_hidden: bool) -> Option<usize> {
        let get = |name: &str| element.get_attribute(name).map(|value| plain(&value));
        self.attributes(tag, element);
        self.addresses(tag, &get);
        match tag {
            "caption" | "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "col" | "colgroup" => self.close_cell(),
            "br" => self.add_text(" "),
            _ => {}
        }
        let open = match tag {
            "html" => {
                self.page.lang = get("lang").map(|lang| tidy(&lang)).filter(|lang| !lang.is_empty());
                return None;
            }
            "img" => {
                match get("alt") {
                    Some(alt) if !is_hidden => self.add_text(&alt),
                    Some(_) => {}
                    None => {
                        self.page.images_without_alt.push(Image { address: get("src").unwrap_or_default() });
                    }
                }
                return None;
            }
            "area" => {
                let link = get("href").map(|address| Link { address, text: tidy(&get("alt").unwrap_or_default()) });
                self.page.links.extend(link);
                return None;
            }
            "svg" => Open::Drawing,
            "title" if self.page.title.is_none() && !self.is_in_drawing() => Open::Title,
            // Where nobody hears the words, there is no heading either.
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.n_hidden == 0 => Open::Heading(tag.as_bytes()[1] - b'0'),
            "a" => {
                let address = get("href").or_else(|| get("xlink:href"))?;
                Open::Link { address, label: label(&get) }
            }
            "table" if !is_presentation(&get) => Open::Table(Table::default()),
            "caption" => Open::Caption,
            "th" => Open::HeaderCell { has_scope: get("scope").is_some_and(|scope| !scope.trim().is_empty()) },
            _ => return None,
        };
        self.n_opened += 1;
        self.open.push((self.n_opened, open, String::new()));
        Some(self.n_opened)
    }

    /// Notes ids, and template syntax in attributes.
    fn attributes(&mut self, tag: &str, element: &Element<'_, '_>) {
        let mut id = None;
        let mut name = None;
        for attribute in element.attributes() {
            let key = attribute.name();
            if key == "id" {
                id = Some(plain(&attribute.value()));
            } else if key == "name" && tag == "a" {
                name = Some(plain(&attribute.value()));
            }
            if SHOWN.contains(&key.as_str()) {
                self.page.slots.extend(slots(&plain(&attribute.value())));
            }
        }
        let name = name.filter(|name| id.as_ref() != Some(name));
        for anchor in [id, name].into_iter().flatten() {
            self.page.ids.push(anchor);
        }
    }

    /// Notes addresses other than those of links.
    fn addresses(&mut self, tag: &str, get: &impl Fn(&str) -> Option<String>) {
        match tag {
            "link" => {
                let rel = get("rel").unwrap_or_default().to_ascii_lowercase();
                // These name another page, or this page elsewhere; all others make the browser fetch something.
                let is_mention = rel.split_ascii_whitespace().any(|rel| {
                    ["alternate", "author", "canonical", "help", "license", "next", "prev", "search", "me"]
                        .contains(&rel)
                });
                let is_style = rel.split_ascii_whitespace().any(|rel| rel == "stylesheet");
                let list = if is_mention && !is_style { &mut self.page.mentions } else { &mut self.page.resources };
                list.extend(get("href"));
            }
            "form" => self.page.mentions.extend(get("action")),
            "button" | "input" => {
                self.page.mentions.extend(get("formaction"));
                self.page.resources.extend(get("src"));
            }
            "use" | "image" => self.page.resources.extend(get("href").or_else(|| get("xlink:href"))),
            "object" => self.page.resources.extend(get("data")),
            "audio" | "embed" | "iframe" | "img" | "script" | "source" | "track" | "video" => {
                self.page.resources.extend(get("src"));
                self.page.resources.extend(get("poster"));
                let sets = get("srcset").filter(|set| !set.contains("data:")).unwrap_or_default();
                let first_words = sets.split(',').filter_map(|one| one.split_whitespace().next());
                self.page.resources.extend(first_words.map(str::to_owned));
            }
            _ => {}
        }
    }

    /// Takes in a piece of text; scripts and styles are none.
    fn text(&mut self, chunk: &TextChunk<'_>) {
        if !matches!(chunk.text_type(), TextType::Data | TextType::RCData) {
            return;
        }
        self.text.push_str(chunk.as_str());
        if chunk.last_in_text_node() {
            let text = plain(&std::mem::take(&mut self.text));
            self.page.slots.extend(slots(&text));
            if self.n_hidden == 0 {
                self.add_text(&text);
            }
        }
    }

    /// Begins another piece: what comes into the hole is not known here.
    fn hole(&mut self) {
        self.add_text("…");
        self.done.push(std::mem::take(&mut self.page));
    }

    fn add_text(&mut self, text: &str) {
        for (_, _, gathered) in &mut self.open {
            gathered.push_str(text);
        }
    }

    /// Closes a caption or cell whose end tag was left out.
    fn close_cell(&mut self) {
        if let Some((number, Open::Caption | Open::HeaderCell { .. }, _)) = self.open.last() {
            self.close(*number);
        }
    }

    /// Closes what has this number, and what is still open inside it. Closing it twice does nothing.
    fn close(&mut self, number: usize) {
        if let Some(idx) = self.open.iter().position(|(opened, _, _)| *opened == number) {
            self.close_from(idx);
        }
    }

    fn close_from(&mut self, idx: usize) {
        while self.open.len() > idx {
            let Some((_, open, text)) = self.open.pop() else { return };
            let text = tidy(&text);
            match open {
                Open::Drawing => {}
                Open::Title => self.page.title = Some(text),
                Open::Heading(level) => self.page.headings.push(Heading { level, text }),
                Open::Link { address, label } => {
                    let text = if text.is_empty() { label } else { text };
                    self.page.links.push(Link { address, text });
                }
                Open::Table(table) => self.page.tables.push(table),
                Open::Caption => {
                    if let Some(table) = self.table() {
                        table.caption = text;
                    }
                }
                Open::HeaderCell { has_scope } => {
                    if let Some(table) = self.table().filter(|_| !has_scope) {
                        table.unscoped.push(text);
                    }
                }
            }
        }
    }

    fn is_in_drawing(&self) -> bool {
        self.open.iter().any(|(_, open, _)| matches!(open, Open::Drawing))
    }

    /// Returns the innermost table that is open.
    fn table(&mut self) -> Option<&mut Table> {
        self.open.iter_mut().rev().find_map(|(_, open, _)| match open {
            Open::Table(table) => Some(table),
            Open::Title
            | Open::Heading(_)
            | Open::Link { .. }
            | Open::Caption
            | Open::HeaderCell { .. }
            | Open::Drawing => None,
        })
    }
}

/// Returns what names an element that has no text. A label elsewhere on the page counts without being looked up.
fn label(get: &impl Fn(&str) -> Option<String>) -> String {
    let labels = ["aria-label", "aria-labelledby", "title"].into_iter().filter_map(get);
    labels.map(|label| tidy(&label)).find(|label| !label.is_empty()).unwrap_or_default()
}

fn is_presentation(get: &impl Fn(&str) -> Option<String>) -> bool {
    get("role").is_some_and(|role| role == "presentation" || role == "none")
}
