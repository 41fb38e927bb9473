//! What all pages of a pack share: name, menu, banner, the safety block, the foot; and what makes a page one page.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use super::blocks::{safety_block, safety_strip};
use super::edition::{Edition, Listing};
use super::shared::lock;
use crate::model::date::CheckedOn;
use crate::model::establishment::PackState;
use crate::model::language::Language;
use crate::model::page::{Page, Section};
use crate::model::slug::Slug;
use crate::output::OutputPath;
use crate::view::{self, Banner, Block, Group, GroupKind, Inline, LanguageLink, MenuLink, MenuSection};

/// The pages that every page links to at its foot, where the pack holds them.
const FOOT: [&str; 4] = ["accessibility", "complaints", "about", "for-professionals"];

/// The words that the theme's page itself needs.
const TEXTS: [&str; 9] = [
    "page-skip",
    "page-menu",
    "page-menu-label",
    "page-languages-label",
    "page-worried",
    "page-safety-label",
    "page-footer-label",
    "page-top",
    "page-print",
];

/// The theme's icon, in a pack's folder.
const ICON: &str = "assets/icon.svg";

/// Returns what all pages of this edition share.
pub(super) fn shell(edition: &Edition<'_>) -> view::Shell {
    let fleet_name = &edition.pack.fleet.name;
    let id = edition.establishment.map(|establishment| establishment.id.as_str());
    let home = page_link(edition, "home").unwrap_or_else(|| edition.link_to(&front(edition)));
    view::Shell {
        language: edition.language.to_string(),
        direction: edition.language.direction(),
        name: edition
            .establishment
            .map_or_else(|| fleet_name.clone(), |establishment| establishment.identity.full_name()),
        home,
        fleet: id.map(|_| MenuLink {
            href: edition.link_to(&front(edition)),
            text: fleet_name.clone(),
            current: false,
        }),
        banner: banner(edition),
        strip: safety_strip(edition),
        safety: safety_block(edition),
        icon: edition.link_to(&OutputPath::new(&id.map_or_else(|| ICON.to_owned(), |id| format!("{id}/{ICON}")))),
        footer: footer(edition),
        texts: Arc::new(TEXTS.iter().map(|key| ((*key).to_owned(), edition.say(key, &[]))).collect()),
    }
}

/// Returns where the fleet's front page is in this language.
fn front(edition: &Edition<'_>) -> OutputPath {
    let mut fronts = edition.pack.pages.iter().filter(|page| page.name.as_str() == super::FRONT);
    let translated = fronts.any(|page| page.language == *edition.language);
    if edition.language == edition.pack.fleet.first_language() || !translated {
        OutputPath::new("index.html")
    } else {
        OutputPath::new(&format!("{}/index.html", edition.language))
    }
}

pub(super) fn page_link(edition: &Edition<'_>, name: &str) -> Option<String> {
    edition.href(&Slug::parse(name).ok()?, None)
}

/// Returns the banner over a pack that families may not rely on.
pub(super) fn banner(edition: &Edition<'_>) -> Option<Banner> {
    let kind = match edition.establishment?.state {
        PackState::Live => return None,
        PackState::Draft => "draft",
        PackState::Sample => "sample",
    };
    let title = edition.say(&format!("banner-{kind}-title"), &[]);
    Some(Banner { kind, title, text: edition.say(&format!("banner-{kind}"), &[]) })
}

fn footer(edition: &Edition<'_>) -> Vec<MenuLink> {
    let link = |name: &&str| {
        let listing = edition.pages.get(&Slug::parse(name).ok()?)?;
        let text = view::plain(&edition.inlines(&listing.page.nav));
        Some(MenuLink { href: edition.link_to(&listing.path), text, current: false })
    };
    FOOT.iter().filter_map(link).collect()
}

/// The menu of an edition, and as its pages show it.
pub(super) struct Menu {
    sections: Vec<MenuSection>,
    /// With a page marked in it, by the link that leads there.
    marked: Mutex<HashMap<String, Arc<view::Numbered<Vec<MenuSection>>>>>,
}

impl Menu {
    /// Returns the menu of an edition, that of another where they are the same.
    pub(super) fn of(edition: &Edition<'_>) -> Arc<Self> {
        let sections = sections(edition);
        let mut known = lock(&edition.commons.menus);
        if let Some(same) = known.iter().find(|known| known.sections == sections) {
            return Arc::clone(same);
        }
        let menu = Arc::new(Self { sections, marked: Mutex::default() });
        known.push(Arc::clone(&menu));
        menu
    }

    /// Returns it as the page shows it to which that link leads.
    pub(super) fn at(&self, here: &str) -> Arc<view::Numbered<Vec<MenuSection>>> {
        let mut known = lock(&self.marked);
        let mark = || {
            let mut sections = self.sections.clone();
            for link in sections.iter_mut().flat_map(|section| &mut section.links) {
                link.current = link.href == here;
            }
            Arc::new(view::Numbered::new(sections))
        };
        Arc::clone(known.entry(here.to_owned()).or_insert_with(mark))
    }
}

