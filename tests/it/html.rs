//! A web page as its readers get it: text, elements, attributes. Knows which end tags HTML lets authors leave out.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use lol_html::html_content::TextType;
use lol_html::{RewriteStrSettings, doc_text, doctype, element, end_tag, rewrite_str};

/// Elements that do not break a line.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr", "font", "label",
];

/// A page.
#[derive(Debug)]
pub(crate) struct Html {
    /// It begins with `<!doctype html>`.
    pub(crate) has_doctype: bool,
    /// Every element, in order.
    pub(crate) elements: Vec<Element>,
    /// All text in order; a new line where a block begins or ends.
    text: String,
}

/// An element of a page.
#[derive(Debug)]
pub(crate) struct Element {
    /// `a`, `h1`: in small letters.
    pub(crate) name: String,
    /// Attributes by name.
    pub(crate) attributes: BTreeMap<String, String>,
    /// What a title, script or style holds; it is no text of the page.
    pub(crate) inner: String,
    /// Its place in the page's text.
    text: Range<usize>,
    /// The elements in it, by their places in the page.
    inside: Range<usize>,
}

impl Element {
    /// An attribute, or nothing where there is none.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Tells whether it has a class.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
    }

    /// Tells whether it is an element, or has a class: `blockquote`, `.name`.
    pub(crate) fn is(&self, what: &str) -> bool {
        what.strip_prefix('.').map_or(self.name == what, |class| self.has_class(class))
    }
}

impl Html {
    /// Reads a page.
    pub(crate) fn read(html: &str) -> Self {
        let page = Rc::new(RefCell::new(Reader::default()));
        let (at_element, at_text, at_doctype) = (Rc::clone(&page), Rc::clone(&page), Rc::clone(&page));
        let elements = element!("*", move |element| {
            let attributes = element.attributes().iter().map(|a| (a.name(), decode(&a.value()))).collect();
            let idx = at_element.borrow_mut().start(element.tag_name(), attributes);
            if element.can_have_content() {
                let at_end = Rc::clone(&at_element);
                element.on_end_tag(end_tag!(move |_| {
                    at_end.borrow_mut().end(idx);
                    Ok(())
                }))?;
            } else {
                at_element.borrow_mut().end(idx);
            }
            Ok(())
        });
        let doctypes = doctype!(move |doctype| {
            at_doctype.borrow_mut().has_doctype = doctype.name().as_deref() == Some("html");
            Ok(())
        });
        let texts = doc_text!(move |chunk| {
            let mut page = at_text.borrow_mut();
            page.pending.push_str(chunk.as_str());
            if chunk.last_in_text_node() {
                page.text(chunk.text_type());
            }
            Ok(())
        });
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(elements)
            .append_document_content_handler(doctypes)
            .append_document_content_handler(texts);
        rewrite_str(html, settings).unwrap_or_else(|e| panic!("a page that cannot be read: {e}"));
        page.take().finish()
    }

    /// The whole text of the body, a new line where a block begins or ends.
    pub(crate) fn lines(&self) -> &str {
        &self.text
    }

    /// The text of an element.
    pub(crate) fn text_of(&self, element: &Element) -> String {
        plain(&self.text[element.text.clone()])
    }

    /// The elements of a kind: `h1`, `.name`.
    pub(crate) fn all<'a>(&'a self, what: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.is(what))
    }

    /// The elements in an element.
    pub(crate) fn inside(&self, element: &Element) -> &[Element] {
        &self.elements[element.inside.clone()]
    }

    /// The page without some kinds of elements and all that is in them.
    pub(crate) fn without(&self, kinds: &[&str]) -> Part<'_> {
        let left_out: BTreeSet<usize> = (0..self.elements.len())
            .filter(|&idx| kinds.iter().any(|kind| self.elements[idx].is(kind)))
            .flat_map(|idx| std::iter::once(idx).chain(self.elements[idx].inside.clone()))
            .collect();
        let mut text = String::new();
        let mut from = 0;
        for range in left_out.iter().map(|&idx| &self.elements[idx].text) {
            if range.start >= from {
                text.push_str(&self.text[from..range.start]);
                text.push('\n');
            }
            from = from.max(range.end);
        }
        text.push_str(&self.text[from..]);
        let elements = self.elements.iter().enumerate();
        let elements = elements.filter(|(idx, _)| !left_out.contains(idx)).map(|(_, element)| element).collect();
        Part { text, elements }
    }
}

/// A page with something left out.
pub(crate) struct Part<'a> {
    /// What is left of the text; see [`Html::lines`].
    pub(crate) text: String,
    /// What is left of the elements.
    pub(crate) elements: Vec<&'a Element>,
}

