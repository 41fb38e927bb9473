//! A piece of a page, made small once and kept by its content.
//!
//! minify-html takes the space between two inline elements away where their parent is not a paragraph, which can join two
//! words. So the words of every piece are compared before and after.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use lol_html::{HtmlRewriter, Settings, doc_text, element, end_tag};
use minify_html::{Cfg, minify};

use crate::diagnostic::Diagnostic;

/// How many bytes of young pieces are kept before the old ones go: the pieces of some dozen packs.
const MOST_BYTES: usize = 24 << 20;

/// Pieces by the hash of what they were made from. Those that nobody asked for in a long time go, so that a theme that stays ready
/// for days takes no more memory than one of a single build.
#[derive(Default)]
pub(super) struct Pieces(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    young: HashMap<blake3::Hash, Arc<str>>,
    old: HashMap<blake3::Hash, Arc<str>>,
    young_bytes: usize,
}

impl Kept {
    fn get(&mut self, hash: &blake3::Hash) -> Option<Arc<str>> {
        if let Some(piece) = self.young.get(hash) {
            return Some(Arc::clone(piece));
        }
        let piece = self.old.remove(hash)?;
        self.insert(*hash, Arc::clone(&piece));
        Some(piece)
    }

    fn insert(&mut self, hash: blake3::Hash, piece: Arc<str>) {
        self.young_bytes += piece.len();
        self.young.insert(hash, piece);
        if self.young_bytes > MOST_BYTES {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
    }
}

impl Pieces {
    /// Returns `html` made small.
    ///
    /// # Errors
    /// `words-joined` where a reader would get other words than before.
    pub(super) fn small(&self, html: &str) -> Result<Arc<str>, Box<Diagnostic>> {
        let hash = blake3::hash(html.as_bytes());
        if let Some(kept) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&hash) {
            return Ok(kept);
        }
        let cfg =
            Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, keep_comments: true, ..Cfg::new() };
        let small = String::from_utf8_lossy(&minify(html.as_bytes(), &cfg)).into_owned();
        same_words(html, &small)?;
        let small: Arc<str> = Arc::from(small);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(hash, Arc::clone(&small));
        Ok(small)
    }
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
    read.map_err(|error| {
        Box::new(Diagnostic::of_output("page-unreadable", "", format!("this page cannot be read again: {error}")))
    })?;
    let mut words = text.borrow().clone();
    for (entity, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
    {
        words = words.replace(entity, letter);
    }
    Ok(words.split_whitespace().map(str::to_owned).collect())
}
