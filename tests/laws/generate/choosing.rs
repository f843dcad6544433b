//! Random tables, exceptions, lists and scores.

use super::{LIST, Maker, OPTIONS};
use guiju::program::*;
use guiju::value::Number;

impl Maker<'_> {
    /// A score of two items: one free for the judge, one by a value; the whole has a pass mark.
    pub(super) fn score(&mut self) {
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

    pub(super) fn table(&mut self, depth: usize) -> Node {
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
            let output = self.random.percent(85).then(|| self.number(depth - 1));
            rows.push(Row { cells, output, note: None, citations: vec![], doubts: vec![] });
        }
        use HitPolicy::*;
        let all = [First, First, First, Sum, Count, Max, Min, Unique, Any];
        // What two outputs have in common may have holes.
        let hit = *self.random.pick(if self.once() { &all[..8] } else { &all });
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

    pub(super) fn exceptions(&mut self, depth: usize) -> Node {
        let base = self.number(depth - 1);
        let mut exceptions = vec![];
        let count = if self.once() { 1 } else { 1 + self.random.below(2) };
        for index in 0..count {
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

    pub(super) fn over_records(&mut self, depth: usize) -> Node {
        let fold = *self.random.pick(&[Fold::Count, Fold::Sum, Fold::Mean, Fold::Max, Fold::Min]);
        self.in_record = true;
        let filter = self.random.percent(60).then(|| self.truth(depth - 1));
        let value = (fold != Fold::Count).then(|| self.number(depth - 1));
        self.in_record = false;
        Node::OverRecords(fold, LIST, filter, value)
    }
}
