use super::{Cite, ConditionOutcome, Quantity, Title};
use serde::Serialize;

/// The points of a score, part or item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreAnswer {
    /// Its name.
    pub id: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The points, or what is still possible; absent if they cannot be worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Quantity>,
    /// The full mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The pass mark, such as `> 70`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass: Option<String>,
    /// Whether it passes, and all inside that have a pass mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ConditionOutcome>,
    /// The way of scoring that gives the points, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
    /// Who judges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judge: Option<String>,
    /// Who fills it, where the law leaves it to places and nobody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed_by: Option<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// Facts that can still change the points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Parts and items inside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ScoreAnswer>,
}
