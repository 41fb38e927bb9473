//! Whatever goes wrong, the last good site stays whole: a kill, a full disk, a folder that may only be read, bad content.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use familypack::write::MANIFEST;

use crate::support::{Files, Project, TODAY, assert_same, differences, files, finish, names, skip, write};

/// Two days with different pages.
const DAYS: [&str; 2] = [TODAY, "2026-12-10"];
/// A user without rights, where the tests are run by one with all of them.
const NOBODY: u32 = 65534;
/// A fact of Chelmsford, and another in its place.
const ADDRESS: [&str; 2] = ["200 Springfield Road", "202 Springfield Road"];

const CHELMSFORD: &str = "establishments/chelmsford/establishment.toml";
const BURE: &str = "establishments/bure/establishment.toml";

#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    const KILLS: u32 = 200;
    let project = Project::real();
    let mut whole = Vec::new();
    let mut takes = Duration::MAX;
    for day in DAYS {
        let began = Instant::now();
        whole.push(project.site_on(day));
        takes = takes.min(began.elapsed());
    }
    assert!(!differences(&whole[0], &whole[1]).is_empty(), "both days have the same pages: nothing would be proven");

    let mut now = 1;
    let (mut kills, mut half_made, mut rounds) = (0, 0, 0);
    let mut random = Random(0x5eed);
    while kills < KILLS {
        rounds += 1;
        assert!(rounds < 6 * KILLS, "only {kills} of {rounds} builds were still running when they were to be killed");
        let next = 1 - now;
        let mut build = project.builder().today(DAYS[next]).start();
        // Every other kill falls into the second half, in which files are written.
        let earliest = if rounds % 2 == 0 { 0.0 } else { 0.5 };
        let moment = takes.mul_f64(earliest + random.next() * (1.1 - earliest));
        std::thread::sleep(moment);
        let was_running = build.try_wait().expect("a state").is_none();
        build.kill().expect("killed");
        build.wait().expect("ended");
        // Other tests run beside this one, so how long a build takes changes.
        takes = takes.mul_f64(if was_running { 1.02 } else { 0.95 });
        kills += u32::from(was_running);
        half_made += u32::from(names(&project.beside()).len() > 1);
        let site = project.site();
        if site == whole[next] {
            now = next;
        } else {
            let what = format!("round {rounds}, killed after {moment:?}: neither the old nor the new site");
            assert_same(&whole[now], &site, &what);
        }
    }
    assert!(half_made > 0, "no kill fell into the time in which files are written");

    assert_same(&whole[0], &project.site_on(DAYS[0]), "the build after the kills");
    assert_same(&whole[1], &project.site_on(DAYS[1]), "the build after that");
    assert_eq!(names(&project.beside()), ["site"], "something was left beside the site");
}

/// Where one fact of one establishment changes, its folder alone changes places; the manifest, which nobody reads but the next
/// build, does so right after it.
#[test]
fn a_kill_while_one_fact_changes_leaves_a_whole_site() {
    const KILLS: u32 = 60;
    let project = Project::real();
    let shown = |mut site: Files| {
        site.remove(MANIFEST);
        site
    };
    let mut whole = vec![project.site_on(TODAY)];
    let place = fs::metadata(project.output()).expect("the site").ino();
    project.replace(CHELMSFORD, ADDRESS[0], ADDRESS[1]);
    let began = Instant::now();
    whole.push(project.site_on(TODAY));
    let takes = began.elapsed();
    assert_eq!(fs::metadata(project.output()).expect("the site").ino(), place, "the whole site was built");
    let pages: Vec<Files> = whole.iter().cloned().map(shown).collect();
    assert!(!differences(&pages[0], &pages[1]).is_empty(), "the fact stands nowhere");

    let (mut next, mut kills, mut half_made) = (0, 0, 0);
    let mut random = Random(0xfac7);
    for _ in 0..6 * KILLS {
        project.replace(CHELMSFORD, ADDRESS[1 - next], ADDRESS[next]);
        let mut build = project.builder().start();
        std::thread::sleep(takes.mul_f64(0.3 + random.next() * 0.8));
        kills += u32::from(build.try_wait().expect("a state").is_none());
        build.kill().expect("killed");
        build.wait().expect("ended");
        half_made += u32::from(names(&project.beside()).len() > 1);
        assert!(pages.contains(&shown(project.site())), "neither the old nor the new site");
        next = 1 - next;
        if kills == KILLS {
            break;
        }
    }
    assert!(kills == KILLS && half_made > 0, "{kills} builds were killed, {half_made} while they wrote");
    project.replace(CHELMSFORD, ADDRESS[1 - next], ADDRESS[next]);
    assert_same(&whole[next], &project.site_on(TODAY), "the build after the kills");
    assert_eq!(names(&project.beside()), ["site"], "something was left beside the site");
}

