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
    /// Print one leaflet into a PDF.
    ///
    /// Which leaflets there are: the names of the files in content/leaflets; for another size than the main one add it, as in
    /// `what-to-bring-a5`.
    Leaflet(Leaflet),
    /// Show the site while you write it, in a browser on this machine.
    ///
    /// Each change that you save shows at once, and so does each mistake. Nothing is written.
    Serve(Serve),
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
    /// Leave the leaflets out of the site: much faster while you write.
    #[arg(long)]
    pub no_leaflets: bool,
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

/// What `leaflet` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Leaflet {
    /// The establishment: the name of its folder; or `all`, for one of each.
    #[arg(value_name = "ESTABLISHMENT")]
    pub establishment: String,
    /// The leaflet: `visiting-times`, `first-visit`; `notice-` and a notice's id for one notice.
    #[arg(value_name = "LEAFLET")]
    pub name: String,
    /// In large print: 18 points, on A4.
    #[arg(long)]
    pub large_print: bool,
    /// With an outside that names no prison.
    #[arg(long)]
    pub discreet: bool,
    /// Where the PDF goes: a file, or a folder that is there [default: here, under the leaflet's own name].
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// The folder that holds familypack.toml.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
    /// Where the site stands, for the code that a phone reads [default: the address in familypack.toml].
    #[arg(long, value_name = "ADDRESS")]
    pub base_url: Option<String>,
    /// The day it is printed for [default: today].
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// What `serve` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// The folder that holds familypack.toml.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
    /// Open the browser.
    #[arg(long)]
    pub open: bool,
    /// The port to listen on [default: a free one].
    #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// Go to the page that changed.
    #[arg(long)]
    pub follow: bool,
    /// The program that opens a file, with {file} and {line} in it: "code --goto {file}:{line}" [default: the system's own].
    #[arg(long, value_name = "COMMAND", env = "FAMILYPACK_EDITOR")]
    pub editor: Option<String>,
    /// Let others on the same network look; they can change nothing.
    #[arg(long)]
    pub share: bool,
    /// The day the pages are made for [default: today].
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// Where the site will stand: its whole address, ending in / [default: the one in familypack.toml].
    #[arg(long, value_name = "ADDRESS")]
    pub base_url: Option<String>,
    /// Look for changes every so many milliseconds, for folders whose changes the system does not tell: network drives.
    #[arg(long, value_name = "MILLISECONDS", value_parser = clap::value_parser!(u64).range(50..=60_000))]
    pub poll: Option<u64>,
}
