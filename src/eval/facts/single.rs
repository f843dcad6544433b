//! One value out of JSON, by the type that its fact declares.

use super::error::{FactsCode, FactsProblem};
use super::name::to_year;
use super::nearest::nearest;
use crate::program::{ChoiceTypeId, Kind, Program, RegionId};
use crate::value::{
    Choice, Choices, Date, DurationUnit, End, Marks, Number, Place, Range, Text, Truth, Value, option_bit,
};
use serde_json::Value as Json;

/// Texts longer than this are refused: no name or address is.
const MOST_CHARACTERS: usize = 10_000;

/// What is declared of a fact or column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared<'p> {
    pub(super) program: &'p Program,
    pub(super) kind: &'p Kind,
    pub(super) whole: bool,
    pub(super) options: u128,
    /// The unit that a bare number is in, and how many of the kept unit it is.
    pub(super) unit: Option<&'p (String, Number)>,
}

/// What a JSON value says; none for null.
pub(super) fn read(declared: Declared<'_>, json: &Json, path: &str) -> Result<Option<Value>, FactsProblem> {
    if json.is_null() {
        return Ok(None);
    }
    let wrong = || wrong_type(declared.kind, json, path);
    let value = match declared.kind {
        Kind::Truth => Value::Truth(Truth::from(json.as_bool().ok_or_else(wrong)?)),
        Kind::Text => Value::Text(read_text(json.as_str().ok_or_else(wrong)?, path)?),
        Kind::Choice(choices) => {
            Value::Choice(Choice::single(option(declared, *choices, json.as_str().ok_or_else(wrong)?, path)?))
        }
        Kind::Choices(choices) => {
            let names = json.as_array().ok_or_else(wrong)?;
            let mut options = 0;
            for (index, name) in names.iter().enumerate() {
                let path = format!("{path}[{index}]");
                let name = name.as_str().ok_or_else(|| wrong_type(&Kind::Choice(*choices), name, &path))?;
                options |= option_bit(option(declared, *choices, name, &path)?);
            }
            Value::Choices(Choices::exactly(options))
        }
        Kind::Region => Value::Place(place(declared.program, json, path)?),
        Kind::List(_) => return Err(wrong()),
        Kind::Number(_) | Kind::Money | Kind::Percent | Kind::Date | Kind::Duration(_) | Kind::Year => {
            Value::Number(match json.as_object() {
                Some(ends) => between(declared, ends, json, path)?,
                None => Range::point(quantity(declared, json, path)?),
            })
        }
    };
    Ok(Some(value))
}

/// What is known of a number in part: `{"from": "8", "to": "13"}`.
fn between(
    declared: Declared<'_>,
    ends: &serde_json::Map<String, Json>,
    json: &Json,
    path: &str,
) -> Result<Range, FactsProblem> {
    let (mut low, mut high) = (End::Infinite, End::Infinite);
    for (key, end) in ends {
        let path = format!("{path}.{key}");
        let number = quantity(declared, end, &path)?;
        match (key.as_str(), &low, &high) {
            ("from", End::Infinite, _) => low = End::Closed(number),
            ("above", End::Infinite, _) => low = End::Open(number),
            ("to", _, End::Infinite) => high = End::Closed(number),
            ("below", _, End::Infinite) => high = End::Open(number),
            _ => return Err(wrong_type(declared.kind, json, &path)),
        }
    }
    let everything = crate::eval::shape::anything(declared.program, declared.kind, declared.whole, 0);
    let everything = crate::eval::shape::range(&everything);
    let range = Range::between(low, high, everything.is_whole(), Marks::MISSING);
    range.and_then(|range| range.intersect(&everything)).ok_or_else(|| {
        let zh = "下限大于上限，没有数在其中".to_owned();
        FactsProblem::new(FactsCode::OutOfRange, path, zh, "no number lies between these bounds".to_owned())
    })
}

