//! What refers to what, without evaluating anything.

use crate::program::{Cell, FactId, Member, Node, NodeId, Points, Policy, PolicyId, Program, ScoreId, TableId};
use std::collections::{BTreeSet, HashSet};

/// Something that has a value: a node, or a score that other scores refer to without a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A node.
    Node(NodeId),
    /// A score, part, item or bonus.
    Score(ScoreId),
}

impl From<NodeId> for Target {
    fn from(node: NodeId) -> Target {
        Target::Node(node)
    }
}

/// What a target refers to, in the order written, once for each time that it is written.
pub fn operands(program: &Program, target: Target) -> Vec<Target> {
    let mut found = Vec::new();
    match target {
        Target::Node(id) => {
            if let Some(node) = program.nodes.get(id.index()) {
                node_operands(program, id, node, &mut found);
            }
        }
        Target::Score(score) => score_operands(program, score, &mut found),
    }
    found
}

/// All that roots refer to, themselves included, each once, and each after what it refers to.
pub fn reachable(program: &Program, roots: impl IntoIterator<Item = Target>) -> Vec<Target> {
    // An explicit stack: a chain of a hundred thousand nodes must not need a hundred thousand frames.
    let mut stack: Vec<(Target, bool)> = roots.into_iter().map(|root| (root, false)).collect();
    stack.reverse();
    let mut seen = HashSet::new();
    let mut ordered = Vec::new();
    while let Some((target, done)) = stack.pop() {
        if done {
            ordered.push(target);
        } else if seen.insert(target) {
            stack.push((target, true));
            stack.extend(operands(program, target).into_iter().rev().map(|operand| (operand, false)));
        }
    }
    ordered
}

/// Whether a value follows from constants alone, so that no fact, day or place can change it.
pub fn is_constant(program: &Program, root: NodeId) -> bool {
    reachable(program, [Target::Node(root)]).into_iter().all(|target| match target {
        Target::Score(_) => false,
        Target::Node(node) => !matches!(
            program.nodes.get(node.index()),
            None | Some(
                Node::Today
                    | Node::LawDay
                    | Node::AskedRegion
                    | Node::Fact(_)
                    | Node::FactInYear(..)
                    | Node::Column(..)
                    | Node::Judged(_)
                    | Node::Parameter(_)
                    | Node::Policy(_)
                    | Node::Between(..)
                    | Node::OverRecords(..)
                    | Node::OverYears(..)
            )
        ),
    })
}

/// The yearly facts that a value is made of, each with how many years before the law day's. A policy read by name has a law day of its own.
pub fn years_read(program: &Program, root: NodeId) -> BTreeSet<(FactId, u8)> {
    let mut found = BTreeSet::new();
    let mut seen = HashSet::new();
    let mut stack = vec![Target::Node(root)];
    while let Some(target) = stack.pop() {
        if !seen.insert(target) {
            continue;
        }
        let node = match target {
            Target::Node(node) => program.nodes.get(node.index()),
            Target::Score(_) => None,
        };
        match node {
            Some(Node::Policy(_)) => {}
            Some(Node::FactInYear(fact, before)) => {
                found.insert((*fact, *before));
            }
            Some(Node::Fact(fact)) if program.facts.get(fact.index()).is_some_and(|fact| fact.yearly) => {
                found.insert((*fact, 0));
            }
            _ => stack.extend(operands(program, target)),
        }
    }
    found
}

/// The versions that a policy read by name at a node may mean: those of its name that stand before the node, so that evaluation ends.
pub fn versions_before(program: &Program, policy: PolicyId, reader: Option<NodeId>) -> Vec<PolicyId> {
    let Some(name) = program.policies.get(policy.index()).map(|policy| policy.name.as_str()) else {
        return Vec::new();
    };
    let earlier = |node: NodeId| reader.is_none_or(|reader| node < reader);
    (0u32..)
        .zip(&program.policies)
        .filter(|(_, version)| version.name == name && !version.standard)
        .filter(|(_, version)| {
            earlier(version.root) && version.applies.is_none_or(earlier) && version.law_day.is_none_or(earlier)
        })
        .map(|(index, _)| PolicyId(index))
        .collect()
}

