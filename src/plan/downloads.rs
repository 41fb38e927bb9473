//! What a family's own apps take over from a pack: calendars, contacts, a feed. Where each is, and what they all say.
//!
//! They leave the pack and live on without it. So each says by itself what it is worth: a draft or a sample, when it was
//! checked, that it knows of no change since, and whom to ring. None holds a name or a number that a page does not hold.

use url::Url;

use super::edition::Edition;
use super::freshness::{Kind, Rests};
use super::{calendar, contacts, feed};
use crate::model::establishment::{Establishment, PackState};
use crate::output::{OutputPath, Plan};
use crate::view::{self, Block, GroupKind, Inline, View};

/// What stands after the `@` of an id where the fleet has no address: a name that nobody can own (RFC 2606, section 2).
const NOWHERE: &str = "familypack.invalid";

/// Where the downloads of an edition are; `None` where there is nothing to put into one. A page's file ends in `.html`, so none
/// can take the place of these.
#[derive(Clone, Debug, Default)]
pub(super) struct Downloads {
    /// The calendar of visits.
    pub visits: Option<OutputPath>,
    /// The calendar of family days.
    pub family_days: Option<OutputPath>,
    /// The contacts.
    pub contacts: Option<OutputPath>,
    /// The feed.
    pub feed: Option<OutputPath>,
}

/// What a download is made from.
pub(super) struct Source<'e, 'a> {
    /// The pack, in its language.
    pub edition: &'e Edition<'a>,
    /// The establishment.
    pub establishment: &'a Establishment,
    /// Where the site will stand.
    pub base_url: Option<&'e str>,
    /// The folder of the edition, with a `/` at its end.
    pub folder: String,
}

/// Plans the downloads of an edition.
pub(super) fn plan(edition: &Edition<'_>, base_url: Option<&str>) -> (Downloads, Plan) {
    let mut plan = Plan::new();
    let Some(establishment) = edition.establishment else { return (Downloads::default(), plan) };
    let folder = edition.folder();
    let source = Source { edition, establishment, base_url, folder };
    let mut add = |name: &str, view: Option<View>| {
        let path = OutputPath::new(&format!("{}{name}", source.folder));
        view.map(|view| {
            plan.insert(path.clone(), view);
            path
        })
    };
    let downloads = Downloads {
        visits: add("visits.ics", calendar::visits(&source).map(View::Calendar)),
        family_days: add("family-days.ics", calendar::family_days(&source).map(View::Calendar)),
        contacts: add("contacts.vcf", contacts::address_book(&source).map(View::AddressBook)),
        feed: add("changes.atom", feed::feed(&source).map(View::Feed)),
    };
    (downloads, plan)
}

impl Source<'_, '_> {
    /// Returns an id that is unique on earth and the same in every build: `visits-afternoon@exampleford.packs.example`.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{name}@{}.{}", self.establishment.id, self.host())
    }

    /// Returns the name of the machine that the site will stand on.
    pub(super) fn host(&self) -> String {
        let url = self.base_url.and_then(|base| Url::parse(base).ok());
        url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| NOWHERE.to_owned())
    }

    /// Returns the whole address of a page, where the fleet has one.
    pub(super) fn page(&self, name: &str) -> Option<String> {
        let listing = self.edition.page_named(name)?;
        Some(format!("{}{}", self.base_url?, listing.path))
    }

    /// Returns that the pack is a draft or a sample, where it is.
    pub(super) fn state(&self) -> Option<String> {
        let kind = match self.establishment.state {
            PackState::Live => return None,
            state @ (PackState::Draft | PackState::Sample) => state.as_str(),
        };
        let say = |key: &str| self.edition.say(key, &[]);
        Some(format!("{} {}", say(&format!("banner-{kind}-title")), say(&format!("banner-{kind}"))))
    }

    /// Returns a name as an app shows it, often alone: with a mark where it cannot be relied on.
    pub(super) fn marked(&self, name: &str, freshness: Option<GroupKind>) -> String {
        let key = match (self.establishment.state, freshness) {
            (PackState::Draft, _) => "download-draft",
            (PackState::Sample, _) => "download-sample",
            (PackState::Live, Some(GroupKind::NotChecked)) => "download-old",
            (PackState::Live, _) => return name.to_owned(),
        };
        self.edition.say(key, &[("name", name)])
    }

    /// Returns whom to ring, by name.
    pub(super) fn ask(&self) -> String {
        self.edition.asked.set(false);
        let words = view::plain(&self.edition.ask());
        self.edition.asked.set(false);
        words
    }

    /// Returns how fresh something is, and the sentence that says so.
    pub(super) fn checked(&self, kind: Kind, rests: &Rests) -> (Option<GroupKind>, Option<String>) {
        self.edition.checked_words(kind, rests).unzip()
    }
}

impl Edition<'_> {
    /// Returns the folder of this edition, with a `/` at its end.
    fn folder(&self) -> String {
        let id = self.establishment.map(|establishment| format!("{}/", establishment.id)).unwrap_or_default();
        if self.language == self.pack.fleet.first_language() { id } else { format!("{id}{}/", self.language) }
    }

    /// Returns the paragraph that offers a download under the text `key`, with what to know of it; `None` where there is none.
    pub(super) fn download(&self, path: Option<&OutputPath>, key: &str, warning: &str) -> Option<Block> {
        let link = Inline::Link { href: self.link_to(path?), content: self.line(key) };
        Some(Block::Paragraph(vec![link, Inline::Text(format!(". {}", self.say(warning, &[])))]))
    }
}
