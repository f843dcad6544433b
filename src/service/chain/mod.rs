//! A chain for one profile: which steps, in which order, on which days, with which form and papers.

mod answer;
mod calendar;
mod case;
mod dates;
mod look;
mod merge;
mod schedule;
#[cfg(test)]
mod tests;

mod words;

pub use answer::{
    CeilingAnswer, ChainAnswer, ChainMaterial, DaysAnswer, FormField, FormGroup, ModeAnswer, PlaceAnswer, StepAnswer,
    StepState, StopAnswer,
};
pub use words::{days_in_words, in_words, says_something, times};

use crate::eval::graph::Target;
use crate::eval::{Blocked, Outcome, Run, Slot};
use crate::explain::answer::{Needed, PackStamp, Quantity};
use crate::explain::condition::conditions;
use crate::explain::known::{duration_text, quantity, range_quantity, region_code};
use crate::explain::law::{cites, own_title, title};
use crate::explain::matching::match_policy;
use crate::explain::material::needed_of;
use crate::explain::open::{blocked_answers, missing_of};
use crate::explain::policy::{because, doubts_of, hints, outcome_answer};
use crate::explain::procedure::{limit, special};
use crate::explain::used::{doubts_used, slot_names};
use crate::explain::versions::{spoken_of, which_version};
use crate::program::{
    Chain, ChainCeiling, Kind, Label, Limit, Mode, NodeId, Program, Reason, RegionId, Step, all_before, in_order,
};
use crate::value::{DurationUnit, Number, Truth, Value};
use case::{Case, cases};
use dates::Dates;
use look::{Look, Stopped, holds, looks};
use merge::{Makers, form, papers};
use schedule::Days;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The names of all chains, each once, in source order.
pub fn chain_names(program: &Program) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let chains = program.chains.iter().filter_map(|chain| program.policies.get(chain.policy.index()));
    chains.map(|policy| policy.name.as_str()).filter(|name| seen.insert(*name)).collect()
}

/// The plan of a chain, by its name; none if there is no such chain.
pub fn plan(run: &mut Run<'_>, name: &str, pack: &PackStamp) -> Option<ChainAnswer> {
    let program = run.program();
    chain_names(program).contains(&name).then_some(())?;
    let matched = match_policy(run, name)?;
    let evaluation = &matched.evaluation;
    let id = evaluation.policy;
    let policy = program.policies.get(id.index())?;
    let chain = program.chains.iter().find(|chain| chain.policy == id)?;
    let which = which_version(run, evaluation);
    let spoken_of = spoken_of(program, evaluation)?;
    run.enter(id);
    let region = evaluation.place.is_settled().then(|| region_code(program, RegionId(evaluation.place.within)));
    let mut missing: BTreeSet<Slot> = matched.lacking.iter().flat_map(|lacking| &lacking.missing).copied().collect();
    let mut answer = ChainAnswer {
        chain: policy.name.clone(),
        title: own_title(spoken_of.notes.title.as_ref()),
        version: spoken_of.version.clone(),
        as_of: run.asked().today.to_string(),
        law_day: range_quantity(&evaluation.law_day, &Kind::Date).unwrap_or(Quantity::Bounds(Default::default())),
        region: region.flatten(),
        outcome: outcome_answer(evaluation.outcome),
        because: because(evaluation),
        lead: chain.lead.clone(),
        entry: chain.entry.clone(),
        conditions: conditions(run, &matched),
        places: Vec::new(),
        jointly: Vec::new(),
        modes: Vec::new(),
        collected_on: None,
        accepted_on: None,
        steps: Vec::new(),
        critical_path: Vec::new(),
        total_limit: None,
        time_ceiling: None,
        finish: None,
        post_beside: None,
        expected_with_post: None,
        visits: None,
        visit_ceiling: None,
        form: Vec::new(),
        materials: Vec::new(),
        missing: Vec::new(),
        blocked: blocked_answers(program, &evaluation.blocked),
        hints: Vec::new(),
        doubt: doubts_of(run, policy),
        text: Default::default(),
        disclaimer: words::disclaimer(),
        pack: pack.clone(),
    };
    if evaluation.versions.len() > 1 {
        // Another version has other steps: no plan is told before it is known which it is.
        missing.extend(which);
    } else if evaluation.outcome != Outcome::NotApplicable {
        answer.hints = hints(run, id, policy, &evaluation.hints);
        Planning::new(run, chain)?.fill(&mut answer, &mut missing);
    }
    answer.missing = slot_names(program, &missing);
    answer.text = words::whole(&answer);
    Some(answer)
}

