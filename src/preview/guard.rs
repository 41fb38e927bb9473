//! Who may ask for what: only this machine, only by its own name, only what is small.
//!
//! A page of another site can make a browser ask anything of a port of this machine. What protects against it: the name of the host
//! must be this machine's (a foreign name that was made to lead here is refused: DNS rebinding), what another site asks for is
//! refused (Fetch Metadata, `Sec-Fetch-Site`; RFC 6454, `Origin`), and nothing is changed but by the preview's own page.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

use super::Hub;

/// How long an address may be, in bytes.
const MOST_ADDRESS: usize = 2_000;
/// How long all headers may be, in bytes.
const MOST_HEADERS: usize = 16_000;

/// Whether who asks sits at this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AtHome(pub bool);

/// Lets through what may be asked, and gives every answer the headers that keep it to itself.
pub(super) async fn guard(
    Shared(hub): Shared<Arc<Hub>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let at_home = peer.ip().is_loopback();
    let mut response = match refusal(&request, at_home, hub.settings.share) {
        Some((status, why)) => (status, format!("{why}\n")).into_response(),
        None => {
            request.extensions_mut().insert(AtHome(at_home));
            next.run(request).await
        }
    };
    let headers = response.headers_mut();
    let always = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    for (name, value) in always {
        headers.insert(name, axum::http::HeaderValue::from_static(value));
    }
    let more = [
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-robots-tag", "noindex"),
    ];
    for (name, value) in more {
        headers.insert(name, axum::http::HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let policy = axum::http::HeaderValue::from_static("frame-ancestors 'self'");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Returns why a request is refused, if it is.
fn refusal(request: &Request, at_home: bool, share: bool) -> Option<(StatusCode, &'static str)> {
    let headers = request.headers();
    if !at_home && !share {
        return Some((StatusCode::FORBIDDEN, "This preview is for this machine only."));
    }
    if request.uri().to_string().len() > MOST_ADDRESS {
        return Some((StatusCode::URI_TOO_LONG, "This address is too long."));
    }
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > MOST_HEADERS {
        return Some((StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "This request is too large."));
    }
    let host = header_text(headers, "host").unwrap_or_default();
    if !is_own_name(host, share) {
        return Some((StatusCode::FORBIDDEN, "This preview answers to the name of this machine only."));
    }
    if header_text(headers, "origin").is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
        return Some((StatusCode::FORBIDDEN, "Another site may not use this preview."));
    }
    let is_opened = header_text(headers, "sec-fetch-mode") == Some("navigate")
        && header_text(headers, "sec-fetch-dest") == Some("document");
    let is_foreign = matches!(header_text(headers, "sec-fetch-site"), Some("cross-site" | "same-site"));
    if is_foreign && !is_opened {
        return Some((StatusCode::FORBIDDEN, "Another site may not use this preview."));
    }
    match *request.method() {
        // A form of another site cannot send JSON.
        Method::POST if header_text(headers, "content-type") != Some("application/json") => {
            Some((StatusCode::UNSUPPORTED_MEDIA_TYPE, "This must be JSON."))
        }
        Method::POST if !at_home => Some((StatusCode::FORBIDDEN, "Only who sits at the machine may change this.")),
        Method::GET | Method::HEAD | Method::POST => None,
        _ => Some((StatusCode::METHOD_NOT_ALLOWED, "The preview can only be read.")),
    }
}

/// Returns a header; one that is no text is no text that anything is compared with.
fn header_text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let value = headers.get(name)?;
    Some(value.to_str().unwrap_or("\u{fffd}"))
}

/// Tells whether a host is this machine under a name that nobody else can give away: a number, or `localhost`.
fn is_own_name(host: &str, share: bool) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| share || ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_own_name;

    #[test]
    fn only_names_that_nobody_else_can_give_away_are_this_machines() {
        for host in ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "127.0.0.1"] {
            assert!(is_own_name(host, false), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:8000",
            "127.0.0.1.evil.example",
            "localhost.evil.example:1",
            "",
            ":80",
            "192.168.1.5:80",
        ] {
            assert!(!is_own_name(host, false), "{host}");
        }
        assert!(is_own_name("192.168.1.5:80", true));
        assert!(!is_own_name("rebound.example:80", true));
    }
}
