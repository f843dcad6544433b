//! What an answer depends on: with these given again it comes out the same.

use super::graph::{self, Target};
use super::run::Run;
use super::slot::Slot;
use crate::program::{FactId, Node, PolicyId};
use std::collections::BTreeSet;

impl Run<'_> {
    /// What is given of all that roots and the choice of a version depend on: facts, decisions of people, the day that says
    /// which years exist, and the place; in catalogue order.
    pub(super) fn given_slots(&mut self, versions: &[PolicyId], roots: Vec<Target>) -> Vec<Slot> {
        let program = self.program;
        let policies = versions.iter().filter_map(|version| program.policies.get(version.index()));
        let mut by_place = policies.into_iter().any(|policy| policy.region.0 != 0);
        let mut slots: BTreeSet<Slot> = self.slots_of(roots.iter().copied()).into_iter().collect();
        let anchors: Vec<FactId> = slots
            .iter()
            .filter_map(|slot| match slot {
                Slot::Year(fact, _) | Slot::YearBefore(fact, _) => program.facts.get(fact.index())?.anchor,
                _ => None,
            })
            .collect();
        slots.extend(anchors.into_iter().map(Slot::Fact));
        for target in graph::reachable(program, roots) {
            match target {
                Target::Score(score) => {
                    slots.extend(program.scores.get(score.index()).and_then(|score| score.judged).map(Slot::Judged));
                }
                Target::Node(node) => match program.nodes.get(node.index()) {
                    Some(Node::Judged(judged)) => {
                        slots.insert(Slot::Judged(*judged));
                    }
                    Some(Node::AskedRegion) => by_place = true,
                    Some(Node::Parameter(parameter)) => {
                        let rows = program.parameters.get(parameter.index()).map(|it| it.rows.as_slice());
                        by_place |= rows.unwrap_or_default().iter().any(|row| row.region.0 != 0);
                    }
                    Some(Node::Policy(policy)) => {
                        let read = graph::versions_before(program, *policy, Some(node));
                        let mut read = read.iter().filter_map(|version| program.policies.get(version.index()));
                        by_place |= read.any(|policy| policy.region.0 != 0);
                    }
                    _ => {}
                },
            }
        }
        slots.extend(self.place_slot().filter(|_| by_place));
        slots.into_iter().filter(|slot| self.is_given(*slot)).collect()
    }

    /// Whether something is given of a slot, or of a list.
    fn is_given(&self, slot: Slot) -> bool {
        match slot {
            Slot::Fact(fact) => self.facts.known(slot).is_some() || self.facts.records(fact).is_some(),
            Slot::Today => true,
            slot => self.facts.known(slot).is_some(),
        }
    }
}
