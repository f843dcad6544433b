//! How long steps take that wait for each other: exact, in working days from acceptance.

use crate::value::Number;

/// What is possible of a number of working days; without a greatest it may be anything from the least on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// The least.
    pub(super) least: Number,
    /// The greatest.
    pub(super) most: Option<Number>,
}

impl Days {
    /// So many exactly.
    pub(super) fn exactly(days: Number) -> Days {
        Days { least: days.clone(), most: Some(days) }
    }

    /// The number, if only one is possible.
    pub(super) fn settled(&self) -> Option<&Number> {
        self.most.as_ref().filter(|most| **most == self.least)
    }

    /// What is possible of either.
    pub(super) fn or(self, other: &Days) -> Days {
        Days {
            least: self.least.min(other.least.clone()),
            most: self.most.zip(other.most.clone()).map(|(one, other)| one.max(other)),
        }
    }

    /// One after the other.
    pub(super) fn and_then(&self, days: &Days) -> Days {
        Days {
            least: &self.least + &days.least,
            most: self.most.as_ref().zip(days.most.as_ref()).map(|(one, other)| one + other),
        }
    }

    /// Whichever is later.
    pub(super) fn later(self, other: &Days) -> Days {
        Days {
            least: self.least.max(other.least.clone()),
            most: self.most.zip(other.most.clone()).map(|(one, other)| one.max(other)),
        }
    }
}

/// When each step starts and ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Schedule {
    /// The start of each.
    pub(super) starts: Vec<Days>,
    /// The end of each.
    pub(super) ends: Vec<Days>,
}

/// Each step starts as soon as all before it are done. `order` has every step after those that it waits for.
pub(super) fn schedule(after: &[&[u32]], order: &[usize], takes: &[Days]) -> Schedule {
    let nothing = Days::exactly(Number::ZERO);
    let mut starts = vec![nothing.clone(); after.len()];
    let mut ends = vec![nothing.clone(); after.len()];
    for step in order {
        let before = after.get(*step).copied().unwrap_or_default();
        let start = before.iter().filter_map(|before| ends.get(usize::try_from(*before).ok()?));
        let start = start.fold(nothing.clone(), Days::later);
        let end = takes.get(*step).map_or_else(|| start.clone(), |takes| start.and_then(takes));
        if let (Some(own_start), Some(own_end)) = (starts.get_mut(*step), ends.get_mut(*step)) {
            (*own_start, *own_end) = (start, end);
        }
    }
    Schedule { starts, ends }
}

/// What decides how long the whole takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Critical {
    /// Steps without a spare day.
    pub(super) steps: Vec<bool>,
    /// One longest way, from its first step to its last: where several are as long, the one that is written first.
    pub(super) path: Vec<usize>,
}

/// The longest ways to the end of some steps; none if how long they take is open.
pub(super) fn critical(after: &[&[u32]], order: &[usize], schedule: &Schedule, last: &[usize]) -> Option<Critical> {
    let ends: Vec<&Number> = schedule.ends.iter().map(Days::settled).collect::<Option<_>>()?;
    let starts: Vec<&Number> = schedule.starts.iter().map(Days::settled).collect::<Option<_>>()?;
    let end = |step: usize| ends.get(step).copied();
    let total = last.iter().filter_map(|step| end(*step)).max()?;
    // The latest end of each step that keeps the total; none where nothing waits for it.
    let mut latest: Vec<Option<Number>> = vec![None; after.len()];
    for step in last {
        if let Some(latest) = latest.get_mut(*step) {
            *latest = Some(total.clone());
        }
    }
    for step in order.iter().rev() {
        let (Some(Some(own)), Some(start), Some(end)) = (latest.get(*step).cloned(), starts.get(*step), end(*step))
        else {
            continue;
        };
        let latest_start = &(&own - end) + start;
        for before in after.get(*step).copied().into_iter().flatten().filter_map(|one| usize::try_from(*one).ok()) {
            if let Some(latest) = latest.get_mut(before)
                && latest.as_ref().is_none_or(|latest| latest_start < *latest)
            {
                *latest = Some(latest_start.clone());
            }
        }
    }
    let steps = latest.iter().zip(&ends).map(|(latest, end)| latest.as_ref() == Some(end)).collect();
    let mut path: Vec<usize> = last.iter().copied().find(|step| end(*step) == Some(total)).into_iter().collect();
    while let Some(step) = path.last() {
        let before = after.get(*step).copied().unwrap_or_default().iter().filter_map(|one| usize::try_from(*one).ok());
        let longest = before.reduce(|longest, next| if end(next) > end(longest) { next } else { longest });
        let Some(longest) = longest else { break };
        path.push(longest);
    }
    path.reverse();
    Some(Critical { steps, path })
}
