//! What is said when one typed value cannot be what it should be.
//!
//! In: the text of one value, such as a phone number. Out: [`ValueError`], a message for the person who typed it, and
//! [`sentinel`], which knows the words people type when they have nothing to type.
//! Never knows where the value stands: the caller joins the error and the place.

use std::borrow::Cow;

/// Why a typed value was not accepted, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// The rule's name, in kebab-case: `phone-invalid`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, backticks round what was typed.
    pub message: String,
    /// What to do about it, in the same style.
    pub help: Option<String>,
    /// The exact text to write in place of the typed one, without quotation marks; only where it is certain or nearly so.
    pub instead: Option<String>,
}

impl ValueError {
    /// Makes an error that names the rule and says what is wrong.
    #[must_use]
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, instead: None }
    }

    /// Makes the error for a word such as `TBC` in the place of a value; `what` is the value's name with its article: `a phone
    /// number`. The code is `value-sentinel`, or `value-empty` where nothing was typed.
    #[must_use]
    pub fn sentinel(typed: &str, what: &str) -> Self {
        let typed = shown(typed);
        let error = if typed.is_empty() {
            Self::new("value-empty", format!("there is nothing between the quotation marks where {what} should be"))
        } else {
            Self::new("value-sentinel", format!("`{typed}` is not {what}"))
        };
        error.help(
            "if it is not known, take the whole line out: the page then says so, and whom to ask; \
             if there is none, write `false` without quotation marks",
        )
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says exactly what to write in place of the typed text, without quotation marks.
    #[must_use]
    pub fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = Some(instead.into());
        self
    }
}

/// How many letters and digits the longest of [`SENTINELS`] has; a longer text is one only where it is all `x`.
const LONGEST: usize = 24;

/// Words people type where nothing is known or there is nothing.
const SENTINELS: [&str; 30] = [
    "tbc",
    "tba",
    "tbd",
    "t b c",
    "t b a",
    "to be confirmed",
    "to be announced",
    "to be decided",
    "to follow",
    "unknown",
    "not known",
    "unavailable",
    "not available",
    "unsure",
    "not sure",
    "na",
    "n a",
    "n/a",
    "not applicable",
    "none",
    "nil",
    "null",
    "no",
    "nothing",
    "blank",
    "empty",
    "todo",
    "to do",
    "pending",
    "ask",
];

/// Tells whether `text` stands for "not known" or "none" instead of being a value: `TBC`, `n/a`, `-`, `???`, `xxx`, the empty text.
///
/// Families cannot use such a text, and a reader cannot tell the two meanings apart, so no field accepts one.
#[must_use]
pub fn sentinel(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric());
    if letters.nth(LONGEST).is_some() && text.chars().any(|c| c.is_alphanumeric() && c != 'x' && c != 'X') {
        return false;
    }
    let text = plain(text).to_lowercase();
    let words = text.trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() {
        // Only marks, such as `-`, `?`, `...`, or nothing at all; a lone currency or other symbol is somebody's value.
        return text
            .chars()
            .all(|c| c.is_whitespace() || c.is_ascii_punctuation() || is_dash(c) || "…·•“”‘’".contains(c));
    }
    if words.chars().all(|c| c == 'x') && words.len() > 1 {
        return true;
    }
    let dotless = words.replace('.', "");
    SENTINELS.contains(&words) || SENTINELS.contains(&dotless.as_str())
}

