//! `establishment.toml`: the facts of one establishment, in the order in which families ask.

mod families;
mod visits;

use self::families::{CHILD_CONTACT, COMMITMENT, FAMILY_DAY, NOTICE, PARTNER, PARTNER_IN_DIRECTORY, SERVICE, SUPPORT};
use self::visits::{CENTRE, FACILITY, HOURS, SEARCH, SESSION};
use super::shared::{ENTRY_KEYS, PHONE, PRINTED_AS};
use super::{File, Kind, Shape, Table, fact, group, key, needed, often};
use crate::model::establishment::{Holds, Kind as EstablishmentKind, PackState, Prefix, Status};
use crate::model::group::Group as _;
use crate::model::groups::{
    Access, Booking, Children, Complaints, ContactFacts, Entry, Family, Hall, IdentityFacts, KeepInTouch, Pathway,
    Safety, Strategy, Travel, Visits,
};
use crate::model::holidays::Division;
use crate::model::record::{ContactRole, Cost, PlaceRole};

/// The facts of one establishment.
pub const ESTABLISHMENT: File = File {
    place: "establishments/<id>/establishment.toml",
    about: &[
        "Text after a # is a note for you. It is never shown to families.",
        "A line that begins with # is not used yet. Take the # away and write what is true.",
        "A fact is one of four things:",
        "  left out          nobody knows. The page says so, and whom to ask.",
        "  key = \"words\"     known.",
        "  key = false       known that there is none.",
        "  key = { value = \"words\", source = \"...\", checked = 2026-11-09 }   known, with its own source and date.",
        "Never write \"TBC\", \"unknown\" or \"n/a\".",
    ],
    keys: &[
        needed(
            "state",
            Kind::Word(PackState::ALL),
            "draft = being filled in. live = checked and published. sample = made up.",
            "\"draft\"",
        ),
        key(
            "owner",
            Kind::Name,
            "The job title of whoever looks after this file. Never a person's name.",
            "\"Family services lead\"",
        ),
        needed("division", Kind::Word(Division::ALL), "Which bank holidays count here.", "\"england-and-wales\""),
    ],
    tables: &[
        SOURCES,
        WORDS,
        IDENTITY,
        PLACE,
        CONTACT,
        HOURS,
        SESSION,
        group(Visits::NAME, "Who can visit.", Visits::FIELDS),
        group(
            Booking::NAME,
            "How to book a visit. Ways to book, best first: online, phone, email, in-person, by-prisoner.",
            Booking::FIELDS,
        ),
        group(Entry::NAME, "What happens at the gate, and what to bring.", Entry::FIELDS),
        SEARCH,
        group(Children::NAME, "Children on a visit.", Children::FIELDS),
        CENTRE,
        group(Hall::NAME, "The visits hall.", Hall::FIELDS),
        FACILITY,
        group(Access::NAME, "Access for disabled visitors, and other needs.", Access::FIELDS),
        group(Travel::NAME, "The journey.", Travel::FIELDS),
        SERVICE,
        FAMILY_DAY,
        group(Family::NAME, "Help for families.", Family::FIELDS),
        group(KeepInTouch::NAME, "Keeping in touch.", KeepInTouch::FIELDS),
        group(Safety::NAME, "When a family is worried about someone.", Safety::FIELDS),
        SUPPORT,
        PARTNER,
        PARTNER_IN_DIRECTORY,
        group(Complaints::NAME, "Complaints and having a say.", Complaints::FIELDS),
        NOTICE,
        CHILD_CONTACT,
        group(Pathway::NAME, "Work with families, for professionals.", Pathway::FIELDS),
        COMMITMENT,
        group(Strategy::NAME, "The establishment's strategy for families.", Strategy::FIELDS),
        PAGES,
        DIRECTORY,
        OWN_ENTRY,
        DIRECTORY_LIST,
    ],
    sourced: true,
};

/// The sources of a file.
pub(super) const SOURCES: Table = Table {
    name: "sources",
    shape: Shape::Named("visits-office"),
    about: "Where the facts come from. Give each source a short name, and write it after source = further down.",
    needed: false,
    keys: &[
        needed("title", Kind::Name, "What it is called.", "\"Visits office, by phone\""),
        key("publisher", Kind::Name, "Who published it.", "\"HM Prison and Probation Service\""),
        key("checked", Kind::Checked, "When what it says was true.", "2026-11-09"),
        key("web", Kind::Link, "Where it can be read.", "\"https://www.gov.uk/\""),
    ],
    facts: &[],
    tables: &[],
};

