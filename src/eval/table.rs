//! Decision tables: the join over every combination of possible column inputs.

mod hit;
mod marginal;

use super::pieces;
use super::run::{Need, Run};
use super::shape;
use crate::program::{Cell, Comparison, HitPolicy, Kind, NodeId, Table, TableId};
use crate::value::{Marks, Truth, Value};
use hit::{Hits, hit};
use std::collections::HashSet;

/// More combinations than this the checker refuses; met all the same, the rows are judged one by one.
const MOST_BOXES: usize = 4_096;

/// A column that some cell looks at: its pieces, and for each piece the truth of each row's cell.
struct Column {
    /// By piece, then by row.
    tests: Vec<Vec<Truth>>,
}

impl Run<'_> {
    pub(super) fn table(&mut self, id: TableId, kind: Option<&Kind>) -> Need<Value> {
        let program = self.program;
        let Some(table) = program.tables.get(id.index()) else { return Ok(shape::undefined(kind)) };
        if table.hit == HitPolicy::Marginal {
            return self.marginal(table).map(Value::Number);
        }
        let mut marks = Marks::NONE;
        let columns = self.columns(table, &mut marks)?;
        let hits = self.hits(table, &columns);
        self.chosen(table, &hits, marks, kind)
    }

    /// The columns that are looked at. What nobody looks at may be undefined without harm.
    fn columns(&mut self, table: &Table, marks: &mut Marks) -> Need<Vec<Column>> {
        let looks = |column: usize| {
            table.rows.iter().filter_map(move |row| row.cells.get(column)).any(|cell| *cell != Cell::Anything)
        };
        let mut columns = Ok(Vec::new());
        for (index, input) in table.inputs.iter().enumerate().filter(|(index, _)| looks(*index)) {
            let cells: Vec<&Cell> =
                table.rows.iter().map(|row| row.cells.get(index).unwrap_or(&Cell::Anything)).collect();
            match self.column_tests(input.value, &cells, marks) {
                Ok(column) => {
                    if let Ok(columns) = &mut columns {
                        columns.push(column);
                    }
                }
                Err(wanted) => columns = Err(wanted),
            }
        }
        columns
    }

    fn column_tests(&mut self, input: NodeId, cells: &[&Cell], marks: &mut Marks) -> Need<Column> {
        let value = self.get(input);
        let mut figures = Ok(Vec::new());
        for cell in cells {
            let found = match cell {
                Cell::Anything => Ok(Vec::new()),
                Cell::Compare(_, figure) => self.get(*figure).map(|figure| vec![figure]),
                Cell::OneOf(members) => self.member_figures(members),
            };
            match (found, &mut figures) {
                (Ok(found), Ok(figures)) => figures.extend(found),
                (Ok(_), Err(_)) => {}
                (Err(wanted), _) => figures = Err(wanted),
            }
        }
        let (value, figures) = (value?, figures?);
        *marks = figures.iter().fold(*marks | shape::openness(&value), |marks, figure| marks | shape::openness(figure));
        let mut tests = Vec::new();
        for piece in pieces::cut(self, &value, &figures) {
            let mut row = Vec::new();
            for cell in cells {
                row.push(self.cell(&piece, cell)?);
            }
            tests.push(row);
        }
        // Pieces on which every cell answers alike are one.
        let mut seen = HashSet::new();
        tests.retain(|tests| seen.insert(tests.clone()));
        Ok(Column { tests })
    }

    pub(super) fn cell(&mut self, piece: &Value, cell: &Cell) -> Need<Truth> {
        Ok(match cell {
            Cell::Anything => Truth::MET,
            Cell::Compare(Comparison::Equal, figure) => {
                let figure = self.get(*figure)?;
                self.matches(piece, &figure)
            }
            Cell::Compare(Comparison::NotEqual, figure) => {
                let figure = self.get(*figure)?;
                self.matches(piece, &figure).not()
            }
            Cell::Compare(comparison, figure) => {
                let figure = self.get(*figure)?;
                self.compare(*comparison, piece, &figure)
            }
            Cell::OneOf(members) => self.is_member(piece, members)?,
        })
    }

    /// What all combinations of pieces hit together. Column by column: combinations that leave the rows alike are one.
    fn hits(&self, table: &Table, columns: &[Column]) -> Hits {
        let mut boxes = vec![vec![Truth::MET; table.rows.len()]];
        for (place, column) in columns.iter().enumerate() {
            let rest = columns.get(place.saturating_add(1)..).unwrap_or_default();
            let mut seen = HashSet::new();
            let mut next = Vec::new();
            for rows in &boxes {
                for tests in &column.tests {
                    let mut rows: Vec<Truth> = rows.iter().zip(tests).map(|(row, test)| row.and(*test)).collect();
                    if table.hit == HitPolicy::First {
                        stop_at_the_first(&mut rows, rest);
                    }
                    if seen.insert(rows.clone()) {
                        next.push(rows);
                    }
                }
            }
            if next.len() > MOST_BOXES {
                return hit(table, &one_by_one(table, columns));
            }
            boxes = next;
        }
        let mut found = Hits::default();
        for rows in boxes {
            found.add(hit(table, &rows));
        }
        found
    }
}

/// Behind a row that holds whatever the other columns are, no row counts.
fn stop_at_the_first(rows: &mut [Truth], rest: &[Column]) {
    let holds_anyway = |row: usize| {
        rest.iter().all(|column| column.tests.iter().all(|tests| tests.get(row).is_none_or(|test| *test == Truth::MET)))
    };
    let first = rows.iter().enumerate().position(|(row, truth)| *truth == Truth::MET && holds_anyway(row));
    if let Some(first) = first {
        rows.iter_mut().skip(first.saturating_add(1)).for_each(|row| *row = Truth::UNMET);
    }
}

/// Whether each row may hold, whatever the others do.
fn one_by_one(table: &Table, columns: &[Column]) -> Vec<Truth> {
    let open = |column: &Column, row: usize| {
        let cells = column.tests.iter().filter_map(|tests| tests.get(row).copied());
        cells.reduce(Truth::union).unwrap_or(Truth::UNDEFINED)
    };
    (0..table.rows.len()).map(|row| Truth::and_all(columns.iter().map(|column| open(column, row)))).collect()
}