/// Text in one line, straight quotation marks, single plain spaces.
pub(crate) fn plain(text: &str) -> String {
    let straight: String = text.chars().filter_map(straighten).collect();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// [`plain`] text in small letters, to be searched.
pub(crate) fn folded(text: &str) -> String {
    plain(text).to_lowercase()
}

/// The plain form of a character, or nothing for one that cannot be seen.
fn straighten(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{2066}'..='\u{2069}' => {
            return None;
        }
        c => c,
    })
}

/// What is known while a page is read.
#[derive(Default)]
struct Reader {
    has_doctype: bool,
    elements: Vec<Element>,
    text: String,
    pending: String,
    open: Vec<usize>,
}

impl Reader {
    /// An element begins; those that it ends without an end tag are closed.
    fn start(&mut self, name: String, attributes: BTreeMap<String, String>) -> usize {
        while let Some(&top) = self.open.last()
            && ends(&self.elements[top].name, &name)
        {
            self.end(top);
        }
        self.line(&name);
        let idx = self.elements.len();
        let here = self.text.len();
        self.elements.push(Element {
            name,
            attributes,
            inner: String::new(),
            text: here..here,
            inside: idx + 1..idx + 1,
        });
        self.open.push(idx);
        idx
    }

    /// An element ends, and with it all that is still open in it.
    fn end(&mut self, idx: usize) {
        while let Some(top) = self.open.last().copied().filter(|&top| top >= idx) {
            self.open.pop();
            self.elements[top].text.end = self.text.len();
            self.elements[top].inside.end = self.elements.len();
            let name = self.elements[top].name.clone();
            self.line(&name);
        }
    }

    /// A text has come to its end.
    fn text(&mut self, kind: TextType) {
        let text = decode(&std::mem::take(&mut self.pending));
        if matches!(kind, TextType::Data) {
            self.text.extend(text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }));
        } else if let Some(&top) = self.open.last() {
            self.elements[top].inner.push_str(&text);
        }
    }

    /// Begins a new line where an element is no part of one.
    fn line(&mut self, name: &str) {
        if !INLINE.contains(&name) {
            self.text.push('\n');
        }
    }

    fn finish(mut self) -> Html {
        self.end(0);
        Html { has_doctype: self.has_doctype, elements: self.elements, text: self.text }
    }
}

/// Tells whether the start of `next` ends the open element `open` (HTML, 13.1.2.4 Optional tags).
fn ends(open: &str, next: &str) -> bool {
    match open {
        "p" => matches!(
            next,
            "address" | "article" | "aside" | "blockquote" | "details" | "dialog" | "div" | "dl" | "fieldset" | "figcaption" | "figure"
                | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "main"
                | "menu" | "nav" | "ol" | "p" | "pre" | "search" | "section" | "table" | "ul"
                // What ends the element around it.
                | "li" | "dt" | "dd" | "td" | "th" | "tr" | "tbody" | "tfoot"
        ),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        "thead" | "tbody" => matches!(next, "tbody" | "tfoot"),
        "caption" | "colgroup" => matches!(next, "thead" | "tbody" | "tfoot" | "tr" | "colgroup"),
        "head" => next == "body",
        _ => false,
    }
}

/// Puts characters in the place of what stands for them.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
        if let Some(c) = character(&rest[..length]) {
            decoded.push(c);
            rest = &rest[length..];
            rest = rest.strip_prefix(';').unwrap_or(rest);
        } else {
            decoded.push('&');
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character that a name or number stands for.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "pound" => '£',
        "copy" => '©',
        "middot" => '·',
        "times" => '×',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '\u{2018}',
        "rsquo" => '\u{2019}',
        "ldquo" => '\u{201c}',
        "rdquo" => '\u{201d}',
        _ => return None,
    })
}

#[test]
fn pages_are_read_with_and_without_end_tags() {
    let page = Html::read(
        "<!doctype html><title>A &amp; B</title><p>One<p class=x>Two <a href=?a=1&amp;b=2>three</a>four<ul><li>Five<li>Si&shy;x</ul>\
         <p>it&#8217;s<br>7&nbsp;o&rsquo;clock<script>no</script>",
    );
    assert!(page.has_doctype);
    assert_eq!(plain(page.lines()), "One Two threefour Five Six it's 7 o'clock");
    assert_eq!(page.all("p").map(|p| page.text_of(p)).collect::<Vec<_>>(), ["One", "Two threefour", "it's 7 o'clock"]);
    assert_eq!(page.all("li").map(|p| page.text_of(p)).collect::<Vec<_>>(), ["Five", "Six"]);
    assert_eq!(page.all("a").next().and_then(|a| a.attribute("href")), Some("?a=1&b=2"));
    assert_eq!(page.all("title").next().map(|t| t.inner.as_str()), Some("A & B"));
    let part = page.without(&[".x", "li"]);
    assert_eq!(plain(&part.text), "One it's 7 o'clock");
    assert!(part.elements.iter().all(|e| e.name != "a" && e.name != "li"));
}
