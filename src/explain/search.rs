//! Exact search on a grid by asking about whole stretches of it: what holds nowhere in a stretch is dropped,
//! what may hold is halved. Places on the grid are counted by whole numbers.

/// So many evaluations to one side are as far as we look: a person would not go further either.
pub(super) const MOST_EVALUATIONS: u32 = 1_000;

/// What is known of a stretch of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Holds at no place of it.
    Nowhere,
    /// May hold at some.
    Perhaps,
    /// Holds at every place of it.
    Everywhere,
}

/// The least distance from 1 to `last` at which what `ask` looks for holds. `ask` takes both ends of a stretch.
///
/// The reach doubles from one step, so that what is near costs little wherever the range ends.
pub(super) fn nearest(last: i128, mut ask: impl FnMut(i128, i128) -> Found) -> Option<i128> {
    if last < 1 || ask(1, last) == Found::Nowhere {
        return None;
    }
    let mut left = MOST_EVALUATIONS;
    let (mut near, mut far) = (1, 1);
    loop {
        let mut stretches = vec![(near, far)];
        while let Some((near, far)) = stretches.pop() {
            left = left.checked_sub(1)?;
            match ask(near, far) {
                Found::Nowhere => {}
                Found::Everywhere => return Some(near),
                Found::Perhaps if near == far => {}
                Found::Perhaps => {
                    let middle = halfway(near, far);
                    stretches.push((middle + 1, far));
                    stretches.push((near, middle));
                }
            }
        }
        if far >= last {
            return None;
        }
        near = far + 1;
        far = far.checked_mul(2).map_or(last, |reach| reach.min(last));
    }
}

/// The one place from which the answer is another, with the answers before and from it.
///
/// `ask` gives the answer of a stretch, or none where it is not the same everywhere. None comes back if the
/// answer never changes, changes more than once, or stays open at a single place.
pub(super) fn only_change<T: Copy + PartialEq>(
    first: i128,
    last: i128,
    mut ask: impl FnMut(i128, i128) -> Option<T>,
) -> Option<(T, i128, T)> {
    let mut left = 2 * MOST_EVALUATIONS;
    let mut before: Option<T> = None;
    let mut change: Option<(T, i128, T)> = None;
    let mut stretches = vec![(first, last)];
    while let Some((low, high)) = stretches.pop() {
        if low > high {
            return None;
        }
        left = left.checked_sub(1)?;
        let Some(answer) = ask(low, high) else {
            if low == high {
                return None;
            }
            let middle = halfway(low, high);
            stretches.push((middle + 1, high));
            stretches.push((low, middle));
            continue;
        };
        match (before, change) {
            (Some(before), None) if before != answer => change = Some((before, low, answer)),
            (_, Some((_, _, after))) if after != answer => return None,
            _ => {}
        }
        before = Some(answer);
    }
    change
}

/// A place between the ends, the lower end included and the upper one not.
fn halfway(low: i128, high: i128) -> i128 {
    // The ends come from figures of at most 30 digits, far from where a sum would overflow.
    (low + high).div_euclid(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks about every place one by one, and says of a stretch only what is true of all of it.
    fn honest(wanted: impl Fn(i128) -> bool) -> impl FnMut(i128, i128) -> Found {
        move |near, far| {
            let places = (near..=far.min(near + 5_000)).map(&wanted).collect::<Vec<_>>();
            match (places.contains(&true), places.contains(&false)) {
                (true, false) => Found::Everywhere,
                (false, true) => Found::Nowhere,
                _ => Found::Perhaps,
            }
        }
    }

    #[test]
    fn the_nearest_place_is_found_as_by_trying_each() {
        for first in 1..70 {
            for width in 1..4 {
                let wanted = |place: i128| (first..first + width).contains(&place) || place > 80;
                for last in [0, 1, first - 1, first, 100] {
                    let tried = (1..=last).find(|&place| wanted(place));
                    assert_eq!(nearest(last, honest(wanted)), tried, "{first} {width} {last}");
                }
            }
        }
    }

    #[test]
    fn a_vague_answer_ends_after_a_thousand_questions() {
        let mut asked = 0;
        let found = nearest(i128::from(u64::MAX), |near, _| {
            asked += 1;
            if near > 1_000_000 { Found::Everywhere } else { Found::Perhaps }
        });
        assert_eq!(found, None);
        assert_eq!(asked, 1_001);
    }

    #[test]
    fn far_places_cost_no_more_than_their_digits() {
        let goal = 123_456_789_012_345_678_901_234_567_890;
        let mut asked = 0;
        let found = nearest(goal * 1_000, |_, far| {
            asked += 1;
            if far < goal { Found::Nowhere } else { Found::Perhaps }
        });
        assert_eq!(found, None, "never certain");
        let found = nearest(goal * 1_000, |near, far| {
            if far < goal {
                Found::Nowhere
            } else if near >= goal {
                Found::Everywhere
            } else {
                Found::Perhaps
            }
        });
        assert_eq!(found, Some(goal));
    }

    #[test]
    fn one_change_is_found_and_two_are_none() {
        let step = |turn: i128| {
            move |low: i128, high: i128| {
                if high < turn {
                    Some('-')
                } else if low >= turn {
                    Some('+')
                } else {
                    None
                }
            }
        };
        assert_eq!(only_change(0, 1_000, step(15)), Some(('-', 15, '+')));
        assert_eq!(only_change(0, 1_000, step(1_000)), Some(('-', 1_000, '+')));
        assert_eq!(only_change(0, 1_000, step(0)), None);
        assert_eq!(only_change(0, 1_000, step(1_001)), None);
        let window = |low: i128, high: i128| {
            if high < 10 || low > 20 {
                Some('-')
            } else if low >= 10 && high <= 20 {
                Some('+')
            } else {
                None
            }
        };
        assert_eq!(only_change(0, 1_000, window), None);
        assert_eq!(only_change(0, 15, window), Some(('-', 10, '+')));
    }
}
