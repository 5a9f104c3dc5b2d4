//! One binary for all integration tests, because each one links polars.

#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod facts;
