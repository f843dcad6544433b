//! Random programs over small domains, and what may be known of their facts.

mod choosing;
mod day;
mod each;
mod expression;

use crate::random::Random;
use guiju::program::*;
use guiju::value::{Date, Number};

/// How many options the choice fact has.
pub const OPTIONS: u32 = 3;
/// The greatest value of a whole fact.
pub const GREATEST: i64 = 3;

/// A program with facts 是甲 是乙 (yes or no), 数甲 数乙 (whole, 0 to 3), 比 (a number, 0 to 2), 类 (ordered choice), 表单 (a list), 日 (a day),
/// one judged line, conditions for each record, transitions, deductions, definitions, tables, calendars, a parameter, one of which the
/// law sets only the ends, a score, conditions and an amount.
pub struct Generated {
    pub program: Program,
    /// Every node that a condition or the amount stands on.
    pub roots: Vec<NodeId>,
    pub amount: NodeId,
}

pub const YES_A: FactId = FactId(0);
pub const YES_B: FactId = FactId(1);
pub const WHOLE_A: FactId = FactId(2);
pub const WHOLE_B: FactId = FactId(3);
pub const RATIO: FactId = FactId(4);
pub const CHOICE: FactId = FactId(5);
pub const LIST: FactId = FactId(6);
pub const DAY: FactId = FactId(7);

/// A figure of which the law sets only the ends; not in every program.
pub const BOUNDED: ParameterId = ParameterId(1);

/// The days that 日 may be: 2026-10-20 to 2026-11-28.
pub const FIRST_DAY: i32 = 739_909;
pub const LAST_DAY: i32 = 739_948;

pub fn program(random: &mut Random) -> Generated {
    make(random, false)
}

/// A program in which every fact occurs once at most, comparisons are by order, and no set of numbers that could be
/// compared with a figure has holes.
pub fn program_once(random: &mut Random) -> Generated {
    make(random, true)
}

fn make(random: &mut Random, once: bool) -> Generated {
    let left = once.then(|| ONCE.to_vec());
    let mut maker = Maker {
        program: Program::default(),
        random,
        in_record: false,
        judged: false,
        left,
        plain: vec![],
        belongs: None,
        column: None,
    };
    maker.catalogue();
    maker.program.judged.push(Judged { name: "由人".into(), policy: PolicyId(0), by: None, score: None });
    maker.parameter();
    maker.calendars();
    if !once && maker.random.percent(50) {
        maker.bounded_parameter();
    }
    if !once && maker.random.percent(40) {
        maker.score();
    }
    if !once && maker.random.percent(50) {
        maker.each();
    }
    if !once && maker.random.percent(30) {
        maker.deduct_in_order();
    }
    let definitions = if once { 0 } else { maker.random.below(3) };
    for index in 0..definitions {
        let root = maker.number(2);
        let definition = maker.definition(format!("定义{index}"), root);
        maker.plain.push(definition);
    }
    let mut conditions = vec![];
    for index in 0..1 + maker.random.below(3) {
        maker.judged = !once;
        let body = maker.truth(3);
        let unless = maker.random.percent(20).then(|| maker.truth(1));
        maker.judged = false;
        let exclude = maker.random.percent(30);
        let turned = if exclude { maker.push(Node::Not(body), Kind::Truth) } else { body };
        let root = match unless {
            Some(unless) => maker.push(Node::Any(vec![turned, unless]), Kind::Truth),
            None => turned,
        };
        let root = if !once && maker.random.percent(20) { maker.deemed(root) } else { root };
        conditions.push(maker.condition(format!("条件{index}"), exclude, body, unless, root));
    }
    if once {
        // No condition is worked out together with the amount.
        maker.left = Some(ONCE.to_vec());
    }
    let amount = maker.number(3);
    let all = conditions.iter().map(|id| maker.push(Node::Condition(*id), Kind::Truth)).collect();
    let root = maker.push(Node::All(all), Kind::Truth);
    let mut roots: Vec<NodeId> =
        conditions.iter().map(|condition| maker.program.conditions[condition.index()].root).collect();
    roots.push(root);
    let law_day = (!once && maker.random.percent(40)).then(|| maker.push(Node::Fact(DAY), Kind::Date));
    let mut program = maker.program;
    program.policies.push(Policy { law_day, ..policy(conditions, root, amount) });
    Generated { program, roots, amount }
}

fn policy(conditions: Vec<ConditionId>, root: NodeId, amount: NodeId) -> Policy {
    Policy {
        name: "政策".into(),
        conditions,
        root,
        benefits: vec![Benefit {
            name: "金额".into(),
            formula: Some(amount),
            amount: Some(amount),
            ..Benefit::default()
        }],
        ..Policy::default()
    }
}

fn fact(name: &str, kind: Kind) -> Fact {
    Fact { name: name.into(), options: (1 << OPTIONS) - 1, kind, ..Fact::default() }
}

/// What a choice gives.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Truth,
    Number,
}

