//! Writing a site: on real disks, with everything that goes wrong there.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own files cannot be made")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use familypack::output::{OutputPath, Tree};
use familypack::write::{self, Changes, MANIFEST, MARKER, Release, WriteError};
use tempfile::TempDir;

/// A workspace in a folder of its own, with an output called `site`.
struct Workspace {
    folder: TempDir,
    keep: BTreeSet<String>,
    notes: BTreeMap<String, String>,
}

impl Workspace {
    fn new() -> Self {
        Self::in_folder(tempfile::tempdir().unwrap())
    }

    fn in_folder(folder: TempDir) -> Self {
        for input in ["content", "establishments", "themes"] {
            fs::create_dir(folder.path().join(input)).unwrap();
        }
        Self { folder, keep: BTreeSet::new(), notes: BTreeMap::new() }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn site(&self) -> PathBuf {
        self.root().join("site")
    }

    fn file(&self, path: &str) -> PathBuf {
        self.site().join(path)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }

    fn open(&self, out: &Path) -> Result<write::Output, WriteError> {
        let inputs = ["content", "establishments", "themes"].map(|input| self.root().join(input));
        write::open(out, &inputs.each_ref().map(PathBuf::as_path))
    }

    fn try_write(&self, files: &[(&str, &str)]) -> Result<Changes, WriteError> {
        self.try_write_tree(&tree(files))
    }

    fn try_write_tree(&self, tree: &Tree) -> Result<Changes, WriteError> {
        self.open(&self.site())?.swap_in(&Release { tree, keep: &self.keep, notes: &self.notes })
    }

    fn write(&self, files: &[(&str, &str)]) -> Changes {
        self.try_write(files).unwrap()
    }

    /// Everything below the root: path, inode, time stamp, text.
    fn snapshot(&self) -> Vec<(PathBuf, u64, SystemTime, String)> {
        let mut found = Vec::new();
        collect(self.root(), self.root(), &mut found);
        found.sort();
        found
    }

    /// The names beside the output.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn is_tidy(&self) -> bool {
        self.names() == ["content", "establishments", "site", "themes"]
    }
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<(PathBuf, u64, SystemTime, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        let text = if metadata.is_file() { fs::read_to_string(&path).unwrap() } else { String::new() };
        let name = path.strip_prefix(root).unwrap().to_owned();
        found.push((name, metadata.ino(), metadata.modified().unwrap(), text));
        if metadata.is_dir() {
            collect(root, &path, found);
        }
    }
}

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| (OutputPath::new(path), text.as_bytes().into())).collect()
}

const TWO: &[(&str, &str)] = &[("index.html", "fleet"), ("bure/index.html", "bure")];

#[test]
fn first_release_is_written_whole() {
    let work = Workspace::new();
    let changes = work.write(TWO);
    assert_eq!(changes, Changes { written: 2, bytes: 9, ..Changes::default() });
    assert_eq!(work.text("bure/index.html"), "bure");
    assert!(work.is_tidy(), "{:?}", work.names());
    let output = work.open(&work.site()).unwrap();
    let manifest = output.previous().unwrap();
    assert_eq!(manifest.files.len(), 2);
    assert_eq!(manifest.files[&OutputPath::new("index.html")].to_string().len(), 32);
}

#[test]
fn a_site_of_the_version_before_is_built_over() {
    let work = Workspace::new();
    work.write(&[("index.html", "fleet"), ("bure/index.html", "bure"), ("bure/old.html", "old")]);
    fs::write(work.file("thesis.txt"), "mine").unwrap();
    let hash = "0123456789abcdef".repeat(4);
    let listed = ["index.html", "bure/index.html", "bure/old.html"].map(|path| format!("\"{path}\":\"{hash}\""));
    fs::write(work.file(MANIFEST), format!("{{\"version\":1,\"files\":{{{}}}}}", listed.join(","))).unwrap();
    let changes = work.write(TWO);
    assert_eq!(changes.removed, 1, "{changes:?}");
    assert_eq!((work.text("index.html"), work.text("thesis.txt")), ("fleet".to_owned(), "mine".to_owned()));
    assert!(!work.file("bure/old.html").exists());
    assert!(work.text(MANIFEST).contains("\"version\": 2"));
    assert!(!work.text(MANIFEST).contains(&hash[..32]));
}

