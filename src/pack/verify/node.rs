//! Nodes and what has a name in the graph: made of parts of the right kinds.

use super::super::error::Problem;
use super::sort::{self, Sort, is, is_if_any};
use super::{MAX_NESTING, Verdict, citations, entry, holds, notes, short};
use crate::program::{
    Cell, ChoiceTypeId, Comparison, Condition, Definition, Exception, FactId, Fold, HitPolicy, Kind, Member, Node,
    NodeId, Parameter, Points, Program, Row, Score, Table,
};
use crate::value::Number;

/// Holds if the node at `index` is of its kind and its operands fit it.
pub(super) fn node(program: &Program, index: usize, node: &Node) -> Verdict {
    let own = sort::of_kind(program, entry(&program.kinds, index)?)?;
    holds(own == given(program, node, own)?, Problem::Kind)
}

/// The sort that a node gives. `own` is the sort that its kind claims, for nodes that may give several.
fn given(program: &Program, node: &Node, own: Sort) -> Result<Sort, Problem> {
    let of = |node: &NodeId| sort::of_node(program, *node);
    match node {
        Node::Number(_) => Ok(Sort::Number),
        Node::Date(_) | Node::Today | Node::LawDay => Ok(Sort::Date),
        Node::Truth(_) => Ok(Sort::Truth),
        Node::Text(_) => Ok(Sort::Text),
        Node::Choice(choices, place) => {
            option_exists(program, *choices, *place)?;
            Ok(Sort::Choice(*choices))
        }
        Node::Region(region) => {
            entry(&program.regions, region.index())?;
            Ok(Sort::Region)
        }
        Node::AskedRegion => Ok(Sort::Region),
        // A yearly fact read without a year is that of the law day's year.
        Node::Fact(fact) => of_fact(program, *fact),
        Node::FactInYear(fact, _) => {
            holds(entry(&program.facts, fact.index())?.yearly, Problem::Kind)?;
            of_fact(program, *fact)
        }
        Node::Column(list, column) => {
            let list = entry(&program.facts, list.index())?;
            let column = usize::try_from(*column).map_err(|_| Problem::Missing)?;
            sort::of_kind(program, &entry(&list.columns, column)?.kind)
        }
        Node::Judged(judged) => {
            let judged = entry(&program.judged, judged.index())?;
            Ok(if judged.score.is_some() { Sort::Number } else { Sort::Truth })
        }
        Node::Parameter(parameter) => sort::of_kind(program, &entry(&program.parameters, parameter.index())?.kind),
        Node::Definition(definition) => of(&entry(&program.definitions, definition.index())?.root),
        Node::Condition(condition) => {
            entry(&program.conditions, condition.index())?;
            Ok(Sort::Truth)
        }
        Node::Policy(policy) => {
            entry(&program.policies, policy.index())?;
            Ok(Sort::Truth)
        }
        Node::Table(table) => {
            let table = entry(&program.tables, table.index())?;
            for output in table.rows.iter().filter_map(|row| row.output) {
                let counted = table.hit == HitPolicy::Count;
                holds(counted || of(&output)? == own, Problem::Kind)?;
            }
            Ok(if table.hit == HitPolicy::Count { Sort::Number } else { own })
        }
        Node::Score(score) => {
            entry(&program.scores, score.index())?;
            Ok(Sort::Number)
        }
        Node::Passes(score) => {
            entry(&program.scores, score.index())?;
            Ok(Sort::Truth)
        }
        Node::All(members) | Node::Any(members) | Node::AtLeast(_, members) => all_are(program, members, Sort::Truth),
        Node::Not(operand) => {
            is(program, *operand, Sort::Truth)?;
            Ok(Sort::Truth)
        }
        Node::Compare(comparison, left, right) => {
            comparable(program, *comparison, of(left)?, of(right)?)?;
            Ok(Sort::Truth)
        }
        Node::OneOf(operand, list) => {
            members(program, of(operand)?, list)?;
            Ok(Sort::Truth)
        }
        Node::Within(place, area) => {
            is(program, *place, Sort::Region)?;
            is(program, *area, Sort::Region)?;
            Ok(Sort::Truth)
        }
        Node::Contains(operand, place) => match of(operand)? {
            Sort::Choices(choices) => {
                option_exists(program, choices, *place)?;
                Ok(Sort::Truth)
            }
            _ => Err(Problem::Kind),
        },
        Node::If(guard, then, otherwise) => {
            is(program, *guard, Sort::Truth)?;
            is(program, *then, own)?;
            is(program, *otherwise, own)?;
            Ok(own)
        }
        Node::Exceptions(base, exceptions) => {
            is(program, *base, own)?;
            self::exceptions(program, exceptions, own, 0)?;
            Ok(own)
        }
        Node::Arithmetic(_, left, right) => all_are(program, &[*left, *right], Sort::Number),
        Node::Negate(operand) => all_are(program, &[*operand], Sort::Number),
        Node::Least(members) | Node::Greatest(members) => {
            holds(!members.is_empty(), Problem::Missing)?;
            sort::ordered(program, own)?;
            all_are(program, members, own)?;
            Ok(own)
        }
        Node::Round(_, value, step) => {
            if let Node::Number(step) = entry(&program.nodes, step.index())? {
                holds(*step > Number::from(0), Problem::Contradiction)?;
            }
            all_are(program, &[*value, *step], Sort::Number)
        }
        Node::Shift(day, by, _) => {
            is(program, *day, Sort::Date)?;
            is(program, *by, Sort::Number)?;
            Ok(Sort::Date)
        }
        Node::DaysBetween(from, to) | Node::FullYears(from, to) => {
            all_are(program, &[*from, *to], Sort::Date)?;
            Ok(Sort::Number)
        }
        Node::YearOf(day) => {
            is(program, *day, Sort::Date)?;
            Ok(Sort::Number)
        }
        Node::YearStart(day) | Node::YearEnd(day) => {
            holds(matches!(of(day)?, Sort::Date | Sort::Number), Problem::Kind)?;
            Ok(Sort::Date)
        }
        Node::MonthStart(day) | Node::MonthEnd(day) => {
            is(program, *day, Sort::Date)?;
            Ok(Sort::Date)
        }
        Node::Under(value, place) => {
            is(program, *place, Sort::Region)?;
            is(program, *value, own)?;
            Ok(own)
        }
        Node::Ancestor(place, _) => {
            is(program, *place, Sort::Region)?;
            Ok(Sort::Region)
        }
        Node::Between(low, high, _) => {
            sort::ordered(program, own)?;
            is_if_any(program, *low, own)?;
            is_if_any(program, *high, own)?;
            Ok(own)
        }
        Node::OverRecords(fold, list, which, value) => {
            let list = entry(&program.facts, list.index())?;
            holds(matches!(list.kind, Kind::List(_)), Problem::Kind)?;
            is_if_any(program, *which, Sort::Truth)?;
            holds(value.is_some() || *fold == Fold::Count, Problem::Missing)?;
            let value = value.map(|value| of(&value)).transpose()?;
            folded(program, *fold, value)
        }
        Node::OverYears(fold, anchor, years) => {
            if let Some(anchor) = anchor {
                let anchor = entry(&program.facts, anchor.index())?;
                holds(anchor.kind == Kind::Date && !anchor.yearly, Problem::Kind)?;
            }
            let mut sort = None;
            for (_, value) in years {
                let this = of(value)?;
                holds(sort.is_none_or(|sort| sort == this), Problem::Kind)?;
                sort = Some(this);
            }
            folded(program, *fold, sort)
        }
    }
}

