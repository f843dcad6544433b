//! The known name that is nearest to one that is not known.

/// Longer names are not compared: nobody misspells them by a letter or two.
const MAX_LENGTH: usize = 64;

/// The nearest of some names, if it is near enough to be meant; the first of equally near ones.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() > MAX_LENGTH {
        return None;
    }
    // One letter in three may differ.
    let mut limit = letters.len().div_ceil(3);
    let mut best = None;
    for candidate in known {
        let other: Vec<char> = candidate.chars().collect();
        if other.len() > MAX_LENGTH || other.len().abs_diff(letters.len()) > limit {
            continue;
        }
        let distance = distance(&letters, &other);
        if distance < letters.len().max(other.len()) && (distance < limit || (best.is_none() && distance == limit)) {
            best = Some(candidate);
            limit = distance;
        }
    }
    best
}

/// How many letters must be added, left out or replaced.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.iter().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut next = vec![left];
        for (above, another) in row.iter().skip(1).zip(other) {
            left = (diagonal + usize::from(letter != another)).min(above + 1).min(left + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_one_letter_is_found() {
        assert_eq!(nearest("职工总数量", ["科技人员", "职工总数"]), Some("职工总数"));
        assert_eq!(nearest("营业收人", ["营业收入", "总收入"]), Some("营业收入"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("天气", ["职工总数", "年度"]), None);
        assert_eq!(nearest("", ["职工总数"]), None);
    }
}
