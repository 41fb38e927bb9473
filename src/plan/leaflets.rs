//! The leaflets of the fleet: which copies of each are made, what they are called, and where they stand.
//!
//! One copy is planned at a time, when the press is ready for it, so a fleet's leaflets are never all in memory at once.

use std::collections::BTreeMap;

use super::{Desk, leaflet};
use crate::diagnostic::Diagnostics;
use crate::model::Pack;
use crate::model::establishment::Establishment;
use crate::model::language::Language;
use crate::model::leaflet::{Leaflet, LeafletEach, LeafletForm};
use crate::model::record::Notice;
use crate::model::slug::Slug;
use crate::output::OutputPath;
use crate::view::{self, Printed};

/// Which copy of a leaflet is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The establishment.
    pub establishment: Slug,
    /// The leaflet.
    pub leaflet: Slug,
    /// How it is made of paper.
    pub form: LeafletForm,
    /// The notice that it is about.
    pub notice: Option<Slug>,
    /// The language.
    pub language: Language,
    /// 18 points, on A4.
    pub large: bool,
    /// Nothing outside names a prison.
    pub discreet: bool,
    /// Where it stands in the site: `exampleford/leaflets/first-visit.pdf`.
    pub path: OutputPath,
}

impl Copy {
    /// Returns where its sheets for the printer stand, for a booklet.
    #[must_use]
    pub fn sheets_path(&self) -> OutputPath {
        OutputPath::new(&format!("{}-sheets.pdf", self.path.as_str().trim_end_matches(".pdf")))
    }

    /// Returns the name of its file.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.path.as_str().rsplit('/').next().unwrap_or_default()
    }
}

/// A copy that has been printed.
#[derive(Clone, Debug)]
pub struct OnPaper {
    /// Which it is.
    pub copy: Copy,
    /// What became of it.
    pub printed: Printed,
    /// It stays as it was on the last site.
    pub is_unchanged: bool,
}

/// Why a leaflet that was asked for by name is not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCopy {
    /// There is no such establishment.
    NoEstablishment,
    /// No leaflet has that name.
    Unknown,
    /// It is not made for this establishment, or not on this day.
    NotHere,
}

impl<'a> Desk<'a> {
    /// Returns the copies that a build makes for an establishment, in the order of the list: each form as it is and in discreet
    /// form, and each leaflet in large print.
    #[must_use]
    pub fn copies(&'a self, establishment: &'a Establishment) -> Vec<Copy> {
        let mut copies = Vec::new();
        for leaflet in in_order(self.pack) {
            for language in &self.pack.fleet.languages {
                if !self.is_made(leaflet, establishment, language) {
                    continue;
                }
                let notices: Vec<Option<&Notice>> = match leaflet.each {
                    Some(LeafletEach::Notice) => {
                        establishment.notices_on(self.options.today).into_iter().map(Some).collect()
                    }
                    None => vec![None],
                };
                for notice in notices {
                    let asked = Asked { establishment, leaflet, notice, language };
                    let secret = leaflet.always_discreet;
                    let open = leaflet.forms.iter().filter(|_| !secret).map(|form| (*form, false, false));
                    let large = std::iter::once((leaflet.forms[0], true, secret));
                    let discreet = leaflet.forms.iter().map(|form| (*form, false, true));
                    let all = open.chain(large).chain(discreet);
                    copies.extend(all.map(|(form, large, discreet)| self.copy(&asked, form, large, discreet)));
                }
            }
        }
        copies
    }

    /// Returns the copy that somebody asks for by name: `first-visit`, `what-to-bring-a5` for another form than the main one,
    /// `notice-new-times` for one notice.
    ///
    /// # Errors
    /// [`NoCopy`].
    pub fn named(
        &'a self,
        establishment: &'a Establishment,
        name: &str,
        large: bool,
        discreet: bool,
    ) -> Result<Copy, NoCopy> {
        let language = self.pack.fleet.first_language();
        let mut found = Err(NoCopy::Unknown);
        for leaflet in &self.pack.leaflets {
            let rest = match name.strip_prefix(leaflet.name.as_str()) {
                Some("") => "",
                Some(rest) if rest.starts_with('-') => &rest[1..],
                _ => continue,
            };
            let (form, notice) = if leaflet.each == Some(LeafletEach::Notice) {
                let mut notices = establishment.notices_on(self.options.today).into_iter();
                let Some(notice) = notices.find(|notice| rest.is_empty() || notice.id.as_str() == rest) else {
                    found = Err(NoCopy::NotHere);
                    continue;
                };
                (leaflet.forms[0], Some(notice))
            } else {
                let form = if rest.is_empty() { Some(leaflet.forms[0]) } else { LeafletForm::parse(rest) };
                let Some(form) = form.filter(|form| leaflet.forms.contains(form)) else { continue };
                (form, None)
            };
            if !self.is_made(leaflet, establishment, language) {
                found = Err(NoCopy::NotHere);
                continue;
            }
            let discreet = discreet || leaflet.always_discreet;
            let asked = Asked { establishment, leaflet, notice, language };
            return Ok(self.copy(&asked, form, large, discreet));
        }
        found
    }

