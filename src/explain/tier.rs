//! Why a threshold is this one: the row of a table, or the days and place of a parameter.

use super::answer::{Text, TierAnswer};
use super::comparison::{name_of, through_names};
use super::known::{labelled, shown};
use super::law::cites;
use super::sentence::{Precision, Sentence, figure, say};
use super::used::rows_possible;
use crate::eval::Run;
use crate::program::{Cell, Comparison, HitPolicy, Input, Kind, Node, NodeId, ParameterId, Table, TableId};
use crate::value::{Number, Value};

/// The tier of a threshold, if a table or parameter gives it by one row.
pub(crate) fn tier(run: &mut Run<'_>, threshold: NodeId, kind: &Kind) -> Option<TierAnswer> {
    let program = run.program();
    let value = run.value(threshold);
    let node = through_names(program, threshold);
    match program.nodes.get(node.index())? {
        Node::Table(table) => table_tier(run, *table, kind, &value),
        Node::Parameter(parameter) => parameter_tier(run, *parameter, kind, &value),
        _ => None,
    }
}

fn table_tier(run: &mut Run<'_>, id: TableId, kind: &Kind, value: &Value) -> Option<TierAnswer> {
    let program = run.program();
    let table = program.tables.get(id.index())?;
    let rows = rows_possible(run, id);
    let [chosen] = rows.as_slice() else { return None };
    let row = table.rows.get(*chosen)?;
    let mut because = Vec::new();
    for (column, (input, cell)) in table.inputs.iter().zip(&row.cells).enumerate() {
        because.extend(band(run, table, *chosen, column, input, cell));
    }
    let citations = if row.citations.is_empty() { &table.notes.citations } else { &row.citations };
    let name = labelled(&table.name, table.notes.title.as_ref());
    Some(TierAnswer {
        name: table.name.clone(),
        cite: cites(program, citations),
        text: say(&Sentence::Tier { name, value: shown(program, kind, value, Precision::Nearest)?, because }),
    })
}

/// What is tested in a column, and between which figures of the column it lies.
fn band(run: &mut Run<'_>, table: &Table, chosen: usize, column: usize, input: &Input, cell: &Cell) -> Option<Text> {
    let program = run.program();
    let kind = program.kinds.get(input.value.index())?;
    let known = run.value(input.value);
    let name = name_of(run, input.value).unwrap_or_else(|| labelled(&input.name, None));
    let value = shown(program, kind, &known, Precision::Nearest)?;
    let (mut low, mut high) = (None, None);
    if let Value::Number(range) = &known
        && let Some(number) = range.only_number()
    {
        // With 首个 the rows above did not hold, so their figures bound the band too.
        let rows =
            if table.hit == HitPolicy::First { table.rows.get(..=chosen)? } else { table.rows.get(chosen..=chosen)? };
        for row in rows {
            let Some(Cell::Compare(sign, node)) = row.cells.get(column) else { continue };
            let Value::Number(figure) = run.value(*node) else { continue };
            let Some(figure) = figure.only_number() else { continue };
            let holds = sign.holds(number.cmp(figure));
            narrow(&mut low, &mut high, if holds { *sign } else { sign.negated() }, figure);
        }
    }
    // A blank cell says nothing, but where rows above it asked and did not hold.
    let asked_above = || {
        let above = table.rows.get(..chosen).unwrap_or_default();
        table.hit == HitPolicy::First && above.iter().any(|row| row.cells.get(column) != Some(&Cell::Anything))
    };
    if low.is_none() && high.is_none() && *cell == Cell::Anything && !asked_above() {
        return None;
    }
    let end =
        |end: Option<(Comparison, Number)>| end.map(|(sign, number)| (sign, figure(&number, kind, Precision::Nearest)));
    Some(say(&Sentence::Band { input: name, value, low: end(low), high: end(high) }))
}

fn narrow(
    low: &mut Option<(Comparison, Number)>,
    high: &mut Option<(Comparison, Number)>,
    sign: Comparison,
    figure: &Number,
) {
    match sign {
        Comparison::Greater | Comparison::AtLeast => {
            if low.as_ref().is_none_or(|(_, present)| present < figure) {
                *low = Some((sign, figure.clone()));
            }
        }
        Comparison::Less | Comparison::AtMost => {
            if high.as_ref().is_none_or(|(_, present)| present > figure) {
                *high = Some((sign, figure.clone()));
            }
        }
        Comparison::Equal | Comparison::NotEqual => {}
    }
}

fn parameter_tier(run: &mut Run<'_>, id: ParameterId, kind: &Kind, value: &Value) -> Option<TierAnswer> {
    let program = run.program();
    let parameter = program.parameters.get(id.index())?;
    let rows = run.parameter_rows(id);
    let [row] = rows.as_slice() else { return None };
    let row = parameter.rows.get(*row)?;
    let dated = row.from.is_some() || row.to.is_some();
    let holds = Sentence::Holds { from: row.from.map(|day| day.to_string()), to: row.to.map(|day| day.to_string()) };
    let citations = if row.citations.is_empty() { &parameter.notes.citations } else { &row.citations };
    let name = labelled(&parameter.name, parameter.notes.title.as_ref());
    let because = dated.then(|| say(&holds)).into_iter().collect();
    Some(TierAnswer {
        name: parameter.name.clone(),
        cite: cites(program, citations),
        text: say(&Sentence::Tier { name, value: shown(program, kind, value, Precision::Nearest)?, because }),
    })
}
