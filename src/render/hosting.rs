//! The headers of the site, written for the kinds of server that families' pages stand on.
//!
//! A page carries its policy itself, so that it holds from a USB stick, too. The headers add what only a server can say: that
//! no other site may show the pages in a frame (Content Security Policy Level 3, 6.4.2), for how long a file may be kept
//! (RFC 9111, 5.2.2), and what kind of file it is.

use crate::output::Bytes;
use crate::view::{Hosting, Server};

/// Types of files that not every server knows.
const TYPES: [(&str, &str); 5] = [
    ("ics", "text/calendar; charset=utf-8"),
    ("vcf", "text/vcard; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8; header=present"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
];
/// A page is asked for again each time, and sent only where it changed.
const FRESH: &str = "no-cache";
/// The name of a file in `assets` changes with its content, except that of a picture.
const ASSET: &str = "public, max-age=604800";
/// A page that nobody is to find afterwards.
const NOT_KEPT: &str = "no-store";

/// Writes what one kind of server is to be told.
pub(super) fn hosting(hosting: &Hosting) -> Bytes {
    let headers = headers();
    let text = match hosting.server {
        Server::HeadersFile => headers_file(&headers, &hosting.not_kept),
        Server::NginxHttp => nginx_http(&hosting.not_kept),
        Server::NginxServer => nginx_server(&headers),
        Server::Apache => apache(&headers, &hosting.not_kept),
        Server::Caddy => caddy(&headers, &hosting.not_kept),
    };
    text.into_bytes().into()
}

/// The policy of every answer. It leaves styles to the policy that each page carries: a pack that stays as it was while others
/// go on has the style sheet of its day.
const POLICY: &str = "script-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
                      font-src 'none'; frame-src 'none'; media-src 'none'; object-src 'none'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The headers of every answer, but for how long it may be kept.
fn headers() -> Vec<(&'static str, &'static str)> {
    vec![
        ("Content-Security-Policy", POLICY),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        (
            "Permissions-Policy",
            "browsing-topics=(), camera=(), geolocation=(), interest-cohort=(), microphone=(), payment=(), usb=()",
        ),
        ("Referrer-Policy", "no-referrer"),
        ("Strict-Transport-Security", "max-age=31536000"),
        ("X-Content-Type-Options", "nosniff"),
    ]
}

fn headers_file(headers: &[(&str, &str)], not_kept: &[String]) -> String {
    let mut text =
        "# The headers of this site, for hosts that read this file (Netlify, Cloudflare Pages).\n/*\n".to_owned();
    for (name, value) in headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    text.push_str(&format!("  Cache-Control: {FRESH}\n/*/assets/*\n  ! Cache-Control\n  Cache-Control: {ASSET}\n"));
    for page in not_kept {
        text.push_str(&format!("{page}\n  ! Cache-Control\n  Cache-Control: {NOT_KEPT}\n"));
    }
    for (ending, kind) in TYPES {
        text.push_str(&format!("/*/*.{ending}\n  Content-Type: {kind}\n"));
    }
    text
}

fn nginx_http(not_kept: &[String]) -> String {
    let mut text = format!(
        "\
# For how long browsers may keep the files of this site, for nginx: include this file in the `http` block, and
# nginx-server.conf in the `server` block of the site.
map $uri $familypack_cache {{
  default \"{FRESH}\";
  ~/assets/ \"{ASSET}\";
"
    );
    for page in not_kept {
        text.push_str(&format!("  ~^{}$ \"{NOT_KEPT}\";\n", pattern(page)));
    }
    text.push_str("}\n");
    text
}

fn nginx_server(headers: &[(&str, &str)]) -> String {
    let mut text = "\
# The headers of this site, for nginx: include this file in the `server` block of the site, and nginx-http.conf in the `http`
# block.
"
    .to_owned();
    for (name, value) in headers {
        text.push_str(&format!("add_header {name} \"{value}\" always;\n"));
    }
    text.push_str("add_header Cache-Control $familypack_cache always;\nerror_page 404 /404.html;\ncharset utf-8;\n");
    // A block `types` of the server would take the place of all the others that nginx knows.
    for (ending, kind) in TYPES {
        text.push_str(&format!("location ~ \\.{ending}$ {{ types {{ }} default_type \"{kind}\"; }}\n"));
    }
    text
}

fn apache(headers: &[(&str, &str)], not_kept: &[String]) -> String {
    let mut text = "\
# The headers of this site, for Apache with mod_headers: put this into the <VirtualHost> of the site, or save it as `.htaccess`
# in the site's folder.
AddDefaultCharset utf-8
ErrorDocument 404 /404.html
"
    .to_owned();
    for (name, value) in headers {
        text.push_str(&format!("Header always set {name} \"{value}\"\n"));
    }
    text.push_str(&format!("Header set Cache-Control \"{FRESH}\"\n"));
    text.push_str(&format!("Header set Cache-Control \"{ASSET}\" \"expr=%{{REQUEST_URI}} =~ m#/assets/#\"\n"));
    for page in not_kept {
        let pattern = pattern(page);
        text.push_str(&format!(
            "Header set Cache-Control \"{NOT_KEPT}\" \"expr=%{{REQUEST_URI}} =~ m#^{pattern}$#\"\n"
        ));
    }
    for (ending, kind) in TYPES {
        text.push_str(&format!("AddType '{kind}' .{ending}\n"));
    }
    text
}

fn caddy(headers: &[(&str, &str)], not_kept: &[String]) -> String {
    let mut text = "\
# The headers of this site, for Caddy: write `import caddy.conf` for this file into the block of the site.
header {
"
    .to_owned();
    for (name, value) in headers {
        text.push_str(&format!("\t{name} \"{value}\"\n"));
    }
    text.push_str("}\n");
    // Of several rules for one header Caddy takes the general one last, so each file may match one rule only.
    let not_kept = not_kept.iter().fold(String::new(), |all, page| all + " " + &page.replacen("/*/", "*/", 1));
    text.push_str(&format!("@fresh not path */assets/*{not_kept}\nheader @fresh Cache-Control \"{FRESH}\"\n"));
    text.push_str(&format!("@assets path */assets/*\nheader @assets Cache-Control \"{ASSET}\"\n"));
    if !not_kept.is_empty() {
        text.push_str(&format!("@not-kept path{not_kept}\nheader @not-kept Cache-Control \"{NOT_KEPT}\"\n"));
    }
    for (ending, kind) in TYPES {
        text.push_str(&format!("@{ending} path *.{ending}\nheader @{ending} Content-Type \"{kind}\"\n"));
    }
    text.push_str("handle_errors {\n\trewrite * /404.html\n\tfile_server\n}\n");
    text
}

/// Returns the regular expression of a pattern of addresses.
fn pattern(page: &str) -> String {
    page.replace('.', "\\.").replace("/*/", "/.*/")
}
