//! Colours of the theme that some people cannot tell from what they stand on.

use std::collections::BTreeMap;

use lightningcss::traits::Parse as _;
use lightningcss::values::color::{CssColor, SRGB};

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// The colours of words, with those they stand on (WCAG 2.2, 1.4.6: 7 to 1).
const WORDS: &[(&str, &[&str])] = &[
    ("ink", &["paper", "panel", "tint", "danger-tint", "warn-tint"]),
    ("soft", &["paper", "panel"]),
    ("link", &["paper", "panel", "tint"]),
    ("danger", &["danger-tint"]),
    ("warn", &["warn-tint"]),
    ("on-brand", &["brand"]),
    ("on-danger", &["danger"]),
    ("on-warn", &["warn"]),
];
/// The colours of lines that must be seen to find something (WCAG 2.2, 1.4.11: 3 to 1).
const EDGES: &[(&str, &[&str])] = &[("edge", &["paper", "panel"]), ("focus", &["paper", "panel"])];

/// A colour, and where it is written.
type Tokens = BTreeMap<String, (CssColor, Span)>;

/// Tells of each pair of the theme's colours that is not far enough apart, by day and in the dark.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let file = FileId::new(&format!("themes/{}/style.css", looked.pack.fleet.theme));
    let (day, dark) = tokens(&file, looked.text(&file));
    let mut night = day.clone();
    night.extend(dark);
    let mut problems = Diagnostics::default();
    for (mode, tokens) in [("by day", &day), ("in the dark", &night)] {
        for (pairs, least) in [(WORDS, 7.0), (EDGES, 3.0)] {
            for (front, backs) in pairs {
                problems.extend(backs.iter().filter_map(|back| problem(mode, tokens, front, back, least)).collect());
            }
        }
    }
    problems
}

fn problem(mode: &str, tokens: &Tokens, front: &str, back: &str, least: f32) -> Option<Diagnostic> {
    let ((one, at), (other, behind)) = (tokens.get(front)?, tokens.get(back)?);
    let contrast = contrast(one, other)?;
    (contrast < least).then(|| {
        let message =
            format!("{mode}, `--{front}` on `--{back}` has a contrast of {contrast:.1} to 1, and {least} is the least");
        Diagnostic::warning("colour-contrast", at.clone(), message)
            .also(behind.clone(), "what it stands on")
            .help("make one of them darker, or the other lighter")
    })
}

/// Returns the theme's colours by day, and those that are others in the dark.
fn tokens(file: &FileId, css: &str) -> (Tokens, Tokens) {
    let (mut day, mut dark) = (Tokens::new(), Tokens::new());
    let (mut depth, mut dark_from) = (0_usize, None);
    let mut begin = 0;
    for line in css.split_inclusive('\n') {
        if line.contains("prefers-color-scheme: dark") {
            dark_from = Some(depth);
        }
        if let Some((name, value)) = line.trim().strip_prefix("--").and_then(|rest| rest.split_once(':'))
            && let Ok(colour) = CssColor::parse_string(value.trim().trim_end_matches(';').trim())
        {
            let start = begin + line.find("--").unwrap_or(0);
            let at = Span::new(file, start..begin + line.trim_end().len());
            let tokens = if dark_from.is_some() { &mut dark } else { &mut day };
            tokens.insert(name.trim().to_owned(), (colour, at));
        }
        depth = (depth + line.matches('{').count()).saturating_sub(line.matches('}').count());
        if dark_from.is_some_and(|from| depth <= from && line.contains('}')) {
            dark_from = None;
        }
        begin += line.len();
    }
    (day, dark)
}

/// Returns how far two colours are apart (WCAG 2.2, contrast ratio); `None` for a colour that only a browser can work out.
fn contrast(one: &CssColor, other: &CssColor) -> Option<f32> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

fn luminance(colour: &CssColor) -> Option<f32> {
    let rgb = SRGB::try_from(colour).ok()?;
    let part = |value: f32| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    Some(0.2126 * part(rgb.r) + 0.7152 * part(rgb.g) + 0.0722 * part(rgb.b))
}

#[cfg(test)]
mod tests {
    use lightningcss::traits::Parse as _;
    use lightningcss::values::color::CssColor;

    use super::{contrast, tokens};
    use crate::source::FileId;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let colour = |text: &str| CssColor::parse_string(text).expect("a colour");
        for (one, other, wanted) in
            [("#000", "#fff", 21.0), ("#777", "#fff", 4.48), ("#595959", "#ffffff", 7.0), ("red", "white", 4.0)]
        {
            let found = contrast(&colour(one), &colour(other)).expect("colours that can be worked out");
            assert!((found - wanted).abs() < 0.01, "{one} on {other}: {found}");
        }
    }

    #[test]
    fn the_dark_has_its_own_colours_and_keeps_the_others() {
        let css = ":root {\n  --ink: #000;\n  --gap: 1rem;\n}\n@media screen and (prefers-color-scheme: dark) {\n  :root {\n    --ink: #fff;\n  }\n}\nbody {\n  --late: #111;\n}\n";
        let (day, dark) = tokens(&FileId::new("style.css"), css);
        assert_eq!(day.keys().collect::<Vec<_>>(), ["ink", "late"]);
        assert_eq!(dark.keys().collect::<Vec<_>>(), ["ink"]);
    }
}
