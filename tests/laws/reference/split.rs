//! Section 5 of `docs/semantics.md`: case splitting.

use super::number::{At, End, Ends, Interval, MINUS, PLUS, Q, closed, open};
use super::set::{Options, Set, combinations, join_all};
use super::{OneOf, Reference, day};
use guiju::eval::Slot;
use guiju::program::*;
use guiju::value::{DurationUnit, Marks};
use std::collections::{BTreeMap, BTreeSet};

/// The longest prefix of candidates whose cases are at most so many.
const MOST_CASES: usize = 64;
/// A whole range of at most so many values is split into each of them.
const MOST_VALUES: i64 = 8;

/// What a root says of a fact.
#[derive(Default)]
struct Use {
    times: usize,
    /// Where it is cut, and whether after the figure or before it.
    cuts: BTreeSet<(Q, Cut)>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    Before,
    After,
}

impl Reference<'_> {
    /// What is possible of a root: plainly, and if that is not settled, by cases.
    pub fn split(&self, root: NodeId) -> Set {
        let plain = self.value(root);
        if plain.is_settled() {
            return plain;
        }
        let mut uses = BTreeMap::new();
        self.uses(root, &mut uses);
        let mut candidates: Vec<(FactId, Vec<Set>)> = uses
            .into_iter()
            .filter(|(fact, found)| found.times >= 2 && self.can_be_split(*fact))
            .map(|(fact, found)| (fact, self.parts(fact, &found)))
            .collect();
        // Known facts keep their place, so that knowing more never takes a fact out of the prefix.
        candidates.sort_by_key(|(fact, parts)| (parts.len(), *fact));
        let mut product = 1;
        let mut prefix = vec![];
        for (fact, parts) in candidates {
            if self.facts.known(Slot::Fact(fact)).is_some() {
                continue;
            }
            product *= parts.len();
            if product > MOST_CASES {
                break;
            }
            prefix.push((fact, parts));
        }
        if prefix.is_empty() {
            return plain;
        }
        let numbers: Vec<Vec<usize>> = prefix.iter().map(|(_, parts)| (0..parts.len()).collect()).collect();
        let cases = combinations(&numbers).into_iter().map(|case| {
            let mut run = self.clone();
            for ((fact, parts), index) in prefix.iter().zip(case) {
                run.assumed.insert(*fact, parts[index].clone());
            }
            run.value(root)
        });
        join_all(cases.collect::<Vec<Set>>(), Marks::MISSING)
    }

    fn can_be_split(&self, fact: FactId) -> bool {
        !matches!(self.program.facts[fact.index()].kind, Kind::Text | Kind::List(_))
    }

    /// Every fact that a root names as written, definitions and tables inlined.
    fn uses(&self, node: NodeId, uses: &mut BTreeMap<FactId, Use>) {
        let program = self.program;
        let mut all = |nodes: &[NodeId]| nodes.iter().for_each(|node| self.uses(*node, uses));
        match &program.nodes[node.index()] {
            Node::Number(_)
            | Node::Truth(_)
            | Node::Choice(..)
            | Node::Date(_)
            | Node::Today
            | Node::LawDay
            | Node::Parameter(_)
            | Node::Column(..)
            | Node::Judged(_) => {}
            Node::Fact(fact) => uses.entry(*fact).or_default().times += 1,
            Node::Definition(id) => all(&[program.definitions[id.index()].root]),
            Node::Condition(id) => all(&[program.conditions[id.index()].root]),
            Node::Score(id) | Node::Passes(id) => self.uses_of_score(*id, uses),
            Node::All(parts)
            | Node::Any(parts)
            | Node::AtLeast(_, parts)
            | Node::Least(parts)
            | Node::Greatest(parts) => all(parts),
            Node::Not(part) | Node::Negate(part) => all(&[*part]),
            Node::Arithmetic(_, left, right)
            | Node::Round(_, left, right)
            | Node::Shift(left, right, _)
            | Node::DaysBetween(left, right)
            | Node::FullYears(left, right) => all(&[*left, *right]),
            Node::If(guard, then, otherwise) => all(&[*guard, *then, *otherwise]),
            Node::Compare(comparison, left, right) => {
                all(&[*left, *right]);
                self.compared(*left, *comparison, *right, uses);
                self.compared(*right, mirrored(*comparison), *left, uses);
            }
            Node::OneOf(value, members) => {
                all(&[*value]);
                self.tested(*value, members, uses);
            }
            Node::Exceptions(base, exceptions) => {
                all(&[*base]);
                self.uses_of_exceptions(exceptions, uses);
            }
            Node::Table(id) => {
                let table = &program.tables[id.index()];
                for (index, input) in table.inputs.iter().enumerate() {
                    self.uses(input.value, uses);
                    for row in &table.rows {
                        match &row.cells[index] {
                            Cell::Anything => {}
                            Cell::Compare(comparison, figure) => {
                                self.compared(input.value, *comparison, *figure, uses);
                            }
                            Cell::OneOf(members) => self.tested(input.value, members, uses),
                        }
                    }
                }
                table.rows.iter().filter_map(|row| row.output).for_each(|output| self.uses(output, uses));
            }
            Node::OverRecords(_, _, filter, value) => {
                filter.iter().chain(value).for_each(|node| self.uses(*node, uses))
            }
            other => panic!("the generator makes no {other:?}"),
        }
    }

    fn uses_of_exceptions(&self, exceptions: &[Exception], uses: &mut BTreeMap<FactId, Use>) {
        for exception in exceptions {
            self.uses(exception.guard, uses);
            self.uses(exception.value, uses);
            self.uses_of_exceptions(&exception.nested, uses);
        }
    }

    fn uses_of_score(&self, id: ScoreId, uses: &mut BTreeMap<FactId, Use>) {
        match &self.program.scores[id.index()].points {
            Points::Parts(parts) => parts.iter().for_each(|part| self.uses_of_score(*part, uses)),
            Points::Value(value) => self.uses(*value, uses),
            Points::BestOf(ways) => ways.iter().for_each(|way| self.uses(way.value, uses)),
            Points::Free | Points::Bands(_) => {}
        }
    }

    fn tested(&self, value: NodeId, members: &[OneOf], uses: &mut BTreeMap<FactId, Use>) {
        for member in members {
            match member {
                OneOf::Value(figure) => self.compared(value, Comparison::Equal, *figure, uses),
                OneOf::Span(low, high) => {
                    self.compared(value, Comparison::AtLeast, *low, uses);
                    self.compared(value, Comparison::AtMost, *high, uses);
                }
            }
        }
    }

    /// Notes the cuts of a fact that is directly compared with a constant.
    fn compared(&self, value: NodeId, comparison: Comparison, figure: NodeId, uses: &mut BTreeMap<FactId, Use>) {
        if !self.is_constant(figure) {
            return;
        }
        let Set::Number(figure) = self.value(figure) else { return };
        let Some(figure) = figure.only().filter(|_| !figure.undefined) else { return };
        if let Some(fact) = self.fact_itself(value) {
            let cuts = sides(comparison).iter().map(|cut| (figure, *cut));
            uses.entry(fact).or_default().cuts.extend(cuts);
        } else if let Node::Shift(day, by, unit) = &self.program.nodes[self.inlined(value).index()]
            && *unit != DurationUnit::WorkingDays
            && let (Some(fact), true) = (self.fact_itself(*day), self.is_constant(*by))
        {
            // A day so much later compared with a figure: cut where it comes to lie on the other side.
            let (Set::Number(days), by) = (self.declared(fact), self.number(*by, None)) else { return };
            let Some(Ends { low: End { at: At::Number(low), .. }, high: End { at: At::Number(high), .. } }) = days.ends
            else {
                return;
            };
            for cut in sides(comparison) {
                let lies_below = |day: &Q| {
                    let shifted = day::shift(self.program, &Interval::point(*day), &by, *unit).only().expect("a day");
                    if *cut == Cut::After { shifted <= figure } else { shifted < figure }
                };
                let days = (low.to_integer()..=high.to_integer()).map(Q::from);
                uses.entry(fact).or_default().cuts.extend(days.filter(lies_below).max().map(|day| (day, Cut::After)));
            }
        }
    }

    /// What a node stands for, definitions inlined.
    fn inlined(&self, node: NodeId) -> NodeId {
        match &self.program.nodes[node.index()] {
            Node::Definition(id) => self.inlined(self.program.definitions[id.index()].root),
            _ => node,
        }
    }

    /// The fact that a node is and nothing else, definitions inlined.
    fn fact_itself(&self, node: NodeId) -> Option<FactId> {
        match &self.program.nodes[self.inlined(node).index()] {
            Node::Fact(fact) => Some(*fact),
            _ => None,
        }
    }

    /// The parts of a fact's declared domain.
    fn parts(&self, fact: FactId, found: &Use) -> Vec<Set> {
        match self.declared(fact) {
            Set::Truth(truths) => truths.into_iter().map(|member| Set::Truth([member].into())).collect(),
            Set::Choice(options) => {
                let single = |option: u32| Set::Choice(Options::of([option].into(), false, Marks::NONE));
                options.possible.into_iter().map(single).collect()
            }
            Set::Number(interval) => numbers(&interval, found),
        }
    }
}

