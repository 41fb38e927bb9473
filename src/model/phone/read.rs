//! From what somebody typed to the digits of a number, or to a message they can act on.
//!
//! In: any text. Out: the digits as dialled inside the UK, checked against libphonenumber's tables and our own.
//! Never guesses a digit: a message names a replacement only where the typed digits already make a number.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber};

use super::{Phone, plan};
use crate::model::value::{ValueError, is_dash, plain, sentinel, shown};

/// Words before a number that goes on inside the house.
const EXTENSION_WORDS: [&str; 8] = ["ext", "extn", "extension", "x", "press", "option", "then", "#"];

/// The code of every message about a phone number, sentinels excepted.
const CODE: &str = "phone-invalid";

/// Returns the digits of the one number in `typed`, as dialled inside the UK.
pub(super) fn digits(typed: &str) -> Result<String, ValueError> {
    if sentinel(typed) {
        return Err(ValueError::sentinel(typed, "a phone number"));
    }
    let text = plain(typed);
    let text = strip_scheme(&text);
    if let Some(error) = extension(text).or_else(|| several(text)).or_else(|| foreign_marks(text)) {
        return Err(error);
    }
    let digits = dialled(text);
    if plan::is_short_code(&digits) || plan::is_memorable(&digits) || plan::is_reserved_for_drama(&digits) {
        return Ok(digits);
    }
    check_start(text, &digits)?;
    check_length(text, &digits)?;
    if is_in_the_plan(&digits) { Ok(digits) } else { Err(not_in_the_plan(text, &digits)) }
}

/// Returns how many digits, the first 0 included, stand before the first gap in `typed`; `None` where there is no gap.
pub(super) fn first_group(typed: &str) -> Option<usize> {
    let text = plain(typed);
    let text = strip_scheme(&text).replace("(0)", " ");
    let (national, zero) = match international(&text) {
        Some(rest) => (rest, usize::from(!rest.trim_start().starts_with('0'))),
        None => (text.trim_start_matches(|c: char| !c.is_ascii_digit()), 0),
    };
    let national = national.trim_start_matches(|c: char| !c.is_ascii_digit());
    let length = national.find(|c: char| !c.is_ascii_digit())?;
    Some(length + zero)
}

fn strip_scheme(text: &str) -> &str {
    let is_scheme = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("tel:"));
    if is_scheme { text[4..].trim_start() } else { text }
}

fn bare_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Returns what follows the country code, where the number was typed with one.
fn international(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['(', ' ']);
    let rest = text.strip_prefix("+44").or_else(|| text.strip_prefix("0044")).or_else(|| text.strip_prefix("00 44"));
    rest.or_else(|| text.strip_prefix("+ 44"))
        .or_else(|| text.strip_prefix("44").filter(|rest| bare_digits(rest).len() >= 9))
}

/// Returns the digits as dialled inside the UK: the country code, and the 0 in brackets that follows it, become one 0.
fn dialled(text: &str) -> String {
    match international(text) {
        Some(rest) => format!("0{}", bare_digits(rest).trim_start_matches('0')),
        None => bare_digits(text),
    }
}

/// Finds an extension, or keys to press after the call is answered.
fn extension(text: &str) -> Option<ValueError> {
    let lower = text.to_ascii_lowercase();
    let word = EXTENSION_WORDS.iter().filter_map(|word| {
        let at = lower.find(word)?;
        let before = lower[..at].chars().next_back();
        let after = lower[at + word.len()..].trim_start_matches(['.', ':', ' ', '(']);
        let whole =
            before.is_none_or(|c| !c.is_ascii_alphabetic()) && !after.starts_with(|c: char| c.is_ascii_alphabetic());
        (whole && bare_digits(&lower[..at]).len() >= 3 && bare_digits(after).len() <= 6).then_some(at)
    });
    let at = word.min()?;
    let number = text[..at].trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned();
    let note = text[at..].trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).to_lowercase();
    let error = ValueError::new(CODE, format!("`{}` holds more than the number: `{}`", shown(text), shown(&note)));
    Some(match Phone::parse(&number) {
        Ok(phone) => error
            .help(format!("write the number alone, and `phone_note = \"{}\"` on the next line", shown(&note)))
            .instead(phone.display()),
        Err(_) => error.help("write the number alone, and the rest in `phone_note` on the next line"),
    })
}

