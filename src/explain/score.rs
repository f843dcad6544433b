//! The points of scores, their parts and items.

use super::answer::ScoreAnswer;
use super::comparison::{outcome_of, sign_text};
use super::known::{number_text, range_quantity};
use super::law::{cites, own_title};
use super::open::missing_of;
use super::used::slot_names;
use crate::eval::graph::Target;
use crate::eval::{Run, ScoreState, Slot};
use crate::program::{Kind, Node, NodeId, Points, PolicyId, Score, ScoreId};
use crate::value::{Range, Truth, Value};
use std::collections::HashMap;

/// Parts inside parts inside parts; deeper ones are left out.
const MOST_DEEP: usize = 16;

/// The scores of a policy, in source order.
pub(crate) fn scores(
    run: &mut Run<'_>,
    policy: PolicyId,
    scores: &[ScoreId],
    states: &[ScoreState],
) -> Vec<ScoreAnswer> {
    let states: HashMap<ScoreId, &ScoreState> = states.iter().map(|state| (state.score, state)).collect();
    scores.iter().filter_map(|score| answer(run, policy, *score, &states, MOST_DEEP)).collect()
}

fn answer(
    run: &mut Run<'_>,
    policy: PolicyId,
    id: ScoreId,
    states: &HashMap<ScoreId, &ScoreState>,
    deep: usize,
) -> Option<ScoreAnswer> {
    let program = run.program();
    let score = program.scores.get(id.index())?;
    let kind = Kind::Number("分".to_owned());
    let points = states.get(&id)?.points.clone();
    let parts = match &score.points {
        Points::Parts(parts) if deep > 0 => {
            parts.iter().filter_map(|part| answer(run, policy, *part, states, deep - 1)).collect()
        }
        _ => Vec::new(),
    };
    let missing = if points.is_settled() { Vec::new() } else { missing_of(run, policy, [Target::Score(id)]) };
    let judge = score.judged.and_then(|id| program.judged.get(id.index())).and_then(|judged| judged.by.clone());
    Some(ScoreAnswer {
        id: score.name.clone(),
        title: own_title(score.notes.title.as_ref()),
        points: range_quantity(&points, &kind),
        max: score.max.as_ref().map(|max| number_text(max, &kind)),
        pass: score.pass.as_ref().map(|pass| format!("{} {}", sign_text(pass.comparison), pass.points.to_plain())),
        outcome: score.pass.as_ref().map(|_| outcome_of(passes(run, id))),
        way: best_way(run, score, &points),
        judge: judge.or_else(|| score.by.clone()),
        fixed_by: score.set_locally.clone(),
        cite: cites(program, &score.notes.citations),
        doubt: score.notes.doubts.clone(),
        missing: slot_names(program, &missing),
        parts,
    })
}

/// Whether a score passes, as the policy finds it where it asks.
fn passes(run: &mut Run<'_>, id: ScoreId) -> Truth {
    let asked = run.program().nodes.iter().position(|node| *node == Node::Passes(id));
    match asked.and_then(|place| u32::try_from(place).ok()) {
        Some(place) => run.split_truth(NodeId(place)),
        None => run.score_passes(id),
    }
}

/// The way of scoring that gives the points, once they are settled.
fn best_way(run: &mut Run<'_>, score: &Score, points: &Range) -> Option<String> {
    let Points::BestOf(ways) = &score.points else { return None };
    let best = points.only_number()?;
    let decided = score.judged.is_some_and(|judged| run.known(Slot::Judged(judged)).is_some());
    let way = ways.iter().find(|way| match run.value(way.value) {
        // The maximum may cap the points, so the way's own may lie above.
        Value::Number(range) => range.only_number().is_some_and(|own| own >= best),
        _ => false,
    });
    way.filter(|_| !decided).map(|way| way.name.clone())
}