    /// Plans one copy; `None` where something is wrong.
    #[must_use]
    pub fn leaflet(&'a self, copy: &Copy) -> (Option<view::Leaflet>, Diagnostics) {
        let mut problems = Diagnostics::default();
        let planned = self.pack.leaflets.iter().find(|leaflet| leaflet.name == copy.leaflet).and_then(|leaflet| {
            let establishment = self.pack.establishments.get(&copy.establishment)?;
            leaflet::planned(self, establishment, leaflet, copy, &mut problems)
        });
        (planned.filter(|_| !problems.has_errors()), problems)
    }

    /// Tells whether a leaflet is made for an establishment in a language. One without words in the first language counts as made:
    /// what is missing is told then.
    fn is_made(&'a self, leaflet: &Leaflet, establishment: &'a Establishment, language: &'a Language) -> bool {
        let has_words =
            self.pack.leaflet_texts.iter().any(|text| text.name == leaflet.name && text.language == *language);
        let holds = leaflet
            .shown_if
            .as_ref()
            .is_none_or(|condition| self.edition(Some(establishment), language, BTreeMap::new(), &[]).holds(condition));
        holds && (has_words || language == self.pack.fleet.first_language())
    }

    /// Names one copy.
    fn copy(&self, asked: &Asked<'_>, form: LeafletForm, large: bool, discreet: bool) -> Copy {
        let Asked { establishment, leaflet, notice, language } = *asked;
        // Of a sheet folded in three, a part of the text is always outside.
        let form = if discreet && form == LeafletForm::TriFold { LeafletForm::A4 } else { form };
        let mut file = if discreet { leaflet.neutral_name.to_string() } else { leaflet.name.to_string() };
        let mut add = |part: &str| {
            file.push('-');
            file.push_str(part);
        };
        // A neutral name says no more than how large the paper is: what a notice is about would tell.
        if let Some(notice) = notice {
            let place = establishment.notices.iter().position(|one| one.id == notice.id).map_or(0, |place| place + 1);
            if discreet { add(&place.to_string()) } else { add(notice.id.as_str()) }
        }
        if large {
            add("large-print");
        } else if leaflet.forms.first() != Some(&form) {
            add(form.as_str());
        }
        let folder = if language == self.pack.fleet.first_language() {
            establishment.id.to_string()
        } else {
            format!("{}/{language}", establishment.id)
        };
        Copy {
            establishment: establishment.id.clone(),
            leaflet: leaflet.name.clone(),
            form,
            notice: notice.map(|notice| notice.id.clone()),
            language: language.clone(),
            large,
            discreet,
            path: OutputPath::new(&format!("{folder}/leaflets/{file}.pdf")),
        }
    }
}

/// Of what a copy is made.
struct Asked<'e> {
    establishment: &'e Establishment,
    leaflet: &'e Leaflet,
    notice: Option<&'e Notice>,
    language: &'e Language,
}

/// Returns the leaflets in the order of the list.
pub(super) fn in_order(pack: &Pack) -> Vec<&Leaflet> {
    let mut leaflets: Vec<&Leaflet> = pack.leaflets.iter().collect();
    leaflets.sort_by_key(|leaflet| (leaflet.order, &leaflet.name));
    leaflets
}

/// Returns the names by which leaflets can be asked for, in the order of the list.
#[must_use]
pub fn leaflet_names(pack: &Pack) -> Vec<String> {
    let names = |leaflet: &Leaflet| -> Vec<String> {
        let others = leaflet.forms.iter().skip(1).map(|form| format!("{}-{}", leaflet.name, form.as_str()));
        std::iter::once(leaflet.name.to_string()).chain(others).collect()
    };
    in_order(pack).into_iter().flat_map(names).collect()
}
