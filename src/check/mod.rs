//! Statements to a program: names, types and units resolved, everything doubtful reported.

mod arithmetic;
mod benefit;
mod calendar;
mod chain;
mod chain_expectation;
mod chain_order;
mod checker;
mod choices;
mod collect;
mod comparison;
mod condition;
mod declaration;
mod deduction;
mod definition;
mod doubled;
mod each;
mod example;
mod examples;
mod expectation;
mod expression;
mod fact;
mod function;
mod gap_expectation;
mod given;
mod item;
mod item_expectation;
mod lint;
mod lookup;
mod name;
mod notes;
mod order;
mod organ;
mod overlay;
mod paper;
mod parameter;
mod period;
mod policy;
mod policy_period;
mod read;
mod region;
mod report;
mod score;
mod service;
mod stack;
mod stack_expectation;
mod table;
mod transition;
mod types;
mod units;
mod uses;
mod value_expectation;
mod window;

pub use chain_expectation::{ChainDay, ChainExpected, ChainPlace, StepExpected};
pub use example::{
    ConditionOutcome, Constant, ConstantMember, Example, Expectation, Expected, Givens, Handling, MaterialState,
    MissingFact, PolicyOutcome, StackTest, Subject, ValueTest, WindowState,
};

use crate::diagnostic::Diagnostic;
use crate::program::Program;
use crate::schema::Item;
use crate::span::Span;
use checker::{Built, Checker};
use report::Report;
use std::collections::BTreeMap;

/// A file as the schema read it.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its path as handed in; 引用 names it by the shortest end that is unique, without `.gj`.
    pub path: String,
    /// Its statements.
    pub items: Vec<Item>,
}

/// What the checker makes of files: all that it has, and all problems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// The rules as data, each use of a value a node of its own. Only fit to run if no diagnostic is an error.
    pub program: Program,
    /// The examples, in source order.
    pub examples: Vec<Example>,
    /// Where things stand.
    pub spans: Spans,
    /// What is wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where the parts of a program stand in the sources, in the order of the program's lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spans {
    /// Of each node.
    pub nodes: Vec<Span>,
    /// Of each fact.
    pub facts: Vec<Span>,
    /// Of each parameter.
    pub parameters: Vec<Span>,
    /// Of each definition.
    pub definitions: Vec<Span>,
    /// Of each table.
    pub tables: Vec<Span>,
    /// Of each score entry.
    pub scores: Vec<Span>,
    /// Of each judged line or item.
    pub judged: Vec<Span>,
    /// Of each condition.
    pub conditions: Vec<Span>,
    /// Of each paper.
    pub papers: Vec<Span>,
    /// Of each policy.
    pub policies: Vec<Span>,
}

/// Checks files together. Total: returns what it has with all problems.
///
/// Files are taken in the order of their paths, so that the same files give the same program however they were handed in.
pub fn check(files: &[File]) -> Checked {
    let mut report = Report::default();
    let mut sorted: Vec<&File> = files.iter().collect();
    sorted.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    let uses = uses::uses(&sorted, &mut report);
    let resolved = overlay::resolve(&sorted, &uses, &mut report);
    let sorted: Vec<&File> = resolved.files.iter().map(AsRef::as_ref).collect();
    let found = collect::collect(&sorted, uses, &mut report);
    let mut checker = Checker {
        built: vec![Built::Not; found.list.len()],
        files: sorted,
        found,
        report,
        program: Program::default(),
        spans: Spans::default(),
        types: Vec::new(),
        ranged: Vec::new(),
        groups: BTreeMap::new(),
        fact_types: Vec::new(),
        column_types: Vec::new(),
        facts_read: Vec::new(),
        documents: BTreeMap::new(),
        regions: BTreeMap::new(),
        papers: BTreeMap::new(),
        departments: BTreeMap::new(),
        organs: BTreeMap::new(),
        deferral_rules: BTreeMap::new(),
        promise_rules: BTreeMap::new(),
        policies: BTreeMap::new(),
        yearly: BTreeMap::new(),
        anchor: None,
        judged: BTreeMap::new(),
        sentences: BTreeMap::new(),
        deemed: BTreeMap::new(),
        depth: 0,
        copies: 0,
        overlays: resolved.overlays,
        families: BTreeMap::new(),
        stacks: BTreeMap::new(),
    };
    checker.build_regions();
    checker.build_documents();
    checker.build_calendars();
    checker.build_choices();
    checker.build_facts();
    checker.build_organs();
    checker.begin_policies();
    checker.build_papers();
    checker.build_in_order();
    checker.build_empowerments();
    checker.build_paper_rules();
    checker.finish_facts();
    checker.finish_each();
    checker.finish_policies();
    checker.note_adapted();
    checker.build_stacks();
    checker.check_overlay_bounds();
    checker.finish_chains();
    let examples = checker.examples();
    checker.lint_program();
    Checked { program: checker.program, examples, spans: checker.spans, diagnostics: checker.report.finish() }
}
