//! `familypack` turns one TOML file per establishment, and Markdown that all establishments share, into what prisoners'
//! families use: an accessible website for a cheap phone, and leaflets that are printed from the same facts.
//!
//! A build is a line of stages, each of one or two public functions:
//!
//! 1. [`read::folder`] takes a snapshot of the workspace: [`source::Sources`].
//! 2. [`parse::workspace`] turns it into a [`model::Pack`], and tells every mistake of every file as a
//!    [`diagnostic::Diagnostic`] with its place.
//! 3. [`check::pack`] looks for what is wrong between facts: numbers that cost, sources that disagree, times long unchecked.
//!    [`check::advice`] looks for what is right and still bad for a family; [`check::allow`] leaves out what somebody allows for a while.
//! 4. [`plan::Desk`] computes what a reader gets, for each establishment, language and day, as plain data: first the leaflets,
//!    which [`render::pdf`] prints, then the pages of each pack, an [`output::Plan`], and last the fleet's own pages.
//! 5. [`render::view`] turns each view into bytes with the theme's templates, and notes what stands on each page: an
//!    [`output::Tree`] and [`output::Page`]s.
//! 6. [`mod@check::tree`] looks at the finished pages by these notes: links, headings, ids.
//! 7. [`write::open`], [`write::Output::take_early`] and [`write::Output::swap_in`] put the tree in place, whole or not at all.
//!
//! [`session::Session`] is these calls. Where there will be another round it remembers what did not change; where there is one round
//! only, those of a large fleet go through in parts, so that it needs little more memory than a small one, and packs of which
//! the last run's [`session::Record`]s still hold are not made again. [`preview`] goes round with it while somebody edits, and
//! [`cli`] asks for both. What each mistake means to a family stands in [`rules`].
//!
//! **Nine nouns, six verbs, three runners.** A noun imports only nouns above it; a verb imports nouns, never another verb; a
//! runner imports anything. A test keeps it so. Broken content is never an error of the program: stages over content return
//! what could be made and what is wrong, and a broken establishment never stops the others.

// nouns
pub mod source;
pub mod io_error;
pub mod diagnostic;
pub mod rules;
pub mod options;
pub mod model;
pub mod keys;
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
#[cfg(feature = "preview")]
pub mod preview;
pub mod cli;
