//! What a template gave: made small, read, and cut at its holes, once for each that is the same.
//!
//! minify-html takes the space between two inline elements away where their parent is not a paragraph, which can join two
//! words. So the words of every frame are compared before and after. What comes into a hole is whole elements, which no word touches.

use std::cell::RefCell;
use std::hash::Hash;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::{HashMap, HashMapExt};
use lol_html::{HtmlRewriter, Settings, doc_text, element, end_tag};
use minify_html::{Cfg, minify};

use super::html::{Html, Written};
use super::read;
use crate::diagnostic::Diagnostic;
use crate::output::Contents;

/// How many young ones are kept before the old ones go: more take memory, and spare no time that can be measured.
const MOST: usize = 600;

/// A piece of HTML with holes for others.
#[derive(Debug)]
pub(super) struct Frame(Vec<Part>);

/// What stands before a hole, or after the last.
#[derive(Debug)]
pub(super) struct Part {
    /// As it is written.
    pub markup: Box<str>,
    /// What stands on it.
    pub contents: Vec<Arc<Contents>>,
    /// The number of the hole after it.
    pub hole: Option<usize>,
}

impl Frame {
    /// Makes HTML small and cuts it at its holes: the comments whose texts are `holes`.
    ///
    /// # Errors
    /// `words-joined` where a reader would get other words than before, `page-unreadable` where it cannot be read.
    pub(super) fn new(html: &str, holes: &[&str]) -> Result<Self, Box<Diagnostic>> {
        let cfg =
            Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, keep_comments: true, ..Cfg::new() };
        let small = String::from_utf8_lossy(&minify(html.as_bytes(), &cfg)).into_owned();
        same_words(html, &small)?;
        let contents = read::contents(&small, |comment| holes.contains(&comment));
        let found = contents.len();
        let mut parts = Vec::new();
        let mut rest = small.as_str();
        let mut contents = contents.into_iter();
        loop {
            let hole = next_hole(rest, holes);
            let (markup, number, after) =
                hole.map_or((rest, None, ""), |(start, end, number)| (&rest[..start], Some(number), &rest[end..]));
            let here = contents.next().unwrap_or_default();
            let contents = if here.is_empty() { Vec::new() } else { vec![Arc::new(here)] };
            parts.push(Part { markup: markup.into(), contents, hole: number });
            rest = after;
            if number.is_none() {
                break;
            }
        }
        // One that stands in an attribute, or in a title, is none for a reader.
        if parts.len() == found { Ok(Self(parts)) } else { Err(hidden(holes)) }
    }

    /// Returns what `write` writes, without holes.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn of(write: impl FnOnce(&mut Html) -> Written) -> Result<Self, Box<Diagnostic>> {
        let mut html = Html::default();
        write(&mut html)?;
        let (markup, contents) = html.finish();
        Ok(Self(vec![Part { markup: markup.into(), contents, hole: None }]))
    }

    /// Puts parts together.
    pub(super) fn of_parts(parts: Vec<Part>) -> Self {
        Self(parts)
    }

    /// Returns its parts, in order.
    pub(super) fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Tells how often a hole is there.
    pub(super) fn count(&self, hole: usize) -> usize {
        self.0.iter().filter(|part| part.hole == Some(hole)).count()
    }

    /// Fills the holes from `first` on, each with what `fill` writes; the others stay.
    pub(super) fn filled(
        &self,
        first: usize,
        mut fill: impl FnMut(usize, &mut Html) -> Written,
    ) -> Result<Self, Box<Diagnostic>> {
        let mut parts = Vec::new();
        let mut html = Html::default();
        for part in &self.0 {
            html.piece(&part.markup, &part.contents);
            match part.hole {
                Some(hole) if hole >= first => fill(hole, &mut html)?,
                hole => {
                    let (markup, contents) = std::mem::take(&mut html).finish();
                    parts.push(Part { markup: markup.into(), contents, hole });
                }
            }
        }
        Ok(Self(parts))
    }
}

/// Returns where the next hole begins and ends, and which it is.
fn next_hole(html: &str, holes: &[&str]) -> Option<(usize, usize, usize)> {
    html.match_indices("<!--").find_map(|(start, _)| {
        let (text, _) = html[start + 4..].split_once("-->")?;
        let number = holes.iter().position(|hole| *hole == text)?;
        Some((start, start + 4 + text.len() + 3, number))
    })
}

