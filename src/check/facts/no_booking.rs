//! A prison at which nobody can book.

use super::One;
use crate::diagnostic::Diagnostics;
use crate::model::record::ContactRole;

/// Tells of a pack without a booking line and without a place on the web to book.
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    if one.is_reachable(ContactRole::BookingLine) || one.of.booking.online.is_known() {
        return Diagnostics::default();
    }
    one.missing("no-booking", "there is no way to book a visit", ContactRole::BookingLine)
}
