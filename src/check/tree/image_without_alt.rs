//! Pictures that say nothing to those who cannot see them.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of each picture without a description (WCAG 2.2, 1.1.1).
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let pictures = page.images_without_alt();
    pictures
        .map(|image| {
            let message = format!("the picture `{}` on `{}` has no description", image.address, page.path);
            Diagnostic::of_output("image-without-alt", page.path.as_str(), message)
                .help("say in `alt` what the picture shows, or write `alt=\"\"` if it is only decoration")
        })
        .collect()
}