/// A plan on the way.
struct Planning<'r, 'p> {
    run: &'r mut Run<'p>,
    program: &'p Program,
    chain: &'p Chain,
    after: Vec<&'p [u32]>,
    order: Vec<usize>,
    looks: Rc<[Look]>,
    /// The modes that are possible, with whether each is the one.
    modes: Vec<(usize, Needed)>,
    missing_for_mode: Vec<Slot>,
    cases: Rc<[Case]>,
}

impl<'r, 'p> Planning<'r, 'p> {
    fn new(run: &'r mut Run<'p>, chain: &'p Chain) -> Option<Planning<'r, 'p>> {
        let program = run.program();
        let after: Vec<&[u32]> = chain.steps.iter().map(|step| step.after.as_slice()).collect();
        let order = in_order(&after)?;
        let mut looks = looks(run, chain, &order);
        look::explain(run, chain, &mut looks);
        let looks: Rc<[Look]> = looks.into();
        let cases = cases(run, chain, &after, &order, &looks);
        run.enter(chain.policy);
        let (modes, missing_for_mode) = modes(run, chain);
        Some(Planning { run, program, chain, after, order, looks, modes, missing_for_mode, cases })
    }

    fn fill(mut self, answer: &mut ChainAnswer, missing: &mut BTreeSet<Slot>) {
        let chain = self.chain;
        missing.extend(self.missing_for_mode.iter().copied());
        for look in self.looks.iter() {
            missing.extend(look.missing.iter().copied());
            missing.extend(look.stops.iter().flat_map(|stop| &stop.missing).copied());
        }
        for place in &chain.places {
            missing.extend(missing_of(self.run, chain.policy, [Target::Node(place.place)]));
        }
        answer.places = (0..).zip(&chain.places).filter_map(|(at, _)| self.place(at)).collect();
        answer.jointly = chain.jointly.iter().filter_map(|at| self.place(*at)).map(|place| place.id).collect();
        answer.modes = self.modes.clone().into_iter().filter_map(|(at, applies)| self.mode(at, applies)).collect();

        let total = case::total(&self.cases, chain);
        let is_open_ended = self.open_ended();
        let mut dates = Dates::new(self.run, chain, Rc::clone(&self.cases), &self.modes);
        answer.collected_on = dates.collected.map(|day| day.to_string());
        answer.accepted_on = dates.accepted_on();
        answer.steps = (0..chain.steps.len()).filter_map(|at| self.step(at, total.is_some(), &mut dates)).collect();
        if let Some(total) = &total {
            let path = case::critical_path(&self.cases).into_iter().filter_map(|at| chain.steps.get(at));
            answer.critical_path = path.map(|step| step.name.clone()).collect();
            answer.total_limit = Some(working_days(total));
            answer.finish = dates.day(total);
            answer.expected_with_post = dates.with_post(&self.after, &self.order);
        }
        answer.post_beside = dates.post_beside();
        let mut reasons = Vec::new();
        if dates.beyond_calendar {
            let name = answer.chain.clone();
            let title = answer.title.clone().map(|title| Label { zh: title.zh, en: title.en });
            reasons.push(unknown(Reason::CalendarUnknown, name, title));
        }
        for step in is_open_ended.into_iter().filter_map(|at| chain.steps.get(at)) {
            let title = step.notes.title.clone();
            reasons.push(unknown(Reason::OpenEndedStep, step.name.clone(), title));
        }
        answer.blocked.extend(blocked_answers(self.program, &reasons));
        answer.time_ceiling = chain.time_ceiling.as_ref().map(|ceiling| {
            let most = duration_text(&ceiling.most, DurationUnit::WorkingDays);
            self.ceiling(ceiling, most, total.as_ref())
        });
        let modes: Vec<&Mode> = self.modes.iter().filter_map(|(at, _)| chain.modes.get(*at)).collect();
        let visits = case::visits(&self.cases, chain, &modes);
        answer.visit_ceiling =
            chain.visit_ceiling.as_ref().map(|ceiling| self.ceiling(ceiling, ceiling.most.to_plain(), Some(&visits)));
        answer.visits = Some(plain(&visits, Number::to_plain));
        let makers = Makers::new(self.program, chain, &self.looks, all_before(&self.after, &self.order));
        answer.form = form(self.run, &makers);
        answer.materials = papers(self.program, &makers);
    }

    /// The steps without a limit that leave the end open.
    fn open_ended(&self) -> Vec<usize> {
        let last = case::last(self.chain, &self.looks);
        let before = all_before(&self.after, &self.order);
        let matters = |at: usize| {
            last.contains(&at)
                || last.iter().any(|last| before.get(*last).and_then(|flags| flags.get(at)) == Some(&true))
        };
        let steps = self.chain.steps.iter().zip(self.looks.iter()).enumerate();
        steps
            .filter(|(at, (step, look))| look.runs != Needed::No && length(step).is_none() && matters(*at))
            .map(|(at, _)| at)
            .collect()
    }

