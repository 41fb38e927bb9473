//! `links.toml`: what is remembered of links to other sites.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeTable;

use super::context::Context;
use super::reader::Reader;
use crate::model::ledger::{LinkState, Remembered};

/// Reads the ledger, by address.
pub(super) fn ledger(context: &Context<'_>, table: &Spanned<DeTable<'_>>) -> BTreeMap<String, Remembered> {
    let mut root = Reader::root(context, table);
    let mut all = BTreeMap::new();
    for mut reader in root.tables("link") {
        let address = reader.needed("address", "\"https://www.gov.uk/\"");
        let address = address.and_then(|value| context.text_of(value, "\"...\"")).map(str::to_owned);
        let state = reader.needed_word("state", LinkState::parse, LinkState::ALL);
        let checked = reader.needed_date("checked");
        let moved_to = reader.string("moved_to");
        let note = reader.string("note").unwrap_or_default();
        let failures: Vec<Date> = reader.dates("failures");
        let at = reader.at.clone();
        reader.finish();
        if let (Some(address), Some(state), Some(checked)) = (address, state, checked) {
            let one =
                Remembered { address: address.clone(), state, checked: checked.value, moved_to, note, failures, at };
            all.insert(address, one);
        }
    }
    root.finish();
    all
}
