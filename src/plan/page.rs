//! One page of a pack or of the fleet: its content, and what stands around it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::edition::{Edition, Listing};
use super::{Desk, HOME, NOT_FOUND, blocks, data, discreet, feed, offline, report, shell, terms};
use crate::model::establishment::PackState;
use crate::model::language::Language;
use crate::model::page::{Reader, Section};
use crate::model::slug::Slug;
use crate::view::{self, GroupKind};

impl<'a> Desk<'a> {
    /// Plans one page.
    pub(super) fn page(
        &self,
        edition: &Edition<'a>,
        listing: &Listing<'a>,
        (shell, menu): (Arc<view::Shell>, &shell::Menu),
        versions: &[(&Language, BTreeMap<&Slug, Listing<'a>>)],
    ) -> view::Page {
        edition.asked.set(false);
        edition.begin(listing);
        let title = edition.inlines(&listing.page.title);
        let mut main = vec![view::Block::Heading { level: 1, id: String::new(), content: title.clone() }];
        let discreet = discreet::of(self.pack, edition.establishment, edition.language, &listing.page.name);
        if discreet.exit {
            main.push(discreet::note(edition));
        }
        let is_shared = listing.page.mode.is_none();
        let body = &listing.page.body;
        let body = if is_shared { edition.shared_body(body) } else { edition.blocks(body) };
        let mut body = body.into_iter().peekable();
        if listing.page.section == Section::Visit {
            // What is needed first names the changes itself, and leads to them.
            main.extend(
                body.next_if(|first| matches!(first, view::Block::Group(group) if group.kind == GroupKind::Glance)),
            );
            main.extend(blocks::pressing_notices(edition));
        }
        main.extend(body);
        if let Some(addition) = listing.addition {
            main.extend(edition.blocks(&addition.body));
        }
        main.extend(edition.page_source(listing.page));
        if listing.page.reader == Reader::Families {
            terms::explain(edition, &mut main);
        }
        shell::unique_ids(&mut main);
        // What may not be saved may not stand in a message either: both would be traces.
        let may_be_kept = !discreet.exit && (edition.establishment.is_none() || offline::may_be_saved(listing));
        if may_be_kept {
            report::mark(edition, listing, &mut main);
        }
        let (style, scripts) = needs(&main);
        let canonical = self.base_url.map(|base| format!("{base}{}", listing.path));
        let named = Some(view::plain(&edition.inlines(&listing.page.nav))).filter(|_| may_be_kept);
        let title = view::plain(&title);
        let neutral = discreet::title(edition, &discreet, &view::plain(&edition.inlines(&listing.page.nav)));
        let description = neutral.clone();
        let draft = edition.establishment.is_some_and(|establishment| establishment.state != PackState::Live);
        let is_home = listing.page.name.as_str() == HOME;
        // The way out is ready before anything else.
        let scripts: Vec<&str> = discreet.exit.then_some("exit").into_iter().chain(scripts.iter().copied()).collect();
        view::Page {
            data: is_home.then(|| data::office(edition, canonical.clone())).flatten().map(Arc::new),
            title: neutral.unwrap_or_else(|| {
                if title.contains(&shell.name) { title } else { format!("{title} – {}", shell.name) }
            }),
            // A message that a link is sent in shows it.
            description: description.unwrap_or_else(|| view::plain(&edition.inlines(&listing.page.summary))),
            foot: report::foot(edition, named.as_deref(), canonical.as_deref()),
            canonical,
            scripts: self.scripts(edition, &scripts),
            exit: discreet.exit.then(|| Box::new(discreet::exit(edition))),
            style: style.or_else(|| shell::style(&main)),
            hidden: draft || [NOT_FOUND, offline::OFFLINE].contains(&listing.page.name.as_str()),
            built: edition.establishment.filter(|_| may_be_kept).map(|_| edition.date(edition.today)),
            menu: menu.at(&edition.link_to(&listing.path)),
            languages: shell::languages(edition, listing, versions),
            feed: may_be_kept.then(|| feed::link(edition)).flatten(),
            main,
            shell,
        }
    }
}

/// Returns the style sheet that a page needs beside that of every page, and the scripts it loads.
fn needs(main: &[view::Block]) -> (Option<&'static str>, &'static [&'static str]) {
    let needs = view::flat(main).find_map(|block| match block {
        view::Block::Search(_) => Some((Some("search"), ["app", "search"].as_slice())),
        view::Block::Find(_) => Some((Some("find"), ["app", "find"].as_slice())),
        view::Block::Filter(_) => Some((Some("directory"), ["app"].as_slice())),
        _ => None,
    });
    needs.unwrap_or((None, &["app"]))
}
