//! Values over the records of a list, and over years.

use super::context::Context;
use super::fold::{Member, fold};
use super::graph::{self, Target};
use super::run::{Need, Run};
use super::shape;
use super::slot::Slot;
use crate::program::{FactId, Fold, Kind, Node, NodeId};
use crate::value::{Marks, Number, Range, Truth, Value};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Lists inside lists inside lists; beyond this a value is taken as anything.
const MOST_NESTED: usize = 4;

/// So many records are looked at one by one, all nested lists multiplied; of more, the fields are taken as unknown.
const MOST_LOOKED_AT: u64 = 4_000_000;

/// How long a list may be that does not say.
const USUAL_RECORDS: u32 = 1_000;

impl Run<'_> {
    /// A column of the record at hand.
    pub(super) fn column(&mut self, list: FactId, column: u32) -> Need<Value> {
        match self.memo.record(list) {
            Some((frame, record)) => {
                self.note_frame(frame);
                match record.and_then(|record| self.read(Slot::Field(list, record, column))) {
                    Some(value) => Ok(value),
                    None => self.domain(list, Some(column)),
                }
            }
            // Outside of any record: what any record may have.
            None => {
                self.note_frame(self.memo.outside());
                self.domain(list, Some(column))
            }
        }
    }

    pub(super) fn over_records(
        &mut self,
        node: NodeId,
        by: Fold,
        list: FactId,
        filter: Option<NodeId>,
        value: Option<NodeId>,
    ) -> Need<Value> {
        let program = self.program;
        let kind = value.and_then(|value| program.kinds.get(value.index()));
        let declared = program.facts.get(list.index());
        if let Some(Kind::Choices(_)) = declared.map(|fact| &fact.kind) {
            return self.how_many_choices(list).map(Value::Number);
        }
        if self.memo.frames() >= MOST_NESTED {
            return Ok(Value::Number(Range::anything(false, Marks::MISSING).or_undefined(Marks::MISSING)));
        }
        // Lists inside that do not look at this record are worked out outside of it, so that records never nest deeper than rules do.
        let plan = self.list_plan(node, list);
        let ready: Vec<Need<Value>> = plan.iter().map(|target| self.get_in(self.context, *target)).collect();
        ready.into_iter().collect::<Need<Vec<Value>>>()?;

        self.note_reads(super::memo::Reads::slot(Slot::Fact(list)));
        let given = self.facts.records(list).filter(|given| self.may_look_at(list, *given));
        let Some(given) = given else {
            let length = self.length(list)?;
            let member = self.member(list, None, filter, value);
            return Ok(over_unknown(by, &length, &member, kind));
        };
        let members: Vec<Member> = (0..given).map(|record| self.member(list, Some(record), filter, value)).collect();
        Ok(fold(by, &members).unwrap_or_else(|| match by {
            Fold::Count | Fold::Sum => Value::Number(Range::point(Number::ZERO)),
            Fold::Mean | Fold::Max | Fold::Min => shape::undefined(kind),
        }))
    }

    /// Whether a record counts, and its value, which is not looked at if it does not.
    fn member(&mut self, list: FactId, record: Option<u32>, filter: Option<NodeId>, value: Option<NodeId>) -> Member {
        self.memo.push_frame(list, record);
        let belongs = match filter {
            Some(filter) => shape::truth(&self.inside(filter)),
            None => Truth::MET,
        };
        let value = match value {
            Some(value) if belongs != Truth::UNMET => self.inside(value),
            _ => Value::Number(Range::point(Number::ONE)),
        };
        self.memo.pop_frame();
        Member { belongs, value }
    }

    /// A value inside a record, and what it was read from noted.
    fn inside(&mut self, node: NodeId) -> Value {
        self.demand(Target::Node(node));
        let value = self.get(node).unwrap_or(Value::Truth(Truth::UNDEFINED));
        self.leave_frame(self.memo.innermost_frame());
        value
    }

    /// How long a list may be.
    pub(super) fn length(&mut self, list: FactId) -> Need<Range> {
        if let Some(given) = self.facts.records(list) {
            return Ok(Range::point(Number::from(given)));
        }
        let declared = shape::range(&self.domain(list, None)?);
        let most = match self.program.facts.get(list.index()).map(|fact| fact.max_records) {
            None | Some(0) => USUAL_RECORDS,
            Some(most) => most,
        };
        let limit = Range::at_most(Number::from(most), true, Marks::MISSING);
        Ok(declared.intersect(&limit).unwrap_or(limit))
    }

    /// Several choices counted.
    fn how_many_choices(&mut self, fact: FactId) -> Need<Range> {
        let Value::Choices(choices) = self.fact(fact)? else { return Ok(Range::nothing()) };
        if choices.is_nothing() {
            return Ok(Range::nothing());
        }
        let number = |options: u128| Range::point(Number::from(options.count_ones()));
        let range = number(choices.sure).join(&number(choices.possible), choices.marks);
        Ok(if choices.undefined { range.or_undefined(choices.marks) } else { range })
    }

    fn may_look_at(&self, list: FactId, given: u32) -> bool {
        let outer = self.memo.lists_at_hand().filter(|outer| *outer != list);
        let looked_at = outer.fold(u64::from(given), |product, outer| {
            product.saturating_mul(u64::from(self.facts.records(outer).unwrap_or(1).max(1)))
        });
        looked_at <= MOST_LOOKED_AT
    }

    /// The lists inside a list's body that do not look at its record.
    fn list_plan(&mut self, node: NodeId, list: FactId) -> Rc<[Target]> {
        if let Some(plan) = self.list_plans.get(&node) {
            return Rc::clone(plan);
        }
        let program = self.program;
        let body = graph::operands(program, Target::Node(node));
        let looked_at = lists_looked_at(program, &body);
        let mut plan = Vec::new();
        let mut seen = HashSet::new();
        let mut stack = body;
        while let Some(target) = stack.pop() {
            if !seen.insert(target) {
                continue;
            }
            let over_records = match target {
                Target::Node(node) => matches!(program.nodes.get(node.index()), Some(Node::OverRecords(..))),
                Target::Score(_) => false,
            };
            if over_records && !looked_at.get(&target).is_some_and(|lists| lists.contains(&list)) {
                plan.push(target);
            } else {
                stack.extend(graph::operands(program, target));
            }
        }
        let plan: Rc<[Target]> = plan.into();
        self.list_plans.insert(node, Rc::clone(&plan));
        plan
    }

    /// Over years: those that do not exist are skipped.
    pub(super) fn over_years(&mut self, by: Fold, anchor: Option<FactId>, years: &[(u8, NodeId)]) -> Need<Value> {
        let kind = years.first().and_then(|(_, node)| self.program.kinds.get(node.index()));
        let mut members = Ok(Vec::new());
        for (before, node) in years {
            match self.year_member(anchor, *before, *node) {
                Ok(member) => {
                    if let Ok(members) = &mut members {
                        members.push(member);
                    }
                }
                Err(wanted) => members = Err(wanted),
            }
        }
        Ok(fold(by, &members?).unwrap_or_else(|| match by {
            Fold::Count | Fold::Sum => Value::Number(Range::point(Number::ZERO)),
            Fold::Mean | Fold::Max | Fold::Min => shape::undefined(kind),
        }))
    }

    fn year_member(&mut self, anchor: Option<FactId>, before: u8, node: NodeId) -> Need<Member> {
        let exists = self.year_exists(anchor, before)?;
        let told = exists.may_not && self.is_told_by_member(anchor, before, node)?;
        let belongs = if told { Truth::MET } else { Truth::of_test(exists.may, exists.may_not, exists.marks, false) };
        if belongs == Truth::UNMET {
            return Ok(Member { belongs, value: Value::Number(Range::point(Number::ONE)) });
        }
        // A value counts only where its year exists: so it is worked out as if it did.
        let context = match (anchor, exists.latest) {
            (Some(anchor), Some(year)) if exists.may_not => {
                let year = match self.context.exists {
                    Some((same, earlier)) if same == anchor => earlier.min(year),
                    _ => year,
                };
                Context { exists: Some((anchor, year)), ..self.context }
            }
            _ => self.context,
        };
        Ok(Member { belongs, value: self.get_in(context, Target::Node(node))? })
    }
}

