//! The words of every block: Chinese, English, shape of the value, meaning. One table that parser messages,
//! completion, keyword translation, the checker and the reference read.

mod item;

pub use item::{Head, Item};

/// One keyword in one kind of block.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    /// The Chinese form.
    pub zh: &'static str,
    /// The English form; the checker matches on it.
    pub en: &'static str,
    /// The kind of block that it stands in, by its Chinese name; `*` for any.
    pub block: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// The kind of block that its own body is, if it has one.
    pub body: Option<&'static str>,
    /// What it means, in English.
    pub meaning: &'static str,
}

/// The shape of a keyword's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Nothing.
    Flag,
    /// One expression.
    Value,
}
