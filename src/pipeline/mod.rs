//! The desk: finds files, plans, runs, locks. Alone touches the disk.
#![expect(clippy::disallowed_methods, reason = "this is the layer that touches the disk")]

pub mod add;
pub mod article;
pub mod build;
pub mod compare;
pub mod declare;
pub mod describe;
pub mod desk;
pub mod diff;
pub mod disk;
pub mod draw;
pub mod fetching;
mod files;
mod fresh;
pub mod grid;
mod house;
pub mod lock;
pub mod new;
pub mod outlook;
pub mod outputs;
mod page;
pub mod pair;
mod parts;
mod received;
pub mod report;
pub mod resolve;
mod revision;
pub mod sheet;
pub mod snapshot;
pub mod spec;
mod spec_text;
pub mod statements;
pub mod template;
pub mod verify;
pub mod why;
pub mod wording;
