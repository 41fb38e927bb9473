//! `familypack serve`.

#![expect(clippy::disallowed_methods, reason = "the clock is read and editors are started at the edge of the program")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use jiff::civil::Date;

use super::args::Serve;
use super::build::{day, site_address, today, workspace_at};
use super::report::{complain, counted, problems};
use super::{FINE, USE};
use crate::diagnostic::Severity;
use crate::preview::{self, Settings, State};
use crate::session::count;

/// Serves until it is told to end; returns the exit code.
pub(super) fn run(args: &Serve) -> u8 {
    let served = settings(args).and_then(|settings| {
        let terminal =
            Terminal { open: args.open, share: args.share, editor: args.editor.clone(), rounds: AtomicUsize::new(0) };
        let host: Arc<dyn preview::Host> = Arc::new(terminal);
        preview::run(&settings, &host)
    });
    match served {
        Ok(()) => FINE,
        Err(message) => {
            complain(&message);
            USE
        }
    }
}

fn settings(args: &Serve) -> Result<Settings, String> {
    workspace_at(&args.root)?;
    Ok(Settings {
        root: args.root.canonicalize().map_err(|error| format!("cannot find {}: {error}", args.root.display()))?,
        port: args.port,
        share: args.share,
        follow: args.follow,
        today: args.today.as_deref().map(|typed| day(Some(typed))).transpose()?,
        base_url: site_address(args.base_url.as_deref())?,
        poll: args.poll,
    })
}

/// The terminal of a preview.
struct Terminal {
    open: bool,
    share: bool,
    editor: Option<String>,
    rounds: AtomicUsize,
}

impl preview::Host for Terminal {
    fn listens(&self, address: &str) {
        say(&format!("The preview is at {address} – it changes as you save. Ctrl+C ends it."));
        if self.share {
            let port = address.rsplit(':').next().unwrap_or_default();
            say(&format!(
                "Others on your network can look at it too: http://<the number of this computer>:{port} (they can change nothing)."
            ));
        }
        if self.open && open::that_detached(address).is_err() {
            say("No browser could be opened: open that address yourself.");
        }
    }

    fn round(&self, state: &State) {
        if !state.settled {
            return;
        }
        let (errors, warnings) = (count(&state.problems, Severity::Error), count(&state.problems, Severity::Warning));
        if let Some(trouble) = &state.trouble {
            complain(trouble);
        } else if errors > 0 {
            let drawn = problems(&state.problems, &state.sources);
            let _ = anstream::stderr().lock().write_all(drawn.as_bytes());
            say(&format!("{}. The last good pages stay until they are mended.", counted(errors, "error")));
        } else if self.rounds.fetch_add(1, Ordering::Relaxed) == 0 {
            let packs = counted(state.cards.len(), "establishment");
            say(&format!("{packs}, {}, {}.", counted(state.pages(), "page"), counted(warnings, "warning")));
        } else {
            say("Changed, and all is well.");
        }
    }

    fn says(&self, sentence: &str) {
        say(sentence);
    }

    fn today(&self) -> Date {
        today()
    }

    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn edit(&self, file: &Path, line: usize) -> Result<(), String> {
        match &self.editor {
            None => open::that_detached(file).map_err(|error| error.to_string()),
            Some(command) => open_with(command, file, line),
        }
    }
}

/// Runs an editor, never through a shell: a name of a file is a name, whatever is in it.
fn open_with(command: &str, path: &Path, line: usize) -> Result<(), String> {
    let mut words = command
        .split_whitespace()
        .map(|word| word.replace("{line}", &line.to_string()).replace("{file}", &path.to_string_lossy()));
    let program = words.next().ok_or("no editor is named")?;
    let mut arguments: Vec<String> = words.collect();
    if !command.contains("{file}") {
        arguments.push(path.to_string_lossy().into_owned());
    }
    let child = Command::new(program).args(arguments).stdin(Stdio::null()).spawn();
    // Whoever waits for it keeps no dead process around.
    child.map(|mut child| drop(std::thread::spawn(move || child.wait()))).map_err(|error| error.to_string())
}

fn say(sentence: &str) {
    // A pipe that was closed early leaves nobody to tell.
    let _ = writeln!(anstream::stdout().lock(), "{sentence}");
}
