//! A UK postcode.
//!
//! In: text in any spacing and case. Out: [`Postcode`], upper case with one space.
//! Never tells whether the postcode has been given to any place: only its form is checked.

use std::fmt;

use crate::model::value::{ValueError, is_dash, plain, sentinel, shown};

/// The code of every message about a postcode, sentinels excepted.
const CODE: &str = "postcode-invalid";

/// A postcode of valid form: upper case, one space between outward and inward code, such as `CM2 6LQ`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

impl Postcode {
    /// Reads a postcode in any case and spacing: `cm26lq`, `CM2 6LQ`, `CM2-6LQ`.
    ///
    /// The form is that of BS 7666-0:2006, annex C: an outward code `A9`, `A99`, `AA9`, `AA99`, `A9A` or `AA9A`, an inward code of a
    /// digit and two letters other than C, I, K, M, O and V; or `GIR 0AA`.
    ///
    /// # Errors
    ///
    /// `postcode-invalid` for any other form, with the right one where the letter O stands for the digit 0 or the like;
    /// `value-sentinel` for `TBC` and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        if sentinel(typed) {
            return Err(ValueError::sentinel(typed, "a postcode"));
        }
        let compact: String = plain(typed).chars().filter(|c| *c != ' ' && *c != '.' && !is_dash(*c)).collect();
        let compact = compact.to_ascii_uppercase();
        spaced(&compact).map(Self).ok_or_else(|| explain(typed, &compact))
    }

    /// Returns the postcode, upper case with one space.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the first part, such as `CM2`.
    #[must_use]
    pub fn outward(&self) -> &str {
        self.0.split(' ').next().unwrap_or(&self.0)
    }

    /// Tells whether it is in `ZZ99`, which is given to no place and used in examples and statistics
    /// (NHS Data Dictionary, "Postcode": pseudo postcodes).
    #[must_use]
    pub fn is_example(&self) -> bool {
        self.outward() == "ZZ99"
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the postcode with its space, or `None` where the form is wrong. Takes upper case without spaces.
fn spaced(compact: &str) -> Option<String> {
    let at = compact.len().checked_sub(3)?;
    let (outward, inward) = compact.split_at_checked(at)?;
    let right = compact == "GIR0AA" || (is_outward(outward) && is_inward(inward));
    right.then(|| format!("{outward} {inward}"))
}

/// Checks the shape, and the letters that BS 7666 keeps out of each place because they are mistaken for others.
fn is_outward(text: &str) -> bool {
    if text == "ZZ99" {
        return true;
    }
    let last_letter = text.chars().next_back().unwrap_or_default();
    let shaped = match shape(text).as_str() {
        "A9" | "A99" | "AA9" | "AA99" => true,
        "A9A" => "ABCDEFGHJKPSTUW".contains(last_letter),
        "AA9A" => "ABEHMNPRVWXY".contains(last_letter),
        _ => false,
    };
    shaped && !text.starts_with(['Q', 'V', 'X']) && !text.chars().nth(1).is_some_and(|c| "IJZ".contains(c))
}

fn is_inward(text: &str) -> bool {
    shape(text) == "9AA" && !text.contains(['C', 'I', 'K', 'M', 'O', 'V'])
}

/// Returns `text` with `A` for every letter and `9` for every digit.
fn shape(text: &str) -> String {
    let kind = |c: char| match c {
        'A'..='Z' => 'A',
        '0'..='9' => '9',
        other => other,
    };
    text.chars().map(kind).collect()
}

fn explain(typed: &str, compact: &str) -> ValueError {
    let error = |what: &str| ValueError::new(CODE, format!("`{}` {what}", shown(typed)));
    if let Some(meant) = unconfused(compact) {
        return error("mixes up letters and digits that look alike, such as the letter `O` and the digit `0`")
            .help(format!("write `{meant}`"))
            .instead(meant);
    }
    if is_outward(compact) {
        return error("is only the first half of a postcode").help("write both halves, such as `CM2 6LQ`");
    }
    if compact.chars().count() > 7 {
        return error("is too long for a postcode")
            .help("write the postcode alone, such as `CM2 6LQ`; the town has its own line");
    }
    if let Some(c) = compact.chars().find(|c| !c.is_ascii_alphanumeric()) {
        return error(&format!("is not a postcode: it has `{c}` in it"))
            .help("write letters and digits only, such as `CM2 6LQ`");
    }
    let end_shape = compact.len().checked_sub(3).and_then(|at| compact.get(at..));
    if let Some(c) =
        end_shape.filter(|end| shape(end) == "9AA").and_then(|end| end.chars().find(|c| "CIKMOV".contains(*c)))
    {
        return error(&format!("is not a postcode: none has `{c}` in its last two letters"))
            .help("look at where you have the postcode from, and write it again");
    }
    error("is not a postcode").help("write it as on an envelope, such as `CM2 6LQ` or `NR10 5GB`")
}

/// Returns the one postcode that comes out when letters and digits that look alike are put right; `None` where none or several do.
fn unconfused(compact: &str) -> Option<String> {
    if !(5..=7).contains(&compact.len()) || !compact.is_ascii() {
        return None;
    }
    let swap = |c: char| match c {
        'O' => '0',
        '0' => 'O',
        'I' | 'L' => '1',
        '1' => 'I',
        'S' => '5',
        '5' => 'S',
        other => other,
    };
    let characters: Vec<char> = compact.chars().collect();
    // Every set of places to swap is tried, the smallest first: at most 128.
    let mut choices: Vec<u32> = (1..1_u32 << characters.len()).collect();
    choices.sort_by_key(|choice| choice.count_ones());
    let mut fewest: Option<(u32, String)> = None;
    for choice in choices {
        let swapped: String =
            characters.iter().enumerate().map(|(i, c)| if choice >> i & 1 == 1 { swap(*c) } else { *c }).collect();
        if swapped.chars().zip(&characters).filter(|(a, b)| a != *b).count() != choice.count_ones() as usize {
            continue;
        }
        let Some(found) = spaced(&swapped) else { continue };
        match &fewest {
            None => fewest = Some((choice.count_ones(), found)),
            Some((count, _)) if *count < choice.count_ones() => break,
            Some(_) => return None,
        }
    }
    fewest.map(|(_, found)| found)
}

#[cfg(test)]
mod tests {
    use super::Postcode;

    #[test]
    fn every_valid_form_is_read() {
        let table = [
            ("CM2 6LQ", "CM2 6LQ"),
            ("cm26lq", "CM2 6LQ"),
            ("nr10 5gb", "NR10 5GB"),
            ("N R 1 0 5GB", "NR10 5GB"),
            ("M1 1AE", "M1 1AE"),
            ("B33 8TH", "B33 8TH"),
            ("W1A 0AX", "W1A 0AX"),
            ("EC1A 1BB", "EC1A 1BB"),
            ("GIR 0AA", "GIR 0AA"),
            ("CM2\u{a0}6LQ", "CM2 6LQ"),
            ("CM2-6LQ", "CM2 6LQ"),
            ("CM2 6LQ.", "CM2 6LQ"),
            (" ZZ99 9ZZ ", "ZZ99 9ZZ"),
        ];
        for (typed, want) in table {
            assert_eq!(Postcode::parse(typed).map(|code| code.to_string()).as_deref(), Ok(want), "{typed:?}");
        }
        let example = Postcode::parse("ZZ99 9ZZ").expect("a postcode");
        assert!(example.is_example() && example.outward() == "ZZ99");
    }

    #[test]
    fn every_other_form_is_an_error() {
        let table = [
            ("CM2 6L", "is not a postcode", None),
            ("CM2", "first half", None),
            ("QM2 6LQ", "is not a postcode", None),
            ("NR1O 5GB", "look alike", Some("NR10 5GB")),
            ("NR10 SGB", "look alike", Some("NR10 5GB")),
            ("CM2 6LO", "none has `O`", None),
            ("NRI0 5GB", "look alike", Some("NR10 5GB")),
            ("0X1 2JD", "look alike", Some("OX1 2JD")),
            ("CM2 6LQ Chelmsford", "too long", None),
            ("CM2 6CQ", "none has `C`", None),
            ("1234567", "is not a postcode", None),
            ("CM2/6LQ", "`/`", None),
            ("é", "`é`", None),
            ("TBC", "is not a postcode", None),
            ("", "nothing", None),
        ];
        for (typed, part, instead) in table {
            let error = Postcode::parse(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}: {}", error.message);
            assert!(error.help.is_some(), "{typed:?}");
        }
    }
}
