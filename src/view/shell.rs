//! What stands around the content of a page: its menu, the banner, the foot, the way out.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::Block;

/// A link of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MenuLink {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: String,
    /// It is the page itself.
    pub current: bool,
}

/// A part of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MenuSection {
    /// Its heading.
    pub title: String,
    /// Its links.
    pub links: Vec<MenuLink>,
}

/// The same page in another language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LanguageLink {
    /// The language (BCP 47).
    pub language: String,
    /// Its direction.
    pub direction: &'static str,
    /// Its own name for itself.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// It is the page itself.
    pub current: bool,
}

/// The way to a feed, for the head of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FeedLink {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub title: String,
}

/// A banner over every page of a pack that families may not rely on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Banner {
    /// `draft` or `sample`.
    pub kind: &'static str,
    /// Its first words.
    pub title: String,
    /// The rest.
    pub text: String,
}

/// What all pages of one pack in one language share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shell {
    /// The language (BCP 47).
    pub language: String,
    /// Its direction.
    pub direction: &'static str,
    /// The pack's name: "HMP/YOI Chelmsford".
    pub name: String,
    /// Where the pack's name leads.
    pub home: String,
    /// Where the fleet's front page is, for a pack.
    pub fleet: Option<MenuLink>,
    /// The banner.
    pub banner: Option<Banner>,
    /// The two tiers of help in two lines, at the top of every page.
    pub strip: Vec<Block>,
    /// "Worried about someone?": the same on every page, in the same place.
    pub safety: Vec<Block>,
    /// The way to the site's icon.
    pub icon: String,
    /// The links at the foot of every page.
    pub footer: Vec<MenuLink>,
    /// The theme's own words, by name.
    pub texts: Arc<BTreeMap<String, String>>,
}

/// A script of the theme.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Script {
    /// The way to it.
    pub href: String,
    /// The hash of its bytes, as [`crate::output::integrity`] gives it.
    pub integrity: String,
}

/// The way to leave a page at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Exit {
    /// Where it leads: another site.
    pub href: String,
    /// The words of the link.
    pub text: String,
    /// What the part of the page is called.
    pub label: String,
    /// How to leave with the keyboard: shown where a script can do it.
    pub keys: String,
    /// What a screen reader says after the key was pressed once.
    pub two_more: String,
    /// What it says after the second time.
    pub one_more: String,
    /// What it says where the last press is too long ago, or another key came between.
    pub stays: String,
}
