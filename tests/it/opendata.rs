//! A pack as open data: what programs are told, and what they must never be told.

use std::collections::BTreeMap;

use familypack::model::path::GROUPS;
use serde_json::Value;

use crate::support::{BASE_URL, Files, Project, assert_none, assert_same, built, establishments, repository};

/// The made-up live pack.
const FACTS: &str = "establishments/northmoor/establishment.toml";

/// The shared content with one live pack.
fn live() -> Project {
    let project = Project::with_only(&[]);
    let facts = std::fs::read_to_string(repository().join("tests/data/live/northmoor/establishment.toml"));
    project.write(FACTS, &facts.expect("the live pack"));
    project
}

/// Builds the live pack.
fn live_site(project: &Project) -> Files {
    project.builder().with(&["--base-url", BASE_URL]).run().fine();
    project.site()
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not there"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn json(files: &Files, path: &str) -> Value {
    serde_json::from_str(text(files, path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The JSON-LD of a page, up to where a browser ends the element.
fn told(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("application/ld+json")?;
    let (_, rest) = rest.split_once('>')?;
    rest.split_once("</script").map(|(told, _)| told)
}

fn office(project: &Project) -> Value {
    let files = live_site(project);
    serde_json::from_str(told(text(&files, "northmoor/index.html")).expect("JSON-LD")).expect("JSON")
}

#[test]
fn drafts_and_samples_tell_search_engines_nothing() {
    let pages = built().files.iter().filter(|(path, _)| path.ends_with(".html"));
    let telling = pages.filter(|(_, bytes)| told(std::str::from_utf8(bytes).expect("UTF-8")).is_some());
    assert_none(&telling.map(|(path, _)| path.clone()).collect::<Vec<_>>(), "pages that are not live and tell");
}

#[test]
fn only_the_home_page_of_a_live_pack_tells() {
    let files = live_site(&live());
    let telling: Vec<&str> = files
        .keys()
        .filter(|path| path.ends_with(".html") && told(text(&files, path)).is_some())
        .map(String::as_str)
        .collect();
    assert_eq!(telling, ["northmoor/index.html"]);
}

#[test]
fn a_live_pack_that_is_closed_tells_nothing() {
    let project = live();
    project.replace(FACTS, "kind = \"training\"", "kind = \"training\"\nstatus = \"temporarily-closed\"");
    assert_eq!(told(text(&live_site(&project), "northmoor/index.html")), None);
}

#[test]
fn what_sources_dispute_is_not_told() {
    let office = office(&live());
    let told = office.to_string();
    for number in ["245366", "245367"] {
        assert!(!told.contains(number), "a number that may be wrong: {told}");
    }
    assert_eq!(office["telephone"], "+441743245365");
    assert_eq!(office["address"]["postalCode"], "CM2 6LQ");
    assert_eq!(office["department"]["address"]["postalCode"], Value::Null);
    assert_eq!(office["department"]["address"]["streetAddress"], "2 Moor Road");
}

#[test]
fn closed_days_have_no_times_and_midnight_ends_a_day() {
    let office = office(&live());
    let special = office["department"]["specialOpeningHoursSpecification"].as_array().expect("special days");
    let days: Vec<(&str, Option<&str>)> =
        special.iter().map(|day| (day["validFrom"].as_str().expect("a date"), day["opens"].as_str())).collect();
    // 25 December and 1 January are Fridays, and closed as on any other.
    assert_eq!(days, [("2026-12-24", Some("10:00")), ("2026-12-26", None), ("2026-12-28", None)]);
    let usual = office["department"]["openingHoursSpecification"].as_array().expect("a week");
    let sunday = usual.iter().find(|rule| rule["dayOfWeek"][0] == "Sunday").expect("Sunday");
    assert_eq!((&sunday["opens"], &sunday["closes"]), (&"12:00".into(), &"00:00".into()));
    let fridays: Vec<(&Value, &Value)> = usual
        .iter()
        .filter(|rule| rule["dayOfWeek"][0] == "Friday")
        .map(|rule| (&rule["validFrom"], &rule["opens"]))
        .collect();
    let (closed, open) = (Value::Null, Value::from("10:00"));
    let from: [Value; 3] = ["2026-11-22".into(), "2027-01-04".into(), "2027-02-01".into()];
    assert_eq!(fridays, [(&from[0], &closed), (&from[1], &open), (&from[2], &closed)]);
}

#[test]
fn hours_with_a_day_that_nobody_knows_are_not_told() {
    for (known, unknown) in
        [("fri = \"closed\"\n", ""), ("sun = \"12:00-24:00\"\nbank_holidays = \"closed\"", "sun = \"12:00-24:00\"")]
    {
        let project = live();
        project.replace(FACTS, known, unknown);
        let office = office(&project);
        assert_eq!(office["department"]["openingHoursSpecification"], Value::Null, "without {known:?}");
        assert_eq!(office["department"]["email"], "centre@northmoor.example");
    }
}

#[test]
fn hours_are_told_until_they_are_due_to_be_checked_and_no_longer() {
    let project = live();
    project.replace(FACTS, "[hours.centre]\n", "[hours.centre]\nreview_by = 2026-12-01\n");
    let office = office(&project);
    let usual = office["department"]["openingHoursSpecification"].as_array().expect("a week");
    assert!(usual.iter().all(|rule| rule["validThrough"] == "2026-12-01"), "{usual:?}");
}

#[test]
fn no_text_ends_the_element_of_a_script() {
    let files = live_site(&live());
    let told = told(text(&files, "northmoor/index.html")).expect("JSON-LD");
    assert!(!told.contains(['<', '>', '&']), "{told}");
    let office: Value = serde_json::from_str(told).expect("JSON");
    assert_eq!(office["name"], "HMP Northmoor </script><script>alert(1)</script>");
}

#[test]
fn unknown_stays_unknown_and_none_stays_none() {
    let data = json(&live_site(&live()), "northmoor/establishment.json");
    assert_eq!(data["facts"]["hall"]["about"], serde_json::json!({ "is": "unknown" }));
    assert_eq!(data["facts"]["visits"]["visiting_order"]["is"], "none");
    assert_eq!(data["facts"]["visits"]["visiting_order"]["value"], Value::Null);
    assert_eq!(data["facts"]["visits"]["max_visitors"]["value"], 6);
    assert_eq!(data["sessions"][0]["bank_holidays"], "unknown");
    let booking = &data["contacts"][2]["phone"];
    assert_eq!(booking["value"], serde_json::json!({ "e164": "+441743245366", "shown": "01743 245 366" }));
    assert_eq!(booking["others"][0]["value"]["e164"], "+441743245367");
    assert_eq!(booking["others"][0]["source"], "old-leaflet");
    assert_eq!(booking["freshness"], "fresh");
}

#[test]
fn a_week_that_nobody_knows_is_not_closed() {
    let project = live();
    project.replace(FACTS, "fri = \"closed\"\n", "");
    let data = json(&live_site(&project), "northmoor/establishment.json");
    assert_eq!(data["hours"][0]["weekly"]["fri"], serde_json::json!({ "is": "unknown" }));
}

#[test]
fn a_draft_says_that_it_is_one_and_how_old_its_facts_are() {
    let data = json(&built().files, "chelmsford/establishment.json");
    assert_eq!(data["state"], "draft");
    let fresh = data.to_string().matches("\"freshness\":\"fresh\"").count();
    assert!(data.to_string().contains("\"freshness\":\"overdue\""), "{fresh} fresh facts and no old one");
}

/// The services of a pack's directory, by name.
fn services(files: &Files, id: &str) -> BTreeMap<String, Value> {
    let page = json(files, &format!("{id}/directory.json"));
    let services = page["contents"].as_array().expect("services").iter();
    services.map(|service| (service["name"].as_str().expect("a name").to_owned(), service.clone())).collect()
}

#[test]
fn nobody_is_sent_to_an_organisation_that_has_closed() {
    let files = live_site(&live());
    let services = services(&files, "northmoor");
    assert_eq!(services["Moor Line"]["status"], "defunct");
    assert!(services["Moor Line"]["alert"].as_str().expect("an alert").contains("=Moor Prisoners' Families"));
    for (path, bytes) in
        files.iter().filter(|(path, _)| path.starts_with("northmoor/directory") && !path.ends_with("html"))
    {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        for gone in ["245364", "245 364", "moor-line", "line@northmoor"] {
            assert!(!text.contains(gone), "{path} tells `{gone}`");
        }
    }
}

#[test]
fn who_may_be_gone_or_is_made_up_is_not_active() {
    let mut problems = Vec::new();
    for id in establishments() {
        for (name, service) in services(&built().files, &id) {
            let alert = service["alert"].as_str().unwrap_or_default();
            if service["status"] == "active" && (alert.contains("made up") || alert.contains("cannot tell")) {
                problems.push(format!("{id}: {name} is active: {alert}"));
            }
        }
    }
    assert_none(&problems, "organisations that are told as help");
    let sample = services(&built().files, "exampleford");
    assert_eq!(sample["Exampleford Night Line"]["status"], "inactive");
    assert_eq!(sample["Example Marsh Minibus"]["status"], "defunct");
}

#[test]
fn house_words_stand_in_prose_and_never_in_names() {
    let moor = &services(&live_site(&live()), "northmoor")["=Moor Prisoners' Families"];
    assert_eq!(moor["description"], "Helps families of residents with visits.");
    assert_eq!(moor["organization"]["name"], "=Moor Prisoners' Families");
    let directory = std::fs::read_to_string(repository().join("content/directory.toml")).expect("the directory");
    let directory: toml::Value = toml::from_str(&directory).expect("TOML");
    let services = services(&built().files, "bure");
    let names = directory["entry"].as_array().expect("entries").iter();
    let missing: Vec<String> = names
        .filter_map(|entry| entry["name"].as_str())
        .filter(|name| !services.contains_key(*name))
        .map(str::to_owned)
        .collect();
    assert_none(&missing, "names that Bure's data has otherwise");
}

#[test]
fn no_cell_is_a_formula() {
    let files = live_site(&live());
    assert!(text(&files, "northmoor/directory/organizations.csv").contains(",'=Moor Prisoners' Families,"));
    assert!(text(&files, "northmoor/directory/phones.csv").contains(",01743 245 365,"));
}

#[test]
fn ids_are_the_same_in_every_pack_and_build() {
    let (bure, chelmsford) = (services(&built().files, "bure"), services(&built().files, "chelmsford"));
    let northmoor = services(&live_site(&live()), "northmoor");
    for services in [&chelmsford, &northmoor] {
        assert_eq!(services["Samaritans"]["id"], bure["Samaritans"]["id"]);
    }
    // An id that changes breaks every link to it: this one must stay.
    assert_eq!(northmoor["Moor Line"]["id"], "8e8aa8bc-d537-5991-8091-7ff89f34fa26");
}

#[test]
fn two_builds_give_the_same_bytes() {
    assert_same(&live_site(&live()), &live_site(&live()), "the live pack, built twice");
}

#[test]
fn the_schema_names_and_explains_every_fact() {
    let schema = json(&built().files, "bure/establishment.schema.json");
    let groups = schema["properties"]["facts"]["properties"].as_object().expect("groups");
    let mut problems = Vec::new();
    for (group, fields) in GROUPS {
        let known = &groups[*group]["properties"];
        for field in *fields {
            if known[field.key]["description"] != field.about.trim() {
                problems.push(format!("{group}.{}: {}", field.key, field.about.trim()));
            }
        }
        let n_known = known.as_object().map_or(0, serde_json::Map::len);
        if n_known != fields.len() {
            problems.push(format!("{group}: {n_known} facts instead of {}", fields.len()));
        }
    }
    assert_eq!(groups.len(), GROUPS.len(), "groups of facts");
    assert_none(&problems, "facts that src/plan/data/establishment.schema.json does not explain");
}

#[test]
fn professionals_are_led_to_the_data() {
    let page = built().page("bure", "for-professionals").expect("a page");
    for file in ["establishment.json", "establishment.schema.json", "directory.json", "directory/services.csv"] {
        assert!(page.all("a").any(|link| link.attribute("href") == Some(file)), "no link to {file}");
    }
}
