//! The shape of a comparison of two states of rules.

use crate::explain::answer::{PackStamp, PolicyOutcome, Text, Title};
use crate::service::{Change, ElementDiff, ElementKind};
use serde::Serialize;

/// What changed from one state of the rules to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DiffAnswer {
    /// The earlier state.
    pub old: StateAnswer,
    /// The later state.
    pub new: StateAnswer,
    /// The policies that differ, by name; with a policy asked for, that one, whether it differs or not.
    pub policies: Vec<PolicyDiff>,
    /// What else differs between the rules and no element tells; with a policy asked for, what has to do with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<OtherDifference>,
    /// What changes for the profile given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<ProfileChange>,
}

/// Rules as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StateAnswer {
    /// The pack.
    pub pack: PackStamp,
    /// The day of asking.
    pub as_of: String,
}

/// What became of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PolicyDiff {
    /// Its name.
    pub policy: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Whether it is new, gone, changed or the same.
    pub change: Change,
    /// The earlier version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The later version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Element by element, in the order in which one reads a policy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<ElementDiff>,
}

/// Something that is not the same in both states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtherDifference {
    /// What it is.
    pub kind: ElementKind,
    /// The policy that it stands in, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Its name.
    pub name: String,
    /// What it said, where that is written out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Text>,
    /// What it says, where that is written out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Text>,
}

/// What changes for a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileChange {
    /// The policy.
    pub policy: String,
    /// What changes.
    pub kind: ProfileChangeKind,
    /// The benefit or paper concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The outcome before, where the outcome changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome_before: Option<PolicyOutcome>,
    /// The outcome now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome_after: Option<PolicyOutcome>,
    /// What was.
    pub before: Text,
    /// What is.
    pub after: Text,
}

/// What changes for a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProfileChangeKind {
    /// It is eligible now.
    NewlyEligible,
    /// It is eligible no longer.
    NoLonger,
    /// The outcome is another.
    Outcome,
    /// An amount is another.
    Amount,
    /// A paper is wanted, or wanted no longer, or in another way.
    Materials,
    /// The time to apply is another.
    Window,
}
