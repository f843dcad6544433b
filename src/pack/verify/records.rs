//! Conditions for each record of a list, and transitions.

use super::super::error::Problem;
use super::sort::{self, Sort};
use super::{Verdict, entry, holds, notes, short};
use crate::program::{Each, Kind, NodeId, Program, Transition};
use std::collections::HashSet;

/// Its conditions are those of its policy, each once, and stand in no other condition.
pub(super) fn each(program: &Program, each: &Each) -> Verdict {
    entry(&program.policies, each.policy.index())?;
    holds(matches!(entry(&program.facts, each.list.index())?.kind, Kind::List(_)), Problem::Kind)?;
    sort::is(program, entry(&program.definitions, each.belongs.index())?.root, Sort::Truth)?;
    short(&each.conditions)?;
    let mut seen = HashSet::new();
    for id in &each.conditions {
        let condition = entry(&program.conditions, id.index())?;
        let own = condition.policy == each.policy && condition.parent.is_none() && seen.insert(id);
        holds(own, Problem::Contradiction)?;
    }
    short(&each.columns)?;
    for column in &each.columns {
        entry(&program.nodes, column.value.index())?;
    }
    notes(program, &each.notes)
}

pub(super) fn transition(program: &Program, transition: &Transition) -> Verdict {
    entry(&program.policies, transition.policy.index())?;
    sort::is(program, transition.applies, Sort::Truth)?;
    sort::is(program, transition.until, Sort::Date)?;
    notes(program, &transition.notes)
}

/// The nodes that read a record of its list, its conditions aside.
pub(super) fn nodes_of_each(program: &Program, each: &Each) -> Vec<NodeId> {
    let belongs = program.definitions.get(each.belongs.index()).map(|belongs| belongs.root);
    belongs.into_iter().chain(each.columns.iter().map(|column| column.value)).collect()
}