impl Run<'_> {
    /// The yearly facts of an anchor that a year's member is made of, each with how many years back: those of that year or an earlier one.
    /// The figure of any of them says that the year exists.
    pub fn years_that_tell(&mut self, anchor: FactId, before: u8, member: NodeId) -> Rc<[(FactId, u8)]> {
        if let Some(found) = self.tellers.get(&(member, before)) {
            return Rc::clone(found);
        }
        let program = self.program;
        let anchored = |fact: FactId| program.facts.get(fact.index()).is_some_and(|fact| fact.anchor == Some(anchor));
        let read = graph::years_read(program, member);
        let found: Rc<[_]> = read.into_iter().filter(|(fact, back)| *back >= before && anchored(*fact)).collect();
        self.tellers.insert((member, before), Rc::clone(&found));
        found
    }

    fn is_told_by_member(&mut self, anchor: Option<FactId>, before: u8, member: NodeId) -> Need<bool> {
        let Some(anchor) = anchor else { return Ok(false) };
        for (fact, back) in self.years_that_tell(anchor, before, member).iter() {
            if self.is_told(*fact, *back)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// One record with all its fields unknown, times the length of the list.
fn over_unknown(by: Fold, length: &Range, member: &Member, kind: Option<&Kind>) -> Value {
    let zero = Range::point(Number::ZERO);
    let may_be_empty = length.contains(&Number::ZERO);
    if member.belongs == Truth::UNMET {
        return match by {
            Fold::Count | Fold::Sum => Value::Number(zero),
            Fold::Mean | Fold::Max | Fold::Min => shape::undefined(kind),
        };
    }
    match by {
        Fold::Count | Fold::Sum => {
            let one = fold(by, std::slice::from_ref(member)).map_or_else(Range::nothing, |value| shape::range(&value));
            Value::Number(if one.is_nothing() && may_be_empty {
                zero.or_undefined(length.marks())
            } else {
                length.mul(&one)
            })
        }
        Fold::Mean | Fold::Max | Fold::Min => {
            let value = fold(by, std::slice::from_ref(member)).unwrap_or_else(|| shape::undefined(kind));
            if may_be_empty { value.or_undefined(length.marks()) } else { value.with_marks(length.marks()) }
        }
    }
}

/// For everything inside: the lists whose record at hand it looks at.
fn lists_looked_at(program: &crate::program::Program, roots: &[Target]) -> HashMap<Target, Rc<HashSet<FactId>>> {
    let none: Rc<HashSet<FactId>> = Rc::default();
    let mut found: HashMap<Target, Rc<HashSet<FactId>>> = HashMap::new();
    for target in graph::reachable(program, roots.iter().copied()) {
        let mut lists = Rc::clone(&none);
        for operand in graph::operands(program, target) {
            if let Some(more) = found.get(&operand)
                && !more.is_subset(&lists)
            {
                Rc::make_mut(&mut lists).extend(more.iter());
            }
        }
        if let Target::Node(node) = target {
            match program.nodes.get(node.index()) {
                Some(Node::Column(list, _)) => {
                    lists = Rc::new(HashSet::from([*list]));
                }
                Some(Node::OverRecords(_, list, _, _)) if lists.contains(list) => {
                    Rc::make_mut(&mut lists).remove(list);
                }
                _ => {}
            }
        }
        found.insert(target, lists);
    }
    found
}
