use super::context::{Context, Judges, Law, Unit};
use super::facts::Facts;
use super::graph::Target;
use super::memo::{Entry, Memo, Reads, Tally};
use super::place::{self, Ties};
use super::slot::Slot;
use super::{Asked, shape};
use crate::program::{FactId, Kind, Node, NodeId, PolicyId, Program, REGISTERED_IN, ScoreId};
use crate::value::{Calendar, Marks, Place, Range, Truth, Value};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// For a node and so many years before, the figures that tell whether that year exists.
type Tellers = HashMap<(NodeId, u8), Rc<[(FactId, u8)]>>;

/// A program at work on some facts: every value asked for is worked out once and kept.
///
/// Nothing here recurses along the graph: what a target needs is pushed on a stack of our own, as a browser's is small.
#[derive(Debug)]
pub struct Run<'a> {
    pub(super) program: &'a Program,
    pub(super) facts: &'a Facts,
    pub(super) asked: Asked,
    /// The context of the target at work; between targets, that of the policy entered.
    pub(super) context: Context,
    pub(super) memo: Memo,
    tally: Tally,
    wanted: Vec<Unit>,
    anchors: HashSet<FactId>,
    pub(super) registered_in: Option<FactId>,
    pub(super) domains: HashMap<(FactId, Option<u32>), Value>,
    pub(super) list_plans: HashMap<NodeId, Rc<[Target]>>,
    pub(super) tellers: Tellers,
    pub(super) calendar: Calendar,
    pub(super) ties: Option<Ties>,
}

/// What is needed first is not there yet; it has been noted down.
#[derive(Debug)]
pub(super) struct Wanted;

/// A result, unless something is needed first.
pub(super) type Need<T> = Result<T, Wanted>;

