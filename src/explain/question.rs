//! Which question to ask next, how many are left, and what hangs on it.

use std::collections::{BTreeMap, BTreeSet};

use super::turn::{Turn, turning_value};
use crate::eval::{Run, Slot};
use crate::program::{ConditionId, PolicyId, Program};
use crate::value::Truth;

/// What an undetermined policy still lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Which.
    pub policy: PolicyId,
    /// What its outcome still lacks.
    pub missing: Vec<Slot>,
    /// Its open conditions, each with what it lacks.
    pub conditions: Vec<(ConditionId, Vec<Slot>)>,
    /// What still says whether it applies at all.
    pub applicability: Vec<Slot>,
    /// Into how many parts each fact falls that its conjunction is split by.
    pub parts: BTreeMap<Slot, usize>,
}

/// The question to ask next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked. A list is asked for as a whole.
    pub slot: Slot,
    /// Of a list that is given: the fields that are wanting.
    pub fields: Vec<Slot>,
    /// The policies that lack it, in source order.
    pub hangs: Vec<Hanging>,
    /// The policies that lack nothing else, in source order.
    pub settles: Vec<PolicyId>,
    /// So many questions are left at least.
    pub at_least: usize,
    /// So many questions are left at most.
    pub at_most: usize,
}

/// A policy that hangs on a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hanging {
    /// Which.
    pub policy: PolicyId,
    /// Its open conditions that lack the fact, in source order.
    pub conditions: Vec<ConditionId>,
}

/// The next question over all undetermined policies asked about, in source order; none if nothing is left that can be asked.
pub fn next_question(
    program: &Program,
    lacking: &[Lacking],
    mut askable: impl FnMut(Slot) -> bool,
) -> Option<Question> {
    let mut candidates: BTreeSet<Slot> = lacking.iter().flat_map(|policy| &policy.missing).copied().collect();
    candidates.retain(|candidate| askable(*candidate));
    let fields: Vec<Slot> = candidates.iter().copied().filter(|slot| asked_as(*slot) != *slot).collect();
    let candidates: BTreeSet<Slot> = candidates.into_iter().map(asked_as).collect();
    let lacking: Vec<Lacking> = lacking.iter().map(by_question).collect();
    let slot = choose(program, &lacking, &candidates)?;
    let hangs = lacking
        .iter()
        .filter(|policy| policy.missing.contains(&slot))
        .map(|policy| Hanging {
            policy: policy.policy,
            conditions: policy
                .conditions
                .iter()
                .filter(|(_, missing)| missing.contains(&slot))
                .map(|(condition, _)| *condition)
                .collect(),
        })
        .collect();
    let settles = lacking.iter().filter(|policy| policy.missing == [slot]).map(|policy| policy.policy).collect();
    let (at_least, at_most) = (fewest_questions(&lacking, &candidates), candidates.len());
    let fields = fields.into_iter().filter(|field| asked_as(*field) == slot).collect();
    Some(Question { slot, fields, hangs, settles, at_least, at_most })
}

/// What is asked for to know something: of a field the list that it stands in, as people fill in a table once.
fn asked_as(slot: Slot) -> Slot {
    match slot {
        Slot::Field(list, ..) => Slot::Fact(list),
        slot => slot,
    }
}

/// What a policy lacks, counted by what is asked for.
fn by_question(lacking: &Lacking) -> Lacking {
    let asked = |slots: &[Slot]| {
        let mut asked: Vec<Slot> = slots.iter().copied().map(asked_as).collect();
        asked.dedup();
        asked
    };
    Lacking {
        policy: lacking.policy,
        missing: asked(&lacking.missing),
        conditions: lacking.conditions.iter().map(|(condition, missing)| (*condition, asked(missing))).collect(),
        applicability: asked(&lacking.applicability),
        parts: lacking.parts.clone(),
    }
}

/// Whether a fact can be asked for at all: 当 does not rule it out.
pub fn can_be_asked(run: &mut Run<'_>, slot: Slot) -> bool {
    let Some(fact) = slot.fact().and_then(|fact| run.program().facts.get(fact.index())) else { return false };
    run.leave();
    let of_fact = fact.asked_if.is_none_or(|asked_if| run.truth(asked_if) != Truth::UNMET);
    let of_column = match slot {
        Slot::Field(list, record, column) => {
            let column = usize::try_from(column).ok().and_then(|column| fact.columns.get(column));
            column
                .and_then(|column| column.asked_if)
                .is_none_or(|asked_if| run.with_record(list, Some(record), |run| run.truth(asked_if)) != Truth::UNMET)
        }
        _ => true,
    };
    of_fact && of_column
}

