//! A leaflet as the templates get it: a tree of plain JSON, in which a text can be nothing but text.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::view::{Block, Diagram, Group, GroupKind, Inline, Leaflet, Table, plain};

/// How deep blocks may lie in each other on paper; what is deeper is laid out as if it were not.
const DEEPEST: usize = 8;

/// A leaflet, ready for the templates.
pub(super) struct Manuscript {
    /// The JSON.
    pub data: Vec<u8>,
    /// What stands at the edges of every page: JSON of its own.
    pub edges: Vec<u8>,
    /// Every run of words in it.
    pub words: Vec<String>,
}

impl Manuscript {
    /// Writes a leaflet down. Its version is a part of the hash of all that it says: it changes when a word does.
    pub(super) fn of(leaflet: &Leaflet) -> Self {
        let mut writer = Writer {
            words: Vec::new(),
            level: 1,
            deep: 0,
            chapters: leaflet.chapters.iter().map(|chapter| chapter.id.as_str()).collect(),
            site: &leaflet.site,
        };
        let mut data = writer.leaflet(leaflet);
        let mut hasher = blake3::Hasher::new();
        hasher.update(data.to_string().as_bytes());
        for (name, bytes) in &leaflet.drawings {
            hasher.update(name.as_bytes()).update(bytes);
        }
        let version = hasher.finalize().to_hex()[..6].to_uppercase();
        data["foot"]["version"] = Value::String(version.clone());
        let edges = edges(leaflet, &version).to_string().into_bytes();
        Self { data: data.to_string().into_bytes(), edges, words: writer.words }
    }
}

/// Returns what stands at the edges of every page.
fn edges(leaflet: &Leaflet, version: &str) -> Value {
    let text = |name: &str| leaflet.texts.get(name).map_or("", String::as_str);
    let version = text("paper-version").replace("{version}", version);
    json!({
        "large": leaflet.large,
        "discreet": leaflet.cover.is_some(),
        "contents": leaflet.contents,
        "name": leaflet.name.as_deref().map(clean),
        "title": clean(&plain(&leaflet.heading)),
        "about": clean(&format!("{} · {version}", leaflet.foot.name)),
        "freshness": clean(&format!("{} {}", leaflet.foot.checked, leaflet.foot.due)),
        "page": text("paper-page"),
        "watermark": leaflet.banner.as_ref().map(|banner| clean(banner.title.trim_end_matches('.'))),
    })
}

/// Returns a text without the marks that could turn it round (Unicode TR 36, 2.10.2) or end it.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|letter| !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// Tells whether a letter leaves no ink, so that no font needs to have it.
pub(super) fn is_invisible(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns the name of the file in which templates find a drawing.
pub(super) fn drawing_file(src: &str) -> String {
    format!("drawing-{}", src.rsplit('/').next().unwrap_or(src))
}

/// The most letters of a name or address that surely fit one line, in the narrowest panel.
const ONE_LINE: usize = 26;

/// Cuts a long name or address where it may go on in the next line: after a space or a sign of addresses.
fn in_parts(name: &str) -> Vec<&str> {
    if name.chars().count() <= ONE_LINE {
        return vec![name];
    }
    name.split_inclusive(['/', '.', '@', ' ']).collect()
}

struct Writer<'l> {
    words: Vec<String>,
    /// The level of the last heading: none may be skipped (PDF/UA-1, 7.4.2).
    level: u8,
    deep: usize,
    chapters: BTreeSet<&'l str>,
    /// Where the website stands.
    site: &'l str,
}

