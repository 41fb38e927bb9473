//! What is wrong between facts, and on the finished pages.
//!
//! In: a [`Pack`], or a rendered site. Out: [`Diagnostics`]. Never changes what it looks at. What can be seen in one value alone
//! is told when it is read.

mod advice;
mod allow;
mod due;
mod external;
mod facts;
mod gathered;
pub mod tree;

pub use self::advice::{Reading, advice, reading};
pub use self::allow::allow;
pub use self::due::{Due, due};
pub use self::external::external;
pub use self::facts::{Place, Places};
pub use self::gathered::Gathered;
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
    facts::establishment(pack, establishment, options.today)
}

/// Checks what all establishments share, and how their own pages lead to others; what only the whole fleet can have is told by
/// [`Gathered`].
#[must_use]
pub fn shared(pack: &Pack, options: &Options) -> Diagnostics {
    facts::shared(pack, options.today)
}