#[test]
fn missing_parents_and_an_empty_folder_are_fine() {
    let work = Workspace::new();
    let deep = work.root().join("a/b/site");
    let files = tree(TWO);
    let release = Release { tree: &files, keep: &work.keep, notes: &work.notes };
    work.open(&deep).unwrap().swap_in(&release).unwrap();
    assert!(deep.join("bure/index.html").is_file());
    fs::create_dir(work.site()).unwrap();
    fs::set_permissions(work.site(), fs::Permissions::from_mode(0o750)).unwrap();
    work.write(TWO);
    assert_eq!(fs::metadata(work.site()).unwrap().mode() & 0o777, 0o750);
}

#[test]
fn identical_release_touches_nothing() {
    let work = Workspace::new();
    work.write(TWO);
    let before = work.snapshot();
    let changes = work.write(TWO);
    assert_eq!(changes, Changes { unchanged: 2, ..Changes::default() });
    assert_eq!(work.snapshot(), before);
}

#[test]
fn unchanged_files_keep_their_time_and_place_on_the_disk() {
    let work = Workspace::new();
    work.write(TWO);
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(work.file("index.html")).unwrap().set_modified(old).unwrap();
    let inode = fs::metadata(work.file("index.html")).unwrap().ino();
    let changes = work.write(&[("index.html", "fleet"), ("bure/index.html", "bure, new"), ("a/b/c.css", "")]);
    assert_eq!((changes.written, changes.unchanged, changes.bytes), (2, 1, 9));
    let metadata = fs::metadata(work.file("index.html")).unwrap();
    assert_eq!((metadata.ino(), metadata.modified().unwrap(), metadata.nlink()), (inode, old, 1));
    assert_eq!(work.text("bure/index.html"), "bure, new");
    assert!(work.is_tidy());
}

#[test]
fn where_one_folder_alone_changes_the_others_are_not_touched() {
    let work = Workspace::new();
    let files = |text| [("index.html", "fleet"), ("bure/a.html", text), ("bure/b/b.html", "b"), ("other/x.html", "x")];
    work.write(&files("old"));
    fs::write(work.file("bure/notes.txt"), "mine").unwrap();
    fs::create_dir(work.file("bure/empty")).unwrap();
    fs::set_permissions(work.file("bure"), fs::Permissions::from_mode(0o750)).unwrap();
    let inode = |path: &str| fs::metadata(work.file(path)).unwrap().ino();
    let same = ["", "index.html", "other", "other/x.html", "bure/b/b.html", "bure/notes.txt"];
    let before = same.map(inode);
    let (folder, manifest) = (inode("bure"), work.text(MANIFEST));
    let changes = work.write(&files("new"));
    assert_eq!((changes.written, changes.unchanged, changes.removed, changes.bytes), (1, 3, 0, 3));
    assert!(changes.leftover.is_empty() && work.is_tidy());
    assert_eq!(same.map(inode), before, "only what changed was built");
    assert_ne!(inode("bure"), folder, "its folder was built anew");
    assert_eq!((work.text("bure/a.html").as_str(), work.text("bure/notes.txt").as_str()), ("new", "mine"));
    assert!(work.file("bure/empty").is_dir() && !work.file(MARKER).exists());
    assert_eq!(fs::metadata(work.file("bure")).unwrap().mode() & 0o777, 0o750);
    assert_eq!(fs::metadata(work.file("bure/b/b.html")).unwrap().nlink(), 1);
    // The manifest knows of it: the same again changes nothing, though its bytes are looked at.
    assert_ne!(work.text(MANIFEST), manifest);
    let snapshot = work.snapshot();
    assert_eq!(work.write(&files("new")).unchanged, 4);
    assert_eq!(work.snapshot(), snapshot);
    // A kill after the folder changed places, and before the manifest did: nothing is lost, whatever is built next.
    for next in ["new", "old"] {
        work.write(&files("new"));
        let left = work.root().join(".site.new-0123456789abcdef");
        fs::create_dir_all(left.join("bure/b")).unwrap();
        fs::rename(work.file(MANIFEST), left.join(MANIFEST)).unwrap();
        fs::write(work.file(MANIFEST), &manifest).unwrap();
        fs::write(left.join("bure/a.html"), "old").unwrap();
        fs::hard_link(work.file("bure/b/b.html"), left.join("bure/b/b.html")).unwrap();
        fs::hard_link(work.file("bure/notes.txt"), left.join("bure/notes.txt")).unwrap();
        work.write(&files(next));
        assert_eq!((work.text("bure/a.html").as_str(), work.text("bure/notes.txt").as_str()), (next, "mine"));
        assert_eq!(work.write(&files(next)).unchanged, 4);
        assert!(work.is_tidy());
    }
}

