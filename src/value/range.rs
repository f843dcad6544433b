use super::{Marks, Number};

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The end itself is possible.
    Closed(Number),
    /// Everything up to the end, but not the end.
    Open(Number),
    /// No end on this side.
    Infinite,
}

/// An interval of numbers still possible.
///
/// INVARIANT: not empty; if `whole`, finite ends are whole numbers and closed; a settled range has no marks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    low: End,
    high: End,
    whole: bool,
    /// May also be undefined.
    undefined: bool,
    marks: Marks,
    /// Only undefined: no number is possible (then the ends mean nothing).
    nothing: bool,
}