/// Where the conditions that hang on a question turn, for those that lack nothing else.
pub fn turns_of(run: &mut Run<'_>, question: &Question, lacking: &[Lacking]) -> Vec<(ConditionId, Turn)> {
    let program = run.program();
    let mut turns = Vec::new();
    for (id, missing) in lacking.iter().flat_map(|policy| &policy.conditions) {
        let Some(condition) = program.conditions.get(id.index()) else { continue };
        if *missing == [question.slot] {
            run.enter(condition.policy);
            turns.extend(turning_value(run, condition.root, missing).map(|turn| (*id, turn)));
        }
    }
    turns
}

/// What tells of all that is asked about whether it applies goes first. Then the author's group, and in it the author's
/// order; what stands in no group is chosen by what it decides.
fn choose(program: &Program, lacking: &[Lacking], candidates: &BTreeSet<Slot>) -> Option<Slot> {
    let of_all = |slot: &Slot| lacking.iter().all(|policy| policy.applicability.contains(slot));
    let telling: BTreeSet<Slot> = candidates.iter().copied().filter(of_all).collect();
    let candidates = if telling.is_empty() { candidates } else { &telling };
    let group = |slot: Slot| slot.fact().and_then(|fact| program.facts.get(fact.index())?.group);
    let grouped = candidates.iter().filter_map(|candidate| Some((group(*candidate)?, *candidate))).min();
    if let Some((_, first)) = grouped {
        return Some(first);
    }
    let worth = |slot: Slot| {
        let (mut alone, mut among) = (0_usize, 0_usize);
        for (_, missing) in lacking.iter().flat_map(|policy| &policy.conditions) {
            if missing.contains(&slot) {
                among += 1;
                alone += usize::from(missing.len() == 1);
            }
        }
        let parts = lacking.iter().filter_map(|policy| policy.parts.get(&slot)).max();
        (alone, among, std::cmp::Reverse(parts.copied().unwrap_or(usize::MAX)))
    };
    let best = candidates.iter().map(|candidate| worth(*candidate)).max()?;
    candidates.iter().copied().find(|slot| worth(*slot) == best)
}

