//! What stands inside what: places, conditions and scores must be trees, and not too deep.

use super::super::error::{Fault, Problem};
use super::{MAX_NESTING, Verdict, entry, holds, short};
use crate::program::{Points, Program};
use std::collections::HashSet;
use std::hash::Hash;

pub(super) fn regions(program: &Program) -> Result<(), Fault> {
    let parent =
        |index: usize| program.regions.get(index).and_then(|region| region.parent).map(|parent| parent.index());
    climb("regions", program.regions.len(), parent)?;
    // The first place is the root, and there is no other.
    for (index, region) in program.regions.iter().enumerate() {
        if region.parent.is_none() != (index == 0) {
            return Err(Fault { list: "regions", index, problem: Problem::Contradiction });
        }
    }
    Ok(())
}

pub(super) fn conditions(program: &Program) -> Result<(), Fault> {
    let conditions = &program.conditions;
    for (index, condition) in conditions.iter().enumerate() {
        let fault = |problem| Fault { list: "conditions", index, problem };
        short(&condition.children).map_err(fault)?;
        once(&condition.children).map_err(fault)?;
        for child in &condition.children {
            let child = entry(conditions, child.index()).map_err(fault)?;
            let knows = child.parent.is_some_and(|parent| parent.index() == index);
            holds(knows && child.policy == condition.policy, Problem::Contradiction).map_err(fault)?;
        }
        if let Some(parent) = condition.parent {
            entry(conditions, parent.index()).map_err(fault)?;
        }
    }
    climb("conditions", conditions.len(), |index| {
        conditions.get(index).and_then(|condition| condition.parent).map(|parent| parent.index())
    })
}

pub(super) fn scores(program: &Program) -> Result<(), Fault> {
    let scores = &program.scores;
    for (index, score) in scores.iter().enumerate() {
        let fault = |problem| Fault { list: "scores", index, problem };
        if let Points::Parts(parts) = &score.points {
            short(parts).map_err(fault)?;
            once(parts).map_err(fault)?;
            for part in parts {
                let part = entry(scores, part.index()).map_err(fault)?;
                let knows = part.parent.is_some_and(|parent| parent.index() == index);
                holds(knows, Problem::Contradiction).map_err(fault)?;
            }
        }
        if let Some(parent) = score.parent {
            entry(scores, parent.index()).map_err(fault)?;
        }
    }
    climb("scores", scores.len(), |index| scores.get(index).and_then(|score| score.parent).map(|parent| parent.index()))
}

/// Nothing stands in one thing twice: each level would double the work below it.
fn once<T: Eq + Hash>(inside: &[T]) -> Verdict {
    let mut seen = HashSet::new();
    holds(inside.iter().all(|part| seen.insert(part)), Problem::Contradiction)
}

/// Going up from any entry comes to an end before it has gone too deep; so there is no circle either.
fn climb(list: &'static str, length: usize, parent: impl Fn(usize) -> Option<usize>) -> Result<(), Fault> {
    for index in 0..length {
        let mut above = parent(index);
        for _ in 0..MAX_NESTING {
            above = above.and_then(&parent);
        }
        if above.is_some() {
            return Err(Fault { list, index, problem: Problem::Limit });
        }
    }
    Ok(())
}
