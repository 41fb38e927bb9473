//! Do links lead somewhere, and does everything a page loads come from the site itself?

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::address::{self, Base, Inside, Target};
use super::page::Page;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::output::OutputPath;

/// Everything links can lead to, folder by folder.
#[derive(Debug)]
pub struct Site<'a> {
    folders: BTreeMap<&'a str, Files<'a>>,
    base: Base,
}

/// The files of a folder, and those of its pages that have been read. An anchor of another file is taken to exist.
pub type Files<'a> = (&'a BTreeSet<OutputPath>, Option<&'a BTreeMap<OutputPath, Arc<Page>>>);

impl<'a> Site<'a> {
    /// Puts a site together from its folders by their names, the site's own files under no name. `base_url` is the address of its
    /// root, empty where it is not known.
    pub fn new(folders: impl IntoIterator<Item = (&'a str, Files<'a>)>, base_url: &str) -> Self {
        Self { folders: folders.into_iter().collect(), base: Base::new(base_url) }
    }

    fn folder(&self, path: &str) -> Option<&Files<'a>> {
        // The site's own files may lie in folders too.
        self.folders.get(folder_at_the_top(path)).or_else(|| self.folders.get(""))
    }

    /// Returns the path of a file that is there.
    fn file(&self, path: &str) -> Option<&'a str> {
        self.folder(path)?.0.get(path).map(OutputPath::as_str)
    }

    fn page(&self, path: &str) -> Option<&'a Page> {
        self.folder(path)?.1?.get(path).map(|page| &**page)
    }

    fn files(&self) -> impl Iterator<Item = &'a str> {
        self.folders.values().flat_map(|(files, _)| files.iter()).map(OutputPath::as_str)
    }

    /// Tells whether a place is there, and reached as a link should reach it.
    fn holds(&self, inside: &Inside) -> bool {
        let path = inside.path.as_str();
        let index = self.index_of(path);
        let target = match index.as_deref() {
            _ if self.file(path).is_some() => path,
            Some(index) if !inside.is_relative => index,
            _ => return false,
        };
        let Some((anchor, page)) = inside.anchor.as_deref().zip(self.page(target)) else { return true };
        page.problem.is_some() || page.ids.contains_key(anchor)
    }

    /// Returns the page that a server sends for a folder.
    fn index_of(&self, folder: &str) -> Option<String> {
        let index = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        self.file(&index).map(|_| index)
    }

    /// Returns a file that may have been meant: the same but for its case, or one in the same folder with a name much like it.
    fn meant(&self, path: &str) -> Option<&'a str> {
        let same = self.files().find(|file| file.to_lowercase() == path.to_lowercase());
        let folder = folder_of(path);
        same.or_else(|| did_you_mean(path, self.files().filter(|file| folder_of(file) == folder)))
    }
}

/// Returns the pack's folder.
fn folder_at_the_top(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a browser goes to an address only when somebody asks it to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Followed,
    Loaded,
}

/// What the links of a folder's pages came to.
#[derive(Debug)]
pub struct Links {
    folder: String,
    /// The places outside the folder that they lead to.
    outward: BTreeSet<Inside>,
    /// What is wrong.
    pub found: Diagnostics,
}

impl Links {
    pub(super) fn new(folder: &str) -> Self {
        Self { folder: folder.to_owned(), outward: BTreeSet::new(), found: Diagnostics::default() }
    }

    /// Tells whether looking again at the same pages, in another site with the same address, would find the same.
    #[must_use]
    pub fn still_stand(&self, site: &Site<'_>) -> bool {
        self.found.is_empty() && self.outward.iter().all(|inside| site.holds(inside))
    }
}

