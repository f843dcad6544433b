//! What became of each condition, and why.

use super::answer::{
    BlockedAnswer, Cite, ComparisonAnswer, ConditionAnswer, ConditionKind, ConditionOutcome, GapAnswer, Text,
    TurnAnswer,
};
use super::comparison::{Tested, is_choice_of_ways, outcome_of, tested};
use super::gap::{Gap, gaps};
use super::grid::slot_kind;
use super::known::{change_text, labelled, number_text, shown, unit};
use super::law::{cites, own_title};
use super::matching::Matched;
use super::open::{blocked_answers, missing_of};
use super::sentence::{
    Gap as GapWords, GapKind, Precision, Sentence, Shown, change_figure, figure, in_yuan, join, say,
};
use super::trace::trace;
use super::turn::{Turn, turning_value};
use super::used::{doubts_used, slot_names, slot_text, truth_of, used};
use super::words::MOST_TOLD;
use crate::eval::graph::Target;
use crate::eval::{ConditionState, Outcome, Run, Slot, all_conditions};
use crate::program::{Condition, ConditionId, Kind, Node, NodeId, PolicyId, Program, Transition};
use crate::value::{Number, Truth};
use std::collections::HashMap;

/// So many comparisons are put into one sentence.
const MOST_COMPARISONS: usize = 3;

/// Conditions inside conditions; deeper ones are left out.
const MOST_DEEP: usize = 64;

/// The conditions that stand in a policy itself, in source order.
pub(crate) fn conditions(run: &mut Run<'_>, matched: &Matched) -> Vec<ConditionAnswer> {
    let program = run.program();
    let outermost = program
        .policies
        .get(matched.evaluation.policy.index())
        .map(|policy| policy.conditions.as_slice())
        .unwrap_or_default();
    let known = Known::of(run, matched);
    outermost.iter().filter_map(|condition| answer(run, &known, *condition, MOST_DEEP)).collect()
}

/// Why a condition of the record at hand fails, in a sentence that says of what it speaks.
pub(crate) fn failing_of_record(run: &mut Run<'_>, policy: PolicyId, id: ConditionId) -> Option<Text> {
    let state = run.condition_state(id)?;
    let states = HashMap::from([(id, &state)]);
    // No change is told here, so none is looked for.
    let known = Known { policy, states, gaps: HashMap::from([(id, &[][..])]), deemed: None };
    let looked = look(run, &known, id)?;
    Some(of_what(&looked, unmet_text(&looked.tested, &[], &looked.label)))
}

/// Read by itself, a comparison without a name must say of what it is.
fn of_what(looked: &Looked, text: Text) -> Text {
    let unnamed = looked.tested.comparisons.iter().any(|it| it.name.is_none() && text.zh.starts_with(&it.text.zh));
    if unnamed { say(&Sentence::Of { what: looked.label.clone(), said: text }) } else { text }
}

/// The conditions of a record at hand, with all inside, in source order.
pub(crate) fn conditions_of_record(
    run: &mut Run<'_>,
    policy: PolicyId,
    outermost: &[ConditionId],
) -> Vec<ConditionAnswer> {
    let states = all_conditions(run.program(), outermost);
    let states: Vec<ConditionState> = states.into_iter().filter_map(|id| run.condition_state(id)).collect();
    let states = states.iter().map(|state| (state.condition, state)).collect();
    let known = Known { policy, states, gaps: HashMap::new(), deemed: None };
    outermost.iter().filter_map(|condition| answer(run, &known, *condition, MOST_DEEP)).collect()
}

/// The transition by which every condition of a policy counts as met, if one applies.
pub(crate) fn transition_in_use<'p>(run: &mut Run<'p>, policy: PolicyId) -> Option<&'p Transition> {
    let mut transitions = run.program().transitions.iter().filter(|it| it.policy == policy);
    transitions.find(|transition| run.split_truth(transition.applies) == Truth::MET)
}

