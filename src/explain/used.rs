//! What an expression really uses: only what can still be chosen of conditionals, tables, exceptions and parameters.

use std::collections::{BTreeSet, HashSet};

use super::answer::Text;
use super::known::labelled;
use super::sentence::{Sentence, say};
use crate::eval::graph::{Target, operands, versions_before};
use crate::eval::{Run, Slot};
use crate::program::{Cell, Exception, FactId, HitPolicy, Member, Node, NodeId, Program, TableId};
use crate::value::{Truth, Value};

/// What a target refers to and can still choose, in the order written.
pub(crate) fn used_operands(run: &mut Run<'_>, target: Target) -> Vec<Target> {
    let program = run.program();
    let Target::Node(id) = target else { return operands(program, target) };
    let nodes = match program.nodes.get(id.index()) {
        Some(Node::If(guard, then, otherwise)) => {
            let (may_hold, may_fail) = possible(run, *guard);
            let branches = [(may_hold, *then), (may_fail, *otherwise)];
            let chosen = branches.into_iter().filter(|(possible, _)| *possible).map(|(_, branch)| branch);
            std::iter::once(*guard).chain(chosen).collect()
        }
        Some(Node::Exceptions(base, exceptions)) => {
            let Chosen { guards, values } = chosen_exceptions(run, *base, exceptions);
            guards.into_iter().chain(values).collect()
        }
        Some(Node::Table(table)) => table_operands(run, *table),
        Some(Node::Parameter(parameter)) => {
            let rows = run.parameter_rows(*parameter);
            let parameter = program.parameters.get(parameter.index());
            rows.into_iter().filter_map(|row| Some(parameter?.rows.get(row)?.value)).collect()
        }
        Some(Node::Policy(policy)) => versions_before(program, *policy, Some(id))
            .into_iter()
            .filter_map(|version| program.policies.get(version.index()))
            .flat_map(|version| version.applies.into_iter().chain([version.root]))
            .collect(),
        // What is read under another place would be shown as it is here.
        Some(Node::Under(_, place)) => vec![*place],
        _ => return operands(program, target),
    };
    nodes.into_iter().map(Target::Node).collect()
}

/// Whether a guard may hold, and whether it may fail.
pub(crate) fn possible(run: &mut Run<'_>, guard: NodeId) -> (bool, bool) {
    let truth = truth_of(run, guard);
    let judged = truth.contains(Truth::JUDGED);
    (judged || truth.contains(Truth::MET), judged || truth.contains(Truth::UNMET))
}

/// A node's truth; undefined if it is none.
pub(crate) fn truth_of(run: &mut Run<'_>, node: NodeId) -> Truth {
    match run.value(node) {
        Value::Truth(truth) => truth,
        _ => Truth::UNDEFINED,
    }
}

/// The guards looked at and the values that can still be chosen.
pub(crate) struct Chosen {
    pub(crate) guards: Vec<NodeId>,
    pub(crate) values: Vec<NodeId>,
}

/// What a base and its exceptions can still give.
pub(crate) fn chosen_exceptions(run: &mut Run<'_>, base: NodeId, exceptions: &[Exception]) -> Chosen {
    let mut chosen = Chosen { guards: Vec::new(), values: Vec::new() };
    let mut levels = vec![(base, exceptions)];
    while let Some((base, exceptions)) = levels.pop() {
        let mut base_possible = true;
        let mut deeper = Vec::new();
        for exception in exceptions {
            chosen.guards.push(exception.guard);
            let (may_hold, may_fail) = possible(run, exception.guard);
            base_possible &= may_fail || !may_hold;
            if may_hold {
                deeper.push((exception.value, exception.nested.as_slice()));
            }
        }
        if base_possible {
            chosen.values.push(base);
        }
        levels.extend(deeper.into_iter().rev());
    }
    chosen
}

fn table_operands(run: &mut Run<'_>, id: TableId) -> Vec<NodeId> {
    let program = run.program();
    let Some(table) = program.tables.get(id.index()) else { return Vec::new() };
    let mut nodes: Vec<NodeId> = table.inputs.iter().map(|input| input.value).collect();
    for row in rows_possible(run, id).into_iter().filter_map(|row| table.rows.get(row)) {
        for cell in &row.cells {
            match cell {
                Cell::Anything => {}
                Cell::Compare(_, figure) => nodes.push(*figure),
                Cell::OneOf(members) => nodes.extend(members.iter().flat_map(member_nodes)),
            }
        }
        nodes.extend(row.output);
    }
    nodes
}

/// The rows of a table that may still count, by their places.
pub(crate) fn rows_possible(run: &mut Run<'_>, id: TableId) -> Vec<usize> {
    let Some(table) = run.program().tables.get(id.index()) else { return Vec::new() };
    let mut rows = Vec::new();
    for place in 0..table.rows.len() {
        let cells = run.cells(id, place);
        if table.hit != HitPolicy::Marginal && cells.contains(&Truth::UNMET) {
            continue;
        }
        rows.push(place);
        // Surely met it is the row; surely undefined it is the end.
        let row = Truth::and_all(cells);
        if table.hit == HitPolicy::First && (row == Truth::MET || row == Truth::UNDEFINED) {
            break;
        }
    }
    rows
}

