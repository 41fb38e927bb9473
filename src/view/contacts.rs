//! What a family's phone takes over into its contacts.

use jiff::civil::Date;

/// The contacts of one establishment; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AddressBook {
    /// A card for each contact, in the order of the pack.
    pub cards: Vec<AddressCard>,
}

/// One contact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AddressCard {
    /// Unique on earth, and the same in every build.
    pub id: String,
    /// By what it is found: "Exampleford: safer custody".
    pub name: String,
    /// Whose contact it is: "HMP Exampleford".
    pub organisation: String,
    /// The number to call, as it is dialled from anywhere; a short code as it is.
    pub phone: Option<String>,
    /// The number to send texts to, in the same form.
    pub text_number: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The web page.
    pub web: Option<String>,
    /// Where it is.
    pub address: Option<Address>,
    /// What to know, a sentence or a few in each line.
    pub note: Vec<String>,
    /// When the contact was checked; `None` is never.
    pub checked: Option<Date>,
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// The lines before the town.
    pub street: String,
    /// The postal town.
    pub town: String,
    /// The county.
    pub county: String,
    /// The postcode.
    pub postcode: String,
}
