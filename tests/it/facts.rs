//! Every fact of the sources stands on a page of its pack, and no number, address or figure that is not one of them.
//!
//! The facts are the files of `tests/facts`. One that bears an establishment's id is about that one; the others hold for all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::html::{Html, folded, plain};
use crate::support::{BASE_URL, assert_none, built, establishments, repository};

/// Where what old lists print may stand: the organisations that have closed or changed.
const AS_PRINTED: [&str; 1] = [".closed-entry"];

/// One file of facts.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    #[serde(default)]
    pub(crate) fact: Vec<Fact>,
    #[serde(default)]
    pub(crate) allowed: Allowed,
    #[serde(default)]
    allowed_as_printed: Allowed,
    #[serde(default)]
    pub(crate) never: Never,
}

/// A fact, and where it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) page: String,
    pub(crate) says: Vec<String>,
}

/// What may stand on a page.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Allowed {
    phones: Vec<String>,
    postcodes: Vec<String>,
    pub(crate) emails: Vec<String>,
    hosts: Vec<String>,
    figures: Vec<String>,
}

/// What may stand nowhere.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Never {
    pub(crate) text: Vec<String>,
}

/// Reads `tests/facts`, by the files' names.
pub(crate) fn all() -> BTreeMap<String, Facts> {
    let folder = repository().join("tests/facts");
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the facts") {
        let path = entry.expect("a file of facts").path();
        let text = fs::read_to_string(&path).expect("a file of facts");
        let facts = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        all.insert(path.file_stem().expect("a name").to_string_lossy().into_owned(), facts);
    }
    all
}

/// The facts of one establishment: its own, and those that hold for all.
fn of<'a>(all: &'a BTreeMap<String, Facts>, id: &'a str) -> impl Iterator<Item = (&'a String, &'a Facts)> {
    let others: BTreeSet<String> = establishments().into_iter().filter(|other| other != id).collect();
    all.iter().filter(move |(name, _)| !others.contains(*name))
}

#[test]
fn every_fact_stands_on_its_page() {
    let all = all();
    let mut missing = Vec::new();
    for id in establishments() {
        for (name, facts) in of(&all, &id) {
            for fact in &facts.fact {
                let Some(page) = built().page(&id, &fact.page) else {
                    missing.push(format!("{id}: there is no page `{}` for `{name}/{}`", fact.page, fact.id));
                    continue;
                };
                let text = folded(page.lines());
                for says in fact.says.iter().filter(|says| !stands(&text, says)) {
                    missing.push(format!("{id}/{}: `{says}` ({name}/{})", fact.page, fact.id));
                }
            }
        }
    }
    assert_none(&missing, "facts are not on their pages");
}

#[test]
fn every_real_establishment_has_its_facts() {
    let all = all();
    for id in ["chelmsford", "bure"] {
        assert!(!all[id].fact.is_empty() && establishments().contains(&id.to_owned()), "{id}");
    }
}

#[test]
fn nothing_stands_on_a_page_that_is_no_fact() {
    let all = all();
    let mut problems = Vec::new();
    for id in establishments() {
        let mut allowed = Permit::default();
        let mut printed = Permit::default();
        for (_, facts) in of(&all, &id) {
            allowed.add(&facts.allowed);
            printed.add(&facts.allowed_as_printed);
        }
        allowed.invented = !all.contains_key(&id);
        allowed.add_the_sites_own();
        printed.extend(&allowed);
        for (path, page) in built().pack(&id) {
            let rest = page.without(&AS_PRINTED);
            problems.extend(Found::in_text(&rest.text, &rest.elements).outside(&allowed, &format!("{id}/{path}")));
            let whole = Found::in_text(page.lines(), &page.elements.iter().collect::<Vec<_>>());
            problems.extend(whole.outside(&printed, &format!("{id}/{path} (closed organisations)")));
        }
    }
    problems.sort();
    problems.dedup();
    assert_none(&problems, "things stand on pages and are no facts");
}

