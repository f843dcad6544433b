//! A checked program made smaller without changing what it says: equal nodes shared, constants worked out,
//! nodes that nothing names left out.
//!
//! Whatever has a name keeps it: facts, parameters, definitions, tables, scores, conditions and policies stay
//! as they are, in their order, and stand for themselves in the graph. So an explanation of the compiled
//! program reads as that of the checked one.

mod fold;
mod remap;

#[cfg(test)]
mod tests;

use crate::program::{Kind, Node, NodeId, Program};
use std::collections::HashMap;

/// The same rules with equal nodes shared, constants folded and unused nodes left out.
///
/// The order of what is left is that of the program handed in, so the same program gives the same result.
pub fn compile(program: &Program) -> Program {
    without_unused(shared(program.clone()))
}

/// Each different node once, at its first place, with constants worked out on the way.
fn shared(mut program: Program) -> Program {
    let nodes = std::mem::take(&mut program.nodes);
    let kinds = std::mem::take(&mut program.kinds);
    let mut places: HashMap<(Node, Kind), NodeId> = HashMap::with_capacity(nodes.len());
    let mut moved: Vec<NodeId> = Vec::with_capacity(nodes.len());
    for (mut node, kind) in nodes.into_iter().zip(kinds) {
        // INVARIANT: operands stand before the node, so their new places are known.
        remap::operands(&mut node, &mut |operand| follow(&moved, operand));
        let node = fold::folded(&node, &program.nodes).unwrap_or(node);
        let next = id_at(program.nodes.len());
        let place = *places.entry((node, kind)).or_insert_with_key(|(node, kind)| {
            program.nodes.push(node.clone());
            program.kinds.push(kind.clone());
            next
        });
        moved.push(place);
    }
    remap::roots(&mut program, &mut |root| follow(&moved, root));
    program
}

/// Only the nodes that some list names, straight or through other nodes.
fn without_unused(mut program: Program) -> Program {
    let mut nodes = std::mem::take(&mut program.nodes);
    let kinds = std::mem::take(&mut program.kinds);
    let mut used = vec![false; nodes.len()];
    let mark = |used: &mut Vec<bool>, node: &NodeId| {
        if let Some(used) = used.get_mut(node.index()) {
            *used = true;
        }
    };
    remap::roots(&mut program, &mut |root| mark(&mut used, root));
    // Operands stand before what uses them, so one pass from the end sees each user first.
    for (index, node) in nodes.iter_mut().enumerate().rev() {
        if used.get(index).copied().unwrap_or(false) {
            remap::operands(node, &mut |operand| mark(&mut used, operand));
        }
    }
    let mut moved: Vec<NodeId> = Vec::with_capacity(nodes.len());
    for ((mut node, kind), used) in nodes.into_iter().zip(kinds).zip(used) {
        moved.push(id_at(program.nodes.len()));
        if used {
            remap::operands(&mut node, &mut |operand| follow(&moved, operand));
            program.nodes.push(node);
            program.kinds.push(kind);
        }
    }
    remap::roots(&mut program, &mut |root| follow(&moved, root));
    program
}

fn follow(moved: &[NodeId], node: &mut NodeId) {
    // A node that refers forwards breaks the invariant of `Program`; it is left for `pack::verify` to refuse.
    if let Some(place) = moved.get(node.index()) {
        *node = *place;
    }
}

fn id_at(index: usize) -> NodeId {
    // There are no more nodes than the program had, and those were counted in 32 bits.
    NodeId(u32::try_from(index).unwrap_or(u32::MAX))
}
