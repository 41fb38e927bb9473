//! A prison without a main number.

use super::One;
use crate::diagnostic::Diagnostics;
use crate::model::record::ContactRole;

/// Tells of a pack in which nobody can ring the prison.
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    if one.has_phone(ContactRole::Switchboard) {
        return Diagnostics::default();
    }
    one.missing("no-switchboard", "the prison's main number is not known", ContactRole::Switchboard)
}