pub(super) fn parameter(program: &Program, parameter: &Parameter) -> Verdict {
    let sort = sort::of_kind(program, &parameter.kind)?;
    for row in &parameter.rows {
        entry(&program.regions, row.region.index())?;
        is(program, row.value, sort)?;
        for document in &row.supersedes {
            entry(&program.documents, document.index())?;
        }
        citations(program, &row.citations)?;
    }
    owner(program, parameter.policy)?;
    is_if_any(program, parameter.bounds.low, sort)?;
    is_if_any(program, parameter.bounds.high, sort)?;
    notes(program, &parameter.notes)
}

pub(super) fn definition(program: &Program, definition: &Definition) -> Verdict {
    entry(&program.nodes, definition.root.index())?;
    owner(program, definition.policy)?;
    notes(program, &definition.notes)
}

pub(super) fn table(program: &Program, table: &Table) -> Verdict {
    short(&table.inputs)?;
    short(&table.rows)?;
    owner(program, table.policy)?;
    let mut inputs = Vec::new();
    for input in &table.inputs {
        inputs.push(sort::of_node(program, input.value)?);
    }
    for row in &table.rows {
        holds(row.cells.len() == inputs.len(), Problem::Contradiction)?;
        for (cell, input) in row.cells.iter().zip(&inputs) {
            match cell {
                Cell::Anything => {}
                Cell::Compare(comparison, figure) => {
                    comparable(program, *comparison, *input, sort::of_node(program, *figure)?)?;
                }
                Cell::OneOf(list) => members(program, *input, list)?,
            }
        }
        citations(program, &row.citations)?;
    }
    outputs(program, table, &inputs)?;
    notes(program, &table.notes)
}

pub(super) fn score(program: &Program, score: &Score) -> Verdict {
    owner(program, score.policy)?;
    if let Some(judged) = score.judged {
        let judged = entry(&program.judged, judged.index())?;
        let own = judged.score.and_then(|id| program.scores.get(id.index()));
        holds(own.is_some_and(|own| std::ptr::eq(own, score)), Problem::Contradiction)?;
    }
    holds(score.max.as_ref().is_none_or(|max| *max >= Number::from(0)), Problem::Contradiction)?;
    match &score.points {
        // That the parts are a tree has been seen to.
        Points::Parts(_) | Points::Free => {}
        Points::Bands(bands) => {
            short(bands)?;
            holds(bands.iter().all(|band| band.low <= band.high), Problem::Contradiction)?;
        }
        Points::Value(value) => is(program, *value, Sort::Number)?,
        Points::BestOf(ways) => {
            short(ways)?;
            holds(!ways.is_empty(), Problem::Missing)?;
            for way in ways {
                is(program, way.value, Sort::Number)?;
            }
        }
    }
    notes(program, &score.notes)
}