/// A number, day, duration or year.
fn quantity(declared: Declared<'_>, json: &Json, path: &str) -> Result<Number, FactsProblem> {
    let text = match json {
        Json::String(text) => text.trim().to_owned(),
        Json::Number(number) => number.to_string(),
        _ => return Err(wrong_type(declared.kind, json, path)),
    };
    let number = match declared.kind {
        Kind::Date => return day(&text, json, path),
        Kind::Year => match number(&text).and_then(|year| to_year(&year.to_plain())) {
            Some(year) => Number::from(year),
            None => return Err(wrong_type(declared.kind, json, path)),
        },
        Kind::Duration(unit) => match number(&text) {
            Some(number) => declared.unit.map_or(number.clone(), |(_, times)| &number * times),
            None => duration(&text, *unit).ok_or_else(|| wrong_type(declared.kind, json, path))?,
        },
        Kind::Percent => percent(&text).ok_or_else(|| wrong_type(declared.kind, json, path))?,
        _ => match number(&text) {
            Some(number) => declared.unit.map_or(number.clone(), |(_, times)| &number * times),
            None => return Err(wrong_type(declared.kind, json, path)),
        },
    };
    if number.digits() > Number::MAX_DIGITS {
        let most = Number::MAX_DIGITS;
        let zh = format!("数字太长，最多 {most} 位");
        return Err(FactsProblem::new(
            FactsCode::TooLarge,
            path,
            zh,
            format!("the number has more than {most} digits"),
        ));
    }
    if declared.whole && !number.is_whole() {
        let zh = format!("“{text}”不是整数");
        return Err(FactsProblem::new(FactsCode::WrongType, path, zh, format!("`{text}` is not a whole number")));
    }
    Ok(number)
}

fn day(text: &str, json: &Json, path: &str) -> Result<Number, FactsProblem> {
    if !json.is_string() {
        return Err(wrong_type(&Kind::Date, json, path));
    }
    let day = Date::parse(text).ok_or_else(|| {
        let zh = format!("没有“{text}”这一天，日期写成 2019-03-01");
        FactsProblem::new(FactsCode::BadDate, path, zh, format!("there is no day `{text}`; write `2019-03-01`"))
    })?;
    Ok(Number::from(day.day_number()))
}

/// A decimal; a fraction only as answers write it, `1/3`.
fn number(text: &str) -> Option<Number> {
    Number::parse(text)
}

fn percent(text: &str) -> Option<Number> {
    let parts = [("%", 100), ("％", 100), ("‰", 1_000)];
    for (sign, parts) in parts {
        if let Some(text) = text.strip_suffix(sign) {
            return number(text.trim_end())?.div(&Number::from(parts));
        }
    }
    number(text)
}

/// `P3M`, `P5D`, `P5BD`, `3个月`, `5天`, `20个工作日`, of the kind that is asked for.
fn duration(text: &str, unit: DurationUnit) -> Option<Number> {
    let words: &[(&str, i32)] = match unit {
        DurationUnit::Days => &[("个日历日", 1), ("天", 1), ("日", 1), ("周", 7), ("星期", 7)],
        DurationUnit::Months => &[("个月", 1), ("月", 1), ("年", 12)],
        DurationUnit::WorkingDays => &[("个工作日", 1), ("工作日", 1)],
    };
    let letters: &[(&str, i32)] = match unit {
        DurationUnit::Days => &[("D", 1), ("W", 7)],
        DurationUnit::Months => &[("M", 1), ("Y", 12)],
        DurationUnit::WorkingDays => &[("BD", 1)],
    };
    let (text, units) = match text.strip_prefix('P') {
        Some(text) => (text, letters),
        None => (text, words),
    };
    units.iter().find_map(|(word, times)| {
        let count = text.strip_suffix(word)?;
        Number::parse_decimal(count.trim_end()).map(|count| &count * &Number::from(*times))
    })
}

fn read_text(text: &str, path: &str) -> Result<Text, FactsProblem> {
    if text.chars().count() > MOST_CHARACTERS {
        let zh = format!("文字太长，最多 {MOST_CHARACTERS} 字");
        let en = format!("the text has more than {MOST_CHARACTERS} characters");
        return Err(FactsProblem::new(FactsCode::TooLarge, path, zh, en));
    }
    Ok(Text::known(text.to_owned()))
}

