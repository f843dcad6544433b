//! All policies for one profile: in which group each stands, how near it is, what one change would move.

use std::collections::BTreeSet;

use super::gap::{Gap, gaps};
use super::missing::lacking;
use super::near::{Change, wanting_changes};
use super::question::Lacking;
use super::window::{WindowAsOf, window_as_of};
use crate::eval::{ConditionOutcome, Evaluation, Facts, Outcome, Run, Slot, Verdict, evaluate_in};
use crate::explain::answer::WindowState;
use crate::program::{ConditionId, PolicyId, Program};
use crate::value::{Range, Value};

/// So many changes are tried on all near policies; more than that nobody reads.
const MOST_CHANGES: usize = 100;

/// Where a policy stands in a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// All conditions are met.
    Eligible,
    /// A person must decide the rest.
    Pending,
    /// A few changes are wanting.
    Near,
    /// Facts are missing, or something cannot be worked out.
    Undetermined,
    /// Would stand in one of the groups above but for its window.
    NotOpen,
    /// Some condition is not met.
    Ineligible,
    /// Does not speak of this case.
    NotApplicable,
}

/// One policy in a match.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// Where it stands.
    pub group: Group,
    /// For what is not open: where it would stand.
    pub would: Option<Group>,
    /// What became of it.
    pub evaluation: Evaluation,
    /// When one may apply, if it says.
    pub window: Option<WindowAsOf>,
    /// Its outermost unmet conditions, each with its gaps; in source order.
    pub unmet: Vec<(ConditionId, Vec<Gap>)>,
    /// The changes that are wanting, of what is near.
    pub near: Vec<Change>,
    /// What the outcome still lacks, if it is undetermined and something helps.
    pub lacking: Option<Lacking>,
}

/// One change and the near policies that it moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// The change.
    pub change: Change,
    /// The policies that are no longer ineligible, in source order.
    pub policies: Vec<PolicyId>,
}

/// All policies of a program for one profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// The policies, each name once, in source order.
    pub policies: Vec<Matched>,
    /// Which one change moves which near policies: in catalogue order of the facts, small changes first.
    pub moving: Vec<Moving>,
}

impl Matching {
    /// What all undetermined policies lack, in source order.
    pub fn lacking(&self) -> Vec<Lacking> {
        self.policies.iter().filter_map(|policy| policy.lacking.clone()).collect()
    }
}

/// Matches all policies of a program with what is known.
pub fn match_policies(program: &Program, facts: &Facts, asked: crate::eval::Asked) -> Matching {
    let mut run = Run::new(program, facts, asked);
    let policies: Vec<Matched> =
        policy_names(program).into_iter().filter_map(|name| match_policy(&mut run, name)).collect();
    let moving = moving_changes(&mut run, &policies);
    Matching { policies, moving }
}

/// The names of all policies that grant something, each once, in source order.
pub fn policy_names(program: &Program) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let policies = program.policies.iter().filter(|policy| !policy.standard && !policy.chain);
    policies.map(|policy| policy.name.as_str()).filter(|name| seen.insert(*name)).collect()
}

/// Matches one policy, by its name.
pub fn match_policy(run: &mut Run<'_>, name: &str) -> Option<Matched> {
    let evaluation = evaluate_in(run, name)?;
    let program = run.program();
    let policy = program.policies.get(evaluation.policy.index())?;
    let window = window_as_of(&policy.windows, run.asked().today);
    let unmet = if evaluation.outcome == Outcome::Ineligible { unmet_with_gaps(run, &evaluation) } else { Vec::new() };
    let is_over = window.as_ref().is_some_and(|window| window.over);
    let near = if is_over { None } else { wanting_changes(unmet.iter().map(|(_, gaps)| gaps.as_slice())) };
    let standing = match evaluation.outcome {
        Outcome::Eligible => Group::Eligible,
        Outcome::Pending => Group::Pending,
        Outcome::Undetermined => Group::Undetermined,
        Outcome::NotApplicable => Group::NotApplicable,
        Outcome::Ineligible if near.is_some() => Group::Near,
        Outcome::Ineligible => Group::Ineligible,
    };
    let is_shut =
        matches!(window.as_ref().map(|window| window.state), Some(WindowState::Upcoming | WindowState::Closed));
    let (group, would) =
        if is_shut && standing < Group::NotOpen { (Group::NotOpen, Some(standing)) } else { (standing, None) };
    let verdict = Verdict {
        policy: evaluation.policy,
        versions: evaluation.versions.clone(),
        set: evaluation.set,
        because: evaluation.because.clone(),
    };
    let lacking = lacking(run, &verdict);
    Some(Matched { group, would, evaluation, window, unmet, near: near.unwrap_or_default(), lacking })
}

fn unmet_with_gaps(run: &mut Run<'_>, evaluation: &Evaluation) -> Vec<(ConditionId, Vec<Gap>)> {
    let program = run.program();
    let mut unmet = Vec::new();
    run.enter(evaluation.policy);
    for state in evaluation.conditions.iter().filter(|state| state.outcome == ConditionOutcome::Unmet) {
        let Some(condition) = program.conditions.get(state.condition.index()) else { continue };
        if condition.parent.is_none() {
            unmet.push((state.condition, gaps(run, condition.root)));
        }
    }
    unmet
}

/// Each change that brings a policy near, with all near policies that it alone moves.
fn moving_changes(run: &mut Run<'_>, policies: &[Matched]) -> Vec<Moving> {
    let near: Vec<&Matched> = policies.iter().filter(|policy| !policy.near.is_empty()).collect();
    let mut changes: Vec<&Change> = near.iter().flat_map(|policy| &policy.near).collect();
    changes.sort_by_cached_key(|change| (change.slot, change.distance(), change.need.clone()));
    changes.dedup();
    changes.truncate(MOST_CHANGES);
    let mut found: Vec<Moving> = Vec::new();
    for change in changes {
        let changed = [(change.slot, Value::Number(Range::point(change.need.clone())))];
        let moved: Vec<PolicyId> = near
            .iter()
            .filter(|policy| could_move(policy, change.slot))
            .map(|policy| policy.evaluation.policy)
            .filter(|policy| {
                let outcome = run.under(&changed, |run| Outcome::from(run.verdict(*policy).set));
                !matches!(outcome, Outcome::Ineligible | Outcome::NotApplicable)
            })
            .collect();
        // A greater change of the same fact that moves no more is not worth telling.
        let told = found.iter().any(|other| other.change.slot == change.slot && other.policies == moved);
        if !moved.is_empty() && !told {
            found.push(Moving { change: change.clone(), policies: moved });
        }
    }
    found
}

/// Only a fact in which every unmet condition has a gap can move a policy by itself.
fn could_move(policy: &Matched, slot: Slot) -> bool {
    policy.unmet.iter().all(|(_, gaps)| gaps.iter().any(|gap| gap.slot == slot))
}

#[cfg(test)]
mod tests;
