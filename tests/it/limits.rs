//! Files far too large are refused with a message, and cost no more memory than they may.

use std::process::Command;

use crate::support::{Project, Run, TODAY, finish};

/// Runs the program and says, last on its standard output, how much memory it had at most, in kB.
const MEASURED: &str = r"
import resource, subprocess, sys
run = subprocess.run(sys.argv[1:], capture_output=True)
sys.stderr.buffer.write(run.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(run.returncode)
";

fn check(project: &Project) -> (Run, u64) {
    let mut command = Command::new("python3");
    command.args(["-c", MEASURED, env!("CARGO_BIN_EXE_familypack"), "build", "--no-leaflets", "--today", TODAY]);
    let run = finish(command.arg("--root").arg(project.root()).arg("--output").arg(project.output()));
    let memory = run.stdout.trim().lines().last().and_then(|line| line.parse().ok()).expect("a number");
    (run, memory)
}

#[test]
fn ten_megabytes_are_refused_and_do_not_fill_the_memory() {
    let project = Project::small();
    let (_, usual) = check(&project);
    for (path, line) in [
        ("establishments/northmoor/establishment.toml", "# A note that goes on and on.\n"),
        ("content/en/visiting.md", "Words that go on and on.\n\n"),
        ("content/directory.toml", "a = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n"),
    ] {
        let before = project.read(path);
        project.write(path, &line.repeat(10_000_000 / line.len()));
        let (run, memory) = check(&project);
        assert!(run.code == 1 && run.stderr.contains("[file-size]"), "{path}: {}: {}", run.code, run.stderr);
        assert!(memory < usual + 60_000, "{path}: {memory} kB, and usually {usual} kB");
        project.write(path, &before);
    }
}
