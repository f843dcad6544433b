//! Numbers as people read them: 万元 from 1 万 up, thousands separators, percentages with up to two places, and never
//! rounded onto or past the figure that they are compared with.

use crate::program::Kind;
use crate::value::{Date, DurationUnit, Number, Rounding};

/// The places that people are shown, unless fewer tell a lie.
const USUAL_PLACES: u32 = 2;

/// No number is shown with more places.
const MOST_PLACES: u32 = 18;

/// A number ready to be shown or read out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// The number in Chinese units, without separators; or a day.
    zh: String,
    /// The number in English units, without separators; or a day.
    en: String,
    unit: Unit,
}

/// What stands behind the number.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Unit {
    None,
    Day,
    Year,
    Percent,
    PercentagePoints,
    Yuan,
    TenThousandYuan,
    HundredMillionYuan,
    Duration(DurationUnit),
    /// Whole years of a length of time.
    Years,
    Counted(String),
}

/// How a number is brought to the places that are shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Precision<'a> {
    /// To the nearest.
    Nearest,
    /// To the nearest that still stands on the same side of this figure.
    Beside(&'a Number),
    /// Away from zero, so that what is asked for is enough.
    Outward,
    /// Never more than it is.
    Least,
    /// As it is: a figure of the law is not rounded.
    Exact,
}

/// A number of some kind, ready to be shown.
pub(crate) fn figure(number: &Number, kind: &Kind, precision: Precision<'_>) -> Figure {
    match kind {
        Kind::Date => match Date::from_number(number) {
            Some(day) => Figure { zh: day.to_string(), en: day.to_string(), unit: Unit::Day },
            None => plain(number, Unit::Duration(DurationUnit::Days), precision),
        },
        Kind::Year => plain(number, Unit::Year, precision),
        Kind::Percent => {
            let hundred = Number::from(100);
            let against = scaled_precision(precision, &hundred);
            plain(&(number * &hundred), Unit::Percent, against.borrow())
        }
        Kind::Money => money(number, precision),
        Kind::Duration(unit) => duration(number, *unit, precision),
        Kind::Number(unit) if !unit.is_empty() => plain(number, Unit::Counted(unit.clone()), precision),
        _ => plain(number, Unit::None, precision),
    }
}

/// A length of time; whole years as years.
fn duration(number: &Number, unit: DurationUnit, precision: Precision<'_>) -> Figure {
    match number.div(&Number::from(12)) {
        Some(years) if unit == DurationUnit::Months && years.is_whole() && !number.is_zero() => {
            plain(&years, Unit::Years, Precision::Exact)
        }
        _ => plain(number, Unit::Duration(unit), precision),
    }
}

/// A sum of money to the fen, in yuan, where a larger unit would hide what matters.
pub(crate) fn in_yuan(yuan: &Number) -> Figure {
    Figure { zh: two_places(yuan.clone()), en: two_places(yuan.clone()), unit: Unit::Yuan }
}

/// How much a number changes, shown as no less than that: of percentages in points, of days in days.
pub(crate) fn change_figure(change: &Number, kind: &Kind) -> Figure {
    match kind {
        Kind::Date => plain(change, Unit::Duration(DurationUnit::Days), Precision::Outward),
        Kind::Percent => plain(&(change * &Number::from(100)), Unit::PercentagePoints, Precision::Outward),
        _ => figure(change, kind, Precision::Outward),
    }
}

/// How far two numbers lie apart, as they are shown, so that a reader's own subtraction agrees.
pub(crate) fn distance(value: &Number, threshold: &Number, kind: &Kind) -> Figure {
    match kind {
        Kind::Date => {
            let days = (value - threshold).abs();
            plain(&days, Unit::Duration(DurationUnit::Days), Precision::Outward)
        }
        Kind::Percent => {
            let hundred = Number::from(100);
            let (value, threshold) = (value * &hundred, threshold * &hundred);
            let shown = rounded(&value, USUAL_PLACES, Precision::Beside(&threshold));
            plain(&(&shown - &threshold).abs(), Unit::PercentagePoints, Precision::Nearest)
        }
        _ => figure(&(value - threshold).abs(), kind, Precision::Outward),
    }
}

impl Figure {
    /// As a Chinese page shows it.
    pub(crate) fn zh(&self) -> String {
        let number = separated(&self.zh);
        match &self.unit {
            Unit::Day => self.zh.clone(),
            Unit::Year => format!("{} 年", self.zh),
            Unit::Percent => format!("{number}%"),
            unit => match zh_unit(unit) {
                "" => number,
                unit => format!("{number} {unit}"),
            },
        }
    }

