//! What an example expects of benefits added up.

use super::checker::{Checker, Scope};
use super::example::StackTest;
use super::expression::strip;
use super::read::{bare, plain_word};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{Comparison, StackId};
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};

impl Checker<'_> {
    /// What an example of a 叠加 says of the sum. The outer None: it speaks of something else.
    pub(super) fn stack_expected(
        &mut self,
        stack: StackId,
        first: &Value,
        rest: &[Value],
        scope: &Scope,
    ) -> Option<Option<StackTest>> {
        let money = || Type::count(super::units::YUAN);
        if let Some("合计") = plain_word(&first.expression)
            && matches!(rest.first().and_then(|value| plain_word(&value.expression)), Some("缺"))
        {
            return Some(self.missing(rest.get(1..).unwrap_or_default(), scope).map(StackTest::Missing));
        }
        let ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) = &first.expression.kind else {
            return None;
        };
        let name = bare(left)?;
        match plain_word(left) {
            Some("合计") => Some(self.value_test(right, &money(), scope).map(StackTest::Total)),
            Some("削减") => Some(self.value_test(right, &money(), scope).map(StackTest::Cut)),
            Some("最优合计") => Some(self.value_test(right, &money(), scope).map(StackTest::BestTotal)),
            Some("次优合计") => Some(self.value_test(right, &money(), scope).map(StackTest::SecondTotal)),
            Some("最优") => Some(self.stacked_set(stack, right).map(StackTest::Best)),
            Some("次优") => Some(self.stacked_set(stack, right).map(StackTest::Second)),
            _ => {
                let at = self.stacked_place(stack, name)?;
                Some(self.value_test(right, &money(), scope).map(|test| StackTest::Pays(at, test)))
            }
        }
    }

    fn stacked_set(&mut self, stack: StackId, right: &Expression) -> Option<Vec<usize>> {
        let members: Vec<&Expression> = match &strip(right).kind {
            ExpressionKind::List(values) => values.iter().map(|value| &value.expression).collect(),
            _ => vec![right],
        };
        let mut set = Vec::new();
        for member in members {
            let found = bare(member).and_then(|name| self.stacked_place(stack, name));
            let Some(found) = found else {
                self.report
                    .error(
                        Code::ExpectationUnknown,
                        member.span,
                        "叠加里没有这项待遇",
                        "the stack does not name this benefit",
                    )
                    .help("写成：最优 = [政策·待遇、政策·待遇]", "write `best = [policy·benefit、policy·benefit]`");
                return None;
            };
            set.push(found);
        }
        set.sort_unstable();
        Some(set)
    }

    fn stacked_place(&self, stack: StackId, name: &str) -> Option<usize> {
        let (policy, benefit) = name.split_once('·')?;
        let stack = self.program.stacks.get(stack.index())?;
        stack.benefits.iter().position(|stacked| {
            let own = self.program.policies.get(stacked.policy.index());
            stacked.benefit == benefit && own.is_some_and(|own| own.name == policy)
        })
    }
}
