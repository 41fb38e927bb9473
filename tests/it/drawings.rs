//! Drawings: every one that a page names is there, safe and described; and steps, the list with large numbers.

use std::collections::BTreeSet;

use crate::html::{Element, Html};
use crate::support::{Project, assert_none, built, establishments, repository};

const PAGE: &str = "content/en/for-children.md";

/// The pictures of a page.
fn pictures(page: &Html) -> Vec<&Element> {
    page.all("img").collect()
}

#[test]
fn every_drawing_of_a_page_is_there_with_its_words_and_size() {
    let mut n_pictures = 0;
    let mut problems = Vec::new();
    for (path, page) in &built().pages {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for picture in pictures(page) {
            n_pictures += 1;
            let attribute = |name: &str| picture.attribute(name).unwrap_or_default().to_owned();
            let file = format!("{folder}/{}", attribute("src"));
            if !built().files.contains_key(&file) {
                problems.push(format!("{path}: {file} is not there"));
            }
            if attribute("alt").split_whitespace().count() < 4 {
                problems.push(format!("{path}: `{}` is no description of {file}", attribute("alt")));
            }
            if attribute("width").parse::<u32>().is_err() || attribute("height").parse::<u32>().is_err() {
                problems.push(format!("{path}: {file} moves the page when it comes"));
            }
        }
    }
    assert!(n_pictures > 20, "only {n_pictures} pictures");
    assert_none(&problems, "drawings that are not there");
}

#[test]
fn every_drawing_that_goes_out_is_shown_and_small() {
    let folder = std::fs::read_dir(repository().join("content/drawings")).expect("the drawings");
    let names = folder.map(|entry| entry.expect("a drawing").file_name().to_string_lossy().replace(".svg", ""));
    let names: BTreeSet<String> = names.collect();
    assert!(names.len() > 10, "only {} drawings", names.len());
    let mut problems = Vec::new();
    for id in establishments() {
        let shown: BTreeSet<String> = built()
            .pack(&id)
            .flat_map(|(_, page)| pictures(page))
            .filter_map(|picture| Some(format!("{id}/{}", picture.attribute("src")?)))
            .collect();
        let drawings = built().files.iter().filter(|(path, _)| {
            let file = path.strip_prefix(&format!("{id}/assets/")).unwrap_or_default();
            file.rsplit_once('-').is_some_and(|(name, rest)| names.contains(name) && rest.ends_with(".svg"))
        });
        for (path, bytes) in drawings {
            if !shown.contains(path) {
                problems.push(format!("{path} is on no page"));
            }
            if bytes.len() > 4096 {
                problems.push(format!("{path} has {} bytes", bytes.len()));
            }
        }
    }
    assert_none(&problems, "drawings that go out for nothing");
}

#[test]
fn the_same_drawing_has_another_address_once_it_changes() {
    let project = Project::with_only(&["bure"]);
    let addresses = |project: &Project| {
        project.build().fine();
        let page = Html::read(&project.page("bure/for-children.html"));
        pictures(&page).iter().filter_map(|picture| picture.attribute("src").map(str::to_owned)).collect::<Vec<_>>()
    };
    let before = addresses(&project);
    let drawing = "content/drawings/dog.svg";
    project.write(drawing, &project.read(drawing).replace("#e0b04f", "#c3bab0"));
    let after = addresses(&project);
    let changed: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].0.contains("dog"), "{changed:?}");
}

#[test]
fn what_nobody_sees_of_a_drawing_does_not_go_out() {
    let project = Project::with_only(&["bure"]);
    let drawing = "content/drawings/dog.svg";
    let marked =
        project.read(drawing).replacen("<g ", "<!-- by A. N. Editor --><title>Dog 7</title><g id=\"dog7\" ", 1);
    project.write(drawing, &marked);
    project.build().fine();
    let site = project.site();
    let (_, bytes) = site.iter().find(|(path, _)| path.contains("assets/dog-")).expect("the dog");
    let svg = String::from_utf8_lossy(bytes);
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 200\"><"), "{svg}");
    assert!(!svg.contains("Editor") && !svg.to_lowercase().contains("dog"), "{svg}");
}

