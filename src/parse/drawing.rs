//! Drawings: `content/drawings/<name>.svg`, and what each shows in `content/drawings.toml`.
//!
//! An SVG can hold scripts, styles and links to other hosts. Here it may hold shapes and colours and nothing else, so that it
//! can neither run, load nor tell anybody anything, wherever it is opened. What goes out is written anew from what was read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader as XmlReader, Writer};
use toml::Spanned;
use toml::de::DeTable;

use super::context::{Context, value_error};
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::drawing::{Drawing, Picture};
use crate::model::prose::Prose;
use crate::model::slug::Slug;
use crate::source::{FileId, Located, Span};

/// The elements of SVG 2 that a drawing is made of.
const ELEMENTS: [&str; 9] = ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];
/// Elements that programs write and nobody sees in a picture: left out with all that is in them.
const LEFT_OUT: [&str; 3] = ["title", "desc", "metadata"];
/// Attributes that programs write and a drawing does not need.
const LEFT_OFF: [&str; 2] = ["version", "id"];
/// Where things stand, and what they look like.
const ATTRIBUTES: [&str; 30] = [
    "cx",
    "cy",
    "d",
    "fill",
    "fill-opacity",
    "fill-rule",
    "height",
    "opacity",
    "points",
    "r",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "xmlns",
    "y",
    "y1",
    "y2",
    "clip-rule",
];
/// The name of SVG itself.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// How large a drawing may be as it goes out, in bytes: it is loaded on slow lines.
const MOST_BYTES: usize = 4096;

/// What each drawing shows, by its name.
pub(super) type Texts = BTreeMap<Slug, Located<Prose>>;

/// Reads `drawings.toml`: one table a drawing.
pub(super) fn texts(context: &Context<'_>, table: &Spanned<DeTable<'_>>) -> Texts {
    let mut root = Reader::root(context, table);
    let mut texts = Texts::new();
    for (key, _) in root.entries() {
        let id = Slug::parse(key.value).map_err(|error| context.report(value_error(error, &key.span)));
        let (Ok(id), Some(mut reader)) = (id, root.table(key.value)) else { continue };
        let shows = reader.needed_text("shows");
        reader.finish();
        if let Some(shows) = shows {
            texts.insert(id, Located::new(shows, key.span));
        }
    }
    root.finish();
    texts
}

/// Puts pictures and their words together, and tells of those that lack the other. `is_spoilt` tells whether something of a
/// file could not be read.
pub(super) fn joined(
    mut pictures: BTreeMap<Slug, (FileId, Option<Picture>)>,
    texts: Texts,
    spoilt: &BTreeSet<FileId>,
    problems: &mut Diagnostics,
) -> BTreeMap<Slug, Drawing> {
    let mut drawings = BTreeMap::new();
    for (id, shows) in texts {
        match pictures.remove(&id) {
            Some((_, Some(picture))) => {
                drawings.insert(id, Drawing { shows: shows.value, picture });
            }
            Some((_, None)) => {}
            None => {
                let message = format!("there is no file content/drawings/{id}.svg");
                let problem = Diagnostic::error("drawing-missing", shows.span, message);
                problems.push(match did_you_mean(id.as_str(), pictures.keys().map(Slug::as_str)) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem.help("put the drawing there, or take this table out"),
                });
            }
        }
    }
    let texts_spoilt = spoilt.contains(&FileId::new("content/drawings.toml"));
    for (id, (file, _)) in pictures.into_iter().filter(|_| !texts_spoilt) {
        let message = "nothing says what this drawing shows";
        problems.push(Diagnostic::error("drawing-without-words", Span::whole(&file), message).help(format!(
            "add [{id}] to content/drawings.toml, and below it shows = \"...\": what you would tell someone who cannot see it"
        )));
    }
    drawings
}

