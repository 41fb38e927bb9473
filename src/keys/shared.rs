//! The files that all establishments share: the directory, the claims, the glossary, the diagrams, the drawings and the bank holidays.

use super::{File, Key, Kind, Shape, Table, fact, key, needed, often};
use crate::model::claim::ClaimState;
use crate::model::directory::{Audience, State, Topic};
use crate::model::glossary::TermTopic;
use crate::model::ledger::LinkState;
use crate::model::record::Cost;

/// The support directory.
pub const DIRECTORY: File = File {
    place: "content/directory.toml",
    about: &[
        "The support directory (Annex A): who helps families. Write names, numbers and addresses as their owner does.",
    ],
    keys: &[],
    tables: &[super::establishment::SOURCES, ENTRY],
    sourced: true,
};

const ENTRY: Table = Table {
    name: "entry",
    shape: Shape::Often,
    about: "An organisation. Write [[entry]] again for each.",
    needed: false,
    keys: ENTRY_KEYS,
    facts: &[],
    tables: &[PHONE, PRINTED_AS],
};

/// What is said of an organisation.
pub(super) const ENTRY_KEYS: &[Key] = &[
    needed("id", Kind::Id, "A short name, used once in this file.", "\"samaritans\""),
    needed("name", Kind::Name, "Its name, exactly as it writes it itself.", "\"Samaritans\""),
    key("short_name", Kind::Name, "What people call it.", "\"Samaritans\""),
    key("formerly", Kind::Names, "What it was called before.", "[\"Old Name\"]"),
    needed("state", Kind::Word(State::ALL), "Whether it can help.", "\"open\""),
    key("state_on", Kind::Name, "Since when.", "\"2012\""),
    key("successor", Kind::Id, "Who helps now: the id of an entry.", "\"samaritans\""),
    key("no_successor", Kind::YesNo, "Nobody took its work over.", "true"),
    key("state_note", Kind::Text, "What became of it.", "\"It joined another charity.\""),
    key("state_source", Kind::Id, "Where that is said: one of the sources of this file.", "\"visits-office\""),
    needed("does", Kind::Text, "What it does, in at most 25 plain words.", "\"Listens to anyone, day and night.\""),
    key("for_whom", Kind::Words(Audience::ALL), "Whom it helps.", "[\"families\"]"),
    key("topics", Kind::Words(Topic::ALL), "With what.", "[\"talk\"]"),
    key("area", Kind::Name, "Where.", "\"United Kingdom\""),
    fact("email", Kind::Email, "Its e-mail address.", "\"help@charity.example\""),
    fact("web", Kind::Link, "Its site.", "\"https://www.gov.uk/\""),
    key("not_for", Kind::Text, "What it cannot help with.", "\"It cannot book visits.\""),
    key("user_generated", Kind::YesNo, "People who use it write what stands there.", "true"),
    key("urgent", Kind::YesNo, "It helps at once.", "true"),
    key("order", Kind::Number, "Among those: a smaller number stands higher.", "1"),
    key("language", Kind::Name, "The language it is called in, if that is another.", "\"en\""),
];

/// The numbers of an organisation.
pub(super) const PHONE: Table = Table {
    name: "phone",
    shape: Shape::Often,
    about: "A number of theirs.",
    needed: false,
    keys: &[
        Key { needed: true, ..fact("number", Kind::Phone, "The number.", "\"116 123\"") },
        key("label", Kind::Text, "What it is called.", "\"Helpline\""),
        key("cost", Kind::Word(Cost::ALL), "What a call costs.", "\"free\""),
        fact("hours", Kind::Text, "When somebody answers.", "\"Day and night.\""),
        key("text", Kind::YesNo, "It is for texts.", "true"),
        key("note", Kind::Text, "What else to know.", "\"You do not have to give your name.\""),
    ],
    facts: &[],
    tables: &[],
};

/// How the strategies of 2018 printed it.
pub(super) const PRINTED_AS: Table = Table {
    name: "printed_as",
    shape: Shape::Once,
    about: "How an old list printed it, so that its readers find it.",
    needed: false,
    keys: &[
        key("name", Kind::Name, "The name there.", "\"Old Name\""),
        key("phone", Kind::Name, "The number there, as it was printed.", "\"0800 000 000\""),
        key("web", Kind::Name, "The site there, as it was printed.", "\"www.old.example\""),
        key("email", Kind::Name, "The e-mail address there, as it was printed.", "\"old@old.example\""),
    ],
    facts: &[],
    tables: &[],
};

