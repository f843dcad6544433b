//! All that may come out either way.

use super::{Hindrance, Part, PartKind};
use crate::check::Spans;
use crate::eval::graph::{self, Target};
use crate::program::{
    Cell, Chain, Exception, FactId, HitPolicy, Need, Node, NodeId, Points, Policy, PolicyId, Program, Row, ScoreId,
    Table, TableId,
};
use crate::span::Span;
use std::collections::HashMap;

/// Something that may come out either way, with all the nodes that stand for it: a definition that is read for three
/// years is three times in the graph and once in the text.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) policy: Option<PolicyId>,
    pub(super) tests: Vec<Test>,
    pub(super) held: bool,
    pub(super) failed: bool,
    kind: PartKind,
    name: String,
    number: usize,
    span: Span,
}

/// What decides it.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// The truth of a node.
    Node(NodeId),
    /// Whether a row is taken.
    Row {
        /// The table.
        table: TableId,
        /// The place of the row.
        row: usize,
        /// Only if no row before it holds.
        first: bool,
        /// The node that stands for the table.
        node: NodeId,
    },
}

impl Test {
    pub(super) fn node(&self) -> NodeId {
        match self {
            Test::Node(node) | Test::Row { node, .. } => *node,
        }
    }
}

impl Item {
    pub(super) fn part(&self, program: &Program) -> Part {
        let hindrance = if self.held && self.failed { None } else { self.hindrance(program) };
        Part {
            kind: self.kind,
            name: self.name.clone(),
            number: self.number,
            span: self.span,
            held: self.held,
            failed: self.failed,
            hindrance,
        }
    }

    fn hindrance(&self, program: &Program) -> Option<Hindrance> {
        let nodes: Vec<NodeId> = self.tests.iter().flat_map(|test| decided_by(program, test)).collect();
        if nodes.iter().all(|node| graph::is_constant(program, *node)) {
            return Some(Hindrance::Constant);
        }
        let judged =
            graph::reachable(program, nodes.into_iter().map(Target::Node)).into_iter().any(|target| match target {
                Target::Node(node) => matches!(program.nodes.get(node.index()), Some(Node::Judged(_))),
                Target::Score(score) => program.scores.get(score.index()).is_some_and(|score| score.judged.is_some()),
            });
        judged.then_some(Hindrance::Judged)
    }
}

/// The nodes on which a test depends.
fn decided_by(program: &Program, test: &Test) -> Vec<NodeId> {
    match test {
        Test::Node(node) => vec![*node],
        Test::Row { table, row, first, .. } => {
            let Some(table) = program.tables.get(table.index()) else { return Vec::new() };
            let from = if *first { 0 } else { *row };
            let rows = table.rows.iter().take(row.saturating_add(1)).skip(from);
            rows.flat_map(|row| inputs_read(table, row)).collect()
        }
    }
}

fn inputs_read<'a>(table: &'a Table, row: &'a Row) -> impl Iterator<Item = NodeId> + 'a {
    let cells = table.inputs.iter().zip(&row.cells);
    cells.filter(|(_, cell)| !matches!(cell, Cell::Anything)).map(|(input, _)| input.value)
}

/// Every item of a program.
pub(super) fn all(program: &Program, spans: &Spans) -> Vec<Item> {
    let mut items = Items { program, spans, list: Vec::new(), places: HashMap::new() };
    for (index, condition) in program.conditions.iter().enumerate() {
        let span = spans.conditions.get(index).copied().unwrap_or_default();
        let holder = Holder { policy: Some(condition.policy), name: &condition.name };
        items.add(holder, PartKind::Condition, 1, span, Test::Node(condition.root));
        for (number, line) in lines(program, condition.body).into_iter().enumerate() {
            items.add(holder, PartKind::Line, number.saturating_add(1), items.span(line), Test::Node(line));
        }
        if let Some(unless) = condition.unless {
            items.add(holder, PartKind::Waiver, 1, items.span(unless), Test::Node(unless));
        }
        items.walk(holder, [condition.root]);
    }
    for definition in &program.definitions {
        items.walk(Holder { policy: definition.policy, name: &definition.name }, [definition.root]);
    }
    for score in &program.scores {
        let roots: Vec<NodeId> = match &score.points {
            Points::Value(value) => vec![*value],
            Points::BestOf(ways) => ways.iter().map(|way| way.value).collect(),
            Points::Parts(_) | Points::Free | Points::Bands(_) => Vec::new(),
        };
        items.walk(Holder { policy: score.policy, name: &score.name }, roots);
    }
    for (index, policy) in (0..).zip(&program.policies) {
        let holder = Holder { policy: Some(PolicyId(index)), name: &policy.name };
        if let Some(applies) = policy.applies {
            items.add(holder, PartKind::Scope, 1, items.span(applies), Test::Node(applies));
        }
        items.walk(holder, roots_of(policy));
    }
    for chain in &program.chains {
        let modes = chain.modes.iter().map(|mode| (PartKind::Mode, &mode.name, mode.when));
        let steps = chain.steps.iter().map(|step| (PartKind::Step, &step.name, step.when));
        for (kind, name, when) in modes.chain(steps) {
            if let Some(when) = when {
                let holder = Holder { policy: Some(chain.policy), name };
                items.add(holder, kind, 1, items.span(when), Test::Node(when));
                items.walk(holder, [when]);
            }
        }
    }
    items.tables();
    items.list
}

