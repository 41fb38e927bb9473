//! `familypack new`: files to begin with.
//!
//! What is written is read first by the same code that a build uses, so it is right before it is there.

mod ask;
mod files;
pub(super) mod fleet;

use std::path::Path;

use self::ask::{Asker, again, say};
use self::files::New;
use super::args::{NewCommand, NewEstablishment, NewLeaflet, NewPage, NewWorkspace};
use super::build::workspace_at;
use super::report::{complain, warn};
use super::{CONTENT, FINE, Starter, USE, schema};
use crate::keys::{ESTABLISHMENT, FLEET, File, Filled, LEAFLET, LEAFLET_TEXT, OWN_PAGE, PAGE, template};
use crate::model::leaflet::LeafletForm;
use crate::model::page::Section;
use crate::model::slug::Slug;
use crate::parse;
use crate::plan::paper_form;
use crate::read;
use crate::source::Sources;
use crate::write;

/// Why nothing was written.
enum Refused {
    /// Wrong use, in a sentence.
    Use(String),
    /// What was typed cannot stand in a file; the problems, drawn.
    Content(String),
}

/// Writes what is asked for; returns the exit code.
pub(super) fn run(command: &NewCommand, starter: &Starter) -> u8 {
    let asker = Asker::new();
    let done = match command {
        NewCommand::Workspace(args) => workspace(args, &asker, starter),
        NewCommand::Establishment(args) => establishment(args, &asker),
        NewCommand::Page(args) => page(args, &asker),
        NewCommand::Leaflet(args) => leaflet(args, &asker),
        NewCommand::Fleet(args) => fleet::fleet(args, starter),
    };
    match done {
        Ok(said) => {
            say(&said);
            FINE
        }
        Err(Refused::Use(message)) => {
            complain(&format!("{message}; nothing was written"));
            USE
        }
        Err(Refused::Content(drawn)) => {
            warn(&format!("{drawn}\nNothing was written.\n"));
            CONTENT
        }
    }
}

/// Writes a text as TOML does, whatever is in it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Returns a name that a file or folder can have.
fn id(typed: &str) -> Result<String, String> {
    Slug::parse(typed).map(|slug| slug.to_string()).map_err(|error| match error.instead {
        Some(instead) => format!("{}: write {instead}", error.message),
        None => format!("{}: write small letters, digits and dashes, with a letter first", error.message),
    })
}

fn some_words(typed: &str) -> Result<String, String> {
    if typed.is_empty() { Err("write a few words".to_owned()) } else { Ok(typed.to_owned()) }
}

fn one_of(all: &'static [&'static str]) -> impl Fn(&str) -> Result<String, String> {
    move |typed| match all.iter().find(|word| word.eq_ignore_ascii_case(typed)) {
        Some(word) => Ok((*word).to_owned()),
        None => Err(format!("write one of {}", all.join(", "))),
    }
}

/// Reads the workspace that something is added to.
fn sources(root: &Path) -> Result<Sources, Refused> {
    workspace_at(root).map_err(Refused::Use)?;
    read::folder(root).map(|(sources, _)| sources).map_err(|error| Refused::Use(error.to_string()))
}

fn workspace(args: &NewWorkspace, asker: &Asker, starter: &Starter) -> Result<String, Refused> {
    let name = asker.ask(
        "--name",
        args.name.as_deref(),
        "What is this collection of packs called?",
        Some("Family information packs"),
        some_words,
    )?;
    let first = match &args.establishment {
        Some(id) => Some(id.clone()),
        None if args.sample => None,
        None => asker.maybe("Which establishment do you begin with? Its short name, such as chelmsford; or nothing, to begin without one.")?,
    };
    let mut first_id = None;
    let mut new = New::default();
    let filled = Filled::from([(("", "name"), quoted(&name))]);
    new.add("familypack.toml", template(&FLEET, &filled));
    new.add("README.md", include_str!("new/workspace.md").to_owned());
    for (path, bytes) in schema::files() {
        new.add_bytes(&path, &bytes);
    }
    for (path, bytes) in &starter.files {
        new.add_bytes(path, bytes);
    }
    if args.sample {
        starter.sample.iter().for_each(|(path, bytes)| new.add_bytes(path, bytes));
    }
    if let Some(typed) = &first {
        // What was typed at a terminal can be typed again.
        let typed = id(typed).or_else(|why| {
            if args.establishment.is_some() {
                Err(Refused::Use(format!("--establishment: {why}")))
            } else {
                again(&why, id)
            }
        })?;
        let (files, id) = establishment_files(&NewEstablishment { id: Some(typed), ..args.first() }, asker)?;
        new.add_all(files);
        first_id = Some(id);
    }
    new.check(&Sources::default())?;
    new.write(|files| write::fresh_folder(&args.folder, files))?;
    let folder = args.folder.display();
    let next = match &first_id {
        Some(id) => format!("Open {folder}/establishments/{id}/establishment.toml and write what you know."),
        None => format!("Add one with `familypack new establishment --root {folder}`."),
    };
    Ok(format!(
        "Made the workspace {folder}.\n{next}\nSee it while you write: `familypack serve --root {folder} --open`\n"
    ))
}

