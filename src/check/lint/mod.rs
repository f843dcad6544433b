//! What can be said of a program beyond names and types.

mod boxes;
mod clash;
mod fixed;
mod size;
mod table;
mod unused;
