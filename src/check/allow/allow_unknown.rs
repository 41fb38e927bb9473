//! Exceptions to a rule that is not there.

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::Span;

/// Tells of a name in an exception that no rule has.
pub(super) fn check(rule: &str, at: Span) -> Option<Diagnostic> {
    if rules::named(rule).is_some() {
        return None;
    }
    let problem = Diagnostic::warning("allow-unknown", at, format!("there is no rule `{rule}`"));
    Some(match rules::like(rule) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("write the name in the brackets of the message"),
    })
}
