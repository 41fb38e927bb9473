//! Leaflets into PDF: the only module that knows the engine, Typst.
//!
//! In: a [`Leaflet`] and the theme's templates and fonts. Out: [`Printed`], or a [`Diagnostic`]. The leaflet goes to the
//! templates as data in a file of its own, never as markup, so no text can run or break anything. Templates can read nothing but
//! each other, that data and the leaflet's own drawings. No process, no network, no font of the system, no clock.
//!
//! What is read on a screen is PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once; an imposed sheet, which only a printer
//! reads, is PDF/A-2b.

mod fit;
mod impose;
mod manuscript;
pub mod picture;
mod press;
mod qr;

use std::sync::Arc;

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::manuscript::Manuscript;
pub use self::press::Press;
use crate::diagnostic::Diagnostic;
use crate::view::{Form, Leaflet, Printed};

/// From how many pages on a leaflet fills so much memory that nothing of it is kept for the next.
const MANY_PAGES: usize = 40;

/// A leaflet that is ready to be printed.
pub struct Job<'l> {
    leaflet: &'l Leaflet,
    manuscript: Manuscript,
}

impl<'l> Job<'l> {
    /// Makes a leaflet ready.
    #[must_use]
    pub fn new(leaflet: &'l Leaflet) -> Self {
        Self { leaflet, manuscript: Manuscript::of(leaflet) }
    }

    /// Returns what the leaflet's bytes depend on: two jobs with the same key make the same files.
    #[must_use]
    pub fn key(&self, press: &Press) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(press.fingerprint()).update(&self.manuscript.data);
        hasher.update(format!("{:?} {:?}", self.leaflet.dated, self.leaflet.most_pages).as_bytes());
        for (name, bytes) in &self.leaflet.drawings {
            hasher.update(name.as_bytes()).update(&[0]).update(bytes);
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }

    /// Prints the leaflet. `name` says which it is, the same in every build: `exampleford/first-visit`.
    ///
    /// # Errors
    /// `leaflet-overflow` for a text that does not fit its panel or its pages, and by how much; `leaflet-letters` for a letter
    /// that no font of the theme has; `leaflet-template` for a template that cannot do its work, with its place.
    pub fn print(&self, press: &Press, name: &str) -> Result<Printed, Box<Diagnostic>> {
        press.has_letters(&self.manuscript)?;
        let world = press.world(self.leaflet, &self.manuscript);
        let document = world.compile()?;
        fit::check(self.leaflet, &document)?;
        let read = [PdfStandard::Ua_1, PdfStandard::A_2a];
        let pdf = typst_pdf::pdf(&document, &options(self.leaflet, name, &read, true));
        let pdf = pdf.map_err(|errors| world.problem(&errors))?;
        let is_imposed = self.leaflet.form == Form::A5Booklet && !self.leaflet.large;
        let sheets = is_imposed.then(|| {
            let imposed = impose::booklet(&document);
            typst_pdf::pdf(&imposed, &options(self.leaflet, &format!("{name}/sheets"), &[PdfStandard::A_2b], false))
        });
        let sheets = sheets.transpose().map_err(|errors| world.problem(&errors))?;
        let pages = document.pages().len();
        comemo::evict(if pages < MANY_PAGES { press.kept_for() } else { 0 });
        Ok(Printed { pdf: Arc::from(pdf), pages, sheets: sheets.map(Arc::from) })
    }
}

fn options(leaflet: &Leaflet, name: &str, standards: &[PdfStandard], tagged: bool) -> PdfOptions {
    let (year, month, day) = leaflet.dated;
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let moment = Datetime::from_ymd_hms(i32::from(year), part(month), part(day), 0, 0, 0);
    PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some(concat!("familypack ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: moment.map(Timestamp::new_utc),
        page_ranges: None,
        standards: PdfStandards::new(standards).expect("these standards go together"),
        tagged,
        pretty: false,
    }
}
