//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::new::fleet::names::MOST;

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
    /// Tell every problem of every pack, the worst for a family first.
    ///
    /// Nothing is written, unless --fix or --external ask for it. What a rule is for, says `familypack explain` with the name in the brackets.
    Check(Check),
    /// List what to check next, with whom, for whoever looks after it.
    Due(Due),
    /// Say on which day each pack will show something else.
    NextChange(NextChangeArgs),
    /// Write what editors need to complete keys and to mark mistakes: JSON Schema of every TOML file.
    Schema(Schema),
    /// Say what a rule checks, why it matters to a family, and what to write instead.
    Explain(Explain),
    /// Print one leaflet into a PDF.
    ///
    /// Which leaflets there are: the names of the files in content/leaflets; for another size than the main one add it, as in
    /// `what-to-bring-a5`.
    Leaflet(Leaflet),
    /// Show the site while you write it, in a browser on this machine.
    ///
    /// Each change that you save shows at once, and so does each mistake. Nothing is written.
    Serve(Serve),
    /// Begin a workspace, an establishment, a page or a leaflet.
    ///
    /// Asks for what is missing, and never writes over anything.
    #[command(subcommand)]
    New(NewCommand),
}

/// What `new` makes.
#[derive(Debug, Subcommand)]
pub(super) enum NewCommand {
    /// A folder with all that packs are made of.
    Workspace(NewWorkspace),
    /// The facts of an establishment, to fill in.
    Establishment(NewEstablishment),
    /// A page, of all establishments or of one.
    Page(NewPage),
    /// A leaflet: how it is printed, and its words.
    Leaflet(NewLeaflet),
    /// Made-up establishments, to measure on and to try things with.
    Fleet(NewFleet),
}

/// What `new workspace` takes.
#[derive(Debug, clap::Args)]
pub(super) struct NewWorkspace {
    /// The folder to make.
    #[arg(value_name = "FOLDER", default_value = "families")]
    pub folder: PathBuf,
    /// What this collection of packs is called.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The first establishment's short name.
    #[arg(long, value_name = "ID")]
    pub establishment: Option<String>,
    /// With HMP Exampleford, which is made up and uses everything.
    #[arg(long)]
    pub sample: bool,
}

impl NewWorkspace {
    /// Returns the first establishment, of which nothing is said yet.
    pub(super) fn first(&self) -> NewEstablishment {
        NewEstablishment {
            id: None,
            name: None,
            prefix: None,
            division: None,
            singular: None,
            plural: None,
            root: self.folder.clone(),
        }
    }
}

/// What `new establishment` takes.
#[derive(Debug, clap::Args)]
pub(super) struct NewEstablishment {
    /// Its short name, for its address and folder: `chelmsford`.
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Its name, without what stands before it [default: the short name].
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What stands before the name [default: HMP].
    #[arg(long, value_name = "PREFIX")]
    pub prefix: Option<String>,
    /// Whose bank holidays count: england-and-wales, scotland or northern-ireland [default: england-and-wales].
    #[arg(long, value_name = "DIVISION")]
    pub division: Option<String>,
    /// What it calls somebody who is held there [default: prisoner].
    #[arg(long, value_name = "WORD")]
    pub singular: Option<String>,
    /// And several of them [default: the same with an s].
    #[arg(long, value_name = "WORD")]
    pub plural: Option<String>,
    /// The folder that holds familypack.toml.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
}

/// What `new page` takes.
#[derive(Debug, clap::Args)]
pub(super) struct NewPage {
    /// Its short name, for its address: `video-calls`.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// The heading [default: the short name].
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,
    /// What it tells, in a sentence.
    #[arg(long, value_name = "WORDS")]
    pub summary: Option<String>,
    /// The part of the menu [default: none].
    #[arg(long, value_name = "SECTION")]
    pub section: Option<String>,
    /// For this establishment only.
    #[arg(long, value_name = "ID")]
    pub establishment: Option<String>,
    /// The language.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub language: String,
    /// The folder that holds familypack.toml.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
}

