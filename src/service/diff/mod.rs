//! What changed in meaning between two states of the rules, or between two days.

mod answer;
mod canonical;
mod other;
mod profile;
mod written;

pub use answer::{DiffAnswer, OtherDifference, PolicyDiff, ProfileChange, ProfileChangeKind, StateAnswer};

use super::change::{Change, changes};
use super::witness::Version;
use crate::eval::{Asked, Facts, Run, evaluate_in};
use crate::explain::answer::{PackStamp, Title};
use crate::explain::matching::policy_names;
use crate::program::{Policy, PolicyId, Program};

/// One state of the rules.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// The rules.
    pub program: &'a Program,
    /// Which rules these are.
    pub stamp: &'a PackStamp,
    /// The days and place asked for.
    pub asked: Asked,
    /// What is given of a profile.
    pub facts: &'a Facts,
}

/// What changed from one state to another: of one policy, or of all.
pub fn diff(old: State<'_>, new: State<'_>, policy: Option<&str>) -> DiffAnswer {
    let mut names: Vec<&str> = policy_names(new.program);
    for name in policy_names(old.program) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.retain(|name| policy.is_none_or(|policy| policy == *name));
    let state = |state: &State<'_>| StateAnswer { pack: state.stamp.clone(), as_of: state.asked.today.to_string() };
    let mut policies: Vec<PolicyDiff> = names.iter().flat_map(|name| policy_diffs(old, new, name)).collect();
    policies.retain(|it| policy.is_some() || it.change != Change::Same);
    let other = other::others(old.program, new.program, policy, &policies);
    if !other.is_empty() {
        // What is asked for is not said to be the same where something that it rests on is not.
        for it in policies.iter_mut().filter(|it| it.change == Change::Same) {
            it.change = Change::Changed;
        }
    }
    let profile = names.iter().flat_map(|name| profile::changes(old, new, name)).collect();
    DiffAnswer { old: state(&old), new: state(&new), policies, other, profile }
}

/// The versions that can stand on the day asked for, in source order; none if the policy is not in force.
fn standing(state: State<'_>, name: &str) -> Vec<PolicyId> {
    let facts = Facts::default();
    let mut run = Run::new(state.program, &facts, state.asked);
    evaluate_in(&mut run, name).map_or_else(Vec::new, |evaluation| evaluation.versions)
}

/// Versions are paired by their label, else by their place.
fn policy_diffs(old: State<'_>, new: State<'_>, name: &str) -> Vec<PolicyDiff> {
    let (mut before, after) = (standing(old, name), standing(new, name));
    let label =
        |state: State<'_>, id: PolicyId| state.program.policies.get(id.index()).and_then(|it| it.version.clone());
    let mut pairs: Vec<(Option<PolicyId>, Option<PolicyId>)> = Vec::new();
    let mut alone: Vec<PolicyId> = Vec::new();
    for id in after {
        match before.iter().position(|other| label(new, id).is_some() && label(old, *other) == label(new, id)) {
            Some(place) => pairs.push((Some(before.remove(place)), Some(id))),
            None => alone.push(id),
        }
    }
    let mut rest = before.into_iter();
    pairs.extend(alone.into_iter().map(|id| (rest.next(), Some(id))));
    pairs.extend(rest.map(|id| (Some(id), None)));
    pairs.into_iter().filter_map(|(before, after)| policy_diff(old, new, before, after)).collect()
}

fn policy_diff(
    old: State<'_>,
    new: State<'_>,
    before: Option<PolicyId>,
    after: Option<PolicyId>,
) -> Option<PolicyDiff> {
    fn of<'a>(state: State<'a>, id: Option<PolicyId>) -> Option<(PolicyId, &'a Policy)> {
        id.and_then(|id| Some((id, state.program.policies.get(id.index())?)))
    }
    let (was, is) = (of(old, before), of(new, after));
    let policy = is.or(was).map(|(_, policy)| policy)?;
    let elements = match (was, is) {
        (Some((was, _)), Some((is, _))) => {
            let was = Version { program: old.program, asked: old.asked, policy: was };
            changes(&was, &Version { program: new.program, asked: new.asked, policy: is })
        }
        _ => Vec::new(),
    };
    Some(PolicyDiff {
        policy: policy.name.clone(),
        title: policy.notes.title.as_ref().map(|title| Title { zh: title.zh.clone(), en: title.en.clone() }),
        change: match (was, is) {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            _ if elements.is_empty() => Change::Same,
            _ => Change::Changed,
        },
        before: was.and_then(|(_, policy)| policy.version.clone()),
        after: is.and_then(|(_, policy)| policy.version.clone()),
        elements,
    })
}
