//! Case splitting: a fact that occurs twice is the same fact twice.

mod parts;

use super::context::{Context, Unit};
use super::graph::{self, Target};
use super::run::Run;
use super::slot::Slot;
use crate::program::{FactId, Kind, Node, NodeId};
use crate::value::{Marks, Truth, Value};
use parts::Figures;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// A root is looked at by at most so many cases.
const MOST_CASES: usize = 64;

/// A fact that a root may be split by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which fact.
    pub slot: Slot,
    /// How many parts its declared domain has.
    pub declared: usize,
    /// The parts that are still possible; one if the fact is known.
    pub parts: Vec<Value>,
}

/// The cases that a root was looked at by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cases {
    /// The facts split by, each with its parts.
    pub split: Vec<Candidate>,
    /// The root's value in each case, the parts of the last fact changing fastest.
    pub values: Vec<Value>,
}

impl Cases {
    /// What is assumed in each case, in the order of `values`.
    pub fn assumptions(&self) -> Vec<Vec<(Slot, Value)>> {
        assumptions(&self.split)
    }
}

impl Run<'_> {
    /// What is known of a node's value, by cases where it is not settled plainly.
    pub fn split(&mut self, root: NodeId) -> Value {
        self.split_target(Target::Node(root))
    }

    /// What is known of a target's value, by cases where it is not settled plainly.
    pub fn split_target(&mut self, root: Target) -> Value {
        let plain = self.target(root);
        match self.cases(root) {
            Some(cases) => {
                let union = cases.values.into_iter().reduce(|one, other| self.union(&one, &other));
                union.unwrap_or(plain)
            }
            None => plain,
        }
    }

    /// What is known of a condition's truth, by cases where it is not settled plainly.
    pub fn split_truth(&mut self, root: NodeId) -> Truth {
        super::shape::truth(&self.split(root))
    }

    /// The cases of a root; none if it is settled plainly or no fact can be split.
    pub fn cases(&mut self, root: Target) -> Option<Cases> {
        if self.target(root).is_settled() {
            return None;
        }
        let split: Vec<Candidate> =
            self.prefix(root).into_iter().filter(|candidate| candidate.parts.len() > 1).collect();
        if split.is_empty() {
            return None;
        }
        let values = assumptions(&split).iter().map(|assumed| self.under(assumed, |run| run.target(root))).collect();
        Some(Cases { split, values })
    }

    /// The facts that a root is split by: of its candidates in order as many as give no more than 64 cases.
    fn prefix(&mut self, root: Target) -> Vec<Candidate> {
        first_of(self.candidates(root), MOST_CASES)
    }

    /// What is assumed in each case where several roots, each at a place of its own, are looked at by cases together;
    /// no more than `most` cases, and no assumption in a single one.
    pub fn cases_together(&mut self, roots: &[(Option<NodeId>, NodeId)], most: usize) -> Vec<Vec<(Slot, Value)>> {
        let home = self.context;
        let mut written: Vec<Written> = Vec::new();
        for (place, root) in roots {
            self.place_at(*place);
            written.push(self.written(Target::Node(*root)));
        }
        self.context = home;
        let mut split = first_of(self.candidates_of(&written), most.min(MOST_CASES));
        split.retain(|candidate| candidate.parts.len() > 1);
        assumptions(&split)
    }

    /// The facts that occur at least twice in a root as written, by number of parts, then in catalogue order.
    pub fn candidates(&mut self, root: Target) -> Vec<Candidate> {
        let written = self.written(root);
        self.candidates_of(&[written])
    }

    fn candidates_of(&mut self, roots: &[Written]) -> Vec<Candidate> {
        let home = self.context;
        let mut figures = Figures::default();
        let mut slots: BTreeMap<Slot, u8> = BTreeMap::new();
        for written in roots {
            for unit in &written.units {
                if let Target::Node(node) = unit.target {
                    self.context = unit.context;
                    self.note_figures(node, &mut figures);
                }
            }
            for (slot, times) in &written.slots {
                let so_far = slots.entry(*slot).or_insert(0);
                *so_far = so_far.saturating_add(*times);
            }
        }
        self.context = home;
        let mut candidates: Vec<Candidate> = slots
            .into_iter()
            .filter(|(_, times)| *times >= 2)
            .filter_map(|(slot, _)| self.candidate(slot, &figures))
            .collect();
        candidates.sort_by_key(|candidate| (candidate.declared, candidate.slot));
        candidates
    }

    /// How often each fact is written in a root, definitions and tables inlined: once, or more often.
    fn written(&mut self, root: Target) -> Written {
        let home = self.context;
        let (units, operands) = self.in_order(Unit { context: home, target: root });
        let mut times = vec![0_u8; units.len()];
        if let Some(root) = times.last_mut() {
            *root = 1;
        }
        let mut slots: BTreeMap<Slot, u8> = BTreeMap::new();
        // From the root down: what refers to something comes before it.
        for (index, (unit, operands)) in units.iter().zip(&operands).enumerate().rev() {
            let here = times.get(index).copied().unwrap_or(0);
            for operand in operands {
                if let Some(there) = times.get_mut(*operand) {
                    *there = there.saturating_add(here).min(2);
                }
            }
            if let Target::Node(node) = unit.target
                && reads_fact(self.program.nodes.get(node.index()))
            {
                self.context = unit.context;
                if let Some(slot) = self.slot(node) {
                    let so_far = slots.entry(slot).or_insert(0);
                    *so_far = so_far.saturating_add(here).min(2);
                }
            }
        }
        self.context = home;
        Written { units, slots }
    }

    /// All that a root refers to, each after what it refers to, the root last; and the places of what each refers to.
    fn in_order(&self, root: Unit) -> (Vec<Unit>, Vec<Vec<usize>>) {
        let mut stack = vec![(root, None)];
        // A place is known once all that a unit refers to has one; until then the unit is only seen.
        let mut places: HashMap<Unit, Option<usize>> = HashMap::new();
        let (mut units, mut all_operands) = (Vec::new(), Vec::new());
        while let Some((unit, operands)) = stack.pop() {
            if let Some(operands) = operands {
                let operands: Vec<Unit> = operands;
                places.insert(unit, Some(units.len()));
                units.push(unit);
                let places = operands.iter().filter_map(|operand| places.get(operand).copied().flatten());
                all_operands.push(places.collect());
            } else if let Entry::Vacant(vacant) = places.entry(unit) {
                vacant.insert(None);
                let operands = self.operands(unit);
                let inside: Vec<Unit> = operands.clone();
                stack.push((unit, Some(operands)));
                stack.extend(inside.into_iter().map(|operand| (operand, None)));
            }
        }
        (units, all_operands)
    }

    /// What a target refers to, in the context in which it is read. A policy's law day is not part of what is written.
    fn operands(&self, unit: Unit) -> Vec<Unit> {
        if let Target::Node(node) = unit.target
            && let Some(Node::Policy(policy)) = self.program.nodes.get(node.index())
        {
            let versions = graph::versions_before(self.program, *policy, Some(node));
            return versions
                .into_iter()
                .filter_map(|version| Some((self.program.policies.get(version.index())?, self.context_of(version))))
                .map(|(version, context)| (version, Context { place: unit.context.place, ..context }))
                .flat_map(|(version, context)| {
                    let parts = version.applies.into_iter().chain([version.root]);
                    parts.map(move |node| Unit { context, target: Target::Node(node) })
                })
                .collect();
        }
        if let Target::Node(node) = unit.target
            && let Some(Node::Under(value, place)) = self.program.nodes.get(node.index())
        {
            let under = Context { place: Some(*place), ..unit.context };
            return [(under, *value), (unit.context, *place)]
                .map(|(context, node)| Unit { context, target: Target::Node(node) })
                .to_vec();
        }
        let context = unit.context;
        graph::operands(self.program, unit.target).into_iter().map(|target| Unit { context, target }).collect()
    }

    fn candidate(&mut self, slot: Slot, figures: &Figures) -> Option<Candidate> {
        if !self.can_be_split(slot.fact()?) {
            return None;
        }
        let domain = self.declared(slot);
        let declared = figures.cut(slot, &domain);
        let possible = self.possible(slot);
        let still: Vec<Value> =
            declared.iter().filter_map(|part| super::compare::intersect(self, part, &possible)).collect();
        let parts = if possible.is_settled() || still.is_empty() { vec![possible] } else { still };
        Some(Candidate { slot, declared: declared.len(), parts })
    }

    /// Texts, lists, places and several choices have no parts.
    fn can_be_split(&self, fact: FactId) -> bool {
        let kind = self.program.facts.get(fact.index()).map(|fact| &fact.kind);
        !matches!(kind, None | Some(Kind::Text | Kind::List(_) | Kind::Region | Kind::Choices(_)))
    }

    /// What is possible in one of two cases.
    fn union(&self, one: &Value, other: &Value) -> Value {
        if one == other { one.clone() } else { self.join(one, other, Marks::MISSING) }
    }
}

