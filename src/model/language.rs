//! The language of a text.

use std::fmt;

use unic_langid::{CharacterDirection, LanguageIdentifier};

/// A language as BCP 47 names it: `en`, `cy`, `ur`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(LanguageIdentifier);

impl Language {
    /// Reads a language's short name; `None` where it is not one (BCP 47, whose languages have two or three letters so far: a
    /// longer word is a language's name).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let identifier: LanguageIdentifier = text.parse().ok()?;
        let is_short = identifier.language.as_str().len() <= 3;
        (identifier == text && is_short && text != "und").then_some(Self(identifier))
    }

    /// Returns English, the language the project starts from.
    ///
    /// # Panics
    /// Never: `en` is a language.
    #[must_use]
    pub fn english() -> Self {
        Self("en".parse().expect("`en` is a language"))
    }

    /// Returns the identifier that plural rules and message bundles take.
    #[must_use]
    pub fn identifier(&self) -> &LanguageIdentifier {
        &self.0
    }

    /// Returns `rtl` for a language written from right to left, else `ltr`, as HTML's `dir` wants it.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        match self.0.character_direction() {
            CharacterDirection::RTL => "rtl",
            CharacterDirection::LTR | CharacterDirection::TTB => "ltr",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn names_and_directions() {
        let direction = |name| Language::parse(name).map(|language| language.direction());
        assert_eq!(direction("cy"), Some("ltr"));
        assert_eq!(direction("ur"), Some("rtl"));
        assert_eq!(direction("ar"), Some("rtl"));
        assert_eq!(direction("English"), None);
        assert_eq!(direction("CY"), None);
    }
}
