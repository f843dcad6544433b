//! Random tables, exceptions, lists and scores.

use super::{LIST, Maker, OPTIONS, Sort};
use crate::random::Random;
use guiju::program::*;
use guiju::value::Number;

impl Maker<'_> {
    /// A score: an item free for the judge, one by a value, and a part with bands for the judge and a bonus that is the
    /// best of two ways. The whole and the part may have a pass mark.
    pub(super) fn score(&mut self) {
        let value = self.number(1);
        let ways = ["一", "二"].map(|name| Way { name: name.into(), value: self.number(1) });
        let judged =
            |name: &str, score| Judged { name: name.into(), policy: PolicyId(0), by: None, score: Some(score) };
        self.program.judged.extend([judged("项一", ScoreId(1)), judged("项三", ScoreId(4))]);
        let mark = |random: &mut Random| PassMark {
            comparison: *random.pick(&[Comparison::Greater, Comparison::AtLeast, Comparison::Less, Comparison::Equal]),
            points: Number::ratio(random.below(9) as i64, 2).expect("points"),
        };
        let marks = [mark(self.random), mark(self.random)];
        let of_part = self.random.percent(30).then(|| marks[1].clone());
        let whole_points = [0, 1, 2].map(|_| self.random.percent(30));
        let entry = |name: &str, role, points, parent: Option<u32>, max: i64| Score {
            name: name.into(),
            policy: None,
            role,
            parent: parent.map(ScoreId),
            max: Some(Number::from(max)),
            pass: None,
            whole_points: false,
            by: None,
            judged: None,
            set_locally: None,
            points,
            notes: Notes::default(),
        };
        let parts = |parts: &[u32]| Points::Parts(parts.iter().copied().map(ScoreId).collect());
        let band = |name: &str, low: i64, high: i64| Band { name: name.into(), low: low.into(), high: high.into() };
        let bands = Points::Bands(vec![band("高", 2, 2), band("中", 1, 2)]);
        use ScoreRole::{Bonus, Item, Part, Whole};
        let [mark, _] = marks;
        self.program.scores = vec![
            Score { pass: Some(mark), ..entry("评分", Whole, parts(&[1, 2, 3]), None, 5) },
            Score {
                judged: Some(JudgedId(1)),
                whole_points: whole_points[0],
                ..entry("项一", Item, Points::Free, Some(0), 2)
            },
            Score { whole_points: whole_points[1], ..entry("项二", Item, Points::Value(value), Some(0), 3) },
            Score { pass: of_part, ..entry("部分", Part, parts(&[4, 5]), Some(0), 3) },
            Score {
                judged: Some(JudgedId(2)),
                whole_points: whole_points[2],
                ..entry("项三", Item, bands, Some(3), 2)
            },
            entry("加分", Bonus, Points::BestOf(ways.to_vec()), Some(3), 2),
        ];
    }

    /// A verdict on a score, or a test of it.
    pub(super) fn of_score(&mut self) -> Node {
        if self.random.percent(50) {
            return Node::Passes(ScoreId(0));
        }
        let score = ScoreId(self.random.below(6) as u32);
        let points = self.push(Node::Score(score), Kind::Number(String::new()));
        let figure = self.figure();
        Node::Compare(self.any_comparison(), points, figure)
    }

    /// Brackets: each part of a number at its own rate.
    pub(super) fn brackets(&mut self, depth: usize) -> Node {
        let inside = if self.once() { 0 } else { depth - 1 };
        let value = self.number(inside);
        let mut rows = vec![];
        for bound in [Some(1), Some(2), None] {
            let bound = bound.map(|bound| self.constant(Number::from(bound)));
            let rate = self.figure();
            let cell = bound.map_or(Cell::Anything, |bound| Cell::Compare(Comparison::AtMost, bound));
            let output = self.random.percent(90).then_some(rate);
            rows.push(Row { cells: vec![cell], output, note: None, citations: vec![], doubts: vec![] });
        }
        rows.truncate(2 + self.random.below(2));
        let inputs = vec![Input { name: "数额".into(), value }];
        self.add_table(inputs, rows, HitPolicy::Marginal)
    }

    pub(super) fn table(&mut self, depth: usize, sort: Sort) -> Node {
        let mut inputs = vec![];
        for index in 0..1 + self.random.below(2) {
            // Where sets must have no holes, what is tested is a fact or a figure.
            let inside = if self.once() { 0 } else { depth - 1 };
            let value = if self.random.percent(30) { self.choice(inside) } else { self.number(inside) };
            inputs.push(Input { name: format!("列{index}"), value });
        }
        let mut rows = vec![];
        for _ in 0..1 + self.random.below(3) {
            let mut cells = vec![];
            for input in &inputs.clone() {
                cells.push(self.cell(input.value));
            }
            let output = self.random.percent(85).then(|| self.of(sort, depth - 1));
            rows.push(Row { cells, output, note: None, citations: vec![], doubts: vec![] });
        }
        use HitPolicy::*;
        let all = [Sum, Count, Max, Min, First, First, First, Unique, Any];
        // Truths cannot be added up, and what two outputs have in common may have holes.
        let from = if sort == Sort::Truth { 4 } else { 0 };
        let hit = *self.random.pick(&all[from..if self.once() { 8 } else { 9 }]);
        self.add_table(inputs, rows, hit)
    }

    fn add_table(&mut self, inputs: Vec<Input>, rows: Vec<Row>, hit: HitPolicy) -> Node {
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

    pub(super) fn cell(&mut self, input: NodeId) -> Cell {
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
            _ => Cell::Compare(self.any_comparison(), self.figure()),
        }
    }

    pub(super) fn exceptions(&mut self, depth: usize, sort: Sort) -> Node {
        let base = self.of(sort, depth - 1);
        let mut exceptions = vec![];
        let count = if self.once() { 1 } else { 1 + self.random.below(2) };
        for index in 0..count {
            let nested = if self.random.percent(20) {
                vec![Exception {
                    name: "内".into(),
                    guard: self.truth(0),
                    value: self.of(sort, 0),
                    over: vec![],
                    nested: vec![],
                }]
            } else {
                vec![]
            };
            exceptions.push(Exception {
                name: format!("例外{index}"),
                guard: self.truth(depth - 1),
                value: self.of(sort, depth - 1),
                over: if index == 1 && self.random.percent(30) { vec![0] } else { vec![] },
                nested,
            });
        }
        Node::Exceptions(base, exceptions)
    }

    pub(super) fn over_records(&mut self, depth: usize) -> Node {
        let fold = *self.random.pick(&[Fold::Count, Fold::Sum, Fold::Mean, Fold::Max, Fold::Min]);
        self.in_record = true;
        let own = self.random.percent(60).then(|| self.truth(depth - 1));
        let belongs = self.belongs.filter(|_| !self.once() && self.random.percent(60));
        let belongs = belongs.map(|belongs| self.push(Node::Definition(belongs), Kind::Truth));
        let filter = match (belongs, own) {
            (Some(belongs), Some(own)) => Some(self.push(Node::All(vec![belongs, own]), Kind::Truth)),
            (belongs, own) => belongs.or(own),
        };
        let value = (fold != Fold::Count).then(|| self.number(depth - 1));
        self.in_record = false;
        Node::OverRecords(fold, LIST, filter, value)
    }
}
