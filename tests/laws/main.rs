//! The laws of `docs/semantics.md`, section 9, on random programs and facts over small domains, by enumeration.
//!
//! `cargo test --test laws` prints how many programs and worlds were looked at; `GUIJU_PROGRAMS=20000` looks at more.

#![expect(unreachable_pub, reason = "a test has no outside")]

mod by_reference;
mod chains;
mod deduction;
mod engine;
mod exact;
mod gaps;
mod generate;
mod know;
mod overlays;
mod places;
mod random;
mod reference;
mod show;
mod stacks;
mod world;
mod written;
mod years;

use generate::{BOUNDED, Generated};
use guiju::compile::compile;
use guiju::eval::graph::{Target, reachable};
use guiju::eval::{Asked, Facts, Run, Slot};
use guiju::pack::{Provenance, decode, encode};
use guiju::program::{Node, NodeId, PolicyId, Program};
use guiju::value::{Date, Range, Truth, Value};
use know::Knowledge;
use random::Random;
use show::shown;
use std::io::Write;
use world::{Classical, InWorld, Plain, Undefined};

/// So many programs for each law, unless more are asked for; every program with several states of knowledge.
const PROGRAMS: u64 = 400;

fn programs() -> u64 {
    std::env::var("GUIJU_PROGRAMS").ok().and_then(|number| number.parse().ok()).unwrap_or(PROGRAMS)
}

/// The figures are part of the result: they are told past the harness, which keeps what `println!` says of a test that passes.
fn tell(figures: &str) {
    std::io::stdout().write_all(format!("{figures}\n").as_bytes()).unwrap();
}

fn asked() -> Asked {
    Asked { today: Date::parse("2026-11-22").unwrap(), law_day: None, region: None }
}

fn run<'a>(program: &'a Program, facts: &'a Facts) -> Run<'a> {
    let mut run = Run::new(program, facts, asked());
    run.enter(PolicyId(0));
    run
}

/// What a law looks at: the conditions, their conjunction, and the amount.
fn roots(generated: &Generated) -> Vec<NodeId> {
    generated.roots.iter().copied().chain([generated.amount]).collect()
}

fn for_each_program(seed: u64, mut look: impl FnMut(&Generated, &mut Random, u64)) {
    for index in 0..programs() {
        let number = seed * 1_000_000 + index;
        let mut random = Random::new(number);
        let generated = generate::program(&mut random);
        look(&generated, &mut random, number);
    }
}

/// 1. All known and decided: the settled classical result.
#[test]
fn agreement() {
    let mut worlds = 0;
    for_each_program(1, |generated, random, number| {
        for _ in 0..10 {
            let knowledge = Knowledge::complete(random);
            let world = knowledge.worlds(1, random).remove(0);
            let facts = knowledge.facts(true);
            let mut run = run(&generated.program, &facts);
            let classical = InWorld { program: &generated.program, world: &world };
            for root in roots(generated) {
                let found = run.value(root);
                let by_law = is_left_by_law(&generated.program, root);
                assert!(
                    by_law || found.is_settled(),
                    "program {number}, {root:?}: {found:?} is not settled in {world:?}"
                );
                assert!(
                    agrees(&found, &classical.value(root)) || (by_law && covers(&found, &classical.value(root), true)),
                    "program {number}, {root:?}: {found:?} against {:?} in {world:?}{}",
                    classical.value(root),
                    shown(&generated.program, root)
                );
            }
            worlds += 1;
        }
    });
    tell(&format!("agreement: {} programs, {worlds} worlds, 0 differences", programs()));
}

/// 2. Each completion's result is in the set, or under a J or U of it where decisions are open. 4. Splitting never widens.
#[test]
fn soundness_and_splitting() {
    let mut worlds = 0;
    let mut narrower = 0;
    for_each_program(2, |generated, random, number| {
        for _ in 0..3 {
            let knowledge = Knowledge::partial(random);
            let decided = random.percent(50);
            let facts = knowledge.facts(decided);
            let mut run = run(&generated.program, &facts);
            let sets: Vec<(NodeId, Value, Value)> =
                roots(generated).into_iter().map(|root| (root, run.value(root), run.split(root))).collect();
            for (root, plain, split) in &sets {
                assert!(
                    within(split, plain),
                    "program {number}, {root:?}: splitting widens {plain:?} to {split:?} knowing {knowledge:?}"
                );
                narrower += usize::from(split != plain);
            }
            for world in knowledge.worlds(60, random) {
                let classical = InWorld { program: &generated.program, world: &world };
                for (root, plain, split) in &sets {
                    let result = classical.value(*root);
                    for set in [plain, split] {
                        assert!(
                            covers(set, &result, !decided || is_left_by_law(&generated.program, *root)),
                            "program {number}, {root:?}: {set:?} lacks {result:?} of {world:?} knowing {knowledge:?}{}",
                            shown(&generated.program, *root)
                        );
                    }
                }
                worlds += 1;
            }
        }
    });
    tell(&format!(
        "soundness: {} programs, {worlds} worlds, 0 differences; splitting narrowed {narrower} sets",
        programs()
    ));
    assert!(narrower > 0, "splitting must be seen to matter");
}

