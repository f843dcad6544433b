//! Statements to a program: names, types and units resolved, everything doubtful reported.

mod example;

pub use example::{
    ConditionOutcome, Constant, ConstantMember, Example, Expectation, Expected, Givens, MaterialState, MissingFact,
    PolicyOutcome, Subject, ValueTest, WindowState,
};

use crate::diagnostic::Diagnostic;
use crate::program::Program;
use crate::schema::Item;
use crate::span::Span;

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
