//! The lines of an entry: numbers with what is to be known of each before anybody calls.

use super::{One, id, joined};
use crate::model::directory::{Directory, EntryPhone};
use crate::model::fact::Fact;
use crate::model::phone::Phone;
use crate::model::record::Cost;
use crate::view::data::referral::{Contact, Phone as Number, Schedule};
use crate::view::plain;

/// A line that is answered by someone, on its way into a contact.
pub(super) struct Line<'e> {
    /// What its ids are made from; unique in the directory.
    name: String,
    /// What is known of it.
    pub phone: &'e EntryPhone,
    /// Where its sources are.
    directory: &'e Directory,
}

impl One<'_, '_> {
    /// Returns the lines: the entry's own, then those that the establishment adds to it.
    pub(super) fn lines(&self) -> Vec<Line<'_>> {
        let own = self.entry.phones.iter().map(|phone| (self.name(), phone, self.directory));
        let here = self.establishment.local_entries.iter().filter(|local| local.entry.value == self.entry.id);
        let here = here.flat_map(|local| &local.phones).map(|phone| {
            (format!("{}/{}", self.establishment.id, self.entry.id), phone, &self.establishment.directory)
        });
        let mut lines: Vec<Line<'_>> = Vec::new();
        for (name, phone, directory) in own.chain(here) {
            let Some(number) = phone.number.known() else { continue };
            let name = format!("{name}/{}", number.tel());
            let again = lines.iter().filter(|line| line.name.starts_with(&name)).count();
            let name = if again == 0 { name } else { format!("{name}/{}", again + 1) };
            lines.push(Line { name, phone, directory });
        }
        lines
    }

    pub(super) fn schedules(&self, service_id: &str) -> Vec<Schedule> {
        let schedule = |line: Line<'_>| {
            Some(Schedule {
                id: id(&format!("schedule/{}", line.name)),
                service_id: service_id.to_owned(),
                description: plain(&self.edition.prose(line.phone.hours.known()?)),
                notes: line.phone.label.as_ref().map(|label| plain(&self.edition.prose(label))),
            })
        };
        self.lines().into_iter().filter_map(schedule).collect()
    }

    pub(super) fn contacts(&self, service_id: &str) -> Vec<Contact> {
        let contact = |line: Line<'_>| {
            let Fact::Known { main, others } = &line.phone.number else { return None };
            let contact_id = id(&format!("contact/{}", line.name));
            let number = |number: &Phone, about: String| Number {
                id: id(&format!("phone/{}/{}", line.name, number.tel())),
                contact_id: contact_id.clone(),
                number: number.tel(),
                shown: number.display(),
                description: (!about.is_empty()).then_some(about),
            };
            let mut phones = vec![number(&main.value, self.about(line.phone, &main.value, !others.is_empty()))];
            for other in others {
                let source = other.provenance.source.as_ref().and_then(|id| line.directory.sources.get(id));
                let source = source.map_or_else(|| self.edition.say("checked-no-source", &[]), |s| s.title.clone());
                let about = self.edition.say("data-number-other", &[("source", &source)]);
                phones.push(number(&other.value, about));
            }
            let name = line.phone.label.as_ref().map(|label| plain(&self.edition.prose(label)));
            Some(Contact { id: contact_id, service_id: service_id.to_owned(), name, phones })
        };
        self.lines().into_iter().filter_map(contact).collect()
    }

    /// Returns what is to be known of a number.
    fn about(&self, line: &EntryPhone, number: &Phone, disputed: bool) -> String {
        let edition = self.edition;
        let mut sentences = Vec::new();
        if self.made_up() {
            sentences.push(edition.say("banner-sample", &[]));
        }
        if disputed {
            sentences.push(edition.say("data-number-disputed", &[]));
        }
        let cost = match line.cost {
            _ if number.is_free() => Some("free"),
            _ if number.is_premium() => Some("premium"),
            cost => cost.map(Cost::as_str),
        };
        sentences.extend(cost.map(|cost| edition.say(&format!("cost-{cost}"), &[])));
        if line.text {
            sentences.push(edition.say("entry-texts", &[]));
        }
        sentences.extend(line.hours.known().map(|hours| plain(&edition.prose(hours))));
        sentences.extend(line.note.as_ref().map(|note| plain(&edition.prose(note))));
        joined(&sentences)
    }
}
