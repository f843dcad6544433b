//! A plan by cases: a fact on which several steps hang is the same fact in each of them, so that of two steps of which
//! one is done and the other is not both never count.

use super::length;
use super::look::{Look, Stopped, looks, roots};
use super::schedule::{Critical, Days, Schedule, critical, schedule};
use crate::eval::Run;
use crate::explain::answer::Needed;
use crate::program::{Chain, Mode, Step};
use crate::value::Number;
use std::collections::BTreeMap;
use std::rc::Rc;

/// In all cases together no more than so many steps are looked at.
const MOST_LOOKS: usize = 10_000;

/// A plan in one case.
#[derive(Debug)]
pub(super) struct Case {
    /// What is known of each step.
    pub(super) looks: Rc<[Look]>,
    /// The steps whose end is the applicant's.
    pub(super) last: Vec<usize>,
    schedule: Schedule,
    critical: Option<Critical>,
}

/// All cases; one where nothing is open that several steps hang on.
pub(super) fn cases(
    run: &mut Run<'_>,
    chain: &Chain,
    after: &[&[u32]],
    order: &[usize],
    plain: &Rc<[Look]>,
) -> Rc<[Case]> {
    run.enter(chain.policy);
    let most = MOST_LOOKS / chain.steps.len().max(1);
    let assumed = run.cases_together(&roots(run.program(), chain), most);
    if assumed.len() < 2 {
        return Rc::new([Case::new(chain, after, order, Rc::clone(plain))]);
    }
    let case = |assumed: &Vec<_>| {
        let looks = run.under(assumed, |run| looks(run, chain, order));
        Case::new(chain, after, order, looks.into())
    };
    assumed.iter().map(case).collect()
}

impl Case {
    fn new(chain: &Chain, after: &[&[u32]], order: &[usize], looks: Rc<[Look]>) -> Case {
        let takes: Vec<Days> = chain.steps.iter().zip(looks.iter()).map(|(step, look)| takes(step, look)).collect();
        let schedule = schedule(after, order, &takes);
        let last = last(chain, &looks);
        let critical = critical(after, order, &schedule, &last);
        Case { looks, last, schedule, critical }
    }

    /// When a step starts and ends; none where it is not done, or surely stopped.
    fn times(&self, chain: &Chain, at: usize) -> Option<(Days, Days)> {
        let (step, look) = (chain.steps.get(at)?, self.looks.get(at)?);
        if look.runs == Needed::No || look.stopped == Stopped::Surely {
            return None;
        }
        let (mut starts, mut ends) = (self.schedule.starts.get(at)?.clone(), self.schedule.ends.get(at)?.clone());
        if look.stopped == Stopped::Perhaps {
            ends.most = None;
            let before = step.after.iter().filter_map(|before| self.looks.get(usize::try_from(*before).ok()?));
            if before.into_iter().any(|before| before.stopped != Stopped::Free) {
                starts.most = None;
            }
        }
        if look.runs == Needed::Unknown {
            // If it is done at all, it takes its time.
            ends.least = length(step).map_or_else(|| starts.least.clone(), |length| &starts.least + length);
        }
        Some((starts, ends))
    }

    /// How long it takes in all; none if something stops it.
    fn total(&self, chain: &Chain) -> Option<Days> {
        let own = self.latest(chain, &self.last)?;
        let is_internal = |at: &usize| chain.steps.get(*at).is_some_and(|step| step.internal);
        let is_done = |at: &usize| self.looks.get(*at).is_some_and(|look| look.runs == Needed::Yes);
        if chain.finish.is_some() || self.last.iter().any(is_done) || self.last.iter().all(is_internal) {
            return Some(own);
        }
        // Where perhaps none of them is done, it ends with those that are done without the applicant.
        let may_be_done = |at: &usize| self.looks.get(*at).is_some_and(|look| look.runs != Needed::No);
        let without: Vec<usize> = (0..chain.steps.len()).filter(|at| is_internal(at) && may_be_done(at)).collect();
        if without.is_empty() {
            return Some(own);
        }
        Some(match self.latest(chain, &without) {
            Some(other) => own.or(&other),
            None => Days { most: None, ..own },
        })
    }

    /// The latest end of some steps; none if something surely stops it.
    fn latest(&self, chain: &Chain, last: &[usize]) -> Option<Days> {
        let named = chain.finish.is_some();
        let mut total = Days::exactly(Number::ZERO);
        for at in last {
            let (look, end) = (self.looks.get(*at)?, self.schedule.ends.get(*at)?);
            // For a step that may not be done nobody need wait, though what is before it is stopped.
            let is_open = look.runs == Needed::Unknown && !named;
            if look.stopped == Stopped::Surely && !is_open {
                return None;
            }
            let mut end = end.clone();
            if is_open {
                end.least = Number::ZERO;
            }
            if look.stopped != Stopped::Free {
                end.most = None;
            }
            total = total.later(&end);
        }
        Some(total)
    }

