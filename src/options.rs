//! Everything that varies between two builds of the same content.

use std::collections::BTreeSet;

use jiff::civil::Date;

/// What a build is asked for. The clock is read once, at the edge of the program, and never again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day the pages are made for.
    pub today: Date,
    /// Where the site will stand, with a `/` at its end; `None` leaves it to `familypack.toml`.
    pub base_url: Option<String>,
    /// The ids of the establishments to build; `None` builds all.
    pub only: Option<BTreeSet<String>>,
    /// Leaflets are printed too.
    pub leaflets: bool,
    /// The ids of establishments whose pages are to go, their files being gone.
    pub remove: BTreeSet<String>,
}