fn deemed_text(run: &mut Run<'_>, transition: &Transition) -> Text {
    let until = shown(run.program(), &Kind::Date, &run.value(transition.until), Precision::Nearest);
    let transition = labelled(&transition.name, transition.notes.title.as_ref());
    say(&Sentence::Deemed { transition, until })
}

/// What there is to tell of conditions where there is no room for all.
pub(crate) struct Brief {
    pub(crate) met: usize,
    pub(crate) judged: usize,
    /// How many cannot be worked out, whatever is answered.
    pub(crate) blocked: usize,
    /// How many are open for want of facts.
    pub(crate) open: usize,
    /// The names of those that are not met.
    pub(crate) unmet: Vec<Text>,
    /// Those that decide, one or two of them, in a sentence each.
    pub(crate) deciding: Vec<Text>,
}

/// What there is to tell of the conditions of a policy, with no more worked out than is told.
pub(crate) fn brief(run: &mut Run<'_>, matched: &Matched) -> Brief {
    let program = run.program();
    let outermost = matched.evaluation.conditions.iter().filter_map(|state| {
        let condition = program.conditions.get(state.condition.index())?;
        condition.parent.is_none().then_some((state, condition))
    });
    let mut brief = Brief { met: 0, judged: 0, blocked: 0, open: 0, unmet: Vec::new(), deciding: Vec::new() };
    let wanted = match matched.evaluation.outcome {
        Outcome::Eligible => Some(Truth::MET),
        Outcome::Ineligible => Some(Truth::UNMET),
        Outcome::Pending => Some(Truth::JUDGED),
        Outcome::Undetermined | Outcome::NotApplicable => None,
    };
    let known = Known::of(run, matched);
    for (state, condition) in outermost {
        match state.set {
            Truth::MET => brief.met += 1,
            Truth::JUDGED => brief.judged += 1,
            Truth::UNMET => brief.unmet.push(labelled(&condition.name, condition.notes.title.as_ref())),
            Truth::UNDEFINED => brief.blocked += 1,
            _ => brief.open += 1,
        }
        if Some(state.set) == wanted && brief.deciding.len() < MOST_TOLD {
            // Where changes are told, each condition need not tell its own again.
            let told = |looked: Looked| {
                let text = match matched.near.is_empty() {
                    true => looked.text.clone(),
                    false => unmet_text(&looked.tested, &[], &looked.label),
                };
                of_what(&looked, text)
            };
            brief.deciding.extend(look(run, &known, state.condition).map(told));
        }
    }
    brief
}

/// What has been worked out of conditions.
struct Known<'a> {
    policy: PolicyId,
    states: HashMap<ConditionId, &'a ConditionState>,
    /// Of outermost conditions that are unmet.
    gaps: HashMap<ConditionId, &'a [Gap]>,
    /// Why every condition of the policy itself counts as met, if old law still counts.
    deemed: Option<Text>,
}

impl Known<'_> {
    fn of<'a>(run: &mut Run<'_>, matched: &'a Matched) -> Known<'a> {
        Known {
            policy: matched.evaluation.policy,
            states: matched.evaluation.conditions.iter().map(|state| (state.condition, state)).collect(),
            gaps: matched.unmet.iter().map(|(condition, gaps)| (*condition, gaps.as_slice())).collect(),
            deemed: transition_in_use(run, matched.evaluation.policy).map(|it| deemed_text(run, it)),
        }
    }
}

/// A condition looked at closely enough to say something of it.
struct Looked {
    label: Text,
    outcome: ConditionOutcome,
    missing: Vec<Slot>,
    turn: Option<TurnAnswer>,
    gaps: Vec<GapAnswer>,
    blocked: Vec<BlockedAnswer>,
    waived: bool,
    tested: Tested,
    /// The lines that people decide.
    lines: Vec<String>,
    judge: Option<String>,
    text: Text,
}

