//! Short texts and facts in TOML files.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::context::{Context, Value};
use super::markdown::{Base, line};
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::email::Email;
use crate::model::fact::Fact;
use crate::model::group::{FieldSource, Yes};
use crate::model::language::Language;
use crate::model::link::Link;
use crate::model::phone::Phone;
use crate::model::postcode::Postcode;
use crate::model::prose::Prose;
use crate::model::slug::Slug;
use crate::model::time::Time;

impl Context<'_> {
    /// Reads a text in the fleet's first language, or a table with one text a language.
    pub(crate) fn prose(&self, value: &Value<'_>) -> Option<Prose> {
        let mut by_language = BTreeMap::new();
        match value.get_ref() {
            DeValue::Table(table) => {
                for (key, value) in table {
                    let Some(language) = self.languages.iter().find(|language| language.to_string() == **key.get_ref())
                    else {
                        let known: Vec<String> = self.languages.iter().map(Language::to_string).collect();
                        self.report(
                            Diagnostic::error(
                                "language-unknown",
                                self.span(key.span()),
                                format!("`{}` is not a language of this fleet", key.get_ref()),
                            )
                            .help(format!("write {}", super::slot::listed(&known))),
                        );
                        continue;
                    };
                    let text = self.text_of(value, "\"...\"")?;
                    by_language.insert(language.clone(), line(self, text, self.base(value, text)));
                }
            }
            _ => {
                let text = self.text_of(value, "\"...\"")?;
                by_language.insert(self.languages[0].clone(), line(self, text, self.base(value, text)));
            }
        }
        Prose::new(by_language)
    }

    /// Reads a list of texts, or one text as a list of one.
    pub(crate) fn prose_list(&self, value: &Value<'_>) -> Option<Vec<Prose>> {
        let texts: Vec<Prose> = Self::items(value).into_iter().filter_map(|item| self.prose(item)).collect();
        if texts.is_empty() && matches!(value.get_ref(), DeValue::Array(_)) {
            self.report(
                Diagnostic::error("list-empty", self.at(value), "there is nothing in this list").help(
                    "write what is known; `false` where there is none; or take the line out where it is not known",
                ),
            );
        }
        (!texts.is_empty()).then_some(texts)
    }

    /// Finds where a string's text begins in the file, if it stands there letter by letter.
    fn base(&self, value: &Value<'_>, text: &str) -> Base {
        let span = value.span();
        let written = self.text.get(span.clone()).unwrap_or_default();
        // Mostly behind one quotation mark or three.
        let begins = |offset: &usize| written.get(*offset..).is_some_and(|rest| rest.starts_with(text));
        match [1, 3].into_iter().find(begins).or_else(|| written.find(text)) {
            Some(offset) => Base::Exact(span.start + offset),
            None => Base::Whole(span.start, span.end),
        }
    }
}

impl FieldSource for Reader<'_, '_, '_> {
    fn prose(&mut self, key: &'static str) -> Fact<Prose> {
        self.fact(key, Context::prose)
    }

    fn list(&mut self, key: &'static str) -> Fact<Vec<Prose>> {
        self.fact(key, Context::prose_list)
    }

    fn number(&mut self, key: &'static str) -> Fact<u32> {
        self.fact(key, Context::number)
    }

    fn yes(&mut self, key: &'static str) -> Fact<Yes> {
        self.fact(key, |context, value| context.yes_or_no(value).map(|_| Yes))
    }

    fn phone(&mut self, key: &'static str) -> Fact<Phone> {
        self.fact(key, Context::phone)
    }

    fn email(&mut self, key: &'static str) -> Fact<Email> {
        self.fact(key, |context, value| context.parsed(value, Email::parse))
    }

    fn link(&mut self, key: &'static str) -> Fact<Link> {
        self.fact(key, |context, value| context.parsed(value, Link::parse))
    }

    fn time(&mut self, key: &'static str) -> Fact<Time> {
        self.fact(key, Context::time)
    }

    fn entry(&mut self, key: &'static str) -> Fact<Slug> {
        self.fact(key, |context, value| context.parsed(value, Slug::parse))
    }

    fn choices(&mut self, key: &'static str, allowed: &'static [&'static str]) -> Fact<Vec<&'static str>> {
        self.fact(key, |context, value| {
            let word = |item| {
                let text = context.text_of(item, "\"...\"")?;
                let found = allowed.iter().find(|word| **word == text).copied();
                if found.is_none() {
                    context.word(item, |_| None::<()>, allowed);
                }
                found
            };
            let found: Vec<&'static str> = Context::items(value).into_iter().filter_map(word).collect();
            (!found.is_empty()).then_some(found)
        })
    }
}

impl Context<'_> {
    /// Reads a phone number, and tells where it is grouped in a way that is read aloud wrongly.
    pub(crate) fn phone(&self, value: &Value<'_>) -> Option<Phone> {
        let phone = self.parsed(value, Phone::parse)?;
        if let Some(typed) = value.get_ref().as_str()
            && phone.grouping_differs(typed)
        {
            let at = self.at(value);
            self.report(
                Diagnostic::warning(
                    "phone-grouping",
                    at.clone(),
                    format!("`{typed}` is not how this number is grouped: write {}", phone.display()),
                )
                .help("the pages print it so; in other groups it is read aloud wrongly")
                .suggest(at, format!("\"{}\"", phone.display())),
            );
        }
        Some(phone)
    }

    /// Reads a postcode, and tells where it is not written in capitals with one space.
    pub(crate) fn postcode(&self, value: &Value<'_>) -> Option<Postcode> {
        let postcode = self.parsed(value, Postcode::parse)?;
        if let Some(typed) = value.get_ref().as_str()
            && typed != postcode.as_str()
        {
            let at = self.at(value);
            let message = format!("`{typed}` is written {} on letters and in a sat-nav", postcode.as_str());
            self.report(
                Diagnostic::warning("postcode-form", at.clone(), message)
                    .help("the pages print it so; write it so here too, and it is found")
                    .suggest(at, format!("\"{}\"", postcode.as_str())),
            );
        }
        Some(postcode)
    }

    /// Reads a time of day, in quotes or bare.
    pub(crate) fn time(&self, value: &Value<'_>) -> Option<Time> {
        match value.get_ref() {
            DeValue::Datetime(_) | DeValue::Float(_) | DeValue::Integer(_) => {
                let typed = self.text.get(value.span()).unwrap_or_default();
                Time::parse(typed)
                    .map_err(|error| self.report(super::context::value_error(error, &self.at(value))))
                    .ok()
            }
            _ => self.parsed(value, Time::parse),
        }
    }
}
