//! What refers to what: only backwards, not too deep, and never to more than can be worked through.
//!
//! A node refers to its operands and, by a name, to what a definition, table, parameter, score, condition or policy is
//! made of. All of that must stand before it.

use super::super::error::{Fault, Problem};
use super::{Verdict, entry, holds};
use crate::program::{
    Cell, ConditionId, Each, FactId, Member, Node, NodeId, Parameter, Points, Policy, Program, Row, ScoreId, StackRule,
    Table,
};

/// The longest chain of nodes, each an operand or a named part of the next.
///
/// Evaluation goes down such a chain. Rules in use need about 40; a browser's stack holds several times the limit.
pub const MAX_DEPTH: u32 = 512;

/// The most steps that one node may stand for, when everything shared is counted each time that it is used.
///
/// It bounds the work of whatever walks over a rule as it is written, without remembering where it has been.
const MAX_STEPS: u64 = 1_000_000;

/// How many lists a node may speak of the records of, outside an aggregate over them.
const MAX_OPEN_LISTS: usize = 4;

/// What is known of everything that a node stands for.
#[derive(Clone, Debug, Default)]
struct Reach {
    depth: u32,
    steps: u64,
    /// Lists whose columns are read with no aggregate around.
    lists: Vec<FactId>,
    /// Whether the law day matters.
    law_day: bool,
}

pub(super) fn kinds(program: &Program) -> Result<(), Fault> {
    if program.nodes.len() == program.kinds.len() && u32::try_from(program.nodes.len()).is_ok() {
        Ok(())
    } else {
        let index = program.nodes.len().min(program.kinds.len());
        Err(Fault { list: "kinds", index, problem: Problem::Contradiction })
    }
}

/// Expects that every reference leads somewhere.
pub(super) fn order(program: &Program) -> Result<(), Fault> {
    let mut walk = Walk::new(program);
    for (index, node) in program.nodes.iter().enumerate() {
        let reach = walk.of_node(node).map_err(|problem| Fault { list: "nodes", index, problem })?;
        walk.nodes.push(reach);
    }
    for (index, fact) in program.facts.iter().enumerate() {
        let fault = |problem| Fault { list: "facts", index, problem };
        let own = u32::try_from(index).map(FactId).map_err(|_| fault(Problem::Limit))?;
        for node in [fact.bounds.low, fact.bounds.high, fact.asked_if].into_iter().flatten() {
            walk.reads_only(node, None).map_err(fault)?;
        }
        for column in &fact.columns {
            for node in [column.bounds.low, column.bounds.high, column.asked_if].into_iter().flatten() {
                walk.reads_only(node, Some(own)).map_err(fault)?;
            }
        }
    }
    for (index, parameter) in program.parameters.iter().enumerate() {
        for node in of_parameter(parameter) {
            walk.reads_only(node, None).map_err(|problem| Fault { list: "parameters", index, problem })?;
        }
    }
    for node in super::item::nodes_around(program) {
        walk.reads_only(node, None).map_err(|problem| Fault { list: "items", index: node.index(), problem })?;
    }
    for (index, stack) in program.stacks.iter().enumerate() {
        for clause in &stack.clauses {
            if let StackRule::Cap { amount, .. } = clause.rule {
                walk.reads_only(amount, None).map_err(|problem| Fault { list: "stacks", index, problem })?;
            }
        }
    }
    for (index, policy) in program.policies.iter().enumerate() {
        walk.policy(policy).map_err(|problem| Fault { list: "policies", index, problem })?;
    }
    for (index, transition) in program.transitions.iter().enumerate() {
        for node in [transition.applies, transition.until] {
            walk.reads_only(node, None).map_err(|problem| Fault { list: "transitions", index, problem })?;
        }
    }
    for (index, each) in program.each.iter().enumerate() {
        walk.each(each).map_err(|problem| Fault { list: "each", index, problem })?;
    }
    for (index, chain) in program.chains.iter().enumerate() {
        let fault = |problem| Fault { list: "chains", index, problem };
        for node in super::chain::nodes_of_chain(chain) {
            walk.reads_only(node, None).map_err(fault)?;
        }
        for block in chain.steps.iter().flat_map(|step| &step.blocks) {
            walk.condition_reads_only(*block, None).map_err(fault)?;
        }
    }
    Ok(())
}

