//! Classical evaluation: every fact has a value, every judged item a decision. Sections 2 to 4 of `docs/semantics.md`,
//! one rule after the other, as plainly as they can be written.

use crate::asked;
use guiju::program::*;
use guiju::value::{Date, DurationUnit, Number, Rounding};
use std::cmp::Ordering;

/// A value of every fact and a decision of every judged item.
#[derive(Clone, Debug)]
pub struct World {
    pub yes: [bool; 2],
    pub whole: [i64; 2],
    pub ratio: Number,
    pub choice: u32,
    /// The number of the day.
    pub day: i32,
    /// 今天, as far as no law hangs on it.
    pub today: i32,
    /// Each record: its number, its yes or no.
    pub list: Vec<(i64, bool)>,
    pub line: bool,
    /// The judge's points for the first item.
    pub points: Number,
    /// And for the item with bands.
    pub band: Number,
    /// Where a place settles what the law leaves open: 0 is the least end, 1 the greatest.
    pub settled_at: Number,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    Truth(bool),
    Number(Number),
    Choice(u32),
}

/// Undefined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undefined;

pub type Classical = Result<Plain, Undefined>;

pub struct InWorld<'a> {
    pub program: &'a Program,
    pub world: &'a World,
}

impl InWorld<'_> {
    pub fn value(&self, node: NodeId) -> Classical {
        self.at(node, None)
    }

    fn at(&self, node: NodeId, record: Option<(i64, bool)>) -> Classical {
        let number = |node: NodeId| self.number(node, record);
        Ok(match &self.program.nodes[node.0 as usize] {
            Node::Number(number) => Plain::Number(number.clone()),
            Node::Truth(truth) => Plain::Truth(*truth),
            Node::Choice(_, option) => Plain::Choice(*option),
            Node::Fact(fact) => match fact.0 {
                0 | 1 => Plain::Truth(self.world.yes[fact.0 as usize]),
                2 | 3 => Plain::Number(Number::from(self.world.whole[fact.0 as usize - 2])),
                4 => Plain::Number(self.world.ratio.clone()),
                7 => Plain::Number(Number::from(self.world.day)),
                _ => Plain::Choice(self.world.choice),
            },
            Node::Column(_, 0) => Plain::Number(Number::from(record.expect("a record is at hand").0)),
            Node::Column(..) => Plain::Truth(record.expect("a record is at hand").1),
            Node::Judged(_) => Plain::Truth(self.world.line),
            Node::Definition(id) => return self.at(self.program.definitions[id.0 as usize].root, record),
            Node::Condition(id) => return self.at(self.program.conditions[id.0 as usize].root, record),
            Node::Score(id) => Plain::Number(self.score(*id)?),
            Node::Passes(id) => return self.passes(*id),
            Node::Date(date) => Plain::Number(Number::from(date.day_number())),
            Node::Today => Plain::Number(Number::from(self.world.today)),
            Node::LawDay => Plain::Number(Number::from(self.law_day().day_number())),
            Node::Parameter(id) => {
                let day = self.law_day();
                let holds = |row: &&ParameterRow| {
                    row.published.is_none_or(|published| published <= asked().today)
                        && row.from.is_none_or(|from| from <= day)
                        && row.to.is_none_or(|to| day <= to)
                };
                let parameter = &self.program.parameters[id.index()];
                match parameter.rows.iter().find(holds) {
                    Some(row) => match &self.program.nodes[row.value.index()] {
                        Node::Between(low, high, _) => self.settled_by_place(parameter, *low, *high)?,
                        _ => return self.at(row.value, record),
                    },
                    None if parameter.set_locally.is_some() => self.settled_by_place(parameter, None, None)?,
                    None => return Err(Undefined),
                }
            }
            Node::Shift(day, by, unit) => {
                let (day, by) = (date(&number(*day)?), number(*by)?.to_i64().expect("a whole duration"));
                let shifted = match unit {
                    DurationUnit::Days => day.add_days(by),
                    DurationUnit::Months => day.add_months(by),
                    DurationUnit::WorkingDays => working_days_later(self.program, day, by),
                };
                Plain::Number(Number::from(shifted.ok_or(Undefined)?.day_number()))
            }
            Node::DaysBetween(day, from) => Plain::Number(&number(*day)? - &number(*from)?),
            Node::FullYears(from, to) => {
                Plain::Number(Number::from(Date::full_years(date(&number(*from)?), date(&number(*to)?))))
            }
            Node::All(parts) => return least(parts.iter().map(|part| self.at(*part, record))),
            Node::Any(parts) => return greatest(parts.iter().map(|part| self.at(*part, record))),
            Node::AtLeast(count, parts) => {
                let truths: Vec<Classical> = parts.iter().map(|part| self.at(*part, record)).collect();
                let met = truths.iter().filter(|truth| **truth == Ok(Plain::Truth(true))).count();
                let undefined = truths.iter().filter(|truth| truth.is_err()).count();
                let count = *count as usize;
                if met >= count {
                    Plain::Truth(true)
                } else if met + undefined < count {
                    Plain::Truth(false)
                } else {
                    return Err(Undefined);
                }
            }
            Node::Not(part) => match self.at(*part, record)? {
                Plain::Truth(truth) => Plain::Truth(!truth),
                other => other,
            },
            Node::Compare(comparison, left, right) => {
                let (left, right) = (self.at(*left, record), self.at(*right, record));
                Plain::Truth(comparison.holds(order(&left?, &right?)))
            }
            Node::OneOf(value, members) => {
                let value = self.at(*value, record)?;
                Plain::Truth(self.is_member(&value, members)?)
            }
            Node::If(guard, then, otherwise) => {
                return match self.at(*guard, record)? {
                    Plain::Truth(true) => self.at(*then, record),
                    _ => self.at(*otherwise, record),
                };
            }
            Node::Exceptions(base, exceptions) => return self.exceptions(*base, exceptions, record),
            Node::Table(id) => return self.table(&self.program.tables[id.0 as usize]),
            Node::Arithmetic(operator, left, right) => {
                let (left, right) = (number(*left)?, number(*right)?);
                Plain::Number(match operator {
                    Arithmetic::Add => &left + &right,
                    Arithmetic::Subtract => &left - &right,
                    Arithmetic::Multiply => &left * &right,
                    Arithmetic::Divide => left.div(&right).ok_or(Undefined)?,
                })
            }
            Node::Negate(value) => Plain::Number(-&number(*value)?),
            Node::Least(parts) => {
                let parts: Vec<Number> = parts.iter().map(|part| number(*part)).collect::<Result<_, _>>()?;
                Plain::Number(parts.into_iter().min().ok_or(Undefined)?)
            }
            Node::Greatest(parts) => {
                let parts: Vec<Number> = parts.iter().map(|part| number(*part)).collect::<Result<_, _>>()?;
                Plain::Number(parts.into_iter().max().ok_or(Undefined)?)
            }
            Node::Round(mode, value, step) => Plain::Number(round(*mode, &number(*value)?, &number(*step)?)),
            Node::OverRecords(fold, _, filter, value) => return self.over_records(*fold, *filter, *value),
            other => panic!("the generator makes no {other:?}"),
        })
    }

    /// 不超过 x is from 0 to x; all within the declared range.
    fn settled_by_place(&self, parameter: &Parameter, low: Option<NodeId>, high: Option<NodeId>) -> Classical {
        let bounds = [parameter.bounds.low, parameter.bounds.high].map(|bound| bound.expect("a range"));
        let (mut least, mut most) = (self.number(bounds[0], None)?, self.number(bounds[1], None)?);
        if let Some(low) = low {
            least = least.max(self.number(low, None)?);
        } else if high.is_some() {
            least = least.max(Number::ZERO);
        }
        if let Some(high) = high {
            most = most.min(self.number(high, None)?);
        }
        Ok(Plain::Number(&least + &(&(&most - &least) * &self.world.settled_at)))
    }

    /// The day whose law holds.
    fn law_day(&self) -> Date {
        match self.program.policies.first().and_then(|policy| policy.law_day) {
            Some(node) => date(&self.number(node, None).expect("a day")),
            None => asked().today,
        }
    }

    fn number(&self, node: NodeId, record: Option<(i64, bool)>) -> Result<Number, Undefined> {
        match self.at(node, record)? {
            Plain::Number(number) => Ok(number),
            other => panic!("{other:?} is no number"),
        }
    }

    fn is_member(&self, value: &Plain, members: &[Member]) -> Result<bool, Undefined> {
        let mut found = false;
        for member in members {
            found |= match member {
                Member::Value(figure) => *value == self.value(*figure)?,
                Member::Span(low, high) => {
                    let (low, high) = (self.value(*low)?, self.value(*high)?);
                    order(&low, value) != Ordering::Greater && order(value, &high) != Ordering::Greater
                }
            };
        }
        Ok(found)
    }

    /// Guards at one level; nested exceptions are looked at only where their parent's guard holds.
    fn exceptions(&self, base: NodeId, exceptions: &[Exception], record: Option<(i64, bool)>) -> Classical {
        let mut hold = vec![];
        for (index, exception) in exceptions.iter().enumerate() {
            if self.at(exception.guard, record)? == Plain::Truth(true) {
                hold.push(index);
            }
        }
        let beaten: Vec<usize> =
            hold.iter().flat_map(|index| exceptions[*index].over.iter().map(|over| *over as usize)).collect();
        hold.retain(|index| !beaten.contains(index));
        let values: Vec<Classical> = hold
            .iter()
            .map(|index| self.exceptions(exceptions[*index].value, &exceptions[*index].nested, record))
            .collect();
        match values.split_first() {
            None => self.at(base, record),
            Some((first, rest)) => {
                if rest.is_empty() || (first.is_ok() && rest.iter().all(|value| value == first)) {
                    first.clone()
                } else {
                    Err(Undefined)
                }
            }
        }
    }

    /// Each part of the amount at the rate of its own bracket; nothing is due on what is below nought.
    fn brackets(&self, table: &Table) -> Classical {
        let amount = self.number(table.inputs[0].value, None)?;
        let (mut due, mut start) = (Number::ZERO, Number::ZERO);
        for row in &table.rows {
            if amount < Number::ZERO {
                return Ok(Plain::Number(Number::ZERO));
            }
            let bound = match row.cells[0] {
                Cell::Compare(_, bound) => Some(self.number(bound, None)?),
                _ => None,
            };
            let rate = self.number(row.output.ok_or(Undefined)?, None)?;
            match bound {
                Some(bound) if amount > bound => {
                    due = &due + &(&(&bound - &start) * &rate);
                    start = bound;
                }
                _ => return Ok(Plain::Number(&due + &(&(&amount - &start) * &rate))),
            }
        }
        Err(Undefined)
    }

    fn table(&self, table: &Table) -> Classical {
        if table.hit == HitPolicy::Marginal {
            return self.brackets(table);
        }
        let inputs: Vec<Classical> = table.inputs.iter().map(|input| self.value(input.value)).collect();
        let output = |row: &Row| match row.output {
            Some(output) => self.value(output),
            None => Err(Undefined),
        };
        // Of policies that look at all rows, a row that tests nothing is the default: it counts only where no other holds.
        let default = match table.hit {
            HitPolicy::Unique | HitPolicy::Any => {
                table.rows.iter().position(|row| row.cells.iter().all(|cell| *cell == Cell::Anything))
            }
            _ => None,
        };
        let mut hold = vec![];
        for (index, row) in table.rows.iter().enumerate() {
            if Some(index) == default {
                continue;
            }
            let cells = row.cells.iter().zip(&inputs).map(|(cell, input)| self.cell(cell, input));
            match least(cells) {
                Ok(Plain::Truth(true)) => {
                    if table.hit == HitPolicy::First {
                        return output(row);
                    }
                    hold.push(row);
                }
                Ok(_) => {}
                // For every policy an undefined row, once reached, leaves nothing to say.
                Err(Undefined) => return Err(Undefined),
            }
        }
        if let (Some(default), true) = (default, hold.is_empty()) {
            hold.push(&table.rows[default]);
        }
        let outputs = || hold.iter().map(|row| output(row)).collect::<Result<Vec<Plain>, Undefined>>();
        let numbers = || -> Result<Vec<Number>, Undefined> {
            outputs()?
                .into_iter()
                .map(|value| match value {
                    Plain::Number(number) => Ok(number),
                    _ => Err(Undefined),
                })
                .collect()
        };
        Ok(match table.hit {
            HitPolicy::First => return Err(Undefined),
            HitPolicy::Unique => match hold.as_slice() {
                [row] => return output(row),
                _ => return Err(Undefined),
            },
            HitPolicy::Any => {
                let outputs = outputs()?;
                match outputs.split_first() {
                    Some((first, rest)) if rest.iter().all(|value| value == first) => first.clone(),
                    _ => return Err(Undefined),
                }
            }
            HitPolicy::Sum => Plain::Number(numbers()?.iter().fold(Number::ZERO, |sum, number| &sum + number)),
            HitPolicy::Count => Plain::Number(Number::from(hold.len() as i64)),
            HitPolicy::Max => Plain::Number(numbers()?.into_iter().max().ok_or(Undefined)?),
            HitPolicy::Min => Plain::Number(numbers()?.into_iter().min().ok_or(Undefined)?),
            HitPolicy::Marginal => unreachable!("brackets are worked out apart"),
        })
    }

    /// `-` never looks at its input.
    fn cell(&self, cell: &Cell, input: &Classical) -> Classical {
        Ok(Plain::Truth(match cell {
            Cell::Anything => true,
            Cell::Compare(comparison, figure) => comparison.holds(order(&input.clone()?, &self.value(*figure)?)),
            Cell::OneOf(members) => self.is_member(&input.clone()?, members)?,
        }))
    }

    fn over_records(&self, fold: Fold, filter: Option<NodeId>, value: Option<NodeId>) -> Classical {
        let mut values = vec![];
        let mut undefined = false;
        for record in &self.world.list {
            let belongs = match filter {
                Some(filter) => self.at(filter, Some(*record)),
                None => Ok(Plain::Truth(true)),
            };
            match (belongs, value) {
                (Ok(Plain::Truth(true)), None) => values.push(Number::from(1)),
                (Ok(Plain::Truth(true)), Some(value)) => match self.number(value, Some(*record)) {
                    Ok(number) => values.push(number),
                    Err(Undefined) => undefined = true,
                },
                (Ok(_), _) => {}
                (Err(Undefined), _) => undefined = true,
            }
        }
        if undefined {
            return Err(Undefined);
        }
        let sum = values.iter().fold(Number::ZERO, |sum, number| &sum + number);
        Ok(Plain::Number(match fold {
            Fold::Count | Fold::Sum => sum,
            Fold::Mean => sum.div(&Number::from(values.len() as i64)).ok_or(Undefined)?,
            Fold::Max => values.into_iter().max().ok_or(Undefined)?,
            Fold::Min => values.into_iter().min().ok_or(Undefined)?,
        }))
    }

    /// Its own test, and those of all parts and items inside.
    fn passes(&self, id: ScoreId) -> Classical {
        let score = &self.program.scores[id.index()];
        let own = match &score.pass {
            Some(pass) => self.score(id).map(|points| Plain::Truth(pass.comparison.holds(points.cmp(&pass.points)))),
            None => Ok(Plain::Truth(true)),
        };
        let inside = match &score.points {
            Points::Parts(parts) => parts.as_slice(),
            _ => &[],
        };
        least([own].into_iter().chain(inside.iter().map(|part| self.passes(*part))))
    }

    fn score(&self, id: ScoreId) -> Result<Number, Undefined> {
        let score = &self.program.scores[id.0 as usize];
        let points = match &score.points {
            Points::Parts(parts) => {
                let mut sum = Number::ZERO;
                for part in parts {
                    sum = &sum + &self.score(*part)?;
                }
                sum
            }
            Points::Free => self.world.points.clone(),
            Points::Value(value) => self.number(*value, None)?,
            Points::Bands(_) => self.world.band.clone(),
            Points::BestOf(ways) => {
                let ways = ways.iter().filter_map(|way| self.number(way.value, None).ok());
                ways.max().ok_or(Undefined)?
            }
        };
        let max = score.max.clone().expect("a maximum");
        Ok(points.max(Number::ZERO).min(max))
    }
}

