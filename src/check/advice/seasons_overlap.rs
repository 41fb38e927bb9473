//! Two parts of a year that both say when a place is open.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::{Establishment, NamedHours};
use crate::model::hours::{Day, Season};

/// Tells of each pair of seasons that share days and give them other hours.
pub(super) fn check(establishment: &Establishment, _: &Looked<'_>) -> Diagnostics {
    establishment.hours.values().flat_map(of_one).collect()
}

fn of_one(hours: &NamedHours) -> Vec<Diagnostic> {
    let seasons = &hours.hours.seasons;
    let pairs =
        seasons.iter().enumerate().flat_map(|(place, one)| seasons[place + 1..].iter().map(move |two| (one, two)));
    let problem = |(one, two): (&Season, &Season)| {
        let share = one.from <= two.to && two.from <= one.to;
        let differ = one
            .weekly
            .iter()
            .zip(two.weekly.iter())
            .any(|((_, one), (_, two))| *one != Day::NotKnown && *two != Day::NotKnown && one != two);
        (share && differ).then(|| {
            let message = format!(
                "the seasons from {} to {} and from {} to {} share days and do not agree",
                one.from, one.to, two.from, two.to
            );
            Diagnostic::warning("seasons-overlap", hours.known.at.clone(), message)
                .help("end the first season the day before the second begins")
        })
    };
    pairs.filter_map(problem).collect()
}