fn look(run: &mut Run<'_>, known: &Known<'_>, id: ConditionId) -> Option<Looked> {
    let program = run.program();
    let condition = program.conditions.get(id.index())?;
    let state = known.states.get(&id)?;
    let outcome = outcome_of(state.set);
    let is_open = outcome == ConditionOutcome::Unknown && state.set != Truth::UNDEFINED;
    let open = if is_open { missing_of(run, known.policy, [Target::Node(condition.root)]) } else { Vec::new() };
    let turn = if is_open { turning_value(run, condition.root, &open) } else { None };
    let reasons = blocked_answers(program, &state.blocked);
    let far = match (outcome, known.gaps.get(&id)) {
        (ConditionOutcome::Unmet, Some(gaps)) => gaps.to_vec(),
        (ConditionOutcome::Unmet, None) => gaps(run, condition.root),
        _ => Vec::new(),
    };
    let waived = condition.unless.is_some_and(|unless| truth_of(run, unless) == Truth::MET);
    let tested = tested(run, condition.root, Some(id));
    let one_of_several = is_choice_of_ways(program, condition.root, Some(id)) && several_fail(&tested);
    let (lines, judge) = judges(run, condition, outcome);
    let gap_answers: Vec<GapAnswer> = far.iter().filter_map(|gap| gap_answer(program, gap)).collect();
    let turn = turn.and_then(|turn| turn_answer(program, &turn));
    let label = labelled(&condition.name, condition.notes.title.as_ref());
    let deemed = known.deemed.as_ref().filter(|_| condition.parent.is_none());
    let text = if let Some(deemed) = deemed {
        deemed.clone()
    } else if waived {
        say(&Sentence::Waived)
    } else {
        match outcome {
            ConditionOutcome::Met => met_text(&tested, &label),
            ConditionOutcome::Unmet => {
                let text = unmet_text(&tested, &gap_answers, &label);
                if one_of_several { join([say(&Sentence::NoWay), text]) } else { text }
            }
            ConditionOutcome::Judged => {
                let judge = Sentence::Judge { lines: lines.clone(), of: label.clone(), by: judge.clone() };
                let met = compared_texts(&tested, ConditionOutcome::Met);
                join(met.into_iter().chain([
                    open_text(&tested, &[]),
                    given_text(tested.given.iter()),
                    decided_text(&tested, None),
                    say(&judge),
                ]))
            }
            ConditionOutcome::Unknown if open.is_empty() => {
                let blocked = reasons.first().map(|reason| reason.text.clone());
                blocked.unwrap_or_else(|| say(&Sentence::Verdicts(vec![(label.clone(), outcome)])))
            }
            ConditionOutcome::Unknown => {
                let facts: Vec<Text> = open.iter().map(|slot| slot_text(program, *slot)).collect();
                let turn = turn.as_ref().map(|turn| turn.text.clone()).unwrap_or_default();
                // Where one value decides, what is still possible says no more.
                let open = if turn.zh.is_empty() { open_text(&tested, &facts) } else { Text::default() };
                join([open, say(&Sentence::Wanting { facts }), turn])
            }
        }
    };
    Some(Looked {
        label,
        outcome,
        missing: open,
        turn,
        gaps: gap_answers,
        blocked: reasons,
        waived,
        tested,
        lines,
        judge,
        text,
    })
}

fn answer(run: &mut Run<'_>, known: &Known<'_>, id: ConditionId, deep: usize) -> Option<ConditionAnswer> {
    let looked = look(run, known, id)?;
    let program = run.program();
    let condition = program.conditions.get(id.index())?;
    let children = if deep == 0 { &[] } else { condition.children.as_slice() };
    let inside = children.iter().filter_map(|child| answer(run, known, *child, deep - 1)).collect();
    Some(ConditionAnswer {
        id: condition.name.clone(),
        kind: if condition.exclude { ConditionKind::Exclude } else { ConditionKind::Require },
        label: looked.label.zh,
        label_en: own_title(condition.notes.title.as_ref()).and_then(|title| title.en),
        cite: cites(program, &condition.notes.citations),
        layer: condition.notes.layer.clone(),
        outcome: looked.outcome,
        judge: looked.judge,
        judged: looked.lines,
        waived: looked.waived,
        doubt: doubts_used(run, &condition.notes.doubts, [condition.root]),
        comparisons: looked.tested.comparisons,
        trace: Some(trace(run, condition.root)),
        gaps: looked.gaps,
        missing: slot_names(program, &looked.missing),
        blocked: looked.blocked,
        turns: looked.turn,
        text: looked.text,
        conditions: inside,
    })
}

