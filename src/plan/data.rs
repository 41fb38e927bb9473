//! A pack as open data: `establishment.json` with its schema, the directory as Open Referral UK, and what search engines get.

mod directory;
mod establishment;
mod maker;
mod office;
mod opening;
mod records;
mod tables;

use self::maker::Maker;
use super::edition::Edition;
use crate::model::establishment::Establishment;
use crate::output::{OutputPath, Plan};
use crate::view::View;
use crate::view::data::Data;

pub(super) use self::office::office;

/// The files, below a pack's folder, that people are told of, each with the end of its text's name. More tables lie beside
/// the one that is named here.
pub(super) const FILES: [(&str, &str); 3] =
    [("establishment.json", "establishment"), ("directory.json", "directory"), ("directory/services.csv", "tables")];

/// The schema of `establishment.json` (JSON Schema 2020-12), which stands beside it.
pub(super) const SCHEMA: (&str, &str) = ("establishment.schema.json", include_str!("data/establishment.schema.json"));

/// The file that describes the tables of the directory.
pub(super) const PACKAGE: &str = "directory/datapackage.json";

/// Plans the data of one pack. `editions` has one of each language, the fleet's first language first.
pub(super) fn files(editions: &[Edition<'_>], establishment: &Establishment) -> Plan {
    let Some(first) = editions.first() else { return Plan::new() };
    let folder = establishment.id.as_str();
    let path = |file: &str| OutputPath::new(&format!("{folder}/{file}"));
    let record = establishment::record(&Maker::new(editions, establishment), SCHEMA.0);
    let services = directory::services(first, establishment);
    let mut plan = Plan::from([
        (path("establishment.json"), View::Data(Data::Record(record))),
        (path(SCHEMA.0), View::Text(SCHEMA.1.to_owned())),
        (path(PACKAGE), View::Data(Data::Record(tables::package(first, establishment)))),
    ]);
    for (file, sheet) in tables::sheets(&services) {
        plan.insert(path(&format!("directory/{file}")), View::Data(Data::Sheet(sheet)));
    }
    plan.insert(path("directory.json"), View::Data(Data::Services(services)));
    plan
}
