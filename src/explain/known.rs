//! Values as answers write them and as sentences show them.

use super::answer::{Ends, Quantity, Text};
use super::sentence::{Figure, Precision, Sentence, Shown, figure, say};
use crate::program::{ChoiceTypeId, Kind, Label, Program, RegionId};
use crate::value::{Choice, Choices, Date, DurationUnit, End, Number, Place, Range, Value, option_bit};

/// A number as answers write it: exact, by what it is.
pub(crate) fn number_text(number: &Number, kind: &Kind) -> String {
    match kind {
        Kind::Date => Date::from_number(number).map_or_else(|| number.to_plain(), |day| day.to_string()),
        Kind::Money => number.to_fen(),
        Kind::Duration(unit) => duration_text(number, *unit),
        _ => number.to_plain(),
    }
}

/// A difference of two numbers as answers write it: of two days it is a duration.
pub(crate) fn change_text(change: &Number, kind: &Kind) -> String {
    match kind {
        Kind::Date => duration_text(change, DurationUnit::Days),
        kind => number_text(change, kind),
    }
}

/// A duration: `P5D`, `P3M`, `P5BD`, `-P1D`.
pub(crate) fn duration_text(number: &Number, unit: DurationUnit) -> String {
    let unit = match unit {
        DurationUnit::Days => "D",
        DurationUnit::Months => "M",
        DurationUnit::WorkingDays => "BD",
    };
    let sign = if number.is_negative() { "-" } else { "" };
    format!("{sign}P{}{unit}", number.abs().to_plain())
}

/// How to show a kind of value: `%`, `CNY`, 人; nothing where the value says it itself.
pub(crate) fn unit(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Percent => Some("%".to_owned()),
        Kind::Money => Some("CNY".to_owned()),
        Kind::Number(unit) | Kind::List(unit) if !unit.is_empty() => Some(unit.clone()),
        _ => None,
    }
}

/// What is known of a value; nothing where it is surely undefined, or a truth that no yes or no settles.
pub(crate) fn quantity(program: &Program, kind: &Kind, value: &Value) -> Option<Quantity> {
    match value {
        Value::Truth(truth) => match (truth.contains(crate::value::Truth::MET), truth.is_settled()) {
            (met, true) if met || *truth == crate::value::Truth::UNMET => Some(Quantity::Truth(met)),
            _ => None,
        },
        Value::Number(range) => range_quantity(range, kind),
        Value::Choice(choice) => choice_quantity(program, kind, *choice),
        Value::Choices(choices) => choices_quantity(program, kind, *choices),
        Value::Place(place) => place_quantity(program, place),
        Value::Text(text) => text.known.clone().map(Quantity::Value),
    }
}

/// What is known of a number.
pub(crate) fn range_quantity(range: &Range, kind: &Kind) -> Option<Quantity> {
    if range.is_nothing() {
        return None;
    }
    if let Some(number) = range.only_number() {
        return Some(Quantity::Value(number_text(number, kind)));
    }
    let mut ends = Ends::default();
    match range.low() {
        End::Closed(number) if tells(number, kind) => ends.from = Some(number_text(number, kind)),
        End::Open(number) if tells(number, kind) => ends.above = Some(number_text(number, kind)),
        _ => {}
    }
    match range.high() {
        End::Closed(number) if tells(number, kind) => ends.to = Some(number_text(number, kind)),
        End::Open(number) if tells(number, kind) => ends.below = Some(number_text(number, kind)),
        _ => {}
    }
    Some(Quantity::Bounds(ends))
}

/// Whether an end says anything: the ends of the calendar itself, or days counted from them, only say that a day is unknown.
fn tells(number: &Number, kind: &Kind) -> bool {
    *kind != Kind::Date || Date::from_number(number).is_some_and(|day| (1000..9000).contains(&day.year()))
}

fn choice_quantity(program: &Program, kind: &Kind, choice: Choice) -> Option<Quantity> {
    let mut names: Vec<String> = choice.options().filter_map(|option| option_name(program, kind, option)).collect();
    match names.len() {
        0 => None,
        1 => names.pop().map(Quantity::Value),
        _ => Some(Quantity::OneOf { one_of: names }),
    }
}

fn choices_quantity(program: &Program, kind: &Kind, choices: Choices) -> Option<Quantity> {
    if choices.is_nothing() {
        return None;
    }
    let names = |bits: u128| {
        (0..u128::BITS)
            .filter(|option| bits & option_bit(*option) != 0)
            .filter_map(|option| option_name(program, kind, option))
            .collect::<Vec<_>>()
    };
    Some(match choices.is_exactly() {
        Some(options) => Quantity::Names(names(options)),
        None => Quantity::Several { surely: names(choices.sure), possibly: names(choices.possible & !choices.sure) },
    })
}

fn place_quantity(program: &Program, place: &Place) -> Option<Quantity> {
    let name = region_name(program, RegionId(place.within))?;
    Some(if place.exact { Quantity::Value(name) } else { Quantity::Within { within: name } })
}

