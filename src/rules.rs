//! What each rule checks, why it matters to a family, and what to write instead: a page each, in `docs/rules`.
//!
//! In: those pages, which are part of the program. Out: [`Rule`]s by name. A rule's page is also its test: the example on it is a mistake
//! of the gallery, with the words that the program answers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::diagnostic::did_you_mean;

const PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/rules");

/// Whom a mistake hurts, and how: the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harm {
    /// Someone at risk is not helped, or is exposed.
    Safety,
    /// A family travels for nothing, or is turned away.
    Journey,
    /// A family cannot reach, book or pay.
    Contact,
    /// A family is told what is not so.
    Trust,
    /// A family cannot read or understand it.
    Reading,
    /// Whoever keeps the pack has work.
    Upkeep,
}

impl Harm {
    /// Every kind of harm, the worst first.
    pub const ALL: [Self; 6] = [Self::Safety, Self::Journey, Self::Contact, Self::Trust, Self::Reading, Self::Upkeep];

    /// Returns the word on a rule's page.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Journey => "journey",
            Self::Contact => "contact",
            Self::Trust => "trust",
            Self::Reading => "reading",
            Self::Upkeep => "upkeep",
        }
    }
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as in the brackets of a message.
    pub name: &'static str,
    /// Whom it hurts when it is broken.
    pub harm: Harm,
    /// Its page, as Markdown.
    pub page: &'static str,
}

impl Rule {
    /// Returns the words under a heading of its page.
    #[must_use]
    pub fn part(&self, heading: &str) -> Option<&'static str> {
        let after = self.page.split_once(&format!("\n## {heading}\n"))?.1;
        Some(after.split("\n## ").next().unwrap_or(after).trim())
    }
}

static RULES: LazyLock<BTreeMap<&'static str, Rule>> = LazyLock::new(|| {
    let pages = PAGES.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)));
    let rule = |(name, page): (&'static str, &'static str)| {
        let harm = Harm::ALL.into_iter().find(|harm| page.contains(&format!("Harm: {}.", harm.as_str())));
        (name, Rule { name, harm: harm.unwrap_or(Harm::Upkeep), page })
    };
    pages.map(rule).collect()
});

/// Returns every rule, by name.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.values()
}

/// Returns the rule of a name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.get(name)
}

/// Returns the name of the rule that is most like `typed`.
#[must_use]
pub fn like(typed: &str) -> Option<&'static str> {
    let begins = || RULES.keys().copied().find(|name| typed.len() > 3 && name.contains(typed));
    did_you_mean(typed, RULES.keys().copied()).or_else(begins)
}

/// Returns whom a message of this rule is about: what nobody has described is only work.
#[must_use]
pub fn harm_of(name: &str) -> Harm {
    named(name).map_or(Harm::Upkeep, |rule| rule.harm)
}