#[test]
fn a_kill_of_the_first_build_leaves_no_half_site() {
    let project = Project::with_only(&["bure"]);
    let began = Instant::now();
    let whole = project.site_on(TODAY);
    let takes = began.elapsed();
    let mut random = Random(0xf1257);
    for round in 0..10 {
        fs::remove_dir_all(project.output()).expect("removed");
        let mut build = project.builder().start();
        std::thread::sleep(takes.mul_f64(0.4 + random.next() * 0.7));
        build.kill().expect("killed");
        build.wait().expect("ended");
        if project.output().exists() && !names(&project.output()).is_empty() {
            assert_same(&whole, &project.site(), &format!("round {round}"));
        }
        assert_same(&whole, &project.site_on(TODAY), "the next build");
        assert_eq!(names(&project.beside()), ["site"], "something was left beside the site");
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let project = Project::real();
    let disk = project.path("disk");
    fs::create_dir(&disk).expect("made");
    let pages = |bytes: &Vec<u8>| bytes.len().div_ceil(4096) as u64 * 4096;
    let size: u64 = project.site_on(TODAY).values().map(pages).sum();
    let Some(disk) = Tmpfs::mount(&disk, size * 8) else {
        return skip("a_full_disk_leaves_the_old_site", "a small disk cannot be mounted here");
    };
    let output = disk.0.join("site");
    project.builder().into(&output).run().fine();
    let old = files(&output);
    let used = disk.used();
    let mut failed = 0;
    let tenths = (0..10).map(|tenth| size * tenth / 10);
    for room in tenths.chain([4096, size * 2]) {
        disk.resize(used + room);
        let run = project.builder().into(&output).today(DAYS[1]).run();
        if run.code != 0 {
            failed += 1;
            assert_eq!(run.code, 2, "a full disk is no problem of the content: {}", run.stderr);
            assert!(!run.stderr.trim().is_empty(), "a failure without a word");
            assert_same(&old, &files(&output), &format!("a disk with {room} bytes left"));
        }
        disk.resize(used + size * 8);
        project.builder().into(&output).run().fine();
        assert_same(&old, &files(&output), &format!("a build with room again, after one with {room} bytes"));
        assert_eq!(names(&disk.0), ["site"], "something was left beside the site");
    }
    assert!(failed >= 3, "the disk was never full");
}

#[test]
fn a_folder_that_may_only_be_read_stays_as_it_is() {
    let project = Project::real();
    let old = project.site_on(DAYS[0]);
    let program = lend(&project);
    set_mode(&project.beside(), 0o555);
    let run = as_nobody(&project, &program, DAYS[1]);
    set_mode(&project.beside(), 0o755);
    let Some(run) = run else { return };
    let run = run.ended(2);
    assert!(run.stderr.contains("site") || run.stderr.contains("out"), "no folder is named: {}", run.stderr);
    assert_same(&old, &project.site(), "a folder that may only be read around the site");
    assert_eq!(names(&project.beside()), ["site"], "something was left beside the site");
}

#[test]
fn a_site_that_may_only_be_read_stays_whole() {
    let project = Project::real();
    let old = project.site_on(DAYS[0]);
    let program = lend(&project);
    if is_root() {
        for entry in walkdir::WalkDir::new(project.beside()) {
            chown(entry.expect("an entry").path(), Some(NOBODY), Some(NOBODY)).expect("given away");
        }
    }
    set_mode(&project.output(), 0o555);
    let run = as_nobody(&project, &program, DAYS[1]);
    set_mode(&project.output(), 0o755);
    let Some(run) = run else { return };
    run.ended(2);
    assert_same(&old, &project.site(), "a site that may only be read");
}

/// Nobody could put it in another's place by itself, so the whole site changes places.
#[test]
fn an_establishment_whose_folder_may_only_be_read_goes_out_all_the_same() {
    let project = Project::real();
    project.site_on(TODAY);
    project.replace(CHELMSFORD, ADDRESS[0], ADDRESS[1]);
    let program = lend(&project);
    if is_root() {
        for folder in [project.beside(), project.root()] {
            for entry in walkdir::WalkDir::new(folder) {
                chown(entry.expect("an entry").path(), Some(NOBODY), Some(NOBODY)).expect("given away");
            }
        }
    }
    let folder = project.output().join("chelmsford");
    set_mode(&folder, 0o555);
    let run = as_nobody(&project, &program, TODAY);
    let Some(run) = run else { return };
    let run = run.fine();
    assert!(project.page("chelmsford/getting-there.html").contains(ADDRESS[1]), "Chelmsford did not go out");
    let left = names(&project.beside());
    let old = left.iter().find(|name| name.starts_with(".site.new-")).expect("what nobody may empty is left");
    assert!(run.stdout.contains(old.as_str()), "not a word of {old}: {}", run.stdout);
    for folder in [folder, project.beside().join(old).join("chelmsford")] {
        set_mode(&folder, 0o755);
    }
    as_nobody(&project, &program, TODAY).expect("a user").fine();
    assert_eq!(names(&project.beside()), ["site"], "something was left beside the site");
}

#[test]
fn a_broken_establishment_keeps_its_last_good_version() {
    let project = Project::real();
    let old = project.site_on(TODAY);
    project.replace(CHELMSFORD, ADDRESS[0], ADDRESS[1]);
    let sound = project.read(BURE);
    project.write(BURE, &format!("a_key_that_nobody_knows = 1\n{sound}"));
    let run = project.build().ended(1);
    assert!(run.stderr.contains(BURE), "the file is not named: {}", run.stderr);
    assert!(run.stderr.contains("a_key_that_nobody_knows"), "the key is not named: {}", run.stderr);
    assert!(run.stdout.contains("bure"), "the report does not say whose last good version stays: {}", run.stdout);
    let site = project.site();
    assert_same(&folder(&old, "bure"), &folder(&site, "bure"), "Bure");
    assert!(project.page("chelmsford/getting-there.html").contains(ADDRESS[1]), "Chelmsford did not go out");

    project.write(BURE, &sound);
    project.build().fine();
    let fresh = Project::real();
    fresh.replace(CHELMSFORD, ADDRESS[0], ADDRESS[1]);
    assert_same(&fresh.site_on(TODAY), &project.site(), "mended, compared with a fresh build");
}

#[test]
fn an_establishment_that_never_was_sound_does_not_stop_the_others() {
    let project = Project::real();
    project.write(BURE, "state = \"draft\nno toml at all");
    project.build().ended(1);
    let site = project.site();
    assert!(folder(&site, "bure").is_empty(), "pages from a broken file");
    assert!(site.contains_key("chelmsford/index.html") && site.contains_key("index.html"));
}

#[test]
fn a_broken_shared_page_changes_nothing() {
    let project = Project::real();
    let old = project.site_on(TODAY);
    let times = project.times();
    let page = project.read("content/en/visiting.md");
    project.write("content/en/visiting.md", &format!("{page}\n\n{{{{ no.such.fact }}}}\n"));
    let run = project.builder().today(DAYS[1]).run().ended(1);
    assert!(run.stderr.contains("content/en/visiting.md"), "the file is not named: {}", run.stderr);
    assert_same(&old, &project.site(), "a broken shared page");
    assert_eq!(times, project.times(), "files were written");
}

#[test]
fn only_one_establishment_leaves_the_others_alone() {
    let project = Project::real();
    let old = project.site_on(TODAY);
    project.replace(CHELMSFORD, ADDRESS[0], ADDRESS[1]);
    project.builder().with(&["--only", "bure"]).run().fine();
    assert_same(&old, &project.site(), "a build of Bure alone");
    project.builder().with(&["--only", "chelmsford"]).run().fine();
    let site = project.site();
    assert_same(&folder(&old, "bure"), &folder(&site, "bure"), "Bure");
    assert!(project.page("chelmsford/getting-there.html").contains(ADDRESS[1]), "Chelmsford did not go out");
    let run = project.builder().with(&["--only", "chelmsfrod"]).run().ended(2);
    assert!(run.stderr.contains("chelmsford"), "no establishment is proposed: {}", run.stderr);
}

#[test]
fn an_output_folder_of_others_is_refused() {
    let project = Project::with_only(&["bure"]);
    let theirs = project.output().join("photos/holiday.txt");
    write(&theirs, b"not ours");
    let before = project.site();
    let run = project.build().ended(2);
    assert!(run.stderr.contains("site"), "the folder is not named: {}", run.stderr);
    assert_same(&before, &project.site(), "a folder of somebody else's");
    assert_eq!(names(&project.beside()), ["site"], "something was left beside it");
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let project = Project::with_only(&["bure"]);
    write(&project.output(), b"a file");
    project.build().ended(2);
    assert_eq!(fs::read(project.output()).expect("the file"), b"a file");
}

#[test]
fn an_output_among_the_sources_is_refused() {
    let project = Project::with_only(&["bure"]);
    let before = files(&project.root());
    let root = project.root();
    let inside = ["content/site", "content", "establishments/bure/site", "establishments/new", "themes/plain", ""];
    let around = root.parent().expect("a folder").to_owned();
    for output in inside.iter().map(|path| root.join(path)).chain([around, PathBuf::from("/")]) {
        let run = project.builder().into(&output).run();
        assert_eq!(run.code, 2, "{}: {}{}", output.display(), run.stdout, run.stderr);
        assert_same(&before, &files(&root), &output.display().to_string());
    }
}

#[test]
fn an_output_linked_into_the_sources_is_refused() {
    let project = Project::with_only(&["bure"]);
    let before = files(&project.root());
    std::os::unix::fs::symlink(project.root().join("content"), project.output()).expect("linked");
    project.build().ended(2);
    assert_same(&before, &files(&project.root()), "the sources");
}

#[test]
fn files_of_others_in_the_output_stay() {
    let project = Project::with_only(&["bure", "exampleford"]);
    project.build().fine();
    let theirs = [("CNAME", "packs.example"), ("bure/notes.txt", "ours"), ("exampleford/deep/er/a.txt", "a")];
    for (path, text) in theirs {
        write(&project.output().join(path), text.as_bytes());
    }
    project.remove("establishments/exampleford");
    project.builder().today(DAYS[1]).with(&["--remove", "exampleford"]).run().fine();
    let site = project.site();
    for (path, text) in theirs {
        assert_eq!(site.get(path).map(Vec::as_slice), Some(text.as_bytes()), "{path}");
    }
    assert!(!site.contains_key("exampleford/index.html"), "pages of an establishment that was taken off");
}

#[test]
fn a_lost_folder_takes_no_prison_off_the_site() {
    let project = Project::with_only(&["bure", "exampleford"]);
    project.build().fine();
    let before = folder(&project.site(), "bure");
    project.remove("establishments/bure");
    let run = project.builder().today(DAYS[1]).run().ended(1);
    assert!(
        run.stderr.contains("establishments/bure is gone") && run.stderr.contains("--remove bure"),
        "{}",
        run.stderr
    );
    assert_same(&before, &folder(&project.site(), "bure"), "the pages of the lost pack");
    assert!(project.page("index.html").contains("HMP Bure"), "the front page still names it");
}

#[test]
fn a_live_pack_must_be_fresh_and_reachable() {
    let project = Project::with_only(&["chelmsford"]);
    project.replace("establishments/chelmsford/establishment.toml", "state = \"draft\"", "state = \"live\"");
    let run = project.build().ended(1);
    for code in ["[fact-overdue]", "[no-switchboard]", "[no-safer-custody]"] {
        assert!(run.stderr.contains(code), "{code} in {}", run.stderr);
    }
    assert!(!project.site().contains_key("chelmsford/index.html"));
}

#[test]
fn sources_are_never_written() {
    let project = Project::real();
    let before = project.sources();
    project.build().fine();
    assert_same(&before, &project.sources(), "the workspace after a build");
}

#[test]
fn wrong_use_is_told_from_wrong_content() {
    let project = Project::with_only(&["bure"]);
    project.builder().with(&["--no-such-option"]).run().ended(2);
    project.builder().today("31 April").run().ended(2);
    let nowhere = Command::new(env!("CARGO_BIN_EXE_familypack")).args(["build", "--root", "/no/such/folder"]).output();
    assert_eq!(nowhere.expect("the program starts").status.code(), Some(2));
}

/// The files in a folder of the site.
fn folder(site: &Files, name: &str) -> Files {
    let name = format!("{name}/");
    site.iter().filter(|(path, _)| path.starts_with(&name)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

/// Opens the workspace to a user without rights, and copies the program to where that user can reach it.
fn lend(project: &Project) -> PathBuf {
    let program = project.path("familypack");
    fs::copy(env!("CARGO_BIN_EXE_familypack"), &program).expect("copied");
    set_mode(&program, 0o755);
    set_mode(program.parent().expect("a folder"), 0o755);
    program
}

/// Builds as a user whom the rights of folders stop; nothing where there is no such user here.
fn as_nobody(project: &Project, program: &Path, today: &str) -> Option<crate::support::Run> {
    let mut command = project.builder().by(program).today(today).command();
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
        if let Err(e) = Command::new(program).arg("--version").uid(NOBODY).gid(NOBODY).output() {
            skip("a folder that may only be read", &format!("a program cannot be started as another user here: {e}"));
            return None;
        }
    }
    Some(finish(&mut command))
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

/// A disk of a known size in memory; gone when dropped.
struct Tmpfs(PathBuf);

impl Tmpfs {
    /// Mounts one, where the machine lets us.
    fn mount(folder: &Path, size: u64) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(folder);
        mount.output().is_ok_and(|output| output.status.success()).then(|| Self(folder.to_owned()))
    }

    /// Changes its size.
    fn resize(&self, size: u64) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,size={}", size.div_ceil(4096) * 4096)]).arg(&self.0);
        let run = finish(&mut mount);
        assert_eq!(run.code, 0, "the disk cannot be made smaller: {}", run.stderr);
    }

    /// How much of it is in use, in bytes.
    fn used(&self) -> u64 {
        let disk = rustix::fs::statvfs(&self.0).expect("a disk");
        (disk.f_blocks - disk.f_bfree) * disk.f_frsize
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(&self.0).status().is_ok_and(|status| status.success());
        if !unmounted {
            skip("the end of a_full_disk_leaves_the_old_site", "its disk could not be unmounted");
        }
    }
}

/// The same row of numbers in every run (xorshift64*).
struct Random(u64);

impl Random {
    /// The next number, from 0 up to 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = u32::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32).expect("32 bits");
        f64::from(high) / f64::from(u32::MAX)
    }
}