pub(super) fn condition(program: &Program, condition: &Condition) -> Verdict {
    entry(&program.policies, condition.policy.index())?;
    is(program, condition.body, Sort::Truth)?;
    is_if_any(program, condition.unless, Sort::Truth)?;
    is(program, condition.root, Sort::Truth)?;
    for judged in &condition.judged {
        entry(&program.judged, judged.index())?;
    }
    notes(program, &condition.notes)
}

fn owner(program: &Program, policy: Option<crate::program::PolicyId>) -> Verdict {
    match policy {
        Some(policy) => entry(&program.policies, policy.index()).map(|_| ()),
        None => Ok(()),
    }
}

fn option_exists(program: &Program, choices: ChoiceTypeId, place: u32) -> Verdict {
    let choices = entry(&program.choice_types, choices.index())?;
    let place = usize::try_from(place).map_err(|_| Problem::Missing)?;
    entry(&choices.options, place).map(|_| ())
}

fn of_fact(program: &Program, fact: FactId) -> Result<Sort, Problem> {
    sort::of_kind(program, &entry(&program.facts, fact.index())?.kind)
}

fn all_are(program: &Program, members: &[NodeId], sort: Sort) -> Result<Sort, Problem> {
    for member in members {
        is(program, *member, sort)?;
    }
    Ok(sort)
}

fn comparable(program: &Program, comparison: Comparison, left: Sort, right: Sort) -> Verdict {
    holds(left == right, Problem::Kind)?;
    match comparison {
        Comparison::Equal | Comparison::NotEqual => Ok(()),
        Comparison::Less | Comparison::AtMost | Comparison::Greater | Comparison::AtLeast => {
            sort::ordered(program, left)
        }
    }
}

fn members(program: &Program, operand: Sort, members: &[Member]) -> Verdict {
    short(members)?;
    // Of several choices: whether one of them is in the list.
    let operand = match operand {
        Sort::Choices(choices) => Sort::Choice(choices),
        operand => operand,
    };
    for member in members {
        match member {
            Member::Value(value) => is(program, *value, operand)?,
            Member::Span(low, high) => {
                sort::ordered(program, operand)?;
                is(program, *low, operand)?;
                is(program, *high, operand)?;
            }
        }
    }
    Ok(())
}

fn folded(program: &Program, fold: Fold, value: Option<Sort>) -> Result<Sort, Problem> {
    match fold {
        Fold::Count => Ok(Sort::Number),
        Fold::Sum | Fold::Mean => {
            holds(value.is_none_or(|value| value == Sort::Number), Problem::Kind)?;
            Ok(Sort::Number)
        }
        Fold::Max | Fold::Min => {
            let value = value.unwrap_or(Sort::Number);
            sort::ordered(program, value)?;
            Ok(value)
        }
    }
}

fn exceptions(program: &Program, level: &[Exception], sort: Sort, depth: usize) -> Verdict {
    holds(depth < MAX_NESTING, Problem::Limit)?;
    short(level)?;
    for (index, exception) in level.iter().enumerate() {
        is(program, exception.guard, Sort::Truth)?;
        is(program, exception.value, sort)?;
        for over in &exception.over {
            let over = usize::try_from(*over).map_err(|_| Problem::Missing)?;
            holds(over < level.len(), Problem::Missing)?;
            holds(over != index, Problem::Order)?;
        }
        exceptions(program, &exception.nested, sort, depth.saturating_add(1))?;
    }
    Ok(())
}

/// The rows that give something give the same sort, and one that the way of choosing can work with.
fn outputs(program: &Program, table: &Table, inputs: &[Sort]) -> Verdict {
    let mut given = None;
    for output in table.rows.iter().filter_map(|row: &Row| row.output) {
        let sort = sort::of_node(program, output)?;
        holds(given.is_none_or(|given| given == sort), Problem::Kind)?;
        given = Some(sort);
    }
    let number = given.is_none_or(|given| given == Sort::Number);
    match table.hit {
        HitPolicy::First | HitPolicy::Unique | HitPolicy::Any | HitPolicy::Count => Ok(()),
        HitPolicy::Sum => holds(number, Problem::Kind),
        HitPolicy::Max | HitPolicy::Min => given.map_or(Ok(()), |given| sort::ordered(program, given)),
        HitPolicy::Marginal => {
            holds(number && inputs == [Sort::Number], Problem::Kind)?;
            let bound = |cell: &Cell| matches!(cell, Cell::Anything | Cell::Compare(Comparison::AtMost, _));
            holds(table.rows.iter().all(|row| row.cells.iter().all(bound)), Problem::Kind)
        }
    }
}
