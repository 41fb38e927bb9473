//! Leaflets without words.

use jiff::civil::Date;

use super::spoilt;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;

/// Tells of each leaflet without words in the fleet's first language.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let language = pack.fleet.first_language();
    for leaflet in &pack.leaflets {
        let path = format!("content/{language}/leaflets/{}.md", leaflet.name);
        let mut texts = pack.leaflet_texts.iter();
        if texts.any(|text| text.name == leaflet.name && text.language == *language) || spoilt::is_file(pack, &path) {
            continue;
        }
        let message = format!("the leaflet `{}` has no words", leaflet.name);
        let problem = Diagnostic::error("leaflet-words", leaflet.at.clone(), message);
        problems.push(problem.help(format!("write them in {path}")));
    }
    problems
}
