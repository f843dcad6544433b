//! Papers: what they are, where they are needed, and what spares an applicant from bringing them.

use super::{DepartmentId, Effective, FactId, Label, NodeId, Notes, PaperId, RegionId};
use crate::value::{DurationUnit, Number};
use serde::{Deserialize, Serialize};

/// 材料: a paper. The same name is the same paper, wherever it is needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// 名称.
    pub title: Option<Label>,
    /// 类型.
    pub kind: Vec<String>,
    /// 形式.
    pub forms: Vec<String>,
    /// 出具: who makes it.
    pub issued_by: Option<String>,
    /// 核发: the department that grants it.
    pub granted_by: Option<String>,
    /// 共享: who shares it, so that it need not be handed in.
    pub shared: Option<String>,
    /// 时效: how old it may be.
    pub fresh_for: Option<(Number, DurationUnit)>,
    /// The fact that tells the day on which it was issued, where it matters how old it is.
    pub issued_on: Option<FactId>,
    /// Citation, sentences, doubts, remarks.
    pub notes: Notes,
}

/// A paper, or one of several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Need {
    /// This paper.
    Paper(NeededPaper),
    /// 任选: any one of these.
    AnyOf {
        /// The name of the group.
        name: String,
        /// 当.
        when: Option<NodeId>,
        /// The alternatives.
        papers: Vec<NeededPaper>,
        /// Citation, doubts.
        notes: Notes,
    },
}

/// A paper where it is needed. What is said here goes before what the paper itself says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeededPaper {
    /// Which.
    pub paper: PaperId,
    /// 当: only if.
    pub when: Option<NodeId>,
    /// 形式.
    pub forms: Vec<String>,
    /// 份数; of a paper for each record: for all of them.
    pub copies: Option<NodeId>,
    /// 每项: one for each record of these.
    pub per: Option<String>,
    /// 容缺: may follow within.
    pub deferrable: Option<(Number, DurationUnit)>,
    /// 告知承诺: replaced by a signed promise.
    pub by_promise: bool,
    /// 共享.
    pub shared: Option<String>,
    /// 要件: 主审 or 次要.
    pub role: Option<String>,
    /// 留存: kept so many months, not handed in.
    pub keep: Option<(Number, DurationUnit)>,
    /// What the implementation list says of it.
    pub elements: Box<PaperElements>,
    /// Citation, doubts, remarks.
    pub notes: Notes,
}

/// The elements of a paper that are words and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PaperElements {
    /// 必要.
    pub necessary: bool,
    /// 来源.
    pub source: Vec<String>,
    /// 样本.
    pub sample: Option<String>,
    /// 空表.
    pub blank_form: Option<String>,
    /// 示例样表.
    pub filled_form: Option<String>,
    /// 受理标准.
    pub accepted_if: Option<String>,
    /// 填报须知.
    pub filling_note: Option<String>,
    /// 办法: how it is provided.
    pub provided: Vec<String>,
}

/// 共享: a paper that need not be handed in, in a place, for a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sharing {
    /// Which paper.
    pub paper: PaperId,
    /// 来自: who has it.
    pub source: Option<DepartmentId>,
    /// 地区: where.
    pub region: RegionId,
    /// 有效; none means always.
    pub effective: Vec<Effective>,
    /// 当: only if.
    pub when: Option<NodeId>,
    /// Citation, doubts, remarks.
    pub notes: Notes,
}

/// 容缺办法: a place's rule for papers that may follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeferralRule {
    /// Its name.
    pub name: String,
    /// 地区.
    pub region: RegionId,
    /// 有效; none means always.
    pub effective: Vec<Effective>,
    /// 上限: no paper may follow later.
    pub ceiling: Option<Ceiling>,
    /// 提前: so much earlier than the promised limit at least.
    pub earlier_by: Option<(Number, DurationUnit)>,
    /// 前提: who may put off papers at all.
    pub provided: Option<NodeId>,
    /// 主审要件 不得: the main papers may not follow.
    pub main_papers_never: bool,
    /// 逾期: what follows if a paper does not come.
    pub overdue: Option<String>,
    /// 记录: where that is recorded.
    pub recorded: Option<String>,
    /// Title, citation, doubts, remarks.
    pub notes: Notes,
}

/// 上限.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ceiling {
    /// So long.
    Within(Number, DurationUnit),
    /// 承诺时限: no longer than the item's own promised limit.
    PromisedLimit,
}

/// 告知承诺办法: a rule for promises instead of proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PromiseRule {
    /// Its name.
    pub name: String,
    /// 地区.
    pub region: RegionId,
    /// 有效; none means always.
    pub effective: Vec<Effective>,
    /// 前提: whose promise is taken.
    pub provided: Option<NodeId>,
    /// 核查: when it is verified.
    pub verified: Option<String>,
    /// 核查期限.
    pub verified_within: Option<(Number, DurationUnit)>,
    /// 虚假: what follows if it is false.
    pub if_false: Option<String>,
    /// 记录: where that is recorded.
    pub recorded: Option<String>,
    /// Title, citation, doubts, remarks.
    pub notes: Notes,
}
