//! "Did you mean": the nearest of the names that may stand at a place.

/// Names longer than this are not compared, so that a hostile name costs nothing.
const LONGEST: usize = 64;

/// The candidate nearest to a name by edit distance, if one is near enough to be meant; of equally near ones the first.
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = name.chars().take(LONGEST + 1).collect();
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    // One slip in a short name, a third of a long one: Chinese names are short, and half of two characters is no likeness.
    let most = if name.len() <= 2 { 1 } else { name.len().div_ceil(3) };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.chars().take(LONGEST + 1).collect();
        if letters.len() > LONGEST || letters.len().abs_diff(name.len()) > most {
            continue;
        }
        let distance = distance(&name, &letters);
        let shares = letters.iter().any(|letter| name.contains(letter));
        if distance > 0 && distance <= most && shares && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Fewest insertions, removals, replacements and swaps of neighbours that make one of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn the_nearest_name_is_meant() {
        assert_eq!(suggest("研发费用率", ["研发费用占比", "研发费用", "营业收入"]), Some("研发费用"));
        assert_eq!(suggest("依剧", ["依据", "原文"]), Some("依据"));
        assert_eq!(suggest("文原", ["依据", "原文"]), Some("原文"));
        assert_eq!(suggest("reqiure", ["require", "remark"]), Some("require"));
    }

    #[test]
    fn nothing_near_is_nothing_meant() {
        assert_eq!(suggest("甲", ["乙", "丙"]), None);
        assert_eq!(suggest("天气", ["依据", "原文"]), None);
        assert_eq!(suggest("", ["依据"]), None);
    }
}
