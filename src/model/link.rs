//! A web address.
//!
//! In: text. Out: [`Link`], an `http` or `https` address with a host.
//! Never fetches it, and never changes the spelling of what was typed beyond what the URL standard does.

use std::fmt;

use url::Url;

use crate::model::email::is_example_domain;
use crate::model::value::{ValueError, is_curly_quote, is_dash, plain, sentinel, shown};

/// The code of every message about a web address, sentinels excepted.
const CODE: &str = "link-invalid";

/// A web address that begins with `https://` or `http://` (WHATWG URL Standard).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// As typed, spaces at the ends taken off.
    typed: String,
    /// The host in lower case.
    host: String,
}

impl Link {
    /// Reads a whole web address, `https://www.gov.uk/help-with-prison-visits`.
    ///
    /// # Errors
    ///
    /// `link-invalid` without `https://` or `http://`, with spaces, long dashes or quotation marks inside, with a password, or without a
    /// whole host; `value-sentinel` for `TBC` and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        if sentinel(typed) {
            return Err(ValueError::sentinel(typed, "a web address"));
        }
        let text = plain(typed);
        checked(&text).ok_or_else(|| explain(&text))
    }

    /// Returns the address as it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// Returns the host in lower case: `www.gov.uk`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the address as a reader sees it: without `https://` and without a slash at the end.
    #[must_use]
    pub fn display(&self) -> String {
        let rest = self.typed.split_once("://").map_or(self.typed.as_str(), |(_, rest)| rest);
        rest.strip_suffix('/').unwrap_or(rest).to_owned()
    }

    /// Tells whether what is sent to it, and what it sends back, can be read on the way: `http` instead of `https`.
    #[must_use]
    pub fn is_insecure(&self) -> bool {
        self.typed.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"))
    }

    /// Tells whether the host is kept for examples, so that the link leads nowhere (RFC 2606 sections 2 and 3).
    #[must_use]
    pub fn is_example(&self) -> bool {
        is_example_domain(&self.host)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

/// Tells whether a character may stand in an address as it is; the URL standard would silently encode or drop the others.
fn is_safe(c: char) -> bool {
    c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c)
}

/// Returns the address, where `text` is one and nothing else.
fn checked(text: &str) -> Option<Link> {
    let url = Url::parse(text).ok()?;
    let schemed = ["https://", "http://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let host = url.domain()?.trim_end_matches('.').to_owned();
    let ending = host.rsplit('.').next().unwrap_or_default();
    let parts = host.split('.').all(|part| !part.is_empty() && !part.starts_with('-') && !part.ends_with('-'));
    let named = host.contains('.') && parts && ending.len() >= 2 && !ending.starts_with(|c: char| c.is_ascii_digit());
    let open = url.username().is_empty() && url.password().is_none();
    let ended = !text.ends_with(['.', ',', ';', ':', '\'', '!']);
    (schemed && named && open && ended && text.chars().all(is_safe)).then(|| Link { typed: text.to_owned(), host })
}

/// Says what to write instead; the first reason that fits is given.
fn explain(text: &str) -> ValueError {
    let lower = text.to_ascii_lowercase();
    let error = |what: &str| ValueError::new(CODE, format!("`{}` {what}", shown(text)));
    let example = "write the whole address as the browser shows it, such as `https://www.example.org/visits`";
    let scheme = lower
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| scheme.chars().all(|c| c.is_ascii_alphabetic()));
    if scheme == Some("mailto") || (text.contains('@') && !text.contains('/')) {
        return error("is an e-mail address").help("write it in `email`, and a web address here");
    }
    let bare = text.trim_matches(|c: char| is_curly_quote(c) || "\"'<>()[],;. ".contains(c));
    if bare != text && checked(bare).is_some() {
        return meant(error("has a mark at one end that is not part of the address"), bare);
    }
    let two = ["http://", "https://"].iter().map(|scheme| lower.matches(scheme).count()).sum::<usize>() > 1;
    if two {
        return error("looks like more than one address").help("write one address here");
    }
    if text.contains(' ') {
        let unspaced: String = text.chars().filter(|c| *c != ' ').collect();
        let dashed = text.replace(' ', "-");
        let error = error("has a space in it");
        // An address that was broken over two lines has nothing there, one that was read aloud may have a dash.
        return match (checked(&unspaced), checked(&dashed)) {
            (Some(near), Some(other)) => error.help(format!(
                "an address has none: look whether it is `{near}` or `{other}`, and open it in a browser"
            )),
            (Some(_), None) | (None, _) => meant(error, &unspaced),
        };
    }
    if text.contains(|c| is_dash(c) && c != '-') {
        let hyphens: String = text.chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
        return meant(error("has a long dash in it, and web addresses have short ones"), &hyphens);
    }
    if let Some(repaired) = repaired_scheme(text, &lower) {
        return meant(error("does not begin with `https://`"), &repaired);
    }
    if scheme.is_some_and(|scheme| !matches!(scheme, "http" | "https")) {
        return error("is not a web address: one begins with `https://`").help(example);
    }
    if let Some(c) = text.chars().find(|c| !is_safe(*c)) {
        return error(&format!("has `{}` in it", if c == '`' { '\'' } else { c })).help(example);
    }
    if text.contains('@') {
        return error("has a user name in it").help(example);
    }
    error("is not a whole web address").help(example)
}

