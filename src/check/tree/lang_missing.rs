//! Pages that do not say their language.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of a page whose language a screen reader must guess (WCAG 2.2, 3.1.1).
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let message = || format!("the page `{}` does not say which language it is in", page.path);
    let problem = || {
        Diagnostic::of_output("lang-missing", page.path.as_str(), message())
            .help("write `lang` on the `html` element: a screen reader needs it to pronounce the words")
    };
    page.lang().is_none().then(problem).into_iter().collect()
}
