//! Live facts: those that may still matter to a value. What is settled needs nobody; of what is open only the
//! branches count that can still be chosen.

use std::collections::{BTreeSet, HashSet};

use crate::eval::graph::{self, Target};
use crate::eval::{Run, Slot};
use crate::program::{
    Cell, Exception, FactId, Fold, HitPolicy, Kind, Member, Node, NodeId, Points, PolicyId, Program, RegionId, ScoreId,
    TableId,
};
use crate::value::{Range, Truth, Value};

/// So many steps are walked at most; beyond, every unknown fact that is written anywhere below counts as live.
const MOST_STEPS: u32 = 2_000_000;

/// As deep as the evaluator looks into lists inside lists.
const MOST_NESTED: u32 = 4;

/// The live facts of a value, as a policy reads it, or nobody in particular.
pub(super) fn live(run: &mut Run<'_>, law_of: Option<PolicyId>, root: Target) -> BTreeSet<Slot> {
    let mut walk = Walk { found: BTreeSet::new(), steps: 0 };
    walk.from(run, vec![Step { law_of, target: root }], 0);
    enter(run, law_of);
    if walk.steps > MOST_STEPS {
        walk.everything_unknown(run, root);
    }
    walk.found
}

/// The facts that still decide which version of a policy applies, if any: their law day, the place, 适用.
pub(super) fn live_applicability(run: &mut Run<'_>, versions: &[PolicyId]) -> BTreeSet<Slot> {
    let mut walk = Walk { found: BTreeSet::new(), steps: 0 };
    let mut steps = Vec::new();
    for version in versions {
        walk.applicability(run, *version, &mut steps);
    }
    walk.from(run, steps, 0);
    walk.found
}

/// From here on the law day of a policy holds, or that of no policy.
pub(super) fn enter(run: &mut Run<'_>, law_of: Option<PolicyId>) {
    match law_of {
        Some(policy) => run.enter(policy),
        None => run.leave(),
    }
}

/// Something to look at, and under whose law day.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Step {
    law_of: Option<PolicyId>,
    target: Target,
}

struct Walk {
    found: BTreeSet<Slot>,
    steps: u32,
}

