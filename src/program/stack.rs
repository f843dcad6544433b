//! 叠加: how the benefits of a place add up.

use super::{DocumentId, Effective, NodeId, Notes, PolicyId, RegionId};
use serde::{Deserialize, Serialize};

/// The most benefits that one 叠加 speaks of: every permitted set of them is looked at.
pub const MOST_STACKED: usize = 16;

/// The most clauses of one 叠加: as many as there are pairs of benefits. Each is looked at for every set.
pub const MOST_CLAUSES: usize = 120;

/// The most ways in which the highest of its 互斥 may fall out: as many as eight pairs have.
pub const MOST_WAYS: usize = 256;

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

impl Stack {
    /// Whether all of it can be looked at: every set of its benefits, for every way in which a highest may fall out.
    pub fn is_bounded(&self) -> bool {
        let highest = self.clauses.iter().map(|clause| match &clause.rule {
            StackRule::Exclusive { of, highest: true } => of.len(),
            _ => 1,
        });
        let ways = highest.fold(1_usize, usize::saturating_mul);
        self.benefits.len() <= MOST_STACKED && self.clauses.len() <= MOST_CLAUSES && ways <= MOST_WAYS
    }
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
