//! Every key of the files that editors write, declared once: the commented templates are made from this, and so is the schema.
//!
//! In: the vocabularies and the groups of facts of [`crate::model`]. Out: [`File`]s with their [`Table`]s and [`Key`]s, and
//! [`template()`]. A test compares them with what the readers of [`crate::parse`] ask for, both ways, so neither can drift.

mod establishment;
mod fleet;
mod leaflet;
mod page;
mod schema;
mod shared;
mod template;

pub use self::establishment::ESTABLISHMENT;
pub use self::fleet::FLEET;
pub use self::leaflet::{LEAFLET, LEAFLET_TEXT};
pub use self::page::{OWN_PAGE, PAGE};
pub use self::schema::schema;
pub use self::shared::{CLAIMS, DIAGRAMS, DIRECTORY, DRAWINGS, GLOSSARY, HOLIDAYS, LINKS};
pub use self::template::{Filled, template};
use crate::model::group::FieldDescription;

/// What is written after `key =`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words that families read, with slots.
    Text,
    /// Several of these.
    Texts,
    /// A name, exactly as it is.
    Name,
    /// Several of these.
    Names,
    /// A name, or `false`.
    NameOrNone,
    /// A whole number.
    Number,
    /// `true` or `false`.
    YesNo,
    /// A phone number, as people write it.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Link,
    /// A time of day, in the 24-hour clock.
    Time,
    /// From one time to another.
    Span,
    /// The hours of a day: `"closed"`, one span, or several.
    Hours,
    /// Days of the week, alone or as `mon-fri`.
    Days,
    /// A date, or a year alone: when something was checked.
    Checked,
    /// A date.
    Date,
    /// Several of these.
    Dates,
    /// A postcode.
    Postcode,
    /// A short name of small letters, digits and dashes.
    Id,
    /// Several of these.
    Ids,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Some of these words.
    Words(&'static [&'static str]),
}

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// What stands before the `=`.
    pub name: &'static str,
    /// What stands after it.
    pub kind: Kind,
    /// A file is wrong without it.
    pub needed: bool,
    /// It can say where it comes from and when it was checked, and be `false` where there is none.
    pub is_fact: bool,
    /// What it says, in a sentence.
    pub about: &'static str,
    /// Something right to write, as TOML.
    pub example: &'static str,
}

/// How often a table stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Once: `[visits]`.
    Once,
    /// As often as there are such things: `[[session]]`.
    Often,
    /// Under a name of its own: `[hours.centre]`. The name here is for the template.
    Named(&'static str),
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name, without that of the table it stands in.
    pub name: &'static str,
    /// How often it stands there.
    pub shape: Shape,
    /// What it is about, in a sentence or two.
    pub about: &'static str,
    /// A file is wrong without it.
    pub needed: bool,
    /// Its keys that are no facts of a group.
    pub keys: &'static [Key],
    /// The group of facts in it.
    pub facts: &'static [FieldDescription],
    /// The tables in it.
    pub tables: &'static [Self],
}

/// Every TOML file, with the name of its schema.
pub const FILES: [(&str, &File); 10] = [
    ("familypack", &FLEET),
    ("establishment", &ESTABLISHMENT),
    ("leaflet", &LEAFLET),
    ("directory", &DIRECTORY),
    ("claims", &CLAIMS),
    ("glossary", &GLOSSARY),
    ("diagrams", &DIAGRAMS),
    ("drawings", &DRAWINGS),
    ("bank-holidays", &HOLIDAYS),
    ("links", &LINKS),
];

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Where it stands, below the workspace: `establishments/<id>/establishment.toml`.
    pub place: &'static str,
    /// What it is, for whoever opens it: a line each.
    pub about: &'static [&'static str],
    /// The keys at its top.
    pub keys: &'static [Key],
    /// Its tables.
    pub tables: &'static [Table],
    /// Its tables can say where their facts come from.
    pub sourced: bool,
}

/// Declares a key.
const fn key(name: &'static str, kind: Kind, about: &'static str, example: &'static str) -> Key {
    Key { name, kind, needed: false, is_fact: false, about, example }
}

/// Declares a key that must be there.
const fn needed(name: &'static str, kind: Kind, about: &'static str, example: &'static str) -> Key {
    Key { name, kind, needed: true, is_fact: false, about, example }
}

/// Declares a fact.
const fn fact(name: &'static str, kind: Kind, about: &'static str, example: &'static str) -> Key {
    Key { name, kind, needed: false, is_fact: true, about, example }
}

/// Declares a table of keys that can stand there several times.
const fn often(name: &'static str, about: &'static str, keys: &'static [Key]) -> Table {
    Table { name, shape: Shape::Often, about, needed: false, keys, facts: &[], tables: &[] }
}

/// Declares a group of facts.
const fn group(name: &'static str, about: &'static str, facts: &'static [FieldDescription]) -> Table {
    Table { name, shape: Shape::Once, about, needed: false, keys: &[], facts, tables: &[] }
}

/// What every table of a sourced file can say of where its facts come from.
pub const PROVENANCE: [Key; 3] = [
    key("source", Kind::Id, "Where this comes from: one of the sources of this file.", "\"visits-office\""),
    key("checked", Kind::Checked, "When somebody last checked it: a day, or a year.", "2026-11-09"),
    key("review_by", Kind::Date, "When to check it again, if that is sooner than usual.", "2027-02-09"),
];

/// Returns something right to write for a fact of a group, as TOML.
#[must_use]
pub fn example_of(field: &FieldDescription) -> &'static str {
    match field.kind {
        "a list of texts" => "[\"Write one thing here.\", \"And another here.\"]",
        "a number" => "3",
        "true or false" => "true",
        "a phone number" => "\"01632 960 123\"",
        "an e-mail address" => "\"visits@prison.example\"",
        "a web address" => "\"https://www.gov.uk/\"",
        "a time of day" => "\"14:30\"",
        "the id of a directory entry" => "\"samaritans\"",
        "a list of ways to book" => "[\"online\", \"phone\"]",
        _ => "\"Write it here.\"",
    }
}
