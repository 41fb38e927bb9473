//! The program as its users meet it: run on a copy of the real workspace, judged by its exit code, its words and its site.
//!
//! One binary for all of them, as each binary costs a link.

#![expect(clippy::disallowed_methods, reason = "tests read and write files, and run the program")]
#![expect(clippy::print_stderr, reason = "a test that cannot run here says why")]

mod html;
mod support;

mod check;
mod contents;
mod determinism;
mod discreet;
mod downloads;
mod drawings;
mod due;
mod facts;
mod faults;
mod finders;
mod fix;
mod frame;
mod fuzz;
mod gallery;
mod imports;
mod languages;
mod leaflets;
#[cfg(feature = "links")]
mod links;
mod limits;
mod new;
mod oddities;
mod offline;
mod opendata;
mod preview;
mod remembered;
mod report;
mod rules;
mod safety;
mod schema;
mod search;
mod shared;
mod terms;
mod times;
mod tree;
mod validity;
mod words;
mod write;
