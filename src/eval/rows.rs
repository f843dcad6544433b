//! Which rows a choice still looks at, for those who explain it.

use super::run::Run;
use crate::program::ParameterId;

impl Run<'_> {
    /// The rows of a parameter that hold on the law day in the place asked for, or still may; each once, as written.
    pub fn parameter_rows(&mut self, id: ParameterId) -> Vec<usize> {
        let Some(parameter) = self.program().parameters.get(id.index()) else { return Vec::new() };
        let (law_day, place) = (self.law_day(), self.place());
        let mut rows: Vec<usize> = self.possible_rows(parameter, &law_day, place).into_iter().flatten().collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}