#[test]
fn where_paths_come_or_go_or_two_folders_change_the_whole_site_changes_places() {
    let work = Workspace::new();
    let files = [("index.html", "fleet"), ("bure/a.html", "a"), ("other/x.html", "x")];
    work.write(&files);
    let inode = || fs::metadata(work.site()).unwrap().ino();
    let changes: [&[(&str, &str)]; 4] = [
        &[("index.html", "fleet"), ("bure/a.html", "a"), ("bure/b.html", "b"), ("other/x.html", "x")],
        &[("index.html", "fleet"), ("bure/a.html", "A"), ("other/x.html", "x")],
        &[("index.html", "fleet"), ("bure/a.html", "a"), ("other/x.html", "X")],
        &[("index.html", "Fleet"), ("bure/a.html", "a"), ("other/x.html", "X")],
    ];
    for files in changes {
        let before = inode();
        work.write(files);
        assert_ne!(inode(), before, "{files:?}");
        assert!(files.iter().all(|(path, text)| work.text(path) == *text) && work.is_tidy());
    }
}

#[test]
fn bytes_are_compared_and_the_manifest_is_not_trusted() {
    let work = Workspace::new();
    work.write(TWO);
    fs::write(work.file("index.html"), "FLEET").unwrap();
    assert_eq!(work.write(TWO).written, 1);
    assert_eq!(work.text("index.html"), "fleet");
}

#[test]
fn files_no_longer_wanted_go_and_those_of_others_stay() {
    let work = Workspace::new();
    work.write(&[("index.html", "fleet"), ("bure/index.html", "bure"), ("bure/old.html", "old"), ("gone/x", "x")]);
    fs::write(work.file("bure/notes.txt"), "mine").unwrap();
    fs::create_dir_all(work.file(".well-known/empty")).unwrap();
    fs::write(work.file(".well-known/security.txt"), "mine too").unwrap();
    symlink("/nowhere", work.file("bure/link")).unwrap();
    let inode = fs::metadata(work.file("bure/notes.txt")).unwrap().ino();
    let changes = work.write(TWO);
    assert_eq!((changes.removed, changes.unchanged, changes.written), (2, 2, 0));
    assert!(!work.file("bure/old.html").exists() && !work.file("gone").exists());
    assert_eq!(work.text("bure/notes.txt"), "mine");
    assert_eq!(fs::metadata(work.file("bure/notes.txt")).unwrap().ino(), inode);
    assert_eq!(work.text(".well-known/security.txt"), "mine too");
    assert!(work.file(".well-known/empty").is_dir());
    assert_eq!(fs::read_link(work.file("bure/link")).unwrap(), Path::new("/nowhere"));
    assert!(work.is_tidy());
}

#[test]
fn kept_folder_stays_as_it_is_with_its_note() {
    let mut work = Workspace::new();
    work.notes = BTreeMap::from([("bure".to_owned(), "1".to_owned()), ("fleet".to_owned(), "2".to_owned())]);
    work.write(&[("index.html", "fleet"), ("bure/index.html", "bure"), ("bure/visit.html", "visit")]);
    work.notes.clear();
    work.keep = BTreeSet::from(["bure".to_owned(), "never-was".to_owned()]);
    let changes = work.write(&[("index.html", "fleet 2"), ("bure/index.html", "broken")]);
    assert_eq!(changes, Changes { written: 1, kept: 2, bytes: 7, ..Changes::default() });
    assert_eq!((work.text("bure/index.html"), work.text("bure/visit.html")), ("bure".to_owned(), "visit".to_owned()));
    let output = work.open(&work.site()).unwrap();
    let manifest = output.previous().unwrap();
    assert_eq!(manifest.files.len(), 3);
    assert_eq!(manifest.notes, BTreeMap::from([("bure".to_owned(), "1".to_owned())]));
}

