//! `familypack serve`.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;

use super::args::Serve;
use super::build::{day, site_address, today};
use super::report::{complain, counted, problems};
use super::{FINE, USE};
use crate::diagnostic::Severity;
use crate::preview::{self, Settings, State};
use crate::session::count;

/// Serves until it is told to end; returns the exit code.
pub(super) fn run(args: &Serve) -> u8 {
    let served = settings(args).and_then(|settings| {
        let terminal = Terminal { open: args.open, share: args.share, rounds: AtomicUsize::new(0) };
        preview::run(&settings, Arc::new(terminal))
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
    if !args.root.join("familypack.toml").is_file() {
        return Err(format!(
            "there is no file familypack.toml in `{}`: go to the folder that holds it, or name that folder with --root",
            args.root.display()
        ));
    }
    Ok(Settings {
        root: args.root.clone(),
        port: args.port,
        share: args.share,
        follow: args.follow,
        editor: args.editor.clone(),
        today: args.today.as_deref().map(|typed| day(Some(typed))).transpose()?,
        base_url: site_address(args.base_url.as_deref())?,
        poll: args.poll,
    })
}

/// The terminal of a preview.
struct Terminal {
    open: bool,
    share: bool,
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
}

fn say(sentence: &str) {
    // A pipe that was closed early leaves nobody to tell.
    let _ = writeln!(anstream::stdout().lock(), "{sentence}");
}
