//! The blocks that facts fill, one function each, by what a family is asking.

mod about;
mod contact;
mod directory;
mod family;
mod gate;
mod glance;
mod glossary;
mod inside;
mod journey;
mod notices;
mod paper;
mod prisons;
mod safety;
mod visiting;

use super::downloads::Downloads;
use super::edition::Edition;
use super::{report, search};
use crate::diagnostic::Diagnostic;
use crate::model::establishment::Establishment;
use crate::model::path::{BlockName, BlockSlot};
use crate::model::prose::Prose;
use crate::source::Located;
use crate::view::{Block, Group, GroupKind};

pub(super) use self::contact::{WEEKS_AHEAD, cost_line, exception_line, hours_bank_holidays};
pub(super) use self::directory::or_others;
pub(super) use self::family::event_note;
pub(super) use self::journey::main_address;
pub(super) use self::notices::pressing_notices;
pub(super) use self::safety::{safety_block, safety_strip};
pub(super) use self::visiting::{DAYS_AHEAD, by_time, session_days, session_note};

/// Fills one block.
pub(super) fn block_slot(edition: &Edition<'_>, slot: &Located<BlockSlot>) -> Vec<Block> {
    let argument = slot.value.argument.as_deref();
    let fleet_wide = match slot.value.name {
        BlockName::Directory => Some(directory::directory(edition, argument)),
        BlockName::DirectoryClosed => Some(directory::closed(edition)),
        BlockName::Glossary => Some(glossary::glossary(edition, argument)),
        BlockName::UrgentHelp => Some(directory::urgent_help(edition)),
        BlockName::Claims => Some(about::claims(edition)),
        BlockName::Diagram => Some(about::diagram(edition, argument, &slot.span)),
        BlockName::Drawing => Some(about::drawing(edition, argument, &slot.span)),
        BlockName::Establishments => Some(prisons::prisons(edition)),
        BlockName::Pages => Some(about::pages(edition, argument)),
        BlockName::PrintList => Some(about::print_list(edition)),
        BlockName::Leaflets => Some(paper::leaflets(edition)),
        BlockName::AToZ => Some(search::a_to_z(edition)),
        BlockName::SearchBox => Some(search::search_box(edition)),
        BlockName::Corrections => Some(report::corrections(edition)),
        BlockName::WriteLine => Some(vec![empty(GroupKind::WriteLine)]),
        BlockName::DrawBox => Some(vec![empty(GroupKind::DrawBox)]),
        BlockName::Checklist | BlockName::Steps => Some(Vec::new()),
        _ => None,
    };
    match (fleet_wide, edition.establishment) {
        (Some(blocks), _) => blocks,
        (None, Some(establishment)) => of_establishment(edition, establishment, slot),
        (None, None) => {
            edition.report(
                Diagnostic::error(
                    "slot-fleet",
                    slot.span.clone(),
                    "a page of the whole fleet cannot show one establishment's facts",
                )
                .help("take this block out"),
            );
            Vec::new()
        }
    }
}

