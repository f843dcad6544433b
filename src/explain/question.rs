//! Which question to ask next, how many are left, and what hangs on it.

use std::collections::{BTreeMap, BTreeSet};

use crate::eval::Slot;
use crate::program::{ConditionId, PolicyId, Program};

/// What an undetermined policy still lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Which.
    pub policy: PolicyId,
    /// What its outcome still lacks.
    pub missing: Vec<Slot>,
    /// Its open conditions, each with what it lacks.
    pub conditions: Vec<(ConditionId, Vec<Slot>)>,
    /// Into how many parts each fact falls that its conjunction is split by.
    pub parts: BTreeMap<Slot, usize>,
}

/// The question to ask next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub slot: Slot,
    /// The policies that lack it, in source order.
    pub hangs: Vec<Hanging>,
    /// So many questions are left at least.
    pub at_least: usize,
    /// So many questions are left at most.
    pub at_most: usize,
}

/// A policy that hangs on a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hanging {
    /// Which.
    pub policy: PolicyId,
    /// Its open conditions that lack the fact, in source order.
    pub conditions: Vec<ConditionId>,
}

/// The next question over all undetermined policies asked about, in source order; none if nothing is left that can be asked.
pub fn next_question(program: &Program, lacking: &[Lacking], askable: impl Fn(Slot) -> bool) -> Option<Question> {
    let mut candidates: BTreeSet<Slot> = lacking.iter().flat_map(|policy| &policy.missing).copied().collect();
    candidates.retain(|candidate| askable(*candidate));
    let slot = choose(program, lacking, &candidates)?;
    let hangs = lacking
        .iter()
        .filter(|policy| policy.missing.contains(&slot))
        .map(|policy| Hanging {
            policy: policy.policy,
            conditions: policy
                .conditions
                .iter()
                .filter(|(_, missing)| missing.contains(&slot))
                .map(|(condition, _)| *condition)
                .collect(),
        })
        .collect();
    Some(Question { slot, hangs, at_least: fewest_questions(lacking, &candidates), at_most: candidates.len() })
}

/// The author's group goes first, and in it the author's order; what stands in no group is chosen by what it decides.
fn choose(program: &Program, lacking: &[Lacking], candidates: &BTreeSet<Slot>) -> Option<Slot> {
    let group = |slot: Slot| slot.fact().and_then(|fact| program.facts.get(fact.index())?.group);
    let grouped = candidates.iter().filter_map(|candidate| Some((group(*candidate)?, *candidate))).min();
    if let Some((_, first)) = grouped {
        return Some(first);
    }
    let worth = |slot: Slot| {
        let (mut alone, mut among) = (0_usize, 0_usize);
        for (_, missing) in lacking.iter().flat_map(|policy| &policy.conditions) {
            if missing.contains(&slot) {
                among += 1;
                alone += usize::from(missing.len() == 1);
            }
        }
        let parts = lacking.iter().filter_map(|policy| policy.parts.get(&slot)).max();
        (alone, among, std::cmp::Reverse(parts.copied().unwrap_or(usize::MAX)))
    };
    let best = candidates.iter().map(|candidate| worth(*candidate)).max()?;
    candidates.iter().copied().find(|slot| worth(*slot) == best)
}

/// One question for each policy that shares no candidate with a policy already counted.
fn fewest_questions(lacking: &[Lacking], candidates: &BTreeSet<Slot>) -> usize {
    let mut taken = BTreeSet::new();
    let mut count = 0;
    for policy in lacking {
        let own: Vec<Slot> = policy.missing.iter().copied().filter(|slot| candidates.contains(slot)).collect();
        if !own.is_empty() && own.iter().all(|slot| !taken.contains(slot)) {
            count += 1;
            taken.extend(own);
        }
    }
    count
}
