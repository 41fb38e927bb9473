//! Lines with numbers: of contacts, and of the directory.

use crate::diagnostic::Diagnostic;
use crate::model::Pack;
use crate::model::directory::EntryPhone;
use crate::model::establishment::{Establishment, PackState};
use crate::model::fact::{Fact, Known};
use crate::model::phone::Phone;
use crate::model::record::Cost;
use crate::source::Span;

/// One line, as the rules look at it.
pub(super) struct Line<'a> {
    /// The number that families are told, and what the line says it costs; `None` where one of the two is not said.
    costs: Option<(&'a Known<Phone>, Cost)>,
    /// Every number on it, also of other sources.
    pub(super) numbers: Vec<&'a Known<Phone>>,
    /// Whether it stands in a pack that is made up.
    pub(super) is_sample: bool,
}

impl Line<'_> {
    /// Tells of a number whose cost is wrong.
    pub(super) fn costing(
        &self,
        is_wrong: impl Fn(&Phone, Cost) -> bool,
        problem: impl Fn(&Phone, Span) -> Diagnostic,
    ) -> Vec<Diagnostic> {
        let wrong = self.costs.filter(|(number, cost)| is_wrong(&number.value, *cost));
        wrong.map(|(number, _)| problem(&number.value, number.at.clone())).into_iter().collect()
    }
}

/// Returns the lines of an establishment.
pub(super) fn of_establishment(establishment: &Establishment) -> Vec<Line<'_>> {
    let is_sample = establishment.state == PackState::Sample;
    let contacts = establishment.contacts.iter().map(|contact| {
        let numbers = contact.facts.phone.all().chain(contact.facts.text_number.all()).collect();
        Line { costs: costs(&contact.facts.phone, contact.cost), numbers, is_sample }
    });
    let own = establishment.directory.entries.iter().flat_map(|entry| &entry.phones);
    let local = establishment.local_entries.iter().flat_map(|local| &local.phones);
    contacts.chain(own.chain(local).map(|line| of_entry(line, is_sample))).collect()
}

/// Returns the lines of the national directory.
pub(super) fn of_directory(pack: &Pack) -> Vec<Line<'_>> {
    pack.directory.entries.iter().flat_map(|entry| &entry.phones).map(|line| of_entry(line, false)).collect()
}

fn of_entry(line: &EntryPhone, is_sample: bool) -> Line<'_> {
    Line { costs: costs(&line.number, line.cost), numbers: line.number.all().collect(), is_sample }
}

fn costs(fact: &Fact<Phone>, cost: Option<Cost>) -> Option<(&Known<Phone>, Cost)> {
    let Fact::Known { main, .. } = fact else { return None };
    Some((main, cost?))
}