#[test]
fn a_new_note_alone_is_a_change() {
    let mut work = Workspace::new();
    work.write(TWO);
    work.notes.insert("bure".to_owned(), "{}".to_owned());
    assert_eq!(work.write(TWO).unchanged, 2);
    assert_eq!(work.open(&work.site()).unwrap().previous().unwrap().notes, work.notes);
}

#[test]
fn file_of_somebody_else_in_the_way_is_an_error() {
    let work = Workspace::new();
    work.write(TWO);
    fs::write(work.file("new.html"), "mine").unwrap();
    fs::write(work.file("chelmsford"), "mine").unwrap();
    symlink("bure", work.file("link")).unwrap();
    fs::create_dir_all(work.file("folder.html")).unwrap();
    let before = work.snapshot();
    for path in ["new.html", "chelmsford/index.html", "link/index.html", "folder.html"] {
        let error = work.try_write(&[("index.html", "fleet"), (path, "ours")]).unwrap_err();
        assert!(matches!(error, WriteError::InTheWay { .. }), "{path}: {error}");
        assert_eq!(work.snapshot(), before);
    }
}

#[test]
fn file_becomes_folder_and_back() {
    let work = Workspace::new();
    work.write(&[("a", "file")]);
    work.write(&[("a/b", "in folder")]);
    assert_eq!(work.text("a/b"), "in folder");
    work.write(&[("a", "file")]);
    assert_eq!(work.text("a"), "file");
    assert!(work.is_tidy());
}

#[test]
fn a_link_in_place_of_our_file_is_replaced_and_not_followed() {
    let work = Workspace::new();
    work.write(TWO);
    let outside = work.root().join("content/precious");
    fs::write(&outside, "fleet").unwrap();
    fs::remove_file(work.file("index.html")).unwrap();
    symlink(&outside, work.file("index.html")).unwrap();
    work.write(TWO);
    assert!(fs::symlink_metadata(work.file("index.html")).unwrap().is_file());
    assert_eq!(fs::metadata(&outside).unwrap().nlink(), 1);
    assert_eq!(fs::read_to_string(outside).unwrap(), "fleet");
}

#[test]
fn names_that_are_not_utf8_are_carried_over() {
    use std::os::unix::ffi::OsStrExt;
    let work = Workspace::new();
    work.write(TWO);
    let name = work.site().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    fs::write(&name, "mine").unwrap();
    work.write(&[("index.html", "fleet 2")]);
    assert_eq!(fs::read_to_string(name).unwrap(), "mine");
}

#[test]
fn paths_that_clash_are_refused() {
    let work = Workspace::new();
    for (a, b) in [("A.html", "a.html"), ("bure/x", "Bure/y"), ("a", "a/b"), ("É", "é"), (MANIFEST, "z")] {
        let error = work.try_write(&[(a, ""), (b, "")]).unwrap_err();
        assert!(matches!(error, WriteError::Clash { .. }), "{a} {b}: {error}");
    }
    assert!(!work.site().exists());
    work.write(&[("a/b/c", ""), ("a/b/d", ""), ("a/e", ""), ("ab", "")]);
}

#[test]
fn output_that_touches_the_sources_is_refused() {
    let work = Workspace::new();
    fs::create_dir(work.root().join("content/en")).unwrap();
    symlink(work.root().join("content"), work.root().join("alias")).unwrap();
    let before = work.snapshot();
    let parent = work.root().parent().unwrap();
    for (out, relation) in [
        ("content", "is"),
        ("content/site", "lies inside"),
        ("content/en/a/b", "lies inside"),
        ("alias/site", "lies inside"),
        ("site/../content/site", "lies inside"),
        (".", "holds"),
        ("content/..", "holds"),
    ] {
        let error = work.open(&work.root().join(out)).unwrap_err();
        assert!(matches!(error, WriteError::Input { relation: found, .. } if found == relation), "{out}: {error}");
    }
    assert!(matches!(work.open(parent), Err(WriteError::Input { relation: "holds", .. })));
    assert!(work.open(Path::new("/")).is_err());
    assert_eq!(work.snapshot(), before);
}

