//! One binary for all integration tests, because each one links polars.

mod facts;