#[test]
fn a_drawing_that_no_page_shows_does_not_go_out() {
    let project = Project::with_only(&["bure"]);
    project.replace(PAGE, "{{ block drawing goodbye }}", "Wave.");
    project.build().fine();
    assert!(!project.site().keys().any(|path| path.contains("goodbye")));
}

#[test]
fn an_unsafe_drawing_stops_the_build_and_leaves_the_site() {
    let project = Project::with_only(&["bure"]);
    project.build().fine();
    let before = project.site();
    let drawing = "content/drawings/dog.svg";
    let sound = project.read(drawing);
    for (old, new) in [
        ("<g ", "<script>1</script><g "),
        ("<g ", "<g onload=\"a()\" "),
        ("<g ", "<g style=\"fill:red\" "),
        ("<g ", "<a href=\"https://example.org/\"/><g "),
        ("<g ", "<use href=\"#a\"/><g "),
        ("<g ", "<animate attributeName=\"x\"/><g "),
        ("stroke=\"#26211c\"", "stroke=\"url(#a)\""),
        ("stroke=\"#26211c\"", "stroke=\"&#117;rl(x)\""),
    ] {
        project.write(drawing, &sound.replacen(old, new, 1));
        let run = project.build().ended(1);
        assert!(run.stderr.contains(&format!("{drawing}:1:")), "`{new}`: no place is named: {}", run.stderr);
        assert!(run.stderr.contains("[drawing-unsafe]"), "`{new}`: {}", run.stderr);
    }
    crate::support::assert_same(&before, &project.site(), "after unsafe drawings");
}

#[test]
fn steps_are_one_numbered_list_and_only_their_pages_carry_their_style() {
    let page = built().page("bure", "first-visit").expect("the first visit");
    let steps: Vec<&Element> = page.all(".steps").collect();
    assert_eq!(steps.len(), 1);
    let inside = page.inside(steps[0]);
    assert_eq!(inside.first().map(|list| list.name.as_str()), Some("ol"));
    assert_eq!(inside.iter().filter(|element| element.name == "li").count(), 14);
    let styled = |name: &str| {
        let page = built().page("bure", name).expect("a page");
        page.all("style").any(|style| style.inner.contains(".steps"))
    };
    assert!(styled("first-visit") && styled("for-children"));
    assert!(!styled("home") && !styled("visiting"), "the pages that must load in one round trip");
}

#[test]
fn children_and_young_people_have_their_own_part_of_the_menu_and_home_leads_there() {
    for id in establishments() {
        let home = built().page(&id, "home").expect("a home page");
        let links = |page: &Html, name: &str| {
            page.all("a").filter(|a| a.attribute("href").is_some_and(|link| link == format!("{name}.html"))).count()
        };
        for name in ["for-children", "for-young-people"] {
            assert!(links(home, name) >= 2, "{id}: home leads to {name} from its menu only");
            let page = built().page(&id, name).expect("a page");
            assert!(page.lines().contains("0800 1111"), "{id}: {name} names no one to tell");
            assert!(page.lines().contains("not your fault"), "{id}: {name}");
        }
        assert!(home.lines().contains("For children and young people"), "{id}");
    }
}

#[test]
fn the_page_for_children_says_what_there_is_here_and_what_nobody_knows() {
    let page = |id: &str| built().page(id, "for-children").expect("a page").lines().to_owned();
    assert!(page("chelmsford").contains("A place to play, in the big room."), "{}", page("chelmsford"));
    assert!(page("chelmsford").contains("Toys, where families wait."));
    assert!(page("bure").contains("Some prisons have a corner with toys"));
    // A hug is promised only where the rule is known.
    assert!(page("exampleford").contains("You may hug at the start"));
    assert!(page("bure").contains("Often you can") && !page("bure").contains("This is the rule here"));
}

#[test]
fn a_phone_that_saves_a_page_saves_its_drawings() {
    for id in establishments() {
        let worker = String::from_utf8_lossy(&built().files[&format!("{id}/sw.js")]).into_owned();
        let page = built().page(&id, "for-children").expect("a page");
        for picture in pictures(page) {
            let address = picture.attribute("src").unwrap_or_default();
            assert!(worker.contains(&format!("\"{address}\"")), "{id}: {address}");
        }
    }
}
