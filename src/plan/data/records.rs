//! The lists of `establishment.json`: places, contacts, hours, sessions, and all else that a file repeats.

use super::maker::{Maker, span};
use crate::model::establishment::NamedHours;
use crate::model::fact::{Fact, Known};
use crate::model::freshness::Kind;
use crate::model::group::{Group, Said};
use crate::model::hours::{BankHolidayRule, Day, Exception, Season, Week};
use crate::model::prose::Prose;
use crate::model::record::{
    Commitment, Contact, ContactLevel, Cost, Facility, FamilyDay, Notice, Organisation, Partner, Place, SearchRule,
    Service, Support,
};
use crate::model::session::Session;
use crate::model::slug::Slug;
use crate::view::data::{Datum, Record};

impl Maker<'_, '_> {
    /// Returns where a record is from.
    fn known(&self, known: &Known<()>, kind: Kind) -> Record {
        self.rests(&known.provenance, kind)
    }

    fn prose(&self, fact: &Fact<Prose>, kind: Kind) -> Datum {
        self.fact(&fact.map(Said::Prose), kind)
    }
}

pub(super) fn places(maker: &Maker<'_, '_>) -> Datum {
    let places = maker.establishment.places.iter();
    let place = |place: &Place| {
        Record::default()
            .with("role", place.role.as_str())
            .with("lines", place.lines.iter().map(String::as_str).collect::<Datum>())
            .with_some("town", place.town.as_deref())
            .with_some("county", place.county.as_deref())
            .with("postcode", maker.fact(&place.postcode.map(Said::Postcode), Kind::Contacts))
            .with("note", maker.prose(&place.note, Kind::Contacts))
            .and(maker.known(&place.known, Kind::Contacts))
    };
    places.map(place).collect()
}

pub(super) fn contacts(maker: &Maker<'_, '_>) -> Datum {
    let contacts = maker.establishment.contacts.iter();
    let contact = |contact: &Contact| {
        let facts = contact.facts.facts().into_iter();
        let facts = facts.map(|(key, fact)| (key, maker.fact(&fact, Kind::Contacts)));
        Record::default()
            .with("id", contact.id.as_str())
            .with("role", contact.role.as_str())
            .with_some("label", contact.label.as_ref().map(|label| maker.text(label)))
            .and(facts.collect())
            .with_some("hours", contact.hours.as_ref().map(|id| id.value.as_str()))
            .with_some("cost", contact.cost.map(Cost::as_str))
            .and(maker.known(&contact.known, Kind::Contacts))
    };
    contacts.map(contact).collect()
}

pub(super) fn hours(maker: &Maker<'_, '_>) -> Datum {
    let all = maker.establishment.hours.iter();
    let one = |(id, named): (&Slug, &NamedHours)| {
        let hours = &named.hours;
        Record::default()
            .with("id", id.as_str())
            .with("weekly", week(&hours.weekly, true))
            .with("bank_holidays", hours.bank_holidays.map_or("unknown", BankHolidayRule::as_str))
            .with("exceptions", hours.exceptions.iter().map(exception).collect::<Datum>())
            .with("seasons", hours.seasons.iter().map(season).collect::<Datum>())
            .with("note", maker.prose(&named.note, Kind::Times))
            .and(maker.known(&named.known, Kind::Times))
    };
    all.map(one).collect()
}

/// Returns the days of a week by name: all of them, or only those something is known of.
fn week(week: &Week, whole: bool) -> Record {
    let days = week.iter().filter(|(_, day)| whole || **day != Day::NotKnown);
    days.map(|(weekday, hours)| (weekday.as_str(), day(hours))).collect()
}

fn day(day: &Day) -> Record {
    match day {
        Day::Open(spans) => {
            Record::default().with("is", "open").with("spans", spans.iter().map(|one| span(*one)).collect::<Datum>())
        }
        Day::Closed => Record::default().with("is", "closed"),
        Day::NotKnown => Record::default().with("is", "unknown"),
    }
}

fn exception(exception: &Exception) -> Record {
    Record::default()
        .with("from", exception.from.to_string())
        .with("to", exception.to.to_string())
        .and(day(&exception.hours))
        .with_some("why", exception.why.as_deref())
}

fn season(season: &Season) -> Record {
    Record::default()
        .with("from", season.from.to_string())
        .with("to", season.to.to_string())
        .with("weekly", week(&season.weekly, false))
}

pub(super) fn sessions(maker: &Maker<'_, '_>) -> Datum {
    let dates = |dates: &[jiff::civil::Date]| dates.iter().map(ToString::to_string).collect::<Datum>();
    let session = |session: &Session| {
        Record::default()
            .with("id", session.id.as_str())
            .with("name", maker.text(&session.name))
            .with("kind", session.kind.as_str())
            .with("days", session.days.iter().map(|day| day.as_str()).collect::<Datum>())
            .with("time", maker.fact(&session.time.map(|time| Said::Span(*time)), Kind::Times))
            .with("every_weeks", session.every_weeks)
            .with_some("starting", session.starting.map(|date| date.to_string()))
            .with_some("from", session.from.map(|date| date.to_string()))
            .with_some("to", session.to.map(|date| date.to_string()))
            .with("not_on", dates(&session.not_on))
            .with("also_on", dates(&session.also_on))
            .with(
                "arrive_before_minutes",
                maker.fact(&session.arrive_before.map(|minutes| Said::Number(*minutes)), Kind::Times),
            )
            .with("last_admission", maker.fact(&session.last_admission.map(|time| Said::Time(*time)), Kind::Times))
            .with("bank_holidays", session.bank_holidays.map_or("unknown", |rule| rule.as_str()))
            .with("who", maker.prose(&session.who, Kind::Times))
            .with("how", maker.prose(&session.how, Kind::Times))
            .and(maker.known(&session.known, Kind::Times))
    };
    maker.establishment.sessions.iter().map(session).collect()
}

