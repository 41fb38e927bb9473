//! Times as people write them outside this tool: `9am`, `13.30`, `noon`, `1330 hrs`.
//!
//! In: text. Out: [`Loose`], the time that was probably meant, and the way it was written.
//! Never accepted as a value: it only serves to say what to write instead.

use super::Time;

/// In what way a time was not written `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `9am`, `4.15pm`.
    HalfDay,
    /// `13.30`, `1330`, `13h30`: anything but a colon between hour and minute.
    NoColon,
    /// `9:15`.
    OneDigit,
    /// `13:30:00`.
    Seconds,
    /// `14`.
    HourOnly,
    /// `noon`, `midnight`.
    Word,
}

impl Form {
    /// Says what is missing, to go after a colon in a message.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::HalfDay => "times are on the 24-hour clock, without am and pm",
            Self::NoColon => "a colon goes between hours and minutes",
            Self::OneDigit => "the hour has two digits",
            Self::Seconds => "leave out the seconds",
            Self::HourOnly => "write the minutes as well",
            Self::Word => "times are written in digits",
        }
    }
}

/// Which half of the day was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// `am`.
    Morning,
    /// `pm`.
    Afternoon,
}

/// A time read leniently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loose {
    /// The hour as typed, with [`Loose::half`] not yet applied; 0..=24.
    hour: u16,
    /// 0..=59.
    minute: u16,
    /// `am` or `pm`, where it was typed.
    pub(super) half: Option<Half>,
    /// How it was written.
    pub(super) form: Form,
    /// An hour that says which half of the day it is in, such as `09` or `13`.
    unmistakable: bool,
}

impl Loose {
    /// Returns the time, where there is no doubt which half of the day was meant.
    pub(super) fn certain(self) -> Option<Time> {
        match self.half {
            Some(half) => self.in_half(half),
            None if self.unmistakable => Time::of(self.hour, self.minute),
            None => None,
        }
    }

    /// Returns the time as it would be in one half of the day; an hour past 12 stays as it is.
    pub(super) fn in_half(self, half: Half) -> Option<Time> {
        let hour = match (half, self.hour) {
            (Half::Morning, 12) => 0,
            (Half::Afternoon, 1..=11) => self.hour + 12,
            (Half::Morning | Half::Afternoon, hour) => hour,
        };
        Time::of(hour, self.minute)
    }

    /// Returns both times it may be, for the words of a message.
    pub(super) fn either(self) -> (String, String) {
        let spelt = |half| self.in_half(half).map_or_else(String::new, |time| time.to_string());
        (spelt(Half::Morning), spelt(Half::Afternoon))
    }
}

/// Reads a time in any common form, the exact one included; `None` where it is none.
pub(super) fn read(text: &str) -> Option<Loose> {
    let text = text.to_lowercase();
    let word = |hour| Some(Loose { hour, minute: 0, half: None, form: Form::Word, unmistakable: true });
    match text.trim() {
        "noon" | "midday" | "mid-day" | "12 noon" | "12noon" | "12 midday" => return word(12),
        "midnight" | "12 midnight" | "12midnight" => return word(0),
        _ => {}
    }
    let (digits, half) = split_half(text.trim());
    let digits = digits
        .strip_suffix("hours")
        .or_else(|| digits.strip_suffix("hrs"))
        .or_else(|| digits.strip_suffix('h'))
        .unwrap_or(digits);
    let digits = digits.trim();
    let (hour, minute, form) = clock(digits)?;
    Time::of(hour, minute)?;
    let form = if half.is_some() { Form::HalfDay } else { form };
    // Without am or pm, 1 to 7 may be either half of the day; a leading 0 or four digits in a row are the 24-hour clock.
    let unmistakable = !(1..=7).contains(&hour) || digits.starts_with('0');
    Some(Loose { hour, minute, half, form, unmistakable })
}

fn split_half(text: &str) -> (&str, Option<Half>) {
    for (ending, half) in [("a.m.", Half::Morning), ("a.m", Half::Morning), ("am", Half::Morning)] {
        if let Some(digits) = text.strip_suffix(ending) {
            return (digits.trim_end(), Some(half));
        }
    }
    for ending in ["p.m.", "p.m", "pm"] {
        if let Some(digits) = text.strip_suffix(ending) {
            return (digits.trim_end(), Some(Half::Afternoon));
        }
    }
    (text, None)
}

/// Reads hour, minute and the form from digits and the mark between them.
fn clock(text: &str) -> Option<(u16, u16, Form)> {
    let number = |part: &str| -> Option<u16> {
        (part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return match text.len() {
            1 | 2 => Some((number(text)?, 0, Form::HourOnly)),
            3 | 4 => Some((number(&text[..text.len() - 2])?, number(&text[text.len() - 2..])?, Form::NoColon)),
            _ => None,
        };
    }
    let mut parts = text.split([':', '.', ';', ',', 'h', ' ']).filter(|part| !part.is_empty());
    let (hour, minute, second, more) = (parts.next()?, parts.next()?, parts.next(), parts.next());
    let whole = more.is_none() && second.is_none_or(|second| number(second).is_some()) && minute.len() == 2;
    let colon = text.contains(':') && !text.contains([' ', '.', ';', ',']);
    let form = match (second, colon) {
        (Some(_), _) => Form::Seconds,
        (None, false) => Form::NoColon,
        (None, true) => Form::OneDigit,
    };
    if whole { Some((number(hour)?, number(minute)?, form)) } else { None }
}
