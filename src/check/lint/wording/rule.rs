//! Figures in a rule, each with the sign that it is compared by.

use super::figures::{self, Figure, Unit};
use crate::check::read::word;
use crate::program::Comparison;
use crate::schema::{Head, Item};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Prefix};
use crate::value::Number;
use std::collections::BTreeSet;

/// What stands in an item and says nothing of its figures: notes, titles, days, places, steps of rounding, examples.
const SILENT: &[&str] = &[
    "quote",
    "gist",
    "doubt",
    "remark",
    "basis",
    "wording",
    "reason",
    "title",
    "en",
    "example",
    "round",
    "effective",
    "window",
    "range",
    "unit",
    "version",
    "region",
    "local",
    "published",
    "supersedes",
    "keep",
];

/// What declares a name.
const DECLARES: &[&str] = &[
    "require",
    "exclude",
    "define",
    "param",
    "table",
    "each",
    "score",
    "part",
    "item",
    "bonus",
    "material",
    "benefit",
    "hint",
    "duty",
    "transition",
    "except",
    "case",
    "policy",
    "standard",
    "column",
    "fact",
];

/// What a figure, or what a name stands for, is to the rule around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// It only stands there.
    Stands,
    /// It is (a part of) the value; less of it is more of the value if turned.
    Value { turned: bool },
    /// Something is compared with it by this sign.
    Compared(Sign),
}

/// A comparison that has an order, with the side that it was written on left out: always `something ? figure`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sign {
    pub(super) above: bool,
    pub(super) includes: bool,
    /// It stands in a condition that holds only where it holds.
    pub(super) must_hold: bool,
}

impl Sign {
    fn of(comparison: Comparison, must_hold: bool) -> Option<Sign> {
        let (above, includes) = match comparison {
            Comparison::Less => (false, false),
            Comparison::AtMost => (false, true),
            Comparison::Greater => (true, false),
            Comparison::AtLeast => (true, true),
            Comparison::Equal | Comparison::NotEqual => return None,
        };
        Some(Sign { above, includes, must_hold })
    }

    /// The sign with its sides changed: `10 <= x` is `x >= 10`.
    fn turned(self) -> Sign {
        Sign { above: !self.above, ..self }
    }

    /// True if the figure itself belongs to the upper part: `>= 10` and `< 10` cut at the same place.
    pub(super) fn cuts_below(self) -> bool {
        self.above == self.includes
    }

    /// The comparison.
    pub(super) fn comparison(self) -> Comparison {
        match (self.above, self.includes) {
            (true, true) => Comparison::AtLeast,
            (true, false) => Comparison::Greater,
            (false, true) => Comparison::AtMost,
            (false, false) => Comparison::Less,
        }
    }
}

impl Role {
    /// What stands in the value of something that has this role.
    pub(super) fn of(self, inner: Role) -> Role {
        match (inner, self) {
            (Role::Value { turned: false }, outer) => outer,
            (Role::Value { turned: true }, outer) => outer.turned(),
            _ => inner,
        }
    }

    fn turned(self) -> Role {
        match self {
            Role::Stands => Role::Stands,
            Role::Value { turned } => Role::Value { turned: !turned },
            Role::Compared(sign) => Role::Compared(sign.turned()),
        }
    }
}

/// A figure of a rule.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) figure: Figure,
    pub(super) role: Role,
    pub(super) span: Span,
}

/// What one item says: its figures, and the names that lead to others.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) figures: Vec<Stated>,
    pub(super) names: Vec<(String, Span, Role)>,
}

/// Reads an item.
pub(super) fn read(item: &Item, counting: &BTreeSet<String>) -> Said {
    let mut reader = Reader { said: Said::default(), counting };
    reader.item(item, Role::Value { turned: false }, false);
    reader.said
}

struct Reader<'a> {
    said: Said,
    counting: &'a BTreeSet<String>,
}