struct Walk<'a> {
    program: &'a Program,
    /// Of the nodes passed so far.
    nodes: Vec<Reach>,
    // Of what has a name, from its first use on: what it is made of stands before that.
    parameters: Vec<Option<Reach>>,
    tables: Vec<Option<Reach>>,
    scores: Vec<Option<Reach>>,
}

impl<'a> Walk<'a> {
    fn new(program: &'a Program) -> Self {
        Walk {
            program,
            nodes: Vec::with_capacity(program.nodes.len()),
            parameters: vec![None; program.parameters.len()],
            tables: vec![None; program.tables.len()],
            scores: vec![None; program.scores.len()],
        }
    }

    fn of_node(&mut self, node: &Node) -> Result<Reach, Problem> {
        let program = self.program;
        match node {
            Node::Number(_)
            | Node::Date(_)
            | Node::Truth(_)
            | Node::Text(_)
            | Node::Choice(..)
            | Node::Region(_)
            | Node::Today
            | Node::AskedRegion
            | Node::Fact(_)
            | Node::Judged(_) => self.of_all([]),
            Node::LawDay | Node::FactInYear(..) => Ok(Reach { depth: 1, steps: 1, lists: Vec::new(), law_day: true }),
            Node::Column(list, _) => Ok(Reach { depth: 1, steps: 1, lists: vec![*list], law_day: false }),
            Node::Parameter(id) => {
                if let Some(Some(reach)) = self.parameters.get(id.index()) {
                    return Ok(reach.clone());
                }
                let parameter = entry(&program.parameters, id.index())?;
                let mut reach = self.of_all(of_parameter(parameter))?;
                reach.law_day |= parameter.rows.iter().any(|row| row.from.is_some() || row.to.is_some());
                keep(&mut self.parameters, id.index(), &reach);
                Ok(reach)
            }
            Node::Definition(id) => self.of_all([entry(&program.definitions, id.index())?.root]),
            Node::Table(id) => {
                if let Some(Some(reach)) = self.tables.get(id.index()) {
                    return Ok(reach.clone());
                }
                let reach = self.of_all(of_table(entry(&program.tables, id.index())?))?;
                keep(&mut self.tables, id.index(), &reach);
                Ok(reach)
            }
            Node::Condition(id) => {
                let condition = entry(&program.conditions, id.index())?;
                let parts = [Some(condition.body), condition.unless, Some(condition.root)];
                self.of_all(parts.into_iter().flatten())
            }
            Node::Policy(id) => {
                let policy = entry(&program.policies, id.index())?;
                let parts = [policy.applies, policy.law_day, Some(policy.root)];
                self.of_all(parts.into_iter().flatten())
            }
            Node::Score(id) | Node::Passes(id) => self.of_score(*id),
            Node::All(_)
            | Node::Any(_)
            | Node::AtLeast(..)
            | Node::Least(_)
            | Node::Greatest(_)
            | Node::Not(_)
            | Node::Contains(..)
            | Node::Negate(_)
            | Node::YearOf(_)
            | Node::YearStart(_)
            | Node::YearEnd(_)
            | Node::MonthStart(_)
            | Node::MonthEnd(_)
            | Node::Ancestor(..)
            | Node::Compare(..)
            | Node::Within(..)
            | Node::Arithmetic(..)
            | Node::Round(..)
            | Node::Shift(..)
            | Node::DaysBetween(..)
            | Node::FullYears(..)
            | Node::Under(..)
            | Node::OneOf(..)
            | Node::If(..)
            | Node::Exceptions(..)
            | Node::Between(..) => self.of_all(node.operands()),
            Node::OverRecords(_, list, _, _) => {
                let mut reach = self.of_all(node.operands())?;
                reach.lists.retain(|open| open != list);
                Ok(reach)
            }
            Node::OverYears(..) => {
                let mut reach = self.of_all(node.operands())?;
                reach.law_day = true;
                Ok(reach)
            }
        }
    }

    /// Of a node made of these, which must all have been passed.
    fn of_all(&self, parts: impl IntoIterator<Item = NodeId>) -> Result<Reach, Problem> {
        let mut whole = Reach::default();
        for part in parts {
            let part = self.nodes.get(part.index()).ok_or(Problem::Order)?;
            whole.take_in(part);
        }
        whole.seal()
    }

