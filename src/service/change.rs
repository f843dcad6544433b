//! What became of each element from one version of a policy to another.
//!
//! Elements are laid side by side as texts. For a condition or an amount that changed, profiles are looked for that tell
//! the two apart: only such a profile says that a condition is stricter, so nothing is claimed that was not seen.

use super::elements::{Element, ElementKind, elements};
use super::witness::{Seen, Version, search};
use crate::eval::graph::{Target, reachable};
use crate::eval::{Asked, Facts, Run, all_conditions};
use crate::explain::answer::{Cite, Text};
use crate::program::{ConditionId, Node, NodeId, PolicyId, Program};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Whether something is new, gone, changed or the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there before.
    Added,
    /// It is there no longer.
    Removed,
    /// It is another.
    Changed,
    /// It is as before.
    Same,
}

/// What became of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ElementDiff {
    /// What it is.
    pub kind: ElementKind,
    /// Its name, where there may be several of its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What people call it, where its kind does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Whether it is new, gone or changed.
    pub change: Change,
    /// In which direction, as far as profiles show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Text>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Text>,
    /// Where it says the same: the names of what it rests on that changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<String>,
    /// Where the later one stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// Profiles that show the difference: one for each direction.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Witness>,
}

/// In which direction something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Some who met it do so no longer; nobody was found who meets it now only.
    Stricter,
    /// Some meet it now only; nobody was found who does so no longer.
    Looser,
    /// A figure or an amount is greater; none was found that is less.
    More,
    /// A figure or an amount is less; none was found that is greater.
    Less,
    /// Both ways.
    Mixed,
    /// Written in another way; no profile was found for which it makes a difference.
    NoneFound,
}

/// A profile for which the two differ: only the facts that matter here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// The facts, as a facts file has them.
    pub facts: BTreeMap<String, String>,
    /// What came of it before.
    pub before: Text,
    /// What comes of it now.
    pub after: Text,
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
    let mut run = Run::new(version.program, &facts, version.asked);
    let elements = elements(&mut run, version.policy);
    let program = version.program;
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
    for id in all_conditions(program, &policy.conditions) {
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
    let each: BTreeSet<ConditionId> = program.each.iter().flat_map(|each| &each.conditions).copied().collect();
    for target in reachable(program, roots.iter().copied().map(Target::Node)) {
        let name = match target {
            Target::Node(id) => match program.nodes.get(id.index()) {
                Some(Node::Parameter(id)) => program.parameters.get(id.index()).map(|it| &it.name),
                Some(Node::Definition(id)) => program.definitions.get(id.index()).map(|it| &it.name),
                Some(Node::Table(id)) => program.tables.get(id.index()).map(|it| &it.name),
                // Others are told of themselves.
                Some(Node::Condition(id)) if each.contains(id) => program.conditions.get(id.index()).map(|it| &it.name),
                _ => None,
            },
            Target::Score(id) => program.scores.get(id.index()).map(|it| &it.name),
        };
        names.extend(name.cloned());
    }
    names
}

/// What differs between two versions, in the order in which one reads a policy.
pub(super) fn changes(old: &Version<'_>, new: &Version<'_>) -> Vec<ElementDiff> {
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
        // Conditions for each record of a list have a truth for each; what they come to shows in what reads them.
        .filter(|key| was.rests_on.contains_key(key) && is.rests_on.contains_key(key))
        .collect();
    // What a standard says is looked at for the place of the other.
    let there = Asked { region: old.asked.region.or(new.asked.region), ..old.asked };
    let seen = search(&Version { asked: there, ..*old }, new, &wanted);
    for diff in &mut diffs {
        let Some(found) = diff.name.clone().and_then(|name| seen.get(&(diff.kind, name))) else { continue };
        // A benefit paid by another, or in another way, is not said to give the same: it gives what it says.
        let ordered = found.up.is_some() || found.down.is_some();
        let silent = found.other.is_some() || (diff.kind == ElementKind::Benefit && diff.through.is_empty());
        if ordered || !silent {
            diff.direction = Some(direction(diff.kind, found));
        }
        let unordered = found.other.iter().filter(|_| !ordered);
        diff.witnesses = found.up.iter().chain(&found.down).chain(unordered).cloned().collect();
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
    let direction = match (before.and_then(|it| it.figure.as_ref()), after.and_then(|it| it.figure.as_ref())) {
        (Some(before), Some(after)) if before == after || before.unit != after.unit => None,
        // More in some case, and less in none.
        (Some(before), Some(after)) if before.high <= after.low => Some(Direction::More),
        (Some(before), Some(after)) if before.low >= after.high => Some(Direction::Less),
        _ => None,
    };
    ElementDiff {
        kind: either.map_or(ElementKind::Version, |element| element.kind),
        name: either.map(|element| element.name.clone()).filter(|name| !name.is_empty()),
        title: either.and_then(|element| element.title.clone()),
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
