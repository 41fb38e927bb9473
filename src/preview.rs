//! `familypack serve`: the site as it will be, while it is written.
//!
//! In: a workspace that is being edited. Out: the site of the last round, in memory, on a port of this machine, and what editors
//! need beside it. A round is the same [`Session::build`](crate::session::Session::build) that `build` runs, on the same files;
//! nothing here decides what a page looks like. Never writes a file.
//!
//! Three threads: `watch` tells that something changed, `rounds` builds, `server` answers. They share [`State`], which is
//! replaced whole after each round.

mod guard;
mod page;
mod rounds;
mod server;
mod state;
mod tools;
mod watch;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use jiff::civil::Date;

pub use self::rounds::Rounds;
pub use self::state::{Hub, State, Wake};

/// What a preview is asked for.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder that holds familypack.toml: its whole path without links, as the system writes it when something changes there.
    pub root: PathBuf,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Others on the same network may look, and nothing else.
    pub share: bool,
    /// The page that changed comes to the front.
    pub follow: bool,
    /// The day the pages are made for; `None` is whatever day it is.
    pub today: Option<Date>,
    /// Where the site will stand.
    pub base_url: Option<String>,
    /// Looks for changes this often, in milliseconds, where the system cannot tell of them.
    pub poll: Option<u64>,
}

/// What a preview tells whoever started it.
pub trait Host: Send + Sync {
    /// It listens at this address.
    fn listens(&self, address: &str);
    /// A round is over.
    fn round(&self, state: &State);
    /// Something is worth saying in a sentence.
    fn says(&self, sentence: &str);
    /// Returns the day.
    fn today(&self) -> Date;
    /// Returns the time.
    fn now(&self) -> SystemTime;
    /// Opens a file where whoever edits edits, at a line that counts from 1.
    ///
    /// # Errors
    /// Why it cannot be opened.
    fn edit(&self, file: &Path, line: usize) -> Result<(), String>;
}

/// Serves until the process is told to end.
///
/// # Errors
/// A port that cannot be had, in a sentence that says what to do.
pub fn run(settings: &Settings, host: &Arc<dyn Host>) -> Result<(), String> {
    let listener = listener(settings)?;
    let address = listener.local_addr().map_err(|error| format!("cannot listen: {error}"))?;
    let hub = Arc::new(Hub::new(settings.clone(), Arc::clone(host)));
    watch::start(settings, Arc::clone(&hub), &**host)?;
    let mut rounds = Rounds::new(Arc::clone(&hub));
    host.listens(&format!("http://{}", SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), address.port())));
    let thread = std::thread::Builder::new().name("rounds".to_owned()).spawn(move || rounds.run());
    let thread = thread.map_err(|error| format!("cannot start a thread: {error}"))?;
    let served = server::serve(listener, Arc::clone(&hub));
    hub.wake(Wake::End);
    let built = thread.join();
    served?;
    built.map_err(|_| "the preview stopped: please report this as a mistake of familypack".to_owned())
}

fn listener(settings: &Settings) -> Result<std::net::TcpListener, String> {
    let at = if settings.share { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    std::net::TcpListener::bind((at, settings.port)).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => format!(
            "port {} is in use, perhaps by another preview: end that, or leave --port out to take a free one",
            settings.port
        ),
        std::io::ErrorKind::PermissionDenied => {
            format!("port {} may not be used: choose one from 1024 up, or leave --port out", settings.port)
        }
        _ => format!("cannot listen on port {}: {error}", settings.port),
    })
}
