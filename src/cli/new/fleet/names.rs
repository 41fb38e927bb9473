//! Names that no prison has.

/// What a made-up establishment is called.
pub(super) struct Name {
    /// The name of its folder.
    pub id: String,
    /// As it is written, without HMP before it.
    pub written: String,
    /// The county that it stands in.
    pub county: String,
}

const THINGS: [&str; 50] = [
    "Acorn", "Bobbin", "Button", "Candle", "Cinder", "Clover", "Cobble", "Copper", "Cotton", "Cuckoo", "Damson",
    "Dapple", "Feather", "Fiddle", "Garland", "Ginger", "Hazelnut", "Kettle", "Ladle", "Lantern", "Lavender", "Magpie",
    "Marble", "Marigold", "Medlar", "Mitten", "Nutmeg", "Otter", "Paddle", "Parsnip", "Pebble", "Pepper", "Pigeon",
    "Plover", "Pocket", "Poppy", "Quill", "Quince", "Ribbon", "Saddle", "Saffron", "Teasel", "Thimble", "Thistle",
    "Treacle", "Trestle", "Walnut", "Whistle", "Wicker", "Willow",
];

const ENDINGS: [&str; 20] = [
    "ford", "mere", "combe", "thorpe", "stow", "holme", "gate", "fold", "hurst", "bourne", "worth", "moor", "wick",
    "marsh", "bridge", "stead", "well", "dale", "field", "cross",
];

const SIDES: [&str; 5] = ["", "North ", "South ", "East ", "West "];

/// The most names there are.
pub(in crate::cli) const MOST: u16 = 5000;

/// Returns the name of that number; each number has another, up to [`MOST`].
pub(super) fn name(number: usize) -> Name {
    let (things, endings) = (THINGS.len(), ENDINGS.len());
    // Neighbours share neither thing nor ending: the pairs are walked along the diagonal.
    let thing = number % things;
    let ending = (number / things + number) % endings;
    let side = SIDES[number / (things * endings) % SIDES.len()];
    let name = format!("{side}{}{}", THINGS[thing], ENDINGS[ending]);
    let county = format!("{}shire", THINGS[(number / 7) % things]);
    Name { id: name.to_lowercase().replace(' ', "-"), written: name, county }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_establishment_has_a_name_of_its_own() {
        let ids: BTreeSet<String> = (0..usize::from(MOST)).map(|number| name(number).id).collect();
        assert_eq!(ids.len(), usize::from(MOST));
    }
}
