//! A prison without a line for worried families.

use super::One;
use crate::diagnostic::Diagnostics;
use crate::model::record::ContactRole;

/// Tells of a pack in which somebody who fears for a life finds nobody at the prison to tell.
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    if one.is_reachable(ContactRole::SaferCustody) || one.has_phone(ContactRole::Emergency) {
        return Diagnostics::default();
    }
    let message = "worried families have no number to call: neither safer custody nor an emergency line";
    one.missing("no-safer-custody", message, ContactRole::SaferCustody)
}
