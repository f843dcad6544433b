//! Values and outcomes in words, exact to the last digit.

use crate::check::{ConditionOutcome, Constant, ConstantMember, PolicyOutcome, ValueTest};
use crate::diagnostic::Words;
use crate::program::{ChoiceTypeId, Kind, Program, Reason};
use crate::value::{Choices, Date, DurationUnit, Number, Range, Truth, Value};

/// The same in both languages.
pub(super) fn same(text: impl Into<String>) -> Words {
    let text = text.into();
    Words::new(text.clone(), text)
}

/// What is known of a value.
pub(super) fn of_value(program: &Program, kind: &Kind, value: &Value) -> Words {
    let words = match value {
        Value::Truth(truth) => return of_truth(*truth),
        Value::Number(range) if range.is_nothing() => return undefined(),
        Value::Number(range) => of_range(kind, range),
        Value::Choice(choice) if choice.is_nothing() => return undefined(),
        Value::Choice(choice) => one_of(choice.options().map(|option| option_name(program, kind, option)).collect()),
        Value::Choices(choices) if choices.is_nothing() => return undefined(),
        Value::Choices(choices) => of_choices(program, kind, *choices),
        Value::Place(place) => match place.is_at() {
            Some(region) => same(region_name(program, region)),
            None => {
                let within = region_name(program, place.within);
                Words::new(format!("在 {within} 之内"), format!("within {within}"))
            }
        },
        Value::Text(text) => match &text.known {
            Some(known) => same(format!("“{known}”")),
            None => unknown(),
        },
    };
    if value.may_be_undefined() && !value.is_undefined() {
        return Words::new(format!("{}，也可能算不出", words.zh), format!("{}, or undefined", words.en));
    }
    words
}

fn undefined() -> Words {
    Words::new("算不出", "undefined")
}

fn unknown() -> Words {
    Words::new("未知", "unknown")
}

fn of_truth(truth: Truth) -> Words {
    if truth.is_settled() {
        return match truth {
            Truth::MET => Words::new("是", "yes"),
            Truth::UNMET => Words::new("否", "no"),
            Truth::JUDGED => of_condition(ConditionOutcome::Judged),
            _ => undefined(),
        };
    }
    of_condition(ConditionOutcome::Unknown)
}

fn of_range(kind: &Kind, range: &Range) -> Words {
    if let Some(number) = range.only_number() {
        return of_number(kind, number);
    }
    let low = range.low().number().map(|number| (of_number(kind, number), range.low().is_closed()));
    let high = range.high().number().map(|number| (of_number(kind, number), range.high().is_closed()));
    match (low, high) {
        (None, None) => unknown(),
        (Some((low, true)), Some((high, true))) => {
            Words::new(format!("{} 至 {}", low.zh, high.zh), format!("{} to {}", low.en, high.en))
        }
        (low, high) => {
            let low = low.map(|(low, closed)| match closed {
                true => Words::new(format!("不低于 {}", low.zh), format!("at least {}", low.en)),
                false => Words::new(format!("大于 {}", low.zh), format!("more than {}", low.en)),
            });
            let high = high.map(|(high, closed)| match closed {
                true => Words::new(format!("不超过 {}", high.zh), format!("at most {}", high.en)),
                false => Words::new(format!("小于 {}", high.zh), format!("less than {}", high.en)),
            });
            let ends: Vec<Words> = [low, high].into_iter().flatten().collect();
            joined(&ends, "、", " and ")
        }
    }
}

/// A number of a kind, with its unit.
pub(super) fn of_number(kind: &Kind, number: &Number) -> Words {
    let plain = number.to_plain();
    match kind {
        Kind::Number(unit) => same(format!("{plain}{unit}")),
        Kind::Money => Words::new(format!("{plain}元"), format!("{plain} yuan")),
        Kind::Percent => same(format!("{}%", (number * &Number::whole(100)).to_plain())),
        Kind::Date => match Date::from_number(number) {
            Some(date) => same(date.to_string()),
            None => same(plain),
        },
        Kind::Duration(DurationUnit::Days) => Words::new(format!("{plain}天"), format!("{plain} days")),
        Kind::Duration(DurationUnit::Months) => Words::new(format!("{plain}个月"), format!("{plain} months")),
        Kind::Duration(DurationUnit::WorkingDays) => {
            Words::new(format!("{plain}个工作日"), format!("{plain} working days"))
        }
        Kind::Year => Words::new(format!("{plain}年度"), plain),
        Kind::Truth | Kind::Text | Kind::Choice(_) | Kind::Choices(_) | Kind::Region | Kind::List(_) => same(plain),
    }
}

