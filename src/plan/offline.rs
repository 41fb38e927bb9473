//! What opens a pack without a network: which pages a phone may save, and how the pack stands on its first screen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::edition::{Edition, Listing};
use super::{HOME, NOT_FOUND};
use crate::model::slug::Slug;
use crate::output::{OutputPath, Plan};
use crate::view::{ManifestPack, View, WebManifest, Worker, WorkerEdition, WorkerPack, drawings};

/// The page that stands in for one that is not saved.
pub(super) const OFFLINE: &str = "offline";
/// The pages saved at the first visit: what a family needs on the way, and in an emergency. Data costs money.
const FIRST: [&str; 4] = [HOME, "visiting", "worried", "directory"];
/// The theme's worker.
pub(super) const WORKER: &str = "sw.js";
/// What the theme says in a manifest.
pub(super) const MANIFEST: &str = "manifest.json";

/// Tells whether a phone may save a page.
pub(super) fn may_be_saved(listing: &Listing<'_>) -> bool {
    listing.page.name.as_str() != NOT_FOUND
}

/// Returns what a worker is told of one edition; `None` where it has no page that could stand in for others.
pub(super) fn worker_edition(edition: &Edition<'_>, id: &str) -> Option<WorkerEdition> {
    let path = |name: &str| {
        let listing = edition.page_named(name)?;
        listing.path.as_str().strip_prefix(id)?.strip_prefix('/').map(str::to_owned)
    };
    let offline = path(OFFLINE)?;
    let folder = offline.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    Some(WorkerEdition {
        folder,
        offline,
        first: FIRST.iter().filter_map(|name| path(name)).collect(),
        saved: edition.say("saved", &[("date", "{date}")]),
    })
}

/// Plans the worker of a pack from its finished plan. Nothing where the theme has no worker or no edition a page for it.
pub(super) fn worker(script: Option<&Arc<[u8]>>, id: &str, editions: Vec<WorkerEdition>, plan: &Plan) -> Plan {
    let Some(script) = script.filter(|_| !editions.is_empty()) else { return Plan::new() };
    let folder = format!("{id}/");
    let pages: BTreeMap<&str, &crate::view::Page> = plan
        .iter()
        .filter_map(|(path, view)| match view {
            View::Page(page) if page.built.is_some() => Some((path.as_str().strip_prefix(&folder)?, page)),
            _ => None,
        })
        .collect();
    // Seen from a page in a language's folder, they lie above it.
    let scripts: BTreeSet<String> = pages
        .values()
        .flat_map(|page| &page.scripts)
        .map(|script| script.href.trim_start_matches("../").to_owned())
        .collect();
    let drawings: BTreeSet<String> = pages
        .values()
        .flat_map(|page| drawings(&page.main))
        .map(|drawing| drawing.src.trim_start_matches("../").to_owned())
        .collect();
    let pack = WorkerPack {
        pages: pages.keys().map(|path| (*path).to_owned()).collect(),
        scripts: scripts.into_iter().collect(),
        drawings: drawings.into_iter().collect(),
        editions,
    };
    let view = View::Worker(Worker { folder, script: Arc::clone(script), pack });
    Plan::from([(OutputPath::new(&format!("{id}/{WORKER}")), view)])
}

/// Plans the manifest of a pack. Its names say nothing of a prison: others may see the phone.
pub(super) fn manifest(theme: Option<&Arc<[u8]>>, id: &str, edition: &Edition<'_>) -> Plan {
    let named = theme.zip(edition.establishment).zip(Slug::parse(HOME).ok().and_then(|home| edition.pages.get(&home)));
    let Some(((theme, establishment), _)) = named else { return Plan::new() };
    let pack = ManifestPack {
        name: edition.say("installed-name", &[("name", &establishment.identity.name)]),
        short_name: edition.say("installed-short-name", &[]),
        description: edition.say("installed-description", &[]),
        start_url: "index.html".to_owned(),
        scope: "./".to_owned(),
        lang: edition.language.to_string(),
        dir: edition.language.direction(),
    };
    let view = View::WebManifest(WebManifest { theme: Arc::clone(theme), pack });
    Plan::from([(OutputPath::new(&format!("{id}/manifest.webmanifest")), view)])
}