/// Of candidates in order as many as give no more cases than that.
fn first_of(candidates: Vec<Candidate>, most: usize) -> Vec<Candidate> {
    let mut cases = 1_usize;
    // Never one beyond the first that is too many: skipping it would lose monotony.
    let fits = |candidate: &Candidate| {
        cases = cases.saturating_mul(candidate.parts.len());
        cases <= most
    };
    candidates.into_iter().take_while(fits).collect()
}

/// What is written in a root.
struct Written {
    /// Each target after what it refers to.
    units: Vec<Unit>,
    /// How often each fact is written.
    slots: BTreeMap<Slot, u8>,
}

fn reads_fact(node: Option<&Node>) -> bool {
    matches!(node, Some(Node::Fact(_) | Node::FactInYear(..)))
}

/// Every combination of parts, those of the last fact changing fastest.
fn assumptions(split: &[Candidate]) -> Vec<Vec<(Slot, Value)>> {
    split.iter().fold(vec![Vec::new()], |so_far, candidate| {
        so_far
            .iter()
            .flat_map(|assumed: &Vec<(Slot, Value)>| {
                candidate.parts.iter().map(move |part| {
                    let mut assumed = assumed.clone();
                    assumed.push((candidate.slot, part.clone()));
                    assumed
                })
            })
            .collect()
    })
}
