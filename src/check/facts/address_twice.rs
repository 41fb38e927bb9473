//! Pages that would overwrite one another.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::page::Page;

/// Tells of each page whose neutral name is that of another page's file.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let own = pack.establishments.values().flat_map(|establishment| &establishment.pages);
    let all: Vec<&Page> = pack.pages.iter().chain(own).collect();
    for page in &all {
        let Some(name) = &page.discreet.name else { continue };
        let takes_it = |other: &&&Page| {
            let neutral = other.discreet.name.as_ref().map(|name| &name.value);
            other.name != page.name && (other.name == name.value || neutral == Some(&name.value))
        };
        let Some(other) = all.iter().filter(|other| can_stand_beside(page, other)).find(takes_it) else { continue };
        let message = format!("the page `{}` has this address", other.name);
        problems.push(
            Diagnostic::error("address-twice", name.span.clone(), message)
                .also(other.at.clone(), "that page")
                .help("write a name that no other page has, for example \"help-1\""),
        );
    }
    problems
}

/// Tells whether two pages can stand in one pack: not those of two establishments.
fn can_stand_beside(page: &Page, other: &Page) -> bool {
    let whose = |page: &Page| page.at.file.establishment().map(str::to_owned);
    let own = whose(page);
    own.is_none() || whose(other).is_none_or(|other| Some(other) == own)
}
