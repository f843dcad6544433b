//! Comparisons, membership, and choices that a fact holds.

use super::checker::{Checker, Scope};
use super::declaration::Space;
use super::expression::strip;
use super::read::{bare, plain_word};
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{Comparison, Member, Node};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix};

impl Checker<'_> {
    pub(super) fn comparison(
        &mut self,
        comparison: Comparison,
        left: &Expression,
        right: &Expression,
        span: Span,
        scope: &Scope,
    ) -> Option<Typed> {
        let (a, b) = self.pair(left, right, scope, None)?;
        self.must_match(span, &a, &b)?;
        self.percent_slip(&a.ty, &b);
        self.percent_slip(&b.ty, &a);
        self.compare(comparison, &a, &b, span)
    }

    /// A comparison of two nodes of one type.
    pub(super) fn compare(&mut self, comparison: Comparison, a: &Typed, b: &Typed, span: Span) -> Option<Typed> {
        let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let comparable = match &a.ty {
            Type::Quantity(..) | Type::Date | Type::Year => true,
            Type::Choice(id) => {
                equality || self.program.choice_types.get(id.index()).is_some_and(|choices| choices.ordered)
            }
            Type::Truth | Type::Text | Type::Region => equality,
            Type::Choices(_) | Type::List(_) => false,
        };
        if !comparable {
            let (zh, en) = self.type_words(&a.ty);
            let problem = self.report.error(
                Code::NotComparable,
                span,
                format!("{zh}不能这样比较"),
                format!("{en} cannot be compared so"),
            );
            match &a.ty {
                Type::Choices(_) => problem.help("多选用 `包含`", "for several choices use `包含`"),
                Type::Choice(_) => problem.help(
                    "有高低之分的选项要用 < 连接着声明",
                    "choices that are ordered are declared with `<` between them",
                ),
                _ => problem,
            };
            return None;
        }
        if a.ty == Type::Truth {
            let (unequal, settled) = (comparison == Comparison::NotEqual, self.node(b.node).cloned());
            let node = match settled {
                Some(Node::Truth(value)) => {
                    if value != unequal {
                        return Some(a.clone());
                    }
                    Node::Not(a.node)
                }
                _ => {
                    let opposite = self.push(Node::Not(b.node), Type::Truth, span);
                    if unequal {
                        Node::If(a.node, opposite.node, b.node)
                    } else {
                        Node::If(a.node, b.node, opposite.node)
                    }
                }
            };
            return Some(self.push(node, Type::Truth, span));
        }
        Some(self.push(Node::Compare(comparison, a.node, b.node), Type::Truth, span))
    }

    pub(super) fn membership(
        &mut self,
        left: &Expression,
        right: &Expression,
        span: Span,
        scope: &Scope,
    ) -> Option<Typed> {
        if matches!(plain_word(strip(right)), Some("政策有效期" | "policy_period")) {
            return self.in_policy_period(left, right.span, span, scope);
        }
        let subject = self.resolve(left, scope, None)?;
        let values: Vec<Expression> = match &strip(right).kind {
            ExpressionKind::List(values) => values.iter().map(|value| value.expression.clone()).collect(),
            _ => vec![right.clone()],
        };
        if subject.ty == Type::Region {
            let mut within = Vec::new();
            for value in &values {
                let place = self.resolve_as(value, scope, &Type::Region)?;
                within.push(self.push(Node::Within(subject.node, place.node), Type::Truth, span).node);
            }
            return match within.as_slice() {
                [one] => Some(Typed { node: *one, ty: Type::Truth }),
                _ => Some(self.push(Node::Any(within), Type::Truth, span)),
            };
        }
        if let Type::Choices(_) = subject.ty {
            self.report
                .error(Code::NotComparable, span, "多选不能用 `属于`", "several choices cannot be tested by `属于`")
                .help("多选用 `包含`", "for several choices use `包含`");
            return None;
        }
        let members = self.members(&values, &subject.ty, scope)?;
        Some(self.push(Node::OneOf(subject.node, members), Type::Truth, span))
    }

    /// Members of a list, of one type: values, spans, named groups of choices.
    pub(super) fn members(&mut self, values: &[Expression], ty: &Type, scope: &Scope) -> Option<Vec<Member>> {
        let mut members = Vec::new();
        let mut whole = true;
        for value in values {
            if let (Type::Choice(id), Some(name)) = (ty, bare(strip(value)))
                && self.option(*id, name).is_none()
                && let Some(group) = self.nearest(Space::Choices, name, scope).first().copied()
            {
                let names = self.groups.get(&group).map(|group| group.members.clone()).unwrap_or_default();
                for name in &names {
                    if let Some(option) = self.option(*id, name) {
                        let node = self.push(Node::Choice(*id, option), ty.clone(), value.span);
                        members.push(Member::Value(node.node));
                    }
                }
                if members.is_empty() {
                    let type_name =
                        self.program.choice_types.get(id.index()).map(|c| c.name.clone()).unwrap_or_default();
                    self.report.error(
                        Code::ChoiceUnknown,
                        value.span,
                        format!("`{name}` 里没有一个是 `{type_name}` 的选项"),
                        format!("none of `{name}` is a choice of `{type_name}`"),
                    );
                    whole = false;
                }
                continue;
            }
            match &strip(value).kind {
                ExpressionKind::Infix(Infix::To, _, low, high) => {
                    let low = self.resolve_as(low, scope, ty);
                    let high = self.resolve_as(high, scope, ty);
                    match (low, high) {
                        (Some(low), Some(high)) => {
                            self.ends_in_order(&low, &high, value.span);
                            members.push(Member::Span(low.node, high.node));
                        }
                        _ => whole = false,
                    }
                }
                _ => match self.resolve_as(value, scope, ty) {
                    Some(typed) => members.push(Member::Value(typed.node)),
                    None => whole = false,
                },
            }
        }
        whole.then_some(members)
    }

    pub(super) fn contains(
        &mut self,
        left: &Expression,
        right: &Expression,
        span: Span,
        scope: &Scope,
    ) -> Option<Typed> {
        let subject = self.resolve(left, scope, None)?;
        let Type::Choices(id) = subject.ty else {
            let (zh, en) = self.type_words(&subject.ty);
            self.report
                .error(
                    Code::NotComparable,
                    span,
                    format!("`包含` 只用于多选，左边却是{zh}"),
                    format!("`包含` is for facts with several choices, but the left side is {en}"),
                )
                .help(
                    "单选、地区用 `属于`，比较用符号",
                    "for one choice and for places use `属于`, for numbers use signs",
                );
            return None;
        };
        if let ExpressionKind::List(_) = &strip(right).kind {
            self.report
                .error(
                    Code::Misplaced,
                    right.span,
                    "`包含` 后面写一项；写几项，看不出是都要还是有一项就行",
                    "`包含` takes one choice; of several it does not say whether all are needed or any will do",
                )
                .help(
                    "一项一项写，用 且 或 或 连起来：`甲 包含 乙 且 甲 包含 丙`",
                    "write each by itself, joined by 且 (all) or 或 (any)",
                );
            return None;
        }
        let Some(name) = bare(strip(right)) else {
            self.wrong_type(right.span, &Type::Choice(id), &Type::Text);
            return None;
        };
        let Some(option) = self.option(id, name) else {
            self.unknown_choice(id, name, right.span);
            return None;
        };
        Some(self.push(Node::Contains(subject.node, option), Type::Truth, span))
    }

    /// `经营项目 = [甲、乙]`: these choices and no other.
    pub(super) fn exactly(
        &mut self,
        left: &Expression,
        right: &Expression,
        span: Span,
        scope: &Scope,
    ) -> Option<Typed> {
        let subject = self.resolve(left, scope, None)?;
        let (Type::Choices(id), ExpressionKind::List(values)) = (&subject.ty, &strip(right).kind) else {
            return self.misplaced(
                right.span,
                "单选、地区写 `属于 [ ]`；多选才用 `= [ ]`",
                "for one choice and for places write `属于 [ ]`; `= [ ]` is for facts with several choices",
            );
        };
        let id = *id;
        let mut wanted = Vec::new();
        for value in values {
            let name = super::read::show(&value.expression);
            let Some(option) = self.option(id, &name) else {
                self.unknown_choice(id, &name, value.expression.span);
                return None;
            };
            wanted.push(option);
        }
        let count = self.program.choice_types.get(id.index()).map_or(0, |choices| choices.options.len());
        let mut nodes = Vec::new();
        for option in 0..u32::try_from(count).unwrap_or(0) {
            let has = self.push(Node::Contains(subject.node, option), Type::Truth, span);
            nodes.push(if wanted.contains(&option) {
                has.node
            } else {
                self.push(Node::Not(has.node), Type::Truth, span).node
            });
        }
        Some(self.push(Node::All(nodes), Type::Truth, span))
    }
}
