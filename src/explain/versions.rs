//! What is told while several versions of a policy may still be the one: only what all of them say, and bounds where
//! they differ, so that no answer changes when the place or the kind of application is told.

use super::answer::{BenefitAnswer, MaterialAnswer, Needed};
use super::benefit::benefit;
use super::live::live_applicability;
use super::material::{material, needed_of};
use crate::eval::{BenefitState, Evaluation, NeedState, Run, Slot};
use crate::program::{Benefit, Need, Policy, PolicyId, Program, places_up};
use crate::value::{Marks, Truth};

/// The facts that tell which version it is; none if that is known.
pub(crate) fn which_version(run: &mut Run<'_>, evaluation: &Evaluation) -> Vec<Slot> {
    if evaluation.versions.len() < 2 {
        return Vec::new();
    }
    let slots = live_applicability(run, &evaluation.versions).into_iter().collect();
    run.enter(evaluation.policy);
    slots
}

/// The version that is named: of several that may be the one that of the widest place.
pub(crate) fn spoken_of<'p>(program: &'p Program, evaluation: &Evaluation) -> Option<&'p Policy> {
    let version = |id: &PolicyId| program.policies.get(id.index());
    let depth = |policy: &&Policy| places_up(&program.regions, policy.region).count();
    evaluation.versions.iter().filter_map(version).min_by_key(depth).or_else(|| version(&evaluation.policy))
}

/// The versions of which something is told: all that may be the one; where none applies the one that is spoken of.
fn versions(evaluation: &Evaluation) -> Vec<PolicyId> {
    if evaluation.versions.is_empty() { vec![evaluation.policy] } else { evaluation.versions.clone() }
}

/// The benefits of all versions that may be the one.
pub(crate) fn benefits(run: &mut Run<'_>, evaluation: &Evaluation, which: &[Slot]) -> Vec<BenefitAnswer> {
    let program = run.program();
    if evaluation.benefits.is_empty() && evaluation.versions.len() < 2 {
        return Vec::new();
    }
    let versions = versions(evaluation);
    let mut found: Vec<Found<'_, Benefit, BenefitState>> = Vec::new();
    for id in &versions {
        let Some(policy) = program.policies.get(id.index()) else { continue };
        run.enter(*id);
        for (benefit, state) in policy.benefits.iter().zip(run.benefit_states(policy)) {
            match found.iter_mut().find(|found| found.part.name == benefit.name) {
                Some(known) => {
                    known.seen += 1;
                    if known.state.given != state.given || known.state.amount != state.amount {
                        known.differs = true;
                        known.state.given = known.state.given.union(state.given);
                        known.state.amount = match (known.state.amount.take(), state.amount) {
                            (Some(one), Some(other)) => Some(one.hull(&other).marked(Marks::MISSING)),
                            (one, other) => one.or(other),
                        };
                    }
                }
                None => found.push(Found { version: *id, part: benefit, state, seen: 1, differs: false }),
            }
        }
    }
    let mut answers = Vec::new();
    for mut found in found {
        if found.seen < versions.len() {
            found.differs = true;
            found.state.given = found.state.given.union(Truth::UNMET);
        }
        let Some(policy) = program.policies.get(found.version.index()) else { continue };
        run.enter(found.version);
        let which = if found.differs { which } else { &[] };
        answers.push(benefit(run, found.version, policy, found.part, &found.state, which));
    }
    run.enter(evaluation.policy);
    answers
}

/// The papers of all versions that may be the one.
pub(crate) fn materials(run: &mut Run<'_>, evaluation: &Evaluation, which: &[Slot]) -> Vec<MaterialAnswer> {
    let program = run.program();
    let versions = versions(evaluation);
    let mut found: Vec<Found<'_, Need, NeedState>> = Vec::new();
    for id in &versions {
        let Some(policy) = program.policies.get(id.index()) else { continue };
        run.enter(*id);
        for (need, state) in policy.needs.iter().zip(run.need_states(policy)) {
            match found.iter_mut().find(|found| name(program, found.part) == name(program, need)) {
                Some(known) => {
                    known.seen += 1;
                    known.differs |= as_said(known.part) != as_said(need) || known.state != state;
                    known.state.needed = known.state.needed.union(state.needed);
                }
                None => found.push(Found { version: *id, part: need, state, seen: 1, differs: false }),
            }
        }
    }
    let mut answers = Vec::new();
    for mut found in found {
        if found.seen < versions.len() {
            found.differs = true;
            found.state.needed = found.state.needed.union(Truth::UNMET);
        }
        run.enter(found.version);
        let Some(mut answer) = material(run, found.version, found.part, &found.state) else { continue };
        if found.differs && needed_of(found.state.needed) != Needed::No {
            answer.hangs_on(program, which);
        }
        answers.push(answer);
    }
    run.enter(evaluation.policy);
    answers
}

/// What each version says, if all say the same; the policy spoken of stays entered.
pub(crate) fn what_all_say<T: PartialEq>(
    run: &mut Run<'_>,
    evaluation: &Evaluation,
    mut say: impl FnMut(&mut Run<'_>, PolicyId) -> Option<T>,
) -> Option<T> {
    let mut said = None;
    for (at, id) in versions(evaluation).into_iter().enumerate() {
        run.enter(id);
        let own = say(run, id);
        if at > 0 && own != said {
            said = None;
            break;
        }
        said = own;
    }
    run.enter(evaluation.policy);
    said
}

/// A part of the first version that has it, with what is known of it in all.
struct Found<'p, P, S> {
    version: PolicyId,
    part: &'p P,
    state: S,
    /// In how many versions it stands.
    seen: usize,
    differs: bool,
}

fn name<'p>(program: &'p Program, need: &'p Need) -> &'p str {
    match need {
        Need::Paper(paper) => program.papers.get(paper.paper.index()).map_or("", |paper| &paper.name),
        Need::AnyOf { name, .. } => name,
    }
}

/// What a need says, whichever layer wrote it; when it is needed shows in its state.
fn as_said(need: &Need) -> Need {
    let mut need = need.clone();
    let papers = match &mut need {
        Need::Paper(paper) => std::slice::from_mut(paper),
        Need::AnyOf { papers, notes, when, .. } => {
            notes.layer = None;
            *when = None;
            papers.as_mut_slice()
        }
    };
    for paper in papers {
        paper.notes.layer = None;
        paper.when = None;
    }
    need
}
