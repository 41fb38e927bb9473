//! An e-mail address that is not of the organisation's own site.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::{Entry, State};

/// Endings under which anybody can have a name, where the name is the part before them.
const ENDINGS: [&str; 9] = ["org.uk", "co.uk", "gov.uk", "ac.uk", "nhs.uk", "ltd.uk", "me.uk", "police.uk", "gov.scot"];

/// Tells of each entry of the directory whose e-mail address and web address have no name in common.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    looked.pack.directory.entries.iter().filter_map(problem).collect()
}

fn problem(entry: &Entry) -> Option<Diagnostic> {
    let (email, web) = (entry.email.known()?, entry.web.known()?);
    // One site speaks for every part of the government, and each has its own mail.
    let is_of_government = web.host() == "www.gov.uk" && email.domain().ends_with(".gov.uk");
    if entry.state == State::Closed || is_of_government || name(email.domain()) == name(web.host()) {
        return None;
    }
    let message = format!("the e-mail address is of {}, and the site is {}", email.domain(), web.host());
    Some(
        Diagnostic::warning("email-elsewhere", entry.email.at()?.clone(), message)
            .help("look on the organisation's site for its own address; mail to a wrong one may be read by a stranger"),
    )
}

/// Returns the part of a host's name that somebody has chosen: `prisonadvice` of `www.prisonadvice.org.uk`.
fn name(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    let ending = ENDINGS.iter().find(|ending| host.ends_with(&format!(".{ending}")));
    let rest = match ending {
        Some(ending) => &host[..host.len() - ending.len() - 1],
        None => host.rsplit_once('.').map_or(host, |(rest, _)| rest),
    };
    rest.rsplit('.').next().unwrap_or(rest)
}