    /// As an English page shows it.
    pub(crate) fn en(&self) -> String {
        let number = separated(&self.en);
        match &self.unit {
            Unit::Day | Unit::Year => self.en.clone(),
            Unit::Percent => format!("{number}%"),
            Unit::PercentagePoints if number == "1" => "1 percentage point".to_owned(),
            Unit::PercentagePoints => format!("{number} percentage points"),
            Unit::Yuan | Unit::TenThousandYuan | Unit::HundredMillionYuan => format!("CNY {number}"),
            unit => match en_unit(unit, number == "1") {
                "" => number,
                unit => format!("{number} {unit}"),
            },
        }
    }

    /// As an English page shows it where what is counted follows: 3 of "3 more staff".
    pub(crate) fn en_before(&self) -> String {
        match &self.unit {
            Unit::Counted(unit) if matches!(en_unit(&Unit::Counted(unit.clone()), false), "people" | "") => {
                separated(&self.en)
            }
            _ => self.en(),
        }
    }

    /// What is counted gets fewer, what is measured gets less.
    pub(crate) fn en_less(&self) -> &'static str {
        if matches!(self.unit, Unit::Counted(_)) { "fewer" } else { "less" }
    }

    /// As an English page shows it where the same unit follows: 8 of "8 to 13 people".
    pub(crate) fn en_beside(&self, next: &Figure) -> String {
        let counts = matches!(self.unit, Unit::Years | Unit::Duration(_) | Unit::Counted(_));
        if counts && self.unit == next.unit { separated(&self.en) } else { self.en() }
    }

    /// As a Chinese page shows it where the same unit follows: 8 of "8 到 13 人".
    pub(crate) fn zh_before(&self, next: &Figure) -> String {
        let is_money = |unit: &Unit| matches!(unit, Unit::Yuan | Unit::TenThousandYuan | Unit::HundredMillionYuan);
        let is_months = |unit: &Unit| matches!(unit, Unit::Duration(DurationUnit::Months) | Unit::Years);
        let alike = |of: &dyn Fn(&Unit) -> bool| of(&self.unit) && of(&next.unit);
        // Nothing is nothing, in 元 as in 万元, in months as in years.
        let same = self.unit == next.unit || (self.zh == "0" && (alike(&is_money) || alike(&is_months)));
        if same && !matches!(self.unit, Unit::Percent | Unit::Day | Unit::Year) {
            separated(&self.zh)
        } else {
            self.zh()
        }
    }

    /// A day of the calendar, of which one says earlier and later.
    pub(crate) fn is_day(&self) -> bool {
        self.unit == Unit::Day
    }
}

fn zh_unit(unit: &Unit) -> &str {
    match unit {
        Unit::None | Unit::Day => "",
        Unit::Year | Unit::Years => "年",
        Unit::Percent => "%",
        Unit::PercentagePoints => "个百分点",
        Unit::Yuan => "元",
        Unit::TenThousandYuan => "万元",
        Unit::HundredMillionYuan => "亿元",
        Unit::Duration(DurationUnit::Days) => "天",
        Unit::Duration(DurationUnit::Months) => "个月",
        Unit::Duration(DurationUnit::WorkingDays) => "个工作日",
        Unit::Counted(unit) => unit,
    }
}

fn en_unit(unit: &Unit, one: bool) -> &str {
    match unit {
        Unit::Years if one => "year",
        Unit::Years => "years",
        Unit::Duration(DurationUnit::Days) if one => "day",
        Unit::Duration(DurationUnit::Days) => "days",
        Unit::Duration(DurationUnit::Months) if one => "month",
        Unit::Duration(DurationUnit::Months) => "months",
        Unit::Duration(DurationUnit::WorkingDays) if one => "working day",
        Unit::Duration(DurationUnit::WorkingDays) => "working days",
        Unit::Counted(unit) => match (unit.as_str(), one) {
            ("人", true) => "person",
            ("人", false) => "people",
            ("分", true) => "point",
            ("分", false) => "points",
            ("次", true) => "time",
            ("次", false) => "times",
            ("岁", true) => "year",
            ("岁", false) => "years",
            ("元/人", _) => "yuan per person",
            // Counting words that English does without.
            ("项" | "件" | "个" | "份" | "家", _) => "",
            (unit, _) => unit,
        },
        _ => "",
    }
}

fn plain(number: &Number, unit: Unit, precision: Precision<'_>) -> Figure {
    let shown = rounded(number, USUAL_PLACES, precision).to_plain();
    Figure { zh: shown.clone(), en: shown, unit }
}

