//! Why a value is undefined: where it arises, and which facts to look at.

use super::Blocked;
use super::context::{Context, Unit};
use super::graph::{self, Target};
use super::run::Run;
use super::shape;
use super::slot::Slot;
use crate::program::{
    Arithmetic, Cell, Exception, FactId, Fold, HitPolicy, Label, Node, NodeId, Notes, Program, Reason, TableId,
};
use crate::value::{DurationUnit, Truth};
use std::collections::{BTreeSet, HashSet};

/// No text names more reasons than anybody reads; a hostile pack must not make a list without end.
const MOST_REASONS: usize = 100;

impl Run<'_> {
    /// Why a node is, or may be, undefined: in the order written, each reason once. Empty if it is surely defined.
    pub fn reasons(&mut self, root: NodeId) -> Vec<Blocked> {
        self.reasons_of(Target::Node(root), "", None)
    }

    /// The same of any target; `at` and `title` name what the target stands in.
    pub fn reasons_of(&mut self, root: Target, at: &str, title: Option<&Label>) -> Vec<Blocked> {
        let home = self.context;
        let mut found: Vec<Blocked> = Vec::new();
        let mut seen = HashSet::new();
        let mut stack = vec![(Step::Look(Unit { context: home, target: root }), (at.to_owned(), title.cloned()))];
        while let Some((step, at)) = stack.pop() {
            match step {
                Step::Say(Said { reason, stated, look_at }) => {
                    let (at, title) = at;
                    let blocked = Blocked { reason, at, title, stated, look_at };
                    if !found.contains(&blocked) {
                        found.push(blocked);
                    }
                    if found.len() >= MOST_REASONS {
                        break;
                    }
                }
                Step::Look(unit) if seen.insert((unit, at.clone())) => {
                    self.context = unit.context;
                    if self.target(unit.target).may_be_undefined() {
                        let at = name_of(self.program, unit.target).unwrap_or(at);
                        let steps = self.steps(unit);
                        stack.extend(steps.into_iter().rev().map(|step| (step, at.clone())));
                    }
                }
                Step::Look(_) => {}
            }
        }
        self.context = home;
        found
    }

    /// The facts that a node's value depends on, in catalogue order: known ones and missing ones, a list by its name.
    pub fn slots_of(&mut self, roots: impl IntoIterator<Item = Target>) -> Vec<Slot> {
        let mut slots = BTreeSet::new();
        for target in graph::reachable(self.program, roots) {
            let Target::Node(node) = target else { continue };
            match self.program.nodes.get(node.index()) {
                Some(Node::Fact(_) | Node::FactInYear(..) | Node::Today) => slots.extend(self.slot(node)),
                Some(Node::Column(list, _) | Node::OverRecords(_, list, _, _)) => {
                    slots.insert(Slot::Fact(*list));
                }
                _ => {}
            }
        }
        slots.into_iter().collect()
    }

    /// Where to look further, and what to say, of a target that may be undefined.
    fn steps(&mut self, unit: Unit) -> Vec<Step> {
        let context = unit.context;
        let look = |node: NodeId| Step::Look(Unit { context, target: Target::Node(node) });
        let program = self.program;
        let Target::Node(id) = unit.target else {
            return graph::operands(program, unit.target)
                .into_iter()
                .map(|target| Step::Look(Unit { context, target }))
                .collect();
        };
        let Some(node) = program.nodes.get(id.index()) else { return Vec::new() };
        let mut steps = Vec::new();
        match node {
            Node::Arithmetic(Arithmetic::Divide, a, b) => {
                steps.extend([look(*a), look(*b)]);
                let divisor = shape::range(&self.value(*b));
                if divisor.contains(&crate::value::Number::ZERO) {
                    steps.push(because(Reason::DivisionByZero, self.slots_of([Target::Node(*b)])));
                }
            }
            Node::Shift(day, duration, unit) => {
                steps.extend([look(*day), look(*duration)]);
                if self.all_may_be_defined(&[*day, *duration]) {
                    let reason = match unit {
                        DurationUnit::WorkingDays => Reason::CalendarUnknown,
                        _ => Reason::DateOutOfRange,
                    };
                    steps.push(because(reason, self.slots_of([Target::Node(*day), Target::Node(*duration)])));
                }
            }
            Node::YearOf(a) | Node::YearStart(a) | Node::YearEnd(a) | Node::MonthStart(a) | Node::MonthEnd(a) => {
                steps.push(look(*a));
                if self.surely_defined(*a) {
                    steps.push(because(Reason::DateOutOfRange, self.slots_of([Target::Node(*a)])));
                }
            }
            Node::Under(a, place) => {
                let under = Context { place: Some(*place), ..context };
                steps.extend([look(*place), Step::Look(Unit { context: under, target: Target::Node(*a) })]);
            }
            Node::Ancestor(a, _) => {
                steps.push(look(*a));
                if self.surely_defined(*a) {
                    steps.push(because(Reason::NoValue, self.slots_of([Target::Node(*a)])));
                }
            }
            Node::FactInYear(fact, _) => {
                let anchor = program.facts.get(fact.index()).and_then(|fact| fact.anchor);
                steps.push(because(Reason::NoValue, anchor.into_iter().map(Slot::Fact).collect()));
            }
            Node::Parameter(parameter) => {
                if let Some(parameter) = program.parameters.get(parameter.index()) {
                    steps.extend(parameter.rows.iter().map(|row| look(row.value)));
                }
                steps.push(because(Reason::NoValue, Vec::new()));
            }
            Node::If(guard, then, otherwise) => {
                let truth = self.truth(*guard);
                steps.push(look(*guard));
                if truth.may_be_undefined() {
                    steps.push(because(Reason::UndefinedGuard, self.slots_of([Target::Node(*guard)])));
                }
                if may_hold(truth) {
                    steps.push(look(*then));
                }
                if may_fail(truth) {
                    steps.push(look(*otherwise));
                }
            }
            Node::Exceptions(base, exceptions) => self.exception_steps(*base, exceptions, &look, &mut steps),
            Node::Table(table) => self.table_steps(*table, &look, &mut steps),
            Node::OverRecords(fold, list, filter, value) => {
                self.fold_steps(*fold, *list, *filter, *value, context, &mut steps);
            }
            Node::OverYears(fold, anchor, years) => {
                steps.extend(years.iter().map(|(_, node)| look(*node)));
                if is_empty_undefined(*fold) {
                    steps.push(because(Reason::EmptyList, anchor.iter().copied().map(Slot::Fact).collect()));
                }
            }
            Node::Policy(policy) => {
                for version in graph::versions_before(program, *policy, Some(id)) {
                    let context = self.context_of(version);
                    if let Some(policy) = program.policies.get(version.index()) {
                        let parts = policy.applies.into_iter().chain([policy.root]);
                        steps.extend(parts.map(|node| Step::Look(Unit { context, target: Target::Node(node) })));
                    }
                }
            }
            Node::All(nodes) | Node::Any(nodes) | Node::AtLeast(_, nodes) => {
                // Where one operand alone makes the whole undefined, those that only might are no reason.
                let undefined: Vec<NodeId> =
                    nodes.iter().copied().filter(|node| self.truth(*node) == Truth::UNDEFINED).collect();
                let blamed = if undefined.is_empty() { nodes } else { &undefined };
                steps.extend(blamed.iter().copied().map(look));
            }
            _ => {
                let operands = graph::operands(program, unit.target);
                steps.extend(operands.into_iter().map(|target| Step::Look(Unit { context, target })));
            }
        }
        steps
    }

    fn exception_steps(
        &mut self,
        base: NodeId,
        exceptions: &[Exception],
        look: &impl Fn(NodeId) -> Step,
        steps: &mut Vec<Step>,
    ) {
        let guards: Vec<Truth> = exceptions.iter().map(|exception| self.truth(exception.guard)).collect();
        let mut level: Vec<(&Exception, Truth)> = exceptions.iter().zip(guards).collect();
        if level.iter().all(|(_, guard)| may_fail(*guard)) {
            steps.push(look(base));
        }
        let mut clash = 0_usize;
        let mut undefined = Vec::new();
        while !level.is_empty() {
            let mut inner = Vec::new();
            for (exception, guard) in level {
                steps.push(look(exception.guard));
                if guard.may_be_undefined() {
                    undefined.push(Target::Node(exception.guard));
                }
                if may_hold(guard) {
                    clash += 1;
                    steps.push(look(exception.value));
                    inner.extend(exception.nested.iter().map(|nested| (nested, self.truth(nested.guard))));
                }
            }
            level = inner;
        }
        if !undefined.is_empty() {
            steps.push(because(Reason::UndefinedGuard, self.slots_of(undefined)));
        } else if clash > 1 {
            let guards = exceptions.iter().map(|exception| Target::Node(exception.guard));
            steps.push(because(Reason::Clash, self.slots_of(guards)));
        }
    }

    fn table_steps(&mut self, table: TableId, look: &impl Fn(NodeId) -> Step, steps: &mut Vec<Step>) {
        let program = self.program;
        let Some(table) = program.tables.get(table.index()) else { return };
        let looked_at: Vec<NodeId> = table
            .inputs
            .iter()
            .enumerate()
            .filter(|(column, _)| {
                table.rows.iter().filter_map(|row| row.cells.get(*column)).any(|cell| *cell != Cell::Anything)
            })
            .map(|(_, input)| input.value)
            .collect();
        let inputs: Vec<Target> = looked_at.iter().copied().map(Target::Node).collect();
        steps.extend(looked_at.iter().copied().map(look));
        let undefined: Vec<NodeId> =
            looked_at.iter().copied().filter(|input| self.value(*input).may_be_undefined()).collect();
        if undefined.iter().any(|input| self.value(*input).is_undefined()) {
            steps.push(because(Reason::UndefinedInput, self.slots_of(undefined.into_iter().map(Target::Node))));
            return;
        }
        steps.extend(table.rows.iter().filter_map(|row| row.output).map(look));
        if !undefined.is_empty() {
            steps.push(because(Reason::UndefinedInput, self.slots_of(undefined.into_iter().map(Target::Node))));
        }
        let outputs_defined =
            table.rows.iter().filter_map(|row| row.output).all(|output| !self.value(output).may_be_undefined());
        if outputs_defined || table.rows.iter().any(|row| row.output.is_none()) {
            let reason = match table.hit {
                HitPolicy::Unique | HitPolicy::Any if !self.no_row_is_possible(table) => Reason::ManyRows,
                _ => Reason::NoRow,
            };
            let stated = reason == Reason::NoRow && self.states_no_result(table);
            steps.push(Step::Say(Said { reason, stated, look_at: self.slots_of(inputs) }));
        }
    }

    /// Whether a row of a table holds that says on purpose that it gives nothing.
    fn states_no_result(&mut self, table: &crate::program::Table) -> bool {
        table.rows.iter().filter(|row| row.output.is_none()).any(|row| {
            row.cells.iter().zip(&table.inputs).all(|(cell, input)| {
                let value = self.value(input.value);
                self.insist(|run| run.cell(&value, cell)) == Truth::MET
            })
        })
    }

    /// Whether of a table with known inputs no row holds.
    fn no_row_is_possible(&mut self, table: &crate::program::Table) -> bool {
        !table.rows.iter().any(|row| {
            row.cells.iter().zip(&table.inputs).all(|(cell, input)| {
                let value = self.value(input.value);
                self.insist(|run| run.cell(&value, cell)).contains(Truth::MET)
            })
        })
    }

    fn fold_steps(
        &mut self,
        fold: Fold,
        list: FactId,
        filter: Option<NodeId>,
        value: Option<NodeId>,
        context: Context,
        steps: &mut Vec<Step>,
    ) {
        let parts: Vec<NodeId> = filter.into_iter().chain(value).collect();
        let records = self.facts.records(list);
        let mut blamed = Vec::new();
        for record in 0..records.unwrap_or(1) {
            let record = records.map(|_| record);
            // Inside a record the reasons are those of its fields.
            let found = self.with_record(list, record, |run| {
                run.context = context;
                if let Some(filter) = filter
                    && run.truth(filter) == Truth::UNMET
                {
                    return Vec::new();
                }
                parts.iter().flat_map(|part| run.shallow_reasons(*part)).collect::<Vec<_>>()
            });
            for step in found {
                if !blamed.contains(&step) {
                    blamed.push(step);
                }
            }
            if blamed.len() >= MOST_REASONS {
                break;
            }
        }
        let inside = !blamed.is_empty();
        steps.extend(blamed);
        if is_empty_undefined(fold) && !inside {
            steps.push(because(Reason::EmptyList, vec![Slot::Fact(list)]));
        }
    }

    /// The reasons of a part inside a record, ready to be said.
    fn shallow_reasons(&mut self, part: NodeId) -> Vec<Step> {
        if !self.value(part).may_be_undefined() {
            return Vec::new();
        }
        let said = |it: Blocked| Step::Say(Said { reason: it.reason, stated: it.stated, look_at: it.look_at });
        self.reasons(part).into_iter().map(said).collect()
    }

    fn surely_defined(&mut self, node: NodeId) -> bool {
        !self.value(node).may_be_undefined()
    }

    fn all_may_be_defined(&mut self, nodes: &[NodeId]) -> bool {
        nodes.iter().all(|node| !self.value(*node).is_undefined())
    }
}

