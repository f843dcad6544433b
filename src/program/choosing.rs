//! How one of several values is chosen: parameters, tables, exceptions, definitions.

use super::{Bounds, Citation, Comparison, DocumentId, Kind, NodeId, Notes, PolicyId, RegionId};
use crate::value::Date;
use serde::{Deserialize, Serialize};

/// A named derived value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// For a yearly definition: how many years before the law day's year this one is read for.
    pub year: Option<u8>,
    /// The policy that it stands in, if it does not stand at the top of a file.
    pub policy: Option<PolicyId>,
    /// Its value.
    pub root: NodeId,
    /// Citation, sentences, doubts.
    pub notes: Notes,
}

/// 例外: another value under a guard.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Exception {
    /// Its name, for the trace.
    pub name: String,
    /// 当.
    pub guard: NodeId,
    /// 则.
    pub value: NodeId,
    /// 优先于: indexes of exceptions of the same level that yield to this one.
    pub over: Vec<u32>,
    /// Exceptions to this exception.
    pub nested: Vec<Exception>,
}

/// A figure with its history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The policy that it stands in, if it does not stand at the top of a file.
    pub policy: Option<PolicyId>,
    /// What it is.
    pub kind: Kind,
    /// One for each stretch of time and place.
    pub rows: Vec<ParameterRow>,
    /// 由地方规定: who fills it. Without a row it is everything within `bounds`.
    pub set_locally: Option<String>,
    /// 范围.
    pub bounds: Bounds,
    /// Citation, doubts.
    pub notes: Notes,
}

/// A figure for a stretch of days, in a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterRow {
    /// The first day; from ever if absent.
    pub from: Option<Date>,
    /// The last day; for ever if absent.
    pub to: Option<Date>,
    /// Where; the root is everywhere.
    pub region: RegionId,
    /// The figure, constant on a day; or an interval set by law.
    pub value: NodeId,
    /// Known from this day on: its own 公布, else that of the first document cited.
    pub published: Option<Date>,
    /// 取代: wins over rows that cite these documents.
    pub supersedes: Vec<DocumentId>,
    /// 依据.
    pub citations: Vec<Citation>,
    /// 存疑.
    pub doubts: Vec<String>,
}

/// A decision table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The policy that it stands in, if it does not stand at the top of a file.
    pub policy: Option<PolicyId>,
    /// What is tested, column by column.
    pub inputs: Vec<Input>,
    /// The head of the output column.
    pub output: String,
    /// The rows in order.
    pub rows: Vec<Row>,
    /// Which row counts.
    pub hit: HitPolicy,
    /// Citation, sentences, doubts.
    pub notes: Notes,
}

/// A column of a table that is tested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// The head as written.
    pub name: String,
    /// What is tested.
    pub value: NodeId,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// One test for each input.
    pub cells: Vec<Cell>,
    /// What it gives; absent for 不适用, a stated gap.
    pub output: Option<NodeId>,
    /// 注.
    pub note: Option<String>,
    /// 依据.
    pub citations: Vec<Citation>,
    /// 存疑.
    pub doubts: Vec<String>,
}

/// A test of one input. Figures are constant on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// `-`: never looks at its input.
    Anything,
    /// A comparison with a figure; a bare value is `Equal`.
    Compare(Comparison, NodeId),
    /// One of several values and ranges.
    OneOf(Vec<Member>),
}

/// A member of a list after 属于 or in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Member {
    /// One value.
    Value(NodeId),
    /// From one value to another, both in.
    Span(NodeId, NodeId),
}

impl Member {
    /// The value, or both ends.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + use<> {
        let (first, second) = match self {
            Member::Value(value) => (*value, None),
            Member::Span(low, high) => (*low, Some(*high)),
        };
        std::iter::once(first).chain(second)
    }
}

/// Which rows of a table count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HitPolicy {
    /// 首个: the first row that holds.
    First,
    /// 唯一: exactly one row may hold.
    Unique,
    /// 任一: all rows that hold agree.
    Any,
    /// 合计: the sum over rows that hold.
    Sum,
    /// 计数: how many rows hold.
    Count,
    /// 最大.
    Max,
    /// 最小.
    Min,
    /// 超额累进: the sum of part times rate; rows are upper bounds (`<=`, the last one `-`) and rates.
    Marginal,
}
