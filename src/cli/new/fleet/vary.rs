//! The sample turned into another establishment.

use fastrand::Rng;
use toml_edit::{DocumentMut, Item, Value};

use super::names::Name;

/// The beginnings of the numbers that are kept for stories, as the sample writes them; three digits follow.
const RESERVED: [&str; 4] = ["01632 960 ", "0808 157 0", "07700 900 ", "020 7946 0"];

/// What an establishment calls people.
const WORDS: [(&str, &str, &str); 5] = [
    ("resident", "residents", "a"),
    ("prisoner", "prisoners", "a"),
    ("man in our care", "men in our care", "a"),
    ("offender", "offenders", "an"),
    ("person in our care", "people in our care", "a"),
];

/// The parts of the file whose facts an establishment may not know.
const GROUPS: [&str; 13] = [
    "visits",
    "booking",
    "entry",
    "children",
    "access",
    "travel",
    "family",
    "keep_in_touch",
    "complaints",
    "pathway",
    "hall",
    "strategy",
    "safety",
];

/// Facts that always stay: others rest on them.
const NEEDED: [&str; 5] = ["source", "checked", "methods", "online", "safer_custody"];

/// The lists of which an establishment may have less.
const LISTS: [(&str, u8); 7] = [
    ("support", 30),
    ("facility", 25),
    ("service", 30),
    ("commitment", 30),
    ("partner", 30),
    ("search", 15),
    ("family_day", 35),
];

/// Visits sessions that not every establishment has.
const SESSIONS: [&str; 7] = ["homework", "baby", "faith", "official", "video", "children", "legal"];

/// Returns a text of the sample with another name and other numbers in it.
pub(super) fn named(text: &str, name: &Name, chance: &mut Rng) -> String {
    let mut text = text
        .replace("Example Marsh", &format!("Old {}", name.written))
        .replace("example-marsh", &format!("old-{}", name.id))
        .replace("Exampleshire", &name.county)
        .replace("Exampleford", &name.written)
        .replace("exampleford", &name.id);
    for beginning in RESERVED {
        text = renumbered(&text, beginning, chance.u16(..1000));
    }
    let minutes = chance.u8(5..=40);
    text.replace("Bus 7 ", &format!("Bus {} ", chance.u8(1..=99)))
        .replace("bus 7.", &format!("bus {}.", chance.u8(1..=99)))
        .replace("the A99", &format!("the A{}", chance.u16(900..999)))
        .replace("is 20 minutes on foot", &format!("is {minutes} minutes on foot"))
}

/// Moves every number with that beginning by as much, so that those that differ still do.
fn renumbered(text: &str, beginning: &str, by: u16) -> String {
    let mut parts = text.split(beginning);
    let mut moved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        moved.push_str(beginning);
        match part.get(..3).and_then(|digits| digits.parse::<u16>().ok()) {
            Some(number) => {
                moved.push_str(&format!("{:03}", (number + by) % 1000));
                moved.push_str(&part[3..]);
            }
            None => moved.push_str(part),
        }
    }
    moved
}

/// Returns the facts of an establishment other than the first with some left out and others changed; `None` where the sample is
/// not TOML.
pub(super) fn facts(text: &str, number: usize, chance: &mut Rng) -> Option<String> {
    let mut file: DocumentMut = text.parse().ok()?;
    if number == 0 {
        return Some(file.to_string());
    }
    let (singular, plural, article) = WORDS[chance.usize(..WORDS.len())];
    for (key, word) in [("singular", singular), ("plural", plural), ("article", article)] {
        file["words"][key] = toml_edit::value(word);
    }
    for group in GROUPS {
        let Some(table) = file.get_mut(group).and_then(Item::as_table_mut) else { continue };
        table.retain(|key, _| NEEDED.contains(&key) || chance.u8(..100) >= 12);
    }
    for (list, rarely) in LISTS {
        let Some(all) = file.get_mut(list).and_then(Item::as_array_of_tables_mut) else { continue };
        let mut is_first = true;
        all.retain(|_| std::mem::take(&mut is_first) || chance.u8(..100) >= rarely);
    }
    if let Some(sessions) = file.get_mut("session").and_then(Item::as_array_of_tables_mut) {
        sessions.retain(|one| {
            let id = one.get("id").and_then(Item::as_str).unwrap_or_default();
            !SESSIONS.contains(&id) || chance.bool()
        });
    }
    if let Some(notices) = file.get_mut("notice").and_then(Item::as_array_of_tables_mut) {
        // Their texts name times.
        notices.retain(|one| {
            let id = one.get("id").and_then(Item::as_str).unwrap_or_default();
            id != "new-sunday-times" && chance.u8(..3) == 0
        });
    }
    if chance.u8(..3) > 0 {
        file.iter_mut().for_each(|(_, item)| agreed(item));
    }
    let by = 15 * chance.i16(-2..=2);
    for table in ["hours", "session", "family_day"] {
        if let Some(item) = file.get_mut(table) {
            later(item, by);
        }
    }
    Some(file.to_string())
}

/// Takes away what other sources say: most establishments have one that all agree with.
fn agreed(item: &mut Item) {
    match item {
        Item::Value(Value::InlineTable(table)) => {
            table.remove("also");
        }
        Item::Table(table) => table.iter_mut().for_each(|(_, item)| agreed(item)),
        Item::ArrayOfTables(tables) => {
            tables.iter_mut().for_each(|table| table.iter_mut().for_each(|(_, item)| agreed(item)));
        }
        Item::Value(_) | Item::None => {}
    }
}

/// Moves every time of day by so many minutes; whole days and evenings stay.
fn later(item: &mut Item, by: i16) {
    match item {
        Item::Table(table) => {
            for (key, item) in table.iter_mut() {
                if !["switchboard", "safer-custody"].contains(&key.get()) {
                    later(item, by);
                }
            }
        }
        Item::ArrayOfTables(tables) => {
            for table in tables.iter_mut() {
                table.iter_mut().for_each(|(_, item)| later(item, by));
            }
        }
        Item::Value(value) => later_value(value, by),
        Item::None => {}
    }
}

fn later_value(value: &mut Value, by: i16) {
    match value {
        Value::String(text) => {
            let moved: Option<Vec<String>> = text.value().split('-').map(|time| moved(time, by)).collect();
            if let Some(times) = moved {
                let decor = text.decor().clone();
                *value = times.join("-").into();
                *value.decor_mut() = decor;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| later_value(one, by)),
        Value::InlineTable(table) => table.iter_mut().for_each(|(_, one)| later_value(one, by)),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// Returns a time of day, written `09:30`, so many minutes later; `None` for anything else.
fn moved(time: &str, by: i16) -> Option<String> {
    let (hour, minute) = time.split_once(':')?;
    if hour.len() != 2 || minute.len() != 2 {
        return None;
    }
    let minutes = hour.parse::<i16>().ok()? * 60 + minute.parse::<i16>().ok()? + by;
    (0..24 * 60).contains(&minutes).then(|| format!("{:02}:{:02}", minutes / 60, minutes % 60))
}
