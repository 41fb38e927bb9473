//! A page, put together from pieces: the mould that its pack shares, its head, its menu, and its content.
//!
//! What is written is noted on the way, so that a page is known without being read again.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::data::json_ld;
use super::frame::Frame;
use super::html::{Html, Written};
use super::shape::mark;
use super::sheet::{Sheet, policy};
use super::template::{Engine, PieceKey};
use super::{document, filter};
use crate::diagnostic::Diagnostic;
use crate::output::{Bytes, OutputPath, Page as Finished};
use crate::view::{Banner, Exit, FeedLink, Foot, LanguageLink, MenuLink, MenuSection, Page, Script, Shell};

/// Where the pieces of a page go in `page.html`, and then those of its pack.
const HOLES: [&str; 9] =
    ["head", "style", "first", "languages", "menu", "main", "foot", "safety strip", "safety block"];
/// The first of those that are the same on all pages of a pack.
const OF_PACK: usize = 7;

/// What `page.html` gets.
#[derive(Serialize)]
struct MouldView<'a> {
    shell: ShellView<'a>,
}

#[derive(Serialize)]
struct ShellView<'a> {
    language: &'a str,
    direction: &'static str,
    name: String,
    home: String,
    fleet: &'a Option<MenuLink>,
    banner: &'a Option<Banner>,
    strip: String,
    safety: String,
    icon: String,
    footer: Vec<MenuLink>,
    texts: &'a std::collections::BTreeMap<String, String>,
}

/// What `head.html` gets.
#[derive(Serialize)]
struct HeadView<'a> {
    title: String,
    description: String,
    canonical: Option<String>,
    hidden: bool,
    languages: &'a [LanguageLink],
    policy: String,
    /// JSON-LD, safe as it is.
    data: Option<String>,
    scripts: &'a [Script],
    built: &'a Option<String>,
    feed: Option<FeedLink>,
}

/// What `menu.html` and `languages.html` get.
#[derive(Serialize)]
struct MenuView<'a> {
    menu: Cow<'a, [MenuSection]>,
    languages: &'a [LanguageLink],
    texts: &'a std::collections::BTreeMap<String, String>,
}

/// What `foot.html` gets.
#[derive(Serialize)]
struct FootView<'a> {
    foot: FootOfPage,
    texts: &'a std::collections::BTreeMap<String, String>,
}

#[derive(Serialize)]
struct FootOfPage {
    report: Option<MenuLink>,
    printed: String,
}

/// What `first.html` gets: what the keyboard reaches first.
#[derive(Serialize)]
struct FirstView<'a> {
    exit: Option<&'a Exit>,
    texts: &'a std::collections::BTreeMap<String, String>,
}

/// How long a page is, about.
const USUAL_BYTES: usize = 48_000;

/// Renders a page, and says what stands on it.
pub(super) fn page(engine: &Engine, path: &OutputPath, page: &Page) -> Result<(Bytes, Finished), Box<Diagnostic>> {
    let mould = engine.mould(&page.shell, || mould(engine, &page.shell))?;
    let made = filter::sheets(engine, &page.main)?;
    let exit = page.exit.as_ref().map(|_| "exit");
    let sheets: Vec<&Sheet> =
        engine.sheets.of_page(&[exit, page.style]).into_iter().chain(made.iter().map(|sheet| &**sheet)).collect();
    let texts = &page.shell.texts;
    let languages = &page.languages;
    let menu = MenuView { menu: Cow::from(&**page.menu), languages, texts };
    let number = Some(page.menu.number());
    let first = FirstView { exit: page.exit.as_deref(), texts };
    let key = |name, menu| PieceKey {
        name,
        exit: page.exit.clone(),
        menu,
        languages: languages.clone(),
        texts: Arc::clone(texts),
    };
    let mut html = Html::with_capacity(USUAL_BYTES);
    html.frame(&mould, |hole, html| match HOLES[hole] {
        "head" => head(engine, page, &sheets, html),
        // As they are: a browser compares their hashes.
        "style" => {
            for sheet in &sheets {
                html.style(&sheet.css);
            }
            Ok(())
        }
        "first" => html.frame(&*engine.piece(&key("first.html", None), &first)?, |_, _| Ok(())),
        "languages" => html.frame(&*engine.piece(&key("languages.html", number), &menu)?, |_, _| Ok(())),
        "menu" if page.menu.is_empty() => Ok(()),
        "menu" => match root_of(page.menu.iter().flat_map(|section| &section.links).map(|link| link.href.as_str())) {
            Some(root) => whole_menu(engine, page, root, html),
            None => html.frame(&*engine.piece(&key("menu.html", number), &menu)?, |_, _| Ok(())),
        },
        "main" => document::blocks(engine, &page.main, html),
        _ => foot(engine, &page.foot, &page.shell, html),
    })?;
    let (html, contents) = html.finish();
    Ok((Arc::from(html.into_bytes()), Finished::new(path.clone(), contents)))
}

/// Writes what a template without holes gives for one page with its own texts: see [`shaped`].
fn piece_with<V: Serialize>(
    engine: &Engine,
    name: &str,
    texts: &[&str],
    view: impl Fn(&[String]) -> V,
    html: &mut Html,
) -> Written {
    html.frame(&*shaped(engine, name, texts, &[], view)?, |_, _| Ok(()))
}

