//! A leaflet: how it is printed, and the lines between `+++` above its words.

use super::{File, Kind, key, needed};
use crate::model::leaflet::{LeafletEach, LeafletForm, LeafletReader};

/// How a leaflet is printed.
pub const LEAFLET: File = File {
    place: "content/leaflets/<name>.toml",
    about: &["How this leaflet is printed. Its words are in content, in the folder leaflets of each language."],
    keys: &[
        needed("forms", Kind::Words(LeafletForm::ALL), "The forms of paper. The first is the main one.", "[\"a4\"]"),
        needed(
            "neutral_title",
            Kind::Name,
            "What the discreet form is called: plain words that tell nobody what it is about.",
            "\"Useful notes\"",
        ),
        key("order", Kind::Number, "Where in the list: a smaller number stands higher.", "500"),
        key("page", Kind::Id, "The page that its code leads to.", "\"visiting\""),
        key("audience", Kind::Word(LeafletReader::ALL), "Who reads it.", "\"families\""),
        key("pages", Kind::Ids, "The pages that it holds after its own words.", "[\"visiting\"]"),
        key("contents", Kind::YesNo, "It begins with a list of what is in it.", "true"),
        key("most_pages", Kind::Number, "How many pages it may have.", "4"),
        key("shown_if", Kind::Name, "Print it only where this fact is known.", "\"child_contact.levels\""),
        key("each", Kind::Word(LeafletEach::ALL), "One for each notice.", "\"notice\""),
        key("always_discreet", Kind::YesNo, "It is never printed with a prison's name outside.", "true"),
    ],
    tables: &[],
    sourced: false,
};

/// The words of a leaflet.
pub const LEAFLET_TEXT: File = File {
    place: "content/<language>/leaflets/<name>.md",
    about: &["These lines say what the leaflet is called."],
    keys: &[
        needed("title", Kind::Text, "The heading of the leaflet.", "\"Your first visit\""),
        needed("summary", Kind::Text, "What it tells, in a sentence.", "\"What happens, step by step.\""),
    ],
    tables: &[],
    sourced: false,
};