/// Checks every address on a page. The same address with the same words is reported once.
pub(super) fn check(page: &Page, site: &Site<'_>, all: &mut Links) {
    let Links { folder, outward, found } = all;
    let addresses = page.links.iter().map(|link| &link.address).chain(&page.mentions).chain(&page.resources);
    for address in addresses {
        if let Target::Inside(inside) = address::resolve(address, &page.path, &site.base)
            && folder_at_the_top(&inside.path) != folder
        {
            outward.insert(inside);
        }
    }
    let links: BTreeSet<(&str, &str)> =
        page.links.iter().map(|link| (link.address.as_str(), link.text.as_str())).collect();
    for (address, text) in links {
        let subject = if text.is_empty() {
            format!("a link on `{}`", page.path)
        } else {
            format!("the link `{text}` on `{}`", page.path)
        };
        if text.is_empty() {
            found.push(link_empty(page, address));
        }
        found.extend(check_address(page, site, address, &subject, Use::Followed).into_iter().collect());
    }
    for address in page.mentions.iter().collect::<BTreeSet<_>>() {
        let subject = format!("an address in the code of `{}`", page.path);
        found.extend(check_address(page, site, address, &subject, Use::Followed).into_iter().collect());
    }
    for address in page.resources.iter().collect::<BTreeSet<_>>() {
        let subject = format!("a picture, style or script of `{}`", page.path);
        found.extend(check_address(page, site, address, &subject, Use::Loaded).into_iter().collect());
    }
}

fn link_empty(page: &Page, address: &str) -> Diagnostic {
    let message = format!("a link on `{}` to `{address}` has no words", page.path);
    Diagnostic::of_output("link-empty", page.path.as_str(), message)
        .help("give the link words that say where it leads; a screen reader has nothing to say for it now")
}

fn check_address(page: &Page, site: &Site<'_>, address: &str, subject: &str, used: Use) -> Option<Diagnostic> {
    let problem = |code, message: String| Diagnostic::of_output(code, page.path.as_str(), message);
    if address.trim().is_empty() {
        let message = format!("{subject} leads nowhere: its address is empty");
        return Some(problem("link-broken", message).help("write the address, or take the link away"));
    }
    match address::resolve(address, &page.path, &site.base) {
        Target::Inside(inside) => check_inside(page, site, &inside, subject),
        Target::Above => {
            let message = format!("{subject} leads to `{address}`, which is outside the site");
            Some(problem("link-outside", message).help("take one `../` away from the address"))
        }
        Target::Foreign { host } if used == Use::Loaded => {
            let message = format!("{subject} is loaded from `{host}`: `{address}`");
            Some(problem("resource-foreign", message).help(
                "put a copy of the file into the theme: the pack must work without the internet, and nobody else should learn who reads it",
            ))
        }
        Target::Foreign { .. } | Target::NoFile => None,
        Target::Script => {
            let message = format!("{subject} runs a script instead of leading to a page: `{address}`");
            Some(problem("link-javascript", message).help("link to a page; pages must work without scripts"))
        }
        Target::Malformed => {
            let message = format!("{subject} leads to `{address}`, which is not a web address");
            Some(problem("link-broken", message).help("write it as `https://www.example.org/page`"))
        }
    }
}

fn check_inside(page: &Page, site: &Site<'_>, inside: &Inside, subject: &str) -> Option<Diagnostic> {
    let problem = |code, message: String| Diagnostic::of_output(code, page.path.as_str(), message);
    let path = inside.path.as_str();
    let index = site.index_of(path);
    let target = if site.file(path).is_some() {
        path
    } else if let Some(index) = index.as_deref() {
        if inside.is_relative {
            let message = format!("{subject} leads to the folder `{path}/`, not to a page");
            return Some(problem("link-to-folder", message).help(format!(
                "link to `{index}` itself: opened from a USB stick, a folder shows as a list of files"
            )));
        }
        index
    } else {
        let message = format!("{subject} leads to `{path}`, and there is no such file in the site");
        let help = match site.meant(path) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "mend the address, take the link away, or add the page".to_owned(),
        };
        return Some(problem("link-broken", message).help(help));
    };
    let anchor = inside.anchor.as_deref()?;
    let page_there = site.page(target)?;
    if page_there.problem.is_some() || page_there.ids.contains_key(anchor) {
        return None;
    }
    let message = format!("{subject} leads to the place `#{anchor}` on `{target}`, and there is no such place");
    let help = match did_you_mean(anchor, page_there.ids.keys().map(String::as_str)) {
        Some(meant) => format!("did you mean `#{meant}`?"),
        None => "link to the page without `#`, or to one of its headings".to_owned(),
    };
    Some(problem("anchor-missing", message).help(help))
}
