//! 叠加: its benefits are there, and its clauses speak of them.

use super::super::error::Problem;
use super::sort::{self, Sort};
use super::{Verdict, citations, entry, holds, notes, short};
use crate::program::{Program, Stack, StackCut, StackRule};

pub(super) fn stack(program: &Program, stack: &Stack) -> Verdict {
    entry(&program.regions, stack.region.index())?;
    for document in &stack.documents {
        entry(&program.documents, document.index())?;
    }
    for effective in &stack.effective {
        citations(program, &effective.citations)?;
        for document in &effective.supersedes {
            entry(&program.documents, document.index())?;
        }
    }
    holds(stack.is_bounded(), Problem::Limit)?;
    for stacked in &stack.benefits {
        entry(&program.policies, stacked.policy.index())?;
    }
    short(&stack.clauses)?;
    let members = |of: &[u32]| -> Verdict {
        short(of)?;
        of.iter().try_for_each(|at| {
            let at = usize::try_from(*at).map_err(|_| Problem::Missing)?;
            entry(&stack.benefits, at).map(|_| ())
        })
    };
    for clause in &stack.clauses {
        match &clause.rule {
            StackRule::Together(of) | StackRule::Exclusive { of, highest: _ } => members(of)?,
            StackRule::Offset { pays, includes } => members(&[*pays, *includes])?,
            StackRule::Cap { amount, of, cut } => {
                sort::is(program, *amount, Sort::Number)?;
                members(of.as_deref().unwrap_or_default())?;
                if let StackCut::First(first) = cut {
                    members(first)?;
                }
            }
        }
        notes(program, &clause.notes)?;
    }
    notes(program, &stack.notes)
}