/// What decides the plan of a chain: its modes, its steps, and what stops them.
pub(super) fn roots_of_chain(program: &Program, chain: &Chain) -> Vec<NodeId> {
    let mut roots: Vec<NodeId> = chain.modes.iter().filter_map(|mode| mode.when).collect();
    for step in &chain.steps {
        roots.extend(step.when);
        let blocks = step.blocks.iter().filter_map(|id| program.conditions.get(id.index()));
        roots.extend(blocks.map(|condition| condition.root));
    }
    roots
}

/// What a policy works out beside its conditions.
pub(super) fn roots_of(policy: &Policy) -> Vec<NodeId> {
    let mut roots: Vec<NodeId> = policy.applies.into_iter().chain(policy.law_day).collect();
    for benefit in &policy.benefits {
        roots.extend([benefit.when, benefit.amount.or(benefit.formula)].into_iter().flatten());
    }
    for need in &policy.needs {
        match need {
            Need::Paper(paper) => roots.extend(paper.when),
            Need::AnyOf { when, papers, .. } => {
                roots.extend(*when);
                roots.extend(papers.iter().filter_map(|paper| paper.when));
            }
        }
    }
    roots.extend(policy.hints.iter().filter_map(|hint| hint.when));
    roots
}

/// The lines of a condition's body, if it has several; conditions inside are counted by themselves.
fn lines(program: &Program, body: NodeId) -> Vec<NodeId> {
    match program.nodes.get(body.index()) {
        Some(Node::All(lines) | Node::Any(lines) | Node::AtLeast(_, lines)) if lines.len() > 1 => lines
            .iter()
            .copied()
            .filter(|line| !matches!(program.nodes.get(line.index()), Some(Node::Condition(_))))
            .collect(),
        _ => Vec::new(),
    }
}

/// What nodes stand in.
#[derive(Clone, Copy)]
struct Holder<'a> {
    policy: Option<PolicyId>,
    name: &'a str,
}

struct Items<'a> {
    program: &'a Program,
    spans: &'a Spans,
    list: Vec<Item>,
    places: HashMap<(Span, PartKind, usize), usize>,
}

