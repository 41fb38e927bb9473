//! An e-mail address.
//!
//! In: text. Out: [`Email`], one bare address.
//! Never tells whether anybody reads what is sent there.

use std::fmt;

use email_address::{EmailAddress, Options};

use crate::model::value::{ValueError, is_curly_quote, is_dash, plain, sentinel, shown};

/// The code of every message about an e-mail address, sentinels excepted.
const CODE: &str = "email-invalid";

/// One address with a whole domain, such as `visits@example.org`; the domain is in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Reads one bare address (RFC 5321 4.1.2, with a domain of at least two parts).
    ///
    /// # Errors
    ///
    /// `email-invalid` for names and brackets round it, `mailto:`, `[at]`, spaces, two addresses, and anything that is no
    /// address; `value-sentinel` for `TBC` and the like.
    pub fn parse(typed: &str) -> Result<Self, ValueError> {
        if sentinel(typed) {
            return Err(ValueError::sentinel(typed, "an e-mail address"));
        }
        let text = plain(typed);
        checked(&text).ok_or_else(|| explain(&text))
    }

    /// Returns the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns what follows the `@`, in lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or_default()
    }

    /// Tells whether the domain is kept for examples, so that nobody gets what is sent there (RFC 2606 sections 2 and 3).
    #[must_use]
    pub fn is_example(&self) -> bool {
        is_example_domain(self.domain())
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Tells whether a domain, in lower case, is kept for examples: `example.org`, `.test` and the like (RFC 2606 sections 2 and 3).
pub(crate) fn is_example_domain(domain: &str) -> bool {
    let reserved = ["example.com", "example.org", "example.net", "example", "test", "invalid", "localhost"];
    reserved.iter().any(|name| domain.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// Returns the address, where `text` is one and nothing else.
fn checked(text: &str) -> Option<Email> {
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    let address = EmailAddress::parse_with_options(text, options).ok()?;
    let (mailbox, domain) = (address.local_part(), address.domain());
    let usual_mailbox = mailbox.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let usual_domain = domain.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
    let ending = domain.rsplit('.').next().unwrap_or_default();
    let whole = ending.len() >= 2 && ending.chars().all(|c| c.is_ascii_alphabetic());
    (usual_mailbox && usual_domain && whole).then(|| Email(format!("{mailbox}@{}", domain.to_ascii_lowercase())))
}

/// Says what to write instead; the first reason that fits is given.
fn explain(text: &str) -> ValueError {
    let lower = text.to_lowercase();
    let error = |what: &str| ValueError::new(CODE, format!("`{}` {what}", shown(text)));
    let example = "write one address, such as `visits@example.org`";
    if lower.starts_with("mailto:") {
        return meant(
            error("starts with `mailto:`, which is not part of the address"),
            text[7..].split('?').next().unwrap_or_default(),
        );
    }
    if lower.starts_with("http") || lower.starts_with("www.") {
        return error("is a web address").help("write it in `web`, and an e-mail address with an `@` here");
    }
    if text.matches('@').count() > 1 {
        return error("looks like more than one address")
            .help("write one address here, and give the other its own entry");
    }
    if let Some(spelt) = spelt_at(&lower) {
        return meant(error("has its `@` spelt out"), &spelt);
    }
    if !text.contains('@') {
        return error("is not an e-mail address: there is no `@` in it").help(example);
    }
    if let Some((_, inside)) = text.split_once('<') {
        return meant(error("holds more than the address"), inside.trim_end_matches(['>', ' ', '.', ',', ';']));
    }
    let bare = text.trim_matches(|c: char| is_curly_quote(c) || "\"'<>()[],;:. ".contains(c));
    if checked(bare).is_some() {
        return meant(error("has a mark at one end that is not part of the address"), bare);
    }
    let unspaced: String = text.chars().filter(|c| *c != ' ').collect();
    if unspaced != text {
        let error = error("has a space in it");
        // What stood in place of the space, a dot or nothing, only its owner knows.
        return match checked(&unspaced) {
            Some(near) if text.split('@').next().is_some_and(|mailbox| mailbox.trim_end().contains(' ')) => {
                let dotted = text.split_once('@').map_or_else(String::new, |(mailbox, rest)| {
                    format!("{}@{}", mailbox.trim().replace(' ', "."), rest.trim())
                });
                error.help(format!("an address has none: look whether it is `{near}` or `{dotted}`"))
            }
            Some(_) | None => meant(error, &unspaced),
        };
    }
    if text.contains(|c| is_dash(c) && c != '-') {
        let hyphens: String = text.chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
        return meant(error("has a long dash in it, and addresses have short ones"), &hyphens);
    }
    if text.split_once('@').is_some_and(|(_, domain)| !domain.contains('.')) {
        return error("ends too early: there is no `.org`, `.uk` or the like").help(example);
    }
    error("is not an e-mail address").help(example)
}

/// Adds what was meant, where it is an address.
fn meant(error: ValueError, near: &str) -> ValueError {
    match checked(near.trim()) {
        Some(address) => error.help(format!("write `{address}`")).instead(address.0),
        None => error.help("write one address, such as `visits@example.org`"),
    }
}

/// Returns the address with a real `@`, where it was hidden from machines: `visits [at] example.org`, `visits at example dot org`.
fn spelt_at(lower: &str) -> Option<String> {
    let at = ["[at]", "(at)", "{at}", " at "].into_iter().find(|at| lower.contains(at) && !lower.contains('@'))?;
    let mut text = lower.replacen(at, "@", 1);
    for dot in ["[dot]", "(dot)", "{dot}", " dot "] {
        text = text.replace(dot, ".");
    }
    Some(text.replace(' ', ""))
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn addresses_are_read() {
        let table = [
            ("visits@example.org", "visits@example.org"),
            (" visits@example.org\u{a0}", "visits@example.org"),
            ("Info@PrisonersFamilies.ORG", "Info@prisonersfamilies.org"),
            ("a.b+c_d-e@sub.example.co.uk", "a.b+c_d-e@sub.example.co.uk"),
            ("o'brien@justice.gov.uk", "o'brien@justice.gov.uk"),
        ];
        for (typed, want) in table {
            assert_eq!(Email::parse(typed).map(|email| email.to_string()).as_deref(), Ok(want), "{typed:?}");
        }
        for (typed, example) in [
            ("a@example.org", true),
            ("a@mail.example.com", true),
            ("a@prison.test", true),
            ("a@notexample.org", false),
            ("a@pact.org.uk", false),
        ] {
            assert_eq!(Email::parse(typed).map(|email| email.is_example()), Ok(example), "{typed}");
        }
    }

    #[test]
    fn every_mistake_has_its_own_message() {
        let table = [
            ("mailto:visits@example.org?subject=Hi", "`mailto:`", Some("visits@example.org")),
            ("visits [at] example.org", "spelt out", Some("visits@example.org")),
            ("visits(at)example(dot)org", "spelt out", Some("visits@example.org")),
            ("visits at example dot org", "spelt out", Some("visits@example.org")),
            ("a@example.org, b@example.org", "more than one", None),
            ("a@example.org or b@example.org", "more than one", None),
            ("visits @example.org", "space", Some("visits@example.org")),
            ("visits@example. org", "space", Some("visits@example.org")),
            ("Visits <visits@example.org>", "more than the address", Some("visits@example.org")),
            ("visits@example.org.", "mark at one end", Some("visits@example.org")),
            ("“visits@example.org”", "mark at one end", Some("visits@example.org")),
            ("visits–team@example.org", "long dash", Some("visits-team@example.org")),
            ("visits@example", "ends too early", None),
            ("visits@[127.0.0.1]", "not an e-mail address", None),
            ("visits@example..org", "not an e-mail address", None),
            ("@example.org", "not an e-mail address", None),
            ("visits@", "ends too early", None),
            ("visits", "no `@`", None),
            ("https://example.org", "web address", None),
            ("www.example.org", "web address", None),
            ("vísits@example.org", "not an e-mail address", None),
            ("a@b.c", "not an e-mail address", None),
            ("Unavailable", "not an e-mail address", None),
            ("Unknown", "not an e-mail address", None),
            ("", "nothing", None),
        ];
        for (typed, part, instead) in table {
            let error = Email::parse(typed).expect_err(typed);
            assert!(error.message.contains(part), "{typed:?}: {}", error.message);
            assert_eq!(error.instead.as_deref(), instead, "{typed:?}: {}", error.message);
            assert!(error.help.is_some(), "{typed:?}");
        }
    }
}
