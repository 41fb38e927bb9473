//! `content/leaflets/<name>.toml`: what a leaflet is.

use toml::Spanned;
use toml::de::DeTable;

use super::context::Context;
use super::establishment::slugs;
use super::markdown::heading::slugified;
use super::page::shown_if;
use super::reader::Reader;
use super::slot::listed;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::leaflet::{Leaflet, LeafletEach, LeafletForm, LeafletReader};
use crate::model::slug::Slug;
use crate::source::{Located, Span};

/// Reads a leaflet named after its file.
pub(super) fn leaflet(context: &Context<'_>, table: &Spanned<DeTable<'_>>, name: &Slug) -> Option<Leaflet> {
    let mut root = Reader::root(context, table);
    let forms = forms(&mut root);
    let order = root.plain_number("order").map_or(1000, i64::from);
    let page = root.slug("page");
    let reader = root.word("audience", LeafletReader::parse, LeafletReader::ALL).unwrap_or(LeafletReader::Families);
    let pages = slugs(&mut root, "pages");
    let contents = root.flag("contents");
    let most_pages = root.plain_number("most_pages");
    let shown_if = shown_if(&mut root);
    let each = root.word("each", LeafletEach::parse, LeafletEach::ALL);
    let always_discreet = root.flag("always_discreet");
    let neutral = neutral_title(&mut root);
    root.finish();
    let (neutral_title, neutral_name) = neutral?;
    let (name, file, at) = (name.clone(), context.file.clone(), Span::whole(context.file));
    let leaflet = Leaflet {
        name,
        file,
        forms,
        order,
        page,
        reader,
        pages,
        contents,
        most_pages,
        shown_if,
        each,
        always_discreet,
        neutral_title,
        neutral_name,
        at,
    };
    (!leaflet.forms.is_empty()).then_some(leaflet)
}

fn forms(root: &mut Reader<'_, '_, '_>) -> Vec<LeafletForm> {
    let context = root.context;
    let Some(value) = root.needed("forms", "[\"a4\"]") else { return Vec::new() };
    let mut forms = Vec::new();
    for item in Context::items(value) {
        let Some(word) = context.text_of(item, "\"a4\"").map(str::trim) else { continue };
        match LeafletForm::parse(word) {
            Some(form) if !forms.contains(&form) => forms.push(form),
            Some(_) => {}
            None => {
                let at = context.at(item);
                let problem = Diagnostic::error("word-unknown", at, format!("there is no form of paper `{word}`"));
                context.report(match did_you_mean(word, LeafletForm::ALL.iter().copied()) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem.help(format!("write {}", listed(LeafletForm::ALL))),
                });
            }
        }
    }
    forms
}

/// Reads what the discreet form is called, and makes the name of its file. A slot could put a prison's name there.
fn neutral_title(root: &mut Reader<'_, '_, '_>) -> Option<(Located<String>, Slug)> {
    let context = root.context;
    let value = root.needed("neutral_title", "\"Useful numbers\"")?;
    let title = context.text_of(value, "\"Useful numbers\"")?.trim();
    let help = "write a few plain words that tell nobody what the leaflet is about, for example \"Useful numbers\"";
    let refuse = |message: &str| {
        context.report(Diagnostic::error("neutral-title", context.at(value), message).help(help));
        None
    };
    if title.contains("{{") {
        return refuse("a neutral title is the same for every prison, so it cannot have a slot");
    }
    match Slug::parse(&slugified(title)) {
        Ok(name) => Some((Located { value: title.to_owned(), span: context.at(value) }, name)),
        Err(_) => refuse("the name of a file is made from a neutral title, and these words do not give one"),
    }
}
