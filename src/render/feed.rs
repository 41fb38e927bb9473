//! What machines read: the sitemap.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::output::Bytes;
use crate::view::SitemapEntry;

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
