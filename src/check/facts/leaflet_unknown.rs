//! Words of a leaflet that is not there.

use jiff::civil::Date;

use super::spoilt;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::source::Span;

/// Tells of each text of which no leaflet is made.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let names = || pack.leaflets.iter().map(|leaflet| leaflet.name.as_str());
    for text in &pack.leaflet_texts {
        let name = text.name.as_str();
        let path = format!("content/leaflets/{name}.toml");
        if names().any(|leaflet| leaflet == name) || spoilt::is_file(pack, &path) {
            continue;
        }
        let message = format!("there is no leaflet `{name}`, so nobody gets these words");
        let help = match did_you_mean(name, names()) {
            Some(near) => format!("did you mean `{near}`? Then rename this file"),
            None => format!("add {path}, which says how it is printed"),
        };
        problems.push(Diagnostic::error("leaflet-unknown", Span::whole(&text.file), message).help(help));
    }
    problems
}
