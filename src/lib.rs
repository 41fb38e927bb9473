//! `familypack` turns one TOML file per establishment, and Markdown that all establishments share, into what prisoners'
//! families use: an accessible website for a cheap phone, and leaflets that are printed from the same facts.
//!
//! A build is a line of stages, each of one or two public functions:
//!
//! 1. [`read::folder`] takes a snapshot of the workspace: [`source::Sources`].
//! 2. [`parse::workspace`] turns it into a [`model::Pack`], and tells every mistake of every file as a
//!    [`diagnostic::Diagnostic`] with its place.
//! 3. [`check::pack`] looks for what is wrong between facts: numbers that cost, sources that disagree, times long unchecked.
//! 4. [`plan::Leaflets`] computes the leaflets and [`render::pdf`] prints them, as many at once as there are processors.
//! 5. [`plan::site`] computes what a reader gets, for each establishment, language and day: an [`output::Plan`] of plain data.
//! 6. [`render::site`] turns views into bytes with the theme's templates: an [`output::Tree`].
//! 7. [`mod@check::tree`] looks at the real pages: links, headings, ids.
//! 8. [`write::open`] and [`write::Output::swap_in`] put the tree in place, whole or not at all.
//!
//! [`session::build`] is these calls and little else; [`cli`] asks for them.
//!
//! **Five nouns, six verbs, two runners.** A noun imports only nouns above it; a verb imports nouns, never another verb; a
//! runner imports anything. A test keeps it so. Broken content is never an error of the program: stages over content return
//! what could be made and what is wrong, and a broken establishment never stops the others.

// nouns
pub mod source;
pub mod io_error;
pub mod diagnostic;
pub mod options;
pub mod model;
pub mod view;
pub mod output;

// verbs
pub mod read;
pub mod parse;
pub mod check;
pub mod plan;
pub mod render;
pub mod write;

// runners
pub mod session;
pub mod cli;
