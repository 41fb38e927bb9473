//! `familypack new fleet`: a fleet of made-up establishments, to measure on and to try things with.
//!
//! Each is the sample with another name, other numbers, other times, and without some of what the sample has; the first has
//! everything. The same seed gives the same files, and an establishment is the same however many there are. Every name is made of
//! a thing and an ending that no prison has, and every number is one that nobody will ever be given (Ofcom, "Telephone numbers
//! for use in TV and radio drama programmes").

pub(in super::super) mod names;
mod vary;

use fastrand::Rng;

use super::super::Starter;
use super::super::args::NewFleet;
use super::files::New;
use super::{Refused, quoted};
use crate::keys::{FLEET, Filled, template};
use crate::write;

/// The sample's file, and the folder that it stands in.
const SAMPLE: &str = "establishments/exampleford";

/// Writes the fleet; returns what to say.
pub(super) fn fleet(args: &NewFleet, starter: &Starter) -> Result<String, Refused> {
    let mut new = New::default();
    let name = format!("{} made-up establishments", args.establishments);
    // Where it stands is known, so that every kind of file is made.
    let settings = [(("", "name"), quoted(&name)), (("", "base_url"), quoted("https://fleet.example/"))];
    new.add("familypack.toml", template(&FLEET, &Filled::from(settings)));
    for (path, bytes) in &starter.files {
        new.add_bytes(path, bytes);
    }
    for number in 0..usize::from(args.establishments) {
        // From the seed and the number alone.
        let mut chance = Rng::with_seed(args.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number as u64);
        let name = names::name(number);
        for (path, bytes) in &starter.sample {
            let Some(below) = path.strip_prefix(SAMPLE) else { continue };
            let text = vary::named(&String::from_utf8_lossy(bytes), &name, &mut Rng::with_seed(number as u64));
            let text = if below.ends_with(".toml") { vary::facts(&text, number, &mut chance) } else { Some(text) };
            let is_left_out = number > 0 && below.ends_with(".md") && chance.u8(..3) == 0;
            if let Some(text) = text.filter(|_| !is_left_out) {
                new.add(&format!("establishments/{}{below}", name.id), text);
            }
        }
    }
    new.write(|files| write::fresh_folder(&args.folder, files))?;
    let folder = args.folder.display();
    Ok(format!(
        "Made {folder} with {} made-up establishments.\nBuild it: `familypack build --root {folder} --no-leaflets`\n",
        args.establishments
    ))
}
