//! Random days.

use super::{DAY, FIRST_DAY, LAST_DAY, Maker};
use guiju::program::*;
use guiju::value::{Date, DurationUnit, Number};

impl Maker<'_> {
    pub(super) fn date(&mut self, depth: usize) -> NodeId {
        let node = match self.random.below(if depth == 0 { 4 } else { 8 }) {
            0 | 1 => self.leaf(&[(DAY, None)]).unwrap_or_else(|| self.day()),
            2 => self.random.pick(&[Node::Today, Node::LawDay]).clone(),
            3 => self.day(),
            4 => self.shift(depth, DurationUnit::Days, 20),
            5 => self.shift(depth, DurationUnit::Months, 14),
            6 => self.shift(depth, DurationUnit::WorkingDays, 18),
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

    /// Holidays and days worked in their place; of some years, so that others have no calendar.
    pub(super) fn calendars(&mut self) {
        let years = [(2026, "2026-11-02 2026-11-03", "2026-11-07"), (2027, "2027-01-01", "2027-01-02")];
        for (year, holidays, workdays) in years {
            if self.random.percent(75) {
                let days = |text: &str| text.split(' ').map(|day| Date::parse(day).expect("a day")).collect();
                self.program.calendars.push(CalendarYear {
                    year,
                    holidays: days(holidays),
                    workdays: days(workdays),
                    notes: Notes::default(),
                });
            }
        }
    }

    /// A figure of which the law sets only the ends, or that a place must fill; within a range or not.
    pub(super) fn bounded_parameter(&mut self) {
        let day = Date::from_day_number(FIRST_DAY + 20).expect("a day");
        let (low, high) = (self.figure(), self.constant(Number::from(5)));
        let interval = Node::Between(self.random.percent(50).then_some(low), Some(high), Openness::Law);
        let interval = self.push(interval, Kind::Number(String::new()));
        let figure = self.figure();
        let filled = self.random.percent(50);
        let row = |from, to, value| ParameterRow {
            from,
            to,
            region: RegionId(0),
            value,
            published: None,
            supersedes: vec![],
            citations: vec![],
            doubts: vec![],
        };
        let mut rows = vec![row(None, Some(day), interval)];
        if filled {
            rows.push(row(day.add_days(1), None, figure));
        }
        let bounds = [self.constant(Number::from(0)), self.constant(Number::from(4))];
        self.program.parameters.push(Parameter {
            name: "地方额".into(),
            policy: None,
            kind: Kind::Number(String::new()),
            rows,
            set_locally: self.random.percent(70).then(|| "市".into()),
            bounds: Bounds { low: Some(bounds[0]), high: Some(bounds[1]) },
            notes: Notes::default(),
        });
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
