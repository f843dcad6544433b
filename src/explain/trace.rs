//! The tree of why: each step with its value and what it rests on, only as deep and wide as a person reads.

use super::answer::TraceAnswer;
use super::comparison::{name_of, outcome_of, sign_text};
use super::known::{quantity, unit};
use super::law::cites;
use super::used::used_operands;
use crate::eval::graph::Target;
use crate::eval::{Run, Slot};
use crate::program::{Arithmetic, Fold, Kind, Node, NodeId};
use crate::value::Value;

/// Deeper steps are cut off.
const MOST_DEEP: usize = 16;

/// So many steps are shown in all.
const MOST_STEPS: usize = 400;

/// So many records of a list are shown, each with its own trace.
const MOST_RECORDS: u32 = 20;

/// The trace of a condition.
pub(crate) fn trace(run: &mut Run<'_>, root: NodeId) -> TraceAnswer {
    let mut left = MOST_STEPS;
    step(run, root, MOST_DEEP, &mut left)
}

fn step(run: &mut Run<'_>, id: NodeId, deep: usize, left: &mut usize) -> TraceAnswer {
    *left = left.saturating_sub(1);
    let program = run.program();
    let kind = program.kinds.get(id.index()).cloned().unwrap_or(Kind::Truth);
    let value = run.value(id);
    let mut step = TraceAnswer {
        op: operation(program.nodes.get(id.index())).to_owned(),
        name: step_name(run, id),
        outcome: None,
        value: None,
        unit: None,
        cite: Vec::new(),
        children: Vec::new(),
        cut: false,
    };
    match &value {
        Value::Truth(truth) => step.outcome = Some(outcome_of(*truth)),
        known => {
            step.value = quantity(program, &kind, known);
            step.unit = unit(&kind);
        }
    }
    let citations = match program.nodes.get(id.index()) {
        Some(Node::Definition(id)) => program.definitions.get(id.index()).map(|it| &it.notes.citations),
        Some(Node::Table(id)) => program.tables.get(id.index()).map(|it| &it.notes.citations),
        Some(Node::Condition(id)) => program.conditions.get(id.index()).map(|it| &it.notes.citations),
        Some(Node::Parameter(id)) => {
            let rows = run.parameter_rows(*id);
            let parameter = program.parameters.get(id.index());
            match rows.as_slice() {
                [row] => parameter.and_then(|it| it.rows.get(*row)).map(|row| &row.citations),
                _ => parameter.map(|it| &it.notes.citations),
            }
        }
        _ => None,
    };
    step.cite = citations.map_or_else(Vec::new, |citations| cites(program, citations));
    children(run, id, deep, left, &mut step);
    step
}

fn children(run: &mut Run<'_>, id: NodeId, deep: usize, left: &mut usize, step: &mut TraceAnswer) {
    let program = run.program();
    match program.nodes.get(id.index()) {
        // These have their own place in the answer.
        Some(Node::Score(_) | Node::Passes(_) | Node::Condition(_) | Node::Policy(_) | Node::Parameter(_)) => {}
        Some(Node::OverRecords(_, list, filter, value)) => {
            records(run, *list, filter.or(*value), deep, left, step);
        }
        _ => {
            for operand in used_operands(run, Target::Node(id)) {
                let Target::Node(operand) = operand else { continue };
                if deep == 0 || *left == 0 {
                    step.cut = true;
                    return;
                }
                let child = self::step(run, operand, deep - 1, left);
                step.children.push(child);
            }
        }
    }
}

/// Each record with what becomes of its filter, or with its value.
fn records(
    run: &mut Run<'_>,
    list: crate::program::FactId,
    root: Option<NodeId>,
    deep: usize,
    left: &mut usize,
    step: &mut TraceAnswer,
) {
    let (Some(count), Some(root)) = (run.facts().records(list), root) else { return };
    let name = Slot::Fact(list).name(run.program());
    for record in 0..count {
        if deep == 0 || *left == 0 || record >= MOST_RECORDS {
            step.cut = true;
            return;
        }
        let child = run.with_record(list, Some(record), |run| self::step(run, root, deep - 1, left));
        step.children.push(TraceAnswer {
            op: "record".to_owned(),
            name: Some(format!("{name}[{record}]")),
            outcome: child.outcome,
            value: child.value.clone(),
            unit: child.unit.clone(),
            cite: Vec::new(),
            children: vec![child],
            cut: false,
        });
    }
}

fn step_name(run: &mut Run<'_>, id: NodeId) -> Option<String> {
    match run.slot(id) {
        Some(slot) => Some(slot.name(run.program())),
        None => name_of(run, id).map(|name| name.zh),
    }
}

fn operation(node: Option<&Node>) -> &'static str {
    match node {
        None => "unknown",
        Some(node) => match node {
            Node::Number(_) | Node::Date(_) | Node::Truth(_) | Node::Text(_) | Node::Choice(..) | Node::Region(_) => {
                "constant"
            }
            Node::Today => "today",
            Node::LawDay => "law_day",
            Node::AskedRegion => "region",
            Node::Fact(_) | Node::FactInYear(..) | Node::Column(..) => "fact",
            Node::Judged(_) => "judged",
            Node::Parameter(_) => "parameter",
            Node::Definition(_) => "definition",
            Node::Condition(_) => "condition",
            Node::Policy(_) => "policy",
            Node::Table(_) => "table",
            Node::Score(_) => "score",
            Node::Passes(_) => "passes",
            Node::All(_) => "all",
            Node::Any(_) => "any",
            Node::AtLeast(..) => "at_least",
            Node::Not(_) => "not",
            Node::Compare(sign, ..) => sign_text(*sign),
            Node::OneOf(..) | Node::Within(..) => "in",
            Node::Contains(..) => "contains",
            Node::If(..) => "if",
            Node::Exceptions(..) => "exceptions",
            Node::Arithmetic(operation, ..) => match operation {
                Arithmetic::Add => "+",
                Arithmetic::Subtract => "-",
                Arithmetic::Multiply => "*",
                Arithmetic::Divide => "/",
            },
            Node::Negate(_) => "negate",
            Node::Least(_) => "min",
            Node::Greatest(_) => "max",
            Node::Round(..) => "round",
            Node::Shift(..) => "shift",
            Node::DaysBetween(..) => "days_between",
            Node::YearOf(_) => "year_of",
            Node::YearStart(_) => "year_start",
            Node::YearEnd(_) => "year_end",
            Node::MonthStart(_) => "month_start",
            Node::MonthEnd(_) => "month_end",
            Node::FullYears(..) => "full_years",
            Node::Ancestor(..) => "ancestor",
            Node::Under(..) => "under",
            Node::Between(..) => "between",
            Node::OverRecords(fold, ..) | Node::OverYears(fold, ..) => match fold {
                Fold::Count => "count",
                Fold::Sum => "sum",
                Fold::Mean => "mean",
                Fold::Max => "greatest",
                Fold::Min => "least",
            },
        },
    }
}
