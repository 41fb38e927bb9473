//! Two postcodes for one prison.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;
use crate::model::record::PlaceRole;

/// Tells of each address with another postcode than the prison's own and without a word on why. What is typed into a sat-nav is
/// another on purpose.
pub(super) fn check(establishment: &Establishment, _: &Looked<'_>) -> Diagnostics {
    let prison = establishment.places.iter().find(|place| place.role == PlaceRole::Prison);
    let Some((own, at)) = prison.and_then(|place| Some((place.postcode.known()?, place.postcode.at()?))) else {
        return Diagnostics::default();
    };
    let others =
        establishment.places.iter().filter(|place| !matches!(place.role, PlaceRole::Prison | PlaceRole::SatNav));
    let problem = |place: &crate::model::record::Place| {
        let (other, place_at) = (place.postcode.known()?, place.postcode.at()?);
        (other != own && !place.note.is_known()).then(|| {
            let message = format!("this postcode is {}, and the prison's is {}", other.as_str(), own.as_str());
            Diagnostic::warning("postcodes-differ", place_at.clone(), message)
                .also(at.clone(), "the prison's")
                .help("check both; where both are right, say in note = why there are two")
        })
    };
    others.filter_map(problem).collect()
}