fn sections(edition: &Edition<'_>) -> Vec<MenuSection> {
    let sections =
        [Section::Visit, Section::Children, Section::Touch, Section::Help, Section::About, Section::Professionals];
    let section = |section: Section| {
        let mut listed: Vec<&Listing<'_>> =
            edition.pages.values().filter(|listing| listing.page.section == section).collect();
        listed.sort_by_key(|listing| (listing.page.order, &listing.page.name));
        let link = |listing: &Listing<'_>| MenuLink {
            href: edition.link_to(&listing.path),
            text: view::plain(&edition.inlines(&listing.page.nav)),
            current: false,
        };
        let links: Vec<MenuLink> = listed.into_iter().map(link).collect();
        let title = edition.say(&format!("menu-{}", section.as_str()), &[]);
        (!links.is_empty()).then_some(MenuSection { title, links })
    };
    super::search::menu(edition).into_iter().chain(sections.into_iter().filter_map(section)).collect()
}

/// Returns the same page in every language that has it; empty where there is only one.
pub(super) fn languages(
    edition: &Edition<'_>,
    listing: &Listing<'_>,
    versions: &[(&Language, BTreeMap<&Slug, Listing<'_>>)],
) -> Vec<LanguageLink> {
    let links: Vec<LanguageLink> = versions
        .iter()
        .filter_map(|(language, pages)| {
            let there = pages.get(&listing.page.name)?;
            Some(LanguageLink {
                language: language.to_string(),
                direction: language.direction(),
                name: edition.texts.say(language, "language-name", &[]),
                href: edition.link_to(&there.path),
                current: there.path == edition.here,
            })
        })
        .collect();
    if links.len() > 1 { links } else { Vec::new() }
}

impl Edition<'_> {
    /// Returns where the national facts of a page come from, where it says so.
    pub(super) fn page_source(&self, page: &Page) -> Option<Block> {
        let (source, checked) = page.source.as_ref()?;
        let text = match checked {
            Some(checked) => {
                let is_year = matches!(checked, CheckedOn::Year(_));
                let key = if is_year { "national-facts-checked-year" } else { "national-facts-checked" };
                self.say(key, &[("source", source), ("date", &self.checked_on(*checked))])
            }
            None => self.say("national-facts-not-checked", &[("source", source)]),
        };
        let kind = if checked.is_some() { GroupKind::Checked } else { GroupKind::NotChecked };
        Some(Block::Group(Group {
            kind,
            id: None,
            label: None,
            content: vec![Block::Paragraph(vec![Inline::Text(text)])],
        }))
    }
}

/// Returns the fleet's own 404 page.
pub(super) fn lost_page(edition: &Edition<'_>, front_page: &Listing<'_>) -> view::Page {
    let link = Inline::Link { href: edition.link_to(&front_page.path), content: edition.line("lost-link") };
    let shell = shell(edition);
    let title = edition.say("lost-title", &[]);
    view::Page {
        title: format!("{title} – {}", shell.name),
        description: edition.say("lost-text", &[]),
        canonical: None,
        hidden: true,
        data: None,
        exit: None,
        scripts: Vec::new(),
        style: None,
        menu: Arc::new(view::Numbered::new(Vec::new())),
        languages: Vec::new(),
        feed: None,
        main: vec![
            Block::Heading { level: 1, id: String::new(), content: vec![Inline::Text(title)] },
            edition.paragraph("lost-text"),
            Block::Paragraph(vec![link]),
        ],
        foot: super::report::foot(edition, None, None),
        built: None,
        shell: Arc::new(shell),
    }
}

/// Returns the style sheet that a page needs besides the one of every page: for drawings, steps and what is filled on paper.
pub(super) fn style(blocks: &[Block]) -> Option<&'static str> {
    let kinds = [GroupKind::Steps, GroupKind::WriteLine, GroupKind::DrawBox];
    let is_drawn = |block: &Block| matches!(block, Block::Group(group) if kinds.contains(&group.kind));
    (view::flat(blocks).any(is_drawn) || !view::drawings(blocks).is_empty()).then_some("pictures")
}

/// Makes the ids of a page unique: a second heading of the same id gets a number (WCAG 2.2, 4.1.2; HTML, 3.2.6).
pub(super) fn unique_ids(blocks: &mut [Block]) {
    // The mould of every page has these.
    let mut seen = BTreeSet::from(["top", "main", "worried-help", "safety-block", "search", "find"].map(str::to_owned));
    unique(blocks, &mut seen);
}

fn unique(blocks: &mut [Block], seen: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading { id, .. } => take(id, seen),
            Block::Diagram(diagram) => take(&mut diagram.id, seen),
            Block::Group(group) => {
                if let Some(id) = &mut group.id {
                    take(id, seen);
                }
                unique(&mut group.content, seen);
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| unique(item, seen)),
            Block::Summary(rows) => rows.iter_mut().for_each(|row| unique(&mut row.value, seen)),
            Block::Quote(content) => unique(content, seen),
            Block::Filter(filter) => {
                for part in &mut filter.parts {
                    unique(std::slice::from_mut(&mut part.heading), seen);
                    part.entries.iter_mut().for_each(|entry| unique(&mut entry.group.content, seen));
                }
            }
            Block::Terms(terms) => terms.iter_mut().for_each(|term| take(&mut term.id, seen)),
            Block::Shared(shared) => match shared.ids().filter(|ids| ids.is_disjoint(seen)) {
                Some(ids) => seen.extend(ids.iter().cloned()),
                None => *shared = Arc::new(shared.changed(|content| unique(content, seen))),
            },
            Block::Paragraph(_) | Block::Table(_) | Block::Search(_) | Block::Find(_) | Block::Drawing(_) => {}
        }
    }
}

fn take(id: &mut String, seen: &mut BTreeSet<String>) {
    let wanted = id.clone();
    let mut number = 2;
    while !id.is_empty() && !seen.insert(id.clone()) {
        *id = format!("{wanted}-{number}");
        number += 1;
    }
}