    fn path(&self) -> Option<Vec<usize>> {
        let is_done = |at: &usize| self.looks.get(*at).is_some_and(|look| look.runs == Needed::Yes);
        Some(self.critical.as_ref()?.path.iter().copied().filter(is_done).collect())
    }
}

/// When a step starts and ends, over all cases in which it is done.
pub(super) fn times(cases: &[Case], chain: &Chain, at: usize) -> Option<(Days, Days)> {
    let times = cases.iter().filter_map(|case| case.times(chain, at));
    times.reduce(|(start, end), (other_start, other_end)| (start.or(&other_start), end.or(&other_end)))
}

/// How long it takes in all; none if something surely stops it, or nothing is done.
pub(super) fn total(cases: &[Case], chain: &Chain) -> Option<Days> {
    if cases.iter().all(|case| case.last.is_empty()) {
        return None;
    }
    let totals: Vec<Option<Days>> = cases.iter().map(|case| case.total(chain)).collect();
    let may_be_stopped = totals.contains(&None);
    let total = totals.into_iter().flatten().reduce(|one, other| one.or(&other))?;
    Some(if may_be_stopped { Days { most: None, ..total } } else { total })
}

/// Whether a step is one without a spare day, in every case.
pub(super) fn is_critical(cases: &[Case], at: usize) -> bool {
    let critical = |case: &Case| case.critical.as_ref().and_then(|it| it.steps.get(at)).copied().unwrap_or(false);
    cases.iter().all(critical)
}

/// One longest way; none while it may be one or another.
pub(super) fn critical_path(cases: &[Case]) -> Vec<usize> {
    let (first, others) = match cases.split_first() {
        Some((first, others)) => (first.path(), others),
        None => (None, cases),
    };
    first.filter(|path| others.iter().all(|other| other.path().as_ref() == Some(path))).unwrap_or_default()
}

/// Visits in all: those of the mode, and those of the steps, of which some share one. What neither the mode nor a step
/// says is not taken for none.
pub(super) fn visits(cases: &[Case], chain: &Chain, modes: &[&Mode]) -> Days {
    let is_said_for_all = !modes.is_empty() && modes.iter().all(|mode| mode.visits.is_some());
    let of_modes = modes.iter().map(|mode| mode.visits.clone().unwrap_or(Number::ZERO));
    let of_modes = of_modes.map(Days::exactly).reduce(|one, other| one.or(&other));
    let of_steps = cases.iter().map(|case| visits_of_steps(chain, &case.looks, is_said_for_all));
    let of_steps = of_steps.reduce(|one, other| one.or(&other));
    let none = Days::exactly(Number::ZERO);
    of_modes.unwrap_or_else(|| none.clone()).and_then(&of_steps.unwrap_or(none))
}

fn visits_of_steps(chain: &Chain, looks: &[Look], is_said_for_all: bool) -> Days {
    let mut visits = Days::exactly(Number::ZERO);
    let mut shared: BTreeMap<&str, Days> = BTreeMap::new();
    for (step, look) in chain.steps.iter().zip(looks) {
        let own = match &step.visits {
            _ if look.runs == Needed::No => continue,
            Some(own) => own,
            None if is_said_for_all || step.internal => continue,
            None => {
                visits.most = None;
                continue;
            }
        };
        let least = if look.runs == Needed::Yes { own.clone() } else { Number::ZERO };
        let own = Days { least, most: Some(own.clone()) };
        match &step.same_visit {
            Some(words) => {
                let so_far = shared.remove(words.as_str()).unwrap_or_else(|| own.clone());
                shared.insert(words, so_far.later(&own));
            }
            None => visits = visits.and_then(&own),
        }
    }
    shared.values().fold(visits, |visits, own| visits.and_then(own))
}

/// The steps whose end is the applicant's.
pub(super) fn last(chain: &Chain, looks: &[Look]) -> Vec<usize> {
    if let Some(finish) = chain.finish.and_then(|finish| usize::try_from(finish).ok()) {
        return vec![finish];
    }
    let done = |at: &usize| looks.get(*at).is_some_and(|look| look.runs != Needed::No);
    let all: Vec<usize> = (0..chain.steps.len()).filter(done).collect();
    let own = |at: &usize| chain.steps.get(*at).is_some_and(|step| !step.internal);
    let with_applicant: Vec<usize> = all.iter().copied().filter(own).collect();
    if with_applicant.is_empty() { all } else { with_applicant }
}

/// How long a step takes: nothing if it is not done.
fn takes(step: &Step, look: &Look) -> Days {
    let least = if look.runs == Needed::Yes { length(step).cloned() } else { None };
    let most = match (look.runs, length(step)) {
        (Needed::No, _) => Some(Number::ZERO),
        (_, length) => length.cloned(),
    };
    let own_stop = look.stops.iter().any(|stop| stop.stops == Needed::Unknown);
    Days { least: least.unwrap_or(Number::ZERO), most: most.filter(|_| !own_stop) }
}
