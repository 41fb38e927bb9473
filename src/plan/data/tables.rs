//! The directory as tables, in the tabular form of the same standard: one CSV file for each kind of thing, and a
//! `datapackage.json` that describes them (Frictionless Tabular Data Package 1.0).

use crate::model::establishment::Establishment;
use crate::plan::edition::Edition;
use crate::view::data::referral::{Service, ServicePage};
use crate::view::data::{Datum, Record, Sheet};

/// A table of the package.
struct Table {
    name: &'static str,
    file: &'static str,
    about: &'static str,
    columns: &'static [Column],
    /// The column that names a row of another table, and that table.
    key: Option<(&'static str, &'static str)>,
}

/// A column: name, type and format of the Table Schema, whether each row must have it, and what it says.
type Column = (&'static str, &'static str, Option<&'static str>, bool, &'static str);

const ID: Column = ("id", "string", Some("uuid"), true, "Stays the same as long as the entry does.");
const SERVICE: Column = ("service_id", "string", Some("uuid"), true, "The service it belongs to.");

const ORGANIZATIONS: Table = Table {
    name: "organization",
    file: "organizations.csv",
    about: "Who helps, or helped.",
    columns: &[
        ID,
        ("name", "string", None, true, "Exactly as the organisation writes it."),
        ("description", "string", None, true, "What it does."),
        ("email", "string", Some("email"), false, "Only where it may still help."),
        ("website", "string", Some("uri"), false, "Only where it may still help."),
    ],
    key: None,
};

const SERVICES: Table = Table {
    name: "service",
    file: "services.csv",
    about: "What they do, and whether they still do it.",
    columns: &[
        ID,
        ("organization_id", "string", Some("uuid"), true, "Who does it."),
        ("name", "string", None, true, "Exactly as the organisation writes it."),
        ("alternate_name", "string", None, false, "A shorter name."),
        ("description", "string", None, false, "What it does."),
        ("url", "string", Some("uri"), false, "Only where it may still help."),
        ("email", "string", Some("email"), false, "Only where it may still help."),
        (
            "status",
            "string",
            None,
            true,
            "active: it can help. inactive: nobody knows whether it is there, or it is made up. defunct: it has closed or is no longer on its own.",
        ),
        ("eligibility_description", "string", None, false, "For whom it is, and what it does not do."),
        ("assured_date", "date", None, false, "When it was last known to be true. Empty where no day is known."),
        ("last_modified", "datetime", None, false, "The same day: a check is the last thing that changes an entry."),
        ("alert", "string", None, false, "What must be known before anybody calls."),
    ],
    key: Some(("organization_id", "organization")),
};

const CONTACTS: Table = Table {
    name: "contact",
    file: "contacts.csv",
    about: "The lines of a service.",
    columns: &[ID, SERVICE, ("name", "string", None, false, "What the line is for.")],
    key: Some(("service_id", "service")),
};

const PHONES: Table = Table {
    name: "phone",
    file: "phones.csv",
    about: "The numbers of a line: several where sources disagree.",
    columns: &[
        ID,
        ("contact_id", "string", Some("uuid"), true, "The line."),
        (
            "number",
            "string",
            None,
            true,
            "As it is dialled inside the UK, in groups, so that no spreadsheet takes it for a number or a sum. directory.json has it with +44.",
        ),
        ("description", "string", None, false, "What a call costs, when it is answered, what is doubtful about it."),
    ],
    key: Some(("contact_id", "contact")),
};

const SCHEDULES: Table = Table {
    name: "schedule",
    file: "schedules.csv",
    about: "When lines are answered, in words.",
    columns: &[
        ID,
        SERVICE,
        ("description", "string", None, false, "The hours."),
        ("notes", "string", None, false, "Which line they are of."),
    ],
    key: Some(("service_id", "service")),
};

const AREAS: Table = Table {
    name: "service_area",
    file: "service_areas.csv",
    about: "Where services help.",
    columns: &[ID, SERVICE, ("name", "string", None, false, "The area in words.")],
    key: Some(("service_id", "service")),
};

const LANGUAGES: Table = Table {
    name: "language",
    file: "languages.csv",
    about: "Languages that services help in, where one is known.",
    columns: &[ID, SERVICE, ("code", "string", None, false, "ISO 639.")],
    key: Some(("service_id", "service")),
};

