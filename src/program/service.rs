//! What an enterprise gets, and how it is handled.

use super::{Citation, Label, NodeId, Notes};
use crate::value::{DurationUnit, Number, Rounding};
use serde::{Deserialize, Serialize};

/// 待遇: an amount or a right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    pub right: Option<Label>,
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
    pub apply: Vec<ByCase<Vec<String>>>,
    /// 受理.
    pub accepts: Vec<ByCase<Vec<String>>>,
    /// 决定.
    pub decides: Vec<ByCase<Vec<String>>>,
    /// 法定时限.
    pub statutory_limits: Vec<ByCase<Limit>>,
    /// 承诺时限.
    pub promised_limits: Vec<ByCase<Limit>>,
    /// 跑动.
    pub visits: Vec<ByCase<Visits>>,
    /// 方式.
    pub modes: Vec<ByCase<Vec<String>>>,
    /// 特别程序.
    pub special: Vec<SpecialProcedure>,
    /// 收费.
    pub fees: Vec<ByCase<Fee>>,
    /// 咨询.
    pub hotlines: Vec<ByCase<String>>,
    /// Remarks, doubts.
    pub notes: Notes,
}

impl Procedure {
    /// Every node that decides which line holds.
    pub fn whens(&self) -> impl Iterator<Item = NodeId> {
        let Procedure {
            apply,
            accepts,
            decides,
            statutory_limits,
            promised_limits,
            visits,
            modes,
            special,
            fees,
            hotlines,
            notes: _,
        } = self;
        let words = [apply, accepts, decides, modes].into_iter().flatten().map(|line| line.when);
        let limits = statutory_limits.iter().chain(promised_limits).map(|line| line.when);
        let visits = visits.iter().map(|line| line.when);
        let fees = fees.iter().map(|line| line.when);
        let hotlines = hotlines.iter().map(|line| line.when);
        let special = special.iter().map(|special| special.when);
        words.chain(limits).chain(visits).chain(fees).chain(hotlines).chain(special).flatten()
    }
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

/// What is said for some cases. A line with 当 goes before one without.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByCase<T> {
    /// What is said.
    pub said: T,
    /// 当; of a line without one beside lines that have it, that none of theirs holds.
    pub when: Option<NodeId>,
}

/// 收费.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fee {
    /// What it costs, in the author's words.
    pub words: String,
    /// By which law.
    pub citations: Vec<Citation>,
}

/// 跑动.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visits {
    /// How many.
    pub number: Number,
    /// 理由: why one must come.
    pub reason: Option<String>,
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
    /// 当: only if.
    pub when: Option<NodeId>,
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