/// Finds two numbers in one text: `01603 326252 / 01603 326253`, `01603 326252/3`, `... or ...`.
fn several(text: &str) -> Option<ValueError> {
    let lower = text.to_ascii_lowercase();
    let joined = [" or ", " and ", " & ", "&", "/", ",", ";", "|", " then "].iter().find_map(|mark| {
        let (before, after) = lower.split_once(mark)?;
        (bare_digits(before).len() >= 3 && !bare_digits(after).is_empty()).then(|| text[..before.len()].to_owned())
    });
    let relay = bare_digits(text).strip_prefix("18001").map(str::to_owned).filter(|rest| rest.len() >= 9);
    if let Some(number) = relay {
        let error = ValueError::new(CODE, format!("`{}` starts with `18001`, which is for Relay UK", shown(text)))
            .help("write the number without `18001`, and `relay = true` on the next line");
        return Some(match Phone::parse(&number) {
            Ok(phone) => error.instead(phone.display()),
            Err(_) => error,
        });
    }
    let first = match joined {
        Some(first) => first,
        None => halves(text)?,
    };
    let first = Phone::parse(&first).map_or_else(|_| shown(&first), |phone| phone.display());
    let message = format!("`{}` looks like more than one number", shown(text));
    Some(
        ValueError::new(CODE, message)
            .help(format!("write one number here, such as `{first}`, and give the other its own entry")),
    )
}

/// Returns the first of two complete numbers that were typed with nothing but spaces between them.
fn halves(text: &str) -> Option<String> {
    let digits = bare_digits(text);
    let (first, second) = digits.split_at_checked(11)?;
    (second.len() >= 10 && is_in_the_plan(first) && is_in_the_plan(second)).then(|| first.to_owned())
}

/// Finds letters and signs that no number has, and numbers of other countries.
fn foreign_marks(text: &str) -> Option<ValueError> {
    let allowed = |c: char| c.is_ascii_digit() || is_dash(c) || " ()+.".contains(c);
    if text.chars().all(allowed) {
        let abroad = text.starts_with('+') || text.starts_with("00");
        return (abroad && international(text).is_none()).then(|| {
            ValueError::new(CODE, format!("`{}` is not a UK number", shown(text)))
                .help("write a number that can be rung from the UK as it stands, such as `01632 960 123`")
        });
    }
    let numeric = text.chars().any(|c| c.is_ascii_digit());
    let letters = text.chars().any(char::is_alphabetic);
    let message = match (numeric, letters) {
        (false, _) => format!("`{}` is not a phone number", shown(text)),
        (true, true) => format!("`{}` has letters in it", shown(text)),
        (true, false) => {
            let mark = text.chars().find(|c| !allowed(*c)).unwrap_or(' ');
            format!("`{}` has a `{mark}` in it", shown(text))
        }
    };
    let error = ValueError::new(CODE, message)
        .help("write digits and spaces only, such as `01632 960 123`; words go in `phone_note`");
    // The letter o is the one letter that is typed for a digit.
    let digits = bare_digits(&text.replace(['O', 'o'], "0"));
    Some(match Phone::parse(&bare_digits(text)).or_else(|_| Phone::parse(&digits)) {
        Ok(phone) if numeric => error.instead(phone.display()),
        Ok(_) | Err(_) => error,
    })
}

/// Asks for the 0 at the start.
fn check_start(text: &str, digits: &str) -> Result<(), ValueError> {
    if digits.starts_with('0') {
        return Ok(());
    }
    let with_zero = format!("0{digits}");
    if (9..=10).contains(&digits.len()) && (is_in_the_plan(&with_zero) || plan::is_reserved_for_drama(&with_zero)) {
        let whole = Phone { digits: with_zero }.display();
        let error = ValueError::new(CODE, format!("`{}` lacks the `0` at the start", shown(text)));
        return Err(error.help(format!("write `{whole}`")).instead(whole));
    }
    if digits.len() <= 6 {
        let message = format!("`{}` is not a short number we know", shown(text));
        return Err(
            ValueError::new(CODE, message).help("write the whole number with its area code, such as `01632 960 123`")
        );
    }
    let message = format!("`{}` does not start with `0`", shown(text));
    Err(ValueError::new(CODE, message).help("write the whole number with its area code, such as `01632 960 123`"))
}

