//! Where in which source something stands, in bytes.

/// A stretch of one source, in bytes. Columns of any kind are made from it at the edge, by `source`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which source, in the order in which they were handed in.
    pub source: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}
