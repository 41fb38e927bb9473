//! The preview: whatever is done to the files, what is served in the end is what a build makes of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use familypack::model::date::parse_date;
use familypack::options::Options;
use familypack::output::{OutputPath, Tree};
use familypack::session::{self, LastSite, Quiet};
use familypack::view::Card;
use fastrand::Rng;

use crate::support::{self, Files, Project, TODAY, files};

/// How many edits are made.
const EDITS: usize = 1_000;
const FACTS: &str = "establishments/northmoor/establishment.toml";

/// A preview that runs.
struct Preview {
    child: Child,
    port: u16,
    connection: Option<BufReader<TcpStream>>,
}

impl Preview {
    fn start(root: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
        command.arg("serve").arg("--root").arg(root).args(["--today", TODAY]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("its output"));
        let port = loop {
            let mut line = String::new();
            assert!(said.read_line(&mut line).expect("it speaks") > 0, "it ended without a word");
            if let Some((_, rest)) = line.split_once("127.0.0.1:") {
                let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                break digits.parse().expect("a port");
            }
        };
        // What it says later is read, so that it never waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { child, port, connection: None }
    }

    /// Asks for a file; returns the status and the bytes.
    fn get(&mut self, path: &str) -> (u16, Vec<u8>) {
        let mut connection = self.connection.take().unwrap_or_else(|| {
            BufReader::new(TcpStream::connect(("127.0.0.1", self.port)).expect("the preview listens"))
        });
        let request = format!("GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        connection.get_mut().write_all(request.as_bytes()).expect("it takes requests");
        let mut line = String::new();
        connection.read_line(&mut line).expect("an answer");
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let mut length = 0;
        loop {
            let mut header = String::new();
            connection.read_line(&mut header).expect("a header");
            if header.trim().is_empty() {
                break;
            }
            if let Some(value) = header.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        connection.read_exact(&mut body).expect("the whole answer");
        self.connection = Some(connection);
        (status, body)
    }

    /// Opens a page as a browser does, which listens from then on.
    fn open(&self, page: &str) {
        let mut news = TcpStream::connect(("127.0.0.1", self.port)).expect("the preview listens");
        let request = format!("GET /-/events?page={page} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        news.write_all(request.as_bytes()).expect("it takes requests");
        std::thread::spawn(move || std::io::copy(&mut news, &mut std::io::sink()));
    }

    /// Waits until everything is as the files are now.
    fn settle(&mut self, fingerprint: &str) -> serde_json::Value {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let (_, body) = self.get("-/state");
            let state: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
            if state["settled"] == true && state["fingerprint"] == fingerprint {
                return state;
            }
            assert!(Instant::now() < end, "it never settled: {state}");
            std::thread::sleep(Duration::from_millis(4));
        }
    }

    /// Returns how much memory it holds, in kilobytes.
    fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a build of the files makes, each time from nothing: of what is broken, the last good version stays.
#[derive(Default)]
struct Expected {
    tree: Tree,
    cards: BTreeMap<String, Card>,
}

impl Expected {
    /// Builds; returns the hash of the files and how many errors they have.
    fn build(&mut self, root: &Path) -> (String, usize) {
        let (sources, unread) = familypack::read::folder(root).expect("the files can be read");
        let options = Options {
            today: parse_date(TODAY).unwrap_or_else(|_| panic!("{TODAY} is a day")),
            base_url: None,
            only: None,
            leaflets: false,
            remove: BTreeSet::new(),
        };
        let is_there = |id: &String| sources.iter().any(|(file, _)| file.establishment() == Some(id.as_str()));
        let cards = self.cards.iter().filter(|(id, _)| is_there(id)).map(|(id, card)| (id.clone(), card.clone()));
        let mut files: BTreeMap<String, BTreeSet<OutputPath>> = BTreeMap::new();
        for path in self.tree.keys() {
            files.entry(path.folder().unwrap_or_default().to_owned()).or_default().insert(path.clone());
        }
        let files = files.into_iter().map(|(folder, files)| (folder, Arc::new(files))).collect();
        let last = LastSite { cards: cards.collect(), files, ..LastSite::default() };
        let outcome = session::build(&sources, &options, &last, &Quiet);
        let errors = outcome.problems.errors().count() + unread.errors().count();
        if let Some(site) = outcome.site {
            let stays = |path: &OutputPath| path.folder().is_some_and(|folder| site.keep.contains(folder));
            let mut tree = site.tree();
            for (path, bytes) in self.tree.iter().filter(|(path, _)| stays(path)) {
                tree.insert(path.clone(), bytes.clone());
            }
            (self.tree, self.cards) = (tree, site.cards);
        }
        (sources.fingerprint(), errors)
    }
}

/// Somebody who edits.
struct Editor {
    project: Project,
    good: Files,
    random: Rng,
}

impl Editor {
    fn text(&self, path: &str) -> String {
        String::from_utf8(self.good[path].clone()).expect("a text")
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        support::write(&self.project.root().join(path), bytes);
    }

    /// Saves as careful programs do: beside the old file, then in its place.
    fn save(&self, path: &str, text: &str) {
        let file = self.project.root().join(path);
        let beside = file.with_extension("saving~");
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&beside, text).expect("written");
        fs::rename(&beside, &file).expect("renamed");
    }

    /// The facts with another time and another telephone number.
    fn facts(&mut self) -> String {
        let text = self.text(FACTS);
        let minute = self.random.u32(10..60);
        let at = text.find("time = \"").expect("a time") + "time = \"".len();
        format!("{}{minute}{}", &text[..at + 3], &text[at + 5..])
    }

    /// Puts everything back as it was.
    fn mend(&self) {
        let root = self.project.root();
        for path in files(&root).keys().filter(|path| !self.good.contains_key(*path)) {
            fs::remove_file(root.join(path)).expect("removed");
        }
        for id in fs::read_dir(root.join("establishments")).into_iter().flatten().flatten() {
            // A folder with files in it stays.
            let _ = fs::remove_dir(id.path().join("en"));
            let _ = fs::remove_dir(id.path());
        }
        for (path, bytes) in &self.good {
            if fs::read(root.join(path)).ok().as_ref() != Some(bytes) {
                self.write(path, bytes);
            }
        }
    }

    /// Edits once, in one of the ways that people and programs do.
    fn edit(&mut self) {
        let number = self.random.u32(0..1_000);
        let root = self.project.root();
        let folder = |id: &str| root.join("establishments").join(id);
        match self.random.u32(0..18) {
            0 | 1 => {
                let facts = self.facts();
                self.write(FACTS, facts.as_bytes());
            }
            2 => {
                let facts = self.facts();
                self.save(FACTS, &facts);
            }
            3 => self.save(
                "content/en/visiting.md",
                &format!("{}\n\nWords {number}.\n", self.text("content/en/visiting.md")),
            ),
            4 => self.save(
                "themes/plain/foot.html",
                &format!("<p>Foot {number}</p>{}", self.text("themes/plain/foot.html")),
            ),
            5 => self.save(
                "themes/plain/style.css",
                &format!("{}\nh1{{margin:{number}px}}\n", self.text("themes/plain/style.css")),
            ),
            6 => self.write(FACTS, self.text(FACTS).replacen('"', "", 1).as_bytes()),
            7 => self.write(
                "content/en/visiting.md",
                format!("{}\n{{{{ nothing.{number} }}}}\n", self.text("content/en/visiting.md")).as_bytes(),
            ),
            8 => self.write("themes/plain/page.html", b"{% if %}"),
            9 => self
                .write("familypack.toml", format!("{}\nnothing = {number}\n", self.text("familypack.toml")).as_bytes()),
            10 => self.save(
                "familypack.toml",
                &self.text("familypack.toml").replacen("packs\"", &format!("packs {number}\""), 1),
            ),
            11 if folder("southbay").is_dir() => {
                fs::rename(folder("southbay"), folder("southbay-two")).expect("renamed");
            }
            12 if folder("southbay").is_dir() => fs::remove_dir_all(folder("southbay")).expect("removed"),
            13 => {
                let page = format!(
                    "+++\ntitle = \"Own {number}\"\nsummary = \"Own words.\"\nsection = \"visit\"\norder = 90\nmode = \"new\"\n+++\n\nWords {number}.\n"
                );
                self.save("establishments/northmoor/en/own-words.md", &page);
            }
            14 => {
                // One save after the other, in pieces, with what programs leave beside a file; whole at the end.
                for _ in 0..5 {
                    let facts = self.facts();
                    let part = self.random.usize(0..facts.len());
                    self.write(FACTS, &facts.as_bytes()[..part]);
                    self.write("establishments/northmoor/.establishment.toml.swp", &facts.as_bytes()[..part]);
                    self.write("establishments/northmoor/4913~", b"");
                    self.save(FACTS, &facts);
                }
            }
            15 => {
                for path in
                    ["content/en/.#visiting.md", "establishments/northmoor/~$facts.toml", "themes/plain/page.html.bak"]
                {
                    self.write(path, b"left behind");
                }
            }
            16 => self.write(FACTS, &fs::read(root.join(FACTS)).unwrap_or_default()),
            _ => self.mend(),
        }
    }
}

#[test]
fn after_any_edits_what_is_served_is_what_a_build_makes() {
    let project = Project::small();
    let mut editor = Editor { good: files(&project.root()), project, random: Rng::with_seed(20_261_122) };
    let root = editor.project.root();
    let mut preview = Preview::start(&root, &[]);
    // What somebody looks at is made first, and must not differ from the rest in the end.
    preview.open("northmoor/visiting.html");
    let mut expected = Expected::default();
    let (mut broken, mut settled, mut most) = (0, 0, 0);
    let mut gone: Vec<OutputPath> = Vec::new();
    for step in 0..EDITS {
        let before: Vec<OutputPath> = expected.tree.keys().cloned().collect();
        let (fingerprint, errors) = expected.build(&root);
        let state = preview.settle(&fingerprint);
        assert_eq!(state["errors"].as_u64(), Some(errors as u64), "errors after edit {step}: {state:#}");
        broken += usize::from(errors > 0);
        for (path, bytes) in &expected.tree {
            let (status, served) = preview.get(path.as_str());
            assert!(
                status == 200 && served == **bytes,
                "after edit {step}, {path} is not what a build makes ({status})"
            );
        }
        gone.extend(before);
        gone.retain(|path| !expected.tree.contains_key(path));
        gone.sort();
        gone.dedup();
        for path in &gone {
            assert_eq!(preview.get(path.as_str()).0, 404, "after edit {step}, {path} is still served");
        }
        let memory = preview.memory().unwrap_or_default();
        // By then everything that is kept has been kept once.
        if step == EDITS / 4 {
            settled = memory;
        }
        most = most.max(if step > EDITS / 4 { memory } else { 0 });
        editor.edit();
    }
    assert!(broken > EDITS / 10 && broken < EDITS * 9 / 10, "{broken} of {EDITS} edits were mistakes");
    assert!(most < settled + settled / 4 + 20_000, "the memory grows: {settled} kB, later {most} kB");
}

#[test]
fn where_the_system_tells_of_no_changes_files_are_looked_at() {
    let mut editor = {
        let project = Project::small();
        Editor { good: files(&project.root()), project, random: Rng::with_seed(1) }
    };
    let root = editor.project.root();
    let mut preview = Preview::start(&root, &["--poll", "60"]);
    let mut expected = Expected::default();
    preview.settle(&expected.build(&root).0);
    let facts = editor.facts();
    editor.save(FACTS, &facts);
    preview.settle(&expected.build(&root).0);
}

#[test]
fn wrong_use_is_told_in_a_sentence() {
    let project = Project::small();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    let root = project.root();
    let beside = project.beside();
    let root = root.to_string_lossy();
    let beside = beside.to_string_lossy();
    for (arguments, told) in [
        (["--root", &root, "--port", &port], "is in use"),
        (["--root", &beside, "--port", "0"], "there is no file familypack.toml in"),
        (["--root", &root, "--today", "31 April 2026"], "--today: "),
        (["--root", &root, "--base-url", "https://packs.example"], "--base-url must end with /"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_familypack"));
        let run = support::finish(command.arg("serve").args(arguments).env("NO_COLOR", "1"));
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.starts_with("error: ") && run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
}
