//! A workspace in a temporary folder, and the real program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::SystemTime;

use tempfile::TempDir;

use crate::html::Html;

/// The day every test builds for, unless it says another.
pub(crate) const TODAY: &str = "2026-11-22";
/// Where the site of [`built`] says that it stands.
pub(crate) const BASE_URL: &str = "https://packs.example/";

/// Files by path below their folder, parts separated by `/`.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What a workspace is made of.
const WORKSPACE: [&str; 4] = ["familypack.toml", "content", "establishments", "themes"];

/// A copy of the real workspace in a folder of its own, with an output folder beside it.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// Copies the whole workspace.
    pub(crate) fn real() -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir(project.root()).expect("a folder for the workspace");
        for name in WORKSPACE {
            copy(&repository().join(name), &project.root().join(name));
        }
        fs::create_dir(project.beside()).expect("a folder for the output");
        project
    }

    /// Copies the small workspace of the gallery, with the real theme.
    pub(crate) fn small() -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        copy(&repository().join("tests/gallery/workspace"), &project.root());
        copy(&repository().join("themes/plain"), &project.root().join("themes/plain"));
        fs::create_dir(project.beside()).expect("a folder for the output");
        project
    }

    /// Copies the workspace with some of its establishments only.
    pub(crate) fn with_only(establishments: &[&str]) -> Self {
        let project = Self::real();
        let folder = project.root().join("establishments");
        for entry in fs::read_dir(&folder).expect("the establishments") {
            let name = entry.expect("an establishment").file_name().into_string().expect("a plain name");
            if !establishments.contains(&name.as_str()) {
                project.remove(&format!("establishments/{name}"));
            }
        }
        project
    }

    /// Returns the files of the workspace, but for what the program remembers.
    pub(crate) fn sources(&self) -> Files {
        let mut found = files(&self.root());
        found.remove(".familypack-cache.json");
        found
    }

    /// The workspace.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    /// The folder that holds the output folder and nothing else.
    pub(crate) fn beside(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// The output folder.
    pub(crate) fn output(&self) -> PathBuf {
        self.beside().join("site")
    }

    /// Another path in the temporary folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Reads a file of the workspace.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Writes a file of the workspace.
    pub(crate) fn write(&self, path: &str, text: &str) {
        write(&self.root().join(path), text.as_bytes());
    }

    /// Puts `new` in the place of `old`, which must stand in the file.
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "`{path}` does not hold `{old}` any more: mend the test");
        self.write(path, &text.replace(old, new));
    }

    /// Removes a file or folder of the workspace.
    pub(crate) fn remove(&self, path: &str) {
        let path = self.root().join(path);
        if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.expect("removed");
    }

    /// Prepares a build into [`Self::output`] for [`TODAY`].
    pub(crate) fn builder(&self) -> Build {
        Build {
            program: PathBuf::from(env!("CARGO_BIN_EXE_familypack")),
            root: self.root(),
            output: self.output(),
            today: TODAY.to_owned(),
            leaflets: false,
            arguments: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// Builds.
    pub(crate) fn build(&self) -> Run {
        self.builder().run()
    }

    /// Builds, and gives the site.
    pub(crate) fn site_on(&self, today: &str) -> Files {
        self.builder().today(today).run().fine();
        self.site()
    }

    /// The output as it is.
    pub(crate) fn site(&self) -> Files {
        files(&self.output())
    }

    /// When each file of the output was last written.
    pub(crate) fn times(&self) -> BTreeMap<String, SystemTime> {
        let output = self.output();
        self.site()
            .into_keys()
            .map(|path| {
                let changed = fs::metadata(output.join(&path)).and_then(|m| m.modified()).expect("a time");
                (path, changed)
            })
            .collect()
    }

    /// A page of the output.
    pub(crate) fn page(&self, path: &str) -> String {
        fs::read_to_string(self.output().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }
}

/// A build about to be run.
pub(crate) struct Build {
    program: PathBuf,
    root: PathBuf,
    output: PathBuf,
    today: String,
    leaflets: bool,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
}

impl Build {
    /// Into another folder.
    pub(crate) fn into(mut self, output: &Path) -> Self {
        output.clone_into(&mut self.output);
        self
    }

    /// For another day.
    pub(crate) fn today(mut self, today: &str) -> Self {
        today.clone_into(&mut self.today);
        self
    }

    /// With more arguments.
    pub(crate) fn with(mut self, arguments: &[&str]) -> Self {
        self.arguments.extend(arguments.iter().map(|&a| a.to_owned()));
        self
    }

    /// With its leaflets, which take a hundred times as long as its pages.
    pub(crate) fn with_leaflets(mut self) -> Self {
        self.leaflets = true;
        self
    }

    /// In another environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// By a copy of the program.
    pub(crate) fn by(mut self, program: &Path) -> Self {
        program.clone_into(&mut self.program);
        self
    }

    /// The command itself.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("build").arg("--root").arg(&self.root).arg("--output").arg(&self.output);
        command.arg("--today").arg(&self.today).args(&self.arguments);
        if !self.leaflets {
            command.arg("--no-leaflets");
        }
        command.env("NO_COLOR", "1").envs(self.environment.iter().map(|(k, v)| (k, v)));
        command.current_dir(&self.root).stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self) -> Run {
        finish(&mut self.command())
    }

    /// Starts it, silent.
    pub(crate) fn start(&self) -> Child {
        self.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }
}

/// How a build ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code; -1 where a signal ended it.
    pub(crate) code: i32,
    /// The report.
    pub(crate) stdout: String,
    /// The messages.
    pub(crate) stderr: String,
}

