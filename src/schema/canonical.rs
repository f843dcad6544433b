//! Names with a fixed meaning are brought to their Chinese form, so that a file in either language gives the same items.

use super::read::Reader;
use super::terms::{Term, term_of};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};

impl Reader<'_> {
    /// Brings constants and functions of an expression to their Chinese form.
    pub(super) fn canonical(&mut self, expression: &mut Expression) {
        let span = expression.span;
        match &mut expression.kind {
            ExpressionKind::Name { name, quoted: false } => {
                // What is taken over goes by `标准·甲`.
                let (first, inner) =
                    name.split_once('·').map_or((name.as_str(), None), |(first, inner)| (first, Some(inner)));
                let leads = |term: &Term| term.zh == "标准" && self.source.slice(span).starts_with(first);
                let term = term_of("常词", first).filter(|term| inner.is_none() || leads(term));
                if let Some(term) = term {
                    let length = u32::try_from(first.len()).unwrap_or(0);
                    self.translated(Span { end: span.start + length, ..span }, term.zh, term.en);
                    *name = inner.map_or_else(|| term.zh.to_owned(), |inner| format!("{}·{inner}", term.zh));
                }
            }
            ExpressionKind::Call { name, name_span, arguments } => {
                let written_quoted = self.source.slice(*name_span).contains(['「', '`']);
                if let Some(term) = term_of("函数", name).filter(|_| !written_quoted) {
                    let span = *name_span;
                    self.translated(span, term.zh, term.en);
                    term.zh.clone_into(name);
                }
                self.canonical_values(arguments);
            }
            ExpressionKind::List(values) => self.canonical_values(values),
            ExpressionKind::Group(inner) | ExpressionKind::Prefix(_, inner) => self.canonical(inner),
            ExpressionKind::Infix(_, _, left, right) => {
                self.canonical(left);
                self.canonical(right);
            }
            ExpressionKind::If(guard, yes, no) => {
                self.canonical(guard);
                self.canonical(yes);
                self.canonical(no);
            }
            _ => {}
        }
    }

    /// Brings the types of the inputs of a table to their Chinese form: `成长档(增长率：百分比)`.
    pub(super) fn canonical_inputs(&mut self, table: &mut Expression) {
        let ExpressionKind::Call { arguments, .. } = &mut table.kind else { return };
        for input in arguments {
            if let ExpressionKind::Infix(Infix::Colon, _, _, kind) = &mut input.expression.kind {
                self.canonical_term(kind, "类型");
            }
        }
    }

    /// The same for every value.
    pub(super) fn canonical_values(&mut self, values: &mut [Value]) {
        for value in values {
            self.canonical(&mut value.expression);
        }
    }

    /// Brings a name that is a term of a list to its Chinese form. Whether it is one.
    pub(super) fn canonical_term(&mut self, expression: &mut Expression, list: &str) -> bool {
        let ExpressionKind::Name { name, quoted: false } = &mut expression.kind else { return false };
        let Some(term) = term_of(list, name) else { return false };
        term.zh.clone_into(name);
        self.translated(expression.span, term.zh, term.en);
        true
    }
}
