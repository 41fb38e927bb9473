//! stub
use crate::diagnostic::Diagnostics;
use crate::source::FileId;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::DeTable;
pub fn decode<'b>(_file: &FileId, bytes: &'b [u8]) -> Result<Cow<'b, str>, Diagnostics> {
    Ok(String::from_utf8_lossy(bytes))
}
pub fn toml_table<'t>(_file: &FileId, text: &'t str) -> (Spanned<DeTable<'t>>, Diagnostics) {
    (DeTable::parse_recoverable(text).0, Diagnostics::default())
}
