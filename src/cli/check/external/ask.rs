//! One polite request for one address. The only code that goes to the network.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::Agent;
use ureq::http::StatusCode;
use url::Url;

/// How often an address may lead to the next.
const MOST_STEPS: usize = 10;

/// How systems say that there is no such name: those of GNU, of others on Unix, and of Windows.
const NO_SUCH_NAME: [&str; 3] =
    ["Name or service not known", "nodename nor servname provided", "No such host is known"];

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is there.
    Fine,
    /// It is at this address, for good.
    Moved(String),
    /// It is not there, or browsers warn of it; why.
    Failed(String),
    /// Nobody can say; why.
    Unclear(String),
}

/// Asks for addresses.
pub(super) struct Asker(Agent);

impl Asker {
    /// Makes one that says who asks, and where to complain: at `site`, where the fleet has one.
    pub(super) fn new(site: Option<&str>, patience: Duration) -> Self {
        let who = format!(
            "familypack/{} (link check{})",
            env!("CARGO_PKG_VERSION"),
            site.map(|site| format!("; {site}")).unwrap_or_default()
        );
        let settings = Agent::config_builder()
            .timeout_global(Some(patience))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(who);
        Self(settings.build().into())
    }

    /// Asks for an address and, one step after the other, for where it leads. The page itself is not read.
    pub(super) fn ask(&self, address: &str) -> Answer {
        let Ok(start) = Url::parse(address) else { return Answer::Failed("this is no address".to_owned()) };
        let mut at = start.clone();
        let mut seen = vec![at.clone()];
        let mut for_good = true;
        while seen.len() <= MOST_STEPS {
            let response = match self.0.get(at.as_str()).header("Accept", "text/html,*/*;q=0.8").call() {
                Ok(response) => response,
                Err(error) => return of_error(&error),
            };
            let status = response.status();
            if !status.is_redirection() {
                let is_wall = response.headers().contains_key("cf-mitigated");
                return of_status(status, is_wall, (for_good && at != start).then(|| at.to_string()));
            }
            for_good &= matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
            let next =
                response.headers().get("location").and_then(|to| to.to_str().ok()).and_then(|to| at.join(to).ok());
            match next {
                Some(next) if seen.contains(&next) => return Answer::Failed("it leads in a circle".to_owned()),
                Some(next) => {
                    seen.push(next.clone());
                    at = next;
                }
                None => return Answer::Failed("it leads to an address that is none".to_owned()),
            }
        }
        Answer::Failed("it leads from one address to the next without end".to_owned())
    }
}

/// A site that does not like programs says nothing about what people see.
fn of_status(status: StatusCode, is_wall: bool, moved_to: Option<String>) -> Answer {
    let number = status.as_u16();
    match number {
        _ if is_wall => Answer::Unclear("the site does not let programs look".to_owned()),
        200..=299 => moved_to.map_or(Answer::Fine, Answer::Moved),
        404 | 410 => Answer::Failed(format!("there is no such page any more ({number})")),
        429 | 502..=504 => Answer::Unclear(format!("the site is too busy ({number})")),
        500..=599 => Answer::Failed(format!("the site has a fault ({number})")),
        _ => Answer::Unclear(format!("the site does not let programs look ({number})")),
    }
}

fn of_error(error: &ureq::Error) -> Answer {
    match error {
        ureq::Error::HostNotFound => Answer::Failed("there is no such site".to_owned()),
        ureq::Error::Timeout(_) => Answer::Unclear("the site took too long".to_owned()),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            Answer::Failed("its certificate is not good, and browsers warn of it".to_owned())
        }
        ureq::Error::ConnectionFailed => Answer::Failed("the site does not answer".to_owned()),
        // Whether there is no such name, or nobody to ask for names, only the words say.
        ureq::Error::Io(error) if NO_SUCH_NAME.iter().any(|words| error.to_string().contains(words)) => {
            Answer::Failed("there is no such site".to_owned())
        }
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused => Answer::Failed("the site does not answer".to_owned()),
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Answer::Unclear("the site took too long".to_owned()),
            ErrorKind::InvalidData => Answer::Failed("its certificate is not good, and browsers warn of it".to_owned()),
            _ => Answer::Unclear(format!("the connection broke ({error})")),
        },
        other => Answer::Unclear(format!("it could not be asked for ({other})")),
    }
}