impl Items<'_> {
    fn span(&self, node: NodeId) -> Span {
        self.spans.nodes.get(node.index()).copied().unwrap_or_default()
    }

    fn add(&mut self, holder: Holder<'_>, kind: PartKind, number: usize, span: Span, test: Test) {
        let place = *self.places.entry((span, kind, number)).or_insert(self.list.len());
        match self.list.get_mut(place) {
            Some(item) => item.tests.push(test),
            None => self.list.push(Item {
                policy: holder.policy,
                tests: vec![test],
                held: false,
                failed: false,
                kind,
                name: holder.name.to_string(),
                number,
                span,
            }),
        }
    }

    /// The branches and exceptions under roots, names not followed: what is named is walked where it stands.
    fn walk(&mut self, holder: Holder<'_>, roots: impl IntoIterator<Item = NodeId>) {
        let program = self.program;
        let mut stack: Vec<NodeId> = roots.into_iter().collect();
        while let Some(id) = stack.pop() {
            let Some(node) = program.nodes.get(id.index()) else { continue };
            match node {
                Node::If(guard, ..) => {
                    self.add(holder, PartKind::Branch, 1, self.span(*guard), Test::Node(*guard));
                }
                Node::Exceptions(_, exceptions) => self.exceptions(holder.policy, exceptions),
                _ => {}
            }
            if !is_name(node) {
                stack.extend(graph::operands(program, Target::Node(id)).into_iter().filter_map(
                    |operand| match operand {
                        Target::Node(node) => Some(node),
                        Target::Score(_) => None,
                    },
                ));
            }
        }
    }

    fn exceptions(&mut self, policy: Option<PolicyId>, exceptions: &[Exception]) {
        for exception in exceptions {
            let holder = Holder { policy, name: &exception.name };
            self.add(holder, PartKind::Exception, 1, self.span(exception.guard), Test::Node(exception.guard));
            self.exceptions(policy, &exception.nested);
        }
    }

    /// The rows of every table that is used.
    fn tables(&mut self) {
        let program = self.program;
        for (index, node) in (0..).zip(&program.nodes) {
            let Node::Table(id) = node else { continue };
            let Some(table) = program.tables.get(id.index()) else { continue };
            let first = matches!(table.hit, HitPolicy::First | HitPolicy::Marginal);
            let of_table = self.spans.tables.get(id.index()).copied().unwrap_or_default();
            let holder = Holder { policy: table.policy, name: &table.name };
            for (row, of_row) in table.rows.iter().enumerate() {
                let span = row_span(of_row, |node| self.span(node)).unwrap_or(of_table);
                let test = Test::Row { table: *id, row, first, node: NodeId(index) };
                self.add(holder, PartKind::Row, row.saturating_add(1), span, test);
            }
            self.walk(holder, table.inputs.iter().map(|input| input.value));
            self.walk(holder, table.rows.iter().filter_map(|row| row.output));
        }
    }
}

/// Where a row stands: at its output, else at its last figure, as `同上` takes figures from rows before.
fn row_span(row: &Row, span: impl Fn(NodeId) -> Span) -> Option<Span> {
    let figures = row.cells.iter().filter_map(|cell| match cell {
        Cell::Compare(_, figure) => Some(*figure),
        Cell::Anything | Cell::OneOf(_) => None,
    });
    row.output.map(&span).or_else(|| figures.map(&span).max_by_key(|span| span.start))
}

fn is_name(node: &Node) -> bool {
    matches!(
        node,
        Node::Parameter(_)
            | Node::Definition(_)
            | Node::Condition(_)
            | Node::Policy(_)
            | Node::Table(_)
            | Node::Score(_)
            | Node::Passes(_)
    )
}

/// For each node the lists whose columns it reads with no aggregate around.
pub(super) struct Free {
    lists: Vec<Vec<FactId>>,
}

impl Free {
    pub(super) fn of(program: &Program) -> Free {
        let mut free = Free { lists: Vec::with_capacity(program.nodes.len()) };
        for (index, node) in (0..).zip(&program.nodes) {
            let mut lists = match node {
                Node::Column(list, _) => vec![*list],
                _ => Vec::new(),
            };
            for operand in graph::operands(program, Target::Node(NodeId(index))) {
                free.take_in(program, operand, &mut lists);
            }
            if let Node::OverRecords(_, list, ..) = node {
                lists.retain(|open| open != list);
            }
            free.lists.push(lists);
        }
        free
    }

    pub(super) fn of_test(&self, program: &Program, test: &Test) -> Vec<FactId> {
        let mut lists = Vec::new();
        for node in decided_by(program, test) {
            self.take_in(program, Target::Node(node), &mut lists);
        }
        lists
    }

    fn take_in(&self, program: &Program, target: Target, lists: &mut Vec<FactId>) {
        let found: Vec<FactId> = match target {
            Target::Node(node) => self.lists.get(node.index()).cloned().unwrap_or_default(),
            Target::Score(score) => self.of_score(program, score),
        };
        for list in found {
            if !lists.contains(&list) {
                lists.push(list);
            }
        }
    }

    fn of_score(&self, program: &Program, score: ScoreId) -> Vec<FactId> {
        let mut lists = Vec::new();
        for score in graph::with_inner_scores(program, score) {
            for operand in graph::operands(program, Target::Score(score)) {
                if let Target::Node(_) = operand {
                    self.take_in(program, operand, &mut lists);
                }
            }
        }
        lists
    }
}