fn one_of(names: Vec<String>) -> Words {
    match names.as_slice() {
        [name] => same(name.clone()),
        names => Words::new(format!("{} 之一", names.join("、")), format!("one of {}", names.join(", "))),
    }
}

fn of_choices(program: &Program, kind: &Kind, choices: Choices) -> Words {
    let names =
        |mask: u128| -> Vec<String> { options_of(mask).map(|option| option_name(program, kind, option)).collect() };
    let sure = names(choices.sure);
    match choices.is_exactly() {
        Some(0) => Words::new("一个也没有", "none"),
        Some(_) => same(format!("[{}]", sure.join("、"))),
        None => {
            let open = names(choices.possible & !choices.sure);
            Words::new(
                format!("[{}]，可能还有 [{}]", sure.join("、"), open.join("、")),
                format!("[{}], perhaps also [{}]", sure.join(", "), open.join(", ")),
            )
        }
    }
}

fn options_of(mask: u128) -> impl Iterator<Item = u32> {
    (0..u128::BITS).filter(move |bit| mask.checked_shr(*bit).is_some_and(|rest| rest & 1 == 1))
}

fn option_name(program: &Program, kind: &Kind, option: u32) -> String {
    let choices = match kind {
        Kind::Choice(choices) | Kind::Choices(choices) => *choices,
        _ => return option.to_string(),
    };
    option_of(program, choices, option)
}

fn option_of(program: &Program, choices: ChoiceTypeId, option: u32) -> String {
    let place = usize::try_from(option).ok();
    let choices = program.choice_types.get(choices.index());
    let name = choices.zip(place).and_then(|(choices, place)| choices.options.get(place));
    name.map_or_else(|| option.to_string(), |(name, _)| name.clone())
}

pub(super) fn region_name(program: &Program, region: u32) -> String {
    let place = usize::try_from(region).ok().and_then(|place| program.regions.get(place));
    place.map_or_else(|| region.to_string(), |region| region.name.clone())
}

/// What a value must be.
pub(super) fn of_test(program: &Program, kind: &Kind, test: &ValueTest) -> Words {
    let list = |members: &[ConstantMember]| {
        let members: Vec<Words> = members.iter().map(|member| of_member(program, kind, member)).collect();
        joined(&members, "、", ", ")
    };
    let framed = |zh: (&str, &str), en: (&str, &str), words: Words| {
        Words::new(format!("{}{}{}", zh.0, words.zh, zh.1), format!("{}{}{}", en.0, words.en, en.1))
    };
    match test {
        ValueTest::Is(constant) => of_constant(program, kind, constant),
        ValueTest::Bounds { low: Some(low), high: Some(high) } => {
            let (low, high) = (of_number(kind, low), of_number(kind, high));
            Words::new(format!("{} 至 {}", low.zh, high.zh), format!("{} to {}", low.en, high.en))
        }
        ValueTest::Bounds { low: Some(low), high: None } => {
            framed(("不低于 ", ""), ("at least ", ""), of_number(kind, low))
        }
        ValueTest::Bounds { low: None, high: Some(high) } => {
            framed(("不超过 ", ""), ("at most ", ""), of_number(kind, high))
        }
        ValueTest::Bounds { low: None, high: None } | ValueTest::Unknown(None) => unknown(),
        ValueTest::In(members) => framed(("属于 [", "]"), ("in [", "]"), list(members)),
        ValueTest::MaybeIn(members) => framed(("是否属于 [", "] 未知"), ("perhaps in [", "]"), list(members)),
        ValueTest::NotIn(members) => framed(("不属于 [", "]"), ("not in [", "]"), list(members)),
        ValueTest::Unknown(Some(reason)) => {
            let reason = of_reason(*reason);
            Words::new(format!("未知 因 {}", reason.zh), format!("unknown because of {}", reason.en))
        }
        ValueTest::Judged => of_condition(ConditionOutcome::Judged),
    }
}

