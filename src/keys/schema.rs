//! JSON Schema of a TOML file, for completion and marks in editors.
//!
//! Draft 4, which the TOML tools of editors read (taplo). Dates of TOML are strings with the form of a date there.

use serde_json::{Map, Value, json};

use super::{File, Key, Kind, PROVENANCE, Shape, Table, example_of};
use crate::model::group::FieldDescription;

/// Returns the schema of a file.
#[must_use]
pub fn schema(file: &File) -> Value {
    let mut properties = Map::new();
    let mut needed = Vec::new();
    keys(file.keys, &mut properties, &mut needed);
    if file.sourced {
        keys(&PROVENANCE, &mut properties, &mut needed);
    }
    let mut others = Value::Bool(false);
    tables(file.tables, file.sourced, &mut properties, &mut needed, &mut others);
    let mut schema = object(&properties, &needed, &others);
    schema["$schema"] = json!("http://json-schema.org/draft-04/schema#");
    schema["title"] = json!(file.place);
    schema["description"] = json!(file.about.join("\n"));
    schema
}

fn object(properties: &Map<String, Value>, needed: &[&str], others: &Value) -> Value {
    let mut object = json!({"type": "object", "properties": properties, "additionalProperties": others});
    if !needed.is_empty() {
        object["required"] = json!(needed);
    }
    object
}

fn tables<'t>(
    tables: &'t [Table],
    sourced: bool,
    properties: &mut Map<String, Value>,
    needed: &mut Vec<&'t str>,
    others: &mut Value,
) {
    for table in tables {
        let one = of_table(table, sourced);
        if table.needed {
            needed.push(table.name);
        }
        match table.shape {
            // Named as whoever writes it likes.
            Shape::Named(_) if table.name.is_empty() => *others = one,
            Shape::Named(_) => {
                let named = json!({"type": "object", "description": table.about, "additionalProperties": one});
                properties.insert(table.name.to_owned(), named);
            }
            Shape::Once => {
                properties.insert(table.name.to_owned(), one);
            }
            Shape::Often => {
                let more = match properties.remove(table.name) {
                    // The same table in another form.
                    Some(before) => json!({"anyOf": [before["items"], one]}),
                    None => one,
                };
                properties
                    .insert(table.name.to_owned(), json!({"type": "array", "description": table.about, "items": more}));
            }
        }
    }
}

fn of_table(table: &Table, sourced: bool) -> Value {
    let mut properties = Map::new();
    let mut needed = Vec::new();
    keys(table.keys, &mut properties, &mut needed);
    for field in table.facts {
        let mut value = fact(&of_field(field));
        value["description"] = json!(field.about.trim());
        properties.insert(field.key.to_owned(), value);
    }
    if sourced && table.name != "sources" {
        let provenance: Vec<Key> = PROVENANCE.into_iter().filter(|key| !properties.contains_key(key.name)).collect();
        keys(&provenance, &mut properties, &mut Vec::new());
    }
    let mut others = Value::Bool(false);
    tables(table.tables, sourced, &mut properties, &mut needed, &mut others);
    // A date as a name stands for any date.
    let dates: Vec<Value> = properties
        .iter()
        .filter(|(name, _)| name.starts_with(|letter: char| letter.is_ascii_digit()))
        .map(|(_, value)| value.clone())
        .collect();
    let days = table.keys.iter().any(|key| matches!(key.kind, Kind::Hours) && key.name == "mon-fri");
    properties.retain(|name, _| !name.starts_with(|letter: char| letter.is_ascii_digit()));
    let mut schema = object(&properties, &needed, &others);
    if let Some(value) = dates.first() {
        schema["patternProperties"] = json!({"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": value});
    }
    if days {
        const DAY: &str = "(mon|tue|wed|thu|fri|sat|sun)";
        let hours = of_kind(Kind::Hours);
        schema["patternProperties"] = json!({format!("^{DAY}(-{DAY})?$"): hours});
    }
    schema["description"] = json!(table.about);
    schema
}