impl Walk {
    /// Walks with a list of its own instead of the call stack: only lists inside lists go deeper.
    fn from(&mut self, run: &mut Run<'_>, mut steps: Vec<Step>, nested: u32) {
        let mut seen = HashSet::new();
        while let Some(step) = steps.pop() {
            if !seen.insert(step) {
                continue;
            }
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return;
            }
            enter(run, step.law_of);
            if run.target(step.target).is_settled() {
                continue;
            }
            let mut next = Vec::new();
            match step.target {
                Target::Score(score) => points(run, score, &mut next),
                Target::Node(node) => self.node(run, node, step.law_of, nested, &mut next, &mut steps),
            }
            steps.extend(next.into_iter().map(|target| Step { target, ..step }));
        }
    }

    fn node(
        &mut self,
        run: &mut Run<'_>,
        id: NodeId,
        law_of: Option<PolicyId>,
        nested: u32,
        next: &mut Vec<Target>,
        steps: &mut Vec<Step>,
    ) {
        let program = run.program();
        let Some(node) = program.nodes.get(id.index()) else { return };
        match node {
            Node::Fact(fact) if !is_yearly(program, *fact) => self.slot(run, Slot::Fact(*fact)),
            Node::Fact(fact) => self.year(run, *fact, 0, law_of, steps),
            Node::FactInYear(fact, before) => self.year(run, *fact, *before, law_of, steps),
            // Outside of a given record a column speaks of the list as a whole.
            Node::Column(list, _) => match run.slot(id) {
                Some(slot) => self.slot(run, slot),
                None => {
                    self.found.insert(Slot::Fact(*list));
                }
            },
            Node::LawDay => law_day(run, law_of, steps),
            Node::AskedRegion => {
                if let Some(slot) = run.place_slot() {
                    self.slot(run, slot);
                }
            }
            // A figure of which the law only sets a limit is open, but not for want of facts.
            Node::Parameter(parameter) if run.value(id).marks().missing || run.value(id).may_be_undefined() => {
                law_day(run, law_of, steps);
                let rows = program.parameters.get(parameter.index()).into_iter().flat_map(|parameter| &parameter.rows);
                self.place(run, rows.map(|row| row.region));
            }
            Node::Parameter(_) => {}
            Node::Policy(policy) => {
                for version in graph::versions_before(program, *policy, Some(id)) {
                    self.applicability(run, version, steps);
                    let root = program.policies.get(version.index()).map(|version| Target::Node(version.root));
                    steps.extend(root.map(|target| Step { law_of: Some(version), target }));
                }
            }
            Node::Table(table) => rows(run, id, *table, next),
            Node::If(guard, then, otherwise) => {
                let truth = run.truth(*guard);
                next.push(Target::Node(*guard));
                next.extend(may_hold(truth).then_some(Target::Node(*then)));
                next.extend(may_fail(truth).then_some(Target::Node(*otherwise)));
            }
            Node::Exceptions(base, exceptions) => levels(run, *base, exceptions, next),
            Node::Least(nodes) => next.extend(contenders(run, nodes, false)),
            Node::Greatest(nodes) => next.extend(contenders(run, nodes, true)),
            Node::OverYears(fold, anchor, years) => {
                law_day(run, law_of, steps);
                if let Some(anchor) = anchor {
                    self.years_to_tell(run, *anchor, years);
                }
                let existing: Vec<NodeId> = years
                    .iter()
                    .filter(|(before, _)| anchor.is_none_or(|anchor| year_may_exist(run, anchor, *before)))
                    .map(|(_, node)| *node)
                    .collect();
                let sure = anchor.is_none_or(|anchor| run.possible(Slot::Fact(anchor)).is_settled());
                match fold {
                    Fold::Max if sure => next.extend(contenders(run, &existing, true)),
                    Fold::Min if sure => next.extend(contenders(run, &existing, false)),
                    _ => next.extend(existing.into_iter().map(Target::Node)),
                }
            }
            // Under another place other facts may matter; all that is open there counts, which is more than need be.
            Node::Under(value, place) => {
                self.everything_unknown(run, Target::Node(*value));
                next.push(Target::Node(*place));
            }
            Node::OverRecords(_, list, filter, value) => self.records(run, *list, *filter, *value, law_of, nested),
            _ => next.extend(graph::operands(program, Target::Node(id))),
        }
    }

    fn slot(&mut self, run: &mut Run<'_>, slot: Slot) {
        if !run.possible(slot).is_settled() {
            self.found.insert(slot);
        }
    }

    /// The figure of a year, which year that is, and whether it exists.
    fn year(&mut self, run: &mut Run<'_>, fact: FactId, before: u8, law_of: Option<PolicyId>, steps: &mut Vec<Step>) {
        let slot = run.year_slot(fact, before);
        self.slot(run, slot);
        law_day(run, law_of, steps);
        let anchor = run.program().facts.get(fact.index()).and_then(|fact| fact.anchor);
        if let (Some(anchor), false) = (anchor, run.year_is_told(fact, before)) {
            self.slot(run, Slot::Fact(anchor));
        }
    }

    /// What decides which of some years exist: the anchor, and the figures that tell it too.
    fn years_to_tell(&mut self, run: &mut Run<'_>, anchor: FactId, years: &[(u8, NodeId)]) {
        if run.possible(Slot::Fact(anchor)).is_settled() {
            return;
        }
        for (before, member) in years {
            let tellers = run.years_that_tell(anchor, *before, *member);
            if !tellers.iter().any(|(fact, back)| run.year_is_told(*fact, *back)) {
                self.slot(run, Slot::Fact(anchor));
                for (fact, back) in tellers.iter() {
                    let slot = run.year_slot(*fact, *back);
                    self.slot(run, slot);
                }
            }
        }
    }

    /// The fact that says whose rules are asked for, if it is open whether one of some places contains the asked one.
    fn place(&mut self, run: &mut Run<'_>, regions: impl Iterator<Item = RegionId>) {
        let place = run.place();
        if place.is_settled() {
            return;
        }
        let mut regions = regions;
        let around = RegionId(place.within);
        let open = regions.any(|region| region != around && run.contains_place(around, region));
        if let (true, Some(slot)) = (open, run.place_slot()) {
            self.slot(run, slot);
        }
    }

    /// What says whether a version of a policy applies.
    fn applicability(&mut self, run: &mut Run<'_>, version: PolicyId, steps: &mut Vec<Step>) {
        run.enter(version);
        law_day(run, Some(version), steps);
        let Some(policy) = run.program().policies.get(version.index()) else { return };
        self.place(run, std::iter::once(policy.region));
        steps.extend(policy.applies.map(|node| Step { law_of: Some(version), target: Target::Node(node) }));
    }

    fn records(
        &mut self,
        run: &mut Run<'_>,
        list: FactId,
        filter: Option<NodeId>,
        value: Option<NodeId>,
        law_of: Option<PolicyId>,
        nested: u32,
    ) {
        let several_choices =
            run.program().facts.get(list.index()).is_some_and(|fact| matches!(fact.kind, Kind::Choices(_)));
        if several_choices {
            return self.slot(run, Slot::Fact(list));
        }
        let given = run.facts().records(list);
        if given.is_none() {
            self.found.insert(Slot::Fact(list));
        }
        if nested >= MOST_NESTED {
            // The evaluator takes the value as anything, whatever is known.
            return;
        }
        let records: Vec<Option<u32>> = given.map_or_else(|| vec![None], |given| (0..given).map(Some).collect());
        for record in records {
            run.with_record(list, record, |run| {
                let belongs = filter.map_or(Truth::MET, |filter| run.truth(filter));
                let value = value.filter(|_| belongs != Truth::UNMET);
                let inside = filter.into_iter().chain(value);
                let steps = inside.map(|node| Step { law_of, target: Target::Node(node) }).collect();
                self.from(run, steps, nested + 1);
                enter(run, law_of);
            });
        }
    }

    /// All that is unknown and written below a target, whether it can matter or not.
    fn everything_unknown(&mut self, run: &mut Run<'_>, root: Target) {
        let program = run.program();
        for target in graph::reachable(program, [root]) {
            let Target::Node(id) = target else { continue };
            match program.nodes.get(id.index()) {
                Some(Node::Column(list, column)) => match run.facts().records(*list) {
                    None => {
                        self.found.insert(Slot::Fact(*list));
                    }
                    Some(given) => (0..given).for_each(|record| self.slot(run, Slot::Field(*list, record, *column))),
                },
                Some(Node::Fact(_) | Node::FactInYear(..)) => {
                    if let Some(slot) = run.slot(id) {
                        self.slot(run, slot);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The day whose law holds, while it is open: stated by the policy, read as on the day of asking.
fn law_day(run: &mut Run<'_>, law_of: Option<PolicyId>, steps: &mut Vec<Step>) {
    if run.law_day().is_settled() {
        return;
    }
    let stated = law_of.and_then(|policy| run.program().policies.get(policy.index())?.law_day);
    steps.extend(stated.map(|node| Step { law_of: None, target: Target::Node(node) }));
}

fn is_yearly(program: &Program, fact: FactId) -> bool {
    program.facts.get(fact.index()).is_some_and(|fact| fact.yearly)
}

/// A year that the anchor's day, as far as it is known, does not rule out.
fn year_may_exist(run: &mut Run<'_>, anchor: FactId, before: u8) -> bool {
    let Value::Number(anchor) = run.possible(Slot::Fact(anchor)) else { return true };
    match (anchor.is_day(), run.law_day().is_day()) {
        (Some(anchor), Some(law_day)) => anchor.year() <= law_day.year() - i32::from(before),
        _ => true,
    }
}

/// A decision stands for the points, a band narrows them; else they come from what is inside.
fn points(run: &mut Run<'_>, id: ScoreId, next: &mut Vec<Target>) {
    let program: &Program = run.program();
    let Some(score) = program.scores.get(id.index()) else { return };
    if score.judged.is_some_and(|judged| run.known(Slot::Judged(judged)).is_some()) {
        return;
    }
    match &score.points {
        Points::Free | Points::Bands(_) => {}
        Points::Parts(parts) => next.extend(parts.iter().copied().map(Target::Score)),
        Points::Value(value) => next.push(Target::Node(*value)),
        Points::BestOf(ways) => {
            let ways: Vec<NodeId> = ways.iter().map(|way| way.value).collect();
            next.extend(contenders(run, &ways, true));
        }
    }
}

/// The inputs that an open cell of a row looks at, and the output, for each row that can still be chosen.
fn rows(run: &mut Run<'_>, node: NodeId, id: TableId, next: &mut Vec<Target>) {
    let program = run.program();
    let Some(table) = program.tables.get(id.index()) else { return };
    if table.hit == HitPolicy::Marginal {
        return next.extend(graph::operands(program, Target::Node(node)));
    }
    for (place, row) in table.rows.iter().enumerate() {
        let cells = run.cells(id, place);
        if cells.contains(&Truth::UNMET) {
            continue;
        }
        for ((input, cell), truth) in table.inputs.iter().zip(&row.cells).zip(&cells) {
            if !truth.is_settled() {
                next.push(Target::Node(input.value));
                next.extend(figures(cell).map(Target::Node));
            }
        }
        next.extend(row.output.map(Target::Node));
        // Surely met it is the row; surely undefined it is the end. Judged, the rows below count as well.
        let row = Truth::and_all(cells);
        if table.hit == HitPolicy::First && (row == Truth::MET || row == Truth::UNDEFINED) {
            break;
        }
    }
}

/// The figures of a cell; while the law day is open, so may they be.
fn figures(cell: &Cell) -> impl Iterator<Item = NodeId> {
    let (single, members) = match cell {
        Cell::Anything => (None, &[][..]),
        Cell::Compare(_, figure) => (Some(*figure), &[][..]),
        Cell::OneOf(members) => (None, members.as_slice()),
    };
    let of_members = members.iter().flat_map(|member| match member {
        Member::Value(value) => [Some(*value), None],
        Member::Span(low, high) => [Some(*low), Some(*high)],
    });
    single.into_iter().chain(of_members.flatten())
}

/// The base where every guard can fail, and each exception whose guard can hold, level by level.
fn levels(run: &mut Run<'_>, base: NodeId, exceptions: &[Exception], next: &mut Vec<Target>) {
    let mut levels = vec![(base, exceptions)];
    while let Some((base, exceptions)) = levels.pop() {
        let mut base_counts = true;
        for exception in exceptions {
            let guard = run.truth(exception.guard);
            next.push(Target::Node(exception.guard));
            base_counts &= may_fail(guard);
            if may_hold(guard) {
                levels.push((exception.value, &exception.nested));
            }
        }
        next.extend(base_counts.then_some(Target::Node(base)));
    }
}

/// Of several values those that can still be the greatest, or the least.
fn contenders(run: &mut Run<'_>, nodes: &[NodeId], greatest: bool) -> Vec<Target> {
    let values: Vec<Value> = nodes.iter().map(|node| run.value(*node)).collect();
    let beaten = |place: usize, value: &Value| {
        !value.may_be_undefined()
            && values.iter().enumerate().any(|(other, rival)| {
                other != place && !rival.may_be_undefined() && never_better(value, rival, greatest)
            })
    };
    nodes
        .iter()
        .zip(&values)
        .enumerate()
        .filter(|(place, (_, value))| !beaten(*place, value))
        .map(|(_, (node, _))| Target::Node(*node))
        .collect()
}

/// Whether one value is at best as good as another at worst.
fn never_better(one: &Value, other: &Value, greatest: bool) -> bool {
    let (low, high) = if greatest { (other, one) } else { (one, other) };
    match (low, high) {
        (Value::Number(low), Value::Number(high)) => {
            let (low, high): (&Range, &Range) = (low, high);
            low.low().number().zip(high.high().number()).is_some_and(|(low, high)| low >= high)
        }
        (Value::Choice(low), Value::Choice(high)) => {
            low.options().min().zip(high.options().max()).is_some_and(|(low, high)| low >= high)
        }
        _ => false,
    }
}

fn may_hold(guard: Truth) -> bool {
    guard.contains(Truth::MET) || guard.contains(Truth::JUDGED)
}

fn may_fail(guard: Truth) -> bool {
    guard.contains(Truth::UNMET) || guard.contains(Truth::JUDGED)
}
