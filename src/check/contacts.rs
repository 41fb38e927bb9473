//! Phone numbers: what they cost, which are reserved, and which contacts a pack cannot do without.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::directory::{Entry, EntryPhone};
use crate::model::establishment::{Establishment, PackState};
use crate::model::fact::{Fact, Known};
use crate::model::phone::Phone;
use crate::model::record::{ContactRole, Cost};
use crate::source::Span;

/// Checks the numbers of an establishment.
pub(super) fn establishment(establishment: &Establishment) -> Diagnostics {
    let sample = establishment.state == PackState::Sample;
    let mut problems = Diagnostics::default();
    for contact in &establishment.contacts {
        if let Some(cost) = contact.cost {
            problems.extend(free_claim(&contact.facts.phone, cost).into_iter().collect());
        }
        for number in numbers(&contact.facts.phone).chain(numbers(&contact.facts.text_number)) {
            problems.extend(reserved(number, sample).into_iter().collect());
        }
    }
    let own = establishment.directory.entries.iter().flat_map(|entry| &entry.phones);
    let local = establishment.local_entries.iter().flat_map(|local| &local.phones);
    for line in own.chain(local) {
        problems.extend(phone_line(line, sample));
    }
    // What seems to be missing in a file with mistakes may only be misspelt.
    if !establishment.spoilt {
        problems.extend(required(establishment));
    }
    problems
}

/// Checks the numbers of the national directory.
pub(super) fn directory(pack: &Pack) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for entry in &pack.directory.entries {
        for line in &entry.phones {
            problems.extend(phone_line(line, false));
        }
        problems.extend(short_enough(entry).into_iter().collect());
    }
    problems
}

fn phone_line(line: &EntryPhone, sample: bool) -> Diagnostics {
    let claim = line.cost.and_then(|cost| free_claim(&line.number, cost));
    let reserved = numbers(&line.number).filter_map(|number| reserved(number, sample));
    claim.into_iter().chain(reserved).collect()
}

fn numbers(fact: &Fact<Phone>) -> impl Iterator<Item = &Known<Phone>> {
    let main = match fact {
        Fact::Known { main, .. } => Some(main),
        Fact::No(_) | Fact::Unknown => None,
    };
    main.into_iter().chain(fact.others())
}

/// Only 0800, 0808 and a few short numbers cost nothing (Ofcom, National Telephone Numbering Plan).
fn free_claim(fact: &Fact<Phone>, cost: Cost) -> Option<Diagnostic> {
    let Fact::Known { main, .. } = fact else { return None };
    let (number, at) = (&main.value, main.at.clone());
    match cost {
        Cost::Free if !number.is_free() => {
            Some(Diagnostic::error("phone-not-free", at, format!("{} is not free to call", number.display())).help(
                "only numbers that begin with 0800 or 0808, and a few short ones, are free; write cost = \"standard\"",
            ))
        }
        Cost::Standard | Cost::Premium if number.is_free() => Some(
            Diagnostic::error("phone-free", at, format!("{} is free to call", number.display()))
                .help("write cost = \"free\""),
        ),
        Cost::Standard if number.is_premium() => Some(
            Diagnostic::error("phone-premium", at, format!("{} costs more than other calls", number.display()))
                .help("write cost = \"premium\": the pages then say so"),
        ),
        Cost::Free | Cost::Standard | Cost::Premium => None,
    }
}

/// Numbers that Ofcom keeps for drama reach nobody: they belong in samples, and in samples only they do.
fn reserved(number: &Known<Phone>, sample: bool) -> Option<Diagnostic> {
    let (phone, at) = (&number.value, number.at.clone());
    match (phone.is_reserved_for_drama(), sample) {
        (true, false) => Some(
            Diagnostic::error(
                "phone-reserved",
                at,
                format!("{} is a number for films and samples: nobody answers it", phone.display()),
            )
            .help("write the real number; take the line out where it is not known"),
        ),
        (false, true) if !phone.is_short_code() => Some(
            Diagnostic::error(
                "phone-real",
                at,
                format!("{} may be somebody's real number, and this pack is a sample", phone.display()),
            )
            .help("use a number kept for samples, for example 01632 960 123"),
        ),
        _ => None,
    }
}

/// What a pack cannot be live without: a main number, a way to book, a line for worried families.
fn required(establishment: &Establishment) -> Diagnostics {
    let has_phone = |role| establishment.contact(role).is_some_and(|contact| contact.facts.phone.is_known());
    let reachable = |role| {
        establishment.contact(role).is_some_and(|contact| {
            contact.facts.phone.is_known() || contact.facts.email.is_known() || contact.facts.web.is_known()
        })
    };
    let needs = [
        (has_phone(ContactRole::Switchboard), "no-switchboard", "the prison's main number is not known", "switchboard"),
        (
            reachable(ContactRole::BookingLine) || establishment.booking.online.is_known(),
            "no-booking",
            "there is no way to book a visit",
            "booking-line",
        ),
        (
            reachable(ContactRole::SaferCustody) || has_phone(ContactRole::Emergency),
            "no-safer-custody",
            "worried families have no number to call: neither safer custody nor an emergency line",
            "safer-custody",
        ),
    ];
    let problem = |(there, code, message, role): (bool, &'static str, &str, &str)| {
        if there {
            return None;
        }
        let at = Span::whole(&establishment.file);
        let problem = match establishment.state {
            PackState::Live => Diagnostic::error(code, at, message),
            PackState::Draft | PackState::Sample => Diagnostic::warning(code, at, message),
        };
        Some(problem.help(format!("ask the prison, then add a [[contact]] with role = \"{role}\"")))
    };
    needs.into_iter().filter_map(problem).collect()
}

/// What an organisation does is said in at most 25 words: families read many entries.
fn short_enough(entry: &Entry) -> Option<Diagnostic> {
    let (_, words) = entry.does.by_language.iter().next()?;
    let n_words = crate::model::prose::plain(words).split_whitespace().count();
    (n_words > 25).then(|| {
        Diagnostic::warning(
            "entry-long",
            entry.known.at.clone(),
            format!("what {} does takes {n_words} words", entry.name),
        )
        .help("say it in at most 25")
    })
}
