//! Whether a program keeps the promises that the evaluator relies on.
//!
//! A pack comes from outside. Its digest says that it arrived whole, not that it means well: so before anything runs,
//! every reference is looked up, every node must be made of parts of the kind that it needs, and everything that is
//! named must stand before the node that names it, so that no evaluation goes in circles or too deep.

mod catalogue;
mod chain;
mod graph;
mod item;
mod node;
mod people;
mod records;
mod sort;
mod stack;
mod tree;

use super::error::{Fault, Problem};
use crate::program::{Citation, Notes, Program};

pub use graph::MAX_DEPTH;

/// The most entries of the lists that a single entry carries, as columns, rows, cells or conditions in a condition.
/// The largest list in real rules is the catalogue of places; this is three times the number of districts.
const MAX_ENTRIES: usize = 10_000;

/// The deepest that conditions, scores and exceptions may stand in each other; the same as for all nesting in rules.
const MAX_NESTING: usize = 64;

type Verdict = Result<(), Problem>;

/// Says what is wrong with a program, if something is.
///
/// # Errors
/// The first entry that breaks a promise.
pub fn verify(program: &Program) -> Result<(), Fault> {
    each("choice_types", &program.choice_types, catalogue::choice_type)?;
    each("regions", &program.regions, |region| catalogue::region(program, region))?;
    tree::regions(program)?;
    catalogue::calendars(program)?;
    each("facts", &program.facts, |fact| catalogue::fact(program, fact))?;
    catalogue::names(program)?;
    tree::conditions(program)?;
    tree::scores(program)?;
    graph::kinds(program)?;
    each("nodes", &program.nodes, {
        let mut index = 0_usize;
        move |node| {
            let verdict = node::node(program, index, node);
            index = index.saturating_add(1);
            verdict
        }
    })?;
    each("parameters", &program.parameters, |parameter| node::parameter(program, parameter))?;
    each("definitions", &program.definitions, |definition| node::definition(program, definition))?;
    each("tables", &program.tables, |table| node::table(program, table))?;
    each("scores", &program.scores, |score| node::score(program, score))?;
    each("judged", &program.judged, |judged| people::judged(program, judged))?;
    each("conditions", &program.conditions, |condition| node::condition(program, condition))?;
    each("each", &program.each, |entry| records::each(program, entry))?;
    each("transitions", &program.transitions, |entry| records::transition(program, entry))?;
    each("papers", &program.papers, |paper| item::paper(program, paper))?;
    each("organs", &program.organs, |organ| item::organ(program, organ))?;
    each("empowerments", &program.empowerments, |empowerment| item::empowerment(program, empowerment))?;
    each("sharings", &program.sharings, |sharing| item::sharing(program, sharing))?;
    each("deferral_rules", &program.deferral_rules, |rule| item::deferral_rule(program, rule))?;
    each("promise_rules", &program.promise_rules, |rule| item::promise_rule(program, rule))?;
    each("policies", &program.policies, |policy| people::policy(program, policy))?;
    each("chains", &program.chains, |chain| chain::chain(program, chain))?;
    each("stacks", &program.stacks, |it| stack::stack(program, it))?;
    // Only now, as all references are known to lead somewhere.
    graph::order(program)
}

fn each<T>(list: &'static str, entries: &[T], mut check: impl FnMut(&T) -> Verdict) -> Result<(), Fault> {
    for (index, entry) in entries.iter().enumerate() {
        check(entry).map_err(|problem| Fault { list, index, problem })?;
    }
    Ok(())
}

/// The entry that an id names.
fn entry<T>(list: &[T], index: usize) -> Result<&T, Problem> {
    list.get(index).ok_or(Problem::Missing)
}

fn holds(condition: bool, problem: Problem) -> Verdict {
    if condition { Ok(()) } else { Err(problem) }
}

fn short<T>(list: &[T]) -> Verdict {
    holds(list.len() <= MAX_ENTRIES, Problem::Limit)
}

fn citations(program: &Program, citations: &[Citation]) -> Verdict {
    short(citations)?;
    for citation in citations {
        if let Some(document) = citation.document {
            entry(&program.documents, document.index())?;
        }
    }
    Ok(())
}

fn notes(program: &Program, notes: &Notes) -> Verdict {
    // Sentences are looked up with the policy at hand, as indexes into its list; whoever reads them expects gaps.
    short(&notes.sentences)?;
    citations(program, &notes.citations)
}
