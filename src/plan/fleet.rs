//! The fleet's own pages, and the card by which its front page names an establishment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::edition::Listing;
use super::{Desk, FRONT, Planned, shell};
use crate::model::establishment::Establishment;
use crate::model::postcode::Postcode;
use crate::model::record::{Place, PlaceRole};
use crate::output::{OutputPath, Plan};
use crate::view::{Card, CardPlace, Hosting, Server, SitemapEntry, View};

/// Plans the fleet's own pages: the front page in every language, 404, sitemap and robots.
pub(super) fn pages<'b>(desk: &'b Desk<'b>, cards: &'b [Card], not_kept: &BTreeSet<String>, planned: &mut Planned) {
    let first = desk.pack.fleet.first_language();
    let mut fronts = Vec::new();
    for page in desk.pack.pages.iter().filter(|page| page.name.as_str() == FRONT) {
        let folder = if page.language == *first { String::new() } else { format!("{}/", page.language) };
        let listing = Listing { page, addition: None, path: OutputPath::new(&format!("{folder}index.html")) };
        let mut edition = desk.edition(None, &page.language, BTreeMap::from([(&page.name, listing.clone())]), cards);
        edition.here = listing.path.clone();
        let shell = Arc::new(shell::shell(&edition));
        let view = desk.page(&edition, &listing, (shell, &shell::Menu::of(&edition)), &[]);
        if desk.notes_shown {
            planned.shown.insert(listing.path.clone(), edition.shown.take());
        }
        planned.plan.insert(listing.path.clone(), View::Page(view));
        fronts.push(format!("{folder}index.html"));
        edition.here = OutputPath::new(&format!("{folder}404.html"));
        edition.whole = desk.base_url;
        let lost = shell::lost_page(&edition, &listing);
        planned.plan.insert(edition.here.clone(), View::Page(lost));
        planned.problems.extend(edition.problems.into_inner());
    }
    planned.plan.extend(desk.assets.plan(""));
    planned.plan.extend(hosting(not_kept));
    let Some(base) = desk.base_url else { return };
    let listed = cards.iter().flat_map(|card| &card.listed);
    let fronts = fronts.iter().map(|path| if path == "index.html" { base.to_owned() } else { format!("{base}{path}") });
    let addresses = fronts.chain(listed.map(|path| format!("{base}{path}")));
    let entries = addresses.map(|address| SitemapEntry { address }).collect();
    planned.plan.insert(OutputPath::new("sitemap.xml"), View::Sitemap(entries));
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n");
    planned.plan.insert(OutputPath::new("robots.txt"), View::Text(robots));
}

/// Returns the pages of a pack that no browser may keep, by their paths below its folder.
pub(super) fn not_kept(plan: &Plan) -> BTreeSet<String> {
    plan.iter()
        .filter(|(_, view)| matches!(view, View::Page(page) if page.exit.is_some()))
        .filter_map(|(path, _)| Some(path.as_str().split_once('/')?.1.to_owned()))
        .collect()
}

/// Returns what web servers are to be told: one file for each kind. The same page of another pack has the same name.
fn hosting(not_kept: &BTreeSet<String>) -> Plan {
    let not_kept: Vec<String> = not_kept.iter().map(|path| format!("/*/{path}")).collect();
    let files = [
        ("_headers", Server::HeadersFile),
        ("hosting/nginx-http.conf", Server::NginxHttp),
        ("hosting/nginx-server.conf", Server::NginxServer),
        ("hosting/apache.conf", Server::Apache),
        ("hosting/caddy.conf", Server::Caddy),
    ];
    let file = |(path, server): (&str, Server)| {
        (OutputPath::new(path), View::Hosting(Hosting { server, not_kept: not_kept.clone() }))
    };
    files.into_iter().map(file).collect()
}

/// Returns the establishment's card for the front page.
pub(super) fn card(establishment: &Establishment, plan: &Plan) -> Card {
    let place = establishment.places.iter().find(|place| place.role == PlaceRole::Prison);
    let words = place.map(|place| [place.town.as_deref(), place.county.as_deref()]);
    let words: Vec<&str> = words.into_iter().flatten().flatten().collect();
    let pages = plan.iter().filter(|(_, view)| matches!(view, View::Page(page) if !page.hidden));
    Card {
        name: establishment.identity.full_name(),
        short_name: establishment.identity.name.clone(),
        place: words.join(", "),
        former_names: establishment.identity.former_names.clone(),
        places: places(establishment),
        status: establishment.identity.status.as_str().to_owned(),
        state: establishment.state.as_str().to_owned(),
        home: format!("{}/index.html", establishment.id),
        listed: pages.map(|(path, _)| path.to_string()).collect(),
        printed: BTreeMap::new(),
    }
}

/// Returns where an establishment is, each place once: where the prison itself is, else whatever addresses it has. The same
/// town twice is one place with two postcodes.
fn places(establishment: &Establishment) -> Vec<CardPlace> {
    let is_prison = |place: &&Place| place.role == PlaceRole::Prison;
    let has_own = establishment.places.iter().any(|place| is_prison(&place));
    let mut places: Vec<CardPlace> = Vec::new();
    for place in establishment.places.iter().filter(|place| !has_own || is_prison(place)) {
        let known = [place.postcode.known()].into_iter().flatten();
        let postcodes = known.chain(place.postcode.others().iter().map(|other| &other.value)).map(Postcode::to_string);
        let (town, county) = (place.town.clone().unwrap_or_default(), place.county.clone().unwrap_or_default());
        let at = places.iter().position(|other| other.town == town && other.county == county).unwrap_or_else(|| {
            places.push(CardPlace { town, county, postcodes: Vec::new() });
            places.len() - 1
        });
        for postcode in postcodes {
            if !places[at].postcodes.contains(&postcode) {
                places[at].postcodes.push(postcode);
            }
        }
    }
    places.retain(|place| *place != CardPlace::default());
    places
}
