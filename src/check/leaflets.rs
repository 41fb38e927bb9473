//! Leaflets: their words and pages must be there, and a discreet file's name must be its own.

use std::collections::BTreeSet;

use super::references::is_spoilt_page;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::leaflet::{Leaflet, LeafletForm};
use crate::model::slug::Slug;
use crate::source::{Located, Span};

/// Tells what is wrong between leaflets, their words and the pages that they name.
pub(super) fn leaflets(pack: &Pack) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for (place, leaflet) in pack.leaflets.iter().enumerate() {
        problems.extend(words(pack, leaflet));
        let named = leaflet.page.iter().chain(&leaflet.pages);
        problems.extend(named.filter_map(|page| missing_page(pack, page)).collect());
        problems.extend(same_file(leaflet, &pack.leaflets[..place]).into_iter().collect());
    }
    for text in &pack.leaflet_texts {
        if !pack.leaflets.iter().any(|leaflet| leaflet.name == text.name) {
            let message = format!("there is no leaflet `{}`, so nobody gets these words", text.name);
            let help = match did_you_mean(text.name.as_str(), pack.leaflets.iter().map(|leaflet| leaflet.name.as_str()))
            {
                Some(near) => format!("did you mean `{near}`? Then rename this file"),
                None => format!("add content/leaflets/{}.toml, which says how it is printed", text.name),
            };
            let is_spoilt =
                pack.spoilt.iter().any(|file| file.as_str() == format!("content/leaflets/{}.toml", text.name));
            if !is_spoilt {
                problems.push(Diagnostic::error("leaflet-unknown", Span::whole(&text.file), message).help(help));
            }
        }
    }
    problems
}

/// Returns what the files of a leaflet may be called that begin with `name`, without their ending.
fn files(leaflet: &Leaflet, name: &Slug) -> BTreeSet<String> {
    let forms = leaflet.forms.iter().map(|form| form.as_str());
    let copies = forms.chain(["large-print", LeafletForm::A4.as_str()]).map(|form| format!("{name}-{form}"));
    copies.chain([name.to_string()]).collect()
}

/// Tells of a neutral title from which a file gets the name that another copy has: of this leaflet, or of one before it.
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

/// Tells of a leaflet without words in the fleet's first language.
fn words(pack: &Pack, leaflet: &Leaflet) -> Diagnostics {
    let language = pack.fleet.first_language();
    let path = format!("content/{language}/leaflets/{}.md", leaflet.name);
    let is_there = pack.leaflet_texts.iter().any(|text| text.name == leaflet.name && text.language == *language);
    if is_there || pack.spoilt.iter().any(|file| file.as_str() == path) {
        return Diagnostics::default();
    }
    let message = format!("the leaflet `{}` has no words", leaflet.name);
    let problem = Diagnostic::error("leaflet-words", leaflet.at.clone(), message);
    std::iter::once(problem.help(format!("write them in {path}"))).collect()
}

fn missing_page(pack: &Pack, page: &Located<Slug>) -> Option<Diagnostic> {
    if pack.pages.iter().any(|known| known.name == page.value) || is_spoilt_page(pack, page.value.as_str()) {
        return None;
    }
    let message = format!("there is no page `{}`", page.value);
    let problem = Diagnostic::error("link-page", page.span.clone(), message);
    Some(match did_you_mean(page.value.as_str(), pack.pages.iter().map(|known| known.name.as_str())) {
        Some(near) => problem.help(format!("did you mean `{near}`?")).suggest(page.span.clone(), format!("\"{near}\"")),
        None => problem.help("write the name of a page's file, for example visiting"),
    })
}