    fn step(&mut self, at: usize, finishes: bool, dates: &mut Dates<'_>) -> Option<StepAnswer> {
        let program = self.program;
        let step = self.chain.steps.get(at)?;
        let look = self.looks.get(at)?.clone();
        let state = match (look.runs, look.stopped) {
            (Needed::No, _) => StepState::Skipped,
            (Needed::Yes, Stopped::Surely) => StepState::Blocked,
            (Needed::Yes, Stopped::Free) => StepState::Runs,
            _ => StepState::Unknown,
        };
        let waits_for = self.waits_for(at);
        let timed = !matches!(state, StepState::Skipped | StepState::Blocked);
        let times = case::times(&self.cases, self.chain, at).filter(|_| timed);
        let names = title(&step.name, step.notes.title.as_ref());
        let words = step.promised_limit.as_ref().or(step.statutory_limit.as_ref());
        let decided_in = step.decided_in.iter().filter_map(|place| self.place(*place)).collect();
        let made = step.makes_papers.iter().filter_map(|id| program.papers.get(id.index())).map(|it| it.name.clone());
        let known = step.makes_facts.iter().filter_map(|id| program.facts.get(id.index())).map(|it| it.name.clone());
        let mut answer = StepAnswer {
            id: step.name.clone(),
            name: names.zh,
            name_en: names.en,
            state,
            can_start: state == StepState::Runs && waits_for.is_empty(),
            departments: step.departments.clone(),
            handler: step.handler.clone(),
            decided_level: step.decided_level.clone(),
            received_in: step.received_in.and_then(|place| self.place(place)),
            decided_in,
            waits_for,
            limit: words.filter(|_| state != StepState::Skipped).map(|it| limit(it, Needed::Yes)),
            starts_after: times.as_ref().map(|(starts, _)| working_days(starts)),
            ends_after: times.as_ref().map(|(_, ends)| working_days(ends)),
            start: times.as_ref().and_then(|(starts, _)| dates.day(starts)),
            end: times.as_ref().and_then(|(_, ends)| dates.day(ends)),
            critical: state == StepState::Runs && finishes && case::is_critical(&self.cases, at),
            excluded: Vec::new(),
            internal: step.internal,
            every: step.every.clone(),
            visits: step.visits.as_ref().map(Number::to_plain),
            same_visit: step.same_visit.clone(),
            post: days_in_post(step.post.out.saturating_add(step.post.back)),
            special: step.special.iter().filter_map(|it| special(self.run, it)).collect(),
            produces: made.chain(known).collect(),
            stopped_by: self.stops(at, &look),
            missing: slot_names(program, &look.missing),
            blocked: blocked_answers(program, &look.reasons),
            cite: cites(program, &step.notes.citations),
            doubt: doubts_used(self.run, &step.notes.doubts, step.when),
            remarks: step.notes.remarks.clone(),
            text: Default::default(),
        };
        if let (StepState::Runs, Some((starts, ends))) = (state, &times) {
            let between = dates.holidays(starts, ends);
            let between =
                between.into_iter().map(|(from, to)| DaysAnswer { from: from.to_string(), to: to.to_string() });
            answer.excluded = between.collect();
        }
        answer.text = words::step(&answer);
        Some(answer)
    }

    /// The steps before a step that are done, or may be; those that are not done are passed over.
    fn waits_for(&self, at: usize) -> Vec<String> {
        let mut found: Vec<usize> = Vec::new();
        let mut seen = vec![false; self.chain.steps.len()];
        let mut stack: Vec<usize> = self.before(at).rev().collect();
        while let Some(before) = stack.pop() {
            match seen.get_mut(before) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            match self.looks.get(before).map(|look| look.runs) {
                Some(Needed::No) => stack.extend(self.before(before).rev()),
                _ => found.push(before),
            }
        }
        found.into_iter().filter_map(|at| self.chain.steps.get(at)).map(|step| step.name.clone()).collect()
    }

    fn before(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + use<'_> {
        let after = self.after.get(at).copied().unwrap_or_default();
        after.iter().filter_map(|before| usize::try_from(*before).ok())
    }

