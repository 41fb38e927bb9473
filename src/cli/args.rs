//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Family information packs for prisons: facts and shared text in, an accessible website out.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit codes: 0 fine, 1 problems in the content, 2 wrong use, or a machine that would not."
)]
pub(super) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the website of every establishment, or of some.
    ///
    /// The finished site replaces the last one whole. Where an establishment's own files have a mistake, its last good
    /// version stays and the others go out; where something shared has one, nothing changes.
    Build(Build),
}

/// How problems and the summary are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For machines: one JSON object.
    Json,
}

/// What `build` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// The folder that holds familypack.toml.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
    /// Where the site goes [default: the folder `site` in the root].
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Build this establishment only; can be given several times. The others stay as they are.
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,
    /// Take the pages of this establishment off the site: its folder is gone for good. Can be given several times.
    #[arg(long, value_name = "ID")]
    pub remove: Vec<String>,
    /// Where the site will stand: its whole address, ending in / [default: the one in familypack.toml].
    #[arg(long, value_name = "ADDRESS")]
    pub base_url: Option<String>,
    /// The day the pages are made for [default: today].
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// How problems and the summary are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// How many threads to use [default: one for each core].
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// Say how long each stage took.
    #[arg(long)]
    pub timings: bool,
}
