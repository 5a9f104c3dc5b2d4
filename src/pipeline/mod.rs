//! The desk: finds files, plans, runs, locks. Alone touches the disk.
#![expect(clippy::disallowed_methods, reason = "this is the layer that touches the disk")]

pub mod add;
pub mod article;
pub mod build;
pub mod compare;
pub mod describe;
pub mod desk;
pub mod diff;
pub mod disk;
pub mod draw;
mod files;
pub mod fill;
mod fresh;
pub mod grid;
pub mod lock;
pub mod new;
pub mod outlook;
pub mod outputs;
mod page;
pub mod pair;
mod parts;
pub mod report;
pub mod resolve;
pub mod sheet;
pub mod snapshot;
pub mod spec;
pub mod statements;
pub mod verify;
pub mod why;
