//! Figures in a sentence of the law, each with the word beside it that says which side is meant.
//!
//! Read with restraint: what may be an ordinal, a date, the number of a document or a year is no figure.

use crate::check::units;
use crate::program::Comparison;
use crate::value::Number;
use std::collections::BTreeSet;

/// More digits than this are no figure of a law.
const MAX_DIGITS: usize = 24;
/// The longest unit of a figure, in characters.
const MAX_UNIT: usize = 8;
/// The longest remark in brackets that says whether the number counts, in characters.
const MAX_REMARK: usize = 16;

/// A number with its unit, in the smallest steps of that unit's kind: yuan, months, days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Figure {
    pub(super) value: Number,
    pub(super) unit: Unit,
}

/// The kinds of figures that can be compared with each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Money,
    Percent,
    Months,
    Days,
    WorkingDays,
    Count(String),
}

/// A figure where it stands in a sentence; places are in characters.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quoted {
    pub(super) figure: Figure,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) bound: Option<Bound>,
}

/// What a word of limit says of the figure beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    /// Values above the figure are meant.
    pub(super) above: bool,
    /// The number itself is meant too.
    pub(super) includes: bool,
    /// The sentence itself says whether the number counts, so that no convention changes it.
    pub(super) explicit: bool,
    /// Where the word stands.
    pub(super) word: (usize, usize),
    /// Where figure, word and remark stand together.
    pub(super) phrase: (usize, usize),
}

impl Bound {
    /// The comparison that the word stands for.
    pub(super) fn comparison(&self) -> Comparison {
        match (self.above, self.includes) {
            (true, true) => Comparison::AtLeast,
            (true, false) => Comparison::Greater,
            (false, true) => Comparison::AtMost,
            (false, false) => Comparison::Less,
        }
    }
}

/// A sentence as characters, in half-width.
pub(super) fn characters(sentence: &str) -> Vec<char> {
    sentence.chars().map(half_width).collect()
}

fn half_width(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '－' | '—' | '–' | '～' => '-',
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character)
        }
        _ => character,
    }
}

/// The figure that a number with this unit glued to it is in a rule; nothing for plain numbers.
pub(super) fn of_rule(value: &Number, unit: &str, declared: &BTreeSet<String>) -> Option<Figure> {
    // Of a rate the amount counts: sentences say `每人1500元` as well as `1500元/人`.
    let unit = unit.split('/').next().unwrap_or_default();
    if unit.is_empty() {
        // 0.6 may stand for 60%; whole numbers divide years and quarters.
        return (!value.is_whole()).then(|| Figure { value: value.clone(), unit: Unit::Percent });
    }
    let glued = units::read(unit, declared)?;
    let value = value * &glued.scale;
    let unit = if glued.percent {
        Unit::Percent
    } else if glued.unit.is_none() {
        return None;
    } else if glued.unit.is(units::YUAN) {
        Unit::Money
    } else if glued.unit.is(units::MONTH) {
        Unit::Months
    } else if glued.unit.is(units::DAY) {
        Unit::Days
    } else if glued.unit.is(units::WORKING_DAY) {
        Unit::WorkingDays
    } else {
        Unit::Count(glued.unit.display())
    };
    Some(Figure { value, unit })
}

/// The figures of a sentence, in order. `counting` are the units that rules count in.
pub(super) fn read(sentence: &[char], counting: &BTreeSet<String>) -> Vec<Quoted> {
    let text = Text { characters: sentence, counting };
    let mut found: Vec<Quoted> = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let Some(number) = text.number(at) else {
            at += 1;
            continue;
        };
        // `1－10%` in a formula is a difference.
        let formula = matches!(text.before(number.start), Some('(' | '×' | '÷' | '*' | '/' | '=' | '+'));
        let range = (text.is_range(number.end) && !formula).then(|| text.number(number.end + 1)).flatten();
        match (text.unit(&number), range) {
            (Some((unit, scale, end)), _) => {
                // What stands in the brackets behind is the same figure again: `70分以上（不含70分）`.
                at = text.push(&mut found, &number, unit, &scale, end);
            }
            // `1000至3000万元`: both are in the unit of the second.
            (None, Some(second)) => {
                if let Some((unit, scale, _)) = text.unit(&second) {
                    let scale = if number.scaled { scale } else { &scale * &second.magnitude };
                    let end = number.end;
                    text.push(&mut found, &number, unit, &scale, end);
                }
                at = number.end;
            }
            _ => at = number.end,
        }
    }
    found
}