/// 3. Knowing more gives a subset, with and without splitting.
#[test]
fn monotone() {
    let mut steps = 0;
    for_each_program(3, |generated, random, number| {
        for _ in 0..3 {
            let less = Knowledge::partial(random);
            let decided = random.percent(50);
            let more = less.learn(random);
            let (before, after) = (less.facts(decided), more.facts(decided));
            let (mut before, mut after) = (run(&generated.program, &before), run(&generated.program, &after));
            for root in roots(generated) {
                let (wide, narrow) = (before.value(root), after.value(root));
                assert!(
                    within(&narrow, &wide),
                    "program {number}, {root:?}: {wide:?} became {narrow:?}\n{less:?}\n{more:?}"
                );
                let (wide, narrow) = (before.split(root), after.split(root));
                assert!(
                    within(&narrow, &wide),
                    "program {number}, {root:?}, split: {wide:?} became {narrow:?}\n{less:?}\n{more:?}"
                );
                steps += 1;
            }
        }
    });
    tell(&format!("monotone: {} programs, {steps} steps, 0 differences", programs()));
}

/// 6. Missing holds every fact that matters: another value of any fact that it leaves out changes nothing real.
#[test]
fn missing() {
    let (mut left_out, mut asked_for) = (0, 0);
    for_each_program(7, |generated, random, number| {
        for _ in 0..2 {
            let knowledge = Knowledge::partial(random);
            let facts = knowledge.facts(true);
            let mut run = run(&generated.program, &facts);
            // What is open by law is as a judged item: where it is read twice, what decides it may be asked in vain.
            for root in roots(generated).into_iter().filter(|root| !is_left_by_law(&generated.program, *root)) {
                let missing = guiju::explain::missing::missing(&mut run, Some(PolicyId(0)), Target::Node(root));
                for (slot, changes) in knowledge.unknown() {
                    if missing.contains(&slot) {
                        asked_for += 1;
                        continue;
                    }
                    left_out += 1;
                    for _ in 0..10 {
                        let world = knowledge.world(random);
                        let results: Vec<Classical> = changes
                            .iter()
                            .map(|change| {
                                let mut world = world.clone();
                                change(&mut world);
                                InWorld { program: &generated.program, world: &world }.value(root)
                            })
                            .collect();
                        assert!(
                            results.iter().all(|result| *result == results[0]),
                            "program {number}, {root:?}: {slot:?} is not missing but gives {results:?} in {world:?}, knowing {knowledge:?}{}",
                            shown(&generated.program, root)
                        );
                    }
                }
            }
        }
    });
    tell(&format!(
        "missing: {} programs, {asked_for} facts asked for, {left_out} left out, 0 of them matter",
        programs()
    ));
    assert!(asked_for > 0 && left_out > 0);
}

/// 8. The order of conditions and of the members of groups changes nothing.
#[test]
fn order() {
    let mut compared = 0;
    for_each_program(4, |generated, random, number| {
        let mut turned = generated.program.clone();
        for node in &mut turned.nodes {
            if let Node::All(parts)
            | Node::Any(parts)
            | Node::AtLeast(_, parts)
            | Node::Least(parts)
            | Node::Greatest(parts) = node
            {
                parts.reverse();
            }
        }
        for _ in 0..2 {
            let facts = Knowledge::partial(random).facts(random.percent(50));
            let (mut one, mut other) = (run(&generated.program, &facts), run(&turned, &facts));
            for root in roots(generated) {
                assert_eq!(one.value(root), other.value(root), "program {number}, {root:?}");
                assert_eq!(one.split(root), other.split(root), "program {number}, {root:?}, split");
                compared += 1;
            }
        }
    });
    tell(&format!("order: {} programs, {compared} values compared, 0 differences", programs()));
}

