//! What is wrong between facts, and on the finished pages.
//!
//! In: a [`Pack`], or a rendered site. Out: [`Diagnostics`]. Never changes what it looks at. What can be seen in one value alone
//! is told when it is read.

mod advice;
mod allow;
mod contacts;
mod due;
mod external;
mod freshness;
mod gathered;
mod leaflets;
mod pages;
mod references;
mod sources;
mod translations;
pub mod tree;

pub use self::advice::{Reading, advice, reading};
pub use self::allow::allow;
pub use self::due::{Due, due};
pub use self::external::external;
pub use self::gathered::Gathered;
pub use self::pages::{Place, Places};
use crate::diagnostic::Diagnostics;
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::options::Options;

/// Checks all facts: those of every establishment, and those that all share.
#[must_use]
pub fn pack(pack: &Pack, options: &Options) -> Diagnostics {
    let mut problems = shared(pack, options);
    for one in pack.establishments.values() {
        problems.extend(establishment(pack, one, options));
    }
    let mut gathered = Gathered::default();
    gathered.add(pack);
    problems.extend(gathered.missing(pack));
    problems.sort();
    problems
}

/// Checks the facts of one establishment. Rests on them and on what all share, never on another establishment.
#[must_use]
pub fn establishment(pack: &Pack, establishment: &Establishment, options: &Options) -> Diagnostics {
    let mut problems = references::establishment(pack, establishment);
    problems.extend(contacts::establishment(establishment));
    problems.extend(sources::in_conflict(establishment));
    problems.extend(freshness::establishment(pack, establishment, options.today));
    problems
}

/// Checks what all establishments share, and how their own pages lead to others; what only the whole fleet can have is told by
/// [`Gathered`].
#[must_use]
pub fn shared(pack: &Pack, options: &Options) -> Diagnostics {
    let mut problems = references::pages(pack);
    problems.extend(references::directory(pack));
    problems.extend(pages::links_of_own(pack));
    problems.extend(pages::addresses(pack));
    problems.extend(contacts::directory(pack));
    problems.extend(sources::directory_in_conflict(pack));
    problems.extend(leaflets::leaflets(pack));
    problems.extend(translations::missing(pack));
    problems.extend(freshness::holidays(pack, options.today));
    problems
}
