//! What a family's calendar takes over: the visits, or the family days, of one establishment.

use jiff::civil::Date;

/// A calendar of one pack in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// What a phone calls it.
    pub name: String,
    /// What it is, and what it does not know.
    pub description: String,
    /// The language (BCP 47).
    pub language: String,
    /// The page it belongs to, where the fleet has an address.
    pub page: Option<String>,
    /// The day it was made for.
    pub made: Date,
    /// What it holds, in the order of the pack; never empty.
    pub occasions: Vec<Occasion>,
}

/// Something that happens once or comes back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Occasion {
    /// Unique on earth, and the same in every build.
    pub id: String,
    /// A few words.
    pub summary: String,
    /// What to know, a sentence or a few in each line.
    pub description: Vec<String>,
    /// The address, in one line.
    pub location: Option<String>,
    /// The first day, on which it does happen.
    pub first: Date,
    /// From when to when, in minutes after midnight in London, 0..=1440; `None` is all day.
    pub time: Option<(u16, u16)>,
    /// How it comes back.
    pub repeats: Option<Repeats>,
}

/// How an occasion comes back after its first day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repeats {
    /// Every how many weeks, 1 or more; weeks begin on Monday.
    pub every_weeks: u32,
    /// The days of the week, in order; never empty.
    pub days: Vec<jiff::civil::Weekday>,
    /// The last day, on which it does happen.
    pub last: Date,
    /// The days of this rhythm on which it does not happen or may not happen, sorted.
    pub without: Vec<Date>,
}
