//! Text as a reader gets it.

/// Resolves the entities that stand for markup or for space, and all numbers. Other names are left as they are: what is
/// done with the text here does not depend on them.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (letter, length) = entity(rest).unwrap_or(('&', 1));
        plain.push(letter);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// Returns the character that an entity at the start of `text` stands for, and the entity's length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    // HTML allows the first four without a semicolon as well.
    let names = [("&amp", '&'), ("&lt", '<'), ("&gt", '>'), ("&quot", '"'), ("&apos;", '\''), ("&nbsp", '\u{a0}')];
    for (name, letter) in names {
        if let Some(after) = text.strip_prefix(name) {
            let continues = after.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '=');
            let closed = name.ends_with(';') || after.starts_with(';');
            if closed || !continues {
                return Some((letter, name.len() + usize::from(after.starts_with(';') && !name.ends_with(';'))));
            }
        }
    }
    let digits = text.strip_prefix("&#")?;
    let (digits, radix, prefix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (digits, 10, 2),
    };
    let length = digits.find(|digit: char| !digit.is_digit(radix)).unwrap_or(digits.len());
    let letter = char::from_u32(u32::from_str_radix(&digits[..length], radix).ok()?)?;
    Some((letter, prefix + length + usize::from(digits[length..].starts_with(';'))))
}

/// Puts one space for every run of spaces, and none at the ends. A space that does not break is one too, and characters
/// without any width are none.
pub(in super::super) fn tidy(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    let visible: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells whether a text is plain ASCII with single spaces inside, as most are.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    bytes.is_ascii()
        && !bytes.first().is_some_and(is_space)
        && !bytes.last().is_some_and(is_space)
        && bytes.windows(2).all(|pair| !(is_space(&pair[0]) && is_space(&pair[1])))
        && bytes.iter().all(|byte| !matches!(byte, b'\t'..=b'\r' | 0x1c..=0x1f))
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns the text of each piece of template syntax, and of a mark without its partner what stands around it: `{{`, `}}`,
/// `{%`, `%}`.
pub(in super::super) fn slots(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // Most texts have none of the marks.
    if memchr::memchr3(b'{', b'}', b'%', text.as_bytes()).is_none() {
        return found;
    }
    let mut from = 0;
    while let Some(at) = ["{{", "}}", "{%", "%}"].iter().filter_map(|mark| text[from..].find(mark)).min() {
        let start = from + at;
        let inside = &text[start + 2..];
        let partner = match &text[start..start + 2] {
            "{{" => inside.find("}}"),
            "{%" => inside.find("%}"),
            _ => None,
        };
        let end = partner.map_or(start + 2, |length| start + 2 + length + 2);
        let shown = if partner.is_some() { tidy(&text[start..end]) } else { around(text, start) };
        found.push(shorten(&shown));
        from = end;
    }
    found
}

/// Returns up to 20 bytes on both sides of a mark.
fn around(text: &str, start: usize) -> String {
    tidy(&text[text.floor_char_boundary(start.saturating_sub(20))..text.ceil_char_boundary(start + 22)])
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, slots, tidy};

    #[test]
    fn entities_are_resolved() {
        assert_eq!(
            plain("a&amp;b &lt;&#39;&#x2014;&gt; &quot &eacute; &amplify; &#xfffffff; &"),
            "a&b <'—> \" &eacute; &amplify; &#xfffffff; &"
        );
        assert_eq!(plain("?a=1&amp;lt=2&lt=3"), "?a=1&lt=2&lt=3");
    }

    #[test]
    fn space_of_any_kind_is_no_text() {
        assert_eq!(tidy(&plain(" a&nbsp;\n b\u{200b} ")), "a b");
        assert_eq!(tidy(&plain("&nbsp;\u{ad}&#8203;")), "");
    }

    #[test]
    fn slots_are_found_with_their_surroundings() {
        assert_eq!(slots("Ask {{ prisoners }} or {% if x %}."), ["{{ prisoners }}", "{% if x %}"]);
        assert_eq!(slots("left }} over"), ["left }} over"]);
        assert_eq!(slots("éé {{ ö"), ["éé {{ ö"]);
        assert!(slots("{ a } 5% }").is_empty());
        assert_eq!(slots("{{é}"), ["{{é}"]);
    }
}