#[test]
fn pages_of_the_fleet_hold_nothing_but_the_directory_and_where_the_prisons_are() {
    let all = all();
    let mut allowed = Permit::default();
    allowed.add(&all["annex-a"].allowed);
    for id in establishments() {
        for (_, facts) in of(&all, &id) {
            allowed.add(&Allowed { postcodes: facts.allowed.postcodes.clone(), ..Allowed::default() });
        }
        allowed.invented |= !all.contains_key(&id);
    }
    allowed.add_the_sites_own();
    let mut problems = Vec::new();
    for (path, page) in built().pages.iter().filter(|(path, _)| !path.contains('/')) {
        problems
            .extend(Found::in_text(page.lines(), &page.elements.iter().collect::<Vec<_>>()).outside(&allowed, path));
    }
    assert_none(&problems, "things stand on pages and are no facts");
}

#[test]
fn what_must_never_stand_stands_nowhere() {
    let all = all();
    let never: BTreeSet<String> = all.values().flat_map(|facts| &facts.never.text).map(|text| folded(text)).collect();
    assert!(!never.is_empty());
    let mut problems = Vec::new();
    for (path, bytes) in &built().files {
        let Ok(source) = std::str::from_utf8(bytes) else { continue };
        let text = built().pages.get(path).map(|page: &Html| folded(page.lines())).unwrap_or_default();
        let source = folded(source);
        for text in never.iter().filter(|n| source.contains(*n) || text.contains(*n)) {
            problems.push(format!("{path}: `{text}`"));
        }
    }
    assert_none(&problems, "forbidden texts");
}

/// Tells whether a piece of text stands in a folded text. A time stands in any way that people write it.
///
/// A piece begins where a word or number begins. It ends where one ends too when it is short or ends in a digit: "6" is not in
/// "16:00", "B" is not in "but", but "bully" is in "bullying".
fn stands(text: &str, piece: &str) -> bool {
    ways(&folded(piece)).iter().any(|way| {
        let is_short = way.len() <= 2 || way.ends_with(|c: char| c.is_ascii_digit());
        text.match_indices(way.as_str()).any(|(at, _)| {
            let before: Vec<char> = text[..at].chars().rev().take(2).collect();
            let after: Vec<char> = text[at + way.len()..].chars().take(2).collect();
            let begins = way.chars().next().is_none_or(|first| !goes_on(first, &before, true));
            let ends = way.chars().next_back().is_none_or(|last| !goes_on(last, &after, is_short));
            begins && ends
        })
    })
}

/// Tells whether a word or number goes on beyond its edge; `next` is what stands there, nearest first.
fn goes_on(edge: char, next: &[char], word: bool) -> bool {
    match next {
        ['.' | ',' | ':', further, ..] if edge.is_ascii_digit() && further.is_ascii_digit() => true,
        [next, ..] => word && edge.is_alphanumeric() && next.is_alphanumeric(),
        [] => false,
    }
}

/// The ways of writing a piece: a time in 24-hour form is spoken in another, and what is not known, we do not know.
fn ways(piece: &str) -> Vec<String> {
    let mut ways = vec![piece.to_owned()];
    if piece == "not known" {
        ways.push("do not know".to_owned());
    }
    let time = piece.split_once(':').filter(|(h, m)| h.len() == 2 && m.len() == 2);
    if let Some((Ok(hour), Ok(minute))) = time.map(|(h, m)| (h.parse::<u8>(), m.parse::<u8>())) {
        let half = if hour < 12 { "am" } else { "pm" };
        let spoken = if hour % 12 == 0 { 12 } else { hour % 12 };
        ways.push(format!("{spoken}:{minute:02}{half}"));
        if minute == 0 {
            ways.push(format!("{spoken}{half}"));
        }
        match (hour, minute) {
            (12, 0) => ways.push("midday".to_owned()),
            (0, 0) => ways.push("midnight".to_owned()),
            _ => {}
        }
    }
    ways
}

/// What may stand, in the form that [`Found`] compares.
#[derive(Default)]
struct Permit {
    phones: BTreeSet<String>,
    postcodes: BTreeSet<String>,
    emails: BTreeSet<String>,
    hosts: BTreeSet<String>,
    figures: BTreeSet<String>,
    /// The pack is fictional: numbers reserved for drama and addresses reserved for examples may stand too.
    invented: bool,
}