impl Run {
    /// Asserts the exit code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code; messages:\n{}\nreport:\n{}", self.stderr, self.stdout);
        self
    }

    /// Asserts that all went well.
    #[track_caller]
    pub(crate) fn fine(self) -> Self {
        self.ended(0)
    }
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("a report in UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages in UTF-8"),
    }
}

/// The real site, built once for all tests that only look at it.
pub(crate) struct Site {
    /// Every file.
    pub(crate) files: Files,
    /// Every web page, read.
    pub(crate) pages: BTreeMap<String, Html>,
}

impl Site {
    /// Reads the pages of a site.
    pub(crate) fn new(files: Files) -> Self {
        let pages = files
            .iter()
            .filter(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "html"))
            .map(|(path, bytes)| (path.clone(), Html::read(std::str::from_utf8(bytes).expect("a page in UTF-8"))))
            .collect();
        Self { files, pages }
    }

    /// The pages of one establishment, by their path below its folder.
    pub(crate) fn pack<'a>(&'a self, id: &str) -> impl Iterator<Item = (&'a str, &'a Html)> {
        let folder = format!("{id}/");
        self.pages.iter().filter_map(move |(path, page)| path.strip_prefix(&folder).map(|rest| (rest, page)))
    }

    /// The page of an establishment that is made from `content/en/<name>.md`.
    pub(crate) fn page(&self, id: &str, name: &str) -> Option<&Html> {
        let file = match name {
            "home" => "index",
            "not-found" => "404",
            name => name,
        };
        [format!("{id}/{file}.html"), format!("{id}/{file}/index.html"), format!("{id}/en/{file}.html")]
            .iter()
            .find_map(|path| self.pages.get(path))
    }
}

/// The real site as it is published for [`TODAY`] at [`BASE_URL`].
pub(crate) fn built() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let project = Project::real();
        project.builder().with(&["--base-url", BASE_URL]).run().fine();
        Site::new(project.site())
    })
}

/// The ids of the real establishments, sorted.
pub(crate) fn establishments() -> Vec<String> {
    let mut ids: Vec<String> = fs::read_dir(repository().join("establishments"))
        .expect("the establishments")
        .map(|entry| entry.expect("an establishment").file_name().into_string().expect("a plain name"))
        .collect();
    ids.sort();
    ids
}

/// The folder of the project itself.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder. Links are not followed.
pub(crate) fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap_or_else(|e| panic!("{e}"));
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).expect("below its folder").to_str().expect("a path in UTF-8");
            found.insert(below.replace('\\', "/"), fs::read(entry.path()).expect("a file that can be read"));
        }
    }
    found
}

/// The names of what stands in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Writes a file and the folders it needs.
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

/// Says how two folders differ, a line for each file; empty where they do not.
pub(crate) fn differences(expected: &Files, found: &Files) -> Vec<String> {
    let missing = expected.keys().filter(|path| !found.contains_key(*path)).map(|path| format!("{path} is missing"));
    let extra = found.keys().filter(|path| !expected.contains_key(*path)).map(|path| format!("{path} is new"));
    let changed = expected
        .iter()
        .filter(|(path, bytes)| found.get(*path).is_some_and(|other| other != *bytes))
        .map(|(path, _)| format!("{path} is different"));
    missing.chain(extra).chain(changed).collect()
}

/// Asserts that two folders hold the same files, byte for byte.
#[track_caller]
pub(crate) fn assert_same(expected: &Files, found: &Files, what: &str) {
    let differences = differences(expected, found);
    assert!(differences.is_empty(), "{what}:\n{}", differences.join("\n"));
}

/// Asserts that nothing was found wrong, and lists it where something was.
#[track_caller]
pub(crate) fn assert_none(problems: &[String], what: &str) {
    assert!(problems.is_empty(), "{} {what}:\n{}", problems.len(), problems.join("\n"));
}

/// Says that a test, or a part of one, cannot run on this machine.
pub(crate) fn skip(test: &str, reason: &str) {
    eprintln!("skipped: {test}: {reason}");
    if let Some(list) = std::env::var_os("FAMILYPACK_SKIPPED") {
        let mut file = fs::File::options().append(true).create(true).open(list).expect("the list of skipped tests");
        writeln!(file, "{test}: {reason}").expect("written");
    }
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap_or_else(|e| panic!("{}: {e}", to.display()));
        return;
    }
    fs::create_dir_all(to).unwrap_or_else(|e| panic!("{}: {e}", to.display()));
    for entry in fs::read_dir(from).unwrap_or_else(|e| panic!("{}: {e}", from.display())) {
        let entry = entry.expect("an entry");
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}
