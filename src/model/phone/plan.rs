//! The UK's numbering plan, as far as a page needs it: short codes, groups, free numbers, numbers for drama.
//!
//! In: digits as dialled inside the UK. Out: what they are.
//! Never judges whether a number has been given to anybody: [`super::read`] asks libphonenumber's tables for that.

/// Short codes a page may give: emergency, police, health, power cuts, banks' fraud line, Relay UK's emergency line.
const SHORT_CODES: [&str; 7] = ["999", "112", "101", "111", "105", "159", "18000"];

/// Numbers everybody knows in other groups than their kind's: Childline; NHS Direct, closed in 2014; the National Domestic Abuse Helpline.
const MEMORABLE: [(&str, &[usize]); 3] = [("08001111", &[4, 4]), ("08454647", &[4, 2, 2]), ("08082000247", &[4, 4, 3])];

/// The first digits of the area codes with five digits after the 0, whose numbers are written 6 and the rest: Langholm, Hornby,
/// Hawkshead, Grange-over-Sands, Sedbergh, Wigton, Raughton Head, Brampton, Appleby, Pooley Bridge, Keswick, Gosforth
/// (Ofcom, numbering data, "mixed" areas).
const LONG_AREA_CODES: [&str; 12] = [
    "013873", "015242", "015394", "015395", "015396", "016973", "016974", "016977", "017683", "017684", "017687",
    "019467",
];

/// What numbers for drama start with (Ofcom, "Telephone numbers for use in TV and radio drama programmes").
const DRAMA: [&str; 19] = [
    "01632960", "02079460", "07700900", "08081570", "03069990", "09098790", "01134960", "01144960", "01154960",
    "01164960", "01174960", "01184960", "01214960", "01314960", "01414960", "01514960", "01614960", "01914980",
    "02896496",
];

/// Cardiff's numbers for drama, of the same list.
const DRAMA_CARDIFF: &str = "02920180";

/// Tells whether `digits` is a code that is dialled as it stands: 999, 116 123, 118 500, or a five-digit code for text messages.
pub(super) fn is_short_code(digits: &str) -> bool {
    SHORT_CODES.contains(&digits) || is_six_from(digits, "116") || is_six_from(digits, "118") || is_text_code(digits)
}

/// Tells whether `digits` is a code for text messages: five digits from 6, 7 or 8 on (UK mobile networks' common short codes).
pub(super) fn is_text_code(digits: &str) -> bool {
    digits.len() == 5 && digits.starts_with(['6', '7', '8'])
}

/// Tells whether a number is complete at fewer digits than its kind has: 0800 1111, 0845 46 47.
pub(super) fn is_memorable(digits: &str) -> bool {
    MEMORABLE.iter().any(|(number, _)| *number == digits)
}

/// Tells whether a call is free; see [`super::Phone::is_free`] for the sources.
pub(super) fn is_free(digits: &str) -> bool {
    let number = ["0800", "0808"].iter().any(|start| digits.starts_with(start));
    number || is_six_from(digits, "116") || ["999", "112", "101", "111", "105", "18000"].contains(&digits)
}

/// Tells whether the number is one of those kept for drama.
pub(super) fn is_reserved_for_drama(digits: &str) -> bool {
    let kept = DRAMA.iter().chain([&DRAMA_CARDIFF]).any(|start| digits.starts_with(start));
    kept && digits.len() == 11
}

/// Returns the lengths of the groups a number is written in; digits past the last group belong to it.
///
/// Geographic numbers are cut after the area code (Ofcom, National Telephone Numbering Plan, part A), whose length the first
/// digits tell; the rest is cut so that no group is longer than four, as GOV.UK writes its own numbers (01603 326 252).
pub(super) fn groups(digits: &str) -> &'static [usize] {
    if let Some((_, groups)) = MEMORABLE.iter().find(|(number, _)| *number == digits) {
        return groups;
    }
    if !digits.starts_with('0') {
        return if digits.len() == 6 { &[3, 3] } else { &[5] };
    }
    let long_area = LONG_AREA_CODES.iter().any(|code| digits.starts_with(code));
    let third_and_fourth = digits.as_bytes().get(2..4).unwrap_or_default();
    match (digits.as_bytes().get(1), digits.len()) {
        (Some(b'1'), 10 | 11) if long_area => &[6, 5],
        (Some(b'1'), 11) if third_and_fourth.contains(&b'1') => &[4, 3, 4],
        (Some(b'1'), 10) => &[5, 5],
        (Some(b'2'), _) => &[3, 4, 4],
        (Some(b'3' | b'8' | b'9'), 11) => &[4, 3, 4],
        (Some(b'3' | b'8' | b'9'), _) => &[4, 3, 3],
        _ => &[5, 3, 3],
    }
}

fn is_six_from(digits: &str, start: &str) -> bool {
    digits.len() == 6 && digits.starts_with(start)
}
