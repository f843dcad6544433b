//! What the engine gives, in the words of the reference evaluator.

use crate::reference::number::{End, Ends, Interval, MINUS, PLUS, closed, exact, open};
use crate::reference::set::{Member, Options, Set, Truths};
use guiju::value::{End as Given, Range, Truth, Value};

pub fn set(value: &Value) -> Set {
    match value {
        Value::Truth(truth) => Set::Truth(truths(*truth)),
        Value::Number(range) => Set::Number(interval(range)),
        Value::Choice(choice) => Set::Choice(Options {
            possible: choice.options().collect(),
            undefined: choice.undefined,
            marks: choice.marks,
        }),
        other => panic!("the generator makes no {other:?}"),
    }
}

pub fn truths(truth: Truth) -> Truths {
    let members =
        [(Truth::MET, Member::T), (Truth::UNMET, Member::F), (Truth::JUDGED, Member::J), (Truth::UNDEFINED, Member::U)];
    members.into_iter().filter(|(one, _)| truth.contains(*one)).map(|(_, member)| member).collect()
}

pub fn interval(range: &Range) -> Interval {
    let end = |end: &Given, infinite: End| match end {
        Given::Closed(number) => closed(exact(number)),
        Given::Open(number) => open(exact(number)),
        Given::Infinite => infinite,
    };
    let ends = Ends { low: end(range.low(), MINUS), high: end(range.high(), PLUS) };
    Interval {
        ends: (!range.is_nothing()).then_some(ends),
        whole: range.is_whole(),
        undefined: range.may_be_undefined(),
        marks: range.marks(),
    }
}
