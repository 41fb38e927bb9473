//! The directory in the words of Open Referral UK (Human Services Data Specification 3.0, UK profile).
//!
//! [`ServicePage`] is what `GET /services?full=true` of its API answers: one page with every service in full.

use serde::Serialize;

/// A page of services; here always the only one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ServicePage {
    /// How many services there are.
    pub total_items: usize,
    /// 1.
    pub total_pages: usize,
    /// 1.
    pub page_number: usize,
    /// How many services are on the page.
    pub size: usize,
    /// Yes.
    pub first_page: bool,
    /// Yes.
    pub last_page: bool,
    /// There is none.
    pub empty: bool,
    /// The services, the pack's own first, in the order of their files.
    pub contents: Vec<Service>,
}

/// What an organisation does for families.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Service {
    /// A UUID that stays the same as long as the entry's id does.
    pub id: String,
    /// The organisation's.
    pub organization_id: String,
    /// The name, exactly as the organisation writes it.
    pub name: String,
    /// A shorter name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// What it does.
    pub description: String,
    /// Its site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// `active`, `inactive` (nobody knows, or it is made up), `defunct` (closed, or no longer on its own).
    pub status: &'static str,
    /// For whom it is, and what it does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility_description: Option<String>,
    /// The day on which it was last known to be true (ISO 8601). Where only a year is known there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assured_date: Option<String>,
    /// That day at midnight (RFC 3339): a check is the last thing that changes an entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// What must be known before anybody calls: it has closed, nobody has checked, it is made up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<String>,
    /// When its lines are answered, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// Where it helps, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service_areas: Vec<ServiceArea>,
    /// The language it helps in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// The organisation.
    pub organization: Organization,
    /// Its lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Organization {
    /// A UUID.
    pub id: String,
    /// The name, exactly as it writes it.
    pub name: String,
    /// What it does.
    pub description: String,
    /// Its e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}

/// When something is open, in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Schedule {
    /// A UUID.
    pub id: String,
    /// The service's.
    pub service_id: String,
    /// The hours.
    pub description: String,
    /// Which line they are of, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Where a service helps.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ServiceArea {
    /// A UUID.
    pub id: String,
    /// The service's.
    pub service_id: String,
    /// In words.
    pub name: String,
}

/// A language that is spoken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Language {
    /// A UUID.
    pub id: String,
    /// The service's.
    pub service_id: String,
    /// ISO 639.
    pub code: String,
}

/// A line of a service: in the UK profile a number belongs to a contact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Contact {
    /// A UUID.
    pub id: String,
    /// The service's.
    pub service_id: String,
    /// What it is for, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its numbers: several, where sources disagree.
    pub phones: Vec<Phone>,
}

/// A number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Phone {
    /// A UUID.
    pub id: String,
    /// The contact's.
    pub contact_id: String,
    /// As it is dialled from anywhere (E.164), or a short code: `+441632960123`, `999`.
    pub number: String,
    /// As it is read inside the UK: `01632 960 123`. For tables only: it begins with no sign that a spreadsheet would reckon with.
    #[serde(skip)]
    pub shown: String,
    /// What a call costs, when it is answered, what is doubtful about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}
