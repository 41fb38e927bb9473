//! A file of the site as a browser of the preview gets it.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::State;
use crate::output::{Bytes, OutputPath};

/// What makes a page show what changed, without being loaded again.
const LIVE: &str = "<script src=/-/live.js></script>";

/// Returns the file that an address stands for: a folder stands for its `index.html`. `None` for what can be no address of a site.
pub(super) fn path(address: &str) -> Option<OutputPath> {
    let decoded = percent_encoding::percent_decode_str(address.strip_prefix('/')?).decode_utf8().ok()?;
    let is_clean = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0', ':']);
    let name = if decoded.is_empty() || decoded.ends_with('/') {
        format!("{decoded}index.html")
    } else {
        decoded.into_owned()
    };
    name.split('/').all(is_clean).then(|| OutputPath::new(&name))
}

/// Returns the page that tells that nothing is there, the nearest to where something was looked for.
pub(super) fn nothing_at<'s>(state: &'s State, path: &OutputPath) -> Option<&'s Bytes> {
    let near = path.folder().and_then(|folder| state.file(&OutputPath::new(&format!("{folder}/404.html"))));
    near.or_else(|| state.file(&OutputPath::new("404.html")))
}

/// Returns a page with the preview's script before all else in it.
pub(super) fn live(html: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(html);
    let at = text.find("<head>").map_or(0, |at| at + "<head>".len());
    format!("{}{LIVE}{}", &text[..at], &text[at..]).into_bytes()
}

/// Returns a file with its type.
pub(super) fn file(path: &OutputPath, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, content_type(path.as_str()))], bytes).into_response()
}

/// Returns the type of a file, as the hosting files that a build writes give it.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("pdf") => "application/pdf",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("vcf") => "text/vcard; charset=utf-8",
        Some("atom") => "application/atom+xml; charset=utf-8",
        Some("xml") => "application/xml; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::{live, path};

    #[test]
    fn an_address_stands_for_a_file_of_the_site_or_for_nothing() {
        let at = |address: &str| path(address).map(|path| path.to_string());
        assert_eq!(at("/").as_deref(), Some("index.html"));
        assert_eq!(at("/bure/").as_deref(), Some("bure/index.html"));
        assert_eq!(at("/bure/visiting.html").as_deref(), Some("bure/visiting.html"));
        for address in
            ["/../a", "/%2e%2e/a", "/a//b", "/a/./b", "/a/..%2fb", "/a%00", "/c:/b", "/%5c..%5ca", "a", "/%ff"]
        {
            assert_eq!(at(address), None, "{address}");
        }
    }

    #[test]
    fn the_script_comes_first_and_nothing_is_lost() {
        let page = live("<!doctype html><html><head><title>é</title>".as_bytes());
        let page = String::from_utf8(page).expect("it is text");
        assert_eq!(page, "<!doctype html><html><head><script src=/-/live.js></script><title>é</title>");
    }
}