fn keys<'k>(keys: &'k [Key], properties: &mut Map<String, Value>, needed: &mut Vec<&'k str>) {
    for key in keys {
        let value = of_kind(key.kind);
        let mut value = if key.is_fact { fact(&value) } else { value };
        value["description"] = json!(format!("{}\n\nFor example: {} = {}", key.about, key.name, key.example));
        properties.insert(key.name.to_owned(), value);
        if key.needed {
            needed.push(key.name);
        }
    }
}

/// A fact is its value, `false`, or a table with its value and where that comes from.
fn fact(value: &Value) -> Value {
    let also = json!({
        "type": "array",
        "items": {"type": "object", "properties": {"value": value, "source": of_kind(Kind::Id), "checked": of_kind(Kind::Checked), "review_by": of_kind(Kind::Date)}},
    });
    let written = json!({
        "type": "object",
        "properties": {"value": {"anyOf": [value, {"enum": [false]}]}, "source": of_kind(Kind::Id), "checked": of_kind(Kind::Checked), "review_by": of_kind(Kind::Date), "also": also},
        "required": ["value"],
        "additionalProperties": false,
    });
    json!({"anyOf": [value, {"enum": [false]}, written]})
}

fn of_field(field: &FieldDescription) -> Value {
    let kind = match field.kind {
        "a list of texts" => Kind::Texts,
        "a number" => Kind::Number,
        "true or false" => Kind::YesNo,
        "a phone number" => Kind::Phone,
        "an e-mail address" => Kind::Email,
        "a web address" => Kind::Link,
        "a time of day" => Kind::Time,
        "the id of a directory entry" => Kind::Id,
        "a list of ways to book" => Kind::Words(crate::model::group::METHODS),
        _ => Kind::Text,
    };
    let mut value = of_kind(kind);
    if kind == Kind::Text {
        value["example"] = json!(example_of(field).trim_matches('"'));
    }
    value
}

fn of_kind(kind: Kind) -> Value {
    const TIME: &str = "([01]?[0-9]|2[0-4]):[0-5][0-9]";
    let some = |value: Value| json!({"anyOf": [value, {"type": "array", "items": value, "minItems": 1}]});
    let pattern = |pattern: String| json!({"type": "string", "pattern": pattern});
    let text = json!({"anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "object", "patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]+)*$": {"type": "string", "minLength": 1}}, "additionalProperties": false, "minProperties": 1},
    ]});
    let name = json!({"type": "string", "minLength": 1});
    let span = pattern(format!("^ *{TIME} *(-|–|to) *{TIME} *$"));
    let day = pattern("^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$".to_owned());
    let id = pattern("^[a-z0-9][a-z0-9-]*$".to_owned());
    let date = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$".to_owned());
    match kind {
        Kind::Text => text,
        Kind::Texts => json!({"anyOf": [
            {"type": "array", "items": text, "minItems": 1},
            {"type": "object", "additionalProperties": {"type": "array", "items": name}},
        ]}),
        Kind::Name | Kind::Email | Kind::Postcode => name,
        Kind::NameOrNone => json!({"anyOf": [name, {"enum": [false]}]}),
        Kind::Names => json!({"type": "array", "items": name}),
        Kind::Number => json!({"type": "integer", "minimum": 0}),
        Kind::YesNo => json!({"type": "boolean"}),
        Kind::Phone => pattern("[0-9]".to_owned()),
        Kind::Link => pattern("^https?://.+".to_owned()),
        Kind::Time => pattern(format!("^ *{TIME} *$")),
        Kind::Span => span,
        Kind::Hours => json!({"anyOf": [{"enum": ["closed"]}, span, {"type": "array", "items": span, "minItems": 1}]}),
        Kind::Days => some(day),
        Kind::Checked => json!({"anyOf": [date, {"type": "integer", "minimum": 1900, "maximum": 2199}]}),
        Kind::Date => date,
        Kind::Dates => json!({"type": "array", "items": date}),
        Kind::Id => id,
        Kind::Ids => json!({"type": "array", "items": id}),
        Kind::Word(words) => json!({"enum": words}),
        Kind::Words(words) => some(json!({"enum": words})),
    }
}
