//! `familypack check --external`: asks for each link to another site once, politely, and remembers what came of it.

mod ask;

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use jiff::civil::Date;
use url::Url;

use self::ask::{Answer, Asker};
use super::super::report::{Progress, counted};
use crate::check;
use crate::model::Pack;
use crate::model::ledger::{LinkState, Remembered};
use crate::source::{FileId, Sources, Span};
use crate::write;

/// Where it is kept in the workspace.
const FILE: &str = "content/links.toml";
/// Its first line.
const HEAD: &str =
    "# What `familypack check --external` found out about links to other sites. It is written by the program.\n";
/// How many sites are asked at once.
const AT_ONCE: usize = 8;

/// How sites are asked.
pub(super) struct Manners {
    /// Between two pages of one site.
    pub pause: Duration,
    /// How long a site may take for one page.
    pub patience: Duration,
}

/// Asks for what was not asked for today, and writes the ledger; returns what to say, and the sources with the new ledger.
///
/// # Errors
/// The ledger cannot be written.
pub(super) fn run(
    root: &Path,
    mut sources: Sources,
    pack: &Pack,
    today: Date,
    manners: &Manners,
    progress: &Progress,
) -> Result<(String, Sources), String> {
    let links = check::external(pack);
    let is_new = |address: &&String| {
        pack.links.get(*address).is_none_or(|known| known.checked != today || known.state != LinkState::Fine)
    };
    let wanted: Vec<&String> = links.keys().filter(is_new).collect();
    progress.stage("ask for links");
    let site = pack.fleet.base_url.as_ref().map(crate::model::link::Link::as_str);
    let answers = all(&wanted, site, manners);
    let mut ledger: BTreeMap<String, Remembered> = pack
        .links
        .iter()
        .filter(|(address, _)| links.contains_key(*address))
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    for (address, answer) in &answers {
        let failures = ledger.get(address).map(|known| known.failures.clone()).unwrap_or_default();
        ledger.insert(address.clone(), remembered(address, answer, failures, today));
    }
    let text = written(&ledger);
    let folder = root.join("content");
    write::make_folder(&folder).map_err(|error| error.to_string())?;
    write::file(&root.join(FILE), HEAD.as_bytes(), text.as_bytes()).map_err(|error| error.to_string())?;
    sources.insert(FILE, text.into_bytes());
    Ok((summary(&answers, links.len()), sources))
}

/// Asks for every address, one site after the other on each thread, and with a pause between two pages of one site.
fn all(addresses: &[&String], site: Option<&str>, manners: &Manners) -> Vec<(String, Answer)> {
    let mut hosts: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for address in addresses {
        let host = Url::parse(address).ok();
        let host = host.and_then(|url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?)));
        hosts.entry(host.unwrap_or_default()).or_default().push(address);
    }
    let waiting: Mutex<VecDeque<Vec<&String>>> = Mutex::new(hosts.into_values().collect());
    let answers = Mutex::new(Vec::new());
    let asker = Asker::new(site, manners.patience);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = lock(&waiting).pop_front();
                    let Some(pages) = next else { return };
                    for (number, address) in pages.into_iter().enumerate() {
                        if number > 0 {
                            std::thread::sleep(manners.pause);
                        }
                        let answer = asker.ask(address);
                        lock(&answers).push((address.clone(), answer));
                    }
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn remembered(address: &str, answer: &Answer, mut failures: Vec<Date>, today: Date) -> Remembered {
    let (state, moved_to, note) = match answer {
        Answer::Fine => (LinkState::Fine, None, String::new()),
        Answer::Moved(to) => (LinkState::Moved, Some(to.clone()), String::new()),
        Answer::Failed(why) => (LinkState::Failed, None, why.clone()),
        Answer::Unclear(why) => (LinkState::Unclear, None, why.clone()),
    };
    match state {
        LinkState::Fine | LinkState::Moved => failures.clear(),
        LinkState::Failed if failures.last() != Some(&today) => failures.push(today),
        // Whether it failed again, nobody can say.
        LinkState::Failed | LinkState::Unclear => {}
    }
    let at = Span::whole(&FileId::new(FILE));
    Remembered { address: address.to_owned(), state, checked: today, moved_to, note, failures, at }
}

fn written(ledger: &BTreeMap<String, Remembered>) -> String {
    let mut text = HEAD.to_owned();
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    for one in ledger.values() {
        text.push_str(&format!(
            "\n[[link]]\naddress = {}\nstate = \"{}\"\nchecked = {}\n",
            quoted(&one.address),
            one.state.as_str(),
            one.checked
        ));
        if let Some(to) = &one.moved_to {
            text.push_str(&format!("moved_to = {}\n", quoted(to)));
        }
        if !one.note.is_empty() {
            text.push_str(&format!("note = {}\n", quoted(&one.note)));
        }
        if !one.failures.is_empty() {
            let days: Vec<String> = one.failures.iter().map(ToString::to_string).collect();
            text.push_str(&format!("failures = [{}]\n", days.join(", ")));
        }
    }
    text
}

fn summary(answers: &[(String, Answer)], all: usize) -> String {
    let number = |wanted: fn(&Answer) -> bool| answers.iter().filter(|(_, answer)| wanted(answer)).count();
    format!(
        "Asked for {} of {all}: {} fine, {} moved, {} failed, {} could not be checked. What is remembered stands in {FILE}.\n",
        counted(answers.len(), "link"),
        number(|answer| matches!(answer, Answer::Fine)),
        number(|answer| matches!(answer, Answer::Moved(_))),
        number(|answer| matches!(answer, Answer::Failed(_))),
        number(|answer| matches!(answer, Answer::Unclear(_))),
    )
}
