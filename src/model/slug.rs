//! A short name for machines: it stands in paths, links and between facts.
//!
//! In: text such as `ormiston-families`. Out: [`Slug`], safe as a folder name on every system and as an HTML id.
//! Never changes what was typed: a near miss is an error that names the right form.

use std::borrow::Borrow;
use std::fmt;

use crate::model::value::{ValueError, is_dash, plain, sentinel, shown};

/// The most characters an id may have, so that paths stay short enough for every system.
const MOST: usize = 60;

/// Names that folders of the finished site, or its sources, have already.
const TAKEN: [&str; 2] = ["assets", "content"];

/// Names that no file on Windows may have, whatever its ending (Microsoft, "Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// An id: lower-case letters a to z, digits and single dashes; starts with a letter, does not end with a dash; 1 to 60 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Reads an id exactly as it must be written.
    ///
    /// # Errors
    ///
    /// `id-invalid` for any other letter or sign, for more than 60 characters and for reserved names; `value-sentinel` for `TBC`
    /// and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        if sentinel(typed) {
            return Err(ValueError::sentinel(typed, "an id"));
        }
        if TAKEN.contains(&typed) || is_device(typed) {
            let message = format!("`{}` cannot be an id: the name is taken", shown(typed));
            return Err(
                ValueError::new("id-invalid", message).help("choose another one, such as the name of the place")
            );
        }
        let length = typed.chars().count();
        if length > MOST {
            let message = format!("the id `{}` is too long: it has {length} characters", shown(typed));
            return Err(ValueError::new("id-invalid", message).help("write one of at most 60"));
        }
        if is_well_formed(typed) { Ok(Self(typed.to_owned())) } else { Err(malformed(typed)) }
    }

    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Maps by ids can be asked by their text.
impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// So can maps that only borrow their ids.
impl Borrow<str> for &Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_well_formed(text: &str) -> bool {
    let letters = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    letters && text.starts_with(|c: char| c.is_ascii_lowercase()) && !text.ends_with('-') && !text.contains("--")
}

fn is_device(text: &str) -> bool {
    let numbered = ["com", "lpt"]
        .iter()
        .any(|port| text.strip_prefix(port).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit()));
    DEVICES.contains(&text) || numbered
}

fn malformed(typed: &str) -> ValueError {
    let reason = if typed.starts_with(|c: char| c.is_ascii_digit()) {
        "it starts with a digit".to_owned()
    } else if typed.chars().any(char::is_uppercase) {
        "it has capital letters".to_owned()
    } else if typed.chars().any(char::is_whitespace) {
        "it has a space in it".to_owned()
    } else if let Some(c) =
        typed.chars().find(|c| !(c.is_ascii_alphanumeric() || *c == '-' || *c == '`' || c.is_control()))
    {
        format!("it has `{c}` in it")
    } else {
        "its dashes are in the wrong place".to_owned()
    };
    let error = ValueError::new("id-invalid", format!("`{}` cannot be an id: {reason}", shown(typed)));
    let near = nearest(typed);
    let usable = is_well_formed(&near) && near.len() <= MOST && !TAKEN.contains(&near.as_str()) && !is_device(&near);
    if usable {
        return error.help(format!("write `{near}`: small letters, digits and dashes only")).instead(near);
    }
    error.help("write small letters, digits and dashes only, with a letter first, such as `visitors-centre`")
}

/// Returns the id that was probably meant: small letters, no accents, a dash for everything between words.
fn nearest(typed: &str) -> String {
    let mut near = String::new();
    for c in plain(typed).chars().flat_map(char::to_lowercase) {
        let c = without_accent(c);
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            near.push(c);
        } else if (c == ' ' || c == '_' || is_dash(c) || "./&+,:;".contains(c))
            && !near.is_empty()
            && !near.ends_with('-')
        {
            near.push('-');
        }
    }
    near.trim_end_matches('-').to_owned()
}

/// Returns the plain letter for the accented ones of Welsh, Gaelic and the languages nearby.
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ŵ' => 'w',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn ids_are_taken_as_they_are() {
        for typed in ["bure", "ormiston-families", "stc-1", "a", "con-1", "contents", "com10", "y".repeat(60).as_str()]
        {
            assert_eq!(Slug::parse(typed).map(|slug| slug.to_string()).as_deref(), Ok(typed), "{typed}");
        }
    }

    #[test]
    fn every_other_form_is_an_error() {
        let table = [
            ("Bure", "capital", Some("bure")),
            ("HMP Bure", "capital", Some("hmp-bure")),
            ("visitors centre", "space", Some("visitors-centre")),
            ("visitors_centre", "`_`", Some("visitors-centre")),
            ("visitors’ centre", "space", Some("visitors-centre")),
            ("usk–prescoed", "`–`", Some("usk-prescoed")),
            ("brynbuga-ŷd", "`ŷ`", Some("brynbuga-yd")),
            ("bure/centre", "`/`", Some("bure-centre")),
            ("../bure", "`.`", Some("bure")),
            (" bure", "space", Some("bure")),
            ("bure\u{a0}", "space", Some("bure")),
            ("bure\n", "space", Some("bure")),
            ("-bure", "dashes", Some("bure")),
            ("bure-", "dashes", Some("bure")),
            ("a--b", "dashes", Some("a-b")),
            ("2-rivers", "digit", None),
            ("監獄", "`監`", None),
            ("con", "taken", None),
            ("com1", "taken", None),
            ("assets", "taken", None),
            ("Content", "capital", None),
            ("", "nothing", None),
            ("TBC", "not an id", None),
        ];
        for (typed, part, instead) in table {
            let error = Slug::parse(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}");
        }
        assert!(Slug::parse(&"y".repeat(61)).is_err_and(|error| error.message.contains("too long")));
    }
}
