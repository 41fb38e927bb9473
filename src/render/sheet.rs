//! The theme's style sheets, made small and known by their hash, and the policy that lets a page use them and nothing else.
//!
//! A style sheet stands in the page itself: a first visit on a slow line then needs one request to show, and its hash in the
//! page's policy keeps every other style out.

use std::collections::BTreeMap;
use std::sync::Arc;

use lightningcss::error::{Error, ParserError};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Bytes, integrity};
use crate::source::{FileId, Span, ThemeFiles};

/// The style sheet of every page.
const EVERY_PAGE: &str = "style.css";
/// Where the sheets are that only some pages need.
const FOLDER: &str = "styles/";

/// A style sheet, ready to stand in a page.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// The rules.
    pub css: Arc<str>,
    /// The hash of the rules.
    pub hash: String,
}

impl Sheet {
    /// Returns rules as a sheet.
    pub(super) fn of(css: &str) -> Self {
        // No rule may end the element it stands in.
        let css = css.replace("</", "<\\/");
        Self { hash: integrity(css.as_bytes()), css: Arc::from(css) }
    }
}

/// The style sheets of a theme.
#[derive(Debug, Default)]
pub(super) struct Sheets(BTreeMap<String, (Bytes, Sheet)>);

impl Sheets {
    /// Reads and shrinks every sheet of a theme, but those that stand in `before`.
    ///
    /// # Errors
    /// `style-sheet` for each sheet that is not CSS, with its place.
    pub(super) fn new(theme: &ThemeFiles, before: Option<&Self>) -> (Self, Diagnostics) {
        let mut sheets = Self::default();
        let mut problems = Diagnostics::default();
        for (path, (file, bytes)) in theme.iter().filter(|(path, _)| is_sheet(path)) {
            let known = before.and_then(|before| before.0.get(path)).filter(|(written, _)| written == bytes);
            match known.map_or_else(|| sheet(file, bytes), |(_, sheet)| Ok(sheet.clone())) {
                Ok(sheet) => {
                    sheets.0.insert(path.clone(), (Arc::clone(bytes), sheet));
                }
                Err(problem) => problems.push(*problem),
            }
        }
        (sheets, problems)
    }

    /// Returns the sheets of a page that asks for `extra` besides the one of every page, in order.
    pub(super) fn of_page(&self, extra: &[Option<&str>]) -> Vec<&Sheet> {
        let extra = extra.iter().flatten().map(|name| format!("{FOLDER}{name}.css"));
        std::iter::once(EVERY_PAGE.to_owned())
            .chain(extra)
            .filter_map(|path| self.0.get(&path))
            .map(|(_, sheet)| sheet)
            .collect()
    }
}

/// Returns a content security policy that allows these sheets, the site's own scripts, pictures and data, and nothing else
/// (Content Security Policy Level 3).
pub(super) fn policy(sheets: &[&Sheet]) -> String {
    let hashes: Vec<String> = sheets.iter().map(|sheet| format!("'{}'", sheet.hash)).collect();
    let styles = if hashes.is_empty() { "'none'".to_owned() } else { hashes.join(" ") };
    format!(
        "default-src 'none'; style-src {styles}; script-src 'self'; img-src 'self'; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
    )
}

fn is_sheet(path: &str) -> bool {
    path == EVERY_PAGE || path.starts_with(FOLDER) && path.ends_with(".css")
}

fn sheet(file: &FileId, bytes: &[u8]) -> Result<Sheet, Box<Diagnostic>> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        Box::new(
            Diagnostic::error("style-sheet", Span::whole(file), "this style sheet is not UTF-8 text")
                .help("save it as UTF-8"),
        )
    })?;
    let mut sheet = StyleSheet::parse(text, ParserOptions::default()).map_err(|error| problem(file, text, &error))?;
    let unwritten = |message: String| {
        Box::new(
            Diagnostic::error(
                "style-sheet",
                Span::whole(file),
                format!("this style sheet cannot be made small: {message}"),
            )
            .help("mend the style sheet; the last good site stays as it is"),
        )
    };
    // Without targets: what is written is what goes out, only shorter.
    sheet.minify(MinifyOptions::default()).map_err(|error| unwritten(error.to_string()))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, ..PrinterOptions::default() })
        .map_err(|error| unwritten(error.to_string()))?;
    Ok(Sheet::of(&printed.code))
}

fn problem(file: &FileId, text: &str, error: &Error<ParserError<'_>>) -> Box<Diagnostic> {
    let place = error.loc.as_ref().map_or(0, |at| offset(text, at.line as usize, at.column as usize));
    let message = format!("this style sheet cannot be read from here on ({})", error.kind.to_string().to_lowercase());
    Box::new(Diagnostic::error("style-sheet", Span::new(file, place..place), message).help(
        "look for a bracket, semicolon or name that is wrong here or just before; the last good site stays as it is",
    ))
}

/// Returns the byte at a line, counted from 0, and a column, counted from 1 in UTF-16 units.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
    let mut units = 1;
    for (place, letter) in text[start..].char_indices() {
        if units >= column || letter == '\n' {
            return start + place;
        }
        units += letter.len_utf16();
    }
    text.len()
}
