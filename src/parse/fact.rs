//! Facts: left out, `false`, a value, or a table with `value` and what else is known of it; and what they inherit.

use std::sync::Arc;

use toml::de::DeTable;

use super::context::{Context, Value};
use super::reader::{PROVENANCE, Reader};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::fact::{Fact, Known, Provenance};
use crate::model::slug::Slug;

impl<'c, 'i> Reader<'c, '_, 'i> {
    pub(super) fn inherited(&self, table: &DeTable<'i>) -> Arc<Provenance> {
        if !self.sourced || !PROVENANCE.iter().any(|key| table.get(*key).is_some()) {
            return Arc::clone(&self.provenance);
        }
        let mut provenance = (*self.provenance).clone();
        if let Some(value) = table.get("source")
            && let Some(id) = self.context.parsed(value, Slug::parse)
        {
            match self.context.sources.get(&id) {
                Some(source) => provenance.checked = source.checked,
                None => self.unknown_source(&id, value),
            }
            provenance.source = Some(id);
        }
        if let Some(value) = table.get("checked") {
            provenance.checked = self.context.checked_on(value).or(provenance.checked);
        }
        if let Some(value) = table.get("review_by") {
            provenance.review_by = self.context.date(value).or(provenance.review_by);
        }
        Arc::new(provenance)
    }

    fn unknown_source(&self, id: &Slug, value: &Value<'_>) {
        let at = self.context.at(value);
        let mut problem = Diagnostic::error("source-unknown", at.clone(), format!("this file has no source `{id}`"))
            .help(format!("add a group [sources.{id}] with its title, or name a source that is there"));
        if let Some(near) = did_you_mean(id.as_str(), self.context.sources.keys().map(Slug::as_str)) {
            problem = problem.suggest(at, format!("\"{near}\""));
        }
        self.context.report(problem);
    }

    /// Reads a fact: left out, `false`, a value, or a table with `value` and its own provenance.
    pub(crate) fn fact<T>(&mut self, key: &str, read: impl Fn(&Context<'c>, &Value<'i>) -> Option<T>) -> Fact<T> {
        let Some(value) = self.get(key) else { return Fact::Unknown };
        let table = value.get_ref().as_table();
        let has_provenance = |table: &&DeTable<'_>| {
            ["source", "checked", "review_by", "also"].iter().any(|key| table.contains_key(*key))
        };
        if table.is_some_and(|table| !table.contains_key("value") && has_provenance(&table)) {
            self.context.report(
                Diagnostic::error(
                    "fact-value-missing",
                    self.context.at(value),
                    format!("`{key}` has no value between its braces"),
                )
                .help("write { value = \"...\", source = \"...\" }, with the fact itself after value ="),
            );
            return Fact::Unknown;
        }
        let inner = table.and_then(|table| Some((table, table.get("value")?)));
        let Some((table, inner)) = inner else {
            return self.fact_value(value, &self.provenance, &read).map_or(Fact::Unknown, |main| match main {
                Ok(main) => Fact::Known { main, others: Vec::new() },
                Err(no) => Fact::No(no),
            });
        };
        self.only(table, &["value", "source", "checked", "review_by", "also"], key);
        let provenance = self.inherited(table);
        let others = table.get("also").map(|also| self.others(also, key, &read)).unwrap_or_default();
        match self.fact_value(inner, &provenance, &read) {
            Some(Ok(main)) => Fact::Known { main, others },
            Some(Err(no)) => {
                if !others.is_empty() {
                    self.refuse_no_beside_a_value(inner);
                }
                Fact::No(no)
            }
            None => Fact::Unknown,
        }
    }

    /// Tells that `false` and a value cannot stand beside each other: one of them would be lost.
    fn refuse_no_beside_a_value(&self, at: &Value<'i>) {
        self.context.report(
            Diagnostic::error(
                "also-no",
                self.context.at(at),
                "one source says that there is none, and another names one",
            )
            .help("write the one that is named as value, and the doubt in a note; or ask, and keep what is right"),
        );
    }

    fn others<T>(
        &self,
        also: &Value<'i>,
        key: &str,
        read: &impl Fn(&Context<'c>, &Value<'i>) -> Option<T>,
    ) -> Vec<Known<T>> {
        let other = |item: &Value<'i>| {
            let Some((table, value)) = item.get_ref().as_table().and_then(|table| Some((table, table.get("value")?)))
            else {
                self.context.report(
                    Diagnostic::error(
                        "also-invalid",
                        self.context.at(item),
                        "what another source says needs its value and its source",
                    )
                    .help("write also = [{ value = \"...\", source = \"...\" }]"),
                );
                return None;
            };
            self.only(table, &["value", "source", "checked"], key);
            match self.fact_value(value, &self.inherited(table), read)? {
                Ok(known) => Some(known),
                Err(_) => {
                    self.refuse_no_beside_a_value(value);
                    None
                }
            }
        };
        Context::items(also).into_iter().filter_map(other).collect()
    }

    /// Reads one value of a fact; `Err` is a "no".
    fn fact_value<T>(
        &self,
        value: &Value<'i>,
        provenance: &Arc<Provenance>,
        read: &impl Fn(&Context<'c>, &Value<'i>) -> Option<T>,
    ) -> Option<Result<Known<T>, Known<()>>> {
        let at = self.context.at(value);
        let provenance = Arc::clone(provenance);
        if value.get_ref().as_bool() == Some(false) {
            return Some(Err(Known { value: (), at, provenance }));
        }
        read(self.context, value).map(|value| Ok(Known { value, at, provenance }))
    }

    fn only(&self, table: &DeTable<'i>, keys: &[&str], of: &str) {
        for (key, _) in table {
            if !keys.contains(&&**key.get_ref()) {
                self.unknown_key(key, keys.iter().copied(), &format!("the fact `{of}`"));
            }
        }
    }
}