/// Returns the address with `https://` in front, where it was left out or misspelt.
fn repaired_scheme(text: &str, lower: &str) -> Option<String> {
    for wrong in [
        "https//",
        "http//",
        "https:/",
        "http:/",
        "htttps://",
        "htttp://",
        "htpps://",
        "ttps://",
        "ttp://",
        "://",
        "//",
    ] {
        let whole = lower.starts_with("https://") || lower.starts_with("http://");
        if !whole && lower.starts_with(wrong) {
            return Some(format!("https://{}", text[wrong.len()..].trim_start_matches('/')));
        }
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let looks_like_host = host.contains('.')
        && !lower.contains("://")
        && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
    looks_like_host.then(|| format!("https://{text}"))
}

/// Adds what was meant, where it is an address.
fn meant(error: ValueError, near: &str) -> ValueError {
    let whole = checked(near).or_else(|| checked(&format!("https://{near}")).filter(|_| !near.contains("://")));
    match whole {
        Some(link) => error.help(format!("write `{link}`")).instead(link.typed),
        None => error.help("write the whole address as the browser shows it, such as `https://www.example.org/visits`"),
    }
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn whole_addresses_are_read() {
        let table = [
            ("https://www.gov.uk/help-with-prison-visits", "www.gov.uk/help-with-prison-visits", "www.gov.uk"),
            ("https://www.prisonadvice.org.uk/", "www.prisonadvice.org.uk", "www.prisonadvice.org.uk"),
            (
                "http://prisonersfamiliesvoices.blogspot.com",
                "prisonersfamiliesvoices.blogspot.com",
                "prisonersfamiliesvoices.blogspot.com",
            ),
            ("HTTPS://Example.ORG/A?b=c#d", "Example.ORG/A?b=c#d", "example.org"),
            (" https://example.org:8080/a%20b/ ", "example.org:8080/a%20b", "example.org"),
        ];
        for (typed, display, host) in table {
            let link = Link::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error:?}"));
            assert_eq!((link.display().as_str(), link.host(), link.as_str()), (display, host, typed.trim()), "{typed}");
        }
        let link = |typed: &str| Link::parse(typed).expect("a link");
        assert!(link("https://visits.example/").is_example() && !link("https://www.gov.uk").is_example());
        assert!(link("http://example.org").is_insecure() && !link("https://example.org").is_insecure());
    }

    #[test]
    fn every_mistake_has_its_own_message() {
        let table = [
            ("www.example.org", "begin with `https://`", Some("https://www.example.org")),
            ("example.org/visits", "begin with `https://`", Some("https://example.org/visits")),
            ("//example.org", "begin with `https://`", Some("https://example.org")),
            ("https:/example.org", "begin with `https://`", Some("https://example.org")),
            ("https//example.org", "begin with `https://`", Some("https://example.org")),
            ("ttps://example.org", "begin with `https://`", Some("https://example.org")),
            ("https://www.example. org", "space", Some("https://www.example.org")),
            ("www.example.org/ visits", "space", Some("https://www.example.org/visits")),
            ("https://example.org/prison–visits", "long dash", Some("https://example.org/prison-visits")),
            ("www.prison–advice.org.uk", "long dash", Some("https://www.prison-advice.org.uk")),
            ("“https://example.org”", "mark at one end", Some("https://example.org")),
            ("https://example.org.", "mark at one end", Some("https://example.org")),
            ("<https://example.org>", "mark at one end", Some("https://example.org")),
            ("https://a.org https://b.org", "more than one", None),
            ("ftp://example.org", "is not a web address", None),
            ("javascript:alert(1)", "is not a web address", None),
            ("file:///etc/passwd", "is not a web address", None),
            ("mailto:a@example.org", "e-mail address", None),
            ("a@example.org", "e-mail address", None),
            ("https://user:word@example.org/", "user name", None),
            ("https://example", "not a whole", None),
            ("https://", "not a whole", None),
            ("https://127.0.0.1/", "not a whole", None),
            ("https://example.org/a|b", "`|`", None),
            ("https://exämple.org", "`ä`", None),
            ("visits", "not a whole", None),
            ("TBC", "is not a web address", None),
            ("", "nothing", None),
        ];
        for (typed, part, instead) in table {
            let error = Link::parse(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}: {}", error.message);
            assert!(error.help.is_some(), "{typed:?}");
        }
    }
}