const WORDS: Table = Table {
    name: "words",
    shape: Shape::Once,
    about: "What this establishment calls the people it holds, in ordinary sentences only.",
    needed: true,
    keys: &[
        needed("singular", Kind::Name, "One of them.", "\"prisoner\""),
        needed("plural", Kind::Name, "Several.", "\"prisoners\""),
        key("article", Kind::Name, "Only where a or an is not clear from the spelling.", "\"a\""),
        key("singular_possessive", Kind::Name, "Only where it is not the usual form.", "\"prisoner's\""),
        key("plural_possessive", Kind::Name, "Only where it is not the usual form.", "\"prisoners'\""),
    ],
    facts: &[],
    tables: &[],
};

const IDENTITY: Table = Table {
    name: "identity",
    shape: Shape::Once,
    about: "The establishment: its name, what kind of place it is, and who is held here.",
    needed: true,
    keys: &[
        needed("name", Kind::Name, "Its name, without what stands before it.", "\"Chelmsford\""),
        key("prefix", Kind::Word(Prefix::ALL), "What stands before the name.", "\"HMP\""),
        key("code", Kind::Name, "Its three letters.", "\"CDI\""),
        key("former_names", Kind::Names, "What it was called before.", "[\"HMP Old Name\"]"),
        key("kind", Kind::Word(EstablishmentKind::ALL), "What kind of place it is.", "\"local\""),
        key("holds", Kind::Words(Holds::ALL), "Who is held here.", "[\"men\"]"),
        key("status", Kind::Word(Status::ALL), "Whether it is in use.", "\"open\""),
    ],
    facts: IdentityFacts::FIELDS,
    tables: &[],
};

const PLACE: Table = often(
    "place",
    "An address. Write [[place]] again for each: the prison, where letters go, the car park.",
    &[
        needed("role", Kind::Word(PlaceRole::ALL), "What the address is for.", "\"prison\""),
        key("lines", Kind::Names, "The lines before the town.", "[\"1 Sample Road\"]"),
        key("town", Kind::Name, "The town.", "\"Exampleford\""),
        key("county", Kind::Name, "The county.", "\"Exampleshire\""),
        fact("postcode", Kind::Postcode, "The postcode.", "\"CM2 6LQ\""),
        fact("note", Kind::Text, "Anything else about the address.", "\"The blue door on the left.\""),
    ],
);

const CONTACT: Table = Table {
    name: "contact",
    shape: Shape::Often,
    about: "Who to ring or write to. Write [[contact]] again for each number. The safer custody number and the booking line matter most.",
    needed: false,
    keys: &[
        needed("id", Kind::Id, "A short name, used once in this file.", "\"booking\""),
        needed("role", Kind::Word(ContactRole::ALL), "What the contact is for.", "\"booking-line\""),
        key("label", Kind::Text, "What it is called here, if that is not its usual name.", "\"The visits office\""),
        key("hours", Kind::Id, "Which opening hours it has: a name from further down.", "\"booking-line\""),
        key(
            "cost",
            Kind::Word(Cost::ALL),
            "What a call costs. Only 0800, 0808 and 116 numbers are free.",
            "\"standard\"",
        ),
    ],
    facts: ContactFacts::FIELDS,
    tables: &[],
};

const PAGES: Table = Table {
    name: "pages",
    shape: Shape::Once,
    about: "The shared pages.",
    needed: false,
    keys: &[
        key("leave_out", Kind::Ids, "Shared pages that this pack does not have.", "[\"child-contact\"]"),
        key("neutral_titles", Kind::YesNo, "The browser's tab never names the prison.", "true"),
    ],
    facts: &[],
    tables: &[],
};

const DIRECTORY: Table = Table {
    name: "directory",
    shape: Shape::Often,
    about: "What this establishment adds to an entry of the support directory. Write [[directory]] again for each.",
    needed: false,
    keys: &[
        needed("entry", Kind::Id, "The entry's id in content/directory.toml.", "\"samaritans\""),
        key("note", Kind::Text, "What to know about it here.", "\"People inside can call from their cell.\""),
    ],
    facts: &[],
    tables: &[PHONE],
};

const OWN_ENTRY: Table = Table {
    name: "directory",
    shape: Shape::Often,
    about: "The same for an organisation that only this establishment lists.",
    needed: false,
    keys: ENTRY_KEYS,
    facts: &[],
    tables: &[PHONE, PRINTED_AS],
};

const DIRECTORY_LIST: Table = Table {
    name: "directory_list",
    shape: Shape::Once,
    about: "The support directory, as this pack lists it.",
    needed: false,
    keys: &[key("without", Kind::Ids, "Entries that this pack does not list.", "[\"samaritans\"]")],
    facts: &[],
    tables: &[],
};
