//! What is remembered of links to other sites: when each was asked for, and what came of it.

use jiff::civil::Date;

use super::record::vocabulary;
use crate::source::Span;

vocabulary! {
    /// What came of asking for an address.
    LinkState {
        /// It is there.
        Fine = "fine",
        /// It is at another address, for good.
        Moved = "moved",
        /// It is not there, or nobody can rely on it.
        Failed = "failed",
        /// Nobody can say: the site does not let programs look, or was busy.
        Unclear = "could-not-check",
    }
}

/// On how many days an address must have failed, one after the other, to be called dead: a site may be away for a day.
pub const STRIKES: usize = 3;

/// What is remembered of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The whole address, without the place on its page.
    pub address: String,
    /// What came of it the last time.
    pub state: LinkState,
    /// The last time.
    pub checked: Date,
    /// Where it is now.
    pub moved_to: Option<String>,
    /// What was seen, in words; empty where it is fine.
    pub note: String,
    /// The days on which it failed since it was there last, in order.
    pub failures: Vec<Date>,
    /// Where it is written.
    pub at: Span,
}

impl Remembered {
    /// Tells whether nobody should be sent there any more.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.failures.len() >= STRIKES
    }
}
