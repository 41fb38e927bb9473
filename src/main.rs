//! The program: one call, and its exit code.

fn main() -> std::process::ExitCode {
    familypack::cli::run()
}
