//! Pictures of the pages of a PDF, for those who look at it before it is printed.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use crate::output::Bytes;

/// Returns how many pages a PDF has; none where it is none.
#[must_use]
pub fn pages(pdf: &Bytes) -> usize {
    read(pdf).map_or(0, |pdf| pdf.pages().len())
}

/// Returns a picture of a page, `width` pixels wide, as PNG; pages count from 0. `None` where there is no such page.
#[must_use]
pub fn of(pdf: &Bytes, page: usize, width: u16) -> Option<Vec<u8>> {
    let pdf = read(pdf)?;
    let page = pdf.pages().get(page)?;
    let scale = f32::from(width) / page.render_dimensions().0.max(1.0);
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings).into_png().ok()
}

fn read(pdf: &Bytes) -> Option<Pdf> {
    Pdf::new(Arc::new(Arc::clone(pdf))).ok()
}
