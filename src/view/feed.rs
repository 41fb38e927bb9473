//! What a feed reader gets: what has changed, and what is about to.

use jiff::civil::Date;

/// A feed of one pack in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Feed {
    /// Unique on earth, and the same in every build.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub subtitle: String,
    /// Who writes it.
    pub author: String,
    /// The language (BCP 47).
    pub language: String,
    /// Its own address, where the fleet has one.
    pub own: Option<String>,
    /// The way to the pack.
    pub home: String,
    /// What it tells, the newest first; never empty.
    pub entries: Vec<FeedEntry>,
}

/// One thing that has changed, or is about to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FeedEntry {
    /// Unique on earth, and the same in every build.
    pub id: String,
    /// What.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
    /// The day since which this can be said.
    pub updated: Date,
    /// The way to the page about it.
    pub page: String,
}