/// Returns `text` with every kind of space as one plain space, without spaces at the ends and without invisible characters.
///
/// Word processors and web pages put no-break spaces (U+00A0, U+202F), zero-width characters (U+200B and others) and
/// direction marks into what is copied from them; none of them can be seen, so none of them may be the difference between right and wrong.
#[must_use]
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ");
    if is_plain {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|c| !is_invisible(*c));
    let spaced: String = seen.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    Cow::Owned(spaced.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Returns `text` as a message shows it: plain spaces, no backtick, at most 60 characters.
#[must_use]
pub(crate) fn shown(text: &str) -> String {
    let text = plain(text).replace('`', "'");
    if text.chars().count() <= 60 {
        return text;
    }
    let start: String = text.chars().take(57).collect();
    format!("{}...", start.trim_end())
}

/// Tells whether `c` is a dash of any length: hyphens, en dash, em dash, minus sign.
#[must_use]
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Tells whether `c` is a typographic quotation mark or apostrophe.
#[must_use]
pub(crate) fn is_curly_quote(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201f}' | '\u{2032}' | '\u{2033}' | '«' | '»')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{ValueError, plain, sentinel, shown};
    use crate::model::date::{CheckedOn, parse_date};
    use crate::model::email::Email;
    use crate::model::link::Link;
    use crate::model::phone::Phone;
    use crate::model::postcode::Postcode;
    use crate::model::slug::Slug;
    use crate::model::time::{DayRange, Time, TimeSpan, Weekday};

    #[test]
    fn words_for_nothing_are_sentinels() {
        let words = [
            "",
            " ",
            "-",
            "--",
            "–",
            "?",
            "???",
            "...",
            "…",
            "TBC",
            "tba",
            "T.B.C.",
            "(tbc)",
            "To be confirmed",
            "Unknown",
            "unavailable",
            "Unavailable.",
            "N/A",
            "n.a.",
            "na",
            "none",
            "None",
            "NIL",
            "no",
            "xxx",
            "XX",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "not known",
            "Not\u{a0}known",
            "*",
            "\u{feff}",
        ];
        for word in words {
            assert!(sentinel(word), "{word:?}");
        }
    }

    #[test]
    fn values_are_not_sentinels() {
        for word in
            ["0", "x", "No dogs", "Nacro", "none of these", "closed", "£", "116 123", "Bure", "NA1 2BC", "naval"]
        {
            assert!(!sentinel(word), "{word:?}");
        }
    }

    #[test]
    fn plain_text_has_single_spaces_only() {
        for (typed, want) in [("\u{a0}a\u{202f} b\t", "a b"), ("a\u{200b}b\u{feff}", "ab"), ("", ""), (" \u{ad} ", "")]
        {
            assert_eq!(plain(typed), want, "{typed:?}");
        }
    }

    #[test]
    fn long_text_is_cut_for_messages() {
        assert_eq!(shown("a`b"), "a'b");
        assert_eq!(shown(&"é".repeat(80)).chars().count(), 60);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_any_value_panic(text in "[0-9a-zA-Z+()@./: \u{a0}–“”’éß١٢&,;#-]{0,24}", any in "\\PC{0,24}") {
            for text in [text, any] {
                let _ = (Phone::parse(&text).map(|phone| (phone.display(), phone.grouping_differs(&text))), Slug::parse(&text));
                let _ = (Time::parse(&text), TimeSpan::parse(&text), Weekday::parse(&text), DayRange::parse(&text));
                let _ = (CheckedOn::parse(&text), Postcode::parse(&text), Email::parse(&text), Link::parse(&text).map(|link| link.display()));
            }
        }

        #[test]
        fn what_is_suggested_can_be_typed(text in "[0-9apmnoJDecTuh.: –/,&“”+()-]{1,20}") {
            let suggested = |error: ValueError| error.instead;
            let times = Time::parse(&text).err().and_then(suggested).map(|text| Time::parse(&text).is_ok());
            let spans = TimeSpan::parse(&text).err().and_then(suggested).map(|text| TimeSpan::parse(&text).is_ok());
            let days = DayRange::parse(&text).err().and_then(suggested).map(|text| DayRange::parse(&text).is_ok());
            let dates = parse_date(&text).err().and_then(suggested).map(|text| parse_date(&text).is_ok());
            let phones = Phone::parse(&text).err().and_then(suggested).map(|text| Phone::parse(&text).is_ok());
            let codes = Postcode::parse(&text).err().and_then(suggested).map(|text| Postcode::parse(&text).is_ok());
            proptest::prop_assert!([times, spans, days, dates, phones, codes].iter().all(|fine| fine.unwrap_or(true)), "{text:?}");
        }
    }
}