/// The register of figures.
pub const CLAIMS: File = File {
    place: "content/claims.toml",
    about: &["Every figure that stands on a page, with its source and what is known of it."],
    keys: &[],
    tables: &[often(
        "claim",
        "A figure. Write [[claim]] again for each.",
        &[
            needed("id", Kind::Id, "A short name, used once in this file.", "\"children-each-year\""),
            needed(
                "says",
                Kind::Text,
                "The figure, as a sentence without its full stop.",
                "\"Many children have a parent in prison\"",
            ),
            needed("source", Kind::NameOrNone, "Who said it; false where nobody did.", "\"Ministry of Justice\""),
            key("year", Kind::Number, "In which year.", "2024"),
            needed("state", Kind::Word(ClaimState::ALL), "How far it can be trusted.", "\"sound\""),
            needed("known", Kind::Text, "What is known of it now.", "\"It is counted every year.\""),
            key("newer", Kind::Text, "A newer figure, with its source.", "\"A newer figure (source, year)\""),
            key("families", Kind::YesNo, "It may stand on a page for families.", "true"),
        ],
    )],
    sourced: false,
};

/// The glossary.
pub const GLOSSARY: File = File {
    place: "content/glossary.toml",
    about: &["The words that prisons use, in plain words."],
    keys: &[],
    tables: &[often(
        "term",
        "A word. Write [[term]] again for each.",
        &[
            needed("id", Kind::Id, "A short name, used once in this file.", "\"visiting-order\""),
            needed("term", Kind::Text, "The word, as it stands in a sentence.", "\"visiting order\""),
            key("also", Kind::Texts, "Other words and short forms for it, which are shown too.", "[\"VO\"]"),
            key("forms", Kind::Texts, "Other forms of it, which are found and not shown.", "[\"visiting orders\"]"),
            needed("topic", Kind::Word(TermTopic::ALL), "What it is about.", "\"visits\""),
            needed("means", Kind::Text, "What it means.", "\"The permission for a visit.\""),
            key("in_line", Kind::Text, "The same in at most 10 words, for brackets.", "\"the permission for a visit\""),
        ],
    )],
    sourced: false,
};

/// The diagrams.
pub const DIAGRAMS: File = File {
    place: "content/diagrams.toml",
    about: &["The drawn diagrams, as data: one table a diagram."],
    keys: &[],
    tables: &[Table {
        name: "",
        shape: Shape::Named("who-gains"),
        about: "A diagram.",
        needed: false,
        keys: &[
            needed("title", Kind::Text, "What it shows.", "\"Who gains\""),
            needed("centre", Kind::Text, "What stands in the middle.", "\"Good contact\""),
        ],
        facts: &[],
        tables: &[often(
            "part",
            "One who gains.",
            &[
                needed("who", Kind::Text, "Who.", "\"Child\""),
                needed("gains", Kind::Texts, "What.", "[\"A parent to talk to\"]"),
            ],
        )],
    }],
    sourced: false,
};

/// The drawings.
pub const DRAWINGS: File = File {
    place: "content/drawings.toml",
    about: &[
        "What each drawing of content/drawings shows, for people who cannot see it: one table a drawing, named as its file.",
    ],
    keys: &[],
    tables: &[Table {
        name: "",
        shape: Shape::Named("gate"),
        about: "A drawing.",
        needed: false,
        keys: &[needed(
            "shows",
            Kind::Text,
            "What it shows, in one or two sentences.",
            "\"A gate, and a dog that smiles.\"",
        )],
        facts: &[],
        tables: &[],
    }],
    sourced: false,
};

/// What is remembered of links.
pub const LINKS: File = File {
    place: "content/links.toml",
    about: &["What is known of links to other sites. The program writes it: `familypack check --external`."],
    keys: &[],
    tables: &[often(
        "link",
        "An address.",
        &[
            needed("address", Kind::Name, "The whole address.", "\"https://www.gov.uk/\""),
            needed("state", Kind::Word(LinkState::ALL), "What came of asking for it.", "\"fine\""),
            needed("checked", Kind::Date, "The last time.", "2026-11-22"),
            key("moved_to", Kind::Name, "Where it is now.", "\"https://www.gov.uk/new\""),
            key("note", Kind::Name, "What was seen.", "\"there is no such page any more (404)\""),
            key(
                "failures",
                Kind::Dates,
                "The days on which it failed since it was there last.",
                "[2026-11-20, 2026-11-21]",
            ),
        ],
    )],
    sourced: false,
};

/// A date as a key: the name of the holiday.
const HOLIDAY: [Key; 1] = [key("2026-12-25", Kind::Name, "The holiday's name.", "\"Christmas Day\"")];

const fn division(name: &'static str) -> Table {
    Table {
        name,
        shape: Shape::Once,
        about: "Its bank holidays, each by its date.",
        needed: false,
        keys: &HOLIDAY,
        facts: &[],
        tables: &[],
    }
}

/// The bank holidays.
pub const HOLIDAYS: File = File {
    place: "content/bank-holidays.toml",
    about: &["The bank holidays, from https://www.gov.uk/bank-holidays."],
    keys: &[
        needed("checked", Kind::Checked, "When somebody compared it with the list.", "2026-11-22"),
        needed("source", Kind::Name, "Where it comes from.", "\"GOV.UK\""),
        needed("until", Kind::Date, "The last day that it reaches.", "2028-12-31"),
    ],
    tables: &[division("england-and-wales"), division("scotland"), division("northern-ireland")],
    sourced: false,
};
