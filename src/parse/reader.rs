//! Reads a TOML table key by key.
//!
//! In: a parsed table with byte ranges. Out: typed values and facts with their inherited provenance; problems go to
//! [`Context`]. What is not asked for is an unknown key.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeTable;

use super::context::{Context, Value, value_error};
use super::slot::listed_all;
use crate::diagnostic::{Diagnostic, did_you_mean, slip_of};
use crate::model::fact::{Known, Provenance, SourceRecord};
use crate::model::link::Link;
use crate::model::path::GROUPS;
use crate::model::slug::Slug;
use crate::source::{Located, Span};

/// One table, being read.
pub(crate) struct Reader<'c, 'v, 'i> {
    /// What the file's reading shares.
    pub context: &'c Context<'c>,
    pub(super) table: &'v DeTable<'i>,
    /// Where the table stands.
    pub at: Span,
    pub(super) name: String,
    pub(super) provenance: Arc<Provenance>,
    /// The tables of this file say where their facts come from.
    pub(super) sourced: bool,
    asked: Vec<String>,
}

#[cfg(test)]
thread_local! {
    /// What each table was asked for, by what messages call it.
    pub(super) static ASKED: std::cell::RefCell<BTreeMap<String, std::collections::BTreeSet<String>>> =
        std::cell::RefCell::default();
}

pub(super) const PROVENANCE: [&str; 3] = ["source", "checked", "review_by"];

impl<'c, 'v, 'i> Reader<'c, 'v, 'i> {
    /// Starts reading the file's own table. Its provenance is read by [`Self::with_provenance`].
    pub(crate) fn root(context: &'c Context<'c>, table: &'v Spanned<DeTable<'i>>) -> Self {
        Self {
            context,
            table: table.get_ref(),
            at: context.span(0..0),
            name: "this file".to_owned(),
            provenance: Arc::default(),
            sourced: false,
            asked: Vec::new(),
        }
    }

    /// Names the table as messages do.
    pub(crate) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Reads `source`, `checked` and `review_by`: what they say holds for this table and all below it.
    pub(crate) fn with_provenance(mut self) -> Self {
        self.sourced = true;
        self.asked.extend(PROVENANCE.map(str::to_owned));
        self.provenance = self.inherited(self.table);
        self
    }

    /// Returns where this table stands and how fresh it is.
    pub(crate) fn known(&self) -> Known<()> {
        Known { value: (), at: self.at.clone(), provenance: Arc::clone(&self.provenance) }
    }

    /// Returns the value of a key, remembering that it was asked for.
    pub(crate) fn get(&mut self, key: &str) -> Option<&'v Value<'i>> {
        self.asked.push(key.to_owned());
        self.table.get(key)
    }

    /// Tells whether a key is written.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Returns the value of a key that must be there.
    pub(crate) fn needed(&mut self, key: &str, example: &str) -> Option<&'v Value<'i>> {
        let value = self.get(key);
        if value.is_none() && !self.is_misspelt(key) {
            self.context.report(
                Diagnostic::error("key-missing", self.at.clone(), format!("`{key}` is missing in {}", self.name))
                    .help(format!("add a line such as {key} = {example}")),
            );
        }
        value
    }

    /// Tells of a table that must be there and is not.
    pub(crate) fn needed_group(&mut self, key: &str, example: &str) {
        if self.table.get(key).is_none() && !self.is_misspelt(key) {
            self.context.report(
                Diagnostic::error(
                    "key-missing",
                    self.at.clone(),
                    format!("the group [{key}] is missing in {}", self.name),
                )
                .help(format!("add a line [{key}], and below it {example}")),
            );
        }
    }

    /// Tells of a key that is written instead of a missing one, if there is one: that is one mistake, not two.
    fn is_misspelt(&mut self, key: &str) -> bool {
        let free = self.table.iter().filter(|(typed, _)| !self.asked.iter().any(|asked| asked == typed.get_ref()));
        let slip = free.map(|(typed, _)| typed).find(|typed| slip_of(typed.get_ref(), [key]).is_some());
        let Some(slip) = slip else { return false };
        self.unknown_key(slip, std::iter::once(key), &self.name);
        self.asked.push(slip.get_ref().clone().into_owned());
        true
    }

