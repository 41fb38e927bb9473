//! What is wrong between facts, and stops a build or goes out with a warning: each rule in a file of its own.
//!
//! In: a [`Pack`] and the day, or what was gathered of all packs. Out: [`Diagnostics`]. A rule looks at one establishment, at one line with
//! numbers, at the links of pages, or at what all share, and tells nothing that another tells. What each means, and to whom, stands in
//! [`crate::rules`].

mod address_twice;
mod anchor_missing;
mod checked_in_future;
mod entry_long;
mod fact_never_checked;
mod fact_overdue;
mod holidays_end;
mod holidays_missing;
mod hours_unknown;
mod id_language;
mod id_twice;
mod id_unknown;
mod leaflet_unknown;
mod leaflet_words;
mod lines;
mod link_page;
mod neutral_title;
mod no_booking;
mod no_safer_custody;
mod no_switchboard;
mod page_essential;
mod page_missing;
mod phone_free;
mod phone_not_free;
mod phone_premium;
mod phone_real;
mod phone_reserved;
mod places;
mod required;
mod sources_in_conflict;
mod spoilt;
mod successor_closed;
mod translation_missing;
mod unchecked;

use std::cell::OnceCell;

use jiff::civil::Date;

use self::lines::Line;
use self::places::Linked;
pub use self::places::{Place, Places};
use self::unchecked::Unchecked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::fact::Known;
use crate::model::walk::{NamedFact, every_fact, every_record};

pub(super) use self::hours_unknown::check as hours_unknown;

/// The rules about one establishment.
const OF_ESTABLISHMENT: &[fn(&One<'_>) -> Diagnostics] = &[
    checked_in_future::check,
    fact_never_checked::check,
    fact_overdue::check,
    id_language::check,
    id_twice::check,
    id_unknown::of_establishment,
    no_booking::check,
    no_safer_custody::check,
    no_switchboard::check,
    page_essential::check,
    sources_in_conflict::of_establishment,
];

/// The rules about what all share.
const OF_FLEET: &[fn(&Pack, Date) -> Diagnostics] = &[
    address_twice::check,
    entry_long::check,
    holidays_end::check,
    holidays_missing::check,
    id_unknown::of_directory,
    leaflet_unknown::check,
    leaflet_words::check,
    link_page::of_leaflets,
    neutral_title::check,
    page_missing::check,
    sources_in_conflict::of_directory,
    successor_closed::check,
    translation_missing::check,
];

/// The rules about one line with numbers.
const OF_LINE: &[fn(&Line<'_>) -> Vec<Diagnostic>] =
    &[phone_free::check, phone_not_free::check, phone_premium::check, phone_real::check, phone_reserved::check];

/// The rules about the links of pages.
const OF_LINKS: &[fn(&Linked<'_>) -> Vec<Diagnostic>] = &[anchor_missing::check, link_page::check];

/// One establishment, as the rules look at it.
struct One<'a> {
    pack: &'a Pack,
    of: &'a Establishment,
    today: Date,
    facts: Vec<NamedFact<'a>>,
    records: Vec<(&'static str, &'a Known<()>)>,
    unchecked: OnceCell<Vec<Unchecked>>,
}

/// Checks the facts of one establishment.
pub(super) fn establishment(pack: &Pack, of: &Establishment, today: Date) -> Diagnostics {
    let one = One { pack, of, today, facts: every_fact(of), records: every_record(of), unchecked: OnceCell::new() };
    let mut problems: Diagnostics = OF_ESTABLISHMENT.iter().flat_map(|rule| rule(&one).into_vec()).collect();
    problems.extend(of_lines(&lines::of_establishment(of)));
    problems
}

/// Checks what all establishments share, and how their own pages lead to others.
pub(super) fn shared(pack: &Pack, today: Date) -> Diagnostics {
    let mut problems: Diagnostics = OF_FLEET.iter().flat_map(|rule| rule(pack, today).into_vec()).collect();
    problems.extend(of_lines(&lines::of_directory(pack)));
    problems.extend(links_of_own(pack));
    problems
}

/// Checks the links of the shared pages. `own` are the pages of all establishments.
pub(super) fn links_of_shared(pack: &Pack, own: &Places) -> Diagnostics {
    let mut all = Places::of(&pack.pages);
    all.add(own);
    of_links(&Linked::new(pack, &pack.pages, &all))
}

/// Checks the links of the establishments' own pages.
fn links_of_own(pack: &Pack) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for establishment in pack.establishments.values().filter(|establishment| !establishment.pages.is_empty()) {
        let mut all = Places::of(&pack.pages);
        all.add(&Places::of(&establishment.pages));
        problems.extend(of_links(&Linked::new(pack, &establishment.pages, &all)));
    }
    problems
}

fn of_lines(lines: &[Line<'_>]) -> Diagnostics {
    lines.iter().flat_map(|line| OF_LINE.iter().flat_map(move |rule| rule(line))).collect()
}

fn of_links(linked: &Linked<'_>) -> Diagnostics {
    OF_LINKS.iter().flat_map(|rule| rule(linked)).collect()
}
