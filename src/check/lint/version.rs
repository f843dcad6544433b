//! Versions of one policy that 适用 does not part.

use super::clash::{Literal, Together};
use crate::check::checker::Checker;
use crate::check::period::Stretch;
use crate::check::policy::overlaps;
use crate::diagnostic::Code;
use crate::program::{Node, Policy};
use crate::span::Span;
use std::collections::BTreeMap;

impl Checker<'_> {
    /// Looks at all versions of one place that are in force on the same day and that 适用 narrows.
    pub(super) fn lint_versions(&mut self) {
        let mut families: BTreeMap<(&str, bool, u32), Vec<usize>> = BTreeMap::new();
        for (at, policy) in self.program.policies.iter().enumerate() {
            families.entry((policy.name.as_str(), policy.standard, policy.region.0)).or_default().push(at);
        }
        let mut found = Vec::new();
        for versions in families.values() {
            for (place, later) in versions.iter().enumerate() {
                for earlier in versions.get(..place).into_iter().flatten() {
                    let (Some(one), Some(other)) =
                        (self.program.policies.get(*earlier), self.program.policies.get(*later))
                    else {
                        continue;
                    };
                    let narrowed = one.applies.is_some() || other.applies.is_some();
                    match self.apply_together(one, other) {
                        Together::Never => {}
                        together if narrowed => found.push((*earlier, *later, together)),
                        // Refused before anything was built.
                        _ => {}
                    }
                }
            }
        }
        for (earlier, later, together) in found {
            self.versions_meet(earlier, later, together);
        }
    }

    /// Whether both versions may be the one that applies.
    fn apply_together(&self, one: &Policy, other: &Policy) -> Together {
        let days = overlaps(one, other);
        if days.is_empty() {
            return Together::Never;
        }
        let ways = |policy: &Policy| match policy.applies {
            Some(applies) => self.alternatives(applies, true),
            None => Some(vec![Vec::new()]),
        };
        let (Some(ours), Some(theirs)) = (ways(one), ways(other)) else { return Together::Perhaps };
        let one_law_day = match (one.law_day, other.law_day) {
            (Some(one), Some(other)) => self.same_node(one, other, 0),
            (one, other) => one == other,
        };
        let mut open = false;
        for days in &days {
            for (one, other) in ours.iter().flat_map(|one| theirs.iter().map(move |other| (one, other))) {
                let both: Vec<Literal> =
                    one.iter().chain(other).map(|test| self.of_one_law_day(test, one_law_day)).collect();
                match self.hold_together(&both, Some(days)) {
                    Together::Never => {}
                    Together::Perhaps => open = true,
                    Together::Surely(witness) => return Together::Surely(with_days(witness, days)),
                }
            }
        }
        if open { Together::Perhaps } else { Together::Never }
    }

    /// Where each version has a law day of its own, tests of it are not tests of one thing.
    fn of_one_law_day(&self, test: &Literal, one_law_day: bool) -> Literal {
        match test {
            Literal::Number(subject, ..) if !one_law_day && matches!(self.node(*subject), Some(Node::LawDay)) => {
                Literal::Opaque
            }
            _ => test.clone(),
        }
    }

    fn versions_meet(&mut self, earlier: usize, later: usize, together: Together) {
        let span = |at: usize| self.spans.policies.get(at).copied().unwrap_or_default();
        let (here, there): (Span, Span) = (span(later), span(earlier));
        let name = self.program.policies.get(later).map(|policy| policy.name.clone()).unwrap_or_default();
        let problem = match together {
            Together::Surely(witness) => {
                let zh = witness.join("，");
                let en = witness.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(" and ");
                self.report.error(
                    Code::VersionOverlap,
                    here,
                    format!("`{name}` 的两个版本同时适用：{zh}"),
                    format!("two versions of `{name}` apply together where {en}"),
                )
            }
            _ => self.report.warning(
                Code::VersionOverlap,
                here,
                format!("看不出 `{name}` 的两个版本不会同时适用"),
                format!("it cannot be told that two versions of `{name}` never apply together"),
            ),
        };
        problem.label(there, "另一个版本", "the other version").help(
            "改 `适用`，让两个版本不会同时成立；或改正 `有效` 的日期",
            "mend `applies` so that the two exclude each other, or the days of `effective`",
        );
    }
}

/// A witness that tests no law day says from when on both are in force.
fn with_days(mut witness: Vec<String>, days: &Stretch) -> Vec<String> {
    if let Some(from) = days.from
        && !witness.iter().any(|test| test.contains("适用日"))
    {
        witness.push(format!("适用日 = {from}"));
    }
    witness
}
