//! A slow and plain evaluator of what is possible: `docs/semantics.md`, one rule after the other, by brute enumeration
//! wherever the page leaves the method free. It shares no code with the engine but the words for what is asked and given.

mod choose;
mod day;
mod lists;
pub mod number;
mod score;
pub mod set;
mod split;

use crate::asked;
use guiju::eval::{Facts, Slot};
use guiju::program::Member as OneOf;
use guiju::program::*;
use guiju::value::{Marks, Truth, Value};
use number::{End, Interval, MINUS, PLUS, Q, exact};
use set::{Member, Options, Set, Truths, and, at_least, compare, join_all, not, or, pairs};
use std::collections::{BTreeSet, HashMap};

/// A program and what is known.
#[derive(Clone)]
pub struct Reference<'a> {
    pub program: &'a Program,
    pub facts: &'a Facts,
    /// What a case takes a fact to be.
    assumed: HashMap<FactId, Set>,
    /// Where the ranges left to judges and by law are taken at one end.
    judges: Option<score::Extreme>,
}

/// The record at hand; `at` is none for any record of a list that is not given.
#[derive(Clone, Copy)]
struct Record {
    list: FactId,
    at: Option<u32>,
}

impl<'a> Reference<'a> {
    pub fn new(program: &'a Program, facts: &'a Facts) -> Reference<'a> {
        Reference { program, facts, assumed: HashMap::new(), judges: None }
    }

    /// What is possible, without looking at cases.
    pub fn value(&self, node: NodeId) -> Set {
        self.at(node, None)
    }

    /// What is possible for a record that is given.
    pub fn of_record(&self, node: NodeId, list: FactId, record: u32) -> Set {
        self.at(node, Some(Record { list, at: Some(record) }))
    }

    fn kind(&self, node: NodeId) -> &Kind {
        &self.program.kinds[node.index()]
    }

    fn truth(&self, node: NodeId, record: Option<Record>) -> Truths {
        self.at(node, record).truth()
    }

    fn number(&self, node: NodeId, record: Option<Record>) -> Interval {
        self.at(node, record).number()
    }

    fn at(&self, node: NodeId, record: Option<Record>) -> Set {
        let truth = |node: &NodeId| self.truth(*node, record);
        let number = |node: &NodeId| self.number(*node, record);
        let truths = |parts: &[NodeId]| parts.iter().map(truth).collect::<Vec<Truths>>();
        match &self.program.nodes[node.index()] {
            Node::Number(number) => Set::Number(Interval::point(exact(number))),
            Node::Truth(holds) => Set::Truth([if *holds { Member::T } else { Member::F }].into()),
            Node::Choice(_, option) => Set::Choice(Options::of([*option].into(), false, Marks::NONE)),
            Node::Fact(fact) => self.fact(*fact),
            Node::Column(list, column) => self.field(*list, *column, record),
            Node::Judged(id) => match self.facts.known(Slot::Judged(*id)) {
                Some(decision) => given(decision),
                None => Set::Truth([Member::J].into()),
            },
            Node::Definition(id) => self.at(self.program.definitions[id.index()].root, record),
            Node::Condition(id) => self.at(self.program.conditions[id.index()].root, record),
            Node::Score(id) => Set::Number(self.points(*id)),
            Node::Passes(id) => Set::Truth(self.passes(*id)),
            Node::All(parts) => Set::Truth(truths(parts).iter().fold([Member::T].into(), |all, one| and(&all, one))),
            Node::Any(parts) => Set::Truth(truths(parts).iter().fold([Member::F].into(), |any, one| or(&any, one))),
            Node::AtLeast(count, parts) => Set::Truth(at_least(*count as usize, &truths(parts))),
            Node::Not(part) => Set::Truth(not(&truth(part))),
            Node::Compare(comparison, left, right) => Set::Truth(self.comparison(*comparison, *left, *right, record)),
            Node::OneOf(value, members) => Set::Truth(self.is_member(&self.at(*value, record), members)),
            Node::If(guard, then, otherwise) => self.choose(node, *guard, *then, *otherwise, record),
            Node::Exceptions(base, exceptions) => self.exceptions(node, *base, exceptions, record),
            Node::Table(id) => self.table(node, &self.program.tables[id.index()]),
            Node::Arithmetic(operator, left, right) => {
                let (left, right) = (number(left), number(right));
                Set::Number(match operator {
                    Arithmetic::Add => left.plus(&right),
                    Arithmetic::Subtract => left.minus(&right),
                    Arithmetic::Multiply => left.times(&right),
                    Arithmetic::Divide => left.over(&right),
                })
            }
            Node::Negate(value) => Set::Number(number(value).negated()),
            Node::Least(parts) => {
                Set::Number(parts.iter().map(number).reduce(|one, other| one.min(&other)).expect("something"))
            }
            Node::Greatest(parts) => {
                Set::Number(parts.iter().map(number).reduce(|one, other| one.max(&other)).expect("something"))
            }
            Node::Round(mode, value, step) => {
                let step = number(step).only().expect("a step is a constant");
                Set::Number(number(value).rounded(*mode, step))
            }
            Node::Date(date) => Set::Number(Interval::point(day::number(*date))),
            Node::Today => Set::Number(Interval::point(day::number(asked().today))),
            Node::LawDay => Set::Number(self.law_day()),
            Node::Parameter(id) => self.parameter(node, &self.program.parameters[id.index()]),
            Node::Shift(day, by, unit) => Set::Number(day::shift(self.program, &number(day), &number(by), *unit)),
            Node::Between(low, high, _) => Set::Number(self.left_to_law(*low, *high)),
            Node::DaysBetween(day, from) => Set::Number(number(day).minus(&number(from))),
            Node::FullYears(from, to) => Set::Number(day::full_years(&number(from), &number(to))),
            Node::OverRecords(fold, list, filter, value) => self.over_records(*fold, *list, *filter, *value),
            other => panic!("the generator makes no {other:?}"),
        }
    }

    fn fact(&self, fact: FactId) -> Set {
        if let Some(set) = self.assumed.get(&fact) {
            return set.clone();
        }
        match self.facts.known(Slot::Fact(fact)) {
            Some(value) => given(value),
            None => self.declared(fact),
        }
    }

    fn field(&self, list: FactId, column: u32, record: Option<Record>) -> Set {
        let record = record.filter(|record| record.list == list).expect("a record is at hand");
        let known = record.at.and_then(|at| self.facts.known(Slot::Field(list, at, column)));
        match known {
            Some(value) => given(value),
            None => {
                let column = &self.program.facts[list.index()].columns[column as usize];
                self.domain(&column.kind, column.whole, column.options, column.bounds)
            }
        }
    }

    /// All that a fact's declaration lets in.
    fn declared(&self, fact: FactId) -> Set {
        let fact = &self.program.facts[fact.index()];
        self.domain(&fact.kind, fact.whole, fact.options, fact.bounds)
    }

    fn domain(&self, kind: &Kind, whole: bool, options: u128, bounds: Bounds) -> Set {
        // A range that names another fact validates what is given; it does not narrow what is not.
        let end = |bound: Option<NodeId>, otherwise: End| match bound {
            Some(bound) if self.is_constant(bound) => self.number(bound, None).ends.map_or(otherwise, |ends| ends.low),
            _ => otherwise,
        };
        match kind {
            Kind::Truth => Set::Truth([Member::T, Member::F].into()),
            Kind::Choice(id) => {
                let count = self.program.choice_types[id.index()].options.len() as u32;
                let accepted = (0..count).filter(|option| options >> option & 1 == 1).collect();
                Set::Choice(Options::of(accepted, false, Marks::MISSING))
            }
            Kind::Number(_) | Kind::Money | Kind::Percent | Kind::Date => {
                let whole = whole || *kind == Kind::Date;
                let (low, high) = (end(bounds.low, MINUS), end(bounds.high, PLUS));
                Set::Number(Interval::between(low, high, whole, Marks::MISSING).expect("a range that is not empty"))
            }
            other => panic!("the generator makes no {other:?}"),
        }
    }

    /// Whether a node names nothing that is given: it is a figure once it is folded for the day.
    fn is_constant(&self, node: NodeId) -> bool {
        let all = |nodes: &[NodeId]| nodes.iter().all(|node| self.is_constant(*node));
        match &self.program.nodes[node.index()] {
            Node::Number(_) | Node::Truth(_) | Node::Choice(..) | Node::Date(_) | Node::Today => true,
            Node::LawDay | Node::Parameter(_) => self.program.policies.iter().all(|policy| policy.law_day.is_none()),
            Node::Definition(id) => self.is_constant(self.program.definitions[id.index()].root),
            Node::Not(part) | Node::Negate(part) => all(&[*part]),
            Node::All(parts)
            | Node::Any(parts)
            | Node::AtLeast(_, parts)
            | Node::Least(parts)
            | Node::Greatest(parts) => all(parts),
            Node::Arithmetic(_, one, two)
            | Node::Round(_, one, two)
            | Node::Compare(_, one, two)
            | Node::Shift(one, two, _)
            | Node::DaysBetween(one, two)
            | Node::FullYears(one, two) => all(&[*one, *two]),
            Node::If(guard, then, otherwise) => all(&[*guard, *then, *otherwise]),
            Node::OneOf(value, _) => all(&[*value]),
            Node::Exceptions(base, exceptions) => all(&[*base]) && self.are_constant(exceptions),
            Node::Table(id) => {
                let table = &self.program.tables[id.index()];
                let inputs = table.inputs.iter().map(|input| input.value);
                inputs.chain(table.rows.iter().filter_map(|row| row.output)).all(|node| self.is_constant(node))
            }
            _ => false,
        }
    }

    fn are_constant(&self, exceptions: &[Exception]) -> bool {
        exceptions.iter().all(|exception| {
            self.is_constant(exception.guard)
                && self.is_constant(exception.value)
                && self.are_constant(&exception.nested)
        })
    }

    /// 属于: one of several values and ranges, both ends in; read once, cut at all figures, as a cell is.
    fn is_member(&self, value: &Set, members: &[OneOf]) -> Truths {
        let pieces = choose::boxes(value, &self.figures(members));
        let truths: Truths = pieces.iter().flat_map(|piece| self.piece_is_member(piece, members)).collect();
        let can = |member: Member| truths.contains(&member);
        set::test(can(Member::T), can(Member::F), value.openness(), can(Member::U))
    }

    fn piece_is_member(&self, piece: &Set, members: &[OneOf]) -> Truths {
        let truths = members.iter().map(|member| match member {
            OneOf::Value(figure) => compare(Comparison::Equal, piece, &self.value(*figure)),
            OneOf::Span(low, high) => and(
                &compare(Comparison::AtLeast, piece, &self.value(*low)),
                &compare(Comparison::AtMost, piece, &self.value(*high)),
            ),
        });
        truths.fold([Member::F].into(), |any, one| or(&any, &one))
    }

    /// The figures of members that are numbers.
    fn figures(&self, members: &[OneOf]) -> BTreeSet<Q> {
        let nodes = members.iter().flat_map(|member| match member {
            OneOf::Value(figure) => vec![*figure],
            OneOf::Span(low, high) => vec![*low, *high],
        });
        let figure = |node: NodeId| match self.value(node) {
            Set::Number(interval) => interval.only(),
            _ => None,
        };
        nodes.filter_map(figure).collect()
    }

    fn choose(&self, node: NodeId, guard: NodeId, then: NodeId, otherwise: NodeId, record: Option<Record>) -> Set {
        let guard = self.at(guard, record);
        let mut chosen = vec![];
        for member in guard.truth() {
            match member {
                Member::T => chosen.push(self.at(then, record)),
                Member::F => chosen.push(self.at(otherwise, record)),
                Member::U => chosen.push(Set::undefined(self.kind(node))),
                Member::J => match (self.at(then, record), self.at(otherwise, record)) {
                    (Set::Truth(one), Set::Truth(two)) => chosen.push(Set::Truth(pairs(&one, &two, judged_between))),
                    (one, two) => chosen.extend([one, two]),
                },
            }
        }
        join_all(chosen, guard.openness())
    }
}

fn judged_between(one: Member, other: Member) -> Member {
    match (one, other) {
        _ if one == other => one,
        (Member::U, _) | (_, Member::U) => Member::U,
        _ => Member::J,
    }
}

/// What is given is one value.
pub fn given(value: &Value) -> Set {
    match value {
        Value::Truth(truth) => Set::Truth([if *truth == Truth::MET { Member::T } else { Member::F }].into()),
        Value::Number(range) => Set::Number(Interval::point(exact(range.is_point().expect("a number")))),
        Value::Choice(choice) => {
            Set::Choice(Options::of([choice.is_single().expect("an option")].into(), false, Marks::NONE))
        }
        other => panic!("the generator makes no {other:?}"),
    }
}
