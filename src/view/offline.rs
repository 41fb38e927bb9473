//! What a pack needs to be found, to open without a network, and to stand on a phone's first screen.

use std::sync::Arc;

use serde::Serialize;

/// The foot of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Foot {
    /// Whom to tell of a mistake on the page; `None` where nobody is named.
    pub report: Option<super::MenuLink>,
    /// What paper must say: the pack, the day the page was made, its address.
    pub printed: String,
}

/// The search box, which works without a script as a link to the list of all words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SearchBox {
    /// The way to the list of all words.
    pub action: String,
    /// The way to the index.
    pub index: String,
    /// The label of the box.
    pub label: String,
    /// The words of the button.
    pub button: String,
    /// What stands in the place of the number of results at first.
    pub hint: String,
    /// What is said of results, with `{n}` in the place of their number.
    pub some: String,
    /// What is said where nothing fits.
    pub none: String,
    /// What is said where the index cannot be loaded.
    pub failed: String,
}

/// What can be found in a pack, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SearchIndex {
    /// Its pages, in the order of the menu.
    pub pages: Vec<SearchPage>,
}

/// A page as it can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SearchPage {
    /// Its file, as seen from the index.
    pub url: String,
    /// Its short title.
    pub title: String,
    /// What it holds, in a sentence.
    pub summary: String,
    /// Other words that readers look for it by.
    pub words: Vec<String>,
    /// Its headings, and the words it explains: the id of the place, and the text.
    pub headings: Vec<(String, String)>,
}

/// The script by which a pack opens without a network (W3C, Service Workers).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Worker {
    /// The pack's folder in the site, with `/` at its end. Its files decide the release.
    pub folder: String,
    /// The theme's script, as it is.
    pub script: Arc<[u8]>,
    /// What may be saved.
    pub pack: WorkerPack,
}

/// What a worker is told about its pack.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WorkerPack {
    /// The pages that a phone may save, by their path in the pack's folder, sorted. One that must leave no trace is not there.
    pub pages: Vec<String>,
    /// The scripts that these pages load, sorted.
    pub scripts: Vec<String>,
    /// The drawings on these pages, sorted.
    pub drawings: Vec<String>,
    /// What differs by language; the fleet's first language first.
    pub editions: Vec<WorkerEdition>,
}

/// What a worker is told about a pack in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WorkerEdition {
    /// Its folder in the pack's folder: empty, or `cy/`.
    pub folder: String,
    /// The page that stands in for one that is not saved.
    pub offline: String,
    /// The pages saved at the first visit.
    pub first: Vec<String>,
    /// What is said over a saved page, with `{date}` in the place of the day it was made.
    pub saved: String,
}

/// How a pack stands on a phone's first screen (W3C, Web Application Manifest).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebManifest {
    /// What the theme says in JSON: colours and icons.
    pub theme: Arc<[u8]>,
    /// What the pack says.
    pub pack: ManifestPack,
}

/// What a pack says of itself in its manifest.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ManifestPack {
    /// The name: one that shames nobody whose phone is seen by others.
    pub name: String,
    /// The name below the icon.
    pub short_name: String,
    /// What it is.
    pub description: String,
    /// The page that opens.
    pub start_url: String,
    /// The folder it covers.
    pub scope: String,
    /// The language of the names.
    pub lang: String,
    /// Their direction.
    pub dir: &'static str,
}