/// Counts the digits: 11 with the 0 at the start, 10 in some places and for some 0800 numbers
/// (Ofcom, National Telephone Numbering Plan: 9 or 10 after the 0).
fn check_length(text: &str, digits: &str) -> Result<(), ValueError> {
    let amount = match digits.len() {
        ..=9 => "few",
        10 if !is_in_the_plan(digits) => "few",
        10 | 11 => return Ok(()),
        _ => "many",
    };
    let message = format!("`{}` has too {amount} digits: a UK number has 11, this has {}", shown(text), digits.len());
    Err(ValueError::new(CODE, message).help("look at where you have the number from, and write it again"))
}

fn not_in_the_plan(text: &str, digits: &str) -> ValueError {
    let start = digits.get(..5).unwrap_or(digits);
    ValueError::new(
        CODE,
        format!("`{}` is not a number that exists: none in the UK starts like `{start}` and goes on so", shown(text)),
    )
    .help("look at where you have the number from, the area code first, and write it again")
}

/// Asks libphonenumber's tables, which hold the ranges Ofcom has given out.
fn is_in_the_plan(digits: &str) -> bool {
    let Some(national) = digits.strip_prefix('0').filter(|rest| !rest.starts_with('0')) else { return false };
    let Ok(national_number) = national.parse() else { return false };
    let number = PhoneNumber { country_code: 44, national_number, ..PhoneNumber::default() };
    PHONE_NUMBER_UTIL.is_valid_number(&number)
}

#[cfg(test)]
mod tests {
    use super::super::Phone;

    #[test]
    fn every_mistake_has_its_own_message() {
        let table = [
            ("", "nothing between", None),
            ("TBC", "`TBC` is not a phone number", None),
            ("Unavailable", "`Unavailable` is not a phone number", None),
            ("none", "`none` is not a phone number", None),
            ("ring the gate", "`ring the gate` is not a phone number", None),
            ("01603 32625", "too few digits: a UK number has 11, this has 10", None),
            ("01603 3262", "too few digits: a UK number has 11, this has 9", None),
            ("01603 3262522", "too many digits: a UK number has 11, this has 12", None),
            ("1603 326252", "lacks the `0`", Some("01603 326 252")),
            ("7700 900123", "lacks the `0`", Some("07700 900 123")),
            ("326252", "not a short number", None),
            ("3262521", "does not start with `0`", None),
            ("01603 326252 ext 12", "holds more than the number: `ext 12`", Some("01603 326 252")),
            ("01603 326252 x12", "holds more than the number: `x12`", Some("01603 326 252")),
            ("0808 168 8248 (press 4)", "holds more than the number: `press 4`", Some("0808 168 8248")),
            ("01603 326252 option 2", "holds more than the number: `option 2`", Some("01603 326 252")),
            ("01603 326252 / 01603 326253", "more than one number", None),
            ("01603 326252 or 326253", "more than one number", None),
            ("01603 326252/3", "more than one number", None),
            ("01603 326252 01603 326253", "more than one number", None),
            ("18001 0808 168 8248", "Relay UK", Some("0808 168 8248")),
            ("Phone: 01603 326252", "has letters", Some("01603 326 252")),
            ("O1603 326252", "has letters", Some("01603 326 252")),
            ("01603 326252*", "has a `*`", Some("01603 326 252")),
            ("+353 1 234 5678", "not a UK number", None),
            ("00 353 1 234 5678", "not a UK number", None),
            ("01999 123456", "not a number that exists", None),
            ("0400 123 4567", "not a number that exists", None),
            ("00000 000000", "not a UK number", None),
        ];
        for (typed, part, instead) in table {
            let error = Phone::parse(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}: {}", error.message);
            assert!(error.help.is_some() && !error.message.ends_with('.'), "{typed:?}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        for typed in [
            "+",
            "++44",
            "(",
            "ext",
            "x1",
            "#",
            "é01603",
            "١٢٣",
            "tel:",
            "+44",
            "0",
            "18001",
            "０１６０３",
            "\u{202e}999",
            "x01603 326252x",
        ] {
            let _ = Phone::parse(typed).map(|phone| (phone.display(), phone.tel(), phone.grouping_differs(typed)));
        }
    }
}
