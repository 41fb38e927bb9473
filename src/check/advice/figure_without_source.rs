//! Figures that stand in a text and not in the register of claims.

use super::Looked;
use super::words::{Kind, Passage};
use crate::diagnostic::Diagnostic;

/// Tells of each: a share, a factor, a large number. A figure from the register stands in a slot, and is not seen here.
pub(super) fn check(passage: &Passage, looked: &Looked<'_>) -> Vec<Diagnostic> {
    if passage.kind == Kind::Quote {
        return Vec::new();
    }
    let Some(figure) = figure(&passage.words) else { return Vec::new() };
    let message = format!("`{figure}` is a figure, and says not where it comes from");
    let problem = Diagnostic::warning("figure-without-source", passage.place(&figure, looked), message)
        .help("write it into content/claims.toml with its source, and here {{ claim its-id }}; or leave it out");
    vec![problem]
}

/// Returns the first figure in a text, with the word that makes it one.
fn figure(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for (place, word) in words.iter().enumerate() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '%');
        let next = words.get(place + 1).map_or("", |next| next.trim_end_matches(['.', ',', ')', '?']));
        let is_number = bare.starts_with(|letter: char| letter.is_ascii_digit()) && !word.starts_with('£');
        let thousands = bare.contains(',') && bare.split(',').skip(1).all(|part| part.len() == 3);
        let is_figure = is_number
            && (bare.ends_with('%')
                || ["%", "million", "thousand"].contains(&next)
                || (next == "per" && words.get(place + 2).is_some_and(|after| after.starts_with("cent")))
                || (next == "times"
                    && words.get(place + 2).is_some_and(|after| ["more", "as", "less"].contains(after)))
                || (next == "in"
                    && words.get(place + 2).is_some_and(|after| {
                        bare.len() <= 2
                            && after.trim_end_matches(['.', ',']).parse::<u32>().is_ok_and(|of| of > 1 && of < 1000)
                    }))
                || thousands);
        if is_figure {
            let is_whole = next.is_empty() || bare.ends_with('%') || thousands;
            let n_words = if is_whole {
                1
            } else if ["per", "in", "times"].contains(&next) {
                3
            } else {
                2
            };
            let end = (place + n_words).min(words.len());
            return Some(words[place..end].join(" ").trim_end_matches(['.', ',', ')', '?']).to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn shares_and_large_numbers_are_figures_and_times_are_not() {
        for text in [
            "about 40% of them",
            "7 per cent",
            "200,000 children",
            "1 in 4 people",
            "3 times more likely",
            "10 million people",
        ] {
            assert!(figure(text).is_some(), "{text}");
        }
        for text in
            ["£1,000 fine", "at 2pm in 2026", "bring 2 bottles", "call 0800 123", "for 3 times a week", "rule 35, 1999"]
        {
            assert_eq!(figure(text), None, "{text}");
        }
    }
}
