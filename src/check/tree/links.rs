//! Do links lead somewhere, and does everything a page loads come from the site itself?
//!
//! What stays inside a folder is looked at as soon as the folder is finished, by [`links()`]; what leads out of it when all folders
//! are there, by [`Links::all`].

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::address::{self, Base, Inside, Target};
use super::{anchor_missing, link_broken, link_empty, link_javascript, link_outside, link_to_folder, resource_foreign};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::output::{Contents, OutputPath, Page};

/// The names on a page that links from other folders may lead to, as hashes: all that must be known of a page when it is written.
#[derive(Clone, Debug, Default)]
pub struct Anchors(Box<[u32]>);

impl Anchors {
    /// Notes the names on a page.
    #[must_use]
    pub fn of(page: &Page) -> Self {
        let mut hashes: Vec<u32> = page.ids().map(hash).collect();
        hashes.sort_unstable();
        Self(hashes.into())
    }

    fn have(&self, anchor: &str) -> bool {
        self.0.binary_search(&hash(anchor)).is_ok()
    }
}

/// Half of a hash: a fleet of a thousand has two million names, of which a link is looked for among those of one page.
fn hash(text: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}

/// Where links can lead.
pub(super) trait Place {
    /// Tells whether a file is there.
    fn has_file(&self, path: &str) -> bool;
    /// Tells whether a file has a name on it; one that was not made now is taken to have any.
    fn has_anchor(&self, path: &str, anchor: &str) -> bool;
    /// Returns a file that may have been meant: the same but for its case, or one in the same folder with a name much like it.
    fn meant_file(&self, path: &str) -> Option<String>;
    /// Returns a name on a file that may have been meant.
    fn meant_anchor(&self, path: &str, anchor: &str) -> Option<String>;
}

fn meant<'a>(path: &str, files: impl Iterator<Item = &'a OutputPath> + Clone) -> Option<String> {
    let same = files.clone().map(OutputPath::as_str).find(|file| file.to_lowercase() == path.to_lowercase());
    let folder = folder_of(path);
    let near = || did_you_mean(path, files.map(OutputPath::as_str).filter(|file| folder_of(file) == folder));
    same.or_else(near).map(str::to_owned)
}

/// Everything links can lead to, folder by folder.
#[derive(Debug)]
pub struct Site<'a>(BTreeMap<&'a str, Files<'a>>);

/// The files of a folder, and the names on those of its pages that were made now.
pub type Files<'a> = (&'a BTreeSet<OutputPath>, Option<&'a BTreeMap<OutputPath, Anchors>>);

impl<'a> Site<'a> {
    /// Puts a site together from its folders by their names, the site's own files under no name.
    pub fn new(folders: impl IntoIterator<Item = (&'a str, Files<'a>)>) -> Self {
        Self(folders.into_iter().collect())
    }

    fn folder(&self, path: &str) -> Option<&Files<'a>> {
        // The site's own files may lie in folders too.
        self.0.get(folder_at_the_top(path)).or_else(|| self.0.get(""))
    }
}

impl Place for Site<'_> {
    fn has_file(&self, path: &str) -> bool {
        self.folder(path).is_some_and(|(files, _)| files.contains(path))
    }

    fn has_anchor(&self, path: &str, anchor: &str) -> bool {
        let page = self.folder(path).and_then(|(_, pages)| pages.as_ref()?.get(path));
        page.is_none_or(|anchors| anchors.have(anchor))
    }

    fn meant_file(&self, path: &str) -> Option<String> {
        meant(path, self.0.values().flat_map(|(files, _)| files.iter()))
    }

    fn meant_anchor(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

/// A folder whose pages are being looked at.
struct Own<'a> {
    files: &'a BTreeSet<OutputPath>,
    pages: &'a BTreeMap<OutputPath, Arc<Page>>,
    anchors: &'a BTreeMap<OutputPath, Anchors>,
}

impl Place for Own<'_> {
    fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    fn has_anchor(&self, path: &str, anchor: &str) -> bool {
        // Half a hash that is not there says no; one that is there is looked at once more.
        let may_have = self.anchors.get(path).is_none_or(|anchors| anchors.have(anchor));
        let page = self.pages.get(path);
        may_have && page.is_none_or(|page| page.has_id(anchor)) || page.is_some_and(|page| page.problem().is_some())
    }

    fn meant_file(&self, path: &str) -> Option<String> {
        meant(path, self.files.iter())
    }

    fn meant_anchor(&self, path: &str, anchor: &str) -> Option<String> {
        did_you_mean(anchor, self.pages.get(path)?.ids()).map(str::to_owned)
    }
}

/// Returns the pack's folder.
fn folder_at_the_top(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// How an address stands on a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Use {
    /// A browser follows it when somebody asks it to.
    Followed,
    /// A browser loads it by itself.
    Loaded,
}

/// What an address came to.
#[derive(Clone)]
enum Verdict {
    Fine,
    /// It leads out of the folder.
    Outward(Inside),
    Wrong(Wrong),
}

/// What is wrong with an address: the rule, what comes after its subject, and what to write instead.
#[derive(Clone)]
pub(super) struct Wrong {
    code: &'static str,
    message: String,
    help: String,
}

impl Wrong {
    pub(super) fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into() }
    }

    fn of(&self, page: &OutputPath, subject: &str) -> Diagnostic {
        let message = format!("{subject} {}", self.message);
        Diagnostic::of_output(self.code, page.as_str(), message).help(self.help.clone())
    }
}

/// What the links of a folder's pages came to, as far as the folder itself can tell.
#[derive(Debug, Default)]
pub struct Links {
    /// The places outside the folder, and on which pages what leads there.
    outward: BTreeMap<Inside, Vec<(OutputPath, String)>>,
    /// What is wrong, whatever is outside.
    found: Diagnostics,
}

