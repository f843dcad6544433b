//! What can still be chosen, joined.

use super::compare::intersect;
use super::context::Judges;
use super::run::{Need, Run};
use super::shape;
use crate::program::{Kind, NodeId};
use crate::value::{Marks, Truth, Value};

/// What a choice can still give.
#[derive(Debug, Default)]
pub(super) struct Choosing {
    parts: Vec<Value>,
    /// How many things can be chosen; different things may have equal values.
    ways: usize,
    undefined: bool,
    /// Why the choice is open.
    pub(super) marks: Marks,
}

impl Choosing {
    pub(super) fn new(marks: Marks) -> Choosing {
        Choosing { marks, ..Choosing::default() }
    }

    /// The value of one more thing that can be chosen.
    pub(super) fn add(&mut self, value: Value) {
        self.ways += 1;
        if !self.parts.contains(&value) {
            self.parts.push(value);
        }
    }

    /// The choice itself may be undefined.
    pub(super) fn add_undefined(&mut self) {
        self.undefined = true;
    }

    /// The join: of truths the union, of numbers the hull.
    pub(super) fn join(self, run: &Run<'_>, kind: Option<&Kind>) -> Value {
        let settled = self.parts.iter().all(Value::is_settled);
        let Some(first) = self.parts.first().cloned() else { return shape::undefined(kind) };
        // One thing to choose is no choice: only what may be undefined beside it is open.
        let marks = if self.ways > 1 || self.undefined { self.marks } else { Marks::NONE };
        let joined = self.parts.iter().skip(1).fold(first.with_marks(marks), |one, other| run.join(&one, other, marks));
        let joined = if self.undefined { joined.or_undefined(marks) } else { joined };
        match joined {
            Value::Truth(truth) => Value::Truth(chosen_truth(truth, settled, marks)),
            joined => joined,
        }
    }
}

/// A truth chosen by judgement: more than one member adds judged; met and unmet go if no fact is open.
fn chosen_truth(truth: Truth, settled: bool, marks: Marks) -> Truth {
    if !marks.judged || truth.is_settled() {
        return truth;
    }
    let with = truth.union(Truth::JUDGED);
    if settled && !marks.missing { with.without(Truth::OPEN).unwrap_or(with) } else { with }
}

impl Run<'_> {
    /// 如果: only what is chosen is evaluated.
    pub(super) fn choose_by_guard(
        &mut self,
        guard: NodeId,
        then: NodeId,
        otherwise: NodeId,
        kind: Option<&Kind>,
    ) -> Need<Value> {
        let guard = self.get_truth(guard)?;
        let judged = guard.contains(Truth::JUDGED);
        let (may_hold, may_fail) = (guard.contains(Truth::MET) || judged, guard.contains(Truth::UNMET) || judged);
        let branches = self.get_all(may_hold.then_some(then).into_iter().chain(may_fail.then_some(otherwise)))?;
        let mut choosing = Choosing::new(shape::truth_openness(guard));
        if guard.may_be_undefined() {
            choosing.add_undefined();
        }
        match branches.as_slice() {
            [then, otherwise] if judged => {
                let between = self.judged_between(then, otherwise);
                if guard.contains(Truth::MET) {
                    choosing.add(then.clone());
                }
                if guard.contains(Truth::UNMET) {
                    choosing.add(otherwise.clone());
                }
                choosing.add(between);
                // What only a person's decision opens is marked where the branches meet.
                choosing.marks.judged = false;
            }
            branches => branches.iter().cloned().for_each(|branch| choosing.add(branch)),
        }
        Ok(choosing.join(self, kind))
    }

    /// A person's choice between two values.
    fn judged_between(&mut self, one: &Value, other: &Value) -> Value {
        match (one, other) {
            (Value::Truth(one), Value::Truth(other)) => Value::Truth(one.judged_between(*other)),
            (Value::Number(a), Value::Number(b)) => {
                self.note_reads(super::memo::Reads::CONTEXT);
                match self.context.judges {
                    _ if a.may_be_undefined() || b.may_be_undefined() => Value::Number(a.join(b, Marks::JUDGED)),
                    Judges::Open => Value::Number(a.join(b, Marks::JUDGED)),
                    Judges::Least => Value::Number(a.min(b)),
                    Judges::Greatest => Value::Number(a.max(b)),
                }
            }
            _ => self.join(one, other, Marks::JUDGED),
        }
    }

    /// What a choice between both can give, places joined by the region tree.
    pub(super) fn join(&self, one: &Value, other: &Value, marks: Marks) -> Value {
        match (one, other) {
            (Value::Place(one), Value::Place(other)) => {
                let common = self.common_place(one.within, other.within);
                Value::Place(one.join(other, common).with_marks(marks))
            }
            _ => one.join(other, marks),
        }
    }

    /// Their common value where all of several hold: what all allow, undefined unless they are surely equal.
    pub(super) fn agree(&self, values: &[Value], marks: Marks) -> Option<Value> {
        let (first, rest) = values.split_first()?;
        // Two judgements may turn out apart.
        let settled = first.is_settled() && !first.may_be_undefined() && *first != Value::Truth(Truth::JUDGED);
        let surely_equal = settled && rest.iter().all(|value| value == first);
        if surely_equal || rest.is_empty() {
            return Some(first.clone());
        }
        let common = rest.iter().try_fold(first.clone(), |one, other| intersect(self, &one, other));
        // Where only one value is common to all, their marks still say why they may clash.
        let marks = values.iter().fold(marks, |marks, value| marks | value.marks());
        Some(common.map_or_else(|| first.undefined_like(), |common| common.or_undefined(marks)))
    }
}
