//! Which rows count, once it is known of each row whether it holds.

use crate::eval::choose::Choosing;
use crate::eval::fold::{Member, fold};
use crate::eval::run::{Need, Run};
use crate::eval::shape;
use crate::program::{Cell, Fold, HitPolicy, Kind, NodeId, Row, Table};
use crate::value::{Marks, Number, Range, Truth, Value};

/// What inputs hit.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hits {
    /// Sets of rows of which one counts: a single row, several that must agree, or all that add up.
    groups: Vec<Vec<(usize, Truth)>>,
    /// No row, many rows, or an undefined input is possible.
    undefined: bool,
    /// Whether a row holds is for judges to say.
    judged: bool,
}

impl Hits {
    /// What these inputs hit, or those.
    pub(super) fn add(&mut self, more: Hits) {
        for group in more.groups {
            if !self.groups.contains(&group) {
                self.groups.push(group);
            }
        }
        self.undefined |= more.undefined;
        self.judged |= more.judged;
    }
}

pub(super) fn hit(table: &Table, rows: &[Truth]) -> Hits {
    let mut hits =
        Hits { groups: Vec::new(), undefined: false, judged: rows.iter().any(|row| row.contains(Truth::JUDGED)) };
    match table.hit {
        HitPolicy::First => first(rows, &mut hits),
        HitPolicy::Unique => unique(table, rows, &mut hits),
        HitPolicy::Any => any(table, rows, &mut hits),
        HitPolicy::Sum | HitPolicy::Count | HitPolicy::Max | HitPolicy::Min => {
            let members = rows.iter().copied().enumerate().filter(|(_, row)| *row != Truth::UNMET);
            hits.groups.push(members.collect());
        }
        // Worked out elsewhere.
        HitPolicy::Marginal => hits.undefined = true,
    }
    hits
}

fn may_hold(row: Truth) -> bool {
    row.contains(Truth::MET) || row.contains(Truth::JUDGED)
}

fn may_fail(row: Truth) -> bool {
    row.contains(Truth::UNMET) || row.contains(Truth::JUDGED)
}

/// Down the rows: undefined stops, the first that holds gives its output.
fn first(rows: &[Truth], hits: &mut Hits) {
    hits.judged = false;
    for (index, row) in rows.iter().copied().enumerate() {
        hits.judged |= row.contains(Truth::JUDGED);
        hits.undefined |= row.may_be_undefined();
        if may_hold(row) {
            hits.groups.push(vec![(index, Truth::MET)]);
        }
        if !may_fail(row) {
            return;
        }
    }
    hits.undefined = true;
}

/// One row may hold. A row that looks at nothing is the default and counts only where no other holds.
fn unique(table: &Table, rows: &[Truth], hits: &mut Hits) {
    let Some(Contenders { holding, default }) = contenders(table, rows, hits) else { return };
    let sure: Vec<usize> = holding.iter().filter(|(_, row)| !may_fail(*row)).map(|(index, _)| *index).collect();
    match sure.as_slice() {
        [] => {
            hits.groups.extend(holding.iter().map(|(index, _)| vec![(*index, Truth::MET)]));
            add_default(default, hits);
            hits.undefined |= holding.len() > 1;
        }
        [only] => {
            hits.groups.push(vec![(*only, Truth::MET)]);
            hits.undefined |= holding.len() > 1;
        }
        _ => hits.undefined = true,
    }
}

/// All rows that hold must agree.
fn any(table: &Table, rows: &[Truth], hits: &mut Hits) {
    let Some(Contenders { holding, default }) = contenders(table, rows, hits) else { return };
    let (sure, open): (Vec<_>, Vec<_>) = holding.iter().partition(|(_, row)| !may_fail(*row));
    let sure: Vec<(usize, Truth)> = sure.into_iter().map(|(index, _)| (index, Truth::MET)).collect();
    if sure.is_empty() {
        add_default(default, hits);
        for (place, (one, _)) in open.iter().enumerate() {
            hits.groups.push(vec![(*one, Truth::MET)]);
            for (other, _) in open.iter().skip(place + 1) {
                hits.groups.push(vec![(*one, Truth::MET), (*other, Truth::MET)]);
            }
        }
    } else {
        hits.groups.push(sure.clone());
        for (one, _) in open {
            hits.groups.push(sure.iter().copied().chain([(one, Truth::MET)]).collect());
        }
    }
}

