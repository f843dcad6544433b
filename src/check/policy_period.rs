//! 政策有效期: the days of the 有效 line that is in force.

use super::checker::{Checker, Scope};
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{
    Bounds, Citation, Effective, Kind, Member, Node, NodeId, Notes, Parameter, ParameterId, ParameterRow, PolicyId,
    RegionId,
};
use crate::span::Span;
use crate::syntax::tree::Expression;
use crate::value::Date;

impl Checker<'_> {
    /// `招用日期 属于 政策有效期`: from the first day of the line in force to its last.
    ///
    /// Which line that is goes by the law day and by what is published, as a figure does: so both ends are figures.
    pub(super) fn in_policy_period(&mut self, day: &Expression, at: Span, span: Span, scope: &Scope) -> Option<Typed> {
        let day = self.resolve_as(day, scope, &Type::Date)?;
        let policy = scope.policy.and_then(|policy| self.policies.get(&policy).copied());
        let lines = policy
            .and_then(|policy| self.program.policies.get(policy.index()))
            .map(|policy| policy.effective.clone())
            .unwrap_or_default();
        let (Some(policy), false) = (policy, lines.is_empty()) else {
            self.report
                .error(
                    Code::Misplaced,
                    at,
                    "这里没有有效期：政策没有写 `有效`",
                    "there is no such period: the policy has no `effective`",
                )
                .help(
                    "在政策里写：有效 2026-01-01 至 2026-12-31",
                    "write `effective 2026-01-01 至 2026-12-31` in the policy",
                );
            return None;
        };
        let first =
            self.policy_period_end(policy, "政策有效期起", &lines, at, |line| line.from.unwrap_or(Date::FIRST));
        let last =
            self.policy_period_end(policy, "政策有效期止", &lines, at, |line| line.to.unwrap_or(Date::LAST));
        let span_of_days = Member::Span(first, last);
        Some(self.push(Node::OneOf(day.node, vec![span_of_days]), Type::Truth, span))
    }

    fn policy_period_end(
        &mut self,
        policy: PolicyId,
        name: &str,
        lines: &[Effective],
        span: Span,
        end: impl Fn(&Effective) -> Date,
    ) -> NodeId {
        let known = self.program.parameters.iter().position(|known| known.policy == Some(policy) && known.name == name);
        let id = known.unwrap_or_else(|| {
            let rows = lines
                .iter()
                .map(|line| ParameterRow {
                    from: line.from,
                    to: line.to,
                    region: RegionId(0),
                    value: self.push(Node::Date(end(line)), Type::Date, span).node,
                    published: line.published,
                    supersedes: line.supersedes.clone(),
                    citations: cited(line),
                    doubts: Vec::new(),
                })
                .collect();
            self.program.parameters.push(Parameter {
                name: name.to_owned(),
                policy: Some(policy),
                kind: Kind::Date,
                rows,
                set_locally: None,
                bounds: Bounds::default(),
                notes: Notes::default(),
            });
            self.spans.parameters.push(span);
            self.program.parameters.len().saturating_sub(1)
        });
        let parameter = ParameterId(u32::try_from(id).unwrap_or(u32::MAX));
        self.push(Node::Parameter(parameter), Type::Date, span).node
    }
}

/// What a line cites, else the main document: by it another line may supersede it.
fn cited(line: &Effective) -> Vec<Citation> {
    if line.citations.is_empty() {
        return line.documents.iter().map(|document| Citation { document: Some(*document), article: None }).collect();
    }
    line.citations.clone()
}
