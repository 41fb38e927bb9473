//! A booklet's pages put on sheets, so that they are in order when the sheets are folded and stapled.
//!
//! The finished pages are moved, not laid out again. What a printer cannot use, links and tags, is left out.

use typst::foundations::{Content, Smart};
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::Document;
use typst_layout::{Page, PagedDocument};

/// Returns which page stands left and right on each side of each sheet, front before back; `None` is an empty page.
///
/// The sheets lie in each other: the first sheet holds the first and the last pages.
pub(super) fn saddle(pages: usize) -> Vec<[Option<usize>; 2]> {
    let all = pages.div_ceil(4) * 4;
    let page = |index: usize| (index < pages).then_some(index);
    let side = |side: usize| {
        let (outer, inner) = (page(all - 1 - side), page(side));
        if side.is_multiple_of(2) { [outer, inner] } else { [inner, outer] }
    };
    (0..all / 2).map(side).collect()
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
            bleed: Default::default(),
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
        for pages in 1..70 {
            let folded = read(&saddle(pages));
            let expected: Vec<Option<usize>> =
                (0..pages.div_ceil(4) * 4).map(|page| (page < pages).then_some(page)).collect();
            assert_eq!(folded, expected, "{pages} pages");
        }
    }
}
