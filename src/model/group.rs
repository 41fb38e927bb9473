//! Groups of facts, declared once: the struct, its reader, its list of fields and the slots that name them.
//!
//! A group is a table of an establishment's file in which every key is a fact. The macro `groups!` turns one declaration into a
//! struct of [`Fact`]s, so a field is added in one line and no second list can forget it.

use super::email::Email;
use super::fact::Fact;
use super::link::Link;
use super::phone::Phone;
use super::postcode::Postcode;
use super::prose::Prose;
use super::slug::Slug;
use super::time::{Time, TimeSpan};

/// What a fact says, whatever its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// A text.
    Prose(&'a Prose),
    /// Several texts.
    List(&'a [Prose]),
    /// A number.
    Number(u32),
    /// Yes, it is so.
    Yes,
    /// A phone number.
    Phone(&'a Phone),
    /// An e-mail address.
    Email(&'a Email),
    /// A web address.
    Link(&'a Link),
    /// A time of day.
    Time(Time),
    /// From one time to another.
    Span(TimeSpan),
    /// A postcode.
    Postcode(&'a Postcode),
    /// An organisation of the directory.
    Entry(&'a Slug),
    /// Some of a fixed set of words, each the end of an interface text's name.
    Choices(&'a [&'static str]),
}

/// Yes, it is so. (That it is not so is [`Fact::No`].)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yes;

/// The ways to book a visit, in the establishment's order of preference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Methods(pub Vec<&'static str>);

/// The words of [`Methods`].
pub const METHODS: &[&str] = &["online", "phone", "email", "in-person", "by-prisoner"];

/// A value that can stand in a group of facts.
pub trait Field: Sized {
    /// What to write, for messages and schemas: "a number".
    const KIND: &'static str;
    /// Reads the fact named `key`.
    fn read(source: &mut dyn FieldSource, key: &'static str) -> Fact<Self>;
    /// Returns what it says.
    fn said(&self) -> Said<'_>;
}

/// Something facts can be read from, one key at a time.
pub trait FieldSource {
    /// Reads a text.
    fn prose(&mut self, key: &'static str) -> Fact<Prose>;
    /// Reads a list of texts.
    fn list(&mut self, key: &'static str) -> Fact<Vec<Prose>>;
    /// Reads a whole number from 0 to 9999.
    fn number(&mut self, key: &'static str) -> Fact<u32>;
    /// Reads yes or no.
    fn yes(&mut self, key: &'static str) -> Fact<Yes>;
    /// Reads a phone number.
    fn phone(&mut self, key: &'static str) -> Fact<Phone>;
    /// Reads an e-mail address.
    fn email(&mut self, key: &'static str) -> Fact<Email>;
    /// Reads a web address.
    fn link(&mut self, key: &'static str) -> Fact<Link>;
    /// Reads a time of day.
    fn time(&mut self, key: &'static str) -> Fact<Time>;
    /// Reads the id of a directory entry.
    fn entry(&mut self, key: &'static str) -> Fact<Slug>;
    /// Reads some of a fixed set of words.
    fn choices(&mut self, key: &'static str, allowed: &'static [&'static str]) -> Fact<Vec<&'static str>>;
}

macro_rules! field {
    ($type:ty, $kind:literal, $method:ident, $value:ident => $said:expr) => {
        impl Field for $type {
            const KIND: &'static str = $kind;

            fn read(source: &mut dyn FieldSource, key: &'static str) -> Fact<Self> {
                source.$method(key)
            }

            fn said(&self) -> Said<'_> {
                let $value = self;
                $said
            }
        }
    };
}

field!(Prose, "a text", prose, text => Said::Prose(text));
field!(Vec<Prose>, "a list of texts", list, texts => Said::List(texts));
field!(u32, "a number", number, number => Said::Number(*number));
field!(Yes, "true or false", yes, _yes => Said::Yes);
field!(Phone, "a phone number", phone, phone => Said::Phone(phone));
field!(Email, "an e-mail address", email, email => Said::Email(email));
field!(Link, "a web address", link, link => Said::Link(link));
field!(Time, "a time of day", time, time => Said::Time(*time));
field!(Slug, "the id of a directory entry", entry, entry => Said::Entry(entry));

impl Field for Methods {
    const KIND: &'static str = "a list of ways to book";

    fn read(source: &mut dyn FieldSource, key: &'static str) -> Fact<Self> {
        source.choices(key, METHODS).map(|methods| Self(methods.clone()))
    }

    fn said(&self) -> Said<'_> {
        Said::Choices(&self.0)
    }
}

/// A field as the schema and the messages know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldDescription {
    /// The key.
    pub key: &'static str,
    /// What to write.
    pub kind: &'static str,
    /// What it says to a family.
    pub about: &'static str,
}

/// A table of facts.
pub trait Group {
    /// The table's name.
    const NAME: &'static str;
    /// Its fields, in the order in which a reader is told them.
    const FIELDS: &'static [FieldDescription];
    /// Returns every field with what it says, in the same order.
    fn facts(&self) -> Vec<(&'static str, Fact<Said<'_>>)>;
}

/// Declares groups of facts; see the module.
macro_rules! groups {
    ($(
        $(#[doc = $about:literal])+
        $name:ident = $key:literal {
            $( $(#[doc = $doc:literal])+ $field:ident: $type:ty, )+
        }
    )+) => { $(
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            $( $(#[doc = $doc])+ pub $field: $crate::model::fact::Fact<$type>, )+
        }

        impl $name {
            /// Reads every field.
            pub fn read(source: &mut dyn $crate::model::group::FieldSource) -> Self {
                Self { $( $field: <$type as $crate::model::group::Field>::read(source, stringify!($field)), )+ }
            }
        }

        impl $crate::model::group::Group for $name {
            const NAME: &'static str = $key;
            const FIELDS: &'static [$crate::model::group::FieldDescription] = &[
                $( $crate::model::group::FieldDescription {
                    key: stringify!($field),
                    kind: <$type as $crate::model::group::Field>::KIND,
                    about: concat!($($doc),+),
                }, )+
            ];

            fn facts(&self) -> Vec<(&'static str, $crate::model::fact::Fact<$crate::model::group::Said<'_>>)> {
                vec![ $( (stringify!($field), self.$field.map($crate::model::group::Field::said)), )+ ]
            }
        }
    )+ };
}
pub(crate) use groups;