/// A line that fails and is no condition, in the shape of one: with all of it that fails.
pub(crate) fn failing_line(run: &mut Run<'_>, line: NodeId, label: Text, cite: Vec<Cite>) -> ConditionAnswer {
    let tested = tested(run, line, None);
    let outcome = ConditionOutcome::Unmet;
    let mut texts = compared_texts(&tested, outcome);
    texts.push(given_as(&tested, outcome));
    texts.push(decided_text(&tested, Some(outcome)));
    texts.push(verdicts_as(&tested, outcome));
    let told = join(texts);
    let bare = || say(&Sentence::Verdicts(vec![(label.clone(), outcome)]));
    let ways = is_choice_of_ways(run.program(), line, None) && several_fail(&tested);
    let text = match (told.zh.is_empty(), ways) {
        (true, _) => bare(),
        (false, true) => join([say(&Sentence::NoWay), told]),
        (false, false) => told,
    };
    ConditionAnswer {
        id: "适用".to_owned(),
        kind: ConditionKind::Require,
        label_en: (label.en != label.zh).then_some(label.en),
        label: label.zh,
        cite,
        layer: None,
        outcome,
        judge: None,
        judged: Vec::new(),
        waived: false,
        doubt: doubts_used(run, &[], [line]),
        comparisons: tested.comparisons,
        trace: Some(trace(run, line)),
        gaps: Vec::new(),
        missing: Vec::new(),
        blocked: Vec::new(),
        turns: None,
        text,
        conditions: Vec::new(),
    }
}

/// The lines that a person decides and has not decided, and who, of a condition that hangs on them.
fn judges(run: &mut Run<'_>, condition: &Condition, outcome: ConditionOutcome) -> (Vec<String>, Option<String>) {
    let program = run.program();
    if !matches!(outcome, ConditionOutcome::Judged | ConditionOutcome::Unknown) {
        return (Vec::new(), None);
    }
    let mut items = Vec::new();
    for target in used(run, [condition.root]) {
        let judged = match target {
            Target::Node(id) => match program.nodes.get(id.index()) {
                Some(Node::Judged(judged)) => Some(*judged),
                _ => None,
            },
            Target::Score(id) => program.scores.get(id.index()).and_then(|score| score.judged),
        };
        if let Some(judged) = judged
            && run.known(Slot::Judged(judged)).is_none()
        {
            items.extend(program.judged.get(judged.index()));
        }
    }
    let mut by: Vec<&str> = Vec::new();
    for judge in items.iter().filter_map(|item| item.by.as_deref()) {
        if !by.contains(&judge) {
            by.push(judge);
        }
    }
    let lines = items.iter().filter(|item| item.score.is_none() && item.name != condition.name);
    let lines = lines.map(|item| item.name.clone()).collect();
    (lines, (!by.is_empty()).then(|| by.join("、")))
}

fn met_text(tested: &Tested, label: &Text) -> Text {
    let mut texts = compared_texts(tested, ConditionOutcome::Met);
    if texts.is_empty() {
        texts.push(given_as(tested, ConditionOutcome::Met));
    }
    texts.push(decided_text(tested, Some(ConditionOutcome::Met)));
    told_or_bare(texts, tested, ConditionOutcome::Met, label)
}