fn numbers(interval: &Interval, found: &Use) -> Vec<Set> {
    let ends = interval.ends.expect("a domain");
    if let (true, At::Number(low), At::Number(high)) = (interval.whole, ends.low.at, ends.high.at) {
        let count = (high - low).to_integer() + 1;
        if count <= MOST_VALUES {
            return (0..count).map(|step| Set::Number(Interval::point(low + Q::from(step)))).collect();
        }
    }
    let mut pieces = vec![];
    let mut low = MINUS;
    let mut piece = |low, high| {
        if let Some(piece) = Interval::between(low, high, false, Marks::NONE) {
            let both = interval.common(&piece);
            pieces.extend(both.ends.is_some().then_some(Set::Number(both)));
        }
    };
    for (figure, cut) in &found.cuts {
        match cut {
            Cut::Before => {
                piece(low, open(*figure));
                low = closed(*figure);
            }
            Cut::After => {
                piece(low, closed(*figure));
                low = open(*figure);
            }
        }
    }
    piece(low, PLUS);
    pieces
}

/// On which sides of its figure a comparison tells numbers apart.
fn sides(comparison: Comparison) -> &'static [Cut] {
    match comparison {
        Comparison::AtMost | Comparison::Greater => &[Cut::After],
        Comparison::Less | Comparison::AtLeast => &[Cut::Before],
        Comparison::Equal | Comparison::NotEqual => &[Cut::Before, Cut::After],
    }
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}