fn option(declared: Declared<'_>, choices: ChoiceTypeId, name: &str, path: &str) -> Result<u32, FactsProblem> {
    let options =
        declared.program.choice_types.get(choices.index()).map(|it| it.options.as_slice()).unwrap_or_default();
    let allowed = |option: u32| declared.options == 0 || declared.options & option_bit(option) != 0;
    let known =
        || (0u32..).zip(options).filter(|(option, _)| allowed(*option)).map(|(option, it)| (option, it.0.as_str()));
    known().find(|(_, known)| *known == name).map(|(option, _)| option).ok_or_else(|| {
        let zh = format!("没有“{name}”这个选项");
        let en = format!("`{name}` is not among the options");
        FactsProblem::new(FactsCode::UnknownChoice, path, zh, en).suggest(nearest(name, known().map(|(_, name)| name)))
    })
}

/// A place by code or name. A place that has others in it may still mean any of them.
fn place(program: &Program, json: &Json, path: &str) -> Result<Place, FactsProblem> {
    let text = match json {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => return Err(wrong_type(&Kind::Region, json, path)),
    };
    let by_name = program.regions.iter().position(|region| region.name == text);
    // A code is used again after its place has ended: the place that is still there is meant.
    let of_code = |standing: bool| {
        program
            .regions
            .iter()
            .position(|region| region.code.as_deref() == Some(text.as_str()) && (!standing || region.ties.to.is_none()))
    };
    let by_code = || of_code(true).or_else(|| of_code(false));
    let found = by_name.or_else(by_code).and_then(|index| u32::try_from(index).ok());
    let Some(region) = found else {
        let zh = format!("没有“{text}”这个地区");
        let known = program.regions.iter().map(|region| region.name.as_str());
        return Err(FactsProblem::new(FactsCode::UnknownRegion, path, zh, format!("there is no place `{text}`"))
            .suggest(nearest(&text, known)));
    };
    Ok(crate::eval::place::named(program, RegionId(region)))
}

pub(super) fn wrong_type(kind: &Kind, json: &Json, path: &str) -> FactsProblem {
    let (zh, en) = expected(kind);
    let (found_zh, found_en) = found(json);
    FactsProblem::new(
        FactsCode::WrongType,
        path,
        format!("这里要{zh}，给的是{found_zh}"),
        format!("expected {en}, found {found_en}"),
    )
}

fn expected(kind: &Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Truth => ("是或否（true 或 false）", "true or false"),
        Kind::Number(_) => ("一个数", "a number"),
        Kind::Money => ("金额，以元计", "an amount in yuan"),
        Kind::Percent => ("百分比，如 0.05 或 \"5%\"", "a percentage such as 0.05 or `5%`"),
        Kind::Date => ("日期，如 \"2019-03-01\"", "a date such as `2019-03-01`"),
        Kind::Duration(DurationUnit::Days) => ("天数，如 \"P5D\" 或 \"5天\"", "days such as `P5D`"),
        Kind::Duration(DurationUnit::Months) => ("月数或年数，如 \"P3M\" 或 \"3个月\"", "months such as `P3M`"),
        Kind::Duration(DurationUnit::WorkingDays) => {
            ("工作日数，如 \"P5BD\" 或 \"5个工作日\"", "working days such as `P5BD`")
        }
        Kind::Year => ("年份，如 2024", "a year such as 2024"),
        Kind::Text => ("文字", "a text"),
        Kind::Choice(_) => ("一个选项的名称", "the name of an option"),
        Kind::Choices(_) => ("选项名称的列表", "a list of names of options"),
        Kind::Region => ("地区的代码或名称", "the code or name of a place"),
        Kind::List(_) => ("记录的列表", "a list of records"),
    }
}

fn found(json: &Json) -> (String, String) {
    match json {
        Json::Null => ("空值".to_owned(), "null".to_owned()),
        Json::Bool(truth) => (truth.to_string(), truth.to_string()),
        Json::Number(number) => (number.to_string(), number.to_string()),
        Json::String(text) => {
            // Enough of it to be recognised.
            let start: String = text.chars().take(20).collect();
            (format!("“{start}”"), format!("`{start}`"))
        }
        Json::Array(_) => ("一个列表".to_owned(), "a list".to_owned()),
        Json::Object(_) => ("一个对象".to_owned(), "an object".to_owned()),
    }
}
