//! A pack as open data: what programs read, as plain values in the order in which they are written.
//!
//! In: what [`crate::plan`] makes of a pack. Out: a [`Record`] for `establishment.json`, [`referral::ServicePage`] and [`Sheet`]s
//! for the directory, and [`office::Office`] for search engines. A value that is not known is left out or said to be unknown,
//! never guessed.

pub mod office;
pub mod referral;

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value of a [`Record`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Datum {
    /// A text, a date, a time, an address.
    Text(String),
    /// A whole number.
    Number(u32),
    /// Yes or no.
    Flag(bool),
    /// Several values.
    List(Vec<Datum>),
    /// Values with names.
    Record(Record),
}

/// Values with names, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Record(pub Vec<(Cow<'static, str>, Datum)>);

impl Record {
    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Datum>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// Adds a value where there is one.
    #[must_use]
    pub fn with_some(self, name: impl Into<Cow<'static, str>>, value: Option<impl Into<Datum>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds the values of another record at the end.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

impl<N: Into<Cow<'static, str>>, V: Into<Datum>> FromIterator<(N, V)> for Record {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(values: I) -> Self {
        Self(values.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Datum {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Datum {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Record> for Datum {
    fn from(record: Record) -> Self {
        Self::Record(record)
    }
}

impl<T: Into<Datum>> FromIterator<T> for Datum {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(values) => values.serialize(serializer),
            Self::Record(record) => record.serialize(serializer),
        }
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A table of values, for spreadsheets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// The names of the columns.
    pub head: Vec<&'static str>,
    /// The rows, each as long as `head`; an empty cell is not known.
    pub rows: Vec<Vec<String>>,
}

/// What is to be made of a file of data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Data {
    /// JSON of our own making.
    Record(Record),
    /// The directory as Open Referral UK.
    Services(referral::ServicePage),
    /// A table (RFC 4180).
    Sheet(Sheet),
}
