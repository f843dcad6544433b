//! What is missing: the facts that can still change a value.

use std::collections::{BTreeMap, BTreeSet};

use super::live::{enter, live, live_applicability};
use super::question::Lacking;
use crate::eval::graph::Target;
use crate::eval::{Candidate, Cases, Outcome, Run, Slot, Verdict};
use crate::program::PolicyId;
use crate::value::{Truth, Value};

/// The facts that can still change a value, as a policy reads it or nobody in particular, in catalogue order.
///
/// None that can is left out; few others are in. Judged items never are. Leaves the policy entered.
pub fn missing(run: &mut Run<'_>, law_of: Option<PolicyId>, root: Target) -> Vec<Slot> {
    look(run, law_of, root, None).missing.into_iter().collect()
}

/// What the outcome of a policy still lacks, and each of its outermost conditions; none if the outcome is final.
pub fn lacking(run: &mut Run<'_>, verdict: &Verdict) -> Option<Lacking> {
    let set = verdict.set;
    let undefined = !set.not_applicable && set.truth == Some(Truth::UNDEFINED);
    if Outcome::from(set) != Outcome::Undetermined || undefined {
        return None;
    }
    let program = run.program();
    let mut missing = BTreeSet::new();
    let mut conditions = Vec::new();
    let mut parts: BTreeMap<Slot, usize> = BTreeMap::new();
    for version in &verdict.versions {
        let Some(policy) = program.policies.get(version.index()) else { continue };
        let mut of_conditions = BTreeSet::new();
        for id in &policy.conditions {
            let Some(condition) = program.conditions.get(id.index()) else { continue };
            let of_condition = look(run, Some(*version), Target::Node(condition.root), None).missing;
            if !of_condition.is_empty() {
                conditions.push((*id, of_condition.iter().copied().collect()));
                of_conditions.extend(of_condition);
            }
        }
        let of_conjunction = look(run, Some(*version), Target::Node(policy.root), Some(&of_conditions));
        missing.extend(of_conditions.intersection(&of_conjunction.missing));
        for candidate in of_conjunction.split {
            let most = parts.entry(candidate.slot).or_default();
            *most = candidate.declared.max(*most);
        }
    }
    let mut applicability = BTreeSet::new();
    if set.not_applicable || verdict.versions.len() > 1 {
        applicability = live_applicability(run, &verdict.versions);
        missing.extend(&applicability);
    }
    run.enter(verdict.policy);
    Some(Lacking {
        policy: verdict.policy,
        missing: missing.into_iter().collect(),
        conditions,
        applicability: applicability.into_iter().collect(),
        parts,
    })
}

/// What a look at a value finds.
#[derive(Default)]
struct Look {
    /// The facts that can still change it.
    missing: BTreeSet<Slot>,
    /// The facts that it was split by.
    split: Vec<Candidate>,
}

/// Looks at a value plainly, then by cases. Where only some facts are wanted, the others need not be found.
fn look(run: &mut Run<'_>, law_of: Option<PolicyId>, root: Target, wanted: Option<&BTreeSet<Slot>>) -> Look {
    enter(run, law_of);
    if run.target(root).is_settled() {
        return Look::default();
    }
    let Some(cases) = run.cases(root) else {
        return Look { missing: live(run, law_of, root), split: Vec::new() };
    };
    let settled = cases.values.iter().all(|value| value.is_settled() && cases.values.first() == Some(value));
    if settled {
        return Look { missing: BTreeSet::new(), split: cases.split };
    }
    let plainly = live(run, law_of, root);
    // Knowing more makes no fact live: once all that can be found is found, other cases have nothing to add.
    let sought: BTreeSet<Slot> = match wanted {
        Some(wanted) => plainly.intersection(wanted).copied().collect(),
        None => plainly.clone(),
    };
    let mut missing: BTreeSet<Slot> = BTreeSet::new();
    for (place, candidate) in cases.split.iter().enumerate() {
        if plainly.contains(&candidate.slot) && matters(&cases, place) {
            missing.insert(candidate.slot);
        }
    }
    for (assumed, value) in cases.assumptions().iter().zip(&cases.values) {
        if sought.is_subset(&missing) {
            break;
        }
        if !value.is_settled() {
            missing.extend(run.under(assumed, |run| live(run, law_of, root)));
        }
    }
    Look { missing, split: cases.split }
}

/// Whether two cases that differ in one fact alone differ, or are open.
fn matters(cases: &Cases, place: usize) -> bool {
    let parts = |place: &usize| cases.split.get(*place).map_or(1, |candidate| candidate.parts.len());
    // The parts of the last fact change fastest: cases that differ in one fact alone stand so far apart.
    let stride: usize = (place + 1..cases.split.len()).map(|later| parts(&later)).product();
    let own = parts(&place);
    let value = |case: usize| cases.values.get(case);
    (0..cases.values.len()).any(|case| {
        let part = case / stride % own;
        let base = case - part * stride;
        (part + 1..own).any(|other| differ(value(case), value(base + other * stride)))
    })
}

fn differ(one: Option<&Value>, other: Option<&Value>) -> bool {
    one != other || one.into_iter().chain(other).any(|value| !value.is_settled())
}

#[cfg(test)]
mod tests;