/// 9. and 10. What is compiled, written as bytes and read again, means the same.
#[test]
fn compiled_and_packed() {
    let mut compared = 0;
    for_each_program(5, |generated, random, number| {
        let compiled = compile(&generated.program);
        let bytes = encode(&compiled, &Provenance::default()).expect("bytes");
        let pack = decode(&bytes).unwrap_or_else(|error| panic!("program {number}: {error}"));
        assert_eq!(encode(&pack.program, &pack.provenance).expect("bytes"), bytes, "program {number}");
        for _ in 0..2 {
            let facts = Knowledge::partial(random).facts(random.percent(50));
            let (mut one, mut other) = (run(&generated.program, &facts), run(&pack.program, &facts));
            for (root, moved) in roots(generated).into_iter().zip(compiled_roots(&pack.program)) {
                assert_eq!(one.value(root), other.value(moved), "program {number}, {root:?}");
                assert_eq!(one.split(root), other.split(moved), "program {number}, {root:?}, split");
                compared += 1;
            }
        }
    });
    tell(&format!("compiled: {} programs, {compared} values compared, 0 differences", programs()));
}

fn compiled_roots(program: &Program) -> Vec<NodeId> {
    let policy = &program.policies[0];
    let conditions = policy.conditions.iter().map(|id| program.conditions[id.index()].root);
    conditions.chain([policy.root]).chain(policy.benefits[0].amount).collect()
}

/// A known fact may be set again, and set and taken back, without a trace.
#[test]
fn no_history() {
    for_each_program(6, |generated, random, number| {
        let knowledge = Knowledge::partial(random);
        let facts = knowledge.facts(false);
        let mut wandering = facts.clone();
        let slots: Vec<(Slot, Value)> = facts.slots().map(|(slot, value)| (slot, value.clone())).collect();
        for (slot, value) in slots {
            wandering.forget(slot);
            wandering.put(slot, value.clone());
            wandering.put(slot, value);
        }
        let (mut one, mut other) = (run(&generated.program, &facts), run(&generated.program, &wandering));
        // In another order too: what was worked out before must not matter.
        let straight: Vec<Value> = roots(generated).into_iter().map(|root| one.split(root)).collect();
        let backwards: Vec<Value> = roots(generated).into_iter().rev().map(|root| other.split(root)).collect();
        assert!(straight.iter().eq(backwards.iter().rev()), "program {number}");
    });
}

/// Whether a root reads the figure of which the law sets only the ends.
fn is_left_by_law(program: &Program, root: NodeId) -> bool {
    reachable(program, [Target::Node(root)]).into_iter().any(|target| match target {
        Target::Node(node) => program.nodes[node.index()] == Node::Parameter(BOUNDED),
        Target::Score(_) => false,
    })
}

/// A settled value against a classical one.
fn agrees(found: &Value, classical: &Classical) -> bool {
    match (found, classical) {
        (found, Err(Undefined)) => found.is_undefined(),
        (Value::Truth(truth), Ok(Plain::Truth(met))) => *truth == Truth::from(*met),
        (Value::Number(range), Ok(Plain::Number(number))) => range.only_number() == Some(number),
        (Value::Choice(choice), Ok(Plain::Choice(option))) => choice.is_single() == Some(*option),
        _ => false,
    }
}

/// Whether a set holds a classical result; while decisions are open, judged and undefined stand for what they may become.
fn covers(set: &Value, classical: &Classical, open: bool) -> bool {
    match (set, classical) {
        (Value::Truth(truth), result) => {
            let member = match result {
                Err(Undefined) => Truth::UNDEFINED,
                Ok(Plain::Truth(met)) => Truth::from(*met),
                Ok(_) => return false,
            };
            truth.contains(member) || (open && (truth.contains(Truth::JUDGED) || truth.contains(Truth::UNDEFINED)))
        }
        (Value::Number(range), Ok(Plain::Number(number))) => {
            (!range.is_nothing() && range.contains(number)) || (open && range.may_be_undefined())
        }
        (Value::Choice(choice), Ok(Plain::Choice(option))) => choice.possible >> option & 1 == 1,
        (set, Err(Undefined)) => set.may_be_undefined(),
        _ => false,
    }
}

/// Whether everything possible in the one is possible in the other.
fn within(inner: &Value, outer: &Value) -> bool {
    match (inner, outer) {
        (Value::Truth(inner), Value::Truth(outer)) => outer.contains(*inner),
        (Value::Number(inner), Value::Number(outer)) => {
            let undefined = !inner.may_be_undefined() || outer.may_be_undefined();
            undefined && (inner.is_nothing() || (!outer.is_nothing() && holds(outer, inner)))
        }
        (Value::Choice(inner), Value::Choice(outer)) => {
            inner.possible & !outer.possible == 0 && (!inner.undefined || outer.undefined)
        }
        _ => false,
    }
}

fn holds(outer: &Range, inner: &Range) -> bool {
    let (Some(outer), Some(inner)) = (outer.clone().defined(), inner.clone().defined()) else { return false };
    // What both allow is all of the inner one.
    outer.intersect(&inner).is_some_and(|both| both.low() == inner.low() && both.high() == inner.high())
}