    fn of_score(&mut self, id: ScoreId) -> Result<Reach, Problem> {
        if let Some(Some(reach)) = self.scores.get(id.index()) {
            return Ok(reach.clone());
        }
        let reach = match &entry(&self.program.scores, id.index())?.points {
            Points::Free | Points::Bands(_) => self.of_all([])?,
            Points::Value(value) => self.of_all([*value])?,
            Points::BestOf(ways) => self.of_all(ways.iter().map(|way| way.value))?,
            // Scores are known to be a tree that is not deep.
            Points::Parts(parts) => {
                let mut whole = Reach::default();
                for part in parts {
                    whole.take_in(&self.of_score(*part)?);
                }
                whole.seal()?
            }
        };
        keep(&mut self.scores, id.index(), &reach);
        Ok(reach)
    }

    /// Holds if what a node reads of records is of that list at most.
    fn reads_only(&self, node: NodeId, list: Option<FactId>) -> Verdict {
        let reach = entry(&self.nodes, node.index())?;
        holds(reach.lists.iter().all(|open| Some(*open) == list), Problem::Kind)
    }

    /// What a policy asks is asked of an enterprise, not of a record; and what its law day is, no law says.
    fn policy(&self, policy: &Policy) -> Verdict {
        let mut nodes = Vec::new();
        super::people::nodes_of_policy(self.program, policy, &mut nodes);
        for node in nodes {
            self.reads_only(node, None)?;
        }
        for condition in &policy.conditions {
            self.condition_reads_only(*condition, None)?;
        }
        match policy.law_day {
            Some(day) => holds(!entry(&self.nodes, day.index())?.law_day, Problem::Order),
            None => Ok(()),
        }
    }

    fn condition_reads_only(&self, id: ConditionId, list: Option<FactId>) -> Verdict {
        let condition = entry(&self.program.conditions, id.index())?;
        for node in [Some(condition.body), condition.unless, Some(condition.root)].into_iter().flatten() {
            self.reads_only(node, list)?;
        }
        condition.children.iter().try_for_each(|child| self.condition_reads_only(*child, list))
    }

    /// What is asked of each record is asked of records of that list.
    fn each(&self, each: &Each) -> Verdict {
        for node in super::records::nodes_of_each(self.program, each) {
            self.reads_only(node, Some(each.list))?;
        }
        each.conditions.iter().try_for_each(|condition| self.condition_reads_only(*condition, Some(each.list)))
    }
}

impl Reach {
    fn take_in(&mut self, part: &Reach) {
        self.depth = self.depth.max(part.depth);
        self.steps = self.steps.saturating_add(part.steps);
        self.law_day |= part.law_day;
        for list in &part.lists {
            if !self.lists.contains(list) {
                self.lists.push(*list);
            }
        }
    }

    /// With the node itself, if all is within the limits.
    fn seal(mut self) -> Result<Reach, Problem> {
        self.depth = self.depth.saturating_add(1);
        self.steps = self.steps.saturating_add(1);
        let fits = self.depth <= MAX_DEPTH && self.steps <= MAX_STEPS && self.lists.len() <= MAX_OPEN_LISTS;
        holds(fits, Problem::Limit)?;
        Ok(self)
    }
}

fn keep(list: &mut [Option<Reach>], index: usize, reach: &Reach) {
    if let Some(place) = list.get_mut(index) {
        *place = Some(reach.clone());
    }
}

fn of_parameter(parameter: &Parameter) -> impl Iterator<Item = NodeId> + '_ {
    let rows = parameter.rows.iter().map(|row| row.value);
    rows.chain([parameter.bounds.low, parameter.bounds.high].into_iter().flatten())
}

fn of_table(table: &Table) -> impl Iterator<Item = NodeId> + '_ {
    let inputs = table.inputs.iter().map(|input| input.value);
    inputs.chain(table.rows.iter().flat_map(of_row))
}

fn of_row(row: &Row) -> impl Iterator<Item = NodeId> + '_ {
    row.cells.iter().flat_map(of_cell).chain(row.output)
}

fn of_cell(cell: &Cell) -> Vec<NodeId> {
    match cell {
        Cell::Anything => Vec::new(),
        Cell::Compare(_, figure) => vec![*figure],
        Cell::OneOf(members) => members.iter().flat_map(Member::nodes).collect(),
    }
}