fn money(yuan: &Number, precision: Precision<'_>) -> Figure {
    let (size, ten_thousand, hundred_million) = (yuan.abs(), Number::from(10_000), Number::from(100_000_000));
    let is_hundred_millions =
        size >= hundred_million && size.div(&hundred_million).is_some_and(|number| number.is_whole());
    let (scale, unit) = if is_hundred_millions {
        (hundred_million, Unit::HundredMillionYuan)
    } else if size >= ten_thousand {
        (ten_thousand, Unit::TenThousandYuan)
    } else {
        (Number::from(1), Unit::Yuan)
    };
    let against = scaled_precision(precision, &Number::from(1).div(&scale).unwrap_or(Number::ZERO));
    let scaled = yuan.div(&scale).unwrap_or(Number::ZERO);
    Figure {
        zh: two_places(rounded(&scaled, USUAL_PLACES, against.borrow())),
        en: two_places(rounded(yuan, USUAL_PLACES, precision)),
        unit,
    }
}

/// Sums of money have no decimals or at least two.
fn two_places(number: Number) -> String {
    let plain = number.to_plain();
    match plain.split_once('.') {
        Some((_, places)) if places.len() == 1 => format!("{plain}0"),
        _ => plain,
    }
}

/// Brought to so many places, or to as many more as it takes to stay true.
fn rounded(number: &Number, places: u32, precision: Precision<'_>) -> Number {
    let rounding = match precision {
        Precision::Outward => Rounding::Up,
        Precision::Least if number.is_negative() => Rounding::Up,
        Precision::Least => Rounding::Down,
        Precision::Nearest | Precision::Beside(_) | Precision::Exact => Rounding::HalfUp,
    };
    let mut shown = number.clone();
    for places in places..=MOST_PLACES {
        let step = Number::ratio(1, 10_i64.pow(places)).unwrap_or(Number::ZERO);
        shown = number.round(rounding, &step).unwrap_or(Number::ZERO);
        let same_side = match precision {
            Precision::Beside(figure) => shown.cmp(figure) == number.cmp(figure),
            Precision::Exact => shown == *number,
            _ => true,
        };
        if same_side && (shown.is_zero() == number.is_zero()) {
            break;
        }
    }
    shown
}

/// A precision whose figure is in another unit.
enum Scaled<'a> {
    Same(Precision<'a>),
    Beside(Number),
}

fn scaled_precision<'a>(precision: Precision<'a>, factor: &Number) -> Scaled<'a> {
    match precision {
        Precision::Beside(figure) => Scaled::Beside(figure * factor),
        other => Scaled::Same(other),
    }
}

impl Scaled<'_> {
    fn borrow(&self) -> Precision<'_> {
        match self {
            Scaled::Same(precision) => *precision,
            Scaled::Beside(figure) => Precision::Beside(figure),
        }
    }
}

/// A comma after every three digits before the point.
fn separated(plain: &str) -> String {
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, places) = unsigned.split_once('.').map_or((unsigned, None), |(whole, places)| (whole, Some(places)));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(places) = places {
        grouped.push('.');
        grouped.push_str(places);
    }
    grouped
}

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

pub(super) fn digit_by_digit(digits: &str) -> String {
    digits.chars().filter_map(|digit| DIGITS.get(usize::try_from(digit.to_digit(10)?).ok()?)).collect()
}

/// 18.65 is 十八点六五; at most sixteen digits before the point are read in words, more of them one by one.
pub(super) fn spoken_number(plain: &str) -> String {
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain), |rest| ("负", rest));
    let (whole, places) = unsigned.split_once('.').map_or((unsigned, ""), |(whole, places)| (whole, places));
    let mut words = String::from(sign);
    words.push_str(&if whole.len() <= 16 { spoken_whole(whole) } else { digit_by_digit(whole) });
    if !places.is_empty() {
        words.push('点');
        words.push_str(&digit_by_digit(places));
    }
    words
}

