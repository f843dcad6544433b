//! Profiles that tell two versions apart.

mod draw;

use super::change::Witness;
use super::elements::ElementKind;
use crate::eval::{Asked, Facts, Run};
use crate::explain::answer::Text;
use crate::explain::gap::gaps;
use crate::explain::{known_text, number_text, slot_kind, slots_read};
use crate::program::{Benefit, Kind, NodeId, PolicyId, Program};
use crate::value::{Marks, Number, Range, Truth, Value};
use draw::{Deck, Given, Profile, facts, given, named};
use serde_json::Value as Json;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// So many profiles are made up.
const MOST_PROFILES: u64 = 200;

/// So many profiles at the edge of a condition are looked at beside them.
const MOST_EDGES: usize = 400;

/// A version of a policy, as of a day and for a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Version<'a> {
    /// The rules.
    pub(super) program: &'a Program,
    /// The days and place asked for.
    pub(super) asked: Asked,
    /// Which of their policies.
    pub(super) policy: PolicyId,
}

impl<'a> Version<'a> {
    fn run(&self, facts: &'a Facts) -> Run<'a> {
        let mut run = Run::new(self.program, facts, self.asked);
        run.enter(self.policy);
        run
    }
}

/// Profiles for which something is more than before, or less. Of a condition, met is more than unmet.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) up: Option<Witness>,
    pub(super) down: Option<Witness>,
    /// It differs, but is neither more nor less: a figure where the law set a bound, or the other way round.
    pub(super) other: Option<Witness>,
}

/// What is looked at: a condition's truth or a benefit's amount, by kind and name.
type Key = (ElementKind, String);

/// Looks for profiles that tell apart what is wanted.
pub(super) fn search(old: &Version<'_>, new: &Version<'_>, wanted: &BTreeSet<Key>) -> BTreeMap<Key, Seen> {
    let mut seen: BTreeMap<Key, Seen> = wanted.iter().map(|key| (key.clone(), Seen::default())).collect();
    if seen.is_empty() {
        return seen;
    }
    let deck = Deck::of([old, new]);
    let mut edges = 0_usize;
    for number in 1..=MOST_PROFILES {
        if seen.values().all(|seen| seen.up.is_some() && seen.down.is_some()) {
            break;
        }
        let profile = deck.draw(number);
        for (given, value) in compare(old, new, &profile, &mut seen) {
            edges += 1;
            if edges <= MOST_EDGES {
                let mut edge = profile.clone();
                edge.insert(given, value);
                compare(old, new, &edge, &mut seen);
            }
        }
    }
    seen
}

/// Compares both versions on a profile; gives the changes of one fact at which either would turn.
fn compare(
    old: &Version<'_>,
    new: &Version<'_>,
    profile: &Profile,
    seen: &mut BTreeMap<Key, Seen>,
) -> Vec<(Given, Json)> {
    let mut edges = Vec::new();
    let (before, after) = (facts(old, profile), facts(new, profile));
    let (mut was, mut is) = (old.run(&before), new.run(&after));
    for (key, seen) in seen.iter_mut().filter(|(_, seen)| seen.up.is_none() || seen.down.is_none()) {
        let before = found(&mut was, old, key);
        let after = found(&mut is, new, key);
        let (Some(before), Some(after)) = (before, after) else { continue };
        let slot = match order(&before.size, &after.size) {
            None => &mut seen.other,
            Some(Ordering::Less) => &mut seen.up,
            Some(Ordering::Greater) => &mut seen.down,
            Some(Ordering::Equal) => {
                if key.0 == ElementKind::Condition && before.size.1.is_zero() {
                    edges.extend(turning(&mut was, old, &before.roots));
                    edges.extend(turning(&mut is, new, &after.roots));
                }
                continue;
            }
        };
        if slot.is_none() {
            let facts = facts_read(&mut was, old, &before.roots, profile).into_iter();
            let facts = facts.chain(facts_read(&mut is, new, &after.roots, profile)).collect();
            *slot = Some(Witness { facts, before: before.text, after: after.text });
        }
    }
    edges
}

/// A settled truth or amount.
struct Found {
    /// What it is worked out from.
    roots: Vec<NodeId>,
    /// The least and the most that it may be: of a truth 0 or 1.
    size: (Number, Number),
    text: Text,
}

/// Which of two amounts is more. Of a figure and a bound by law that is told only where they lie apart.
fn order(one: &(Number, Number), other: &(Number, Number)) -> Option<Ordering> {
    let is_figure = |size: &(Number, Number)| size.0 == size.1;
    if is_figure(one) == is_figure(other) {
        return match (one.0.cmp(&other.0), one.1.cmp(&other.1)) {
            (low, high) if low == high || high.is_eq() => Some(low),
            (low, high) if low.is_eq() => Some(high),
            _ => None,
        };
    }
    if one.1 < other.0 {
        Some(Ordering::Less)
    } else if one.0 > other.1 {
        Some(Ordering::Greater)
    } else {
        None
    }
}

fn found(run: &mut Run<'_>, version: &Version<'_>, (kind, name): &Key) -> Option<Found> {
    let program = run.program();
    let policy = program.policies.get(version.policy.index())?;
    if *kind == ElementKind::Condition {
        let ids = crate::eval::all_conditions(program, &policy.conditions);
        let condition = ids.iter().filter_map(|id| program.conditions.get(id.index())).find(|it| it.name == *name)?;
        let met = match run.truth(condition.root) {
            Truth::MET => true,
            Truth::UNMET => false,
            _ => return None,
        };
        let (zh, en) = if met { ("符合", "met") } else { ("不符合", "unmet") };
        let text = Text { zh: zh.to_owned(), en: en.to_owned() };
        let size = Number::whole(i64::from(met));
        return Some(Found { roots: vec![condition.root], size: (size.clone(), size), text });
    }
    let benefit: &Benefit = policy.benefits.iter().find(|it| it.name == *name)?;
    let root = benefit.amount?;
    let kind = program.kinds.get(root.index()).cloned().unwrap_or(Kind::Money);
    let given = benefit.when.map_or(Truth::MET, |when| run.truth(when));
    let amount = match (given, run.value(root)) {
        (Truth::UNMET, _) => Range::point(Number::ZERO),
        (Truth::MET, Value::Number(range)) => range,
        _ => return None,
    };
    // An amount that is open otherwise than by law tells nothing.
    let settled_but_for_law = amount.is_point().is_some() || amount.marks() == Marks::LAW;
    if !settled_but_for_law || amount.may_be_undefined() {
        return None;
    }
    let size = (amount.low().number()?.clone(), amount.high().number()?.clone());
    let text = known_text(program, &kind, &Value::Number(amount))?;
    Some(Found { roots: benefit.when.into_iter().chain([root]).collect(), size, text })
}

/// The values of single facts at which an unmet condition is just met.
fn turning(run: &mut Run<'_>, version: &Version<'_>, roots: &[NodeId]) -> Vec<(Given, Json)> {
    let changes = roots.iter().flat_map(|root| gaps(run, *root)).filter_map(|gap| {
        let kind = slot_kind(version.program, gap.slot)?;
        Some((given(version, gap.slot)?, Json::String(number_text(&gap.need, kind))))
    });
    changes.collect()
}

fn facts_read(run: &mut Run<'_>, version: &Version<'_>, roots: &[NodeId], profile: &Profile) -> Vec<(String, String)> {
    let read: BTreeSet<Given> =
        slots_read(run, roots.iter().copied()).into_iter().filter_map(|slot| given(version, slot)).collect();
    read.iter().filter_map(|given| Some((named(given), shown(profile.get(given)?)))).collect()
}

fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
