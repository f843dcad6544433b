//! Random programs over small domains, and what may be known of their facts.

use crate::random::Random;
use guiju::program::*;
use guiju::value::{Number, Rounding};

/// How many options the choice fact has.
pub const OPTIONS: u32 = 3;
/// The greatest value of a whole fact.
pub const GREATEST: i64 = 3;

/// A program with facts 是甲 是乙 (yes or no), 数甲 数乙 (whole, 0 to 3), 比 (a number, 0 to 2), 类 (ordered choice), 表单 (a list),
/// one judged line, definitions, tables, a score, conditions and an amount.
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

pub fn program(random: &mut Random) -> Generated {
    let mut maker = Maker { program: Program::default(), random, in_record: false, judged: false };
    maker.catalogue();
    maker.program.judged.push(Judged { name: "由人".into(), policy: PolicyId(0), by: None, score: None });
    if maker.random.percent(40) {
        maker.score();
    }
    for index in 0..maker.random.below(3) {
        let root = maker.number(2);
        maker.program.definitions.push(Definition {
            name: format!("定义{index}"),
            year: None,
            policy: None,
            root,
            notes: Notes::default(),
        });
    }
    let mut conditions = vec![];
    for index in 0..1 + maker.random.below(3) {
        maker.judged = true;
        let body = maker.truth(3);
        let unless = maker.random.percent(20).then(|| maker.truth(1));
        maker.judged = false;
        let exclude = maker.random.percent(30);
        let turned = if exclude { maker.push(Node::Not(body), Kind::Truth) } else { body };
        let root = match unless {
            Some(unless) => maker.push(Node::Any(vec![turned, unless]), Kind::Truth),
            None => turned,
        };
        maker.program.conditions.push(Condition {
            name: format!("条件{index}"),
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
        conditions.push(ConditionId(index as u32));
    }
    let amount = maker.number(3);
    let all = conditions.iter().map(|id| maker.push(Node::Condition(*id), Kind::Truth)).collect();
    let root = maker.push(Node::All(all), Kind::Truth);
    let mut roots: Vec<NodeId> = maker.program.conditions.iter().map(|condition| condition.root).collect();
    roots.push(root);
    let mut program = maker.program;
    program.policies.push(policy(conditions, root, amount));
    Generated { program, roots, amount }
}

fn policy(conditions: Vec<ConditionId>, root: NodeId, amount: NodeId) -> Policy {
    Policy {
        name: "政策".into(),
        standard: false,
        file: String::new(),
        authority: vec![],
        handler: vec![],
        level: None,
        delegated: None,
        region: RegionId(0),
        documents: vec![],
        version: None,
        effective: vec![],
        applies: None,
        law_day: None,
        window: None,
        conditions,
        root,
        scores: vec![],
        needs: vec![],
        benefits: vec![Benefit {
            name: "金额".into(),
            when: None,
            formula: Some(amount),
            amount: Some(amount),
            rounding: None,
            cap: None,
            right: None,
            term: None,
            budget: None,
            obtained: None,
            paid_by: None,
            purpose: None,
            notes: Notes::default(),
        }],
        procedure: None,
        hints: vec![],
        duties: vec![],
        sentences: vec![],
        notes: Notes::default(),
    }
}

fn fact(name: &str, kind: Kind) -> Fact {
    Fact {
        name: name.into(),
        group: None,
        whole: false,
        options: (1 << OPTIONS) - 1,
        bounds: Bounds::default(),
        yearly: false,
        anchor: None,
        period: None,
        given: false,
        asked_if: None,
        good_for: None,
        ask: None,
        title: None,
        help: None,
        counted_as: None,
        shared: None,
        doubts: vec![],
        columns: vec![],
        max_records: 0,
        key: None,
        unit: None,
        kind,
    }
}

struct Maker<'a> {
    program: Program,
    random: &'a mut Random,
    /// Columns may be read.
    in_record: bool,
    /// The judged line may be read.
    judged: bool,
}

impl Maker<'_> {
    fn push(&mut self, node: Node, kind: Kind) -> NodeId {
        self.program.nodes.push(node);
        self.program.kinds.push(kind);
        NodeId(self.program.nodes.len() as u32 - 1)
    }

    fn constant(&mut self, number: Number) -> NodeId {
        self.push(Node::Number(number), Kind::Number(String::new()))
    }

    fn catalogue(&mut self) {
        self.program.regions.push(Region {
            name: "全国".into(),
            title: None,
            code: None,
            rank: RegionRank::Country,
            parent: None,
            doubts: vec![],
        });
        let options = ["低", "中", "高"].map(|name| (name.to_owned(), None)).to_vec();
        self.program.choice_types.push(ChoiceType { name: "类".into(), options, ordered: true });
        let low = self.constant(Number::from(0));
        let high = self.constant(Number::from(GREATEST));
        let two = self.constant(Number::from(2));
        let plain = || Kind::Number(String::new());
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
        ];
    }

    /// A score of two items: one free for the judge, one by a value; the whole has a pass mark.
    fn score(&mut self) {
        let value = self.number(1);
        let entry = |name: &str, role, points, parent, max: Option<i64>| Score {
            name: name.into(),
            policy: None,
            role,
            parent,
            max: max.map(Number::from),
            pass: None,
            whole_points: false,
            by: None,
            judged: None,
            set_locally: None,
            points,
            notes: Notes::default(),
        };
        let whole = ScoreId(0);
        self.program.judged.push(Judged {
            name: "项一".into(),
            policy: PolicyId(0),
            by: None,
            score: Some(ScoreId(1)),
        });
        let comparison = *self.random.pick(&[Comparison::Greater, Comparison::AtLeast]);
        let points = Number::from(self.random.below(5) as i64);
        self.program.scores = vec![
            Score {
                pass: Some(PassMark { comparison, points }),
                ..entry("评分", ScoreRole::Whole, Points::Parts(vec![ScoreId(1), ScoreId(2)]), None, Some(5))
            },
            Score { judged: Some(JudgedId(1)), ..entry("项一", ScoreRole::Item, Points::Free, Some(whole), Some(2)) },
            entry("项二", ScoreRole::Item, Points::Value(value), Some(whole), Some(3)),
        ];
    }

    fn truth(&mut self, depth: usize) -> NodeId {
        let leaf = depth == 0;
        let choice = if leaf { self.random.below(4) } else { self.random.below(13) };
        let node = match choice {
            0 if self.in_record => Node::Column(LIST, 1),
            0 | 1 => Node::Fact(*self.random.pick(&[YES_A, YES_B])),
            2 if self.judged && !self.in_record => Node::Judged(JudgedId(0)),
            3 if leaf => Node::Truth(self.random.percent(50)),
            2..=5 => {
                let (left, right) = (self.number(depth.saturating_sub(1)), self.number(depth.saturating_sub(1)));
                Node::Compare(self.comparison(), left, right)
            }
            6 => {
                let (left, right) = (self.choice(depth - 1), self.choice(depth - 1));
                Node::Compare(self.comparison(), left, right)
            }
            7 => Node::All(self.truths(depth)),
            8 => Node::Any(self.truths(depth)),
            9 => {
                let count = 1 + self.random.below(3) as u32;
                Node::AtLeast(count, self.truths(depth))
            }
            10 => Node::Not(self.truth(depth - 1)),
            11 => Node::If(self.truth(depth - 1), self.truth(depth - 1), self.truth(depth - 1)),
            _ if !self.program.scores.is_empty() && !self.in_record && self.judged => Node::Passes(ScoreId(0)),
            _ => {
                let value = self.number(depth - 1);
                let members = self.members();
                Node::OneOf(value, members)
            }
        };
        self.push(node, Kind::Truth)
    }

    fn truths(&mut self, depth: usize) -> Vec<NodeId> {
        (0..1 + self.random.below(3)).map(|_| self.truth(depth - 1)).collect()
    }

    fn members(&mut self) -> Vec<Member> {
        let low = self.figure();
        let high = self.figure();
        let one = self.figure();
        if self.random.percent(50) {
            vec![Member::Value(one)]
        } else {
            vec![Member::Value(one), Member::Span(low, high)]
        }
    }

    fn figure(&mut self) -> NodeId {
        let number = Number::from(self.random.below(4) as i64);
        self.constant(number)
    }

    fn comparison(&mut self) -> Comparison {
        use Comparison::*;
        *self.random.pick(&[Less, AtMost, Greater, AtLeast, Equal, NotEqual])
    }

    fn number(&mut self, depth: usize) -> NodeId {
        let leaf = depth == 0;
        let choice = if leaf { self.random.below(5) } else { self.random.below(15) };
        let node = match choice {
            0 if self.in_record => Node::Column(LIST, 0),
            0 | 1 => Node::Fact(*self.random.pick(&[WHOLE_A, WHOLE_B])),
            2 => Node::Fact(RATIO),
            3 if !self.program.definitions.is_empty() && !self.in_record => {
                Node::Definition(DefinitionId(self.random.below(self.program.definitions.len()) as u32))
            }
            3 | 4 => Node::Number(Number::from(self.random.below(4) as i64)),
            5..=7 => {
                let operator = *self.random.pick(&[
                    Arithmetic::Add,
                    Arithmetic::Subtract,
                    Arithmetic::Multiply,
                    Arithmetic::Divide,
                ]);
                Node::Arithmetic(operator, self.number(depth - 1), self.number(depth - 1))
            }
            8 => Node::Least(vec![self.number(depth - 1), self.number(depth - 1)]),
            9 => Node::Greatest(vec![self.number(depth - 1), self.number(depth - 1)]),
            10 => {
                let modes = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up];
                let mode = *self.random.pick(&modes);
                let value = self.number(depth - 1);
                let step = self.constant(Number::from(1));
                Node::Round(mode, value, step)
            }
            11 => Node::If(self.truth(depth - 1), self.number(depth - 1), self.number(depth - 1)),
            12 if !self.in_record => self.table(depth),
            13 => self.exceptions(depth),
            14 if !self.in_record => self.over_records(depth),
            _ => Node::Negate(self.number(depth - 1)),
        };
        self.push(node, Kind::Number(String::new()))
    }

    fn choice(&mut self, depth: usize) -> NodeId {
        let node = match self.random.below(if depth == 0 { 2 } else { 3 }) {
            0 => Node::Fact(CHOICE),
            1 => Node::Choice(ChoiceTypeId(0), self.random.below(OPTIONS as usize) as u32),
            _ => Node::If(self.truth(depth - 1), self.choice(depth - 1), self.choice(depth - 1)),
        };
        self.push(node, Kind::Choice(ChoiceTypeId(0)))
    }

    fn table(&mut self, depth: usize) -> Node {
        let mut inputs = vec![];
        for index in 0..1 + self.random.below(2) {
            let value = if self.random.percent(30) { self.choice(depth - 1) } else { self.number(depth - 1) };
            inputs.push(Input { name: format!("列{index}"), value });
        }
        let mut rows = vec![];
        for _ in 0..1 + self.random.below(3) {
            let mut cells = vec![];
            for input in &inputs.clone() {
                cells.push(self.cell(input.value));
            }
            let output = self.random.percent(85).then(|| self.number(depth - 1));
            rows.push(Row { cells, output, note: None, citations: vec![], doubts: vec![] });
        }
        use HitPolicy::*;
        let hit = *self.random.pick(&[First, First, First, Unique, Any, Sum, Count, Max, Min]);
        self.program.tables.push(Table {
            name: format!("表{}", self.program.tables.len()),
            policy: None,
            inputs,
            output: "得".into(),
            rows,
            hit,
            notes: Notes::default(),
        });
        Node::Table(TableId(self.program.tables.len() as u32 - 1))
    }

    fn cell(&mut self, input: NodeId) -> Cell {
        if self.random.percent(25) {
            return Cell::Anything;
        }
        if matches!(self.program.kinds[input.0 as usize], Kind::Choice(_)) {
            let option = self.random.below(OPTIONS as usize) as u32;
            let option = self.push(Node::Choice(ChoiceTypeId(0), option), Kind::Choice(ChoiceTypeId(0)));
            return Cell::OneOf(vec![Member::Value(option)]);
        }
        match self.random.below(3) {
            0 => Cell::OneOf(self.members()),
            _ => Cell::Compare(self.comparison(), self.figure()),
        }
    }

    fn exceptions(&mut self, depth: usize) -> Node {
        let base = self.number(depth - 1);
        let mut exceptions = vec![];
        for index in 0..1 + self.random.below(2) {
            let nested = if self.random.percent(20) {
                vec![Exception {
                    name: "内".into(),
                    guard: self.truth(0),
                    value: self.number(0),
                    over: vec![],
                    nested: vec![],
                }]
            } else {
                vec![]
            };
            exceptions.push(Exception {
                name: format!("例外{index}"),
                guard: self.truth(depth - 1),
                value: self.number(depth - 1),
                over: if index == 1 && self.random.percent(30) { vec![0] } else { vec![] },
                nested,
            });
        }
        Node::Exceptions(base, exceptions)
    }

    fn over_records(&mut self, depth: usize) -> Node {
        let fold = *self.random.pick(&[Fold::Count, Fold::Sum, Fold::Mean, Fold::Max, Fold::Min]);
        self.in_record = true;
        let filter = self.random.percent(60).then(|| self.truth(depth - 1));
        let value = (fold != Fold::Count).then(|| self.number(depth - 1));
        self.in_record = false;
        Node::OverRecords(fold, LIST, filter, value)
    }
}