impl Links {
    /// Tells what is wrong, now that all folders are there.
    #[must_use]
    pub fn all(&self, site: &Site<'_>) -> Diagnostics {
        let mut all = self.found.clone();
        for (wrong, ways) in self.outward.iter().filter_map(|(inside, ways)| Some((check_inside(site, inside)?, ways)))
        {
            for (page, subject) in ways {
                all.push(wrong.of(page, subject));
            }
        }
        all
    }
}

/// Checks every address on the pages of a folder (of no name for the site's own). The same address with the same words is reported
/// once for each page. `anchors` are the names on them, `base_url` is the address of the site's root, empty where it is not known.
#[must_use]
pub fn links(
    folder: &str,
    files: &BTreeSet<OutputPath>,
    pages: &BTreeMap<OutputPath, Arc<Page>>,
    anchors: &BTreeMap<OutputPath, Anchors>,
    base_url: &str,
) -> Links {
    let own = Own { files, pages, anchors };
    let base = Base::new(base_url);
    // Pages of one folder mostly lead to the same places.
    let mut known: HashMap<(&str, &str, Use), Verdict> = HashMap::new();
    let mut fine: HashMap<(&str, *const Contents), bool> = HashMap::new();
    let mut links = Links::default();
    for page in pages.values() {
        let here = folder_of(page.path.as_str());
        let mut verdict = |address, used| {
            let judge = || judge(address, used, folder, &page.path, &own, &base);
            if rests_on_page(address) {
                return judge();
            }
            known.entry((here, address, used)).or_insert_with(judge).clone()
        };
        // A piece of several pages in which nothing is wrong is looked at once.
        let pieces: Vec<&Contents> = page
            .pieces()
            .filter(|piece| {
                let is_fine = || {
                    addresses(piece).all(|(address, text, used)| {
                        let is_clear = !rests_on_page(address) && text != Some("");
                        is_clear && matches!(verdict(address, used), Verdict::Fine)
                    })
                };
                Arc::strong_count(piece) == 1 || !*fine.entry((here, Arc::as_ptr(piece))).or_insert_with(is_fine)
            })
            .map(|piece| &**piece)
            .collect();
        let mut all: Vec<(Use, &str, Option<&str>)> =
            pieces.into_iter().flat_map(addresses).map(|(address, text, used)| (used, address, text)).collect();
        all.sort_unstable();
        all.dedup();
        for (used, address, text) in &all {
            match verdict(address, *used) {
                Verdict::Fine => {}
                Verdict::Wrong(wrong) => links.found.push(wrong.of(&page.path, &subject(page, *text, *used))),
                Verdict::Outward(inside) => {
                    links.outward.entry(inside).or_default().push((page.path.clone(), subject(page, *text, *used)));
                }
            }
        }
        for (_, address, _) in all.iter().filter(|(_, _, text)| *text == Some("")) {
            links.found.push(link_empty::check(page, address));
        }
    }
    links
}

/// Returns the addresses on a piece with the words of those that are links, and how each is used.
fn addresses(piece: &Contents) -> impl Iterator<Item = (&str, Option<&str>, Use)> {
    let links = piece.links.iter().map(|link| (link.address.as_str(), Some(link.text.as_str()), Use::Followed));
    let mentions = piece.mentions.iter().map(|address| (address.as_str(), None, Use::Followed));
    let resources = piece.resources.iter().map(|address| (address.as_str(), None, Use::Loaded));
    links.chain(mentions).chain(resources)
}

/// Tells whether where an address leads depends on the page it stands on.
fn rests_on_page(address: &str) -> bool {
    address.is_empty() || address.starts_with(['#', '?'])
}

/// Says what an address is, for the beginning of a sentence.
fn subject(page: &Page, text: Option<&str>, used: Use) -> String {
    let path = &page.path;
    match (text, used) {
        (Some(""), _) => format!("a link on `{path}`"),
        (Some(text), _) => format!("the link `{text}` on `{path}`"),
        (None, Use::Followed) => format!("an address in the code of `{path}`"),
        (None, Use::Loaded) => format!("a picture, style or script of `{path}`"),
    }
}

fn judge(address: &str, used: Use, folder: &str, page: &OutputPath, own: &Own<'_>, base: &Base) -> Verdict {
    if address.trim().is_empty() {
        return Verdict::Wrong(link_broken::of_nothing());
    }
    Verdict::Wrong(match address::resolve(address, page, base) {
        Target::Inside(inside) if folder_at_the_top(&inside.path) != folder => return Verdict::Outward(inside),
        Target::Inside(inside) => return check_inside(own, &inside).map_or(Verdict::Fine, Verdict::Wrong),
        Target::Foreign { .. } if used == Use::Followed => return Verdict::Fine,
        Target::NoFile => return Verdict::Fine,
        Target::Above => link_outside::check(address),
        Target::Foreign { host } => resource_foreign::check(&host, address),
        Target::Script => link_javascript::check(address),
        Target::Malformed => link_broken::of_malformed(address),
    })
}

fn check_inside(place: &dyn Place, inside: &Inside) -> Option<Wrong> {
    let path = inside.path.as_str();
    if place.has_file(path) {
        return anchor_missing::check(place, path, inside.anchor.as_deref()?);
    }
    // What a server sends for a folder.
    let index = if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") };
    if !place.has_file(&index) {
        return Some(link_broken::of_path(place, path));
    }
    if inside.is_relative {
        return Some(link_to_folder::check(path, &index));
    }
    anchor_missing::check(place, &index, inside.anchor.as_deref()?)
}
