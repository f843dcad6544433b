//! Which facts an expression reads, and within what range a fact may lie.

use std::collections::{BTreeSet, HashSet};

use super::used::used;
use crate::eval::graph::{self, Target};
use crate::eval::{Run, Slot};
use crate::program::{Kind, Node, NodeId};
use crate::value::{End, Marks, Range, Value};

/// The facts in an expression, definitions and tables inlined.
pub(super) struct Reading {
    /// Those that are known; a list stands for its fields, a year that does not exist for nothing.
    pub(super) known: BTreeSet<Slot>,
    /// Whether all that it really uses is known: what only a branch reads that is not chosen keeps nobody from a gap.
    pub(super) all_known: bool,
}

/// The facts in an expression, whether or not a branch that reads them is chosen.
pub(super) fn reading(run: &mut Run<'_>, root: NodeId) -> Reading {
    let program = run.program();
    let mut reading = Reading { known: BTreeSet::new(), all_known: true };
    let used: HashSet<Target> = used(run, [root]).into_iter().collect();
    for target in graph::reachable(program, [Target::Node(root)]) {
        let Target::Node(id) = target else { continue };
        let is_used = used.contains(&target);
        match program.nodes.get(id.index()) {
            Some(Node::Fact(_) | Node::FactInYear(..)) => {
                let Some(slot) = run.slot(id) else { continue };
                if run.possible(slot).is_settled() {
                    reading.known.insert(slot);
                } else if is_used && !run.value(id).is_undefined() {
                    reading.all_known = false;
                }
            }
            Some(Node::Today) => {
                reading.known.insert(Slot::Today);
            }
            Some(Node::OverRecords(_, list, _, _)) => {
                let fact = program.facts.get(list.index());
                let known = match fact.map(|fact| &fact.kind) {
                    Some(Kind::List(_)) => run.facts().records(*list).is_some(),
                    _ => run.possible(Slot::Fact(*list)).is_settled(),
                };
                reading.known.insert(Slot::Fact(*list));
                reading.all_known &= known || !is_used;
            }
            Some(Node::Column(list, column)) => {
                let records = run.facts().records(*list).unwrap_or(0);
                reading.all_known &= !is_used
                    || (0..records).all(|record| run.possible(Slot::Field(*list, record, *column)).is_settled());
            }
            _ => {}
        }
    }
    reading
}

/// 范围 of a fact, its ends worked out with what is known of other facts.
pub(super) fn declared_range(run: &mut Run<'_>, slot: Slot) -> Range {
    let program = run.program();
    let declared = match slot {
        Slot::Field(list, _, column) => program
            .facts
            .get(list.index())
            .and_then(|list| list.columns.get(usize::try_from(column).ok()?))
            .map(|column| column.bounds),
        _ => slot.fact().and_then(|fact| program.facts.get(fact.index())).map(|fact| fact.bounds),
    };
    let mut end = |node: Option<NodeId>, side: fn(&Range) -> &End| match node.map(|node| run.value(node)) {
        Some(Value::Number(range)) => side(&range).clone(),
        _ => End::Infinite,
    };
    let low = end(declared.and_then(|bounds| bounds.low), Range::low);
    let high = end(declared.and_then(|bounds| bounds.high), Range::high);
    Range::between(low, high, false, Marks::MISSING).unwrap_or_else(|| Range::anything(false, Marks::MISSING))
}
