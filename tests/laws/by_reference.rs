//! The engine against the reference evaluator: every set the same, to the last mark.

use crate::generate::Generated;
use crate::know::Knowledge;
use crate::reference::Reference;
use crate::reference::set::{Member, Set, and};
use crate::show::shown;
use crate::{engine, for_each_program, programs, roots, run, tell};
use guiju::eval::{Facts, evaluate_in};
use guiju::program::NodeId;
use std::collections::HashMap;

/// Ends, open and closed, whole, marks, undefined and the four bits of every root, plainly and by cases; and what becomes
/// of the policy and of its conditions.
#[test]
fn sets_are_those_of_the_reference() {
    let (mut roots, mut states, mut open) = (0, 0, 0);
    for_each_program(8, |generated, random, number| {
        for _ in 0..2 {
            let knowledge = Knowledge::partial(random);
            let facts = knowledge.facts(random.percent(50));
            for (how, root, found, expected) in compared(generated, &facts) {
                open += usize::from(!expected.is_settled());
                let program = &generated.program;
                assert_eq!(
                    found,
                    expected,
                    "program {number}, {how} {root:?}{}\nknowing {knowledge:?}",
                    shown(program, root)
                );
                roots += 1;
            }
            states += 1;
        }
    });
    tell(&format!(
        "reference: {} programs, {states} states of knowledge, {roots} sets compared ({open} open), 0 differences",
        programs()
    ));
    assert!(open > 0);
}

/// What is compared, as the engine and as the reference have it.
fn compared(generated: &Generated, facts: &Facts) -> Vec<(&'static str, NodeId, Set, Set)> {
    let program = &generated.program;
    let policy = &program.policies[0];
    let mut run = run(program, facts);
    let reference = Reference::new(program, facts);
    let mut compared = vec![];
    let mut by_cases = HashMap::new();
    for root in roots(generated) {
        compared.push(("plainly", root, engine::set(&run.value(root)), reference.value(root)));
        let expected = reference.split(root);
        compared.push(("by cases", root, engine::set(&run.split(root)), expected.clone()));
        by_cases.insert(root, expected);
    }
    for each in &program.each {
        let belongs = program.definitions[each.belongs.index()].root;
        for record in 0..facts.records(each.list).unwrap_or(0) {
            let found = run.with_record(each.list, Some(record), |run| engine::set(&run.value(belongs)));
            compared.push(("of each record", belongs, found, reference.of_record(belongs, each.list, record)));
        }
    }
    let evaluation = evaluate_in(&mut run, "政策").expect("the policy");
    // The `and` of the conditions' sets, of that what their conjunction allows.
    let conditions = policy.conditions.iter().map(|id| by_cases[&program.conditions[id.index()].root].truth());
    let each = conditions.fold([Member::T].into(), |all, one| and(&all, &one));
    let together = by_cases[&policy.root].truth();
    let outcome = engine::truths(evaluation.set.truth.expect("the policy applies"));
    compared.push(("the policy", policy.root, Set::Truth(outcome), Set::Truth(&each & &together)));
    for state in &evaluation.conditions {
        let root = program.conditions[state.condition.index()].root;
        compared.push(("the condition", root, Set::Truth(engine::truths(state.set)), by_cases[&root].clone()));
    }
    for (benefit, state) in policy.benefits.iter().zip(&evaluation.benefits) {
        if let (Some(root), Some(amount)) = (benefit.amount, &state.amount) {
            compared.push(("the amount", root, Set::Number(engine::interval(amount)), by_cases[&root].clone()));
        }
    }
    compared
}
