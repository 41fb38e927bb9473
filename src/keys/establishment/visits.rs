//! When visits are, where, and what happens at the gate.

use crate::keys::{Key, Kind, Shape, Table, fact, key, needed, often};
use crate::model::group::Group as _;
use crate::model::groups::Centre;
use crate::model::hours::BankHolidayRule;
use crate::model::record::{FacilityKind, FacilityPlace, Searcher};
use crate::model::session::{OnBankHolidays, SessionKind};

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

pub(super) const HOURS: Table = Table {
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

pub(super) const SESSION: Table = often(
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

pub(super) const SEARCH: Table = often(
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

pub(super) const CENTRE: Table = Table {
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

pub(super) const FACILITY: Table = often(
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
