//! One step: a target's value from the values of what it refers to.

use super::context::Context;
use super::graph::Target;
use super::run::{Need, Run};
use super::shape;
use super::slot::Slot;
use crate::program::{JudgedId, Node, NodeId};
use crate::value::{Choice, Place, Range, Text, Truth, Value};

impl Run<'_> {
    pub(super) fn work_out(&mut self, target: Target) -> Need<Value> {
        match target {
            Target::Score(score) => self.score(score).map(Value::Number),
            Target::Node(node) => self.node(node),
        }
    }

    fn node(&mut self, id: NodeId) -> Need<Value> {
        let program = self.program;
        let kind = program.kinds.get(id.index());
        let Some(node) = program.nodes.get(id.index()) else { return Ok(shape::undefined(kind)) };
        let value = match node {
            Node::Number(number) => Value::Number(Range::point(number.clone())),
            Node::Date(day) => Value::Number(Range::day(*day)),
            Node::Truth(truth) => Value::Truth(Truth::from(*truth)),
            Node::Text(text) => Value::Text(Text::known(text.clone())),
            Node::Choice(_, option) => Value::Choice(Choice::single(*option)),
            Node::Region(region) => Value::Place(Place::at(region.0)),

            Node::Today => Value::Number(self.need_today()),
            Node::LawDay => Value::Number(self.need_law_day()?),
            Node::AskedRegion => Value::Place(self.need_place()?),
            Node::Fact(fact) if program.facts.get(fact.index()).is_some_and(|fact| fact.yearly) => {
                self.fact_in_year(*fact, 0)?
            }
            Node::Fact(fact) => self.fact(*fact)?,
            Node::FactInYear(fact, before) => self.fact_in_year(*fact, *before)?,
            Node::Column(list, column) => self.column(*list, *column)?,
            Node::Judged(judged) => self.judged(*judged),

            Node::Parameter(parameter) => self.parameter(*parameter)?,
            Node::Definition(id) => match program.definitions.get(id.index()) {
                Some(definition) => self.get(definition.root)?,
                None => shape::undefined(kind),
            },
            Node::Condition(id) => match program.conditions.get(id.index()) {
                Some(condition) => self.get(condition.root)?,
                None => shape::undefined(kind),
            },
            Node::Policy(policy) => Value::Truth(self.policy_truth(*policy, id)?),
            Node::Table(table) => self.table(*table, kind)?,
            Node::Score(score) => Value::Number(self.get_score(*score)?),
            Node::Passes(score) => Value::Truth(self.passes(*score)?),

            Node::All(nodes) => Value::Truth(self.all(nodes)?),
            Node::Any(nodes) => Value::Truth(self.any(nodes)?),
            Node::AtLeast(count, nodes) => {
                let truths: Vec<Truth> = self.get_all(nodes.iter().copied())?.iter().map(shape::truth).collect();
                Value::Truth(Truth::at_least(*count, &truths))
            }
            Node::Not(a) => Value::Truth(self.get_truth(*a)?.not()),
            Node::Compare(comparison, a, b) => Value::Truth(self.comparison(*comparison, *a, *b)?),
            Node::OneOf(a, members) => Value::Truth(self.one_of(*a, members)?),
            Node::Within(a, b) => {
                let (inner, outer) = (self.get_place(*a), self.get_place(*b));
                Value::Truth(self.lies_within(inner?, outer?))
            }
            Node::Contains(a, option) => match self.get(*a)? {
                Value::Choices(choices) if !choices.is_nothing() => Value::Truth(choices.contains(*option)),
                _ => Value::Truth(Truth::UNDEFINED),
            },

            Node::If(guard, then, otherwise) => self.choose_by_guard(*guard, *then, *otherwise, kind)?,
            Node::Exceptions(base, exceptions) => self.exceptions(*base, exceptions, kind)?,

            Node::Arithmetic(sign, a, b) => Value::Number(self.arithmetic(*sign, *a, *b)?),
            Node::Negate(a) => Value::Number(self.get_range(*a)?.neg()),
            Node::Least(nodes) => self.extreme(nodes, false, kind)?,
            Node::Greatest(nodes) => self.extreme(nodes, true, kind)?,
            Node::Round(rounding, a, step) => Value::Number(self.round(*rounding, *a, *step)?),
            Node::Shift(a, duration, unit) => Value::Number(self.shift(*a, *duration, *unit)?),
            Node::DaysBetween(a, b) => {
                let (later, earlier) = (self.get_range(*a), self.get_range(*b));
                Value::Number(later?.sub(&earlier?))
            }
            Node::YearOf(a) => Value::Number(super::day::year_of(&self.get_range(*a)?)),
            Node::YearStart(a) => Value::Number(self.year_edge(*a, false)?),
            Node::YearEnd(a) => Value::Number(self.year_edge(*a, true)?),
            Node::MonthStart(a) => Value::Number(super::day::month_edge(&self.get_range(*a)?, false)),
            Node::MonthEnd(a) => Value::Number(super::day::month_edge(&self.get_range(*a)?, true)),
            Node::FullYears(a, b) => {
                let (from, to) = (self.get_range(*a), self.get_range(*b));
                Value::Number(super::day::full_years(&from?, &to?))
            }
            Node::Ancestor(a, rank) => {
                let place = self.get_place(*a)?;
                Value::Place(self.ancestor(place, *rank))
            }
            Node::Under(a, place) => self.get_in(Context { place: Some(*place), ..self.context }, Target::Node(*a))?,
            Node::Between(low, high, openness) => Value::Number(self.between(*low, *high, *openness)?),

            Node::OverRecords(fold, list, filter, value) => self.over_records(id, *fold, *list, *filter, *value)?,
            Node::OverYears(fold, anchor, years) => self.over_years(*fold, *anchor, years)?,
        };
        Ok(value)
    }

    /// A judged line: the decision under its name, else judged.
    fn judged(&mut self, judged: JudgedId) -> Value {
        self.read(Slot::Judged(judged)).unwrap_or(Value::Truth(Truth::JUDGED))
    }

    /// All must hold. Unmet is the least truth: what stands beside it is not looked at.
    fn all(&mut self, nodes: &[NodeId]) -> Need<Truth> {
        let mut all = Ok(Truth::MET);
        for node in nodes {
            match self.get_truth(*node) {
                Ok(Truth::UNMET) => return self.at_once(Truth::UNMET),
                Ok(truth) => all = all.map(|all| all.and(truth)),
                Err(wanted) => all = Err(wanted),
            }
        }
        all
    }

    fn any(&mut self, nodes: &[NodeId]) -> Need<Truth> {
        let mut any = Ok(Truth::UNMET);
        for node in nodes {
            match self.get_truth(*node) {
                Ok(Truth::MET) => return self.at_once(Truth::MET),
                Ok(truth) => any = any.map(|any| any.or(truth)),
                Err(wanted) => any = Err(wanted),
            }
        }
        any
    }
}
