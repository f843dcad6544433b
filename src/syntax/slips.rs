//! Slips that every author makes, each with its mend; and words for what cannot be read at all.

use super::tree::{Expression, ExpressionKind, Infix, Leaf};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Words};
use crate::program::Comparison;
use crate::source::Source;
use crate::span::Span;
use crate::value::Date;

/// Words of documents that say a comparison, with the sign that is usually meant.
const COMPARISON_WORDS: &[(&str, Comparison)] = &[
    ("超过", Comparison::Greater),
    ("大于", Comparison::Greater),
    ("高于", Comparison::Greater),
    ("多于", Comparison::Greater),
    ("小于", Comparison::Less),
    ("低于", Comparison::Less),
    ("少于", Comparison::Less),
    ("不足", Comparison::Less),
    ("不满", Comparison::Less),
    ("未满", Comparison::Less),
    ("不到", Comparison::Less),
    ("未达到", Comparison::Less),
    ("未超过", Comparison::AtMost),
    ("不大于", Comparison::AtMost),
    ("不高于", Comparison::AtMost),
    ("不多于", Comparison::AtMost),
    ("小于等于", Comparison::AtMost),
    ("大于等于", Comparison::AtLeast),
    ("不小于", Comparison::AtLeast),
    ("不少于", Comparison::AtLeast),
    ("达到", Comparison::AtLeast),
    ("等于", Comparison::Equal),
    ("不等于", Comparison::NotEqual),
];

/// Endings of amounts in documents, with the sign that is usually meant.
const COMPARISON_ENDINGS: &[(&str, &str)] =
    &[("及以上", ">="), ("及以下", "<="), ("以上", ">="), ("以下", "<="), ("以内", "<="), ("以外", ">")];

/// The sign that is usually meant by a word of documents that compares.
pub fn comparison_sign(word: &str) -> Option<&'static str> {
    COMPARISON_WORDS.iter().find(|(known, _)| *known == word).map(|(_, comparison)| comparison.sign())
}

pub(super) fn stop_in_number(span: Span, plain: &str, diagnostics: &mut Diagnostics) {
    let words = Words::new("数字中间的 `。` 应是小数点", "`。` between digits should be a point");
    diagnostics.push(Diagnostic::error(Code::SlipStop, span, words).with_fix(span, plain));
}

pub(super) fn digit_groups(span: Span, plain: &str, diagnostics: &mut Diagnostics) {
    let words = Words::new("数字不用逗号分节", "digits are not grouped by commas");
    let help = Words::new(
        format!("写成 `{plain}`；若是两个值，逗号后面留一个空格"),
        format!("write `{plain}`; if two values are meant, put a blank after the comma"),
    );
    diagnostics.push(Diagnostic::error(Code::DigitComma, span, words).with_help(help).with_fix(span, plain));
}

pub(super) fn stop_in_name(span: Span, written: &str, diagnostics: &mut Diagnostics) {
    let mended = written.replace(['.', '．'], "·");
    let words = Words::new("名字里的 `.` 应是 `·`", "`.` in a name should be `·`");
    diagnostics.push(Diagnostic::error(Code::SlipDot, span, words).with_fix(span, mended));
}

pub(super) fn loose_date(span: Span, date: Date, diagnostics: &mut Diagnostics) {
    let mended = date.to_string();
    let words = Words::new(format!("日期写成 `{mended}`"), format!("the date is written `{mended}`"));
    diagnostics.push(Diagnostic::error(Code::Date, span, words).with_fix(span, mended));
}

pub(super) fn month_without_day(span: Span, unit: &str, diagnostics: &mut Diagnostics) {
    if unit.starts_with('年') && unit.ends_with('月') && !unit.contains('个') {
        let words = Words::new("日期要写到日", "a date is written down to the day");
        diagnostics.push(Diagnostic::error(Code::Date, span, words));
    }
}

/// `甲 -乙`: a blank on one side only.
pub(super) fn half_glued_minus(span: Span) -> Diagnostic {
    let words = Words::new("减号两边都要有空格", "a minus between two values needs blanks on both sides");
    Diagnostic::error(Code::Minus, span, words).with_fix(span, "- ")
}

pub(super) fn glued_minus(span: Span, diagnostics: &mut Diagnostics) {
    let words = Words::new("减号两边要有空格", "a minus between two values needs blanks");
    diagnostics.push(Diagnostic::error(Code::Minus, span, words).with_fix(span, " - "));
}

