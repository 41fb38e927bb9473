//! Help for families, and what is promised to them.

use crate::keys::{Key, Kind, Shape, Table, fact, key, needed, often};
use crate::model::group::Group as _;
use crate::model::groups::ChildContact;
use crate::model::record::{NoticeSeverity, SupportTopic};

pub(super) const SERVICE: Table = often(
    "service",
    "Special visits and help for families. Write [[service]] again for each.",
    &[
        needed("name", Kind::Text, "What it is called.", "\"Homework club\""),
        fact("per_year", Kind::Number, "How often in a year.", "12"),
        fact("about", Kind::Text, "What it is.", "\"Children do their homework with their parent.\""),
        fact("who", Kind::Text, "Who it is for.", "\"School children\""),
        fact("how", Kind::Text, "How to take part.", "\"Ring the family engagement worker.\""),
    ],
);

pub(super) const FAMILY_DAY: Table = often(
    "family_day",
    "Family days with their dates. Write [[family_day]] again for each.",
    &[
        needed("name", Kind::Text, "What it is called.", "\"Christmas family day\""),
        needed("date", Kind::Date, "The day.", "2026-12-21"),
        fact("time", Kind::Span, "From when to when.", "\"10:00-15:00\""),
        fact("who", Kind::Text, "Who can come.", "\"Children and the grown-ups who look after them.\""),
        fact("how", Kind::Text, "How to take part.", "\"Ask the family engagement worker.\""),
        key("apply_by", Kind::Date, "The last day to ask.", "2026-12-04"),
    ],
);

pub(super) const SUPPORT: Table = often(
    "support",
    "Help inside, for the person you care about. Write [[support]] again for each.",
    &[
        needed("topic", Kind::Word(SupportTopic::ALL), "What the help is about.", "\"first-night\""),
        fact("who", Kind::Texts, "Who helps.", "[\"The first night team\"]"),
        fact("about", Kind::Text, "What they do.", "\"They talk with everyone who comes in.\""),
        fact("when", Kind::Text, "When.", "\"On the first evening.\""),
    ],
);

/// What a partner does, whoever it is.
const ROLE: Key = key("role", Kind::Text, "What it does here.", "\"Runs the visitors' centre.\"");
const FROM: Key = key("from", Kind::Date, "Since when.", "2026-04-01");
const TO: Key = key("to", Kind::Date, "Until when.", "2029-03-31");

pub(super) const PARTNER: Table = often(
    "partner",
    "Organisations that work here. Write [[partner]] again for each.",
    &[needed("name", Kind::Name, "Its name.", "\"Example Link\""), ROLE, FROM, TO],
);

pub(super) const PARTNER_IN_DIRECTORY: Table = often(
    "partner",
    "The same for one that stands in the support directory.",
    &[needed("entry", Kind::Id, "Its id in content/directory.toml.", "\"samaritans\""), ROLE, FROM, TO],
);

pub(super) const NOTICE: Table = often(
    "notice",
    "Something is different for a while. Write [[notice]] again for each.",
    &[
        needed("id", Kind::Id, "A short name, used once in this file.", "\"new-times\""),
        needed("severity", Kind::Word(NoticeSeverity::ALL), "How much it matters.", "\"change\""),
        needed("title", Kind::Text, "What is different, in a few words.", "\"No visits on 24 December\""),
        needed("text", Kind::Text, "What to do.", "\"Please book another day.\""),
        needed("starts", Kind::Date, "From when it is shown.", "2026-12-01"),
        needed("ends", Kind::Date, "The last day on which it is shown.", "2026-12-24"),
    ],
);

pub(super) const CHILD_CONTACT: Table = Table {
    name: ChildContact::NAME,
    shape: Shape::Once,
    about: "Which children a person may be in contact with.",
    needed: false,
    keys: &[],
    facts: ChildContact::FIELDS,
    tables: &[often(
        "level",
        "A level of contact.",
        &[
            needed("name", Kind::Text, "What it is called.", "\"Level 1\""),
            needed("contact", Kind::Text, "What contact is allowed.", "\"No contact with any child.\""),
            fact("detail", Kind::Text, "What else to know.", "\"This is looked at again every year.\""),
        ],
    )],
};

pub(super) const COMMITMENT: Table = often(
    "commitment",
    "What the establishment promises families. Write [[commitment]] again for each.",
    &[
        needed("question", Kind::Text, "What families ask.", "\"How do I know that he is all right?\""),
        fact("could_help", Kind::Text, "What could help.", "\"A call on the first evening.\""),
        needed("commitment", Kind::Text, "What is promised.", "\"Everyone can make a call on the first evening.\""),
    ],
);
