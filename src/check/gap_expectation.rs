//! Facts that an example says are missing, or how far off.

use super::checker::{Checker, Scope};
use super::declaration::Space;
use super::example::{Expected, MissingFact, Subject};
use super::expression::strip;
use super::function::one_year;
use super::read::{bare, plain_word};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::Comparison;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};

impl Checker<'_> {
    /// `甲、乙(上年)、清单·栏`, or 无.
    pub(super) fn missing(&mut self, values: &[Value], scope: &Scope) -> Option<Vec<MissingFact>> {
        if let [one] = values
            && matches!(plain_word(&one.expression), Some("无"))
        {
            return Some(Vec::new());
        }
        let mut facts = Vec::new();
        for value in values {
            facts.push(self.missing_fact(&value.expression, scope)?);
        }
        Some(facts)
    }

    fn missing_fact(&mut self, expression: &Expression, scope: &Scope) -> Option<MissingFact> {
        match &strip(expression).kind {
            ExpressionKind::Name { name, .. } => {
                if matches!(name.as_str(), "今天") {
                    return Some(MissingFact::Today);
                }
                if let Some((list, column)) = name.split_once('·') {
                    let fact = self.fact_named(list, expression.span, scope)?;
                    let inside = Scope { record: Some(fact), ..scope.clone() };
                    return match self.column(column, &inside) {
                        Some(column) => Some(MissingFact::Column(fact, column)),
                        None => {
                            self.report.error(
                                Code::NameUnknown,
                                expression.span,
                                format!("清单没有栏 `{column}`"),
                                format!("the list has no column `{column}`"),
                            );
                            None
                        }
                    };
                }
                if self.nearest(Space::Value, name, scope).is_empty()
                    && let Some(judged) = self.judged_named(name, scope)
                {
                    return Some(MissingFact::Judged(judged));
                }
                Some(MissingFact::Fact(self.fact_named(name, expression.span, scope)?))
            }
            ExpressionKind::Call { name, name_span, arguments } => {
                let fact = self.fact_named(name, *name_span, scope)?;
                let [one] = arguments.as_slice() else { return None };
                if let Some(before) = bare(&one.expression).and_then(one_year) {
                    return Some(MissingFact::YearBefore(fact, before));
                }
                match &one.expression.kind {
                    ExpressionKind::Number { value, .. } => {
                        Some(MissingFact::Year(fact, i32::try_from(value.to_i64()?).ok()?))
                    }
                    _ => {
                        self.report.error(
                            Code::YearMissing,
                            expression.span,
                            "括号里要写一年",
                            "the brackets name one year",
                        );
                        None
                    }
                }
            }
            _ => {
                self.report.error(
                    Code::ExpectationUnknown,
                    expression.span,
                    "这里应是事实的名字",
                    "this should be the name of a fact",
                );
                None
            }
        }
    }

    /// `差距 F = v`, `差距 条件 F = v`.
    pub(super) fn gap(&mut self, rest: &[Value], scope: &Scope, span: Span) -> Option<Expected> {
        let (condition, last) = match rest {
            [one] => (None, one),
            [condition, last] => {
                let (subject, _) = self.subject(&condition.expression, scope)?;
                let Subject::Condition(condition) = subject else {
                    self.report.error(Code::ExpectationUnknown, span, "期望写得不对", "this is no expectation");
                    return None;
                };
                (Some(condition), last)
            }
            _ => {
                self.report
                    .error(Code::ExpectationUnknown, span, "差距写得不对", "this is no gap")
                    .help("写成：差距 事实 = 变化量", "write `gap fact = change`");
                return None;
            }
        };
        let ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) = &last.expression.kind else {
            self.report
                .error(Code::ExpectationUnknown, span, "差距写得不对", "this is no gap")
                .help("写成：差距 事实 = 变化量", "write `gap fact = change`");
            return None;
        };
        let fact = self.missing_fact(left, scope)?;
        let ty = match fact {
            MissingFact::Fact(fact) | MissingFact::YearBefore(fact, _) | MissingFact::Year(fact, _) => {
                self.fact_types.get(fact.index()).cloned()?
            }
            _ => Type::Date,
        };
        // The change of a day is a number of days.
        let ty = match ty {
            Type::Date => Type::count(super::units::DAY),
            Type::Year => Type::plain(),
            other => other,
        };
        let change = self.constant_number(right, &ty, scope)?;
        Some(Expected::Gap { fact, condition, change })
    }
}
