//! What has a value in an example, and what that value must be.

use super::checker::{Built, Checker, Scope};
use super::declaration::Space;
use super::example::{Constant, ConstantMember, Expected, Subject, ValueTest};
use super::expression::strip;
use super::function::one_year;
use super::read::{Name, bare, plain_word, show};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{Comparison, Node, NodeId};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Prefix};
use crate::value::Number;

impl Checker<'_> {
    /// What an example speaks of, and its type.
    pub(super) fn subject(&mut self, expression: &Expression, scope: &Scope) -> Option<(Subject, Type)> {
        match &strip(expression).kind {
            ExpressionKind::Name { name, .. } => {
                if let Some(id) = self.find(Space::Value, name, expression.span, scope) {
                    return self.subject_of(id, expression.span, scope);
                }
                if let Some(found) = self.benefit_named(name, scope) {
                    return Some(found);
                }
                let paper = self.nearest(Space::Paper, name, scope).first().copied();
                if let Some(paper) = paper.and_then(|paper| self.papers.get(&paper).copied()) {
                    return Some((Subject::Paper(paper), Type::Truth));
                }
                if let Some((policy, inner)) = name.split_once('·')
                    && let Some(policy) = self.nearest(Space::Value, policy, scope).first().copied()
                    && let Some(found) = self.benefit_named(inner, &Scope { policy: Some(policy), ..scope.clone() })
                {
                    return Some(found);
                }
                let is_benefit = self.found.anywhere(Space::Benefit, name).is_some();
                let space = if is_benefit { Space::Benefit } else { Space::Value };
                self.unknown_name(&Name { text: name.clone(), span: expression.span }, space, scope);
                None
            }
            ExpressionKind::Call { name, name_span, arguments } => {
                let id = self.find(Space::Value, name, *name_span, scope);
                let year = match arguments.as_slice() {
                    [one] => bare(&one.expression).and_then(one_year),
                    _ => None,
                };
                match (id.map(|id| (id, self.ensure(id, *name_span))), year) {
                    (Some((_, Built::Fact(fact))), Some(year)) => {
                        let ty = self.fact_types.get(fact.index()).cloned()?;
                        Some((Subject::FactInYear(fact, year), ty))
                    }
                    (Some((id, Built::Yearly)), Some(year)) => {
                        self.yearly_definition(id, year, expression.span)?;
                        let (definition, ty, _) = self.yearly.get(&(id, year)).cloned().flatten()?;
                        Some((Subject::Definition(definition), ty))
                    }
                    (Some(_), _) => {
                        self.report
                            .error(
                                Code::ExpectationUnknown,
                                expression.span,
                                "期望只能写有名字的值",
                                "an expectation speaks of named values",
                            )
                            .help("把算式写成定义，再期望它", "make the expression a definition, and expect that");
                        None
                    }
                    (None, _) => {
                        if super::function::is_function(name) {
                            let typed = self.resolve(expression, scope, None)?;
                            return Some((Subject::Node(typed.node), typed.ty));
                        }
                        self.unknown_name(&Name { text: name.clone(), span: *name_span }, Space::Value, scope);
                        None
                    }
                }
            }
            _ => {
                self.report
                    .error(
                        Code::ExpectationUnknown,
                        expression.span,
                        "期望只能写有名字的值",
                        "an expectation speaks of named values",
                    )
                    .help("把算式写成定义，再期望它", "make the expression a definition, and expect that");
                None
            }
        }
    }

    fn subject_of(&mut self, id: usize, span: Span, scope: &Scope) -> Option<(Subject, Type)> {
        let name = self.found.get(id).map(|declaration| declaration.name.clone()).unwrap_or_default();
        if !self.record_at_hand(id, &name, span, scope) {
            return None;
        }
        Some(match self.ensure(id, span) {
            Built::Fact(fact) => (Subject::Fact(fact), self.fact_types.get(fact.index()).cloned()?),
            Built::Definition(definition, ty) => (Subject::Definition(definition), ty),
            Built::Parameter(parameter, ty) => (Subject::Parameter(parameter), ty),
            Built::Table(table, ty) => (Subject::Table(table), ty),
            Built::Score(score) => (Subject::Score(score), Type::count(super::units::POINT)),
            Built::Condition(condition) => (Subject::Condition(condition), Type::Truth),
            Built::Policy(policy) => (Subject::Policy(policy), Type::Truth),
            Built::Each(each) => {
                self.use_each(each, &name, span, scope)?;
                return None;
            }
            Built::Yearly | Built::Function => {
                self.report.error(
                    Code::YearMissing,
                    span,
                    "没有写是哪一年或哪些输入",
                    "it is not said of which year or which inputs",
                );
                return None;
            }
            Built::Not | Built::Now | Built::Failed => return None,
        })
    }

    fn benefit_named(&self, name: &str, scope: &Scope) -> Option<(Subject, Type)> {
        let id = self.nearest(Space::Benefit, name, scope).first().copied()?;
        let declaration = self.found.get(id)?;
        let policy = self.policies.get(&declaration.policy?).copied()?;
        let entry = self.program.policies.get(policy.index())?;
        let at = entry.benefits.iter().position(|benefit| benefit.name == declaration.name)?;
        let amount = entry.benefits.get(at)?.amount;
        let ty = match amount {
            Some(amount) => self.types.get(amount.index()).cloned()?,
            None => Type::Truth,
        };
        Some((Subject::Benefit(policy, at), ty))
    }

    pub(super) fn value_expected(
        &mut self,
        left: &Expression,
        comparison: Comparison,
        right: &Expression,
        scope: &Scope,
    ) -> Option<Expected> {
        if comparison == Comparison::Equal
            && let Some(word) = plain_word(left)
        {
            if matches!(word, "结果" | "缺" | "版本" | "窗口") && self.nearest(Space::Value, word, scope).is_empty()
            {
                let said = show(right);
                self.report
                    .error(Code::ExpectationUnknown, left.span, "这里不用等号", "no equals sign here")
                    .help(format!("写成：{word} {said}"), format!("write `{word} {said}`"));
                return None;
            }
            if word == "情形" && self.in_item(scope) {
                return Some(Expected::Cases { cases: self.names_of(right)?, missing: None });
            }
            if let Some(of) = self.handling(word, scope) {
                return self.handled(of, right, scope);
            }
        }
        let (subject, ty) = self.subject(left, scope)?;
        if comparison != Comparison::Equal {
            self.report
                .error(Code::ExpectationUnknown, left.span, "期望的值用 = 写", "an expected value is written with `=`")
                .help(
                    "写成：X = 5、X = 3 至 8、X = 不超过 5、X 属于 […]",
                    "write `X = 5`, `X = 3 至 8`, `X = 不超过 5`, `X 属于 […]`",
                );
            return None;
        }
        let test = self.value_test(right, &ty, scope)?;
        Some(Expected::Value { subject, test })
    }

    /// What stands behind the `=` of an expectation.
    pub(super) fn value_test(&mut self, right: &Expression, ty: &Type, scope: &Scope) -> Option<ValueTest> {
        if matches!(plain_word(right), Some("未知")) {
            return Some(ValueTest::Unknown(None));
        }
        Some(match &strip(right).kind {
            ExpressionKind::Infix(Infix::To, _, low, high) => {
                let low = self.constant_number(low, ty, scope)?;
                let high = self.constant_number(high, ty, scope)?;
                ValueTest::Bounds { low: Some(low), high: Some(high) }
            }
            ExpressionKind::Prefix(Prefix::NoMoreThan, high) => {
                ValueTest::Bounds { low: None, high: Some(self.constant_number(high, ty, scope)?) }
            }
            ExpressionKind::Prefix(Prefix::NoLessThan, low) => {
                ValueTest::Bounds { low: Some(self.constant_number(low, ty, scope)?), high: None }
            }
            ExpressionKind::List(values) if matches!(ty, Type::Choices(_)) => {
                let Type::Choices(id) = *ty else { return None };
                let mut bits = 0_u128;
                for value in values {
                    let name = show(&value.expression);
                    match self.option(id, &name) {
                        Some(option) => bits |= 1_u128.checked_shl(option).unwrap_or(0),
                        None => {
                            self.unknown_choice(id, &name, value.expression.span);
                            return None;
                        }
                    }
                }
                ValueTest::Is(Constant::Choices(id, bits))
            }
            _ => ValueTest::Is(self.example_constant(right, ty, scope)?),
        })
    }

    /// A constant of an example.
    pub(super) fn example_constant(&mut self, expression: &Expression, ty: &Type, scope: &Scope) -> Option<Constant> {
        let length = self.program.nodes.len();
        let typed = self.resolve_as(expression, scope, ty);
        let constant = typed.as_ref().and_then(|typed| self.settled(typed.node));
        self.forget_nodes(length);
        if constant.is_none() && typed.is_some() {
            self.report
                .error(Code::NotConstant, expression.span, "期望的值要写死", "an expected value is written out")
                .help("写出算好的数", "write the figure itself");
        }
        constant
    }

    fn settled(&self, node: NodeId) -> Option<Constant> {
        Some(match self.node(node)? {
            Node::Truth(value) => Constant::Truth(*value),
            Node::Date(date) => Constant::Date(*date),
            Node::Text(text) => Constant::Text(text.clone()),
            Node::Choice(id, option) => Constant::Choice(*id, *option),
            Node::Region(region) => Constant::Region(*region),
            _ => Constant::Number(self.constant(node)?),
        })
    }

    pub(super) fn constant_number(&mut self, expression: &Expression, ty: &Type, scope: &Scope) -> Option<Number> {
        match self.example_constant(expression, ty, scope)? {
            Constant::Number(number) => Some(number),
            Constant::Date(date) => Some(Number::from(date.day_number())),
            _ => {
                self.wrong_type(expression.span, &Type::plain(), ty);
                None
            }
        }
    }

    pub(super) fn constant_members(
        &mut self,
        right: &Expression,
        ty: &Type,
        scope: &Scope,
    ) -> Option<Vec<ConstantMember>> {
        let values: Vec<Expression> = match &strip(right).kind {
            ExpressionKind::List(values) => values.iter().map(|value| value.expression.clone()).collect(),
            _ => vec![right.clone()],
        };
        let mut members = Vec::new();
        for value in &values {
            if let (Type::Choice(id), Some(name)) = (ty, bare(strip(value)))
                && self.option(*id, name).is_none()
                && let Some(group) =
                    self.nearest(Space::Choices, name, scope).first().and_then(|id| self.groups.get(id))
            {
                let names = group.members.clone();
                members.extend(
                    names
                        .iter()
                        .filter_map(|name| Some(ConstantMember::Value(Constant::Choice(*id, self.option(*id, name)?)))),
                );
                continue;
            }
            members.push(match &strip(value).kind {
                ExpressionKind::Infix(Infix::To, _, low, high) => {
                    let low = self.example_constant(low, ty, scope)?;
                    ConstantMember::Span(low, self.example_constant(high, ty, scope)?)
                }
                _ => ConstantMember::Value(self.example_constant(value, ty, scope)?),
            });
        }
        Some(members)
    }
}
