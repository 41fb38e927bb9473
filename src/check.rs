//! What is wrong between facts, and on the finished pages.
//!
//! In: a [`Pack`], or a rendered site. Out: [`Diagnostics`]. Never changes what it looks at. What can be seen in one value alone
//! is told when it is read.

mod contacts;
mod freshness;
mod leaflets;
mod pages;
mod references;
mod sources;
mod translations;
pub mod tree;

pub use self::tree::tree;

use crate::diagnostic::Diagnostics;
use crate::model::Pack;
use crate::options::Options;

/// Checks the facts of every establishment.
#[must_use]
pub fn pack(pack: &Pack, options: &Options) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for establishment in pack.establishments.values() {
        problems.extend(references::establishment(pack, establishment));
        problems.extend(contacts::establishment(establishment));
        problems.extend(sources::in_conflict(establishment));
        problems.extend(freshness::establishment(pack, establishment, options.today));
    }
    problems.extend(references::pages(pack));
    problems.extend(references::directory(pack));
    problems.extend(pages::links(pack));
    problems.extend(pages::addresses(pack));
    problems.extend(contacts::directory(pack));
    problems.extend(sources::directory_in_conflict(pack));
    problems.extend(leaflets::leaflets(pack));
    problems.extend(translations::missing(pack));
    problems.extend(freshness::holidays(pack, options.today));
    problems.sort();
    problems
}
