//! The one integration-test binary: each one more would link polars again.
#![expect(clippy::disallowed_methods, reason = "tests read files and run programs")]

mod areas;
mod claims_cli;
mod codes;
mod corpora;
mod data;
mod deny;
mod desk;
mod facts;
mod fetching;
mod fetching_again;
mod fetching_faults;
mod fixtures;
mod guard;
mod hostile;
mod kit;
mod laws;
mod lint;
mod loopback;
mod messages_desk;
mod mutations;
mod parts;
mod print;
mod readme;
mod regressions;
mod samples;
mod shared;
mod sides;
mod tidy;
mod torture;
mod traps;
mod tree;
mod variants;
mod vectors;
mod why;
mod workbooks;
