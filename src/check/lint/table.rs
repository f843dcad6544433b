//! x
use crate::check::checker::Checker;
use crate::program::TableId;
use crate::span::Span;
impl Checker<'_> {
    pub(in crate::check) fn lint_table(&mut self, _t: TableId, _s: Span, _r: &[Span]) {}
    pub(in crate::check) fn lint_clashes(&mut self) {}
    pub(in crate::check) fn lint_fixed(&mut self) {}
    pub(in crate::check) fn lint_sizes(&mut self) {}
}
