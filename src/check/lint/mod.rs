//! What can be said of a program beyond names and types.

mod clash;
mod domain;
mod fixed;
mod pieces;
mod silent;
mod size;
mod table;
mod unused;
mod version;
mod wording;
