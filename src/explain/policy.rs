//! The whole answer of one policy, put together from what was worked out.

use super::answer::{
    BecauseAnswer, BenefitAnswer, ChangeAnswer, DutyAnswer, Ends, HintAnswer, Needed, PackStamp, PolicyAnswer,
    PolicyOutcome, ProcedureAnswer, Quantity, Text, Title, WindowAnswer, WindowState,
};
use super::catalogue::clock_text;
use super::condition::{Brief, brief, conditions, gap_words, transition_in_use};
use super::grid::slot_kind;
use super::item::item;
use super::known::{change_text, labelled, number_text, range_quantity, region_code, unit};
use super::law::{cites, coverage, documents_in_doubt, documents_of, own_title, sentences};
use super::matching::Matched;
use super::material::needed_of;
use super::near::Change;
use super::open::{blocked_answers, missing_of};
use super::places::changed_places;
use super::procedure::procedure;
use super::records::records;
use super::scope::out_of_scope;
use super::score::scores;
use super::sentence::{Gap as GapWords, NotApplicable, Sentence, Window as WindowWords, say};
use super::used::{doubts_used, slot_names, slot_text};
use super::versions::{benefits, materials, spoken_of, what_all_say, which_version};
use super::window::WindowAsOf;
use super::words::{Told, words};
use crate::eval::graph::Target;
use crate::eval::{Because, Evaluation, Outcome, Run, Slot};
use crate::program::{Duty, Kind, Label, Policy, PolicyId, Program, RegionId, Window};
use crate::value::{Date, Truth};

/// The answer of one policy, from what became of it.
pub fn explain(run: &mut Run<'_>, matched: &Matched, pack: &PackStamp) -> Option<PolicyAnswer> {
    let program = run.program();
    let evaluation = &matched.evaluation;
    let id = evaluation.policy;
    let policy = program.policies.get(id.index())?;
    run.enter(id);
    let conditions = conditions(run, matched);
    let lacking: &[Slot] = matched.lacking.as_ref().map_or(&[], |lacking| &lacking.missing);
    let applies = evaluation.outcome != Outcome::NotApplicable;
    let which = which_version(run, evaluation);
    let spoken_of = spoken_of(program, evaluation)?;
    let benefits = if applies { benefits(run, evaluation, &which) } else { Vec::new() };
    let procedure = what_all_say(run, evaluation, |run, id| {
        let policy = run.program().policies.get(id.index()).filter(|_| applies)?;
        policy.procedure.as_ref().map(|it| procedure(run, it))
    });
    let item = what_all_say(run, evaluation, |run, id| if applies { item(run, id) } else { None });
    let hints = if applies { hints(run, id, policy, &evaluation.hints) } else { Vec::new() };
    let near = change_words(program, &matched.near);
    let out_of_scope = out_of_scope(run, matched);
    let why = out_of_scope.as_ref().map(|it| it.words.clone());
    let words = words(&told(run, matched, policy, why, &near, &benefits, procedure.as_ref()));
    let (scope, holds_in, in_force) = out_of_scope.map(|it| (it.scope, it.holds_in, it.in_force)).unwrap_or_default();
    Some(PolicyAnswer {
        policy: policy.name.clone(),
        title: own_title(spoken_of.notes.title.as_ref()),
        version: spoken_of.version.clone(),
        as_of: run.asked().today.to_string(),
        law_day: range_quantity(&evaluation.law_day, &Kind::Date).unwrap_or(Quantity::Bounds(Ends::default())),
        region: if evaluation.place.is_settled() {
            region_code(program, RegionId(evaluation.place.within))
        } else {
            None
        },
        outcome: outcome_answer(evaluation.outcome),
        because: because(evaluation),
        scope,
        holds_in,
        in_force,
        // When one may apply for what does not apply is no news.
        window: if applies { window_answer(policy, matched.window.as_ref(), run.asked().today) } else { None },
        conditions,
        records: if applies { records(run, id) } else { Vec::new() },
        missing: slot_names(program, lacking),
        blocked: blocked_answers(program, &evaluation.blocked),
        transition: if applies { transition_in_use(run, id).map(|it| it.name.clone()) } else { None },
        near: matched.near.iter().filter_map(|change| change_answer(program, change)).collect(),
        scores: if applies { scores(run, id, &policy.scores, &evaluation.scores) } else { Vec::new() },
        materials: if applies { materials(run, evaluation, &which) } else { Vec::new() },
        benefits,
        item,
        procedure,
        hints: notices(run, &evaluation.read).chain(hints).collect(),
        duties: if applies {
            policy.duties.iter().map(|duty| duty_answer(program, duty)).collect()
        } else {
            Vec::new()
        },
        coverage: coverage(policy),
        sentences: sentences(program, policy),
        read: slot_names(program, evaluation.read.iter().filter(|slot| **slot != Slot::Today)),
        doubt: doubts_of(run, policy),
        words,
        pack: pack.clone(),
    })
}

/// What is doubtful in a policy as a whole: said of itself, of what its scope and law day use, of its documents.
pub(crate) fn doubts_of(run: &mut Run<'_>, policy: &Policy) -> Vec<String> {
    let program = run.program();
    let mut doubts = doubts_used(run, &policy.notes.doubts, policy.applies.into_iter().chain(policy.law_day));
    doubts.extend(documents_in_doubt(program, documents_of(program, policy)));
    doubts
}

