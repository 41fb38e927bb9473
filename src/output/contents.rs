//! What stands on a finished page, as far as a check must know it.

use std::sync::Arc;

use super::OutputPath;

/// A heading, `h1` to `h6`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1..=6.
    pub level: u8,
    /// Its words, with the text of its pictures; empty where there are none.
    pub text: String,
}

/// A link that can be followed: an `a` or `area` with an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The address as written, entities resolved.
    pub address: String,
    /// Its name as a screen reader says it: its words, or else its label; empty where there is neither.
    pub text: String,
}

/// A picture without an `alt` attribute. An empty one says that the picture is decoration, and is fine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Image {
    /// Its address as written.
    pub address: String,
}

/// A table, unless it says that it is not one by `role="presentation"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The words of its caption; empty where there is none.
    pub caption: String,
    /// The words of its header cells without a `scope`.
    pub unscoped: Vec<String>,
}

/// What is worth knowing of a piece of a page, in the order of the page. All text has its entities resolved, and one space where
/// there was any run of spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Why the rest is empty or incomplete; `None` for everything sound.
    pub problem: Option<String>,
    /// The `lang` of the whole page; `None` where there is none or an empty one.
    pub lang: Option<String>,
    /// The words of its first `title`; `None` where there is no title at all.
    pub title: Option<String>,
    /// Every `id`; a `name` of an `a` that is not its `id` counts as one.
    pub ids: Vec<String>,
    /// The headings that are read out.
    pub headings: Vec<Heading>,
    /// The links.
    pub links: Vec<Link>,
    /// Addresses named but neither followed nor loaded by a browser on its own: of forms, of other forms of the page.
    pub mentions: Vec<String>,
    /// Addresses a browser loads by itself: pictures, styles, scripts, frames, sounds.
    pub resources: Vec<String>,
    /// Pictures that say nothing of themselves.
    pub images_without_alt: Vec<Image>,
    /// The tables; an inner one comes before the one that holds it.
    pub tables: Vec<Table>,
    /// Text around each piece of template syntax that was left.
    pub slots: Vec<String>,
}

impl Contents {
    /// Tells whether there is nothing worth knowing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns every text of it, to be changed.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Self { problem, lang, title, ids, headings, links, mentions, resources, images_without_alt, tables, slots } =
            self;
        let alone = [problem, lang, title].into_iter().flatten();
        let lists = [ids, mentions, resources, slots].into_iter().flatten();
        let headings = headings.iter_mut().map(|heading| &mut heading.text);
        let links = links.iter_mut().flat_map(|link| [&mut link.address, &mut link.text]);
        let images = images_without_alt.iter_mut().map(|image| &mut image.address);
        let tables = tables.iter_mut().flat_map(|table| std::iter::once(&mut table.caption).chain(&mut table.unscoped));
        alone.chain(lists).chain(headings).chain(links).chain(images).chain(tables)
    }
}

/// A finished page: where it is, and what stands on it, piece by piece. A piece that is the same on many pages is held once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it is.
    pub path: OutputPath,
    pieces: Vec<Arc<Contents>>,
}

impl Page {
    /// Puts a page together from its pieces, in order.
    #[must_use]
    pub fn new(path: OutputPath, pieces: Vec<Arc<Contents>>) -> Self {
        Self { path, pieces }
    }

    /// Returns its pieces, in order.
    pub fn pieces(&self) -> impl Iterator<Item = &Arc<Contents>> {
        self.pieces.iter()
    }

    /// Returns why it could not be read; `None` for every sound page.
    #[must_use]
    pub fn problem(&self) -> Option<&str> {
        self.pieces.iter().find_map(|piece| piece.problem.as_deref())
    }

    /// Returns the language of the whole page.
    #[must_use]
    pub fn lang(&self) -> Option<&str> {
        self.pieces.iter().find_map(|piece| piece.lang.as_deref())
    }

    /// Returns the words of its title.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.pieces.iter().find_map(|piece| piece.title.as_deref())
    }

    /// Tells whether something on it has that name.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        self.ids().any(|known| known == id)
    }

    /// Returns every id, one that is repeated as often as it is there.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().flat_map(|piece| &piece.ids).map(String::as_str)
    }

    /// Returns the headings, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.pieces.iter().flat_map(|piece| &piece.headings)
    }

    /// Returns the links, in order.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.pieces.iter().flat_map(|piece| &piece.links)
    }

    /// Returns the addresses that are named.
    pub fn mentions(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().flat_map(|piece| &piece.mentions).map(String::as_str)
    }

    /// Returns the addresses that are loaded.
    pub fn resources(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().flat_map(|piece| &piece.resources).map(String::as_str)
    }

    /// Returns the pictures that say nothing of themselves.
    pub fn images_without_alt(&self) -> impl Iterator<Item = &Image> {
        self.pieces.iter().flat_map(|piece| &piece.images_without_alt)
    }

    /// Returns the tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.pieces.iter().flat_map(|piece| &piece.tables)
    }

    /// Returns the text around each piece of template syntax that was left.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().flat_map(|piece| &piece.slots).map(String::as_str)
    }

    /// Returns everything in one piece.
    #[must_use]
    pub fn whole(&self) -> Contents {
        let mut whole = Contents {
            problem: self.problem().map(str::to_owned),
            lang: self.lang().map(str::to_owned),
            title: self.title().map(str::to_owned),
            ..Contents::default()
        };
        for piece in &self.pieces {
            whole.ids.extend_from_slice(&piece.ids);
            whole.headings.extend_from_slice(&piece.headings);
            whole.links.extend_from_slice(&piece.links);
            whole.mentions.extend_from_slice(&piece.mentions);
            whole.resources.extend_from_slice(&piece.resources);
            whole.images_without_alt.extend_from_slice(&piece.images_without_alt);
            whole.tables.extend_from_slice(&piece.tables);
            whole.slots.extend_from_slice(&piece.slots);
        }
        whole
    }
}