impl<'a> Run<'a> {
    /// Nothing worked out yet. No policy is entered: the law day is the caller's, or the day of asking.
    pub fn new(program: &'a Program, facts: &'a Facts, asked: Asked) -> Run<'a> {
        let registered_in =
            program.facts.iter().position(|fact| fact.name == REGISTERED_IN && fact.kind == Kind::Region);
        Run {
            program,
            facts,
            asked,
            context: Context::PLAIN,
            memo: Memo::new(program.nodes.len()),
            tally: Tally::default(),
            wanted: Vec::new(),
            anchors: program.facts.iter().filter_map(|fact| fact.anchor).collect(),
            registered_in: registered_in.and_then(|index| u32::try_from(index).ok()).map(FactId),
            domains: HashMap::new(),
            list_plans: HashMap::new(),
            tellers: HashMap::new(),
            ties: place::ties(program, asked.today),
            calendar: calendar(program),
        }
    }

    /// The program at work.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// What is given.
    pub fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// What the caller asks for.
    pub fn asked(&self) -> Asked {
        self.asked
    }

    /// Which days are worked on.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// From here on values are those of a policy: its law day holds.
    pub fn enter(&mut self, policy: PolicyId) {
        self.context = self.context_of(policy);
    }

    /// From here on 属地 is what a node says; none: as asked.
    pub fn place_at(&mut self, place: Option<NodeId>) {
        self.context.place = place;
    }

    /// From here on values are those of no policy.
    pub fn leave(&mut self) {
        self.context = Context { place: self.context.place, ..Context::PLAIN };
    }

    /// What is known of a node's value, without looking at cases.
    pub fn value(&mut self, node: NodeId) -> Value {
        self.demand(Target::Node(node))
    }

    /// What is known of a condition's truth, without looking at cases; undefined if the node is none.
    pub fn truth(&mut self, node: NodeId) -> Truth {
        shape::truth(&self.value(node))
    }

    /// What is known of a score's points.
    pub fn points(&mut self, score: ScoreId) -> Range {
        shape::range(&self.demand(Target::Score(score)))
    }

    /// What is known of a target's value.
    pub fn target(&mut self, target: Target) -> Value {
        self.demand(target)
    }

    /// The day whose law holds, or the days still possible.
    pub fn law_day(&mut self) -> Range {
        self.insist(Run::need_law_day)
    }

    /// 属地: the place whose rules are asked for, or the places still possible.
    pub fn place(&mut self) -> Place {
        self.insist(Run::need_place)
    }

    /// What is given or assumed of a slot; none if nothing is.
    pub fn known(&self, slot: Slot) -> Option<&Value> {
        self.memo.assumed(slot).or_else(|| self.facts.known(slot))
    }

    /// All that is possible of a slot: what is known, else what its declaration lets in.
    pub fn possible(&mut self, slot: Slot) -> Value {
        if let Some(value) = self.known(slot) {
            return value.clone();
        }
        match slot {
            Slot::Fact(fact) | Slot::Year(fact, _) | Slot::YearBefore(fact, _) => {
                self.insist(|run| run.domain(fact, None))
            }
            Slot::Field(fact, _, column) => self.insist(|run| run.domain(fact, Some(column))),
            Slot::Judged(_) => Value::Truth(Truth::JUDGED),
            Slot::Today => Value::Number(Range::day(self.asked.today)),
        }
    }

    /// Looks while some slots have other values than are known. What does not depend on them is not worked out again.
    pub fn under<T>(&mut self, changes: &[(Slot, Value)], look: impl FnOnce(&mut Run<'a>) -> T) -> T {
        self.memo.push_layer(changes);
        let seen = look(self);
        self.memo.pop_layer();
        seen
    }

    /// Looks while a record of a list is at hand; none stands for any record of a list that is not given.
    pub fn with_record<T>(&mut self, list: FactId, record: Option<u32>, look: impl FnOnce(&mut Run<'a>) -> T) -> T {
        self.memo.push_frame(list, record);
        let seen = look(self);
        self.memo.pop_frame();
        seen
    }

    /// The slot that a node reads, if it does nothing else.
    pub fn slot(&mut self, node: NodeId) -> Option<Slot> {
        match self.program.nodes.get(node.index())? {
            Node::Today => Some(Slot::Today),
            Node::Judged(judged) => Some(Slot::Judged(*judged)),
            Node::Fact(fact) if self.program.facts.get(fact.index()).is_some_and(|fact| fact.yearly) => {
                Some(self.year_slot(*fact, 0))
            }
            Node::Fact(fact) => Some(Slot::Fact(*fact)),
            Node::FactInYear(fact, before) => Some(self.year_slot(*fact, *before)),
            Node::Column(list, column) => {
                let (_, record) = self.memo.record(*list)?;
                Some(Slot::Field(*list, record?, *column))
            }
            _ => None,
        }
    }

    /// The slot of a yearly fact so many years before the law day's.
    pub fn year_slot(&mut self, fact: FactId, before: u8) -> Slot {
        let law_day = self.law_day();
        match law_day.is_day() {
            Some(day) => Slot::Year(fact, day.year() - i32::from(before)),
            None => Slot::YearBefore(fact, before),
        }
    }

    /// Whether the figure of a yearly fact is given, so that nothing need be known of the day that anchors it.
    pub fn year_is_told(&mut self, fact: FactId, before: u8) -> bool {
        self.insist(|run| run.is_told(fact, before))
    }

    /// Whether nothing but the day and the place decides a node's value.
    pub fn is_given_by_the_day(&mut self, node: NodeId) -> bool {
        self.value(node);
        let unit = Unit { context: self.context, target: Target::Node(node) };
        self.memo.find(unit).is_some_and(|entry| entry.tally.reads.is_given_by_the_day())
    }

    pub(super) fn context_of(&self, policy: PolicyId) -> Context {
        let stated = self.program.policies.get(policy.index()).and_then(|policy| policy.law_day);
        match (self.asked.law_day, stated) {
            (None, Some(node)) => Context { law: Law::Stated(node), place: self.context.place, ..Context::PLAIN },
            _ => Context { place: self.context.place, ..Context::PLAIN },
        }
    }

    /// Works out a target and all that it needs.
    pub(super) fn demand(&mut self, target: Target) -> Value {
        let home = self.context;
        let outer = std::mem::take(&mut self.tally);
        let outer_wanted = std::mem::take(&mut self.wanted);
        let root = Unit { context: home, target };
        let mut stack = vec![root];
        while let Some(&unit) = stack.last() {
            if self.memo.find(unit).is_some() {
                stack.pop();
                continue;
            }
            self.context = unit.context;
            self.tally = Tally::default();
            match self.work_out(unit.target) {
                Ok(value) => {
                    self.memo.keep(unit, Entry { value, tally: self.tally });
                    stack.pop();
                }
                Err(Wanted) => stack.append(&mut self.wanted),
            }
        }
        self.context = home;
        self.tally = outer;
        self.wanted = outer_wanted;
        self.memo.find(root).map_or(Value::Truth(Truth::UNDEFINED), |entry| entry.value.clone())
    }

    /// Asks again until everything needed is there.
    pub(super) fn insist<T>(&mut self, mut ask: impl FnMut(&mut Run<'a>) -> Need<T>) -> T {
        let home = self.context;
        loop {
            let outer = std::mem::take(&mut self.wanted);
            let answer = ask(self);
            let wanted = std::mem::replace(&mut self.wanted, outer);
            self.context = home;
            match answer {
                Ok(answer) => return answer,
                Err(Wanted) => {
                    for unit in wanted {
                        self.context = unit.context;
                        self.demand(unit.target);
                    }
                    self.context = home;
                }
            }
        }
    }

    /// The value of a target in a context, if it has been worked out; else it is noted down as needed.
    pub(super) fn get_in(&mut self, context: Context, target: Target) -> Need<Value> {
        let unit = Unit { context, target };
        match self.memo.find(unit) {
            Some(entry) => {
                let (value, tally) = (entry.value.clone(), entry.tally);
                self.tally.add(tally);
                Ok(value)
            }
            None => {
                self.wanted.push(unit);
                Err(Wanted)
            }
        }
    }

    pub(super) fn get(&mut self, node: NodeId) -> Need<Value> {
        self.get_in(self.context, Target::Node(node))
    }

    pub(super) fn get_truth(&mut self, node: NodeId) -> Need<Truth> {
        self.get(node).map(|value| shape::truth(&value))
    }

    pub(super) fn get_range(&mut self, node: NodeId) -> Need<Range> {
        self.get(node).map(|value| shape::range(&value))
    }

    pub(super) fn get_place(&mut self, node: NodeId) -> Need<Place> {
        self.get(node).map(|value| shape::place(&value))
    }

    pub(super) fn get_score(&mut self, score: ScoreId) -> Need<Range> {
        self.get_in(self.context, Target::Score(score)).map(|value| shape::range(&value))
    }

    /// Several values at once, so that all that is needed is noted down in one go.
    pub(super) fn get_all(&mut self, nodes: impl IntoIterator<Item = NodeId>) -> Need<Vec<Value>> {
        let values: Vec<Need<Value>> = nodes.into_iter().map(|node| self.get(node)).collect();
        values.into_iter().collect()
    }

    /// A result that needs none of what has been noted down meanwhile.
    pub(super) fn at_once<T>(&mut self, result: T) -> Need<T> {
        self.wanted.clear();
        Ok(result)
    }

    pub(super) fn note_reads(&mut self, reads: Reads) {
        self.tally.add(Tally { reads, frames: 0 });
    }

    /// Notes that the value depends on the record of a frame.
    pub(super) fn note_frame(&mut self, frame: u64) {
        self.tally.add(Tally { reads: Reads::NOTHING, frames: frame });
    }

    /// The value no longer depends on the record of a frame: all of its records have been looked at.
    pub(super) fn leave_frame(&mut self, frame: u64) {
        self.tally.frames &= !frame;
    }

    pub(super) fn need_law_day(&mut self) -> Need<Range> {
        self.note_reads(Reads::CONTEXT);
        match (self.asked.law_day, self.context.law) {
            (Some(day), _) => Ok(Range::day(day)),
            (None, Law::Today | Law::Stating) => Ok(Range::day(self.asked.today)),
            (None, Law::Stated(node)) => {
                let stating = Context { law: Law::Stating, place: self.context.place, ..Context::PLAIN };
                self.get_in(stating, Target::Node(node)).map(|value| shape::range(&value))
            }
        }
    }

    pub(super) fn need_today(&mut self) -> Range {
        self.note_reads(Reads::TODAY);
        // Law is held where 今天 is assumed to be another day.
        self.note_reads(Reads::CONTEXT);
        match self.memo.assumed(Slot::Today) {
            Some(value) if self.context.law != Law::Stating => shape::range(value),
            _ => Range::day(self.asked.today),
        }
    }

    pub(super) fn need_place(&mut self) -> Need<Place> {
        self.note_reads(Reads::CONTEXT);
        if let Some(place) = self.context.place {
            let asked = Context { place: None, ..self.context };
            return self.get_in(asked, Target::Node(place)).map(|value| shape::place(&value));
        }
        match (self.asked.region, self.registered_in) {
            (Some(region), _) if place::is_parted(self.program, region) => Ok(Place::within(region.0, Marks::MISSING)),
            (Some(region), _) => Ok(Place::at(region.0)),
            (None, Some(fact)) => self.fact(fact).map(|value| shape::place(&value)),
            (None, None) => Ok(Place::anywhere(Marks::MISSING)),
        }
    }

    /// What is known of a slot, noted as read.
    pub(super) fn read(&mut self, slot: Slot) -> Option<Value> {
        self.note_reads(Reads::slot(slot));
        self.known(slot).cloned()
    }

    /// Notes that the value read depends on which years are taken to exist.
    pub(super) fn is_anchor(&self, fact: FactId) -> bool {
        self.anchors.contains(&fact)
    }

    pub(super) fn open_to_judges(&mut self, range: Range) -> Range {
        self.note_reads(Reads::CONTEXT);
        let end = match self.context.judges {
            Judges::Open => None,
            Judges::Least => range.low().number().filter(|_| range.low().is_closed()).cloned(),
            Judges::Greatest => range.high().number().filter(|_| range.high().is_closed()).cloned(),
        };
        match end {
            Some(end) if !range.is_nothing() => {
                let point = Range::point(end);
                if range.may_be_undefined() { point.or_undefined(range.marks()) } else { point }
            }
            _ => range,
        }
    }
}

fn calendar(program: &Program) -> Calendar {
    let mut calendar = Calendar::default();
    for year in &program.calendars {
        calendar.add(year.year, &year.holidays, &year.workdays);
    }
    calendar
}
