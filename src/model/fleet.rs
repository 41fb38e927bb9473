//! The fleet's own settings.

use super::email::Email;
use super::language::Language;
use super::link::Link;

/// How long facts stay fresh, in days, where no `review_by` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewDays {
    /// Opening hours, visits sessions and booking.
    pub times: u32,
    /// Phone numbers and addresses.
    pub contacts: u32,
    /// Everything else.
    pub other: u32,
}

impl Default for ReviewDays {
    /// Three months for times and numbers, which change often (a Ministry of Justice booking record changed four times a
    /// year over ten years), a year for the rest.
    fn default() -> Self {
        Self { times: 92, contacts: 92, other: 366 }
    }
}

/// Where the quick exit leads where the fleet names no other address: what the GOV.UK Design System, "Exit a page quickly",
/// uses. It is a page that many people open, and that says nothing of who opened it.
const EXIT_URL: &str = "https://www.bbc.co.uk/weather";

/// The settings of `familypack.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fleet {
    /// What the fleet is called.
    pub name: String,
    /// Where the site will stand, with a `/` at its end.
    pub base_url: Option<Link>,
    /// The languages, the first one being that of unmarked texts; never empty.
    pub languages: Vec<Language>,
    /// The theme's folder.
    pub theme: String,
    /// Whom readers tell of a mistake by e-mail.
    pub corrections: Option<Email>,
    /// How long facts stay fresh.
    pub review: ReviewDays,
    /// Where the quick exit of a page leads: a site that anyone might look at, with `https`.
    pub exit_url: Link,
}

impl Default for Fleet {
    fn default() -> Self {
        Self {
            name: "Family information packs".to_owned(),
            base_url: None,
            languages: vec![Language::english()],
            theme: "plain".to_owned(),
            corrections: None,
            review: ReviewDays::default(),
            exit_url: Link::parse(EXIT_URL).expect("the usual address of the exit is a web address"),
        }
    }
}

/// Tells whether an address can be that of a site: it ends in `/`, and nothing follows the path.
#[must_use]
pub fn is_site_address(address: &str) -> bool {
    address.ends_with('/') && !address.contains(['?', '#']) && !address.ends_with("//")
}

impl Fleet {
    /// Returns the language of texts that name none.
    #[must_use]
    pub fn first_language(&self) -> &Language {
        &self.languages[0]
    }
}
