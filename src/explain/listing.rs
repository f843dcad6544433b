//! All policies for one profile as a list: each in its group with its reason, and what one change would move.

use super::answer::{Group as GroupAnswer, MatchAnswer, MatchRow, PackStamp, SettledChange, Text, TurnAnswer};
use super::condition::turn_answer;
use super::known::{labelled, region_code, region_name};
use super::law::own_title;
use super::matching::{Group, Matched, Matching, Moving};
use super::open::blocked_answers;
use super::policy::{because, change_answer, change_words, outcome_answer, told, window_answer};
use super::scope::out_of_scope;
use super::sentence::{Sentence, say};
use super::stack::stacks_here;
use super::turn::turning_value;
use super::used::slot_names;
use super::versions::{benefits, spoken_of, which_version};
use super::words::reason;
use crate::eval::{ConditionOutcome, Outcome, Run};
use crate::program::{PolicyId, Program, RegionId};

/// The answer of a match; policies that do not speak of the case only on demand.
pub fn list(run: &mut Run<'_>, matching: &Matching, all: bool, pack: &PackStamp) -> MatchAnswer {
    let program = run.program();
    run.leave();
    let place = run.place();
    let mut answer = MatchAnswer {
        as_of: run.asked().today.to_string(),
        region: if place.is_settled() { region_code(program, RegionId(place.within)) } else { None },
        eligible: Vec::new(),
        pending: Vec::new(),
        near: Vec::new(),
        undetermined: Vec::new(),
        not_open: Vec::new(),
        ineligible: Vec::new(),
        not_applicable: Vec::new(),
        changes: matching.moving.iter().filter_map(|moving| settled_change(program, moving)).collect(),
        stacks: stacks_here(run, pack),
        pack: pack.clone(),
    };
    for matched in &matching.policies {
        if matched.group == Group::NotApplicable && !all {
            continue;
        }
        let rows = match matched.group {
            Group::Eligible => &mut answer.eligible,
            Group::Pending => &mut answer.pending,
            Group::Near => &mut answer.near,
            Group::Undetermined => &mut answer.undetermined,
            Group::NotOpen => &mut answer.not_open,
            Group::Ineligible => &mut answer.ineligible,
            Group::NotApplicable => &mut answer.not_applicable,
        };
        rows.extend(row(run, matched));
    }
    answer
}

fn row(run: &mut Run<'_>, matched: &Matched) -> Option<MatchRow> {
    let program = run.program();
    let evaluation = &matched.evaluation;
    let policy = program.policies.get(evaluation.policy.index())?;
    run.enter(evaluation.policy);
    let which = which_version(run, evaluation);
    let spoken_of = spoken_of(program, evaluation)?;
    let applies = evaluation.outcome != Outcome::NotApplicable;
    let benefits = if applies { benefits(run, evaluation, &which) } else { Vec::new() };
    let near = change_words(program, &matched.near);
    let why = out_of_scope(run, matched).map(|it| it.words);
    let text = reason(&told(run, matched, policy, why, &near, &benefits, None));
    let unmet = evaluation.conditions.iter().filter(|state| state.outcome == ConditionOutcome::Unmet);
    let unmet = unmet.filter_map(|state| program.conditions.get(state.condition.index()));
    Some(MatchRow {
        policy: policy.name.clone(),
        title: own_title(spoken_of.notes.title.as_ref()),
        version: spoken_of.version.clone(),
        level: policy.level.clone(),
        region: region_name(program, policy.region).unwrap_or_default(),
        outcome: outcome_answer(evaluation.outcome),
        would: matched.would.and_then(group),
        because: because(evaluation),
        window: window_answer(policy, matched.window.as_ref(), run.asked().today),
        unmet: unmet.filter(|condition| condition.parent.is_none()).map(|condition| condition.name.clone()).collect(),
        near: matched.near.iter().filter_map(|change| change_answer(program, change)).collect(),
        missing: matched.lacking.as_ref().map_or_else(Vec::new, |lacking| slot_names(program, &lacking.missing)),
        blocked: blocked_answers(program, &evaluation.blocked),
        turns: turn(run, matched),
        benefits,
        text,
    })
}

/// Where a policy turns that hangs on one number: the turning value of its one open condition.
fn turn(run: &mut Run<'_>, matched: &Matched) -> Option<TurnAnswer> {
    let program = run.program();
    let lacking = matched.lacking.as_ref()?;
    let ([slot], [(condition, missing)]) = (lacking.missing.as_slice(), lacking.conditions.as_slice()) else {
        return None;
    };
    if *missing != [*slot] {
        return None;
    }
    let condition = program.conditions.get(condition.index())?;
    turning_value(run, condition.root, missing).and_then(|turn| turn_answer(program, &turn))
}

fn group(group: Group) -> Option<GroupAnswer> {
    match group {
        Group::Eligible => Some(GroupAnswer::Eligible),
        Group::Pending => Some(GroupAnswer::Pending),
        Group::Near => Some(GroupAnswer::Near),
        Group::Undetermined => Some(GroupAnswer::Undetermined),
        Group::NotOpen | Group::Ineligible | Group::NotApplicable => None,
    }
}

fn settled_change(program: &Program, moving: &Moving) -> Option<SettledChange> {
    let change = change_answer(program, &moving.change)?;
    let policies = moving.policies.iter().filter_map(|id| program.policies.get(id.index()));
    let titles = moving.policies.iter().filter_map(|id| policy_text(program, *id)).collect();
    Some(SettledChange {
        text: say(&Sentence::OneChange { change: change.text.clone(), policies: titles }),
        policies: policies.map(|policy| policy.name.clone()).collect(),
        change,
    })
}

fn policy_text(program: &Program, id: PolicyId) -> Option<Text> {
    program.policies.get(id.index()).map(|policy| labelled(&policy.name, policy.notes.title.as_ref()))
}
