//! Exceptions that do not say all they must: the rule, until when, and why.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::model::date::parse_date;
use crate::source::Span;

/// Reads the words of an exception after `allow` into its rule and its last day, and tells of what they lack.
pub(super) fn read<'w>(words: &'w str, at: &Span) -> Result<(&'w str, Date), Box<Diagnostic>> {
    let invalid = |message: &str| {
        let problem = Diagnostic::warning("allow-invalid", at.clone(), message);
        Box::new(problem.help("write it so: # allow adult-age until 2027-06-30: the visits office said so"))
    };
    let (rule, rest) = words.split_once(" until ").ok_or_else(|| invalid("this exception says not until when"))?;
    let (day, why) = rest.split_once(':').ok_or_else(|| invalid("this exception has no reason"))?;
    if why.trim().is_empty() {
        return Err(invalid("this exception has no reason"));
    }
    let until = parse_date(day.trim()).map_err(|error| invalid(&error.message))?;
    Ok((rule.trim(), until))
}
