//! Single steps of a run, for those who explain it.

use super::run::Run;
use super::slot::Slot;
use crate::program::{ScoreId, TableId};
use crate::value::Truth;

impl Run<'_> {
    /// The fact that says whose rules are asked for, where the caller does not.
    pub fn place_slot(&mut self) -> Option<Slot> {
        if let Some(place) = self.context.place {
            return self.slot(place);
        }
        match self.asked().region {
            Some(_) => None,
            None => self.registered_in.map(Slot::Fact),
        }
    }

    /// Whether a score passes, with all parts and items inside that have a pass mark.
    pub fn score_passes(&mut self, score: ScoreId) -> Truth {
        self.insist(|run| run.passes(score))
    }

    /// Whether the points reach a score's own pass mark; none if it has none.
    pub fn mark_reached(&mut self, score: ScoreId) -> Option<Truth> {
        self.insist(|run| run.own_mark(score).transpose())
    }

    /// The truth of each cell of a table's row, on all that is possible of its input.
    pub fn cells(&mut self, table: TableId, row: usize) -> Vec<Truth> {
        let program = self.program();
        let Some(table) = program.tables.get(table.index()) else { return Vec::new() };
        let Some(row) = table.rows.get(row) else { return Vec::new() };
        let cells = table.inputs.iter().zip(&row.cells);
        cells
            .map(|(input, cell)| {
                let value = self.value(input.value);
                self.insist(|run| run.cell(&value, cell))
            })
            .collect()
    }
}
