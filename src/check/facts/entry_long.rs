//! Entries of the directory that say too much.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Pack;
use crate::model::directory::Entry;
use crate::model::prose::plain;

/// How many words may say what an organisation does: families read many entries.
const MOST_WORDS: usize = 25;

/// Tells of each national entry that takes more.
pub(super) fn check(pack: &Pack, _: Date) -> Diagnostics {
    let problem = |entry: &Entry| {
        let (_, words) = entry.does.iter().next()?;
        let n_words = plain(words).split_whitespace().count();
        let message = format!("what {} does takes {n_words} words", entry.name);
        (n_words > MOST_WORDS).then(|| {
            Diagnostic::warning("entry-long", entry.known.at.clone(), message)
                .help(format!("say it in at most {MOST_WORDS}"))
        })
    };
    pack.directory.entries.iter().filter_map(problem).collect()
}
