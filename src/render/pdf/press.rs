//! The theme's templates and fonts, made ready once for all leaflets, and what one leaflet sees of the world.

use std::collections::{BTreeMap, HashMap};

use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId as TypstId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;

use super::manuscript::{Manuscript, drawing_file, is_invisible};
use super::qr;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span, ThemeFiles};
use crate::view::{Form, Leaflet};

/// The folder of a theme that holds its templates for paper.
const TEMPLATES: &str = "leaflets/";
/// The folder of a theme that holds its fonts.
const FONTS: &str = "fonts/";

/// The templates and fonts of a theme.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: HashMap<TypstId, Source>,
    /// Where each template stands in the workspace.
    files: BTreeMap<String, FileId>,
    fingerprint: [u8; 32],
    /// How many leaflets ago a part may last have been of use and is still kept: as many as are printed at once.
    kept_for: usize,
}

impl Press {
    /// Reads the templates, all `leaflets/*.typ` of a theme, and its fonts, all `fonts/*.ttf` and `*.otf`.
    ///
    /// # Errors
    /// Templates and fonts that cannot be read, and forms of paper that have no template.
    pub fn new(theme: &ThemeFiles, theme_name: &str) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::default();
        let (mut templates, mut files) = (HashMap::new(), BTreeMap::new());
        let (mut fonts, mut book) = (Vec::new(), FontBook::new());
        let mut hasher = blake3::Hasher::new();
        hasher.update(concat!("familypack ", env!("CARGO_PKG_VERSION"), " typst 0.15.1").as_bytes());
        for (path, (file, bytes)) in theme {
            if !path.starts_with(TEMPLATES) && !path.starts_with(FONTS) {
                continue;
            }
            hasher.update(path.as_bytes()).update(&[0]).update(blake3::hash(bytes).as_bytes());
            if let Some(name) = path.strip_prefix(TEMPLATES).filter(|name| name.ends_with(".typ")) {
                let Ok(text) = std::str::from_utf8(bytes) else {
                    let problem =
                        Diagnostic::error("template-encoding", Span::whole(file), "this template is not UTF-8 text");
                    problems.push(problem.help("save it as UTF-8"));
                    continue;
                };
                let id = virtual_file(name);
                templates.insert(id, Source::new(id, text.to_owned()));
                files.insert(name.to_owned(), file.clone());
            } else if path.ends_with(".ttf") || path.ends_with(".otf") {
                let before = fonts.len();
                fonts.extend(Font::iter(Bytes::new(bytes.to_vec())));
                if fonts.len() == before {
                    let problem = Diagnostic::error("font-broken", Span::whole(file), "this font cannot be read");
                    problems.push(problem.help("put a TrueType or OpenType font there, or take the file away"));
                }
            }
        }
        for name in ["card.typ", "tri-fold.typ", "sheets.typ"] {
            if !files.contains_key(name) {
                let file = FileId::new(&format!("themes/{theme_name}/{TEMPLATES}{name}"));
                let message =
                    format!("the theme `{theme_name}` has no {TEMPLATES}{name}, so leaflets cannot be printed");
                let problem = Diagnostic::error("theme-missing", Span::whole(&file), message);
                problems.push(problem.help("add the file, or build with --no-leaflets"));
            }
        }
        if fonts.is_empty() {
            let file = FileId::new(&format!("themes/{theme_name}/{FONTS}"));
            let problem = Diagnostic::error("theme-missing", Span::whole(&file), "the theme has no font for paper");
            problems.push(problem.help("put a TrueType font into its folder fonts, or build with --no-leaflets"));
        }
        for font in &fonts {
            book.push(font.info().clone());
        }
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        let press = Self {
            library: LazyHash::new(library),
            book: LazyHash::new(book),
            fonts,
            templates,
            files,
            fingerprint: *hasher.finalize().as_bytes(),
            kept_for: rayon::current_num_threads(),
        };
        if problems.is_empty() { Ok(press) } else { Err(problems) }
    }

    /// Returns how many leaflets ago a part may last have been of use and is still kept.
    pub(super) fn kept_for(&self) -> usize {
        self.kept_for
    }

    /// Returns a hash of the templates, the fonts and the engine.
    pub(super) fn fingerprint(&self) -> &[u8; 32] {
        &self.fingerprint
    }

    /// Checks that the fonts have every letter of a leaflet: one that none has would not be printed at all.
    ///
    /// # Errors
    /// `leaflet-letters`, with the letter and the words it stands in.
    pub(super) fn has_letters(&self, manuscript: &Manuscript) -> Result<(), Box<Diagnostic>> {
        for words in &manuscript.words {
            let strange = words.chars().find(|letter| {
                !letter.is_whitespace()
                    && !is_invisible(*letter)
                    && !self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(*letter)))
            });
            if let Some(letter) = strange {
                let message = format!(
                    "no font of the theme has the letter `{letter}` (U+{:04X}), in `{words}`",
                    u32::from(letter)
                );
                let problem = Diagnostic::of_output("leaflet-letters", "", message);
                return Err(Box::new(
                    problem.help("write it another way, or put a font that has it into the theme's folder fonts"),
                ));
            }
        }
        Ok(())
    }

    /// Returns what one leaflet sees.
    pub(super) fn world(&self, leaflet: &Leaflet, manuscript: &Manuscript) -> LeafletWorld<'_> {
        let main = match leaflet.form {
            _ if leaflet.large => "sheets.typ",
            Form::Card => "card.typ",
            Form::TriFold => "tri-fold.typ",
            Form::A4 | Form::A5 | Form::A4Poster | Form::A5Booklet => "sheets.typ",
        };
        let file = |name, bytes: &[u8]| (virtual_file(name), Bytes::new(bytes.to_vec()));
        let mut own = HashMap::from([file("data.json", &manuscript.data), file("edges.json", &manuscript.edges)]);
        if let Some(code) = leaflet.web.as_ref().and_then(|web| qr::svg(&web.address)) {
            own.insert(virtual_file("qr.svg"), Bytes::new(code));
        }
        for (name, bytes) in &leaflet.drawings {
            own.insert(virtual_file(&drawing_file(name)), Bytes::new(bytes.to_vec()));
        }
        LeafletWorld { press: self, main: virtual_file(main), own }
    }
}

