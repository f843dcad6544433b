//! The parts of a fact's domain: what the figures that it is compared with tell apart.

use crate::eval::day;
use crate::eval::run::Run;
use crate::eval::shape;
use crate::eval::slot::Slot;
use crate::program::{Cell, Comparison, Member, Node, NodeId};
use crate::value::{Calendar, Choice, Date, DurationUnit, Number, Range, Truth, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A range of at most so many whole numbers is looked at number by number.
const MOST_VALUES: u32 = 8;

/// Where domains are cut: at a number, before it or after it.
#[derive(Debug, Default)]
pub(super) struct Figures {
    cuts: BTreeMap<Slot, BTreeSet<Cut>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cut {
    number: Number,
    after: bool,
}

impl Figures {
    /// The parts of a domain.
    pub(super) fn cut(&self, slot: Slot, domain: &Value) -> Vec<Value> {
        match domain {
            Value::Truth(truth) => truth.iter().map(Value::Truth).collect(),
            Value::Choice(choice) => choice.options().map(|option| Value::Choice(Choice::single(option))).collect(),
            Value::Number(range) => self.cut_range(slot, range).into_iter().map(Value::Number).collect(),
            other => vec![other.clone()],
        }
    }

    fn cut_range(&self, slot: Slot, range: &Range) -> Vec<Range> {
        if let Some(values) = range.values(MOST_VALUES) {
            return values.into_iter().map(Range::point).collect();
        }
        let mut parts = Vec::new();
        let mut rest = Some(range.clone());
        for cut in self.cuts.get(&slot).into_iter().flatten() {
            let Some(whole) = rest else { break };
            let (below, above) = if cut.after { whole.cut_after(&cut.number) } else { whole.cut_before(&cut.number) };
            parts.extend(below);
            rest = above;
        }
        parts.extend(rest);
        parts
    }

    fn add(&mut self, slot: Slot, number: &Number, before: bool, after: bool) {
        let cuts = self.cuts.entry(slot).or_default();
        if before {
            cuts.insert(Cut { number: number.clone(), after: false });
        }
        if after {
            cuts.insert(Cut { number: number.clone(), after: true });
        }
    }

    /// The sign says on which side of the figure the cut lies.
    fn compare(&mut self, slot: Slot, comparison: Comparison, number: &Number) {
        let (before, after) = sides(comparison);
        self.add(slot, number, before, after);
    }
}

/// Whether a test tells numbers apart before its figure, and after it.
fn sides(comparison: Comparison) -> (bool, bool) {
    match comparison {
        Comparison::AtMost | Comparison::Greater => (false, true),
        Comparison::Less | Comparison::AtLeast => (true, false),
        Comparison::Equal | Comparison::NotEqual => (true, true),
    }
}

impl Run<'_> {
    /// What a slot's declaration lets in, whatever is known of it.
    pub(super) fn declared(&mut self, slot: Slot) -> Value {
        match slot {
            Slot::Fact(fact) | Slot::Year(fact, _) | Slot::YearBefore(fact, _) => {
                self.insist(|run| run.domain(fact, None))
            }
            _ => Value::Truth(Truth::OPEN),
        }
    }

    /// Notes the figures that a node compares a fact with directly.
    pub(super) fn note_figures(&mut self, node: NodeId, figures: &mut Figures) {
        let program = self.program;
        match program.nodes.get(node.index()) {
            Some(Node::Compare(comparison, a, b)) => {
                self.note_comparison(*a, *comparison, *b, figures);
                self.note_comparison(*b, comparison.exchanged(), *a, figures);
            }
            Some(Node::OneOf(value, members)) => {
                if let Some(slot) = self.fact_slot(*value) {
                    self.note_members(slot, members, figures);
                }
            }
            Some(Node::Table(table)) => {
                let Some(table) = program.tables.get(table.index()) else { return };
                for (column, input) in table.inputs.iter().enumerate() {
                    let Some(slot) = self.fact_slot(input.value) else { continue };
                    for cell in table.rows.iter().filter_map(|row| row.cells.get(column)) {
                        match cell {
                            Cell::Anything => {}
                            Cell::Compare(comparison, figure) => {
                                if let Some(number) = self.figure(*figure) {
                                    figures.compare(slot, *comparison, &number);
                                }
                            }
                            Cell::OneOf(members) => self.note_members(slot, members, figures),
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn note_comparison(&mut self, tested: NodeId, comparison: Comparison, figure: NodeId, figures: &mut Figures) {
        if let Some(slot) = self.fact_slot(tested) {
            if let Some(number) = self.figure(figure) {
                figures.compare(slot, comparison, &number);
            }
            return;
        }
        // A day so much later compared with a day: the same as the day itself compared with one earlier.
        let program = self.program;
        let tested = self.see_through(tested);
        let Some(Node::Shift(day, duration, unit)) = program.nodes.get(tested.index()) else { return };
        let (Some(slot), Some(duration), Some(figure)) =
            (self.fact_slot(*day), self.figure(*duration), self.figure(figure))
        else {
            return;
        };
        let (before, after) = sides(comparison);
        if before && let Some(last) = last_day(&duration, *unit, |shifted| shifted < &figure) {
            figures.add(slot, &last, false, true);
        }
        if after && let Some(last) = last_day(&duration, *unit, |shifted| shifted <= &figure) {
            figures.add(slot, &last, false, true);
        }
    }

    fn note_members(&mut self, slot: Slot, members: &[Member], figures: &mut Figures) {
        for member in members {
            match member {
                Member::Value(figure) => {
                    if let Some(number) = self.figure(*figure) {
                        figures.add(slot, &number, true, true);
                    }
                }
                Member::Span(low, high) => {
                    if let Some(number) = self.figure(*low) {
                        figures.add(slot, &number, true, false);
                    }
                    if let Some(number) = self.figure(*high) {
                        figures.add(slot, &number, false, true);
                    }
                }
            }
        }
    }

    /// The slot of a node that is just a fact, definitions seen through.
    fn fact_slot(&mut self, node: NodeId) -> Option<Slot> {
        let node = self.see_through(node);
        self.slot(node).filter(|slot| slot.fact().is_some())
    }

    /// The number that a node is on this day, in this place, whatever the facts.
    fn figure(&mut self, node: NodeId) -> Option<Number> {
        let range = shape::range(&self.value(node));
        let number = range.is_point().cloned()?;
        self.is_given_by_the_day(node).then_some(number)
    }
}

/// The last day of which the day so much later passes a test that early days pass and late ones fail; none if all or none do.
fn last_day(duration: &Number, unit: DurationUnit, passes: impl Fn(&Number) -> bool) -> Option<Number> {
    let passes_on = |day: i32| {
        let shifted =
            day::shift(&Range::point(Number::from(day)), &Range::point(duration.clone()), unit, &Calendar::default());
        match shifted.is_point() {
            Some(shifted) => passes(shifted),
            // Beyond the calendar: before its first day if the shift goes back, after its last if it goes on.
            None => duration.is_negative(),
        }
    };
    let (mut pass, mut fail) = (Date::FIRST.day_number(), Date::LAST.day_number());
    if unit == DurationUnit::WorkingDays || !passes_on(pass) || passes_on(fail) {
        return None;
    }
    while fail - pass > 1 {
        let middle = pass + (fail - pass) / 2;
        if passes_on(middle) {
            pass = middle;
        } else {
            fail = middle;
        }
    }
    Some(Number::from(pass))
}
