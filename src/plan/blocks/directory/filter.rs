//! The directory as a list that readers choose from: by what they need help with, and for whom.

use std::collections::BTreeSet;

use super::super::super::edition::Edition;
use super::{anchor, full, helps};
use crate::model::directory::{Audience, Directory, Entry, Topic};
use crate::model::slug::Slug;
use crate::model::words::capitalised;
use crate::view::{Block, Choice, ChoiceOption, Count, Filter, FilterEntry, FilterPart, Inline};

/// What readers choose by, in the order in which they are told.
pub(super) fn topics() -> impl Iterator<Item = Topic> {
    Topic::ALL.iter().filter_map(|word| Topic::parse(word))
}

pub(super) fn topic_mark(topic: Topic) -> String {
    format!("topic-{}", topic.as_str())
}

/// For everyone is what nobody has to choose.
fn audiences() -> impl Iterator<Item = Audience> {
    Audience::ALL.iter().filter_map(|word| Audience::parse(word)).filter(|audience| *audience != Audience::Everyone)
}

fn audience_mark(audience: Audience) -> String {
    format!("audience-{}", audience.as_str())
}

/// Tells whether an entry is for those who ask for `asked`; one that names nobody is for everyone.
fn is_for(entry: &Entry, asked: Audience) -> bool {
    entry.for_whom.is_empty() || entry.for_whom.iter().any(|audience| audience.helps(asked))
}

/// The directory to choose from by topic and by audience: each entry once, below its first topic, the urgent ones first.
pub(super) fn filter(edition: &Edition<'_>, entries: &[(&Entry, &Directory)]) -> Filter {
    let helping: Vec<_> = entries.iter().copied().filter(|(entry, _)| helps(entry)).collect();
    let mut shown: BTreeSet<&Slug> = BTreeSet::new();
    let mut parts = Vec::new();
    for topic in topics() {
        let of_topic = helping.iter().copied().filter(|(entry, _)| entry.topics.contains(&topic));
        let (again, mut first): (Vec<_>, Vec<_>) = of_topic.partition(|(entry, _)| shown.contains(&entry.id));
        shown.extend(first.iter().map(|(entry, _)| &entry.id));
        parts.extend(part(edition, &format!("topic-{}", topic.as_str()), &mut first, &again));
    }
    let mut rest: Vec<_> = helping.into_iter().filter(|(entry, _)| !shown.contains(&entry.id)).collect();
    parts.extend(part(edition, "directory-other-topics", &mut rest, &[]));
    let mut filter = Filter { choices: choices(edition, &parts), counts: Vec::new(), reset: String::new(), parts };
    filter.counts = counts(edition, &filter);
    filter.reset = edition.say("directory-show-all", &[]);
    filter
}

/// Returns the entries below one heading; `None` where there are none to name.
fn part(
    edition: &Edition<'_>,
    title: &str,
    first: &mut [(&Entry, &Directory)],
    again: &[(&Entry, &Directory)],
) -> Option<FilterPart> {
    if first.is_empty() && again.is_empty() {
        return None;
    }
    first.sort_by_key(|(entry, _)| entry.urgent.unwrap_or(u32::MAX));
    let entries = first.iter().map(|(entry, directory)| {
        let topics = topics().filter(|topic| entry.topics.contains(topic)).map(topic_mark);
        let audiences = audiences().filter(|audience| is_for(entry, *audience)).map(audience_mark);
        let mut marks: Vec<String> = topics.chain(audiences).collect();
        marks.sort();
        FilterEntry { marks, group: full(edition, entry, directory) }
    });
    let entries = entries.collect();
    Some(FilterPart { heading: edition.heading(3, title), entries, also: also(edition, again) })
}

/// Returns links to entries that stand in full below another topic.
fn also(edition: &Edition<'_>, entries: &[(&Entry, &Directory)]) -> Option<Block> {
    if entries.is_empty() {
        return None;
    }
    let mut words = edition.line("directory-also");
    for (index, (entry, _)) in entries.iter().enumerate() {
        words.push(Inline::Text(if index == 0 { " " } else { ", " }.to_owned()));
        words.push(Inline::Link {
            href: format!("#{}", anchor(entry)),
            content: vec![Inline::Name(entry.name.clone())],
        });
    }
    words.push(Inline::Text(".".to_owned()));
    Some(Block::Paragraph(words))
}

/// Returns the two groups of radio buttons: of each vocabulary, the words that at least one entry fits.
fn choices(edition: &Edition<'_>, parts: &[FilterPart]) -> [Choice; 2] {
    let options = |all: Vec<String>| {
        let is_carried =
            |mark: &String| parts.iter().flat_map(|part| &part.entries).any(|entry| entry.marks.contains(mark));
        let marks = all.into_iter().filter(is_carried);
        marks.map(|mark| ChoiceOption { label: capitalised(&edition.say(&mark, &[])), mark }).collect()
    };
    [
        Choice {
            name: "topic",
            legend: edition.say("directory-choose-topic", &[]),
            all: edition.say("directory-all-topics", &[]),
            options: options(topics().map(topic_mark).collect()),
        },
        Choice {
            name: "audience",
            legend: edition.say("directory-choose-audience", &[]),
            all: edition.say("directory-all-audiences", &[]),
            options: options(audiences().map(audience_mark).collect()),
        },
    ]
}

/// Returns what is said of each number of entries that two choices can leave.
fn counts(edition: &Edition<'_>, filter: &Filter) -> Vec<Count> {
    let marks = |choice: &Choice| {
        let options = choice.options.iter().map(|option| Some(option.mark.clone()));
        std::iter::once(None).chain(options).collect::<Vec<_>>()
    };
    let [first, second] = &filter.choices;
    let (first, second) = (marks(first), marks(second));
    let pairs = first.iter().flat_map(|one| second.iter().map(move |other| (one.as_deref(), other.as_deref())));
    let numbers: BTreeSet<usize> = pairs.map(|(one, other)| filter.fitting(one, other)).collect();
    let total = filter.total();
    let count = |number: usize| {
        let numbers = [("number", number.to_string()), ("total", total.to_string())];
        let numbers = [("number", numbers[0].1.as_str()), ("total", numbers[1].1.as_str())];
        let key = match number {
            0 => "directory-count-none",
            number if number == total => "directory-count-all",
            _ => "directory-count",
        };
        Count { number, text: edition.say(key, &numbers) }
    };
    numbers.into_iter().map(count).collect()
}
