//! Does a page say what it is, to eyes and to screen readers?

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Page;

/// Checks a page by itself.
pub(super) fn check(page: &Page, found: &mut Diagnostics) {
    if let Some(problem) = page.problem() {
        let message = format!("the page `{}` cannot be read: {problem}", page.path);
        found.push(of(page, "page-unreadable", message, "mend the template or the text that makes this page"));
        return;
    }
    head(page, found);
    headings(page, found);
    tables(page, found);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in page.ids() {
        *counts.entry(id).or_default() += 1;
    }
    for (id, count) in counts.iter().filter(|(_, count)| **count > 1) {
        let message = format!("on `{}`, {count} places have the same name `{id}`", page.path);
        found.push(of(
            page,
            "id-repeated",
            message,
            "give each its own id: a link to it could lead to only one of them",
        ));
    }
    for slot in page.slots() {
        let message = format!("`{}` shows `{slot}` to the reader, where words should be", page.path);
        found.push(of(page, "slot-leaked", message, "check how the slot is written in the text or the template"));
    }
    for image in page.images_without_alt() {
        let message = format!("the picture `{}` on `{}` has no description", image.address, page.path);
        let help = "say in `alt` what the picture shows, or write `alt=\"\"` if it is only decoration";
        found.push(of(page, "image-without-alt", message, help));
    }
}

/// WCAG 2.2 2.4.2 and 3.1.1.
fn head(page: &Page, found: &mut Diagnostics) {
    if page.title().is_none_or(str::is_empty) {
        let message = format!("the page `{}` has no title", page.path);
        found.push(of(page, "title-missing", message, "give the page a title: browsers and search show it"));
    }
    if page.lang().is_none() {
        let message = format!("the page `{}` does not say which language it is in", page.path);
        let help = "write `lang` on the `html` element: a screen reader needs it to pronounce the words";
        found.push(of(page, "lang-missing", message, help));
    }
}

/// WCAG 2.2 1.3.1 and 2.4.6.
fn headings(page: &Page, found: &mut Diagnostics) {
    let n_main = page.headings().filter(|heading| heading.level == 1).count();
    if n_main != 1 {
        let many = if n_main == 0 { "no main heading".to_owned() } else { format!("{n_main} main headings") };
        let message = format!("the page `{}` has {many}, where one `h1` should be", page.path);
        found.push(of(page, "h1-count", message, "give the page exactly one main heading that says what it is about"));
    }
    let mut previous: Option<u8> = None;
    for heading in page.headings() {
        let level = heading.level;
        if heading.text.is_empty() {
            let message = format!("a heading (`h{level}`) on `{}` is empty", page.path);
            found.push(of(page, "heading-empty", message, "write the heading, or take it away"));
        }
        if let Some(previous) = previous.filter(|previous| level > previous + 1) {
            let message = format!(
                "the heading `{}` on `{}` is of level {level}, right after one of level {previous}",
                heading.text, page.path
            );
            let help = format!("make it level {}: people who listen find their way by these levels", previous + 1);
            found.push(of(page, "heading-skipped", message, &help));
        }
        previous = Some(level);
    }
}

/// WCAG 2.2 1.3.1, techniques H39 and H63.
fn tables(page: &Page, found: &mut Diagnostics) {
    for (idx, table) in page.tables().enumerate() {
        let name = if table.caption.is_empty() {
            let message = format!("table {} on `{}` has no caption", idx + 1, page.path);
            found.push(of(page, "caption-missing", message, "say in a `caption` what the table shows"));
            format!("table {}", idx + 1)
        } else {
            format!("the table `{}`", table.caption)
        };
        for cell in &table.unscoped {
            let message = format!("in {name} on `{}`, the header cell `{cell}` does not say what it heads", page.path);
            found.push(of(page, "scope-missing", message, "write `scope=\"col\"` or `scope=\"row\"` on it"));
        }
    }
}

fn of(page: &Page, code: &'static str, message: String, help: &str) -> Diagnostic {
    Diagnostic::of_output(code, page.path.as_str(), message).help(help)
}
