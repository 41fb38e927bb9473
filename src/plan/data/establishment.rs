//! `establishment.json`: everything a pack's file says, with its state and the freshness of each fact.

use super::maker::{Maker, checked};
use super::records;
use crate::model::establishment::{Establishment, Kind as IdentityKind, Prefix};
use crate::model::fact::SourceRecord;
use crate::model::freshness::Kind;
use crate::model::link::Link;
use crate::model::path::GROUPS;
use crate::model::walk::kind_of;
use crate::view::data::{Datum, Record};

/// The version of the format. It grows when something is taken away or means something else, not when something is added.
const FORMAT: u32 = 1;

/// Returns the whole pack, with a link to its `schema`.
pub(super) fn record(maker: &Maker<'_, '_>, schema: &str) -> Record {
    let establishment = maker.establishment;
    let generator = Record::default().with("name", env!("CARGO_PKG_NAME")).with("version", env!("CARGO_PKG_VERSION"));
    Record::default()
        .with("$schema", schema)
        .with("format", FORMAT)
        .with("made_on", maker.first().today.to_string())
        .with("generator", generator)
        .with("id", establishment.id.as_str())
        .with("state", establishment.state.as_str())
        .with_some("owner", establishment.owner.as_deref())
        .with("time_zone", "Europe/London")
        .with("bank_holidays_of", establishment.division.as_str())
        .with("sources", sources(establishment))
        .with("identity", identity(maker))
        .with("facts", groups(maker))
        .with("places", records::places(maker))
        .with("contacts", records::contacts(maker))
        .with("hours", records::hours(maker))
        .with_some("centre_contact", establishment.centre_contact.as_ref().map(|id| id.value.as_str()))
        .with_some("centre_hours", establishment.centre_hours.as_ref().map(|id| id.value.as_str()))
        .with("sessions", records::sessions(maker))
        .with("searches", records::searches(maker))
        .with("facilities", records::facilities(maker))
        .with("services", records::services(maker))
        .with("family_days", records::family_days(maker))
        .with("support", records::supports(maker))
        .with("partners", records::partners(maker))
        .with("notices", records::notices(maker))
        .with("contact_levels", records::contact_levels(maker))
        .with("commitments", records::commitments(maker))
}

fn sources(establishment: &Establishment) -> Record {
    let source = |source: &SourceRecord| {
        Record::default()
            .with("title", source.title.as_str())
            .with_some("publisher", source.publisher.as_deref())
            .with_some("checked", source.checked.map(checked))
            .with_some("web", source.web.as_ref().map(Link::as_str))
    };
    let all = establishment.sources.iter();
    all.map(|(id, record)| (id.to_string(), source(record))).collect()
}

fn identity(maker: &Maker<'_, '_>) -> Record {
    let identity = &maker.establishment.identity;
    Record::default()
        .with("name", identity.name.as_str())
        .with("full_name", identity.full_name())
        .with_some("prefix", identity.prefix.map(Prefix::as_str))
        .with_some("code", identity.code.as_deref())
        .with("former_names", identity.former_names.iter().map(String::as_str).collect::<Datum>())
        .with_some("kind", identity.kind.map(IdentityKind::as_str))
        .with("holds", identity.holds.iter().map(|holds| holds.as_str()).collect::<Datum>())
        .with("status", identity.status.as_str())
        .and(maker.rests(&identity.known.provenance, Kind::Other))
}

/// Returns every group of facts, by name and key.
fn groups(maker: &Maker<'_, '_>) -> Record {
    let group = |name: &'static str| {
        let facts = maker.establishment.group(name).into_iter();
        let facts = facts.map(|(key, fact)| (key, maker.fact(&fact, kind_of(name))));
        Datum::Record(facts.collect())
    };
    GROUPS.iter().map(|(name, _)| (*name, group(name))).collect()
}
