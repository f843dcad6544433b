//! Random expressions.

use super::{BOUNDED, CHOICE, LIST, Leaf, Maker, OPTIONS, RATIO, Sort, WHOLE_A, WHOLE_B, YES_A, YES_B};
use guiju::program::*;
use guiju::value::{Number, Rounding};

impl Maker<'_> {
    pub(super) fn truth(&mut self, depth: usize) -> NodeId {
        let leaf = depth == 0;
        let choice = if leaf { self.random.below(4) } else { self.random.below(17) };
        let node = match choice {
            0 if self.in_record => self.yes(&[(LIST, Some(1))]),
            0 | 1 => self.yes(&[(YES_A, None), (YES_B, None)]),
            2 if self.judged && !self.in_record => Node::Judged(JudgedId(0)),
            3 if leaf => Node::Truth(self.random.percent(50)),
            2..=5 => {
                let (left, right) = (self.number(depth.saturating_sub(1)), self.number(depth.saturating_sub(1)));
                Node::Compare(self.comparison(), left, right)
            }
            6 => {
                let (left, right) = (self.choice(depth - 1), self.choice(depth - 1));
                Node::Compare(self.any_comparison(), left, right)
            }
            7 => Node::All(self.truths(depth)),
            8 => Node::Any(self.truths(depth)),
            9 => {
                let count = 1 + self.random.below(3) as u32;
                Node::AtLeast(count, self.truths(depth))
            }
            10 => Node::Not(self.truth(depth - 1)),
            11 => Node::If(self.truth(depth - 1), self.truth(depth - 1), self.truth(depth - 1)),
            12 | 13 if !self.program.scores.is_empty() && !self.in_record && self.judged => self.of_score(),
            13 | 14 => {
                let (left, right) = (self.date(depth - 1), self.date(depth - 1));
                Node::Compare(self.comparison(), left, right)
            }
            15 => self.exceptions(depth, Sort::Truth),
            16 if !self.in_record => self.table(depth, Sort::Truth),
            _ if self.once() => {
                let (left, right) = (self.number(depth - 1), self.number(depth - 1));
                Node::Compare(self.comparison(), left, right)
            }
            _ => {
                let value = self.number(depth - 1);
                let members = self.members();
                Node::OneOf(value, members)
            }
        };
        self.push(node, Kind::Truth)
    }

    pub(super) fn truths(&mut self, depth: usize) -> Vec<NodeId> {
        (0..1 + self.random.below(3)).map(|_| self.truth(depth - 1)).collect()
    }

    pub(super) fn members(&mut self) -> Vec<Member> {
        let low = self.figure();
        let high = self.figure();
        let one = self.figure();
        if self.random.percent(50) {
            vec![Member::Value(one)]
        } else {
            vec![Member::Value(one), Member::Span(low, high)]
        }
    }

    pub(super) fn figure(&mut self) -> NodeId {
        let number = Number::from(self.random.below(4) as i64);
        self.constant(number)
    }

    fn yes(&mut self, wanted: &[Leaf]) -> Node {
        self.leaf(wanted).unwrap_or_else(|| Node::Truth(self.random.percent(50)))
    }

    fn leaf_number(&mut self, wanted: &[Leaf]) -> Node {
        self.leaf(wanted).unwrap_or_else(|| Node::Number(Number::from(self.random.below(4) as i64)))
    }

    pub(super) fn comparison(&mut self) -> Comparison {
        use Comparison::*;
        if self.once() { *self.random.pick(&[Less, AtMost, Greater, AtLeast]) } else { self.any_comparison() }
    }

    pub(super) fn any_comparison(&mut self) -> Comparison {
        use Comparison::*;
        *self.random.pick(&[Less, AtMost, Greater, AtLeast, Equal, NotEqual])
    }

    /// A divisor; where sets have no holes, a whole fact or a number other than nought.
    fn divisor(&mut self, depth: usize) -> NodeId {
        if !self.once() {
            return self.number(depth);
        }
        let figure = 1 + self.random.below(3) as i64;
        let node = self.leaf(&[(WHOLE_A, None), (WHOLE_B, None)]).unwrap_or(Node::Number(Number::from(figure)));
        self.push(node, Kind::Number(String::new()))
    }

    pub(super) fn number(&mut self, depth: usize) -> NodeId {
        let leaf = depth == 0;
        let choice = if leaf { self.random.below(6) } else { self.random.below(20) };
        let node = match choice {
            0 if self.in_record => self.leaf_number(&[(LIST, Some(0))]),
            0 | 1 => self.leaf_number(&[(WHOLE_A, None), (WHOLE_B, None)]),
            2 => self.leaf_number(&[(RATIO, None)]),
            3 if !self.plain.is_empty() && !self.in_record => Node::Definition(*self.random.pick(&self.plain)),
            3 if self.in_record && self.column.is_some() => Node::Definition(self.column.expect("a column")),
            3 | 4 => Node::Number(Number::from(self.random.below(4) as i64)),
            5 if self.program.parameters.len() > 1 && self.random.percent(40) => Node::Parameter(BOUNDED),
            5 => Node::Parameter(ParameterId(0)),
            6 | 7 | 19 => {
                let operator = *self.random.pick(&[
                    Arithmetic::Add,
                    Arithmetic::Subtract,
                    Arithmetic::Multiply,
                    Arithmetic::Divide,
                ]);
                let left = self.number(depth - 1);
                let right =
                    if operator == Arithmetic::Divide { self.divisor(depth - 1) } else { self.number(depth - 1) };
                Node::Arithmetic(operator, left, right)
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
            12 | 15 if !self.in_record => self.table(depth, Sort::Number),
            13 => self.exceptions(depth, Sort::Number),
            14 if !self.in_record && self.leaf(&[(LIST, None)]).is_some() => self.over_records(depth),
            16 => Node::DaysBetween(self.date(depth - 1), self.date(depth - 1)),
            17 => Node::FullYears(self.date(depth - 1), self.date(depth - 1)),
            18 if !self.in_record => self.brackets(depth),
            _ => Node::Negate(self.number(depth - 1)),
        };
        self.push(node, Kind::Number(String::new()))
    }

    pub(super) fn of(&mut self, sort: Sort, depth: usize) -> NodeId {
        match sort {
            Sort::Truth => self.truth(depth),
            Sort::Number => self.number(depth),
        }
    }

    pub(super) fn choice(&mut self, depth: usize) -> NodeId {
        let node = match self.random.below(if depth == 0 { 2 } else { 3 }) {
            0 => self.leaf(&[(CHOICE, None)]).unwrap_or(Node::Choice(ChoiceTypeId(0), 1)),
            1 => Node::Choice(ChoiceTypeId(0), self.random.below(OPTIONS as usize) as u32),
            _ => Node::If(self.truth(depth - 1), self.choice(depth - 1), self.choice(depth - 1)),
        };
        self.push(node, Kind::Choice(ChoiceTypeId(0)))
    }
}
