//! `establishment.toml`: the facts of one establishment, in the order in which families ask.

use super::shared::{ENTRY_KEYS, PHONE, PRINTED_AS};
use super::{File, Key, Kind, Shape, Table, fact, group, key, needed, often};
use crate::model::establishment::{Holds, Kind as EstablishmentKind, PackState, Prefix, Status};
use crate::model::group::Group as _;
use crate::model::groups::{
    Access, Booking, Centre, ChildContact, Children, Complaints, ContactFacts, Entry, Family, Hall, IdentityFacts,
    KeepInTouch, Pathway, Safety, Strategy, Travel, Visits,
};
use crate::model::holidays::Division;
use crate::model::hours::BankHolidayRule;
use crate::model::record::{
    ContactRole, Cost, FacilityKind, FacilityPlace, NoticeSeverity, PlaceRole, Searcher, SupportTopic,
};
use crate::model::session::{OnBankHolidays, SessionKind};

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

/// The weekdays of opening hours.
const WEEK: [Key; 3] = [
    key(
        "mon-fri",
        Kind::Hours,
        "Days in a row; a day alone is mon. A day that is left out is not known.",
        "[\"09:00-12:00\", \"13:00-16:30\"]",
    ),
    key("sat", Kind::Hours, "One time from and to.", "\"09:00-12:00\""),
    key("sun", Kind::Hours, "A day that is closed.", "\"closed\""),
];

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

const HOURS: Table = Table {
    name: "hours",
    shape: Shape::Named("centre"),
    about: "Opening hours, in the 24-hour clock. Give each a short name: centre, booking-line, safer-custody.",
    needed: false,
    keys: &[
        WEEK[0],
        WEEK[1],
        WEEK[2],
        key("bank_holidays", Kind::Word(BankHolidayRule::ALL), "What holds on bank holidays.", "\"closed\""),
        fact("note", Kind::Text, "Anything else about these hours.", "\"The doors open 15 minutes earlier.\""),
    ],
    facts: &[],
    tables: &[
        often(
            "exception",
            "Other hours on one day.",
            &[
                key("on", Kind::Date, "The day.", "2026-12-25"),
                needed("hours", Kind::Hours, "What holds then.", "\"closed\""),
                key("why", Kind::Name, "Why.", "\"Christmas\""),
            ],
        ),
        often(
            "exception",
            "Other hours from one day to another.",
            &[
                key("from", Kind::Date, "The first day.", "2027-04-02"),
                key("to", Kind::Date, "The last day.", "2027-04-05"),
                needed("hours", Kind::Hours, "What holds then.", "[\"10:00-12:00\"]"),
                key("why", Kind::Name, "Why.", "\"Easter\""),
            ],
        ),
        often(
            "season",
            "Other hours for a longer time.",
            &[
                needed("from", Kind::Date, "The first day.", "2026-12-22"),
                needed("to", Kind::Date, "The last day.", "2027-01-05"),
                WEEK[0],
                WEEK[1],
                WEEK[2],
            ],
        ),
    ],
};

const SESSION: Table = often(
    "session",
    "Visits. Write [[session]] again for each kind and time of visit.",
    &[
        needed("id", Kind::Id, "A short name, used once in this file.", "\"afternoon\""),
        needed("name", Kind::Text, "What families call it.", "\"Afternoon visit\""),
        needed("kind", Kind::Word(SessionKind::ALL), "What kind of visit it is.", "\"social\""),
        needed("days", Kind::Days, "On which days it is held.", "[\"tue-thu\", \"sat\"]"),
        fact("time", Kind::Span, "From when to when.", "\"14:00-16:00\""),
        key("every_weeks", Kind::Number, "2 means every second week, counted from starting.", "2"),
        key("starting", Kind::Date, "One day on which it is held.", "2026-11-24"),
        key("from", Kind::Date, "The first day of this timetable.", "2026-01-01"),
        key("to", Kind::Date, "Its last day.", "2027-12-31"),
        key("not_on", Kind::Dates, "Days on which it is not held.", "[2026-12-24]"),
        key("also_on", Kind::Dates, "Days on which it is held as well.", "[2027-01-04]"),
        fact("arrive_before", Kind::Number, "How many minutes before the start to be there.", "45"),
        fact("last_admission", Kind::Time, "When nobody is let in any more.", "\"14:30\""),
        key("bank_holidays", Kind::Word(OnBankHolidays::ALL), "Whether it is held on bank holidays.", "\"closed\""),
        fact("who", Kind::Text, "Who it is for.", "\"Family and friends who are on the visitor list.\""),
        fact("how", Kind::Text, "How to come.", "\"Book online or by phone.\""),
    ],
);

const SEARCH: Table = often(
    "search",
    "How visitors are searched. Write [[search]] again for each rule.",
    &[
        needed("who", Kind::Text, "Whom the rule is about.", "\"Children\""),
        key("from_age", Kind::Number, "From which age.", "10"),
        key("to_age", Kind::Number, "To which age.", "17"),
        key("by", Kind::Words(Searcher::ALL), "Which staff may search.", "[\"female-staff\"]"),
        fact("note", Kind::Text, "What else to know.", "\"A grown-up stays with the child.\""),
    ],
);

const CENTRE: Table = Table {
    name: Centre::NAME,
    shape: Shape::Once,
    about: "The visitors' centre.",
    needed: false,
    keys: &[
        key("contact", Kind::Id, "Which contact is the centre's.", "\"booking\""),
        key("hours", Kind::Id, "Which opening hours are the centre's.", "\"centre\""),
    ],
    facts: Centre::FIELDS,
    tables: &[],
};

const FACILITY: Table = often(
    "facility",
    "What is there in the centre or the hall. Write [[facility]] again for each.",
    &[
        needed("kind", Kind::Word(FacilityKind::ALL), "What it is.", "\"toilets\""),
        needed(
            "where",
            Kind::Word(FacilityPlace::ALL),
            "In the visitors' centre, or in the visits hall.",
            "\"centre\"",
        ),
        fact("have", Kind::YesNo, "Whether it is there.", "true"),
        fact("ages", Kind::Text, "For which ages.", "\"0 to 5\""),
        fact("staffed_by", Kind::Text, "Who looks after it.", "\"Play workers\""),
        fact("note", Kind::Text, "What else to know.", "\"Next to the door.\""),
    ],
);

const SERVICE: Table = often(
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

const FAMILY_DAY: Table = often(
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

const SUPPORT: Table = often(
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

const PARTNER: Table = often(
    "partner",
    "Organisations that work here. Write [[partner]] again for each.",
    &[needed("name", Kind::Name, "Its name.", "\"Example Link\""), ROLE, FROM, TO],
);

const PARTNER_IN_DIRECTORY: Table = often(
    "partner",
    "The same for one that stands in the support directory.",
    &[needed("entry", Kind::Id, "Its id in content/directory.toml.", "\"samaritans\""), ROLE, FROM, TO],
);

const NOTICE: Table = often(
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

const CHILD_CONTACT: Table = Table {
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

const COMMITMENT: Table = often(
    "commitment",
    "What the establishment promises families. Write [[commitment]] again for each.",
    &[
        needed("question", Kind::Text, "What families ask.", "\"How do I know that he is all right?\""),
        fact("could_help", Kind::Text, "What could help.", "\"A call on the first evening.\""),
        needed("commitment", Kind::Text, "What is promised.", "\"Everyone can make a call on the first evening.\""),
    ],
);

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
