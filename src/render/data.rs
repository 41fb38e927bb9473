//! Open data into bytes: JSON, CSV, and JSON-LD for the head of a page.

use serde::Serialize;

use crate::output::Bytes;
use crate::view::data::office::Office;
use crate::view::data::{Data, Sheet};

/// The signs that make a spreadsheet reckon with a cell instead of showing it (OWASP, "CSV Injection").
const RECKONED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// How long a file of data is, about.
const USUAL_BYTES: usize = 64_000;

/// Writes a file of data.
pub(super) fn data(data: &Data) -> Bytes {
    match data {
        Data::Record(record) => json(record),
        Data::Services(page) => json(page),
        Data::Sheet(sheet) => csv(sheet),
    }
}

/// Writes JSON (RFC 8259) that people read too, and that differs in few lines where few facts do.
fn json<T: Serialize>(value: &T) -> Bytes {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    serde_json::to_writer_pretty(&mut bytes, value).expect("plain values are JSON");
    bytes.push(b'\n');
    bytes.into()
}

/// Writes CSV (RFC 4180), in UTF-8, with a line of names first.
fn csv(sheet: &Sheet) -> Bytes {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let written = writer.write_record(&sheet.head);
    written.expect("writing to memory does not fail");
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| safe_cell(cell))).expect("each row is as long as the head");
    }
    writer.into_inner().expect("writing to memory does not fail").into()
}

/// Returns a cell that no spreadsheet takes for a formula: an apostrophe goes before it.
#[must_use]
pub fn safe_cell(cell: &str) -> String {
    if cell.starts_with(RECKONED) { format!("'{cell}") } else { cell.to_owned() }
}

/// Returns JSON-LD for a `script` element: short, and without any sign that could end the element or begin another, whatever
/// the texts hold (HTML, 4.12.1.3).
pub(super) fn json_ld(office: &Office) -> String {
    let json = serde_json::to_string(office).expect("plain values are JSON");
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            // All of these stand inside the strings of JSON only, where an escape means the same.
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{csv, safe_cell};
    use crate::view::data::Sheet;

    #[test]
    fn a_cell_is_never_a_formula() {
        for cell in ["=HYPERLINK(\"x\")", "+441632960123", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(safe_cell(cell), format!("'{cell}"));
        }
        assert_eq!(safe_cell("01632 960 123"), "01632 960 123");
        assert_eq!(safe_cell(""), "");
    }

    #[test]
    fn a_table_keeps_commas_quotes_and_line_breaks() {
        let sheet = Sheet { head: vec!["a", "b"], rows: vec![vec!["x, \"y\"".to_owned(), "1\n2".to_owned()]] };
        assert_eq!(&*csv(&sheet), b"a,b\r\n\"x, \"\"y\"\"\",\"1\n2\"\r\n");
    }
}
