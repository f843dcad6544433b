//! 过渡: old law that still counts for some, until a day.

use super::checker::Checker;
use super::declaration::DeclarationId;
use super::read::{all, declared, one, plain_word, value, value_of};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{Comparison, Node, NodeId, PolicyId, Transition};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix};

/// What is known of the transitions of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deemed {
    /// Being read: whoever needs it now goes round in a circle.
    Now,
    /// While this holds, every condition counts as met.
    While(Option<NodeId>),
}

impl Checker<'_> {
    /// What must be true of a condition that stands in a policy itself: met as written, or deemed met.
    pub(super) fn or_deemed(&mut self, id: DeclarationId, held: NodeId, span: Span) -> NodeId {
        let Some(declaration) = self.found.get(id).filter(|it| it.parent.is_none()) else { return held };
        let Some(policy) = declaration.policy else { return held };
        match self.deemed_while(policy, span) {
            Some(applies) => {
                let met = self.truth(true, span).node;
                self.push(Node::If(applies, met, held), Type::Truth, span).node
            }
            None => held,
        }
    }

    /// While what every condition of a policy counts as met, if it has transitions.
    pub(super) fn deemed_while(&mut self, policy: DeclarationId, used_at: Span) -> Option<NodeId> {
        match self.deemed.get(&policy) {
            Some(Deemed::While(applies)) => return *applies,
            Some(Deemed::Now) => {
                self.report.error(
                    Code::Circle,
                    used_at,
                    "过渡的前提绕了一圈又用到同一政策的条件",
                    "the premise of a transition hangs on a condition of the same policy",
                );
                return None;
            }
            None => {}
        }
        self.deemed.insert(policy, Deemed::Now);
        let item = self.found.get(policy)?.item;
        let id = self.policies.get(&policy).copied()?;
        let mut guards = Vec::new();
        for item in all(&item.body, "transition") {
            guards.extend(self.transition(item, policy, id));
        }
        let applies = match guards.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => Some(self.push(Node::Any(guards), Type::Truth, used_at).node),
        };
        self.deemed.insert(policy, Deemed::While(applies));
        applies
    }

    fn transition(&mut self, item: &Item, policy: DeclarationId, id: PolicyId) -> Option<NodeId> {
        let name = declared(item)?;
        let scope = self.scope_of(policy);
        if self.program.transitions.iter().any(|other| other.policy == id && other.name == name.text) {
            self.report.error(
                Code::NameDoubled,
                name.span,
                format!("过渡 `{}` 写了两次", name.text),
                format!("transition `{}` stands twice", name.text),
            );
        }
        let until = one(&item.body, "deemed").and_then(value).and_then(last_day);
        let (Some(when), Some(until)) = (value_of(&item.body, "when"), until) else {
            self.report
                .error(
                    Code::TransitionIncomplete,
                    name.span,
                    format!("过渡 `{}` 要写什么时候、视为符合到哪一天", name.text),
                    format!("transition `{}` does not say when, or until which day", name.text),
                )
                .help(
                    "写成：过渡 名 { 当 …；视为 符合 至 到期日 }",
                    "write `transition name { when …; deemed met to day }`",
                );
            return None;
        };
        let premise = self.resolve_truth(when, &scope);
        let until = self.resolve_as(until, &scope, &Type::Date);
        let (premise, until) = (premise?, until?);
        let today = self.push(Node::Today, Type::Date, name.span);
        let not_over = self.push(Node::Compare(Comparison::AtMost, today.node, until.node), Type::Truth, name.span);
        let applies = self.push(Node::All(vec![premise.node, not_over.node]), Type::Truth, name.span).node;
        let notes = self.notes(&item.body, &scope);
        self.program.transitions.push(Transition { name: name.text, policy: id, applies, until: until.node, notes });
        Some(applies)
    }
}

/// `符合 至 D`: the day.
fn last_day(expression: &Expression) -> Option<&Expression> {
    match &expression.kind {
        ExpressionKind::Infix(Infix::To, _, met, day) if matches!(plain_word(met), Some("符合" | "met")) => Some(day),
        _ => None,
    }
}
