//! What an enterprise brings, what it gets, and how it is handled.

use super::{Label, NodeId, Notes, PaperId};
use crate::value::{DurationUnit, Number, Rounding};
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
    /// Citation, doubts, remarks.
    pub notes: Notes,
}

/// 待遇: an amount or a right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Benefit {
    /// Its name.
    pub name: String,
    /// 当: only if.
    pub when: Option<NodeId>,
    /// The amount as the law states it, before ceiling and rounding.
    pub formula: Option<NodeId>,
    /// The amount after 封顶 and 舍入, in the order written.
    pub amount: Option<NodeId>,
    /// 舍入: mode and step.
    pub rounding: Option<(Rounding, Number)>,
    /// 封顶.
    pub cap: Option<NodeId>,
    /// 权利.
    pub right: Option<String>,
    /// 期限, in the author's words.
    pub term: Option<String>,
    /// 限额.
    pub budget: Option<String>,
    /// 兑现.
    pub obtained: Option<String>,
    /// 支付.
    pub paid_by: Option<String>,
    /// 用途.
    pub purpose: Option<String>,
    /// Citation, sentences, doubts.
    pub notes: Notes,
}

/// 办理.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Procedure {
    /// 申请.
    pub apply: Vec<String>,
    /// 受理.
    pub accepts: Vec<String>,
    /// 决定.
    pub decides: Vec<String>,
    /// 法定时限.
    pub statutory_limit: Option<Limit>,
    /// 承诺时限, each with its 当.
    pub promised_limits: Vec<PromisedLimit>,
    /// 跑动.
    pub visits: Option<Number>,
    /// 方式.
    pub modes: Vec<String>,
    /// 特别程序.
    pub special: Vec<SpecialProcedure>,
    /// 收费.
    pub fee: Option<String>,
    /// 咨询.
    pub hotline: Option<String>,
    /// Remarks, doubts.
    pub notes: Notes,
}

/// A time limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Limit {
    /// So long; 即办 is 0 working days.
    Within(Number, DurationUnit),
    /// 无规定.
    NoneSet,
    /// 未定.
    Open,
}

/// 承诺时限 with its 当.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PromisedLimit {
    /// How long.
    pub limit: Limit,
    /// Only if.
    pub when: Option<NodeId>,
}

/// 特别程序: a procedure with a time of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpecialProcedure {
    /// Its name.
    pub name: String,
    /// How long, if said.
    pub takes: Option<(Number, DurationUnit)>,
    /// 不计时限.
    pub uncounted: bool,
    /// 说明.
    pub remarks: Vec<String>,
}

/// 提示: a notice that changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// Its name.
    pub name: String,
    /// 当.
    pub when: Option<NodeId>,
    /// 内容.
    pub content: Label,
}

/// 义务: a duty afterwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duty {
    /// Its name.
    pub name: String,
    /// 内容.
    pub content: Label,
    /// 期限, in the author's words.
    pub term: Option<String>,
    /// 后果.
    pub consequence: Option<String>,
    /// Citation, sentences, doubts.
    pub notes: Notes,
}
