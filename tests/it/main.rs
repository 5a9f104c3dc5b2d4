//! The one integration-test binary: each one more would link polars again.
#![expect(clippy::disallowed_methods, reason = "tests read files and run programs")]

mod corpora;
mod data;
mod desk;
mod facts;
mod fixtures;
mod shared;
mod tidy;
mod traps;
mod tree;
