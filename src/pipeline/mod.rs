//! The desk: finds files, plans, runs, locks. Alone touches the disk.
#![expect(clippy::disallowed_methods, reason = "this is the layer that touches the disk")]

pub mod disk;
pub mod lock;
pub mod spec;
