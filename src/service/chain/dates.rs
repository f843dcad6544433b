//! The days of a plan: working days from acceptance as dates, and with the post.

use super::calendar::{Moment, end_day, holidays_between};
use super::case::Case;
use super::length;
use super::look::Look;
use super::schedule::Days;
use crate::eval::Run;
use crate::explain::answer::{Ends, Needed, Quantity};
use crate::explain::known::duration_text;
use crate::program::{Chain, Mode, Post};
use crate::value::{Calendar, Date, DurationUnit, Number};
use std::rc::Rc;

/// What dates are counted from.
pub(super) struct Dates<'a> {
    chain: &'a Chain,
    cases: Rc<[Case]>,
    calendar: Calendar,
    /// The day on which papers are taken in for another place.
    pub(super) collected: Option<Date>,
    /// The first and the last day of acceptance that are possible.
    accepted: Option<(Date, Date)>,
    /// The fewest and the most days in the post for the whole, out and back.
    post: (Post, Post),
    /// Some date lies beyond the years whose calendar is known.
    pub(super) beyond_calendar: bool,
}

impl<'a> Dates<'a> {
    pub(super) fn new(run: &Run<'_>, chain: &'a Chain, cases: Rc<[Case]>, modes: &[(usize, Needed)]) -> Dates<'a> {
        let today = run.asked().today;
        let modes: Vec<&Mode> = modes.iter().filter_map(|(at, _)| chain.modes.get(*at)).collect();
        let collects = |mode: &&&Mode| mode.collected_in.is_some();
        // Only papers that are collected for another place are in the post before they are accepted.
        let out: Vec<u32> = modes.iter().map(|mode| if collects(&mode) { mode.post.out } else { 0 }).collect();
        let back: Vec<u32> = modes.iter().map(|mode| mode.post.back).collect();
        let ends = |days: &[u32]| (days.iter().min().copied().unwrap_or(0), days.iter().max().copied().unwrap_or(0));
        let (out, back) = (ends(&out), ends(&back));
        let accepted = |days: u32| today.add_days(i64::from(days));
        Dates {
            chain,
            cases,
            calendar: run.calendar().clone(),
            collected: (modes.len() == 1 && modes.iter().any(|mode| collects(&mode))).then_some(today),
            accepted: accepted(out.0).zip(accepted(out.1)),
            post: (Post { out: out.0, back: back.0 }, Post { out: out.1, back: back.1 }),
            beyond_calendar: false,
        }
    }

    /// The day of acceptance, or the days still possible.
    pub(super) fn accepted_on(&self) -> Option<Quantity> {
        let (first, last) = self.accepted?;
        Some(between(first, Some(last)))
    }

    /// The day so many working days after acceptance; none beyond the calendar.
    pub(super) fn day(&mut self, days: &Days) -> Option<Quantity> {
        let (first, last) = self.accepted?;
        let least = end_day(&self.calendar, first, &days.least);
        let most = days.most.as_ref().map(|most| end_day(&self.calendar, last, most));
        self.beyond_calendar |= least.is_none() || most == Some(None);
        // A day that nobody knows is not one that never comes: then none is told.
        if most == Some(None) {
            return None;
        }
        Some(between(least?, most.flatten()))
    }

    /// The holidays between start and end, where both are settled.
    pub(super) fn holidays(&self, start: &Days, end: &Days) -> Vec<(Date, Date)> {
        let Some((accepted, _)) = self.accepted.filter(|(first, last)| first == last) else { return Vec::new() };
        let day = |days: &Days| end_day(&self.calendar, accepted, days.settled()?);
        match (day(start), day(end)) {
            (Some(start), Some(end)) => holidays_between(&self.calendar, start, end),
            _ => Vec::new(),
        }
    }

    /// Days in the post in all: of the mode, and of the steps that are done.
    pub(super) fn post_beside(&self) -> Option<Quantity> {
        let of = |post: Post| post.out.saturating_add(post.back);
        let of_steps = |case: &Case, done: fn(&Look) -> bool| {
            let steps = self.chain.steps.iter().zip(case.looks.iter()).filter(|(_, look)| done(look));
            steps.fold(0_u32, |days, (step, _)| days.saturating_add(of(step.post)))
        };
        let least = self.cases.iter().map(|case| of_steps(case, is_done)).min().unwrap_or(0);
        let most = self.cases.iter().map(|case| of_steps(case, may_be_done)).max().unwrap_or(0);
        let (least, most) = (least.saturating_add(of(self.post.0)), most.saturating_add(of(self.post.1)));
        let text = |days: u32| duration_text(&Number::from(i64::from(days)), DurationUnit::Days);
        match (least == most, most) {
            (_, 0) => None,
            (true, _) => Some(Quantity::Value(text(most))),
            (false, _) => {
                let ends = Ends { from: Some(text(least)), to: Some(text(most)), ..Ends::default() };
                Some(Quantity::Bounds(ends))
            }
        }
    }

    /// The day to expect with the post; none where nothing is in the post, or a calendar is not known.
    pub(super) fn with_post(&self, after: &[&[u32]], order: &[usize]) -> Option<Quantity> {
        self.post_beside()?;
        let (first_accepted, last_accepted) = self.accepted?;
        let open = self.cases.iter().any(|case| {
            let steps = self.chain.steps.iter().zip(case.looks.iter());
            steps.filter(|(_, look)| may_be_done(look)).any(|(step, _)| length(step).is_none())
        });
        let arrivals = |accepted: Date, back: u32, done: fn(&Look) -> bool| {
            let arrivals = self.cases.iter().map(|case| self.arrival(case, after, order, accepted, back, done));
            arrivals.collect::<Option<Vec<Date>>>()
        };
        let least = arrivals(first_accepted, self.post.0.back, is_done)?.into_iter().min()?;
        let most = arrivals(last_accepted, self.post.1.back, may_be_done)?.into_iter().max()?;
        Some(between(least, (!open).then_some(most)))
    }

    fn arrival(
        &self,
        case: &Case,
        after: &[&[u32]],
        order: &[usize],
        accepted: Date,
        back: u32,
        done: fn(&Look) -> bool,
    ) -> Option<Date> {
        let begin = Moment::at_the_end_of(accepted);
        let mut ends = vec![begin.clone(); after.len()];
        for at in order {
            let before = after.get(*at).copied().unwrap_or_default();
            let before = before.iter().filter_map(|before| ends.get(usize::try_from(*before).ok()?).cloned());
            let mut moment = before.fold(begin.clone(), Moment::max);
            if let (Some(step), Some(look)) = (self.chain.steps.get(*at), case.looks.get(*at))
                && done(look)
            {
                moment = moment.later(&self.calendar, length(step).unwrap_or(&Number::ZERO))?;
                moment = moment.after_post(step.post.out.saturating_add(step.post.back))?;
            }
            if let Some(end) = ends.get_mut(*at) {
                *end = moment;
            }
        }
        let ends = case.last.iter().filter(|at| case.looks.get(**at).is_some_and(done)).filter_map(|at| ends.get(*at));
        ends.map(|moment| moment.day).max().unwrap_or(accepted).add_days(i64::from(back))
    }
}

fn is_done(look: &Look) -> bool {
    look.runs == Needed::Yes
}

fn may_be_done(look: &Look) -> bool {
    look.runs != Needed::No
}

fn between(first: Date, last: Option<Date>) -> Quantity {
    match last {
        Some(last) if last == first => Quantity::Value(first.to_string()),
        last => {
            let ends = Ends { from: Some(first.to_string()), to: last.map(|day| day.to_string()), ..Ends::default() };
            Quantity::Bounds(ends)
        }
    }
}