/// What the handling of a policy hangs on: its lines by case, levels, cases, and the rules
/// by which papers are spared.
pub fn handling(program: &Program, policy: &Policy) -> Vec<NodeId> {
    let mut found = Vec::new();
    if let Some(procedure) = &policy.procedure {
        found.extend(procedure.whens());
    }
    let Some(item) = &policy.item else { return found };
    found.extend(item.powers.iter().filter_map(|power| power.when));
    let cases = item.cases.iter().filter_map(|case| program.definitions.get(case.definition.index()));
    found.extend(cases.map(|definition| definition.root));
    let deferrals = item.deferral_rules.iter().filter_map(|rule| program.deferral_rules.get(rule.index()));
    found.extend(deferrals.filter_map(|rule| rule.provided));
    let promises = item.promise_rules.iter().filter_map(|rule| program.promise_rules.get(rule.index()));
    found.extend(promises.filter_map(|rule| rule.provided));
    let grants = program.empowerments.iter().flat_map(|empowerment| &empowerment.grants);
    found.extend(grants.filter(|grant| grant.item == policy.name).filter_map(|grant| grant.when));
    found
}

fn node_operands(program: &Program, id: NodeId, node: &Node, found: &mut Vec<Target>) {
    let mut push = |node: NodeId| found.push(Target::Node(node));
    match node {
        Node::Parameter(id) => {
            if let Some(parameter) = program.parameters.get(id.index()) {
                parameter.rows.iter().for_each(|row| push(row.value));
            }
        }
        Node::Definition(id) => program.definitions.get(id.index()).into_iter().for_each(|it| push(it.root)),
        Node::Condition(id) => program.conditions.get(id.index()).into_iter().for_each(|it| push(it.root)),
        Node::Policy(policy) => {
            let versions = versions_before(program, *policy, Some(id));
            for version in versions.iter().filter_map(|version| program.policies.get(version.index())) {
                version.law_day.into_iter().chain(version.applies).for_each(&mut push);
                push(version.root);
            }
        }
        Node::Table(id) => table_operands(program, *id, &mut push),
        Node::Score(id) => found.push(Target::Score(*id)),
        Node::Passes(id) => {
            found.extend(
                with_inner_scores(program, *id).into_iter().filter(|id| has_pass(program, *id)).map(Target::Score),
            );
        }
        _ => node.each_operand(&mut push),
    }
}

fn table_operands(program: &Program, table: TableId, push: &mut impl FnMut(NodeId)) {
    let Some(table) = program.tables.get(table.index()) else { return };
    table.inputs.iter().for_each(|input| push(input.value));
    for row in &table.rows {
        for cell in &row.cells {
            match cell {
                Cell::Anything => {}
                Cell::Compare(_, figure) => push(*figure),
                Cell::OneOf(members) => members.iter().flat_map(Member::nodes).for_each(&mut *push),
            }
        }
        row.output.into_iter().for_each(&mut *push);
    }
}

fn score_operands(program: &Program, score: ScoreId, found: &mut Vec<Target>) {
    match program.scores.get(score.index()).map(|score| &score.points) {
        None | Some(Points::Free | Points::Bands(_)) => {}
        Some(Points::Parts(parts)) => found.extend(parts.iter().copied().map(Target::Score)),
        Some(Points::Value(value)) => found.push(Target::Node(*value)),
        Some(Points::BestOf(ways)) => found.extend(ways.iter().map(|way| Target::Node(way.value))),
    }
}

/// A score and all parts and items inside it, outermost first, each once.
pub fn with_inner_scores(program: &Program, score: ScoreId) -> Vec<ScoreId> {
    let mut stack = vec![score];
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    while let Some(score) = stack.pop() {
        if !seen.insert(score) {
            continue;
        }
        found.push(score);
        if let Some(Points::Parts(parts)) = program.scores.get(score.index()).map(|score| &score.points) {
            stack.extend(parts.iter().rev());
        }
    }
    found
}

fn has_pass(program: &Program, score: ScoreId) -> bool {
    program.scores.get(score.index()).is_some_and(|score| score.pass.is_some())
}
