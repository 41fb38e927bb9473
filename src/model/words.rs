//! An establishment's own words for the people it holds.
//!
//! They are used in prose only, through slots. Names, addresses, links and quotations are other types, without a way in.

/// Which form of the word a slot asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "four questions about a word, each yes or no")]
pub struct WordForm {
    /// Several people.
    pub plural: bool,
    /// Belonging to them.
    pub possessive: bool,
    /// With the article before it ("a", "an").
    pub article: bool,
    /// With a capital letter first.
    pub capital: bool,
}

/// The words of one establishment in one language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// One person: "prisoner".
    pub singular: String,
    /// Several: "prisoners".
    pub plural: String,
    /// The article of the singular; `None` where English spelling tells it.
    pub article: Option<String>,
    /// "prisoner's"; `None` where the English ending is right.
    pub singular_possessive: Option<String>,
    /// "prisoners'"; `None` where the English ending is right.
    pub plural_possessive: Option<String>,
}

impl Words {
    /// Returns the word in one form: "a resident's", "Prisoners".
    #[must_use]
    pub fn form(&self, form: WordForm) -> String {
        let word = match (form.plural, form.possessive) {
            (false, false) => self.singular.clone(),
            (true, false) => self.plural.clone(),
            (false, true) => possessive(&self.singular, self.singular_possessive.as_deref()),
            (true, true) => possessive(&self.plural, self.plural_possessive.as_deref()),
        };
        let word = if form.article { format!("{} {word}", self.article()) } else { word };
        if form.capital { capitalised(&word) } else { word }
    }

    fn article(&self) -> &str {
        let vowel = self.singular.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
        self.article.as_deref().unwrap_or(if vowel { "an" } else { "a" })
    }
}

fn possessive(word: &str, given: Option<&str>) -> String {
    match given {
        Some(given) => given.to_owned(),
        None if word.ends_with('s') => format!("{word}’"),
        None => format!("{word}’s"),
    }
}

/// Returns `text` with its first letter as a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let mut capitalised = String::with_capacity(text.len());
    capitalised.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    capitalised.push_str(letters.as_str());
    capitalised
}

#[cfg(test)]
mod tests {
    use super::{WordForm, Words};

    #[test]
    fn every_form_reads_as_english() {
        let words = |singular: &str, plural: &str| Words {
            singular: singular.to_owned(),
            plural: plural.to_owned(),
            article: None,
            singular_possessive: None,
            plural_possessive: None,
        };
        let say = |words: &Words, plural, possessive, article, capital| {
            words.form(WordForm { plural, possessive, article, capital })
        };
        let inmate = words("inmate", "inmates");
        let young = words("young person", "young people");
        assert_eq!(say(&inmate, false, false, true, true), "An inmate");
        assert_eq!(say(&inmate, true, true, false, false), "inmates’");
        assert_eq!(say(&young, false, true, true, false), "a young person’s");
        assert_eq!(say(&young, true, true, false, true), "Young people’s");
    }
}
