//! Bank holidays that nobody has listed.

use jiff::civil::Date;

use super::spoilt;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::source::{FileId, Span};

/// Tells where there is no list of bank holidays. One that cannot be read is there, and is told by itself.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let at = Span::whole(&FileId::new(spoilt::HOLIDAYS));
    if pack.holidays.is_some() || pack.spoilt.contains(&at.file) {
        return Diagnostics::default();
    }
    let problem = Diagnostic::error("holidays-missing", at, "there is no list of bank holidays")
        .help("add content/bank-holidays.toml: without it no page can say what is different on a bank holiday");
    std::iter::once(problem).collect()
}
