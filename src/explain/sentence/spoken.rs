//! A Chinese sentence as the desk reads it out: numbers in words, no brackets.

use super::figure::{digit_by_digit, spoken_number};

/// A sentence with every number as it is spoken; what stands in brackets is left out.
pub(crate) fn spoken(sentence: &str) -> String {
    let characters: Vec<char> = without_brackets(sentence).chars().collect();
    let mut words = String::new();
    let mut rest = characters.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if first.is_ascii_digit() {
            let length =
                rest.iter().take_while(|next| next.is_ascii_digit() || matches!(next, ',' | '.' | '-')).count();
            let (number, after) = rest.split_at(length);
            let number: String = number.iter().filter(|digit| **digit != ',').collect();
            rest = say_number(&number, after, &mut words);
            continue;
        }
        match first {
            ' ' => {}
            '→' | '–' => words.push('到'),
            '×' => words.push('乘'),
            other => words.push(*other),
        }
        rest = after;
    }
    words
}

/// Says a number, and gives back what follows it.
fn say_number<'t>(number: &str, after: &'t [char], words: &mut String) -> &'t [char] {
    if let [year, month, day] = number.split('-').collect::<Vec<_>>().as_slice()
        && year.len() == 4
    {
        let plain = |part: &str| spoken_number(part.trim_start_matches('0'));
        words.push_str(&format!("{}年{}月{}日", digit_by_digit(year), plain(month), plain(day)));
        return after;
    }
    let unit = after.iter().position(|next| *next != ' ').unwrap_or(0);
    match after.get(unit) {
        Some('%') => {
            words.push_str("百分之");
            words.push_str(&spoken_number(number));
            after.get(unit + 1..).unwrap_or_default()
        }
        // A year is read digit by digit, a length of time is not.
        Some('年') if number.len() == 4 => {
            words.push_str(&digit_by_digit(number));
            after
        }
        next => {
            let number = without_zeros(number.trim_end_matches(['.', '-']));
            if number == "2" && is_amount(words, next.copied()) {
                words.push('两');
            } else {
                words.push_str(&spoken_number(number));
            }
            after
        }
    }
}

/// Whether a number between these words says how many: 两家, 两年; but 第二行, 二级, and 二 alone.
fn is_amount(before: &str, next: Option<char>) -> bool {
    !before.ends_with('第') && next.is_some_and(|next| next.is_alphabetic() && !"月日号级等季".contains(next))
}

/// 1.50 is read as 1.5.
fn without_zeros(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

fn without_brackets(sentence: &str) -> String {
    let mut depth = 0_usize;
    sentence
        .chars()
        .filter(|character| {
            match character {
                '（' => depth += 1,
                '）' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn numbers_are_read_out_and_brackets_left_out() {
        for (sentence, words) in [
            ("裁员率现在 2.01%，没有超过 5.5%（含）。", "裁员率现在百分之二点零一，没有超过百分之五点五。"),
            ("科技人员再增加 3 人（12 → 15）。", "科技人员再增加三人。"),
            ("最多 11.19 万元", "最多十一点一九万元"),
            ("2026-12-31 截止（还有 39 天）", "二零二六年十二月三十一日截止"),
            ("2024 年的 1,500 元", "二零二四年的一千五百元"),
            ("8–13 人", "八到十三人"),
            ("1.50 万元", "一点五万元"),
            ("2 家、2 年、2 个百分点", "两家、两年、两个百分点"),
            ("2 万元，20 人，12 人，第 2 行的 2 级", "两万元，二十人，十二人，第二行的二级"),
            ("2%，2.50 分，2027-02-02", "百分之二，二点五分，二零二七年二月二日"),
        ] {
            assert_eq!(spoken(sentence), words);
        }
    }
}