/// The name of a place in rules.
pub(crate) fn region_name(program: &Program, region: RegionId) -> Option<String> {
    program.regions.get(region.index()).map(|region| region.name.clone())
}

/// The code of a place, its name if it has none.
pub(crate) fn region_code(program: &Program, region: RegionId) -> Option<String> {
    let region = program.regions.get(region.index())?;
    Some(region.code.clone().unwrap_or_else(|| region.name.clone()))
}

fn options_of(program: &Program, kind: &Kind) -> Option<ChoiceTypeId> {
    match kind {
        Kind::Choice(choices) | Kind::Choices(choices) => program.choice_types.get(choices.index()).map(|_| *choices),
        _ => None,
    }
}

/// The name of an option of a kind of choices.
pub(crate) fn option_name(program: &Program, kind: &Kind, option: u32) -> Option<String> {
    let choices = program.choice_types.get(options_of(program, kind)?.index())?;
    choices.options.get(usize::try_from(option).ok()?).map(|(name, _)| name.clone())
}

/// What people read of an option.
pub(crate) fn option_label(program: &Program, kind: &Kind, option: u32) -> Option<Text> {
    let choices = program.choice_types.get(options_of(program, kind)?.index())?;
    let (name, title) = choices.options.get(usize::try_from(option).ok()?)?;
    Some(labelled(name, title.as_ref()))
}

/// A title in both languages: the author's, else the name.
pub(crate) fn labelled(name: &str, title: Option<&Label>) -> Text {
    match title {
        None => Text { zh: name.to_owned(), en: name.to_owned() },
        Some(Label { zh, en }) => Text { zh: zh.clone(), en: en.clone().unwrap_or_else(|| zh.clone()) },
    }
}

/// A value as sentences show it; nothing where there is nothing to show.
pub(crate) fn shown(program: &Program, kind: &Kind, value: &Value, precision: Precision<'_>) -> Option<Shown> {
    let words = |texts: Vec<Text>| {
        let zh = texts.iter().map(|text| text.zh.as_str()).collect::<Vec<_>>().join("、");
        let en = texts.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join(", ");
        (!texts.is_empty()).then_some(Shown::Words(Text { zh, en }))
    };
    let labels = |bits: u128| {
        (0..u128::BITS)
            .filter(|option| bits & option_bit(*option) != 0)
            .filter_map(|option| option_label(program, kind, option))
            .collect::<Vec<_>>()
    };
    match value {
        Value::Truth(truth) => match *truth {
            crate::value::Truth::MET => words(vec![Text { zh: "是".to_owned(), en: "yes".to_owned() }]),
            crate::value::Truth::UNMET => words(vec![Text { zh: "否".to_owned(), en: "no".to_owned() }]),
            _ => None,
        },
        Value::Number(range) => shown_range(range, kind, precision),
        Value::Choice(choice) => {
            let labels = labels(choice.possible);
            let zh = labels.iter().map(|label| label.zh.as_str()).collect::<Vec<_>>().join("或");
            let en = labels.iter().map(|label| label.en.as_str()).collect::<Vec<_>>().join(" or ");
            (!labels.is_empty()).then_some(Shown::Words(Text { zh, en }))
        }
        Value::Choices(choices) if choices.is_nothing() => None,
        Value::Choices(choices) => match choices.is_exactly() {
            Some(0) => words(vec![Text { zh: "无".to_owned(), en: "none".to_owned() }]),
            Some(options) => words(labels(options)),
            None => None,
        },
        Value::Place(place) => {
            let region = program.regions.get(RegionId(place.within).index())?;
            words(vec![labelled(&region.name, region.title.as_ref())])
        }
        Value::Text(text) => {
            text.known.as_ref().and_then(|known| words(vec![Text { zh: known.clone(), en: known.clone() }]))
        }
    }
}

/// A value in words; nothing where nothing is known of it.
pub(crate) fn known_text(program: &Program, kind: &Kind, value: &Value) -> Option<Text> {
    shown(program, kind, value, Precision::Nearest).map(|shown| say(&Sentence::Value(shown)))
}

/// A number as sentences show it; nothing where nothing is known of it.
pub(crate) fn shown_range(range: &Range, kind: &Kind, precision: Precision<'_>) -> Option<Shown> {
    if range.is_nothing() {
        return None;
    }
    if let Some(number) = range.only_number() {
        return Some(Shown::One(figure(number, kind, precision)));
    }
    let end = |end: &End, precision: Precision<'_>| -> Option<(Figure, bool)> {
        let number = end.number().filter(|number| tells(number, kind))?;
        Some((figure(number, kind, precision), end.is_closed()))
    };
    // What is possible is shown as no narrower than it is.
    let (below, above) = match (precision, range.high().number().is_some_and(Number::is_negative)) {
        (Precision::Nearest, false) => (Precision::Least, Precision::Outward),
        (precision, _) => (precision, precision),
    };
    let (low, high) = (end(range.low(), below), end(range.high(), above));
    (low.is_some() || high.is_some()).then_some(Shown::Between { low, high })
}
