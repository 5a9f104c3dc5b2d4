//! The desk: finds files, plans, runs, locks. Alone touches the disk.
#![expect(clippy::disallowed_methods, reason = "this is the layer that touches the disk")]

pub mod add;
pub mod build;
pub mod describe;
pub mod desk;
pub mod disk;
pub mod draw;
mod files;
pub mod fill;
mod fresh;
pub mod lock;
pub mod new;
pub mod outputs;
mod page;
pub mod pair;
pub mod report;
pub mod resolve;
pub mod spec;
pub mod verify;
pub mod why;