/// The rows that may hold, and the default.
struct Contenders {
    holding: Vec<(usize, Truth)>,
    default: Option<usize>,
}

/// None if an undefined input settles the matter.
fn contenders(table: &Table, rows: &[Truth], hits: &mut Hits) -> Option<Contenders> {
    let is_default = |row: &Row| row.cells.iter().all(|cell| *cell == Cell::Anything);
    let default = table.rows.iter().position(is_default);
    let tested = rows.iter().copied().enumerate().filter(|(index, _)| Some(*index) != default);
    if tested.clone().any(|(_, row)| row == Truth::UNDEFINED) {
        hits.undefined = true;
        return None;
    }
    hits.undefined |= tested.clone().any(|(_, row)| row.may_be_undefined());
    Some(Contenders { holding: tested.filter(|(_, row)| may_hold(*row)).collect(), default })
}

fn add_default(default: Option<usize>, hits: &mut Hits) {
    match default {
        Some(default) => hits.groups.push(vec![(default, Truth::MET)]),
        None => hits.undefined = true,
    }
}

impl Run<'_> {
    /// The join of all that can be hit. Outputs that are not hit are not looked at.
    pub(super) fn chosen(&mut self, table: &Table, hits: &Hits, marks: Marks, kind: Option<&Kind>) -> Need<Value> {
        let mut choosing = Choosing::new(marks | if hits.judged { Marks::JUDGED } else { Marks::NONE });
        if hits.undefined {
            choosing.add_undefined();
        }
        if table.hit != HitPolicy::Count {
            // Noted down in one go; what is missing is asked for before anything is put together.
            let rows = hits.groups.iter().flatten().filter_map(|(row, _)| table.rows.get(*row));
            self.get_all(rows.filter_map(|row| row.output))?;
        }
        for group in &hits.groups {
            let value = match table.hit {
                HitPolicy::First | HitPolicy::Unique | HitPolicy::Any => {
                    let mut outputs = Vec::new();
                    for (row, _) in group {
                        outputs.push(self.output(table, *row, kind)?);
                    }
                    self.agree(&outputs, choosing.marks).unwrap_or_else(|| shape::undefined(kind))
                }
                HitPolicy::Count => self.collect(table, Fold::Count, group, kind)?,
                HitPolicy::Max => self.collect(table, Fold::Max, group, kind)?,
                HitPolicy::Min => self.collect(table, Fold::Min, group, kind)?,
                HitPolicy::Sum | HitPolicy::Marginal => self.collect(table, Fold::Sum, group, kind)?,
            };
            choosing.add(value);
        }
        Ok(choosing.join(self, kind))
    }

    /// A row's output; 不适用 is undefined.
    fn output(&mut self, table: &Table, row: usize, kind: Option<&Kind>) -> Need<Value> {
        let output: Option<NodeId> = table.rows.get(row).and_then(|row| row.output);
        match output {
            Some(output) => self.get(output),
            None => Ok(shape::undefined(kind)),
        }
    }

    fn collect(&mut self, table: &Table, by: Fold, group: &[(usize, Truth)], kind: Option<&Kind>) -> Need<Value> {
        let mut members = Vec::new();
        for (row, belongs) in group {
            let value = match by {
                Fold::Count => Value::Number(Range::point(Number::ONE)),
                _ => self.output(table, *row, kind)?,
            };
            members.push(Member { belongs: *belongs, value });
        }
        Ok(fold(by, &members).unwrap_or_else(|| match by {
            Fold::Sum | Fold::Count => Value::Number(Range::point(Number::ZERO)),
            Fold::Mean | Fold::Max | Fold::Min => shape::undefined(kind),
        }))
    }
}
