//! Sums, products and quotients, and the types that they come to.

use super::checker::{Checker, Scope};
use super::declaration::Space;
use super::read::plain_word;
use super::types::{Type, Typed};
use super::units::{DAY, Unit};
use crate::diagnostic::Code;
use crate::program::{Arithmetic, Node};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix};
use crate::value::DurationUnit;

impl Checker<'_> {
    /// A run of `+ - * /`, from the left; taken as a run so that a long sum needs no deep stack.
    pub(super) fn arithmetic(&mut self, expression: &Expression, scope: &Scope) -> Option<Typed> {
        let mut run = Vec::new();
        let mut first = expression;
        while let ExpressionKind::Infix(
            infix @ (Infix::Add | Infix::Subtract | Infix::Multiply | Infix::Divide),
            _,
            left,
            right,
        ) = &first.kind
        {
            run.push((*infix, right.as_ref(), first.span));
            first = left;
        }
        let mut sum = self.resolve(first, scope, None);
        for (infix, right, span) in run.into_iter().rev() {
            // A rate: 1500元/人.
            if infix == Infix::Divide
                && let Some(unit) = plain_word(right)
                && self.found.units.contains(unit)
                && self.nearest(Space::Value, unit, scope).is_empty()
                && self.column(unit, scope).is_none()
                && !scope.inputs.contains_key(unit)
                && sum.as_ref().is_some_and(|sum| matches!(self.node(sum.node), Some(Node::Number(_))))
            {
                if let Some(Typed { node, ty: Type::Quantity(above, _) }) = sum {
                    let ty = Type::Quantity(above.per(&Unit::of(unit)), false);
                    if let (Some(place), Some(kind)) =
                        (self.types.get_mut(node.index()), self.program.kinds.get_mut(node.index()))
                    {
                        *place = ty.clone();
                        *kind = ty.kind();
                    }
                    sum = Some(Typed { node, ty });
                }
                continue;
            }
            let hint = sum.as_ref().map(|sum| sum.ty.clone());
            let right = self.resolve(right, scope, hint.as_ref().filter(|_| infix == Infix::Add));
            sum = match (sum, right) {
                (Some(left), Some(right)) => self.combine(infix, &left, &right, span),
                _ => None,
            };
        }
        sum
    }

    fn combine(&mut self, infix: Infix, left: &Typed, right: &Typed, span: Span) -> Option<Typed> {
        let operation = match infix {
            Infix::Add => Arithmetic::Add,
            Infix::Subtract => Arithmetic::Subtract,
            Infix::Multiply => Arithmetic::Multiply,
            _ => Arithmetic::Divide,
        };
        let arithmetic = Node::Arithmetic(operation, left.node, right.node);
        match (&left.ty, operation, &right.ty) {
            (Type::Quantity(a, shown_a), Arithmetic::Add | Arithmetic::Subtract, Type::Quantity(b, shown_b)) => {
                if a != b {
                    let place = self.spans.nodes.get(right.node.index()).copied().unwrap_or(span);
                    self.mismatch(place, &left.ty, &right.ty);
                    return None;
                }
                let ty = Type::Quantity(a.clone(), *shown_a || *shown_b);
                Some(self.push(arithmetic, ty, span))
            }
            (Type::Quantity(a, shown_a), Arithmetic::Multiply, Type::Quantity(b, shown_b)) => {
                let unit = a.times(b);
                let percent = unit.is_none() && (*shown_a || *shown_b);
                Some(self.push(arithmetic, Type::Quantity(unit, percent), span))
            }
            (Type::Quantity(a, shown_a), Arithmetic::Divide, Type::Quantity(b, shown_b)) => {
                if self.constant(right.node).is_some_and(|number| number.is_zero()) {
                    self.report.error(Code::DivisionByZero, span, "除数是零", "the divisor is zero");
                    return None;
                }
                let unit = a.per(b);
                // Like over like is a share, and shares are read as percentages.
                let percent = unit.is_none() && (!a.is_none() || *shown_a || *shown_b);
                Some(self.push(arithmetic, Type::Quantity(unit, percent), span))
            }
            (Type::Date, Arithmetic::Add | Arithmetic::Subtract, Type::Quantity(..)) => {
                let Some(duration) = right.ty.duration_unit() else {
                    let place = self.spans.nodes.get(right.node.index()).copied().unwrap_or(span);
                    let ty = right.ty.clone();
                    self.wrong_type(place, &Type::duration(DurationUnit::Days), &ty);
                    return None;
                };
                let by = if operation == Arithmetic::Subtract {
                    self.push(Node::Negate(right.node), right.ty.clone(), span).node
                } else {
                    right.node
                };
                Some(self.push(Node::Shift(left.node, by, duration), Type::Date, span))
            }
            (Type::Date, Arithmetic::Subtract, Type::Date) => {
                Some(self.push(Node::DaysBetween(left.node, right.node), Type::count(DAY), span))
            }
            (Type::Year, Arithmetic::Subtract, Type::Year) => Some(self.push(arithmetic, Type::plain(), span)),
            (Type::Year, Arithmetic::Add | Arithmetic::Subtract, Type::Quantity(unit, _)) if unit.is_none() => {
                Some(self.push(arithmetic, Type::Year, span))
            }
            _ => {
                let (left_zh, left_en) = self.type_words(&left.ty);
                let (right_zh, right_en) = self.type_words(&right.ty);
                let sign = match operation {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "-",
                    Arithmetic::Multiply => "*",
                    Arithmetic::Divide => "/",
                };
                self.report.error(
                    Code::CannotCompute,
                    span,
                    format!("{left_zh}与{right_zh}不能用 {sign} 计算"),
                    format!("{left_en} and {right_en} cannot be combined by `{sign}`"),
                );
                None
            }
        }
    }
}

/// The operands of a run of one operator, in order.
pub(super) fn operands(expression: &Expression, operator: Infix) -> Vec<&Expression> {
    let mut run = Vec::new();
    let mut rest = vec![expression];
    while let Some(at) = rest.pop() {
        match &at.kind {
            ExpressionKind::Infix(infix, _, left, right) if *infix == operator => {
                rest.push(right);
                rest.push(left);
            }
            _ => run.push(at),
        }
    }
    run
}

/// Of two types that are the same, the one shown as a percentage.
pub(super) fn shown_alike(a: &Type, b: &Type) -> Type {
    match (a, b) {
        (Type::Quantity(unit, false), Type::Quantity(_, true)) => Type::Quantity(unit.clone(), true),
        _ => a.clone(),
    }
}
