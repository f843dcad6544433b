//! Random days.

use super::{DAY, FIRST_DAY, LAST_DAY, Maker};
use guiju::program::*;
use guiju::value::{Date, DurationUnit, Number};

impl Maker<'_> {
    pub(super) fn date(&mut self, depth: usize) -> NodeId {
        let node = match self.random.below(if depth == 0 { 4 } else { 7 }) {
            0 | 1 => self.leaf(&[(DAY, None)]).unwrap_or_else(|| self.day()),
            2 => self.random.pick(&[Node::Today, Node::LawDay]).clone(),
            3 => self.day(),
            4 => self.shift(depth, DurationUnit::Days, 20),
            5 => self.shift(depth, DurationUnit::Months, 14),
            _ => Node::If(self.truth(depth - 1), self.date(depth - 1), self.date(depth - 1)),
        };
        self.push(node, Kind::Date)
    }

    fn day(&mut self) -> Node {
        let days = (LAST_DAY - FIRST_DAY + 1) as usize;
        Node::Date(Date::from_day_number(FIRST_DAY + self.random.below(days) as i32).expect("a day"))
    }

    fn shift(&mut self, depth: usize, unit: DurationUnit, most: usize) -> Node {
        let day = self.date(depth - 1);
        let by = Number::from(self.random.below(most) as i64 - 1);
        let by = self.push(Node::Number(by), Kind::Duration(unit));
        Node::Shift(day, by, unit)
    }

    /// A figure with a history: two stretches of days, with or without a gap between.
    pub(super) fn parameter(&mut self) {
        let date = |day: i32| Date::from_day_number(FIRST_DAY + day);
        let gap = if self.random.percent(30) { 5 } else { 0 };
        let stretches = [(None, date(14)), (date(15 + gap), date(25)), (date(26), None)];
        let mut rows = vec![];
        for (from, to) in stretches {
            let value = self.figure();
            rows.push(ParameterRow {
                from,
                to,
                region: RegionId(0),
                value,
                // A row that is published tomorrow is not there.
                published: self.random.percent(10).then(|| Date::parse("2026-11-23").expect("a day")),
                supersedes: vec![],
                citations: vec![],
                doubts: vec![],
            });
        }
        self.program.parameters.push(Parameter {
            name: "限额".into(),
            policy: None,
            kind: Kind::Number(String::new()),
            rows,
            set_locally: None,
            bounds: Bounds::default(),
            notes: Notes::default(),
        });
    }
}
