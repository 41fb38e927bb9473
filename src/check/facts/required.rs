//! What a pack cannot be live without.

use super::One;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::PackState;
use crate::model::record::ContactRole;
use crate::source::Span;

/// The pages that no pack can do without: how to visit, whom to ask, and what to do in fear.
pub(super) const ESSENTIAL: [&str; 7] =
    ["home", "visiting", "worried", "directory", "accessibility", "about", "not-found"];

impl One<'_> {
    /// Tells whether there is a number for a role.
    pub(super) fn has_phone(&self, role: ContactRole) -> bool {
        self.of.contact(role).is_some_and(|contact| contact.facts.phone.is_known())
    }

    /// Tells whether there is any way to reach a role.
    pub(super) fn is_reachable(&self, role: ContactRole) -> bool {
        let facts = self.of.contact(role).map(|contact| &contact.facts);
        facts.is_some_and(|facts| facts.phone.is_known() || facts.email.is_known() || facts.web.is_known())
    }

    /// Tells of what a pack needs and has not: an error in a live pack.
    pub(super) fn missing(&self, code: &'static str, message: &str, role: ContactRole) -> Diagnostics {
        // What seems to be missing in a file with mistakes may only be misspelt.
        if self.of.spoilt {
            return Diagnostics::default();
        }
        let at = Span::whole(&self.of.file);
        let problem = match self.of.state {
            PackState::Live => Diagnostic::error(code, at, message),
            PackState::Draft | PackState::Sample => Diagnostic::warning(code, at, message),
        };
        let help = format!("ask the prison, then add a [[contact]] with role = \"{}\"", role.as_str());
        std::iter::once(problem.help(help)).collect()
    }
}
