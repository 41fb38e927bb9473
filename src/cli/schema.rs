//! `familypack schema`: what editors need to complete keys and to mark mistakes while somebody types.

use std::collections::BTreeMap;
use std::io::Write as _;

use super::args::Schema;
use super::report::{complain, counted};
use super::{FINE, USE};
use crate::diagnostic::did_you_mean;
use crate::keys::{FILES, File, schema};
use crate::write;

/// The first line of the editors' settings: whoever writes their own keeps them.
const OURS: &str = "# Written by `familypack schema`: by this, editors complete keys and mark mistakes.\n";

/// Prints one schema, or writes all of them beside the workspace; returns the exit code.
pub(super) fn run(args: &Schema) -> u8 {
    let done = match &args.name {
        Some(name) => one(name),
        None => all(args),
    };
    match done {
        Ok(text) => {
            let _ = anstream::stdout().lock().write_all(text.as_bytes());
            FINE
        }
        Err(message) => {
            complain(&message);
            USE
        }
    }
}

fn one(name: &str) -> Result<String, String> {
    let names = || FILES.iter().map(|(name, _)| *name);
    let found = FILES.iter().find(|(known, _)| *known == name);
    found.map(|(_, file)| text(file)).ok_or_else(|| match did_you_mean(name, names()) {
        Some(near) => format!("there is no schema `{name}`; did you mean `{near}`?"),
        None => format!("there is no schema `{name}`; there are {}", names().collect::<Vec<_>>().join(", ")),
    })
}

fn text(file: &File) -> String {
    format!("{:#}\n", schema(file))
}

fn all(args: &Schema) -> Result<String, String> {
    for (path, bytes) in files() {
        let path = args.root.join(path);
        if let Some(folder) = path.parent() {
            write::make_folder(folder).map_err(|error| error.to_string())?;
        }
        let start = if path.ends_with(".taplo.toml") { OURS.as_bytes() } else { b"{" };
        write::file(&path, start, &bytes).map_err(|error| error.to_string())?;
    }
    Ok(format!(
        "{} written into {}, and .taplo.toml, which editors read.\n",
        counted(FILES.len(), "schema"),
        args.root.join("schemas").display()
    ))
}

/// Returns the schemas and the settings of editors, by their path in a workspace.
pub(super) fn files() -> BTreeMap<String, Vec<u8>> {
    let mut settings = OURS.to_owned();
    let mut files = BTreeMap::new();
    for (name, file) in FILES {
        let place = file.place.replace("<id>", "*").replace("<name>", "*");
        settings.push_str(&format!(
            "\n[[rule]]\ninclude = [\"{place}\"]\n\n[rule.schema]\npath = \"schemas/{name}.json\"\nenabled = true\n"
        ));
        files.insert(format!("schemas/{name}.json"), text(file).into_bytes());
    }
    files.insert(".taplo.toml".to_owned(), settings.into_bytes());
    files
}
