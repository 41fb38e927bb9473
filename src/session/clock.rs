//! How long the stages of a build take, and who is told.

use std::time::{Duration, Instant};

use super::Host;

/// Times the stages and tells of each as it begins.
pub(super) struct Clock<'a> {
    pub host: &'a dyn Host,
    /// Whoever asked for the build has given up.
    pub stopped: bool,
    /// What each stage took so far.
    pub timings: Vec<(&'static str, Duration)>,
}

impl Clock<'_> {
    /// Does the work of a stage.
    pub(super) fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.host.stage(name);
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        match self.timings.iter_mut().find(|(known, _)| *known == name) {
            Some((_, so_far)) => *so_far += took,
            None => self.timings.push((name, took)),
        }
        result
    }
}