pub(super) fn searches(maker: &Maker<'_, '_>) -> Datum {
    let search = |rule: &SearchRule| {
        Record::default()
            .with("who", maker.text(&rule.who))
            .with_some("from_age", rule.from_age)
            .with_some("to_age", rule.to_age)
            .with("by", rule.by.iter().map(|by| by.as_str()).collect::<Datum>())
            .with("note", maker.prose(&rule.note, Kind::Other))
            .and(maker.known(&rule.known, Kind::Other))
    };
    maker.establishment.searches.iter().map(search).collect()
}

pub(super) fn facilities(maker: &Maker<'_, '_>) -> Datum {
    let facility = |facility: &Facility| {
        Record::default()
            .with("kind", facility.kind.as_str())
            .with("place", facility.place.as_str())
            .with("have", maker.fact(&facility.have.map(|_| Said::Yes), Kind::Other))
            .with("ages", maker.prose(&facility.ages, Kind::Other))
            .with("staffed_by", maker.prose(&facility.staffed_by, Kind::Other))
            .with("note", maker.prose(&facility.note, Kind::Other))
    };
    maker.establishment.facilities.iter().map(facility).collect()
}

pub(super) fn services(maker: &Maker<'_, '_>) -> Datum {
    let service = |service: &Service| {
        Record::default()
            .with("name", maker.text(&service.name))
            .with("per_year", maker.fact(&service.per_year.map(|number| Said::Number(*number)), Kind::Other))
            .with("about", maker.prose(&service.about, Kind::Other))
            .with("who", maker.prose(&service.who, Kind::Other))
            .with("how", maker.prose(&service.how, Kind::Other))
            .and(maker.known(&service.known, Kind::Other))
    };
    maker.establishment.services.iter().map(service).collect()
}

pub(super) fn family_days(maker: &Maker<'_, '_>) -> Datum {
    let family_day = |day: &FamilyDay| {
        Record::default()
            .with("name", maker.text(&day.name))
            .with("date", day.date.value.to_string())
            .with("time", maker.fact(&day.time.map(|time| Said::Span(*time)), Kind::Times))
            .with("who", maker.prose(&day.who, Kind::Times))
            .with("how", maker.prose(&day.how, Kind::Times))
            .with_some("apply_by", day.apply_by.map(|date| date.to_string()))
            .and(maker.known(&day.known, Kind::Times))
    };
    maker.establishment.family_days.iter().map(family_day).collect()
}

pub(super) fn supports(maker: &Maker<'_, '_>) -> Datum {
    let support = |support: &Support| {
        Record::default()
            .with("topic", support.topic.as_str())
            .with("who", maker.fact(&support.who.map(|who| Said::List(who)), Kind::Other))
            .with("about", maker.prose(&support.about, Kind::Other))
            .with("when", maker.prose(&support.when, Kind::Other))
            .and(maker.known(&support.known, Kind::Other))
    };
    maker.establishment.supports.iter().map(support).collect()
}

pub(super) fn partners(maker: &Maker<'_, '_>) -> Datum {
    let partner = |partner: &Partner| {
        let organisation = match &partner.organisation {
            Organisation::Entry(id) => maker.organisation(&id.value),
            Organisation::Name(name) => Record::default().with("name", name.as_str()),
        };
        Record::default()
            .with("organisation", organisation)
            .with_some("role", partner.role.as_ref().map(|role| maker.text(role)))
            .with_some("from", partner.from.map(|date| date.to_string()))
            .with_some("to", partner.to.map(|date| date.to_string()))
            .and(maker.known(&partner.known, Kind::Other))
    };
    maker.establishment.partners.iter().map(partner).collect()
}

pub(super) fn notices(maker: &Maker<'_, '_>) -> Datum {
    let notice = |notice: &Notice| {
        Record::default()
            .with("id", notice.id.as_str())
            .with("severity", notice.severity.as_str())
            .with("title", maker.text(&notice.title))
            .with("text", maker.text(&notice.text))
            .with("starts", notice.starts.to_string())
            .with("ends", notice.ends.to_string())
    };
    maker.establishment.notices.iter().map(notice).collect()
}

pub(super) fn contact_levels(maker: &Maker<'_, '_>) -> Datum {
    let level = |level: &ContactLevel| {
        Record::default()
            .with("name", maker.text(&level.name))
            .with("contact", maker.text(&level.contact))
            .with("detail", maker.prose(&level.detail, Kind::Other))
            .and(maker.known(&level.known, Kind::Other))
    };
    maker.establishment.contact_levels.iter().map(level).collect()
}

pub(super) fn commitments(maker: &Maker<'_, '_>) -> Datum {
    let commitment = |commitment: &Commitment| {
        Record::default()
            .with("question", maker.text(&commitment.question))
            .with("could_help", maker.prose(&commitment.could_help, Kind::Other))
            .with("commitment", maker.text(&commitment.commitment))
            .and(maker.known(&commitment.known, Kind::Other))
    };
    maker.establishment.commitments.iter().map(commitment).collect()
}