impl Permit {
    fn add(&mut self, allowed: &Allowed) {
        self.phones.extend(allowed.phones.iter().map(|phone| digits(phone)));
        self.postcodes.extend(allowed.postcodes.iter().map(|postcode| plain(postcode)));
        self.emails.extend(allowed.emails.iter().map(|email| email.to_lowercase()));
        self.hosts.extend(allowed.hosts.iter().map(|host| host.trim_start_matches("www.").to_owned()));
        self.figures.extend(allowed.figures.iter().map(|figure| figure_form(figure)));
    }

    /// Where the site stands, as paper says it, and whom to tell of a mistake.
    fn add_the_sites_own(&mut self) {
        self.hosts.insert(host_form(BASE_URL.trim_start_matches("https://").trim_end_matches('/')));
        self.emails.insert("corrections@families.example".to_owned());
        // Where "Exit this page" leads.
        self.hosts.insert(host_form("www.bbc.co.uk"));
    }

    fn extend(&mut self, other: &Self) {
        self.phones.extend(other.phones.iter().cloned());
        self.postcodes.extend(other.postcodes.iter().cloned());
        self.emails.extend(other.emails.iter().cloned());
        self.hosts.extend(other.hosts.iter().cloned());
        self.figures.extend(other.figures.iter().cloned());
        self.invented |= other.invented;
    }
}

/// What it is called, what there is, what may be, and what a fictional pack may have besides.
type Kind<'a> = (&'a str, &'a BTreeSet<String>, &'a BTreeSet<String>, fn(&str) -> bool);

/// What stands on a page.
struct Found {
    phones: BTreeSet<String>,
    postcodes: BTreeSet<String>,
    emails: BTreeSet<String>,
    hosts: BTreeSet<String>,
    figures: BTreeSet<String>,
}

impl Found {
    /// Finds it in a text and in the links that lead out.
    fn in_text(text: &str, elements: &[&crate::html::Element]) -> Self {
        let lines: Vec<String> = text.lines().map(plain).filter(|line| !line.is_empty()).collect();
        let text = lines.join("\n");
        let all =
            |pattern: &Regex, text: &str| pattern.find_iter(text).map(|m| m.as_str().to_owned()).collect::<Vec<_>>();
        let mut emails: BTreeSet<String> = all(&EMAIL, &text).iter().map(|e| e.to_lowercase()).collect();
        let text = EMAIL.replace_all(&text, " ");
        let mut hosts: BTreeSet<String> = all(&HOST, &text).iter().map(|host| host_form(host)).collect();
        let text = ADDRESS.replace_all(&text, " ");
        let mut phones: BTreeSet<String> = all(&PHONE, &text).iter().map(|phone| digits(phone)).collect();
        let text = PHONE.replace_all(&text, " ");
        let postcodes = all(&POSTCODE, &text).into_iter().collect();
        let text = POSTCODE.replace_all(&text, " ");
        let figures = all(&FIGURE, &text).iter().map(|figure| figure_form(figure)).filter(|f| !is_year(f)).collect();
        for element in elements.iter().filter(|e| !matches!(e.attribute("rel"), Some("canonical" | "alternate"))) {
            let leads = ["href", "src", "action"].iter().filter_map(|name| element.attribute(name));
            for link in leads.filter(|link| !link.starts_with(BASE_URL)) {
                if let Some(number) = link.strip_prefix("tel:").or_else(|| link.strip_prefix("sms:")) {
                    phones.insert(digits(number));
                } else if let Some(address) = link.strip_prefix("mailto:") {
                    emails.insert(address.split('?').next().unwrap_or_default().to_lowercase());
                } else if let Some(rest) = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://")) {
                    hosts.insert(host_form(rest.split(['/', '?', '#', ':']).next().unwrap_or_default()));
                }
            }
        }
        Self { phones, postcodes, emails, hosts, figures }
    }

    /// Says what is not permitted.
    fn outside(&self, permit: &Permit, page: &str) -> Vec<String> {
        let invented = permit.invented;
        let kinds: [Kind; 5] = [
            ("phone number", &self.phones, &permit.phones, is_drama_number),
            ("postcode", &self.postcodes, &permit.postcodes, |_| true),
            ("e-mail address", &self.emails, &permit.emails, is_example),
            ("web site", &self.hosts, &permit.hosts, is_example),
            ("figure", &self.figures, &permit.figures, |_| true),
        ];
        let mut problems = Vec::new();
        for (kind, found, permitted, may_be_invented) in kinds {
            for thing in found.difference(permitted).filter(|thing| !(invented && may_be_invented(thing))) {
                problems.push(format!("{page}: {kind} `{thing}`"));
            }
        }
        problems
    }
}

