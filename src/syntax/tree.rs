//! The statement tree: what the grammar gives, before any word means anything.

use crate::span::Span;
use crate::value::{Date, Number};

/// A file as statements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The statements of the file, in order.
    pub statements: Vec<Statement>,
    /// Its comments, in order, from `#` to the line's end.
    pub comments: Vec<Span>,
}

/// Values side by side or a table row, then an optional block.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// From its first value to the end of its block.
    pub span: Span,
    /// What stands before the block.
    pub content: Content,
    /// The block, if there is one.
    pub block: Option<Block>,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Values side by side, not yet cut: where one ends and what it means, the schema says.
    Line(Vec<Leaf>),
    /// A table row: its cells, then what stands behind the last bar.
    Row(Vec<Cell>, Vec<Leaf>),
}

/// One leaf of the flat run that a line is.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// A value by itself: number, date, text, name, or anything in brackets.
    Operand(Expression),
    /// An operator where an operand begins.
    Prefix(Prefix, Span),
    /// An operator between operands, or after the keyword that it belongs to (`合格 > 70分`).
    Operator(Infix, Span),
    /// What parts two values.
    Separator(Separator, Span),
}

impl Leaf {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Leaf::Operand(operand) => operand.span,
            Leaf::Prefix(_, span) | Leaf::Operator(_, span) | Leaf::Separator(_, span) => *span,
        }
    }
}

/// Statements between braces.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// From brace to brace.
    pub span: Span,
    /// What stands inside.
    pub statements: Vec<Statement>,
}

/// One value of a line, with what parts it from the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The sign before it.
    pub separator: Separator,
    /// The value.
    pub expression: Expression,
}

/// What parts two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// Only a gap.
    Gap,
    /// `、`: members of one list.
    Member,
    /// `,` or `，`: entries.
    Entry,
    /// `<` between choices: the one before it ranks lower.
    Below,
}

/// One cell of a table row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Between the bars, blanks left out.
    pub span: Span,
    /// `=>` stands before it: the output column.
    pub arrow: bool,
    /// What it says; empty for `-` and for a blank cell.
    pub values: Vec<Value>,
    /// `-`: anything.
    pub dash: bool,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ExpressionKind,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A number with the unit that is glued to it, as written but in half-width and NFC: `5000` `万元`. `10%` has the
    /// unit `%`, the rate `1500元/人` the unit `元/人`.
    Number {
        /// The figure before its unit.
        value: Number,
        /// The unit, empty if there is none.
        unit: String,
    },
    /// A day.
    Date(Date),
    /// A day of any year.
    MonthDay {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A clock time.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
    },
    /// A text without its quotation marks.
    Text(String),
    /// A name; `·` parts are kept together, quotation marks left out.
    Name {
        /// The name in NFC.
        name: String,
        /// Some part stood in 「」 or backticks, so that it is never a keyword.
        quoted: bool,
    },
    /// A name glued to brackets.
    Call {
        /// The name.
        name: String,
        /// The name's place.
        name_span: Span,
        /// What stands in the brackets.
        arguments: Vec<Value>,
    },
    /// `[ ]`
    List(Vec<Value>),
    /// `( )` around one expression.
    Group(Box<Expression>),
    /// An operator before one operand.
    Prefix(Prefix, Box<Expression>),
    /// An operator between two operands, with the operator's place.
    Infix(Infix, Span, Box<Expression>, Box<Expression>),
    /// 如果, 则, 否则.
    If(Box<Expression>, Box<Expression>, Box<Expression>),
    /// What could not be read. It has been reported; nothing more need be said of it.
    Unreadable,
}

/// Operators before an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prefix {
    /// 非
    Not,
    /// `-`
    Minus,
    /// 不超过
    NoMoreThan,
    /// 不低于
    NoLessThan,
    /// 至 without a beginning: up to (periods, ranges).
    To,
    /// `>= 10%` and the like: a test without its left side (cells, pass marks).
    Compare(crate::program::Comparison),
}

/// Operators between operands, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Infix {
    /// `：` before a type, the choices of a group, a parameter row's figure.
    Colon,
    /// 其中
    Where,
    /// 取
    Take,
    /// 或
    Or,
    /// 且
    And,
    /// `<= >= < > = ≠`
    Compare(crate::program::Comparison),
    /// 属于
    In,
    /// 不属于
    NotIn,
    /// 包含
    Has,
    /// 不包含
    HasNot,
    /// 不超过 between two values: a ceiling (依次扣减).
    NoMoreThan,
    /// 不低于 between two values.
    NoLessThan,
    /// 至
    To,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// 按
    Under,
}

/// A word at its place that has a form in each language. The schema finds them; the formatter writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Where it stands.
    pub span: Span,
    /// Its Chinese form.
    pub zh: &'static str,
    /// Its English form.
    pub en: &'static str,
    /// It begins a statement or an attribute.
    pub keyword: bool,
}