fn spoken_whole(digits: &str) -> String {
    const PLACES: [&str; 4] = ["", "十", "百", "千"];
    const GROUPS: [&str; 4] = ["", "万", "亿", "万亿"];
    let mut words = String::new();
    let mut skipped = false;
    let mut group_has_digit = false;
    for (index, digit) in digits.chars().filter_map(|digit| digit.to_digit(10)).enumerate() {
        let from_end = digits.len() - 1 - index;
        let (group, place) = (from_end / 4, from_end % 4);
        if digit == 0 {
            skipped = true;
        } else {
            if skipped && !words.is_empty() {
                words.push('零');
            }
            skipped = false;
            group_has_digit = true;
            // 十五, not 一十五, at the very beginning.
            if !(digit == 1 && place == 1 && words.is_empty()) {
                words.extend(usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit)));
            }
            words.push_str(PLACES.get(place).copied().unwrap_or(""));
        }
        if place == 0 {
            if group_has_digit {
                words.push_str(GROUPS.get(group).copied().unwrap_or(""));
            }
            group_has_digit = false;
        }
    }
    if words.is_empty() { "零".to_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    fn show(text: &str, kind: &Kind) -> (String, String) {
        let figure = figure(&number(text), kind, Precision::Nearest);
        (figure.zh(), figure.en())
    }

    #[test]
    fn numbers_are_shown_as_people_write_them() {
        let people = Kind::Number("人".to_owned());
        for (text, kind, zh, en) in [
            ("186500", Kind::Money, "18.65 万元", "CNY 186,500"),
            ("536000", Kind::Money, "53.60 万元", "CNY 536,000"),
            ("4000000", Kind::Money, "400 万元", "CNY 4,000,000"),
            ("152000000", Kind::Money, "15,200 万元", "CNY 152,000,000"),
            ("200000000", Kind::Money, "2 亿元", "CNY 200,000,000"),
            ("1500", Kind::Money, "1,500 元", "CNY 1,500"),
            ("1234.5", Kind::Money, "1,234.50 元", "CNY 1,234.50"),
            ("-12", Kind::Money, "-12 元", "CNY -12"),
            ("6/73", Kind::Percent, "8.22%", "8.22%"),
            ("0.045", Kind::Percent, "4.5%", "4.5%"),
            ("0.00001", Kind::Percent, "0.001%", "0.001%"),
            ("1/3", Kind::Number(String::new()), "0.33", "0.33"),
            ("12", people.clone(), "12 人", "12 people"),
            ("1", people, "1 人", "1 person"),
            ("2024", Kind::Year, "2024 年", "2024"),
            ("3", Kind::Duration(DurationUnit::Months), "3 个月", "3 months"),
            ("0", Kind::Duration(DurationUnit::Months), "0 个月", "0 months"),
            ("12", Kind::Duration(DurationUnit::Months), "1 年", "1 year"),
            ("30", Kind::Duration(DurationUnit::Months), "30 个月", "30 months"),
            ("36", Kind::Duration(DurationUnit::Months), "3 年", "3 years"),
            ("5", Kind::Duration(DurationUnit::WorkingDays), "5 个工作日", "5 working days"),
        ] {
            assert_eq!(show(text, &kind), (zh.to_owned(), en.to_owned()), "{text}");
        }
    }

    #[test]
    fn nothing_is_rounded_onto_the_figure_that_it_is_compared_with() {
        let beside = |value: &str, bound: &str, kind: &Kind| {
            figure(&number(value), kind, Precision::Beside(&number(bound))).zh()
        };
        assert_eq!(beside("0.099996", "0.1", &Kind::Percent), "9.9996%");
        assert_eq!(beside("0.100001", "0.1", &Kind::Percent), "10.0001%");
        assert_eq!(beside("0.1", "0.1", &Kind::Percent), "10%");
        assert_eq!(beside("0.08219", "0.1", &Kind::Percent), "8.22%");
        assert_eq!(beside("49999999.99", "50000000", &Kind::Money), "4,999.999999 万元");
    }

    #[test]
    fn what_is_wanting_agrees_with_what_is_shown_and_is_enough() {
        assert_eq!(distance(&number("6/73"), &number("0.1"), &Kind::Percent).zh(), "1.78 个百分点");
        assert_eq!(distance(&number("0.099996"), &number("0.1"), &Kind::Percent).zh(), "0.0004 个百分点");
        assert_eq!(distance(&number("0"), &number("1234567.01"), &Kind::Money).zh(), "123.46 万元");
    }

    #[test]
    fn numbers_are_read_out_as_they_are_spoken() {
        for (text, words) in [
            ("0", "零"),
            ("10", "十"),
            ("15", "十五"),
            ("20", "二十"),
            ("105", "一百零五"),
            ("110", "一百一十"),
            ("1005", "一千零五"),
            ("149", "一百四十九"),
            ("10000", "一万"),
            ("10500", "一万零五百"),
            ("100000001", "一亿零一"),
            ("5.5", "五点五"),
            ("-3", "负三"),
        ] {
            assert_eq!(spoken_number(text), words, "{text}");
        }
    }
}