fn of_establishment(edition: &Edition<'_>, establishment: &Establishment, slot: &Located<BlockSlot>) -> Vec<Block> {
    let argument = slot.value.argument.as_deref();
    match slot.value.name {
        // On paper, what holds for today alone would soon be wrong.
        BlockName::Glance if edition.is_paper() => Vec::new(),
        BlockName::NextVisits if edition.is_paper() => vec![edition.paragraph("paper-see-web")],
        BlockName::Notices => notices::notices(edition, establishment),
        BlockName::Tasks => about::tasks(edition),
        BlockName::Glance => glance::glance(edition, establishment),
        BlockName::KeyFacts => visiting::key_facts(edition, establishment),
        BlockName::NextVisits => visiting::next_visits(edition, establishment),
        BlockName::SessionTimes => visiting::session_times(edition, establishment),
        BlockName::Booking => visiting::booking(edition, establishment),
        BlockName::WhoCanCome => visiting::who_can_come(edition, establishment),
        BlockName::BookingLine => contact::of_role(edition, establishment, "booking-line"),
        BlockName::Contacts => contact::all(edition, establishment),
        BlockName::Contact => contact::of_role(edition, establishment, argument.unwrap_or_default()),
        BlockName::Hours => contact::hours(edition, establishment, argument.unwrap_or_default()),
        BlockName::Places => journey::places(edition, establishment),
        BlockName::Travel => journey::travel(edition, establishment),
        BlockName::Access => journey::access(edition, establishment),
        BlockName::Centre => journey::centre(edition, establishment),
        BlockName::Hall => journey::hall(edition, establishment),
        BlockName::ChildrenHere => journey::children_here(edition, establishment),
        BlockName::Facilities => journey::facilities(edition, establishment),
        BlockName::Identity => about::identity(edition, establishment),
        BlockName::Id => gate::id(edition, establishment),
        BlockName::Dress => gate::dress(edition, establishment),
        BlockName::Bring => gate::bring(edition, establishment),
        BlockName::NotAllowed => gate::not_allowed(edition, establishment),
        BlockName::Entry => gate::entry(edition, establishment),
        BlockName::Search => gate::search(edition, establishment),
        BlockName::ChildrenSearch => gate::children_search(edition, establishment),
        BlockName::Babies => gate::babies(edition, establishment),
        BlockName::LookingAfter => gate::looking_after(edition, establishment),
        BlockName::BabyItems => gate::baby_items(edition, establishment),
        BlockName::Services => family::services(edition, establishment),
        BlockName::FamilyDays => family::family_days(edition, establishment),
        BlockName::Family => family::family(edition, establishment),
        BlockName::KeepInTouch => family::keep_in_touch(edition, establishment),
        BlockName::ChildLevels => family::child_levels(edition, establishment),
        BlockName::Safety => safety::safety(edition, establishment),
        BlockName::SafetyFacts => safety::safety_facts(edition, establishment),
        BlockName::Support => inside::support(edition, establishment),
        BlockName::Partners => inside::partners(edition, establishment),
        BlockName::Complaints => inside::complaints(edition, establishment),
        BlockName::Pathway => inside::pathway(edition, establishment),
        BlockName::Measures => inside::measures(edition, establishment),
        BlockName::Commitments => inside::commitments(edition, establishment),
        BlockName::Strategy => inside::strategy(edition, establishment),
        BlockName::DataFiles => about::data_files(edition, establishment),
        BlockName::Checked => about::checked(edition, establishment),
        BlockName::Conflicts => about::conflicts(edition, establishment),
        BlockName::Follow => follow(edition),
        BlockName::LettersAddress => journey::letters_address(edition, establishment),
        BlockName::AddressInShort => journey::address_in_short(edition, establishment),
        BlockName::TimesInShort => visiting::times_in_short(edition, establishment),
        BlockName::ThisNotice => notices::this_notice(edition),
        BlockName::AllFacts => all_facts(edition, establishment),
        BlockName::Directory
        | BlockName::DirectoryClosed
        | BlockName::Glossary
        | BlockName::UrgentHelp
        | BlockName::Claims
        | BlockName::Diagram
        | BlockName::Drawing
        | BlockName::Establishments
        | BlockName::Pages
        | BlockName::PrintList
        | BlockName::Leaflets
        | BlockName::AToZ
        | BlockName::SearchBox
        | BlockName::Corrections
        | BlockName::WriteLine
        | BlockName::DrawBox
        | BlockName::Checklist
        | BlockName::Steps => Vec::new(),
    }
}

/// Every fact, in the order in which those at the centre are asked for it.
fn all_facts(edition: &Edition<'_>, establishment: &Establishment) -> Vec<Block> {
    let parts = [
        ("contacts", contact::all(edition, establishment)),
        ("sessions", visiting::session_times(edition, establishment)),
        ("booking", visiting::booking(edition, establishment)),
        ("who", visiting::who_can_come(edition, establishment)),
        ("id", gate::id(edition, establishment)),
        ("dress", gate::dress(edition, establishment)),
        ("bring", gate::bring(edition, establishment)),
        ("not-allowed", gate::not_allowed(edition, establishment)),
        ("entry", gate::entry(edition, establishment)),
        ("search", gate::search(edition, establishment)),
        ("children-search", gate::children_search(edition, establishment)),
        ("babies", gate::babies(edition, establishment)),
        ("baby-items", gate::baby_items(edition, establishment)),
        ("looking-after", gate::looking_after(edition, establishment)),
        ("centre", journey::centre(edition, establishment)),
        ("hall", journey::hall(edition, establishment)),
        ("places", journey::places(edition, establishment)),
        ("travel", journey::travel(edition, establishment)),
        ("access", journey::access(edition, establishment)),
        ("facilities", journey::facilities(edition, establishment)),
        ("family-days", family::family_days(edition, establishment)),
        ("services", family::services(edition, establishment)),
        ("touch", family::keep_in_touch(edition, establishment)),
        ("safety", safety::safety_facts(edition, establishment)),
        ("support", inside::support(edition, establishment)),
        ("complaints", inside::complaints(edition, establishment)),
        ("checked", about::checked(edition, establishment)),
    ];
    let with_heading = |(name, blocks): (&str, Vec<Block>)| {
        let id = format!("facts-{name}");
        let content = edition.line(&id);
        let heading = (!blocks.is_empty()).then_some(Block::Heading { level: 2, id, content });
        heading.into_iter().chain(blocks)
    };
    parts.into_iter().flat_map(with_heading).collect()
}

/// Returns room that a reader fills on paper.
fn empty(kind: GroupKind) -> Block {
    Block::Group(Group { kind, id: None, label: None, content: Vec::new() })
}

/// How to hear of changes: the feed, and the calendar that keeps up.
fn follow(edition: &Edition<'_>) -> Vec<Block> {
    let Downloads { visits, feed, .. } = &edition.downloads;
    let feed = edition.download(feed.as_ref(), "download-feed", "download-feed-warning");
    let calendar = edition.download(visits.as_ref(), "download-follow", "download-follow-warning");
    feed.into_iter().chain(calendar).collect()
}

/// Returns texts as a list of points.
fn points(edition: &Edition<'_>, texts: &[Prose]) -> Block {
    Block::List {
        start: None,
        checklist: false,
        items: texts.iter().map(|text| vec![Block::Paragraph(edition.prose(text))]).collect(),
    }
}