#[test]
fn input_that_is_a_link_still_protects_its_workspace() {
    let work = Workspace::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let root = elsewhere.path().join("workspace");
    fs::create_dir(&root).unwrap();
    symlink(work.root().join("content"), root.join("content")).unwrap();
    assert!(matches!(write::open(&root, &[&root.join("content")]), Err(WriteError::Input { relation: "holds", .. })));
}

#[test]
fn unusable_outputs_are_refused() {
    let work = Workspace::new();
    let open = |name: &str| work.open(&work.root().join(name)).unwrap_err();
    fs::write(work.root().join("file"), "").unwrap();
    fs::create_dir(work.root().join("others")).unwrap();
    fs::write(work.root().join("others/thesis.txt"), "").unwrap();
    symlink("others", work.root().join("link")).unwrap();
    symlink("nowhere", work.root().join("dangling")).unwrap();
    let before = work.snapshot();
    assert!(matches!(open("file"), WriteError::NotAFolder { .. }));
    assert!(matches!(open("link"), WriteError::Link { .. }));
    assert!(matches!(open("dangling"), WriteError::Link { .. }));
    assert!(matches!(open("file/site"), WriteError::Io(_)));
    let error = open("others");
    assert!(matches!(error, WriteError::NotOurs { .. }) && error.to_string().contains("`thesis.txt`"), "{error}");
    assert_eq!(work.snapshot(), before);
}

#[test]
fn a_damaged_manifest_or_one_of_another_version_is_refused() {
    let work = Workspace::new();
    work.write(TWO);
    let listing = "{\"version\":2,\"files\":{\"../content/x\":\"\"}}";
    for text in ["", "{", "{\"version\":0,\"files\":{}}", "{\"version\":3,\"files\":{}}", listing] {
        fs::write(work.file(MANIFEST), text).unwrap();
        assert!(matches!(work.try_write(TWO), Err(WriteError::Manifest { .. })), "{text}");
    }
    fs::remove_file(work.file(MANIFEST)).unwrap();
    symlink("index.html", work.file(MANIFEST)).unwrap();
    assert!(matches!(work.try_write(TWO), Err(WriteError::Manifest { .. })));
}

#[test]
fn two_builds_at_once_are_refused() {
    let work = Workspace::new();
    let first = work.open(&work.site()).unwrap();
    assert!(matches!(work.try_write(TWO), Err(WriteError::Busy { .. })));
    drop(first);
    work.write(TWO);
    fs::write(work.root().join(".site.lock"), "").unwrap();
    work.write(&[("index.html", "a lock file left by a kill stops nobody")]);
    assert!(work.is_tidy());
}

