//! The repeated tables of an establishment's file. Each returns `None` where it lacks what it cannot do without.

use super::super::context::Context;
use super::super::hours::span_fact;
use super::super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::groups::ContactFacts;
use crate::model::prose::Prose;
use crate::model::record::{
    Commitment, Contact, ContactLevel, ContactRole, Cost, Facility, FacilityKind, FacilityPlace, FamilyDay, Notice,
    NoticeSeverity, Organisation, Partner, Place, PlaceRole, SearchRule, Searcher, Service, Support, SupportTopic,
};

type Table<'c, 'v, 'i> = Reader<'c, 'v, 'i>;

impl Table<'_, '_, '_> {
    /// Reads a text.
    pub(crate) fn text(&mut self, key: &str) -> Option<Prose> {
        let value = self.get(key)?;
        self.context.prose(value)
    }

    /// Reads a text that must be there.
    pub(crate) fn needed_text(&mut self, key: &str) -> Option<Prose> {
        let value = self.needed(key, "\"...\"")?;
        self.context.prose(value)
    }

    /// Tells whether the table adds to an entry of the national directory.
    pub(crate) fn names_an_entry(&self) -> bool {
        self.has("entry")
    }
}

pub(super) fn place(mut reader: Table<'_, '_, '_>) -> Option<Place> {
    let place = Place {
        role: reader.needed_word("role", PlaceRole::parse, PlaceRole::ALL)?,
        lines: reader.strings("lines"),
        town: reader.string("town"),
        county: reader.string("county"),
        postcode: reader.fact("postcode", Context::postcode),
        note: reader.fact("note", Context::prose),
        known: reader.known(),
    };
    reader.finish();
    Some(place)
}

pub(super) fn contact(mut reader: Table<'_, '_, '_>) -> Option<Contact> {
    let id = reader.needed_slug("id", "booking");
    let role = reader.needed_word("role", ContactRole::parse, ContactRole::ALL);
    let contact = Contact {
        id: id?.value,
        role: role?,
        label: reader.text("label"),
        facts: ContactFacts::read(&mut reader),
        hours: reader.slug("hours"),
        cost: reader.word("cost", Cost::parse, Cost::ALL),
        known: reader.known(),
    };
    reader.finish();
    Some(contact)
}

pub(super) fn facility(mut reader: Table<'_, '_, '_>) -> Option<Facility> {
    let kind = reader.needed_word("kind", FacilityKind::parse, FacilityKind::ALL);
    let place = reader.needed_word("where", FacilityPlace::parse, FacilityPlace::ALL);
    let facility = Facility {
        kind: kind?,
        place: place?,
        have: crate::model::group::FieldSource::yes(&mut reader, "have"),
        ages: reader.fact("ages", Context::prose),
        staffed_by: reader.fact("staffed_by", Context::prose),
        note: reader.fact("note", Context::prose),
    };
    reader.finish();
    Some(facility)
}

pub(super) fn search_rule(mut reader: Table<'_, '_, '_>) -> Option<SearchRule> {
    let rule = SearchRule {
        who: reader.needed_text("who")?,
        from_age: reader.plain_number("from_age"),
        to_age: reader.plain_number("to_age"),
        by: reader.words("by", Searcher::parse, Searcher::ALL),
        note: reader.fact("note", Context::prose),
        known: reader.known(),
    };
    if let (Some(from), Some(to)) = (rule.from_age, rule.to_age)
        && from > to
    {
        reader.context.report(
            Diagnostic::error("ages-reversed", reader.at.clone(), format!("ages from {from} to {to} hold nobody"))
                .help("write the younger age in from_age and the older one in to_age"),
        );
    }
    reader.finish();
    Some(rule)
}

pub(super) fn service(mut reader: Table<'_, '_, '_>) -> Option<Service> {
    let service = Service {
        name: reader.needed_text("name")?,
        per_year: reader.fact("per_year", Context::number),
        about: reader.fact("about", Context::prose),
        who: reader.fact("who", Context::prose),
        how: reader.fact("how", Context::prose),
        known: reader.known(),
    };
    reader.finish();
    Some(service)
}

pub(super) fn family_day(mut reader: Table<'_, '_, '_>) -> Option<FamilyDay> {
    let name = reader.needed_text("name");
    let date = reader.needed_date("date");
    let day = FamilyDay {
        name: name?,
        date: date?,
        time: span_fact(&mut reader, "time"),
        who: reader.fact("who", Context::prose),
        how: reader.fact("how", Context::prose),
        apply_by: reader.date("apply_by"),
        known: reader.known(),
    };
    reader.finish();
    Some(day)
}

pub(super) fn support(mut reader: Table<'_, '_, '_>) -> Option<Support> {
    let support = Support {
        topic: reader.needed_word("topic", SupportTopic::parse, SupportTopic::ALL)?,
        who: reader.fact("who", Context::prose_list),
        about: reader.fact("about", Context::prose),
        when: reader.fact("when", Context::prose),
        known: reader.known(),
    };
    reader.finish();
    Some(support)
}

pub(super) fn partner(mut reader: Table<'_, '_, '_>) -> Option<Partner> {
    let organisation = match (reader.slug("entry"), reader.string("name")) {
        (Some(entry), None) => Organisation::Entry(entry),
        (None, Some(name)) => Organisation::Name(name),
        _ => {
            reader.context.report(
                Diagnostic::error(
                    "partner-name",
                    reader.at.clone(),
                    "a partner has either an entry in the directory or a name",
                )
                .help("write entry = with the id of a directory entry, or name = with its name, not both"),
            );
            return None;
        }
    };
    let partner = Partner {
        organisation,
        role: reader.text("role"),
        from: reader.date("from"),
        to: reader.date("to"),
        known: reader.known(),
    };
    reader.finish();
    Some(partner)
}

pub(super) fn notice(mut reader: Table<'_, '_, '_>) -> Option<Notice> {
    let id = reader.needed_slug("id", "new-times");
    let severity = reader.needed_word("severity", NoticeSeverity::parse, NoticeSeverity::ALL);
    let title = reader.needed_text("title");
    let text = reader.needed_text("text");
    let starts = reader.needed_date("starts");
    let ends = reader.needed_date("ends");
    let at = reader.at.clone();
    let context = reader.context;
    reader.finish();
    let (starts, ends) = (starts?, ends?);
    if starts.value > ends.value {
        context.report(
            Diagnostic::error(
                "dates-reversed",
                ends.span,
                format!("this notice ends ({}) before it starts ({})", ends.value, starts.value),
            )
            .also(starts.span, "it starts here")
            .help("write the earlier date in starts = and the later one in ends ="),
        );
        return None;
    }
    Some(Notice {
        id: id?.value,
        severity: severity?,
        title: title?,
        text: text?,
        starts: starts.value,
        ends: ends.value,
        at,
    })
}

pub(super) fn level(mut reader: Table<'_, '_, '_>) -> Option<ContactLevel> {
    let name = reader.needed_text("name");
    let contact = reader.needed_text("contact");
    let level = ContactLevel {
        name: name?,
        contact: contact?,
        detail: reader.fact("detail", Context::prose),
        known: reader.known(),
    };
    reader.finish();
    Some(level)
}

pub(super) fn commitment(mut reader: Table<'_, '_, '_>) -> Option<Commitment> {
    let question = reader.needed_text("question");
    let promised = reader.needed_text("commitment");
    let commitment = Commitment {
        question: question?,
        could_help: reader.fact("could_help", Context::prose),
        commitment: promised?,
        known: reader.known(),
    };
    reader.finish();
    Some(commitment)
}
