//! The theme's files that go out with every pack, and its scripts.
//!
//! A script goes out under a name that changes with its content, so that no browser keeps an old one. The theme's style sheets
//! do not go out: the renderer puts them into the pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::offline::{MANIFEST, WORKER};
use crate::output::{OutputPath, Plan, integrity};
use crate::source::ThemeFiles;
use crate::view::{Script, View};

/// What of a theme goes out.
#[derive(Debug, Default)]
pub(super) struct Assets {
    /// The files, by their path in a pack's folder, sorted.
    files: Vec<(String, Arc<[u8]>)>,
    /// The path of each script in a pack's folder and its hash, by its name: `scripts/app.js` is `app`.
    scripts: BTreeMap<String, (String, String)>,
    /// What browsers look for at the top of a site, by its path there.
    at_the_top: Vec<(String, Arc<[u8]>)>,
    /// What makes a pack open without a network.
    pub(super) worker: Option<Arc<[u8]>>,
    /// What the theme says in a pack's manifest.
    pub(super) manifest: Option<Arc<[u8]>>,
}

impl Assets {
    /// Returns what goes out of a theme: all of its folder `assets` as it is, and its scripts.
    pub(super) fn of(theme: &ThemeFiles) -> Self {
        let mut assets = Self::default();
        for (path, (_, bytes)) in theme {
            if path.starts_with("assets/") {
                assets.files.push((path.clone(), Arc::clone(bytes)));
            } else if path == "favicon.ico" {
                assets.at_the_top.push((path.clone(), Arc::clone(bytes)));
            } else if path == WORKER {
                assets.worker = Some(Arc::clone(bytes));
            } else if path == MANIFEST {
                assets.manifest = Some(Arc::clone(bytes));
            } else if let Some(name) = path.strip_prefix("scripts/").and_then(|name| name.strip_suffix(".js")) {
                let path = format!("assets/{name}-{}.js", &blake3::hash(bytes).to_hex()[..10]);
                assets.scripts.insert(name.to_owned(), (path.clone(), integrity(bytes)));
                assets.files.push((path, Arc::clone(bytes)));
            }
        }
        assets.files.sort();
        assets
    }

    /// Returns the files as they go out in `folder`, which is empty for the site's own or ends with `/`.
    pub(super) fn plan(&self, folder: &str) -> Plan {
        let file = |(path, bytes): &(String, Arc<[u8]>)| {
            (OutputPath::new(&format!("{folder}{path}")), View::Asset(Arc::clone(bytes)))
        };
        let at_the_top = self.at_the_top.iter().filter(|_| folder.is_empty());
        self.files.iter().chain(at_the_top).map(file).collect()
    }

    /// Returns the scripts of those names that the theme has, in the order asked for. `link` tells the way to a path of
    /// `folder`.
    pub(super) fn scripts(&self, names: &[&str], folder: &str, link: impl Fn(&OutputPath) -> String) -> Vec<Script> {
        let known = names.iter().filter_map(|name| self.scripts.get(*name));
        let script = |(path, integrity): &(String, String)| Script {
            href: link(&OutputPath::new(&format!("{folder}{path}"))),
            integrity: integrity.clone(),
        };
        known.map(script).collect()
    }
}
