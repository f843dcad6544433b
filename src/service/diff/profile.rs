//! What changes for one profile.

use super::State;
use super::answer::{ProfileChange, ProfileChangeKind};
use crate::eval::Run;
use crate::explain::answer::{BenefitAnswer, MaterialAnswer, PolicyAnswer, PolicyOutcome, Text};
use crate::explain::explain;
use crate::explain::matching::match_policy;

/// What changes of a policy for the profile given; nothing where none is.
pub(super) fn changes(old: State<'_>, new: State<'_>, policy: &str) -> Vec<ProfileChange> {
    if old.facts.is_empty() && new.facts.is_empty() {
        return Vec::new();
    }
    let (before, after) = (answer(old, policy), answer(new, policy));
    let mut changes = Vec::new();
    let outcome =
        |answer: &Option<PolicyAnswer>| answer.as_ref().map_or(PolicyOutcome::NotApplicable, |answer| answer.outcome);
    let (was, is) = (outcome(&before), outcome(&after));
    let nothing = || Text { zh: "没有这项政策".to_owned(), en: "no such policy".to_owned() };
    let verdict = |answer: &Option<PolicyAnswer>| answer.as_ref().map_or_else(nothing, |it| it.words.verdict.clone());
    if was != is {
        changes.push(ProfileChange {
            policy: policy.to_owned(),
            kind: match (was, is) {
                (_, PolicyOutcome::Eligible) => ProfileChangeKind::NewlyEligible,
                (PolicyOutcome::Eligible, _) => ProfileChangeKind::NoLonger,
                _ => ProfileChangeKind::Outcome,
            },
            name: None,
            outcome_before: Some(was),
            outcome_after: Some(is),
            before: verdict(&before),
            after: verdict(&after),
        });
    }
    let (Some(before), Some(after)) = (before, after) else { return changes };
    let absent = || Text { zh: "没有".to_owned(), en: "none".to_owned() };
    let mut add = |kind, name: Option<&str>, before: Option<Text>, after: Option<Text>| {
        if before != after {
            changes.push(ProfileChange {
                policy: policy.to_owned(),
                kind,
                name: name.map(str::to_owned),
                outcome_before: None,
                outcome_after: None,
                before: before.unwrap_or_else(absent),
                after: after.unwrap_or_else(absent),
            });
        }
    };
    let benefit =
        |answer: &'_ PolicyAnswer, id: &str| answer.benefits.iter().find(|it| it.id == id).map(|it| it.text.clone());
    for id in ids(&before.benefits, &after.benefits, |it: &BenefitAnswer| &it.id) {
        add(ProfileChangeKind::Amount, Some(&id), benefit(&before, &id), benefit(&after, &id));
    }
    let paper =
        |answer: &'_ PolicyAnswer, id: &str| answer.materials.iter().find(|it| it.id == id).map(|it| it.text.clone());
    for id in ids(&before.materials, &after.materials, |it: &MaterialAnswer| &it.id) {
        add(ProfileChangeKind::Materials, Some(&id), paper(&before, &id), paper(&after, &id));
    }
    // Another day brings another countdown; only other days or another state are news.
    let window = |answer: &PolicyAnswer| {
        answer.window.as_ref().map(|it| (it.state, it.opens.clone(), it.closes.clone(), it.closes_at.clone()))
    };
    if window(&before) != window(&after) {
        let text = |answer: &PolicyAnswer| answer.window.as_ref().map(|window| window.text.clone());
        add(ProfileChangeKind::Window, None, text(&before), text(&after));
    }
    changes
}

/// The ids of two lists, each once, those of the later list first.
fn ids<T>(before: &[T], after: &[T], id: impl Fn(&T) -> &String) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for each in after.iter().chain(before) {
        if !ids.contains(id(each)) {
            ids.push(id(each).clone());
        }
    }
    ids
}

fn answer(state: State<'_>, name: &str) -> Option<PolicyAnswer> {
    let mut run = Run::new(state.program, state.facts, state.asked);
    let matched = match_policy(&mut run, name)?;
    explain(&mut run, &matched, state.stamp)
}
