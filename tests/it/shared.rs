//! What packs share is resolved once for all of them, and never makes one say what is another's.

use std::collections::BTreeSet;
use std::process::Command;

use familypack::options::Options;
use familypack::parse;
use familypack::plan::{Desk, PlannedPack};
use familypack::session::{self, LastSite, Quiet};
use familypack::source::Sources;
use familypack::view::{Block, View};
use jiff::civil::date;

use crate::support::{Files, Project, TODAY, assert_same, finish};

/// Returns the files of the packs that are asked for, made in memory.
fn packs(sources: &Sources, only: Option<&str>) -> Files {
    let options = Options {
        today: date(2026, 11, 22),
        base_url: None,
        only: only.map(|id| BTreeSet::from([id.to_owned()])),
        leaflets: false,
        remove: BTreeSet::new(),
    };
    let outcome = session::build(sources, &options, &LastSite::default(), &Quiet);
    let site = outcome.site.unwrap_or_else(|| panic!("{:?}", outcome.problems));
    let is_asked = |path: &str| only.is_none_or(|id| path.starts_with(&format!("{id}/")));
    let files = site.tree().into_iter().map(|(path, bytes)| (path.to_string(), bytes.to_vec()));
    files.filter(|(path, _)| path.contains('/') && is_asked(path)).collect()
}

/// Two dozen made-up establishments have other words, own pages, own versions of shared ones, own directory entries, notes on national
/// ones, pages left out, and all kinds of gaps. With somebody who is told of mistakes, every line about freshness is a pack's own.
#[test]
fn a_pack_is_the_same_alone_and_among_others() {
    for corrections in ["", "corrections = \"corrections@fleet.example\"\n"] {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("fleet");
        let mut new = Command::new(env!("CARGO_BIN_EXE_familypack"));
        finish(new.args(["new", "fleet", "--establishments", "24", "--seed", "11"]).arg(&root)).fine();
        let settings = root.join("familypack.toml");
        let text = std::fs::read_to_string(&settings).expect("the settings");
        std::fs::write(&settings, format!("{corrections}{text}")).expect("written");
        let (sources, _) = familypack::read::folder(&root).expect("the fleet");
        let all = packs(&sources, None);
        let ids: BTreeSet<&str> = sources.iter().filter_map(|(file, _)| file.establishment()).collect();
        assert_eq!(ids.len(), 24);
        for id in ids {
            let of_it: Files = all.iter().filter(|(path, _)| path.starts_with(&format!("{id}/"))).map(clone).collect();
            assert!(of_it.len() > 30, "{id}: {}", of_it.len());
            assert_same(&of_it, &packs(&sources, Some(id)), &format!("{id} alone"));
        }
    }
}

fn clone((path, bytes): (&String, &Vec<u8>)) -> (String, Vec<u8>) {
    (path.clone(), bytes.clone())
}

/// What the text itself does not say, another pack may: each word and condition is asked again for each.
#[test]
fn words_links_and_conditions_are_each_packs_own() {
    let project = Project::small();
    let page = project.read("content/en/about.md")
        + "\n## Shared\n\nA {{ prisoner }} waits. See [who gains](who-gains.md).\n\n{{ if visits.max_visitors }}\n\nSix may come.\n\n{{ else }}\n\nAsk how many may come.\n\n{{ end }}\n";
    project.write("content/en/about.md", &page);
    // A text within one that is shared.
    project.replace("content/directory.toml", "Listens to anyone who", "Listens to {{ prisoners }} and to anyone who");
    project.site_on(TODAY);
    let (one, other) = (project.page("northmoor/about.html"), project.page("southbay/about.html"));
    assert!(one.contains("See who gains."), "Northmoor leaves that page out: {one}");
    assert!(other.contains("See <a href=who-gains.html>who gains</a>."), "{other}");
    let (directory, others) = (project.page("northmoor/directory.html"), project.page("southbay/directory.html"));
    assert!(directory.contains("Listens to prisoners and") && !directory.contains("residents and"), "{directory}");
    assert!(others.contains("Listens to residents and") && !others.contains("prisoners and"), "{others}");
    assert!(one.contains("A prisoner waits.") && other.contains("A resident waits."), "{one}{other}");
    assert!(one.contains("Six may come.") && !one.contains("Ask how many may come."), "{one}");
    assert!(other.contains("Ask how many may come.") && !other.contains("Six may come."), "{other}");
}

/// A shared text of which nothing is left, where a condition does not hold, does not come before what is needed first.
#[test]
fn what_is_needed_first_stays_first() {
    let project = Project::small();
    let page = project.read("content/en/visiting.md");
    let first = "{{ if hall.about }}\n\nThere is a hall.\n\n{{ end }}\n\n{{ block glance }}\n\n## When can I come?";
    project.write("content/en/visiting.md", &page.replace("## When can I come?", first));
    project.site_on(TODAY);
    let page = project.page("northmoor/visiting.html");
    let main = &page[page.find("<main").expect("a main part")..];
    let place = |class: &str| main.find(class).unwrap_or_else(|| panic!("no {class} in {main}"));
    assert!(place("\"group glance\"") < place("\"group notice\""), "{main}");
}

/// Returns the numbers of the shared pieces on a page.
fn pieces(planned: &PlannedPack, page: &str) -> BTreeSet<u64> {
    let Some(View::Page(page)) = planned.planned.plan.get(page) else { panic!("no page {page}") };
    let number = |block: &Block| match block {
        Block::Shared(shared) => Some(shared.number()),
        _ => None,
    };
    page.main.iter().filter_map(number).collect()
}

/// A text that two packs have in the same words is not only equal on their pages: it is the same, made once.
#[test]
fn what_is_the_same_is_made_once() {
    let project = Project::small();
    let body = "+++\ntitle = \"Shared\"\nsummary = \"Shared.\"\nsection = \"help\"\n+++\n\n";
    project.write("content/en/same.md", &format!("{body}You are not alone.\n"));
    project.write("content/en/word.md", &format!("{body}You may visit a {{{{ prisoner }}}}.\n"));
    project.write("content/en/own.md", &format!("{body}You may visit {{{{ name }}}}.\n"));
    let (sources, _) = familypack::read::folder(&project.root()).expect("the workspace");
    let (pack, theme, _) = parse::workspace(&sources, &mut parse::Memory::default());
    let options =
        Options { today: date(2026, 11, 22), base_url: None, only: None, leaflets: false, remove: BTreeSet::new() };
    let (desk, _) = Desk::new(&pack, &theme, &options);
    let packs: Vec<PlannedPack> = pack.establishments.values().map(|one| desk.pack(one, &[])).collect();
    let [north, south] = packs.as_slice() else { panic!("two packs") };
    let of = |planned, id: &str, page: &str| pieces(planned, &format!("{id}/{page}.html"));
    let same = of(north, "northmoor", "same");
    assert!(!same.is_empty() && same == of(south, "southbay", "same"), "the same words are one piece");
    let (prisoner, resident) = (of(north, "northmoor", "word"), of(south, "southbay", "word"));
    assert!(!prisoner.is_empty() && !resident.is_empty() && prisoner.is_disjoint(&resident), "each word has its own");
    assert!(of(north, "northmoor", "own").is_empty(), "nobody shares a name");
}