fn establishment(args: &NewEstablishment, asker: &Asker) -> Result<String, Refused> {
    let sources = sources(&args.root)?;
    let (new, id) = establishment_files(args, asker)?;
    new.check(&sources)?;
    new.write(|files| write::fresh(&args.root, files))?;
    let file = args.root.join(format!("establishments/{id}/establishment.toml"));
    Ok(format!(
        "Made {}.\nOpen it and write what you know: the pages say of everything else whom to ask.\nSee it while you write: `familypack serve --open`\n",
        file.display()
    ))
}

fn establishment_files(args: &NewEstablishment, asker: &Asker) -> Result<(New, String), Refused> {
    let id = asker.ask(
        "ID",
        args.id.as_deref(),
        "The establishment's short name, for its address and folder (such as chelmsford)?",
        None,
        id,
    )?;
    let usual = capital(&id);
    let name =
        asker.ask("--name", args.name.as_deref(), "Its name, without HMP before it?", Some(&usual), some_words)?;
    let prefix = asker.ask(
        "--prefix",
        args.prefix.as_deref(),
        "What stands before the name?",
        Some("HMP"),
        one_of(crate::model::establishment::Prefix::ALL),
    )?;
    let division = asker.ask(
        "--division",
        args.division.as_deref(),
        "Where is it? (england-and-wales, scotland, northern-ireland)",
        Some("england-and-wales"),
        one_of(crate::model::holidays::Division::ALL),
    )?;
    let singular = asker.ask(
        "--singular",
        args.singular.as_deref(),
        "What does it call somebody who is held there?",
        Some("prisoner"),
        some_words,
    )?;
    let several = format!("{singular}s");
    let plural = asker.ask("--plural", args.plural.as_deref(), "And several of them?", Some(&several), some_words)?;
    let filled = Filled::from([
        (("", "state"), quoted("draft")),
        (("", "division"), quoted(&division)),
        (("words", "singular"), quoted(&singular)),
        (("words", "plural"), quoted(&plural)),
        (("identity", "name"), quoted(&name)),
        (("identity", "prefix"), quoted(&prefix)),
    ]);
    let head = format!("# {prefix} {}: all that families need to know of it.\n#\n", name.replace(['\n', '\r'], " "));
    let mut new = New::default();
    new.add(&format!("establishments/{id}/establishment.toml"), head + &template(&ESTABLISHMENT, &filled));
    Ok((new, id))
}