/// The so-many-th working day after a day, or before it: Monday to Friday and no holiday, or worked in place of one. Days of
/// a year without calendar say nothing.
pub fn working_days_later(program: &Program, day: Date, by: i64) -> Option<Date> {
    let mut at = day;
    let mut counted = 0;
    while counted != by {
        at = at.add_days(by.signum())?;
        let calendar = program.calendars.iter().find(|calendar| calendar.year == at.year())?;
        let by_the_week = at.weekday() <= 5 && !calendar.holidays.contains(&at);
        if by_the_week || calendar.workdays.contains(&at) {
            counted += by.signum();
        }
    }
    Some(at)
}

fn date(number: &Number) -> Date {
    Date::from_number(number).expect("a day")
}

fn order(left: &Plain, right: &Plain) -> Ordering {
    match (left, right) {
        (Plain::Number(left), Plain::Number(right)) => left.cmp(right),
        (Plain::Choice(left), Plain::Choice(right)) => left.cmp(right),
        (Plain::Truth(left), Plain::Truth(right)) => left.cmp(right),
        _ => panic!("two kinds side by side"),
    }
}

/// All must hold: unmet beats undefined beats met.
fn least(truths: impl Iterator<Item = Classical>) -> Classical {
    let truths: Vec<Classical> = truths.collect();
    if truths.contains(&Ok(Plain::Truth(false))) {
        Ok(Plain::Truth(false))
    } else if truths.contains(&Err(Undefined)) {
        Err(Undefined)
    } else {
        Ok(Plain::Truth(true))
    }
}

