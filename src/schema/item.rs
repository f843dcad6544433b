//! Statements read by the schema: every keyword known, every value in its place.

use super::Word;
use crate::span::Span;
use crate::syntax::tree::{Cell, Expression, Value};

/// A statement, attribute, expression line or table row whose place in the schema is known.
///
/// What stands on a head line and what stands in the block are alike: both are in `body`, in source order.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The whole of it.
    pub span: Span,
    /// How it begins.
    pub head: Head,
    /// The values after the keyword, of the shape that the word asks for.
    pub values: Vec<Value>,
    /// What stands behind `=` (or `：` in a parameter row) after the head.
    pub equals: Option<Expression>,
    /// Attributes and nested statements.
    pub body: Vec<Item>,
}

/// How an item begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Head {
    /// A keyword of the block that it stands in.
    Word(&'static Word, Span),
    /// No keyword: an expression that stands alone, as in the body of a condition, or the period of a parameter row.
    Line(Expression),
    /// A table row.
    Row(Vec<Cell>),
}
