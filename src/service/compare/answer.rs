//! The shape of a comparison of one policy or item over places.

use crate::explain::answer::{Cite, PackStamp, Text, Title};
use crate::service::{Change, Direction, ElementKind, Witness};
use serde::Serialize;

/// One policy or item over places, element by element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareAnswer {
    /// The name asked for.
    pub item: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The day of asking, and of the law.
    pub as_of: String,
    /// What stands beside each other; all are compared with the first.
    pub columns: Vec<CompareColumn>,
    /// Element by element, in the order in which one reads a policy.
    pub rows: Vec<CompareRow>,
    /// Places for which nothing is written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// The pack that gave this answer.
    pub pack: PackStamp,
}

/// What stands beside others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareColumn {
    /// The policy, item or standard.
    pub policy: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The place asked for; absent for the standard that others are measured by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The place whose rule it is, where the place asked for has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_of: Option<String>,
    /// It is the standard.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub standard: bool,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// One element, beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareRow {
    /// What it is.
    pub kind: ElementKind,
    /// Its name, where there may be several of its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What people call it, where its kind does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Whether all columns say the same, and it is known of each what holds.
    pub same: bool,
    /// In the order of the columns.
    pub cells: Vec<CompareCell>,
}

/// What one column says of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareCell {
    /// What it says; absent if it says nothing of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// 未定, 不详 or left to a place that has not said: it is not known what holds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
    /// How it departs from the first column; absent in the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// In which direction, as far as profiles show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Where it says the same: the names of what it rests on that differs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<String>,
    /// Profiles that show the difference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Witness>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
}