static EMAIL: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+"));
static HOST: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:uk|org|com|net|gov|info|eu|scot|wales|cymru|example)\b")
});
/// A host with the path that follows it, which may hold digits.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:https?://)?\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:uk|org|com|net|gov|info|eu|scot|wales|cymru|example)\b(?:/\S*)?",
    )
});
static PHONE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:\+44[ ]?|\b0)\d(?:[ -]?\d){8,9}\b|\b0800[ ]?1111\b"));
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| regex(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"));
/// Shares, sums of money, and numbers from a thousand.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?xi) £\s?\d[\d,]*(?:\.\d+)?(?:\s(?:million|billion))? | \b\d[\d,]*(?:\.\d+)?\s?(?:%|per\s?cent\b) | \b\d[\d,]*(?:\.\d+)?p\b
        | \b\d[\d,.]*\s(?:million|billion)\b | \b\d{1,3}(?:,\d{3})+\b | \b\d{4,}\b",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

/// A number as it is dialled inside the UK, without the prefix for text relay.
fn digits(phone: &str) -> String {
    let all: String = phone.chars().filter(char::is_ascii_digit).collect();
    let all = all.strip_prefix("18001").unwrap_or(&all);
    if phone.contains('+') {
        all.strip_prefix("44").map_or_else(|| all.to_owned(), |rest| format!("0{rest}"))
    } else {
        all.to_owned()
    }
}

fn host_form(host: &str) -> String {
    host.to_lowercase().trim_start_matches("www.").to_owned()
}

fn figure_form(figure: &str) -> String {
    let figure = folded(figure).replace("per cent", "%").replace("percent", "%").replace("£ ", "£").replace(" %", "%");
    figure.trim_end_matches([',', '.']).to_owned()
}

fn is_year(figure: &str) -> bool {
    figure.len() == 4 && figure.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// Numbers that Ofcom keeps free for drama, and those that everybody may print.
fn is_drama_number(number: &str) -> bool {
    const DRAMA: [&str; 20] = [
        "01632960", "01134960", "01144960", "01154960", "01164960", "01174960", "01184960", "01214960", "01314960",
        "01414960", "01514960", "01614960", "01914980", "02079460", "02896496", "02920180", "03069990", "07700900",
        "08081570", "0909879",
    ];
    DRAMA.iter().any(|prefix| number.starts_with(prefix))
}

/// Names that are kept free for examples (RFC 2606).
fn is_example(address: &str) -> bool {
    ["example", "example.com", "example.org", "example.net"]
        .iter()
        .any(|name| address.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with(['.', '@'])))
}

#[test]
fn times_are_found_as_people_say_them() {
    let text = folded("Open 9:15am to 11:15am, midday to 4pm, 12:45pm; 6 visitors, aged 16. Bullying. B wing.");
    for piece in ["09:15", "11:15", "12:00", "16:00", "6", "16", "bully", "B"] {
        assert!(stands(&text, piece), "{piece}");
    }
    for piece in ["02:45", "14:45", "15", "1", "5", "isit", "ull"] {
        assert!(!stands(&text, piece), "{piece}");
    }
}

#[test]
fn numbers_addresses_and_figures_are_found() {
    let page = Html::read(
        "<p>Call 01603 326 252 or 116 123 by 9am in 2026 from NR10 5GB<p>10 million, 65 per cent, £3.50, 20p and 192,912, 2pm at www.a.org.uk/b1234 x@y.example<br>\
         <a href=tel:+441603326253>x</a><a href='mailto:q@r.org?subject=s'>x</a><a href=https://www.b.com:80/c>x</a>",
    );
    let found = Found::in_text(page.lines(), &page.elements.iter().collect::<Vec<_>>());
    let strings = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(strings(&found.phones), "01603326252 01603326253");
    assert_eq!(strings(&found.postcodes), "NR10 5GB");
    assert_eq!(strings(&found.emails), "q@r.org x@y.example");
    assert_eq!(strings(&found.hosts), "a.org.uk b.com");
    assert_eq!(strings(&found.figures), "10 million 192,912 20p 65% £3.50");
}
