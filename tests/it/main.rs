//! The one integration-test binary: each one more would link polars again.

mod corpora;
mod data;
mod facts;
mod fixtures;
mod shared;
mod traps;
