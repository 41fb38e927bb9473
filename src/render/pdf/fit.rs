//! Whether everything is on the paper: no panel too full, no page too many, no word over an edge or a fold.
//!
//! Templates cut nothing and shrink nothing. They say how much too tall a panel's text is, and where the folds are, in
//! metadata with the labels `overflow` and `fold`; the rest is seen in the finished pages.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::diagnostic::Diagnostic;
use crate::view::Leaflet;

/// How near a word may come to an edge of the paper, in millimetres: what office printers leave white.
const EDGE: f64 = 5.0;

/// Looks at the finished pages.
///
/// # Errors
/// `leaflet-overflow`, with what does not fit and by how much.
pub(super) fn check(leaflet: &Leaflet, document: &PagedDocument) -> Result<(), Box<Diagnostic>> {
    let mut too_full: Vec<String> = metadata(document, "overflow").iter().map(panel_overflow).collect();
    // A panel that stands on the sheet more than once is told once.
    too_full.sort();
    too_full.dedup();
    if !too_full.is_empty() {
        return Err(overflow(too_full.join("; ")));
    }
    let pages = document.pages().len();
    if let Some(most) = leaflet.most_pages.filter(|most| pages > *most as usize) {
        let last = document.pages().last().map_or(0.0, |page| lowest(&page.frame).to_mm());
        let sheets = if most == 1 { "1 page".to_owned() } else { format!("{most} pages") };
        let more = pages - most as usize;
        let whole = if more > 1 { format!("{} whole pages and ", more - 1) } else { String::new() };
        return Err(overflow(format!(
            "this leaflet may take {sheets}, and its text is {whole}{} mm too long",
            last.ceil()
        )));
    }
    let folds: Vec<(usize, f64)> =
        metadata(document, "fold").iter().filter_map(|fold| Some((whole(fold, "page")?, number(fold, "x")?))).collect();
    for (page, number) in document.pages().iter().zip(1..) {
        let lines: Vec<f64> = folds.iter().filter(|(on, _)| *on == number).map(|(_, x)| *x).collect();
        let size = page.frame.size();
        let mut words = Vec::new();
        runs(&page.frame, Transform::identity(), &mut words);
        for run in words {
            let (left, right) = (run.left.to_mm(), run.right.to_mm());
            let foot = run.foot.to_mm();
            let is_beside = left < EDGE - 0.1 || right > size.x.to_mm() - EDGE + 0.1;
            if is_beside || foot < EDGE || foot > size.y.to_mm() - EDGE {
                return Err(overflow(format!("`{}` on page {number} goes over the edge of the paper", run.text)));
            }
            if lines.iter().any(|x| left < x - 0.5 && right > x + 0.5) {
                return Err(overflow(format!("`{}` on page {number} goes over a fold", run.text)));
            }
        }
    }
    Ok(())
}

/// Says by how much a panel is too full.
fn panel_overflow(found: &Value) -> String {
    let panel = text(found, "panel").unwrap_or_default();
    let over = number(found, "over").unwrap_or_default();
    format!("the text on {} is {} mm too long for it", panel_words(&panel), over.ceil())
}

fn overflow(message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::of_output("leaflet-overflow", "", message))
}

/// Returns a panel's name as people say it.
fn panel_words(panel: &str) -> String {
    match panel {
        "page" => "the page".to_owned(),
        "outside" => "the outside".to_owned(),
        "cover" => "the cover (what stands before the first ##)".to_owned(),
        "front" => "the front (what stands before the first ##)".to_owned(),
        "flap" => "the flap (the first ##)".to_owned(),
        "inside-left" => "the left panel inside (the second ##)".to_owned(),
        "inside-middle" => "the middle panel inside (the third ##)".to_owned(),
        "inside-right" => "the right panel inside (the fourth ##)".to_owned(),
        "back" => "the back (the fifth ##)".to_owned(),
        "inside-top" => "the upper panel inside (the first ##)".to_owned(),
        "inside-bottom" => "the lower panel inside (the second ##)".to_owned(),
        other => format!("the panel `{other}`"),
    }
}

/// Returns what the template said under a label, in the order of the pages.
fn metadata(document: &PagedDocument, label: &str) -> Vec<Value> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    let found = document.introspector().query(&Selector::Label(label));
    found.iter().filter_map(|content| Some(content.to_packed::<MetadataElem>()?.value.clone())).collect()
}

fn number(value: &Value, key: &str) -> Option<f64> {
    let Value::Dict(dict) = value else { return None };
    match dict.get(key).ok()? {
        Value::Float(number) => Some(*number),
        #[expect(clippy::cast_precision_loss, reason = "millimetres and page numbers are small")]
        Value::Int(number) => Some(*number as f64),
        _ => None,
    }
}

fn whole(value: &Value, key: &str) -> Option<usize> {
    let Value::Dict(dict) = value else { return None };
    match dict.get(key).ok()? {
        Value::Int(number) => usize::try_from(*number).ok(),
        _ => None,
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    let Value::Dict(dict) = value else { return None };
    match dict.get(key).ok()? {
        Value::Str(text) => Some(text.to_string()),
        _ => None,
    }
}

/// A run of text on a page.
struct Run {
    text: String,
    left: Abs,
    right: Abs,
    foot: Abs,
}

/// Collects the runs of text that lie straight; a watermark, which does not, may go where it likes.
fn runs(frame: &Frame, placed: Transform, found: &mut Vec<Run>) {
    for (at, item) in frame.items() {
        let here = placed.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => runs(&group.frame, here.pre_concat(group.transform), found),
            FrameItem::Text(text) if here.kx.is_zero() && here.ky.is_zero() => {
                let start = Point::zero().transform(here);
                let end = Point::new(text.width(), Abs::zero()).transform(here);
                let (left, right) = (start.x.min(end.x), start.x.max(end.x));
                found.push(Run { text: text.text.to_string(), left, right, foot: start.y });
            }
            _ => {}
        }
    }
}

/// Returns how far down the text of a page reaches, above its foot, from the top of the page.
fn lowest(frame: &Frame) -> Abs {
    let mut words = Vec::new();
    runs(frame, Transform::identity(), &mut words);
    let foot = frame.height() - Abs::mm(30.0);
    words.iter().map(|run| run.foot).filter(|y| *y < foot).max().unwrap_or(foot)
}