/// One is enough: met beats undefined beats unmet.
fn greatest(truths: impl Iterator<Item = Classical>) -> Classical {
    let truths: Vec<Classical> = truths.collect();
    if truths.contains(&Ok(Plain::Truth(true))) {
        Ok(Plain::Truth(true))
    } else if truths.contains(&Err(Undefined)) {
        Err(Undefined)
    } else {
        Ok(Plain::Truth(false))
    }
}

/// By hand, so that the engine's rounding has something to be compared with.
fn round(mode: Rounding, value: &Number, step: &Number) -> Number {
    let steps = value.div(step).expect("a step that is not nought");
    let (below, above) = (steps.floor(), steps.ceil());
    let (down, up) = (&steps - &below, &above - &steps);
    let negative = steps < Number::ZERO;
    let (towards, away) = if negative { (above.clone(), below.clone()) } else { (below.clone(), above.clone()) };
    let whole = match mode {
        _ if below == above => below,
        Rounding::Down => towards,
        Rounding::Up => away,
        _ if down < up => below,
        _ if up < down => above,
        Rounding::HalfUp => away,
        Rounding::HalfEven => {
            let half = below.div(&Number::from(2)).expect("two is not nought");
            if half == half.floor() { below } else { above }
        }
    };
    &whole * step
}
