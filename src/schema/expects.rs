//! 给定 and 期望: cut into entries; which of their words have a fixed meaning.

use super::read::Reader;
use super::shape::Cursor;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::program::Comparison;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Leaf, Separator, Value};

/// The words of expectations after which a name stands.
const BEFORE_NAMES: &[&str] = &[
    "缺",
    "差距",
    "材料",
    "步骤",
    "提示",
    "过渡",
    "任选",
    "特别程序",
    "决定机关",
    "来源",
    "依据",
    "用于",
    "产出",
    "阻断",
];

impl Reader<'_> {
    /// Values to the end of the line, each with the sign before it.
    pub(super) fn entry_values(&mut self, cursor: &mut Cursor) -> Vec<Value> {
        let mut values = Vec::new();
        let mut separator = Separator::Gap;
        while let Some(leaf) = cursor.peek() {
            if let Leaf::Separator(next, span) = leaf {
                let (next, span) = (*next, *span);
                cursor.take();
                if values.is_empty() || cursor.peek().is_none() {
                    let words = Words::new("这个符号旁边缺少一个值", "a value is missing beside this sign");
                    self.diagnostics.push(Diagnostic::error(Code::Operand, span, words));
                }
                separator = next;
                continue;
            }
            let left = cursor.len();
            if let Some(expression) = self.expression(cursor) {
                values.push(Value { separator, expression });
            }
            if cursor.len() == left {
                cursor.take();
            }
            separator = Separator::Gap;
        }
        values
    }

    /// Brings the words of expectations to their Chinese form, by their place in the entry.
    pub(super) fn canonical_expects(&mut self, values: &mut [Value]) {
        let mut takes_name = false;
        for value in values {
            match value.separator {
                Separator::Entry => takes_name = false,
                // Members are names, as the first of the list is.
                Separator::Member | Separator::Below => continue,
                Separator::Gap => {}
            }
            // What a word before `=` names stands behind it already.
            let (expression, named) = match &mut value.expression {
                Expression {
                    kind: ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right), ..
                } => (&mut **left, Some(&mut **right)),
                whole => (whole, None),
            };
            let is_name = takes_name;
            takes_name = false;
            if !is_name && self.canonical_term(expression, "期望") {
                let ExpressionKind::Name { name, .. } = &expression.kind else { continue };
                match named {
                    Some(named) => {
                        let list =
                            if matches!(name.as_str(), "承诺时限" | "法定时限") { "时限" } else { name };
                        // Of other words the value is a name of the author's.
                        if matches!(list, "时限" | "申请" | "决定" | "收费" | "方式") {
                            self.canonical_term(named, list);
                        }
                    }
                    None => takes_name = BEFORE_NAMES.contains(&name.as_str()),
                }
            }
        }
    }
}
