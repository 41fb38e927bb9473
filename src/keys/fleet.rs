//! `familypack.toml`.

use super::{File, Key, Kind, Shape, Table, key, needed};

/// The settings of the fleet.
pub const FLEET: File = File {
    place: "familypack.toml",
    about: &["The fleet: what holds for every establishment in this folder."],
    keys: KEYS,
    tables: &[REVIEW],
    sourced: false,
};

const KEYS: &[Key] = &[
    needed(
        "name",
        Kind::Name,
        "What all of this is called, at the top of the front page.",
        "\"Family information packs\"",
    ),
    key("base_url", Kind::Link, "Where the site will stand. It ends with a slash.", "\"https://families.example/\""),
    key("corrections", Kind::Email, "Who is told of a mistake.", "\"corrections@families.example\""),
    key(
        "languages",
        Kind::Names,
        "The languages, by their short names. The first is that of all texts that name none.",
        "[\"en\"]",
    ),
    key("theme", Kind::Name, "How it looks: a folder in themes.", "\"plain\""),
    key(
        "exit_url",
        Kind::Link,
        "Where \"Exit this page\" leads: a site that anyone might look at.",
        "\"https://www.bbc.co.uk/weather\"",
    ),
];

const REVIEW: Table = Table {
    name: "review",
    shape: Shape::Once,
    about: "After how many days a fact is due to be checked again.",
    needed: false,
    keys: &[
        key("times_days", Kind::Number, "Opening hours, visits sessions, booking.", "92"),
        key("contacts_days", Kind::Number, "Phone numbers and addresses.", "92"),
        key("other_days", Kind::Number, "Everything else.", "366"),
    ],
    facts: &[],
    tables: &[],
};
