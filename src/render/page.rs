//! A page, put together from pieces: the mould that its pack shares, its head, its menu, and its content.

use std::sync::Arc;

use serde::Serialize;

use super::data::json_ld;
use super::sheet::{Sheet, policy};
use super::template::Engine;
use super::{document, filter};
use crate::diagnostic::Diagnostic;
use crate::output::Bytes;
use crate::view::{Banner, Block, Exit, FeedLink, Foot, LanguageLink, MenuLink, MenuSection, Page, Script, Shell};

/// Where the pieces go in `page.html`.
const PLACES: [&str; 7] =
    ["<!--head-->", "<!--style-->", "<!--first-->", "<!--languages-->", "<!--menu-->", "<!--main-->", "<!--foot-->"];

/// What `page.html` gets.
#[derive(Serialize)]
struct MouldView<'a> {
    shell: ShellView<'a>,
}

#[derive(Serialize)]
struct ShellView<'a> {
    language: &'a str,
    direction: &'static str,
    name: &'a str,
    home: &'a str,
    fleet: &'a Option<MenuLink>,
    banner: &'a Option<Banner>,
    strip: String,
    safety: String,
    icon: &'a str,
    footer: &'a [MenuLink],
    texts: &'a std::collections::BTreeMap<String, String>,
}

/// What `head.html` gets.
#[derive(Serialize)]
struct HeadView<'a> {
    title: &'a str,
    description: &'a str,
    canonical: &'a Option<String>,
    hidden: bool,
    languages: &'a [LanguageLink],
    policy: &'a str,
    /// JSON-LD, safe as it is.
    data: Option<String>,
    scripts: &'a [Script],
    built: &'a Option<String>,
    feed: &'a Option<FeedLink>,
}

/// What `menu.html` and `languages.html` get.
#[derive(Serialize)]
struct MenuView<'a> {
    menu: &'a [MenuSection],
    languages: &'a [LanguageLink],
    texts: &'a std::collections::BTreeMap<String, String>,
}

/// What `foot.html` gets.
#[derive(Serialize)]
struct FootView<'a> {
    foot: FootOfPage<'a>,
    texts: &'a std::collections::BTreeMap<String, String>,
}

#[derive(Serialize)]
struct FootOfPage<'a> {
    report: &'a Option<MenuLink>,
    printed: &'a str,
}

/// What `first.html` gets: what the keyboard reaches first.
#[derive(Serialize)]
struct FirstView<'a> {
    exit: Option<&'a Exit>,
    texts: &'a std::collections::BTreeMap<String, String>,
}

/// Renders a page.
pub(super) fn page(engine: &Engine, page: &Page) -> Result<Bytes, Box<Diagnostic>> {
    let mould = mould(engine, &page.shell)?;
    let made: Vec<Sheet> = page.main.iter().filter_map(filter::sheet).collect();
    let exit = page.exit.as_ref().map(|_| "exit");
    let sheets: Vec<&Sheet> = engine.sheets.of_page(&[exit, page.style]).into_iter().chain(&made).collect();
    let head = HeadView {
        title: &page.title,
        description: &page.description,
        canonical: &page.canonical,
        hidden: page.hidden,
        languages: &page.languages,
        policy: &policy(&sheets),
        data: page.data.as_deref().map(json_ld),
        scripts: &page.scripts,
        built: &page.built,
        feed: &page.feed,
    };
    let menu = MenuView { menu: &page.menu, languages: &page.languages, texts: &page.shell.texts };
    let first = FirstView { exit: page.exit.as_deref(), texts: &page.shell.texts };
    let pieces = [
        small(engine, &engine.render("head.html", &head)?)?,
        // As it is: a browser compares its hash.
        styles(&sheets).into(),
        small(engine, &engine.render("first.html", &first)?)?,
        small(engine, &engine.render("languages.html", &menu)?)?,
        small(engine, &if page.menu.is_empty() { String::new() } else { engine.render("menu.html", &menu)? })?,
        main(engine, &page.main)?,
        foot(engine, &page.foot, &page.shell)?,
    ];
    let mut html = String::with_capacity(mould.len() + pieces.iter().map(|piece| piece.len()).sum::<usize>());
    let mut rest = &*mould;
    while let Some((start, place)) = next_place(rest) {
        html.push_str(&rest[..start]);
        html.push_str(&pieces[place]);
        rest = &rest[start + PLACES[place].len()..];
    }
    html.push_str(rest);
    Ok(Arc::from(html.into_bytes()))
}

/// Renders the foot of one page; a theme may do without.
fn foot(engine: &Engine, foot: &Foot, shell: &Shell) -> Result<Arc<str>, Box<Diagnostic>> {
    if !engine.has("foot.html") {
        return Ok(Arc::from(""));
    }
    let foot = FootOfPage { report: &foot.report, printed: &foot.printed };
    small(engine, &engine.render("foot.html", &FootView { foot, texts: &shell.texts })?)
}

/// Returns the sheets as elements.
fn styles(sheets: &[&Sheet]) -> String {
    let mut html = String::new();
    for sheet in sheets {
        html.push_str("<style>");
        html.push_str(&sheet.css);
        html.push_str("</style>");
    }
    html
}

/// Returns the first place for a piece in `html`, and which it is.
fn next_place(html: &str) -> Option<(usize, usize)> {
    let places = PLACES.iter().enumerate();
    places.filter_map(|(index, place)| Some((html.find(place)?, index))).min()
}

fn small(engine: &Engine, html: &str) -> Result<Arc<str>, Box<Diagnostic>> {
    engine.pieces.small(html)
}

/// Renders what the pages of a pack share; it is made small once.
fn mould(engine: &Engine, shell: &Shell) -> Result<Arc<str>, Box<Diagnostic>> {
    let (mut strip, mut safety) = (String::new(), String::new());
    document::blocks(engine, &shell.strip, &mut strip)?;
    document::blocks(engine, &shell.safety, &mut safety)?;
    let view = MouldView {
        shell: ShellView {
            language: &shell.language,
            direction: shell.direction,
            name: &shell.name,
            home: &shell.home,
            fleet: &shell.fleet,
            banner: &shell.banner,
            strip,
            safety,
            icon: &shell.icon,
            footer: &shell.footer,
            texts: &shell.texts,
        },
    };
    let mould = engine.render("page.html", &view)?;
    for place in PLACES {
        if mould.matches(place).count() != 1 {
            let message = format!("page.html must hold {place} exactly once");
            return Err(Box::new(
                Diagnostic::of_output("template", "", message).help("add it where its piece belongs"),
            ));
        }
    }
    small(engine, &mould)
}

/// Renders the content, a part from each heading of level 2 to the next: a part that is the same on many pages is made small
/// once.
fn main(engine: &Engine, blocks: &[Block]) -> Result<Arc<str>, Box<Diagnostic>> {
    let mut html = String::new();
    let mut part = String::new();
    for block in blocks {
        if matches!(block, Block::Heading { level: 2, .. }) {
            html.push_str(&small(engine, &part)?);
            part.clear();
        }
        document::block(engine, block, &mut part)?;
    }
    html.push_str(&small(engine, &part)?);
    Ok(Arc::from(html))
}
