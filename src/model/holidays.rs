//! Bank holidays: a dated data set, never computed.
//!
//! In: a table that was copied from GOV.UK. Out: [`HolidayTable`], which tells whether a date is one and how far the data reach.
//! Never guesses a holiday: substitute days and single royal events cannot be worked out from a rule.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::model::date::CheckedOn;

/// A part of the UK with bank holidays of its own (GOV.UK, `bank-holidays.json`, the `division` of each list).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Division {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Division {
    /// The words it is typed with.
    pub const ALL: &'static [&'static str] = &["england-and-wales", "scotland", "northern-ireland"];

    /// Returns what a word of [`Self::ALL`] means; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "england-and-wales" => Some(Self::EnglandAndWales),
            "scotland" => Some(Self::Scotland),
            "northern-ireland" => Some(Self::NorthernIreland),
            _ => None,
        }
    }

    /// Returns the word it is typed with.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "england-and-wales",
            Self::Scotland => "scotland",
            Self::NorthernIreland => "northern-ireland",
        }
    }
}

/// The bank holidays of all divisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayTable {
    /// When the list was copied.
    pub checked: CheckedOn,
    /// Where from, in words.
    pub source: String,
    /// The last day the list speaks of; after it nothing is known.
    pub until: Date,
    /// The names, by division and date. A division that is left out is one nothing is known of.
    pub days: BTreeMap<Division, BTreeMap<Date, String>>,
}

impl HolidayTable {
    /// Returns what kind of day a date is.
    ///
    /// Where Christmas Day, Boxing Day or New Year's Day falls on a weekend, the official list names the weekday after it
    /// (Banking and Financial Dealings Act 1971, section 1); a prison changes its hours on the day itself too, so it counts.
    #[must_use]
    pub fn on(&self, division: Division, date: Date) -> HolidayOn<'_> {
        let listed = self.days.get(&division).and_then(|days| days.get(&date)).map(String::as_str);
        match listed.or_else(|| fixed(date)) {
            Some(name) => HolidayOn::Yes(name),
            None if self.covers(division, date) => HolidayOn::No,
            None => HolidayOn::NotKnown,
        }
    }

    /// Tells whether the list speaks of a date: from 1 January of the year of its first day to [`HolidayTable::until`].
    #[must_use]
    pub fn covers(&self, division: Division, date: Date) -> bool {
        let first = self.days.get(&division).and_then(|days| days.keys().next());
        first.is_some_and(|first| start_of_year(*first) <= date && date <= self.until)
    }
}

/// What kind of day a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayOn<'a> {
    /// A bank holiday, with its name.
    Yes(&'a str),
    /// Not one.
    No,
    /// The list does not speak of the date.
    NotKnown,
}

/// Returns the name of the holidays that keep their date.
fn fixed(date: Date) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => Some("New Year's Day"),
        (12, 25) => Some("Christmas Day"),
        (12, 26) => Some("Boxing Day"),
        _ => None,
    }
}

fn start_of_year(day: Date) -> Date {
    date(day.year(), 1, 1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::{Division, HolidayOn, HolidayTable};
    use crate::model::date::CheckedOn;

    #[test]
    fn the_table_knows_what_it_covers() {
        let scotland = BTreeMap::from([
            (date(2026, 1, 2), "2nd January".to_owned()),
            (date(2026, 12, 25), "Christmas Day".to_owned()),
        ]);
        let table = HolidayTable {
            checked: CheckedOn::Year(2026),
            source: "GOV.UK".to_owned(),
            until: date(2026, 12, 31),
            days: BTreeMap::from([(Division::Scotland, scotland)]),
        };
        assert_eq!(table.on(Division::Scotland, date(2026, 1, 2)), HolidayOn::Yes("2nd January"));
        assert_eq!(table.on(Division::Scotland, date(2026, 1, 3)), HolidayOn::No);
        assert_eq!(table.on(Division::EnglandAndWales, date(2026, 1, 2)), HolidayOn::NotKnown);
        assert_eq!(table.on(Division::Scotland, date(2026, 12, 26)), HolidayOn::Yes("Boxing Day"), "on a Saturday too");
        assert_eq!(table.on(Division::Scotland, date(2031, 12, 25)), HolidayOn::Yes("Christmas Day"), "in any year");
        for (day, covered) in [
            (date(2025, 12, 31), false),
            (date(2026, 1, 1), true),
            (date(2026, 12, 31), true),
            (date(2027, 1, 1), false),
        ] {
            assert_eq!(table.covers(Division::Scotland, day), covered, "{day}");
        }
        assert!(!table.covers(Division::NorthernIreland, date(2026, 6, 1)));
    }

    #[test]
    fn divisions_have_one_word_each() {
        for word in Division::ALL {
            assert_eq!(Division::parse(word).map(Division::as_str), Some(*word));
        }
        assert_eq!(Division::parse("England"), None);
    }
}
