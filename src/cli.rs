//! The command line: what was typed, in; text and an exit code, out.
//!
//! Exit codes: 0 fine, 1 problems in the content, 2 wrong use or a machine that would not. The clock is read here, once.

mod args;
mod build;
mod check;
mod due;
mod explain;
#[cfg(feature = "paper")]
mod leaflet;
mod memory;
mod new;
mod report;
mod schema;
#[cfg(feature = "preview")]
mod serve;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};

/// Fine.
const FINE: u8 = 0;
/// Problems in the content.
const CONTENT: u8 = 1;
/// Wrong use, or the machine would not.
const USE: u8 = 2;

/// What a new workspace begins with, each file by its path in it.
pub struct Starter {
    /// The shared content and the theme.
    pub files: Vec<(String, &'static [u8])>,
    /// The establishment that is made up.
    pub sample: Vec<(String, &'static [u8])>,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run(starter: &Starter) -> ExitCode {
    let args = Args::parse();
    let code = match args.command {
        Command::Build(build) => build::run(&build),
        Command::Check(check) => check::run(&check),
        Command::Due(args) => due::run(&args),
        Command::NextChange(args) => due::run_next_change(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Explain(explain) => explain::run(&explain),
        Command::New(new) => new::run(&new, starter),
        #[cfg(feature = "paper")]
        Command::Leaflet(leaflet) => leaflet::run(&leaflet),
        #[cfg(not(feature = "paper"))]
        Command::Leaflet(_) => {
            report::complain(
                "this program was built without paper; build it with `cargo build --release`, which has it",
            );
            USE
        }
        #[cfg(feature = "preview")]
        Command::Serve(serve) => serve::run(&serve),
        #[cfg(not(feature = "preview"))]
        Command::Serve(_) => {
            report::complain(
                "this program was built without the preview; build it with `cargo build --release`, which has it",
            );
            USE
        }
    };
    ExitCode::from(code)
}
