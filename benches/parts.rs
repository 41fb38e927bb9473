//! The parts of a build, each by itself, on the packs of this repository: `cargo bench`.
//!
//! The whole job beside other tools is measured by `benches/fleet.py`, paper by `benches/paper.py`, the preview by `benches/preview.mjs`.

use std::collections::BTreeSet;
use std::path::Path;

use divan::{Bencher, black_box};
use familypack::options::Options;
use familypack::output::Tree;
use familypack::plan::Desk;
use familypack::render::{self, Engine};
use familypack::session::{LastSite, Quiet, Session};
use familypack::source::Sources;
use familypack::{check, parse, read};
use jiff::civil::date;

fn main() {
    divan::main();
}

fn sources() -> Sources {
    read::folder(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the packs of this repository").0
}

fn options() -> Options {
    Options {
        today: date(2026, 11, 22),
        base_url: Some("https://packs.example/".to_owned()),
        only: None,
        leaflets: false,
        remove: BTreeSet::new(),
    }
}

#[divan::bench]
fn read_files(bencher: Bencher<'_, '_>) {
    bencher.bench(sources);
}

#[divan::bench]
fn parse_files(bencher: Bencher<'_, '_>) {
    let sources = sources();
    bencher.bench(|| parse::workspace(black_box(&sources), &mut parse::Memory::default()));
}

#[divan::bench]
fn check_facts(bencher: Bencher<'_, '_>) {
    let (pack, _, _) = parse::workspace(&sources(), &mut parse::Memory::default());
    let options = options();
    bencher.bench(|| check::pack(black_box(&pack), &options));
}

#[divan::bench]
fn plan_one_pack(bencher: Bencher<'_, '_>) {
    let (pack, theme, _) = parse::workspace(&sources(), &mut parse::Memory::default());
    let options = options();
    let (desk, _) = Desk::new(&pack, &theme, &options);
    let establishment = pack.establishments.values().next_back().expect("an establishment");
    bencher.bench(|| desk.pack(black_box(establishment), &[]));
}

#[divan::bench]
fn render_one_pack(bencher: Bencher<'_, '_>) {
    let (pack, theme, _) = parse::workspace(&sources(), &mut parse::Memory::default());
    let options = options();
    let (desk, _) = Desk::new(&pack, &theme, &options);
    let establishment = pack.establishments.values().next_back().expect("an establishment");
    let planned = desk.pack(establishment, &[]).planned.plan;
    let engine = Engine::new(&theme, &pack.fleet.theme, None).expect("a theme without mistakes");
    bencher.bench(|| {
        for (path, view) in &planned {
            drop(render::view(&engine, path, black_box(view), &Tree::new()));
        }
    });
}

#[divan::bench]
fn everything(bencher: Bencher<'_, '_>) {
    let (sources, options) = (sources(), options());
    bencher.bench(|| Session::default().build(black_box(&sources), &options, &LastSite::default(), &Quiet));
}

#[divan::bench]
fn everything_again(bencher: Bencher<'_, '_>) {
    let (sources, options) = (sources(), options());
    let mut session = Session::default();
    session.build(&sources, &options, &LastSite::default(), &Quiet);
    bencher.bench_local(|| session.build(black_box(&sources), &options, &LastSite::default(), &Quiet));
}
