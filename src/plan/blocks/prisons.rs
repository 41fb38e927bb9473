//! The prisons of the fleet, to be found by name and former name, by county and town, and by the letters of the postcode.

use std::collections::BTreeMap;

use super::super::edition::Edition;
use super::super::search::{key, letter};
use crate::model::establishment::Prefix;
use crate::output::OutputPath;
use crate::view::{Block, Card, CardPlace, FindBox, Group, GroupKind, Inline, SummaryRow};

/// From how many lines on the list has links to its letters; fewer are seen at a glance.
const LETTERS_FROM: usize = 12;

/// All prisons: a box to type into for those with scripts, the list by name, and the lists by place and postcode.
pub(super) fn prisons(edition: &Edition<'_>) -> Vec<Block> {
    let say = |key: &str| edition.say(key, &[]);
    let find = FindBox {
        label: say("find-label"),
        found: edition.say("find-found", &[("number", "{n}")]),
        none: say("find-none"),
    };
    let index = |title: &str, rows: Vec<SummaryRow>| {
        let content = vec![Block::Summary(rows)];
        Block::Group(Group { kind: GroupKind::FindIndex, id: None, label: Some(say(title)), content })
    };
    let list = Group { kind: GroupKind::FindList, id: None, label: None, content: by_name(edition) };
    vec![
        Block::Find(Box::new(find)),
        Block::Group(list),
        index("find-by-place", by_place(edition)),
        index("find-by-postcode", by_postcode(edition)),
    ]
}

/// One line of the list by name.
struct Line {
    /// What it is sorted by: the name without what stands before it, in small letters.
    key: String,
    words: Vec<Inline>,
}

/// The list by name, a part for each letter; a former name stands where someone who knows only that one looks.
fn by_name(edition: &Edition<'_>) -> Vec<Block> {
    let mut lines: Vec<Line> = edition.cards.iter().flat_map(|card| lines(edition, card)).collect();
    lines.sort_by(|a, b| a.key.cmp(&b.key));
    let has_letters = lines.len() >= LETTERS_FROM;
    let mut blocks = vec![edition.heading(3, "find-by-name")];
    let mut jumps = Vec::new();
    let mut lists = Vec::new();
    for of_letter in lines.chunk_by(|a, b| !has_letters || letter(&a.key) == letter(&b.key)) {
        if has_letters {
            let letter = of_letter.first().and_then(|line| letter(&line.key));
            let name = letter.map_or_else(|| edition.say("find-digits", &[]), |letter| letter.to_string());
            let id =
                format!("names-{}", letter.map_or_else(|| "0".to_owned(), |letter| letter.to_lowercase().to_string()));
            let link = Inline::Link { href: format!("#{id}"), content: vec![Inline::Text(name.clone())] };
            jumps.push(vec![Block::Paragraph(vec![link])]);
            lists.push(Block::Heading { level: 4, id, content: vec![Inline::Text(name)] });
        }
        let items = of_letter.iter().map(|line| vec![Block::Paragraph(line.words.clone())]).collect();
        lists.push(Block::List { start: None, checklist: false, items });
    }
    if has_letters {
        let label = Some(edition.say("find-letters", &[]));
        let content = vec![Block::List { start: None, checklist: false, items: jumps }];
        blocks.push(Block::Group(Group { kind: GroupKind::Letters, id: Some("names".to_owned()), label, content }));
    }
    blocks.extend(lists);
    blocks
}

/// Returns a prison's own line and one for each of its former names.
fn lines(edition: &Edition<'_>, card: &Card) -> Vec<Line> {
    let mut words = vec![link(edition, card)];
    for place in card.where_it_is() {
        words.push(Inline::Break);
        words.push(Inline::Text(place_words(&place)));
    }
    words.extend(states(edition, card));
    let own = Line { key: sort_key(&card.name), words };
    let former = card.former_names.iter().map(|name| {
        let mut words = vec![Inline::Text(format!("{} ", edition.say("find-former", &[("former", name)])))];
        words.push(link(edition, card));
        words.extend(states(edition, card));
        Line { key: sort_key(name), words }
    });
    std::iter::once(own).chain(former).collect()
}

