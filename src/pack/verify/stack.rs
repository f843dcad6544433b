//! 叠加: its benefits are there, and its clauses speak of them.

use super::super::error::Problem;
use super::sort::{self, Sort};
use super::{Verdict, entry, holds, notes};
use crate::program::{MOST_STACKED, Program, Stack, StackCut, StackRule};

pub(super) fn stack(program: &Program, stack: &Stack) -> Verdict {
    entry(&program.regions, stack.region.index())?;
    for document in &stack.documents {
        entry(&program.documents, document.index())?;
    }
    super::item::effective(program, &stack.effective)?;
    holds(stack.is_bounded(), Problem::Limit)?;
    for stacked in &stack.benefits {
        entry(&program.policies, stacked.policy.index())?;
    }
    let members = |of: &[u32]| -> Verdict {
        holds(of.len() <= MOST_STACKED, Problem::Limit)?;
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
