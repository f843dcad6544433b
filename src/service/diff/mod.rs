//! What changed in meaning between two states of the rules, or between two days.
//!
//! Elements are laid side by side as texts. For a condition or an amount that changed, profiles are looked for that tell
//! the two apart: only such a profile says that a condition is stricter, so nothing is claimed that was not seen.

mod answer;
mod draw;
mod profile;
mod witness;

pub use answer::{
    Change, DiffAnswer, Direction, ElementDiff, PolicyDiff, ProfileChange, ProfileChangeKind, StateAnswer, Witness,
};

use super::elements::{Element, ElementKind, elements, roots};
use crate::eval::graph::{Target, reachable};
use crate::eval::{Asked, Facts, Run, evaluate_in};
use crate::explain::answer::{PackStamp, Title};
use crate::explain::matching::policy_names;
use crate::program::{Node, NodeId, Policy, PolicyId, Program};
use std::collections::{BTreeMap, BTreeSet};
use witness::{Seen, Version};

/// One state of the rules.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// The rules.
    pub program: &'a Program,
    /// Which rules these are.
    pub stamp: &'a PackStamp,
    /// The days and place asked for.
    pub asked: Asked,
    /// What is given of a profile, if one is.
    pub facts: Option<&'a Facts>,
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
    let profile = names.iter().flat_map(|name| profile::changes(old, new, name)).collect();
    DiffAnswer { old: state(&old), new: state(&new), policies, profile }
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
            element_diffs(&Version { state: old, policy: was }, &Version { state: new, policy: is })
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

/// What an element is called among its kind.
type Key<'a> = (ElementKind, &'a str);

/// The elements of a version, and for each that is computed what else of it it rests on.
struct View {
    elements: Vec<Element>,
    /// By condition or benefit: the names of parameters, definitions, tables and scores that it rests on.
    rests_on: BTreeMap<(ElementKind, String), BTreeSet<String>>,
}

fn view(version: &Version<'_>) -> View {
    let facts = Facts::default();
    let mut run = Run::new(version.state.program, &facts, version.state.asked);
    let elements = elements(&mut run, version.policy);
    let program = version.state.program;
    let mut rests_on = BTreeMap::new();
    for (kind, name, roots) in computed(program, version.policy) {
        rests_on.insert((kind, name), named_below(program, &roots));
    }
    View { elements, rests_on }
}

/// The conditions, benefits and papers of a policy with what they are computed from.
fn computed(program: &Program, id: PolicyId) -> Vec<(ElementKind, String, Vec<NodeId>)> {
    let Some(policy) = program.policies.get(id.index()) else { return Vec::new() };
    let mut computed = Vec::new();
    for id in crate::eval::all_conditions(program, &policy.conditions) {
        if let Some(condition) = program.conditions.get(id.index()) {
            computed.push((ElementKind::Condition, condition.name.clone(), vec![condition.root]));
        }
    }
    for benefit in &policy.benefits {
        let roots = benefit.when.into_iter().chain(benefit.amount).collect();
        computed.push((ElementKind::Benefit, benefit.name.clone(), roots));
    }
    computed
}

fn named_below(program: &Program, roots: &[NodeId]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for target in reachable(program, roots.iter().copied().map(Target::Node)) {
        let name = match target {
            Target::Node(id) => match program.nodes.get(id.index()) {
                Some(Node::Parameter(id)) => program.parameters.get(id.index()).map(|it| &it.name),
                Some(Node::Definition(id)) => program.definitions.get(id.index()).map(|it| &it.name),
                Some(Node::Table(id)) => program.tables.get(id.index()).map(|it| &it.name),
                _ => None,
            },
            Target::Score(id) => program.scores.get(id.index()).map(|it| &it.name),
        };
        names.extend(name.cloned());
    }
    names
}