#[test]
fn many_builds_at_once_never_mix() {
    let work = Workspace::new();
    let trees: Vec<Tree> = ["one", "two", "three"].map(|text| tree(&[("a", text), ("b", text), ("c/d", text)])).into();
    std::thread::scope(|scope| {
        for tree in trees.iter().cycle().take(12) {
            let work = &work;
            scope.spawn(move || {
                loop {
                    match work.try_write_tree(tree) {
                        Ok(_) => break,
                        Err(WriteError::Busy { .. }) => std::thread::yield_now(),
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    assert_eq!((work.text("a"), work.text("b")), (work.text("c/d"), work.text("c/d")));
    assert!(work.is_tidy());
}

#[test]
fn output_removed_or_replaced_meanwhile() {
    let mut work = Workspace::new();
    work.write(TWO);
    let files = tree(TWO);
    let opened = work.open(&work.site()).unwrap();
    fs::remove_dir_all(work.site()).unwrap();
    let release = Release { tree: &files, keep: &work.keep, notes: &work.notes };
    assert_eq!(opened.swap_in(&release).unwrap().written, 2, "it is simply written again");

    work.keep.insert("bure".to_owned());
    let release = Release { tree: &files, keep: &work.keep, notes: &work.notes };
    let opened = work.open(&work.site()).unwrap();
    fs::remove_dir_all(work.site()).unwrap();
    assert!(matches!(opened.swap_in(&release), Err(WriteError::Changed { .. })), "what was to be kept is gone");

    let opened = work.open(&work.site()).unwrap();
    fs::create_dir(work.site()).unwrap();
    fs::write(work.file("thesis.txt"), "mine").unwrap();
    assert!(matches!(opened.swap_in(&release), Err(WriteError::Changed { .. })));
    assert_eq!(work.text("thesis.txt"), "mine");
    assert!(work.is_tidy(), "{:?}", work.names());
}

#[test]
fn file_deleted_by_hand_is_no_longer_in_the_last_good_site() {
    let work = Workspace::new();
    work.write(TWO);
    fs::remove_file(work.file("bure/index.html")).unwrap();
    assert_eq!(work.open(&work.site()).unwrap().previous().unwrap().files.len(), 1);
    assert_eq!(work.write(TWO).written, 1);
}

#[test]
fn leftovers_of_killed_builds_go_and_folders_of_others_stay() {
    let work = Workspace::new();
    work.write(TWO);
    let beside = |name: &str| work.root().join(name);
    // Killed while building; after making the folder; before removing the old site.
    fs::create_dir_all(beside(".site.new-0000000000000001/bure")).unwrap();
    fs::write(beside(".site.new-0000000000000001/bure/x"), "half").unwrap();
    fs::write(beside(".site.new-0000000000000001").join(MARKER), "").unwrap();
    fs::create_dir(beside(".site.new-0000000000000002")).unwrap();
    fs::create_dir(beside(".site.new-0000000000000003")).unwrap();
    let old = beside(".site.new-0000000000000003");
    fs::copy(work.file(MANIFEST), old.join(MANIFEST)).unwrap();
    fs::write(old.join("index.html"), "older").unwrap();
    fs::write(work.file("notes.txt"), "mine").unwrap();
    fs::hard_link(work.file("notes.txt"), old.join("notes.txt")).unwrap();
    fs::create_dir(old.join("late")).unwrap();
    fs::write(old.join("late/late.txt"), "put there between scan and swap").unwrap();
    // Nobody's business.
    fs::create_dir(beside(".site.new-0000000000000004")).unwrap();
    fs::write(beside(".site.new-0000000000000004/thesis.txt"), "").unwrap();
    fs::create_dir(beside(".site.new-mine")).unwrap();
    symlink("content", beside(".site.new-0000000000000005")).unwrap();

    let output = work.open(&work.site()).unwrap();
    drop(output);
    let theirs = [".site.new-0000000000000004", ".site.new-0000000000000005", ".site.new-mine"];
    assert_eq!(work.names()[..3], theirs);
    assert_eq!(work.names().len(), 7);
    assert_eq!(work.text("notes.txt"), "mine");
    assert_eq!(work.text("late/late.txt"), "put there between scan and swap");
    assert_eq!(work.text("index.html"), "fleet");
}

#[test]
fn leftover_whose_file_has_no_other_place_is_reported_and_stays() {
    let work = Workspace::new();
    work.write(TWO);
    let old = work.root().join(".site.new-0000000000000001");
    fs::create_dir(&old).unwrap();
    fs::copy(work.file(MANIFEST), old.join(MANIFEST)).unwrap();
    fs::write(old.join("notes.txt"), "one").unwrap();
    fs::write(work.file("notes.txt"), "other").unwrap();
    assert_eq!(work.write(TWO).leftover, [fs::canonicalize(&old).unwrap()]);
    assert_eq!(fs::read_to_string(old.join("notes.txt")).unwrap(), "one");
    assert_eq!(work.text("notes.txt"), "other");
}

#[test]
fn site_that_stepped_aside_is_put_back() {
    let work = Workspace::new();
    work.write(TWO);
    let before = work.text("bure/index.html");
    fs::rename(work.site(), work.root().join(".site.old-0123456789abcdef")).unwrap();
    let output = work.open(&work.site()).unwrap();
    assert_eq!(output.previous().unwrap().files.len(), 2);
    drop(output);
    assert_eq!(work.text("bure/index.html"), before);
    assert!(work.is_tidy());
}

#[test]
fn a_whole_fleet_is_written() {
    let work = Workspace::new();
    let files: Vec<(String, String)> = (0..1000).map(|n| (format!("e{}/p{n}.html", n % 50), n.to_string())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(work.write(&files).written, 1000);
    assert_eq!(work.write(&files).unchanged, 1000);
}

/// A small disk of its own, taken away at the end.
struct Disk(TempDir);

impl Disk {
    /// Attaches a disk of so many bytes; `None`, with a word why, where that is not permitted.
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn attach(bytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={bytes}");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        match mount {
            Ok(output) if output.status.success() => Some(Self(folder)),
            Ok(output) => {
                eprintln!("skipped, no disk: {}", String::from_utf8_lossy(&output.stderr).trim());
                None
            }
            Err(error) => {
                eprintln!("skipped, no disk: {error}");
                None
            }
        }
    }

    fn workspace(&self) -> Workspace {
        Workspace::in_folder(tempfile::tempdir_in(self.0.path()).unwrap())
    }

    fn read_only(&self) {
        let status = Command::new("mount").args(["-o", "remount,ro"]).arg(self.0.path()).status().unwrap();
        assert!(status.success());
    }

    fn writable(&self) {
        let status = Command::new("mount").args(["-o", "remount,rw"]).arg(self.0.path()).status().unwrap();
        assert!(status.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(self.0.path()).status().unwrap();
    }
}

#[test]
fn full_disk_leaves_the_last_good_site() {
    let Some(disk) = Disk::attach(256 * 1024) else { return };
    let work = disk.workspace();
    work.write(&[("index.html", "fleet"), ("bure/index.html", "bure"), ("bure/notes", "n")]);
    fs::write(work.file("mine.txt"), "mine").unwrap();
    let before = work.snapshot();
    let large = "x".repeat(300 * 1024);
    for path in ["bure/index.html", "zz/large.html"] {
        let files = [("aa/new.html", "new"), ("index.html", "fleet 2"), (path, &large)];
        let error = work.try_write(&files).unwrap_err();
        assert!(error.to_string().contains("the disk is full"), "{error}");
        // Several are written at once: another may meet the end of the disk before the large one is told of it.
        assert!(files.iter().any(|(path, _)| error.to_string().contains(path)), "{error}");
        assert_eq!(work.snapshot(), before);
    }
    work.write(&[("index.html", "there is room for this")]);
    assert!(work.is_tidy());
}

#[test]
fn disk_that_can_only_be_read_leaves_the_last_good_site() {
    let Some(disk) = Disk::attach(256 * 1024) else { return };
    let work = disk.workspace();
    work.write(TWO);
    let opened = work.open(&work.site()).unwrap();
    drop(opened);
    let before = work.snapshot();
    disk.read_only();
    let error = work.try_write(&[("index.html", "fleet 2")]).unwrap_err();
    assert!(error.to_string().contains("can only be read"), "{error}");
    assert_eq!(work.snapshot(), before);
    disk.writable();
}

#[test]
fn output_where_a_disk_is_attached_is_refused() {
    let Some(disk) = Disk::attach(64 * 1024) else { return };
    let error = write::open(disk.0.path(), &[]).unwrap_err();
    assert!(matches!(error, WriteError::MountPoint { .. }), "{error}");
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn folder_without_the_right_to_write_leaves_the_last_good_site() {
    let work = Workspace::new();
    work.write(TWO);
    for locked in [work.root().to_owned(), work.site()] {
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
        if fs::File::create(locked.join("probe")).is_ok() {
            fs::remove_file(locked.join("probe")).unwrap();
            fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
            eprintln!("skipped: this user may write everywhere");
            return;
        }
        let before = work.snapshot();
        let error = work.try_write(&[("index.html", "fleet 2")]).unwrap_err();
        assert!(error.to_string().contains("not allowed"), "{error}");
        assert_eq!(work.snapshot(), before);
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
