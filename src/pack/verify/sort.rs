//! What a value is to the evaluator, apart from the unit that it is shown in.

use super::super::error::Problem;
use super::{entry, holds};
use crate::program::{ChoiceTypeId, Kind, NodeId, Program};

/// Kinds that the evaluator treats alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Truth,
    /// Numbers, money, percentages, durations, years.
    Number,
    Date,
    Text,
    Choice(ChoiceTypeId),
    Choices(ChoiceTypeId),
    Region,
    List,
}

/// The sort of a kind, whose choices must exist.
pub(super) fn of_kind(program: &Program, kind: &Kind) -> Result<Sort, Problem> {
    Ok(match kind {
        Kind::Truth => Sort::Truth,
        Kind::Number(_) | Kind::Money | Kind::Percent | Kind::Duration(_) | Kind::Year => Sort::Number,
        Kind::Date => Sort::Date,
        Kind::Text => Sort::Text,
        Kind::Choice(choices) => {
            entry(&program.choice_types, choices.index())?;
            Sort::Choice(*choices)
        }
        Kind::Choices(choices) => {
            entry(&program.choice_types, choices.index())?;
            Sort::Choices(*choices)
        }
        Kind::Region => Sort::Region,
        Kind::List(_) => Sort::List,
    })
}

/// The sort of a node.
pub(super) fn of_node(program: &Program, node: NodeId) -> Result<Sort, Problem> {
    of_kind(program, entry(&program.kinds, node.index())?)
}

/// Holds if a node is of a sort.
pub(super) fn is(program: &Program, node: NodeId, sort: Sort) -> Result<(), Problem> {
    holds(of_node(program, node)? == sort, Problem::Kind)
}

/// Holds if a node, where there is one, is of a sort.
pub(super) fn is_if_any(program: &Program, node: Option<NodeId>, sort: Sort) -> Result<(), Problem> {
    node.map_or(Ok(()), |node| is(program, node, sort))
}

/// Holds if values of a sort can be put in order.
pub(super) fn ordered(program: &Program, sort: Sort) -> Result<(), Problem> {
    let ordered = match sort {
        Sort::Number | Sort::Date => true,
        Sort::Choice(choices) => entry(&program.choice_types, choices.index())?.ordered,
        Sort::Truth | Sort::Text | Sort::Choices(_) | Sort::Region | Sort::List => false,
    };
    holds(ordered, Problem::Kind)
}
