//! A round that looks at everything, for `familypack check`: it makes what a build makes, and keeps none of it.

use std::collections::BTreeMap;
use std::time::Instant;

use super::{Host, LastSite, Outcome, Record, Session};
use crate::check;
use crate::model::Pack;
use crate::options::Options;
use crate::parse;
use crate::source::Sources;

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    /// What a build would come to, with every problem that any rule finds.
    pub outcome: Outcome,
    /// What the workspace says.
    pub pack: Pack,
}

impl Session {
    /// Builds the site in memory, as [`Self::build`] does, and looks at everything else that may be bad for a family: what never
    /// stops a build.
    ///
    /// `records` are what is remembered of the last check.
    pub fn check(
        &mut self,
        sources: &Sources,
        options: &Options,
        records: &BTreeMap<String, Record>,
        host: &dyn Host,
    ) -> Checked {
        let last = LastSite { records: records.clone(), ..LastSite::default() };
        let mut outcome = self.make(sources, options, &last, host);
        let start = Instant::now();
        let (pack, _, _) = parse::workspace(sources, &mut self.read);
        outcome.problems.extend(check::advice(&pack, sources, options.today, options.only.as_ref()));
        outcome.problems = check::allow(outcome.problems, sources, options, true);
        outcome.problems.sort();
        outcome.timings.push(("look at words", start.elapsed()));
        Checked { outcome, pack }
    }
}
