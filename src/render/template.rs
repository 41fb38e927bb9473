//! The theme's templates, compiled once.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::piece::Pieces;
use super::sheet::Sheets;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span, ThemeFiles};

/// The theme, ready to render, and the pieces that were rendered before.
pub struct Engine {
    tera: Tera,
    files: BTreeMap<String, FileId>,
    /// Pieces by their content: what is the same on many pages is made small once.
    pub(super) pieces: Arc<Pieces>,
    /// The style sheets that stand in the pages.
    pub(super) sheets: Sheets,
}

impl Engine {
    /// Compiles the theme's templates, all `.html` files of its folder, and its style sheets. What `before`
    /// made small stays small: that rests on its own words alone, whatever the theme.
    ///
    /// # Errors
    /// The templates and style sheets that cannot be read, each with its place.
    pub fn new(theme: &ThemeFiles, theme_name: &str, before: Option<&Self>) -> Result<Self, Diagnostics> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        let mut files = BTreeMap::new();
        let mut templates = Vec::new();
        let (sheets, mut problems) = Sheets::new(theme, before.map(|before| &before.sheets));
        let pieces = before.map(|before| Arc::clone(&before.pieces)).unwrap_or_default();
        for (path, (file, bytes)) in theme.iter().filter(|(path, _)| is_template(path)) {
            files.insert(path.clone(), file.clone());
            match std::str::from_utf8(bytes) {
                Ok(text) => templates.push((path.clone(), text.to_owned())),
                Err(_) => problems.push(
                    Diagnostic::error("template-encoding", Span::whole(file), "this template is not UTF-8 text")
                        .help("save it as UTF-8"),
                ),
            }
        }
        if !files.contains_key("page.html") {
            let file = FileId::new(&format!("themes/{theme_name}/page.html"));
            problems.push(
                Diagnostic::error(
                    "theme-missing",
                    Span::whole(&file),
                    format!("the theme `{theme_name}` has no page.html"),
                )
                .help("name a theme that is there in familypack.toml, or add the file"),
            );
        }
        let mut engine = Self { tera, files, pieces, sheets };
        if let Err(error) = engine.tera.add_raw_templates(templates) {
            problems.push(*engine.problem(&error, "page.html"));
        }
        if problems.is_empty() { Ok(engine) } else { Err(problems) }
    }

    /// Tells whether the theme has a template.
    pub(super) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Renders a template with one view.
    pub(super) fn render<V: Serialize>(&self, name: &str, view: &V) -> Result<String, Box<Diagnostic>> {
        let context = Context::from_serialize(view).map_err(|error| self.problem(&error, name))?;
        self.tera.render(name, &context).map_err(|error| self.problem(&error, name))
    }

    fn problem(&self, error: &tera::Error, name: &str) -> Box<Diagnostic> {
        let (message, file, range) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.message().to_owned(), report.filename().to_owned(), report.span().range.clone())
            }
            _ => (error.to_string(), name.to_owned(), 0..0),
        };
        let file = self.files.get(&file).cloned().unwrap_or_else(|| FileId::new(&file));
        let message = message.lines().next().unwrap_or_default().to_owned();
        Box::new(
            Diagnostic::error(
                "template",
                Span::new(&file, range),
                format!("this template cannot be rendered: {message}"),
            )
            .help("mend the template; the last good site stays as it is"),
        )
    }
}

fn is_template(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|ending| ending == "html")
}
