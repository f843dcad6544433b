//! A value against what an example says that it must be.

use crate::check::{Constant, ConstantMember, ValueTest};
use crate::eval::{Blocked, Run};
use crate::program::RegionId;
use crate::value::{End, Marks, Number, Range, Truth, Value, option_bit};

/// Whether a value is as it must be. `blocked` are the reasons for which it may be undefined.
pub(super) fn passes(run: &Run<'_>, value: &Value, blocked: &[Blocked], test: &ValueTest) -> bool {
    match test {
        ValueTest::Is(constant) => is(value, constant),
        ValueTest::Bounds { low, high } => match value {
            Value::Number(range) if !range.is_nothing() => {
                let low = low.as_ref().is_none_or(|low| is_end(range.low(), low));
                let high = high.as_ref().is_none_or(|high| is_end(range.high(), high));
                low && high
            }
            _ => false,
        },
        ValueTest::In(members) => !value.is_undefined() && lies_in(run, value, members) == Some(true),
        ValueTest::NotIn(members) => !value.is_undefined() && lies_in(run, value, members) == Some(false),
        ValueTest::MaybeIn(members) => lies_in(run, value, members).is_none(),
        ValueTest::Unknown(reason) => {
            let open = match value {
                Value::Truth(truth) => !truth.is_settled() || *truth == Truth::UNDEFINED,
                value => !value.is_settled() || value.is_undefined(),
            };
            open && reason.is_none_or(|reason| blocked.iter().any(|blocked| blocked.reason == reason))
        }
        ValueTest::Judged => match value {
            Value::Truth(truth) => *truth == Truth::JUDGED,
            value => value.marks() == Marks::JUDGED,
        },
    }
}

fn is(value: &Value, constant: &Constant) -> bool {
    if value.may_be_undefined() {
        return false;
    }
    match (value, constant) {
        (Value::Truth(truth), Constant::Truth(expected)) => *truth == Truth::from(*expected),
        (Value::Number(range), Constant::Number(expected)) => range.only_number() == Some(expected),
        (Value::Number(range), Constant::Date(expected)) => range.is_day() == Some(*expected),
        (Value::Choice(choice), Constant::Choice(_, expected)) => choice.is_single() == Some(*expected),
        (Value::Choices(choices), Constant::Choices(_, expected)) => choices.is_exactly() == Some(*expected),
        // A list with one name is written without brackets.
        (Value::Choices(choices), Constant::Choice(_, expected)) => choices.is_exactly() == Some(option_bit(*expected)),
        (Value::Place(place), Constant::Region(expected)) => place.is_at() == Some(expected.0),
        (Value::Text(text), Constant::Text(expected)) => text.known.as_ref() == Some(expected),
        _ => false,
    }
}

fn is_end(end: &End, expected: &Number) -> bool {
    end.is_closed() && end.number() == Some(expected)
}

/// Whether all that is possible lies in a list, or nothing; none if some does and some does not.
fn lies_in(run: &Run<'_>, value: &Value, members: &[ConstantMember]) -> Option<bool> {
    match value {
        Value::Truth(_) | Value::Text(_) => {
            let equal = members.iter().any(|member| match member {
                ConstantMember::Value(constant) => is(value, constant),
                ConstantMember::Span(..) => false,
            });
            (equal || value.is_settled()).then_some(equal)
        }
        Value::Number(range) => range_in(range, members),
        Value::Choice(choice) => mask_in(choice.possible, members),
        Value::Choices(choices) => mask_in(choices.possible, members),
        Value::Place(place) => {
            let regions = members.iter().filter_map(|member| match member {
                ConstantMember::Value(Constant::Region(region)) => Some(*region),
                _ => None,
            });
            let mut apart = true;
            for region in regions {
                if run.lies_on(region, RegionId(place.within)) {
                    return Some(true);
                }
                // A place that is open may still turn out to lie in a part of it.
                apart &= place.exact || !run.lies_on(RegionId(place.within), region);
            }
            apart.then_some(false)
        }
    }
}

fn mask_in(possible: u128, members: &[ConstantMember]) -> Option<bool> {
    let mut mask = 0;
    for member in members {
        match member {
            ConstantMember::Value(Constant::Choice(_, option)) => mask |= option_bit(*option),
            ConstantMember::Value(Constant::Choices(_, options)) => mask |= options,
            ConstantMember::Span(Constant::Choice(_, low), Constant::Choice(_, high)) => {
                (*low..=*high).for_each(|option| mask |= option_bit(option));
            }
            _ => {}
        }
    }
    if possible & !mask == 0 {
        Some(true)
    } else if possible & mask == 0 {
        Some(false)
    } else {
        None
    }
}

fn range_in(range: &Range, members: &[ConstantMember]) -> Option<bool> {
    let mut apart = true;
    for member in members {
        let (low, high) = match member {
            ConstantMember::Value(value) => (number(value)?, number(value)?),
            ConstantMember::Span(low, high) => (number(low)?, number(high)?),
        };
        let above = range.low().number().is_some_and(|end| *end >= low);
        let below = range.high().number().is_some_and(|end| *end <= high);
        if above && below {
            return Some(true);
        }
        let span = Range::between(End::Closed(low), End::Closed(high), false, Marks::NONE);
        apart &= span.is_none_or(|span| range.intersect(&span).is_none());
    }
    apart.then_some(false)
}

fn number(constant: &Constant) -> Option<Number> {
    match constant {
        Constant::Number(number) => Some(number.clone()),
        Constant::Date(date) => Some(Number::from(date.day_number())),
        _ => None,
    }
}
