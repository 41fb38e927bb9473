//! A booklet's pages put on sheets, so that they are in order when the sheets are folded and stapled.
//!
//! The finished pages are moved, not laid out again. What a printer cannot use, links and tags, is left out.

use typst::foundations::{Content, Smart};
use typst::layout::{Abs, Frame, FrameItem, Point, Sides, Size};
use typst::model::Document;
use typst_layout::{Page, PagedDocument};

/// The most sheets that an office stapler goes through and that still close flat.
const MOST_SHEETS: usize = 15;
/// The most sheets of each part, where there are more.
const MOST_IN_PART: usize = 10;

/// Returns which page stands left and right on each side of each sheet, front before back; `None` is an empty page.
///
/// The sheets lie in each other: the first sheet holds the first and the last pages. More than [`MOST_SHEETS`] make several
/// parts, as even as can be, each to be folded and stapled by itself.
pub(super) fn saddle(pages: usize) -> Vec<[Option<usize>; 2]> {
    let sheets = pages.div_ceil(4);
    let parts = if sheets <= MOST_SHEETS { 1 } else { sheets.div_ceil(MOST_IN_PART) };
    let begins = |part: usize| part * sheets / parts * 4;
    (0..parts).flat_map(|part| nested(begins(part), begins(part + 1), pages)).collect()
}

/// Returns the sides of sheets that lie in each other, for the pages from `first` to before `end`.
fn nested(first: usize, end: usize, pages: usize) -> impl Iterator<Item = [Option<usize>; 2]> {
    let page = move |index: usize| (index < pages).then_some(index);
    (0..(end - first) / 2).map(move |side| {
        let (outer, inner) = (page(end - 1 - side), page(first + side));
        if side.is_multiple_of(2) { [outer, inner] } else { [inner, outer] }
    })
}

/// Returns the pages of `document`, A5, on sides of A4 lying on its side, to be printed on both sides and flipped on the short
/// edge.
pub(super) fn booklet(document: &PagedDocument) -> PagedDocument {
    let sheet = Size::new(Abs::mm(297.0), Abs::mm(210.0));
    let half = sheet.x / 2.0;
    let sides = saddle(document.pages().len()).into_iter().zip(1..).map(|(side, number)| {
        let mut frame = Frame::hard(sheet);
        for (place, page) in [0.0, 1.0].into_iter().zip(side) {
            let Some(page) = page.and_then(|page| document.pages().get(page)) else { continue };
            let mut page = page.frame.clone();
            for_printing(&mut page);
            let left = half * place + (half - page.width()) / 2.0;
            frame.push_frame(Point::new(left, (sheet.y - page.height()) / 2.0), page);
        }
        Page {
            frame,
            bleed: Sides::default(),
            fill: Smart::Auto,
            numbering: None,
            supplement: Content::empty(),
            number,
        }
    });
    PagedDocument::new(sides.collect(), document.info().clone())
}

/// Takes out what only a screen can use.
fn for_printing(frame: &mut Frame) {
    let mut kept = Frame::new(frame.size(), frame.kind());
    for (at, item) in frame.items() {
        match item {
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
            FrameItem::Group(group) => {
                let mut group = group.clone();
                for_printing(&mut group.frame);
                group.parent = None;
                kept.push(*at, FrameItem::Group(group));
            }
            other => kept.push(*at, other.clone()),
        }
    }
    *frame = kept;
}

#[cfg(test)]
mod tests {
    use super::saddle;

    /// Lays the sheets in each other, folds them in the middle, and turns the leaves.
    fn read(sides: &[[Option<usize>; 2]]) -> Vec<Option<usize>> {
        let sheets: Vec<&[[Option<usize>; 2]]> = sides.chunks(2).collect();
        // The right half of each sheet is a leaf of the first half of the booklet: its front, then its back, which the flip on
        // the short edge puts behind it: the left half of the other side.
        let first = sheets.iter().flat_map(|sheet| [sheet[0][1], sheet[1][0]]);
        let second = sheets.iter().rev().flat_map(|sheet| [sheet[1][1], sheet[0][0]]);
        first.chain(second).collect()
    }

    #[test]
    fn folded_sheets_read_from_the_first_page_to_the_last() {
        for pages in 1..=60 {
            let folded = read(&saddle(pages));
            let expected: Vec<Option<usize>> =
                (0..pages.div_ceil(4) * 4).map(|page| (page < pages).then_some(page)).collect();
            assert_eq!(folded, expected, "{pages} pages");
        }
    }

    #[test]
    fn what_is_too_thick_comes_in_parts_that_follow_each_other() {
        for pages in 61..300 {
            let sides = saddle(pages);
            // A new part begins where the right page of a front is not the one after that of the sheet around it.
            let mut parts: Vec<Vec<[Option<usize>; 2]>> = Vec::new();
            for sheet in sides.chunks(2) {
                match parts.last_mut() {
                    Some(part) if part[0][0].is_none_or(|last| sheet[0][1].is_some_and(|page| page < last)) => {
                        part.extend(sheet);
                    }
                    _ => parts.push(sheet.to_vec()),
                }
            }
            assert!(parts.iter().all(|part| part.len() <= 20), "{pages} pages: a part of more than 10 sheets");
            let read: Vec<usize> = parts.iter().flat_map(|part| read(part)).flatten().collect();
            assert_eq!(read, (0..pages).collect::<Vec<usize>>(), "{pages} pages");
        }
    }
}
