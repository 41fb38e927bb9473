//! Notices whose time is over.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;

/// Tells of each notice that is shown no more.
pub(super) fn check(establishment: &Establishment, looked: &Looked<'_>) -> Diagnostics {
    let over = establishment.notices.iter().filter(|notice| notice.ends < looked.today);
    let problem = |notice: &crate::model::record::Notice| {
        Diagnostic::warning("notice-over", notice.at.clone(), format!("this notice ended on {}", notice.ends))
            .help("take it out; or give it a later end, if it still holds")
    };
    over.map(problem).collect()
}
