//! The leaves: what a name, number, date or text says.

use super::slips;
use super::tree::{Expression, ExpressionKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Words};
use crate::span::Span;
use crate::value::{Date, Number};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The most digits of a number, before and after the point together.
const MOST_DIGITS: usize = 30;

pub(super) fn name(span: Span, written: &str, diagnostics: &mut Diagnostics) -> Expression {
    let quoted = written.contains(['「', '`']);
    if !quoted && !written.contains(['.', '．']) {
        return Expression { span, kind: ExpressionKind::Name { name: nfc(written), quoted } };
    }
    let mut name = String::new();
    let mut inside = None;
    let mut stops = false;
    for character in written.chars() {
        match (inside, character) {
            (None, '「') => inside = Some('」'),
            (None, '`') => inside = Some('`'),
            (Some(end), _) if end == character => inside = None,
            (None, '.' | '．') => {
                stops = true;
                name.push('·');
            }
            _ => name.push(character),
        }
    }
    if stops {
        slips::stop_in_name(span, written, diagnostics);
    }
    Expression { span, kind: ExpressionKind::Name { name: nfc(&name), quoted } }
}

pub(super) fn text(span: Span, written: &str) -> Expression {
    let mut characters = written.chars();
    characters.next();
    characters.next_back();
    Expression { span, kind: ExpressionKind::Text(nfc(characters.as_str())) }
}

pub(super) fn number(span: Span, written: &str, diagnostics: &mut Diagnostics) -> Expression {
    let end = written
        .find(|c: char| digit(c).is_none() && !matches!(c, '.' | '．' | '。' | ',' | '，'))
        .unwrap_or(written.len());
    let (figure, unit) = written.split_at_checked(end).unwrap_or((written, ""));
    let mut plain = String::new();
    let mut digits = 0;
    let (mut commas, mut full_stop) = (false, false);
    for character in figure.chars() {
        match character {
            ',' | '，' => commas = true,
            '.' | '．' => plain.push('.'),
            '。' => {
                full_stop = true;
                plain.push('.');
            }
            _ => {
                digits += 1;
                plain.extend(digit(character).and_then(|digit| char::from_digit(digit, 10)));
            }
        }
    }
    let figure_span = Span { end: span.start + u32::try_from(end).unwrap_or(0), ..span };
    if commas {
        slips::digit_groups(figure_span, &plain, diagnostics);
    }
    if full_stop {
        slips::stop_in_number(figure_span, &plain, diagnostics);
    }
    let unit = half_width(unit);
    let unit = slips::comparison_in_unit(span, &plain, &unit, diagnostics);
    slips::month_without_day(span, unit, diagnostics);
    let value = if digits <= MOST_DIGITS { Number::parse_decimal(&plain) } else { None };
    let kind = match value {
        Some(value) => ExpressionKind::Number { value, unit: nfc(unit) },
        None => {
            let words = Words::new(
                format!("这个数太长：最多 {MOST_DIGITS} 位"),
                format!("this number is too long: at most {MOST_DIGITS} digits"),
            );
            diagnostics.push(Diagnostic::error(Code::Number, figure_span, words));
            ExpressionKind::Unreadable
        }
    };
    Expression { span, kind }
}

pub(super) fn date(span: Span, written: &str, diagnostics: &mut Diagnostics) -> Expression {
    let mut figures: Vec<(u32, usize)> = Vec::new();
    let mut inside = false;
    for character in written.chars() {
        match digit(character) {
            Some(digit) => {
                if !inside {
                    figures.push((0, 0));
                }
                if let Some((figure, length)) = figures.last_mut() {
                    *figure = *figure * 10 + digit;
                    *length += 1;
                }
                inside = true;
            }
            None => inside = false,
        }
    }
    let day = match figures.as_slice() {
        [(year, _), (month, _), (day, _)] => {
            let signs = !written.contains('年');
            let loose = signs
                && (written.contains(['/', '／', '.', '．']) || figures.iter().skip(1).any(|&(_, length)| length != 2));
            let date = i32::try_from(*year).ok().and_then(|year| Date::from_ymd(year, *month, *day));
            if let Some(date) = date.filter(|_| loose) {
                slips::loose_date(span, date, diagnostics);
            }
            date.map(ExpressionKind::Date)
        }
        [(month, _), (day, _)] => {
            // Any year's: the 29th of February is one.
            Date::from_ymd(2000, *month, *day).and_then(|_| {
                Some(ExpressionKind::MonthDay { month: u8::try_from(*month).ok()?, day: u8::try_from(*day).ok()? })
            })
        }
        _ => None,
    };
    let kind = day.unwrap_or_else(|| {
        let words = Words::new(format!("没有 `{written}` 这一天"), format!("there is no day `{written}`"));
        diagnostics.push(Diagnostic::error(Code::Date, span, words));
        ExpressionKind::Unreadable
    });
    Expression { span, kind }
}

pub(super) fn clock(span: Span, written: &str, after_day: bool, diagnostics: &mut Diagnostics) -> Expression {
    let mut figures =
        written.split([':', '：']).map(|figure| figure.chars().fold(0, |sum, c| sum * 10 + digit(c).unwrap_or(0)));
    let (hour, minute) = (figures.next().unwrap_or(99), figures.next().unwrap_or(99));
    let valid = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
    let kind = match (u8::try_from(hour), u8::try_from(minute)) {
        (Ok(hour), Ok(minute)) if valid && after_day => ExpressionKind::Clock { hour, minute },
        _ => {
            let words = if valid {
                Words::new("钟点只能写在日期后面", "a clock time stands only after a date")
            } else {
                Words::new(format!("没有 `{written}` 这个钟点"), format!("there is no time `{written}`"))
            };
            diagnostics.push(Diagnostic::error(Code::Date, span, words));
            ExpressionKind::Unreadable
        }
    };
    Expression { span, kind }
}

fn digit(character: char) -> Option<u32> {
    match character {
        '０'..='９' => Some(u32::from(character) - u32::from('０')),
        _ => character.to_digit(10),
    }
}

/// Figures and the signs between them in half-width.
pub(super) fn half_width(written: &str) -> String {
    let change = |character: char| match character {
        '０'..='９' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        '．' => '.',
        '－' => '-',
        '：' => ':',
        '％' => '%',
        '／' => '/',
        other => other,
    };
    written.chars().map(change).collect()
}

fn nfc(text: &str) -> String {
    if text.chars().all(is_plain) || is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// What nearly all texts are made of: characters that are the same in every normal form, whatever stands beside them.
fn is_plain(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | ' '..='~' | '\u{FF01}'..='\u{FF5E}' | '\u{3001}'..='\u{3029}' | '\u{2010}'..='\u{2027}')
}

#[cfg(test)]
mod tests {
    use super::is_plain;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    #[test]
    fn plain_characters_have_one_form() {
        for character in ('\0'..=char::MAX).filter(|&character| is_plain(character)) {
            assert_eq!(is_nfc_quick(std::iter::once(character)), IsNormalized::Yes, "{character:?}");
        }
    }
}
