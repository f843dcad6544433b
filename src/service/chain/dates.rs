//! The days of a plan: working days from acceptance as dates, and with the post.

use super::calendar::{Moment, end_day, holidays_between};
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
    looks: Rc<[Look]>,
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
    pub(super) fn new(run: &Run<'_>, chain: &'a Chain, looks: Rc<[Look]>, modes: &[(usize, Needed)]) -> Dates<'a> {
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
            looks,
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
        let (mut least, mut most) = (of(self.post.0), of(self.post.1));
        for (step, look) in self.chain.steps.iter().zip(self.looks.iter()) {
            if look.runs == Needed::Yes {
                least = least.saturating_add(of(step.post));
            }
            if look.runs != Needed::No {
                most = most.saturating_add(of(step.post));
            }
        }
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
    pub(super) fn with_post(&self, after: &[&[u32]], order: &[usize], last: &[usize]) -> Option<Quantity> {
        self.post_beside()?;
        let (first_accepted, last_accepted) = self.accepted?;
        let least = self.arrival(after, order, last, first_accepted, self.post.0.back, |look| look.runs == Needed::Yes);
        let open = last.iter().chain(order).any(|at| {
            let step =
                self.chain.steps.get(*at).filter(|_| self.looks.get(*at).is_some_and(|it| it.runs != Needed::No));
            step.is_some_and(|step| length(step).is_none())
        });
        let most = self.arrival(after, order, last, last_accepted, self.post.1.back, |look| look.runs != Needed::No)?;
        Some(between(least?, (!open).then_some(most)))
    }

    fn arrival(
        &self,
        after: &[&[u32]],
        order: &[usize],
        last: &[usize],
        accepted: Date,
        back: u32,
        done: impl Fn(&Look) -> bool,
    ) -> Option<Date> {
        let begin = Moment::at_the_end_of(accepted);
        let mut ends = vec![begin.clone(); after.len()];
        for at in order {
            let before = after.get(*at).copied().unwrap_or_default();
            let before = before.iter().filter_map(|before| ends.get(usize::try_from(*before).ok()?).cloned());
            let mut moment = before.fold(begin.clone(), Moment::max);
            if let (Some(step), Some(look)) = (self.chain.steps.get(*at), self.looks.get(*at))
                && done(look)
            {
                moment = moment.later(&self.calendar, length(step).unwrap_or(&Number::ZERO))?;
                moment = moment.after_post(step.post.out.saturating_add(step.post.back))?;
            }
            if let Some(end) = ends.get_mut(*at) {
                *end = moment;
            }
        }
        let ends = last.iter().filter(|at| self.looks.get(**at).is_some_and(&done)).filter_map(|at| ends.get(*at));
        ends.map(|moment| moment.day).max().unwrap_or(accepted).add_days(i64::from(back))
    }
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
