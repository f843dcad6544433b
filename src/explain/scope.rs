//! Why a policy does not speak of a case: the lines of 适用 that fail, the places where it holds, the days in which it is in
//! force.

use std::collections::BTreeSet;

use super::answer::{ConditionAnswer, EffectiveEntry, Text};
use super::catalogue::effective_entry;
use super::comparison::name_of;
use super::condition::failing_line;
use super::known::{labelled, region_name};
use super::law::cites;
use super::matching::Matched;
use super::sentence::{NotApplicable, Sentence, say};
use super::used::truth_of;
use super::words::MOST_TOLD;
use crate::eval::{Because, Outcome, Run};
use crate::program::{Citation, Effective, Node, NodeId, Policy, PolicyId, Program, RegionId};
use crate::value::{Date, Truth};

/// Why a policy does not apply, as data and for the sentences.
pub(crate) struct OutOfScope {
    /// The lines of 适用 that fail, each like a condition.
    pub(crate) scope: Vec<ConditionAnswer>,
    /// The places where it holds, if this is none of them.
    pub(crate) holds_in: Vec<String>,
    /// The days in which it is in force, if this is none of them.
    pub(crate) in_force: Vec<EffectiveEntry>,
    /// The same for a sentence.
    pub(crate) words: NotApplicable,
}

/// Why a policy does not apply; nothing for one that does. Leaves the policy entered.
pub(crate) fn out_of_scope(run: &mut Run<'_>, matched: &Matched) -> Option<OutOfScope> {
    let evaluation = &matched.evaluation;
    if evaluation.outcome != Outcome::NotApplicable {
        return None;
    }
    let program = run.program();
    let name = &program.policies.get(evaluation.policy.index())?.name;
    let versions: Vec<(PolicyId, &Policy)> =
        (0..).map(PolicyId).zip(&program.policies).filter(|(_, policy)| policy.name == *name).collect();
    let nowhere = |words| OutOfScope { scope: Vec::new(), holds_in: Vec::new(), in_force: Vec::new(), words };
    let found = match evaluation.because.first() {
        Some(Because::NotInForce) => {
            let lines: Vec<&Effective> = versions.iter().flat_map(|(_, policy)| &policy.effective).collect();
            OutOfScope {
                in_force: lines.iter().map(|line| effective_entry(program, line)).collect(),
                ..nowhere(not_in_force(run.asked().today, evaluation.law_day.is_day(), &lines))
            }
        }
        Some(Because::OtherRegion) => {
            let day = evaluation.law_day.is_day();
            let in_force = |policy: &Policy| day.is_none_or(|day| run.lines_in_force(&policy.effective, day));
            let mut seen = BTreeSet::new();
            let places: Vec<_> = versions
                .iter()
                .filter(|(_, policy)| in_force(policy) && seen.insert(policy.region))
                .map(|(_, policy)| policy.region)
                .collect();
            OutOfScope {
                holds_in: places.iter().filter_map(|place| region_name(program, *place)).collect(),
                ..nowhere(holds_elsewhere(program, &places))
            }
        }
        Some(Because::NotInScope) | None => {
            let mut scope = Vec::new();
            for (id, policy) in versions {
                run.enter(id);
                let Some(applies) = policy.applies else { continue };
                if run.stands(policy.region, &policy.effective) != Truth::UNMET
                    && run.split_truth(applies) == Truth::UNMET
                {
                    let lines = failing_lines(run, applies);
                    scope.extend(lines.into_iter().map(|line| scope_line(run, policy, line)));
                }
            }
            let why = scope.iter().take(MOST_TOLD).map(|line| line.text.clone()).collect();
            OutOfScope { scope, ..nowhere(NotApplicable::NotInScope { why }) }
        }
    };
    run.enter(evaluation.policy);
    Some(found)
}

/// That a day lies in none of some stretches; of those that are not published yet nothing is known.
pub(crate) fn not_in_force(today: Date, day: Option<Date>, lines: &[&Effective]) -> NotApplicable {
    let known = lines.iter().filter(|line| line.published.is_none_or(|day| day <= today));
    let known: Vec<(Option<Date>, Option<Date>)> = known.map(|line| (line.from, line.to)).collect();
    let day = day.map(|day| day.to_string());
    NotApplicable::NotInForce { day, published: !known.is_empty(), stretches: stretches(known) }
}

/// That something holds in other places.
pub(crate) fn holds_elsewhere(program: &Program, places: &[RegionId]) -> NotApplicable {
    let places = places.iter().filter_map(|place| program.regions.get(place.index()));
    NotApplicable::OtherRegion { places: places.map(|place| labelled(&place.name, place.title.as_ref())).collect() }
}

/// Days in order, what follows on what as one stretch.
fn stretches(mut lines: Vec<(Option<Date>, Option<Date>)>) -> Vec<Text> {
    lines.sort();
    let mut merged: Vec<(Option<Date>, Option<Date>)> = Vec::new();
    for (from, to) in lines {
        match merged.last_mut() {
            Some((_, last)) if follows(*last, from) => *last = last.zip(to).map(|(last, to)| last.max(to)),
            _ => merged.push((from, to)),
        }
    }
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    merged.into_iter().map(|(from, to)| say(&Sentence::Holds { from: text(from), to: text(to) })).collect()
}

/// Whether a stretch that begins on a day leaves no day between it and one that ends on another.
fn follows(last: Option<Date>, from: Option<Date>) -> bool {
    let next = last.and_then(|last| last.add_days(1));
    last.is_none() || from.is_none() || next.zip(from).is_some_and(|(next, from)| from <= next)
}

/// What must hold together and does not; the whole if no part alone fails.
fn failing_lines(run: &mut Run<'_>, applies: NodeId) -> Vec<NodeId> {
    let program = run.program();
    let mut stack = vec![applies];
    let mut failing = Vec::new();
    while let Some(node) = stack.pop() {
        match program.nodes.get(node.index()) {
            Some(Node::All(nodes)) => stack.extend(nodes.iter().rev()),
            _ if truth_of(run, node) == Truth::UNMET => failing.push(node),
            _ => {}
        }
    }
    if failing.is_empty() { vec![applies] } else { failing }
}

/// A line of 适用 like a condition; it stands where what it names stands, else in the main document.
fn scope_line(run: &mut Run<'_>, policy: &Policy, line: NodeId) -> ConditionAnswer {
    let program = run.program();
    let label = name_of(run, line).unwrap_or_else(|| say(&Sentence::Scope));
    let own = citations(program, line);
    let main = policy.documents.first().map(|id| Citation { document: Some(*id), article: None });
    let cite = if own.is_empty() { cites(program, main.as_slice()) } else { cites(program, own) };
    failing_line(run, line, label, cite)
}

fn citations(program: &Program, node: NodeId) -> &[Citation] {
    let notes = match program.nodes.get(node.index()) {
        Some(Node::Definition(id)) => program.definitions.get(id.index()).map(|it| &it.notes),
        Some(Node::Condition(id)) => program.conditions.get(id.index()).map(|it| &it.notes),
        _ => None,
    };
    notes.map(|notes| notes.citations.as_slice()).unwrap_or_default()
}
