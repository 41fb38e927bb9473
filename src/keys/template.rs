//! A file for whoever fills it in: every key with what it says and something right to write.

use std::collections::BTreeMap;

use super::{File, Key, Kind, PROVENANCE, Shape, Table, example_of};

/// What is filled in already, as TOML, by table (empty for the top of the file) and key.
pub type Filled<'f> = BTreeMap<(&'f str, &'f str), String>;

/// Where the note after a line stands, if the line is not longer.
const NOTE: usize = 46;
/// How long a line of notes is.
const WIDTH: usize = 78;

/// Returns a file in which what is `filled` in, and what a file is wrong without, stands as it is; and every other key behind a `#`,
/// without a space between. Prose has a space after its `#`.
#[must_use]
pub fn template(file: &File, filled: &Filled<'_>) -> String {
    let mut text = String::new();
    for line in file.about {
        text.push_str(&format!("# {line}\n"));
    }
    text.push('\n');
    lines(&mut text, "", file.keys, filled, true);
    if file.sourced {
        text.push_str("\n# This holds for the whole file, unless a table or a fact says otherwise.\n");
        lines(&mut text, "", &PROVENANCE, filled, true);
    }
    for table in file.tables {
        write_table(&mut text, table, "", true, filled);
    }
    text
}

fn write_table(text: &mut String, table: &Table, above: &str, above_stands: bool, filled: &Filled<'_>) {
    let path = match (above, table.shape) {
        ("", Shape::Named(name)) if table.name.is_empty() => name.to_owned(),
        ("", Shape::Named(name)) => format!("{}.{name}", table.name),
        ("", _) => table.name.to_owned(),
        (above, _) => format!("{above}.{}", table.name),
    };
    text.push('\n');
    if above.is_empty() {
        text.push_str(&format!("# {}\n", "-".repeat(WIDTH - 3)));
    }
    for line in textwrap(table.about) {
        text.push_str(&format!("# {line}\n"));
    }
    if above.is_empty() {
        text.push_str(&format!("# {}\n", "-".repeat(WIDTH - 3)));
    }
    // An empty table says nothing, and a line below it whose # is taken away is in its place.
    let stands = above_stands && table.shape == Shape::Once;
    let hash = if stands { "" } else { "#" };
    let head = if table.shape == Shape::Often { format!("[[{path}]]") } else { format!("[{path}]") };
    text.push_str(&format!("{hash}{head}\n"));
    lines(text, table.name, table.keys, filled, stands);
    for field in table.facts {
        let given = filled.get(&(table.name, field.key)).filter(|_| stands);
        let value = given.map_or(example_of(field), String::as_str);
        text.push_str(&line(field.key, value, field.about.trim(), given.is_some()));
    }
    for inner in table.tables {
        write_table(text, inner, &path, stands, filled);
    }
}

fn lines(text: &mut String, table: &str, keys: &[Key], filled: &Filled<'_>, stands: bool) {
    for key in keys {
        let given = filled.get(&(table, key.name)).filter(|_| stands);
        let value = given.map_or(key.example, String::as_str);
        let about = match key.kind {
            Kind::Word(words) => format!("{} One of: {}.", key.about, words.join(", ")),
            Kind::Words(words) => format!("{} Some of: {}.", key.about, words.join(", ")),
            _ => key.about.to_owned(),
        };
        text.push_str(&line(key.name, value, &about, given.is_some() || key.needed && stands));
    }
}

fn line(key: &str, value: &str, about: &str, stands: bool) -> String {
    let hash = if stands { "" } else { "#" };
    let code = format!("{hash}{key} = {value}");
    format!("{code:<NOTE$}  # {about}\n")
}

/// Breaks prose into lines.
fn textwrap(prose: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in prose.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if !last.is_empty() && last.len() + word.len() > WIDTH {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}
