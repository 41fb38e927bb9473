//! How fresh a part of a page is, said below it: "Checked on ..." or "Not checked since ...".

use std::sync::Arc;

use super::edition::Edition;
use crate::model::date::CheckedOn;
use crate::model::fact::{Provenance, Written};
pub(super) use crate::model::freshness::{Freshness, Kind, freshness};
use crate::source::Span;
use crate::view::{Block, Group, GroupKind, Inline};

/// What a part of a page rests on.
#[derive(Debug, Default)]
pub(super) struct Rests(Vec<(Span, Arc<Provenance>)>);

impl Rests {
    /// Adds a fact that is shown.
    pub(super) fn on(&mut self, fact: Option<Written<'_>>) {
        self.0.extend(fact.map(|(at, provenance)| (at.clone(), Arc::clone(provenance))));
    }

    /// Adds all that another part rests on.
    pub(super) fn also(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

impl Edition<'_> {
    /// Returns the line that says how fresh a part of a page is: that of its oldest fact. `None` where it rests on nothing.
    pub(super) fn checked_line(&self, kind: Kind, rests: &Rests) -> Option<Block> {
        let (group, text) = self.checked_words(kind, rests)?;
        let content = vec![Block::Paragraph(vec![Inline::Text(text)])];
        Some(Block::Group(Group { kind: group, id: None, label: None, content }))
    }

    /// Returns how fresh something is in a sentence, and whether it is ([`GroupKind::Checked`]) or not.
    pub(super) fn checked_words(&self, kind: Kind, rests: &Rests) -> Option<(GroupKind, String)> {
        for (at, provenance) in &rests.0 {
            self.show(kind, (at, provenance));
        }
        let review = &self.pack.fleet.review;
        let all = rests.0.iter().map(|(_, provenance)| freshness(provenance, kind, review, self.today));
        let oldest = all.min_by_key(|freshness| match freshness {
            Freshness::Never => (0, None),
            Freshness::Stale(checked) => (1, Some(checked.earliest())),
            Freshness::Fresh(checked) => (2, Some(checked.earliest())),
        })?;
        Some(self.freshness_words(kind, oldest))
    }

    /// Says how fresh something is, and whether it is.
    pub(super) fn freshness_words(&self, kind: Kind, freshness: Freshness) -> (GroupKind, String) {
        let mut known = self.freshness.borrow_mut();
        if let Some((_, words)) = known.iter().find(|(key, _)| *key == (kind, freshness)) {
            return words.clone();
        }
        let words = self.say_freshness(kind, freshness);
        known.push(((kind, freshness), words.clone()));
        words
    }

    fn say_freshness(&self, kind: Kind, freshness: Freshness) -> (GroupKind, String) {
        match freshness {
            Freshness::Fresh(checked) => {
                let key = if matches!(checked, CheckedOn::Year(_)) { "checked-year" } else { "checked" };
                (GroupKind::Checked, self.say(key, &[("date", &self.checked_on(checked))]))
            }
            Freshness::Stale(checked) => {
                let this_year = checked == CheckedOn::Year(self.today.year());
                let key = if this_year { "last-checked" } else { "not-checked" };
                let key = format!("{key}-{}", kind.as_str());
                (GroupKind::NotChecked, self.say(&key, &[("date", &self.checked_on(checked))]))
            }
            Freshness::Never => (GroupKind::NotChecked, self.say(&format!("never-checked-{}", kind.as_str()), &[])),
        }
    }
}