fn of_member(program: &Program, kind: &Kind, member: &ConstantMember) -> Words {
    match member {
        ConstantMember::Value(value) => of_constant(program, kind, value),
        ConstantMember::Span(low, high) => {
            let (low, high) = (of_constant(program, kind, low), of_constant(program, kind, high));
            Words::new(format!("{} 至 {}", low.zh, high.zh), format!("{} to {}", low.en, high.en))
        }
    }
}

fn of_constant(program: &Program, kind: &Kind, constant: &Constant) -> Words {
    match constant {
        Constant::Truth(true) => of_truth(Truth::MET),
        Constant::Truth(false) => of_truth(Truth::UNMET),
        Constant::Number(number) => of_number(kind, number),
        Constant::Date(date) => same(date.to_string()),
        Constant::Text(text) => same(format!("“{text}”")),
        Constant::Choice(choices, option) => same(option_of(program, *choices, *option)),
        Constant::Choices(choices, mask) => {
            let names: Vec<String> = options_of(*mask).map(|option| option_of(program, *choices, option)).collect();
            same(format!("[{}]", names.join("、")))
        }
        Constant::Region(region) => same(region_name(program, region.0)),
    }
}

pub(super) fn of_condition(outcome: ConditionOutcome) -> Words {
    match outcome {
        ConditionOutcome::Met => Words::new("符合", "met"),
        ConditionOutcome::Unmet => Words::new("不符合", "unmet"),
        ConditionOutcome::Unknown => Words::new("未知", "unknown"),
        ConditionOutcome::Judged => Words::new("待认定", "judged"),
    }
}

pub(super) fn of_policy(outcome: PolicyOutcome) -> Words {
    match outcome {
        PolicyOutcome::Eligible => Words::new("符合", "eligible"),
        PolicyOutcome::Ineligible => Words::new("不符合", "ineligible"),
        PolicyOutcome::Undetermined => Words::new("信息不足", "undetermined"),
        PolicyOutcome::Pending => Words::new("待认定", "pending"),
        PolicyOutcome::NotApplicable => Words::new("不适用", "not applicable"),
    }
}

/// A reason, in the words of the rule language.
pub(super) fn of_reason(reason: Reason) -> Words {
    match reason {
        Reason::DivisionByZero => Words::new("除数为零", "division_by_zero"),
        Reason::EmptyList => Words::new("清单为空", "empty_list"),
        Reason::NoValue => Words::new("该日无参数", "no_value"),
        Reason::CalendarUnknown => Words::new("日历未收录", "calendar_unknown"),
        Reason::DateOutOfRange => Words::new("日期超界", "date_out_of_range"),
        Reason::NoRow => Words::new("表中无此情形", "no_row"),
        Reason::ManyRows => Words::new("表中多行", "many_rows"),
        Reason::Clash => Words::new("例外冲突", "clash"),
        Reason::UndefinedInput => Words::new("输入算不出", "undefined_input"),
        Reason::UndefinedGuard => Words::new("前提算不出", "undefined_guard"),
        Reason::NotInForce => Words::new("不在有效期", "not_in_force"),
        Reason::NotInScope => Words::new("不在适用范围", "not_in_scope"),
        Reason::OtherRegion => Words::new("地区不符", "other_region"),
        Reason::OpenEndedStep => Words::new("时限未定", "open_ended_step"),
    }
}

/// Several words as one list.
pub(super) fn joined(words: &[Words], zh: &str, en: &str) -> Words {
    let list = |pick: fn(&Words) -> &str, mark: &str| words.iter().map(pick).collect::<Vec<_>>().join(mark);
    Words::new(list(|words| &words.zh, zh), list(|words| &words.en, en))
}

/// A list of names; 无 if there are none.
pub(super) fn names<'a>(names: impl IntoIterator<Item = &'a String>) -> Words {
    let names: Vec<Words> = names.into_iter().map(|name| same(name.clone())).collect();
    if names.is_empty() { Words::new("无", "nothing") } else { joined(&names, "、", ", ") }
}