/// Returns what a template gives with its own texts, `view` with each of them or a mark for it in its place.
fn shaped<V: Serialize>(
    engine: &Engine,
    name: &str,
    texts: &[&str],
    holes: &[&str],
    view: impl Fn(&[String]) -> V,
) -> Result<Arc<Frame>, Box<Diagnostic>> {
    let numbers: Vec<String> = (0..texts.len()).map(|number| number.to_string()).collect();
    let with_marks = || view(&(0..texts.len()).map(mark).collect::<Vec<_>>());
    if let Some(shape) = &*engine.shape(name, &view(&numbers), with_marks, holes)? {
        return Ok(Arc::new(shape.with(texts)));
    }
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    engine.frame(name, &view(&texts), holes)
}

/// Returns what all addresses of a page begin with where they hold from anywhere: that of the pack.
fn root_of<'a>(mut addresses: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let first = addresses.clone().next().filter(|address| address.contains("://"))?;
    let root = &first[..=first.rfind('/')?];
    addresses.all(|address| address.starts_with(root)).then_some(root)
}

/// Writes a menu whose links hold from anywhere: but for the address of the pack, it is the same in many.
fn whole_menu(engine: &Engine, page: &Page, root: &str, html: &mut Html) -> Written {
    let Page { shell, languages, .. } = page;
    let view = |texts: &[String]| {
        let mut menu = page.menu.to_vec();
        for link in menu.iter_mut().flat_map(|section| &mut section.links) {
            link.href.replace_range(..root.len(), &texts[0]);
        }
        MenuView { menu: Cow::from(menu), languages, texts: &shell.texts }
    };
    piece_with(engine, "menu.html", &[root], view, html)
}

/// Writes the head of one page.
fn head(engine: &Engine, page: &Page, sheets: &[&Sheet], html: &mut Html) -> Written {
    let feed = page.feed.as_ref();
    let texts = [
        page.title.as_str(),
        &page.description,
        page.canonical.as_deref().unwrap_or_default(),
        feed.map_or("", |feed| feed.title.as_str()),
    ];
    let view = |texts: &[String]| HeadView {
        title: texts[0].clone(),
        description: texts[1].clone(),
        canonical: page.canonical.as_ref().map(|_| texts[2].clone()),
        hidden: page.hidden,
        languages: &page.languages,
        policy: policy(sheets),
        data: page.data.as_deref().map(json_ld),
        scripts: &page.scripts,
        built: &page.built,
        feed: feed.map(|feed| FeedLink { href: feed.href.clone(), title: texts[3].clone() }),
    };
    piece_with(engine, "head.html", &texts, view, html)
}

/// Writes the foot of one page; a theme may do without.
fn foot(engine: &Engine, foot: &Foot, shell: &Shell, html: &mut Html) -> Written {
    if !engine.has("foot.html") {
        return Ok(());
    }
    let report = foot.report.as_ref();
    let texts = [report.map_or("", |link| link.href.as_str()), &foot.printed];
    let view = |texts: &[String]| FootView {
        foot: FootOfPage {
            report: report.map(|link| MenuLink { href: texts[0].clone(), text: link.text.clone(), current: false }),
            printed: texts[1].clone(),
        },
        texts: &shell.texts,
    };
    piece_with(engine, "foot.html", &texts, view, html)
}

/// Renders what the pages of a pack share, with holes for the rest. But for the pack's name and address, it is the same in many.
fn mould(engine: &Engine, shell: &Shell) -> Result<Frame, Box<Diagnostic>> {
    let hole = |number: usize| format!("<!--{}-->", HOLES[number]);
    let some = |number: usize, is_there: bool| if is_there { hole(number) } else { String::new() };
    let footer = shell.footer.iter().map(|link| link.href.as_str());
    let root = root_of([shell.home.as_str(), &shell.icon].into_iter().chain(footer));
    let view = |texts: &[String]| {
        let below =
            |href: &str| root.map_or_else(|| href.to_owned(), |root| format!("{}{}", texts[1], &href[root.len()..]));
        let footer = shell.footer.iter().map(|link| MenuLink { href: below(&link.href), ..link.clone() });
        MouldView {
            shell: ShellView {
                language: &shell.language,
                direction: shell.direction,
                name: texts[0].clone(),
                home: below(&shell.home),
                fleet: &shell.fleet,
                banner: &shell.banner,
                strip: some(OF_PACK, !shell.strip.is_empty()),
                safety: some(OF_PACK + 1, !shell.safety.is_empty()),
                icon: below(&shell.icon),
                footer: footer.collect(),
                texts: &shell.texts,
            },
        }
    };
    let frame = shaped(engine, "page.html", &[&shell.name, root.unwrap_or_default()], &HOLES, view)?;
    for number in 0..OF_PACK {
        if frame.count(number) != 1 {
            let message = format!("page.html must hold {} exactly once", hole(number));
            return Err(Box::new(
                Diagnostic::of_output("template", "", message).help("add it where its piece belongs"),
            ));
        }
    }
    frame.filled(OF_PACK, |hole, html| {
        document::blocks(engine, if hole == OF_PACK { &shell.strip } else { &shell.safety }, html)
    })
}