impl Reader<'_> {
    /// `must_hold`: the lines of the item hold only where the condition does.
    fn item(&mut self, item: &Item, role: Role, must_hold: bool) {
        let en = word(item);
        if SILENT.contains(&en) {
            return;
        }
        let role = match en {
            "when" | "applies" | "unless" => Role::Stands,
            "cap" => Role::Compared(Sign { above: false, includes: true, must_hold: false }),
            _ => role,
        };
        let must_hold = match en {
            "require" => true,
            // A line, a row, or a group of lines: as around it.
            "" | "any" | "all" | "at_least" => must_hold,
            _ => false,
        };
        match &item.head {
            // Before the figure of a parameter row stands its period.
            Head::Line(line) if item.equals.is_none() => self.expression(line, role, must_hold),
            Head::Line(_) | Head::Word(..) => {}
            Head::Row(cells) => {
                for cell in cells {
                    let role = if cell.arrow { role } else { Role::Stands };
                    for value in &cell.values {
                        self.expression(&value.expression, role, false);
                    }
                }
            }
        }
        // The name that an item declares may say anything.
        let named = DECLARES.contains(&en)
            && matches!(item.values.first(), Some(value) if matches!(value.expression.kind, ExpressionKind::Name { .. }));
        for value in item.values.iter().skip(usize::from(named)) {
            self.expression(&value.expression, role, false);
        }
        if let Some(value) = &item.equals {
            self.expression(value, role, false);
        }
        for inner in &item.body {
            self.item(inner, role, must_hold);
        }
    }

    /// Expressions nest no deeper than the reader of the text lets them.
    fn expression(&mut self, expression: &Expression, role: Role, must_hold: bool) {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Number { value, unit } => self.number(value, unit, role, span),
            ExpressionKind::Text(text) => self.words(text, span),
            ExpressionKind::Name { name, .. } => self.name(name, span, role),
            ExpressionKind::Call { name, arguments, .. } => {
                self.name(name, span, role);
                for argument in arguments {
                    self.expression(&argument.expression, Role::Stands, false);
                }
            }
            ExpressionKind::List(values) => {
                for value in values {
                    self.expression(&value.expression, Role::Stands, false);
                }
            }
            ExpressionKind::Group(inner) => self.expression(inner, role, must_hold),
            ExpressionKind::Prefix(prefix, inner) => match prefix {
                Prefix::Not => self.expression(inner, Role::Stands, false),
                Prefix::Minus => self.expression(inner, role.turned(), false),
                Prefix::NoMoreThan | Prefix::To => self.compared(inner, Comparison::AtMost, false),
                Prefix::NoLessThan => self.compared(inner, Comparison::AtLeast, false),
                Prefix::Compare(comparison) => self.compared(inner, *comparison, false),
            },
            ExpressionKind::Infix(operator, _, left, right) => self.infix(*operator, left, right, role, must_hold),
            ExpressionKind::If(condition, then, otherwise) => {
                self.expression(condition, Role::Stands, false);
                self.expression(then, role, false);
                self.expression(otherwise, role, false);
            }
            ExpressionKind::Date(_)
            | ExpressionKind::MonthDay { .. }
            | ExpressionKind::Clock { .. }
            | ExpressionKind::Unreadable => {}
        }
    }

    fn infix(&mut self, operator: Infix, left: &Expression, right: &Expression, role: Role, must_hold: bool) {
        match operator {
            Infix::Compare(comparison) => {
                match Sign::of(comparison, must_hold) {
                    Some(sign) => self.expression(left, Role::Compared(sign.turned()), false),
                    None => self.expression(left, Role::Stands, false),
                }
                self.compared(right, comparison, must_hold);
            }
            Infix::NoMoreThan => {
                self.expression(left, Role::Stands, false);
                self.compared(right, Comparison::AtMost, false);
            }
            Infix::NoLessThan => {
                self.expression(left, Role::Stands, false);
                self.compared(right, Comparison::AtLeast, false);
            }
            Infix::To => {
                self.compared(left, Comparison::AtLeast, false);
                self.compared(right, Comparison::AtMost, false);
            }
            Infix::And | Infix::Or => {
                self.expression(left, role, must_hold);
                self.expression(right, role, must_hold);
            }
            Infix::Add => {
                self.expression(left, role, false);
                self.expression(right, role, false);
            }
            Infix::Subtract => {
                self.expression(left, role, false);
                self.expression(right, role.turned(), false);
            }
            Infix::Multiply => {
                self.expression(left, as_factor(left, role), false);
                self.expression(right, as_factor(right, role), false);
            }
            Infix::Divide => {
                self.expression(left, as_factor(left, role), false);
                self.expression(right, as_factor(right, role.turned()), false);
            }
            Infix::Under => self.expression(left, role, false),
            // A declared name and its type.
            Infix::Colon => self.expression(right, role, false),
            Infix::Where | Infix::Take | Infix::In | Infix::NotIn | Infix::Has | Infix::HasNot => {
                self.expression(left, Role::Stands, false);
                self.expression(right, Role::Stands, false);
            }
        }
    }

    fn compared(&mut self, expression: &Expression, comparison: Comparison, must_hold: bool) {
        let role = Sign::of(comparison, must_hold).map_or(Role::Stands, Role::Compared);
        self.expression(expression, role, false);
    }

    fn number(&mut self, value: &Number, unit: &str, role: Role, span: Span) {
        let figure = figures::of_rule(value, unit, self.counting);
        self.said.figures.extend(figure.map(|figure| Stated { figure, role, span }));
    }

    fn name(&mut self, name: &str, span: Span, role: Role) {
        self.said.names.push((name.to_owned(), span, role));
        self.words(name, span);
    }

    /// Figures in words that people read (a question, a choice, what a person judges) stand in the rule too.
    fn words(&mut self, words: &str, span: Span) {
        for quoted in figures::read(&figures::characters(words), self.counting) {
            self.said.figures.push(Stated { figure: quoted.figure, role: Role::Stands, span });
        }
    }
}

/// A share of something is compared with it (`x <= y * 20%`); any other figure only changes the unit (`x / 12个月`).
fn as_factor(factor: &Expression, role: Role) -> Role {
    match &factor.kind {
        ExpressionKind::Number { unit, .. } if !matches!(unit.as_str(), "%" | "‰" | "") => Role::Stands,
        _ => role,
    }
}

/// True if two whole figures of things that are counted say the same: more than 70 points is 71 and more.
pub(super) fn same_in_whole(stated: &Stated, figure: &Figure) -> bool {
    let Role::Compared(sign) = stated.role else { return false };
    let Unit::Count(unit) = &figure.unit else { return false };
    let one = Number::from(1);
    let next = if sign.cuts_below() { &stated.figure.value - &one } else { &stated.figure.value + &one };
    matches!(&stated.figure.unit, Unit::Count(own) if own == unit)
        && stated.figure.value.is_whole()
        && next == figure.value
}