impl Writer<'_> {
    fn leaflet(&mut self, leaflet: &Leaflet) -> Value {
        let heading = self.inlines(&leaflet.heading);
        let panels: Vec<Value> = leaflet
            .panels
            .iter()
            .map(|panel| json!({"name": panel.name, "blocks": self.blocks(&panel.blocks, 0)}))
            .collect();
        let mut chapters = Vec::new();
        for chapter in &leaflet.chapters {
            let titled = !chapter.title.is_empty();
            let title = self.inlines(&chapter.title);
            if titled {
                self.level = 2;
            }
            let blocks = self.blocks(&chapter.blocks, u8::from(titled));
            chapters.push(json!({"id": chapter.id, "title": title, "blocks": blocks}));
        }
        self.level =
            if leaflet.chapters.iter().any(|chapter| !chapter.title.is_empty()) { 2 } else { self.level.min(2) };
        let safety = self.blocks(&leaflet.safety, 0);
        let texts: Map<String, Value> =
            leaflet.texts.iter().map(|(name, text)| (name.clone(), Value::String(text.clone()))).collect();
        let banner = leaflet.banner.as_ref().map(
            |banner| json!({"kind": banner.kind, "title": self.text(&banner.title), "text": self.text(&banner.text)}),
        );
        let cover = leaflet
            .cover
            .as_ref()
            .map(|cover| json!({"title": self.text(&cover.title), "line": self.text(&cover.line)}));
        let web = leaflet.web.as_ref().map(|web| {
            json!({"address": web.address, "parts": in_parts(&self.text(&web.shown)), "alt": self.text(&web.alt)})
        });
        let foot = json!({
            "name": self.text(&leaflet.foot.name),
            "checked": self.text(&leaflet.foot.checked),
            "due": self.text(&leaflet.foot.due),
            "formats": self.text(&leaflet.foot.formats),
        });
        json!({
            "form": leaflet.form.as_str(),
            "large": leaflet.large,
            "language": leaflet.language.split('-').next().unwrap_or("en"),
            "direction": leaflet.direction,
            "title": self.text(&leaflet.title),
            "heading": heading,
            "summary": self.text(&leaflet.summary),
            "publisher": self.text(&leaflet.publisher),
            "name": leaflet.name.as_deref().map(|name| self.text(name)),
            "cover": cover,
            "banner": banner,
            "panels": panels,
            "chapters": chapters,
            "contents": leaflet.contents,
            "single": leaflet.most_pages == Some(1),
            "safety": safety,
            "web": web,
            "foot": foot,
            "texts": texts,
        })
    }

    /// Returns a clean text, and keeps it among the words.
    fn text(&mut self, text: &str) -> String {
        let clean = clean(text);
        if !clean.trim().is_empty() {
            self.words.push(clean.clone());
        }
        clean
    }

    /// Returns a name or an address, with the parts that may stand on lines of their own.
    fn name(&mut self, name: &str) -> Value {
        json!({"k": "name", "parts": in_parts(&self.text(name))})
    }

    fn inlines(&mut self, inlines: &[Inline]) -> Vec<Value> {
        let mut written = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => written.push(json!({"k": "text", "text": self.text(text)})),
                // Nothing is slanted on paper (UKAAF G003): what is said with stress is strong.
                Inline::Strong(content) | Inline::Emphasis(content) => {
                    written.push(json!({"k": "strong", "content": self.inlines(content)}));
                }
                Inline::Link { href, content } => {
                    let words = plain(content);
                    let content = self.inlines(content);
                    match self.target(href) {
                        Some((key, target)) => written.push(json!({"k": "link", key: target, "content": content})),
                        None => written.extend(content),
                    }
                    if let Some(address) = self.address_in_print(href, &words) {
                        written.push(json!({"k": "text", "text": " ("}));
                        written.push(self.name(&address));
                        written.push(json!({"k": "text", "text": ")"}));
                    }
                }
                Inline::Phone { shown, href } => {
                    written.push(json!({"k": "phone", "href": href, "text": self.text(shown)}));
                }
                Inline::Name(name) => written.push(self.name(name)),
                Inline::Foreign(foreign) => {
                    let language = foreign.language.split('-').next().unwrap_or("en");
                    let content = self.inlines(&foreign.content);
                    written.push(
                        json!({"k": "foreign", "language": language, "direction": foreign.direction, "content": content}),
                    );
                }
                Inline::Hidden(_) => {}
                Inline::Break => written.push(json!({"k": "break"})),
            }
        }
        written
    }

    /// Returns where a link leads on paper: to a chapter of the same leaflet, or out of it. A way to another file leads nowhere.
    fn target(&self, href: &str) -> Option<(&'static str, String)> {
        if let Some(chapter) = href.strip_prefix('#') {
            return self.chapters.contains(chapter).then(|| ("chapter", chapter.to_owned()));
        }
        let known = ["https://", "http://", "mailto:", "tel:", "sms:"];
        known.iter().any(|scheme| href.starts_with(scheme)).then(|| ("href", href.to_owned()))
    }

    /// Returns the address that a reader on paper needs, where the words of a link do not say it.
    fn address_in_print(&self, href: &str, words: &str) -> Option<String> {
        let schemes = ["https://", "http://", "mailto:"];
        let address = schemes.iter().find_map(|scheme| href.strip_prefix(scheme))?;
        let address = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
        let is_ours = !self.site.is_empty() && href.starts_with(self.site);
        let shown = address.trim_start_matches("www.");
        (!is_ours && !words.contains(shown)).then(|| shown.to_owned())
    }

    /// Writes blocks whose headings stand `below` levels deeper than they say.
    fn blocks(&mut self, blocks: &[Block], below: u8) -> Vec<Value> {
        let mut written = Vec::new();
        self.deep += 1;
        for block in blocks {
            self.block(block, below, &mut written);
        }
        self.deep -= 1;
        written
    }

    fn block(&mut self, block: &Block, below: u8, written: &mut Vec<Value>) {
        let too_deep = self.deep > DEEPEST;
        match block {
            Block::Heading { level, content, .. } => {
                self.level = (level + below).clamp(2, self.level + 1);
                let level = self.level;
                written.push(json!({"k": "heading", "level": level, "content": self.inlines(content)}));
            }
            Block::Paragraph(content) => written.push(json!({"k": "paragraph", "content": self.inlines(content)})),
            Block::List { items, .. } if too_deep => {
                items.iter().flatten().for_each(|one| self.block(one, below, written));
            }
            Block::List { start, checklist, items } => {
                let items: Vec<Value> = items.iter().map(|item| Value::Array(self.blocks(item, below))).collect();
                written.push(json!({"k": "list", "start": start, "checklist": checklist, "items": items}));
            }
            Block::Table(table) => written.push(self.table(table)),
            Block::Summary(rows) => {
                let row = |row: &crate::view::SummaryRow| json!({"name": self.inlines(&row.name), "value": self.blocks(&row.value, below)});
                let rows: Vec<Value> = rows.iter().map(row).collect();
                written.push(json!({"k": "summary", "rows": rows}));
            }
            Block::Terms(terms) => {
                let term = |term: &crate::view::Term| json!({"term": self.inlines(&term.term), "means": self.inlines(&term.means)});
                let terms: Vec<Value> = terms.iter().map(term).collect();
                written.push(json!({"k": "terms", "terms": terms}));
            }
            Block::Quote(content) if too_deep => content.iter().for_each(|one| self.block(one, below, written)),
            Block::Quote(content) => {
                written.push(json!({"k": "quote", "content": self.blocks(content, below)}));
            }
            Block::Group(group) => self.group(group, below, written),
            Block::Diagram(diagram) => written.push(self.diagram(diagram)),
            Block::Drawing(drawing) => {
                let alt = self.text(&drawing.alt);
                written.push(json!({
                    "k": "drawing", "file": drawing_file(&drawing.src), "alt": alt,
                    "width": drawing.width, "height": drawing.height,
                }));
            }
            // On paper nobody chooses: everything is shown.
            Block::Filter(filter) => {
                for part in &filter.parts {
                    self.block(&part.heading, below, written);
                    for entry in &part.entries {
                        self.group(&entry.group, below, written);
                    }
                    if let Some(also) = &part.also {
                        self.block(also, below, written);
                    }
                }
            }
            Block::Shared(shared) => shared.content().iter().for_each(|one| self.block(one, below, written)),
            Block::Search(_) | Block::Find(_) => {}
        }
    }

    fn group(&mut self, group: &Group, below: u8, written: &mut Vec<Value>) {
        match group.kind {
            // Ways through a list on a screen.
            GroupKind::Letters | GroupKind::FindIndex => {}
            _ if self.deep > DEEPEST => group.content.iter().for_each(|one| self.block(one, below, written)),
            kind => {
                let label = group.label.as_deref().map(|label| self.text(label));
                let content = self.blocks(&group.content, below);
                written.push(json!({"k": "group", "kind": kind.as_str(), "label": label, "content": content}));
            }
        }
    }

    fn table(&mut self, table: &Table) -> Value {
        let caption = self.inlines(&table.caption);
        let head: Vec<Value> = table.head.iter().map(|cell| Value::Array(self.inlines(cell))).collect();
        let rows: Vec<Vec<Value>> =
            table.rows.iter().map(|row| row.iter().map(|cell| Value::Array(self.inlines(cell))).collect()).collect();
        json!({"k": "table", "caption": caption, "head": head, "rows": rows})
    }

    fn diagram(&mut self, diagram: &Diagram) -> Value {
        let parts: Vec<Value> = diagram
            .parts
            .iter()
            .map(|part| {
                let gains: Vec<String> = part.gains.iter().map(|lines| self.text(&lines.join(" "))).collect();
                json!({"who": self.text(&part.who.join(" ")), "gains": gains})
            })
            .collect();
        json!({
            "k": "diagram", "title": self.text(&diagram.title),
            "centre": self.text(&diagram.centre.join(" ")), "parts": parts,
        })
    }
}