/// Returns a short name with a capital at the start of each word.
fn capital(id: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    id.split('-').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns a page: the lines that say what it is, then its first words.
fn with_front(file: &File, filled: &Filled<'_>, words: &str) -> String {
    format!("+++\n{}+++\n\n{words}\n", template(file, filled))
}

fn page(args: &NewPage, asker: &Asker) -> Result<String, Refused> {
    let sources = sources(&args.root)?;
    let name = asker.ask(
        "NAME",
        args.name.as_deref(),
        "The page's short name, for its address (such as video-calls)?",
        None,
        id,
    )?;
    let title =
        asker.ask("--title", args.title.as_deref(), "The heading of the page?", Some(&capital(&name)), some_words)?;
    let summary =
        asker.ask("--summary", args.summary.as_deref(), "What does it tell, in a sentence?", None, some_words)?;
    let section = asker.ask(
        "--section",
        args.section.as_deref(),
        "In which part of the menu? (visit, children, touch, help, about, professionals, none)",
        Some("none"),
        one_of(Section::ALL),
    )?;
    let mut filled = Filled::from([
        (("", "title"), quoted(&title)),
        (("", "summary"), quoted(&summary)),
        (("", "section"), quoted(&section)),
    ]);
    let (file, path) = match &args.establishment {
        Some(id) => {
            filled.insert(("", "mode"), quoted("new"));
            (&OWN_PAGE, format!("establishments/{id}/{}/{name}.md", args.language))
        }
        None => (&PAGE, format!("content/{}/{name}.md", args.language)),
    };
    let mut new = New::default();
    new.add(&path, with_front(file, &filled, "Write here what families need to know. Leave an empty line between paragraphs.\n\n## A heading\n\n- One thing.\n- Another thing."));
    new.check(&sources)?;
    new.write(|files| write::fresh(&args.root, files))?;
    Ok(format!(
        "Made {}.\nOpen it and write below the second +++.\nSee it while you write: `familypack serve --open`\n",
        args.root.join(path).display()
    ))
}

/// Returns a neutral title that no other leaflet has: two discreet files cannot have the same name.
fn free_title(sources: &Sources) -> String {
    const USUAL: &str = "Useful notes";
    let (pack, _, _) = parse::workspace(sources, &mut parse::Memory::default());
    let taken = pack.leaflets.iter().filter(|leaflet| leaflet.neutral_title.value.starts_with(USUAL)).count();
    if taken == 0 { USUAL.to_owned() } else { format!("{USUAL} {}", taken + 1) }
}

/// Returns words for a leaflet to begin with: as many parts as its form has panels, and few where letters are large.
fn first_words(form: &str) -> String {
    let form = LeafletForm::parse(form).expect("the form was asked for among those that there are");
    let words = |n: usize| match n {
        0 => "Write here what stands on the leaflet.".to_owned(),
        _ => format!("\n\n## Heading {n}\n\nWrite a few words here."),
    };
    let n_parts = match (form, paper_form(form).panels().len()) {
        (LeafletForm::A4Poster, _) => 1,
        (_, 0) => 3,
        (_, n_panels) => n_panels,
    };
    (0..n_parts).map(words).collect()
}

fn leaflet(args: &NewLeaflet, asker: &Asker) -> Result<String, Refused> {
    let sources = sources(&args.root)?;
    let name = asker.ask("NAME", args.name.as_deref(), "The leaflet's short name (such as parking)?", None, id)?;
    let title = asker.ask("--title", args.title.as_deref(), "Its heading?", Some(&capital(&name)), some_words)?;
    let summary =
        asker.ask("--summary", args.summary.as_deref(), "What does it tell, in a sentence?", None, some_words)?;
    let neutral = asker.ask(
        "--neutral-title",
        args.neutral_title.as_deref(),
        "What is its discreet form called? Plain words that tell nobody what it is about.",
        Some(&free_title(&sources)),
        some_words,
    )?;
    let form = asker.ask(
        "--form",
        args.form.as_deref(),
        "On which paper? a4 or a5: sheets. a4-poster: one side, large letters. card: for a wallet. tri-fold: A4 folded twice. a5-booklet: a booklet.",
        Some("a4"),
        one_of(LeafletForm::ALL),
    )?;
    let printed =
        Filled::from([(("", "forms"), format!("[{}]", quoted(&form))), (("", "neutral_title"), quoted(&neutral))]);
    let words = Filled::from([(("", "title"), quoted(&title)), (("", "summary"), quoted(&summary))]);
    let mut new = New::default();
    let text = format!("content/{}/leaflets/{name}.md", args.language);
    new.add(&format!("content/leaflets/{name}.toml"), template(&LEAFLET, &printed));
    new.add(&text, with_front(&LEAFLET_TEXT, &words, &first_words(&form)));
    new.check(&sources)?;
    new.write(|files| write::fresh(&args.root, files))?;
    Ok(format!(
        "Made content/leaflets/{name}.toml and {text}.\nOpen the second and write below the second +++.\nSee it while you write: `familypack serve --open`, and there \"Leaflets\".\nPrint it: `familypack leaflet all {name}`\n"
    ))
}
