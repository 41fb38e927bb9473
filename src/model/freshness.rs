//! How fresh a fact is on a day: what kinds of facts there are, and when each is due again.

use jiff::ToSpan;
use jiff::civil::Date;

use super::date::CheckedOn;
use super::fact::Provenance;
use super::fleet::ReviewDays;

/// What kind of facts a part of a page holds: they age at different speeds, and a family does different things about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Opening hours, visits sessions, booking.
    Times,
    /// Phone numbers and addresses.
    Contacts,
    /// Everything else.
    Other,
}

impl Kind {
    /// Returns the end of the names of this kind's texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Times => "times",
            Self::Contacts => "contacts",
            Self::Other => "other",
        }
    }

    fn days(self, review: &ReviewDays) -> u32 {
        match self {
            Self::Times => review.times,
            Self::Contacts => review.contacts,
            Self::Other => review.other,
        }
    }
}

/// How fresh a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Checked, and not yet due again.
    Fresh(CheckedOn),
    /// Checked, but that is too long ago.
    Stale(CheckedOn),
    /// Never checked.
    Never,
}

/// Returns how fresh what rests on `provenance` is on the day `today`.
///
/// It is due on `review_by`, else so many days after it was checked as the fleet says for its kind. A date after today does
/// not make a fact fresh: it is a slip of the pen.
#[must_use]
pub fn freshness(provenance: &Provenance, kind: Kind, review: &ReviewDays, today: Date) -> Freshness {
    let Some(checked) = provenance.checked else { return Freshness::Never };
    if due(provenance, kind, review).is_none_or(|due| due < today) || checked.earliest() > today {
        Freshness::Stale(checked)
    } else {
        Freshness::Fresh(checked)
    }
}

/// Returns the last day on which what rests on `provenance` counts as fresh; `None` where it was never checked.
#[must_use]
pub fn due(provenance: &Provenance, kind: Kind, review: &ReviewDays) -> Option<Date> {
    let checked = provenance.checked?.earliest();
    // A review that was due before the last check has been done.
    let review_by = provenance.review_by.filter(|due| *due > checked);
    Some(review_by.unwrap_or_else(|| checked.saturating_add(i64::from(kind.days(review)).days())))
}
