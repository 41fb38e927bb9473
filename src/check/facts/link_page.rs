//! Links to pages that are not there.

use jiff::civil::Date;

use super::places::Linked;
use super::required::ESSENTIAL;
use super::spoilt;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Pack;
use crate::model::slug::Slug;
use crate::source::Located;

/// Tells of each link whose page is not there. A page that cannot be read, or that no pack can do without, is told itself.
pub(super) fn check(linked: &Linked<'_>) -> Vec<Diagnostic> {
    let is_told = |page: &Slug| spoilt::is_page(linked.pack, page.as_str()) || ESSENTIAL.contains(&page.as_str());
    let names = || linked.all.0.keys().map(String::as_str);
    let lost = linked.links.iter().filter(|link| linked.place(link).is_none() && !is_told(link.page));
    lost.map(|link| {
        let message = format!("there is no page `{}.md`", link.page);
        Diagnostic::error("link-page", link.at.clone(), message).help(match did_you_mean(link.page.as_str(), names()) {
            Some(near) => format!("did you mean `{near}.md`?"),
            None => "write the name of a page's file, for example visiting.md".to_owned(),
        })
    })
    .collect()
}

/// Tells of each page that a leaflet names and that is not there.
pub(super) fn of_leaflets(pack: &Pack, _: Date) -> Diagnostics {
    let named = pack.leaflets.iter().flat_map(|leaflet| leaflet.page.iter().chain(&leaflet.pages));
    named.filter_map(|page| of_leaflet(pack, page)).collect()
}

fn of_leaflet(pack: &Pack, page: &Located<Slug>) -> Option<Diagnostic> {
    if pack.pages.iter().any(|known| known.name == page.value) || spoilt::is_page(pack, page.value.as_str()) {
        return None;
    }
    let message = format!("there is no page `{}`", page.value);
    let problem = Diagnostic::error("link-page", page.span.clone(), message);
    Some(match did_you_mean(page.value.as_str(), pack.pages.iter().map(|known| known.name.as_str())) {
        Some(near) => problem.help(format!("did you mean `{near}`?")).suggest(page.span.clone(), format!("\"{near}\"")),
        None => problem.help("write the name of a page's file, for example visiting"),
    })
}