/// One question for each policy that shares no candidate with a policy already counted.
fn fewest_questions(lacking: &[Lacking], candidates: &BTreeSet<Slot>) -> usize {
    let mut taken = BTreeSet::new();
    let mut count = 0;
    for policy in lacking {
        let own: Vec<Slot> = policy.missing.iter().copied().filter(|slot| candidates.contains(slot)).collect();
        if !own.is_empty() && own.iter().all(|slot| !taken.contains(slot)) {
            count += 1;
            taken.extend(own);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::Facts;
    use crate::explain::testing::{Builder, asked};
    use crate::program::{FactId, GroupId, QuestionGroup};
    use crate::value::Value;

    fn slot(fact: u32) -> Slot {
        Slot::Fact(FactId(fact))
    }

    /// A policy whose conditions lack facts by their places.
    fn policy(id: u32, conditions: &[&[u32]]) -> Lacking {
        let conditions: Vec<(ConditionId, Vec<Slot>)> = (0_u32..)
            .zip(conditions)
            .map(|(place, facts)| (ConditionId(10 * id + place), facts.iter().copied().map(slot).collect()))
            .collect();
        let missing: BTreeSet<Slot> = conditions.iter().flat_map(|(_, missing)| missing).copied().collect();
        Lacking {
            policy: PolicyId(id),
            missing: missing.into_iter().collect(),
            conditions,
            applicability: Vec::new(),
            parts: BTreeMap::new(),
        }
    }

    fn program(facts: u32) -> Program {
        let mut builder = Builder::new();
        for fact in 0..facts {
            builder.flag(&fact.to_string());
        }
        builder.program
    }

    fn first(program: &Program, lacking: &[Lacking]) -> Slot {
        next_question(program, lacking, |_| true).expect("a question").slot
    }

    #[test]
    fn the_authors_groups_go_first_and_in_them_the_authors_order() {
        let mut program = program(4);
        for name in ["甲", "乙"] {
            program.groups.push(QuestionGroup { name: name.to_owned(), title: None });
        }
        for (fact, group) in [(1, 1), (2, 0), (3, 0)] {
            program.facts.get_mut(fact).expect("a fact").group = Some(GroupId(group));
        }
        let lacking = [policy(0, &[&[0], &[0, 1], &[1, 3], &[2, 3]])];
        assert_eq!(first(&program, &lacking), slot(2));
        assert_eq!(first(&program, &[policy(0, &[&[0], &[0, 1]])]), slot(1));
    }

    #[test]
    fn what_tells_whether_all_apply_goes_before_the_groups() {
        let mut program = program(3);
        program.groups.push(QuestionGroup { name: "甲".to_owned(), title: None });
        program.facts.get_mut(0).expect("a fact").group = Some(GroupId(0));
        let applies = |id: u32, facts: &[u32]| Lacking {
            applicability: facts.iter().copied().map(slot).collect(),
            ..policy(id, &[&[0, 1, 2]])
        };
        assert_eq!(first(&program, &[applies(0, &[2])]), slot(2));
        assert_eq!(first(&program, &[applies(0, &[1, 2]), applies(1, &[1])]), slot(1));
        assert_eq!(first(&program, &[applies(0, &[2]), applies(1, &[])]), slot(0), "not of all that is asked about");
    }

    #[test]
    fn the_fields_of_a_list_are_one_question() {
        let program = program(2);
        let (list, field) = (slot(1), |record| Slot::Field(FactId(1), record, 0));
        let missing = vec![slot(0), field(0), field(2)];
        let lacking = [Lacking { missing: missing.clone(), ..policy(0, &[&[0]]) }];
        let question = next_question(&program, &lacking, |asked| asked != slot(0)).expect("a question");
        assert_eq!((question.slot, question.at_most), (list, 1));
        assert_eq!(question.fields, [field(0), field(2)]);
        assert_eq!(
            next_question(&program, &lacking, |asked| asked.fact() != Some(FactId(1))).map(|it| it.slot),
            Some(slot(0))
        );
    }

    #[test]
    fn what_alone_decides_most_goes_before_what_stands_in_most() {
        let program = program(3);
        assert_eq!(first(&program, &[policy(0, &[&[0, 1], &[0, 2], &[0, 1, 2], &[2]])]), slot(2));
        assert_eq!(first(&program, &[policy(0, &[&[1, 2], &[0, 2]])]), slot(2));
        assert_eq!(first(&program, &[policy(0, &[&[1, 2]])]), slot(1), "catalogue order");
        let mut parts = policy(0, &[&[0, 1, 2]]);
        parts.parts = BTreeMap::from([(slot(1), 4), (slot(2), 2)]);
        assert_eq!(first(&program, &[parts]), slot(2), "fewest parts; not split counts most");
    }

    #[test]
    fn questions_left_count_policies_that_share_none() {
        let program = program(4);
        let lacking = [policy(0, &[&[0, 1]]), policy(1, &[&[1, 2]]), policy(2, &[&[3]])];
        let question = next_question(&program, &lacking, |_| true).expect("a question");
        assert_eq!((question.at_least, question.at_most), (2, 4));
        let question = next_question(&program, &lacking, |asked| asked != slot(3)).expect("a question");
        assert_eq!((question.at_least, question.at_most), (1, 3));
        assert_eq!(next_question(&program, &lacking, |_| false), None);
    }

    #[test]
    fn a_question_tells_what_hangs_on_it() {
        let program = program(2);
        let lacking = [policy(0, &[&[0], &[0, 1]]), policy(1, &[&[0]])];
        let question = next_question(&program, &lacking, |_| true).expect("a question");
        let hangs: Vec<_> = question.hangs.iter().map(|hanging| (hanging.policy, hanging.conditions.len())).collect();
        assert_eq!(hangs, [(PolicyId(0), 2), (PolicyId(1), 1)]);
        assert_eq!(question.settles, [PolicyId(1)]);
    }

    #[test]
    fn what_is_asked_only_if_is_not_asked_once_that_fails() {
        let mut builder = Builder::new();
        let (holds, holds_node) = builder.flag("持有证书");
        let (expiry, _) = builder.flag("证书有效");
        builder.of(expiry).asked_if = Some(holds_node);
        let mut facts = Facts::default();
        let ask = |facts: &Facts| {
            can_be_asked(&mut Run::new(&builder.program, facts, asked("2026-11-22")), Slot::Fact(expiry))
        };
        assert!(ask(&facts));
        facts.put(Slot::Fact(holds), Value::Truth(Truth::UNMET));
        assert!(!ask(&facts));
    }
}
