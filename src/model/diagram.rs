//! A diagram as data: a middle, and who stands around it.

use super::prose::Prose;

/// A diagram of who gains what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagram {
    /// What it shows.
    pub title: Prose,
    /// What stands in the middle.
    pub centre: Prose,
    /// Who stands around it, in reading order.
    pub parts: Vec<Part>,
}

/// One party of a diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Who.
    pub who: Prose,
    /// What they gain.
    pub gains: Vec<Prose>,
}
