//! Conditions for each record of a list.

use super::{ConditionId, DefinitionId, FactId, NodeId, Notes, PolicyId};
use serde::{Deserialize, Serialize};

/// 逐项: conditions for each record of a list; its name is the list of the records that meet them all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Each {
    /// Its name.
    pub name: String,
    /// The policy that it stands in.
    pub policy: PolicyId,
    /// Whose records.
    pub list: FactId,
    /// That the record at hand meets all conditions; aggregates over the name read it.
    pub belongs: DefinitionId,
    /// The conditions, in source order; they read the record at hand.
    pub conditions: Vec<ConditionId>,
    /// The columns that it adds, in source order.
    pub columns: Vec<AddedColumn>,
    /// Citation, sentences, doubts.
    pub notes: Notes,
}

/// 定义 or 表 inside 逐项: a column that is worked out for each record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddedColumn {
    /// Its name.
    pub name: String,
    /// Its value, for the record at hand.
    pub value: NodeId,
}
