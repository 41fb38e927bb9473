//! Words that hurt, blame, or that nobody uses at home.

use super::Looked;
use super::words::{Kind, Lower, Passage};
use crate::diagnostic::Diagnostic;

/// Each with what to write instead. From the style of the pages for families: kind, never blaming, plain.
const WORDS: &[(&[&str], &str)] = &[
    (&["inmate", "inmates"], "the person in prison"),
    (
        &["offender", "offenders", "ex-offender", "ex-offenders"],
        "the person in prison, or someone who has been in prison",
    ),
    (&["convict", "convicts", "criminal", "criminals", "felon", "felons"], "the person in prison"),
    (
        &["addict", "addicts", "drug user", "drug users", "alcoholic", "alcoholics"],
        "someone who has trouble with drugs, or with drink",
    ),
    (&["committed suicide", "commit suicide"], "took their own life, or: end their life"),
    (&["suffers from", "suffering from"], "has, or: lives with"),
    (&["wheelchair-bound", "confined to a wheelchair"], "uses a wheelchair"),
    (&["the disabled", "the elderly"], "disabled people, or: older people"),
    (&["broken home", "broken homes", "broken family"], "what happened, without a name for it"),
    (&["innocent victim", "innocent victims"], "children, or: families"),
    (&["commence", "commences", "commencing"], "start"),
    (&["utilise", "utilises", "utilised"], "use"),
    (&["in order to"], "to"),
    (&["prior to"], "before"),
    (&["in the event of", "in the event that"], "if"),
    (&["with regard to", "in respect of", "regarding"], "about"),
    (&["assist", "assists", "assistance"], "help"),
    (&["obtain", "obtains", "obtained"], "get"),
    (&["purchase", "purchases", "purchased"], "buy"),
    (&["sufficient"], "enough"),
    (&["additional"], "more, or: extra"),
    (&["terminate", "terminated"], "end"),
    (&["facilitate", "facilitates", "facilitated"], "help, or: make it possible"),
    (&["liaise", "liaises", "liaising"], "work with, or: talk to"),
    (&["ensure", "ensures"], "make sure"),
    (&["individuals"], "people"),
    (&["thereafter", "hereby", "herein", "whilst", "amongst"], "after that, while, among"),
    (&["endeavour", "endeavours"], "try"),
    (&["permitted"], "allowed"),
    (&["requested to", "required to"], "must, or: please ask"),
    (&["please"], "the sentence without it: it sounds like a favour where there is a rule"),
];

/// Tells of each such word, outside somebody else's words.
pub(super) fn check(passage: &Passage, looked: &Looked<'_>) -> Vec<Diagnostic> {
    if passage.kind == Kind::Quote {
        return Vec::new();
    }
    let names = looked.names();
    let lower = Lower::of(&passage.words);
    let mut problems = Vec::new();
    for (words, instead) in WORDS {
        for word in *words {
            let Some(at) = lower.find(word) else { continue };
            let as_written = &passage.words[at.clone()];
            // The name of an organisation is data, whatever it is called.
            if names.iter().any(|name| passage.words.contains(name.as_str()) && Lower::of(name).find(word).is_some()) {
                continue;
            }
            problems.push(
                Diagnostic::warning(
                    "word-to-avoid",
                    passage.place(as_written, looked),
                    format!("`{as_written}` is hard to read, or hard to be called"),
                )
                .help(format!("write: {instead}")),
            );
        }
    }
    problems
}
