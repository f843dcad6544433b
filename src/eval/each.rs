//! What becomes of each record of a list that 逐项 sets conditions for.

use super::run::Run;
use crate::program::{EachId, NodeId};
use crate::value::Truth;

impl Run<'_> {
    /// Whether each record given meets all conditions of 逐项; none if the list is not given.
    pub fn records_that_belong(&mut self, each: EachId) -> Option<Vec<Truth>> {
        let each = self.program().each.get(each.index())?;
        let belongs = self.program().definitions.get(each.belongs.index())?.root;
        let given = self.facts().records(each.list)?;
        Some((0..given).map(|record| self.belongs(each.list, record, belongs)).collect())
    }

    fn belongs(&mut self, list: crate::program::FactId, record: u32, belongs: NodeId) -> Truth {
        self.with_record(list, Some(record), |run| run.split_truth(belongs))
    }
}
