//! The theme's templates, compiled once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::frame::{Frame, Known};
use super::shape::Shape;
use super::sheet::{Sheet, Sheets};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span, ThemeFiles};
use crate::view::{Exit, LanguageLink, Shell};

/// The place of a group's content.
pub(super) const HOLE: &str = "content";

/// What the frame of a group rests on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct GroupKey {
    /// The name of its kind.
    pub kind: &'static str,
    /// More classes.
    pub classes: Vec<String>,
    /// What links name it by.
    pub id: Option<String>,
    /// The words that tell its kind.
    pub label: Option<String>,
}

/// What a piece of the mould rests on: its template, the way out, the menu, the ways to other languages, and the words around them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct PieceKey {
    pub name: &'static str,
    pub exit: Option<Box<Exit>>,
    /// The menu's number, where it shows one.
    pub menu: Option<u64>,
    pub languages: Vec<LanguageLink>,
    pub texts: Arc<BTreeMap<String, String>>,
}

/// What a group's template gets.
#[derive(Serialize)]
struct GroupView<'a> {
    kind: &'a str,
    id: Option<&'a str>,
    label: Option<&'a str>,
    content: &'a str,
}

/// The theme, ready to render, and the pieces that were rendered before.
pub struct Engine {
    tera: Tera,
    files: BTreeMap<String, FileId>,
    /// Frames by what the templates gave: what is the same on many pages is made small once.
    frames: Arc<Known<blake3::Hash, Frame>>,
    /// Those of groups, by what they rest on beside the theme.
    groups: Known<GroupKey, Frame>,
    /// Those of menus, and of what stands before them.
    pieces: Known<PieceKey, Frame>,
    /// What is the same on many pages, by its number.
    shared: Known<u64, Frame>,
    /// The rules of lists to choose from, by the number of the piece that is such a list.
    filters: Known<u64, Sheet>,
    /// Moulds, heads and feet, by what they rest on beside the theme and their texts.
    shapes: Known<blake3::Hash, Option<Shape>>,
    /// What the pages of a pack share, as long as it is in use.
    moulds: Mutex<Vec<(Weak<Shell>, Arc<Frame>)>>,
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
        let frames = before.map(|before| Arc::clone(&before.frames)).unwrap_or_default();
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
        let mut engine = Self {
            tera,
            files,
            frames,
            groups: Known::default(),
            pieces: Known::default(),
            shared: Known::default(),
            filters: Known::default(),
            shapes: Known::default(),
            moulds: Mutex::default(),
            sheets,
        };
        if let Err(error) = engine.tera.add_raw_templates(templates) {
            problems.push(*engine.problem(&error, "page.html"));
        }
        if problems.is_empty() { Ok(engine) } else { Err(problems) }
    }

    /// Tells whether the theme has a template.
    pub(super) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Returns what a template gives for one view, with holes where it says `<!--NAME-->` for one of those names.
    pub(super) fn frame<V: Serialize>(
        &self,
        name: &str,
        view: &V,
        holes: &[&str],
    ) -> Result<Arc<Frame>, Box<Diagnostic>> {
        let html = self.render(name, view)?;
        self.frames.get(&blake3::hash(html.as_bytes()), || Frame::new(&html, holes).map(Arc::new))
    }

    /// Returns the frame of a group, with one hole for its content, or as many as the template shows it.
    pub(super) fn group(&self, key: &GroupKey) -> Result<Arc<Frame>, Box<Diagnostic>> {
        self.groups.get(key, || {
            let own = format!("blocks/{}.html", key.kind);
            let template = if self.has(&own) { own.as_str() } else { "blocks/group.html" };
            let kind = std::iter::once(key.kind).chain(key.classes.iter().map(String::as_str));
            let kind = kind.collect::<Vec<_>>().join(" ");
            let content = format!("<!--{HOLE}-->");
            let view = GroupView { kind: &kind, id: key.id.as_deref(), label: key.label.as_deref(), content: &content };
            self.frame(template, &view, &[HOLE])
        })
    }

    /// Forgets what was the same on many pages: with the plans that share it, nobody asks for it again.
    pub fn forget_shared(&self) {
        self.shared.forget();
        self.filters.forget();
    }

    /// Returns the rules of a list to choose from that is the same on many pages, made where they are not there yet.
    pub(super) fn filter(&self, number: u64, make: impl FnOnce() -> Sheet) -> Result<Arc<Sheet>, Box<Diagnostic>> {
        self.filters.get(&number, || Ok(Arc::new(make())))
    }

    /// Returns what is the same on many pages, made where it is not there yet.
    pub(super) fn shared(
        &self,
        number: u64,
        make: impl FnOnce() -> Result<Frame, Box<Diagnostic>>,
    ) -> Result<Arc<Frame>, Box<Diagnostic>> {
        self.shared.get(&number, || make().map(Arc::new))
    }

    /// Returns what a template gives for a menu or what stands before it, which is the same in many packs.
    pub(super) fn piece<V: Serialize>(&self, key: &PieceKey, view: &V) -> Result<Arc<Frame>, Box<Diagnostic>> {
        self.pieces.get(key, || self.frame(key.name, view, &[]))
    }

    /// Returns what a template gives for a view with marks for its texts, with holes where it says `<!--NAME-->` for one of those
    /// names; nothing where it does more with the texts than to show them. `without` is the view with anything else that is short for
    /// its texts.
    pub(super) fn shape<V: Serialize>(
        &self,
        name: &str,
        without: &V,
        with_marks: impl FnOnce() -> V,
        holes: &[&str],
    ) -> Result<Arc<Option<Shape>>, Box<Diagnostic>> {
        let view = serde_json::to_vec(without).map_err(|error| self.problem(&tera::Error::message(error), name))?;
        let mut key = blake3::Hasher::new();
        key.update(name.as_bytes()).update(b"\0").update(&view);
        self.shapes.get(&key.finalize(), || Ok(Arc::new(Shape::new(&self.render(name, &with_marks())?, holes))))
    }

    /// Returns the mould of a shell, made where it is not there yet.
    pub(super) fn mould(
        &self,
        shell: &Arc<Shell>,
        make: impl FnOnce() -> Result<Frame, Box<Diagnostic>>,
    ) -> Result<Arc<Frame>, Box<Diagnostic>> {
        let moulds = || self.moulds.lock().unwrap_or_else(PoisonError::into_inner);
        // The place of a shell is not used again while anybody knows it.
        let is_its = |(known, _): &&(Weak<Shell>, Arc<Frame>)| std::ptr::eq(known.as_ptr(), Arc::as_ptr(shell));
        if let Some((_, mould)) = moulds().iter().find(is_its) {
            return Ok(Arc::clone(mould));
        }
        let mould = Arc::new(make()?);
        let mut moulds = moulds();
        moulds.retain(|(shell, _)| shell.strong_count() > 0);
        moulds.push((Arc::downgrade(shell), Arc::clone(&mould)));
        Ok(mould)
    }

    /// Renders a template with one view.
    fn render<V: Serialize>(&self, name: &str, view: &V) -> Result<String, Box<Diagnostic>> {
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
