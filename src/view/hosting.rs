//! What a web server is to be told about the site.

/// The headers that a web server sends with the site, written for one kind of server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hosting {
    /// The kind of server.
    pub server: Server,
    /// The names of pages that no browser and no proxy may keep, as patterns of addresses: `/*/leave.html`.
    pub not_kept: Vec<String>,
}

/// A kind of web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Server {
    /// Hosts that read a file `_headers` in the site's folder: Netlify, Cloudflare Pages.
    HeadersFile,
    /// nginx: what belongs into its `http` block.
    NginxHttp,
    /// nginx: what belongs into the `server` block of the site.
    NginxServer,
    /// Apache.
    Apache,
    /// Caddy.
    Caddy,
}