fn unmet_text(tested: &Tested, gaps: &[GapAnswer], label: &Text) -> Text {
    let mut texts = compared_texts(tested, ConditionOutcome::Unmet);
    texts.push(given_as(tested, ConditionOutcome::Unmet));
    texts.push(decided_text(tested, Some(ConditionOutcome::Unmet)));
    let mut texts = vec![told_or_bare(texts, tested, ConditionOutcome::Unmet, label)];
    // Gaps are alternatives; the one that is enough by itself, in what can still be changed, is the one to be told,
    // and of several in one unit the least. It speaks of a comparison that was just told, where one can.
    let told_of: Vec<&String> = told_comparisons(tested, ConditionOutcome::Unmet).flat_map(|it| &it.from).collect();
    let told = gaps.iter().min_by(|one, other| {
        let standing = |gap: &GapAnswer| (!told_of.contains(&&gap.fact), !gap.enough, gap.past);
        standing(one).cmp(&standing(other)).then_with(|| match (one.unit == other.unit, size(one), size(other)) {
            (true, Some(one), Some(other)) => one.cmp(&other),
            _ => std::cmp::Ordering::Equal,
        })
    });
    texts.extend(told.map(|gap| gap.text.clone()));
    join(texts)
}

/// What there is to tell; else what became of what it reads; else what was filled in; else what became of it.
fn told_or_bare(texts: Vec<Text>, tested: &Tested, outcome: ConditionOutcome, label: &Text) -> Text {
    let told = join(texts);
    if !told.zh.is_empty() {
        return told;
    }
    let verdicts = verdicts_as(tested, outcome);
    if !verdicts.zh.is_empty() {
        return verdicts;
    }
    if !tested.given.is_empty() {
        return given_text(tested.given.iter());
    }
    say(&Sentence::Verdicts(vec![(label.clone(), outcome)]))
}

/// The first comparisons that came out so.
fn compared_texts(tested: &Tested, outcome: ConditionOutcome) -> Vec<Text> {
    told_comparisons(tested, outcome).map(with_tier).collect()
}

fn told_comparisons(tested: &Tested, outcome: ConditionOutcome) -> impl Iterator<Item = &ComparisonAnswer> {
    let told = tested.comparisons.iter().enumerate().filter(|(place, _)| !tested.aside.contains(place));
    told.map(|(_, it)| it).filter(move |it| it.outcome == outcome).take(MOST_COMPARISONS)
}

fn size(gap: &GapAnswer) -> Option<Number> {
    Number::parse(&gap.change).map(|change| change.abs())
}

fn with_tier(comparison: &ComparisonAnswer) -> Text {
    match &comparison.tier {
        Some(tier) => join([comparison.text.clone(), say(&Sentence::Ended(tier.text.clone()))]),
        None => comparison.text.clone(),
    }
}

fn given_text<'g>(given: impl Iterator<Item = &'g (Text, Shown, ConditionOutcome)>) -> Text {
    let facts: Vec<_> = given.map(|(name, value, _)| (name.clone(), value.clone())).collect();
    if facts.is_empty() { Text::default() } else { say(&Sentence::Given { facts }) }
}

/// What was filled in and is, or is not, as wanted.
fn given_as(tested: &Tested, outcome: ConditionOutcome) -> Text {
    given_text(tested.given.iter().filter(|(.., as_wanted)| *as_wanted == outcome))
}

/// Whether more than one thing is told that fails.
fn several_fail(tested: &Tested) -> bool {
    let outcome = ConditionOutcome::Unmet;
    let compared = told_comparisons(tested, outcome).count();
    let given = tested.given.iter().filter(|(.., found)| *found == outcome).count();
    let verdicts = tested.verdicts.iter().filter(|(.., found)| *found == outcome).count();
    if compared + given > 0 { compared + given > 1 } else { verdicts > 1 }
}

/// What became of other conditions and policies that it reads, where that is, or is not, as wanted.
fn verdicts_as(tested: &Tested, outcome: ConditionOutcome) -> Text {
    let verdicts = tested.verdicts.iter().filter(|(.., as_wanted)| *as_wanted == outcome);
    let mut told: Vec<(Text, ConditionOutcome)> = Vec::new();
    for (name, found, _) in verdicts {
        // Two policies of one name, or one read twice, are told once.
        if told.len() < MOST_COMPARISONS && !told.iter().any(|(other, _)| other == name) {
            told.push((name.clone(), *found));
        }
    }
    if told.is_empty() { Text::default() } else { say(&Sentence::Verdicts(told)) }
}