/// Returns the counties, each with its towns and their prisons.
fn by_place(edition: &Edition<'_>) -> Vec<SummaryRow> {
    let mut counties: BTreeMap<(bool, String), BTreeMap<String, Vec<&Card>>> = BTreeMap::new();
    for card in edition.cards {
        let mut places = card.where_it_is();
        if places.is_empty() {
            places.push(CardPlace::default());
        }
        for CardPlace { county, town, .. } in places {
            // What is not known stands last.
            counties.entry((county.is_empty(), county)).or_default().entry(town).or_default().push(card);
        }
    }
    let row = |((_, county), towns): ((bool, String), BTreeMap<String, Vec<&Card>>)| {
        let items = towns.into_iter().map(|(town, cards)| {
            let mut words = Vec::new();
            if !town.is_empty() {
                words.push(Inline::Text(format!("{town}: ")));
            }
            words.extend(links(edition, &cards));
            vec![Block::Paragraph(words)]
        });
        let items = items.collect();
        let name = if county.is_empty() { edition.say("find-no-county", &[]) } else { county };
        row(name, items)
    };
    counties.into_iter().map(row).collect()
}

/// A prison with its postcodes of one area.
struct InArea<'a> {
    card: &'a Card,
    postcodes: Vec<String>,
}

/// Returns the letters that postcodes begin with, each with its prisons; one with two postcodes stands below both.
fn by_postcode(edition: &Edition<'_>) -> Vec<SummaryRow> {
    let mut areas: BTreeMap<(bool, String), Vec<InArea<'_>>> = BTreeMap::new();
    for card in edition.cards {
        let postcodes: Vec<String> = card.where_it_is().into_iter().flat_map(|place| place.postcodes).collect();
        let mut of_card: BTreeMap<String, Vec<String>> = BTreeMap::new();
        if postcodes.is_empty() {
            of_card.insert(String::new(), Vec::new());
        }
        for postcode in postcodes {
            of_card.entry(area(&postcode).to_owned()).or_default().push(postcode);
        }
        for (area, postcodes) in of_card {
            areas.entry((area.is_empty(), area)).or_default().push(InArea { card, postcodes });
        }
    }
    let row = |((_, area), cards): ((bool, String), Vec<InArea<'_>>)| {
        let items = cards.into_iter().map(|InArea { card, postcodes }| {
            let mut words = vec![link(edition, card)];
            if !postcodes.is_empty() {
                words.push(Inline::Text(format!(", {}", postcodes.join(", "))));
            }
            words.extend(states(edition, card));
            vec![Block::Paragraph(words)]
        });
        let items = items.collect();
        let name = if area.is_empty() { edition.say("find-no-postcode", &[]) } else { area };
        row(name, items)
    };
    areas.into_iter().map(row).collect()
}

fn row(name: String, items: Vec<Vec<Block>>) -> SummaryRow {
    let value = vec![Block::List { start: None, checklist: false, items }];
    SummaryRow { name: vec![Inline::Text(name)], value }
}

fn link(edition: &Edition<'_>, card: &Card) -> Inline {
    let href = edition.link_to(&OutputPath::new(&card.home));
    Inline::Link { href, content: vec![Inline::Name(card.name.clone())] }
}

fn links(edition: &Edition<'_>, cards: &[&Card]) -> Vec<Inline> {
    let mut words = Vec::new();
    for (index, card) in cards.iter().enumerate() {
        if index > 0 {
            words.push(Inline::Text(", ".to_owned()));
        }
        words.push(link(edition, card));
        words.extend(states(edition, card));
    }
    words
}

/// Returns what keeps families from relying on a pack, or from going there, in words.
fn states(edition: &Edition<'_>, card: &Card) -> Vec<Inline> {
    let told = ["closed", "temporarily-closed", "draft", "sample"];
    let states = [card.status.as_str(), card.state.as_str()].into_iter().filter(|state| told.contains(state));
    let words = |state: &str| {
        let text = edition.say(&format!("card-{state}"), &[]);
        [Inline::Text(" ".to_owned()), Inline::Emphasis(vec![Inline::Text(format!("({text})"))])]
    };
    states.flat_map(words).collect()
}

/// Returns "Chelmsford, Essex, CM2 6LQ, CM2 6JT".
fn place_words(place: &CardPlace) -> String {
    let parts = [&place.town, &place.county].into_iter().chain(&place.postcodes);
    parts.filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

/// Returns the letters that a postcode begins with: its area.
fn area(postcode: &str) -> &str {
    postcode.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default()
}

/// Returns what a name is sorted by: HMP Bure stands under B.
fn sort_key(name: &str) -> String {
    let prefixes = Prefix::ALL.iter().filter_map(|prefix| name.strip_prefix(prefix)?.strip_prefix(' '));
    key(prefixes.min_by_key(|rest| rest.len()).unwrap_or(name), &[])
}
