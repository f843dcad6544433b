//! A policy: who, when, where, and what must hold.

use super::{
    Benefit, Citation, ConditionId, DocumentId, Duty, Hint, ItemElements, Label, Need, NodeId, Notes, PolicyId,
    Procedure, RegionId, ScoreId, Sentence,
};
use crate::value::Date;
use serde::{Deserialize, Serialize};

/// 政策, or 标准, which grants nothing, or 事项, which has elements beside.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// Its name; versions of one policy share it.
    pub name: String,
    /// 标准: its definitions are used by name, and it can be adapted.
    pub standard: bool,
    /// 事项: the elements of a service item.
    pub item: Option<ItemElements>,
    /// 一件事: it is what a chain has in common with a policy, and is asked for as a chain.
    pub chain: bool,
    /// 沿用: the standard or policy that it adapts.
    pub adapts: Option<PolicyId>,
    /// The file that it stands in.
    pub file: String,
    /// 主管.
    pub authority: Vec<String>,
    /// 承办.
    pub handler: Vec<String>,
    /// 层级: 国家, 省级, 市级, 县级.
    pub level: Option<String>,
    /// 委托.
    pub delegated: Option<String>,
    /// 地区: where it holds.
    pub region: RegionId,
    /// 依据: the documents in the order written; the first is the main one.
    pub documents: Vec<DocumentId>,
    /// 版本.
    pub version: Option<String>,
    /// 有效; none means always.
    pub effective: Vec<Effective>,
    /// 适用: narrows the version by facts.
    pub applies: Option<NodeId>,
    /// 适用日; absent: the day of asking.
    pub law_day: Option<NodeId>,
    /// 申报, of the policy or of its 办理, in source order; none speak of the same day.
    pub windows: Vec<Window>,
    /// The conditions that stand in the policy itself, in source order.
    pub conditions: Vec<ConditionId>,
    /// That all of them hold.
    pub root: NodeId,
    /// The scores that stand in it.
    pub scores: Vec<ScoreId>,
    /// Papers needed.
    pub needs: Vec<Need>,
    /// What it gives.
    pub benefits: Vec<Benefit>,
    /// 办理.
    pub procedure: Option<Procedure>,
    /// 提示.
    pub hints: Vec<Hint>,
    /// 义务.
    pub duties: Vec<Duty>,
    /// Every sentence of the law that stands in it, in source order.
    pub sentences: Vec<Sentence>,
    /// Title, doubts, remarks.
    pub notes: Notes,
}

/// 有效: a stretch of days in which a policy is in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effective {
    /// The first day; from ever if absent.
    pub from: Option<Date>,
    /// The last day; for ever if absent.
    pub to: Option<Date>,
    /// 不详: in force, with a doubt.
    pub unspecified: bool,
    /// Known from this day on.
    pub published: Option<Date>,
    /// Whose days they are: the documents cited, else the main one.
    pub documents: Vec<DocumentId>,
    /// 取代: in the days of both, lines of these documents do not count, nor versions that have no other.
    pub supersedes: Vec<DocumentId>,
    /// 依据.
    pub citations: Vec<Citation>,
}

/// 申报: when one may apply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Window {
    /// 每年: from a day to a day of each year; `opens` after `closes` runs over New Year.
    EveryYear {
        /// The first day.
        opens: WindowDay,
        /// The last day.
        closes: WindowDay,
        /// A clock time on the last day, hours and minutes.
        closes_at: Option<(u8, u8)>,
    },
    /// Once.
    Once {
        /// The first day.
        opens: Option<Date>,
        /// The last day.
        closes: Option<Date>,
        /// A clock time on the last day.
        closes_at: Option<(u8, u8)>,
    },
    /// 常年.
    Always,
    /// 另行公布, in whose words.
    Announced(Label),
}

impl Window {
    /// The first and the last day of a yearly window that opens in a year.
    pub fn round(&self, year: i32) -> Option<(Date, Date)> {
        let Window::EveryYear { opens, closes, .. } = self else { return None };
        let first = opens.in_year(year)?;
        let last = closes.in_year(year)?;
        let last = if last < first { closes.in_year(year.checked_add(1)?)? } else { last };
        Some((first, last))
    }
}

/// A day of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WindowDay {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 次年: of the year after.
    pub next_year: bool,
}

impl WindowDay {
    /// The day in a year; a 29 February that the year does not have is the day before.
    fn in_year(self, year: i32) -> Option<Date> {
        let year = if self.next_year { year.checked_add(1)? } else { year };
        (28..=self.day)
            .rev()
            .chain(std::iter::once(self.day))
            .find_map(|candidate| Date::from_ymd(year, u32::from(self.month), u32::from(candidate)))
    }
}
