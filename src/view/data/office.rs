//! An establishment for search engines, in the words of schema.org.
//!
//! Every name here is a type or property of <https://schema.org>. What is not known, not checked any more, or disputed is left
//! out: a search engine shows it without the warning that stands beside it on our pages.

use serde::Serialize;

/// An establishment (<https://schema.org/GovernmentOffice>).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Office {
    /// `https://schema.org`.
    #[serde(rename = "@context")]
    pub context: &'static str,
    /// `GovernmentOffice`.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// Its full name.
    pub name: String,
    /// The prison service's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// The pack's address, where the fleet has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its page on GOV.UK.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Its main number (E.164).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// How to reach it, in the order of the file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_point: Vec<ContactPoint>,
    /// The visitors' centre: its hours are not those of the prison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<Department>,
}

/// An address (<https://schema.org/PostalAddress>).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    /// `PostalAddress`.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// The lines before the town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    /// The town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_locality: Option<String>,
    /// The county.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_region: Option<String>,
    /// The postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// `GB`.
    pub address_country: &'static str,
}

/// A way to reach it (<https://schema.org/ContactPoint>).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactPoint {
    /// `ContactPoint`.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// What it is for, in words.
    pub contact_type: String,
    /// The number to call (E.164).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// When it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours_available: Vec<Hours>,
}

/// The visitors' centre, which is a place and an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Department {
    /// `Organization` and `Place`.
    #[serde(rename = "@type")]
    pub kind: [&'static str; 2],
    /// Its name.
    pub name: String,
    /// The number to call (E.164).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The usual weeks, each with the days on which it holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opening_hours_specification: Vec<Hours>,
    /// Days that are not as usual: these go before the usual weeks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub special_opening_hours_specification: Vec<Hours>,
}

/// Some hours (<https://schema.org/OpeningHoursSpecification>): "The place is open if the opens property is specified, and closed
/// otherwise".
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hours {
    /// `OpeningHoursSpecification`.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// The days of the week; empty is every day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub day_of_week: Vec<&'static str>,
    /// When it opens, `14:15`; `None` is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// When it closes; `00:00` is midnight at the end of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// The first day (ISO 8601).
    pub valid_from: String,
    /// The last day, included.
    pub valid_through: String,
}
