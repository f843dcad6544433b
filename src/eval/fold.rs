//! Many values made one, when it may be open which of them count.

use super::arithmetic::extreme;
use super::shape;
use crate::program::Fold;
use crate::value::{End, Marks, Number, Range, Truth, Value};

/// Something that may count: whether it does, and its value.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) belongs: Truth,
    /// One, for a count.
    pub(super) value: Value,
}

/// What the members make together; none if that depends on their kind and nothing is there.
pub(super) fn fold(fold: Fold, members: &[Member]) -> Option<Value> {
    let members: Vec<&Member> = members.iter().filter(|member| member.belongs != Truth::UNMET).collect();
    if members.iter().any(|member| member.belongs == Truth::UNDEFINED) {
        return members.first().map(|member| member.value.undefined_like());
    }
    let doubtful = members.iter().filter(|member| member.belongs.may_be_undefined());
    let may_be_undefined = doubtful.clone().count() > 0;
    let marks = doubtful.fold(Marks::NONE, |marks, member| marks | shape::truth_openness(member.belongs));
    // One that cannot belong may still be undefined.
    let members: Vec<&Member> = members.into_iter().filter(|member| may_belong(member)).collect();
    let value = match fold {
        Fold::Count => Some(Value::Number(count(&members))),
        Fold::Sum => Some(Value::Number(sum(&members))),
        Fold::Mean => Some(Value::Number(mean(&members))),
        Fold::Max => extreme_of(&members, true),
        Fold::Min => extreme_of(&members, false),
    };
    if may_be_undefined { value.map(|value| value.or_undefined(marks)) } else { value }
}

fn may_belong(member: &Member) -> bool {
    member.belongs.contains(Truth::MET) || member.belongs.contains(Truth::JUDGED)
}

fn surely(member: &Member) -> bool {
    !member.belongs.contains(Truth::UNMET) && !member.belongs.contains(Truth::JUDGED)
}

/// Why it is open whether a member belongs; that it may be undefined is told apart.
fn openness(member: &Member) -> Marks {
    let belongs = member.belongs.without(Truth::UNDEFINED).unwrap_or(member.belongs);
    shape::truth_openness(belongs)
}

fn count(members: &[&Member]) -> Range {
    let number = |count: usize| End::Closed(Number::from(i64::try_from(count).unwrap_or(i64::MAX)));
    let sure = members.iter().filter(|member| surely(member)).count();
    let marks =
        members.iter().filter(|member| !surely(member)).fold(Marks::NONE, |marks, member| marks | openness(member));
    Range::between(number(sure), number(members.len()), true, marks).unwrap_or_else(Range::nothing)
}

fn sum(members: &[&Member]) -> Range {
    let zero = Range::point(Number::ZERO);
    members.iter().fold(zero.clone(), |sum, member| {
        let value = shape::range(&member.value);
        sum.add(&if surely(member) { value } else { value.join(&zero, openness(member)) })
    })
}

/// Worked out at both ends: which of the open members count is chosen so that the mean becomes least, or greatest.
fn mean(members: &[&Member]) -> Range {
    let values: Vec<(bool, Range)> =
        members.iter().map(|member| (surely(member), shape::range(&member.value))).collect();
    if values.iter().any(|(sure, value)| *sure && value.is_nothing()) {
        return Range::nothing();
    }
    let undefined = values.iter().any(|(_, value)| value.may_be_undefined());
    let empty = !values.iter().any(|(sure, _)| *sure);
    let marks = members.iter().zip(&values).fold(Marks::NONE, |marks, (member, (sure, value))| {
        marks | value.marks() | if *sure { Marks::NONE } else { openness(member) }
    });
    let values: Vec<(bool, Range)> = values.into_iter().filter(|(_, value)| !value.is_nothing()).collect();
    let negated: Vec<(bool, Range)> = values.iter().map(|(sure, value)| (*sure, value.neg())).collect();
    let (Some(low), Some(high)) = (least_mean(&values), least_mean(&negated)) else { return Range::nothing() };
    let high = match high {
        End::Closed(number) => End::Closed(-&number),
        End::Open(number) => End::Open(-&number),
        End::Infinite => End::Infinite,
    };
    let mean = Range::between(low, high, false, marks).unwrap_or_else(Range::nothing);
    if undefined || empty { mean.or_undefined(marks) } else { mean }
}

/// The least mean that a choice of the open members can give; none if there is no member.
fn least_mean(values: &[(bool, Range)]) -> Option<End> {
    let mut sum = Number::ZERO;
    let mut count = 0_i64;
    let mut closed = true;
    let mut add = |end: &End, sum: &mut Number, count: &mut i64| -> Option<()> {
        *sum = &*sum + end.number()?;
        *count += 1;
        closed &= end.is_closed();
        Some(())
    };
    if values.iter().any(|(_, value)| value.low().number().is_none()) {
        return Some(End::Infinite);
    }
    for (_, value) in values.iter().filter(|(sure, _)| *sure) {
        add(value.low(), &mut sum, &mut count)?;
    }
    let mut open: Vec<&End> = values.iter().filter(|(sure, _)| !sure).map(|(_, value)| value.low()).collect();
    open.sort_by(|one, other| one.number().cmp(&other.number()).then(other.is_closed().cmp(&one.is_closed())));
    for end in open {
        // A value lowers the mean exactly if it lies below it.
        let lowers = end.number().is_some_and(|number| number * &Number::from(count) < sum);
        if count == 0 || lowers {
            add(end, &mut sum, &mut count)?;
        }
    }
    let mean = sum.div(&Number::from(count))?;
    Some(if closed { End::Closed(mean) } else { End::Open(mean) })
}

fn extreme_of(members: &[&Member], greatest: bool) -> Option<Value> {
    let sure: Vec<Value> = members.iter().filter(|member| surely(member)).map(|member| member.value.clone()).collect();
    let open = members.iter().filter(|member| !surely(member));
    match extreme(&sure, greatest) {
        Some(start) => Some(open.fold(start, |so_far, member| {
            let with = extreme(&[so_far.clone(), member.value.clone()], greatest).unwrap_or_else(|| so_far.clone());
            so_far.join(&with, openness(member))
        })),
        // Any of the open ones may be the only one, or none may belong.
        None => {
            let marks = open.clone().fold(Marks::NONE, |marks, member| marks | openness(member));
            let joined = open.map(|member| member.value.clone()).reduce(|one, other| one.join(&other, marks));
            joined.map(|joined| joined.with_marks(marks).or_undefined(marks))
        }
    }
}