/// What people have decided; all of it, or what is, or is not, as wanted.
fn decided_text(tested: &Tested, outcome: Option<ConditionOutcome>) -> Text {
    let decided = tested.decided.iter().filter(|(.., as_wanted)| outcome.is_none_or(|outcome| *as_wanted == outcome));
    join(decided.map(|(line, holds, _)| say(&Sentence::Decided { line: line.clone(), holds: *holds })))
}

/// Comparisons of which something is known and that are still open. Of a fact that is missing nothing is known.
fn open_text(tested: &Tested, missing: &[Text]) -> Text {
    let is_missing = |it: &&ComparisonAnswer| missing.iter().any(|fact| it.name.as_ref() == Some(&fact.zh));
    let open = tested.comparisons.iter().filter(|it| !is_missing(it)).filter(|it| {
        matches!(it.outcome, ConditionOutcome::Unknown | ConditionOutcome::Judged)
            && matches!(&it.value, Some(super::answer::Quantity::Bounds(ends))
                if (ends.from.is_some() || ends.above.is_some()) && (ends.to.is_some() || ends.below.is_some()))
    });
    join(open.take(MOST_COMPARISONS).map(with_tier))
}

/// A gap as data and in words.
pub(crate) fn gap_answer(program: &Program, gap: &Gap) -> Option<GapAnswer> {
    let kind = slot_kind(program, gap.slot)?.clone();
    let words = gap_words(program, gap.slot, &gap.now, &gap.need, gap.past, &gap.held)?;
    Some(GapAnswer {
        fact: gap.slot.name(program),
        now: number_text(&gap.now, &kind),
        need: number_text(&gap.need, &kind),
        change: change_text(&gap.change(), &kind),
        unit: unit(&kind),
        held: slot_names(program, &gap.held),
        enough: gap.enough,
        past: gap.past,
        text: say(&Sentence::Gap(words)),
    })
}

/// A change of a fact in words.
pub(crate) fn gap_words(
    program: &Program,
    slot: Slot,
    now: &Number,
    need: &Number,
    past: bool,
    held: &[Slot],
) -> Option<GapWords> {
    let kind = slot_kind(program, slot)?;
    let change = need - now;
    // More is shown as no less than it is, and less as no more.
    let precision = if change.is_negative() { Precision::Least } else { Precision::Outward };
    // A change of a few yuan cannot be seen in 万元: there all is told in yuan.
    let hundred = Number::from(100);
    let whole_hundreds = |sum: &Number| sum.div(&hundred).is_some_and(|it| it.is_whole());
    let small = *kind == Kind::Money && change.abs() < Number::from(10_000);
    let fine = small && !(whole_hundreds(now) && whole_hundreds(need));
    let (now_shown, need_shown) = match fine {
        true => (in_yuan(now), in_yuan(need)),
        false => (figure(now, kind, Precision::Beside(need)), figure(need, kind, precision)),
    };
    Some(GapWords {
        fact: slot_text(program, slot),
        now: now_shown,
        need: need_shown,
        change: change_figure(&change.abs(), kind),
        more: change.is_positive(),
        kind: match (slot, kind) {
            (Slot::Today, _) => GapKind::Wait,
            (_, Kind::Date) => GapKind::Day,
            _ if past => GapKind::Past,
            _ => GapKind::Amount,
        },
        // 今天 goes on by itself; nobody holds it.
        held: held.iter().filter(|slot| **slot != Slot::Today).map(|slot| slot_text(program, *slot)).collect(),
    })
}

/// A turning value as data and in words.
pub(crate) fn turn_answer(program: &Program, turn: &Turn) -> Option<TurnAnswer> {
    let kind = slot_kind(program, turn.slot)?;
    let from = figure(&turn.from, kind, Precision::Nearest);
    Some(TurnAnswer {
        fact: turn.slot.name(program),
        from: number_text(&turn.from, kind),
        unit: unit(kind),
        below: outcome_of(turn.below),
        then: outcome_of(turn.then),
        text: say(&Sentence::Turn { from, below: outcome_of(turn.below), then: outcome_of(turn.then) }),
    })
}