/// What `new leaflet` takes.
#[derive(Debug, clap::Args)]
pub(super) struct NewLeaflet {
    /// Its short name: `parking`.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Its heading [default: the short name].
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,
    /// What it tells, in a sentence.
    #[arg(long, value_name = "WORDS")]
    pub summary: Option<String>,
    /// What its discreet form is called [default: Useful notes].
    #[arg(long, value_name = "WORDS")]
    pub neutral_title: Option<String>,
    /// On which paper: a4, a5, a4-poster, card, tri-fold, a5-booklet [default: a4].
    #[arg(long, value_name = "FORM")]
    pub form: Option<String>,
    /// The language.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub language: String,
    /// The folder that holds familypack.toml.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
}

/// What `new fleet` takes.
#[derive(Debug, clap::Args)]
pub(super) struct NewFleet {
    /// The folder to make.
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// How many establishments.
    #[arg(long, value_name = "NUMBER", default_value_t = 120, value_parser = clap::value_parser!(u16).range(1..=i64::from(MOST)))]
    pub establishments: u16,
    /// Another number makes other establishments; the same makes the same.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
}

/// Which packs are looked at, and on which day.
#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// The folder that holds familypack.toml.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
    /// This establishment only, with what all share; can be given several times.
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,
    /// The day of today [default: today].
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// What `check` takes.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed or not")]
pub(super) struct Check {
    #[command(flatten)]
    pub which: Which,
    /// Tell of this rule only; can be given several times.
    #[arg(long, value_name = "RULE")]
    pub rule: Vec<String>,
    /// Tell of errors only, or of warnings too [default: warning].
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub severity: Option<Level>,
    /// Warnings count as errors: the exit code is 1 where there is one.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Instead of problems, list the texts by how hard they are to read: a ranking, never a verdict.
    #[arg(long, conflicts_with = "fix")]
    pub reading: bool,
    /// Print the leaflets too, to see whether they fit their paper. It takes longer.
    #[arg(long)]
    pub leaflets: bool,
    /// Ask for every link to another site, politely, and remember in content/links.toml what came of it. A link is called dead when it
    /// has failed on three days.
    #[arg(long)]
    pub external: bool,
    /// With --external: how long to wait between two pages of one site.
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 1000, requires = "external")]
    pub pause: u64,
    /// With --external: how long one site may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 20, requires = "external")]
    pub timeout: u64,
    /// Mend what can be mended without knowing anything: how a number, a time or a postcode is written, or how a key is spelt. What would be
    /// changed is shown first.
    #[arg(long)]
    pub fix: bool,
    /// With --fix: write without asking.
    #[arg(long, requires = "fix")]
    pub yes: bool,
    /// Where the site will stand: its whole address, ending in / [default: the one in familypack.toml].
    #[arg(long, value_name = "ADDRESS")]
    pub base_url: Option<String>,
    /// Say on the standard error how long each stage took.
    #[arg(long)]
    pub timings: bool,
    /// For people, or for machines.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

/// What `schema` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// The file's name, such as `establishment`: print its schema only [default: write all of them].
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// The folder that holds familypack.toml: the schemas go into its folder `schemas`.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
}

/// What `due` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Due {
    #[command(flatten)]
    pub which: Which,
    /// What is due on this day [default: in 30 days].
    #[arg(long, value_name = "DATE")]
    pub by: Option<String>,
    /// A list to print, a table, or a calendar.
    #[arg(long, value_enum, default_value_t = DueFormat::Text)]
    pub format: DueFormat,
}

/// How `due` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DueFormat {
    /// A list to print, with boxes to tick.
    Text,
    /// A table for a spreadsheet.
    Csv,
    /// A calendar (RFC 5545).
    Ics,
}

/// What `next-change` takes.
#[derive(Debug, clap::Args)]
pub(super) struct NextChangeArgs {
    #[command(flatten)]
    pub which: Which,
    /// For people, or for machines.
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub format: PlainFormat,
}

/// How a short answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PlainFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

/// What `explain` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The rule's name [default: a list of all].
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
}

/// How bad a problem is at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// Errors only.
    Error,
    /// Everything.
    Warning,
}

/// How a check is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// Notes on the lines of a change, on GitHub.
    Github,
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
    /// Make everything anew, whatever is remembered of the last build.
    #[arg(long)]
    pub fresh: bool,
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
