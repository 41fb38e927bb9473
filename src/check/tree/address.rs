//! Where an address on a page leads.

use std::borrow::Cow;

use url::Url;

use crate::output::OutputPath;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A file or folder of the site.
    Inside(Inside),
    /// Above the root of the site.
    Above,
    /// A page on another host.
    Foreign {
        /// The host's name.
        host: String,
    },
    /// A mail program, a telephone, data in the page itself, or the like.
    NoFile,
    /// A script.
    Script,
    /// Nowhere, as it cannot be understood.
    Malformed,
}

/// A place in the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Inside {
    /// Relative to the root; empty for the root itself. It may name a folder.
    pub(super) path: String,
    /// The anchor; `None` for the top of the page.
    pub(super) anchor: Option<String>,
    /// Whether the address was relative, so that it should also work in a folder on a USB stick.
    pub(super) is_relative: bool,
}

/// The address of the site's root, if it is known.
#[derive(Debug)]
pub(super) struct Base(Option<Url>);

impl Base {
    /// Takes an address with or without the last `/`; one that is none is taken as not known.
    pub(super) fn new(base_url: &str) -> Self {
        Self(Url::parse(&format!("{}/", base_url.trim_end_matches('/'))).ok().filter(Url::has_host))
    }

    fn path(&self) -> &str {
        self.0.as_ref().map_or("/", Url::path)
    }

    /// Returns the rest of an address that lies in the site.
    fn strip<'a>(&self, url: &'a Url) -> Option<&'a str> {
        let base = self.0.as_ref()?;
        let path = url.path();
        let rest = path.strip_prefix(base.path()).or_else(|| (format!("{path}/") == base.path()).then_some(""))?;
        (url.origin() == base.origin()).then_some(rest)
    }
}

/// Finds out where an address on the page `from` leads.
pub(super) fn resolve(address: &str, from: &OutputPath, base: &Base) -> Target {
    // Browsers ignore these as well, and so would run a script that is hidden by them.
    let mut address = Cow::Borrowed(address.trim_matches(|c: char| c <= ' '));
    if address.contains(['\t', '\n', '\r']) {
        address = Cow::Owned(address.replace(['\t', '\n', '\r'], ""));
    }
    let is = |scheme: &str, names: [&str; 2]| names.iter().any(|name| scheme.eq_ignore_ascii_case(name));
    match scheme(&address) {
        Some(scheme) if is(scheme, ["javascript", "vbscript"]) => return Target::Script,
        Some(scheme) if is(scheme, ["http", "https"]) => return absolute(Url::parse(&address).ok(), base),
        Some(_) => return Target::NoFile,
        None => {}
    }
    if address.starts_with("//") {
        let scheme = base.0.as_ref().map_or("https", Url::scheme);
        return absolute(Url::parse(&format!("{scheme}:{address}")).ok(), base);
    }
    let (rest, anchor) = split_anchor(&address);
    let path = rest.split('?').next().unwrap_or_default();
    if let Some(from_root) = path.strip_prefix('/') {
        let path = path.strip_prefix(base.path()).unwrap_or(from_root);
        return inside("", path, anchor, false);
    }
    if path.is_empty() {
        return Target::Inside(Inside { path: from.as_str().to_owned(), anchor, is_relative: true });
    }
    let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    inside(folder, path, anchor, true)
}

fn absolute(url: Option<Url>, base: &Base) -> Target {
    let Some(url) = url else { return Target::Malformed };
    if let Some(path) = base.strip(&url) {
        let anchor = url.fragment().and_then(anchor);
        return inside("", path, anchor, false);
    }
    url.host_str().map_or(Target::Malformed, |host| Target::Foreign { host: host.to_owned() })
}

/// Follows a path part by part from a folder of the site.
fn inside(folder: &str, path: &str, anchor: Option<String>, is_relative: bool) -> Target {
    let mut parts: Vec<Cow<'_, str>> = folder.split('/').filter(|part| !part.is_empty()).map(Cow::Borrowed).collect();
    for part in path.split('/').map(decoded) {
        match &*part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Target::Above;
                }
            }
            _ => parts.push(part),
        }
    }
    Target::Inside(Inside { path: parts.join("/"), anchor, is_relative })
}

/// Returns what stands before the first colon, where that can be a scheme (RFC 3986 3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some(scheme)
}

fn split_anchor(address: &str) -> (&str, Option<String>) {
    match address.split_once('#') {
        Some((rest, after)) => (rest, anchor(after)),
        None => (address, None),
    }
}

/// Returns the anchor that a page must have; none for the top of the page, and for text that the browser searches.
fn anchor(fragment: &str) -> Option<String> {
    let name = fragment.split(":~:").next().unwrap_or_default();
    (!name.is_empty() && !name.eq_ignore_ascii_case("top")).then(|| decoded(name).into_owned())
}

/// Resolves `%20` and the like (RFC 3986 2.1); what is not UTF-8 then is replaced.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let is_hex = |hex: &&str| hex.bytes().all(|digit| digit.is_ascii_hexdigit());
        if let Some(byte) = hex.filter(is_hex).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Base, Inside, Target, resolve};
    use crate::output::OutputPath;

    fn to(address: &str) -> Target {
        resolve(address, &OutputPath::new("bure/visit/plan.html"), &Base::new("https://families.example/packs"))
    }

    fn file(path: &str, anchor: Option<&str>, is_relative: bool) -> Target {
        Target::Inside(Inside { path: path.to_owned(), anchor: anchor.map(str::to_owned), is_relative })
    }

    #[test]
    fn relative_addresses_start_at_the_page() {
        assert_eq!(to("book.html"), file("bure/visit/book.html", None, true));
        assert_eq!(to("../a%20b.html?x=1#p%c3%a9"), file("bure/a b.html", Some("pé"), true));
        assert_eq!(to("#times"), file("bure/visit/plan.html", Some("times"), true));
        assert_eq!(to("#top"), to("#"));
        assert_eq!(to("../../"), file("", None, true));
        assert_eq!(to("../../../x"), Target::Above);
        assert_eq!(to("%2e%2e/./x"), file("bure/x", None, true));
    }

    #[test]
    fn addresses_under_the_base_are_inside() {
        assert_eq!(to("https://families.example/packs/bure/#a"), file("bure", Some("a"), false));
        assert_eq!(to("HTTPS://Families.example:443/packs"), file("", None, false));
        assert_eq!(to("//families.example/packs/x"), file("x", None, false));
        assert_eq!(to("/packs/x.html"), file("x.html", None, false));
        let foreign = |host: &str| Target::Foreign { host: host.to_owned() };
        assert_eq!(to("https://families.example/packsaddle"), foreign("families.example"));
        assert_eq!(to("http://families.example/packs/"), foreign("families.example"));
        assert_eq!(to("//cdn.example/x"), foreign("cdn.example"));
    }

    #[test]
    fn other_schemes_are_no_files() {
        assert_eq!(to("tel:+44"), Target::NoFile);
        assert_eq!(to(" java\nscript:alert(1)"), Target::Script);
        assert_eq!(to("https://"), Target::Malformed);
        assert_eq!(to("a/b:c"), file("bure/visit/a/b:c", None, true));
    }
}