/// What one leaflet sees: the templates, the fonts, its own data and drawings, and nothing else.
pub(super) struct LeafletWorld<'p> {
    press: &'p Press,
    main: TypstId,
    own: HashMap<TypstId, Bytes>,
}

impl LeafletWorld<'_> {
    /// Lays the leaflet out. A warning counts as an error: it means that something would not be printed as it should.
    pub(super) fn compile(&self) -> Result<PagedDocument, Box<Diagnostic>> {
        let Warned { output, warnings } = typst::compile::<PagedDocument>(self);
        if let Some(warning) = warnings.first().filter(|_| output.is_ok()) {
            return Err(self.problem(std::slice::from_ref(warning)));
        }
        output.map_err(|errors| self.problem(&errors))
    }

    /// Turns what the engine says into a problem at the template's line.
    pub(super) fn problem(&self, said: &[SourceDiagnostic]) -> Box<Diagnostic> {
        let Some(first) = said.first() else {
            return Box::new(Diagnostic::of_output("leaflet-template", "", "the template cannot be printed"));
        };
        let place = first.span.id().and_then(|id| {
            let name = id.get().vpath().get_without_slash().to_owned();
            Some(Span::new(self.press.files.get(&name)?, self.range(first.span)?))
        });
        let hints: Vec<String> = first.hints.iter().map(|hint| hint.v.to_string()).collect();
        let help = if hints.is_empty() { "mend the template".to_owned() } else { hints.join("; ") };
        let message = format!("this template cannot be printed: {}", first.message);
        Box::new(match place {
            Some(span) => Diagnostic::error("leaflet-template", span, message).help(help),
            None => Diagnostic::of_output("leaflet-template", "", message).help(help),
        })
    }
}

impl World for LeafletWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> TypstId {
        self.main
    }

    fn source(&self, id: TypstId) -> FileResult<Source> {
        self.press.templates.get(&id).cloned().ok_or_else(|| not_there(id))
    }

    fn file(&self, id: TypstId) -> FileResult<Bytes> {
        let template = || self.press.templates.get(&id).map(|source| Bytes::from_string(source.clone()));
        self.own.get(&id).cloned().or_else(template).ok_or_else(|| not_there(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// No template may know the day: what depends on it is in the data.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn virtual_file(name: &str) -> TypstId {
    let path = VirtualPath::new(name).unwrap_or_else(|_| VirtualPath::new("unnamed").expect("a plain name is a path"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn not_there(id: TypstId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
