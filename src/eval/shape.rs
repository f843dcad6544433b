//! Values taken as what they should be. A checked program never mixes shapes; what does not fit is undefined.

use crate::program::{Kind, Program};
use crate::value::{Choice, Choices, Date, Marks, Number, Place, Range, Text, Truth, Value, option_bits};

pub(super) fn truth(value: &Value) -> Truth {
    match value {
        Value::Truth(truth) => *truth,
        _ => Truth::UNDEFINED,
    }
}

pub(super) fn range(value: &Value) -> Range {
    match value {
        Value::Number(range) => range.clone(),
        _ => Range::nothing(),
    }
}

pub(super) fn place(value: &Value) -> Place {
    match value {
        Value::Place(place) => *place,
        _ => Place::nothing(),
    }
}

/// Surely undefined, of a kind.
pub(super) fn undefined(kind: Option<&Kind>) -> Value {
    match kind {
        None | Some(Kind::Truth) => Value::Truth(Truth::UNDEFINED),
        Some(
            Kind::Number(_) | Kind::Money | Kind::Percent | Kind::Date | Kind::Duration(_) | Kind::Year | Kind::List(_),
        ) => Value::Number(Range::nothing()),
        Some(Kind::Text) => Value::Text(Text::nothing()),
        Some(Kind::Choice(_)) => Value::Choice(Choice::nothing()),
        Some(Kind::Choices(_)) => Value::Choices(Choices::nothing()),
        Some(Kind::Region) => Value::Place(Place::nothing()),
    }
}

/// Anything of a kind, within what its declaration lets in: whole numbers only, these options.
pub(super) fn anything(program: &Program, kind: &Kind, whole: bool, options: u128) -> Value {
    let options_of = |id: crate::program::ChoiceTypeId| {
        if options != 0 {
            return options;
        }
        let count = program.choice_types.get(id.index()).map_or(0, |choices| choices.options.len());
        option_bits(u32::try_from(count).unwrap_or(u32::MAX))
    };
    match kind {
        Kind::Truth => Value::Truth(Truth::OPEN),
        Kind::Number(_) | Kind::Money | Kind::Percent | Kind::Duration(_) => {
            Value::Number(Range::anything(whole, Marks::MISSING))
        }
        Kind::Date => Value::Number(Range::any_day(Marks::MISSING)),
        Kind::Year => Value::Number(any_year()),
        Kind::List(_) => Value::Number(Range::at_least(Number::ZERO, true, Marks::MISSING)),
        Kind::Text => Value::Text(Text::anything(Marks::MISSING)),
        Kind::Choice(id) => Value::Choice(Choice::of(options_of(*id), Marks::MISSING)),
        Kind::Choices(id) => Value::Choices(Choices::any_of(options_of(*id), Marks::MISSING)),
        Kind::Region => Value::Place(Place::anywhere(Marks::MISSING)),
    }
}

/// Every year that has days.
fn any_year() -> Range {
    let year = |day: Date| Range::point(Number::from(day.year()));
    year(Date::FIRST).hull(&year(Date::LAST)).with_marks(Marks::MISSING)
}

/// Why a value is open, its truth's members told apart: several of them are told apart by facts.
pub(super) fn openness(value: &Value) -> Marks {
    match value {
        Value::Truth(truth) => truth_openness(*truth),
        _ => value.marks(),
    }
}

/// Why a truth is open: several members by facts, judged by judgement.
pub(super) fn truth_openness(truth: Truth) -> Marks {
    Marks { missing: !truth.is_settled(), judged: truth.contains(Truth::JUDGED), law: false }
}
