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

impl Span {
    /// From the start of this one to the end of another in the same source.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty stretch at its start.
    #[must_use]
    pub fn at_start(self) -> Span {
        Span { end: self.start, ..self }
    }

    /// The empty stretch at its end.
    #[must_use]
    pub fn at_end(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// Whether a byte of the same source lies in it.
    pub fn contains(self, byte: u32) -> bool {
        self.start <= byte && byte < self.end
    }
}