/// The ends of a member of a list.
pub(crate) fn member_nodes(member: &Member) -> Vec<NodeId> {
    match member {
        Member::Value(value) => vec![*value],
        Member::Span(low, high) => vec![*low, *high],
    }
}

/// All that roots really use, themselves included, each once, in the order in which it is met.
pub(crate) fn used(run: &mut Run<'_>, roots: impl IntoIterator<Item = impl Into<Target>>) -> Vec<Target> {
    let mut stack: Vec<Target> = roots.into_iter().map(Into::into).collect();
    stack.reverse();
    let mut seen = HashSet::new();
    let mut met = Vec::new();
    while let Some(target) = stack.pop() {
        if seen.insert(target) {
            met.push(target);
            stack.extend(used_operands(run, target).into_iter().rev());
        }
    }
    met
}

/// The slots that roots read, in catalogue order; a list stands for its fields, a year that does not exist for nothing.
pub(crate) fn slots_read(run: &mut Run<'_>, roots: impl IntoIterator<Item = impl Into<Target>>) -> BTreeSet<Slot> {
    let program = run.program();
    used(run, roots)
        .into_iter()
        .filter_map(|target| match target {
            Target::Node(id) => match program.nodes.get(id.index())? {
                Node::OverRecords(_, list, ..) => Some(Slot::Fact(*list)),
                Node::FactInYear(..) if run.value(id).is_undefined() => None,
                _ => run.slot(id),
            },
            Target::Score(id) => program.scores.get(id.index())?.judged.map(Slot::Judged),
        })
        .collect()
}

/// What authors doubt of all that roots use: definitions, tables and their rows, parameters and their rows, scores, facts.
pub(crate) fn doubts_used(run: &mut Run<'_>, own: &[String], roots: impl IntoIterator<Item = NodeId>) -> Vec<String> {
    let program = run.program();
    let mut doubts = own.to_vec();
    for target in used(run, roots) {
        match target {
            Target::Node(id) => match program.nodes.get(id.index()) {
                Some(Node::Definition(id)) => {
                    doubts
                        .extend(program.definitions.get(id.index()).into_iter().flat_map(|it| it.notes.doubts.clone()));
                }
                Some(Node::Table(id)) => {
                    let rows = rows_possible(run, *id);
                    if let Some(table) = program.tables.get(id.index()) {
                        doubts.extend(table.notes.doubts.iter().cloned());
                        doubts.extend(
                            rows.iter().filter_map(|row| table.rows.get(*row)).flat_map(|row| row.doubts.clone()),
                        );
                    }
                }
                Some(Node::Parameter(id)) => {
                    let rows = run.parameter_rows(*id);
                    if let Some(parameter) = program.parameters.get(id.index()) {
                        doubts.extend(parameter.notes.doubts.iter().cloned());
                        let rows = rows.iter().filter_map(|row| parameter.rows.get(*row));
                        doubts.extend(rows.flat_map(|row| row.doubts.clone()));
                    }
                }
                Some(Node::Fact(id) | Node::FactInYear(id, _) | Node::OverRecords(_, id, ..)) => {
                    doubts.extend(program.facts.get(id.index()).into_iter().flat_map(|it| it.doubts.clone()));
                }
                _ => {}
            },
            Target::Score(id) => {
                doubts.extend(program.scores.get(id.index()).into_iter().flat_map(|it| it.notes.doubts.clone()));
            }
        }
    }
    let mut seen = HashSet::new();
    doubts.retain(|doubt| seen.insert(doubt.clone()));
    doubts
}

/// A slot as sentences name it: by the fact's title where it has one.
pub(crate) fn slot_text(program: &Program, slot: Slot) -> Text {
    match slot {
        Slot::Today => Text { zh: "今天".to_owned(), en: "today".to_owned() },
        Slot::Fact(fact) => fact_text(program, fact),
        Slot::Year(fact, year) => say(&Sentence::OfYear { what: fact_text(program, fact), year }),
        Slot::Field(fact, record, column) => {
            let Text { zh, en } = fact_text(program, fact);
            let number = record.saturating_add(1);
            let columns = program.facts.get(fact.index()).map(|fact| fact.columns.as_slice()).unwrap_or_default();
            let column = usize::try_from(column).ok().and_then(|column| columns.get(column));
            let column = column.map_or_else(Text::default, |column| labelled(&column.name, column.title.as_ref()));
            Text {
                zh: format!("{zh}第 {number} 行的{}", column.zh),
                en: format!("{} in row {number} of {en}", column.en),
            }
        }
        Slot::YearBefore(fact, years) => say(&Sentence::YearsBefore { fact: fact_text(program, fact), years }),
        other => labelled(&other.name(program), None),
    }
}

fn fact_text(program: &Program, fact: FactId) -> Text {
    program.facts.get(fact.index()).map_or_else(Text::default, |fact| labelled(&fact.name, fact.title.as_ref()))
}

/// The names of slots as results write them.
pub(crate) fn slot_names<'s>(program: &Program, slots: impl IntoIterator<Item = &'s Slot>) -> Vec<String> {
    slots.into_iter().map(|slot| slot.name(program)).collect()
}