/// What is left to do on the way down.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Look(Unit),
    Say(Said),
}

/// What there is to say: why, whether a table says so on purpose, and which facts to look at.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    reason: Reason,
    stated: bool,
    look_at: Vec<Slot>,
}

fn because(reason: Reason, look_at: Vec<Slot>) -> Step {
    Step::Say(Said { reason, stated: false, look_at })
}

fn may_hold(guard: Truth) -> bool {
    guard.contains(Truth::MET) || guard.contains(Truth::JUDGED)
}

fn may_fail(guard: Truth) -> bool {
    guard.contains(Truth::UNMET) || guard.contains(Truth::JUDGED)
}

fn is_empty_undefined(fold: Fold) -> bool {
    matches!(fold, Fold::Mean | Fold::Max | Fold::Min)
}

/// The name and title of what a target stands for, if it stands for something with a name.
fn name_of(program: &Program, target: Target) -> Option<(String, Option<Label>)> {
    let named = |name: &str, notes: &Notes| (name.to_owned(), notes.title.clone());
    let node = match target {
        Target::Score(score) => return program.scores.get(score.index()).map(|it| named(&it.name, &it.notes)),
        Target::Node(node) => program.nodes.get(node.index())?,
    };
    match node {
        Node::Parameter(id) => program.parameters.get(id.index()).map(|it| named(&it.name, &it.notes)),
        Node::Definition(id) => program.definitions.get(id.index()).map(|it| named(&it.name, &it.notes)),
        Node::Condition(id) => program.conditions.get(id.index()).map(|it| named(&it.name, &it.notes)),
        Node::Policy(id) => program.policies.get(id.index()).map(|it| named(&it.name, &it.notes)),
        Node::Table(id) => program.tables.get(id.index()).map(|it| named(&it.name, &it.notes)),
        Node::Score(id) | Node::Passes(id) => program.scores.get(id.index()).map(|it| named(&it.name, &it.notes)),
        _ => None,
    }
}
