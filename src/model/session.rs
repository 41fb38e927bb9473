//! Visits sessions, and on which days they are held.

use jiff::civil::Date;

use super::fact::{Fact, Known};
use super::holidays::HolidayOn;
use super::prose::Prose;
use super::record::vocabulary;
use super::slug::Slug;
use super::time::{Time, TimeSpan, Weekday};

vocabulary! {
    /// What kind of visit it is.
    SessionKind {
        /// A visit by family and friends.
        Social = "social",
        /// A family day.
        FamilyDay = "family-day",
        /// A children's visit.
        Children = "children",
        /// A homework club.
        Homework = "homework",
        /// A baby visit.
        Baby = "baby",
        /// A legal visit.
        Legal = "legal",
        /// A visit by officials.
        Official = "official",
        /// A video call.
        Video = "video",
        /// A visit about faith.
        Faith = "faith",
    }

    /// What happens on a bank holiday.
    OnBankHolidays {
        /// Not held.
        Closed = "closed",
        /// Held as on any other such weekday.
        AsUsual = "as-usual",
    }
}

/// A session that comes back every week, or every few weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Unique in its file.
    pub id: Slug,
    /// What it is called here.
    pub name: Prose,
    /// What kind it is.
    pub kind: SessionKind,
    /// The days of the week, in order; never empty.
    pub days: Vec<Weekday>,
    /// From when to when.
    pub time: Fact<TimeSpan>,
    /// Every how many weeks, 1 or more, counted from the week of `starting`.
    pub every_weeks: u32,
    /// A day on which one is held; needed where `every_weeks` is not 1.
    pub starting: Option<Date>,
    /// The first day of this timetable.
    pub from: Option<Date>,
    /// The last day of this timetable.
    pub to: Option<Date>,
    /// Days on which it is not held.
    pub not_on: Vec<Date>,
    /// Days on which it is held besides.
    pub also_on: Vec<Date>,
    /// How many minutes before the start to arrive.
    pub arrive_before: Fact<u32>,
    /// The latest time to be let in; may be after the start.
    pub last_admission: Fact<Time>,
    /// What happens on a bank holiday; `None` is not known.
    pub bank_holidays: Option<OnBankHolidays>,
    /// For whom.
    pub who: Fact<Prose>,
    /// How to apply.
    pub how: Fact<Prose>,
    /// Where it is written, and how fresh it is.
    pub known: Known<()>,
}

/// Whether a session is held on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It is left out on this day.
    LeftOut,
    /// The day is a bank holiday, or may be one, and nobody has said.
    AskBankHoliday,
}

impl Session {
    /// Tells whether the session is held on `date`.
    ///
    /// The nearest rule wins, as in the Ministry of Justice's booking data: dates left out, then dates added, then bank
    /// holidays, then the week.
    #[must_use]
    pub fn on(&self, date: Date, holiday: HolidayOn<'_>) -> Held {
        if self.not_on.contains(&date) {
            return Held::LeftOut;
        }
        if self.also_on.contains(&date) {
            return Held::Yes;
        }
        if !self.usual(date) {
            return Held::No;
        }
        let is_weekday = Weekday::of(date) <= Weekday::Fri;
        match (holiday, self.bank_holidays) {
            (HolidayOn::No, _) | (_, Some(OnBankHolidays::AsUsual)) => Held::Yes,
            (HolidayOn::Yes(_), Some(OnBankHolidays::Closed)) => Held::LeftOut,
            (HolidayOn::NotKnown, _) if !is_weekday => Held::Yes,
            (HolidayOn::Yes(_), None) | (HolidayOn::NotKnown, _) => Held::AskBankHoliday,
        }
    }

    /// Tells whether the weekly timetable alone has the session on `date`: single dates and bank holidays are left aside.
    #[must_use]
    pub fn usual(&self, date: Date) -> bool {
        let in_time = self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to);
        in_time && self.days.contains(&Weekday::of(date)) && self.week_of(date)
    }

    /// Tells whether the session's turn is in the week of `date`; weeks begin on Monday.
    fn week_of(&self, date: Date) -> bool {
        let (Some(starting), weeks @ 2..) = (self.starting, self.every_weeks) else { return true };
        let monday = |day: Date| {
            let since = i64::from(day.weekday().to_monday_zero_offset());
            days_since_year_zero(day) - since
        };
        (monday(date) - monday(starting)) / 7 % i64::from(weeks) == 0
    }
}

fn days_since_year_zero(date: Date) -> i64 {
    let span = date.duration_since(jiff::civil::date(0, 1, 1));
    span.as_hours() / 24
}