const TABLES: [&Table; 7] = [&ORGANIZATIONS, &SERVICES, &CONTACTS, &PHONES, &SCHEDULES, &AREAS, &LANGUAGES];

/// Returns every table with the name of its file.
pub(super) fn sheets(page: &ServicePage) -> Vec<(&'static str, Sheet)> {
    let sheet = |table: &Table| Sheet {
        head: table.columns.iter().map(|(name, ..)| *name).collect(),
        rows: page.contents.iter().flat_map(|service| rows(table.name, service)).collect(),
    };
    TABLES.iter().map(|table| (table.file, sheet(table))).collect()
}

/// Returns the rows of a table that come from one service, in the order of the columns.
fn rows(table: &str, service: &Service) -> Vec<Vec<String>> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match table {
        "organization" => {
            let one = &service.organization;
            vec![vec![one.id.clone(), one.name.clone(), one.description.clone(), text(&one.email), text(&one.website)]]
        }
        "service" => vec![vec![
            service.id.clone(),
            service.organization_id.clone(),
            service.name.clone(),
            text(&service.alternate_name),
            service.description.clone(),
            text(&service.url),
            text(&service.email),
            service.status.to_owned(),
            text(&service.eligibility_description),
            text(&service.assured_date),
            text(&service.last_modified),
            text(&service.alert),
        ]],
        "contact" => {
            service.contacts.iter().map(|one| vec![one.id.clone(), one.service_id.clone(), text(&one.name)]).collect()
        }
        "phone" => {
            let phones = service.contacts.iter().flat_map(|contact| &contact.phones);
            phones
                .map(|one| vec![one.id.clone(), one.contact_id.clone(), one.shown.clone(), text(&one.description)])
                .collect()
        }
        "schedule" => service
            .schedules
            .iter()
            .map(|one| vec![one.id.clone(), one.service_id.clone(), one.description.clone(), text(&one.notes)])
            .collect(),
        "service_area" => service
            .service_areas
            .iter()
            .map(|one| vec![one.id.clone(), one.service_id.clone(), one.name.clone()])
            .collect(),
        _ => {
            service.languages.iter().map(|one| vec![one.id.clone(), one.service_id.clone(), one.code.clone()]).collect()
        }
    }
}

/// Returns the description of the tables.
pub(super) fn package(edition: &Edition<'_>, establishment: &Establishment) -> Record {
    let title = format!("{}: {}", establishment.identity.full_name(), edition.say("data-directory-title", &[]));
    Record::default()
        .with("profile", "tabular-data-package")
        .with("name", format!("{}-directory", establishment.id))
        .with("title", title)
        .with(
            "description",
            "The tables of the Human Services Data Specification 3.0, UK profile. An apostrophe stands before a cell that a spreadsheet would take for a sum.",
        )
        .with("version", format!("1.0.0+{}", edition.today))
        .with("created", format!("{}T00:00:00Z", edition.today))
        .with("resources", TABLES.iter().map(|table| resource(table)).collect::<Datum>())
}

fn resource(table: &Table) -> Record {
    let mut schema =
        Record::default().with("primaryKey", "id").with("fields", table.columns.iter().map(field).collect::<Datum>());
    if let Some((column, other)) = table.key {
        let reference = Record::default().with("resource", other).with("fields", "id");
        let key = Record::default().with("fields", column).with("reference", reference);
        schema = schema.with("foreignKeys", [key].into_iter().collect::<Datum>());
    }
    Record::default()
        .with("profile", "tabular-data-resource")
        .with("name", table.name)
        .with("path", table.file)
        .with("description", table.about)
        .with("format", "csv")
        .with("mediatype", "text/csv")
        .with("encoding", "utf-8")
        .with("schema", schema)
}

fn field((name, kind, format, required, about): &Column) -> Record {
    let mut constraints = Record::default().with("required", *required);
    if *name == "id" {
        constraints = constraints.with("unique", true);
    }
    if *name == "status" {
        let words = ["active", "inactive", "defunct", "temporarily closed"];
        constraints = constraints.with("enum", words.into_iter().collect::<Datum>());
    }
    Record::default()
        .with("name", *name)
        .with("type", *kind)
        .with_some("format", *format)
        .with("description", *about)
        .with("constraints", constraints)
}