    /// Returns every key with its value, in the order written, for tables whose keys are free.
    pub(crate) fn entries(&mut self) -> Vec<(Located<&'v str>, &'v Value<'i>)> {
        let context = self.context;
        let free = self.table.iter().filter(|(key, _)| !self.asked.iter().any(|asked| asked == key.get_ref()));
        let entries: Vec<_> =
            free.map(|(key, value)| (Located::new(&**key.get_ref(), context.span(key.span())), value)).collect();
        self.asked.extend(entries.iter().map(|(key, _)| key.value.to_owned()));
        entries
    }

    /// Reads a plain text that is not prose: a name.
    pub(crate) fn string(&mut self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        self.context.text_of(value, "\"...\"").map(|text| text.trim().to_owned())
    }

    /// Reads a list of plain texts.
    pub(crate) fn strings(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let items = Context::items(value).into_iter();
        items.filter_map(|item| self.context.text_of(item, "\"...\"")).map(|text| text.trim().to_owned()).collect()
    }

    /// Reads one of a fixed set of words.
    pub(crate) fn word<T>(
        &mut self,
        key: &str,
        parse: fn(&str) -> Option<T>,
        all: &'static [&'static str],
    ) -> Option<T> {
        let value = self.get(key)?;
        self.context.word(value, parse, all)
    }

    /// Reads one of a fixed set of words that must be there.
    pub(crate) fn needed_word<T>(
        &mut self,
        key: &str,
        parse: fn(&str) -> Option<T>,
        all: &'static [&'static str],
    ) -> Option<T> {
        let example = format!("\"{}\"", all.first().copied().unwrap_or_default());
        let value = self.needed(key, &example)?;
        self.context.word(value, parse, all)
    }

    /// Reads some of a fixed set of words.
    pub(crate) fn words<T>(&mut self, key: &str, parse: fn(&str) -> Option<T>, all: &'static [&'static str]) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        Context::items(value).into_iter().filter_map(|item| self.context.word(item, parse, all)).collect()
    }

    /// Reads an id.
    pub(crate) fn slug(&mut self, key: &str) -> Option<Located<Slug>> {
        let value = self.get(key)?;
        let slug = self.context.parsed(value, Slug::parse)?;
        Some(Located::new(slug, self.context.at(value)))
    }

    /// Reads an id that must be there.
    pub(crate) fn needed_slug(&mut self, key: &str, example: &str) -> Option<Located<Slug>> {
        let value = self.needed(key, &format!("\"{example}\""))?;
        let slug = self.context.parsed(value, Slug::parse)?;
        Some(Located::new(slug, self.context.at(value)))
    }

    /// Reads a date.
    pub(crate) fn date(&mut self, key: &str) -> Option<Date> {
        let value = self.get(key)?;
        self.context.date(value)
    }

    /// Reads a date that must be there.
    pub(crate) fn needed_date(&mut self, key: &str) -> Option<Located<Date>> {
        let value = self.needed(key, "2026-12-25")?;
        Some(Located::new(self.context.date(value)?, self.context.at(value)))
    }

    /// Reads a list of dates.
    pub(crate) fn dates(&mut self, key: &str) -> Vec<Date> {
        let Some(value) = self.get(key) else { return Vec::new() };
        Context::items(value).into_iter().filter_map(|item| self.context.date(item)).collect()
    }

    /// Reads a number.
    pub(crate) fn plain_number(&mut self, key: &str) -> Option<u32> {
        let value = self.get(key)?;
        self.context.number(value)
    }

    /// Reads `true` or `false`; nothing written is `false`.
    pub(crate) fn flag(&mut self, key: &str) -> bool {
        self.get(key).and_then(|value| self.context.yes_or_no(value)).unwrap_or(false)
    }

    /// Reads a table below this one.
    pub(crate) fn table(&mut self, key: &str) -> Option<Self> {
        let value = self.get(key)?;
        self.below(value, key, &format!("[{key}]"))
    }

    /// Reads a list of tables, each with its own provenance.
    pub(crate) fn tables(&mut self, key: &str) -> Vec<Self> {
        let Some(value) = self.get(key) else { return Vec::new() };
        if value.get_ref().as_table().is_some() {
            let at = self.context.at(value);
            self.context.report(
                Diagnostic::error("table-shape", at, format!("[{key}] must have two pairs of brackets"))
                    .help(format!("write [[{key}]]: there can be several")),
            );
            return Vec::new();
        }
        Context::items(value).into_iter().filter_map(|item| self.below(item, key, &format!("[[{key}]]"))).collect()
    }

    fn below(&self, value: &'v Value<'i>, key: &str, name: &str) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            let at = self.context.at(value);
            let first = value.get_ref().as_array().and_then(|items| items.first());
            let problem = match first.filter(|first| first.get_ref().as_table().is_some()) {
                Some(first) => Diagnostic::error(
                    "table-shape",
                    self.context.at(first),
                    format!("[[{key}]] must have one pair of brackets"),
                )
                .help(format!("write {name}: there is only one")),
                None => Diagnostic::error("table-shape", at, format!("`{key}` is a group of facts, not one fact"))
                    .help(format!("write {name} on a line of its own, and its facts below it")),
            };
            self.context.report(problem);
            return None;
        };
        Some(Self {
            context: self.context,
            table,
            at: self.context.at(value),
            name: name.to_owned(),
            provenance: self.inherited(table),
            sourced: self.sourced,
            asked: if self.sourced { PROVENANCE.map(str::to_owned).to_vec() } else { Vec::new() },
        })
    }

    /// Tells of every key that nobody asked for.
    pub(crate) fn finish(self) {
        #[cfg(test)]
        ASKED.with_borrow_mut(|all| all.entry(self.name.clone()).or_default().extend(self.asked.iter().cloned()));
        for (key, _) in self.table {
            if !self.asked.iter().any(|asked| asked == key.get_ref()) {
                self.unknown_key(key, self.asked.iter().map(String::as_str), &self.name);
            }
        }
    }

    pub(super) fn unknown_key<'k>(
        &self,
        key: &Spanned<std::borrow::Cow<'i, str>>,
        keys: impl Iterator<Item = &'k str>,
        of: &str,
    ) {
        let typed = key.get_ref();
        let at = self.context.span(key.span());
        let mut known: Vec<&str> = keys.collect();
        let mut problem =
            Diagnostic::error("key-unknown", at.clone(), format!("`{typed}` is not a name that can stand in {of}"));
        if let Some(near) = did_you_mean(typed, known.iter().copied()) {
            problem = problem.help(format!("did you mean `{near}`?")).suggest(at, near);
        } else if let Some(group) = self.group_of(typed) {
            problem = problem.help(format!("`{typed}` belongs in [{group}]: move the line there"));
        } else {
            known.sort_unstable();
            known.dedup();
            problem = problem.help(format!("the names that can stand here are {}", listed_all(&known)));
        }
        self.context.report(problem);
    }

    /// Returns the group of an establishment's file to which a fact belongs, where only one has it.
    fn group_of(&self, key: &str) -> Option<&'static str> {
        self.context.file.establishment()?;
        let mut groups = GROUPS.iter().filter(|(_, fields)| fields.iter().any(|field| field.key == key));
        let (group, _) = groups.next()?;
        groups.next().is_none().then_some(*group)
    }
}

/// Reads the `[sources.x]` tables of a file: other tables name them.
pub(crate) fn sources(context: &Context<'_>, table: &Spanned<DeTable<'_>>) -> BTreeMap<Slug, SourceRecord> {
    let mut root = Reader::root(context, table);
    let mut records = BTreeMap::new();
    let Some(mut all) = root.table("sources") else { return records };
    for (key, value) in all.entries() {
        let id = match Slug::parse(key.value) {
            Ok(id) => id,
            Err(error) => {
                context.report(value_error(error, &key.span));
                continue;
            }
        };
        let Some(mut reader) = all.below(value, key.value, &format!("[sources.{id}]")) else { continue };
        let title = reader.needed("title", "\"...\"").and_then(|value| context.text_of(value, "\"...\""));
        let record = SourceRecord {
            title: title.unwrap_or_default().to_owned(),
            publisher: reader.string("publisher"),
            checked: reader.get("checked").and_then(|value| context.checked_on(value)),
            web: reader.get("web").and_then(|value| context.parsed(value, Link::parse)),
        };
        reader.finish();
        records.insert(id, record);
    }
    records
}