/// What was made, by what it was made from. What nobody asked for in a long time goes, so that a theme that stays ready for days
/// takes no more memory than one of a single build.
pub(super) struct Known<K, V>(Mutex<Kept<K, V>>);

struct Kept<K, V> {
    young: HashMap<K, Arc<V>>,
    old: HashMap<K, Arc<V>>,
}

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(Mutex::new(Kept { young: HashMap::new(), old: HashMap::new() }))
    }
}

impl<K: Clone + Eq + Hash, V> Known<K, V> {
    /// Forgets everything.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Kept { young: HashMap::new(), old: HashMap::new() };
    }

    /// Returns what belongs to that key, made where it is not there yet.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn get(
        &self,
        key: &K,
        make: impl FnOnce() -> Result<Arc<V>, Box<Diagnostic>>,
    ) -> Result<Arc<V>, Box<Diagnostic>> {
        if let Some(kept) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key) {
            return Ok(kept);
        }
        let frame = make()?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), Arc::clone(&frame));
        Ok(frame)
    }
}

impl<K: Clone + Eq + Hash, V> Kept<K, V> {
    fn get(&mut self, key: &K) -> Option<Arc<V>> {
        if let Some(frame) = self.young.get(key) {
            return Some(Arc::clone(frame));
        }
        let frame = self.old.remove(key)?;
        self.insert(key.clone(), Arc::clone(&frame));
        Some(frame)
    }

    fn insert(&mut self, key: K, made: Arc<V>) {
        self.young.insert(key, made);
        if self.young.len() > MOST {
            self.old = std::mem::take(&mut self.young);
        }
    }
}

fn hidden(holes: &[&str]) -> Box<Diagnostic> {
    let holes: Vec<String> = holes.iter().map(|hole| format!("`{hole}`")).collect();
    let message =
        "a template has a place for other parts of the page where none can be: in an attribute, a title or the like";
    let help = format!("put what stands for {} between elements", holes.join(", "));
    Box::new(Diagnostic::of_output("page-unreadable", "", message).help(help))
}

fn unreadable(why: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::of_output("page-unreadable", "", format!("this page cannot be read again: {why}")))
}

fn same_words(before: &str, after: &str) -> Result<(), Box<Diagnostic>> {
    let (before, after) = (words(before)?, words(after)?);
    let Some(place) = (0..before.len().max(after.len())).find(|index| before.get(*index) != after.get(*index)) else {
        return Ok(());
    };
    let here = |words: &[String]| {
        words[place.saturating_sub(2).min(words.len())..].iter().take(5).cloned().collect::<Vec<_>>().join(" ")
    };
    let message = format!("making the page small would turn `{}` into `{}`", here(&before), here(&after));
    Err(Box::new(
        Diagnostic::of_output("words-joined", "", message)
            .help("put the words and links into a paragraph or list item in the template"),
    ))
}

/// Elements within a line: their edges do not part words.
const INLINE: [&str; 8] = ["a", "strong", "em", "span", "bdi", "time", "abbr", "b"];

/// Returns the words a reader gets, in order.
fn words(html: &str) -> Result<Vec<String>, Box<Diagnostic>> {
    let text = Rc::new(RefCell::new(String::new()));
    let settings = Settings::new()
        .append_element_content_handler(element!("*", |element| {
            if !INLINE.contains(&element.tag_name().as_str()) {
                text.borrow_mut().push(' ');
                if let Some(handlers) = element.end_tag_handlers() {
                    let text = Rc::clone(&text);
                    handlers.push(end_tag!(move |_| {
                        text.borrow_mut().push(' ');
                        Ok(())
                    }));
                }
            }
            Ok(())
        }))
        .append_document_content_handler(doc_text!(|chunk| {
            text.borrow_mut().push_str(chunk.as_str());
            Ok(())
        }));
    let mut reader = HtmlRewriter::new(settings, |_: &[u8]| {});
    let read = reader.write(html.as_bytes()).and_then(|()| reader.end());
    read.map_err(|error| unreadable(&error.to_string()))?;
    let mut words = text.borrow().clone();
    for (entity, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
    {
        words = words.replace(entity, letter);
    }
    Ok(words.split_whitespace().map(str::to_owned).collect())
}
