//! What is printed: a leaflet, a card, a poster or the complete pack, as plain data.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Banner, Block, Inline};

/// How a leaflet is made of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A card for the wallet: three panels of 86 x 54 mm one under the other, printed on one side, several on a sheet of A4.
    Card,
    /// A sheet of A4 on its side, folded twice to DL: three panels a side, printed on both, flipped on the short edge.
    TriFold,
    /// Sheets of A4.
    A4,
    /// Sheets of A5.
    A5,
    /// Sheets of A4 to be read from where one stands.
    A4Poster,
    /// Pages of A5, and the same imposed on sheets of A4, to fold and staple.
    A5Booklet,
}

impl Form {
    /// The panel that a discreet card has before all others.
    pub const OUTSIDE: &str = "outside";

    /// Returns the form's name, as files and templates use it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::TriFold => "tri-fold",
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::A4Poster => "a4-poster",
            Self::A5Booklet => "a5-booklet",
        }
    }

    /// Returns the names of the panels in the order in which people read them; empty where the text flows over pages.
    #[must_use]
    pub fn panels(self) -> &'static [&'static str] {
        match self {
            Self::Card => &["front", "inside-top", "inside-bottom"],
            Self::TriFold => &["cover", "flap", "inside-left", "inside-middle", "inside-right", "back"],
            Self::A4 | Self::A5 | Self::A4Poster | Self::A5Booklet => &[],
        }
    }
}

/// A leaflet, ready for a template.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leaflet {
    /// How it is made of paper. Large print is A4 whatever the leaflet's own form.
    pub form: Form,
    /// 18 points, laid out anew.
    pub large: bool,
    /// The language (BCP 47).
    pub language: String,
    /// Its direction: `ltr` or `rtl`.
    pub direction: &'static str,
    /// What its properties call it: never empty, and neutral where it is discreet.
    pub title: String,
    /// The heading: the only one of level 1.
    pub heading: Vec<Inline>,
    /// One sentence on what it holds; empty where that would tell too much.
    pub summary: String,
    /// Who publishes it; empty where that would tell too much.
    pub publisher: String,
    /// The establishment's name, for the top of each page; `None` where it must not stand there.
    pub name: Option<String>,
    /// What stands outside, where what is inside must not show.
    pub cover: Option<Cover>,
    /// That nobody may rely on it.
    pub banner: Option<Banner>,
    /// What stands on the panels of [`Form::panels`], in reading order, after [`Form::OUTSIDE`] where that is needed; empty where
    /// the text flows.
    pub panels: Vec<Panel>,
    /// The text that flows over pages; empty where there are panels.
    pub chapters: Vec<Chapter>,
    /// It has a list of its chapters.
    pub contents: bool,
    /// The two tiers of help.
    pub safety: Vec<Block>,
    /// Where the website stands, whose own pages need no address in print; empty where nobody knows.
    pub site: String,
    /// Where the website says more.
    pub web: Option<WebAddress>,
    /// What stands at the foot of each sheet.
    pub foot: Foot,
    /// How many pages it may take; of one page the template says by how much it is too full.
    pub most_pages: Option<u32>,
    /// Year, month and day of its newest fact, which its properties give as its date.
    pub dated: (i16, i8, i8),
    /// The drawings in it, by [`super::Drawing::src`].
    pub drawings: BTreeMap<String, Arc<[u8]>>,
    /// The theme's own words for paper, by name.
    pub texts: Arc<BTreeMap<String, String>>,
}

/// One panel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Panel {
    /// Its name: [`Form::OUTSIDE`], or one of [`Form::panels`].
    pub name: &'static str,
    /// What is on it.
    pub blocks: Vec<Block>,
}

/// A part of a text that flows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chapter {
    /// What links name it by.
    pub id: String,
    /// Its title; empty for the leaflet's own text, which stands below the leaflet's heading.
    pub title: Vec<Inline>,
    /// Its text, with headings of level 2 and deeper.
    pub blocks: Vec<Block>,
}

/// A neutral outside.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cover {
    /// The words on the front.
    pub title: String,
    /// A line below them.
    pub line: String,
}

/// An address on the web.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebAddress {
    /// The whole address.
    pub address: String,
    /// As it is read: without its scheme.
    pub shown: String,
    /// What is there, for someone who cannot see the code.
    pub alt: String,
}

/// The foot of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Foot {
    /// What the leaflet is called there.
    pub name: String,
    /// When the facts were checked, in a sentence.
    pub checked: String,
    /// Until when it can be relied on, in a sentence.
    pub due: String,
    /// Where to ask for other formats.
    pub formats: String,
}

/// What became of a leaflet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Printed {
    /// The file for reading.
    pub pdf: Arc<[u8]>,
    /// How many pages it has.
    pub pages: usize,
    /// The sheets for the printer, where they are another file.
    pub sheets: Option<Arc<[u8]>>,
}
