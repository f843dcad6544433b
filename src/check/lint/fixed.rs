//! Tests that come out the same whatever the facts are.

use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::program::{Comparison, Node};

impl Checker<'_> {
    /// Comparisons that the declared ranges decide.
    pub(super) fn lint_fixed(&mut self) {
        for at in 0..self.program.nodes.len() {
            let Some(Node::Compare(comparison, left, right)) = self.program.nodes.get(at).cloned() else { continue };
            let numbers = |id: crate::program::NodeId| {
                !matches!(
                    self.program.kinds.get(id.index()),
                    Some(crate::program::Kind::Choice(_) | crate::program::Kind::Text | crate::program::Kind::Region)
                )
            };
            if !numbers(left) || self.constant(left).is_some() && self.constant(right).is_some() {
                continue;
            }
            let (a, b) = (self.domain(left), self.domain(right));
            let below = |x: &Option<crate::value::Number>, y: &Option<crate::value::Number>| matches!((x, y), (Some(x), Some(y)) if x < y);
            let up_to = |x: &Option<crate::value::Number>, y: &Option<crate::value::Number>| matches!((x, y), (Some(x), Some(y)) if x <= y);
            let always_less = below(&a.high, &b.low);
            let always_greater = below(&b.high, &a.low);
            let never_greater = up_to(&a.high, &b.low);
            let never_less = up_to(&b.high, &a.low);
            let outcome = match comparison {
                Comparison::Less => fixed(always_less, never_less),
                Comparison::AtMost => fixed(never_greater, always_greater),
                Comparison::Greater => fixed(always_greater, never_greater),
                Comparison::AtLeast => fixed(never_less, always_less),
                Comparison::Equal => fixed(false, always_less || always_greater),
                Comparison::NotEqual => fixed(always_less || always_greater, false),
            };
            let Some(holds) = outcome else { continue };
            let span = self.spans.nodes.get(at).copied().unwrap_or_default();
            let (zh, en) = if holds {
                ("按事实声明的范围，这个判断永远成立", "within the declared ranges this test always holds")
            } else {
                ("按事实声明的范围，这个判断永远不成立", "within the declared ranges this test never holds")
            };
            self.report.warning(Code::AlwaysSame, span, zh, en).help(
                "核对数字、单位和符号，或改正事实的范围",
                "check figure, unit and sign, or the range of the fact",
            );
        }
    }
}

fn fixed(always: bool, never: bool) -> Option<bool> {
    match (always, never) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