/// What the words of an answer are about.
pub(crate) fn told<'a>(
    run: &mut Run<'_>,
    matched: &Matched,
    policy: &'a Policy,
    not_applicable: Option<NotApplicable>,
    near: &'a [GapWords],
    benefits: &'a [BenefitAnswer],
    procedure: Option<&'a ProcedureAnswer>,
) -> Told<'a> {
    let program = run.program();
    let Brief { met, judged, blocked: cannot_be_worked_out, open, unmet, deciding } = brief(run, matched);
    let lacking: &[Slot] = matched.lacking.as_ref().map_or(&[], |lacking| &lacking.missing);
    let blocked = blocked_answers(program, &matched.evaluation.blocked);
    Told {
        outcome: outcome_answer(matched.evaluation.outcome),
        not_applicable,
        no_completion: matched.evaluation.no_completion,
        met,
        judged,
        open,
        cannot_be_worked_out,
        unmet,
        deciding,
        near,
        missing: lacking.iter().map(|slot| slot_text(program, *slot)).collect(),
        blocked: blocked.into_iter().map(|blocked| blocked.text).collect(),
        benefits,
        procedure,
        authority: &policy.authority,
        coverage: coverage(policy),
    }
}

/// Changes in words.
pub(crate) fn change_words(program: &Program, changes: &[Change]) -> Vec<GapWords> {
    changes.iter().filter_map(|it| gap_words(program, it.slot, &it.now, &it.need, false, &[])).collect()
}

/// A change as data and in words.
pub(crate) fn change_answer(program: &Program, change: &Change) -> Option<ChangeAnswer> {
    let kind = slot_kind(program, change.slot)?;
    let words = gap_words(program, change.slot, &change.now, &change.need, false, &[])?;
    Some(ChangeAnswer {
        fact: change.slot.name(program),
        now: number_text(&change.now, kind),
        need: number_text(&change.need, kind),
        change: change_text(&(&change.need - &change.now), kind),
        unit: unit(kind),
        text: say(&Sentence::Change(words)),
    })
}

/// An outcome as answers write it.
pub(crate) fn outcome_answer(outcome: Outcome) -> PolicyOutcome {
    match outcome {
        Outcome::Eligible => PolicyOutcome::Eligible,
        Outcome::Ineligible => PolicyOutcome::Ineligible,
        Outcome::Undetermined => PolicyOutcome::Undetermined,
        Outcome::Pending => PolicyOutcome::Pending,
        Outcome::NotApplicable => PolicyOutcome::NotApplicable,
    }
}

pub(crate) fn because(evaluation: &Evaluation) -> Vec<BecauseAnswer> {
    let reasons = evaluation.because.iter().map(|because| match because {
        Because::NotInForce => BecauseAnswer::NotInForce,
        Because::NotInScope => BecauseAnswer::NotInScope,
        Because::OtherRegion => BecauseAnswer::OtherRegion,
    });
    reasons.chain(evaluation.no_completion.then_some(BecauseAnswer::NoCompletion)).collect()
}

/// A window as of a day, as data and in words.
pub(crate) fn window_answer(policy: &Policy, as_of: Option<&WindowAsOf>, today: Date) -> Option<WindowAnswer> {
    let as_of = as_of?;
    let state = as_of.state;
    let opens = as_of.opens.map(|day| day.to_string());
    let closes = as_of.closes.map(|day| day.to_string());
    let closes_at = as_of.closes_at.map(clock_text);
    let days_left = as_of
        .closes
        .filter(|_| state == WindowState::Open)
        .map(|closes| i64::from(closes.day_number()) - i64::from(today.day_number()));
    let note = policy.windows.iter().find_map(|window| match window {
        Window::Announced(note) if state == WindowState::Announced => Some(labelled("", Some(note))),
        _ => None,
    });
    let text = say(&Sentence::Window(WindowWords {
        state,
        opens: opens.clone(),
        closes: closes.clone(),
        closes_at: closes_at.clone(),
        days_left,
        over: as_of.over,
        note,
    }));
    Some(WindowAnswer { state, opens, closes, closes_at, days_left, text })
}

/// What the engine itself has to say of what was given.
fn notices(run: &Run<'_>, given: &[Slot]) -> impl Iterator<Item = HintAnswer> {
    changed_places(run, given).into_iter().map(|(fact, Text { zh, en })| HintAnswer {
        id: fact,
        applies: Needed::Yes,
        content: Title { zh, en: Some(en) },
        missing: Vec::new(),
    })
}

pub(crate) fn hints(run: &mut Run<'_>, id: PolicyId, policy: &Policy, truths: &[Truth]) -> Vec<HintAnswer> {
    let program = run.program();
    let mut shown = Vec::new();
    for (hint, truth) in policy.hints.iter().zip(truths) {
        let applies = needed_of(*truth);
        if applies == Needed::No {
            continue;
        }
        let open = hint.when.filter(|_| applies == Needed::Unknown).map(Target::Node);
        let missing = missing_of(run, id, open);
        shown.push(HintAnswer {
            id: hint.name.clone(),
            applies,
            content: words_of(&hint.content),
            missing: slot_names(program, &missing),
        });
    }
    shown
}

fn duty_answer(program: &Program, duty: &Duty) -> DutyAnswer {
    DutyAnswer {
        id: duty.name.clone(),
        content: words_of(&duty.content),
        term: duty.term.clone(),
        consequence: duty.consequence.clone(),
        cite: cites(program, &duty.notes.citations),
        doubt: duty.notes.doubts.clone(),
    }
}

fn words_of(label: &Label) -> Title {
    Title { zh: label.zh.clone(), en: label.en.clone() }
}
