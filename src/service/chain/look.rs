//! What facts say of each step: whether it is done, what stops it, which papers it needs.

use crate::eval::graph::Target;
use crate::eval::{Blocked, NeedState, Run, Slot};
use crate::explain::answer::{MaterialAnswer, Needed};
use crate::explain::material::{materials, needed_of};
use crate::explain::open::missing_of;
use crate::program::{Chain, ConditionId, Need, NodeId, PolicyId, Program, Step};
use crate::value::Truth;
use std::collections::BTreeSet;

/// What is known of a step.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// Whether it is done, apart from what stops it.
    pub(super) runs: Needed,
    /// Conditions of its own that stop it, or may.
    pub(super) stops: Vec<Stop>,
    /// Whether something stops it, itself or before it; of a step that is not done, what stops those before it.
    pub(super) stopped: Stopped,
    /// Facts that decide whether it is done.
    pub(super) missing: BTreeSet<Slot>,
    /// Why it cannot be worked out whether it is done.
    pub(super) reasons: Vec<Blocked>,
    /// Its papers, as if it were the only step.
    pub(super) materials: Vec<MaterialAnswer>,
}

/// A condition that stops a step, or may.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// Which.
    pub(super) condition: ConditionId,
    /// Whether it surely does.
    pub(super) stops: Needed,
    /// Facts that can still change it.
    pub(super) missing: Vec<Slot>,
}

/// Whether something stops a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stopped {
    /// Nothing does.
    Free,
    /// Something may.
    Perhaps,
    /// Something surely does.
    Surely,
}

/// Whether each step is done, and what stops it; `order` has every step after those that it waits for.
pub(super) fn looks(run: &mut Run<'_>, chain: &Chain, order: &[usize]) -> Vec<Look> {
    let mut looks: Vec<Look> = chain.steps.iter().map(|step| at_step(run, chain, step, look)).collect();
    for at in order {
        let Some(step) = chain.steps.get(*at) else { continue };
        let before = step.after.iter().filter_map(|before| looks.get(usize::try_from(*before).ok()?));
        let before = before.map(|look| look.stopped).max().unwrap_or(Stopped::Free);
        if let Some(look) = looks.get_mut(*at) {
            let own = match look.runs {
                Needed::Yes => look.stopped,
                Needed::Unknown => look.stopped.min(Stopped::Perhaps),
                // A step that is not done stops nothing by itself.
                Needed::No => Stopped::Free,
            };
            look.stopped = own.max(before);
        }
    }
    looks
}

/// Adds the papers of each step, and what decides about it.
pub(super) fn explain(run: &mut Run<'_>, chain: &Chain, looks: &mut [Look]) {
    for (step, look) in chain.steps.iter().zip(looks) {
        at_step(run, chain, step, |run, step| explain_step(run, chain.policy, step, look));
    }
}

/// What makes steps hang together: when they are done and what stops them, each with the place whose rules hold.
pub(super) fn roots(program: &Program, chain: &Chain) -> Vec<(Option<NodeId>, NodeId)> {
    let of_step = |step: &Step| {
        let place = decided_at(chain, step);
        let stops = step.blocks.iter().filter_map(|id| program.conditions.get(id.index())).map(|it| it.root);
        step.when.into_iter().chain(stops).map(move |root| (place, root)).collect::<Vec<_>>()
    };
    chain.steps.iter().flat_map(of_step).collect()
}

/// The rules of the place that decides hold, its version of parameters and policies too.
fn at_step<'p, 's, T>(
    run: &mut Run<'p>,
    chain: &Chain,
    step: &'s Step,
    look: impl FnOnce(&mut Run<'p>, &'s Step) -> T,
) -> T {
    run.enter(chain.policy);
    run.place_at(decided_at(chain, step));
    let seen = look(run, step);
    run.place_at(None);
    seen
}

fn decided_at(chain: &Chain, step: &Step) -> Option<NodeId> {
    let place = step.decided_in.first().and_then(|place| usize::try_from(*place).ok());
    place.and_then(|place| chain.places.get(place)).map(|place| place.place)
}

fn look(run: &mut Run<'_>, step: &Step) -> Look {
    let runs = needed_of(holds(run, step.when));
    let (mut stops, mut stopped) = (Vec::new(), Stopped::Free);
    if runs != Needed::No {
        for id in &step.blocks {
            let Some(condition) = run.program().conditions.get(id.index()) else { continue };
            // The condition holds where nothing stops the step.
            let stop = match run.split_truth(condition.root) {
                Truth::MET => continue,
                Truth::UNMET => Needed::Yes,
                _ => Needed::Unknown,
            };
            stopped = stopped.max(if stop == Needed::Yes { Stopped::Surely } else { Stopped::Perhaps });
            stops.push(Stop { condition: *id, stops: stop, missing: Vec::new() });
        }
    }
    Look { runs, stops, stopped, missing: BTreeSet::new(), reasons: Vec::new(), materials: Vec::new() }
}

fn explain_step(run: &mut Run<'_>, policy: PolicyId, step: &Step, look: &mut Look) {
    if let (Some(when), Needed::Unknown) = (step.when, look.runs) {
        look.missing.extend(missing_of(run, policy, [Target::Node(when)]));
        if run.split_truth(when) == Truth::UNDEFINED {
            look.reasons = run.reasons_of(Target::Node(when), &step.name, step.notes.title.as_ref());
        }
    }
    for stop in look.stops.iter_mut().filter(|stop| stop.stops == Needed::Unknown) {
        let root = run.program().conditions.get(stop.condition.index()).map(|it| Target::Node(it.root));
        stop.missing = missing_of(run, policy, root);
    }
    let states: Vec<NeedState> = step.needs.iter().map(|need| need_state(run, need, look.runs)).collect();
    look.materials = materials(run, policy, &step.needs, &states);
}

fn need_state(run: &mut Run<'_>, need: &Need, runs: Needed) -> NeedState {
    if runs == Needed::No {
        let alternatives = match need {
            Need::Paper(_) => 0,
            Need::AnyOf { papers, .. } => papers.len(),
        };
        return NeedState { needed: Truth::UNMET, alternatives: vec![Truth::UNMET; alternatives] };
    }
    match need {
        Need::Paper(paper) => NeedState { needed: holds(run, paper.when), alternatives: Vec::new() },
        Need::AnyOf { when, papers, .. } => NeedState {
            needed: holds(run, *when),
            alternatives: papers.iter().map(|paper| holds(run, paper.when)).collect(),
        },
    }
}

/// Whether something holds that may go without saying.
pub(super) fn holds(run: &mut Run<'_>, when: Option<NodeId>) -> Truth {
    when.map_or(Truth::MET, |when| run.split_truth(when))
}
