//! Conditions, what people judge, and scores.

use super::{Comparison, ConditionId, JudgedId, NodeId, Notes, PolicyId, ScoreId};
use crate::value::Number;
use serde::{Deserialize, Serialize};

/// 条件 or 排除.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// Its name, unique in its policy.
    pub name: String,
    /// The policy that it stands in.
    pub policy: PolicyId,
    /// The condition that it stands in, if any.
    pub parent: Option<ConditionId>,
    /// Conditions inside, in source order.
    pub children: Vec<ConditionId>,
    /// 排除: strikes out where its body holds.
    pub exclude: bool,
    /// What is written between the braces, before 除非 and before an 排除 turns it round.
    pub body: NodeId,
    /// 除非: waived if.
    pub unless: Option<NodeId>,
    /// The whole: what must be true.
    pub root: NodeId,
    /// The judged lines of its own body.
    pub judged: Vec<JudgedId>,
    /// Citation, sentences, doubts.
    pub notes: Notes,
}

/// 过渡: until a day, and while its premise holds, every condition of its policy counts as met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// Its name.
    pub name: String,
    /// The policy that it stands in.
    pub policy: PolicyId,
    /// Whether it applies: its 当 holds and its last day is not over.
    pub applies: NodeId,
    /// The last day.
    pub until: NodeId,
    /// Citation, sentences, doubts.
    pub notes: Notes,
}

/// Something that only a person decides; never asked of an enterprise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// The name under which the decision is given: the line's text, or the item's name.
    pub name: String,
    /// The policy that it stands in.
    pub policy: PolicyId,
    /// 由: who decides.
    pub by: Option<String>,
    /// The score item, if it is one: decided by points or the name of a band. Otherwise by yes or no.
    pub score: Option<ScoreId>,
}

/// A score, a part, an item, a bonus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Its name.
    pub name: String,
    /// The policy that it stands in, if any.
    pub policy: Option<PolicyId>,
    /// What it is.
    pub role: ScoreRole,
    /// The whole that it is a part of.
    pub parent: Option<ScoreId>,
    /// 满分.
    pub max: Option<Number>,
    /// 合格.
    pub pass: Option<PassMark>,
    /// 整数计分: of itself or of the score that it is a part of.
    pub whole_points: bool,
    /// 由: who judges; absent where the points follow from the facts.
    pub by: Option<String>,
    /// The decision that settles it, where somebody judges.
    pub judged: Option<JudgedId>,
    /// 由地方规定: who fills it.
    pub set_locally: Option<String>,
    /// Where the points come from.
    pub points: Points,
    /// Citation, sentences, doubts.
    pub notes: Notes,
}

/// What a score entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ScoreRole {
    /// 评分.
    Whole,
    /// 部分.
    Part,
    /// 项.
    Item,
    /// 加分: counts beyond the sum of maxima; the part's maximum still caps.
    Bonus,
}

/// 合格: a comparison with a number of points.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PassMark {
    /// The sign.
    pub comparison: Comparison,
    /// The points.
    pub points: Number,
}

/// Where points come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Points {
    /// The sum of what is inside.
    Parts(Vec<ScoreId>),
    /// From 0 to the maximum, as the judge sees fit; or open until a place fills it.
    Free,
    /// 档: named bands.
    Bands(Vec<Band>),
    /// A value or a table; intervals in it are open to the judge.
    Value(NodeId),
    /// 任选: the best of the ways that can be computed.
    BestOf(Vec<Way>),
}

/// 档: a band with its points, both ends in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Least points.
    pub low: Number,
    /// Most points.
    pub high: Number,
}

/// 选: one way to score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// Its name.
    pub name: String,
    /// Its points.
    pub value: NodeId,
}
