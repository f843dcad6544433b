//! Facts that no rule reads, and choices that no fact offers.

use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::program::REGISTERED_IN;

impl Checker<'_> {
    /// Everything that is looked at once the program stands.
    pub(in crate::check) fn lint_program(&mut self) {
        if self.report.errors() == 0 {
            self.lint_clashes();
            self.lint_versions();
            self.lint_fixed();
            self.lint_sizes();
            self.lint_unused();
            self.lint_silent();
            self.lint_wording();
        }
    }

    /// Facts that nothing reads are asked for nothing; only in files that hold policies, as shared vocabularies are
    /// there for others.
    fn lint_unused(&mut self) {
        if self.program.policies.is_empty() {
            return;
        }
        let with_policies: std::collections::BTreeSet<usize> = self
            .found
            .list
            .iter()
            .filter(|declaration| declaration.what == crate::check::declaration::What::Policy)
            .map(|declaration| declaration.file)
            .collect();
        // Where rules hold in some places only, the place of registration says which rules are asked for.
        let by_place = self.program.policies.iter().any(|policy| policy.region.0 != 0)
            || self.program.parameters.iter().flat_map(|parameter| &parameter.rows).any(|row| row.region.0 != 0)
            || !self.program.organs.is_empty()
            || !self.program.sharings.is_empty();
        let unread: Vec<_> = self
            .found
            .of(crate::check::declaration::What::Fact)
            .into_iter()
            .filter_map(|id| {
                let declaration = self.found.get(id)?;
                let crate::check::checker::Built::Fact(fact) = self.built.get(id)? else { return None };
                let read = self.facts_read.get(fact.index()).copied().unwrap_or(true);
                let says_where = by_place && declaration.name == REGISTERED_IN;
                (!read && !says_where && with_policies.contains(&declaration.file))
                    .then(|| (declaration.name.clone(), declaration.span))
            })
            .collect();
        for (name, span) in unread {
            self.report
                .warning(
                    Code::FactUnread,
                    span,
                    format!("事实 `{name}` 没有一条规则用到"),
                    format!("fact `{name}` is read by no rule"),
                )
                .help("删去它，或检查是不是漏写了条件", "remove it, or see whether a condition is missing");
        }
    }
}
