//! Answers browsers: the site, and below `/-/` the preview's own tools.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Extension, Query, Request, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use serde::Deserialize;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt as _};

use super::guard::{AtHome, guard};
use super::{Hub, page, tools};

/// How large what a browser sends may be, in bytes.
const MOST_BODY: usize = 4_000;
/// What the frame of the preview may load.
const FRAME_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
                            frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Serves until the process is told to end.
///
/// # Errors
/// A machine that would not, in a sentence.
pub(super) fn serve(listener: std::net::TcpListener, hub: Arc<Hub>) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("cannot start the server: {error}"))?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let service = routes(hub).into_make_service_with_connect_info::<SocketAddr>();
        tokio::select! {
            served = axum::serve(listener, service) => served,
            // Browsers keep their connection for news open: nobody waits for them.
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    });
    runtime.shutdown_background();
    served.map_err(|error| format!("the server stopped: {error}"))
}

/// Returns all that can be asked for.
fn routes(hub: Arc<Hub>) -> Router {
    Router::new()
        .route("/-/events", get(events))
        .route("/-/state", get(tools::state))
        .route("/-/leaflet", get(tools::leaflet))
        .route("/-/picture", get(tools::picture))
        .route("/-/today", post(tools::today))
        .route("/-/edit", post(tools::edit))
        .route("/-/{tool}", get(tools::asset))
        .fallback(site)
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&hub), guard))
        .with_state(hub)
}

/// Which page a browser shows.
#[derive(Deserialize)]
struct Showing {
    #[serde(default)]
    page: String,
}

/// Tells a browser what changes, for as long as it listens.
async fn events(
    Shared(hub): Shared<Arc<Hub>>,
    Query(showing): Query<Showing>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let news = BroadcastStream::new(hub.events.subscribe());
    let open = Open { connection: hub.opens(showing.page.trim_start_matches('/')), hub };
    let stream = news.map(move |event| {
        let _stays_open = &open;
        // Who missed something looks at everything again.
        Ok(Event::default().data(event.as_deref().unwrap_or("{}")))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

/// A page that is open until its browser stops listening.
struct Open {
    connection: u64,
    hub: Arc<Hub>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.hub.closes(self.connection);
    }
}

/// Answers with a file of the site: to a browser's window with the frame around it, to the frame with the script that keeps it
/// fresh, and to everything else as it is.
async fn site(
    Shared(hub): Shared<Arc<Hub>>,
    Extension(AtHome(at_home)): Extension<AtHome>,
    request: Request,
) -> Response {
    let headers = request.headers();
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some(path) = page::path(request.uri().path()) else {
        return (StatusCode::BAD_REQUEST, "There is no such address.\n").into_response();
    };
    // The worker would keep old pages.
    if text("service-worker") == "script" {
        return (StatusCode::NOT_FOUND, "A preview saves nothing on this machine.\n").into_response();
    }
    let is_window = text("sec-fetch-dest") == "document";
    if is_window && at_home && (path.has_ending("html") || !path.as_str().contains('.')) {
        return frame();
    }
    let Some(state) = hub.ready().await else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let is_shown = is_shown(headers);
    if let Some(bytes) = state.file(&path) {
        let as_shown = is_shown && path.has_ending("html");
        return page::file(&path, if as_shown { page::live(bytes) } else { bytes.to_vec() });
    }
    if path.has_ending("pdf") {
        return tools::printed(hub, path).await;
    }
    let missing =
        page::nothing_at(&state, &path).map(|bytes| if is_shown { page::live(bytes) } else { bytes.to_vec() });
    let text = missing.unwrap_or_else(|| {
        page::live(b"<!doctype html><html><head><title>Nothing here</title></head><p>There is no such page.</p></html>")
    });
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
}

/// Tells whether somebody will look at the answer, and not a script.
fn is_shown(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// Returns the frame, in which the page is shown.
fn frame() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, FRAME_POLICY)];
    (headers, tools::FRAME).into_response()
}
