//! What machines read: the sitemap, and what has changed.

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::output::Bytes;
use crate::view::{Feed, SitemapEntry};

/// Writes the list of addresses for search engines (sitemaps.org protocol 0.9).
pub(super) fn sitemap(entries: &[SitemapEntry]) -> Bytes {
    let mut events: Vec<Event<'_>> = vec![Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))];
    let mut urlset = BytesStart::new("urlset");
    urlset.push_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    events.push(Event::Start(urlset));
    for entry in entries {
        events.push(Event::Start(BytesStart::new("url")));
        events.push(Event::Start(BytesStart::new("loc")));
        events.push(Event::Text(BytesText::new(&entry.address)));
        events.push(Event::End(BytesEnd::new("loc")));
        events.push(Event::End(BytesEnd::new("url")));
    }
    events.push(Event::End(BytesEnd::new("urlset")));
    let mut writer = Writer::new(Vec::new());
    for event in events {
        writer.write_event(event).expect("writing to memory does not fail");
    }
    writer.into_inner().into()
}

/// Writes a feed (RFC 4287). Its texts are plain; its day is that of its newest entry, never that of the build.
pub(super) fn atom(feed: &Feed) -> Bytes {
    let mut writer = Writer::new(Vec::new());
    write_atom(&mut writer, feed).expect("writing to memory does not fail");
    writer.into_inner().into()
}

fn write_atom(writer: &mut Writer<Vec<u8>>, feed: &Feed) -> std::io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer
        .create_element("feed")
        .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.language.as_str())]);
    root.write_inner_content(|writer| {
        element(writer, "id", &feed.id)?;
        element(writer, "title", &feed.title)?;
        element(writer, "subtitle", &feed.subtitle)?;
        if let Some(updated) = feed.entries.iter().map(|entry| entry.updated).max() {
            element(writer, "updated", &moment(updated))?;
        }
        writer.create_element("author").write_inner_content(|writer| element(writer, "name", &feed.author))?;
        if let Some(own) = &feed.own {
            link(writer, "self", "application/atom+xml", own)?;
        }
        link(writer, "alternate", "text/html", &feed.home)?;
        for entry in &feed.entries {
            writer.create_element("entry").write_inner_content(|writer| {
                element(writer, "id", &entry.id)?;
                element(writer, "title", &entry.title)?;
                element(writer, "updated", &moment(entry.updated))?;
                link(writer, "alternate", "text/html", &entry.page)?;
                let text = if entry.text.is_empty() { &entry.title } else { &entry.text };
                element(writer, "content", text)
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    let text: String = text.chars().filter(|letter| is_xml(*letter)).collect();
    writer.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// Tells whether XML can hold a letter (XML 1.0, 2.2): a control character cannot be written in any form.
fn is_xml(letter: char) -> bool {
    matches!(letter, '\n' | '\t') || !(letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}'))
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, kind: &str, href: &str) -> std::io::Result<()> {
    writer.create_element("link").with_attributes([("rel", rel), ("type", kind), ("href", href)]).write_empty()?;
    Ok(())
}

fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