fn element_diffs(old: &Version<'_>, new: &Version<'_>) -> Vec<ElementDiff> {
    let (was, is) = (view(old), view(new));
    let find = |view: &'_ View, key: Key<'_>| view.elements.iter().position(|it| (it.kind, it.name.as_str()) == key);
    let mut diffs: Vec<ElementDiff> = Vec::new();
    let mut changed: BTreeSet<String> = BTreeSet::new();
    for element in &is.elements {
        let key = (element.kind, element.name.as_str());
        let before = find(&was, key).and_then(|place| was.elements.get(place));
        if before.is_none_or(|before| before.text != element.text) {
            diffs.push(element_diff(before, Some(element)));
            changed.insert(element.name.clone());
        }
    }
    for element in &was.elements {
        if find(&is, (element.kind, element.name.as_str())).is_none() {
            diffs.push(element_diff(Some(element), None));
            changed.insert(element.name.clone());
        }
    }
    // What says the same but rests on what changed.
    let empty = BTreeSet::new();
    for element in &is.elements {
        let key = (element.kind, element.name.clone());
        let below = is.rests_on.get(&key).unwrap_or(&empty).iter().chain(was.rests_on.get(&key).unwrap_or(&empty));
        let through: BTreeSet<String> = below.filter(|name| changed.contains(*name)).cloned().collect();
        if through.is_empty() {
            continue;
        }
        let known = diffs.iter_mut().find(|diff| diff.kind == key.0 && diff.name.as_ref() == Some(&key.1));
        match known {
            Some(diff) => diff.through = through.into_iter().collect(),
            None if was.rests_on.contains_key(&key) => {
                let mut diff = element_diff(Some(element), Some(element));
                diff.through = through.into_iter().collect();
                diffs.push(diff);
            }
            None => {}
        }
    }
    let wanted: BTreeSet<(ElementKind, String)> = diffs
        .iter()
        .filter(|diff| diff.change == Change::Changed)
        .filter_map(|diff| Some((diff.kind, diff.name.clone()?)))
        .filter(|(kind, _)| matches!(kind, ElementKind::Condition | ElementKind::Benefit))
        .collect();
    let seen = witness::search(old, new, &wanted);
    for diff in &mut diffs {
        let Some(found) = diff.name.clone().and_then(|name| seen.get(&(diff.kind, name))) else { continue };
        diff.direction = Some(direction(diff.kind, found));
        diff.witnesses = found.up.iter().chain(&found.down).cloned().collect();
    }
    let order = |diff: &ElementDiff| {
        let name = diff.name.as_deref().unwrap_or_default();
        let place = find(&is, (diff.kind, name)).unwrap_or(usize::MAX);
        (diff.kind, place)
    };
    diffs.sort_by_key(order);
    diffs
}

fn direction(kind: ElementKind, seen: &Seen) -> Direction {
    match (kind, &seen.up, &seen.down) {
        (_, Some(_), Some(_)) => Direction::Mixed,
        (_, None, None) => Direction::NoneFound,
        (ElementKind::Benefit, Some(_), None) => Direction::More,
        (ElementKind::Benefit, None, Some(_)) => Direction::Less,
        (_, Some(_), None) => Direction::Looser,
        (_, None, Some(_)) => Direction::Stricter,
    }
}

fn element_diff(before: Option<&Element>, after: Option<&Element>) -> ElementDiff {
    let either = after.or(before);
    let direction = match (before.and_then(|it| it.value.as_ref()), after.and_then(|it| it.value.as_ref())) {
        (Some(before), Some(after)) if before < after => Some(Direction::More),
        (Some(before), Some(after)) if before > after => Some(Direction::Less),
        _ => None,
    };
    ElementDiff {
        kind: either.map_or(ElementKind::Version, |element| element.kind),
        name: either.map(|element| element.name.clone()).filter(|name| !name.is_empty()),
        change: match (before, after) {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            _ => Change::Changed,
        },
        direction,
        before: before.map(|element| element.text.clone()),
        after: after.map(|element| element.text.clone()),
        through: Vec::new(),
        cite: either.map_or_else(Vec::new, |element| element.cites.clone()),
        witnesses: Vec::new(),
    }
}

/// What a policy's outcome and amounts rest on, as facts.
fn all_roots(program: &Program, id: PolicyId) -> Vec<NodeId> {
    program.policies.get(id.index()).map_or_else(Vec::new, roots)
}