/// A number in a sentence, before its unit.
struct Written {
    start: usize,
    end: usize,
    value: Number,
    /// 万, 亿 between the digits and the unit; 1 if there is none.
    magnitude: Number,
    scaled: bool,
    /// Written in Chinese numerals.
    chinese: bool,
    /// 百分之 and the like stand before it.
    percent: Option<i64>,
    digits: usize,
}

/// A word of limit.
#[derive(Clone, Copy)]
struct Limit {
    above: bool,
    includes: bool,
    place: (usize, usize),
}

/// What stands behind a figure.
struct Behind {
    word: Option<Limit>,
    /// Whether brackets say that the number counts.
    remark: Option<bool>,
    /// Where all of it ends.
    end: usize,
}

struct Text<'a> {
    characters: &'a [char],
    counting: &'a BTreeSet<String>,
}

impl Text<'_> {
    fn at(&self, at: usize) -> Option<char> {
        self.characters.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }

    fn starts(&self, at: usize, words: &str) -> bool {
        let mut place = at;
        words.chars().all(|character| {
            let same = self.at(place) == Some(character);
            place += 1;
            same
        })
    }

    fn ends(&self, end: usize, words: &str) -> Option<usize> {
        let start = end.checked_sub(words.chars().count())?;
        self.starts(start, words).then_some(start)
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while self.at(at) == Some(' ') {
            at += 1;
        }
        at
    }

    fn is_range(&self, at: usize) -> bool {
        matches!(self.at(at), Some('至' | '到' | '-' | '~'))
    }

    fn number(&self, start: usize) -> Option<Written> {
        for (words, parts) in [("百分之", 100), ("千分之", 1_000), ("万分之", 10_000)] {
            if self.starts(start, words) {
                let inner = self.plain_number(start + 3)?;
                return Some(Written { start, percent: Some(parts), ..inner });
            }
        }
        self.plain_number(start)
    }

    fn plain_number(&self, start: usize) -> Option<Written> {
        if self.at(start)?.is_ascii_digit() { self.arabic(start) } else { self.chinese(start) }
    }

    fn arabic(&self, start: usize) -> Option<Written> {
        let mut digits = String::new();
        let mut end = start;
        let mut point = false;
        while let Some(character) = self.at(end) {
            let digit_next = self.at(end + 1).is_some_and(|next| next.is_ascii_digit());
            match character {
                '0'..='9' => digits.push(character),
                '.' if digit_next && !point => {
                    point = true;
                    digits.push('.');
                }
                // Only between groups of three; `3,5` are two numbers.
                ',' if !point
                    && (1..=3).all(|place| self.at(end + place).is_some_and(|c| c.is_ascii_digit()))
                    && !self.at(end + 4).is_some_and(|c| c.is_ascii_digit()) => {}
                _ => break,
            }
            end += 1;
        }
        let count = digits.len();
        let value = (count <= MAX_DIGITS).then(|| Number::parse_decimal(&digits)).flatten();
        let (magnitude, after) = self.magnitude(self.skip_blanks(end));
        let scaled = magnitude != Number::from(1);
        // A number that cannot be read is stepped over whole, so that its tail is not read as another.
        Some(Written {
            start,
            end: if scaled { after } else { end },
            value: value.unwrap_or(Number::ZERO),
            magnitude,
            scaled,
            chinese: false,
            percent: None,
            digits: if count <= MAX_DIGITS { count } else { 0 },
        })
    }

    fn magnitude(&self, start: usize) -> (Number, usize) {
        let mut magnitude = Number::from(1);
        let mut end = start;
        while let Some(factor) = self.at(end).and_then(|character| match character {
            '百' => Some(100),
            '千' => Some(1_000),
            '万' => Some(10_000),
            '亿' => Some(100_000_000),
            _ => None,
        }) {
            if end - start == 3 || self.starts(end, "百分之") || self.starts(end, "千分之") {
                break;
            }
            magnitude = &magnitude * &Number::from(factor);
            end += 1;
        }
        (magnitude, end)
    }

    /// `二亿`, `三千五百`, `十二`, `零点五`; a run of digits without places (`二〇一六`) is no figure.
    fn chinese(&self, start: usize) -> Option<Written> {
        // 百, 千 and 万 at the head are parts of words.
        self.at(start).filter(|first| *first == '十' || chinese_digit(*first).is_some())?;
        let (mut total, mut section, mut digit): (i64, i64, Option<i64>) = (0, 0, None);
        let mut end = start;
        let mut run = false;
        while let Some(character) = self.at(end) {
            if let Some(value) = chinese_digit(character) {
                run |= digit.is_some_and(|before| before != 0);
                digit = Some(value);
            } else if let Some(place) = chinese_place(character) {
                if self.starts(end, "百分之") || self.starts(end, "千分之") || self.starts(end, "万分之") {
                    break;
                }
                if place < 10_000 {
                    section = section.checked_add(digit.take().unwrap_or(1).checked_mul(place)?)?;
                } else {
                    section = section.checked_add(digit.take().unwrap_or(0))?;
                    if section == 0 && total == 0 {
                        // 万 by itself: part of a word.
                        break;
                    }
                    total = if place > 10_000 {
                        total.checked_add(section)?.checked_mul(place)?
                    } else {
                        total.checked_add(section.checked_mul(place)?)?
                    };
                    section = 0;
                }
            } else {
                break;
            }
            end += 1;
            if end - start > MAX_DIGITS {
                run = true;
            }
        }
        if end == start {
            return None;
        }
        let whole = total.checked_add(section)?.checked_add(digit.unwrap_or(0))?;
        let mut value = Number::from(whole);
        if self.at(end) == Some('点') && self.at(end + 1).is_some_and(|next| chinese_digit(next).is_some()) {
            let mut decimal = format!("{whole}.");
            end += 1;
            while let Some(digit) = self.at(end).and_then(chinese_digit) {
                decimal.push_str(&digit.to_string());
                end += 1;
            }
            value = if decimal.len() <= MAX_DIGITS { Number::parse_decimal(&decimal)? } else { return None };
        }
        Some(Written {
            start,
            end,
            value,
            magnitude: Number::from(1),
            scaled: false,
            chinese: true,
            percent: None,
            digits: if run { 0 } else { 1 },
        })
    }

    /// The unit behind a number, how many of the kept unit it is, and where it ends. None: it is no figure.
    fn unit(&self, number: &Written) -> Option<(Unit, Number, usize)> {
        if number.digits == 0 {
            return None;
        }
        let before = self.before(number.start);
        // Ordinals, and parts of words.
        let in_word = number.chinese
            && matches!(
                before,
                Some('上' | '下' | '同' | '每' | '某' | '另' | '之' | '统' | '首' | '唯' | '单' | '逐' | '任' | '其')
            );
        if before == Some('第') || in_word {
            return None;
        }
        if let Some(parts) = number.percent {
            return Some((Unit::Percent, Number::ratio(1, parts)?, number.end));
        }
        let start = self.skip_blanks(number.end);
        let one = Number::from(1);
        let known = |words: &str, unit: Unit, scale: i64| {
            self.starts(start, words).then(|| (unit, Number::from(scale), start + words.chars().count()))
        };
        if self.at(start) == Some('%') {
            return Some((Unit::Percent, Number::ratio(1, 100)?, start + 1));
        }
        if self.at(start) == Some('‰') {
            return Some((Unit::Percent, Number::ratio(1, 1_000)?, start + 1));
        }
        if let Some(money) = known("元", Unit::Money, 1) {
            return Some(money);
        }
        let duration = known("个工作日", Unit::WorkingDays, 1)
            .or_else(|| known("工作日", Unit::WorkingDays, 1))
            .or_else(|| known("个日历天数", Unit::Days, 1))
            .or_else(|| known("个日历天", Unit::Days, 1))
            .or_else(|| known("个自然日", Unit::Days, 1))
            .or_else(|| known("日历天", Unit::Days, 1))
            .or_else(|| known("个月", Unit::Months, 1))
            .or_else(|| known("周年", Unit::Months, 12))
            .or_else(|| known("年", Unit::Months, 12))
            .or_else(|| known("天", Unit::Days, 1))
            .or_else(|| known("日", Unit::Days, 1));
        if let Some((unit, scale, end)) = duration {
            return self.is_duration(number, end).then_some((unit, scale, end));
        }
        let (start, age) = if self.starts(start, "周岁") { (start + 1, true) } else { (start, false) };
        let longest = (1..=MAX_UNIT).rev().find_map(|length| {
            let name: String = self.characters.get(start..start.checked_add(length)?)?.iter().collect();
            let name = if name == "名" { "人".to_owned() } else { name };
            (self.counting.contains(&name) || matches!(name.as_str(), "分" | "岁" | "次" | "份" | "人"))
                .then_some((name, start + length))
        });
        let (name, end) = longest?;
        // 三分之一, 十分钟, 一次性; 一人 as anybody, `每招用1人` as each.
        let next = self.at(end);
        let of_word =
            matches!((name.as_str(), next), ("分", Some('之' | '钟' | '别')) | ("次" | "人", Some('性' | '制')));
        // `前三名` is a rank.
        let of_word = of_word || before == Some('前');
        let anybody = (number.value == one || number.chinese && name == "分") && !age;
        (!of_word && (!anybody || self.bound(number.start, end, false).is_some())).then_some((
            Unit::Count(name),
            one,
            end,
        ))
    }

    /// A length of time, and not a day, a year or a period counted from the law day.
    fn is_duration(&self, number: &Written, end: usize) -> bool {
        let before = self.before(number.start);
        let next = self.at(end);
        let last = self.before(end);
        !(matches!(before, Some('月' | '年' | '近' | '前' | '后' | '每' | '/' | '.'))
            || number.digits >= 4 && !number.chinese
            || last == Some('日') && matches!(before, Some('至' | '到' | '-' | '~'))
            || matches!(next, Some('度' | '末' | '初' | '底' | '级' | '代' | '半' | '份' | '前' | '起' | '止'))
            || number.chinese && next == Some('一')
            || next.is_some_and(|next| next.is_ascii_digit()))
    }

    fn push(&self, found: &mut Vec<Quoted>, number: &Written, unit: Unit, scale: &Number, end: usize) -> usize {
        let value = &(&number.value * &number.magnitude) * scale;
        let lasts = matches!(unit, Unit::Months | Unit::Days | Unit::WorkingDays);
        let bound = self.bound(number.start, end, lasts);
        let after = bound.map_or(end, |bound| bound.phrase.1);
        found.push(Quoted { figure: Figure { value, unit }, start: number.start, end, bound });
        after
    }

    /// The words of limit on both sides of a figure; nothing if they do not agree.
    fn bound(&self, start: usize, end: usize, lasts: bool) -> Option<Bound> {
        let Behind { word: behind, remark, end: phrase_end } = self.behind(end, lasts);
        let ahead = self.ahead(start);
        let phrase = (ahead.map_or(start, |ahead| ahead.place.0), phrase_end);
        let read = |limit: Limit| Bound {
            above: limit.above,
            includes: remark.unwrap_or(limit.includes),
            explicit: remark.is_some(),
            word: limit.place,
            phrase,
        };
        match (ahead, behind) {
            (Some(limit), None) | (None, Some(limit)) => Some(read(limit)),
            (Some(ahead), Some(behind)) => {
                let agree = ahead.above == behind.above && (remark.is_some() || ahead.includes == behind.includes);
                agree.then(|| read(behind))
            }
            // `5000万元至2亿元（含）`: an end of a range with a remark.
            (None, None) => {
                let includes = remark?;
                let above = match (self.before(start), self.at(phrase_end)) {
                    (Some('至' | '到' | '-' | '~'), _) => false,
                    (_, Some('至' | '到' | '-' | '~')) => true,
                    _ => return None,
                };
                Some(Bound { above, includes, explicit: true, word: (end, phrase_end), phrase })
            }
        }
    }

    /// The word behind a figure, and what a remark in brackets says.
    fn behind(&self, end: usize, lasts: bool) -> Behind {
        let mut at = end;
        let mut remark = None;
        if let Some((says, after)) = self.remark(self.skip_blanks(at)) {
            (remark, at) = (Some(says), after);
        }
        let start = self.skip_blanks(at);
        let words = [
            ("及其以上", true, true, true),
            ("及以上", true, true, true),
            ("或以上", true, true, true),
            ("以上", true, true, false),
            ("及其以下", false, true, true),
            ("及以下", false, true, true),
            ("或以下", false, true, true),
            ("以下", false, true, false),
            ("以内", false, true, false),
            ("之内", false, true, false),
            ("以外", true, false, false),
        ];
        let found = words.into_iter().find(|(word, ..)| self.starts(start, word));
        let found = found.or_else(|| (lasts && self.at(start) == Some('内')).then_some(("内", false, true, false)));
        let Some((word, above, includes, explicit)) = found else { return Behind { word: None, remark, end: at } };
        at = start + word.chars().count();
        let place = (start, at);
        if explicit {
            remark = remark.or(Some(true));
        }
        if let Some((says, after)) = self.remark(self.skip_blanks(at)) {
            (remark, at) = (Some(says), after);
        }
        Behind { word: Some(Limit { above, includes, place }), remark, end: at }
    }

    /// `（含）`, `（不含70分）`: whether the number counts, and where the remark ends.
    fn remark(&self, at: usize) -> Option<(bool, usize)> {
        if self.at(at) != Some('(') {
            return None;
        }
        let inside = at + 1;
        let (includes, said) = if self.starts(inside, "不含") {
            (false, inside + 2)
        } else if self.starts(inside, "不包括") || self.starts(inside, "不包含") {
            (false, inside + 3)
        } else if self.at(inside) == Some('含') {
            (true, inside + 1)
        } else {
            return None;
        };
        let close = (said..said + MAX_REMARK).find(|place| self.at(*place) == Some(')'))?;
        // `（含税）` says something else.
        let of_number = said == close
            || self.starts(said, "本数")
            || self.starts(said, "该数")
            || self.starts(said, "此数")
            || self.plain_number(said).is_some();
        of_number.then_some((includes, close + 1))
    }

    /// The word before a figure.
    fn ahead(&self, start: usize) -> Option<Limit> {
        let mut end = start;
        while self.before(end) == Some(' ') {
            end -= 1;
        }
        if let Some(earlier) = self.ends(end, "人民币") {
            end = earlier;
        }
        // 不满 and its kin stand before 满.
        let words = [
            ("未达到", false, false),
            ("达不到", false, false),
            ("不足", false, false),
            ("不满", false, false),
            ("未满", false, false),
            ("不到", false, false),
            ("届满", true, true),
            ("达到", true, true),
            ("至少", true, true),
            ("最低", true, true),
            ("最少", true, true),
            ("最多", false, true),
            ("至多", false, true),
            ("最高", false, true),
            ("最长", false, true),
            ("超过", true, false),
            ("高于", true, false),
            ("多于", true, false),
            ("大于", true, false),
            ("低于", false, false),
            ("少于", false, false),
            ("小于", false, false),
            ("满", true, true),
        ];
        let (word, above, includes) = words.into_iter().find(|(word, ..)| self.ends(end, word).is_some())?;
        let begin = self.ends(end, word)?;
        if matches!(word, "超过" | "高于" | "多于" | "大于" | "低于" | "少于" | "小于") {
            let nots = ["不得", "不应", "不能", "不可", "不许", "不准", "没有", "不", "未"];
            if let Some(not) = nots.into_iter().find_map(|not| self.ends(begin, not)) {
                return Some(Limit { above: !above, includes: !includes, place: (not, end) });
            }
        }
        Some(Limit { above, includes, place: (begin, end) })
    }
}

fn chinese_digit(character: char) -> Option<i64> {
    Some(match character {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn chinese_place(character: char) -> Option<i64> {
    Some(match character {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}
