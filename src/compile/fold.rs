//! Constants worked out before anything runs.
//!
//! Only sums and days: what compares, chooses or has a name is left, as an explanation shows it. And only what has a
//! value: a zero divisor or a day out of range stays, to be undefined with its reason where it is used.

use crate::program::{Arithmetic, Node, NodeId};
use crate::value::{Date, DurationUnit, Number};

/// The most bits of a constant that is worked out; anything longer is left to be worked out where it is used.
const MAX_BITS: u64 = 256;

/// The constant that a node on constants stands for.
pub(super) fn folded(node: &Node, nodes: &[Node]) -> Option<Node> {
    let number = |id: &NodeId| match nodes.get(id.index()) {
        Some(Node::Number(number)) => Some(number),
        _ => None,
    };
    let date = |id: &NodeId| match nodes.get(id.index()) {
        Some(Node::Date(date)) => Some(*date),
        _ => None,
    };
    match node {
        Node::Arithmetic(operation, left, right) => {
            let (left, right) = (number(left)?, number(right)?);
            constant(match operation {
                Arithmetic::Add => left + right,
                Arithmetic::Subtract => left - right,
                Arithmetic::Multiply => left * right,
                Arithmetic::Divide => left.div(right)?,
            })
        }
        Node::Negate(operand) => {
            let operand = number(operand)?;
            constant(-operand)
        }
        Node::Least(members) => {
            let members: Option<Vec<_>> = members.iter().map(number).collect();
            constant(members?.into_iter().min()?.clone())
        }
        Node::Greatest(members) => {
            let members: Option<Vec<_>> = members.iter().map(number).collect();
            constant(members?.into_iter().max()?.clone())
        }
        Node::Round(rounding, value, step) => constant(number(value)?.round(*rounding, number(step)?)?),
        Node::Shift(day, by, unit) => {
            let (day, by) = (date(day)?, number(by)?.to_i64()?);
            match unit {
                DurationUnit::Days => day.add_days(by).map(Node::Date),
                DurationUnit::Months => day.add_months(by).map(Node::Date),
                // Which days are worked is in the calendars, and those change.
                DurationUnit::WorkingDays => None,
            }
        }
        Node::DaysBetween(later, earlier) => {
            let days = i64::from(date(later)?.day_number()) - i64::from(date(earlier)?.day_number());
            constant(Number::whole(days))
        }
        Node::FullYears(from, to) => constant(Number::from(Date::full_years(date(from)?, date(to)?))),
        Node::YearOf(day) => constant(Number::from(date(day)?.year())),
        Node::YearStart(of) => year(of, nodes).and_then(Date::year_start).map(Node::Date),
        Node::YearEnd(of) => year(of, nodes).and_then(Date::year_end).map(Node::Date),
        Node::MonthStart(day) => Some(Node::Date(date(day)?.month_start())),
        Node::MonthEnd(day) => Some(Node::Date(date(day)?.month_end())),
        _ => None,
    }
}

fn constant(number: Number) -> Option<Node> {
    (number.bits() <= MAX_BITS).then_some(Node::Number(number))
}

/// The year of a day, or the year that a number is.
fn year(id: &NodeId, nodes: &[Node]) -> Option<i32> {
    match nodes.get(id.index())? {
        Node::Date(day) => Some(day.year()),
        Node::Number(year) => i32::try_from(year.to_i64()?).ok(),
        _ => None,
    }
}
