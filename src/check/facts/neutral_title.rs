//! Leaflets whose discreet copy would overwrite another file.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::leaflet::{Leaflet, LeafletForm};
use crate::model::slug::Slug;

/// Tells of each neutral title from which a file gets the name that another copy has: of the leaflet itself, or of one before it.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let leaflets = pack.leaflets.iter().enumerate();
    leaflets.filter_map(|(place, leaflet)| same_file(leaflet, &pack.leaflets[..place])).collect()
}

/// Returns what the files of a leaflet may be called that begin with `name`, without their ending.
fn files(leaflet: &Leaflet, name: &Slug) -> BTreeSet<String> {
    let forms = leaflet.forms.iter().map(|form| form.as_str());
    let copies = forms.chain(["large-print", LeafletForm::A4.as_str()]).map(|form| format!("{name}-{form}"));
    copies.chain([name.to_string()]).collect()
}

fn same_file(leaflet: &Leaflet, before: &[Leaflet]) -> Option<Diagnostic> {
    let (open, neutral) = (files(leaflet, &leaflet.name), files(leaflet, &leaflet.neutral_name));
    let is_taken = |other: &&Leaflet| {
        let names = [files(other, &other.name), files(other, &other.neutral_name)];
        names.iter().any(|names| !names.is_disjoint(&open) || !names.is_disjoint(&neutral))
    };
    let own = (!open.is_disjoint(&neutral)).then_some(leaflet);
    let other = own.or_else(|| before.iter().find(is_taken))?;
    let message = format!("a file of the leaflet `{}` would have the same name", other.name);
    let problem = Diagnostic::error("neutral-title", leaflet.neutral_title.span.clone(), message);
    let problem = if own.is_some() { problem } else { problem.also(other.neutral_title.span.clone(), "that leaflet") };
    Some(problem.help("write a neutral title that is no leaflet's name and that no other leaflet has"))
}
