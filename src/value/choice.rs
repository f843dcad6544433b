use super::Marks;

/// The most options that a set of choices may have: one bit each.
pub const MAX_OPTIONS: usize = 128;

/// The options still possible of a single choice; an empty set with `undefined` is surely undefined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// One bit for each option, in declared order.
    pub possible: u128,
    /// May also be undefined.
    pub undefined: bool,
    /// Why more than one is possible.
    pub marks: Marks,
}

/// What is known of a fact with several choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Choices {
    /// Options that are surely in.
    pub sure: u128,
    /// Options that may be in; holds `sure`.
    pub possible: u128,
    /// May also be undefined.
    pub undefined: bool,
    /// Why more than one set is possible.
    pub marks: Marks,
}

/// The places still possible: all that lie in `within`, itself included. The root is the whole country: nothing known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index into the program's regions.
    pub within: u32,
    /// True if `within` itself is meant and nothing finer will be learnt.
    pub exact: bool,
    /// May also be undefined.
    pub undefined: bool,
    /// Why it is open.
    pub marks: Marks,
}

/// A text, or any text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// The text, if known.
    pub known: Option<String>,
    /// May also be undefined.
    pub undefined: bool,
    /// Why it is open.
    pub marks: Marks,
}
