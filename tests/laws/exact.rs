//! Law 5: where every fact occurs once, comparisons are by order and divisors have no holes, a set holds what enumeration
//! gives and nothing else.

use crate::know::Knowledge;
use crate::random::Random;
use crate::reference::number::{At, Ends, Interval, exact};
use crate::reference::set::{Member, Set, Truths};
use crate::show::shown;
use crate::world::{Classical, InWorld, Plain};
use crate::{engine, generate, programs, roots, run, tell};
use guiju::eval::graph::{Target, reachable};
use guiju::program::{FactId, Node, NodeId, Program};
use std::collections::HashSet;

/// More worlds than this are not looked at.
const MOST_WORLDS: usize = 1_500;

#[test]
fn sets_are_exact_where_facts_occur_once() {
    let (mut compared, mut open, mut looked_at) = (0, 0, 0);
    for index in 0..programs() {
        let number = 9_000_000 + index;
        let mut random = Random::new(number);
        let generated = generate::program_once(&mut random);
        let program = &generated.program;
        for _ in 0..2 {
            let knowledge = Knowledge::partial(&mut random);
            let facts = knowledge.facts(true);
            let mut run = run(program, &facts);
            for root in roots(&generated) {
                let matters = read(program, root);
                let Some(worlds) = knowledge.all_worlds(|fact| matters.contains(&fact), MOST_WORLDS) else { continue };
                looked_at += worlds.len();
                let results: Vec<Classical> =
                    worlds.iter().map(|world| InWorld { program, world }.value(root)).collect();
                let set = engine::set(&run.split(root));
                assert!(
                    is_exactly(&set, &results),
                    "program {number}, {root:?}: {set:?} against {:?}{}\nknowing {knowledge:?}",
                    results.iter().map(|result| format!("{result:?}")).collect::<HashSet<_>>(),
                    shown(program, root)
                );
                compared += 1;
                open += usize::from(!set.is_settled());
            }
        }
    }
    tell(&format!("exact: {} programs, {looked_at} worlds, {compared} sets ({open} open), 0 differences", programs()));
    assert!(open > 0);
}

/// The facts and lists that a root reads.
fn read(program: &Program, root: NodeId) -> HashSet<FactId> {
    let nodes = reachable(program, [Target::Node(root)]).into_iter().filter_map(|target| match target {
        Target::Node(node) => Some(&program.nodes[node.index()]),
        Target::Score(_) => None,
    });
    nodes
        .filter_map(|node| match node {
            Node::Fact(fact) | Node::OverRecords(_, fact, _, _) => Some(*fact),
            _ => None,
        })
        .collect()
}

/// All that enumeration gives, of numbers the least and the greatest.
fn is_exactly(set: &Set, results: &[Classical]) -> bool {
    let undefined = results.iter().any(Result::is_err);
    match set {
        Set::Truth(truths) => {
            let found: Truths = results
                .iter()
                .map(|result| match result {
                    Ok(Plain::Truth(true)) => Member::T,
                    Ok(Plain::Truth(false)) => Member::F,
                    Ok(other) => panic!("{other:?} is no truth"),
                    Err(_) => Member::U,
                })
                .collect();
            *truths == found
        }
        Set::Number(Interval { ends, undefined: may_be, .. }) => {
            let numbers = results.iter().filter_map(|result| match result {
                Ok(Plain::Number(number)) => Some(exact(number)),
                _ => None,
            });
            let numbers: Vec<_> = numbers.collect();
            let found = numbers.iter().min().zip(numbers.iter().max());
            let ends = ends.map(|Ends { low, high }| {
                assert!(low.closed && high.closed, "small domains are closed");
                (low.at, high.at)
            });
            ends == found.map(|(low, high)| (At::Number(*low), At::Number(*high))) && *may_be == undefined
        }
        Set::Choice(options) => {
            let found = results.iter().filter_map(|result| match result {
                Ok(Plain::Choice(option)) => Some(*option),
                _ => None,
            });
            options.possible == found.collect() && options.undefined == undefined
        }
    }
}