/// Reports 以上 and the like behind a unit, and gives the unit without it.
pub(super) fn comparison_in_unit<'u>(
    span: Span,
    figure: &str,
    unit: &'u str,
    diagnostics: &mut Diagnostics,
) -> &'u str {
    let Some((word, sign)) = COMPARISON_ENDINGS.iter().find(|(word, _)| unit.ends_with(word)) else { return unit };
    let unit = unit.strip_suffix(word).unwrap_or(unit);
    let words = Words::new(
        format!("`{word}` 是比较，要写成符号"),
        format!("`{word}` is a comparison, and is written by a sign"),
    );
    let help = Words::new(
        format!("{}：`{sign} {figure}{unit}`", includes_zh(word)),
        format!("{}: `{sign} {figure}{unit}`", includes_en(word)),
    );
    diagnostics.push(Diagnostic::error(Code::ComparisonWord, span, words).with_help(help));
    unit
}

fn includes_zh(word: &str) -> &'static str {
    if word == "以外" { "不含本数" } else { "一般含本数" }
}

fn includes_en(word: &str) -> &'static str {
    if word == "以外" { "the number itself is not included" } else { "the number itself is usually included" }
}

/// Reads 超过, 不少于 … between two values as the sign that is usually meant, and says so.
pub(super) fn comparison_words(leaves: &mut [Leaf], diagnostics: &mut Diagnostics) {
    for place in 1..leaves.len() {
        let (before, rest) = leaves.split_at_mut(place);
        let ([.., Leaf::Operand(_)], [leaf, next, ..]) = (before, rest) else { continue };
        let Leaf::Operand(Expression { span, kind: ExpressionKind::Name { name, quoted: false } }) = &*leaf else {
            continue;
        };
        let is_figure = matches!(next, Leaf::Operand(Expression { kind: ExpressionKind::Number { .. }, .. }));
        let Some(&(word, comparison)) = COMPARISON_WORDS.iter().find(|(word, _)| word == name).filter(|_| is_figure)
        else {
            continue;
        };
        let (span, sign) = (*span, comparison.sign());
        diagnostics.push(comparison_word(word, sign, span));
        *leaf = Leaf::Operator(Infix::Compare(comparison), span);
    }
}

/// A word stands where a sign should.
pub fn comparison_word(word: &str, sign: &str, span: Span) -> Diagnostic {
    let words = Words::new(
        format!("`{word}` 是比较，要写成符号"),
        format!("`{word}` is a comparison, and is written by a sign"),
    );
    let help = Words::new(
        format!("多半是 `{sign}`；是否含本数，请对照原文"),
        format!("probably `{sign}`; look up in the text whether the number itself is included"),
    );
    Diagnostic::error(Code::ComparisonWord, span, words).with_help(help).with_fix(span, sign)
}

/// Reports what fits nowhere. What the scan has reported already is not reported again.
pub(super) fn unreadable(source: &Source, span: Span, goes_on: bool, diagnostics: &mut Diagnostics) {
    let written = source.slice(span);
    let Some(first) = written.chars().next() else { return };
    let reported = goes_on
        || matches!(first, ')' | '）' | ']' | '］' | '】' | '}' | '｝' | '"' | '＂' | '“' | '`' | '「' | '」')
        || first.is_control()
        || matches!(u32::from(first), 0xAD | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xE0000..=0xE0FFF);
    if reported {
        return;
    }
    let operator = matches!(written, "且" | "或" | "非" | "and" | "or" | "not")
        || !first.is_alphanumeric() && "<>=≤≥≠＜＞＝《》-－!！+＋*＊×/／÷:：、,，".contains(first)
        || first.is_alphabetic();
    let diagnostic = match first {
        '《' | '》' => {
            let words = Words::new(
                format!("`{first}` 在这里读作比较符号，旁边缺少一个值"),
                format!("`{first}` is read as a comparison sign here, and a value is missing beside it"),
            );
            let help = Words::new("文件名写在引号里：`\"《…》\"`", "titles stand in quotation marks: `\"《…》\"`");
            Diagnostic::error(Code::Operand, span, words).with_help(help)
        }
        '‘' | '’' | '\'' | '”' => {
            let words =
                Words::new(format!("`{first}` 在这里不能当引号"), format!("`{first}` is no quotation mark here"));
            let help = Words::new("文字写在 `\"…\"` 或 `“…”` 里", "texts stand in `\"…\"` or `“…”`");
            Diagnostic::error(Code::Syntax, span, words).with_help(help)
        }
        _ if operator => {
            let words =
                Words::new(format!("`{written}` 旁边缺少一个值"), format!("a value is missing beside `{written}`"));
            Diagnostic::error(Code::Operand, span, words)
        }
        _ => {
            let words = Words::new(format!("这里不能有 `{written}`"), format!("`{written}` cannot stand here"));
            Diagnostic::error(Code::Syntax, span, words)
        }
    };
    diagnostics.push(diagnostic);
}
