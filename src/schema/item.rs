//! Statements read by the schema: every keyword known, every value in its place.

use super::Word;
use crate::span::Span;
use crate::syntax::tree::{Cell, Expression, Separator, Value};

/// A statement, attribute, expression line or table row whose place in the schema is known.
///
/// What stands on a head line and what stands in the block are alike: both are in `body`, in source order. An attribute
/// on the line of another belongs to the nearest one before it that may have it, else to the block that they stand in.
/// Names with a fixed meaning (今天, 上年, 数量 …) are in their Chinese form, whichever the author wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The whole of it.
    pub span: Span,
    /// How it begins.
    pub head: Head,
    /// The values after the keyword, of the shape that the word asks for. After an expression line, what stands beside
    /// the expression: 合格, 符合 (`综合评价 合格`), 起 (`2024-01-01 起`).
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

impl Item {
    /// Its keyword, if it begins with one.
    pub fn word(&self) -> Option<&'static Word> {
        match &self.head {
            Head::Word(word, _) => Some(word),
            _ => None,
        }
    }

    /// Whether it begins with the keyword of this English form.
    pub fn is(&self, en: &str) -> bool {
        self.word().is_some_and(|word| word.en == en)
    }
}

/// Values cut at their commas into entries, as in 给定 and 期望: `结果 符合, 缺 甲、乙` is two.
pub fn entries(values: &[Value]) -> impl Iterator<Item = &[Value]> {
    let mut rest = values;
    std::iter::from_fn(move || {
        let others = rest.get(1..)?;
        let more = others.iter().position(|value| value.separator == Separator::Entry).unwrap_or(others.len());
        let (entry, left) = rest.split_at_checked(more + 1)?;
        rest = left;
        Some(entry)
    })
}
