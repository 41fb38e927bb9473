//! `familypack explain`: what a rule is for.

use std::io::Write as _;

use super::args::Explain;
use super::check::no_rule;
use super::report::complain;
use super::{FINE, USE};
use crate::rules::{self, Harm};

/// Prints the page of a rule, or the list of all; returns the exit code.
pub(super) fn run(args: &Explain) -> u8 {
    let text = match &args.rule {
        Some(name) => match rules::named(name) {
            Some(rule) => rule.page.to_owned(),
            None => {
                complain(&no_rule(name));
                return USE;
            }
        },
        None => list(),
    };
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
    FINE
}

/// Returns every rule in a line, by what it saves families from.
fn list() -> String {
    let mut text = String::new();
    for harm in Harm::ALL {
        text.push_str(&format!("Harm: {}\n", harm.as_str()));
        for rule in rules::all().filter(|rule| rule.harm == harm) {
            let what = rule.part("What is wrong").unwrap_or_default();
            text.push_str(&format!("  {:<24} {what}\n", rule.name));
        }
        text.push('\n');
    }
    text
}
