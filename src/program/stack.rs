//! 叠加: how the benefits of a place add up.

use super::{DocumentId, Effective, NodeId, Notes, PolicyId, RegionId};
use serde::{Deserialize, Serialize};

/// 叠加.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// Its name.
    pub name: String,
    /// The file that it stands in.
    pub file: String,
    /// 地区: where it holds.
    pub region: RegionId,
    /// 有效; none means always.
    pub effective: Vec<Effective>,
    /// 依据: the documents in the order written.
    pub documents: Vec<DocumentId>,
    /// The benefits that it speaks of, in the order in which it first names them.
    pub benefits: Vec<StackedBenefit>,
    /// What it says, in the order written.
    pub clauses: Vec<StackClause>,
    /// 未列: what holds for pairs that it does not name. Absent: it does not say.
    pub unlisted: Option<Unlisted>,
    /// Title, citations, doubts.
    pub notes: Notes,
}

/// A benefit of a policy, by name: whichever version of the policy is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StackedBenefit {
    /// The policy, by any of its versions.
    pub policy: PolicyId,
    /// The name of the benefit.
    pub benefit: String,
}

/// One clause. Benefits are indexes into the list of the stack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StackClause {
    /// What it says.
    pub rule: StackRule,
    /// Citations, doubts, remarks.
    pub notes: Notes,
}

/// What a clause says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StackRule {
    /// 同享: these may be had together.
    Together(Vec<u32>),
    /// 互斥: only one of these.
    Exclusive {
        /// Which.
        of: Vec<u32>,
        /// 择 最高: the highest; else the applicant picks.
        highest: bool,
    },
    /// 抵扣: one pays what exceeds another.
    Offset {
        /// The one that pays less.
        pays: u32,
        /// What it already includes.
        includes: u32,
    },
    /// 封顶: together at most this much.
    Cap {
        /// How much.
        amount: NodeId,
        /// Of which; all if absent.
        of: Option<Vec<u32>>,
        /// Whose amount is cut.
        cut: StackCut,
    },
}

/// Whose amount a joint cap cuts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StackCut {
    /// 先减: these first, in this order.
    First(Vec<u32>),
    /// 按比例: each in proportion.
    ProRata,
    /// It does not say.
    Unsaid,
}

/// 未列.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unlisted {
    /// 同享.
    Together,
    /// 互斥.
    Exclusive,
}