/// Reads one picture; `None` where it is not safe, or no picture.
pub(super) fn picture(context: &Context<'_>) -> Option<Picture> {
    let mut sieve = Sieve { context, size: None, sound: true, depth: 0, skipped: 0 };
    let svg = sieve.read()?;
    if svg.len() > MOST_BYTES {
        let message = format!("this drawing has {} bytes; {MOST_BYTES} are the most", svg.len());
        sieve.refuse("drawing-too-large", 0..0, message, "use fewer shapes, and numbers without decimals");
    }
    let (width, height) = sieve.size?;
    let mark = blake3::hash(svg.as_bytes()).to_hex()[..10].into();
    sieve.sound.then(|| Picture { svg: Arc::from(svg), mark, width, height })
}

/// What is known while a picture is read.
struct Sieve<'c> {
    context: &'c Context<'c>,
    size: Option<(u32, u32)>,
    /// Nothing was refused.
    sound: bool,
    /// How many elements are open.
    depth: usize,
    /// How many of them are left out.
    skipped: usize,
}

impl Sieve<'_> {
    fn refuse(&mut self, code: &'static str, range: Range<usize>, message: String, help: &str) {
        self.sound = false;
        self.context.report(Diagnostic::error(code, self.context.span(range), message).help(help));
    }

    /// Returns the picture written anew; `None` where it cannot be read to its end.
    fn read(&mut self) -> Option<String> {
        let text = self.context.text;
        let mut reader = XmlReader::from_str(text);
        let mut writer = Writer::new(Vec::new());
        loop {
            let start = place(reader.buffer_position());
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = place(reader.error_position());
                    let message = format!("this drawing cannot be read: {error}");
                    self.refuse("drawing-broken", at..at, message, "save it again as plain SVG");
                    return None;
                }
            };
            let range = start..place(reader.buffer_position());
            let kept = match event {
                Event::Eof => break,
                Event::Start(tag) => {
                    self.depth += 1;
                    self.element(&tag, &range, true).map(Event::Start)
                }
                Event::Empty(tag) => self.element(&tag, &range, false).map(Event::Empty),
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    let skipped = self.skipped > 0;
                    self.skipped = self.skipped.saturating_sub(1);
                    (!skipped).then_some(Event::End(tag))
                }
                Event::Text(words) if self.skipped == 0 && !words.iter().all(u8::is_ascii_whitespace) => {
                    let written = &text[range.clone()];
                    let at = range.end - written.trim_start().len()..range.start + written.trim_end().len();
                    let help = "take them out: what a drawing says stands in content/drawings.toml, in every language";
                    self.refuse("drawing-unsafe", at, "a drawing cannot hold words".to_owned(), help);
                    None
                }
                Event::DocType(_) | Event::PI(_) | Event::CData(_) | Event::GeneralRef(_) if self.skipped == 0 => {
                    let message = "a drawing can hold shapes only, and this is something else".to_owned();
                    self.refuse("drawing-unsafe", range, message, "take it out, or save the drawing as plain SVG");
                    None
                }
                Event::Decl(_)
                | Event::Comment(_)
                | Event::Text(_)
                | Event::DocType(_)
                | Event::PI(_)
                | Event::CData(_)
                | Event::GeneralRef(_) => None,
            };
            if let Some(kept) = kept {
                writer.write_event(kept).ok()?;
            }
        }
        if self.depth > 0 && self.sound {
            let help = "copy the whole file again: its last line is </svg>";
            self.refuse("drawing-broken", text.len()..text.len(), "this drawing has no end".to_owned(), help);
        }
        if self.size.is_none() && self.sound {
            let help = "save the drawing as plain SVG: it begins with <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 200\">";
            self.refuse("drawing-broken", 0..0, "there is no drawing in this file".to_owned(), help);
        }
        String::from_utf8(writer.into_inner()).ok()
    }

    /// Returns an element as it goes out; `None` where it does not.
    fn element(&mut self, tag: &BytesStart<'_>, range: &Range<usize>, opens: bool) -> Option<BytesStart<'static>> {
        let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
        if self.skipped > 0 || LEFT_OUT.contains(&name.as_str()) {
            self.skipped += usize::from(opens);
            return None;
        }
        if !ELEMENTS.contains(&name.as_str()) {
            self.skipped += usize::from(opens);
            let message = format!("`{name}` cannot stand in a drawing");
            self.refuse(
                "drawing-unsafe",
                range.clone(),
                message,
                "use g, path, rect, circle, ellipse, line or polygon",
            );
            return None;
        }
        let is_root = self.size.is_none();
        if is_root != (name == "svg") {
            let help = "one <svg> stands around all shapes, and none in it";
            self.refuse("drawing-broken", range.clone(), "this is not where an `svg` begins".to_owned(), help);
            return None;
        }
        let mut kept = BytesStart::new(name);
        for attribute in tag.attributes() {
            let Ok(attribute) = attribute else {
                let message = "this element cannot be read".to_owned();
                self.refuse("drawing-broken", range.clone(), message, "write each attribute once, as name=\"value\"");
                return None;
            };
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let value = String::from_utf8_lossy(&attribute.value).into_owned();
            // The page says how large the drawing is shown.
            if LEFT_OFF.contains(&key.as_str()) || is_root && ["width", "height"].contains(&key.as_str()) {
                continue;
            }
            if self.attribute(&key, &value, range) {
                kept.push_attribute((key.as_str(), value.as_str()));
            }
        }
        if is_root {
            // Without a size, the shapes are still looked at: nothing else that is wrong waits for the next time.
            self.size = Some(self.root(tag, range).unwrap_or_default());
        }
        Some(kept)
    }

    /// Tells whether an attribute may go out.
    fn attribute(&mut self, key: &str, value: &str, range: &Range<usize>) -> bool {
        let written = &self.context.text[range.clone()];
        let start = written.find(&format!("{key}=")).map_or(range.start, |offset| range.start + offset);
        let at = start..(start + key.len()).min(range.end);
        if key == "xmlns" && value != NAMESPACE {
            let message = format!("`{value}` is not the name of SVG");
            self.refuse("drawing-broken", at, message, "write xmlns=\"http://www.w3.org/2000/svg\"");
            return false;
        }
        if !ATTRIBUTES.contains(&key) {
            let message = format!("`{key}` cannot stand in a drawing");
            let help = "take it out; colours and lines are fill=\"...\", stroke=\"...\", stroke-width=\"...\"";
            self.refuse("drawing-unsafe", at, message, help);
            return false;
        }
        // Shapes and colours are letters, digits and few signs. What could load or run needs a colon, a quote or an entity.
        let plain = |c: char| c.is_ascii_alphanumeric() || " \n\t.,-+#%()".contains(c);
        if key != "xmlns" && (value.contains("url") || !value.chars().all(plain)) {
            let message = format!("`{value}` cannot stand in a drawing");
            self.refuse("drawing-unsafe", at, message, "write a number, a path, or a colour such as #0f474d");
            return false;
        }
        true
    }

    /// Returns the width and height of the picture.
    fn root(&mut self, tag: &BytesStart<'_>, range: &Range<usize>) -> Option<(u32, u32)> {
        let value = |name: &str| {
            let attribute = tag.try_get_attribute(name).ok().flatten()?;
            Some(String::from_utf8_lossy(&attribute.value).into_owned())
        };
        let numbers: Vec<u32> =
            value("viewBox").unwrap_or_default().split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let help = "write <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 200\">, with the width and height in whole numbers";
        match numbers.as_slice() {
            [0, 0, width @ 1..=2000, height @ 1..=2000] if value("xmlns").is_some() => Some((*width, *height)),
            _ => {
                let message = "this drawing does not say how large it is".to_owned();
                self.refuse("drawing-broken", range.clone(), message, help);
                None
            }
        }
    }
}

/// Returns a place in the text: a file is far smaller than the largest place.
fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
