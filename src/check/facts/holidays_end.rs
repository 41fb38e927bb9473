//! Bank holidays that run out.

use jiff::ToSpan;
use jiff::civil::Date;

use super::spoilt;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::source::{FileId, Span};

/// Tells of a list of bank holidays that ends within six months.
pub(super) fn check(pack: &Pack, today: Date) -> Diagnostics {
    let ending = pack.holidays.iter().filter(|table| table.until < today.saturating_add(6.months()));
    ending
        .map(|table| {
            let at = Span::whole(&FileId::new(spoilt::HOLIDAYS));
            let message = format!("the list of bank holidays ends on {}", table.until);
            Diagnostic::warning("holidays-end", at, message)
                .help("add the next year from https://www.gov.uk/bank-holidays, and set until and checked")
        })
        .collect()
}