    /// What stops a step: its own conditions, and the steps before it that are stopped.
    fn stops(&self, at: usize, look: &Look) -> Vec<StopAnswer> {
        if look.runs == Needed::No {
            return Vec::new();
        }
        let program = self.program;
        let own = look.stops.iter().filter_map(|stop| {
            let condition = program.conditions.get(stop.condition.index())?;
            let name = title(&condition.name, condition.notes.title.as_ref());
            Some(StopAnswer {
                condition: Some(condition.name.clone()),
                step: None,
                stops: stop.stops,
                missing: slot_names(program, &stop.missing),
                cite: cites(program, &condition.notes.citations),
                text: words::stop(&name, stop.stops, &slot_names(program, &stop.missing)),
            })
        });
        let waits = self.waits_for(at);
        let before = self.chain.steps.iter().zip(self.looks.iter()).filter_map(|(step, look)| {
            let stops = match look.stopped {
                Stopped::Free => return None,
                Stopped::Perhaps => Needed::Unknown,
                Stopped::Surely => Needed::Yes,
            };
            waits.contains(&step.name).then(|| StopAnswer {
                condition: None,
                step: Some(step.name.clone()),
                stops,
                missing: Vec::new(),
                cite: Vec::new(),
                text: words::stopped_step(&title(&step.name, step.notes.title.as_ref()), stops),
            })
        });
        own.chain(before).collect()
    }

    fn place(&mut self, at: u32) -> Option<PlaceAnswer> {
        let place = self.chain.places.get(usize::try_from(at).ok()?)?;
        let value = self.run.value(place.place);
        let code = match &value {
            Value::Place(place) if place.is_settled() => region_code(self.program, RegionId(place.within)),
            _ => None,
        };
        Some(PlaceAnswer { id: place.name.clone(), region: quantity(self.program, &Kind::Region, &value), code })
    }

    fn mode(&mut self, at: usize, applies: Needed) -> Option<ModeAnswer> {
        let program = self.program;
        let mode = self.chain.modes.get(at)?;
        let collected_in = mode.collected_in.and_then(|node| {
            let value = self.run.value(node);
            quantity(program, &Kind::Region, &value)
        });
        let adds = mode.adds.iter().filter_map(|id| program.papers.get(id.index()));
        Some(ModeAnswer {
            id: mode.name.clone(),
            applies,
            visits: mode.visits.as_ref().map(Number::to_plain),
            collected_in,
            collector_does: mode.collector_does.clone(),
            post_out: days_in_post(mode.post.out),
            post_back: days_in_post(mode.post.back),
            adds: adds.map(|paper| paper.name.clone()).collect(),
            cite: cites(program, &mode.notes.citations),
            doubt: mode.notes.doubts.clone(),
        })
    }

    fn ceiling(&self, ceiling: &ChainCeiling, most: String, found: Option<&Days>) -> CeilingAnswer {
        let exceeded = match found {
            Some(found) if found.least > ceiling.most => Needed::Yes,
            Some(Days { most: Some(most), .. }) if *most <= ceiling.most => Needed::No,
            _ => Needed::Unknown,
        };
        CeilingAnswer {
            most,
            exceeded,
            cite: cites(self.program, &ceiling.notes.citations),
            doubt: ceiling.notes.doubts.clone(),
        }
    }
}

/// The modes that are possible, down to the first that surely holds, and what decides between them.
fn modes(run: &mut Run<'_>, chain: &Chain) -> (Vec<(usize, Needed)>, Vec<Slot>) {
    let mut possible = Vec::new();
    let mut open: Vec<NodeId> = Vec::new();
    for (at, mode) in chain.modes.iter().enumerate() {
        let truth: Truth = holds(run, mode.when);
        match needed_of(truth) {
            Needed::No => {}
            Needed::Yes => {
                possible.push((at, if possible.is_empty() { Needed::Yes } else { Needed::Unknown }));
                break;
            }
            Needed::Unknown => {
                possible.push((at, Needed::Unknown));
                open.extend(mode.when);
            }
        }
    }
    let missing = missing_of(run, chain.policy, open.into_iter().map(Target::Node));
    (possible, missing)
}

/// A reason that no answer helps with, and where it arises.
fn unknown(reason: Reason, at: String, title: Option<Label>) -> Blocked {
    Blocked { reason, at, title, stated: false, look_at: Vec::new() }
}

/// The limit of a step in working days; none while it is not set.
fn length(step: &Step) -> Option<&Number> {
    match (&step.promised_limit, &step.statutory_limit) {
        (Some(Limit::Within(days, _)), _) | (None | Some(Limit::NoneSet), Some(Limit::Within(days, _))) => Some(days),
        _ => None,
    }
}

fn working_days(days: &Days) -> Quantity {
    plain(days, |days| duration_text(days, DurationUnit::WorkingDays))
}

fn plain(days: &Days, text: impl Fn(&Number) -> String) -> Quantity {
    match days.settled() {
        Some(days) => Quantity::Value(text(days)),
        None => Quantity::Bounds(crate::explain::answer::Ends {
            from: Some(text(&days.least)),
            to: days.most.as_ref().map(text),
            ..Default::default()
        }),
    }
}

fn days_in_post(days: u32) -> Option<String> {
    (days > 0).then(|| duration_text(&Number::from(i64::from(days)), DurationUnit::Days))
}