struct Maker<'a> {
    program: Program,
    random: &'a mut Random,
    /// Columns may be read.
    in_record: bool,
    /// The judged line may be read.
    judged: bool,
    /// The facts, and columns of the list, that have not been used, if each may be used only once.
    left: Option<Vec<Leaf>>,
    /// Definitions that may be read anywhere.
    plain: Vec<DefinitionId>,
    /// Of a record at hand: that it meets the conditions for each record, and a column worked out.
    belongs: Option<DefinitionId>,
    column: Option<DefinitionId>,
}

/// A fact, or a column of the list.
type Leaf = (FactId, Option<u32>);

const ONCE: [Leaf; 10] = [
    (YES_A, None),
    (YES_B, None),
    (WHOLE_A, None),
    (WHOLE_B, None),
    (RATIO, None),
    (CHOICE, None),
    (LIST, None),
    (DAY, None),
    (LIST, Some(0)),
    (LIST, Some(1)),
];

impl Maker<'_> {
    fn push(&mut self, node: Node, kind: Kind) -> NodeId {
        self.program.nodes.push(node);
        self.program.kinds.push(kind);
        NodeId(self.program.nodes.len() as u32 - 1)
    }

    fn definition(&mut self, name: String, root: NodeId) -> DefinitionId {
        self.program.definitions.push(Definition { name, year: None, policy: None, root, notes: Notes::default() });
        DefinitionId(self.program.definitions.len() as u32 - 1)
    }

    fn condition(
        &mut self,
        name: String,
        exclude: bool,
        body: NodeId,
        unless: Option<NodeId>,
        root: NodeId,
    ) -> ConditionId {
        self.program.conditions.push(Condition {
            name,
            policy: PolicyId(0),
            parent: None,
            children: vec![],
            exclude,
            body,
            unless,
            root,
            judged: vec![],
            notes: Notes::default(),
        });
        ConditionId(self.program.conditions.len() as u32 - 1)
    }

    fn once(&self) -> bool {
        self.left.is_some()
    }

    /// One of some facts or columns, of those that may still be used; none if none may.
    fn leaf(&mut self, wanted: &[Leaf]) -> Option<Node> {
        // What is outside of a list and read inside of it is read for every record.
        let fits = |leaf: &&Leaf| !self.once() || self.in_record == leaf.1.is_some();
        let free = |leaf: &&Leaf| self.left.as_ref().is_none_or(|left| left.contains(leaf));
        let wanted: Vec<Leaf> = wanted.iter().filter(fits).filter(free).copied().collect();
        if wanted.is_empty() {
            return None;
        }
        let leaf = *self.random.pick(&wanted);
        if let Some(left) = &mut self.left {
            left.retain(|other| *other != leaf);
        }
        Some(match leaf {
            (list, Some(column)) => Node::Column(list, column),
            (fact, None) => Node::Fact(fact),
        })
    }

    fn constant(&mut self, number: Number) -> NodeId {
        self.push(Node::Number(number), Kind::Number(String::new()))
    }

    fn catalogue(&mut self) {
        self.program.regions.push(Region {
            name: "全国".into(),
            title: None,
            code: None,
            coding: None,
            rank: RegionRank::Country,
            parent: None,
            ties: RegionTies::default(),
            doubts: vec![],
        });
        let options = ["低", "中", "高"].map(|name| (name.to_owned(), None)).to_vec();
        self.program.choice_types.push(ChoiceType { name: "类".into(), options, ordered: true });
        let low = self.constant(Number::from(0));
        let high = self.constant(Number::from(GREATEST));
        let two = self.constant(Number::from(2));
        let plain = || Kind::Number(String::new());
        let date = |day: i32| Node::Date(Date::from_day_number(day).expect("a day"));
        let first = self.push(date(FIRST_DAY), Kind::Date);
        let last = self.push(date(LAST_DAY), Kind::Date);
        let bounds = Bounds { low: Some(low), high: Some(high) };
        self.program.facts = vec![
            fact("是甲", Kind::Truth),
            fact("是乙", Kind::Truth),
            Fact { whole: true, bounds, ..fact("数甲", plain()) },
            Fact { whole: true, bounds, ..fact("数乙", plain()) },
            Fact { bounds: Bounds { low: Some(low), high: Some(two) }, ..fact("比", plain()) },
            fact("类", Kind::Choice(ChoiceTypeId(0))),
            Fact {
                max_records: 2,
                columns: vec![
                    Column {
                        unit: None,
                        name: "数".into(),
                        title: None,
                        kind: plain(),
                        whole: true,
                        options: 0,
                        bounds,
                        asked_if: None,
                        ask: None,
                        help: None,
                    },
                    Column {
                        unit: None,
                        name: "是".into(),
                        title: None,
                        kind: Kind::Truth,
                        whole: false,
                        options: 0,
                        bounds: Bounds::default(),
                        asked_if: None,
                        ask: None,
                        help: None,
                    },
                ],
                ..fact("表单", Kind::List(String::new()))
            },
            Fact { bounds: Bounds { low: Some(first), high: Some(last) }, ..fact("日", Kind::Date) },
        ];
    }
}
